// The desk: keys and buttons become requests; the server answers with the page's new content.
(function () {
  "use strict";
  var body = document.body, base = body.dataset.base, readOnly = "chiXem" in body.dataset;
  var main = document.getElementById("soat"), status = document.getElementById("dong-ghi");
  var dialog = document.getElementById("hop"), who = document.getElementById("nguoi-soat");
  var busy = false;

  if (who) {
    who.value = localStorage.getItem("nguoi-soat") || "";
    who.addEventListener("change", function () { localStorage.setItem("nguoi-soat", who.value.trim()); });
  }

  function rows() { return Array.from(document.querySelectorAll(main ? ".dieu li[data-dieu]" : "a.dong")); }
  function current() {
    var at = document.activeElement;
    return at && at.closest ? at.closest(main ? ".dieu li[data-dieu]" : "a.dong") : null;
  }
  function focusRow(row) {
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
  function move(step) {
    var all = rows(), at = all.indexOf(current());
    if (at < 0) at = last < all.length ? last - (step > 0 ? 1 : 0) : -1;
    focusRow(all[Math.min(Math.max(at + step, 0), all.length - 1)]);
  }
  var last = 0; // the place of the row that was judged last
  function isOpen(row) { return row.classList.contains("dieu-mo") || row.classList.contains("dieu-khac"); }
  function nextOpen(from) {
    var all = rows();
    return all.slice(from).find(isOpen) || all.find(isOpen) || all[Math.min(from, all.length - 1)];
  }

  function say(message, lines, wrong) {
    if (!status) return;
    status.textContent = message;
    status.classList.toggle("loi", Boolean(wrong));
    if (lines && lines.length) {
      var shown = document.createElement("pre");
      shown.textContent = lines.join("\n");
      status.append(shown);
    }
  }

  function state() { return main.querySelector(".dau").dataset; }
  function token() { return base.split("/").pop(); }
  function post(where, given) {
    return fetch(base + where, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-So-Van-Ban": token() },
      body: JSON.stringify(given),
    }).then(function (answer) {
      return answer.json().then(function (found) {
        if (!answer.ok) throw new Error(found.message);
        return found;
      });
    }, function () { throw new Error("Bàn soát đã đóng ở cửa sổ lệnh; chưa ghi gì."); });
  }
  function failed(error) { say(error.message, [], true); }

  function show(found) {
    if (found.id !== state().id) { location.href = base + "/van-ban/" + found.id; return; }
    var text = main.querySelector(".loi-van").scrollTop;
    main.innerHTML = found.html;
    main.querySelector(".loi-van").scrollTop = text;
    say(found.message, found.lines);
    follow();
  }
  // What the site shows after a decision is built behind it: told once another site stands.
  var version = null;
  function follow() {
    fetch("/.phien-ban").then(function (a) { return a.text(); }).then(function (now) {
      if (version === null) version = now;
      if (now !== version) { version = now; status.dataset.trangWeb = now; say(status.firstChild ? "Trang web đã cập nhật." : ""); return; }
      clearTimeout(follow.timer);
      follow.timer = setTimeout(follow, 400);
    }, function () { /* the server has ended */ });
  }

  function given(row, action) {
    return { id: state().id, version: state().version, number: row.dataset.so, kind: row.dataset.dieu, action: action,
      by: who ? who.value.trim() : "", fields: {} };
  }
  function send(row, where, wanted) {
    busy = true;
    last = rows().indexOf(row);
    post(where, wanted).then(function (found) {
      show(found);
      focusRow(nextOpen(last));
    }).catch(failed).then(function () { busy = false; });
  }
  function judge(row, action, alike) {
    if (readOnly || busy || !row) return;
    if (!row.dataset.so) { edit(row); return; }
    send(row, "/quyet-dinh", Object.assign(given(row, action), { alike: Boolean(alike) }));
  }
  function report(row, action) {
    var told = row && row.querySelector("[data-loi-bao]");
    if (readOnly || busy || !told) return;
    send(row, "/loi-bao/" + action, Object.assign(given(row, ""), { report: told.dataset.loiBao }));
  }
  function asLastYear(row) {
    if (readOnly || busy || !row || !row.querySelector(".nam-truoc")) return;
    send(row, "/nam-truoc", given(row, ""));
  }
  function onReports(where, given) {
    var shown = document.getElementById("ket-qua-dan");
    if (busy) return;
    busy = true;
    post(where, given).then(function (found) {
      sessionStorage.setItem("dan", found.message);
      location.reload();
    },
      function (error) { shown.textContent = error.message; }).then(function () { busy = false; });
  }
  function undo() {
    if (readOnly || busy) return;
    busy = true;
    post("/hoan-tac", {}).then(function (found) {
      show(found);
      focusRow(rows()[last]);
    }).catch(failed).then(function () { busy = false; });
  }

  // Forms: to correct a fact, to state a field that was not read, to add what stands in selected words.
  var previewing;
  function open(query, row, form) {
    if (readOnly) return;
    fetch(base + (form || "/mau/") + state().id + "?" + new URLSearchParams(query)).then(function (answer) {
      if (!answer.ok) return answer.json().then(function (found) { throw new Error(found.message); });
      return answer.text();
    }).then(function (html) {
      dialog.innerHTML = html;
      dialog.returnRow = row;
      if (!dialog.open) dialog.showModal();
      var first = dialog.querySelector("[data-truong]");
      if (first) { first.focus(); if (first.select) first.select(); }
      preview();
    }).catch(failed);
  }
  function edit(row) {
    if (row) { last = rows().indexOf(row); open(row.dataset.so ? { so: row.dataset.so } : { dieu: row.dataset.dieu }, row); }
  }
  function add() {
    var selected = String(window.getSelection());
    open({ dieu: "vien_dan", cau: selected }, current());
  }
  function name() {
    var row = current(), selected = String(window.getSelection());
    last = Math.max(rows().indexOf(row), 0);
    open(selected || !row || !row.dataset.so ? { cau: selected } : { so: row.dataset.so }, row, "/mau-ten/");
  }
  function formPath() { return dialog.querySelector("form").dataset.duong; }
  function formGiven() {
    var form = dialog.querySelector("form"), quote = form.elements.cau;
    var found = given(form, form.dataset.so ? "sua" : "them");
    if (quote) { found.quote = quote.value; found.kind = form.elements.dieu.value; }
    found.reason = form.elements.ly_do.value;
    form.querySelectorAll("[data-truong]").forEach(function (field) { found.fields[field.dataset.truong] = field.value; });
    return found;
  }
  function preview() {
    clearTimeout(previewing);
    previewing = setTimeout(function () {
      if (!dialog.open) return;
      var shown = dialog.querySelector("#xem-truoc"), wanted = formGiven();
      wanted.preview = true;
      post(formPath(), wanted).then(function (found) { shown.textContent = found.lines.join("\n"); },
        function (error) { shown.textContent = error.message; });
    }, 250);
  }
  function search(field) {
    var list = dialog.querySelector("#tim-thay"), words = field.value;
    fetch(base + "/tim?" + new URLSearchParams({ q: words })).then(function (a) { return a.json(); }).then(function (answer) {
      if (field.value !== words) return;
      list.replaceChildren.apply(list, answer.found.map(function (target) {
        var item = document.createElement("li"), button = document.createElement("button");
        button.type = "button";
        button.textContent = [target.loai, target.la, target.ngay, target.co_quan, target.subject].filter(Boolean).join(" · ") +
          (target.held ? "" : " (sổ chưa có toàn văn)");
        button.addEventListener("click", function () {
          ["la", "loai", "ngay", "co_quan"].forEach(function (key) {
            if (target[key]) dialog.querySelector("[data-truong=" + key + "]").value = target[key];
          });
          list.replaceChildren();
          field.focus();
          preview();
        });
        item.append(button);
        return item;
      }));
    });
  }
  if (dialog) {
    dialog.addEventListener("input", function (event) {
      if (event.target.name === "dieu") { open({ dieu: event.target.value, cau: dialog.querySelector("[name=cau]").value }, dialog.returnRow); return; }
      if ("tim" in event.target.dataset) search(event.target);
      preview();
    });
    dialog.addEventListener("keydown", function (event) {
      var buttons = Array.from(dialog.querySelectorAll("#tim-thay button")), at = buttons.indexOf(document.activeElement);
      if (buttons.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        var next = at + (event.key === "ArrowDown" ? 1 : -1);
        (buttons[next] || dialog.querySelector("[data-tim]")).focus();
        event.preventDefault();
      }
      event.stopPropagation();
    });
    dialog.addEventListener("submit", function (event) {
      event.preventDefault();
      if (busy) return;
      busy = true;
      clearTimeout(previewing); // it would ask about a version that is being replaced
      post(formPath(), formGiven()).then(function (found) {
        dialog.close();
        show(found);
        focusRow(nextOpen(last));
      }).catch(function (error) { dialog.querySelector("#xem-truoc").textContent = error.message; })
        .then(function () { busy = false; });
    });
    dialog.addEventListener("close", function () { if (!busy) focusRow(rows()[last]); });
    dialog.addEventListener("click", function (event) { if (event.target.dataset.viec === "dong") dialog.close(); });
  }

  // The words of the fact in focus are marked in the text, and the other way round.
  if (main) {
    main.addEventListener("focusin", function () {
      var row = current();
      main.querySelectorAll("#loi-van .chon").forEach(function (piece) { piece.classList.remove("chon"); });
      if (!row) return;
      var text = main.querySelector(".loi-van");
      var words = main.querySelectorAll("#loi-van [data-so~='" + row.dataset.so + "']");
      words.forEach(function (piece) { piece.classList.add("chon"); });
      if (!words[0]) { // not read: where a keeper would look for it
        if (/^(nguoi_ky|chuc_vu|tham_quyen_ky|noi_nhan)$/.test(row.dataset.dieu)) text.scrollTop = text.scrollHeight;
        else if (!/^(vien_dan|quan_he|nhiem_vu|thoi_han)$/.test(row.dataset.dieu)) text.scrollTop = 0;
      } else {
        var top = words[0].offsetTop - text.offsetTop;
        if (top < text.scrollTop + 20 || top > text.scrollTop + text.clientHeight - 60) text.scrollTop = top - text.clientHeight / 3;
      }
    });
    main.addEventListener("click", function (event) {
      var button = event.target.closest("[data-viec]"), piece = event.target.closest("#loi-van [data-so]");
      if (button) act(button.dataset.viec, button.closest("li"));
      else if (piece && String(window.getSelection()) === "") {
        var number = piece.dataset.so.split(" ").pop();
        focusRow(rows().find(function (row) { return row.dataset.so === number; }));
      }
    });
    fetch("/.phien-ban").then(function (a) { return a.text(); }).then(function (now) { version = now; }, function () {});
    focusRow(nextOpen(0));
  } else {
    focusRow(rows()[0]);
    var told = document.getElementById("ket-qua-dan");
    if (told) told.textContent = sessionStorage.getItem("dan") || "";
    sessionStorage.removeItem("dan");
    document.addEventListener("click", function (event) {
      var what = event.target.dataset.viec;
      if (what === "dan") onReports("/loi-bao", { text: document.getElementById("loi-bao").value });
      else if (what === "het-van-ban") onReports("/loi-bao/het-van-ban", {});
    });
  }
  function act(what, row) {
    if (what === "dung" || what === "bo") judge(row, what);
    else if (what === "giong") judge(row, "dung", true);
    else if (what === "sua") edit(row);
    else if (what === "them") add();
    else if (what === "ten") name();
    else if (what === "hoan-tac") undo();
    else if (what === "nam-truoc") asLastYear(row);
    else if (what === "nhan") report(row, "nhan");
    else if (what === "khong-nhan") report(row, "bo");
  }
  function go(id) { var link = document.getElementById(id); if (link) location.href = link.href; }

  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (typing || event.ctrlKey || event.altKey || event.metaKey || (dialog && dialog.open)) return;
    var row = current(), key = event.key.toLowerCase();
    var actions = {
      j: function () { move(1); }, arrowdown: row && function () { move(1); },
      k: function () { move(-1); }, arrowup: row && function () { move(-1); },
    };
    if (main) {
      if (key === "enter" && event.target.tagName === "BUTTON") return;
      Object.assign(actions, {
        enter: row && function () { judge(row, "dung"); }, e: row && function () { edit(row); },
        a: row && function () { judge(row, "dung", true); }, x: row && function () { judge(row, "bo"); }, z: undo, t: add, g: name,
        l: row && function () { asLastYear(row); },
        c: row && function () { report(row, "nhan"); }, r: row && function () { report(row, "bo"); },
        n: function () { go("sau"); }, p: function () { go("truoc"); },
      });
    }
    if (actions[key]) { event.preventDefault(); actions[key](); }
  });
})();
