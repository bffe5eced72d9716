// The clause of a page that fits a query best, and the words of it that a reader is shown.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var AROUND = 14;  // words shown before what was found
  var SHOWN = 44;

  function foldedClauses(clauses) {
    clauses.folded = clauses.folded || clauses.map(function (clause) { return " " + svb.fold(clause[2]) + " "; });
    return clauses.folded;
  }

  // How many neighbouring words of the query stand together in the clause, and how many stand there at all.
  function fit(words, open, clause) {
    var there = words.filter(function (word, place) {
      return clause.includes(" " + word + (open && place === words.length - 1 ? "" : " "));
    }).length;
    for (var size = there; size > 1; size -= 1) {
      for (var start = 0; start + size <= words.length; start += 1) {
        var end = open && start + size === words.length ? "" : " ";
        if (clause.includes(" " + words.slice(start, start + size).join(" ") + end)) return { run: size, start: start, there: there };
      }
    }
    return { run: Math.min(there, 1), start: 0, there: there };
  }

  // Whether the words stand together in a text, be it across the end of a clause.
  svb.holdsPhrase = function (query, clauses) {
    clauses.whole = clauses.whole || " " + clauses.map(function (clause) { return svb.fold(clause[2]); }).join(" ") + " ";
    return clauses.whole.includes(" " + query.words.join(" ") + (query.open ? "" : " "));
  };

  // The best clause of a text: {anchor, label, text, run, start, there}; null where no word of the query is in it.
  svb.bestClause = function (query, clauses) {
    var best = null;
    foldedClauses(clauses).forEach(function (folded, place) {
      var found = fit(query.words, query.open, folded);
      if (!found.there || (best && (best.run - found.run || best.there - found.there) >= 0)) return;
      best = found;
      best.anchor = clauses[place][0];
      best.label = clauses[place][1];
      best.text = clauses[place][2];
    });
    return best;
  };

  // The words around what was found as pieces [text, marked].
  svb.excerpt = function (query, clause) {
    var places = svb.places(clause.text), words = query.words, last = words.length - 1;
    function is(place, at) {
      return place && (place[2] === words[at] || (query.open && at === last && place[2].startsWith(words[at])));
    }
    // A word of the query counts where it stands beside its neighbour, if any of them do: a syllable alone says little.
    function asked(at) {
      return words.some(function (_, wanted) {
        if (!is(places[at], wanted)) return false;
        return clause.run < 2 || (wanted > 0 && is(places[at - 1], wanted - 1)) || (wanted < last && is(places[at + 1], wanted + 1));
      });
    }
    var hit = Math.max(places.findIndex(function (_, at) {
      if (clause.run < 2) return asked(at);
      return words.slice(clause.start, clause.start + clause.run).every(function (_, next) {
        return is(places[at + next], clause.start + next);
      });
    }), 0);
    var first = Math.max(hit - AROUND, 0), end = Math.min(first + SHOWN, places.length);
    var from = first ? places[first][0] : 0, to = end < places.length ? places[end - 1][1] : clause.text.length;
    var pieces = first ? [["… ", false]] : [];
    places.slice(first, end).forEach(function (place, at) {
      if (!asked(first + at)) return;
      var between = clause.text.slice(from, place[0]), before = pieces[pieces.length - 1];
      if (before && before[1] && !between.trim()) before[0] += between + clause.text.slice(place[0], place[1]);
      else pieces.push([between, false], [clause.text.slice(place[0], place[1]), true]);
      from = place[1];
    });
    pieces.push([clause.text.slice(from, to) + (to < clause.text.length ? " …" : ""), false]);
    return pieces.filter(function (piece) { return piece[0]; });
  };
})();
