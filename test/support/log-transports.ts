/**
 * The ways on which a kernel's log reaches its reader, as functions that put on what each tool puts on. A transport is made of a stamp
 * (what the kernel, dmesg or a vendor writes before the text), a carrier (what a logging daemon, a console server or a shipper writes
 * before that), and a wrapper of the whole.
 */
import { gzipSync, zstdCompressSync } from 'node:zlib';

export interface PrintedLine {
  readonly text: string;
  /** Seconds since boot. */
  readonly time: number;
  /** Number of the message. */
  readonly sequence: number;
}

type Stamp = (line: PrintedLine) => string;
type Carrier = (line: string, printed: PrintedLine) => string;
type Wrapper = (lines: readonly string[]) => Uint8Array;

const BOOTED = Date.UTC(2026, 10, 29, 18, 45, 0);
const at = ({ time }: PrintedLine): Date => new Date(BOOTED + time * 1000);
const iso = (line: PrintedLine): string => at(line).toISOString();
const day = (line: PrintedLine): string => iso(line).slice(0, 10);
const clock = (line: PrintedLine): string => iso(line).slice(11, 19);
const seconds = ({ time }: PrintedLine, width = 5): string => time.toFixed(6).padStart(width + 7);
const micro = ({ time }: PrintedLine): number => Math.round(time * 1e6);

/** What stands directly before the kernel's text. */
export const STAMPS: Readonly<Record<string, Stamp>> = {
  none: ({ text }) => text,
  time: (line) => `[${seconds(line)}] ${line.text}`,
  'time and caller': (line) => `[${seconds(line)}][ T1523] ${line.text}`,
  'time and processor': (line) => `[${seconds(line)}][    C3] ${line.text}`,
  level: ({ text }) => `<4>${text}`,
  'level and blank': ({ text }) => `<4> ${text}`,
  'level and time': (line) => `<4>[${seconds(line)}] ${line.text}`,
  'dmesg -T': (line) => `[Sun Nov 29 ${clock(line)} 2026] ${line.text}`,
  'dmesg -T, another locale': (line) => `[So Nov 29 ${clock(line)} 2026] ${line.text}`,
  'dmesg --time-format=iso': (line) => `${day(line)}T${clock(line)},${iso(line).slice(20, 23)}000+00:00 ${line.text}`,
  'dmesg --time-format=delta': ({ text }) => `[<    0.000012>] ${text}`,
  'dmesg -d': (line) => `[${seconds(line)} <    0.000012>] ${line.text}`,
  'dmesg --time-format=reltime': ({ text, sequence }) =>
    sequence % 7 === 0 ? `[Nov29 19:00] ${text}` : `[  +0.000012] ${text}`,
  'dmesg -x': (line) => `kern  :alert : [${seconds(line)}] ${line.text}`,
  'dmesg -x -T': (line) => `kern  :warn  : [Sun Nov 29 ${clock(line)} 2026] ${line.text}`,
  'dmesg -r': (line) => `<1>[${seconds(line)}] ${line.text}`,
  '/dev/kmsg': (line) => `4,${line.sequence},${micro(line)},-;${line.text}`,
  '/dev/kmsg with caller': (line) => `4,${line.sequence},${micro(line)},-,caller=T1523;${line.text}`,
  'netconsole with release': (line) => `6.1.0-18-amd64,4,${line.sequence},${micro(line)},-;${line.text}`,
  Samsung: (line) => `[${seconds(line)}]  [3:          rmmod: 1523] ${line.text}`,
  MediaTek: (line) => `[${seconds(line)}] (3)[1523:rmmod]${line.text}`,
  'a processor in the stamp': (line) => `[${seconds(line)},3] ${line.text}`,
  'dmesg --color=always': (line) => `\u001b[32m[${seconds(line)}] \u001b[0m\u001b[33m${line.text}\u001b[0m`,
  'dmesg -H': ({ text, sequence }) => (sequence % 5 === 0 ? `[Nov29 19:00] ${text}` : `[  +0.000001] ${text}`),
  'netconsole without release, with caller': (line) =>
    `3,${line.sequence},${micro(line)},-,caller=T1523,release=6.1.0-18-amd64;${line.text}`,
  'Android logcat': (line) => `11-29 ${clock(line)}.123     0     0 E         : ${line.text}`,
  'early boot, no clock': ({ text }) => `[    0.000000] ${text}`,
  'Qualcomm, both clocks': (line) => `[${seconds(line)} / 11-29 ${clock(line)}.123] ${line.text}`,
};

/** What a daemon, a console server or a shipper puts before the line. */
export const CARRIERS: Readonly<Record<string, Carrier>> = {
  none: (line) => line,
  syslog: (line, p) => `Nov 29 ${clock(p)} host1 kernel: ${line}`,
  'syslog, French': (line, p) => `nov. 29 ${clock(p)} host1 kernel: ${line}`,
  'syslog, Japanese': (line, p) => `11\u6708 29 ${clock(p)} host1 kernel: ${line}`,
  'syslog, day first': (line, p) => `29 Nov ${clock(p)} host1 kernel: ${line}`,
  'rsyslog, ISO': (line, p) => `${day(p)}T${clock(p)}.123456+00:00 host1 kernel: ${line}`,
  'RFC 5424': (line, p) => `<4>1 ${iso(p)} host1 kernel - - - ${line}`,
  'syslog-ng, facility': (line, p) => `Nov 29 ${clock(p)} kern.alert host1 kernel: ${line}`,
  OpenWrt: (line, p) => `Sun Nov 29 ${clock(p)} 2026 kern.alert kernel: ${line}`,
  'journal short-full': (line, p) => `Sun ${day(p)} ${clock(p)} UTC host1 kernel: ${line}`,
  'journal short-iso': (line, p) => `${day(p)}T${clock(p)}+0000 host1 kernel: ${line}`,
  'journal short-unix': (line, p) => `${Math.round(BOOTED / 1000 + p.time)}.123456 host1 kernel: ${line}`,
  'journal short-monotonic': (line, p) => `[${seconds(p)}] host1 kernel: ${line}`,
  'journal with-unit': (line, p) => `Sun ${day(p)} ${clock(p)} UTC host1 kernel[n/a]: ${line}`,
  conserver: (line, p) => `[${day(p)} ${clock(p)}] ${line}`,
  'console server, ISO': (line, p) => `${day(p)} ${clock(p)}.123 ${line}`,
  'console server, slashes': (line, p) => `${day(p).replaceAll('-', '/')} ${clock(p)} ${line}`,
  'ts -s': (line, p) => `${clock(p)} ${line}`,
  'CloudWatch, tabs': (line, p) => `${iso(p)}\t${line}`,
  'Xen, a guest': (line) => `(d7) ${line}`,
  'Xen, stamped': (line, p) => `(XEN) [${day(p)} ${clock(p)}] ${line}`,
  'docker compose': (line) => `qemu-vm_1  | ${line}`,
  kubectl: (line) => `[pod/kdump-collector-x7k2p/console] ${line}`,
  'Markdown quote': (line) => `> ${line}`,
  'mail, quoted twice': (line) => `> > ${line}`,
  'indented by 4': (line) => `    ${line}`,
  'indented by a tab': (line) => `\t${line}`,
  'grep with file name': (line) => `console.log:${line}`,
  'syslog, raw by UDP': (line, p) => `<4>Nov 29 ${clock(p)} host1 kernel: ${line}`,
  'RFC 5424, structured data': (line, p) => `<4>1 ${iso(p)} host1 kernel - - [meta sequenceId="${p.sequence}"] ${line}`,
  'syslog, ISO and PRI': (line, p) => `<4>${iso(p)} host1 kernel: ${line}`,
  'syslog, address': (line, p) => `Nov 29 ${clock(p)} 10.0.0.7 kernel: ${line}`,
  'syslog, year': (line, p) => `2026 Nov 29 ${clock(p)} host1 kernel: ${line}`,
  'journal short-delta': (line, p) => `[${seconds(p)} <    0.000001 >] host1 kernel: ${line}`,
  'systemd on the console': (line) => `kernel: ${line}`,
  'GitHub Actions': (line, p) => `${iso(p).replace('Z', '4567Z')} ${line}`,
  'GitLab CI': (line, p) => `${iso(p).replace('Z', '456Z')} 01O ${line}`,
  'Jenkins, timestamper': (line, p) => `[${iso(p)}] ${line}`,
  'kubectl logs --timestamps': (line, p) => `${iso(p).replace('Z', '456789Z')} ${line}`,
  CRI: (line, p) => `${iso(p).replace('Z', '456789Z')} stdout F ${line}`,
  tio: (line, p) => `[${clock(p)}.123] ${line}`,
  grabserial: (line, p) => `[${p.time.toFixed(6)} 0.000012] ${line}`,
  'cat -n': (line, p) => `${String(p.sequence).padStart(6)}\t${line}`,
  'grep -n': (line, p) => `${p.sequence}:${line}`,
  'a table': (line, p) => `| ${p.sequence} | ${line} |`,
  'comment marks': (line) => `# ${line}`,
  'LAVA, yaml': (line, p) => `- {"dt": "${iso(p).slice(0, 23)}000", "lvl": "target", "msg": ${JSON.stringify(line)}}`,
  colours: (line) => `\u001b[31m${line}\u001b[0m`,
};

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const joined = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
const json = (lines: readonly string[], entry: (line: string) => unknown): Uint8Array =>
  bytes(joined(lines.map((line) => JSON.stringify(entry(line)))));

/** RFC 2045, 6.7: at most 76 characters a line. */
function quotedPrintable(line: string): string {
  const encoded = line.replaceAll('=', '=3D').replace(/ $/, '=20');
  return (encoded.match(/(?:=[0-9A-F]{2}|[^=]){1,25}/g) ?? []).join('=\n');
}

/** What the whole comes in. */
export const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  text: (lines) => bytes(joined(lines)),
  CRLF: (lines) => bytes(`${lines.join('\r\n')}\r\n`),
  'CR CR LF': (lines) => bytes(`${lines.join('\r\r\n')}\r\r\n`),
  'LF CR': (lines) => bytes(`${lines.join('\n\r')}\n\r`),
  'a byte-order mark': (lines) => bytes(`\ufeff${joined(lines)}`),
  'UTF-16 with mark': (lines) => Buffer.from(`\ufeff${joined(lines)}`, 'utf16le'),
  'UTF-16 without mark': (lines) => Buffer.from(joined(lines), 'utf16le'),
  NULs: (lines) => bytes(lines.map((line) => `${line}\0`).join('\n')),
  gzip: (lines) => gzipSync(joined(lines)),
  zstd: (lines) => zstdCompressSync(joined(lines)),
  'docker json-file': (lines) =>
    json(lines, (line) => ({ log: `${line}\n`, stream: 'stdout', time: '2026-11-29T19:00:01.123Z' })),
  'fluentd json': (lines) =>
    json(lines, (line) => ({ '@timestamp': '2026-11-29T19:00:01Z', host: { name: 'host1' }, message: line })),
  'CloudWatch document': (lines) =>
    bytes(
      JSON.stringify(
        {
          events: lines.map((message, i) => ({ timestamp: 1764442801000 + i, message, ingestionTime: 1764442901000 })),
        },
        null,
        4,
      ),
    ),
  'get-console-output': (lines) =>
    bytes(
      JSON.stringify(
        { InstanceId: 'i-0123456789abcdef0', Output: lines.join('\r\n'), Timestamp: '2026-11-29T19:00:01.000Z' },
        null,
        4,
      ),
    ),
  'json-seq': (lines) => bytes(lines.map((message) => `\u001e${JSON.stringify({ message })}\n`).join('')),
  'server-sent events': (lines) => bytes(lines.map((message) => `data: ${JSON.stringify({ message })}\n\n`).join('')),
  'Elasticsearch hits': (lines) =>
    bytes(
      JSON.stringify({
        took: 3,
        hits: { total: { value: lines.length }, hits: lines.map((message) => ({ _index: 'k', _source: { message } })) },
      }),
    ),
  'GCP, an array': (lines) =>
    bytes(
      JSON.stringify(
        lines.map((textPayload) => ({ insertId: 'a1', textPayload, resource: { type: 'gce_instance' } })),
        null,
        2,
      ),
    ),
  GELF: (lines) => json(lines, (line) => ({ version: '1.1', host: 'host1', short_message: line, level: 4 })),
  'one line, newlines escaped': (lines) => bytes(`kernel log: "${lines.join('\\n')}\\n"\n`),
  'TSV, quoted': (lines) =>
    bytes(joined(lines.map((line, i) => `${1764442801000 + i}\t"${line.replaceAll('"', '""')}"`))),
  'semicolons, quoted': (lines) =>
    bytes(joined(lines.map((line, i) => `${1764442801000 + i};"host1";"${line.replaceAll('"', '""')}"`))),
  'XML of the API': (lines) =>
    bytes(
      `<GetConsoleOutputResponse>\n  <instanceId>i-0123456789abcdef0</instanceId>\n  <output>${Buffer.from(joined(lines)).toString('base64')}</output>\n</GetConsoleOutputResponse>\n`,
    ),
  'mail, quoted-printable': (lines) =>
    bytes(
      `From: a@example.org\nSubject: crash\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n${joined(lines.map(quotedPrintable))}`,
    ),
  'mail, base64': (lines) =>
    bytes(
      `From: a@example.org\nSubject: crash\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${(
        Buffer.from(joined(lines))
          .toString('base64')
          .match(/.{1,76}/g) ?? []
      ).join('\n')}\n`,
    ),
  'filled up with blanks to 160 columns': (lines) => bytes(joined(lines.map((line) => line.padEnd(160)))),
  'console-ramoops': (lines) => bytes(`====1764442801.123456-D\n${joined(lines)}`),
  'PuTTY log': (lines) =>
    bytes(`=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.29 19:00:01 =~=~=~=~=~=~=~=~=~=~=~=\n${joined(lines)}`),
  'tail of several files': (lines) => bytes(`==> /var/log/kern.log <==\n${joined(lines)}\n==> /var/log/auth.log <==\n`),
  '<br>': (lines) => bytes(lines.map((line) => `${line}<br />`).join('\n')),
  'JIRA noformat': (lines) => bytes(`{noformat}\n${joined(lines)}{noformat}\n`),
  'get-console-output, base64': (lines) =>
    bytes(JSON.stringify({ InstanceId: 'i-0123456789abcdef0', Output: Buffer.from(joined(lines)).toString('base64') })),
  CSV: (lines) =>
    bytes(
      `timestamp,message\n${joined(lines.map((line, i) => `${1764442801000 + i},"${line.replaceAll('"', '""')}"`))}`,
    ),
  'Markdown fence': (lines) => bytes(`It crashed:\n\n\`\`\`\n${joined(lines)}\`\`\`\n`),
  'HTML entities': (lines) =>
    bytes(
      `<pre>\n${joined(lines.map((line) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('+', '&#43;')))}</pre>\n`,
    ),
  'IPMI SOL session': (lines) =>
    bytes(`[SOL Session operational.  Use ~? for help]\r\n\r\nhost1 login: \r\n${lines.join('\r\n')}\r\n`),
  'a getty before': (lines) => bytes(`Debian GNU/Linux 12 host1 ttyS0\n\nhost1 login: ${joined(lines)}`),
};

/** The journal's formats that know no stamps: the message is the kernel's own text. */
export const JOURNALS: Readonly<Record<string, Wrapper>> = {
  'journal json': (lines) =>
    json(lines, (MESSAGE) => ({
      __CURSOR: 's=1;i=2',
      _TRANSPORT: 'kernel',
      PRIORITY: '4',
      SYSLOG_IDENTIFIER: 'kernel',
      MESSAGE,
    })),
  'journal json-pretty': (lines) =>
    bytes(
      joined(
        lines.map((MESSAGE) =>
          JSON.stringify({ _TRANSPORT: 'kernel', SYSLOG_IDENTIFIER: 'kernel', PRIORITY: '4', MESSAGE }, null, '\t'),
        ),
      ),
    ),
  'journal json, as bytes': (lines) =>
    json(lines, (line) => ({ _TRANSPORT: 'kernel', SYSLOG_IDENTIFIER: 'kernel', MESSAGE: [...Buffer.from(line)] })),
  'journal verbose': (lines) =>
    bytes(
      lines
        .map(
          (line) =>
            `Sun 2026-11-29 19:00:01.123456 UTC [s=1;i=2;b=3;m=4;t=5;x=6]\n    PRIORITY=4\n    _TRANSPORT=kernel\n    SYSLOG_IDENTIFIER=kernel\n    MESSAGE=${line}\n    _HOSTNAME=host1\n`,
        )
        .join(''),
    ),
  'dmesg --json': (lines) =>
    bytes(JSON.stringify({ dmesg: lines.map((msg, i) => ({ pri: 4, time: 901 + i / 1e6, msg })) }, null, 3)),
  'journal export': (lines) =>
    bytes(
      lines
        .map(
          (line) =>
            `__CURSOR=s=1\n__REALTIME_TIMESTAMP=1764442801000000\nPRIORITY=4\nMESSAGE=${line}\n_TRANSPORT=kernel\nSYSLOG_IDENTIFIER=kernel\n\n`,
        )
        .join(''),
    ),
};

/** pstore's records, part 1 the newest; `order` says in which order they were put together. */
export function pstoreParts(lines: readonly string[], size: number, order: 'ascending' | 'descending'): Uint8Array {
  const parts: string[] = [];
  for (let end = lines.length, part = 1; end > 0; end -= size, part++) {
    parts.push(joined([`Oops#1 Part${part}`, ...lines.slice(Math.max(0, end - size), end)]));
  }
  return bytes((order === 'ascending' ? parts : parts.toReversed()).join(''));
}

export interface Transport {
  readonly stamp: string;
  readonly carrier: string;
  readonly wrapper: string;
}

/** The lines of a kernel as they come out at the other end. */
export function transported(lines: readonly PrintedLine[], { stamp, carrier, wrapper }: Transport): Uint8Array {
  const [put, carry, wrap] = [STAMPS[stamp], CARRIERS[carrier], WRAPPERS[wrapper]];
  if (put === undefined || carry === undefined || wrap === undefined) throw new Error('there is no such transport');
  return wrap(lines.map((line) => carry(put(line), line)));
}

export function printedLines(texts: readonly string[], from = 901): PrintedLine[] {
  return texts.map((text, i) => ({ text, time: from + i * 1e-6, sequence: 1000 + i }));
}
