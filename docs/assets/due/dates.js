// Days as ISO strings in the reader's own calendar: today, the ends of its week, month and quarter, and the days on which a
// duty returns by the kinds of RFC 5545 rules that build_tools/parse/dates/recurrences.py writes.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var DAY = 86400000;
  var WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

  function iso(time) { return new Date(time).toISOString().slice(0, 10); }
  function time(day) { return Date.parse(day + "T00:00:00Z"); }
  function plus(day, days) { return iso(time(day) + days * DAY); }
  function monthEnd(year, month) { return iso(Date.UTC(year, month, 0)); }

  function today() {
    var now = new Date();
    return iso(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
  }

  // The last days of this week (Sunday), the next, this month, this quarter.
  function ends(day) {
    var year = +day.slice(0, 4), month = +day.slice(5, 7);
    var sunday = plus(day, (7 - new Date(time(day)).getUTCDay()) % 7);
    return {
      week: sunday,
      nextWeek: plus(sunday, 7),
      month: monthEnd(year, month),
      quarter: monthEnd(year, Math.ceil(month / 3) * 3)
    };
  }

  function parsed(rule) {
    var found = {};
    rule.split(";").forEach(function (part) {
      var at = part.indexOf("=");
      found[part.slice(0, at)] = part.slice(at + 1).split(",");
    });
    return found;
  }

  // The days of a month that fit the rule; `month` counts from 1.
  function daysOf(rule, year, month) {
    var last = +monthEnd(year, month).slice(8), found = [];
    if (rule.BYMONTH && !rule.BYMONTH.includes(String(month))) return found;
    for (var day = 1; day <= last; day += 1) {
      var weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
      var onDay = !rule.BYMONTHDAY || rule.BYMONTHDAY.some(function (each) { return +each === day || +each === day - last - 1; });
      var onWeekday = !rule.BYDAY || rule.BYDAY.some(function (each) {
        return each.slice(-2) === weekday &&
          (each.length === 2 || each[0] === "1" && day <= 7 || each.startsWith("-1") && day > last - 7);
      });
      if (onDay && onWeekday) found.push(iso(Date.UTC(year, month - 1, day)));
    }
    return rule.BYSETPOS ? found.slice(-1) : found;
  }

  // The first day from `start` on that the rule gives, not after `until`; "" where there is none within 13 months.
  function nextDay(words, start, until) {
    var rule = parsed(words), year = +start.slice(0, 4), month = +start.slice(5, 7);
    for (var step = 0; step < 13; step += 1) {
      var found = daysOf(rule, year, month).find(function (day) { return day >= start; });
      if (found) return until && found > until ? "" : found;
      month += 1;
      if (month > 12) { month = 1; year += 1; }
    }
    return "";
  }

  function written(day) { return day.slice(8) + "/" + day.slice(5, 7) + "/" + day.slice(0, 4); }

  function left(day, now) {
    var days = Math.round((time(day) - time(now)) / DAY);
    if (days === 0) return "hôm nay";
    return days > 0 ? "còn " + days + " ngày" : "đã qua " + -days + " ngày";
  }

  // The order of deadlines, for sort().
  function byDay(one, other) { return one.day < other.day ? -1 : one.day > other.day ? 1 : 0; }

  svb.dates = { today: today, ends: ends, plus: plus, nextDay: nextDay, written: written, left: left, time: time, byDay: byDay };
})();
