// The best pages of a search: each page once, with the best of what was found for it.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var MOST = 200;  // so many are put in order and can be shown; the others are counted
  var OLDEST = 1945, USUAL = 2015, YEARS = 10;

  function better(one, other) {
    return other.score - one.score || (one.row.date > other.row.date ? -1 : one.row.date < other.row.date ? 1
      : one.row.address < other.row.address ? -1 : 1);
  }
  svb.better = better;

  // What speaks for a row before anything is asked: how often it is cited, in doublings, and how new it is: some years count as
  // one doubling. One without a year stands among those of `USUAL`. Both are constants, so that nothing added elsewhere changes a rank.
  svb.prior = function (row) {
    if (row.prior === undefined) row.prior = row.cited + ((Number(row.date.slice(0, 4)) || USUAL) - OLDEST) / YEARS;
    return row.prior;
  };

  // `fits` says of a row whether it may be shown; null lets all through.
  svb.Ranking = function (fits) {
    var rows = svb.store.rows;
    this.fits = fits;
    this.scores = new Float64Array(rows.length);
    this.sources = new Array(rows.length);
    this.together = new Uint8Array(rows.length);
  };

  // Where a page is shown: the row of the same document in the register that holds it.
  function shown(index) {
    var other = svb.store.rows[index].shownAs;
    return other === undefined ? index : other;
  }

  // Counts a page with this score, unless it has a better one; `source` says where and how it was found.
  svb.Ranking.prototype.put = function (place, score, source) {
    var index = shown(place);
    if (score <= this.scores[index] || (this.fits && !this.fits(svb.store.rows[index]))) return;
    this.scores[index] = score;
    this.sources[index] = source;
  };

  // Notes that the text of a page has each word beside the next.
  svb.Ranking.prototype.putTogether = function (index) { this.together[shown(index)] = 1; };

  // The rows of all pages, in no order.
  svb.Ranking.prototype.rows = function () {
    var scores = this.scores;
    return svb.store.rows.filter(function (_, index) { return scores[index] > 0; });
  };

  // The best pages in order: {row, score, source, together}.
  svb.Ranking.prototype.items = function () {
    var scores = this.scores, sources = this.sources, together = this.together, items = [];
    var sorted = scores.filter(function (score) { return score > 0; }).sort();
    var least = sorted.length ? sorted[Math.max(sorted.length - MOST, 0)] : 0;
    this.count = sorted.length;
    scores.forEach(function (score, index) {
      if (!score || score < least) return;
      items.push({ row: svb.store.rows[index], score: score, source: sources[index], together: together[index] === 1 });
    });
    return items.sort(better).slice(0, MOST);
  };
})();
