import { describe, expect, it } from '@jest/globals';
import { readKernelState } from '../../../../../shared/vmcore/kernel/kernel-state.ts';
import { readTime } from '../../../../../shared/vmcore/kernel/time.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

const WALL = 1_763_900_000;
const UPTIME = 4321;

function clocks(kernel: KernelWriter, place: 'tk_core' | 'timekeeper_data', hz: number, before = 8): void {
  kernel.btf.struct('timespec64', { tv_sec: 's64', tv_nsec: 's64' }).struct('timekeeper', {
    xtime_sec: 'u64',
    ktime_sec: 'u64',
    wall_to_monotonic: 'struct timespec64',
    offs_boot: 's64',
  });
  const core = kernel.symbol(place, before + kernel.btf.sizeOf('struct timekeeper') + 64);
  kernel.set('timekeeper', core + BigInt(before), {
    xtime_sec: WALL,
    ktime_sec: UPTIME,
    'wall_to_monotonic.tv_sec': UPTIME - WALL,
    offs_boot: 60_000_000_000,
  });
  kernel.word(kernel.symbol('jiffies_64', 8), 2n ** 32n - BigInt(300 * hz) + BigInt(UPTIME * hz));
}

describe('readTime', () => {
  it.each([100, 250, 300, 1000])('tells HZ %d from ticks and seconds', async (hz) => {
    const kernel = new KernelWriter();
    clocks(kernel, 'tk_core', hz);
    await expect(readTime(await kernel.open())).resolves.toEqual({
      uptimeSeconds: UPTIME + 60,
      wallSeconds: BigInt(WALL),
      hz,
    });
  });

  it.each([
    ['tk_core', 24],
    ['timekeeper_data', 8],
  ] as const)('finds the timekeeper in %s, %d bytes from its start', async (place, before) => {
    const kernel = new KernelWriter();
    clocks(kernel, place, 250, before);
    expect((await readTime(await kernel.open())).uptimeSeconds).toBe(UPTIME + 60);
  });

  it('says nothing where ticks and seconds contradict each other', async () => {
    const kernel = new KernelWriter();
    clocks(kernel, 'tk_core', 250);
    kernel.word(kernel.symbol('jiffies_64', 8), 5);
    const opened = await kernel.open();
    opened.addSymbols(new Map([['jiffies_64', opened.needSymbol('nr_cpu_ids') - 4n]]));
    expect((await readTime(opened)).hz).toBeUndefined();
  });
});

describe('readKernelState', () => {
  it('reads taints, load, command line, build id and hardware errors', async () => {
    const kernel = new KernelWriter();
    kernel.word(kernel.symbol('tainted_mask', 8), 0x3001);
    const load = kernel.symbol('avenrun', 24);
    [2048, 1024, 512].forEach((value, i) => {
      kernel.word(load + BigInt(i * 8), value);
    });
    kernel.word(kernel.symbol('saved_command_line', 8), kernel.text('root=/dev/vda1 quiet'));
    const note = Buffer.alloc(36);
    note.writeUInt32LE(4, 0);
    note.writeUInt32LE(20, 4);
    note.writeUInt32LE(3, 8);
    note.write('GNU\0', 12, 'latin1');
    note.fill(0xab, 16);
    kernel.symbol('__start_notes', note, 'R', 4);
    kernel.symbol('__stop_notes', 4, 'R', 1);
    kernel.btf
      .enum('hwerr_error_type', { HWERR_RECOV_CPU: 0, HWERR_RECOV_MEMORY: 1, HWERR_RECOV_MAX: 2 })
      .struct('hwerr_info', { count: 's32', timestamp: 's64' });
    const errors = kernel.symbol('hwerr_data', 32);
    kernel.set('hwerr_info', errors + 16n, { count: 3, timestamp: WALL });
    const state = await readKernelState(await kernel.open());
    expect(state.info).toMatchObject({
      loadAverage: [1, 0.5, 0.25],
      commandLine: 'root=/dev/vda1 quiet',
      buildId: 'ab'.repeat(20),
      cpus: 2,
    });
    expect(state.info.tainted?.map(({ flag }) => flag)).toEqual(['P', 'O', 'E']);
    expect(state.hardwareErrors).toEqual([{ kind: 'memory', count: 3, lastSeen: new Date(WALL * 1000).toISOString() }]);
  });
});
