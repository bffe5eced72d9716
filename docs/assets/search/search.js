// The search as a whole: a reference first, then names, then texts; shown as soon as each is known.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var SHOWN = 10;   // so many of the best pages show what fits
  var READ = 20;    // so many are looked into, to see whether the words stand together,
  var MORE = 100;   // so many where none of those has them
  var WORDS = 100000;  // but at a time no more than so many words are loaded
  var NEAR = 5;     // so many documents of nearly the number that is typed
  // What comes first whatever else fits: what answers a question, a number, nearly that number, a phrase in the name, what
  // somebody signed, a phrase in the text.
  var ANSWER = 5000, REFERENCE = 4000, NEARLY = 3000, TITLE_PHRASE = 2500, SIGNED = 2200, TEXT_PHRASE = 1500;
  // What text and record have of the query, the best page having all of it; what all words, in pairs, in the name add.
  var BEST = 400, COMPLETE = 40, TOGETHER = 80, NAMED = 60;
  // What a page among the first gains whose text has the query within a passage.
  var CLOSE = 300;
  // A page with less than this of what the best has is no result, unless it has all the words.
  var LEAST = 0.4;
  // What is only cited, and what is no document, stands behind a document that fits as well.
  var CITED_ONLY = 0.6, NO_DOCUMENT = 0.7;
  var NOTHING = { items: [], count: 0, absent: [], answers: [], near: [], rows: function () { return []; } };
  var stale = new Error("a later search has begun");

  // The promise of {items, count, rows, answers, near}; `early` is called with what is known before the texts are. Where the
  // whole number of a document is typed, and nothing is asked about it, the texts are not asked.
  function find(text, fits, early, current) {
    var ranking = new svb.Ranking(fits), queries = svb.readings(text), sure = false, named = false, near = [];
    var asks = changeAsked(text), reference = asks && asks.asked && asks.incoming ? null : svb.readReference(text);
    if (reference) {
      svb.searchReferences(reference, function (index, score, full) {
        ranking.put(index, REFERENCE + score, { full: full });
        sure = true;
        named = named || full;
      });
    }
    queries.forEach(function (query) {
      svb.searchTitles(query, function (index, score, phrase) {
        if (phrase) ranking.put(index, TITLE_PHRASE + score, { query: query });
        else query.named.set(index, score);
        sure = sure || phrase;
      });
    });
    if (!sure && !asks && /[0-9]/.test(text) && !svb.quoted(text) && !svb.mentioned(text)) near = nearly(ranking, queries[0], text);
    named = named && !asks;
    if (!named) early(sure ? answer(ranking) : byRecords(queries, fits));
    return svb.factAnswers(queries[0], text).then(current).then(function (known) {
      var answers = known.answers;
      lift(ranking, queries[0], answers);
      return (named ? Promise.resolve(answer(ranking)) : byTexts(ranking, queries, early, current)).then(function (all) {
        all.query = queries[0];
        all.answers = answers;
        all.unanswered = known.unanswered;
        all.near = near;
        return svb.quoted(text) ? onlyWhole(all) : all;
      });
    });
  }

  function byTexts(ranking, queries, early, current) {
    return Promise.all(queries.map(svb.searchText)).then(current).then(function (found) {
      var most = addTexts(ranking, queries, found), all = answer(ranking);
      all.absent = nowhere(queries[0], found[0].absent);
      all.most = most;
      early(all);
      return lookInto(all);
    });
  }

  // What is asked about a document that the query names: the answer stands in others, so that it does not come first itself.
  function changeAsked(text) {
    var place = svb.mentioned(text);
    return place && svb.changeAsked(place.words, place);
  }

  // What the records alone have, while the texts are on their way.
  function byRecords(queries, fits) {
    var ranking = new svb.Ranking(fits), fields = svb.searchFields(queries[0]);
    fields.forEach(function (score, index) { if (score) ranking.put(index, score, { query: queries[0] }); });
    return answer(ranking);
  }

  // The rows of nearly the number that is typed, which no document has.
  function nearly(ranking, query, text) {
    var rows = svb.nearlyMentioned(text).slice(0, NEAR);
    rows.forEach(function (index, place) { ranking.put(index, NEARLY - place, { query: query }); });
    return rows.map(function (index) { return svb.store.rows[index]; });
  }

  // Puts first what answers a question.
  function lift(ranking, query, answers) {
    answers.forEach(function (found, place) {
      if (found.leads) ranking.put(found.row.index, ANSWER - place, { query: query });
      (found.signed || []).forEach(function (row) { ranking.put(row.index, SIGNED, { query: query }); });
    });
  }

  function answer(ranking) {
    var items = ranking.items();
    return { items: items, count: ranking.count, rows: ranking.rows.bind(ranking), absent: [], answers: [], near: [], most: 0 };
  }

  // The pages that have the phrase whole; where none has it, all of them, as `loose`.
  function onlyWhole(all) {
    var whole = all.items.filter(function (item) { return item.score >= TEXT_PHRASE; });
    if (!whole.length) return Object.assign({}, all, { loose: true });
    var rows = whole.map(function (item) { return item.row; });
    return Object.assign({}, all, { items: whole, count: whole.length, rows: function () { return rows; } });
  }

  // Adds the pages by what their texts and records have of the query, in any of its readings.
  function addTexts(ranking, queries, found) {
    var rows = svb.store.rows, most = 0;
    var sums = found.map(function (texts, at) {
      var sum = svb.searchFields(queries[at]);
      texts.scores.forEach(function (score, index) {
        sum[index] = (sum[index] + score) * (rows[index].other ? NO_DOCUMENT : rows[index].missing ? CITED_ONLY : 1);
        if (sum[index] > most && (!ranking.fits || ranking.fits(rows[index]))) most = sum[index];
      });
      return sum;
    });
    found.forEach(function (texts, at) {
      var query = queries[at], several = query.words.length > 1;
      query.rare = texts.rare;
      sums[at].forEach(function (sum, index) {
        var named = query.named.get(index), complete = texts.bits[index] === texts.complete;
        if (!sum || (sum < LEAST * most && !complete && named === undefined)) return;
        var together = several && texts.together[index] === 1;
        var score = BEST * sum / most + (complete ? COMPLETE : 0) + (together ? TOGETHER : 0) + svb.prior(rows[index]) / 4;
        if (named !== undefined) score += NAMED + named;
        if (together) ranking.putTogether(index);
        ranking.put(index, score, { query: query, bits: texts.bits[index] });
      });
    });
    return most;
  }

  // Those of the words that no name has either; the last may be unfinished.
  function nowhere(query, words) {
    return words.filter(function (word) {
      var known = false, last = query.open && word === query.words[query.words.length - 1];
      svb.eachNamed(" " + word + (last ? "" : " "), function () { known = true; });
      return !known;
    });
  }

  // The promise that the best pages know the clause that fits, and that a phrase that stands whole in a text lifts its page.
  // More pages are looked into only where the first do not have the phrase.
  function lookInto(all) {
    var wanted = all.items.filter(function (item) { return item.row.held && item.source.query; });
    var together = wanted.filter(function (item) { return item.together; });
    return readTexts(wanted.slice(0, SHOWN).concat(together.slice(0, READ))).then(function (found) {
      return found || !together.length || readTexts(together.slice(READ, MORE));
    }).then(function () {
      all.items.sort(svb.better);
      all.items.slice(0, SHOWN).forEach(function (item) { item.lacks = lacking(item); });
      return all;
    });
  }

  // The words of the query that neither text nor record of a page has.
  function lacking(item) {
    var query = item.source.query, bits = item.source.bits;
    if (!query || bits === undefined || !item.row.held) return [];
    return svb.contentWords(query.words.filter(function (word, place) {
      return place < 30 && !(bits & (1 << place)) && !(item.row.whole || "").includes(" " + word + " ") && !(item.otherwise || []).includes(word);
    }));
  }

  // The promise of whether the phrase stands whole in one of these pages.
  function readTexts(items) {
    var words = 0, found = false;
    var some = Array.from(new Set(items)).filter(function (item) { return (words += item.row.length) < WORDS; });
    return Promise.all(some.map(function (item) {
      var query = item.source.query;
      return svb.store.text(item.row).then(function (text) {
        item.clause = svb.bestClause(query, text.clauses);
        item.otherwise = svb.saidOtherwise(query, text.clauses);
        if (item.clause && item.score < TEXT_PHRASE) item.score += CLOSE * item.clause.close;
        if (!item.together || !svb.holdsPhrase(query, text.clauses)) return;
        found = true;
        if (item.score < TEXT_PHRASE) item.score = TEXT_PHRASE + item.score / 10;
      }, function () { /* without its text a page is found all the same */ });
    })).then(function () { return found; });
  }

  function everything(fits) {
    var ranking = new svb.Ranking(fits);
    svb.store.rows.forEach(function (_, index) { ranking.put(index, 1, {}); });
    return answer(ranking);
  }

  // The promise of an answer to what may have been meant where words stand nowhere, or null: of several readings the one
  // whose best page has most.
  function corrected(query, absent, fits, current) {
    return svb.corrections(query, absent).then(current).then(function (others) {
      return Promise.all(others.map(function (other) {
        return find(other, fits, function () {}, current).then(function (all) {
          all.corrected = other;
          all.exchanged = absent;
          return all;
        });
      }));
    }).then(function (answers) {
      return answers.filter(function (all) { return all.count && all.absent.length < absent.length; })
        .sort(function (one, other) { return other.most - one.most; })[0] || null;
    });
  }

  // A search box's own search: called with what is typed, what rows may be shown (null: all) and `report`, which is called
  // each time that more is known with {items, count, rows, corrected, done}: the best items in order, how many there are,
  // all their rows by rows(). What is typed later silences what was typed before. An item has `row`; `source.full` where
  // the whole number was typed; `clause` and `source.query` where its text fits.
  svb.searcher = function () {
    var turn = 0;
    return function (text, fits, report) {
      var own = turn += 1;
      function current(value) {
        if (own !== turn) throw stale;
        return value;
      }
      function tell(all, done) {
        if (own !== turn) return;
        all.done = done;
        report(all);
      }
      return svb.store.ready().then(current).then(function () {
        return everyWay(text, fits, function (all) { tell(all, false); }, current);
      }).then(function (all) { tell(all, true); }).catch(function (error) { if (error !== stale) throw error; });
    };
  };

  // The promise of the answer: to the query, else to what may have been meant, else the pages that have some of it. What facts
  // answer is as it was meant: who signed stands in no text.
  function everyWay(text, fits, early, current) {
    if (!svb.fold(text)) return text.trim() || !fits ? NOTHING : everything(fits);
    return find(text, fits, early, current).then(current).then(function (all) {
      if (all.answers.length) all.absent = [];
      if ((all.count && !all.absent.length) || svb.quoted(text)) return all;
      return corrected(svb.readQuery(text), all.absent, fits, current).then(function (other) { return other || all; });
    });
  }
})();
