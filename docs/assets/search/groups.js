// What a search finds beside documents: units that the query names, with their tasks; clauses and tasks of the best
// documents; pages of the site itself. And which filters the query's own words offer.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var UNIT = "Đơn vị";
  var MOST = 5, NAMED = 2, LOOKED = 10;
  var SHARE = 0.5;
  var COMMON = new Set(["tinh", "thanh", "pho", "tp"]);
  // Words of a query for a unit's tasks that no task is expected to have.
  var TELLING = new Set(["viec", "nhiem", "vu", "giao", "cho", "cua", "cong", "tac", "phai", "lam", "gi", "thang", "nam", "quy", "nhung", "cac", "trong", "den", "han"]);

  svb.isUnit = function (row) { return row.type === UNIT; };

  function unitWords(row) {
    row.unitWords = row.unitWords || svb.fold(row.title).split(" ").filter(function (word) { return !COMMON.has(word); });
    return row.unitWords;
  }

  // The units whose whole name stands among the words of a query, in any of its readings: those with the longest names.
  svb.unitsNamed = function (text) {
    var found = [], longest = 2;
    svb.readings(text).forEach(function (query) {
      var said = new Set(query.words);
      svb.store.rows.forEach(function (row) {
        if (!svb.isUnit(row) || row.shownAs !== undefined) return;
        var words = unitWords(row);
        if (words.length < longest || !words.every(function (word) { return said.has(word); })) return;
        if (words.length > longest) found = [];
        longest = words.length;
        if (!found.includes(row)) found.push(row);
      });
    });
    return longest > 2 ? found.sort(function (one, other) { return other.cited - one.cited; }).slice(0, NAMED) : [];
  };

  // The time that a query names: {year, months}, as texts; months of a quarter.
  svb.timeNamed = function (words) {
    var said = words.join(" "), month = /\bthang (0?[1-9]|1[0-2])\b/.exec(said), quarter = /\bquy (i{1,3}|iv|[1-4])\b/.exec(said);
    var year = /\bnam ((?:19|20)[0-9]{2})\b/.exec(said) || /\b(?:thang|quy) \S+ ((?:19|20)[0-9]{2})\b/.exec(said), months = [];
    if (month) months = [("0" + month[1]).slice(-2)];
    else if (quarter) {
      var place = ["i", "ii", "iii", "iv"].indexOf(quarter[1]), first = 3 * (place < 0 ? Number(quarter[1]) - 1 : place);
      months = [1, 2, 3].map(function (next) { return ("0" + (first + next)).slice(-2); });
      months.push("Q" + (first / 3 + 1));
    }
    return { year: year ? year[1] : "", months: months };
  };

  function inTime(task, time) {
    if (!time.year && !time.months.length) return true;
    return task.dates.some(function (date) {
      return (!time.year || date.startsWith(time.year)) && (!time.months.length || time.months.includes(date.slice(5, 7)));
    });
  }

  // The promise of a unit with the tasks that fit what else the query says: {row, count, tasks}.
  function unitGroup(row, query) {
    var known = row.cited && row.register.segments.some(function (segment) { return segment.facts; });
    if (!known) return Promise.resolve({ row: row, count: 0, tasks: [] });
    var own = new Set(unitWords(row)), time = svb.timeNamed(query.words);
    var rest = svb.contentWords(query.words).filter(function (word) { return !own.has(word) && !COMMON.has(word) && !TELLING.has(word) && !/[0-9]/.test(word); });
    return svb.store.unitTasks(row).then(function (found) {
      var tasks = found.rows.filter(function (task) { return inTime(task, time); }).map(function (task) {
        var folded = " " + svb.fold([task.text, task.name].join(" ")) + " ";
        return { task: task, row: svb.store.at(row.register, task.work), has: rest.filter(function (word) { return folded.includes(" " + word + " "); }).length };
      }).filter(function (one) { return one.row && one.has >= rest.length * SHARE; });
      tasks.sort(function (one, other) { return other.has - one.has; });
      return { row: row, count: found.count, fit: tasks.length, tasks: tasks.slice(0, MOST) };
    }, function () { return { row: row, count: 0, tasks: [] }; });
  }

  // The promise of the clauses of the best documents that fit, but for those that the results themselves show.
  function clausesOf(query, items) {
    var terms = svb.contentTerms(query);
    var held = items.filter(function (item) { return item.row.held && item.source.query && item.clause; }).slice(0, LOOKED);
    return Promise.all(held.map(function (item) {
      return svb.store.text(item.row).then(function (text) {
        return text.clauses.map(function (clause, at) {
          return { item: item, clause: clause, share: svb.share(terms, svb.foldedClause(text.clauses, at)) };
        }).filter(function (one) { return one.share >= SHARE && one.clause[0] && one.clause[0] !== item.clause.anchor; });
      }, function () { return []; });
    })).then(function (found) {
      return found.flat().sort(function (one, other) { return other.share - one.share; }).slice(0, MOST).map(function (one) {
        return { row: one.item.row, query: query, clause: svb.bestClause(query, [one.clause]) };
      });
    });
  }

  // The promise of what belongs to an answer that is final: {answers, units, tasks, clauses}.
  svb.groupsOf = function (all, text) {
    var query = all.query, documents = all.items.filter(function (item) { return !item.row.other; });
    if (!query) return Promise.resolve({ answers: [], units: [], tasks: [], clauses: [] });
    var rare = query.rare && query.words.length > 1;
    return Promise.all([
      svb.textAnswers(all, text, documents), Promise.all(svb.unitsNamed(text).map(function (row) { return unitGroup(row, query); })),
      rare ? svb.fittingTasks(query, documents) : [], rare ? clausesOf(query, documents) : []
    ]).then(function (found) {
      return { answers: all.answers.concat(found[0]), units: found[1], tasks: found[2].slice(0, MOST), clauses: found[3] };
    });
  };

  var kinds = null;

  // All types and issuers of documents: [filter, name, folded name] each, made once.
  function kindsKnown() {
    if (kinds) return kinds;
    var names = { loai: new Set(), "co-quan": new Set() };
    svb.store.rows.forEach(function (row) {
      if (row.other) return;
      names.loai.add(row.type);
      names["co-quan"].add(row.organ);
    });
    kinds = Object.keys(names).flatMap(function (filter) {
      return Array.from(names[filter], function (name) { return [filter, name, " " + svb.fold(name) + " "]; });
    }).filter(function (kind) { return kind[2].trim() && (kind[0] === "loai" || kind[2].trim().includes(" ")); });
    return kinds;
  }

  // The filters that the words of a query offer: [name of the filter, value] each, whether or not any result has it.
  svb.filtersNamed = function (text) {
    var words = svb.readQuery(text).words, said = " " + words.join(" ") + " ", found = [], time = svb.timeNamed(words);
    Object.keys(svb.store.lexicon.places).forEach(function (place) {
      if (said.includes(" " + place + " ")) found.push(["dia-phuong", svb.store.lexicon.places[place]]);
    });
    var years = time.year ? [time.year] : (text.match(/(?:^|[^/\d-])((?:19|20)\d\d)(?![\d/])/g) || []).map(function (year) { return year.slice(-4); });
    years.forEach(function (year) { found.push(["nam", year]); });
    if (time.year && time.months.length === 1) found.push(["thang", time.months[0] + "/" + time.year]);
    kindsKnown().forEach(function (kind) { if (said.includes(kind[2])) found.push([kind[0], kind[1]]); });
    svb.unitsNamed(text).forEach(function (row) { found.push(["don-vi", row.title]); });
    return found;
  };
})();
