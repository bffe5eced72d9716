// Filters of the calendar page: by unit, by time and by kind. They only hide rows of tables that stand in the page, which is
// whole without them. The choice is kept in the address, for a bookmark or a colleague.
(function () {
  "use strict";
  var form = document.getElementById("loc-lich");
  if (!form) return;
  var fields = Array.from(form.querySelectorAll("select"));
  var clear = form.querySelector("button");
  var count = form.querySelector("output");

  function headingOf(element) {
    while (element && !/^H[23]$/.test(element.tagName)) element = element.previousElementSibling;
    return element;
  }

  function kindOf(row, rhythm) {
    var time = row.querySelector("time");
    if (time) return time.classList.contains("da-qua") ? "da-qua" : "sap-toi";
    return rhythm >= 0 && row.children[rhythm].textContent ? "dinh-ky" : "chua-ro";
  }

  var groups = Array.from(document.querySelectorAll(".md-content table"), function (table) {
    var titles = Array.from(table.querySelectorAll("th"), function (cell) { return cell.textContent; });
    var frame = table.closest(".md-typeset__scrollwrap") || table;
    var heading = headingOf(frame);
    var bearers = titles.indexOf("Đơn vị thực hiện");
    var rows = Array.from(table.querySelectorAll("tbody tr"), function (row) {
      return {
        row: row,
        "don-vi": Array.from(row.children[bearers].querySelectorAll("a"), function (link) { return link.getAttribute("href"); }),
        "thang": [heading.id],
        "loai": [kindOf(row, titles.indexOf("Nhịp"))]
      };
    });
    return { frame: frame, heading: heading, rows: rows };
  });

  // What a choice stands for: a unit also for the groups that it is in, whose tasks are its own too.
  function values(field) {
    var through = field.selectedOptions[0].dataset.nhom;
    return [field.value].concat(through ? through.split(" ") : []);
  }

  function apply() {
    var chosen = fields.filter(function (field) { return field.value; });
    var all = 0, shown = 0, allowed = chosen.map(values);
    groups.forEach(function (group) {
      var left = 0;
      group.rows.forEach(function (entry) {
        entry.row.hidden = !chosen.every(function (field, place) {
          return allowed[place].some(function (value) { return entry[field.name].includes(value); });
        });
        if (!entry.row.hidden) left += 1;
      });
      group.frame.hidden = group.heading.hidden = left === 0;
      all += group.rows.length;
      shown += left;
    });
    clear.hidden = chosen.length === 0;
    count.textContent = chosen.length ? "Đang xem " + shown + " trong " + all + " thời hạn" : all + " thời hạn";
  }

  function remember() {
    var query = new URLSearchParams();
    fields.forEach(function (field) { if (field.value) query.set(field.name, field.value); });
    var search = query.toString();
    try { history.replaceState(null, "", location.pathname + (search ? "?" + search : "") + location.hash); }
    catch (error) { /* a page opened from a folder has no address of its own: the choice is not kept */ }
  }

  var wanted = new URLSearchParams(location.search);
  fields.forEach(function (field) {
    field.value = wanted.get(field.name) || "";
    if (field.selectedIndex < 0) field.value = "";
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("change", function () { apply(); remember(); });
  clear.addEventListener("click", function () {
    fields.forEach(function (field) { field.value = ""; });
    apply();
    remember();
  });
  form.hidden = false;
  apply();

  // The page opens at this month, or the next that has a deadline, unless its address names a place or a choice.
  var now = new Date();
  var month = "han-" + now.getFullYear() + "-" + String(now.getMonth() + 1).padStart(2, "0");
  var next = Array.from(document.querySelectorAll(".md-content h3[id^=han-]")).find(function (heading) { return heading.id >= month; });
  if (next && !location.hash && !location.search) next.scrollIntoView();
})();
