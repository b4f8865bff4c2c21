/** The tables of docs/cost.md, from what was counted and what it costs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSUMED, crashCost, fixedCost, keepCost, scaled, total } from './model.ts';
import type { CrashCost, Fixed, Occurrence, Policy, Run, Tier } from './model.ts';

/** What cost.bench.ts has counted. */
export const COUNTS = join(import.meta.dirname, 'counts.json');
export const COST_PAGE = join(import.meta.dirname, '../../../docs/cost.md');

/** Held against the templates by test/templates/cost.test.ts. */
export const FIXED: Fixed = {
  keys: 9,
  alarms: 41,
  dashboards: 1,
  secrets: 1,
  metrics: 39,
  queues: 4,
  sweepsAMonth: 12 * 24 * 30,
};

const POLICIES = ['log', 'hot', 'all'] as const;
const OCCURRENCES = ['first', 'recurring'] as const;
const TIERS: readonly Tier[] = ['intelligent-tiering', 'glacier-ir', 'standard'];
const FLEETS = [100, 1000, 10_000];
const NAMES: Readonly<Record<Policy, string>> = { log: '`log`', hot: '`hot`', all: '`all`' };

type Row = readonly (string | number)[];

/** The run of a policy, that of `all` for a dump of the assumed size. */
export function runOf(runs: readonly Run[], policy: Policy, occurrence: Occurrence): Run {
  const own = runs.filter((run) => run.policy === policy && run.occurrence === occurrence);
  const base = own[0];
  if (base === undefined) throw new TypeError(`nothing was counted of ${policy}, ${occurrence}`);
  if (policy !== 'all') return base;
  const [small, large] = runs.filter((run) => run.policy === 'all' && run.occurrence === 'recurring');
  if (small === undefined || large === undefined) throw new TypeError('two sizes of dump are needed');
  return scaled(small, large, base, ASSUMED.dumpBytes);
}

/** What one crash costs in all, from the first request until the last of it has expired. */
function wholeCost(runs: readonly Run[], policy: Policy, occurrence: Occurrence, tier: Tier): number {
  const run = runOf(runs, policy, occurrence);
  return total(crashCost(run)) + keepCost(run.sentBytes, tier);
}

export function tables(runs: readonly Run[]): Readonly<Record<string, string>> {
  return {
    handling: handling(runs),
    keeping: keeping(runs),
    fixed: fixed(),
    fleets: fleets(runs),
    counts: counts(runs),
  };
}

/** Writes the page's tables anew: each stands between `<!-- table: NAME -->` and `<!-- end -->`. */
export function writePage(runs: readonly Run[]): void {
  const made = tables(runs);
  const page = readFileSync(COST_PAGE, 'utf8').replaceAll(
    /(<!-- table: (\w+) -->\n\n)[^]*?(\n\n<!-- end -->)/g,
    (_all, start: string, name: string, end: string) => `${start}${made[name] ?? ''}${end}`,
  );
  writeFileSync(COST_PAGE, page);
}

function handling(runs: readonly Run[]): string {
  const columns: readonly (keyof CrashCost)[] = ['lambda', 'api', 's3', 'dynamo', 'messages', 'other'];
  const rows = POLICIES.flatMap((policy) =>
    OCCURRENCES.map((occurrence): Row => {
      const cost = crashCost(runOf(runs, policy, occurrence));
      return [
        `${NAMES[policy]}, ${occurrence === 'first' ? 'first of its problem' : 'recurring'}`,
        ...columns.map((name) => usd(cost[name] * 1000)),
        usd(total(cost) * 1000),
      ];
    }),
  );
  return table(['1,000 crashes', 'Lambda', 'API', 'S3', 'DynamoDB', 'Messages', 'Other', 'Together'], rows);
}

function keeping(runs: readonly Run[]): string {
  return table(
    ['1,000 crashes', 'Sent', ...TIERS],
    POLICIES.map((policy) => {
      const { sentBytes } = runOf(runs, policy, 'recurring');
      const sent = policy === 'log' ? 0 : sentBytes;
      return [NAMES[policy], size(sent * 1000), ...TIERS.map((tier) => usd(keepCost(sent, tier) * 1000))];
    }),
  );
}

function fixed(): string {
  const costs = Object.entries(fixedCost(FIXED));
  const rows: Row[] = costs.map(([name, cost]) => [name, usd(cost)]);
  return table(['A month', 'USD'], [...rows, ['Together', usd(fixedMonth())]]);
}

/** USD that a deployment costs in a month in which nothing crashes. */
export const fixedMonth = (): number => Object.values(fixedCost(FIXED)).reduce((sum, cost) => sum + cost, 0);

function fleets(runs: readonly Run[]): string {
  const first = ASSUMED.shareOfFirst;
  const each = (policy: Policy, occurrence: Occurrence) => wholeCost(runs, policy, occurrence, 'intelligent-tiering');
  const always = (policy: Policy): number => first * each(policy, 'first') + (1 - first) * each(policy, 'recurring');
  const columns = [
    ['`log`', always('log')],
    ['`hot`', always('hot')],
    ['all of new, hot of the rest', first * each('all', 'first') + (1 - first) * each('hot', 'recurring')],
    ['`all`', always('all')],
  ] as const;
  return table(
    ['Hosts', 'Crashes', ...columns.flatMap(([name]) => [name, 'a host'])],
    FLEETS.map((hosts) => {
      const crashes = hosts * ASSUMED.crashesAHostMonth;
      return [
        grouped(hosts),
        grouped(crashes),
        ...columns.flatMap(([, cost]) => {
          const month = fixedMonth() + crashes * cost;
          return [usd(month), usd(month / hosts)];
        }),
      ];
    }),
  );
}

function counts(runs: readonly Run[]): string {
  const shown = runs.map((run) => ({
    run,
    name: `${NAMES[run.policy]}, ${run.occurrence}, ${Math.round(run.dumpBytes / 2 ** 20)} MiB`,
  }));
  const functions = [...new Set(runs.flatMap((run) => Object.keys(run.functions)))].sort();
  const services = [
    ...new Set(runs.flatMap(({ calls }) => Object.keys(calls).map((call) => call.split('.')[0] ?? ''))),
  ];
  return table(
    ['Counted', 'Sent', 'API', ...services.sort(), ...functions.map((name) => `${name} (s)`)],
    shown.map(({ run, name }) => [
      name,
      size(run.sentBytes),
      run.apiRequests,
      ...services.map((service) =>
        Object.entries(run.calls).reduce((sum, [call, n]) => sum + (call.startsWith(`${service}.`) ? n : 0), 0),
      ),
      ...functions.map((each) => {
        const use = run.functions[each];
        return use === undefined ? '–' : `${use.invocations} (${(use.billedMs / 1000).toFixed(1)})`;
      }),
    ]),
  );
}

function table(head: readonly string[], rows: readonly Row[]): string {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(all[0] ?? []), line(rule), ...all.slice(1).map(line)].join('\n');
}

/** Three digits, or the whole number where there are more. */
function usd(value: number): string {
  if (value >= 100) return grouped(value);
  const digits = value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toFixed(digits);
}

const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');

function size(bytes: number): string {
  const [unit, name] = bytes >= 2 ** 40 ? [2 ** 40, 'TiB'] : bytes >= 2 ** 30 ? [2 ** 30, 'GiB'] : [2 ** 20, 'MiB'];
  const value = bytes / unit;
  return `${value >= 100 ? Math.round(value) : Number(value.toPrecision(2))} ${name}`;
}
