import assert from "node:assert/strict";
import test from "node:test";
import { run } from "./page.mjs";

/** The exchanges of words for a query, where the register has these words and so many parts have these pairs. */
async function corrected(text, absent, words, pairs = {}) {
  const store = { words: async () => words.split(" "), lexicon: { everyday: {}, spelt: {}, abbreviations: {} }, rows: [] };
  const { svb } = run(["search/fold.js", "search/query.js", "search/spelling.js"], { svb: { store } });
  svb.counts = async terms => new Map(terms.map(term => [term, pairs[term] || 0]));
  return Array.from(await svb.corrections(svb.readQuery(text), absent.split(" ")));
}

test("each exchanged word is the one that fits its neighbours, whatever stands first in the alphabet", async () => {
  const words = "cua kinh nees quyet te tes dinh khu", pairs = { "khu kinh": 3, "kinh te": 9, "kinh nees": 0, "quyet dinh": 40 };
  assert.deepEqual(await corrected("quyeets ddinhj khu kinh tees", "quyeets ddinhj tees", words, pairs), ["quyet dinh khu kinh te"]);
});

test("the word behind decides where none stands before", async () => {
  assert.deepEqual(await corrected("donj vi", "donj", "don dong dun vi", { "don vi": 8, "dong vi": 1 }), ["don vi"]);
});

test("words that fit alike are all tried, but no more than a few", async () => {
  assert.deepEqual(await corrected("luu", "luu", "lau lua lun"), ["lau", "lua", "lun"]);
  const many = Array.from("abcdeghiklm", letter => `lu${letter}`);
  assert.equal((await corrected("luu", "luu", many.join(" "))).length, 6);
});

test("two syllables run together, also short ones", async () => {
  assert.deepEqual(await corrected("uyban tỉnh", "uyban", "uy ban tinh", { "uy ban": 5, "ban tinh": 2 }), ["uy ban tỉnh"]);
  assert.deepEqual(await corrected("bảo hiểm yte", "yte", "bao hiem y te", { "hiem y": 4, "y te": 4 }), ["bảo hiểm y te"]);
});

test("a syllable cut in two", async () => {
  assert.deepEqual(await corrected("ngh iep", "ngh", "nghiep"), ["nghiep"]);
  assert.deepEqual(await corrected("quy et định", "et", "quy quyet dinh", { "quyet dinh": 40 }), ["quyet định"], "the first half is a word");
});

test("what is not exchanged stays as it was typed, and nothing is made of what nothing is near", async () => {
  assert.deepEqual(await corrected("Thuế thu nhpa", "nhpa", "thue thu nhap", { "thu nhap": 9 }), ["Thuế thu nhap"]);
  assert.deepEqual(await corrected("thuế xyzzy", "xyzzy", "thue thu nhap"), []);
});
