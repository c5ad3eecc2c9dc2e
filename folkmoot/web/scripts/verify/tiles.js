// A log as static files: C2SP tlog-tiles.

import { Refusal, refuseUnless } from "./bytes.js";
import { rootOf } from "./tree.js";

const WIDTH = 256n;
const HASH_BYTES = 32;

export function tilePath(level, index, width = WIDTH) {
  const groups = index.toString().padStart(Math.ceil(index.toString().length / 3) * 3, "0").match(/.{3}/g);
  const last = groups.pop();
  const number = [...groups.map((group) => `x${group}`), last].join("/");
  return `tile/${level}/${number}${width === WIDTH ? "" : `.p/${width}`}`;
}

/** The tile from which a tree of `size` leaves gives the perfect subtree (level, index). */
export function tileHolding(level, index, size) {
  const [tileLevel, rest] = [level / 8n, level % 8n];
  const first = index << rest;
  const at = first / WIDTH;
  const hashes = (size >> (8n * tileLevel)) - at * WIDTH;
  const width = hashes < WIDTH ? hashes : WIDTH;
  refuseUnless(index >= 0n && (first % WIDTH) + (1n << rest) <= width, "tile.beyond", { level, index, size });
  return { level: tileLevel, index: at, width };
}

/** A `read(level, index)` over the tiles that `fetch(path)` gives; it gives null for what is not there. */
export function tileReader(size, fetch) {
  const tiles = new Map();
  return async (level, index) => {
    const tile = tileHolding(level, index, size);
    const path = tilePath(tile.level, tile.index, tile.width);
    if (!tiles.has(path)) tiles.set(path, readTile(tile, path, fetch));
    const hashes = await tiles.get(path);
    const first = Number((index << (level % 8n)) % WIDTH);
    return rootOf(hashes.slice(first, first + Number(1n << (level % 8n))));
  };
}

async function readTile({ level, index, width }, path, fetch) {
  let raw = await fetch(path);
  if (!raw && width < WIDTH) {
    // A log may drop a partial tile once the full one is there.
    raw = (await fetch(tilePath(level, index)))?.slice(0, Number(width) * HASH_BYTES);
  }
  if (!raw) throw new Refusal("log.missing", { path });
  refuseUnless(raw.length === Number(width) * HASH_BYTES, "tile.length", { path });
  return Array.from({ length: Number(width) }, (_, at) => raw.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

/** The entries of a bundle: each after its length in two bytes. */
export function readBundle(raw, width) {
  const entries = [];
  let at = 0;
  while (at + 2 <= raw.length) {
    const end = at + 2 + (raw[at] << 8) + raw[at + 1];
    entries.push(raw.slice(at + 2, end));
    at = end;
  }
  refuseUnless(at === raw.length && entries.length === width, "tile.entries");
  return entries;
}
