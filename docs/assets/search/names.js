// How a row is called and described, in the words of an office.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};

  svb.nameOf = function (row) {
    return (row.title || row.type) + (row.number ? " " + row.number : row.title ? "" : " (không số)");
  };

  // A row's date ("20220218", or a year alone) as a reader writes it.
  svb.day = function (date) {
    return date.length === 8 ? date.slice(6) + "/" + date.slice(4, 6) + "/" + date.slice(0, 4) : date;
  };

  // The state of a document inside a sentence.
  svb.stateOf = function (row) { return row.state.charAt(0).toLowerCase() + row.state.slice(1); };

  // The same document or unit in other registers; each has the same lists and help pages, of which nothing is said.
  svb.alsoIn = function (row) { return row.other && row.type !== "Đơn vị" ? [] : row.others || []; };

  // What another register says of the same document.
  function elsewhere(row, other) {
    return "cũng có trong " + other.register.name + (other.state && other.state !== row.state ? " (" + svb.stateOf(other) + ")" : "");
  }

  // Issuer, date, state and whether the text is held: what tells two documents of one number apart; and which register has it.
  svb.about = function (row) {
    return [row.organ, svb.day(row.date), row.state, row.missing ? "chưa có toàn văn" : "", row.register.own ? "" : row.register.name]
      .concat(svb.alsoIn(row).map(function (other) { return elsewhere(row, other); })).filter(Boolean).join(" · ");
  };

  // Where the page of a row stands.
  svb.pageOf = function (row) { return row.register.root + row.address; };
})();
