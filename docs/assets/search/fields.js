// What the record of each page has of a query: type, number, title, subject, issuer, place, year and month. A word tells as
// much as it is rare among the records, as in the texts; pairs of neighbours tell more.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var PAIR = 1;

  // The promise of nothing: the records are in memory. Returns the weight of each row's record, by its index.
  svb.searchFields = function (query) {
    if (query.fields) return query.fields.slice();
    var rows = svb.store.rows, scores = new Float64Array(rows.length), terms = new Map();
    query.words.forEach(function (word, place) {
      terms.set(word, 1);
      if (place) terms.set(query.words[place - 1] + " " + word, PAIR);
    });
    months(query.words).forEach(function (month) { terms.set(month, 1); });
    terms.forEach(function (weight, term) {
      var found = [];
      svb.eachNamed(" " + term + " ", function (index) { found.push(index); });
      var tells = weight * Math.log(1 + (rows.length - found.length + 0.5) / (found.length + 0.5));
      found.forEach(function (index) { scores[index] += tells; });
    });
    query.unlike.forEach(function (index) { scores[index] = 0; });
    query.fields = scores;
    return scores.slice();
  };

  // "tháng 7 năm 2026", "tháng 7/2026": the months as records have them, beside their words.
  function months(words) {
    var found = [];
    words.forEach(function (word, place) {
      var month = words[place + 1];
      if (word !== "thang" || !/^(0?[1-9]|1[0-2])$/.test(month || "")) return;
      var year = words.slice(place + 2, place + 4).find(function (other) { return /^(19|20)\d\d$/.test(other); });
      if (year) found.push("m" + year + ("0" + month).slice(-2));
    });
    return found;
  }
})();
