/** `sys`, `log`, `mach`: the machine and the kernel as a whole. */
import { hex } from '../../../bytes/cursor.ts';
import { readKernelState } from '../../kernel/kernel-state.ts';
import { readUts } from '../../kernel/uts.ts';
import { logInfo, readKernelLog } from '../../log/log.ts';
import { threadSize } from '../../stacks/stack-memory.ts';
import type { ViewContext } from './context.ts';
import { integer, text, type Table } from './table.ts';

export async function sys({ kernel, world }: ViewContext): Promise<Table> {
  const [state, uts, tasks] = await Promise.all([
    readKernelState(kernel),
    readUts(kernel.memory, kernel.info),
    world.tasks(),
  ]);
  const { info } = state;
  const offline = kernel.cpus.ids.length - kernel.cpus.online.size;
  const known: readonly (readonly [string, string | undefined])[] = [
    ['CPUS', `${kernel.cpus.ids.length}${offline === 0 ? '' : ` [OFFLINE: ${offline}]`}`],
    ['DATE', info.crashTime],
    ['UPTIME', info.uptimeSeconds === undefined ? undefined : clock(info.uptimeSeconds)],
    ['LOAD AVERAGE', info.loadAverage?.map((load) => load.toFixed(2)).join(', ')],
    ['TASKS', String(tasks.tasks.length + tasks.idle.size)],
    ['NODENAME', uts?.nodename],
    ['RELEASE', uts?.release],
    ['VERSION', uts?.version],
    ['MACHINE', kernel.machine],
    ['COMMAND LINE', info.commandLine],
  ];
  return { columns: ['NAME', 'VALUE'], rows: known.map(([name, value]) => [text(name), text(value ?? 'not known')]) };
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(whole / 86_400);
  const time = `${two(Math.floor(whole / 3600) % 24)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return days === 0 ? time : `${days} days, ${time}`;
}

export async function log({ kernel }: ViewContext): Promise<Table> {
  const { records, ...rest } = await readKernelLog(kernel.memory, kernel.info);
  // Without who printed it, which `dmesg` and crash do not show.
  const found = logInfo({ ...rest, records: records.map(({ caller: _, ...record }) => record) });
  const lines = found.text.split('\n').slice(0, -1);
  return {
    columns: ['LINE'],
    rows: lines.map((line) => [text(line)]),
    ...(found.lost === undefined ? {} : { notes: [`${found.lost} records were lost`] }),
  };
}

export async function mach({ kernel, number }: ViewContext): Promise<Table> {
  const hz = (await readKernelState(kernel)).info.hz;
  const named = async (name: string, symbol: string) =>
    kernel.symbol(symbol) === undefined ? [] : [[text(name), text(hex(await number(`*(unsigned long *)&${symbol}`)))]];
  return {
    columns: ['NAME', 'VALUE'],
    rows: [
      [text('MACHINE TYPE'), text(kernel.machine)],
      [text('CPUS'), integer(kernel.cpus.ids.length)],
      [text('HZ'), hz === undefined ? text('not known') : integer(hz)],
      [text('PAGE SIZE'), integer(kernel.memory.pageSizeBytes)],
      ...(await named('KERNEL VIRTUAL BASE', 'page_offset_base')),
      ...(await named('KERNEL VMALLOC BASE', 'vmalloc_base')),
      ...(await named('KERNEL VMEMMAP BASE', 'vmemmap_base')),
      [text('KERNEL STACK SIZE'), integer(threadSize(kernel, []))],
    ],
  };
}
