/**
 * What a module says of itself in `.modinfo`: `key=value`, NUL, …; of several of one name the first.
 *
 * @see include/linux/moduleparam.h (v6.12)
 */
export function modinfoFields(bytes: Uint8Array): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const entry of Buffer.from(bytes).toString('latin1').split('\0')) {
    const at = entry.indexOf('=');
    const key = entry.slice(0, Math.max(0, at));
    if (at > 0 && !fields.has(key)) fields.set(key, entry.slice(at + 1));
  }
  return fields;
}
