/** Mutations that parsers stumble over: cut, doubled and swapped ranges, flipped bits, counts and offsets at their limits. */

/** An integer from 0 up to but without `below`. */
export type Random = (below: number) => number;

/** mulberry32: the same numbers for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const LIMITS = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const MAX_BYTES = 2 * 1024 * 1024;

type Mutation = (bytes: Uint8Array, random: Random, pool: readonly Uint8Array[]) => Uint8Array;

const MUTATIONS: readonly Mutation[] = [
  function flipBit(bytes, random) {
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    return bytes;
  },
  function setByte(bytes, random) {
    bytes[random(bytes.length)] = random(256);
    return bytes;
  },
  function setToLimit(bytes, random) {
    const width = [1, 2, 4, 8][random(4)] ?? 4;
    const value = BigInt(LIMITS[random(LIMITS.length)] ?? 0) - BigInt(random(3) === 0 ? 1 : 0);
    const at = random(Math.max(1, bytes.length - width));
    const little = random(2) === 0;
    for (let i = 0; i < width && at + i < bytes.length; i++) {
      bytes[at + i] = Number((value >> BigInt(8 * (little ? i : width - 1 - i))) & 0xffn);
    }
    return bytes;
  },
  function addSome(bytes, random) {
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) + random(35) - 17;
    return bytes;
  },
  function cut(bytes, random) {
    return bytes.slice(0, random(bytes.length + 1));
  },
  function remove(bytes, random) {
    const at = random(bytes.length);
    const length = 1 + random(Math.min(256, bytes.length - at));
    return concat(bytes.subarray(0, at), bytes.subarray(at + length));
  },
  function double(bytes, random) {
    const at = random(bytes.length);
    const part = bytes.subarray(at, at + 1 + random(256));
    return concat(bytes.subarray(0, at), part, bytes.subarray(at));
  },
  function move(bytes, random) {
    const from = random(bytes.length);
    const length = 1 + random(Math.min(64, bytes.length - from));
    bytes.copyWithin(random(bytes.length), from, from + length);
    return bytes;
  },
  function insert(bytes, random) {
    const at = random(bytes.length + 1);
    const filler = new Uint8Array(1 + random(64)).fill(random(256));
    return concat(bytes.subarray(0, at), filler, bytes.subarray(at));
  },
  function splice(bytes, random, pool) {
    const other = pool[random(pool.length)] ?? bytes;
    return concat(bytes.subarray(0, random(bytes.length + 1)), other.subarray(random(other.length + 1)));
  },
];

/** One of the pool, changed in one to eight places. */
export function mutate(pool: readonly Uint8Array[], random: Random): Uint8Array {
  let bytes: Uint8Array = Uint8Array.from(pool[random(pool.length)] ?? []);
  for (let n = 1 + random(8); n > 0; n--) {
    if (bytes.length === 0) bytes = Uint8Array.of(random(256));
    bytes = MUTATIONS[random(MUTATIONS.length)]?.(bytes, random, pool) ?? bytes;
  }
  return bytes.subarray(0, MAX_BYTES);
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
