// Fetches what the page "So sánh hai văn bản" needs; other pages load this file alone.
(function () {
  "use strict";
  var svb = self.svb, HERE = document.currentScript.src;
  if (!document.getElementById("so-sanh")) return;
  svb.engine();
  ["words", "align", "page"].forEach(function (name) { svb.script(new URL(name + ".js", HERE).href); });
})();
