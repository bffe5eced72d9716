// What the other registers know of the document or the unit that a page is about: whether they hold it, and what they say
// of its effect; whether it has tasks there. Asked of their search (extra.so_khac in mkdocs.yml), so that no register is
// built anew when another one is.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var ROOT = new URL("../", document.currentScript.src).href;
  var here = location.href.split(/[?#]/)[0], address = here.slice(ROOT.length);
  if (!address.endsWith(".html")) address += ".html";  // a server may let it be left out
  var isUnit = address.startsWith("don-vi/");
  var above = document.querySelector(isUnit ? ".md-content h1" : ".the");
  if (!above || !here.startsWith(ROOT) || !document.querySelector("meta[name=so-khac]")) return;

  function link(name, target) {
    var made = document.createElement("a");
    made.href = target;
    made.textContent = name;
    return made;
  }

  // A line for a register: the document of that identity, else that it has some of the same number and symbol, else nothing.
  function line(register, own, rows) {
    var same = rows.filter(function (row) { return own && svb.identity(row) === own; }), entry = document.createElement("li");
    if (!rows.length) return null;
    if (same.length) {
      var text = same[0].missing ? "chưa có toàn văn" : "có toàn văn";
      var said = isUnit ? "nhiệm vụ, báo cáo của đơn vị này" : [svb.stateOf(same[0]), text].filter(Boolean).join(" · ");
      entry.append(link(register.name, svb.pageOf(same[0])), ": " + said);
    } else {
      var target = rows.length === 1 ? svb.pageOf(rows[0]) : register.root + svb.commonAddress(address) + ".html";
      entry.append(link(register.name, target), ": có văn bản cùng số, ký hiệu hoặc tên; chưa rõ có phải văn bản này");
    }
    return entry;
  }

  function show(lines) {
    if (!lines.length) return;
    var box = document.createElement("aside"), title = document.createElement("p"), list = document.createElement("ul");
    box.className = "so-khac";
    title.id = "trong-so-khac";
    title.textContent = "Trong các sổ khác";
    box.setAttribute("aria-labelledby", title.id);
    list.append.apply(list, lines);
    box.append(title, list);
    above.after(box);
  }

  svb.engine().then(function () {
    return svb.store.called(svb.registers[0], address);
  }).then(function (rows) {
    var page = rows.find(function (row) { return row.address === address; });
    if (!page) return [];
    var own = svb.identity(page);
    return Promise.all(svb.registers.slice(1).map(function (register) {
      return svb.store.called(register, address).then(line.bind(null, register, own), function () { return null; });
    }));
  }).then(function (lines) { show(lines.filter(Boolean)); }, function () { /* the page is whole without it */ });
})();
