import assert from "node:assert/strict";
import test from "node:test";
import { run } from "./page.mjs";

const { svb } = run(["search/fold.js", "search/spelling.js", "search/questions.js", "search/excerpt.js"]);
const words = text => svb.fold(text).match(/[0-9]+|[a-z]+/g);

/** What is asked of the document between # and #. */
function asked(text) {
  const [before, named, after] = text.split("#").map(part => words(part) || []);
  const found = svb.changeAsked([...before, ...named, ...after], { start: before.length, end: before.length + named.length });
  return found && [found.kind, found.incoming, found.asked].map(String).join(" ");
}

test("which way a change is asked about", () => {
  const cases = [
    ["nghị định nào thay #nghị định 35/2019#", "replaces true true"],
    ["#nghị định 35/2019# bị thay bằng nghị định nào", "replaces true true"],
    ["#nghị định 35/2019# thay thế nghị định nào", "replaces false true"],
    ["#quyết định 3/2020# bị văn bản nào bãi bỏ", "repeals true true"],
    ["ai sửa #thông tư 5/2021#", "amends true true"],
    ["thông tư hướng dẫn #nghị định 7/2022#", "guides true false"],
    ["#nghị định 35/2019# còn hiệu lực không", "effect true true"],
    ["#luật 45/2019# hết hiệu lực chưa", "effect true true"],
    ["#nghị định 35/2019# về xử phạt", null],
  ];
  for (const [text, expected] of cases) assert.equal(asked(text), expected, text);
});

test("“ký” is asked about, “kỳ” is not", () => {
  const query = text => ({ words: words(text), exact: /[^\x00-\x7f]/.test(text) ? text.split(" ").map(svb.exact) : null });
  assert.ok(svb.signingAsked(query("văn bản ông Nguyễn Văn An ký")));
  assert.ok(svb.signingAsked(query("van ban ong an ky")));
  assert.ok(!svb.signingAsked(query("mức chi tổ chức kỳ thi")));
  assert.ok(!svb.signingAsked(query("to chuc ky thi")));
  assert.ok(svb.namesSigner(words("văn bản ông An ký"), "nguyen van an"));
  assert.ok(svb.namesSigner(words("nguyễn văn an ký"), "nguyen van an"));
  assert.ok(!svb.namesSigner(words("văn bản ông Bình ký"), "nguyen van an"));
});

test("who and when", () => {
  assert.deepEqual({ ...svb.taskAsked(words("ai chủ trì kiểm tra rừng")) }, { who: true, when: false });
  assert.deepEqual({ ...svb.taskAsked(words("nộp báo cáo trước ngày nào")) }, { who: false, when: true });
  assert.equal(svb.taskAsked(words("kiểm tra rừng phòng hộ")), null);
  assert.deepEqual([...svb.contentWords(words("ai chủ trì kiểm tra rừng"))], ["kiem", "tra", "rung"]);
});

test("a slip of one letter, and no more", () => {
  for (const [one, other] of [["4204", "4240"], ["chuc", "chucc"], ["kinh", "kilh"], ["vinh", "vih"]]) assert.ok(svb.near(one, other));
  for (const [one, other] of [["4204", "4335"], ["rung", "rung"], ["an", "anab"]]) assert.ok(!svb.near(one, other));
});

test("the clause that has what tells, and how near each other it stands", () => {
  const far = "lời nói chung ".repeat(90);
  const clauses = [["a", "A", "quy định của các bộ"], ["b", "B", "rừng phòng hộ " + far], ["c", "C", far], ["d", "D", "mức phạt"]];
  const query = { words: ["muc", "phat", "rung", "phong", "ho"], open: false, rare: new Map([["muc", 2], ["phat", 3], ["rung", 4], ["phong ho", 6]]) };
  const found = svb.bestClause(query, clauses);
  assert.equal(found.anchor, "b");
  assert.equal(found.run, 3);
  assert.equal(Math.round(found.close * 15), 10);
  assert.equal(svb.bestClause({ words: ["vang"], open: false }, clauses), null);
});
