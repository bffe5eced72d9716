// What is typed, as words; its abbreviations written out; the official words for everyday ones.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var READINGS = 4;
  var DEFINED = "Viết tắt";  // the type of a row that is a short form
  // What stands in quotation marks is asked for as it stands.
  var QUOTED = /["“”«»][^"“”«»]*\S[^"“”«»]*["“”«»]/;

  svb.quoted = function (text) { return QUOTED.test(text); };

  svb.readQuery = function (text) {
    var typed = text.match(/[\p{L}\p{M}\p{N}]+/gu) || [], words = svb.fold(text).split(" ").filter(Boolean);
    return {
      named: new Map(), unlike: new Set(), words: words, typed: typed.length === words.length ? typed : words, open: /[^\s.,;:!?)]$/.test(text),
      exact: /[^\x00-\x7f]/.test(text.normalize("NFC")) && typed.length === words.length ? typed.map(svb.exact) : null
    };
  };

  var defined = null;

  // The long forms that documents define for a short one, made once.
  function definitions(word) {
    if (!defined) {
      defined = new Map();
      svb.store.rows.forEach(function (row) {
        var short = row.type === DEFINED && svb.fold(row.number);
        if (short && short.length > 2) defined.set(short, (defined.get(short) || new Set()).add(svb.fold(row.subject)));
      });
    }
    return Array.from(defined.get(word) || []);
  }

  // Whether words may be meant by those that are typed: a word typed with marks is that word only ("sơ đồ" is no "sổ đỏ").
  function meant(query, place, words) {
    return !query.exact || words.every(function (word, next) {
      var typed = query.exact[place + next];
      return !/[^a-z]/.test(typed) || typed === svb.exact(word);
    });
  }

  // The official words for what the query says in everyday ones or in short forms: {said, words} each.
  function official(query) {
    var words = query.words, lexicon = svb.store.lexicon, line = " " + words.join(" ") + " ", found = [];
    Object.keys(lexicon.everyday).forEach(function (phrase) {
      var at = line.indexOf(" " + phrase + " "), place = line.slice(0, at + 1).split(" ").length - 2;
      if (at < 0 || !meant(query, place, (lexicon.spelt[phrase] || phrase).split(" "))) return;
      found.push({ said: phrase.split(" "), words: lexicon.everyday[phrase].split(" ") });
    });
    words.forEach(function (word) {
      if (Object.hasOwn(lexicon.abbreviations, word) || Object.hasOwn(lexicon.everyday, word)) return;
      definitions(word).forEach(function (long) { found.push({ said: [word], words: long.split(" ") }); });
    });
    return found;
  }

  // The query as it is, and with its abbreviations written out.
  svb.readings = function (text) {
    var found = [svb.readQuery(text)];
    found[0].added = official(found[0]);
    var meanings = svb.store.lexicon.abbreviations, last = found[0].words[found[0].words.length - 1];
    found[0].words.forEach(function (word) {
      if (!Object.hasOwn(meanings, word)) return;
      found.slice().forEach(function (query) {
        meanings[word].forEach(function (meaning) {
          var words = query.words.flatMap(function (other) { return other === word ? meaning.split(" ") : other; });
          if (found.length < READINGS) found.push({ named: new Map(), unlike: new Set(), words: words, open: query.open && last !== word, exact: null });
        });
      });
    });
    return found;
  };
})();
