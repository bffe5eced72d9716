// Loads the files of deadlines (build_tools/render/files/due_files.py), each once, as scripts: a page opened from a folder may
// load nothing else. A row becomes a deadline with names.
(function () {
  "use strict";
  var svb = self.svb;
  var ROOT = self.__md_scope;
  var asked = {}, arrived = {};

  function deliver(value) { arrived[document.currentScript.src] = value; }
  svb.dueContents = svb.dueUnits = deliver;
  svb.dueRows = function (rows) { deliver(rows.map(deadline)); };

  function deadline(row) {
    return {
      day: row[0], words: row[1], rule: row[2], until: row[3], quote: row[4], work: row[5], url: row[6], clause: row[7],
      parties: row[8].map(function (each) { return { name: each[0], url: each[1], role: each[2] }; }),
      recurrence: row[9], doubt: row[10]
    };
  }

  // A promise of what the file of this name holds.
  function load(name) {
    if (asked[name]) return asked[name];
    var address = new URL("viec/" + name + ".js", ROOT).href;
    asked[name] = svb.script(address).then(function () { return arrived[address]; }, function () { throw new Error(address); });
    return asked[name];
  }

  // A promise of the deadlines that end in these months, by day.
  function months(names) {
    return Promise.all(names.map(load)).then(function (found) {
      return found.flat().sort(svb.dates.byDay);
    });
  }

  // A promise of what returns, each with the next day on which it does.
  function recurring(now) {
    return load("dinh-ky").then(function (rows) {
      return rows.map(function (row) {
        return Object.assign({}, row, { day: svb.dates.nextDay(row.rule, now, row.until) });
      }).filter(function (row) { return row.day; });
    });
  }

  svb.due = { load: load, months: months, recurring: recurring, root: ROOT };
})();
