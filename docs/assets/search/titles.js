// Which rows have all the words of a query in their name: number, title, subject, issuer.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};

  var known = null;

  // The folded names of all rows in one text, a line each, made once: one search in it costs less than one in each row.
  function names() {
    if (known) return known;
    var lines = [], starts = [], length = 0;
    svb.store.rows.forEach(function (row) {
      row.heading = " " + svb.fold([row.type, row.number, row.title, row.subject].join(" ")) + " ";
      row.whole = row.heading + svb.fold([row.organ, row.place, row.date.slice(0, 4)].join(" ")) + " "
        + (row.date.length > 4 ? "m" + row.date.slice(0, 6) + " " : "");
      starts.push(length);
      lines.push(row.whole);
      length += row.whole.length + 1;
    });
    return (known = { text: lines.join("\n"), starts: starts });
  }

  // Calls `found` with the index of each row whose name has the words, which begin with a blank.
  function each(word, found) {
    var text = names().text, starts = names().starts, row = 0;
    for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, starts[row + 1])) {
      while (starts[row + 1] <= at) row += 1;
      found(row);
      if (row + 1 === starts.length) return;
    }
  }

  svb.eachNamed = each;

  var BEGINS = 2;  // a subject that begins with the words is about them
  var OTHER = 12;  // what is no document, and what is only cited, stands behind documents that fit as well

  // Calls `found(index, score, contiguous)` for each row that has all the words in its name. Every word must stand there
  // whole; the last may be unfinished. Rows whose words only fold alike ("sơ đồ" for "sổ đỏ") are noted in `query.unlike`.
  svb.searchTitles = function (query, found) {
    if (!query.words.length || !svb.store.rows.length) return;
    var wanted = query.words.map(function (word, place) {
      return " " + word + (query.open && place === query.words.length - 1 ? "" : " ");
    });
    var phrase = " " + query.words.join(" "), end = query.open ? "" : " ";
    var longest = wanted.reduce(function (one, other) { return other.length > one.length ? other : one; });
    each(longest, function (index) {
      var row = svb.store.rows[index];
      if (!wanted.every(function (word) { return row.whole.includes(word); })) return;
      if (svb.otherWords(query, [row.type, row.number, row.title, row.subject, row.organ].join(" "))) {
        query.unlike.add(index);
        return;
      }
      var contiguous = row.heading.includes(phrase + end);
      var share = query.words.length / (row.heading.split(" ").length - 2);
      var score = (contiguous ? 30 : 0) + (row.heading.includes(phrase + " ") ? 4 : 0) + 10 * Math.min(share, 1) + svb.prior(row);
      if (contiguous && svb.fold(row.subject || row.title).startsWith(phrase.trim())) score += BEGINS;
      if (row.other || row.missing) score -= OTHER;
      if (query.exact) score += 12 * exactShare(query, [row.type, row.title, row.subject, row.organ].join(" "));
      found(index, score, contiguous);
    });
  };

  // The share of the query's words that stand in the text with the same tones.
  function exactShare(query, text) {
    var there = new Set((text.match(/[\p{L}\p{M}\p{N}]+/gu) || []).map(svb.exact));
    return query.exact.filter(function (word) { return there.has(word); }).length / query.exact.length;
  }
})();
