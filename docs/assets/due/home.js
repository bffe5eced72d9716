// The home page leads with the next ten deadlines, and with what became overdue this month.
(function () {
  "use strict";
  var svb = self.svb, dates = svb.dates, make = svb.dueTable.element;
  var place = document.getElementById("viec-sap-toi");
  var MOST = 10, AHEAD = 92;
  var RETURNING = 300;  // of more duties that return, the page "Việc" tells
  var now = dates.today();

  function listed(title, rows) {
    if (rows.length) place.append(make("h3", "", title), svb.dueTable.table(rows, now, MOST));
  }

  // This month, which has what is overdue too, and further ones until there are enough to show.
  function gather(names, rows) {
    var there = rows.filter(function (row) { return row.day >= now; }).length;
    if (!names.length || rows.length && there >= MOST) return rows;
    return svb.due.months(names.slice(0, 1)).then(function (found) { return gather(names.slice(1), rows.concat(found)); });
  }

  svb.due.load("muc-luc").then(function (contents) {
    var last = dates.plus(now, AHEAD).slice(0, 7);
    var months = contents.months.map(function (month) { return month[0]; }).filter(function (name) {
      return name >= now.slice(0, 7) && name <= last;
    });
    return Promise.all([gather(months, []), contents.recurring <= RETURNING ? svb.due.recurring(now) : []]);
  }).then(function (found) {
    var rows = found[0].concat(found[1]).filter(function (row) { return row.day <= dates.plus(now, AHEAD); })
      .sort(svb.dates.byDay);
    var next = rows.filter(function (row) { return row.day >= now; }).slice(0, MOST);
    var past = rows.filter(function (row) { return row.day < now; });
    place.replaceChildren();
    if (!next.length && !past.length) place.append(make("p", "khong-co", "Không có việc nào đến hạn trong ba tháng tới."));
    listed("Sắp tới", next);
    listed("Đã qua hạn trong tháng này", past.reverse());
  }).catch(function () { /* what the page says without scripts stays */ });
})();
