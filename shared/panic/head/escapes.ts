/** What terminals, web pages and files add to a line's text. */

const ESC = 0x1b;
const OPEN = 0x5b;

/** ECMA-48 control sequences (colours, cursor movement) and other escapes, which terminals and systemd add. */
export function withoutEscapes(text: string): string {
  let from = text.indexOf('\u001b');
  if (from < 0) return text;
  let out = '';
  let copied = 0;
  while (from >= 0) {
    out += text.slice(copied, from);
    let at = from + 1;
    if (text.charCodeAt(at) === OPEN) {
      at++;
      // Parameter and intermediate bytes, then one final byte.
      while (text.charCodeAt(at) >= 0x20 && text.charCodeAt(at) <= 0x3f) at++;
      if (at < text.length && text.charCodeAt(at) !== ESC) at++;
    } else if (at < text.length && text.charCodeAt(at) !== ESC) {
      at++;
    }
    copied = at;
    from = text.indexOf('\u001b', at);
  }
  return out + text.slice(copied);
}

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  plus: '+',
  lsqb: '[',
  rsqb: ']',
};
const ENTITY = /&(?:#(\d{1,4})|#x([0-9a-fA-F]{1,4})|([a-z]{2,4}));/g;
const MAX_ENTITY = 0xff;

/** A bug tracker's page: `&lt;IRQ&gt;`, `&#43;0x4c`. What is no entity stays. */
export function withoutEntities(text: string): string {
  if (!text.includes('&') || !text.includes(';')) return text;
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code >= 0x20 && code <= MAX_ENTITY ? String.fromCharCode(code) : whole;
  });
}

const LINE_BREAK = /<br ?\/?>$/;

/** The line without line ending, NULs, escapes and mark-up. */
export function plainText(raw: string): string {
  let text = withoutEscapes(raw);
  // Within a string that is no whole object (LAVA's list): the escape is escaped.
  if (text.includes('\\u001b')) text = text.replaceAll(/\\u001b\[[0-9;]{0,16}[A-Za-z]/g, '');
  if (text.includes('\0')) text = text.replaceAll('\0', '');
  // A word processor's or a reader's: `Kernel panic — not syncing`. The bytes are UTF-8's.
  if (text.includes('\u00e2\u0080')) text = text.replaceAll(/\u00e2\u0080[\u0090-\u0095]/g, '-');
  text = withoutEntities(text);
  if (text.endsWith('>')) text = text.replace(LINE_BREAK, '');
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x0d) end--;
  return end < text.length ? text.slice(0, end) : text;
}
