// Fetches the search when a page needs it: at once where the page has a search box of its own (#tim), else when it is asked.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var HERE = document.currentScript.src;
  var ENGINE = ["fold", "registers", "join-registers", "store", "names", "reference", "titles", "fields", "fulltext", "excerpt", "spelling", "ranking",
    "mentions", "questions", "answers", "groups", "query", "search"];

  // The promise that the script at the address has run; scripts run in the order in which they are asked for.
  svb.script = function (address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.async = false;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  };

  function load(name) { return svb.script(new URL(name + ".js", HERE).href); }

  // The promise that svb.search can be called.
  svb.engine = function () {
    svb.fetched = svb.fetched || Promise.all(ENGINE.map(load));
    return svb.fetched;
  };

  // The promise that results can be drawn as the search page draws them.
  svb.view = function () {
    svb.drawn = svb.drawn || load("results-view");
    return svb.drawn;
  };

  if (document.getElementById("tim")) {
    svb.engine();
    svb.view();
    load("results-page");
  }
  // dialog.js fills the form of Material's dialog; a theme without it gets a dialog of ours.
  if (!document.querySelector("[data-md-component=search-query]")) load("opener");
})();
