// The page "Kiểm tra căn cứ": each instrument that a draft cites, beside what the register knows of it. Only this page runs it.
// What is not found, or found several times, is said to be so; nothing is guessed, and nothing leaves the browser.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var form = document.getElementById("can-cu");
  if (!form) return;
  var status = document.getElementById("can-cu-tinh-trang"), place = document.getElementById("can-cu-ket-qua");
  var MOST = 5;  // of several documents of one number
  // Blanks beside the first stroke and small letters are slips of who typed it.
  var NUMBER = "\\d{1,5}(?:[\\/-]\\d{4})?(?:-|[ ]?\\/[ ]?)\\p{L}[\\p{L}\\d]*(?:[-.\\/][\\p{L}\\d]+)*";
  var LAW = "(?:Bộ luật|Luật|Pháp lệnh)\\s+\\p{Lu}[\\p{L} ,]*?(?=\\s+(?:số|ngày|năm)\\s|\\s+\\d|\\s*(?:[;.)(]|được|đã|sửa đổi|$))";
  var CITED = new RegExp("(?<number>" + NUMBER + ")|(?<law>" + LAW + ")", "gmu");
  var DATE = /ngày\s+(\d{1,2})(?:\s+tháng\s+|[\/.-])(\d{1,2})(?:\s+năm\s+|[\/.-])(\d{4})/u;
  var YEAR = /^\s*năm\s+(\d{4})/u, ORGAN = /\s(?:của|do)\s+(\p{Lu}[^;.]*?)(?=\s+(?:về|quy định|ban hành|hướng dẫn|sửa đổi|phê duyệt|thông qua)|[;.]|$)/u;

  // The instruments that the text cites, in its order: words, number or name, date as the rows have it, issuer.
  function cited(text) {
    var matches = Array.from(text.matchAll(CITED));
    return matches.map(function (match, at) {
      var end = match.index + match[0].length;
      var next = at + 1 < matches.length ? matches[at + 1].index : text.length;
      var rest = text.slice(end, next).split(/[;\n]/)[0], head = text.slice(at ? matches[at - 1].index + matches[at - 1][0].length : 0, match.index).split(/[;\n]/).pop();
      var date = DATE.exec(rest), year = YEAR.exec(rest), organ = ORGAN.exec(rest);
      // A law with a number is cited once: its number stands behind its name.
      var partOf = match.groups.number && at && /^\s*số\s*$/u.test(head);
      if (partOf) head = matches[at - 1][0] + head;
      return {
        partOf: partOf,
        words: (head.replace(/^\s*(?:[-–•*]\s*)?Căn cứ\s+/u, "") + match[0] + rest).replace(/\s+/g, " ").trim().slice(0, 300),
        number: match.groups.number || "", law: match.groups.law || "",
        date: date ? date[3] + date[2].padStart(2, "0") + date[1].padStart(2, "0") : year ? year[1] : "",
        organ: organ ? organ[1].trim() : ""
      };
    }).filter(function (each, at, all) {
      var behind = all[at + 1];
      return !(each.law && behind && behind.partOf);  // the number says it better
    }).concat(unread(text));
  }

  // Bases in which no number and no law is seen: said to be so, lest they seem to have been checked.
  function unread(text) {
    return text.split(/[;\n]/).filter(function (line) {
      return /^\s*(?:[-•*]\s*)?Căn cứ\s/iu.test(line) && !line.match(CITED);
    }).map(function (line) { return { words: line.trim(), unread: true }; });
  }

  function fits(each) {
    var number = svb.fold(each.number), law = svb.fold(each.law);
    return function (row) {
      if (row.other) return false;
      if (number) return svb.fold(row.number) === number;
      var title = svb.fold(row.title || "");
      return title === law && (!each.date || !row.date || row.date.slice(0, 4) === each.date.slice(0, 4));
    };
  }

  function day(date) {
    return date.length === 8 ? svb.day(date) : date ? "năm " + date : "";
  }

  // The words of an issuer with short forms written out: "UBND tỉnh" is "Ủy ban nhân dân tỉnh", "Sở KH&CN" too is one.
  function issuer(words) {
    var meanings = svb.store.lexicon.abbreviations;
    return Object.keys(meanings).reduce(function (said, short) {
      return said.replace(" " + short + " ", " " + meanings[short][0] + " ");
    }, " " + svb.fold(words) + " ").trim();
  }

  // What the draft says otherwise than the register.
  function differences(each, row) {
    var found = [];
    if (each.date && row.date && each.date.length === row.date.length && each.date !== row.date) {
      found.push("dự thảo ghi ngày " + day(each.date) + ", sổ có ngày " + day(row.date));
    }
    var said = issuer(each.organ), known = issuer(row.organ || "");
    if (said && known && !said.includes(known) && !known.includes(said)) {
      found.push("dự thảo ghi cơ quan “" + each.organ + "”, sổ có “" + row.organ + "”");
    }
    return found;
  }

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function add(body, each) {
    var line = body.insertRow();
    line.insertCell().textContent = each.words;
    var where = line.insertCell(), state = line.insertCell(), notes = line.insertCell();
    if (each.unread) {
      notes.append("chưa nhận ra số, ký hiệu hay tên luật nào: hãy tự tra");
      return "unread";
    }
    var rows = svb.store.rows.filter(fits(each));
    var same = rows.filter(function (row) { return (each.date || each.organ) && !differences(each, row).length; });
    if (same.length) rows = same;  // of several documents of one number those of that day and issuer
    if (!rows.length) {
      where.append(element("strong", "không có trong sổ"));
      return "absent";
    }
    rows.slice(0, MOST).forEach(function (row, at) {
      var link = element("a", svb.nameOf(row));
      link.href = svb.pageOf(row);
      where.append(at ? element("br") : "", link, element("small", [row.organ, day(row.date)].filter(Boolean).join(" · ")));
      state.append(at ? element("br") : "", row.state || "chưa xác minh");
    });
    if (rows.length > 1) {
      notes.append(rows.length + " văn bản cùng số, ký hiệu: cần ghi rõ ngày và cơ quan");
      return "several";
    }
    var wrong = differences(each, rows[0]);
    notes.append(wrong.join("; ") || (rows[0].missing ? "sổ chưa có toàn văn" : ""));
    return wrong.length ? "different" : "found";
  }

  function check() {
    var found = cited(form.elements.chu.value.normalize("NFC").replace(/[\u2010-\u2015\u2212]/g, "-"));
    place.replaceChildren();
    if (!found.length) {
      status.textContent = "Không thấy văn bản nào trong phần đã dán. Mỗi căn cứ cần có số, ký hiệu hoặc tên luật.";
      return;
    }
    status.textContent = "Đang đối chiếu …";
    svb.engine().then(function () { return svb.store.ready(); }).then(function () {
      var table = element("table"), head = table.createTHead().insertRow(), body = table.createTBody(), counts = {};
      ["Căn cứ trong dự thảo", "Trong sổ", "Tình trạng", "Lưu ý"].forEach(function (name) {
        var title = element("th", name);
        title.scope = "col";
        head.append(title);
      });
      found.forEach(function (each) {
        var kind = add(body, each);
        counts[kind] = (counts[kind] || 0) + 1;
      });
      var frame = element("div", "", "bang-viec bang-can-cu");
      frame.append(table);
      place.append(frame);
      status.textContent = found.length + " căn cứ: " + [
        counts.found && counts.found + " khớp với sổ", counts.different && counts.different + " ghi khác sổ",
        counts.several && counts.several + " chưa rõ là văn bản nào", counts.absent && counts.absent + " không có trong sổ",
        counts.unread && counts.unread + " chưa nhận ra"
      ].filter(Boolean).join(", ") + ".";
    }).catch(function () {
      status.textContent = "Không tải được dữ liệu tìm kiếm. Hãy tải lại trang; nếu vẫn không được, xin báo người giữ sổ.";
    });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    check();
  });
  form.hidden = false;
})();
