/** NVMe controllers that are dead or on the way to be up again, and requests that they did not answer in time. */
import type { Kernel } from '../kernel/kernel.ts';
import { typesWith } from '../kernel/module-btf.ts';
import { devicesOf, nameDevices } from '../kernel/subsystems.ts';
import type { KernelTime } from '../kernel/time.ts';
import { walkList, type WalkProblem } from '../kernel/walks.ts';
import { Shape } from '../symbols/shape.ts';
import type { Types } from '../symbols/types.ts';
import { countRequests, type RequestCount } from './requests.ts';
import { firstDevices, noTypes, stateName } from './types.ts';

const MAX_NAMESPACES = 1024;

export interface NvmeController {
  readonly name: string;
  /** As the kernel names it, in small letters: `live`, `resetting`, `connecting`, `deleting`, `dead`. */
  readonly state: string;
  /** How often it has tried to reach a controller on the network again. */
  readonly reconnects: number;
  readonly requests: RequestCount;
}

/** Neither up nor about to be for the first time. */
const FINE: ReadonlySet<string> = new Set(['live', 'new']);

/**
 * Controllers that are in a bad state, or have requests past their time.
 *
 * @throws {FormatError} unsupported, where there are controllers and what they look like is not known
 */
export async function readBadNvme(
  kernel: Kernel,
  time: KernelTime | undefined,
  problems: WalkProblem[],
): Promise<readonly NvmeController[]> {
  const [list, types] = await Promise.all([
    devicesOf(kernel, 'class', 'nvme'),
    typesWith(kernel, 'nvme_ctrl', ['nvme_core']),
  ]);
  problems.push(...list.problems);
  const found = firstDevices(list.devices, 'NVMe controllers', problems);
  if (found.length === 0) return [];
  if (types === undefined) throw noTypes('nvme_ctrl', 'NVMe: the state of its controllers is not known');
  const type = types.struct('nvme_ctrl');
  const offset = BigInt(type.offsetOf('ctrl_device'));
  const [rows, names] = await Promise.all([
    new Shape(type, {
      state: 'state',
      namespaces: 'namespaces',
      admin: 'admin_q',
      reconnects: 'nr_reconnects',
    })
      .need('state')
      .readGood(
        kernel.memory,
        found.map((device) => device - offset),
        (failure, address) => problems.push({ address, problem: 'an NVMe controller that cannot be read', failure }),
      ),
    nameDevices(kernel, found),
  ]);
  const states = new Map(
    [...(types.enum('nvme_ctrl_state') ?? [])].map(([name, value]) => [value, stateName(name, 'NVME_CTRL_')]),
  );
  const controllers = await Promise.all(
    rows.map(async (row): Promise<NvmeController> => {
      const own = row.has('namespaces') ? await queuesOf(kernel, types, row.addressOf('namespaces'), problems) : [];
      const queues = row.has('admin') ? [row.pointer('admin'), ...own] : own;
      return {
        name: names.get(row.address + offset)?.name ?? '?',
        state: states.get(row.int('state')) ?? `in state ${row.int('state')}, which its types do not name`,
        reconnects: row.has('reconnects') ? row.int('reconnects') : 0,
        requests: await countRequests(kernel, queues, time),
      };
    }),
  );
  const inPart = rows.filter((_, i) => controllers[i]?.requests.atLeast === true);
  problems.push(
    ...inPart.map(({ address }) => ({ address, problem: 'an NVMe controller of whose queues not all were looked at' })),
  );
  return controllers.filter(({ state, requests }) => !FINE.has(state) || requests.overdue > 0);
}

/** The request queues of a controller's namespaces. */
async function queuesOf(
  kernel: Kernel,
  types: Types,
  head: bigint,
  problems: WalkProblem[],
): Promise<readonly bigint[]> {
  const type = types.find('nvme_ns');
  const link = type?.field('list');
  if (type === undefined || link === undefined || type.field('queue') === undefined) return [];
  const walk = await walkList(kernel.memory, head, { maxNodes: MAX_NAMESPACES });
  problems.push(...walk.problems);
  const rows = await new Shape(type, { queue: 'queue' }).readGood(
    kernel.memory,
    walk.nodes.map((node) => node - BigInt(link.offsetBytes)),
  );
  return rows.map((row) => row.pointer('queue'));
}
