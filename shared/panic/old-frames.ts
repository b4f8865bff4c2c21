/**
 * Places as they were written before kallsyms, and how x86_64 wrote them up to v2.6.16, arch/x86_64/kernel/traps.c `printk_address()`: `<ffffffff8016a30a>{:acme:foo+58}`, the offset in
 * decimal, several in a line.
 */

const PLACE = /<([0-9a-f]{16})>\{(?::([\w-]{1,64}):)?([\w.]{1,128})\+(\d{1,9})\}/g;

/** klogd's symbols in the addresses' stead, up to v2.6: `EIP: 0010:[proc_pid_make_inode+131/176]`, `Call Trace: [a+1/2] [b+3/4]`. */
const KLOGD = /\[(?:([\w-]{1,64}):)?([a-z_][\w.]{0,127})\+(\d{1,7})\/(\d{1,7})\]/gi;
/** ksymoops: `>>EIP; c01bf7f6 <__ide_end_request+fe/140>   <=====`, `Trace; c01c311b <ide_end_request+1b/20>`. */
const KSYMOOPS =
  /^(?:(?:>>)?(EIP|PC|NIP|epc); {1,2}|Trace; )([0-9a-f]{8,16}) <(?:\[([\w-]{1,64})\])?([\w.]{1,128})\+([0-9a-f]{1,8})\/([0-9a-f]{1,8})>/;

function hexPlace(name: string, offset: number, size: number, module: string | undefined): string {
  const place = `${name}+0x${offset.toString(16)}/0x${size.toString(16)}`;
  return module === undefined ? place : `${place} [${module}]`;
}

function ofKsymoops(text: string): string[] | null {
  const found = KSYMOOPS.exec(text);
  if (found === null) return null;
  const [, register, address = '', module, name = '', offset = '0', size = '0'] = found;
  const place = hexPlace(name, Number.parseInt(offset, 16), Number.parseInt(size, 16), module);
  return [register === undefined ? ` [<${address}>] ${place}` : `EIP: [<${address}>] ${place}`];
}

function ofKlogd(text: string): string[] | null {
  const found = [...text.matchAll(KLOGD)];
  const first = found[0];
  if (first === undefined) return null;
  const places = found.map(([, module, name = '', offset, size]) =>
    hexPlace(name, Number(offset), Number(size), module),
  );
  const before = text.slice(0, first.index);
  if (/\bE?IP: /.test(before)) return [`${before}${places[0] ?? ''}`];
  const heading = before.trim() === '' ? [] : [before.trimEnd()];
  return [...heading, ...places.map((place) => ` ${place}`)];
}

/** The line as later kernels print it: each function of a trace in a line of its own. */
export function modernLines(text: string): string[] {
  if (text.includes('; ') && text.includes('+')) return ofKsymoops(text) ?? [text];
  if (!text.includes('>{')) return (text.includes('+') && !text.includes('+0x') ? ofKlogd(text) : null) ?? [text];
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
