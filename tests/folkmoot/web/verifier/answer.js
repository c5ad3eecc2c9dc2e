// Answers questions about proofs, notes and checkpoints with the pages' own modules: one JSON array
// of {call, given} on the standard input, one array of findings on the standard output.

import { readFileSync } from "node:fs";

import { fromBase64, Refusal, toBase64, toHex } from "../../../../folkmoot/web/scripts/verify/bytes.js";
import { commitment } from "../../../../folkmoot/web/scripts/verify/commitments.js";
import { verifyByBrowser, verifyByNoble } from "../../../../folkmoot/web/scripts/verify/ed25519.js";
import {
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseKey,
  timeOf,
} from "../../../../folkmoot/web/scripts/verify/notes.js";
import { readBundle, tileHolding, tilePath, tileReader } from "../../../../folkmoot/web/scripts/verify/tiles.js";
import {
  leafHash,
  makeConsistencyProof,
  makeInclusionProof,
  rootOf,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from "../../../../folkmoot/web/scripts/verify/tree.js";

const bytes = (text) => Uint8Array.from(Buffer.from(text, "base64"));
const many = (texts) => texts.map(bytes);
const keysOf = (vkeys) => Promise.all(vkeys.map(parseKey));

// Files of a log by path, for the calls that read tiles.
let files = {};
const fetched = async (path) => (path in files ? bytes(files[path]) : null);

const calls = {
  inclusion: ({ index, size, leaf, proof, root }) =>
    verifyInclusion(BigInt(index), BigInt(size), bytes(leaf), many(proof), bytes(root)),
  consistency: ({ size1, size2, proof, root1, root2 }) =>
    verifyConsistency(BigInt(size1), BigInt(size2), many(proof), bytes(root1), bytes(root2)),
  key: async ({ vkey }) => void (await parseKey(vkey)),
  note: async ({ raw, vkeys }) => {
    const opened = await openNote(bytes(raw), await keysOf(vkeys));
    return [opened.verified.map(({ key }) => key.name), opened.unknown.map(({ name }) => name)];
  },
  checkpoint: ({ text }) => {
    const { origin, size, root } = parseCheckpoint(text);
    return [origin, String(size), toBase64(root)];
  },
  opened: async ({ raw, vkeys }) => {
    const { origin, size, root, witnesses } = await openCheckpoint(bytes(raw), await keysOf(vkeys));
    return [origin, String(size), toBase64(root), witnesses.map(({ name, time }) => [name, String(time)])];
  },
  time: ({ signature }) => String(timeOf(bytes(signature))),
  ed25519: async ({ key, message, signature }) => {
    const given = [bytes(key), bytes(message), bytes(signature)];
    return [await verifyByBrowser(...given), await verifyByNoble(...given)];
  },
  leaf: async ({ entry }) => toHex(await leafHash(bytes(entry))),
  root: async ({ leaves }) => toHex(await rootOf(many(leaves))),
  base64: ({ text }) => toHex(fromBase64(text, "x")),
  path: ({ level, index, width }) => tilePath(level, BigInt(index), BigInt(width)),
  holding: ({ level, index, size }) => {
    const tile = tileHolding(BigInt(level), BigInt(index), BigInt(size));
    return tilePath(tile.level, tile.index, tile.width);
  },
  files: (given) => {
    files = given;
  },
  prove: async ({ index, size }) =>
    (await makeInclusionProof(BigInt(index), BigInt(size), tileReader(BigInt(size), fetched))).map(toBase64),
  continue: async ({ size1, size2 }) =>
    (await makeConsistencyProof(BigInt(size1), BigInt(size2), tileReader(BigInt(size2), fetched))).map(toBase64),
  tree: async ({ size }) => toHex(await treeRoot(BigInt(size), tileReader(BigInt(size), fetched))),
  bundle: ({ raw, width }) => readBundle(bytes(raw), width).map(toBase64),
  commitment: ({ kind, field, text, salt }) => commitment(kind, field, text, bytes(salt)),
};

const findings = [];
for (const { call, given } of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    findings.push({ found: (await calls[call](given)) ?? null });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    findings.push({ refused: error.code });
  }
}
process.stdout.write(JSON.stringify(findings));
