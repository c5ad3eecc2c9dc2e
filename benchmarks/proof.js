// One entry checked with the pages' own modules, over the files of a log: FOLDER, INDEX, VKEY lines.
// Prints the milliseconds of the fastest of ten visits, and the bytes that a visit reads.

import { existsSync, readFileSync } from "node:fs";

import { verifyEntry } from "../folkmoot/web/scripts/verify/entry.js";

const [folder, index, policy, entry] = process.argv.slice(2);
const given = { policy, [`${index}.json`]: entry, [`opening/${index}.json`]: '{"fields": {}}' };

async function visit(memory) {
  let bytes = 0;
  const fetch = async (path) => {
    const file = `${folder}/${path}`;
    if (!(path in given) && !existsSync(file)) return null;
    const raw = path in given ? new TextEncoder().encode(given[path]) : new Uint8Array(readFileSync(file));
    bytes += raw.length;
    return raw;
  };
  const began = performance.now();
  const found = await verifyEntry({ index, fetch, memory });
  if (found.state !== "verified") throw new Error(`${found.state} ${found.reason}`);
  return { milliseconds: performance.now() - began, bytes };
}

const seen = new Map();
const memory = { get: (origin) => seen.get(origin), set: (origin, value) => seen.set(origin, value) };
const visits = [];
for (let n = 0; n < 10; n += 1) visits.push(await visit(memory));
process.stdout.write(
  JSON.stringify({
    milliseconds: Math.min(...visits.map(({ milliseconds }) => milliseconds)),
    bytes: Math.max(...visits.map(({ bytes }) => bytes)),
  }),
);
