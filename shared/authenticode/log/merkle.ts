/**
 * Merkle tree hashing and proofs of RFC 6962 (section 2.1) and RFC 9162 (2.1.3, 2.1.4): a log whose past can't be changed
 * without that being seen. Pure arithmetic over hashes; where they are kept is a {@link HashReader}'s affair.
 */
import { createHash } from 'node:crypto';

export const HASH_BYTES = 32;

/** The hash of the complete subtree of 2^level leaves that begins at leaf index * 2^level. */
export interface HashReader {
  subtree(level: number, index: number): Promise<Uint8Array>;
}

export function leafHash(entry: Uint8Array): Uint8Array {
  return createHash('sha256').update(Uint8Array.of(0)).update(entry).digest();
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
}

/** The root of the tree of the first `size` leaves. */
export async function rootHash(hashes: HashReader, size: number): Promise<Uint8Array> {
  if (size === 0) return createHash('sha256').digest();
  return rangeHash(hashes, 0, size);
}

/** Proof that leaf `index` is in the tree of `size` leaves, from the leaf's sibling upwards. */
export async function inclusionProof(hashes: HashReader, index: number, size: number): Promise<Uint8Array[]> {
  if (index < 0 || index >= size) throw new RangeError(`leaf ${index} of a tree of ${size}`);
  return path(hashes, index, 0, size);
}

/** Proof that the tree of `first` leaves is a beginning of the tree of `second` leaves. */
export async function consistencyProof(hashes: HashReader, first: number, second: number): Promise<Uint8Array[]> {
  if (first < 0 || first > second) throw new RangeError(`a tree of ${first} leaves in one of ${second}`);
  return first === 0 || first === second ? [] : subproof(hashes, first, 0, second, true);
}

/** Does the proof lead from the leaf to the root? */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0 || sibling.length !== HASH_BYTES) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else hash = nodeHash(hash, sibling);
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && equal(hash, root);
}

/** Does the proof show that the tree with the first root is a beginning of that with the second? */
export function verifyConsistency(
  first: number,
  second: number,
  proof: readonly Uint8Array[],
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
): boolean {
  if (first < 0 || first > second) return false;
  if (first === second) return proof.length === 0 && equal(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0;
  const nodes = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : [...proof];
  let fn = first - 1;
  let sn = second - 1;
  while (fn % 2 === 1) {
    fn = half(fn);
    sn = half(sn);
  }
  const [start, ...rest] = nodes;
  if (start === undefined || nodes.some((node) => node.length !== HASH_BYTES)) return false;
  let fr = start;
  let sr = start;
  for (const node of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(node, fr);
      sr = nodeHash(node, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else sr = nodeHash(sr, node);
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && equal(fr, firstRoot) && equal(sr, secondRoot);
}

/** MTH(D[begin:end]). `begin` is a multiple of the largest power of two below the length. */
async function rangeHash(hashes: HashReader, begin: number, end: number): Promise<Uint8Array> {
  const length = end - begin;
  const level = Math.log2(length);
  if (Number.isInteger(level)) return hashes.subtree(level, begin / length);
  const split = splitOf(length);
  const [left, right] = await Promise.all([
    rangeHash(hashes, begin, begin + split),
    rangeHash(hashes, begin + split, end),
  ]);
  return nodeHash(left, right);
}

async function path(hashes: HashReader, index: number, begin: number, end: number): Promise<Uint8Array[]> {
  if (end - begin === 1) return [];
  const middle = begin + splitOf(end - begin);
  return index < middle
    ? [...(await path(hashes, index, begin, middle)), await rangeHash(hashes, middle, end)]
    : [...(await path(hashes, index, middle, end)), await rangeHash(hashes, begin, middle)];
}

async function subproof(
  hashes: HashReader,
  first: number,
  begin: number,
  end: number,
  whole: boolean,
): Promise<Uint8Array[]> {
  if (first === end) return whole ? [] : [await rangeHash(hashes, begin, end)];
  const middle = begin + splitOf(end - begin);
  return first <= middle
    ? [...(await subproof(hashes, first, begin, middle, whole)), await rangeHash(hashes, middle, end)]
    : [...(await subproof(hashes, first, middle, end, false)), await rangeHash(hashes, begin, middle)];
}

/** The largest power of two smaller than `length`. */
function splitOf(length: number): number {
  let split = 1;
  while (split * 2 < length) split *= 2;
  return split;
}

/** Sizes may pass 2^31: no shifts. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
