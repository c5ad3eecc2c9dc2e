// Everything between one entry and the log's signed word, checked without believing the server:
// the signature, the log's growth since this browser last saw it, the entry's place, its words.

import { fromBase64, Refusal, refuseUnless, toHex } from "./bytes.js";
import { commitment } from "./commitments.js";
import { COSIGNATURE, ED25519, openCheckpoint, parseKey } from "./notes.js";
import { tileReader } from "./tiles.js";
import { leafHash, makeConsistencyProof, makeInclusionProof, verifyConsistency, verifyInclusion } from "./tree.js";

/** The log could not be asked: nothing is known to be wrong. */
export class Unreachable extends Error {}

// Of the words in one entry the worst decides.
const WORST_FIRST = ["mismatch", "missing", "lost", "erased", "withheld", "verified"];

/**
 * Verify entry `index` of the log whose files `fetch(path)` gives: bytes, or null for what is not
 * there; it throws `Unreachable`. `memory` keeps what this browser saw of a log, by its origin.
 *
 * Returns {state, reason, size, leaf, witnesses, known, before, fields, by}. `state` is pending,
 * verified, erased, lost, withheld, missing or mismatch; `reason` is the code of what failed.
 */
export async function verifyEntry({ index, fetch, memory }) {
  try {
    return await verified(BigInt(index), fetch, memory);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const state = error.code === "log.missing" ? "missing" : "mismatch";
    return { state, reason: error.code, fields: [] };
  }
}

async function verified(index, source, memory) {
  const fetch = once(source);
  // Asked for together, since a round trip costs more than all the hashing.
  for (const path of ["policy", `${index}.json`, `opening/${index}.json`]) fetch(path).catch(() => {});
  const raw = await fetch("checkpoint");
  if (!raw) return { state: "pending", fields: [] };
  const keys = await keysOf(await needed(fetch, "policy"));
  const checkpoint = await openCheckpoint(raw, keys);
  const read = tileReader(checkpoint.size, fetch);
  const before = await checkGrowth(checkpoint, raw, keys, read, memory);
  const found = {
    size: checkpoint.size,
    origin: checkpoint.origin,
    witnesses: checkpoint.witnesses,
    known: keys.filter(({ kind }) => kind === COSIGNATURE).length,
    before,
    fields: [],
  };
  if (index >= checkpoint.size) return { ...found, state: "pending" };
  const { entry, leaf } = await entryAt(index, checkpoint, read, fetch);
  const fields = await checkWords(index, entry, (other) => entryAt(other, checkpoint, read, fetch), fetch);
  const states = fields.map(({ state }) => state);
  const state = WORST_FIRST.find((each) => states.includes(each)) ?? "verified";
  const by = fields.find((field) => field.state === state)?.by;
  return { ...found, state, leaf: toHex(leaf), fields, by };
}

/** Asks for each path once. */
function once(fetch) {
  const asked = new Map();
  return (path) => {
    if (!asked.has(path)) asked.set(path, fetch(path));
    return asked.get(path);
  };
}

async function needed(fetch, path) {
  const raw = await fetch(path);
  if (!raw) throw new Refusal("log.missing", { path });
  return raw;
}

// The keys of the log and of its witnesses, from the lines of its tlog-policy.
function keysOf(raw) {
  const lines = new TextDecoder().decode(raw).split("\n").map((line) => line.trim().split(/[ \t]+/));
  const vkeys = lines.flatMap(([what, one, two]) => (what === "log" ? [one] : what === "witness" ? [two] : []));
  return Promise.all(vkeys.map((vkey) => parseKey(vkey ?? "")));
}

/** The log may only have grown since this browser saw it, under the same key. */
async function checkGrowth(checkpoint, raw, keys, read, memory) {
  const { origin, size, root } = checkpoint;
  const key = keys.find(({ kind, name }) => kind === ED25519 && name === origin).id;
  const held = memory.get(origin);
  if (held) {
    refuseUnless(held.key === key, "log.key_changed");
    const before = { size: BigInt(held.size), root: fromBase64(held.root, "state.unreadable") };
    refuseUnless(before.size <= size, "log.rolled_back");
    if (before.size) {
      const proof = await makeConsistencyProof(before.size, size, read);
      await verifyConsistency(before.size, size, proof, before.root, root);
    }
  }
  const note = new TextDecoder().decode(raw);
  memory.set(origin, { key, size: String(size), root: btoa(String.fromCharCode(...root)), note });
  return held ? BigInt(held.size) : null;
}

/** An entry and its hash, proved to be in the log. */
async function entryAt(index, checkpoint, read, fetch) {
  const raw = await needed(fetch, `${index}.json`);
  const leaf = await leafHash(raw);
  const proof = await makeInclusionProof(index, checkpoint.size, read);
  await verifyInclusion(index, checkpoint.size, leaf, proof, checkpoint.root);
  return { entry: JSON.parse(new TextDecoder().decode(raw)), leaf };
}

async function checkWords(index, entry, entryOf, fetch) {
  const committed = Object.entries(entry.com);
  if (!committed.length) return [];
  const opened = openings(await fetch(`opening/${index}.json`));
  return Promise.all(
    committed.map(async ([name, hash]) => ({ name, ...(await fieldOf(index, entry, name, hash, opened[name], entryOf)) })),
  );
}

// What is not given out, or not in this shape, is missing.
function openings(raw) {
  try {
    return JSON.parse(new TextDecoder().decode(raw)).fields ?? {};
  } catch {
    return {};
  }
}

async function fieldOf(index, entry, name, hash, opened, entryOf) {
  if (opened?.state === "open") {
    const { text, salt } = opened;
    const computed = await commitment(entry.type, name, String(text), fromBase64(String(salt), "commitment.salt"));
    return computed === hash ? { state: "verified", text } : { state: "mismatch" };
  }
  if (opened?.state === "withheld") return { state: "withheld" };
  const excuse = { erased: isErasure, lost: isLoss }[opened?.state];
  if (!excuse || !Number.isSafeInteger(opened.by)) return { state: "missing" };
  const { entry: other } = await entryOf(BigInt(opened.by)); // it has to be in the log itself
  return excuse(other, index, name) ? { state: opened.state, by: opened.by } : { state: "missing" };
}

const isErasure = (other, index, name) =>
  other.type === "passage.erased" && other.pub.passage === name && other.ref.includes(Number(index));

const isLoss = (other, index) =>
  other.type === "log.recovered" && other.pub.first <= index && index <= other.pub.last;
