// Loads the files of the index, each once and only when it is asked for. They are classic scripts that call svb.rows,
// svb.shard and so on: a page opened from a folder may load nothing else.
(function () {
  "use strict";
  var svb = self.svb = self.svb || {};
  var FORMAT = 2;  // of the files, as build_tools/search/index.py writes it
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var VALUES = {};
  for (var i = 0; i < DIGITS.length; i += 1) VALUES[DIGITS.charCodeAt(i)] = i;
  var asked = {};     // address of a file → its register and the promise of what it holds
  var arrived = {};   // address of a file → what the script that just ran has handed over
  // `absent` are other registers that can't be searched: not there, or built by another program.
  var store = svb.store = { rows: [], segments: [], absent: [], lexicon: { types: {}, abbreviations: {}, everyday: {}, spelt: {}, places: {} } };

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

  function load(register, name, version) {
    var address = new URL(name + ".js", register.index).href;
    if (asked[address]) return asked[address].promise;
    var promise = new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address + (version ? "?v=" + version : "");
      script.onload = function () {
        script.remove();
        if (address in arrived) resolve(arrived[address]);
        else reject(new Error(address));
        delete arrived[address];
      };
      script.onerror = function () {
        script.remove();
        delete asked[address];
        reject(new Error(address));
      };
      document.head.appendChild(script);
    });
    asked[address] = { register: register, promise: promise };
    return promise;
  }

  // What the script that is running hands over, under the address it came from.
  function running() { return document.currentScript.src.split("?")[0]; }
  function deliver(value) { arrived[running()] = value; }

  // A segment's file carries the segment's stamp. Another one than the directory names means that the site was rebuilt
  // after the browser kept one of the two: what is kept is of no use then.
  function handOf(place, stamp, value) {
    var register = asked[running()].register, segment = register.segments[place];
    if (segment && (segment.stamp === stamp || segment.facts === stamp)) deliver(value);
    else register.outdated = true;
  }
  svb.directory = function (value) {
    if (value.format === FORMAT) deliver(value);
    else asked[running()].register.outdated = true;
  };
  svb.words = function (value) { deliver(value.split(" ")); };
  svb.text = function (_, clauses, tasks) { deliver({ clauses: clauses, tasks: (tasks || []).map(taskOf) }); };
  svb.tasks = function (_, count, rows) {
    deliver({
      count: count,
      rows: rows.map(function (row) { return Object.assign(taskOf(row.slice(3)), { work: row[0], name: row[1], role: row[2] }); })
    });
  };
  svb.facts = handOf;
  svb.rows = handOf;
  svb.units = handOf;
  svb.shard = function (place, stamp, _, lines) { handOf(place, stamp, terms(lines)); };

  function taskOf(cells) {
    return { anchor: cells[0], text: cells[1], bearers: cells[2], coordinate: cells[3], deadline: cells[4], dates: cells[5] };
  }

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

  function spread(table, segment) {
    var parts = svb.numbers(table.parts), cited = svb.numbers(segment.cited), first = 0;
    segment.lengths = svb.numbers(table.lengths);  // of each part: which words a page has is known by its parts
    segment.owners = new Uint32Array(segment.lengths.length);
    return table.rows ? table.rows.split("\n").map(function (line, index) {
      var cells = line.split("\t"), words = 0;
      for (var end = first + parts[index]; first < end; first += 1) {
        segment.owners[first] = index;
        words += Math.pow(2, segment.lengths[first]) * 0.7;
      }
      return {
        number: cells[0], title: cells[1], subject: cells[2],
        address: cells[3] || "van-ban/" + svb.fold(cells[0]).replace(/ /g, "-") + ".html",
        type: table.types[svb.numbers(cells[4])[0]], organ: table.organs[svb.numbers(cells[5])[0]], date: cells[6],
        state: table.states[svb.numbers(cells[7])[0]], place: table.places[svb.numbers(cells[8])[0]], held: table.held[index] % 2 === 1,
        missing: table.held[index] === "0", other: table.held[index] > 1, length: words, cited: cited[index],
        segment: segment, register: segment.register
      };
    }) : [];
  }

  // The promise of a register's directory; its segments know where they are from.
  function directory(register) {
    return load(register, "muc-luc", register.version).then(function (value) {
      register.segments = value.segments;
      register.segments.forEach(function (segment, place) {
        segment.register = register;
        segment.place = place;
      });
      return value;
    });
  }

  // The promise of a segment's rows.
  function rowsOf(segment) {
    segment.rows = segment.rows || load(segment.register, "h" + segment.place, segment.stamp).then(function (table) {
      return spread(table, segment);
    });
    return segment.rows;
  }

  // The promise of what `work` finds in a register. Where the browser kept a directory from before a rebuild, it is asked again.
  function fresh(register, work) {
    return work(register).catch(function (error) {
      if (!register.outdated) throw error;
      Object.keys(asked).forEach(function (address) { if (asked[address].register === register) delete asked[address]; });
      register.outdated = false;
      register.version = Date.now();
      return work(register);
    });
  }

  function everyRow(register) {
    return directory(register).then(function (value) {
      return Promise.all(value.segments.map(rowsOf)).then(function (tables) { return { directory: value, tables: tables }; });
    });
  }

  function join(found) {
    store.absent = svb.registers.filter(function (_, place) { return !found[place]; });
    found.filter(Boolean).forEach(function (part) {
      Object.keys(store.lexicon).forEach(function (key) { store.lexicon[key] = Object.assign({}, part.directory[key], store.lexicon[key]); });
      part.tables.forEach(function (rows, place) {
        var segment = part.directory.segments[place];
        segment.start = store.rows.length;
        store.segments.push(segment);
        rows.forEach(function (row) {
          row.index = store.rows.length;
          store.rows.push(row);
        });
      });
    });
    if (svb.registers.length > 1) svb.joinSame(store.rows);
    return store;
  }

  // The promise of the directories and all rows of all registers. Without another register the search goes on.
  store.ready = function () {
    store.started = store.started || Promise.all(svb.registers.map(function (register) {
      return fresh(register, everyRow).catch(function (error) { if (register.own) throw error; });
    })).then(join);
    return store.started;
  };

  // The promise of the rows of this register alone.
  store.own = function () {
    return fresh(svb.registers[0], everyRow).then(function (found) { return found.tables.flat(); });
  };

  function checksum(text) {
    var sum = -1;
    for (var place = 0; place < text.length; place += 1) {
      sum ^= text.charCodeAt(place);
      for (var bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum >>> 0;
  }

  // The promise of the rows that a register has at the address of a page; of a document also those of its number.
  store.called = function (register, address) {
    var common = svb.commonAddress(address), isWork = address.startsWith("van-ban/");
    return fresh(register, function () {
      return directory(register).then(function (value) {
        var last = value.segments.length - 1;
        return rowsOf(value.segments[isWork ? checksum(common) % last : last]);
      });
    }).then(function (rows) {
      return rows.filter(function (row) { return isWork ? svb.commonAddress(row.address) === common : row.address === address; });
    });
  };

  // The promise of the terms around `term` in a segment: a Map from term to postings.
  store.shard = function (segment, term) {
    var low = 0, high = segment.first.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (segment.first[middle] <= term) low = middle + 1;
      else high = middle;
    }
    if (!segment.first.length) return Promise.resolve(new Map());  // a segment without pages
    return load(segment.register, "m" + segment.place + "-" + Math.max(low - 1, 0), segment.stamp);
  };

  // The promise of a page's {clauses, tasks}: [anchor, place in words, text] of each clause.
  store.text = function (row) {
    return load(row.register, "van/" + row.address.replace(/\.html$/, ""), row.segment.stamp + (row.segment.facts || ""));
  };

  // The promise of a unit's {count, rows}: its tasks, of many those with the latest time limits.
  store.unitTasks = function (row) {
    var all = row.register.segments.map(function (segment) { return segment.facts; }).join();
    return load(row.register, "viec/" + row.address.replace(/\.html$/, ""), checksum(all));
  };

  // The promise of what is known of the works of a segment, as build_tools/search/facts.py writes it.
  store.facts = function (segment) {
    if (!segment.facts) return Promise.resolve({ signers: [], signed: [], actions: {}, notes: {} });
    return load(segment.register, "s" + segment.place, segment.facts);
  };

  // The row of a register at an address, if it has one.
  store.at = function (register, address) {
    if (!register.byAddress) {
      register.byAddress = new Map();
      store.rows.forEach(function (row) { if (row.register === register) register.byAddress.set(row.address, row); });
    }
    return register.byAddress.get(address);
  };

  // The promise of all words that stand somewhere.
  store.words = function () {
    var there = svb.registers.filter(function (register) { return !store.absent.includes(register); });
    return Promise.all(there.map(function (register) { return load(register, "tu"); })).then(function (lists) { return lists.flat(); });
  };

  // The promise that every row knows its `units`.
  store.units = function () {
    store.unitsKnown = store.unitsKnown || Promise.all(store.segments.map(function (segment) {
      return load(segment.register, "d" + segment.place, segment.stamp).then(function (table) {
        table.rows.forEach(function (units, index) {
          store.rows[segment.start + index].units = units.map(function (unit) { return table.units[unit]; });
        });
      });
    })).then(function () {
      store.rows.forEach(function (row) {
        (row.others || []).forEach(function (other) { row.units = Array.from(new Set(row.units.concat(other.units))); });
      });
    });
    return store.unitsKnown;
  };
})();
