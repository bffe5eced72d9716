// What is typed, as words; its abbreviations written out; the official words for everyday ones.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var READINGS = 4;
  // What stands in quotation marks is asked for as it stands.
  var QUOTED = /["“”«»][^"“”«»]*\S[^"“”«»]*["“”«»]/;

  svb.quoted = function (text) { return QUOTED.test(text); };

  svb.readQuery = function (text) {
    var typed = text.match(/[\p{L}\p{M}\p{N}]+/gu) || [], words = svb.fold(text).split(" ").filter(Boolean);
    return {
      named: new Map(), words: words, typed: typed.length === words.length ? typed : words, open: /[^\s.,;:!?)]$/.test(text),
      exact: /[^\x00-\x7f]/.test(text.normalize("NFC")) ? typed.map(svb.exact) : null
    };
  };

  // The official words for what the query says in everyday ones.
  function official(words) {
    var said = " " + words.join(" ") + " ", everyday = svb.store.lexicon.everyday;
    return Object.keys(everyday).filter(function (phrase) { return said.includes(" " + phrase + " "); })
      .map(function (phrase) { return everyday[phrase].split(" "); });
  }

  // The query as it is, and with its abbreviations written out.
  svb.readings = function (text) {
    var found = [svb.readQuery(text)];
    found[0].added = official(found[0].words);
    var meanings = svb.store.lexicon.abbreviations, last = found[0].words[found[0].words.length - 1];
    found[0].words.forEach(function (word) {
      if (!Object.hasOwn(meanings, word)) return;
      found.slice().forEach(function (query) {
        meanings[word].forEach(function (meaning) {
          var words = query.words.flatMap(function (other) { return other === word ? meaning.split(" ") : other; });
          if (found.length < READINGS) found.push({ named: new Map(), words: words, open: query.open && last !== word, exact: null });
        });
      });
    });
    return found;
  };
})();
