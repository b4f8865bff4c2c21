/** What a question that is being typed may go on with. */
import { memberNames } from './ctype.ts';
import { structOf, type Evaluator } from './evaluate.ts';
import { ExploreError } from './explore-error.ts';
import { parseExpression } from './parser.ts';

const MAX_CANDIDATES = 200;
const MEMBER = /^(.*?)(->|\.)([A-Za-z0-9_]*)$/s;
const TAGGED = /\b(struct|union|enum)\s+([A-Za-z0-9_]*)$/;
const WORD = /([A-Za-z_][A-Za-z0-9_]*)$/;

export interface Completion {
  /** What stands before the cursor and is replaced by one of the candidates. */
  readonly partial: string;
  readonly candidates: readonly string[];
}

export async function complete(evaluator: Evaluator, line: string, verbs: Iterable<string>): Promise<Completion> {
  const member = MEMBER.exec(line);
  if (member !== null) return completeMember(evaluator, member[1] ?? '', member[3] ?? '');
  const { world } = evaluator;
  const tagged = TAGGED.exec(line);
  if (tagged !== null) {
    const [, tag = 'struct', partial = ''] = tagged;
    return { partial, candidates: matching(world.types.tagNames(tag as 'struct' | 'union' | 'enum'), partial) };
  }
  const partial = WORD.exec(line)?.[1] ?? '';
  if (partial === '') return { partial, candidates: [] };
  const first = line.trim() === partial ? [...verbs] : [];
  return { partial, candidates: matching([...first, ...world.symbolNames()], partial) };
}

async function completeMember(evaluator: Evaluator, before: string, partial: string): Promise<Completion> {
  const { types } = evaluator.world;
  // The expression that ends here begins after what can't be part of it.
  const starts = [0, ...[...before.matchAll(/[\s,=<>+*!~]/g)].map(({ index }) => index + 1)];
  for (const start of starts) {
    try {
      const expression = parseExpression(before.slice(start).replace(/^&/, ''), types.isTypedef);
      const struct = structOf((await evaluator.evaluate(expression)).type);
      if (struct !== undefined) return { partial, candidates: matching(memberNames(struct), partial) };
    } catch (error) {
      if (!(error instanceof ExploreError)) throw error;
    }
  }
  return { partial, candidates: [] };
}

function matching(names: Iterable<string>, partial: string): string[] {
  const found = new Set<string>();
  for (const name of names) {
    if (name.startsWith(partial) && name !== '') found.add(name);
    if (found.size >= MAX_CANDIDATES) break;
  }
  return [...found].sort();
}
