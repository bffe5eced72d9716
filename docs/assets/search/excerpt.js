// The clause of a page that fits a query best, and the words of it that a reader is shown.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var AROUND = 14;  // words shown before what was found
  var SHOWN = 44;
  var PAIR = 1.6, USUAL = 600, LONG = 0.15;
  var TRIED = 20;   // so many clauses of a text are looked into for a phrase as it is spelt
  var PASSAGE = 900;  // characters within which words count as near each other

  // A text as one line of folded words, and where each clause begins in it, made once: one search in it costs less than one in
  // each clause, and finds what goes across the end of one.
  function lineOf(clauses) {
    if (clauses.line) return clauses;
    var starts = [0], length = 0;
    clauses.line = " " + clauses.map(function (clause) {
      var folded = svb.fold(clause[2]);
      length += folded.length + 1;
      starts.push(length);
      return folded;
    }).join(" ") + " ";
    clauses.starts = starts;
    return clauses;
  }

  // The folded words of a clause, between blanks.
  svb.foldedClause = function (clauses, place) {
    lineOf(clauses);
    return clauses.line.slice(clauses.starts[place], clauses.starts[place + 1] + 1);
  };

  // The longest run of neighbouring words of the query that stands in the clause, {run, start}, and how many stand `there`.
  function longest(words, open, clause) {
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

  // The words and pairs of the query as they are looked for, each with what it tells, and 0 for the official ones for everyday
  // words, which choose the clause but say nothing of what stands near each other: [words, weight, weight where typed].
  function wanted(query) {
    var found = new Map();
    function put(words, open, typed) {
      words.forEach(function (word, place) {
        var end = open && place === words.length - 1 ? "" : " ", pair = words[place - 1] + " " + word;
        var tells = query.rare ? query.rare.get(word) || 0 : 1, together = query.rare ? query.rare.get(pair) || 0 : PAIR;
        found.set(" " + word + end, [" " + word + end, tells, typed * tells]);
        if (place) found.set(" " + pair + end, [" " + pair + end, together, typed * together]);
      });
    }
    (query.added || []).forEach(function (added) { put(added.words, false, 0); });
    put(query.words, query.open, 1);
    return Array.from(found.values()).filter(function (term) { return term[1]; });
  }

  // Which terms begin in each clause: a list of their places for each clause that has any.
  function hits(terms, clauses) {
    var found = [], line = lineOf(clauses).line, starts = clauses.starts;
    terms.forEach(function (term, which) {
      var clause = 0;
      for (var at = line.indexOf(term[0]); at >= 0; at = line.indexOf(term[0], starts[clause + 1])) {
        while (starts[clause + 1] <= at) clause += 1;
        if (found[clause]) found[clause].push(which);
        else found[clause] = [which];
      }
    });
    return found;
  }

  // How much of the terms stands within a passage, a run of clauses: the most that any has, of all.
  function closest(terms, found, starts) {
    var counts = new Uint16Array(terms.length), first = 0, sum = 0, most = 0, all = 0;
    terms.forEach(function (term) { all += term[2]; });
    found.forEach(function (which, clause) {
      which.forEach(function (term) {
        counts[term] += 1;
        if (counts[term] === 1) sum += terms[term][2];
      });
      for (; first < clause && starts[clause + 1] - starts[first] > PASSAGE; first += 1) {
        (found[first] || []).forEach(function (term) {
          counts[term] -= 1;
          if (!counts[term]) sum -= terms[term][2];
        });
      }
      if (sum > most) most = sum;
    });
    return all ? most / all : 0;
  }

  // Whether none of the words that were typed with marks stands so in a text: then it has others, which only fold alike.
  svb.otherWords = function (query, text) {
    var marked = (query.exact || []).filter(function (word) { return /[^a-z0-9]|[a-z][1-5]$/.test(word); });
    if (!marked.length) return false;
    var there = new Set((text.match(/[\p{L}\p{M}\p{N}]+/gu) || []).map(svb.exact));
    return !marked.some(function (word) { return there.has(word); });
  };

  // Whether the words stand together in a text, be it across the end of a clause, and not only others that fold alike.
  svb.holdsPhrase = function (query, clauses) {
    var phrase = " " + query.words.join(" ") + (query.open ? "" : " "), starts = lineOf(clauses).starts, clause = 0;
    for (var at = clauses.line.indexOf(phrase), tried = 0; at >= 0 && tried < TRIED; tried += 1) {
      while (starts[clause + 1] <= at) clause += 1;
      var text = clauses[clause][2] + (at + phrase.length > starts[clause + 1] + 1 && clauses[clause + 1] ? " " + clauses[clause + 1][2] : "");
      if (!svb.otherWords(query, text)) return true;
      at = clauses.line.indexOf(phrase, starts[clause + 1]);
    }
    return false;
  };

  // What the query says in everyday words, as far as the text has the official ones.
  svb.saidOtherwise = function (query, clauses) {
    return (query.added || []).filter(function (added) { return lineOf(clauses).line.includes(" " + added.words.join(" ") + " "); })
      .flatMap(function (added) { return added.said; });
  };

  // The clause of a text that has most of a query, for its length: {anchor, label, text, words, run, start, there}, `words` being
  // those of the query or the official ones for them, and `close`, how
  // much of the query stands within a passage of the text, between 0 and 1. Null where the text has no word of it.
  svb.bestClause = function (query, clauses) {
    var terms = wanted(query), found = hits(terms, clauses), starts = clauses.starts, best = -1, most = 0;
    found.forEach(function (which, clause) {
      var has = which.reduce(function (sum, term) { return sum + terms[term][1]; }, 0) / (1 + LONG * (starts[clause + 1] - starts[clause]) / USUAL);
      if (has > most) {
        most = has;
        best = clause;
      }
    });
    if (best < 0) return null;
    var clause = clauses[best], folded = svb.foldedClause(clauses, best), run = longest(query.words, query.open, folded);
    run.words = query.words;
    (query.added || []).forEach(function (added) {
      var other = longest(added.words, false, folded);
      if (other.run > run.run) run = Object.assign(other, { words: added.words, there: run.there });
    });
    return Object.assign(run, { anchor: clause[0], label: clause[1], text: clause[2], close: closest(terms, found, starts) });
  };

  // The words around what was found as pieces [text, marked].
  svb.excerpt = function (query, clause) {
    var places = svb.places(clause.text), words = clause.words || query.words, last = words.length - 1, open = query.open && words === query.words;
    function is(place, at) {
      return place && (place[2] === words[at] || (open && at === last && place[2].startsWith(words[at])));
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
