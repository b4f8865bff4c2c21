/** Whether there was a crash kernel to go to, from what the kernel knows of it and from its log. */
import { describe, expect, it } from '@jest/globals';
import type { FindingContext } from '../../../../../shared/vmcore/findings/context.ts';
import { crashKernelRule } from '../../../../../shared/vmcore/findings/crash-kernel.ts';
import { defineTasks } from '../../../../support/kernel-shapes.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

const NOBODYS = 2n ** 64n - 1n;
const MEBIBYTE = 2 ** 20;
const ENDED = '[   12.500000] ---[ end Kernel panic - not syncing: Fatal exception ]---';
const REFUSED = '[    0.010000] crashkernel reservation failed - No suitable area found.';

interface Scene {
  /** `elfcorehdr_addr`; undefined for a kernel that has no such variable. */
  readonly header?: bigint;
  readonly image?: bigint;
  readonly lock?: number;
  readonly reserved?: { readonly start: number; readonly end: number };
  readonly log?: readonly string[];
  readonly commandLine?: string;
  readonly uptimeSeconds?: number;
  readonly more?: Partial<FindingContext>;
}

async function find(scene: Scene) {
  const writer = new KernelWriter();
  defineTasks(writer);
  writer.btf.struct('resource', { start: 'u64', end: 'u64', name: 'ptr' });
  if (scene.header !== undefined) writer.word(writer.symbol('elfcorehdr_addr', 8), scene.header);
  if (scene.image !== undefined) writer.word(writer.symbol('kexec_crash_image', 8), scene.image);
  if (scene.lock !== undefined) writer.word(writer.symbol('__kexec_lock', 4), scene.lock, 4);
  const resource = writer.symbol('crashk_res', writer.btf.sizeOf('struct resource'));
  if (scene.reserved === undefined) writer.drop(resource);
  else writer.set('resource', resource, scene.reserved);
  const { uptimeSeconds = 9000, commandLine } = scene;
  const context = {
    kernel: scene.reserved === undefined ? undefined : await writer.open(),
    state: { info: { commandLine }, time: { uptimeSeconds } },
    log: { text: (scene.log ?? []).join('\n'), records: 1 },
    ...scene.more,
  };
  return crashKernelRule.find(context as unknown as FindingContext);
}

const set = { start: 0x3000_0000, end: 0x3000_0000 + 256 * MEBIBYTE - 1 };
const nothing = { start: 0, end: 0 };

describe('a crash that had no crash kernel to go to', () => {
  it('says that no memory was set aside, with what was asked for and the kernel’s own words', async () => {
    const commandLine = 'root=/dev/sda1 crashkernel=4G quiet';
    const found = await find({ header: NOBODYS, image: 0n, reserved: nothing, commandLine, log: ['x', REFUSED, 'y'] });
    expect(found).toEqual([
      {
        code: 'crash-kernel-trouble',
        severity: 'warning',
        summary: 'There was no crash kernel to go to: no memory was set aside for one.',
        evidence: ['crashkernel=4G on the command line', REFUSED],
      },
    ]);
  });

  it('tells memory that was set aside and never used', async () => {
    const [finding] = await find({ image: 0n, reserved: set, commandLine: 'crashkernel=256M' });
    expect(finding).toMatchObject({
      severity: 'warning',
      summary: 'There was no crash kernel to go to: memory was set aside, and none was loaded into it.',
      evidence: ['crashkernel=256M on the command line', '256 MiB are set aside (crashk_res)'],
    });
  });

  it('thinks nothing of a crash so early that nobody could have loaded one', async () => {
    const found = await find({ image: 0n, reserved: set, commandLine: 'crashkernel=256M', uptimeSeconds: 12 });
    expect(found).toMatchObject([
      { severity: 'info', evidence: expect.arrayContaining(['the kernel had been up for 12 s']) },
    ]);
  });

  it.each<[string, Scene]>([
    ['nobody asked for one', { image: 0n, reserved: nothing, commandLine: 'root=/dev/sda1 nocrashkernel=1' }],
    ['it can’t be read whether there was one', { reserved: nothing, commandLine: 'crashkernel=1G', log: [REFUSED] }],
    ['one was loaded in the end', { image: 0x1000n, reserved: set, commandLine: 'crashkernel=1G', log: [REFUSED] }],
    ['the kernel can’t be read', { commandLine: 'crashkernel=1G', log: [REFUSED, ENDED] }],
  ])('says nothing where %s', async (_, scene) => {
    await expect(find(scene)).resolves.toEqual([]);
  });
});

describe('a panic that went past the crash kernel', () => {
  it.each([
    [1, 'somebody was loading or unloading one at that moment (kexec_lock is held).'],
    [0, 'why, the kernel does not say.'],
    [undefined, 'why, the kernel does not say.'],
  ])('is told, and why (%s)', async (lock, why) => {
    const found = await find({
      image: 0x1000n,
      reserved: set,
      log: ['x', ENDED],
      ...(lock === undefined ? {} : { lock }),
    });
    expect(found).toMatchObject([
      {
        summary: `A crash kernel was loaded, and the panic did not go into it: ${why}`,
        evidence: ['256 MiB are set aside (crashk_res)', ENDED],
      },
    ]);
  });
});

describe('what the crash kernel said of itself', () => {
  const said = (...lines: string[]) => find({ more: { crashKernelLog: lines.join('\n') } });

  it('is told where something went wrong in it', async () => {
    const failed = 'Nov 30 12:00:07 web-1 kdump[301]: saving vmcore failed';
    await expect(said('[Mon Nov 30 12:00:01 2026] Linux version 6.12.0', failed)).resolves.toEqual([
      {
        code: 'crash-kernel-trouble',
        severity: 'warning',
        summary: 'The crash kernel that saved this dump had trouble with it: what it said itself tells so.',
        evidence: [failed],
      },
    ]);
  });

  it('says that it ran out of memory, in lines that are cut where another program made them long', async () => {
    const oom = `[Mon Nov 30 12:00:09 2026] Out of memory: Killed process 212 (makedumpfile) ${'x'.repeat(5000)}`;
    const [finding] = await said(oom);
    expect(finding?.summary).toContain('ran out of memory');
    expect(finding?.evidence[0]).toBe(oom.slice(0, 1000));
  });

  it.each([
    ['all went well', 'kdump[301]: saving vmcore complete'],
    ['its command line speaks of errors', 'Kernel command line: root=/dev/sda1 kdump errors=panic'],
    ['it said nothing', ''],
  ])('is no finding where %s', async (_, line) => {
    await expect(said(line)).resolves.toEqual([]);
  });
});

describe('a dump of a crash kernel', () => {
  const oom = '[   21.000000] Out of memory: Killed process 212 (makedumpfile) total-vm:96000kB';
  const memory = { totalBytes: 230 * MEBIBYTE } as FindingContext['memory'];

  it('is known by the memory that it was to save, and says what failed in it', async () => {
    const failed = '[   20.000000] kdump[199]: saving vmcore failed';
    const log = ['[    1.000000] kdump: fine', failed, oom];
    await expect(find({ header: 0x2f00_0000n, reserved: nothing, log, more: { memory } })).resolves.toEqual([
      {
        code: 'crash-kernel-trouble',
        severity: 'warning',
        summary:
          'This dump is of a crash kernel with 230 MiB of memory, booted to save the memory of a kernel that crashed before it, and it ran out of memory.',
        evidence: [expect.stringContaining('elfcorehdr'), failed, oom],
      },
    ]);
  });

  it('is known by its command line where its variables can’t be read', async () => {
    const [finding] = await find({ commandLine: 'root=/dev/sda1 elfcorehdr=0x2f000000 nr_cpus=1' });
    expect(finding?.summary).toBe(
      'This dump is of a crash kernel, booted to save the memory of a kernel that crashed before it.',
    );
  });

  it.each([NOBODYS, NOBODYS - 1n])('is none where the kernel itself says so (%s)', async (header) => {
    await expect(find({ header, reserved: nothing, log: [oom], commandLine: 'x elfcorehdr=1' })).resolves.toEqual([]);
  });
});
