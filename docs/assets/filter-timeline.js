// The filter of the timeline: documents held, documents cited, or deadlines. It hides lines that stand in the page, which is whole
// without it; the choice is kept in the address.
(function () {
  "use strict";
  var form = document.getElementById("loc-dong");
  if (!form) return;
  var choice = form.querySelector("select");
  var lists = Array.from(document.querySelectorAll(".md-content li > [class^='loai-']"), function (mark) {
    return { line: mark.parentElement, kind: mark.className.slice(5) };
  });
  var headings = Array.from(document.querySelectorAll(".md-content h2, .md-content h3"));

  // Whether a heading has a line that is shown before the next heading of its rank.
  function empty(heading) {
    for (var next = heading.nextElementSibling; next && next.tagName > heading.tagName; next = next.nextElementSibling) {
      if (next.tagName === "UL" && next.querySelector("li:not([hidden])")) return false;
      if (next.tagName === "P" && next.textContent.trim()) return false;
    }
    return !!(next = heading.nextElementSibling) && (next.tagName === "UL" || next.tagName === "H3");
  }

  function apply() {
    lists.forEach(function (entry) { entry.line.hidden = !!choice.value && entry.kind !== choice.value; });
    headings.forEach(function (heading) { heading.hidden = !!choice.value && empty(heading); });
  }

  choice.value = new URLSearchParams(location.search).get("xem") || "";
  if (choice.selectedIndex < 0) choice.value = "";
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("change", function () {
    apply();
    var search = choice.value ? "?xem=" + choice.value : "";
    try { history.replaceState(null, "", location.pathname + search + location.hash); } catch (error) { /* in a folder */ }
  });
  form.hidden = false;
  apply();
})();
