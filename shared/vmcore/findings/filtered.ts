/** A dump whose filter threw away pages of the kernel itself. */
import type { KnownFinding } from '../../contract/finding-codes.ts';
import { ReadFailureReason } from '../memory/read-failure.ts';
import { ALL_KINDS } from '../report/panic-kinds.ts';
import type { FindingRule } from './context.ts';

/**
 * Since 6.10 a page of a slab is told by its type, not by a flag. makedumpfile knows that from 1.7.6 on ("Fix wrong exclusion of slab
 * pages"); one before takes such pages for those of processes, and leaves them out with these.
 */
const SLAB_BY_TYPE = [6, 10] as const;
const FIRST_THAT_KNOWS = '1.7.6';

export const filteredRule: FindingRule = {
  name: 'filtered dump',
  kinds: ALL_KINDS,
  find({ dump, kernel, list, walkProblems }): KnownFinding[] {
    if (dump.incomplete) return [];
    const left = walkProblems.filter(({ problem }) => problem.failure?.reason === ReadFailureReason.Excluded);
    const recovered = list?.recovered ?? 0;
    if (left.length === 0 && recovered === 0) return [];
    const places = [...new Set(left.map(({ where }) => where))].map((where) => {
      return `${where}: ${left.filter((one) => one.where === where).length} that can't be read`;
    });
    const missing =
      left.length === 0
        ? 'every task was found all the same'
        : `at least ${left.length} of its objects are missing, tasks may be among them`;
    const release = kernel?.info.get('OSRELEASE')?.trim() ?? '';
    const [major = 0, minor = 0] = release.split('.').map((part) => Number.parseInt(part, 10));
    const isNew = major > SLAB_BY_TYPE[0] || (major === SLAB_BY_TYPE[0] && minor >= SLAB_BY_TYPE[1]);
    const reason = isNew
      ? `A makedumpfile older than ${FIRST_THAT_KNOWS} takes slab pages of kernels from ${SLAB_BY_TYPE.join('.')} on for those of processes; this kernel is ${release}`
      : 'No dump level leaves these out: the filter did not know this kernel, or was told to erase them';
    return [
      {
        code: 'overfiltered-dump',
        severity: 'warning',
        summary: `The dump's filter left out pages of the kernel itself: ${missing}. ${reason}.`,
        evidence: [...places, ...(recovered === 0 ? [] : [`tasks: ${recovered} to which only their neighbours led`])],
      },
    ];
  },
};
