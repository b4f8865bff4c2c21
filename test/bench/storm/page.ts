/** The tables and the picture of docs/scaling.md, from what a run of the bench has kept. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FlowResult } from './flow.ts';
import type { StormResult } from './storm.ts';

export interface Recorded {
  readonly deployment: string;
  readonly runs: readonly StormResult[];
  readonly fleets: readonly FlowResult[];
  readonly costUsd: number;
}

export const RESULTS = join(import.meta.dirname, 'results.json');
const ROOT = join(import.meta.dirname, '../../..');
const PAGE = join(ROOT, 'docs/scaling.md');
const PICTURE = join(ROOT, 'docs/screens/scaling.svg');

export function writeScalingPage(recorded: Recorded): void {
  let page = readFileSync(PAGE, 'utf8');
  for (const [name, table] of Object.entries(tables(recorded))) {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const from = page.indexOf(begin);
    const to = page.indexOf(end);
    if (from < 0 || to < from) throw new Error(`docs/scaling.md has no place for ${name}`);
    page = `${page.slice(0, from)}${begin}\n\n${table}\n\n${page.slice(to)}`;
  }
  writeFileSync(PAGE, page);
  writeFileSync(PICTURE, picture(recorded));
}

/** The page's tables by the names of their places in it. */
export function tables({ runs, fleets, costUsd }: Recorded): Readonly<Record<string, string>> {
  const seconds = (value: number): string => `${value < 100 ? value.toFixed(1) : Math.round(value)} s`;
  const storms = table(
    [
      'seed',
      'hosts',
      'faults',
      'new problem: first log to alert',
      'log to counted, p50 / p99',
      'panic to log stored, p99',
    ],
    runs.map((run) => [
      String(run.seed),
      run.hosts.toLocaleString('en'),
      run.broken.length === 0 ? 'none' : run.broken.join('; '),
      seconds(run.newAlertSeconds),
      `${seconds(run.countedSeconds.p50)} / ${seconds(run.countedSeconds.p99)}`,
      seconds(run.storedSeconds.p99),
    ]),
  );
  const large = table(
    [
      'hosts',
      'first limit',
      'crashes a second',
      'last log stored',
      'last crash counted',
      'panic to counted, p50 / p99',
    ],
    fleets.map((fleet) => [
      fleet.hosts.toLocaleString('en'),
      fleet.firstLimit ?? 'none',
      String(Math.round(fleet.limitPerSecond)),
      seconds(fleet.lastStored),
      seconds(fleet.lastCounted),
      `${seconds(fleet.waitSeconds.p50)} / ${seconds(fleet.waitSeconds.p99)}`,
    ]),
  );
  const [first] = runs;
  const limits = Object.entries(first?.heldUp ?? {}).sort(([, a], [, b]) => b - a);
  const held = table(
    ['limit that held something up', 'times'],
    limits.length === 0 ? [['none', '']] : limits.map(([name, times]) => [name, times.toLocaleString('en')]),
  );
  return { storms, large, held, cost: `This storm's logs and alerts cost ${costUsd.toFixed(2)} USD by list prices.` };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? name).length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** How long the last crash of a fleet takes to be counted, by the fleet's size; both axes logarithmic. */
export function picture({ runs, fleets }: Pick<Recorded, 'runs' | 'fleets'>): string {
  const [first] = runs;
  const points = [
    ...(first === undefined ? [] : [{ hosts: first.hosts, value: 300 + first.countedSeconds.max }]),
    ...fleets.map(({ hosts, lastCounted }) => ({ hosts, value: lastCounted })),
  ];
  const x = (hosts: number): number => 80 + (Math.log10(hosts) - 3.7) * 220;
  const y = (value: number): number => 300 - (Math.log10(Math.max(100, value)) - 2) * 110;
  const dots = points.map(({ hosts, value }) => ({ cx: x(hosts), cy: y(value), hosts, value }));
  const labels = dots.map(
    ({ cx, cy, hosts, value }) =>
      `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="4" fill="#b3261e"/>` +
      `<text x="${(cx + 8).toFixed(1)}" y="${(cy - 8).toFixed(1)}">${hosts.toLocaleString('en')} hosts: ${Math.round(value).toLocaleString('en')} s</text>`,
  );
  const grid = [100, 1_000, 10_000].map(
    (value) =>
      `<line x1="60" x2="700" y1="${y(value)}" y2="${y(value)}" stroke="#ccc"/><text x="8" y="${y(value) + 4}">${value.toLocaleString('en')} s</text>`,
  );
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 340" font-family="sans-serif" font-size="13" role="img">',
    '<title>Seconds until the last crash of a storm of five minutes is counted, by the number of hosts</title>',
    '<rect width="760" height="340" fill="#fff"/>',
    ...grid,
    `<polyline fill="none" stroke="#b3261e" points="${dots.map(({ cx, cy }) => `${cx.toFixed(1)},${cy.toFixed(1)}`).join(' ')}"/>`,
    ...labels,
    '<text x="60" y="330">Hosts that panic within five minutes (logarithmic)</text>',
    '</svg>',
    '',
  ].join('\n');
}
