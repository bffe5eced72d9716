// Small comforts of a page: the way from an old address to the new one, a link to each clause that can be copied,
// whole addresses in print, what an error report needs.
(function () {
  "use strict";
  var HERE = document.currentScript.src;

  var moved = document.querySelector("a[data-chuyen-den]");
  if (moved) location.replace(moved.href + location.hash);

  // A link at each clause of the full text; it copies the address where the browser allows it, and is a link in any case.
  // Beside it what amends the clause, and how many documents cite it.
  document.querySelectorAll(".toan-van p[id]").forEach(function (clause) {
    var link = document.createElement("a");
    link.className = "neo";
    link.href = "#" + clause.id;
    link.setAttribute("aria-label", "Sao chép liên kết đến đoạn này");
    link.addEventListener("click", function () {
      if (!navigator.clipboard) return;
      navigator.clipboard.writeText(link.href).then(function () {
        link.classList.add("da-chep");
        setTimeout(function () { link.classList.remove("da-chep"); }, 1500);
      }, function () { /* refused: the address bar has it */ });
    });
    clause.append(link);
    if (clause.dataset.sua) {
      var amending = document.createElement("a");
      amending.className = "sua-boi";
      amending.href = clause.dataset.sua;
      amending.textContent = clause.dataset.suaBoi;
      clause.append(" ", amending);
    }
    if (!clause.dataset.soDan) return;
    var citing = document.createElement("a");
    citing.className = "so-dan";
    citing.href = "#" + clause.dataset.noiDan;
    citing.textContent = clause.dataset.soDan + " văn bản dẫn";
    clause.append(" ", citing);
  });

  // Words to be copied whole: how a draft states that it rests on this document.
  document.querySelectorAll("[data-chep]").forEach(function (words) {
    if (!navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "chep";
    button.textContent = "Chép căn cứ";
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(words.textContent).then(function () {
        button.textContent = "Đã chép";
        setTimeout(function () { button.textContent = "Chép căn cứ"; }, 1500);
      }, function () { /* refused: the words stand there to be selected */ });
    });
    words.after(" ", button);
  });

  // Up to which day the register has documents: a file of its own, so that a new one changes no page but its own.
  var reach = document.querySelector("[data-tinh-den]"), svb = self.svb = self.svb || {};
  svb.tinhDen = function (day) { if (day) reach.textContent = " đến ngày " + day; };
  if (reach) svb.script(new URL("../van-ban/tinh-den.js", HERE).href).catch(function () { /* then it says no day */ });

  if (document.querySelector("[data-van-ban]")) svb.script(new URL("report.js", HERE).href).catch(function () { /* no “Báo sai” */ });

  addEventListener("beforeprint", function () {
    document.querySelectorAll(".md-content a[href]:not(.headerlink):not(.neo):not([href^='#'])").forEach(function (link) {
      link.dataset.diaChi = decodeURI(new URL(link.getAttribute("href"), location.href).href);
    });
  });

  var report = document.querySelector("a[data-bao-loi]");
  if (report && report.protocol === "mailto:") {
    report.href += "?subject=" + encodeURIComponent("Sổ Văn Bản: " + document.title) +
      "&body=" + encodeURIComponent("Trang: " + location.href + "\n\nChỗ sai và cách ghi đúng:\n");
  }
})();
