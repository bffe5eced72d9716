// What the register knows as a fact is answered above the results, with the words of the document that states it: what became
// of a document, who signed it, what one signed, who does a task and by when. Where nothing is known, nothing is guessed.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var MOST = 3, SIGNED = 5, LOOKED = 10;
  // A task answers if it has so much of what the query tells, and as much as nearly the best one.
  var SHARE = 0.5, NEARLY = 0.85;
  // What a clause says that tells of a change of this kind.
  var TELLS = { amends: /\b(?:sua doi|bo sung|dinh chinh)\b/, guides: /\b(?:huong dan|quy dinh chi tiet)\b/ };
  var ENDS = /\b(?:het hieu luc|thay the|bai bo)\b/;

  function clauseAt(row, anchor) {
    return svb.store.text(row).then(function (text) {
      return text.clauses.find(function (clause) { return clause[0] === anchor; }) || null;
    }, function () { return null; });
  }

  // The promise of a quotation: the words of a clause around what is looked for, and where they stand.
  function quoted(row, anchor, words) {
    return clauseAt(row, anchor).then(function (clause) {
      var query = { words: words, open: false }, best = clause && svb.bestClause(query, [clause]);
      return best ? { row: row, clause: best, pieces: svb.excerpt(query, best) } : null;
    });
  }

  function numberOf(row) { return svb.fold(row.number || row.title).split(" "); }

  // The promise of what is known of a row: {actions, notes, signer}.
  svb.knownOf = function (row) {
    var place = row.index - row.segment.start;
    return svb.store.facts(row.segment).then(function (facts) {
      return {
        signer: facts.signers[facts.signed[place] - 1] || "", notes: facts.notes[place] || [],
        actions: (facts.actions[place] || []).map(function (cells) {
          var other = svb.store.at(row.register, cells[2]), actor = cells[5] ? row : other;
          return {
            kind: cells[0], words: cells[1], other: other, witness: cells[3] ? svb.store.at(row.register, cells[3]) : actor,
            anchor: cells[4], incoming: !cells[5]
          };
        }).filter(function (action) { return action.other && action.witness; })
      };
    });
  };

  function fitting(actions, asked) {
    var same = actions.filter(function (action) { return action.incoming === asked.incoming; });
    if (asked.kind === "effect") return same.filter(function (action) { return action.kind !== "guides"; });
    var exact = same.filter(function (action) { return action.kind === asked.kind; });
    if (exact.length || (asked.kind !== "replaces" && asked.kind !== "repeals")) return exact;
    return same.filter(function (action) { return action.kind === "replaces" || action.kind === "repeals"; });
  }

  function changeAnswer(row, action) {
    var by = action.incoming ? " bởi " : " ";
    return quoted(action.witness, action.anchor, numberOf(action.incoming ? row : action.other)).then(function (quote) {
      return { leads: true, before: svb.nameOf(row) + ": " + action.words.charAt(0).toLowerCase() + action.words.slice(1) + by, row: action.other, quote: quote };
    });
  }

  // What is said of a document that nothing in the register changes.
  function unchanged(row, asked, notes) {
    var said = notes.length ? notes.join("; ")
      : asked.kind === "effect" && row.state ? svb.stateOf(row)
      : asked.kind === "guides" ? "sổ chưa có văn bản nào hướng dẫn"
      : "chưa thấy văn bản nào trong sổ thay thế, bãi bỏ hay sửa đổi; sổ không có mọi văn bản, cần xem thêm nguồn khác";
    return { before: "", row: row, after: ": " + said };
  }

  // The gravest first: what ends the whole, then a part, then what amends.
  function gravity(action) { return (action.kind === "repeals" || action.kind === "replaces" ? 2 : 0) + (/toàn bộ/.test(action.words) ? 1 : 0); }

  // The promise of what became of a document that the query names: {answers, unanswered}, the latter where nothing is known.
  function changes(text) {
    var named = svb.mentioned(text), asked = named && svb.changeAsked(named.words, named);
    if (!asked) return Promise.resolve({ answers: [], unanswered: null });
    var rows = named.rows.slice(0, MOST).map(function (index) { return svb.store.rows[index]; });
    return Promise.all(rows.map(svb.knownOf)).then(function (known) {
      var found = rows.flatMap(function (row, at) {
        return fitting(known[at].actions, asked).map(function (action) { return { row: row, action: action }; });
      }).sort(function (one, other) { return gravity(other.action) - gravity(one.action); }).slice(0, MOST);
      return Promise.all(found.map(function (one) { return changeAnswer(one.row, one.action); })).then(function (answers) {
        var open = !found.length && asked.asked && asked.incoming && rows.length === 1;
        return { answers: answers, unanswered: open ? { row: rows[0], asked: asked, notes: known[0].notes } : null };
      });
    });
  }

  // The promise of the answer where no change is known: the clause of one of the best documents that speaks of the named one and
  // of an end, as it stands; else that nothing is known.
  function unanswered(open, items) {
    if (!open) return Promise.resolve([]);
    var tells = TELLS[open.asked.kind] || ENDS;
    var number = " " + svb.fold(open.row.number) + " ", held = items.filter(function (item) { return item.row.held && item.row !== open.row; });
    var search = open.notes.length || !open.row.number ? [] : held.slice(0, LOOKED).map(function (item) {
      return svb.store.text(item.row).then(function (text) {
        var at = text.clauses.findIndex(function (_, place) {
          var folded = svb.foldedClause(text.clauses, place);
          return folded.includes(number) && tells.test(folded);
        });
        if (at < 0) return null;
        var query = { words: number.trim().split(" "), open: false }, clause = svb.bestClause(query, [text.clauses[at]]);
        return { before: svb.nameOf(open.row) + " được nhắc tới trong ", row: item.row, quote: { row: item.row, clause: clause, pieces: svb.excerpt(query, clause) } };
      }, function () { return null; });
    });
    return Promise.all(search).then(function (found) {
      var told = found.filter(Boolean).slice(0, MOST);
      return told.length ? told : [unchanged(open.row, open.asked, open.notes)];
    });
  }

  // The promise of everything that is signed, by the folded name of who signed it: {name, rows}.
  function signers() {
    svb.store.signers = svb.store.signers || Promise.all(svb.store.segments.map(svb.store.facts)).then(function (all) {
      var found = new Map();
      all.forEach(function (facts, at) {
        facts.signed.forEach(function (place, row) {
          if (!place) return;
          var name = facts.signers[place - 1], key = svb.fold(name), of = svb.store.rows[svb.store.segments[at].start + row];
          if (!found.has(key)) found.set(key, { name: name, rows: [] });
          if (of.shownAs === undefined) found.get(key).rows.push(of);
          of.signer = name;
        });
      });
      return found;
    });
    return svb.store.signers;
  }
  svb.signers = signers;

  function newest(rows) { return rows.slice().sort(function (one, other) { return one.date < other.date ? 1 : one.date > other.date ? -1 : 0; }); }

  function signedBy(query) {
    if (!svb.signingAsked(query)) return Promise.resolve([]);
    return signers().then(function (all) {
      var found = [];
      all.forEach(function (signer, name) { if (svb.namesSigner(query.words, name)) found.push(signer); });
      return found.slice(0, MOST).map(function (signer) {
        return {
          before: signer.rows.length + " văn bản trong sổ do " + signer.name + " ký", rows: newest(signer.rows).slice(0, SIGNED),
          filter: { name: "nguoi-ky", value: signer.name }, signed: signer.rows
        };
      });
    });
  }

  function signature(query, text, best) {
    if (!svb.signerAsked(query.words)) return Promise.resolve([]);
    var named = svb.mentioned(text), row = named ? svb.store.rows[named.rows[0]] : best;
    if (!row || !row.held) return Promise.resolve([]);
    return svb.knownOf(row).then(function (known) {
      return known.signer ? [{ before: "Người ký: " + known.signer + " – ", row: row }] : [];
    });
  }

  // How much of what the query tells a text has, between 0 and 1: rare words and pairs tell more.
  svb.share = function (terms, folded) {
    var all = 0, there = 0;
    terms.forEach(function (weight, term) {
      all += weight;
      if (folded.includes(" " + term + " ")) there += weight;
    });
    return all ? there / all : 0;
  };

  // What the content words of a query tell, and their pairs.
  svb.contentTerms = function (query) {
    var words = svb.contentWords(query.words), terms = new Map();
    words.forEach(function (word, at) {
      if (query.rare.has(word)) terms.set(word, query.rare.get(word));
      var pair = words[at - 1] + " " + word;
      if (at && query.rare.has(pair)) terms.set(pair, query.rare.get(pair));
    });
    return terms;
  };

  // The promise of the tasks of the best documents that fit the query, the best first: {item, task, clause, share}.
  svb.fittingTasks = function (query, items) {
    var terms = svb.contentTerms(query);
    if (!terms.size) return Promise.resolve([]);
    var held = items.filter(function (item) { return item.row.held && !item.row.other; }).slice(0, LOOKED);
    return Promise.all(held.map(function (item, rank) {
      return svb.store.text(item.row).then(function (text) {
        return text.tasks.map(function (task) {
          var clause = text.clauses.find(function (one) { return one[0] === task.anchor; }) || ["", "", ""];
          var own = " " + svb.fold([task.text || clause[2], task.bearers].join(" ")) + " ";
          var share = svb.share(terms, own), named = svb.share(terms, own + svb.fold([item.row.subject, item.row.organ, item.row.number].join(" ")) + " ");
          return { item: item, task: task, clause: clause, share: (share + named) / 2 - rank / 50 };
        });
      }, function () { return []; });
    })).then(function (found) {
      return found.flat().filter(function (one) { return one.share >= SHARE; }).sort(function (one, other) { return other.share - one.share; });
    });
  };

  function taskAnswers(query, items) {
    var asked = svb.taskAsked(query.words);
    if (!asked || !query.rare) return Promise.resolve([]);
    return svb.fittingTasks(query, items).then(function (found) {
      var fit = found.filter(function (one) { return (!asked.who || one.task.bearers) && (!asked.when || one.task.deadline); });
      return fit.filter(function (one) { return one.share >= NEARLY * fit[0].share; }).slice(0, MOST).map(function (one) {
        var words = [one.task.bearers];
        if (asked.who && one.task.coordinate) words.push("phối hợp: " + one.task.coordinate);
        words = (asked.when ? [one.task.deadline].concat(asked.who ? words : []) : words).filter(Boolean).join(" · ");
        return {
          before: words + " – ", row: one.item.row,
          quote: { row: one.item.row, clause: { anchor: one.clause[0], label: one.clause[1] }, pieces: [[one.task.text || one.clause[2], false]] }
        };
      });
    });
  }

  // The promise of answers from what is known of documents that the query names, or of who signed: asked before texts are.
  // Each has `before` (words), `row` or `rows` (links), `after`, `quote` ({row, clause, pieces}), `leads` where the row is what
  // was asked for, `filter` ({name, value}) to see no others.
  svb.factAnswers = function (query, text) {
    return Promise.all([changes(text), signedBy(query)]).then(function (found) {
      return { answers: found[0].answers.concat(found[1]), unanswered: found[0].unanswered };
    }).catch(function () { return { answers: [], unanswered: null }; });
  };

  // The promise of answers from the best documents of a search that is done.
  svb.textAnswers = function (all, text, items) {
    var best = items.length ? items[0].row : null;
    return Promise.all([unanswered(all.unanswered, items), signature(all.query, text, best), taskAnswers(all.query, items)])
      .then(function (found) { return found.flat(); }).catch(function () { return []; });
  };
})();
