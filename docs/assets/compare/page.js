// The page "So sánh hai văn bản": two documents of the address (?a=…&b=…) clause by clause. All text goes in as text.
(function () {
  "use strict";
  var svb = self.svb;
  var form = document.getElementById("so-sanh"), status = document.getElementById("so-sanh-tinh-trang");
  var place = document.getElementById("so-sanh-ket-qua"), list = document.getElementById("cac-van-ban");
  var wanted = new URLSearchParams(location.search), chosen = {}, named = new Map();  // documents by how they are offered
  var LEFT = 200;  // the most documents offered at once

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function pageOf(name) { return "van-ban/" + name + ".html"; }
  function nameOf(address) { return address.replace(/^van-ban[/]/, "").replace(/\.html$/, ""); }
  function titled(row) { return svb.nameOf(row) + (row.organ ? " – " + row.organ : "") + (row.date ? " (" + svb.day(row.date) + ")" : ""); }

  // The promise of a document of this register: its row, its clauses.
  function opened(name) {
    var register = svb.registers[0], address = pageOf(name);
    return svb.store.called(register, address).then(function (rows) {
      var row = rows.find(function (each) { return each.address === address; });
      if (!row || row.missing) throw new Error(row ? "sổ chưa có toàn văn của " + svb.nameOf(row) : "trong sổ không có văn bản “" + name + "”");
      return svb.store.text(row).then(function (text) { return { row: row, clauses: text.clauses }; });
    });
  }

  function link(document_, clause) {
    var made = element("a", "", clause[1] || "Đầu văn bản");
    made.href = svb.pageOf(document_.row) + "#" + clause[0];
    return made;
  }

  // One side of a row: where the clause stands, its words, with those that the other side lacks marked.
  function side(document_, at, parts, mark) {
    var cell = element("td");
    if (at < 0) return cell;
    var clause = document_.clauses[at], words = element("p");
    cell.append(element("p", "noi"), words);
    cell.firstChild.append(link(document_, clause));
    if (!parts) words.textContent = clause[2];
    else parts.forEach(function (part) {
      if (part[0] === "same") words.append(part[1].join(" ") + " ");
      else if (part[0] === mark) words.append(element(mark === "in" ? "ins" : "del", "", part[1].join(" ")), " ");
    });
    return cell;
  }

  var WORDS = { same: "giống", changed: "đổi lời", "in": "chỉ bên phải có", out: "chỉ bên trái có" };

  function line(one, other, row) {
    var made = element("tr", "dong-" + row.kind), parts = null;
    if (row.kind === "changed") parts = svb.differingWords(one.clauses[row.one][2], other.clauses[row.other][2]);
    if (row.kind === "out") parts = [["out", [one.clauses[row.one][2]]]];
    if (row.kind === "in") parts = [["in", [other.clauses[row.other][2]]]];
    made.append(side(one, row.one, parts, "out"), side(other, row.other, parts, "in"));
    made.append(element("td", "ghi", WORDS[row.kind] + (row.moved ? ", chuyển chỗ" : "")));
    return made;
  }

  function shownAlone(row) { return row.kind !== "same" || row.moved; }

  // What is the same in both folds away, run by run.
  function fill(body, one, other, rows) {
    var run = [];
    function fold() {
      if (!run.length) return;
      var hidden = run, row = body.insertRow(), cell = row.insertCell(), button = element("button", "xem-them", hidden.length + " đoạn giống nhau: xem");
      cell.colSpan = 3;
      button.type = "button";
      button.addEventListener("click", function () {
        row.replaceWith.apply(row, hidden.map(function (each) { return line(one, other, each); }));
      });
      cell.append(button);
      run = [];
    }
    rows.forEach(function (row) {
      if (!shownAlone(row)) return run.push(row);
      fold();
      body.append(line(one, other, row));
    });
    fold();
  }

  function counts(rows) {
    function count(fits) { return rows.filter(fits).length; }
    return [
      [count(function (row) { return row.kind === "same"; }), "đoạn giống"], [count(function (row) { return row.kind === "changed"; }), "đoạn đổi lời"],
      [count(function (row) { return row.kind === "out"; }), "đoạn chỉ bên trái có"], [count(function (row) { return row.kind === "in"; }), "đoạn chỉ bên phải có"],
      [count(function (row) { return row.moved; }), "đoạn chuyển chỗ"]
    ].filter(function (each) { return each[0]; }).map(function (each) { return each.join(" "); }).join(", ");
  }

  function show(one, other) {
    var rows = svb.alignedClauses(one.clauses, other.clauses), table = element("table"), head = table.createTHead().insertRow();
    [one, other].forEach(function (each) {
      var title = element("th"), made = element("a", "", titled(each.row));
      made.href = svb.pageOf(each.row);
      title.scope = "col";
      title.append(made);
      head.append(title);
    });
    head.append(element("th", "", "Khác ở"));
    head.lastChild.scope = "col";
    fill(table.createTBody(), one, other, rows);
    var frame = element("div", "bang-so-sanh");
    frame.append(table);
    place.replaceChildren(frame);
    status.textContent = counts(rows) + ".";
    document.title = svb.nameOf(one.row) + " và " + svb.nameOf(other.row) + " – So sánh hai văn bản";
  }

  function compare() {
    var names = ["a", "b"].map(function (name) { return wanted.get(name); });
    place.replaceChildren();
    if (!names[0] || !names[1]) {
      status.textContent = "Hãy chọn hai văn bản có toàn văn trong sổ.";
      return Promise.resolve();
    }
    status.textContent = "Đang so sánh …";
    return Promise.all(names.map(opened)).then(function (found) {
      ["a", "b"].forEach(function (name, at) { keep(name, found[at].row); });
      show(found[0], found[1]);
    }).catch(function (error) {
      status.textContent = "Không so sánh được: " + (/:[/]{2}/.test(error.message) ? "không tải được dữ liệu của văn bản. Hãy tải lại trang; nếu vẫn không được, xin báo người giữ sổ" : error.message) + ".";
    });
  }

  function keep(name, row) {
    chosen[name] = { words: titled(row), address: nameOf(row.address) };
    form.elements[name].value = titled(row);
  }

  // The documents whose names hold what is typed, to choose from.
  function offer(typed) {
    svb.store.own().then(function (rows) {
      var phrase = svb.fold(typed), words = phrase.split(" ");
      var fitting = rows.filter(function (row) {
        row.folded = row.held && row.address.startsWith("van-ban/") ? svb.fold(titled(row) + " " + row.subject) : "";
        return row.folded && words.every(function (word) { return row.folded.includes(word); });
      });
      // What is typed as it stands before its words here and there.
      fitting.sort(function (one, other) { return other.folded.includes(phrase) - one.folded.includes(phrase); });
      list.replaceChildren.apply(list, fitting.slice(0, LEFT).map(function (row) {
        var option = element("option");
        option.value = titled(row);
        option.label = row.subject;
        return option;
      }));
      fitting.forEach(function (row) { named.set(titled(row), row); });
    });
  }

  form.addEventListener("input", function (event) { offer(event.target.value); });
  form.addEventListener("focusin", function (event) { if (event.target.name) offer(""); }, { once: true });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    ["a", "b"].forEach(function (name) {
      var typed = form.elements[name].value, row = named.get(typed);
      if (row) wanted.set(name, nameOf(row.address));
      else if (!chosen[name] || chosen[name].words !== typed) wanted.delete(name);
    });
    try { history.replaceState(null, "", location.pathname + "?" + wanted); }
    catch (error) { /* a page opened from a folder has no address of its own: the choice is not kept */ }
    compare();
  });
  document.getElementById("doi-ben").addEventListener("click", function () {
    var fields = form.elements, typed = fields.a.value, kept = chosen.a, address = wanted.get("a");
    if (!address || !wanted.get("b")) return;
    fields.a.value = fields.b.value;
    fields.b.value = typed;
    chosen = { a: chosen.b, b: kept };
    wanted.set("a", wanted.get("b"));
    wanted.set("b", address);
    form.requestSubmit();
  });

  svb.engine().then(function () {
    form.hidden = false;
    // Of the one document that is given, the name too.
    if (wanted.get("a") && !wanted.get("b")) opened(wanted.get("a")).then(function (found) { keep("a", found.row); }, function () { /* told when both are chosen */ });
    return compare();
  });
})();
