/** A release for a person: what became of it, and what an approver has to know of all of it at once. */
import type { ImageRecord } from '../../../shared/contract/images.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { TextStyle } from '../format.ts';
import { renderImage } from '../output/images-text.ts';
import { contentOf } from './parts.ts';
import type { PartOutcome } from './sign.ts';

/** List prices of KMS, USD a call: RSA_2048, and the P-256 key of the log. */
const RSA_USD = 0.03 / 10_000;
const ECC_USD = 0.15 / 10_000;
/** Asked for, approved, announced, signed: each brings a checkpoint; one may take in several, or be too late and for nothing. */
const CHECKPOINTS = 4;
const MAX_SHOWN = 20;

/** About how many calls of KMS a release takes in all, and what they cost. */
export function kmsOf(outcomes: readonly PartOutcome[]): {
  readonly signatures: number;
  readonly checkpoints: number;
  readonly usd: number;
} {
  const signatures = outcomes.filter(({ isNew }) => isNew === true).length;
  const checkpoints = outcomes.filter(({ id }) => id !== undefined).length * CHECKPOINTS;
  const usd = Number((signatures * RSA_USD + checkpoints * ECC_USD).toFixed(6));
  return { signatures, checkpoints, usd };
}

export function renderOutcomes(release: string, outcomes: readonly PartOutcome[], others: number): string {
  const counts = countsOf(outcomes.map(({ state }) => state));
  const { signatures, checkpoints, usd } = kmsOf(outcomes);
  const wrong = outcomes.filter(({ state }) => state !== 'signed' && state !== 'pending');
  const lines = [
    `release ${safeText(release)}: ${listed(counts)}${others === 0 ? '' : `; ${others} other files left alone`}`,
    ...shortened(wrong.map(({ name, state, reason }) => `  ${state}: ${safeText(name)}: ${safeText(reason ?? '')}`)),
    `  KMS: ${signatures} signatures, about ${checkpoints} checkpoints of the log: some ${usd.toFixed(4)} USD at list prices`,
  ];
  return lines.join('\n');
}

/** What waits in a release, and how it differs from what was signed before. Kernels and EFI images one by one, modules together. */
export function renderRelease(
  release: string,
  parts: readonly ImageRecord[],
  gone: readonly string[],
  style: TextStyle,
): string {
  const waiting = parts.filter(({ state }) => state === 'pending');
  const modules = waiting.filter(({ image }) => image?.kind === 'module');
  const fresh = modules.filter(({ previousId }) => previousId === undefined);
  const people = [...new Set(waiting.map(({ requestedBy }) => requestedBy))];
  const lines = [
    `release ${safeText(release)}: ${listed(countsOf(parts.map(({ state }) => state)))}`,
    `  ${listed(countsOf(waiting.map(({ image }) => image?.kind ?? 'unknown')))}, asked for by ${people.map((each) => safeText(each)).join(', ')}`,
    ...waiting.filter((part) => !modules.includes(part)).flatMap((part) => ['', renderImage(part, style)]),
    ...(modules.length === 0 ? [] : ['', `modules: ${modules.length}`]),
    ...shortened(fresh.map(({ name }) => `  new: ${safeText(name)}`)),
    ...shortened(
      modules.flatMap(({ name, problems }) =>
        problems.map(({ rule, problem }) => `  ! ${safeText(name)}: ${rule}: ${safeText(problem)}`),
      ),
    ),
    ...shortened(sameChanges(modules)),
    ...(gone.length === 0 ? [] : ['', 'in the release before, and not in this one:']),
    ...shortened(gone.map((name) => `  ${safeText(name)}`)),
  ];
  if (waiting.length > 0) {
    lines.push(
      '',
      `content     ${contentOf(waiting)}`,
      `approve: purgatory approve --release ${safeText(release)} --content ${contentOf(waiting)}`,
    );
  }
  return lines.join('\n');
}

/** Changes of modules by what changed, the most frequent first: one line for what is alike in all of them. */
function sameChanges(modules: readonly ImageRecord[]): string[] {
  const counts = countsOf(modules.flatMap(({ changes }) => changes.map(({ field }) => field)));
  return [...counts]
    .filter(([field]) => field !== 'digest')
    .toSorted(([, a], [, b]) => b - a)
    .map(([field, count]) => `  ${safeText(field)} differs in ${count}`);
}

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= MAX_SHOWN) return lines;
  return [...lines.slice(0, MAX_SHOWN), `  … and ${lines.length - MAX_SHOWN} more (--json has all)`];
}

function countsOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}
