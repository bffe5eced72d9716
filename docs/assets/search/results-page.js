// The search page: the box, the filters and the list of results; the address carries all of it.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var form = document.getElementById("tim");
  if (!form) return;
  var FILTERS = {
    loai: function (row) { return [row.type]; }, "co-quan": function (row) { return [row.organ]; },
    nam: function (row) { return [row.date.slice(0, 4)]; }, "don-vi": function (row) { return row.units || []; },
    "tinh-trang": function (row) { return [row.state]; },
    so: function (row) { return [row].concat(svb.alsoIn(row)).map(function (one) { return one.register.name; }); }
  };
  var box = form.querySelector("input[type=search]"), list = document.getElementById("ket-qua");
  var status = document.getElementById("tim-tinh-trang"), more = document.getElementById("tim-them");
  var choices = Array.from(form.querySelectorAll("select")), clear = form.querySelector("[type=reset]");
  var STEP = Number(list.dataset.most) || 20;
  var find = svb.searcher(), timers = {}, shown = STEP, answer = { items: [], count: 0, absent: [], done: true };

  function chosen() { return choices.filter(function (choice) { return choice.value; }); }

  function fits(row) {
    return chosen().every(function (choice) { return FILTERS[choice.name](row).includes(choice.value); });
  }

  function element(name, words, kind) {
    var made = document.createElement(name);
    if (words) made.textContent = words;
    if (kind) made.className = kind;
    return made;
  }

  function line(item) {
    var row = item.row, entry = element("li"), link = element("a", svb.nameOf(row), "ten");
    link.href = svb.pageOf(row) + (item.clause && item.clause.anchor ? "#" + item.clause.anchor : "");
    entry.append(link);
    if (row.subject) entry.append(element("div", row.subject, "trich-yeu"));
    entry.append(element("div", svb.about(row), "noi"));
    if (item.clause) {
      var quote = element("div", "", "doan");
      if (item.clause.label) quote.append(element("span", item.clause.label + ": ", "muc"));
      svb.excerpt(item.source.query, item.clause).forEach(function (piece) {
        quote.append(piece[1] ? element("mark", piece[0]) : piece[0]);
      });
      entry.append(quote);
    }
    if (item.lacks && item.lacks.length) entry.append(element("div", "không có trong văn bản: " + item.lacks.join(", "), "thieu"));
    return entry;
  }

  // Whether exactly one document has the whole number that is typed.
  function only() { return answer.items.filter(function (item) { return item.source.full; }).length === 1; }

  // Which registers could not be asked.
  function without() {
    var names = svb.store.absent.map(function (register) { return register.name; });
    return names.length && answer.done ? ". Chưa tìm được trong: " + names.join(", ") : "";
  }

  function words() {
    var count = answer.count;
    if (answer.corrected) return "Sổ không có chữ “" + box.value.trim() + "”. Kết quả cho “" + answer.corrected + "”: " + count + ". Đặt trong ngoặc kép để tìm đúng như đã gõ.";
    if (!answer.done) return "Đang tìm …";
    if (count && answer.absent.length) return "Sổ không có chữ: " + answer.absent.join(", ") + ". Gần nhất: " + count + " kết quả";
    if (!count) return "Không thấy văn bản nào. Hãy thử ít chữ hơn, hoặc chỉ gõ số của văn bản.";
    if (only()) return count + " kết quả; nhấn Enter để mở kết quả đầu";
    if (count > answer.items.length) return count + " kết quả, xem được " + answer.items.length + " kết quả đầu: hãy thêm chữ hoặc lọc";
    return count + " kết quả";
  }

  function draw() {
    list.replaceChildren.apply(list, answer.items.slice(0, shown).map(line));
    list.setAttribute("aria-busy", String(!answer.done));
    status.textContent = box.value.trim() || chosen().length ? words() + without() : "";
    more.hidden = answer.items.length <= shown;
    if (clear) clear.hidden = !chosen().length;
  }

  // Each filter offers what the results have, with how many, and what is chosen.
  function offer() {
    var rows = box.value.trim() || chosen().length ? answer.rows() : svb.store.rows.filter(function (row) { return !("shownAs" in row); });
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
      if (!found.done) return;
      later(offer);
      if (jump && only()) location.assign(svb.pageOf(answer.items[0].row));
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
  var unit = choices.find(function (choice) { return choice.name === "don-vi"; });
  if (unit) {
    // Who was given work is a file of its own, fetched when it is first asked for.
    if (unit.value) svb.store.ready().then(svb.store.units).then(function () { search(); });
    unit.addEventListener("focus", function () { svb.store.ready().then(svb.store.units).then(offer); }, { once: true });
  }
  if (box.value) remember();
  search();
})();
