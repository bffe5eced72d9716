// What the search page shows: a result, an answer with its quotation, the groups beside the documents.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};

  function element(name, words, kind) {
    var made = document.createElement(name);
    if (words) made.textContent = words;
    if (kind) made.className = kind;
    return made;
  }
  svb.element = element;

  function link(row, anchor, words, kind) {
    var made = element("a", words || svb.nameOf(row), kind);
    made.href = svb.pageOf(row) + (anchor ? "#" + anchor : "");
    return made;
  }

  // Words as pieces [text, marked], after the name of their clause.
  function quotation(pieces, label) {
    var quote = element("div", "", "doan");
    if (label) quote.append(element("span", label + ": ", "muc"));
    pieces.forEach(function (piece) { quote.append(piece[1] ? element("mark", piece[0]) : piece[0]); });
    return quote;
  }

  // A result: its name leads to the clause that fits.
  svb.resultLine = function (item) {
    var row = item.row, entry = element("li");
    entry.append(link(row, item.clause && item.clause.anchor, "", "ten"));
    if (row.subject) entry.append(element("div", row.subject, "trich-yeu"));
    entry.append(element("div", svb.about(row), "noi"));
    if (item.clause) entry.append(quotation(svb.excerpt(item.source.query, item.clause), item.clause.label));
    if (item.lacks && item.lacks.length) entry.append(element("div", "không có trong văn bản: " + item.lacks.join(", "), "thieu"));
    return entry;
  };

  function answerBlock(answer) {
    var block = element("div", "", "tra-loi"), said = element("p", answer.before);
    if (answer.row) said.append(link(answer.row), answer.after || "");
    block.append(said);
    if (answer.row) block.append(element("p", svb.about(answer.row), "noi"));
    if (answer.quote) {
      var quote = quotation(answer.quote.pieces), from = answer.quote.row, label = answer.quote.clause.label;
      var source = element("div", "", "noi");
      source.append(link(from, answer.quote.clause.anchor, (label ? label + ", " : "") + svb.nameOf(from)));
      quote.append(source);
      block.append(quote);
    }
    if (answer.rows) {
      var list = element("ul");
      answer.rows.forEach(function (row) {
        var entry = element("li");
        entry.append(link(row), " – " + [svb.day(row.date), row.subject].filter(Boolean).join(" · "));
        list.append(entry);
      });
      block.append(list);
    }
    return block;
  }

  function taskLine(row, task, clause, role) {
    var entry = element("li");
    entry.append(link(row, task.anchor, "", "ten"));
    var who = [role, task.bearers, task.deadline].filter(Boolean).join(" · ");
    if (who) entry.append(element("div", who, "noi"));
    entry.append(quotation([[task.text || clause[2], false]], clause && clause[1]));
    return entry;
  }

  function unitLine(group) {
    var entry = element("li");
    entry.append(link(group.row, "", "", "ten"));
    if (svb.about(group.row)) entry.append(element("div", svb.about(group.row), "noi"));
    if (!group.count) return entry;
    entry.append(element("div", !group.fit || group.fit === group.count ? group.count + " nhiệm vụ" : group.fit + " trong " + group.count + " nhiệm vụ khớp với câu hỏi", "noi"));
    var tasks = element("ol");
    group.tasks.forEach(function (one) { tasks.append(taskLine(one.row, one.task, null, one.task.role)); });
    if (group.tasks.length) entry.append(tasks);
    return entry;
  }

  function section(name, title, entries) {
    var made = element("section", "", "nhom");
    made.id = name;
    made.setAttribute("aria-labelledby", name + "-ten");
    var heading = element("h2", title), list = element("ol");
    heading.id = name + "-ten";
    list.append.apply(list, entries);
    made.append(heading, list);
    return made;
  }

  // The answers above the results; null where there is none.
  svb.answerSection = function (answers) {
    if (!answers.length) return null;
    var made = element("section", "", "nhom");
    made.id = "tra-loi";
    made.setAttribute("aria-label", "Trả lời theo văn bản trong sổ");
    answers.forEach(function (answer) { made.append(answerBlock(answer)); });
    return made;
  };

  // The groups beside the documents, each a section with its heading: {before, after} the list of documents. `pages` are
  // units and pages of the site among the results.
  svb.groupSections = function (groups, pages, sure) {
    var named = groups.units.map(function (group) { return group.row; });
    var units = groups.units.map(unitLine).concat(pages.filter(function (item) {
      return svb.isUnit(item.row) && !named.includes(item.row);
    }).slice(0, 5).map(svb.resultLine));
    var others = pages.filter(function (item) { return !svb.isUnit(item.row); }).slice(0, 3).map(svb.resultLine);
    var made = { before: [], after: [] };
    if (units.length) (named.length || sure ? made.before : made.after).push(section("nhom-don-vi", "Đơn vị", units));
    if (groups.clauses.length) {
      made.after.push(section("nhom-dieu-khoan", "Điều khoản khác", groups.clauses.map(function (one) {
        var entry = element("li");
        entry.append(link(one.row, one.clause.anchor, one.clause.label + ", " + svb.nameOf(one.row), "ten"));
        entry.append(quotation(svb.excerpt(one.query, one.clause)));
        return entry;
      })));
    }
    if (groups.tasks.length) {
      made.after.push(section("nhom-nhiem-vu", "Nhiệm vụ", groups.tasks.map(function (one) {
        return taskLine(one.item.row, one.task, one.clause);
      })));
    }
    if (others.length) made.after.push(section("nhom-trang", "Trang của sổ", others));
    return made;
  };
})();
