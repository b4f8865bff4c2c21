/**
 * Whether types from outside describe what lies in memory. VMCOREINFO tells of few structures; of those that a kernel may have in random
 * order (CONFIG_RANDSTRUCT) of `uts_namespace` alone, whose few members may stand as before by chance. gcc's debug information tells the
 * order of the source, and a build-id does not know better.
 */
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { MemoryReadError, ReadFailureReason } from '../memory/read-failure.ts';
import { findExports } from '../symbols/export-table.ts';
import { Shape } from '../symbols/shape.ts';
import type { Types } from '../symbols/types.ts';
import type { BtfHome } from '../symbols/read-btf.ts';
import type { ImageBytes } from '../symbols/image-scan.ts';

/** `INIT_TASK_COMM`, include/linux/init_task.h (linux 5.10 to 7.2); that of a processor's idle task has its number behind. */
const FIRST_NAME = /^swapper(?:\/\d+)?$/;
const UPPER_HALF = 2n ** 63n;

/**
 * Holds the types against the one task that is known by its name: `init_task`. What can't be looked at, because the dump does not hold it or
 * nothing says where it is, refuses nothing.
 *
 * @param image the kernel's constants and data, where its symbols do not say where data is
 * @param origin how the types are called in the error
 * @throws {FormatError} bad-value, where they do not describe it
 * @throws {MemoryReadError} pending, while it has not arrived
 */
export async function requireFirstTask(
  home: BtfHome,
  types: Types,
  { image, origin }: { readonly image?: ImageBytes | undefined; readonly origin: string },
): Promise<void> {
  const address = home.symbol('init_task') ?? (image === undefined ? undefined : findExports(image).get('init_task'));
  if (address === undefined || !types.has('task_struct', 'comm')) return;
  const shape = new Shape(types.struct('task_struct'), { comm: 'comm', pid: 'pid', next: 'tasks.next' });
  let pending: MemoryReadError | undefined;
  const [task] = await shape.readGood(home.memory, [address], (failure) => {
    if (failure.reason === ReadFailureReason.Pending) pending = new MemoryReadError('init_task', failure);
  });
  if (pending !== undefined) throw pending;
  if (task === undefined) return;
  const isFirst = FIRST_NAME.test(task.text('comm')) && (!task.has('pid') || task.int('pid') === 0);
  if (isFirst && (!task.has('next') || task.pointer('next') >= UPPER_HALF)) return;
  throw new FormatError(
    FormatErrorCode.BadValue,
    { format: 'btf', field: origin },
    `the BTF does not describe this kernel's memory: where it has the name of init_task (at ${shape.field('comm')?.offsetBytes}) there is no ` +
      '"swapper". The kernel was built with other options, or has its structures in random order (CONFIG_RANDSTRUCT), which debug ' +
      'information of gcc does not tell',
  );
}
