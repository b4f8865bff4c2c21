/** Two reports beside each other: what differs, what is alike, and what is not known of one of them. */
import type { Frame, Report } from '../contract/report.ts';
import { frameText } from './frames.ts';
import { memoryUses } from './memory.ts';
import { present } from './present.ts';
import { bytes, duration } from './units.ts';

/** `unknown`: one of the two does not say; that is neither alike nor different. */
export type Likeness = 'same' | 'differs' | 'unknown';

export interface Row {
  readonly name: string;
  readonly a: string | undefined;
  readonly b: string | undefined;
  readonly likeness: Likeness;
}

/** Frames that stand beside each other; one side is empty where the other has a frame more. */
export interface FramePair {
  readonly a: string | undefined;
  readonly b: string | undefined;
}

export interface Comparison {
  readonly facts: readonly Row[];
  readonly frames: readonly FramePair[];
  /** Findings of either, by code. */
  readonly findings: readonly Row[];
  /** Modules that only one has, or that are of another build. */
  readonly modules: readonly Row[];
  /** Both list their modules: none that differs means that all are alike. */
  readonly modulesKnown: boolean;
  readonly memory: readonly Row[];
}

/** Of all memory, in percentage points: less is what two moments of one machine differ by. */
const MEMORY_POINTS = 5;
/** Deeper frames of both are left out: the way there is the same as of any other task. */
const MOST_FRAMES = 64;

function row(name: string, a: string | undefined, b: string | undefined): Row {
  const likeness = a === undefined || b === undefined ? 'unknown' : a === b ? 'same' : 'differs';
  return { name, a, b, likeness };
}

export function compareReports(a: Report, b: Report): Comparison {
  return {
    facts: facts(a, b),
    frames: pairs(a.panic?.frames ?? [], b.panic?.frames ?? []),
    findings: findings(a, b),
    modules: modules(a, b),
    modulesKnown: a.modules !== undefined && b.modules !== undefined,
    memory: memory(a, b),
  };
}

const FACTS: readonly (readonly [string, (report: Report) => string | undefined])[] = [
  ['title', ({ panic }) => panic?.title ?? undefined],
  ['kind', ({ panic }) => panic?.kind],
  ['release', ({ kernel }) => kernel?.release],
  ['build-id', ({ kernel }) => kernel?.buildId],
  ['signature', ({ integrity }) => integrity?.image],
  ['machine', ({ kernel }) => kernel?.machine],
  ['CPUs', ({ kernel }) => (kernel?.cpus === undefined ? undefined : String(kernel.cpus))],
  [
    'taints',
    ({ kernel }) => (kernel === undefined ? undefined : kernel.tainted.map(({ flag }) => flag).join(' ') || 'none'),
  ],
  ['command line', ({ kernel }) => kernel?.commandLine],
  ['task', ({ panic }) => panic?.comm],
  ['up', ({ kernel }) => (kernel?.uptimeSeconds === undefined ? undefined : duration(kernel.uptimeSeconds))],
];

function facts(a: Report, b: Report): Row[] {
  return FACTS.map(([name, of]) => row(name, of(a), of(b))).filter(
    (each) => each.a !== undefined || each.b !== undefined,
  );
}

/** A finding that one lacks differs: each report has looked for all of them. */
function findings(a: Report, b: Report): Row[] {
  const said = ({ findings: all }: Report): Map<string, string> =>
    new Map(all.map(({ code, summary }) => [code, summary]));
  const [inA, inB] = [said(a), said(b)];
  return [...new Set([...inA.keys(), ...inB.keys()])].map((code) => {
    const likeness = inA.has(code) && inB.has(code) ? 'same' : 'differs';
    return { name: code, a: inA.get(code), b: inB.get(code), likeness };
  });
}

function modules(a: Report, b: Report): Row[] {
  if (a.modules === undefined || b.modules === undefined) return [];
  const known = (report: Report): Map<string, string> =>
    new Map(
      (report.modules ?? []).map(({ name, version, buildId, tainted }) => [
        name,
        present([version, buildId?.slice(0, 12), tainted.join('')]).join(' ') || 'loaded',
      ]),
    );
  const [inA, inB] = [known(a), known(b)];
  return [...new Set([...inA.keys(), ...inB.keys()])]
    .sort()
    .filter((name) => inA.get(name) !== inB.get(name))
    .map((name) => ({ name, a: inA.get(name), b: inB.get(name), likeness: 'differs' }));
}

/** Figures as shares of all memory: two machines need not have the same. */
function memory(a: Report, b: Report): Row[] {
  if (a.memory === undefined || b.memory === undefined) return [];
  const [inA, inB] = [new Map(memoryUses(a.memory)), new Map(memoryUses(b.memory))];
  const share = (value: number, total: number): number => (total === 0 ? 0 : (100 * value) / total);
  const [totalA, totalB] = [a.memory.totalBytes, b.memory.totalBytes];
  return [...new Set([...inA.keys(), ...inB.keys()])].map((name) => {
    const [x, y] = [inA.get(name), inB.get(name)];
    const text = (value: number | undefined, total: number): string | undefined =>
      value === undefined ? undefined : `${bytes(value)} (${share(value, total).toFixed(0)} %)`;
    const near =
      x !== undefined &&
      y !== undefined &&
      (name === 'total' ? x === y : Math.abs(share(x, totalA) - share(y, totalB)) < MEMORY_POINTS);
    const likeness = x === undefined || y === undefined ? 'unknown' : near ? 'same' : 'differs';
    return { name, a: text(x, totalA), b: text(y, totalB), likeness };
  });
}

/** The longest row of functions that both have in one order stands beside each other; the rest stands alone. */
function pairs(a: readonly Frame[], b: readonly Frame[]): FramePair[] {
  const [left, right] = [a.slice(0, MOST_FRAMES), b.slice(0, MOST_FRAMES)];
  const isOne = (x: Frame | undefined, y: Frame | undefined): boolean =>
    x !== undefined && y !== undefined && (x.symbol ?? x.address) === (y.symbol ?? y.address);
  // `common[i][j]`: how many functions the rests from i and j on have in common.
  const common = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const line = common[i];
      if (line) line[j] = isOne(left[i], right[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const text = (frame: Frame | undefined): string | undefined => (frame === undefined ? undefined : frameText(frame));
  const found: FramePair[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const together = isOne(left[i], right[j]);
    const isLeft = together || (i < left.length && (j >= right.length || at(i + 1, j) >= at(i, j + 1)));
    found.push({ a: isLeft ? text(left[i]) : undefined, b: together || !isLeft ? text(right[j]) : undefined });
    if (isLeft) i++;
    if (together || !isLeft) j++;
  }
  return found;
}
