// The same search behind Material's own dialog. Material asks a web worker, by messages, and shows what it answers; a page
// opened from a folder may start none. So the worker that it asks for is one in name only, in the page itself.
// Loaded before Material's scripts (extra.polyfills in mkdocs.yml).
(function () {
  "use strict";
  var SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  var SHOWN = 10;
  var Native = self.Worker;
  var svb = self.svb = self.svb || {};

  // Material opens its dialog over a page whose address has q=, which is the search page's own: it is hidden from Material.
  svb.asked = location.search;
  if (new URLSearchParams(svb.asked).has("q")) {
    try { history.replaceState(history.state, "", location.pathname + location.hash); } catch (error) { /* then it opens */ }
  }

  function escaped(text) {
    return text.replace(/[&<>"']/g, function (sign) { return "&#" + sign.charCodeAt(0) + ";"; });
  }

  // A result as Material wants it: the page, and the clause that fits as a second line. It puts the words in as HTML.
  function lines(item, place) {
    var row = item.row, score = 1000 - place;
    var about = [row.subject, svb.about(row)].filter(Boolean).map(escaped).join("<br>");
    var address = row.register.own ? row.address : svb.pageOf(row);
    var page = { location: address, title: escaped(svb.nameOf(row)), text: about, score: score, terms: {} };
    if (!item.clause || !item.clause.anchor) return [page];
    var quote = svb.excerpt(item.source.query, item.clause).map(function (piece) {
      return piece[1] ? "<mark>" + escaped(piece[0]) + "</mark>" : escaped(piece[0]);
    }).join("");
    return [page, {
      location: address + "#" + item.clause.anchor, title: escaped(item.clause.label), text: quote, score: score, terms: {}
    }];
  }

  // An answer as a result of its own, above the others.
  function answerLines(answer) {
    var row = answer.row || answer.rows[0];
    var quote = answer.quote ? answer.quote.pieces.map(function (piece) { return escaped(piece[0]); }).join("") : "";
    var title = answer.row ? answer.before + svb.nameOf(row) + (answer.after || "") : answer.before;
    return [{ location: row.register.own ? row.address : svb.pageOf(row), title: escaped(title), text: quote, score: 1001, terms: {} }];
  }

  var find = null;
  function ask(text, answer) {
    // Material asks for nothing as soon as it is ready: nothing is fetched for that.
    if (!text.trim()) {
      if (find) find("", null, function () {});
      return answer({ type: RESULT, data: { items: [] } });
    }
    svb.engine().then(function () {
      find = find || svb.searcher();
      return find(text, null, function (found) {
        var items = found.items.slice(0, SHOWN).map(lines), notice = svb.notice(found);
        // Said in the first result, since Enter opens what stands first.
        if (notice && items.length) items[0][0].text = escaped(notice) + "<br>" + items[0][0].text;
        if (found.count > items.length) {
          var last = items[items.length - 1];
          last.push({
            location: "tim-kiem.html?q=" + encodeURIComponent(text.trim()) + "#ket-qua", title: "Xem cả " + found.count + " kết quả",
            text: "có lọc theo loại, cơ quan, năm, đơn vị", score: last[0].score, terms: {}
          });
        }
        answer({ type: RESULT, data: { items: found.answers.map(answerLines).concat(items) } });
      });
    });
  }

  function InPageWorker() {
    var worker = new EventTarget(), hint = document.querySelector(".md-search-result__meta");
    if (hint) hint.textContent = "Gõ số, ký hiệu, tên hoặc vài chữ trong nội dung";
    function answer(message) { worker.dispatchEvent(new MessageEvent("message", { data: message })); }
    worker.terminate = function () {};
    worker.postMessage = function (message) {
      if (message.type === SETUP) setTimeout(answer, 0, { type: READY });
      if (message.type === QUERY) ask(message.data, answer);
    };
    return worker;
  }

  self.Worker = function (address, options) {
    var dialog = document.querySelector("[data-md-component=search-query]");
    return dialog && /\/workers\/search\./.test(address) ? InPageWorker() : new Native(address, options);
  };

  // Material waits for the index of its own search, which answers nothing here: it is given an empty one, unfetched.
  var open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, address) {
    if (!/\/search\/search_index\.json$/.test(address)) return open.apply(this, arguments);
    var request = this, empty = { config: { lang: ["vi"], separator: " ", pipeline: [], fields: {} }, docs: [] };
    Object.defineProperty(request, "status", { value: 200 });
    Object.defineProperty(request, "response", { value: new Blob([JSON.stringify(empty)]) });
    request.send = function () { setTimeout(function () { request.dispatchEvent(new Event("load")); }); };
  };

  // Material looks at the box when a key is let go; what is pasted with the mouse, dictated or cleared counts too.
  document.addEventListener("input", function (event) {
    if (event.target.matches("[data-md-component=search-query]")) event.target.dispatchEvent(new KeyboardEvent("keyup"));
  });
  document.addEventListener("focusin", function (event) {
    if (!event.target.matches("[data-md-component=search-query]")) return;
    svb.engine().then(function () { return svb.store.ready(); });
  });
})();
