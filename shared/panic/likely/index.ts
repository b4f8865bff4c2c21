/**
 * What a report's log says of its cause, in one line for whoever is woken by it: `use after free (0x6b6b6b6b6b6b6b73: POISON_FREE: …)`.
 * Said only where the log shows it; a dump's findings say more later. Linear in the report's length, which is bounded.
 */
import type { TraceFrame } from '../../contract/triage.ts';
import type { Facts } from '../facts.ts';
import type { Judgement } from '../judge.ts';
import { MODULE_TAINTS } from '../module-taints.ts';
import type { Report } from '../report.ts';
import { titleName } from '../titles.ts';
import { fromAddress } from './address.ts';
import type { Evidence } from './evidence.ts';
import { fromWords } from './said.ts';

export { HINTS } from './said.ts';

/** Characters of a cause. */
const MAX_LIKELY = 200;

/** In the order in which they are tried: the first that knows something is it. */
const CAUSES: readonly ((evidence: Evidence) => string | undefined)[] = [fromWords, fromAddress];

/** The likely cause; undefined where the log does not show one. */
export function likelyCause(
  report: Report,
  judgement: Judgement,
  frames: readonly TraceFrame[],
  facts: Facts,
): string | undefined {
  const lines = report.lines.slice(0, report.end);
  const evidence: Evidence = {
    judgement,
    lines,
    before: report.before,
    frames,
    facts,
  };
  let cause: string | undefined;
  for (const draw of CAUSES) cause ??= draw(evidence);
  const module = foreignModule(evidence);
  const text = cause === undefined ? module : module === undefined ? cause : `${cause}, in ${module}`;
  return text === undefined ? undefined : oneLine(text).slice(0, MAX_LIKELY);
}

/** Not from the kernel's own tree; that one is unsigned or from staging alone says little. */
const FOREIGN = ['P', 'O', 'F'];
const MODULES = 'Modules linked in:';

/** `Modules linked in: acme(OE) ext4 …`: the module of the blamed function, where it is none of the kernel's. */
function foreignModule({ judgement, frames, lines }: Evidence): string | undefined {
  const blamed = frames.find(({ symbol, reliable }) => reliable && titleName(symbol) === judgement.guilty);
  if (blamed?.module === undefined) return undefined;
  const list = lines.find(({ text }) => text.startsWith(MODULES))?.text ?? '';
  const at = list.indexOf(` ${blamed.module}(`);
  if (at < 0) return undefined;
  const from = at + blamed.module.length + 2;
  const flags = list.slice(from, Math.max(from, list.indexOf(')', from)));
  if (!FOREIGN.some((flag) => flags.includes(flag))) return undefined;
  const marks = Object.entries(MODULE_TAINTS).flatMap(([flag, mark]) => (flags.includes(flag) ? [mark] : []));
  return `${blamed.module}, a module that is ${marks.join(', ')}`;
}

/** What hosts say goes into messages: no control, format or bidirectional characters. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
