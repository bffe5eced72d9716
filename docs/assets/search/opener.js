// The search over any page, in a dialog of our own: for a theme without Material's search form, which dialog.js fills. The
// theme's own search is not opened: it does not know what a number is.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var CONTROLS = ".md-search__button, label[for=__search], [data-mo-tim]";
  var SHOWN = 10;
  var dialog = null, box, status, place, find = null, answer = null;

  function build() {
    dialog = document.createElement("dialog");
    dialog.className = "tim-nhanh md-typeset";
    dialog.setAttribute("aria-label", "Tìm trong sổ");
    var form = document.createElement("form");
    box = document.createElement("input");
    box.type = "search";
    box.autocomplete = "off";
    box.spellcheck = false;
    box.placeholder = "Số, ký hiệu, tên hoặc vài chữ trong nội dung";
    box.setAttribute("aria-label", "Số, ký hiệu hoặc vài chữ");
    status = document.createElement("p");
    status.setAttribute("role", "status");
    place = document.createElement("div");
    form.append(box);
    dialog.append(form, status, place);
    document.body.append(dialog);
    box.addEventListener("input", ask);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      ask().then(jump);
    });
    // Beside the box: the dialog itself is only hit around its content.
    dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("keydown", walk);
  }

  function wholeSearch() { return svb.registers[0].root + "tim-kiem.html?q=" + encodeURIComponent(box.value.trim()); }

  function ask() {
    var text = box.value;
    return Promise.all([svb.engine(), svb.view()]).then(function () {
      find = find || svb.searcher();
      return find(text, null, function (found) { if (box.value === text) draw(found, text); });
    }).catch(function () { status.textContent = "Không tải được dữ liệu tìm kiếm. Hãy tải lại trang."; });
  }

  function draw(found, text) {
    answer = found;
    var list = document.createElement("ol"), section = document.createElement("section");
    section.className = "nhom";
    list.append.apply(list, found.items.slice(0, SHOWN).map(svb.resultLine));
    section.append(list);
    place.replaceChildren.apply(place, [found.done && svb.answerSection(found.answers), section].filter(Boolean));
    status.textContent = !text.trim() ? "" : svb.notice(found) || (!found.done ? "Đang tìm …" : found.count + " kết quả");
    if (!found.done || found.count <= SHOWN) return;
    var all = document.createElement("a"), line = document.createElement("p");
    all.href = wholeSearch();
    all.textContent = "Xem cả " + found.count + " kết quả";
    line.append(all);
    place.append(line);
  }

  // Opens the one document whose whole number is typed, else the search page.
  function jump() {
    if (!box.value.trim() || !answer) return;
    var full = answer.items.filter(function (item) { return item.source.full; });
    location.assign(full.length === 1 ? svb.pageOf(full[0].row) : wholeSearch());
  }

  // The arrows go from the box to the results and back.
  function walk(event) {
    if (event.key === "Escape") {  // a search box would only be emptied
      event.preventDefault();
      dialog.close();
    }
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    var stops = [box].concat(Array.from(place.querySelectorAll("a.ten")));
    var next = stops[stops.indexOf(document.activeElement) + step];
    if (next) next.focus();
    event.preventDefault();
  }

  function open() {
    var own = document.querySelector("#tim input[type=search]");
    if (own) return own.focus();
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    box.select();
    svb.engine().then(function () { return svb.store.ready(); });
  }

  function swallow(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    open();
  }

  // Before the theme's own listeners.
  self.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest(CONTROLS)) swallow(event);
  }, true);
  self.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    var chord = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    var key = !typing && !event.ctrlKey && !event.metaKey && !event.altKey && /^[/sf]$/.test(event.key);
    if (chord || key) swallow(event);
  }, true);
})();
