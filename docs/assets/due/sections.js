// Parts deadlines by when they end, as an office speaks of it: past, today, this week, next week, this month, this quarter, later.
(function () {
  "use strict";
  var svb = self.svb;

  // The sections of a day: title, first and last day; `folded` ones are loaded when they are opened, `always` ones
  // are shown without any deadline too. A section that would
  // begin after its end (the rest of this month, when next week ends in the next one) is left out.
  function sections(now) {
    var ends = svb.dates.ends(now), plus = svb.dates.plus;
    var year = now.slice(0, 4), month = now.slice(0, 7) + "-01", before = plus(now, -1);
    var monthEnd = ends.month > ends.nextWeek ? ends.month : ends.nextWeek;
    return [
      { id: "qua-thang-nay", title: "Đã qua hạn trong tháng này", from: month, to: before },
      { id: "hom-nay", title: "Hôm nay, " + svb.dates.written(now), from: now, to: now, always: true },
      { id: "tuan-nay", title: "Tuần này, đến " + svb.dates.written(ends.week), from: plus(now, 1), to: ends.week, always: true },
      { id: "tuan-sau", title: "Tuần sau, đến " + svb.dates.written(ends.nextWeek), from: plus(ends.week, 1), to: ends.nextWeek, always: true },
      { id: "thang-nay", title: "Tháng này, đến " + svb.dates.written(ends.month), from: plus(ends.nextWeek, 1), to: ends.month },
      { id: "quy-nay", title: "Quý này, đến " + svb.dates.written(ends.quarter), from: plus(monthEnd, 1), to: ends.quarter },
      { id: "sau", title: "Sau nữa", from: plus(ends.quarter > monthEnd ? ends.quarter : monthEnd, 1), to: "9999-12-31", folded: true },
      { id: "qua-nam-nay", title: "Đã qua hạn từ đầu năm", from: year + "-01-01", to: plus(month, -1), folded: true },
      { id: "qua-nam-truoc", title: "Đã qua hạn trước năm nay", from: "0000-01-01", to: year - 1 + "-12-31", folded: true, latestFirst: true }
    ].filter(function (section) { return section.from <= section.to; });
  }

  // The months of the register whose deadlines may fall into the section.
  function monthsOf(section, contents) {
    return contents.months.filter(function (month) {
      return month[0] >= section.from.slice(0, 7) && month[0] <= section.to.slice(0, 7);
    });
  }

  function within(section, rows) {
    var found = rows.filter(function (row) { return row.day >= section.from && row.day <= section.to; });
    found.sort(svb.dates.byDay);
    return section.latestFirst ? found.reverse() : found;
  }

  svb.dueSections = { of: sections, months: monthsOf, within: within };
})();
