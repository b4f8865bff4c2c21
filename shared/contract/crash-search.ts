/**
 * The search language of crash groups. The console's box, `q=` of the API and `purgatory crashes list` read it alike.
 *
 * Words are looked for in titles and culprits; `key:value` asks for one field; `-` before a term turns it round. Terms beside each
 * other must all hold, `OR` parts alternatives: `state:open kernel:6.12 OR owner:mm`. Quotes keep spaces, and make a word of what
 * looks like a field: `"KASAN: use-after-free Read in foo"`.
 */
import { CRASH_STATES, newsOf } from './crash-states.ts';
import type { CrashGroup, CrashState } from './crashes.ts';
import { nearest } from './nearest.ts';
import { PANIC_KINDS } from './panic-kinds.ts';
import { matches } from './wildcard.ts';

/** What can be searched of a group. */
export type Searched = Pick<
  CrashGroup,
  | 'title'
  | 'altTitles'
  | 'culprit'
  | 'kind'
  | 'status'
  | 'kernels'
  | 'models'
  | 'sampleHosts'
  | 'owner'
  | 'subsystem'
  | 'count'
  | 'hostCount'
  | 'firstSeen'
  | 'lastSeen'
> & {
  /** Of the hosts that it names, where the search asks for them: {@link asksForTags}. */
  readonly tags?: readonly string[];
};

type Test = (group: Searched, now: Date) => boolean;

/** What is wrong with one word of a search. */
export interface SearchProblem {
  /** The word as it was written. */
  readonly word: string;
  readonly problem: string;
}

interface Term {
  readonly negated: boolean;
  readonly test: Test;
  /** The only states in which `test` can hold; absent where it says nothing of states. */
  readonly states?: readonly CrashState[];
  /** It has to know the tags of a group's hosts. */
  readonly needsTags?: boolean;
}

export interface CrashSearch {
  /** One of them has to hold, each with all of its terms; empty where anything fits. */
  readonly alternatives: readonly (readonly Term[])[];
  readonly problems: readonly SearchProblem[];
}

const MAX_TERMS = 40;
const DAY_MS = 86_400_000;
const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS };

/** Words of `state:` that are more, or less, than one state of the store. */
const STATE_WORDS: Readonly<Record<string, { readonly states: readonly CrashState[]; readonly test: Test }>> = {
  ...Object.fromEntries(
    CRASH_STATES.map((state) => [state, { states: [state], test: ({ status }: Searched) => status.state === state }]),
  ),
  unresolved: {
    states: ['open', 'acknowledged'],
    test: ({ status }) => status.state === 'open' || status.state === 'acknowledged',
  },
  new: { states: ['open'], test: (group, now) => newsOf(group, now) === 'new' },
  regressed: { states: ['open'], test: (group, now) => newsOf(group, now) === 'regressed' },
};

/** Reads what stands behind the colon; a text is what is wrong with it. */
type Field = (value: string) => Omit<Term, 'negated'> | string;

/** What a group has by name; the API's own fields ask for the same. */
export const NAMES_OF = {
  title: ({ title, altTitles }) => [title, ...altTitles],
  host: ({ sampleHosts }) => sampleHosts,
  model: ({ models }) => Object.keys(models),
  owner: ({ owner }) => (owner === undefined || owner === '' ? [] : [owner]),
  subsystem: ({ subsystem }) => (subsystem === undefined ? [] : [subsystem]),
  module: ({ culprit }) => culprit.flatMap((frame) => /\[([^\]]+)\]/.exec(frame)?.[1] ?? []),
  tag: ({ tags }) => tags ?? [],
} as const satisfies Readonly<Record<string, (group: Searched) => readonly string[]>>;

function byName(key: keyof typeof NAMES_OF): Field {
  return (value) => ({ test: (group) => NAMES_OF[key](group).some((name) => matches(value, name)) });
}

/** As {@link byName}, the whole name, or `none`: `ext4` is not `ext4_test`. */
function byExactName(key: keyof typeof NAMES_OF): (value: string) => Omit<Term, 'negated'> {
  return (value) => ({
    test: (group) => {
      const names = NAMES_OF[key](group);
      if (value === 'none') return names.length === 0;
      if (value.includes('*')) return names.some((name) => matches(value, name));
      return names.some((name) => name.toLowerCase() === value.toLowerCase());
    },
  });
}

function hasNo(key: keyof typeof NAMES_OF): ReturnType<Field> {
  return { test: (group) => NAMES_OF[key](group).length === 0 };
}

const FIELDS: Readonly<Record<string, Field>> = {
  state: (value) => {
    const words = value.toLowerCase().split(',');
    const unknown = words.find((word) => STATE_WORDS[word] === undefined);
    if (unknown !== undefined) return notOneOf(unknown, Object.keys(STATE_WORDS));
    const meant = words.flatMap((word) => STATE_WORDS[word] ?? []);
    return {
      states: [...new Set(meant.flatMap(({ states }) => states))],
      test: (group, now) => meant.some(({ test }) => test(group, now)),
    };
  },
  kind: (value) => {
    const kinds = value.toLowerCase().split(',');
    const unknown = kinds.find((kind) => !PANIC_KINDS.some((known) => known === kind));
    if (unknown !== undefined) return notOneOf(unknown, PANIC_KINDS);
    return { test: ({ kind }) => kinds.includes(kind) };
  },
  /** The beginning of a release, or a pattern with `*`. */
  kernel: (value) => ({
    test: ({ kernels }) =>
      Object.keys(kernels).some((release) =>
        value.includes('*') ? matches(value, release) : release.startsWith(value),
      ),
  }),
  title: byName('title'),
  host: byName('host'),
  /** Of one of the hosts that the group names. */
  tag: (value) => ({ ...byExactName('tag')(value), needsTags: true }),
  /** That a frame of the culprit is in. */
  module: byExactName('module'),
  model: byName('model'),
  /** What has none fits `none` alone. */
  subsystem: (value) => (value === 'none' ? hasNo('subsystem') : byName('subsystem')(value)),
  owner: (value) => (value.toLowerCase() === 'none' ? hasNo('owner') : byName('owner')(value)),
  count: byNumber(({ count }) => count),
  hosts: byNumber(({ hostCount }) => hostCount),
  seen: byTime(({ lastSeen }) => lastSeen),
  first: byTime(({ firstSeen }) => firstSeen),
  /** When it came back after it had been resolved, if it did and nobody has taken it on since. */
  regressed: (value) => {
    const term = regressedAt(value);
    return typeof term === 'string' ? term : { ...term, states: ['open'] };
  },
};

/** For completion: keys, and the values of those that have a closed list. */
export const SEARCH_KEYS: readonly string[] = Object.keys(FIELDS);
export const SEARCH_VALUES: Readonly<Record<string, readonly string[]>> = {
  state: Object.keys(STATE_WORDS),
  kind: PANIC_KINDS,
};

function notOneOf(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  const hint = near === undefined ? `it is one of ${known.join(', ')}` : `did you mean ${near}?`;
  return `"${word}" is none of its values: ${hint}`;
}

/** `7`, `>10`, `>=10`, `<3`, `<=3`. */
function byNumber(figure: (group: Searched) => number): Field {
  return (value) => {
    const parts = /^(>=?|<=?)?(\d{1,12})$/.exec(value);
    if (parts === null) return 'it is a number, or one after >, >=, < or <=';
    const limit = Number(parts[2]);
    switch (parts[1]) {
      case '>':
        return { test: (group) => figure(group) > limit };
      case '>=':
        return { test: (group) => figure(group) >= limit };
      case '<':
        return { test: (group) => figure(group) < limit };
      case '<=':
        return { test: (group) => figure(group) <= limit };
      default:
        return { test: (group) => figure(group) === limit };
    }
  };
}

/** `24h`, `7d`, in milliseconds; undefined for what is no such span. */
export function spanMs(text: string): number | undefined {
  const span = /^(\d{1,5})([mhdw])$/.exec(text);
  return span === null ? undefined : Number(span[1]) * (UNIT_MS[span[2] ?? ''] ?? 0);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** `24h`, `7d`: within; `2026-11-23`: that day, UTC; `2026-11-01..2026-11-07`: from the one to the other, both included. */
function byTime(time: (group: Searched) => string | undefined): Field {
  // What has no such time fits no span: NaN is within none.
  const at = (group: Searched): number => Date.parse(time(group) ?? '');
  return (value) => {
    const span = spanMs(value);
    if (span !== undefined) return { test: (group, now) => now.getTime() - at(group) <= span };
    const [from = '', to = from, more] = value.split('..');
    const start = DATE.test(from) ? Date.parse(from) : NaN;
    const end = DATE.test(to) ? Date.parse(to) + DAY_MS : NaN;
    if (more !== undefined || Number.isNaN(start) || Number.isNaN(end) || end <= start) {
      return 'it is a span like 24h or 7d, a day like 2026-11-23, or two with .. between them';
    }
    return {
      test: (group) => {
        const moment = at(group);
        return moment >= start && moment < end;
      },
    };
  };
}

const regressedAt = byTime(({ status }) =>
  status.state === 'open' && status.regressed === true ? status.since : undefined,
);

interface Token {
  readonly text: string;
  /** It begins with a quote: never a field. */
  readonly quoted: boolean;
}

/** Splits at white space outside of quotes; a quote that is not closed reaches to the end. */
function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const [word] of text.matchAll(/(?:[^\s"]|"[^"]*(?:"|$))+/g)) {
    found.push({ text: word.replaceAll('"', ''), quoted: /^-?"/.test(word) });
  }
  return found;
}

/** Never throws: what can't be read is in `problems`, and matches nothing. */
export function parseSearch(text: string): CrashSearch {
  const problems: SearchProblem[] = [];
  const alternatives: Term[][] = [[]];
  const all = tokens(text);
  if (all.length > MAX_TERMS) problems.push({ word: '', problem: `a search has at most ${String(MAX_TERMS)} words` });
  for (const token of all.slice(0, MAX_TERMS)) {
    if (token.text === 'OR' && !token.quoted) {
      if (alternatives.at(-1)?.length === 0) problems.push({ word: 'OR', problem: 'OR stands between two terms' });
      alternatives.push([]);
      continue;
    }
    const term = termOf(token);
    if (typeof term === 'string') problems.push({ word: token.text, problem: term });
    else if (term !== undefined) alternatives.at(-1)?.push(term);
  }
  if (alternatives.length > 1 && alternatives.at(-1)?.length === 0 && problems.length === 0) {
    problems.push({ word: 'OR', problem: 'OR stands between two terms' });
  }
  return { alternatives: alternatives.filter((terms) => terms.length > 0), problems };
}

function termOf({ text, quoted }: Token): Term | string | undefined {
  const negated = text.startsWith('-') && text.length > 1;
  const body = negated ? text.slice(1) : text;
  if (body === '') return undefined;
  const field = quoted ? null : /^([A-Za-z]+):(.+)$/.exec(body);
  // `http://…` and `BUG:` are words.
  if (field === null || field[2]?.startsWith('//') === true) return { negated, test: hasWord(body) };
  const [, key = '', value = ''] = field;
  const read = FIELDS[key.toLowerCase()];
  if (read === undefined) {
    const near = nearest(key.toLowerCase(), SEARCH_KEYS);
    const hint = near === undefined ? `there are ${SEARCH_KEYS.join(', ')}.` : `did you mean ${near}:?`;
    return `there is no ${key}: ${hint} Quotes make a word of it.`;
  }
  const term = read(value);
  return typeof term === 'string' ? `${key.toLowerCase()}: ${term}` : { negated, ...term };
}

function hasWord(word: string): Test {
  const wanted = word.toLowerCase();
  return ({ title, altTitles, culprit }) =>
    [title, ...altTitles, culprit.join(' ')].some((text) => matches(wanted, text));
}

export function searchFits({ alternatives, problems }: CrashSearch, group: Searched, now: Date): boolean {
  if (problems.length > 0) return false;
  if (alternatives.length === 0) return true;
  return alternatives.some((terms) => terms.every(({ negated, test }) => test(group, now) !== negated));
}

/** The states that a group must be in to fit: the store is asked for those alone. */
export function searchedStates({ alternatives }: CrashSearch): readonly CrashState[] {
  if (alternatives.length === 0) return CRASH_STATES;
  return CRASH_STATES.filter((state) =>
    alternatives.some((terms) =>
      terms.every(({ negated, states }) => states === undefined || negated || states.includes(state)),
    ),
  );
}

/** Whether groups are to be given the tags of their hosts before they are tested. */
export function asksForTags({ alternatives }: CrashSearch): boolean {
  return alternatives.some((terms) => terms.some(({ needsTags }) => needsTags === true));
}
