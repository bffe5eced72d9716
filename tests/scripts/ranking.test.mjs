import assert from "node:assert/strict";
import test from "node:test";
import { run } from "./page.mjs";

const { svb } = run(["search/fold.js", "search/ranking.js", "search/excerpt.js"], { svb: { store: { rows: [] } } });
const row = (date, cited = 0) => ({ date, cited, address: `van-ban/${date}.html` });

test("a newer document stands before an older one, one often cited before a newer one", () => {
  assert.ok(svb.prior(row("20250101")) > svb.prior(row("2008")));
  assert.ok(svb.prior(row("2021", 1)) > svb.prior(row("2025")));
  assert.equal(svb.prior(row("2025")).toFixed(6), svb.prior(row("2015", 1)).toFixed(6), "ten years are one doubling");
});

test("one without a year stands among the ordinary ones", () => {
  assert.ok(svb.prior(row("2025")) > svb.prior(row("")));
  assert.ok(svb.prior(row("")) > svb.prior(row("2001")));
});

test("words typed with tones are no others that only fold alike", () => {
  const query = text => ({ words: svb.fold(text).split(" "), open: false, exact: /[^\x00-\x7f]/.test(text) ? text.split(" ").map(svb.exact) : null });
  const clauses = texts => texts.map((text, at) => [`d${at}`, "", text]);
  assert.ok(svb.holdsPhrase(query("sổ đỏ"), clauses(["Vẽ sơ đồ.", "Cấp sổ đỏ."])));
  assert.ok(!svb.holdsPhrase(query("sổ đỏ"), clauses(["Vẽ sơ đồ.", "Ghi số đo."])));
  assert.ok(svb.holdsPhrase(query("so do"), clauses(["Vẽ sơ đồ."])));
  assert.ok(svb.holdsPhrase(query("hoà giải cơ sơ"), clauses(["Tổ hòa giải cơ sở."])), "one slip of a tone, the tone elsewhere");
  assert.ok(svb.holdsPhrase(query("cấp giấy phép"), clauses(["Việc cấp", "giấy phép"])), "across the end of a clause");
});
