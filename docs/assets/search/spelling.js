// One slip of the fingers in a long word: what the word may have been meant to be. Asked only when nothing is found.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var LONG = 4;

  // Whether one letter added, left out, changed, or exchanged with its neighbour makes one word of the other.
  function near(one, other) {
    if (Math.abs(one.length - other.length) > 1 || one === other) return false;
    var start = 0, end = 0, size = Math.min(one.length, other.length);
    while (start < size && one[start] === other[start]) start += 1;
    while (end < size - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
    var left = one.slice(start, one.length - end), right = other.slice(start, other.length - end);
    return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === right[1] + right[0]);
  }

  // The promise of other readings of a query: each with one long word, that stands nowhere, exchanged for a near one.
  svb.corrections = function (query) {
    return svb.store.words().then(function (known) {
      var all = new Set(known), found = [];
      query.words.forEach(function (word, place) {
        if (word.length < LONG || all.has(word) || /[0-9]/.test(word)) return;
        known.filter(function (other) { return near(word, other); }).forEach(function (other) {
          found.push(query.words.slice(0, place).concat(other, query.words.slice(place + 1)).join(" "));
        });
      });
      return found;
    });
  };
})();
