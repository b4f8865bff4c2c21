/**
 * Logs in JSON: docker's and Kubernetes' `{"log": …}`, the journal's `-o json`, CloudWatch, `aws ec2 get-console-output`. Which member
 * holds the log is learned from the values: it is the one that reads like a kernel's log, or the longest.
 */

const MAX_DEPTH = 6;
const MAX_VALUES = 2_000_000;
/** Names that shippers use, for logs whose lines do not tell. */
const USUAL = /^(?:@?message|log|msg|textpayload|_raw|line|text|body|output|content|data)$/i;
const KERNEL =
  /\+0x[0-9a-f]{1,8}\/0x|Call [Tt]race|\[ {0,8}\d{1,8}\.\d{6}\]|\bRIP: 00|Kernel panic|BUG: |WARNING: CPU|Modules linked in|Hardware name: |Linux version /;
const NOT_BASE64 = /[^A-Za-z0-9+/\r\n]/;
const BASE64_END = /={0,2}$/;

interface Said {
  readonly key: string;
  readonly value: string;
  /** Who wrote it, where the entry says so. */
  readonly writer?: string;
}

/** What one line's JSON object says, as lines of a log; null where the line is none. */
export function linesOfObject(raw: string): string[] | null {
  const value = parse(raw);
  if (value === undefined || value === null || typeof value !== 'object') return null;
  const said = collect(value);
  return said.length === 0 ? [] : linesOf(said);
}

/** What a document says, whole or cut; null where it is no JSON. */
export function linesOfDocument(text: string): string[] | null {
  const value = parse(text);
  const said = value === undefined ? scan(text) : collect(value);
  return said.length === 0 ? null : linesOf(said);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Strings with the names of their members; the journal writes what is not UTF-8 as a list of numbers. */
function collect(root: unknown): Said[] {
  const said: Said[] = [];
  const visit = (value: unknown, key: string, depth: number, writer: string | undefined): void => {
    if (said.length >= MAX_VALUES || depth > MAX_DEPTH) return;
    if (typeof value === 'string') {
      said.push({ key, value, ...(writer === undefined ? {} : { writer }) });
    } else if (isBytes(value)) {
      said.push({ key, value: Buffer.from(value).toString('latin1'), ...(writer === undefined ? {} : { writer }) });
    } else if (Array.isArray(value)) {
      for (const item of value) visit(item, key, depth + 1, writer);
    } else if (typeof value === 'object' && value !== null) {
      const writes = writerOf(value as Record<string, unknown>);
      for (const [name, item] of Object.entries(value)) visit(item, name, depth + 1, writes ?? writer);
    }
  };
  visit(root, '', 0, undefined);
  return said;
}

function isBytes(value: unknown): value is number[] {
  return (
    Array.isArray(value) && value.length > 3 && value.every((item) => Number.isInteger(item) && item >= 0 && item < 256)
  );
}

/** systemd.journal-fields(7). */
function writerOf(entry: Record<string, unknown>): string | undefined {
  if (entry['_TRANSPORT'] === 'kernel') return 'kernel';
  const name = entry['SYSLOG_IDENTIFIER'] ?? entry['_COMM'];
  return typeof name === 'string' ? name : undefined;
}

const MEMBER = /"([^"\\]{1,64})"\s{0,8}:\s{0,8}"((?:[^"\\]|\\.){0,65536})"?/g;

/** Members of a document that is cut, or of several documents in a row (the journal's `json-pretty`). */
function scan(text: string): Said[] {
  const said: Said[] = [];
  for (const [, key = '', value = ''] of text.matchAll(MEMBER)) {
    const parsed = parse(`"${value}"`);
    said.push({ key, value: typeof parsed === 'string' ? parsed : value });
    if (said.length >= MAX_VALUES) break;
  }
  return said;
}

function linesOf(said: readonly Said[]): string[] {
  const key = keyOfLog(said);
  return said
    .filter((each) => each.key === key)
    .flatMap(({ value, writer }) =>
      decoded(value)
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => (writer === undefined ? line : `Jan  1 00:00:00 localhost ${nameOf(writer)}: ${line}`)),
    );
}

function nameOf(writer: string): string {
  return writer === 'kernel' ? writer : `${writer.replaceAll(/[\s:[\]]/g, '_').slice(0, 60)}[0]`;
}

function keyOfLog(said: readonly Said[]): string | undefined {
  const scores = new Map<string, number>();
  for (const { key, value } of said) {
    const like = KERNEL.test(value.slice(0, 4096)) || isBase64(value) ? 1000 : 0;
    const score = like + Math.min(value.length, 200) / 10 + (USUAL.test(key) ? 500 : 0);
    scores.set(key, (scores.get(key) ?? 0) + score);
  }
  return [...scores].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** One character is looked for: a pattern of all of them takes more stack than there is for megabytes, and the square of their number to say no. */
function isBase64(value: string): boolean {
  if (value.length < 64) return false;
  const text = value.trimEnd();
  const padding = BASE64_END.exec(text.slice(-2))?.[0].length ?? 0;
  const letters = text.slice(0, text.length - padding);
  return letters.length >= 64 && !NOT_BASE64.test(letters);
}

/** EC2's API gives the console in base64. */
export function decoded(value: string): string {
  return isBase64(value) ? Buffer.from(value, 'base64').toString('latin1') : value;
}
