// Bytes, base64 and decimals, as strict as civics/transparency/encoding.py.

/** What does not hold or cannot be read; `code` is that of the Python package. */
export class Refusal extends Error {
  constructor(code, params = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

export function refuseUnless(holds, code, params) {
  if (!holds) throw new Refusal(code, params);
}

const MOST = 2n ** 63n - 1n;

export const encode = (text) => new TextEncoder().encode(text);

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function equal(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

// RFC 4648: bytes have one spelling. atob() forgives spaces and left-over bits; writing again tells.
export function fromBase64(text, code) {
  let bytes;
  try {
    bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  } catch {
    throw new Refusal(code, { value: text });
  }
  refuseUnless(toBase64(bytes) === text, code, { value: text });
  return bytes;
}

/** A plain decimal as a BigInt, since sizes may pass 2^53. */
export function decimal(text, code) {
  refuseUnless(/^(0|[1-9][0-9]{0,18})$/.test(text) && BigInt(text) <= MOST, code, { value: text });
  return BigInt(text);
}
