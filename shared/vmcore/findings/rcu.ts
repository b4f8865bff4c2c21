/** Of a stall of RCU: who holds the grace period up, by RCU's own records and not by which processor noticed. */
import type { KnownFinding } from '../../contract/finding-codes.ts';
import type { Task } from '../tasks/tasks.ts';
import { readRcuBlockers } from '../waits/rcu.ts';
import { nameFrame, nameTask, whereOf, workOf, type FindingContext, type FindingRule } from './context.ts';

const MAX_EVIDENCE = 16;

export const rcuRule: FindingRule = {
  name: 'RCU stall',
  kinds: ['rcu-stall'],
  async find(context): Promise<KnownFinding[]> {
    const { kernel, list } = context;
    if (kernel?.hasTypes !== true || list === undefined) return [];
    const blockers = await readRcuBlockers(kernel, list);
    const cpus = (blockers?.cpus ?? []).map(({ cpu, running }) => {
      const ran = running === undefined ? '' : `, which ran ${nameTask(running)} in ${placeOf(context, running)}`;
      return { task: running, text: `CPU ${cpu}${ran}` };
    });
    const readers = (blockers?.readers ?? []).map((task) => {
      return { task, text: `${nameTask(task)}, preempted while it read, in ${placeOf(context, task)}` };
    });
    const all = [...readers, ...cpus];
    const [first] = all;
    if (first === undefined) return [];
    const more = all.length === 1 ? '' : ` and ${all.length - 1} more`;
    return [
      {
        code: 'rcu-stall',
        severity: 'critical',
        summary: `A grace period of RCU is held up by ${first.text}${more}.`,
        evidence: all.slice(0, MAX_EVIDENCE).map(({ text }) => text),
        ...(first.task === undefined ? {} : { culprit: { pid: first.task.pid, comm: first.task.comm } }),
      },
    ];
  },
};

function placeOf(context: FindingContext, task: Task): string {
  const trace = context.traces?.byAddress.get(task.address);
  return nameFrame(trace === undefined ? undefined : whereOf(workOf(trace)));
}
