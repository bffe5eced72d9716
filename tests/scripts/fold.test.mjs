import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { run } from "./page.mjs";

const { svb } = run(["search/fold.js"]);
const vectors = JSON.parse(readFileSync(new URL("../cases/folding.json", import.meta.url), "utf8"));

test("the vectors that Python's folding is held to", () => {
  assert.ok(vectors.fold.length > 10);
  for (const [text, folded] of vectors.fold) assert.equal(svb.fold(text), folded);
});

test("one word wherever its tone is put", () => {
  assert.equal(svb.exact("hòa"), svb.exact("hoà"));
  assert.notEqual(svb.exact("hòa"), svb.exact("hóa"));
  assert.notEqual(svb.exact("sở"), svb.exact("số"));
});

test("places lead back into the text", () => {
  const text = "Nghị định 04/2015/NĐ-CP";
  const found = Array.from(svb.places(text), ([start, end, word]) => [text.slice(start, end), word]);
  assert.deepEqual(found, [["Nghị", "nghi"], ["định", "dinh"], ["04", "04"], ["2015", "2015"], ["NĐ", "nd"], ["CP", "cp"]]);
});
