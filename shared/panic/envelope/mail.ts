/** A log in the body of a mail that was saved as it was sent (RFC 2045), and in the XML of EC2's API: encoded so that no line of it can be read. */

const ENCODING = /^Content-Transfer-Encoding: *(quoted-printable|base64) *\r?$/im;
/** What stands between the parts of a mail. */
const BOUNDARY = /\bboundary="?([^"\s;]{1,70})/i;
const BODY = /\r?\n\r?\n/;
const SOFT_BREAK = /=[ \t]*\r?\n/g;
const ESCAPED = /=([0-9A-F]{2})/gi;
/** EC2's `GetConsoleOutput`. */
const OUTPUT = /<output>\s{0,8}(?=[A-Za-z0-9+/]{64})/;

type Decode = (text: string) => string[];

/** How to read the log, by its beginning; undefined where it is no such thing. */
export function decoderOf(beginning: string): Decode | undefined {
  if (OUTPUT.test(beginning)) return linesOfXml;
  const encoding = ENCODING.exec(beginning);
  if (encoding === null) return undefined;
  return encoding[1]?.toLowerCase() === 'base64' ? linesOfBase64 : linesOfQuotedPrintable;
}

/** What stands below the headers that name the encoding, up to the next part of the mail. */
function bodyOf(text: string): string {
  const from = ENCODING.exec(text)?.index ?? 0;
  const blank = BODY.exec(text.slice(from));
  if (blank === null) return '';
  const body = text.slice(from + blank.index + blank[0].length);
  const boundary = BOUNDARY.exec(text)?.[1];
  const end = boundary === undefined ? -1 : body.indexOf(`\n--${boundary}`);
  return end < 0 ? body : body.slice(0, end);
}

function linesOfQuotedPrintable(text: string): string[] {
  return bodyOf(text)
    .replace(SOFT_BREAK, '')
    .replace(ESCAPED, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .split('\n');
}

function linesOfBase64(text: string): string[] {
  const encoded = /^[A-Za-z0-9+/=\r\n]*/.exec(bodyOf(text))?.[0] ?? '';
  return Buffer.from(encoded, 'base64').toString('latin1').split('\n');
}

function linesOfXml(text: string): string[] {
  const at = OUTPUT.exec(text);
  const encoded = at === null ? '' : (/^[A-Za-z0-9+/=\s]*/.exec(text.slice(at.index + at[0].length))?.[0] ?? '');
  return Buffer.from(encoded, 'base64').toString('latin1').split('\n');
}
