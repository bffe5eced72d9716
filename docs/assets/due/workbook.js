// A workbook of one sheet (ECMA-376, .xlsx): real dates, a filter on every column, the head fixed. Its parts are stored in the
// ZIP without compression, which every reader of the format takes.
(function () {
  "use strict";
  var svb = self.svb;
  var XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  var MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  var RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  var PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  var EPOCH = Date.UTC(1899, 11, 30);  // day 0 of a spreadsheet
  var CRC = new Uint32Array(256).map(function (_, byte) {
    for (var bit = 0; bit < 8; bit += 1) byte = byte & 1 ? byte >>> 1 ^ 0xEDB88320 : byte >>> 1;
    return byte;
  });

  function checksum(bytes) {
    var sum = -1;
    bytes.forEach(function (byte) { sum = sum >>> 8 ^ CRC[(sum ^ byte) & 255]; });
    return ~sum >>> 0;
  }

  function record(signature, fields) {
    var view = new DataView(new ArrayBuffer(4 + fields.reduce(function (sum, field) { return sum + field[0]; }, 0)));
    view.setUint32(0, signature, true);
    var at = 4;
    fields.forEach(function (field) {
      if (field[0] === 2) view.setUint16(at, field[1], true);
      else view.setUint32(at, field[1], true);
      at += field[0];
    });
    return new Uint8Array(view.buffer);
  }

  function zipped(files) {
    var parts = [], folder = [], at = 0, encoder = new TextEncoder();
    files.forEach(function (file) {
      var name = encoder.encode(file[0]), data = encoder.encode(file[1]);
      // Version, flags (names in UTF-8), stored, time, day (1/1/1980), checksum, sizes, lengths of name and extra field.
      var common = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 33], [4, checksum(data)], [4, data.length], [4, data.length], [2, name.length], [2, 0]];
      folder.push(record(0x02014B50, [[2, 20]].concat(common, [[2, 0], [2, 0], [2, 0], [4, 0], [4, at]])), name);
      var head = record(0x04034B50, common);
      parts.push(head, name, data);
      at += head.length + name.length + data.length;
    });
    var size = folder.reduce(function (sum, part) { return sum + part.length; }, 0);
    return parts.concat(folder, [record(0x06054B50, [[2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0]])]);
  }

  function escaped(text) {
    // eslint-disable-next-line no-control-regex
    return String(text).replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "")
      .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  function column(place) { return String.fromCharCode(65 + place); }

  // A cell is text, or { day: ISO }.
  function cell(value, place, row, style) {
    var at = ' r="' + column(place) + row + '"';
    if (value && value.day) return "<c" + at + ' s="2"><v>' + (svb.dates.time(value.day) - EPOCH) / 86400000 + "</v></c>";
    return "<c" + at + ' s="' + style + '" t="inlineStr"><is><t xml:space="preserve">' + escaped(value || "") + "</t></is></c>";
  }

  function sheet(head, widths, rows) {
    var lines = [head].concat(rows).map(function (row, number) {
      return '<row r="' + (number + 1) + '">' + row.map(function (value, place) {
        return cell(value, place, number + 1, number ? 3 : 1);
      }).join("") + "</row>";
    });
    return XML + '<worksheet xmlns="' + MAIN + '"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>' +
      widths.map(function (width, place) { return '<col min="' + (place + 1) + '" max="' + (place + 1) + '" width="' + width + '" customWidth="1"/>'; }).join("") +
      "</cols><sheetData>" + lines.join("") + '</sheetData><autoFilter ref="A1:' + column(head.length - 1) + lines.length + '"/></worksheet>';
  }

  var STYLES = XML + '<styleSheet xmlns="' + MAIN + '"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>' +
    '<fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
    '<cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" horizontal="left"/></xf>' +
    '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>';

  // The workbook as a Blob; `name` is that of its sheet.
  svb.workbook = function (name, head, widths, rows) {
    var type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    var files = [
      ["[Content_Types].xml", XML + '<Types xmlns="' + PACKAGE + 'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
        '<Override PartName="/xl/workbook.xml" ContentType="' + type + 'sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="' + type + 'styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="' + type + 'worksheet+xml"/></Types>'],
      ["_rels/.rels", XML + '<Relationships xmlns="' + PACKAGE + 'relationships"><Relationship Id="rId1" Type="' + RELATIONS + '/officeDocument" Target="xl/workbook.xml"/></Relationships>'],
      ["xl/workbook.xml", XML + '<workbook xmlns="' + MAIN + '" xmlns:r="' + RELATIONS + '"><sheets><sheet name="' + escaped(name) + '" sheetId="1" r:id="rId1"/></sheets></workbook>'],
      ["xl/_rels/workbook.xml.rels", XML + '<Relationships xmlns="' + PACKAGE + 'relationships"><Relationship Id="rId1" Type="' + RELATIONS + '/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="' + RELATIONS + '/styles" Target="styles.xml"/></Relationships>'],
      ["xl/styles.xml", STYLES],
      ["xl/worksheets/sheet1.xml", sheet(head, widths, rows)]
    ];
    return new Blob(zipped(files), { type: type + "sheet" });
  };
})();
