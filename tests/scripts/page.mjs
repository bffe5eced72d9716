// A page that is small enough to think about: enough of a document for one script, run as the browser runs it.
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const ASSETS = new URL("../../docs/assets/", import.meta.url);

/** Run scripts of docs/assets in a world of its own with these globals; return that world. */
export function run(scripts, globals = {}) {
  const world = createContext({ URL, URLSearchParams, ...globals });
  world.self = world;
  for (const script of scripts) runInContext(readFileSync(new URL(script, ASSETS), "utf8"), world, { filename: script });
  return world;
}

/** A clock that stands at this moment, local time. */
export function clockAt(...moment) {
  return class extends Date {
    constructor(...given) { super(...(given.length ? given : [new Date(...moment).getTime()])); }
    static now() { return new Date(...moment).getTime(); }
  };
}
