/** Bytes as an unsigned number of any length. */
export function wholeNumber(
  bytes: Uint8Array,
  { littleEndian = true }: { readonly littleEndian?: boolean } = {},
): bigint {
  const ordered = littleEndian ? bytes.toReversed() : bytes;
  return ordered.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}
