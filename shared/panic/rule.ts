/** What a title rule is. Rules stand in ordered lists; the first that applies and finds what it needs gives the title. */
import type { PanicKind } from '../contract/triage.ts';
import type { ReportLine } from './report-line.ts';
import { NameMatcher } from './skip-list.ts';
import { salvage } from './salvage.ts';
import { titleName, withoutSuffix } from './titles.ts';
import { Walk, type Named } from './walk.ts';

export interface Scene {
  readonly lines: readonly ReportLine[];
  /** The header's line. */
  readonly at: number;
  /** Where this report's lines end and another's may begin. */
  readonly end: number;
  /** All lines of the report from the header to its end, the unwinder's guesses among them. */
  readonly all: readonly ReportLine[];
  /** What the log said just before of the cause. */
  readonly before: readonly string[];
  /** The header's line from the trigger on. */
  readonly head: string;
}

/** The text of a line of the report, counted from the header. */
export function textAt(scene: Scene, offset: number): string {
  return scene.lines[scene.at + offset]?.text ?? '';
}

/** The first thing that `read` finds in a line below the header. */
export function findBelow<T>(scene: Scene, read: (text: string) => T | null | undefined): T | null {
  for (let i = scene.at + 1; i < scene.end; i++) {
    const found = read(scene.lines[i]?.text ?? '');
    if (found !== null && found !== undefined) return found;
  }
  return null;
}

export interface Verdict {
  readonly title: string;
  readonly alts: readonly string[];
  readonly kind: PanicKind;
  /** The blamed function; absent where the title names none. */
  readonly guilty?: string;
  /** Why the title may be wrong. */
  readonly corrupted?: string;
  /** The kernel prints no stack trace with this, so that its absence says nothing. */
  readonly noTrace: boolean;
}

export interface Rule {
  readonly name: string;
  applies(head: string): boolean;
  /** Null where the body lacks what the header promised. */
  apply(scene: Scene): Verdict | null;
}

/** The function of a title where no frame was left. */
export const NO_FUNCTION = 'corrupted';

export type Chooser = (frames: readonly Named[]) => Named | null;

const first: Chooser = (frames) => frames[0] ?? null;

interface FunctionRule {
  readonly name: string;
  readonly kind: PanicKind | ((scene: Scene) => PanicKind);
  /** The header begins with one of these. */
  readonly head: string | readonly string[];
  /** Further condition on the header. */
  readonly when?: (head: string) => boolean;
  /** `%` stands for the function. */
  readonly title: string | ((scene: Scene) => string | null);
  readonly alts?: readonly string[];
  /** Ways to the guilty function; the next is taken where one finds none. */
  readonly ways: readonly ((walk: Walk) => Walk)[];
  readonly skip?: readonly string[];
  readonly choose?: Chooser;
  readonly noTrace?: true;
  /** The title says enough without a function. */
  readonly optional?: true;
  /** Blames this one before any trace is read. */
  readonly said?: (scene: Scene) => string | undefined;
  /** Other functions of the report have nothing to do with it. */
  readonly strict?: true;
  /** Further titles, found elsewhere in the report. */
  readonly more?: (scene: Scene, skip: NameMatcher) => readonly string[];
  /** What else speaks against the report's wholeness. */
  readonly flaw?: (scene: Scene, skip: NameMatcher) => string | undefined;
}

function startsWithAny(text: string, heads: string | readonly string[]): boolean {
  return typeof heads === 'string' ? text.startsWith(heads) : heads.some((head) => text.startsWith(head));
}

/** A rule whose title blames the first function found on the way. */
export function blames(rule: FunctionRule): Rule {
  const skip = new NameMatcher(rule.skip ?? []);
  const choose = rule.choose ?? first;
  const wanted = rule.choose === undefined ? 1 : undefined;
  return {
    name: rule.name,
    applies: (head) => startsWithAny(head, rule.head) && (rule.when?.(head) ?? true),
    apply(scene) {
      const title = typeof rule.title === 'string' ? rule.title : rule.title(scene);
      if (title === null) return null;
      let found: Named | null = null;
      let problem: string | undefined;
      let mixed = false;
      const said = rule.said?.(scene);
      if (said !== undefined) found = { name: titleName(said), raw: withoutSuffix(said) };
      for (const way of found === null ? rule.ways : []) {
        const walk = way(new Walk(scene.lines, scene.at, scene.end, skip, wanted));
        found = walk.frames.length === 0 ? null : choose(walk.frames);
        mixed ||= walk.mixed;
        if (found === null) problem = 'the stack trace leaves no function to blame';
        else if (walk.mixed) problem = "another task's stack trace runs through this one";
        else problem = undefined;
        if (problem === undefined) break;
      }
      if (found === null && !mixed && rule.strict !== true) found = salvage(scene, skip, choose);
      if (found === null && rule.optional === true) problem = undefined;
      const flaw = problem ?? rule.flaw?.(scene, skip);
      const kind = typeof rule.kind === 'string' ? rule.kind : rule.kind(scene);
      return verdict({ ...rule, kind }, title, found, flaw, rule.more?.(scene, skip) ?? []);
    },
  };
}

/** Puts the function where the last `%` is; what the log says may hold others. */
function fill(form: string, name: string): string {
  const at = form.lastIndexOf('%');
  return at < 0 ? form : form.slice(0, at) + name + form.slice(at + 1);
}

function verdict(
  rule: FunctionRule & { readonly kind: PanicKind },
  title: string,
  found: Named | null,
  problem: string | undefined,
  more: readonly string[],
): Verdict {
  const name = found?.name ?? NO_FUNCTION;
  const raw = found?.raw ?? NO_FUNCTION;
  const main = fill(title, name);
  const alts = new Set([main, fill(title, raw)]);
  for (const form of rule.alts ?? []) alts.add(fill(form, name)).add(fill(form, raw));
  for (const title of more) alts.add(title);
  alts.delete(main);
  return {
    title: main,
    alts: [...alts],
    kind: rule.kind,
    ...(found === null ? {} : { guilty: name }),
    ...(problem === undefined ? {} : { corrupted: problem }),
    noTrace: rule.noTrace === true || rule.optional === true,
  };
}

interface NamingRule {
  readonly name: string;
  readonly kind: PanicKind;
  readonly head: string | readonly string[];
  readonly when?: (head: string) => boolean;
  /** The function, as the line that names it writes it. */
  readonly find: (scene: Scene) => string | null;
  readonly title: string | ((scene: Scene) => string);
  readonly noTrace?: boolean;
}

/** A rule whose function is named by a line of the report, whatever the trace says. */
export function names(rule: NamingRule): Rule {
  return {
    name: rule.name,
    applies: (head) => startsWithAny(head, rule.head) && (rule.when?.(head) ?? true),
    apply(scene) {
      const symbol = rule.find(scene);
      if (symbol === null) return null;
      const guilty = titleName(symbol);
      const title = typeof rule.title === 'string' ? fill(rule.title, guilty) : rule.title(scene);
      return { title, alts: [], kind: rule.kind, guilty, noTrace: rule.noTrace === true };
    },
  };
}

interface PlainRule {
  readonly name: string;
  readonly kind: PanicKind;
  readonly head: string | readonly string[];
  readonly when?: (head: string) => boolean;
  readonly title: string | ((scene: Scene) => string | null);
  readonly corrupted?: string;
  readonly more?: (scene: Scene) => readonly string[];
  readonly noTrace?: boolean;
}

/** A rule whose title is said by the header, or by a line below it. */
export function says(rule: PlainRule): Rule {
  return {
    name: rule.name,
    applies: (head) => startsWithAny(head, rule.head) && (rule.when?.(head) ?? true),
    apply(scene) {
      const title = typeof rule.title === 'string' ? rule.title : rule.title(scene);
      if (title === null) return null;
      return {
        title,
        alts: rule.more?.(scene) ?? [],
        kind: rule.kind,
        ...(rule.corrupted === undefined ? {} : { corrupted: rule.corrupted }),
        noTrace: rule.noTrace === true,
      };
    },
  };
}

/** Ways to the guilty function that several rules share. */
export const WAYS = {
  pointerThenTrace: (walk: Walk): Walk => walk.pointer().callTrace().trace(),
  pointer: (walk: Walk): Walk => walk.pointer(),
  callTrace: (walk: Walk): Walk => walk.callTrace().trace(),
  trace: (walk: Walk): Walk => walk.trace(),
} as const;
