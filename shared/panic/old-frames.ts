/**
 * How x86_64 wrote places up to v2.6.16, arch/x86_64/kernel/traps.c `printk_address()`: `<ffffffff8016a30a>{:acme:foo+58}`, the offset in
 * decimal, several in a line.
 */

const PLACE = /<([0-9a-f]{16})>\{(?::([\w-]{1,64}):)?([\w.]{1,128})\+(\d{1,9})\}/g;

/** The line as later kernels print it: each function of a trace in a line of its own. */
export function modernLines(text: string): string[] {
  if (!text.includes('>{')) return [text];
  const places = [...text.matchAll(PLACE)];
  const first = places[0];
  if (first === undefined) return [text];
  const written = places.map(([, address = '', module, name = '', offset = '0']) => {
    const place = `${name}+0x${Number(offset).toString(16)}`;
    return `[<${address}>] ${module === undefined ? '' : `:${module}:`}${place}`;
  });
  const before = text.slice(0, first.index).replace(/<[0-9a-f]{16}> ?$/, '');
  // Registers name one place; a trace's heading stands before its first frame.
  if (/\bRIP\b/.test(before)) return [`${before}${written[0] ?? ''}`];
  const heading = before.trim() === '' ? [] : [before.trimEnd()];
  return [...heading, ...written.map((line) => ` ${line}`)];
}
