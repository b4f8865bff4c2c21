/**
 * Extended netconsole as it came in by UDP: long messages in fragments, packets overtaken by others, some twice. Each says its number
 * (v6.12 drivers/net/netconsole.c `send_ext_msg_udp()`, Documentation/networking/netconsole.rst): `6.12.9,4,1234,5140900,-,ncfrag=0/1200;…`.
 */

const HEAD = /^((?:\d[\w.+~-]{2,80},)?\d{1,3},)(\d{1,12})(,\d{1,16},[-c+](?:,[\w=/.:-]{1,64}){0,6};)/;
const FIRST = new RegExp(`^\\n*${HEAD.source.slice(1)}`);
const FRAGMENT = /,ncfrag=(\d{1,6})\/(\d{1,6})/;
/** Above 0 to 7 a level has a facility, which the kernel's own messages lack. */
const REST = String.raw`[0-7],\d{1,12},\d{1,16},[-c+](?:,[\w=/.:-]{1,64}){0,6};`;

/** Where a fragment's head begins in a line: a receiver that writes what comes puts no newline after a fragment. */
function glued(first: string): RegExp {
  const release = /^\d[\w.+~-]{2,80},/.exec(first)?.[0] ?? '';
  return new RegExp(`(?<=.)(?=${release.replaceAll(/[.+]/g, String.raw`\$&`)}${REST})`);
}

/** So far a packet may come too late; a larger step back is another boot. */
const WINDOW = 500;
/** Beginnings of logs with fewer lines of the kind are of something else. */
const MIN_HEADS = 3;

/** Whether a log begins so, and needs to be put in order. */
export function isNetconsole(beginning: string): boolean {
  if (!FIRST.test(beginning)) return false;
  const lines = beginning.split('\n').slice(0, -1);
  const heads = lines.map((line) => HEAD.exec(line)).filter((found) => found !== null);
  return heads.length >= MIN_HEADS || beginning.includes(',ncfrag=');
}

interface Message {
  readonly number: number;
  head: string;
  readonly fragments: Map<number, string>;
  /** Lines that came after it and have no number of their own. */
  readonly after: string[];
}

/** The messages whole, each once, in the order of their numbers. */
export function inSequence(text: string): string[] {
  const lines: string[] = [];
  let boot: Message[] = [];
  const known = new Map<number, Message>();
  const end = (): void => {
    for (const message of boot) lines.push(message.head + bodyOf(message), ...message.after);
    boot = [];
    known.clear();
  };
  const raw = text.split('\n');
  const joint = glued(raw.find((line) => HEAD.test(line)) ?? '');
  for (const line of raw.flatMap((each) => (FRAGMENT.test(each) ? each.split(joint) : [each]))) {
    const found = HEAD.exec(line);
    if (found === null) {
      const last = boot.at(-1);
      if (last === undefined) lines.push(line);
      else last.after.push(line);
      continue;
    }
    const number = Number(found[2]);
    if (number + WINDOW < (boot.at(-1)?.number ?? 0)) end();
    const offset = Number(FRAGMENT.exec(found[3] ?? '')?.[1] ?? 0);
    const body = line.slice(found[0].length);
    const message = known.get(number);
    if (message !== undefined) {
      if (!message.fragments.has(offset)) message.fragments.set(offset, body);
      continue;
    }
    const head = `${found[1] ?? ''}${found[2] ?? ''}${(found[3] ?? '').replace(FRAGMENT, '')}`;
    const added: Message = { number, head, fragments: new Map([[offset, body]]), after: [] };
    known.set(number, added);
    insert(boot, added);
  }
  end();
  return lines;
}

/** Nearly always at the end. */
function insert(boot: Message[], message: Message): void {
  let at = boot.length;
  while (at > 0 && (boot[at - 1]?.number ?? 0) > message.number) at--;
  boot.splice(at, 0, message);
}

function bodyOf({ fragments }: Message): string {
  return [...fragments]
    .sort(([a], [b]) => a - b)
    .map(([, body]) => body)
    .join('');
}
