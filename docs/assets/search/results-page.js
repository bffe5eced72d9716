// The search page: the box, the filters and the list of results; the address carries all of it.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var form = document.getElementById("tim");
  if (!form) return;
  var FILTERS = {
    loai: function (row) { return [row.type]; }, "co-quan": function (row) { return [row.organ]; },
    nam: function (row) { return [row.date.slice(0, 4)]; }, "don-vi": function (row) { return row.units || []; },
    "tinh-trang": function (row) { return [row.state]; }, "nguoi-ky": function (row) { return [row.signer || ""]; },
    "dia-phuong": function (row) { return [svb.store.lexicon.places[svb.fold(row.place)] || ""]; },
    thang: function (row) { return [row.date.length === 8 ? row.date.slice(4, 6) + "/" + row.date.slice(0, 4) : ""]; },
    so: function (row) { return [row].concat(svb.alsoIn(row)).map(function (one) { return one.register.name; }); }
  };
  var box = form.querySelector("input[type=search]"), list = document.getElementById("ket-qua");
  var status = document.getElementById("tim-tinh-trang"), more = document.getElementById("tim-them");
  var choices = Array.from(form.querySelectorAll("select")), clear = form.querySelector("[type=reset]");
  var PAGES = 0.7;  // what is no document is shown beside those if it has so much of what the best has
  var STEP = Number(list.dataset.most) || 20;
  var find = svb.searcher(), timers = {}, shown = STEP, answer = { items: [], count: 0, absent: [], answers: [], near: [], done: true };
  // What stands before the list (answers, filters that the query offers, units) and behind it (other groups).
  var above = document.createElement("div"), below = document.createElement("div");
  list.before(above);
  (more || list).after(below);

  function chosen() { return choices.filter(function (choice) { return choice.value; }); }

  // Whether anything is typed or chosen.
  function asked() { return box.value.trim() || chosen().length; }

  function fits(row) {
    return chosen().every(function (choice) { return FILTERS[choice.name](row).includes(choice.value); });
  }

  // Whether exactly one document has the whole number that is typed.
  function only() { return answer.items.filter(function (item) { return item.source.full; }).length === 1; }

  // Which registers could not be asked.
  function without() {
    var names = svb.store.absent.map(function (register) { return register.name; });
    return names.length && answer.done ? ". Chưa tìm được trong: " + names.join(", ") : "";
  }

  function words() {
    var count = answer.count, notice = svb.notice(answer);
    if (notice) return notice;
    if (!answer.done) return "Đang tìm …";
    if (!count) return "Không thấy văn bản nào. Hãy thử ít chữ hơn, hoặc chỉ gõ số của văn bản.";
    if (only()) return count + " kết quả; nhấn Enter để mở kết quả đầu";
    if (count > answer.items.length) return count + " kết quả, xem được " + answer.items.length + " kết quả đầu: hãy thêm chữ hoặc lọc";
    return count + " kết quả";
  }

  // The documents; where no document is found, whatever is.
  function documents() {
    var found = answer.items.filter(function (item) { return !item.row.other; });
    return found.length ? found : answer.items;
  }

  // What else is known of a query, once its documents stand.
  function drawGroups() {
    var found = answer, text = found.corrected || box.value, listed = documents();
    var pages = listed === found.items ? [] : found.items.filter(function (item) { return item.row.other && item.score > PAGES * listed[0].score; });
    svb.groupsOf(found, text).then(function (groups) {
      if (answer !== found) return;
      var best = pages[0], sure = best && best.score > listed[0].score;
      var sections = svb.groupSections(groups, pages, sure), answers = svb.answerSection(groups.answers);
      above.replaceChildren.apply(above, [answers, offers(groups.answers)].filter(Boolean).concat(sections.before));
      below.replaceChildren.apply(below, sections.after.concat(asked() && lacking(found) ? nowhere() : []));
      heading(sections.before.concat(sections.after));
    });
  }

  // Whether what was typed is not all in the register, even after an exchange of words.
  function lacking(found) { return !found.count || found.loose || found.near.length || (found.absent.length && !found.corrected); }

  // What else can be looked at then.
  function nowhere() {
    var line = svb.element("p", "Có thể văn bản chưa có trong sổ. Xem "), link = svb.element("a", "văn bản được viện dẫn, chưa có toàn văn");
    link.href = svb.registers[0].root + "van-ban/index.html#duoc-vien-dan";
    line.append(link, ", hoặc gửi số, ký hiệu cho người giữ sổ.");
    return line;
  }

  // Leads from the top to each group.
  function heading(sections) {
    if (!sections.length) return;
    var line = svb.element("p", "", "cac-nhom");
    sections.forEach(function (section) {
      var link = svb.element("a", section.querySelector("h2").textContent + " (" + section.querySelector("ol").childElementCount + ")");
      link.href = "#" + section.id;
      line.append(line.childNodes.length ? " · " : "", link);
    });
    above.prepend(line);
  }

  // Buttons for the filters that the words of the query offer, each with how many results it leaves.
  function offers(answers) {
    var rows = answer.rows(), named = svb.filtersNamed(box.value);
    answers.forEach(function (found) { if (found.filter) named.push([found.filter.name, found.filter.value]); });
    var buttons = named.map(function (pair) {
      var choice = choices.find(function (one) { return one.name === pair[0]; });
      if (!choice || choice.value) return null;
      // Who was given work is not known before it is asked for.
      var left = pair[0] === "don-vi" ? "" : rows.filter(function (row) { return FILTERS[pair[0]](row).includes(pair[1]); }).length;
      if (left === 0 || left === rows.length) return null;
      var button = svb.element("button", pair[0] === "don-vi" ? "việc giao cho " + pair[1] : pair[1] + " (" + left + ")");
      button.type = "button";
      button.addEventListener("click", function () { choose(choice, pair[1]); });
      return button;
    }).filter(Boolean);
    if (!buttons.length) return null;
    var line = svb.element("p", "Chỉ xem: ", "loc-nhanh");
    line.append.apply(line, buttons);
    return line;
  }

  function choose(choice, value) {
    choice.add(new Option(value, value, false, true));
    choice.closest("label").hidden = false;
    needed(choice).then(function () { search(); later(remember); });
  }

  // The promise of what a filter reads that is not loaded with the rows.
  function needed(choice) {
    if (choice.name === "don-vi") return svb.store.units();
    return choice.name === "nguoi-ky" ? svb.signers() : Promise.resolve();
  }

  function draw() {
    list.replaceChildren.apply(list, documents().slice(0, shown).map(svb.resultLine));
    list.setAttribute("aria-busy", String(!answer.done));
    status.textContent = asked() ? words() + without() : "";
    more.hidden = documents().length <= shown;
    if (clear) clear.hidden = !chosen().length;
  }

  // Each filter offers what the results have, with how many, and what is chosen.
  function offer() {
    var rows = asked() ? answer.rows() : svb.store.rows.filter(function (row) { return !("shownAs" in row); });
    choices.forEach(function (choice) {
      var counts = new Map(), value = choice.value;
      rows.forEach(function (row) {
        FILTERS[choice.name](row).forEach(function (name) { if (name) counts.set(name, (counts.get(name) || 0) + 1); });
      });
      if (value && !counts.has(value)) counts.set(value, 0);
      var names = Array.from(counts.keys()).sort(function (one, other) {
        return choice.name === "nam" ? other.localeCompare(one) : one.localeCompare(other, "vi");
      });
      choice.replaceChildren.apply(choice, [choice.options[0]].concat(names.map(function (name) {
        return new Option(name + " (" + counts.get(name) + ")", name, false, name === value);
      })));
    });
  }

  function address() {
    var query = new URLSearchParams();
    if (box.value.trim()) query.set("q", box.value.trim());
    chosen().forEach(function (choice) { query.set(choice.name, choice.value); });
    var search = query.toString();
    return location.pathname + (search ? "?" + search : "");
  }

  // Searches; with `jump`, a document that alone has the whole number typed is opened.
  function search(jump) {
    shown = STEP;
    list.setAttribute("aria-busy", "true");
    return find(box.value, chosen().length ? fits : null, function (found) {
      answer = found;
      draw();
      below.replaceChildren();
      above.replaceChildren.apply(above, [found.done && svb.answerSection(found.answers)].filter(Boolean));
      if (!found.done) return;
      later(offer);
      later(drawGroups);
      if (jump && only()) location.assign(svb.pageOf(documents()[0].row));
    }).catch(function () {
      list.setAttribute("aria-busy", "false");
      status.textContent = "Không tải được dữ liệu tìm kiếm. Hãy tải lại trang; nếu vẫn không được, xin báo người giữ sổ.";
    });
  }

  // Does what can wait until nothing more is typed.
  function later(work) {
    clearTimeout(timers[work.name]);
    timers[work.name] = setTimeout(work, 250);
  }

  function remember() {
    try { history.replaceState(null, "", address()); } catch (error) { /* not every browser allows it in a folder */ }
  }

  var wanted = new URLSearchParams(svb.asked || location.search);
  box.value = wanted.get("q") || "";
  choices.forEach(function (choice) {
    var value = wanted.get(choice.name);
    if (value) choice.add(new Option(value, value, false, true));
  });
  form.addEventListener("input", function (event) { if (event.target === box) { search(); later(remember); } });
  form.addEventListener("change", function (event) { if (event.target !== box) { search(); later(remember); } });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    search(true);
  });
  form.addEventListener("reset", function (event) {
    event.preventDefault();
    choices.forEach(function (choice) { choice.value = ""; });
    search();
    later(remember);
  });
  more.addEventListener("click", function () { shown += STEP; draw(); });
  self.addEventListener("popstate", function () { location.reload(); });
  var registers = choices.find(function (choice) { return choice.name === "so"; });
  if (registers) registers.closest("label").hidden = svb.registers.length === 1;
  choices.forEach(function (choice) {
    // Who was given work is a file of its own, fetched when it is first asked for.
    if (choice.name === "don-vi") choice.addEventListener("focus", function () { svb.store.ready().then(svb.store.units).then(offer); }, { once: true });
    if (!choice.value) return;
    choice.closest("label").hidden = false;
    svb.store.ready().then(function () { return needed(choice); }).then(function () { search(); });
  });
  if (box.value) remember();
  // A box without filters to fill (that of the home page) loads the index once it is gone to: in a large register that is
  // more than all the rest of the page.
  if (asked() || choices.length) return search();
  list.setAttribute("aria-busy", "false");
  box.addEventListener("focus", function () {
    svb.store.ready().catch(function () { /* said when something is typed */ });
  }, { once: true });
})();
