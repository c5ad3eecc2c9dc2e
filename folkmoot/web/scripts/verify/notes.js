// Signed notes and their keys: C2SP signed-note and tlog-cosignature.

import { concat, decimal, encode, equal, fromBase64, Refusal, refuseUnless, toHex } from "./bytes.js";
import { verify } from "./ed25519.js";
import { sha256 } from "./tree.js";

export const ED25519 = 1;
export const COSIGNATURE = 4;
const NOTE_BYTES = 1_000_000;
const SIGNATURES = 100;
const DASH = "— ";

/** `name+id+base64`; a changed character is found by the id. */
export async function parseKey(vkey) {
  const [name, id, ...rest] = vkey.replace(/^\n+|\n+$/g, "").split("+");
  refuseUnless(id?.length === 8 && rest.length, "key.format");
  const raw = fromBase64(rest.join("+"), "key.format");
  refuseUnless(raw.length, "key.format");
  checkName(name);
  const [kind, key] = [raw[0], raw.slice(1)];
  refuseUnless(kind === ED25519 || kind === COSIGNATURE, "key.kind", { name });
  refuseUnless(key.length === 32, "key.length", { name });
  const computed = toHex((await sha256(concat(encode(`${name}\n`), raw))).slice(0, 4));
  refuseUnless(computed === id, "key.id", { name });
  return { name, id, kind, key };
}

/** The text and the signature lines. The *last* blank line separates them. */
export function parseNote(raw) {
  refuseUnless(raw.length <= NOTE_BYTES, "note.size");
  let whole;
  try {
    whole = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    throw new Refusal("note.encoding");
  }
  refuseUnless(!/[\0-\x09\x0b-\x1f]/.test(whole), "note.control");
  const at = whole.lastIndexOf("\n\n");
  refuseUnless(at >= 0 && at + 2 < whole.length && whole.endsWith("\n"), "note.format");
  const rows = whole.slice(at + 2, -1).split("\n");
  refuseUnless(rows.length <= SIGNATURES, "note.signatures");
  return { text: whole.slice(0, at + 1), signatures: rows.map(parseSignature) };
}

/** Verify a note: unknown keys are ignored, a bad signature of a known one rejects it. */
export async function openNote(raw, keys) {
  const { text, signatures } = parseNote(raw);
  const verified = new Map();
  const unknown = new Map();
  for (const signature of signatures) {
    const who = `${signature.name} ${signature.id}`;
    const known = keys.filter((key) => key.name === signature.name && key.id === signature.id);
    if (!known.length) {
      unknown.set(`${who} ${toHex(signature.bytes)}`, signature);
      continue;
    }
    refuseUnless(known.length === 1, "note.ambiguous", { name: signature.name });
    if (verified.has(who)) continue;
    const good = await signed(known[0], text, signature.bytes);
    refuseUnless(good, "note.bad_signature", { name: signature.name });
    verified.set(who, { key: known[0], signature });
  }
  refuseUnless(verified.size, "note.unsigned");
  return { text, verified: [...verified.values()], unknown: [...unknown.values()] };
}

/** When a witness signed, in seconds since 1970. C2SP tlog-cosignature, "Format". */
export function timeOf(bytes) {
  refuseUnless(bytes.length === 72, "cosignature.length");
  const time = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  refuseUnless(time < 2n ** 63n, "cosignature.time");
  return time;
}

async function signed({ kind, key }, text, bytes) {
  if (kind === ED25519) return verify(key, encode(text), bytes);
  let time;
  try {
    time = timeOf(bytes);
  } catch {
    return false;
  }
  return verify(key, encode(`cosignature/v1\ntime ${time}\n${text}`), bytes.slice(8));
}

function parseSignature(row) {
  refuseUnless(row.startsWith(DASH), "note.signature");
  const [name, ...rest] = row.slice(DASH.length).split(" ");
  refuseUnless(rest.length, "note.signature");
  checkName(name);
  const raw = fromBase64(rest.join(" "), "note.signature");
  refuseUnless(raw.length >= 5, "note.signature");
  return { name, id: toHex(raw.slice(0, 4)), bytes: raw.slice(4) };
}

function checkName(name) {
  refuseUnless(name && !/[\p{White_Space}+\0-\x1f]/u.test(name), "key.name", { name });
}

/** A checkpoint: what a log promises about all its entries. C2SP tlog-checkpoint. */
export function parseCheckpoint(text) {
  const lines = text.split("\n");
  refuseUnless(lines.length >= 4 && lines.at(-1) === "", "checkpoint.format");
  const [origin, sizeText, rootText, ...extensions] = lines.slice(0, -1);
  const size = decimal(sizeText, "checkpoint.size");
  const root = fromBase64(rootText, "checkpoint.root");
  refuseUnless(origin, "checkpoint.origin");
  refuseUnless(root.length === 32, "checkpoint.root");
  refuseUnless(extensions.every(Boolean), "checkpoint.extension");
  return { origin, size, root };
}

/** Verify a checkpoint: the log named in it has to have signed; witnesses may have. */
export async function openCheckpoint(raw, keys) {
  const { text, verified } = await openNote(raw, keys);
  const checkpoint = parseCheckpoint(text);
  const empty = await sha256(new Uint8Array());
  refuseUnless(checkpoint.size || equal(checkpoint.root, empty), "checkpoint.root");
  const log = verified.find(({ key }) => key.kind === ED25519 && key.name === checkpoint.origin);
  refuseUnless(log, "checkpoint.unsigned", { origin: checkpoint.origin });
  const witnesses = verified.filter(({ key }) => key.kind === COSIGNATURE);
  return {
    ...checkpoint,
    witnesses: witnesses.map(({ key, signature }) => ({ name: key.name, time: timeOf(signature.bytes) })),
  };
}
