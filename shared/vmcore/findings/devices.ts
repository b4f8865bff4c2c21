/** Devices in error by what their drivers have written down. */
import type { KnownFinding } from '../../contract/finding-codes.ts';
import type { NvmeController } from '../devices/nvme.ts';
import type { RequestCount } from '../devices/requests.ts';
import type { ScsiHost } from '../devices/scsi.ts';
import type { BrokenVirtio } from '../devices/virtio.ts';
import { ALL_KINDS } from '../report/panic-kinds.ts';
import { nameFrame, nameTask, seconds, whereOf, type FindingContext, type FindingRule } from './context.ts';

const MAX_EVIDENCE = 16;
const MAX_LINES = 3;

export const deviceRule: FindingRule = {
  name: 'devices',
  kinds: ALL_KINDS,
  find(context): KnownFinding[] {
    const { devices } = context;
    if (devices === undefined) return [];
    return [
      ...devices.virtio.map((device) => tellVirtio(context, device)),
      ...devices.nvme.map((controller) => tellNvme(context, controller)),
      ...devices.scsi.map((host) => tellScsi(context, host)),
    ];
  },
};

function finding(summary: string, evidence: readonly string[]): KnownFinding {
  return { code: 'device-in-error', severity: 'warning', summary, evidence: evidence.slice(0, MAX_EVIDENCE) };
}

function tellVirtio(context: FindingContext, { name, driver, queues, broken, failed }: BrokenVirtio): KnownFinding {
  const of = driver === undefined ? '' : ` (${driver})`;
  const said =
    broken.length > 0
      ? `uses ${broken.length} of its ${queues} queues no more: they are marked as broken`
      : 'was given up by its driver';
  return finding(`Virtio device ${name}${of} ${said}.`, [
    ...(broken.length === 0 ? [] : [`broken: ${broken.slice(0, MAX_EVIDENCE).join(', ')}`]),
    ...(failed ? ['its status was failed when the machine was suspended'] : []),
    ...linesOn(context, [name]),
  ]);
}

/** What a state means for whoever waits for the device. */
const NVME_STATES: Readonly<Record<string, string>> = {
  live: 'is up',
  resetting: 'is being reset',
  connecting: 'is being set up again',
  deleting: 'is being removed',
  'deleting noio': 'is being removed, and answers no more',
  dead: 'is dead: its driver has given it up',
};

function tellNvme(context: FindingContext, { name, state, reconnects, requests }: NvmeController): KnownFinding {
  const late =
    requests.overdue === 0
      ? ''
      : `, with ${atLeast(requests)}${counted(requests.overdue, 'request')} past ${requests.overdue === 1 ? 'its' : 'their'} time by up to ${seconds(requests.overdueSeconds)}`;
  return finding(`NVMe controller ${name} ${NVME_STATES[state] ?? `is ${state}`}${late}.`, [
    `its state is ${state}`,
    ...inFlight(requests),
    ...(reconnects > 0 ? [`it has been tried to reach ${counted(reconnects, 'time')}`] : []),
    ...linesOn(context, [name]),
  ]);
}

function tellScsi(context: FindingContext, host: ScsiHost): KnownFinding {
  const { name, driver, failed, recovering, scheduled, stopped, requests } = host;
  const isBad = recovering || failed > 0 || scheduled;
  const parts = [
    ...(recovering ? ['is in error recovery'] : isBad ? ['is about to begin error recovery'] : []),
    ...(stopped.length === 0 ? [] : [`has ${counted(stopped.length, 'device')} that nothing is sent to`]),
  ];
  return finding(`SCSI host ${name}${driver === undefined ? '' : ` (${driver})`} ${parts.join(', and ')}.`, [
    ...(failed > 0 ? [`commands that have failed: ${failed}`] : []),
    ...(isBad ? inFlight(requests) : []),
    ...(isBad ? handlerOf(context, host) : []),
    ...(isBad && host.deadlineSeconds !== undefined
      ? [`after ${seconds(host.deadlineSeconds)} of recovery the host is reset (eh_deadline)`]
      : []),
    ...stopped.map(
      (device) => `${device.name} ${device.model === '' ? '' : `(${device.model}) `}is in state ${device.state}`,
    ),
    ...linesOn(context, [name, ...stopped.map((device) => device.name)]),
  ]);
}

/** Where the host's error handler stands: recovery gets no further than that. */
function handlerOf({ list, traces }: FindingContext, { handler }: ScsiHost): string[] {
  const task = list?.byAddress.get(handler);
  if (task === undefined) return [];
  const frame = whereOf(traces?.byAddress.get(handler)?.frames ?? []);
  return [`its error handler ${nameTask(task)} is in ${nameFrame(frame)}, in state ${task.state}`];
}

function inFlight(requests: RequestCount): string[] {
  const { inFlight: count, overdue } = requests;
  if (count === 0) return [];
  const more = atLeast(requests);
  return [`requests that it has and has not answered: ${more}${count}, past their time ${more}${overdue}`];
}

function atLeast(requests: RequestCount): string {
  return requests.atLeast ? 'at least ' : '';
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** The last that the log says of some devices, as drivers begin their lines: `nvme nvme0: …`, `sd 2:0:0:0: [sda] …`. */
function linesOn({ log }: FindingContext, names: readonly string[]): string[] {
  return (log?.text ?? '')
    .split('\n')
    .filter((line) => names.some((name) => line.includes(` ${name}: `)))
    .slice(-MAX_LINES);
}
