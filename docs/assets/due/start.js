// Fetches what the page "Việc" and the home page need to tell what is due; other pages load this file alone.
(function () {
  "use strict";
  var HERE = document.currentScript.src;
  var list = document.getElementById("cac-viec"), next = document.getElementById("viec-sap-toi");
  if (!list && !next) return;
  var parts = list ? ["dates", "store", "rows", "sections", "workbook", "page"] : ["dates", "store", "rows", "home"];
  parts.forEach(function (name) { self.svb.script(new URL(name + ".js", HERE).href); });
})();
