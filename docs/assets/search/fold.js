// How words are compared: without tones, marks, case and punctuation. build_tools/search/folding.py does the same;
// tests/cases/folding.json holds both to the same vectors.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var TONES = { "\u0300": 1, "\u0301": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5 };

  // The folded words of a text with one blank between them: "Nghị định 04/2015/NĐ-CP" → "nghi dinh 04 2015 nd cp".
  svb.fold = function (text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g, "").replace(/[đĐðÐ]/g, "d")
      .toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  };

  // A word as it is spelt, wherever its tone is put: "hòa" and "hoà" are both "hoa1".
  svb.exact = function (word) {
    var tone = 0;
    var letters = word.toLowerCase().normalize("NFD").replace(/[\u0300\u0301\u0309\u0303\u0323]/g, function (mark) {
      tone = TONES[mark];
      return "";
    });
    return letters.normalize("NFC") + (tone || "");
  };

  // Where the words of a text stand: [start, end, folded word] of each.
  svb.places = function (text) {
    var found = [], pattern = /[\p{L}\p{M}\p{N}\u200b-\u200d\u2060\ufeff\u00ad]+/gu, match;
    while ((match = pattern.exec(text))) {
      var word = svb.fold(match[0]);
      if (word) found.push([match.index, match.index + match[0].length, word]);
    }
    return found;
  };
})();
