// Slips: what a word that stands nowhere may have been meant to be. Only such words are touched; what was typed is shown
// with a way back. Asked for only when there is one.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var LONG = 4, MOST = 6;
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

  // The words that may stand in the place of those at `place`: {words, size} each, the likeliest first.
  function instead(words, place, known, all) {
    var word = words[place], next = words[place + 1], found = [];
    function put(others, size) { if (others.every(function (other) { return all.has(other); })) found.push({ words: others, size: size }); }
    var bare = svb.withoutKeys(word);
    if (bare !== word) put([bare], 1);
    if (next) put([word + next], 2);
    for (var cut = 2; cut <= word.length - 2; cut += 1) put([word.slice(0, cut), word.slice(cut)], 1);
    if (word.length >= LONG && !/[0-9]/.test(word)) {
      known.forEach(function (other) { if (svb.near(word, other)) put([other], 1); });
    }
    return found;
  }

  // The promise of other readings of a query in which each word of `absent`, which stands nowhere, is exchanged.
  svb.corrections = function (query, absent) {
    return svb.store.words().then(function (known) {
      var all = new Set(known), readings = [[]], place = 0;
      while (place < query.words.length) {
        var word = query.words[place];
        var others = absent.includes(word) ? instead(query.words, place, known, all) : [];
        if (!others.length) others = [{ words: [word], size: 1 }];
        var size = others[0].size;
        readings = readings.flatMap(function (before) {
          return others.filter(function (other) { return other.size === size; }).map(function (other) { return before.concat(other.words); });
        }).slice(0, MOST);
        place += size;
      }
      return readings.map(function (words) { return words.join(" "); })
        .filter(function (reading) { return reading !== query.words.join(" "); });
    });
  };
})();
