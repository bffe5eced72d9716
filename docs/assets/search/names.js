// How a row is called and described, in the words of an office.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};

  svb.nameOf = function (row) {
    return (row.title || row.type) + (row.number ? " " + row.number : row.title ? "" : " (không số)");
  };

  function day(date) {
    return date.length === 8 ? date.slice(6) + "/" + date.slice(4, 6) + "/" + date.slice(0, 4) : date;
  }

  // Issuer, date, state and whether the text is held: what tells two documents of one number apart.
  svb.about = function (row) {
    return [row.organ, day(row.date), row.state, row.missing ? "chưa có toàn văn" : ""].filter(Boolean).join(" · ");
  };
})();
