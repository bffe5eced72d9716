import assert from "node:assert/strict";
import test from "node:test";
import { clockAt, run } from "./page.mjs";

/** What deadlines.js makes of one <time datetime="…">, seen on 20 November 2025 at half past eleven at night. */
function marked(datetime) {
  const classes = [], words = [];
  const element = {
    getAttribute: () => datetime,
    append: (...parts) => words.push(...parts.map((part) => part.textContent ?? part)),
    classList: { add: (name) => classes.push(name) },
  };
  const document = { querySelectorAll: () => [element], createElement: () => ({}) };
  run(["deadlines.js"], { document, Date: clockAt(2025, 10, 20, 23, 30) });
  return { words: words.join(""), classes };
}

for (const [date, words, classes] of [
  ["2025-11-20", " hôm nay", ["sap-den"]],
  ["2025-11-21", " còn 1 ngày", ["sap-den"]],
  ["2025-11-27", " còn 7 ngày", ["sap-den"]],
  ["2025-11-28", " còn 8 ngày", []],
  ["2025-11-19", " đã qua", ["da-qua"]],
  ["2026-01-31", " còn 72 ngày", []],
  ["2025-11", "", []],
  ["2025-Q4", "", []],
  ["2025-aa-bb", "", []],
]) {
  test(`${date}: “${words.trim()}”`, () => assert.deepEqual(marked(date), { words, classes }));
}
