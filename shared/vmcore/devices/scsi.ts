/** SCSI hosts in error recovery, and their devices that nothing is sent to any more (v6.12 include/scsi/scsi_{host,device}.h). */
import type { Kernel } from '../kernel/kernel.ts';
import { readTexts } from '../kernel/modules.ts';
import { typesWith } from '../kernel/module-btf.ts';
import { devicesOf, nameDevices } from '../kernel/subsystems.ts';
import type { KernelTime } from '../kernel/time.ts';
import { walkList, type WalkProblem } from '../kernel/walks.ts';
import { Shape } from '../symbols/shape.ts';
import type { Types } from '../symbols/types.ts';
import { countRequests, type RequestCount } from './requests.ts';
import { firstDevices, noTypes, stateName } from './types.ts';

const MAX_DEVICES = 65_536;
const VENDOR_BYTES = 8;
const MODEL_BYTES = 16;

export interface ScsiDevice {
  /** `2:0:0:0`: host, channel, target, unit. */
  readonly name: string;
  /** As the kernel names it, in small letters: `offline`, `transport offline`, `block`. */
  readonly state: string;
  /** Vendor and model, as the device says them. */
  readonly model: string;
}

export interface ScsiHost {
  readonly name: string;
  /** The driver: `ahci`. */
  readonly driver: string | undefined;
  readonly recovering: boolean;
  /** Commands that have failed, and wait for recovery. */
  readonly failed: number;
  /** Recovery was asked for without a command that failed. */
  readonly scheduled: boolean;
  /** The `task_struct` of its error handler; 0 where it has none. */
  readonly handler: bigint;
  /** After how long recovery skips to resetting the host; absent where it has no limit, or none is known. */
  readonly deadlineSeconds: number | undefined;
  readonly requests: RequestCount;
  /** Of all its devices those that nothing is sent to. */
  readonly stopped: readonly ScsiDevice[];
}

const RECOVERING = /RECOVERY$/;
const STOPPED = /^SDEV_(OFFLINE|TRANSPORT_OFFLINE|BLOCK|CREATED_BLOCK)$/;

/**
 * Hosts with something wrong about them.
 *
 * @throws {FormatError} unsupported, where there are hosts and what they look like is not known
 */
export async function readBadScsi(
  kernel: Kernel,
  time: KernelTime | undefined,
  problems: WalkProblem[],
): Promise<readonly ScsiHost[]> {
  const [list, types] = await Promise.all([
    devicesOf(kernel, 'class', 'scsi_host'),
    typesWith(kernel, 'Scsi_Host', ['scsi_mod']),
  ]);
  problems.push(...list.problems);
  const found = firstDevices(list.devices, 'SCSI hosts', problems);
  if (found.length === 0) return [];
  const states = types?.enum('scsi_host_state');
  if (types === undefined || states === undefined)
    throw noTypes('Scsi_Host', 'SCSI: the state of its hosts is not known');
  const type = types.struct('Scsi_Host');
  const offset = BigInt(type.offsetOf('shost_dev'));
  const [rows, names] = await Promise.all([
    new Shape(type, {
      devices: '__devices',
      state: 'shost_state',
      failed: 'host_failed',
      scheduled: 'host_eh_scheduled',
      handler: 'ehandler',
      deadline: 'eh_deadline',
      template: 'hostt',
    })
      .need('devices', 'state', 'failed')
      .readGood(
        kernel.memory,
        found.map((device) => device - offset),
        (failure, address) => problems.push({ address, problem: 'a SCSI host that cannot be read', failure }),
      ),
    nameDevices(kernel, found),
  ]);
  const drivers = await driverNames(
    kernel,
    types,
    rows.map((row) => (row.has('template') ? row.pointer('template') : 0n)),
  );
  const recovering = new Set([...states].filter(([name]) => RECOVERING.test(name)).map(([, value]) => value));
  const hosts = await Promise.all(
    rows.map(async (row, i): Promise<ScsiHost> => {
      const devices = await readDevices(kernel, types, row.addressOf('devices'), problems);
      const failed = row.int('failed');
      const isRecovering = recovering.has(row.int('state'));
      const scheduled = row.has('scheduled') && row.int('scheduled') !== 0;
      const ticks = row.has('deadline') ? row.int('deadline') : -1;
      const isBad = isRecovering || failed > 0 || scheduled;
      const queues = isBad ? devices.queues : [];
      return {
        name: names.get(row.address + offset)?.name ?? '?',
        driver: drivers[i],
        recovering: isRecovering,
        failed,
        scheduled,
        handler: row.has('handler') ? row.pointer('handler') : 0n,
        deadlineSeconds: ticks < 0 || time?.hz === undefined ? undefined : ticks / time.hz,
        requests: await countRequests(kernel, queues, time),
        stopped: devices.stopped,
      };
    }),
  );
  return hosts.filter((host) => host.recovering || host.failed > 0 || host.scheduled || host.stopped.length > 0);
}

/** `name` of each host's template. */
async function driverNames(
  kernel: Kernel,
  types: Types,
  templates: readonly bigint[],
): Promise<(string | undefined)[]> {
  const name = types.find('scsi_host_template')?.field('name');
  if (name === undefined) return templates.map(() => undefined);
  const at = BigInt(name.offsetBytes);
  const pointers = await kernel.memory.words(templates.map((template) => (template === 0n ? 0n : template + at)));
  const texts = await readTexts(
    kernel,
    pointers.map((pointer) => pointer ?? 0n),
  );
  return texts.map((text) => (text === '' ? undefined : text));
}

interface Devices {
  readonly queues: readonly bigint[];
  readonly stopped: readonly ScsiDevice[];
}

async function readDevices(kernel: Kernel, types: Types, head: bigint, problems: WalkProblem[]): Promise<Devices> {
  const type = types.struct('scsi_device');
  const names = new Map([...(types.enum('scsi_device_state') ?? [])].map(([name, value]) => [value, name]));
  const walk = await walkList(kernel.memory, head, { maxNodes: MAX_DEVICES });
  problems.push(...walk.problems);
  const link = BigInt(type.offsetOf('siblings'));
  const rows = await new Shape(type, {
    queue: 'request_queue',
    state: 'sdev_state',
    name: 'sdev_gendev.kobj.name',
    vendor: 'vendor',
    model: 'model',
  })
    .need('state', 'name')
    .readGood(
      kernel.memory,
      walk.nodes.map((node) => node - link),
      (failure, address) => problems.push({ address, problem: 'a SCSI device that cannot be read', failure }),
    );
  const stopped = rows.filter((row) => STOPPED.test(names.get(row.int('state')) ?? ''));
  const [texts, vendors, models] = await Promise.all([
    readTexts(
      kernel,
      stopped.map((row) => row.pointer('name')),
    ),
    readTexts(
      kernel,
      stopped.map((row) => (row.has('vendor') ? row.pointer('vendor') : 0n)),
      VENDOR_BYTES,
    ),
    readTexts(
      kernel,
      stopped.map((row) => (row.has('model') ? row.pointer('model') : 0n)),
      MODEL_BYTES,
    ),
  ]);
  return {
    queues: rows.map((row) => (row.has('queue') ? row.pointer('queue') : 0n)),
    stopped: stopped.map((row, i) => ({
      name: texts[i] ?? '?',
      state: stateName(names.get(row.int('state')) ?? '', 'SDEV_'),
      model: [vendors[i], models[i]]
        .map((text) => text?.trim() ?? '')
        .join(' ')
        .trim(),
    })),
  };
}
