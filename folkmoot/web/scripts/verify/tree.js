// The Merkle tree of RFC 9162: hashes, and proofs made and verified. Sizes and indexes are BigInts.

import { concat, equal, refuseUnless } from "./bytes.js";

const HASH_BYTES = 32;

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

// The byte in front keeps leaves and nodes apart. RFC 9162, section 2.1.1.
export const leafHash = (entry) => sha256(concat([0], entry));
export const nodeHash = (left, right) => sha256(concat([1], left, right));

/** The root of a whole tree: pairs level by level; one that is left over moves up as it is. */
export async function rootOf(leaves) {
  if (!leaves.length) return sha256(new Uint8Array());
  let row = leaves;
  while (row.length > 1) {
    const pairs = [];
    for (let at = 0; at + 1 < row.length; at += 2) pairs.push(nodeHash(row[at], row[at + 1]));
    if (row.length % 2) pairs.push(row[row.length - 1]);
    row = await Promise.all(pairs);
  }
  return row[0];
}

export function ofHashLength(hashes) {
  for (const each of hashes) refuseUnless(each.length === HASH_BYTES, "tree.hash_length");
}

/** RFC 9162, section 2.1.3.1; `read(level, index)` gives the root of a perfect subtree. */
export async function makeInclusionProof(index, size, read) {
  refuseUnless(index >= 0n && index < size, "proof.index", { index, size });
  let [begin, end] = [0n, size];
  const path = [];
  while (end - begin > 1n) {
    const middle = begin + largestPowerBelow(end - begin);
    if (index < middle) {
      path.unshift(await rangeHash(middle, end, read));
      end = middle;
    } else {
      path.unshift(await rangeHash(begin, middle, read));
      begin = middle;
    }
  }
  return path;
}

/** RFC 9162, section 2.1.3.2. */
export async function verifyInclusion(index, size, leaf, proof, root) {
  ofHashLength([leaf, root, ...proof]);
  refuseUnless(index >= 0n && index < size, "proof.index", { index, size });
  let [position, last, computed] = [index, size - 1n, leaf];
  for (const each of proof) {
    refuseUnless(last !== 0n, "proof.length");
    if (position & 1n || position === last) {
      computed = await nodeHash(each, computed);
      [position, last] = upToARightChild(position, last);
    } else {
      computed = await nodeHash(computed, each);
    }
    [position, last] = [position >> 1n, last >> 1n];
  }
  refuseUnless(last === 0n, "proof.length");
  refuseUnless(equal(computed, root), "proof.root", { index, size });
}

/** RFC 9162, section 2.1.4.1. */
export async function makeConsistencyProof(size1, size2, read) {
  refuseUnless(size1 > 0n && size1 <= size2, "proof.sizes", { size1, size2 });
  let [begin, end] = [0n, size2];
  const path = [];
  while (end !== size1) {
    const middle = begin + largestPowerBelow(end - begin);
    if (size1 <= middle) {
      path.unshift(await rangeHash(middle, end, read));
      end = middle;
    } else {
      path.unshift(await rangeHash(begin, middle, read));
      begin = middle;
    }
  }
  if (begin) path.unshift(await rangeHash(begin, end, read));
  return path;
}

/** RFC 9162, section 2.1.4.2. From size 0 nothing is proved, so that is refused. */
export async function verifyConsistency(size1, size2, proof, root1, root2) {
  refuseUnless(size1 > 0n && size1 <= size2, "proof.sizes", { size1, size2 });
  if (size1 === size2) {
    refuseUnless(!proof.length, "proof.length");
    refuseUnless(equal(root1, root2), "proof.root");
    return;
  }
  ofHashLength([root1, root2, ...proof]);
  const perfect = (size1 & (size1 - 1n)) === 0n; // then it is its own first subtree
  const [first, ...rest] = perfect ? [root1, ...proof] : proof;
  refuseUnless(first, "proof.length");
  let [position, last] = [size1 - 1n, size2 - 1n];
  while (position & 1n) [position, last] = [position >> 1n, last >> 1n];
  let [before, now] = [first, first];
  for (const each of rest) {
    refuseUnless(last !== 0n, "proof.length");
    if (position & 1n || position === last) {
      [before, now] = [await nodeHash(each, before), await nodeHash(each, now)];
      [position, last] = upToARightChild(position, last);
    } else {
      now = await nodeHash(now, each);
    }
    [position, last] = [position >> 1n, last >> 1n];
  }
  refuseUnless(last === 0n, "proof.length");
  refuseUnless(equal(before, root1), "proof.old_root", { size1, size2 });
  refuseUnless(equal(now, root2), "proof.root", { size1, size2 });
}

/** The root of the first `size` leaves, from the perfect subtrees that make them up. */
export const treeRoot = (size, read) => rangeHash(0n, size, read);

function upToARightChild(position, last) {
  while (position && !(position & 1n)) [position, last] = [position >> 1n, last >> 1n];
  return [position, last];
}

const bitLength = (number) => BigInt(number.toString(2).length);

const largestPowerBelow = (size) => 1n << (bitLength(size - 1n) - 1n);

async function rangeHash(begin, end, read) {
  const found = [];
  while (begin < end) {
    const level = bitLength(end - begin) - 1n;
    found.push(await read(level, begin >> level));
    begin += 1n << level;
  }
  let root = found.pop();
  while (found.length) root = await nodeHash(found.pop(), root);
  return root;
}
