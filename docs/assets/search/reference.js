// Which rows a typed reference names ("120 kl tw", "ND04/2015", "cv 481 quảng trị"): by number, year, symbol, type.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var YEAR = /^(19|20)[0-9]{2}$/;
  var NOISE = new Set(["so", "vb", "cua", "ve", "viec"]);

  function runs(folded) { return folded.match(/[0-9]+|[a-z]+/g) || []; }
  function bare(number) { return number.replace(/^0+(?=.)/, ""); }

  // A row's number taken apart, once: digits, year, the letters of the symbol together, what a reader may say of it.
  function known(row) {
    if (row.known) return row.known;
    var parts = runs(svb.fold(row.number)), first = /^[0-9]/.test(parts[0] || "") ? parts.shift() : "";
    var year = YEAR.test(parts[0] || "") ? parts.shift() : "";
    var type = svb.fold(row.type);
    row.known = {
      written: first, number: bare(first), year: year || row.date.slice(0, 4), own: year, code: parts.join(""), type: type,
      shorts: svb.store.lexicon.types[type] || [],
      words: " " + svb.fold([row.title, row.subject, row.organ, row.type].join(" ")) + " "
    };
    return row.known;
  }

  // Takes the first name of a type out of the words: {type, words}. "nghi dinh 04" → {"nghi dinh", ["04"]}.
  function withoutType(words) {
    for (var start = 0; start < words.length; start += 1) {
      for (var size = Math.min(6, words.length - start); size > 0; size -= 1) {
        var name = words.slice(start, start + size).join(" ");
        if (name in svb.store.lexicon.types) {
          return { type: name, words: words.slice(0, start).concat(words.slice(start + size)) };
        }
      }
    }
    return { type: "", words: words };
  }

  // What a query says as a reference, or null where it has no number. `open`: its last word may still be being typed.
  svb.readReference = function (query) {
    var folded = svb.fold(query), date = "";
    folded = folded.replace(/ngay ([0-9]{1,2}) (?:thang )?([0-9]{1,2}) (?:nam )?([0-9]{4})/, function (all, day, month, year) {
      date = year + ("0" + month).slice(-2) + ("0" + day).slice(-2);
      return " ";
    });
    var open = !date && !/[\s.,;]$/.test(query);
    var found = withoutType(runs(folded));
    var words = found.words.filter(function (word) { return !NOISE.has(word); });
    var place = words.findIndex(function (word) { return /^[0-9]/.test(word); });
    if (place < 0) return null;
    var reference = {
      number: bare(words[place]), written: words[place], year: "", type: found.type, date: date, words: [],
      openNumber: open && place === words.length - 1, openYear: false
    };
    var rest = words.slice(place + 1);
    if (rest[0] === "nam" && YEAR.test(rest[1] || "")) rest.shift();
    if (YEAR.test(rest[0] || "")) reference.year = rest.shift();
    else if (rest.length === 1 && open && /^(1|2|19|20|19[0-9]|20[0-9])$/.test(rest[0])) {
      reference.year = rest.shift();
      reference.openYear = true;
    } else if (YEAR.test(rest[rest.length - 1] || "")) reference.year = rest.pop();
    reference.words = words.slice(0, place).concat(rest);
    return reference;
  };

  // How many of the words, taken together from the first, spell the symbol or begin it: {count, whole}.
  function spelt(words, row) {
    var starts = [""].concat(row.shorts), best = { count: 0, whole: false, type: false };
    for (var count = 1, joined = ""; count <= words.length; count += 1) {
      joined += words[count - 1];
      if (joined === row.code) best = { count: count, whole: true, type: false };
      starts.forEach(function (short) {
        if (best.whole && best.count === count) return;
        if (short && joined === short + row.code) best = { count: count, whole: true, type: true };
        else if (short && joined === short) best = { count: count, whole: false, type: true };
        else if (short && row.code.startsWith(short) && joined === row.code.slice(short.length)) best = { count: count, whole: true, type: false };
        else if ((short + row.code).startsWith(joined)) best = { count: count, whole: false, type: best.type && best.count > 0 };
      });
    }
    return best;
  }

  var map = null;

  // The indices of the rows by their bare number, made once.
  function numbers() {
    if (map) return map;
    map = new Map();
    svb.store.rows.forEach(function (row, index) {
      var number = known(row).number;
      if (!number) return;
      if (!map.has(number)) map.set(number, []);
      map.get(number).push(index);
    });
    return map;
  }

  // Calls `each` with every bare number that a document has.
  svb.eachNumber = function (each) { numbers().forEach(function (_, number) { each(number); }); };

  var shortTypes = null;

  // Whether a word is the short form of a type's name ("nd", "tt").
  svb.isShortType = function (word) {
    shortTypes = shortTypes || new Set(Object.values(svb.store.lexicon.types).flat());
    return shortTypes.has(word);
  };

  // Calls `found(index, score, full, match)` for each row that the reference may name. `full`: its whole number and symbol are
  // typed, and nothing that speaks against it; `match.letters`: its symbol is among the words; `match.all`: the record has them all.
  svb.searchReferences = function (reference, found) {
    function check(index) {
      var match = fit(reference, svb.store.rows[index]);
      if (match) found(index, match.score, match.full, match);
    }
    if (!reference.openNumber) return (numbers().get(reference.number) || []).forEach(check);
    numbers().forEach(function (rows, number) { if (number.startsWith(reference.number)) rows.forEach(check); });
  };

  // How well a row fits: {score, full, letters, all}; null where it is another one.
  function fit(reference, item) {
    var row = known(item);
    var same = row.number === reference.number;
    if (reference.year && !(reference.openYear ? row.own.startsWith(reference.year) : row.year === reference.year)) return null;
    if (reference.date && item.date.length === 8 && item.date !== reference.date) return null;
    var score = (same ? 100 : 30) + (row.written === reference.written ? 8 : 0);
    if (reference.year) score += reference.openYear ? 20 : row.own ? 40 : 30;
    if (reference.date && item.date === reference.date) score += 20;
    if (reference.type) {
      if (reference.type === row.type) score += 24;
      else if ((svb.store.lexicon.types[reference.type] || []).some(function (short) { return short && row.code.startsWith(short); })) score += 22;
      else return null;
    }
    var letters = spelt(reference.words, row);
    score += letters.whole ? 100 : letters.count ? 25 : 0;
    if (letters.type) score += 22;
    var rest = reference.words.slice(letters.count);
    var said = rest.filter(function (word) { return row.words.includes(" " + word); }).length;
    var full = same && letters.whole && (!row.own || reference.year === row.own);
    if (said < rest.length && !(full && rest.length > 2)) return null;
    // "93 ubnd th" is 93/UBND-TH before a 93/QĐ-UBND that has a word with "th" in its subject.
    if (rest.length) score += 12 * said / rest.length;
    else if (letters.whole) score += 40;
    return { score: score + svb.prior(item), full: full, letters: letters.count > 0, all: said === rest.length };
  }
})();
