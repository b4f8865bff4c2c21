/**
 * A dump and what `extract` makes of it: the same report, and the same answers from makedumpfile, crash and drgn.
 *
 * crash and drgn need the debuginfo of the corpus's kernel: a vmlinux at $PURGATORY_VMLINUX, or where Debian's
 * linux-image-6.1.0-56-amd64-dbg puts it; drgn is looked for as a module of $PURGATORY_PYTHON, or of python3.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Report } from '../../shared/contract/report.ts';
import { extractDump, fileSink } from '../../shared/vmcore/extract/index.ts';
import { openDumpFiles } from '../../shared/vmcore/formats/files.ts';
import { examineKernel } from '../../shared/vmcore/report/examine.ts';
import { CORPUS, describeUnless, describeWith, missing } from '../support/oracles.ts';

const VMLINUX = process.env['PURGATORY_VMLINUX'] ?? '/usr/lib/debug/boot/vmlinux-6.1.0-56-amd64';
const PYTHON = process.env['PURGATORY_PYTHON'] ?? 'python3';
const dumps = [
  'd-abba.zstd-d31.kdump',
  'g-stack.zstd-d31.kdump',
  'p1-kdump-sysrq-c.flat',
  's-arm64-sysrq-c.zlib-d31.kdump',
];
const at = (name: string): string => join(CORPUS, 'vmcores', name);

let directory: string;
// Not while the file is loaded: where all of it is skipped, nothing would take the folder away.
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'purgatory-extract-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

async function extract(name: string): Promise<{ path: string; report: Report }> {
  const path = join(directory, name);
  const dump = await openDumpFiles([at(name)]);
  const sink = await fileSink(path, { overwrite: true });
  // zlib: crash and makedumpfile of many distributions are built without zstd.
  const { report } = await extractDump(dump, sink, { codec: 'zlib', examine: (recorded) => examineKernel(recorded) });
  await sink.close();
  await dump.close();
  return { path, report };
}

describeWith({ files: dumps.map(at) }, 'an extracted dump', () => {
  it.each(dumps)('of %s is smaller and gives the same report', async (name) => {
    const { path, report } = await extract(name);
    expect(statSync(path).size).toBeLessThan(0.7 * statSync(at(name)).size);
    const small = await openDumpFiles([path]);
    const again = await examineKernel(small);
    await small.close();
    expect({ ...again, dump: undefined }).toEqual({ ...report, dump: undefined });
  });

  describeWith({ commands: ['makedumpfile'] }, 'read by makedumpfile', () => {
    it('has the same log', async () => {
      const { path } = await extract('d-abba.zstd-d31.kdump');
      const logPath = join(directory, 'log');
      execFileSync('makedumpfile', ['-f', '--dump-dmesg', path, logPath], { stdio: 'ignore' });
      expect(readFileSync(logPath, 'utf8')).toContain('Kernel panic - not syncing: hung_task: blocked tasks');
    });
  });
});

const COMMANDS = ['bt', 'bt -a', 'ps', 'log', 'mod', 'quit'];

describeWith({ commands: ['crash'], files: [VMLINUX, ...dumps.map(at)] }, 'an extracted dump read by crash', () => {
  const commandFile = join(directory, 'commands');
  beforeAll(() => {
    writeFileSync(commandFile, COMMANDS.join('\n'));
  });
  const crash = (path: string): string =>
    spawnSync('crash', ['-s', VMLINUX, path, '-i', commandFile], { input: '', encoding: 'utf8' }).stdout.replace(
      // crash 8.0.2 fails on a stack overflow and prints where in itself.
      /error trace: .*/g,
      'error trace',
    );

  it.each(dumps.slice(0, 3))('of %s answers the same', async (name) => {
    const { path } = await extract(name);
    const answer = crash(path);
    expect(answer).toBe(crash(at(name)));
    expect(answer).not.toBe('');
  });
});

const hasDrgn = spawnSync(PYTHON, ['-c', 'import drgn']).status === 0;
const drgnScript = `
import sys, drgn
from drgn.helpers.linux import for_each_task, get_dmesg, task_state_to_char
prog = drgn.Program()
prog.set_core_dump(sys.argv[1])
prog.load_debug_info([sys.argv[2]])
print(get_dmesg(prog).decode(errors="replace"))
print(prog.crashed_thread().stack_trace())
for task in for_each_task(prog):
    print(task.pid.value_(), task.comm.string_(), task_state_to_char(task))
    try: print(prog.stack_trace(task))
    except Exception as error: print(error)
`;

const drgnLacks = [...missing({ files: [VMLINUX, ...dumps.map(at)] }), ...(hasDrgn ? [] : ['drgn is not installed'])];

describeUnless(drgnLacks, 'an extracted dump read by drgn', () => {
  it.each(dumps.slice(0, 3))('of %s answers the same', async (name) => {
    const { path } = await extract(name);
    const drgn = (dump: string): string =>
      execFileSync(PYTHON, ['-c', drgnScript, dump, VMLINUX], { encoding: 'utf8' });
    expect(drgn(path)).toBe(drgn(at(name)));
  });
});
