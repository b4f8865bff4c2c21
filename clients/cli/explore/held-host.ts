/** Shows how a host that is held in its crash kernel is asked for pages, and says once when it can't be any more. */
import { safeText } from '../../../shared/render/safe-text.ts';
import { bytes, moment } from '../../../shared/report-view/units.ts';
import type { CliContext } from '../context.ts';
import { progressLine } from '../output/progress.ts';
import type { HostWatch } from './service.ts';

/** Between two questions to a service that has waited for the host already. */
const AGAIN_MS = 500;

export function heldHostWatch(context: Pick<CliContext, 'stderr' | 'sleep' | 'signal'>): HostWatch {
  const progress = progressLine(context.stderr);
  let said = '';
  return {
    async waits({ host, bytes: wanted, until }) {
      progress.update(`waiting for ${bytes(wanted)} of memory from ${host}, which is held until ${moment(until)}`);
      await context.sleep(AGAIN_MS);
      context.signal.throwIfAborted();
    },
    answered(why = '') {
      progress.clear();
      if (why !== '' && why !== said) context.stderr.write(`purgatory: ${safeText(why)}\n`);
      said = why;
    },
  };
}
