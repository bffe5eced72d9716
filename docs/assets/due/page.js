// The page "Việc": sections of deadlines by when they end, filters kept in the address, tables to take away, pages to print.
(function () {
  "use strict";
  var svb = self.svb, dates = svb.dates, make = svb.dueTable.element;
  var form = document.getElementById("loc-viec"), list = document.getElementById("cac-viec");
  var MOST = 100;
  // So many deadlines, 150 kB packed, are loaded at first. Of no more all are, so that every section has its number under
  // any filter; of more what is due until the end of next week, and as much of the quarter and of what returns as fits.
  var AT_ONCE = 1000;
  var HEAD = ["Hạn", "Thời hạn ghi trong văn bản", "Việc", "Chủ trì, thực hiện", "Phối hợp", "Báo cáo về", "Văn bản", "Điều khoản", "Chưa chắc", "Trang trong sổ"];
  var WIDTHS = [12, 26, 70, 36, 36, 24, 26, 18, 20, 40];
  var now = dates.today(), wanted = new URLSearchParams(location.search);
  var sections = svb.dueSections.of(now), opened = {}, rows = [], loaded = {}, returning = false, contents, units = [], shown = [];

  function fields() { return Array.from(form.elements).filter(function (field) { return field.name; }); }
  function value(name) { return form.elements[name].value.trim(); }

  function chosenUnit() {
    var name = value("don-vi").toLocaleLowerCase("vi");
    if (!name) return null;
    var found = units.find(function (unit) { return unit[1].toLocaleLowerCase("vi") === name; });
    return { name: name, addresses: found ? [found[0]].concat(found[2]) : [] };
  }

  function fits(unit, role, kind, work) {
    return function (row) {
      var of = row.parties.filter(function (each) {
        return !unit || (unit.addresses.length ? unit.addresses.includes(each.url) : each.name.toLocaleLowerCase("vi").includes(unit.name));
      });
      if (role) of = of.filter(function (each) { return each.role === role; });
      return (!unit && !role || of.length) && (!kind || (kind === "dinh-ky") === !!row.rule) &&
        (!work || row.work.toLocaleLowerCase("vi").includes(work.toLocaleLowerCase("vi")));
    };
  }

  function isWhole(section) {
    return svb.dueSections.months(section, contents).every(function (month) { return loaded[month[0]]; });
  }

  function heading(section, text) {
    var title = make("h2", "", section.title + " ");
    title.id = section.id;
    title.append(make("span", "so-dem", text));
    return title;
  }

  function button(words, action) {
    var made = make("button", "xem-them", words);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  function draw() {
    var filter = fits(chosenUnit(), value("vai-tro"), value("loai"), value("van-ban"));
    var used = fields().filter(function (field) { return field.value; });
    list.replaceChildren();
    shown = [];
    var all = 0, rest = !returning;
    sections.forEach(function (section) {
      var whole = isWhole(section), found = svb.dueSections.within(section, rows).filter(filter);
      var months = svb.dueSections.months(section, contents);
      var count = whole ? found.length : counted(months);
      if (!count && !section.always) return;
      if (whole) all += count;
      else rest = true;
      list.append(heading(section, whole || !used.length ? String(count) : count + ", chưa lọc"));
      if (section.folded && !opened[section.id] || !whole) {
        list.append(button("Xem " + count + " việc", function () {
          opened[section.id] = true;
          load(months).then(draw).catch(failed);
        }));
      } else if (count) {
        shown.push({ section: section, rows: found });
        list.append(svb.dueTable.table(found, now, MOST));
      } else list.append(make("p", "khong-co", "Không có việc nào."));
    });
    if (contents.undated) {
      var note = make("p", "khong-co", contents.undated + " thời hạn chỉ ghi bằng lời, chưa tính được ngày: ");
      note.append(svb.dueTable.link("xem trong lịch", "lich/index.html"), ".");
      list.append(note);
    }
    if (!returning && value("loai") === "dinh-ky") returned();
    else if (!returning) {
      list.append(make("p", "khong-co", "Chưa kể việc định kỳ."), button("Xem " + contents.recurring + " việc định kỳ", returned));
    }
    form.querySelector("[type=reset]").hidden = !used.length;
    form.querySelector("output").textContent = used.length ? "Đang lọc: " + all + " việc" + (rest ? " trong những phần đã mở" : "") : "";
  }

  function remember() {
    var query = new URLSearchParams();
    fields().forEach(function (field) { if (field.value) query.set(field.name, field.value); });
    var search = query.toString();
    try { history.replaceState(null, "", location.pathname + (search ? "?" + search : "")); }
    catch (error) { /* a page opened from a folder has no address of its own: the choice is not kept */ }
  }

  function load(months) {
    var names = months.map(function (month) { return month[0]; }).filter(function (name) { return !loaded[name]; });
    names.forEach(function (name) { loaded[name] = true; });
    return svb.due.months(names).then(function (found) { rows = rows.concat(found); });
  }

  // Adds what returns, each at its next day.
  function returned() {
    returning = true;
    return svb.due.recurring(now).then(function (found) {
      rows = rows.concat(found);
      draw();
    }).catch(failed);
  }

  function counted(months) { return months.reduce(function (sum, month) { return sum + month[1]; }, 0); }

  function firstMonths() {
    if (counted(contents.months) <= AT_ONCE) return contents.months;
    var ends = dates.ends(now), first = [];
    contents.months.forEach(function (month) {
      var near = month[0] <= ends.nextWeek.slice(0, 7);
      var fits = month[0] <= ends.quarter.slice(0, 7) && counted(first) + month[1] <= AT_ONCE;
      if (month[0] >= now.slice(0, 7) && (near || fits)) first.push(month);
    });
    return first;
  }

  function cells(row) {
    function names(role) {
      return svb.dueTable.parties(row).filter(function (each) { return role.includes(each.role); }).map(function (each) { return each.name; }).join("; ");
    }
    return [{ day: row.day }, row.words, row.quote, names(["chu-tri", "thuc-hien"]), names(["phoi-hop"]), names(["nhan-bao-cao"]), row.work, row.clause, row.doubt, new URL(row.url, svb.due.root).href];
  }

  function save(blob, ending) {
    var link = make("a");
    link.href = URL.createObjectURL(blob);
    link.download = "viec-" + now + ending;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  // A cell that a spreadsheet would take for a formula gets an apostrophe, which it hides.
  function quoted(cell) {
    var text = cell.day ? dates.written(cell.day) : cell;
    return '"' + (/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replace(/"/g, '""') + '"';
  }

  function csv(lines) {
    return new Blob(["\ufeff" + [HEAD].concat(lines).map(function (line) { return line.map(quoted).join(",") + "\r\n"; }).join("")], { type: "text/csv" });
  }

  // One page for each unit and week of what is shown: what each bears this week and the next.
  function print() {
    var ends = dates.ends(now), unit = chosenUnit();
    var weeks = [["Tuần này", now, ends.week], ["Tuần sau", dates.plus(ends.week, 1), ends.nextWeek]];
    var pages = make("div", "viec-in");
    var all = shown.flatMap(function (part) { return part.rows; });
    var names = unit ? [value("don-vi")] : Array.from(new Set(all.flatMap(function (row) {
      return svb.dueTable.parties(row).filter(function (each) { return each.role !== "nhan-bao-cao"; }).map(function (each) { return each.name; });
    }))).sort(new Intl.Collator("vi").compare);
    names.forEach(function (name) {
      weeks.forEach(function (week) {
        var own = all.filter(function (row) {
          return row.day >= week[1] && row.day <= week[2] && (unit || row.parties.some(function (each) { return each.name === name; }));
        });
        if (!own.length) return;
        var page = make("section");
        page.append(make("h2", "", name), make("p", "", week[0] + ": từ " + dates.written(week[1]) + " đến " + dates.written(week[2]) + ", " + own.length + " việc"), svb.dueTable.table(own, now, own.length));
        pages.append(page);
      });
    });
    if (!pages.children.length) pages.append(make("p", "", "Không có việc nào đến hạn tuần này và tuần sau."));
    list.after(pages);
    document.body.classList.add("dang-in-viec");
    self.addEventListener("afterprint", function () {
      document.body.classList.remove("dang-in-viec");
      pages.remove();
    }, { once: true });
    self.print();
  }

  function away(event) {
    var as = event.target.dataset.as;
    if (!as) return;
    if (as === "print") return print();
    var lines = shown.flatMap(function (part) { return part.rows; }).map(cells);
    save(as === "csv" ? csv(lines) : svb.workbook("Việc", HEAD, WIDTHS, lines), "." + as);
  }

  function start() {
    fields().forEach(function (field) { field.value = wanted.get(field.name) || ""; });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function () { draw(); remember(); });
    form.addEventListener("reset", function () { setTimeout(function () { draw(); remember(); }); });
    form.addEventListener("click", away);
    form.hidden = false;
    document.getElementById("viec-khong-tinh").remove();
  }

  function failed(error) {
    list.append(make("p", "khong-co", "Không tải được một tệp của trang này (" + error.message + "). Hãy tải lại trang; nếu vẫn vậy, báo người giữ sổ dựng lại."));
  }

  svb.due.load("muc-luc").then(function (found) {
    contents = found;
    var first = firstMonths();
    returning = contents.recurring <= AT_ONCE - counted(first);
    return load(first).then(function () {
      if (first === contents.months) opened.sau = true;
      start();
      draw();
      return Promise.all([returning ? returned() : null, svb.due.load("don-vi")]);
    });
  }).then(function (found) {
    units = found[1];
    document.getElementById("cac-don-vi").append.apply(document.getElementById("cac-don-vi"), units.map(function (unit) {
      var option = make("option");
      option.value = unit[1];
      return option;
    }));
    draw();
  }).catch(failed);
})();
