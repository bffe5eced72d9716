// Which pages have the words of a query in their text: single words and pairs of neighbours, weighed as BM25 does.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var TIMES = [1, 2.4, 5, 11];  // what the two bits of a posting stand for
  var PAIR = 1.6;
  var USUAL = 700;  // words of a usual page; a constant, so that what is added elsewhere changes no rank
  var LONG = Array.from({ length: 32 }, function (_, digit) { return 1.2 * (0.4 + 0.6 * Math.pow(2, digit) * 0.7 / USUAL); });

  // The postings of a term in one segment: places of pages and how often it stands there, one after the other.
  function places(shard, term) {
    var found = shard.get(term), place = -1;
    if (typeof found !== "string") return found || [];
    var read = [];
    svb.numbers(found).forEach(function (value) {
      place += Math.floor(value / 4);
      read.push(place, TIMES[value & 3]);
    });
    shard.set(term, read);
    return read;
  }

  // All terms of a shard that begin so and have no word more, as postings of one term.
  function beginning(shard, start) {
    var times = new Map(), size = start.split(" ").length;
    shard.forEach(function (_, term) {
      if (!term.startsWith(start) || term.split(" ").length !== size) return;
      var found = places(shard, term);
      for (var at = 0; at < found.length; at += 2) times.set(found[at], Math.max(times.get(found[at]) || 0, found[at + 1]));
    });
    return Array.from(times).flat();
  }

  // The promise of a term's postings, a list per segment. A word that is still being typed, and that no page has as it
  // is, stands for all that begin so.
  function postings(want) {
    return Promise.all(svb.store.segments.map(function (segment) { return svb.store.shard(segment, want.term); }))
      .then(function (shards) {
        var known = shards.some(function (shard) { return shard.has(want.term); });
        return shards.map(function (shard) {
          return want.open && !known ? beginning(shard, want.term) : places(shard, want.term);
        });
      });
  }

  // The promise of what each page has of the query: {scores, whole}, by the index of its row. `whole[i]` is 3 where page i
  // has all the words and each beside the next, 2 where it has all, 1 where it has some, 0 where it has none.
  svb.searchText = function (query) {
    var last = query.words.length - 1, wanted = [];
    query.words.forEach(function (word, place) {
      wanted.push({ term: word, bit: 1 << Math.min(place, 30), open: query.open && place === last, weight: 1 });
      if (place === last) return;
      wanted.push({
        term: word + " " + query.words[place + 1], bit: 1 << Math.min(place + 1, 30),
        open: query.open && place + 1 === last, weight: PAIR, pair: true
      });
    });
    return Promise.all(wanted.map(postings)).then(function (lists) { return weigh(last, wanted, lists); });
  };

  function weigh(last, wanted, lists) {
    var rows = svb.store.rows, scores = new Float64Array(rows.length), bits = new Int32Array(rows.length);
    var pairs = new Uint8Array(rows.length);
    wanted.forEach(function (want, index) {
      var pages = lists[index].reduce(function (sum, list) { return sum + list.length / 2; }, 0);
      var weight = want.weight * Math.log(1 + (rows.length - pages + 0.5) / (pages + 0.5)) * 2.2;
      lists[index].forEach(function (list, segment) {
        var start = svb.store.segments[segment].start;
        for (var at = 0; at < list.length; at += 2) {
          var place = start + list[at], times = list[at + 1];
          scores[place] += weight * times / (times + LONG[rows[place].length]);
          bits[place] |= want.bit;
          if (want.pair) pairs[place] += 1;
        }
      });
    });
    var complete = Math.pow(2, Math.min(last, 30) + 1) - 1;
    return {
      scores: scores,
      whole: bits.map(function (mask, place) { return mask !== complete ? Math.min(mask, 1) : pairs[place] === last ? 3 : 2; })
    };
  }
})();
