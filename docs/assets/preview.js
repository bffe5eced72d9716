// What a cited document is, shown beside the link that is pointed at or has the focus: who, when, about what, in force or not.
// The rows of the search know it; they are fetched when a link is first looked at.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var ROOT = new URL("../", document.currentScript.src).href;
  // Before a card comes, and before it goes: time to move the pointer from the link onto it (WCAG 1.4.13).
  var WAIT = 250, STAY = 300;
  var card = null, owner = null, timer = 0, leaving = 0, rows = null;

  function known() {
    rows = rows || svb.engine().then(function () { return svb.store.own(); }).then(function (known) {
      return new Map(known.map(function (row) { return [new URL(row.address, ROOT).href, row]; }));
    });
    rows.catch(function () { rows = null; });  // asked again with the next link
    return rows;
  }

  function line(kind, words) {
    var made = document.createElement("p");
    made.className = kind;
    made.textContent = words;
    return made;
  }

  function hide() {
    clearTimeout(timer);
    clearTimeout(leaving);
    if (card) card.remove();
    if (owner) owner.removeAttribute("aria-describedby");
    card = owner = null;
  }

  function show(link, row) {
    hide();
    owner = link;
    card = document.createElement("div");
    card.id = "xem-truoc";
    card.setAttribute("role", "tooltip");
    card.append(line("ten", svb.nameOf(row)));
    if (row.subject) card.append(line("trich-yeu", row.subject));
    card.append(line("noi", svb.about(row)));
    document.body.append(card);
    link.setAttribute("aria-describedby", card.id);
    var parts = link.getClientRects(), place = parts[parts.length - 1], size = card.getBoundingClientRect();
    var below = place.bottom + size.height + 8 < innerHeight;
    card.style.left = Math.max(8, Math.min(place.left, innerWidth - size.width - 8)) + scrollX + "px";
    card.style.top = (below ? place.bottom + 4 : place.top - size.height - 4) + scrollY + "px";
  }

  function ask(event) {
    var link = event.target.closest && event.target.closest(".md-content a[href]");
    if (!link || link === owner || link.closest("#ket-qua") || link.classList.contains("neo")) return;
    var address = new URL(link.getAttribute("href"), location.href).href.split("#")[0];  // a link in a picture has no .href
    if (!address.startsWith(ROOT + "van-ban/") || address === location.href.split(/[?#]/)[0]) return;
    clearTimeout(timer);
    timer = setTimeout(function () {
      known().then(function (all) {
        if (all.has(address) && (link.matches(":hover") || link === document.activeElement)) show(link, all.get(address));
      }, function () { /* the link leads there all the same */ });
    }, WAIT);
  }

  function inside(place) { return place && (owner.contains(place) || card.contains(place)); }

  document.addEventListener("mouseover", function (event) {
    if (owner && inside(event.target)) clearTimeout(leaving);
    ask(event);
  });
  document.addEventListener("focusin", ask);
  document.addEventListener("mouseout", function (event) {
    clearTimeout(timer);
    if (!owner || owner === document.activeElement || inside(event.relatedTarget)) return;
    clearTimeout(leaving);
    leaving = setTimeout(hide, STAY);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
})();
