// Which rows of several registers are the same document: those of one number and symbol (or name), one issuer's province and
// one year, as build_tools/resolve/identity.py tells documents of one register apart. Where one of them is not known, nothing
// is guessed. What one register holds and another only cites is shown once, as the one that has the text. Units have the
// same address in every register, and so have lists and help pages.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};

  // What the addresses of all documents of one number and symbol, or of one name, begin with.
  svb.commonAddress = function (address) {
    return address.replace(/\.html$/, "").split("/").slice(0, 2).join("/");
  };

  // What two rows have in common only if they are the same document, unit, list or help page; "" where that can't be told.
  svb.identity = function (row) {
    if (row.other) return row.address;
    if (row.place === "?" || (row.number && !row.date)) return "";
    return [svb.commonAddress(row.address), row.place, row.date.slice(0, 4)].join("|");
  };

  function fuller(one, other) {
    return (other.held ? 1 : 0) - (one.held ? 1 : 0) || other.cited - one.cited;
  }

  // Joins the rows that are the same: the fullest knows the `others`, and these know the place of the row that they are
  // `shownAs`.
  svb.joinSame = function (rows) {
    var groups = new Map();
    rows.forEach(function (row, index) {
      var identity = svb.identity(row);
      if (!identity) return;
      if (groups.has(identity)) groups.get(identity).push(index);
      else groups.set(identity, [index]);
    });
    groups.forEach(function (group) {
      if (group.length === 1) return;
      group.sort(function (one, other) { return fuller(rows[one], rows[other]) || one - other; });
      var first = group.shift();
      rows[first].others = group.map(function (index) {
        rows[index].shownAs = first;
        return rows[index];
      });
    });
  };
})();
