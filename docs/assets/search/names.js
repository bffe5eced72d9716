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

  // What a reader is told of words and numbers that the register does not have, with the way back; "" where it has all.
  svb.notice = function (answer) {
    var back = ". Đặt trong ngoặc kép để tìm đúng như đã gõ.", nearest = ". Gần nhất: " + answer.count + " kết quả";
    if (answer.corrected) return "Sổ không có chữ: " + answer.exchanged.join(", ") + ". Kết quả cho “" + answer.corrected + "”: " + answer.count + back;
    if (!answer.done || !answer.count) return "";
    if (answer.near.length) return "Sổ không có số đã gõ; số gần giống: " + answer.near.map(function (row) { return row.number; }).join(", ") + back;
    if (answer.loose) return "Sổ không có nguyên cụm chữ trong ngoặc kép" + nearest;
    return answer.absent.length ? "Sổ không có chữ: " + answer.absent.join(", ") + nearest : "";
  };

  // Where the page of a row stands.
  svb.pageOf = function (row) { return row.register.root + row.address; };
})();
