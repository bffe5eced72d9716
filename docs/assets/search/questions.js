// What a query asks beside what it looks for: what became of a document, who signed it, who does something, by when. Read
// from folded words, so that it makes no difference how they are typed.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};

  var CHANGES = [
    ["replaces", /\b(?:thay the|thay bang|thay cho|thay)\b/], ["repeals", /\b(?:bai bo|huy bo|bi bo)\b|\bnao bo (?=[a-z])/],
    ["amends", /\b(?:sua doi|bo sung|sua|dinh chinh)\b/], ["guides", /\b(?:huong dan|quy dinh chi tiet)\b/]
  ];
  var EFFECT = /\b(?:con|het|co) hieu luc\b|\bhieu luc (?:khong|chua|nua|ko|k)\b|\bcon (?:ap dung|dung duoc|gia tri)\b/;
  var ASKS = /\b(?:nao|gi|ai|khong|chua|boi|bi|duoc)\b/;
  var WHO = /\b(?:ai|don vi nao|co quan nao|so nao|bo nao|phong nao|noi nao)\b/;
  var WHEN = /\b(?:truoc ngay nao|ngay nao|khi nao|bao gio|luc nao|thoi han|han nop|han cuoi|han chot|thang nao|den ngay nao)\b/;
  var KY = svb.exact("ký");
  var SIGNED = /\b(?:ai ky|nguoi ky|do ai ky|ky boi ai)\b/;
  // Words of a question that no text is expected to have.
  var ASKING = new Set(("ai gi nao khi bao gio luc ngay thoi han cuoi chot don vi co quan phai chu tri duoc giao chiu trach nhiem"
    + " viec nhiem vu cho cua la thi ma o tai den truoc nop lam thuc hien hay khong chua may bao nhieu nhung cac do boi van ban").split(" "));
  // {kind, incoming} of a change that is asked about a document at `place` ({start, end}) among the words, or null.
  svb.changeAsked = function (words, place) {
    var before = words.slice(0, place.start).join(" "), after = words.slice(place.end).join(" "), all = before + " # " + after;
    if (EFFECT.test(before) || EFFECT.test(after)) return { kind: "effect", incoming: true, asked: true };
    for (var at = 0; at < CHANGES.length; at += 1) {
      var kind = CHANGES[at][0], asked = ASKS.test(all);
      if (CHANGES[at][1].test(before)) return { kind: kind, incoming: true, asked: asked };
      var match = CHANGES[at][1].exec(after);
      if (match) {
        var passive = /\b(?:bi|duoc|ai|nao)\b/.test(after.slice(0, match.index)) || /\bboi\b|\bbang\b/.test(after) || /^bi /.test(match[0]);
        return { kind: kind, incoming: passive || !/\b(?:nao|gi)\b/.test(after), asked: asked };
      }
    }
    return null;
  };

  // Whether the signer of a document is asked for.
  svb.signerAsked = function (words) { return SIGNED.test(words.join(" ")); };

  // Whether somebody is named as one who signed ("văn bản ông Mai Tiến Dũng ký"): "ký", not "kỳ" or "kỷ".
  svb.signingAsked = function (query) {
    var place = query.words.indexOf("ky");
    if (place < 0 || svb.signerAsked(query.words)) return false;
    if (query.exact && query.exact.some(function (word) { return /[1-5]$/.test(word); })) return query.exact.includes(KY);
    return place === query.words.length - 1 || /\b(?:ong|ba|dong chi|do)\b/.test(query.words.slice(0, place).join(" ")) || query.words[place + 1] === "boi";
  };

  // Whether the words name a signer, by the whole folded name, or by its end behind a title ("ông Dũng", "bà Thu Vân").
  svb.namesSigner = function (words, name) {
    var said = " " + words.join(" ") + " ";
    if (name.includes(" ") && said.includes(" " + name + " ")) return true;
    var titled = / (?:ong|ba|dong chi) (.+?) ky /.exec(said);
    return !!titled && (" " + name).endsWith(" " + titled[1]);
  };

  // {who, when} of a task that is asked about, or null.
  svb.taskAsked = function (words) {
    var said = words.join(" "), who = WHO.test(said) || /\bchu tri\b/.test(said), when = WHEN.test(said);
    return who || when ? { who: who, when: when } : null;
  };

  // The words of a query that a task or clause is to have.
  svb.contentWords = function (words) { return words.filter(function (word) { return !ASKING.has(word); }); };
})();
