// Salted commitments, as civics/transparency/commitments.py makes them.

import { concat, encode, refuseUnless, toBase64 } from "./bytes.js";

const SALT_BYTES = 32;

/** The base64 of HMAC-SHA-256 under the salt over kind, field and the text in NFC. */
export async function commitment(kind, field, text, salt) {
  refuseUnless(salt.length === SALT_BYTES, "commitment.salt");
  const content = encode(text.normalize("NFC"));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(content.length));
  const message = concat(encode(`fanledger/v1\0${kind}\0${field}\0`), length, content);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", salt, algorithm, false, ["sign"]);
  return toBase64(new Uint8Array(await crypto.subtle.sign("HMAC", key, message)));
}
