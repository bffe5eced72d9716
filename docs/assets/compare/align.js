// Which clause of one document is which of another: equal ones first, then those that share most words. A clause that has
// another place among the others has moved. No document here: node tests it.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var ALIKE = 0.55;     // the part of their words that two clauses share which may be one, reworded
  var RARE = 12, OFTEN = 60, CANDIDATES = 6;  // as build_tools/resolve/alignment.py has them

  function counted(words) {
    var counts = new Map();
    words.forEach(function (word) { counts.set(word, (counts.get(word) || 0) + 1); });
    return counts;
  }

  function likeness(one, other) {
    var shared = 0;
    one.counts.forEach(function (count, word) { shared += Math.min(count, other.counts.get(word) || 0); });
    return 2 * shared / (one.size + other.size);
  }

  function prepared(clauses) {
    return clauses.map(function (clause) {
      var words = svb.wordsOf(svb.fold(clause[2]));
      return { text: svb.wordsOf(clause[2]).join(" "), words: words, counts: counted(words), size: words.length };
    });
  }

  function equal(one, other, pairs) {
    var places = new Map();
    other.forEach(function (clause, place) {
      if (!places.has(clause.text)) places.set(clause.text, []);
      places.get(clause.text).push(place);
    });
    one.forEach(function (clause, place) {
      var there = places.get(clause.text);
      if (there && there.length && clause.size) pairs.set(place, there.shift());
    });
  }

  function candidates(one, other, left, right) {
    var standing = new Map(), found = [];
    right.forEach(function (place) {
      other[place].counts.forEach(function (_, word) {
        if (!standing.has(word)) standing.set(word, []);
        standing.get(word).push(place);
      });
    });
    left.forEach(function (place) {
      var shared = new Map();
      Array.from(one[place].counts.keys()).filter(function (word) { return standing.has(word) && standing.get(word).length <= OFTEN; })
        .sort(function (a, b) { return standing.get(a).length - standing.get(b).length; }).slice(0, RARE)
        .forEach(function (word) {
          standing.get(word).forEach(function (there) { shared.set(there, (shared.get(there) || 0) + 1); });
        });
      Array.from(shared).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; }).slice(0, CANDIDATES).forEach(function (pair) {
        var score = likeness(one[place], other[pair[0]]);
        if (score >= ALIKE) found.push([score, place, pair[0]]);
      });
    });
    return found.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1] || a[2] - b[2]; });
  }

  // Of places that go with places, those that keep their order: the longest increasing run. The others have moved.
  function inOrder(pairs) {
    var ends = [], before = new Map(), kept = new Set();
    pairs.forEach(function (pair) {
      var low = 0, high = ends.length;
      while (low < high) {
        var half = (low + high) >> 1;
        if (ends[half][1] < pair[1]) low = half + 1;
        else high = half;
      }
      before.set(pair, low ? ends[low - 1] : null);
      ends[low] = pair;
    });
    for (var pair = ends[ends.length - 1]; pair; pair = before.get(pair)) kept.add(pair);
    return kept;
  }

  // The rows of a comparison in the order of the second document, what only the first has where it stood:
  // {kind: "same" | "changed" | "in" | "out", one, other (places), moved}.
  svb.alignedClauses = function (first, second) {
    var one = prepared(first), other = prepared(second), pairs = new Map(), rows = [], next = 0;
    equal(one, other, pairs);
    var taken = new Set(pairs.values());
    function free(_, place) { return place; }
    candidates(one, other, one.map(free).filter(function (place) { return !pairs.has(place); }), other.map(free).filter(function (place) { return !taken.has(place); }))
      .forEach(function (found) {
        if (pairs.has(found[1]) || taken.has(found[2])) return;
        pairs.set(found[1], found[2]);
        taken.add(found[2]);
      });
    var sorted = Array.from(pairs).sort(function (a, b) { return a[0] - b[0]; }), kept = inOrder(sorted);
    var back = new Map(sorted.map(function (pair) { return [pair[1], pair]; }));
    function dropped(until) {
      for (; next < until; next += 1) if (!pairs.has(next) && one[next].size) rows.push({ kind: "out", one: next, other: -1, moved: false });
    }
    other.forEach(function (clause, place) {
      var pair = back.get(place);
      if (pair && kept.has(pair)) dropped(pair[0]);
      if (pair) rows.push({ kind: one[pair[0]].text === clause.text ? "same" : "changed", one: pair[0], other: place, moved: !kept.has(pair) });
      else if (clause.size) rows.push({ kind: "in", one: -1, other: place, moved: false });
    });
    dropped(one.length);
    return rows;
  };
})();
