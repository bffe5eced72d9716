// Tables of deadlines. All text goes in as text: what a document says is never taken for HTML.
(function () {
  "use strict";
  var svb = self.svb;
  var ROLES = { "chu-tri": "chủ trì", "phoi-hop": "phối hợp", "nhan-bao-cao": "nhận báo cáo" };

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function link(text, address) {
    var made = element("a", "", text);
    made.href = new URL(address, svb.due.root).href;
    return made;
  }

  function party(each) {
    var shown = element("span", "don-vi");
    shown.append(each.url ? link(each.name, each.url) : each.name);
    if (ROLES[each.role]) shown.append(" (" + ROLES[each.role] + ")");
    return shown;
  }

  // Each name once: who leads is not named again as who does it.
  function parties(row) {
    var leading = row.parties.filter(function (each) { return each.role === "chu-tri"; }).map(function (each) { return each.name; });
    return row.parties.filter(function (each) { return each.role !== "thuc-hien" || !leading.includes(each.name); });
  }

  function add(body, row, now) {
    var line = body.insertRow();
    var when = line.insertCell();
    var day = element("time", row.day < now ? "da-qua" : "", svb.dates.written(row.day));
    day.dateTime = row.day;
    when.append(day, " ", element("span", "con-lai", svb.dates.left(row.day, now)));
    if (!row.words.includes(svb.dates.written(row.day))) when.append(element("small", "", row.words));
    else if (row.recurrence) when.append(element("small", "", row.recurrence));
    var task = line.insertCell();
    task.append(row.quote);
    if (row.doubt) task.append(" ", element("small", "nghi-ngo", "Chưa chắc: " + row.doubt));
    var who = line.insertCell();
    var named = parties(row);
    if (!named.length) who.append(element("em", "", "chưa rõ đơn vị"));
    named.forEach(function (each) { who.append(party(each)); });
    var where = line.insertCell();
    where.append(link(row.work, row.url), element("small", "", row.clause));
  }

  // A table of these deadlines, the first `most` at once, the rest when asked for.
  function table(rows, now, most) {
    var frame = element("div", "bang-viec");
    var made = element("table");
    var head = made.createTHead().insertRow();
    ["Hạn", "Việc", "Ai làm", "Văn bản"].forEach(function (name) {
      var title = element("th", "", name);
      title.scope = "col";
      head.append(title);
    });
    var body = made.createTBody(), shown = 0;
    var more = element("button", "xem-them");
    more.type = "button";
    function next() {
      rows.slice(shown, shown + most).forEach(function (row) { add(body, row, now); });
      shown = Math.min(rows.length, shown + most);
      more.hidden = shown === rows.length;
      more.textContent = "Xem thêm " + Math.min(most, rows.length - shown) + " trong " + (rows.length - shown) + " việc còn lại";
    }
    more.addEventListener("click", next);
    next();
    frame.append(made, more);
    return frame;
  }

  svb.dueTable = { element: element, link: link, table: table, parties: parties };
})();
