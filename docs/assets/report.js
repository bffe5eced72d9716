// “Báo sai” beside each fact of a document's page: a dialog makes the lines to send, also from a disk. Nothing is sent by
// itself. build_tools/desk/reports.py reads these lines at the keeper's desk.
(function () {
  "use strict";
  var page = document.querySelector("[data-van-ban]");
  if (!page || !window.HTMLDialogElement) return;
  var NAMES = { loai: "loại văn bản", so_ky_hieu: "số, ký hiệu", ngay_ban_hanh: "ngày ban hành", co_quan: "cơ quan ban hành",
    dia_phuong: "địa danh", nguoi_ky: "người ký", chuc_vu: "chức vụ", tham_quyen_ky: "thẩm quyền ký", kinh_gui: "nơi gửi",
    noi_nhan: "nơi nhận", vien_dan: "viện dẫn", nhiem_vu: "đơn vị thực hiện", thoi_han: "thời hạn" };
  var NONE = "(không có)";
  var address = document.querySelector("a[data-bao-loi]");
  var heading = document.querySelector("h1"), name = words(heading);
  var dialog = document.createElement("dialog"), fact = null;

  function words(element, most) {
    var copy = element.cloneNode(true);
    copy.querySelectorAll(".headerlink, .bao-sai, .da-soat").forEach(function (part) { part.remove(); });
    var text = one(copy.textContent);
    return most && text.length > most ? text.slice(0, most).replace(/\s\S*$/, "") + "…" : text;
  }
  function add(parent, tag, given) {
    var element = document.createElement(tag);
    Object.keys(given || {}).forEach(function (key) { element[key] = given[key]; });
    parent.append(element);
    return element;
  }
  function labelled(parent, label, tag, given) {
    return add(add(parent, "label", { textContent: label + " " }), tag, given);
  }

  dialog.className = "hop-bao-sai";
  dialog.setAttribute("aria-labelledby", "ten-bao-sai");
  var title = add(dialog, "h2", { id: "ten-bao-sai" });
  var right = labelled(dialog, "Đúng ra là", "input", { maxLength: 200, autocomplete: "off" });
  var none = labelled(dialog, "Chỗ này không có điều ấy", "input", { type: "checkbox" });
  var said = labelled(dialog, "Lời báo", "textarea", { rows: 2, maxLength: 400 });
  var who = labelled(dialog, "Người báo", "input", { maxLength: 80, autocomplete: "name" });
  var lines = labelled(dialog, "Những dòng để gửi cho người giữ sổ", "textarea", { rows: 8, readOnly: true });
  var buttons = add(dialog, "p"), copy = add(buttons, "button", { type: "button", textContent: "Chép", className: "md-button" });
  var send = address && (address.protocol === "mailto:" || !/tra-cuu\.html#bao-loi$/.test(address.href)) ?
    add(buttons, "a", { className: "md-button", textContent: address.protocol === "mailto:" ? "Gửi thư" : "Mở phiếu báo" }) : null;
  var close = add(buttons, "button", { type: "button", textContent: "Đóng", className: "md-button" });
  document.body.append(dialog);

  function one(text) { return text.replace(/\s+/g, " ").trim(); }
  function report() {
    var found = ["BÁO SAI – Sổ Văn Bản", "Văn bản: " + name + " [" + page.dataset.vanBan + "]",
      "Trang: " + location.pathname.split("/").slice(-2).join("/"),
      "Điều: " + NAMES[fact.dataset.bao.split(" ")[0]] + " [" + fact.dataset.bao + "]"];
    var row = fact.dataset.bao.indexOf(" ") > 0 && fact.closest("tr");
    if (row) found.push("Lời văn: " + words(row.cells[0], 100));
    found.push("Trang ghi: " + words(fact, 200));
    found.push("Đúng ra: " + (none.checked ? NONE : one(right.value)));
    found.push("Lời báo: " + one(said.value), "Người báo: " + one(who.value), "HẾT");
    return found.join("\n");
  }
  function refresh() {
    right.disabled = none.checked;
    lines.value = report();
    if (!send) return;
    send.href = address.href;
    if (address.protocol === "mailto:") {
      send.href = address.href.split("?")[0] + "?subject=" + encodeURIComponent("Báo sai: " + name) +
        "&body=" + encodeURIComponent(lines.value.replace(/\n/g, "\r\n"));
    } else { send.target = "_blank"; send.rel = "noopener noreferrer"; }
  }
  function open(button) {
    fact = button.parentNode;
    var kind = fact.dataset.bao.split(" ")[0];
    title.textContent = "Báo sai: " + NAMES[kind];
    [right, said].forEach(function (field) { field.value = ""; });
    none.checked = false;
    none.parentNode.hidden = ["vien_dan", "nhiem_vu", "thoi_han"].indexOf(kind) < 0;
    copy.textContent = "Chép";
    refresh();
    dialog.showModal();
    right.focus();
  }
  dialog.addEventListener("input", refresh);
  close.addEventListener("click", function () { dialog.close(); });
  copy.addEventListener("click", function () {
    function done() { copy.textContent = "Đã chép"; }
    function byHand() { lines.focus(); lines.select(); if (document.execCommand("copy")) done(); }
    if (navigator.clipboard) navigator.clipboard.writeText(lines.value).then(done, byHand); else byHand();
  });

  // One stop for the keyboard: the button below the record shows the others and lets them be reached.
  var all = [], shown = add(page, "button", { type: "button", className: "bao-sai mo-bao-sai", textContent: "Báo sai ở từng chỗ" });
  shown.setAttribute("aria-pressed", "false");
  shown.addEventListener("click", function () {
    var on = document.body.classList.toggle("bao-sai-mo");
    shown.setAttribute("aria-pressed", String(on));
    all.forEach(function (button) { button.tabIndex = on ? 0 : -1; });
  });
  document.querySelectorAll("[data-bao]").forEach(function (element) {
    var kind = element.dataset.bao.split(" ")[0];
    if (!NAMES[kind]) return;
    element.append(" ");
    var button = add(element, "button", { type: "button", className: "bao-sai", textContent: "Báo sai", tabIndex: -1 });
    button.setAttribute("aria-label", "Báo sai: " + NAMES[kind]);
    button.addEventListener("click", function () { open(button); });
    all.push(button);
  });
})();
