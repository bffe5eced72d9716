// The search as a whole: a reference first, then names, then texts; shown as soon as each is known.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var SHOWN = 10;   // so many of the best pages show what fits
  var READ = 20;    // so many are looked into, to see whether the words stand together,
  var MORE = 100;   // so many where none of those has them
  var WORDS = 100000;  // but at a time no more than so many words are loaded
  // What weighs more: a number, a phrase in the name, a phrase in the text, words in the name, words in the text that stand
  // beside each other two by two, words in the text.
  var REFERENCE = 2000, TITLE_PHRASE = 1000, TEXT_PHRASE = 700, TITLE = 550, TEXT_PAIRS = 400, TEXT = 250;
  var READINGS = 4;
  var stale = new Error("a later search has begun");

  function read(text) {
    var typed = text.match(/[\p{L}\p{M}\p{N}]+/gu) || [];
    return {
      words: svb.fold(text).split(" ").filter(Boolean), open: /[^\s.,;:!?)]$/.test(text),
      exact: /[^\x00-\x7f]/.test(text.normalize("NFC")) ? typed.map(svb.exact) : null
    };
  }

  // The query as it is, and with its abbreviations written out.
  function readings(text) {
    var found = [read(text)], meanings = svb.store.lexicon.abbreviations, last = found[0].words[found[0].words.length - 1];
    found[0].words.forEach(function (word) {
      if (!Object.hasOwn(meanings, word)) return;
      found.slice().forEach(function (query) {
        meanings[word].forEach(function (meaning) {
          var words = query.words.flatMap(function (other) { return other === word ? meaning.split(" ") : other; });
          if (found.length < READINGS) found.push({ words: words, open: query.open && last !== word, exact: null });
        });
      });
    });
    return found;
  }

  // The promise of {items, count, rows, partial}; `early` is called with what is known before the texts are. Where the whole
  // number of a document is typed, the texts are not asked.
  function find(text, fits, early, current) {
    var ranking = new svb.Ranking(fits), queries = readings(text), reference = svb.readReference(text);
    var sure = false, named = false;
    if (reference) {
      svb.searchReferences(reference, function (index, score, full) {
        ranking.put(index, REFERENCE + score, { full: full });
        sure = true;
        named = named || full;
      });
    }
    queries.forEach(function (query) {
      svb.searchTitles(query, function (index, score, phrase) {
        ranking.put(index, (phrase ? TITLE_PHRASE : TITLE) + score, { query: query });
        sure = sure || phrase;
      });
    });
    if (named) return Promise.resolve(answer(ranking));
    if (sure) early(answer(ranking));
    return Promise.all(queries.map(svb.searchText)).then(current).then(function (found) {
      addTexts(ranking, queries, found, 2);
      var all = answer(ranking);
      if (!all.count) {
        addTexts(ranking, queries, found, 1);
        all = answer(ranking);
        all.partial = all.count > 0;
        all.items = all.items.slice(0, SHOWN);
      }
      early(all);
      return lookInto(all);
    });
  }

  function answer(ranking) {
    var items = ranking.items();
    return { items: items, count: ranking.count, rows: ranking.rows.bind(ranking) };
  }

  // Adds the pages that have all the words in their text (2), or some of them (1).
  function addTexts(ranking, queries, found, least) {
    found.forEach(function (texts, at) {
      var most = texts.scores.reduce(function (one, other) { return Math.max(one, other); }, 0) || 1;
      var source = { query: queries[at] };
      texts.whole.forEach(function (has, index) {
        if (has < least) return;
        var score = [0, 0, TEXT, TEXT_PAIRS][has] + 100 * texts.scores[index] / most + svb.store.rows[index].cited / 4;
        if (has === 3 && queries[at].words.length > 1) ranking.putTogether(index);
        ranking.put(index, score, source);
      });
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
      return all;
    });
  }

  // The promise of whether the phrase stands whole in one of these pages.
  function readTexts(items) {
    var words = 0, found = false;
    var some = Array.from(new Set(items)).filter(function (item) { return (words += Math.pow(2, item.row.length)) < WORDS; });
    return Promise.all(some.map(function (item) {
      var query = item.source.query;
      return svb.store.text(item.row).then(function (clauses) {
        item.clause = svb.bestClause(query, clauses);
        if (!item.together || !svb.holdsPhrase(query, clauses)) return;
        found = true;
        if (item.score < TEXT_PHRASE) item.score += TEXT_PHRASE - TEXT_PAIRS;
      }, function () { /* without its text a page is found all the same */ });
    })).then(function () { return found; });
  }

  function everything(fits) {
    var ranking = new svb.Ranking(fits);
    svb.store.rows.forEach(function (_, index) { ranking.put(index, 1, {}); });
    return answer(ranking);
  }

  // The promise of an answer to what may have been meant, or null.
  function corrected(query, fits, current) {
    return svb.corrections(query).then(current).then(function (others) {
      return others.reduce(function (before, other) {
        return before.then(function (found) {
          return found || find(other, fits, function () {}, current).then(function (all) {
            all.corrected = other;
            return all.count && !all.partial ? all : null;
          });
        });
      }, Promise.resolve(null));
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

  // The promise of the answer: to the query, else to what may have been meant, else the pages that have some of it.
  function everyWay(text, fits, early, current) {
    if (!svb.fold(text)) return text.trim() || !fits ? { items: [], count: 0, rows: function () { return []; } } : everything(fits);
    return find(text, fits, early, current).then(current).then(function (all) {
      return all.count && !all.partial ? all : corrected(read(text), fits, current).then(function (other) { return other || all; });
    });
  }
})();
