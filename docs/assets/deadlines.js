// What depends on today is reckoned here, from the dates in the page: how many days are left, or that the day is past.
// The page reads well without it. A static site knows dates, not completion: it never says that a task is done.
(function () {
  "use strict";
  var DAY = 86400000;
  var now = new Date();
  var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());

  function words(days) {
    if (days === 0) return "hôm nay";
    return days > 0 ? "còn " + days + " ngày" : "đã qua";
  }

  document.querySelectorAll("time[datetime]").forEach(function (element) {
    var parts = element.getAttribute("datetime").split("-").map(Number);
    if (parts.length !== 3 || parts.some(isNaN)) return;
    var days = Math.round((Date.UTC(parts[0], parts[1] - 1, parts[2]) - today) / DAY);
    var note = document.createElement("span");
    note.className = "con-lai";
    note.textContent = words(days);
    element.append(" ", note);
    if (days < 0) element.classList.add("da-qua");
    else if (days <= 7) element.classList.add("sap-den");
  });
})();
