// What each page has of a query in its text: single words and pairs of neighbours, weighed as BM25 does. A page counts by
// its best part: a long document speaks of everything somewhere. Nothing is required; what a query adds of its own accord
// (the official word for an everyday one) weighs less than what was typed.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var TIMES = [1, 2.4, 5, 11];  // what the two bits of a posting stand for
  var PAIR = 1.6, ADDED = 0.5;
  var USUAL = 600;  // words of a usual part; a constant, so that what is added elsewhere changes no rank
  var LONG = Array.from({ length: 32 }, function (_, digit) { return 1.2 * (0.25 + 0.75 * Math.pow(2, digit) * 0.7 / USUAL); });

  // The postings of a term in one segment: places of parts and how often it stands there, one after the other.
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

  // The promise of how many parts have each of these terms, a Map.
  svb.counts = function (terms) {
    return Promise.all(terms.map(function (term) { return postings({ term: term, open: false }); })).then(function (lists) {
      return new Map(terms.map(function (term, at) { return [term, lists[at].reduce(function (sum, list) { return sum + list.length / 2; }, 0)]; }));
    });
  };

  function wantedOf(query) {
    var last = query.words.length - 1, wanted = [];
    query.words.forEach(function (word, place) {
      wanted.push({ term: word, bit: 1 << Math.min(place, 30), open: query.open && place === last, weight: 1, pair: 0 });
      if (place === last) return;
      wanted.push({
        term: word + " " + query.words[place + 1], bit: 1 << Math.min(place + 1, 30),
        open: query.open && place + 1 === last, weight: PAIR, pair: 1 << Math.min(place, 30)
      });
    });
    (query.added || []).forEach(function (added) {
      var words = added.words;
      words.forEach(function (word, place) {
        wanted.push({ term: word, bit: 0, open: false, weight: ADDED, pair: 0 });
        if (place) wanted.push({ term: words[place - 1] + " " + word, bit: 0, open: false, weight: ADDED * PAIR, pair: 0 });
      });
    });
    return wanted;
  }

  // The promise of what each page has of the query, by the index of its row: {scores, bits, complete, together, rare}.
  // `bits[i]` has a bit for each word that stands in page i, all of them are `complete`; `together[i]` says that each stands
  // beside the next; `rare` is how much each term tells, `absent` are the words that stand nowhere.
  svb.searchText = function (query) {
    var wanted = wantedOf(query);
    return Promise.all(wanted.map(postings)).then(function (lists) { return weigh(query, wanted, lists); });
  };

  function weigh(query, wanted, lists) {
    var rows = svb.store.rows, segments = svb.store.segments, last = query.words.length - 1;
    var bits = new Int32Array(rows.length), pairs = new Int32Array(rows.length), scores = new Float64Array(rows.length);
    var count = segments.reduce(function (sum, segment) { return sum + segment.lengths.length; }, 0);
    var ofParts = segments.map(function (segment) { return new Float64Array(segment.lengths.length); });
    var rare = new Map(), absent = [];
    wanted.forEach(function (want, index) {
      var found = lists[index].reduce(function (sum, list) { return sum + list.length / 2; }, 0);
      var tells = Math.log(1 + (count - found + 0.5) / (found + 0.5));
      if (!found && want.bit && !want.pair) absent.push(want.term);
      if (found) rare.set(want.term, Math.max(rare.get(want.term) || 0, tells * want.weight));
      lists[index].forEach(function (list, place) {
        var segment = segments[place], owners = segment.owners, lengths = segment.lengths, sums = ofParts[place];
        for (var at = 0; at < list.length; at += 2) {
          var part = list[at], times = list[at + 1], row = segment.start + owners[part];
          sums[part] += want.weight * tells * 2.2 * times / (times + LONG[lengths[part]]);
          bits[row] |= want.bit;
          pairs[row] |= want.pair;
        }
      });
    });
    ofParts.forEach(function (sums, place) {
      var segment = segments[place];
      sums.forEach(function (sum, part) {
        var row = segment.start + segment.owners[part];
        if (sum > scores[row]) scores[row] = sum;
      });
    });
    var complete = Math.pow(2, Math.min(last, 30) + 1) - 1 | 0, joined = last > 0 ? Math.pow(2, Math.min(last - 1, 30) + 1) - 1 | 0 : 0;
    return {
      scores: scores, bits: bits, complete: complete, rare: rare, absent: absent,
      together: pairs.map(function (mask) { return last > 0 && mask === joined ? 1 : 0; })
    };
  }
})();
