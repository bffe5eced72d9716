// Two texts word by word: what both have, what only the one has, what only the other has. No document here: node tests it.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var MOST = 4e6;  // steps of a comparison; a longer pair of texts is told apart as a whole

  function split(text) { return text.split(/\s+/).filter(Boolean); }

  // Runs of words: [[kind, words]], kind is "same", "out" (only in the first) or "in" (only in the second).
  function runs(parts) {
    var found = [];
    parts.forEach(function (part) {
      var last = found[found.length - 1];
      if (!part[1].length) return;
      if (last && last[0] === part[0]) last[1] = last[1].concat(part[1]);
      else found.push([part[0], part[1]]);
    });
    return found;
  }

  // The longest common subsequence of what stands between the common beginning and end.
  function middle(one, other) {
    var width = other.length + 1;
    if (one.length * width > MOST) return [["out", one], ["in", other]];
    var table = new Uint32Array((one.length + 1) * width), parts = [], at = 0, to = 0;
    for (var row = one.length - 1; row >= 0; row -= 1) {
      for (var column = other.length - 1; column >= 0; column -= 1) {
        table[row * width + column] = one[row] === other[column] ? table[(row + 1) * width + column + 1] + 1
          : Math.max(table[(row + 1) * width + column], table[row * width + column + 1]);
      }
    }
    while (at < one.length || to < other.length) {
      if (at < one.length && to < other.length && one[at] === other[to]) {
        parts.push(["same", [one[at]]]);
        at += 1;
        to += 1;
      } else if (to === other.length || at < one.length && table[(at + 1) * width + to] >= table[at * width + to + 1]) {
        parts.push(["out", [one[at]]]);
        at += 1;
      } else {
        parts.push(["in", [other[to]]]);
        to += 1;
      }
    }
    return parts;
  }

  svb.wordsOf = split;
  svb.differingWords = function (first, second) {
    var one = split(first), other = split(second), start = 0, end = 0, least = Math.min(one.length, other.length);
    while (start < least && one[start] === other[start]) start += 1;
    while (end < least - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
    return runs([["same", one.slice(0, start)]]
      .concat(middle(one.slice(start, one.length - end), other.slice(start, other.length - end)))
      .concat([["same", one.slice(one.length - end)]]));
  };
})();
