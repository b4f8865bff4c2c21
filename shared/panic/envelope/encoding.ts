/** UTF-16 (a terminal's capture on Windows) and byte-order marks. Kernel logs are ASCII: of wide characters the other halves are dropped. */

const LOOK = 4096;

/** The bytes as single characters, and whether the rest of the log has to be narrowed so too. */
export function withoutWideCharacters(bytes: Buffer): { narrow: Buffer; wide: boolean } {
  if (isWide(bytes)) return { narrow: Buffer.from(bytes.filter((byte) => byte !== 0 && byte < 0xfe)), wide: true };
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { narrow: marked ? bytes.subarray(3) : bytes, wide: false };
}

function isWide(bytes: Buffer): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true;
  const length = Math.min(bytes.length, LOOK);
  if (length < 16) return false;
  let zeros: [number, number] = [0, 0];
  for (let i = 0; i < length; i++)
    if (bytes[i] === 0) zeros = i % 2 === 0 ? [zeros[0] + 1, zeros[1]] : [zeros[0], zeros[1] + 1];
  const half = length / 2;
  return Math.max(...zeros) > half * 0.9 && Math.min(...zeros) < half * 0.1;
}
