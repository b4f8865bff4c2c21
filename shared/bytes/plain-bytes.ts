/**
 * The same bytes, not as a Buffer. A Buffer passes for a Uint8Array everywhere, but its `slice` is a view where a
 * Uint8Array's is a copy: who keeps or changes "a copy" then keeps all of what it was cut from, or changes it.
 */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return Buffer.isBuffer(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) : bytes;
}

/** A copy with memory of its own, of a Buffer as well. */
export function copyBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

/** The bytes, copied if keeping them would keep more than twice their length: node pools its buffers, reads are merged. */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.buffer.byteLength > 2 * bytes.length ? copyBytes(bytes) : plainBytes(bytes);
}
