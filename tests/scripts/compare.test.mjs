// Two documents compared: words, clauses, what has moved.
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "./page.mjs";

const { svb } = run(["search/fold.js", "compare/words.js", "compare/align.js"], { svb: {} });
const plain = value => JSON.parse(JSON.stringify(value));
const clauses = (...texts) => texts.map((text, place) => [`c${place}`, `Điểm ${place}`, text]);
const told = (one, other) => plain(svb.alignedClauses(clauses(...one), clauses(...other)))
  .map(row => `${row.kind}${row.moved ? " moved" : ""} ${row.one} ${row.other}`);

test("words that only one text has are told, in order", () => {
  assert.deepEqual(plain(svb.differingWords("Sở Nội vụ báo cáo trước ngày 05/12", "Sở Nội vụ gửi báo cáo trước ngày 10/12")), [
    ["same", ["Sở", "Nội", "vụ"]], ["in", ["gửi"]], ["same", ["báo", "cáo", "trước", "ngày"]],
    ["out", ["05/12"]], ["in", ["10/12"]],
  ]);
  assert.deepEqual(plain(svb.differingWords("a b", "a b")), [["same", ["a", "b"]]]);
  assert.deepEqual(plain(svb.differingWords("", "a")), [["in", ["a"]]]);
});

test("a clause with other accents is changed, not the same", () => {
  assert.deepEqual(told(["các cơ quan giao việc"], ["các cơ quan giáo việc"]), ["changed 0 0"]);
});

test("what only one document has stands where it stood", () => {
  assert.deepEqual(told(["một hai ba", "bốn năm sáu", "bảy tám chín"], ["một hai ba", "bảy tám chín", "mười một mười hai"]),
    ["same 0 0", "out 1 -1", "same 2 1", "in -1 2"]);
});

test("a clause that has another place among the others has moved", () => {
  assert.deepEqual(told(["một hai ba", "bốn năm sáu", "bảy tám chín"], ["bảy tám chín", "một hai ba", "bốn năm sáu"]),
    ["same moved 2 0", "same 0 1", "same 1 2"]);
});

test("equal clauses go with each other in order, once each", () => {
  assert.deepEqual(told(["báo cáo", "báo cáo"], ["báo cáo", "báo cáo", "báo cáo"]), ["same 0 0", "same 1 1", "in -1 2"]);
});

test("two texts with nothing in common are told as such", () => {
  assert.deepEqual(told(["một hai ba"], ["bốn năm sáu"]), ["in -1 0", "out 0 -1"]);
});

test("two documents of thousands of clauses are compared at once", () => {
  const left = Array.from({ length: 4000 }, (_, n) => `Đơn vị ${n}x báo cáo kết quả thực hiện trước ngày`);
  const right = left.map(text => `${text} hằng tháng`);
  const start = Date.now();
  assert.equal(told(left, right).filter(row => row.startsWith("changed")).length, 4000);
  assert.ok(Date.now() - start < 5000);
});
