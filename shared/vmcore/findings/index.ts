import type { KnownFinding } from '../../contract/finding-codes.ts';
import { bySeverity } from '../../contract/severities.ts';
import type { Sections } from '../report/sections.ts';
import { calledRule } from './called.ts';
import { crashKernelRule } from './crash-kernel.ts';
import { crashRule } from './crash.ts';
import type { FindingContext, FindingRule } from './context.ts';
import { deadlockRule } from './deadlock.ts';
import { deviceRule } from './devices.ts';
import { filteredRule } from './filtered.ts';
import { instrumentedRule } from './instrumented.ts';
import { networkRule } from './network.ts';
import { bitFlipRule, poisonRule } from './poison.ts';
import { rcuRule } from './rcu.ts';
import { spinningRule } from './spinning.ts';
import { stackRule } from './stacks.ts';
import { textRule } from './text.ts';
import { workqueueRule } from './workqueues.ts';
import { blockedRule, dumpRule, earlierRule, hardwareRule, listRule, memoryRule } from './state.ts';

export type { FindingContext } from './context.ts';
export { findPoison } from './poison.ts';

/** In the order in which an on-call wants to hear of them; severity goes before. */
export const RULES: readonly FindingRule[] = [
  deadlockRule,
  rcuRule,
  stackRule,
  spinningRule,
  textRule,
  poisonRule,
  listRule,
  crashRule,
  calledRule,
  bitFlipRule,
  memoryRule,
  blockedRule,
  workqueueRule,
  networkRule,
  deviceRule,
  hardwareRule,
  earlierRule,
  dumpRule,
  crashKernelRule,
  filteredRule,
  instrumentedRule,
];

/** What an on-call wants first. A rule that fails is noted and the others go on. */
export async function findFindings(context: FindingContext, sections: Sections): Promise<KnownFinding[]> {
  const found = await Promise.all(
    RULES.filter(({ kinds }) => kinds.includes(context.named?.kind ?? 'none')).map((rule) =>
      sections.run(`findings: ${rule.name}`, async () => rule.find(context)),
    ),
  );
  return bySeverity(found.flatMap((findings) => findings ?? []));
}
