// Loads the files of the index, each once and only when it is asked for. They are classic scripts that call svb.rows,
// svb.shard and so on: a page opened from a folder may load nothing else.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var BASE = new URL("../../tim-kiem/", document.currentScript.src).href;
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var VALUES = {};
  for (var i = 0; i < DIGITS.length; i += 1) VALUES[DIGITS.charCodeAt(i)] = i;
  var waiting = {};   // name of a file → promise of what it holds
  var arrived = {};   // name of a file → what the script that just ran has handed over
  var store = svb.store = { rows: [], segments: [], lexicon: { types: {}, abbreviations: {} } };

  // The natural numbers that a string of base-64 digits stands for; build_tools/search/postings.py writes them.
  svb.numbers = function (digits) {
    var found = [], value = 0, shift = 0;
    for (var place = 0; place < digits.length; place += 1) {
      var digit = VALUES[digits.charCodeAt(place)];
      value += (digit & 31) * Math.pow(2, shift);
      if (digit & 32) shift += 5;
      else { found.push(value); value = 0; shift = 0; }
    }
    return found;
  };

  function load(name, version) {
    if (waiting[name]) return waiting[name];
    waiting[name] = new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = BASE + name + ".js" + (version ? "?v=" + version : "");
      script.onload = function () {
        script.remove();
        if (name in arrived) resolve(arrived[name]);
        else reject(new Error(name));
        delete arrived[name];
      };
      script.onerror = function () {
        script.remove();
        delete waiting[name];
        reject(new Error(name));
      };
      document.head.appendChild(script);
    });
    return waiting[name];
  }

  // A segment's file carries the segment's stamp. Another one than the directory names means that the site was rebuilt
  // after the browser kept one of the two: what is kept is of no use then.
  function hand(name, place, stamp, value) {
    var segment = store.segments[place];
    if (segment && segment.stamp === stamp) arrived[name] = value;
    else store.outdated = true;
  }
  svb.directory = function (value) { arrived["muc-luc"] = value; };
  svb.words = function (value) { arrived.tu = value.split(" "); };
  svb.text = function (name, value) { arrived["van/" + name] = value; };
  svb.rows = function (place, stamp, value) { hand("h" + place, place, stamp, value); };
  svb.units = function (place, stamp, value) { hand("d" + place, place, stamp, value); };
  svb.shard = function (place, stamp, part, lines) { hand("m" + place + "-" + part, place, stamp, terms(lines)); };

  function terms(lines) {
    var found = new Map(), start = "";
    lines.split("\n").forEach(function (line) {
      var mark = line.indexOf("=");
      var term = line.slice(0, mark);
      if (term[0] === " ") term = start + term;
      else start = term.split(" ")[0];
      found.set(term, line.slice(mark + 1));
    });
    return found;
  }

  function spread(table, segment, place) {
    var lengths = svb.numbers(table.lengths), cited = svb.numbers(segment.cited);
    return table.rows ? table.rows.split("\n").map(function (line, index) {
      var parts = line.split("\t");
      return {
        number: parts[0], title: parts[1], subject: parts[2],
        address: parts[3] || "van-ban/" + svb.fold(parts[0]).replace(/ /g, "-") + ".html",
        type: table.types[svb.numbers(parts[4])[0]], organ: table.organs[svb.numbers(parts[5])[0]], date: parts[6],
        state: table.states[svb.numbers(parts[7])[0]], held: table.held[index] % 2 === 1,
        missing: table.held[index] === "0", other: table.held[index] > 1, length: lengths[index], cited: cited[index], segment: place
      };
    }) : [];
  }

  function start(version) {
    return load("muc-luc", version).then(function (directory) {
      store.lexicon = { types: directory.types, abbreviations: directory.abbreviations };
      store.segments = directory.segments;
      return Promise.all(directory.segments.map(function (segment, place) { return load("h" + place, segment.stamp); }));
    }).then(function (tables) {
      store.rows = [];
      store.segments.forEach(function (segment, place) {
        segment.start = store.rows.length;
        spread(tables[place], segment, place).forEach(function (row) { store.rows.push(row); });
      });
      return store;
    });
  }

  // The promise of the directory and all rows. Where the browser kept a directory from before a rebuild, it is asked again.
  store.ready = function () {
    store.started = store.started || start().catch(function (error) {
      if (!store.outdated) throw error;
      waiting = {};
      return start(Date.now());
    });
    return store.started;
  };

  // The promise of the terms around `term` in a segment: a Map from term to postings.
  store.shard = function (place, term) {
    var segment = store.segments[place], low = 0, high = segment.first.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (segment.first[middle] <= term) low = middle + 1;
      else high = middle;
    }
    if (!segment.first.length) return Promise.resolve(new Map());  // a segment without pages
    return load("m" + place + "-" + Math.max(low - 1, 0), segment.stamp);
  };

  // The promise of a page's clauses: [anchor, place in words, text] of each.
  store.text = function (row) {
    return load("van/" + row.address.replace(/\.html$/, ""), store.segments[row.segment].stamp);
  };

  store.words = function () { return load("tu"); };

  // The promise that every row knows its `units`.
  store.units = function () {
    store.unitsKnown = store.unitsKnown || Promise.all(store.segments.map(function (segment, place) {
      return load("d" + place, segment.stamp).then(function (table) {
        table.rows.forEach(function (units, index) {
          store.rows[segment.start + index].units = units.map(function (unit) { return table.units[unit]; });
        });
      });
    }));
    return store.unitsKnown;
  };
})();
