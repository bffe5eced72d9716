// Slips: what a word that stands nowhere may have been meant to be: of those near it the one that fits the words beside it
// best. Only such words are touched; what was typed is shown with a way back. Asked for only when there is one.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var LONG = 3, MOST = 6;
  var KEPT = 12;  // so many readings are followed at a time
  var VOWEL = /[aeiouy]/;  // every syllable has one
  // How Telex and VNI write tones and marks, where the program that should have made letters of them was off.
  var TELEX_DOUBLE = /(a)a|(e)e|(o)o|(d)d/g, TELEX_MARK = /[wsfrxj]/g, VNI_MARK = /[1-9]/g;

  // Whether one letter added, left out, changed, doubled, or exchanged with its neighbour makes one word of the other.
  svb.near = function (one, other) {
    if (Math.abs(one.length - other.length) > 1 || one === other) return false;
    var start = 0, end = 0, size = Math.min(one.length, other.length);
    while (start < size && one[start] === other[start]) start += 1;
    while (end < size - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
    var left = one.slice(start, one.length - end), right = other.slice(start, other.length - end);
    return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === right[1] + right[0]);
  };

  // "quyeets" → "quyet", "ddinhj" → "dinh", "d9inh5" → "dinh": the syllable without the keys of tones and marks. The first
  // letter of a syllable is none of them, nor are "r", "s" and "x" that begin it ("sở", "trong").
  svb.withoutKeys = function (word) {
    if (/^[a-z]+[1-9]/.test(word)) return word.replace(VNI_MARK, "");
    if (!/^[a-z]+$/.test(word)) return word;
    var head = (/^(?:dd|tr|[b-z])/.exec(word) || [""])[0], rest = word.slice(head.length);
    return head.replace("dd", "d") + rest.replace(TELEX_MARK, "").replace(TELEX_DOUBLE, "$1$2$3$4");
  };

  // The words that may stand in the place of `size` words from `place` and of the `back` words before: {words, size, back} each,
  // the likeliest first.
  function instead(words, place, absent, known, all) {
    var word = words[place], next = words[place + 1], before = words[place - 1], found = [];
    function put(others, size, back) {
      var told = found.some(function (one) { return one.words.join() === others.join(); });
      if (!told && others.every(function (other) { return all.has(other); })) found.push({ words: others, size: size, back: back || 0 });
    }
    var bare = svb.withoutKeys(word);
    if (bare !== word) put([bare], 1);
    if (next) put([word + next], 2);
    if (before && !absent.includes(before)) put([before + word], 1, 1);
    for (var cut = 1; cut < word.length; cut += 1) {
      var pieces = [word.slice(0, cut), word.slice(cut)];
      if (pieces.every(function (piece) { return VOWEL.test(piece); })) put(pieces, 1);
    }
    if (word.length >= LONG && !/[0-9]/.test(word)) {
      var near = known.filter(function (other) { return svb.near(word, other); });
      // The first letter of a syllable is seldom the wrong one.
      near.sort(function (one, other) { return (other[0] === word[0]) - (one[0] === word[0]); });
      near.forEach(function (other) { put([other], 1); });
    }
    return found;
  }

  // The promise of the readings that fit best so far, each with one of these words behind it. What a reading gains is how often
  // the register has each word behind the one before it; only what is not as typed needs to fit.
  function widened(readings, others) {
    var wider = readings.flatMap(function (before) {
      return others.map(function (other) {
        var end = before.words.length - (other.back || 0), last = before.words[end - 1], pairs = [];
        if (last && (before.fresh || other.fresh)) pairs.push(last + " " + other.words[0]);
        if (other.words[1]) pairs.push(other.words.join(" "));
        return {
          words: before.words.slice(0, end).concat(other.words), shown: before.shown.slice(0, end).concat(other.shown || other.words),
          fresh: other.fresh, fit: before.fit, pairs: pairs
        };
      });
    });
    return svb.counts(wider.flatMap(function (reading) { return reading.pairs; })).then(function (counts) {
      wider.forEach(function (reading) {
        reading.pairs.forEach(function (pair) { reading.fit += Math.log(1 + counts.get(pair)) / reading.pairs.length; });
      });
      return wider.sort(function (one, other) { return other.fit - one.fit; }).slice(0, KEPT);
    });
  }

  // The promise of other readings of a query in which each word of `absent`, which stands nowhere, is exchanged: those whose
  // words fit their neighbours best, as equals. What is not exchanged stays as it was typed.
  svb.corrections = function (query, absent) {
    return svb.store.words().then(function (known) {
      var all = new Set(known), readings = Promise.resolve([{ words: [], shown: [], fit: 0 }]);
      for (var place = 0; place < query.words.length;) {
        var others = absent.includes(query.words[place]) ? instead(query.words, place, absent, known, all) : [];
        others.forEach(function (other) { other.fresh = true; });
        if (!others.length) others = [{ words: [query.words[place]], shown: [query.typed[place]], size: 1 }];
        var size = others[0].size;
        readings = readings.then(function (same, before) {
          return widened(before, same);
        }.bind(null, others.filter(function (other) { return other.size === size; })));
        place += size;
      }
      return readings;
    }).then(function (readings) {
      return readings.filter(function (reading) { return reading.fit === readings[0].fit && reading.words.join(" ") !== query.words.join(" "); })
        .slice(0, MOST).map(function (reading) { return reading.shown.join(" "); });
    });
  };
})();
