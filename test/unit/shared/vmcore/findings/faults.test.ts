/** Findings of what went wrong on a stack or was called for. */
import { describe, expect, it } from '@jest/globals';
import type { TaskInfo } from '../../../../../shared/contract/report.ts';
import { StackImage } from '../../../../../shared/vmcore/stacks/stack-memory.ts';
import type { FindingContext } from '../../../../../shared/vmcore/findings/context.ts';
import { findPoison } from '../../../../../shared/vmcore/findings/index.ts';
import type { Symbolized } from '../../../../../shared/vmcore/symbols/symbolized.ts';
import { STACK, BYTES, contextOf, task, trace, find } from './scene.ts';
import type { Scene } from './scene.ts';

describe('stacks', () => {
  it('counts the recursion that overflowed a stack', async () => {
    const sh = task(20, 'sh');
    const image = new StackImage(
      STACK,
      BYTES,
      4096,
      Array.from({ length: 4 }, () => new Uint8Array(4096)),
    );
    const deep = Array.from({ length: 20 }, (_, i) => ({
      symbol: 'recurse',
      module: 'bad',
      sp: STACK - 16n + BigInt(i * 512),
    }));
    const own = trace(sh, [{ symbol: 'panic' }, ...deep, { symbol: 'start', sp: STACK + 0x3f00n }], image);
    const [finding] = await find({ traces: [own] });
    expect(finding).toMatchObject({
      code: 'stack-overflow',
      summary:
        'Kernel stack overflow in recurse [bad], recursion of 20 frames: sh (pid 20) ran into the guard page below its 16 KiB.',
      culprit: { pid: 20, symbol: 'recurse' },
    });
    expect(finding?.evidence[0]).toMatch(/^recurse \[bad\]: \d+ bytes in 20 frames$/);
  });

  it('tells an overwritten end, and who came close', async () => {
    const info = (pid: number, stack: TaskInfo['stack']): TaskInfo => ({
      pid,
      comm: 'task',
      state: 'S',
      frames: [],
      stack,
    });
    const findings = await find({
      more: {
        tasks: [
          info(7, { sizeBytes: BYTES, endMagicIntact: false, highWaterBytes: BYTES }),
          info(8, { sizeBytes: BYTES, endMagicIntact: true, highWaterBytes: 15_000 }),
          info(0, { sizeBytes: BYTES, endMagicIntact: true, highWaterBytes: BYTES }),
        ],
      },
    });
    expect(findings.map(({ code }) => code)).toEqual(['stack-end-overwritten', 'stack-nearly-full']);
  });
});

describe('faults', () => {
  const sh = task(60, 'sh');
  const struck = (set: Record<string, bigint>, pc = 0x1000n, symbols = ['peek', 'drain']): Scene['panic'] => ({
    cpu: 0,
    trace: trace(sh, [
      { symbol: 'panic' },
      { symbol: 'asm_exc_page_fault', interrupted: { pc, set } },
      ...symbols.map((symbol) => ({ symbol, module: 'drv' })),
    ]),
  });

  it('says what went wrong where, called from where, for whom', async () => {
    const panic = struck({ rax: 0n });
    const [finding] = await find({
      kind: 'null-pointer',
      log: '[    1.000000] BUG: kernel NULL pointer dereference, address: 0000000000000008\n',
      ...(panic === undefined ? {} : { panic }),
    });
    expect(finding).toMatchObject({
      code: 'null-pointer',
      summary:
        'peek [drv] went through a null pointer (address 0x8), called from drain [drv], for sh (pid 60) on CPU 0.',
      culprit: { pid: 60, symbol: 'peek' },
    });
  });

  it.each([
    [20, ['null-pointer']],
    [5, []],
  ])('knows the fault that came after what was survived: its report on line %d', async (line, codes) => {
    const panic = struck({ rax: 0n });
    const findings = await find({
      ...(panic === undefined ? {} : { panic }),
      named: { kind: 'rcu-stall', line: 10, others: [{ title: 'y', kind: 'null-pointer', line }] },
    });
    expect(findings.map(({ code }) => code).filter((code) => code !== 'earlier-reports')).toEqual(codes);
  });

  it('blames the caller of a helper, and the module from outside the tree', async () => {
    const panic = struck({}, 0x1000n, ['memcpy', 'careless', 'caller']);
    const findings = await find({
      kind: 'page-fault',
      ...(panic === undefined ? {} : { panic }),
      more: { modules: [{ name: 'drv', address: '0x1', sizeBytes: 1, tainted: ['O', 'E'] }] },
    });
    expect(findings.map(({ code, culprit }) => [code, culprit?.symbol])).toEqual([
      ['page-fault', 'careless'],
      ['out-of-tree-module', 'careless'],
    ]);
    expect(findings[0]?.summary).toContain('in memcpy [drv]');
    expect(findings[1]?.summary).toContain('out-of-tree, unsigned');
  });

  it.each([
    ['use-after-free', 0x6b6b_6b6b_6b6b_6b73n],
    ['uninitialized-memory', 0x5a5a_5a5a_5a5a_5a5an],
    ['list-poison', 0xdead_0000_0000_0108n],
  ])('knows %s by the poison in a register', async (code, value) => {
    const panic = struck({ rdi: value });
    const findings = await find({
      kind: 'general-protection',
      log: `general protection fault, probably for non-canonical address 0x${value.toString(16)}: 0000`,
      ...(panic === undefined ? {} : { panic }),
    });
    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it('does not take the poison that list checks compare with for one that was used', async () => {
    const panic = struck({ rax: 0xdead_0000_0000_0122n }, 0x1000n, ['__list_del_entry_valid', 'careless']);
    const findings = await find({
      kind: 'page-fault',
      log: 'BUG: unable to handle page fault for address: ffff888012345680',
      ...(panic === undefined ? {} : { panic }),
    });
    expect(findings.map(({ code, culprit }) => [code, culprit?.symbol])).toEqual([
      ['list-corruption', 'careless'],
      ['page-fault', 'careless'],
    ]);
  });

  it.each([
    ['a list’s poison beside another address', '0000000000000040', []],
    ['a list’s poison that was used', 'dead00000000012a', ['x23 in victim+0x4']],
  ])('holds of %s what has to do with it', (_, address, expected) => {
    const panic = struck({ x23: 0xdead_0000_0000_0122n });
    const context = contextOf({
      kind: 'null-pointer',
      log: `Unable to handle kernel NULL pointer dereference at virtual address ${address}`,
      ...(panic === undefined ? {} : { panic }),
    });
    expect(findPoison(context).map(({ where }) => where)).toEqual(expected);
  });

  it('tells a call of something that is no code', async () => {
    const panic = struck({}, 0xdead_beefn, ['', 'has_bad_pointer']);
    const findings = await find({ kind: 'page-fault', ...(panic === undefined ? {} : { panic }) });
    expect(findings[0]).toMatchObject({
      code: 'wild-jump',
      summary:
        'The kernel called 0xdeadbeef, which is no code, from has_bad_pointer [drv]: a function pointer was wrong.',
      evidence: ['has_bad_pointer [drv]+0x10'],
    });
  });

  it('names what registers point to in the kernel and in modules, and in neither nothing', async () => {
    const places: Record<string, Symbolized> = {
      [0x9000n.toString()]: { symbol: 'softirq_vec', offset: 0, sizeBytes: 8 },
      [0xa008n.toString()]: { symbol: 'my_tasklet', offset: 8, sizeBytes: 40, module: 'drv' },
      [0xb000n.toString()]: { symbol: 'last_function', offset: 0x900, sizeBytes: 16, module: 'drv' },
    };
    const kernel = {
      symbol: () => undefined,
      modules: { at: (address: bigint) => (address >= 0xa000n && address < 0xc000n ? { name: 'drv' } : undefined) },
      inImage: (address: bigint) => address === 0x9000n || address === 0x9008n,
      symbolize: (address: bigint) => places[address.toString()],
    } as unknown as NonNullable<FindingContext['kernel']>;
    const set = { rax: 0n, rbx: 0xa008n, rcx: 0x9000n, rdx: 0xb000n, rsi: 0xd000n, rdi: 0x9008n };
    const panic = struck(set, 0xdead_beefn, ['', 'run_them']);
    const findings = await find({ kind: 'page-fault', more: { kernel }, ...(panic === undefined ? {} : { panic }) });
    expect(findings[0]?.evidence[1]).toBe(
      'what registers point to: rbx my_tasklet+0x8 [drv], rcx softirq_vec, rdx [drv]',
    );

    const many = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`r${i}`, 0x9000n]));
    const crowded = struck(many, 0xdead_beefn, ['', 'run_them']);
    const [finding] = await find({
      kind: 'page-fault',
      more: { kernel },
      ...(crowded === undefined ? {} : { panic: crowded }),
    });
    expect(finding?.evidence[1]?.match(/softirq_vec/g)).toHaveLength(8);
  });
});

describe('panics that were called for', () => {
  const sh = task(149, 'sh');
  const asked = [{ symbol: 'panic' }, { symbol: 'sysrq_handle_crash' }] as const;
  const info = (pid: number, comm: string, ppid: number): TaskInfo => ({ pid, ppid, comm, state: 'R', frames: [] });

  it('says who asked for a crash, and whose child that was', async () => {
    const own = trace(sh, [...asked, { symbol: 'write_sysrq_trigger' }, { symbol: 'ksys_write' }]);
    const [finding] = await find({
      panic: { cpu: 0, trace: own },
      kind: 'sysrq',
      more: { tasks: [info(0, 'swapper/0', 0), info(1, 'init', 0), info(149, 'sh', 77), info(77, 'sshd', 1)] },
    });
    expect(finding).toMatchObject({
      code: 'crash-requested',
      summary: 'This crash was asked for: sh (pid 149) wrote to /proc/sysrq-trigger.',
      evidence: ['sh (pid 149), child of sshd (pid 77), child of init (pid 1)'],
      culprit: { pid: 149, comm: 'sh' },
    });
  });

  it('blames no task for a key that came by the console', async () => {
    const own = trace(sh, [...asked, { symbol: 'serial8250_handle_irq' }]);
    const [finding] = await find({ panic: { cpu: 0, trace: own }, kind: 'sysrq' });
    expect(finding?.summary).toContain('by keyboard or console, while sh (pid 149) ran');
    expect(finding?.culprit).toBeUndefined();
  });

  it('does not follow parents in a circle', async () => {
    const own = trace(sh, [...asked, { symbol: 'write_sysrq_trigger' }]);
    const [finding] = await find({
      panic: { cpu: 0, trace: own },
      kind: 'sysrq',
      more: { tasks: [info(149, 'sh', 77), info(77, 'bash', 149)] },
    });
    expect(finding?.evidence).toEqual(['sh (pid 149), child of bash (pid 77)']);
  });

  it.each([
    ['exitcode=0x00000300', 'init (pid 1) exited with status 3,'],
    ['exitcode=0x0000008b', 'init (pid 1) was killed by signal 11,'],
    ['exitcode=', 'init (pid 1) ended,'],
  ])('tells how init ended from %s', async (code, summary) => {
    const [finding] = await find({
      panic: { cpu: 0, trace: trace(task(1, 'init'), [{ symbol: 'panic' }, { symbol: 'do_exit' }]) },
      kind: 'init-died',
      log: `[    1.0] Kernel panic - not syncing: Attempted to kill init! ${code}\n`,
    });
    expect(finding?.summary).toMatch(new RegExp(`^${summary.replaceAll(/[()]/g, String.raw`\$&`)}`));
  });

  it('names who gave up, with what was said', async () => {
    const own = trace(task(1, 'swapper/0'), [
      { symbol: 'delay' },
      { symbol: 'vpanic' },
      { symbol: 'panic' },
      // Moved out of the function that it is of, by the compiler.
      { symbol: 'mount_root_generic.cold' },
    ]);
    const [finding] = await find({
      panic: { cpu: 0, trace: own },
      kind: 'no-root-fs',
      log:
        'noise\n[ 1.0] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)\n[ 1.1] CPU: 0\n' +
        '[ 1.2] ---[ end Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0) ]---',
    });
    expect(finding).toMatchObject({
      code: 'panic-called',
      summary: 'mount_root_generic gave up, for swapper/0 (pid 1): VFS: Unable to mount root fs on unknown-block(0,0)',
      culprit: { symbol: 'mount_root_generic.cold' },
    });
  });

  it.each(['[ 1.0] ', '[ 1.0][ T1] '])(
    'names what was said where that is a line of its own, after %s',
    async (head) => {
      const own = trace(task(1, 'dd'), [{ symbol: 'panic' }, { symbol: 'acme_give_up' }]);
      const log = ['Kernel panic - not syncing:', 'acme is lost', 'CPU: 0'].map((line) => `${head}${line}\n`).join('');
      const [finding] = await find({ panic: { cpu: 0, trace: own }, kind: 'no-root-fs', log });
      expect(finding?.summary).toBe('acme_give_up gave up, for dd (pid 1): acme is lost');
    },
  );
});
