/** What the demo prints: the alert, the head of the report, and where to look on. */
import { PEOPLE } from '../stack/issuer.ts';
import type { Report } from '../../../shared/contract/report.ts';
import type { FilledFleet } from './fleet/fill.ts';

const LOG_LINES = 12;
const FINDINGS = 5;
const FRAMES = 6;

/** Nothing from a dump is trusted: a terminal gets no control characters of a crashed kernel's choosing. */
export function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- that is the point
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '?');
}

export function showAlert(text: string): string {
  return section('Alert', plain(text).split('\n'));
}

export function showReport(report: Report): string {
  const { kernel, panic, dump, log } = report;
  const facts: [string, string | undefined][] = [
    ['panic', panic?.title ?? undefined],
    ['kernel', kernel && `${kernel.release} (${kernel.machine})`],
    ['build id', kernel?.buildId],
    ['crash time', kernel?.crashTime],
    ['uptime', kernel?.uptimeSeconds === undefined ? undefined : `${kernel.uptimeSeconds.toFixed(1)} s`],
    ['host name', kernel?.nodename],
    [
      'task',
      panic?.comm === undefined ? undefined : `${panic.comm} (pid ${panic.pid ?? '?'}, CPU ${panic.cpu ?? '?'})`,
    ],
    ['trace', framesOf(report)],
    ['tasks', report.tasks && `${report.tasks.length}`],
    ['modules', report.modules && `${report.modules.length}`],
    ['dump', `${dump.format}, ${dump.compression}, ${mib(dump.sizeBytes)}, of which ${mib(dump.bytesRead)} were read`],
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  return [
    section(
      'Report',
      facts.flatMap(([name, value]) =>
        value === undefined || value === '' ? [] : [plain(`${name.padEnd(width)}  ${value}`)],
      ),
    ),
    section(
      'Findings',
      report.findings.length === 0
        ? ['none']
        : report.findings.slice(0, FINDINGS).map(({ severity, summary }) => plain(`${severity}: ${summary}`)),
    ),
    log === undefined ? '' : section('Log, its end', tailOf(log.text)),
    report.unavailable.length === 0
      ? ''
      : section(
          'Not available',
          report.unavailable.map((each) => plain(`${each.section}: ${each.reason}`)),
        ),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

/** What is to be seen, screen by screen. */
export function showTour({ hosts, crashes, groups, dumps, waiting }: FilledFleet, url: string): string {
  const at = (hash: string): string => `${url}#/${hash}`;
  return section('The tour', [
    `${hosts} hosts, ${crashes} crashes of ten problems over two weeks.`,
    '',
    `new since the last release       ${at(`crashes/${groups.ext4}`)}`,
    `came back after it was fixed     ${at(`crashes/${groups.list}`)}`,
    `looks like one of the above      ${at(`crashes/${groups['list-callers']}`)}`,
    `one machine's memory             ${at(`crashes/${groups['machine-check']}`)}`,
    `two dumps of one problem         ${at(`dumps/${dumps[0] ?? ''}`)}`,
    `a kernel waits for an approver   ${at(`signing/${waiting}`)}  (as April or Aziz)`,
    `hosts and where alerts go        ${at('hosts')}`,
  ]);
}

export function showWhereToLook(look: {
  url: string;
  endpoint: string;
  token: string;
  logs: string | undefined;
}): string {
  return section('Look on', [
    `console   ${look.url}  (sign in as ${names()}: no password)`,
    `API       ${look.url}v1/openapi.json`,
    `AWS       AWS_ENDPOINT_URL=${look.endpoint} aws s3 ls   (any credentials)`,
    ...(look.logs === undefined ? [] : [`logs      ${look.logs}`]),
    '',
    'The command line, as Ada:',
    `  export PURGATORY_URL=${look.url} PURGATORY_TOKEN=${look.token}`,
    '  npm run -s purgatory -- crashes list',
    'As somebody else, such as Dara, who may ask dumps:',
    `  unset PURGATORY_TOKEN; npm run -s purgatory -- login --url ${look.url}`,
  ]);
}

function names(): string {
  return PEOPLE.map(({ name }) => name.split(',', 1).join(''))
    .join(', ')
    .replace(/, (?=\w+$)/, ' or ');
}

function framesOf({ panic }: Report): string {
  const names = panic?.frames.filter((frame) => frame.reliable).map((frame) => frame.symbol ?? frame.address) ?? [];
  return names.slice(0, FRAMES).join(' ← ');
}

function tailOf(text: string): string[] {
  return plain(text).trimEnd().split('\n').slice(-LOG_LINES);
}

function mib(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

function section(title: string, lines: readonly string[]): string {
  return `\n${title}\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}`;
}
