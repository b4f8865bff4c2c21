/** Where the fault lies, judged by who is hit: one host, one hardware model, or anybody. */
import type { Attribution } from '../../shared/contract/crashes.ts';
import type { PanicKind } from '../../shared/contract/triage.ts';

export interface Spread {
  readonly kind: PanicKind;
  readonly count: number;
  readonly hostCount: number;
  /** Occurrences by hardware model. */
  readonly models: Readonly<Record<string, number>>;
  /** Models that the whole fleet is known to have. */
  readonly fleetModels: number;
  /** With one host: on how many groups' account it stood lately, this one included. */
  readonly groupsOfHost?: number | undefined;
}

/** A host with this many different problems in a month is more likely broken than unlucky. */
const SUSPECT_HOST_GROUPS = 3;
/** From this many hosts on a common trait means something. */
const MEANINGFUL_HOSTS = 3;
/** That all who are hit are of one model has to be less likely than this, were the model of no matter. */
const BY_CHANCE = 0.05;
/** Somebody asked for these, or the system was set up wrongly: they say nothing of where a fault lies. */
const NO_FAULT: readonly PanicKind[] = ['sysrq', 'init-died', 'no-root-fs'];

/** Undefined where the numbers are too small to say anything. */
export function attribute(spread: Spread): Attribution | undefined {
  const { kind, count, hostCount, fleetModels, groupsOfHost = 0 } = spread;
  if (NO_FAULT.includes(kind)) return undefined;
  const models = Object.entries(spread.models).sort(([, a], [, b]) => b - a);
  const [commonest] = models;

  if (hostCount === 1) {
    if (groupsOfHost < SUSPECT_HOST_GROUPS) return undefined;
    return {
      cause: 'hardware',
      summary: `only one host, and it had ${groupsOfHost} different crashes in 30 days: suspect its hardware`,
      evidence: [`1 host, ${count} times`, `${groupsOfHost} different crashes on it in 30 days`],
    };
  }
  if (hostCount < MEANINGFUL_HOSTS || commonest === undefined) return undefined;

  const hosts = `${hostCount} hosts, ${count} times`;
  if (models.length > 1) {
    return {
      cause: 'kernel',
      summary: `${hostCount} hosts of ${models.length} hardware models: suspect the kernel`,
      evidence: [hosts, ...models.slice(0, 5).map(([model, times]) => `${model}: ${times} times`)],
    };
  }
  // In a fleet of one model this always holds, in one of two often: each host after the first is of the same model by chance.
  if (fleetModels < 2 || fleetModels ** (1 - hostCount) > BY_CHANCE) return undefined;
  const [model] = commonest;
  return {
    cause: 'firmware',
    summary: `all ${hostCount} hosts are ${model}, one of ${fleetModels} models in the fleet: suspect its firmware`,
    evidence: [hosts, `all of them ${model}`, `${fleetModels} models in the fleet`],
  };
}
