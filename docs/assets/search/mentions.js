// The documents that a number somewhere in a query names ("nghị định nào thay nghị định 35/2019"), and those whose number is
// nearly the one typed: number and year exchanged, one digit wrong, missing or too many.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var AFTER = 9;  // so many words behind a number may belong to it
  var HELD = 50;  // of several with nearly that number, one whose text is there comes first
  // What stands before a number that is none of a document.
  var COUNTS = new Set(["ngay", "thang", "nam", "quy", "dieu", "khoan", "diem", "muc", "chuong", "phu", "luc", "tuoi", "thu", "lan"]);
  var YEAR = /^(19|20)[0-9]{2}$/;

  function runs(text) { return svb.fold(text).match(/[0-9]+|[a-z]+/g) || []; }

  // Where the name of a type, or a short form of one, begins that ends before `end`; `end` itself where none does.
  function typeBefore(words, end) {
    var last = words[end - 1] === "so" ? end - 1 : end, types = svb.store.lexicon.types;
    for (var size = Math.min(6, last); size > 0; size -= 1) {
      var name = words.slice(last - size, last).join(" ");
      if (name in types || (size === 1 && svb.isShortType(name))) return last - size;
    }
    return end;
  }

  // Calls `each(part, start, end)` for the parts of the query that may name a document, the longest first; stops at true.
  function parts(words, each) {
    words.some(function (word, place) {
      if (!/^[0-9]/.test(word) || COUNTS.has(words[place - 1]) || /^[0-9]/.test(words[place - 1] || "")) return false;
      var start = typeBefore(words, place), year = words[place + 1] === "nam" ? place + 2 : place + 1;
      var least = YEAR.test(words[year] || "") ? year : place;  // a year stays with its number
      for (var end = Math.min(words.length, place + AFTER); end > least; end -= 1) {
        if (each(words.slice(start, end).join(" ") + " ", start, end)) return true;
      }
      return false;
    });
  }

  // Whether a reference says more than a number: "32" alone is anything.
  function tells(reference, letters) { return reference.type || reference.year || letters; }

  // What the query names, or null: {rows: indices, the best first, start, end: where it stands among `words`}.
  svb.mentioned = function (query) {
    var words = runs(query), found = null;
    parts(words, function (part, start, end) {
      var reference = svb.readReference(part), rows = [];
      if (!reference) return false;
      svb.searchReferences(reference, function (index, score, full, match) {
        if (match.all && tells(reference, match.letters)) rows.push([score, index]);
      });
      if (!rows.length) return false;
      rows.sort(function (one, other) { return other[0] - one[0] || one[1] - other[1]; });
      found = { rows: rows.map(function (row) { return row[1]; }), start: start, end: end, words: words };
      return true;
    });
    return found;
  };

  function swapped(reference) {
    var other = reference.words.findIndex(function (word) { return /^[0-9]{1,4}$/.test(word); });
    if (!YEAR.test(reference.number) || other < 0) return null;
    var number = reference.words[other];
    return Object.assign({}, reference, {
      number: number.replace(/^0+(?=.)/, ""), written: number, year: reference.number,
      words: reference.words.filter(function (_, place) { return place !== other; })
    });
  }

  // Rows of nearly that number, by index: where the query names a document by more than a number, and none has it.
  svb.nearlyMentioned = function (query) {
    var words = runs(query), found = [];
    function put(reference) {
      svb.searchReferences(reference, function (index, score, _, match) {
        var told = (reference.type ? 1 : 0) + (reference.year ? 1 : 0) + (match.letters ? 1 : 0);
        if (match.all && told > 1) found.push([score + (svb.store.rows[index].held ? HELD : 0), index]);
      });
    }
    parts(words, function (part) {
      var reference = svb.readReference(part);
      if (!reference) return false;
      var exchanged = swapped(reference);
      if (exchanged) put(exchanged);
      else if (reference.number.length > 1) {
        svb.eachNumber(function (number) {
          if (svb.near(number, reference.number)) put(Object.assign({}, reference, { number: number }));
        });
        years(reference.year).forEach(function (year) { put(Object.assign({}, reference, { year: year })); });
      }
      return found.length > 0;
    });
    found.sort(function (one, other) { return other[0] - one[0] || one[1] - other[1]; });
    return Array.from(new Set(found.map(function (row) { return row[1]; })));
  };

  // The years that differ from one by a slip: the one before or after it, or another digit exchanged.
  function years(year) {
    if (!year) return [];
    var found = [String(Number(year) - 1), String(Number(year) + 1), year.slice(0, 2) + year[3] + year[2]];
    return found.filter(function (other) { return other !== year && YEAR.test(other); });
  }
})();
