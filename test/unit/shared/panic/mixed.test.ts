import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { triage } from '../../../../shared/panic/index.ts';
import { ARM64_OOPS, KERNEL_REPORTS, X86_NULL } from '../../../support/kernel-reports.ts';
import { saidPlainly } from '../../../support/triage-essence.ts';

const read = (log: string) => triage(Buffer.from(log, 'latin1'));

/** Lines of two machines, each in its own order; `turns` says whose comes next. */
function mixed(one: readonly string[], other: readonly string[], turns: readonly boolean[]): string {
  const [left, right] = [[...one], [...other]];
  const out: string[] = [];
  for (const turn of turns) out.push(...(turn ? left : right).splice(0, 1));
  return [...out, ...left, ...right].join('\n');
}

const WAYS: Readonly<Record<string, (host: string, line: string, at: number) => string>> = {
  syslog: (host, line, at) => `Nov 29 19:00:01 ${host} kernel: [  901.${String(at).padStart(6, '0')}] ${line}`,
  'a journal without stamps': (host, line) => `2026-11-29T19:00:01+0000 ${host} kernel: ${line}`,
  'grep of many files': (host, line, at) => `logs/${host}.txt:[  901.${String(at).padStart(6, '0')}] ${line}`,
  'grep -n of many files': (host, line, at) =>
    `logs/${host}.txt:${at + 1}:<4>[  901.${String(at).padStart(6, '0')}] ${line}`,
};

describe('a log of several machines', () => {
  const without = (texts: readonly string[]) => texts.filter((text) => !text.includes('not syncing'));

  for (const [way, write] of Object.entries(WAYS)) {
    it(`is told apart by their names: ${way}`, () => {
      const [x86, arm] = [saidPlainly(without(X86_NULL)), saidPlainly(ARM64_OOPS)];
      fc.assert(
        fc.property(
          fc.array(fc.boolean(), { maxLength: 60 }),
          fc.constantFrom('db-02', 'a', '10.0.0.9', 'db02.example'),
          (turns, name) => {
            const one = without(X86_NULL).map((line, at) => write('web-01.example', line, at));
            const other = ARM64_OOPS.map((line, at) => write(name, line, at));
            const { title, comm, kernelRelease, guilty, others } = read(mixed(one, other, turns));
            const main = title === x86.title ? x86 : arm;
            const rest = main === x86 ? arm : x86;
            expect({ title, comm, kernelRelease, guilty }).toEqual({
              title: main.title,
              comm: main.comm,
              kernelRelease: main.kernelRelease,
              guilty: main.guilty,
            });
            expect(others.map((each) => each.title)).toEqual([rest.title]);
          },
        ),
      );
    });
  }

  it('is one machine’s where a word that changes stands in the name’s place', () => {
    const levels = ['kern.alert', 'kern.warn', 'err', 'W'];
    for (const texts of Object.values(KERNEL_REPORTS)) {
      const log = texts
        .map((text, i) => `Sun Nov 29 19:00:01 2026 ${levels[i % levels.length]} kernel: ${text}`)
        .join('\n');
      expect(read(log).title).toBe(saidPlainly(texts).title);
    }
  });

  it('has each machine’s own, where another’s report is not at its end, and names no task of another', () => {
    const line = (host: string, text: string) => `Nov 29 19:00:01 ${host} kernel: [  101.000001] ${text}\n`;
    const first = line('web-01', 'WARNING: CPU: 1 PID: 77 at drivers/acme/core.c:412 acme_reset+0x1c2/0x1d0 [acme]');
    const second =
      line('db-02', 'Internal error: Oops - BUG: 0 [#1] SMP ARM') + line('db-02', 'PC is at acme_put+0x4c/0x60');
    expect(read(first + second).guilty).toBe('acme_put');
    const task = (host: string) => line(host, 'CPU: 3 PID: 1319 Comm: acmectl Not tainted 6.17.0 #7');
    const trace = ['Call Trace:', ' dump_stack+0x1/0x2', ' __warn+0x1/0x2', ' acme_pull+0x1/0x2'].map((text) =>
      line('web-01', text),
    );
    expect(read(task('web-01') + trace.join('')).guilty).toBe('acme_pull');
    expect(read(task('db-02') + trace.join('')).title).toBeNull();
  });

  it('ends none by another’s panic', () => {
    const line = (host: string, at: string, text: string) => `Nov 29 19:00:01 ${host} kernel: [  ${at}] ${text}\n`;
    const oops = (host: string) =>
      line(host, '101.000001', 'BUG: kernel NULL pointer dereference, address: 0000000000000018') +
      line(host, '101.000002', 'Oops: 0000 [#1] SMP') +
      line(host, '101.000003', 'RIP: 0010:acme_ring+0x2f/0x90 [acme]');
    const panic = line('web-01', '101.500000', 'Kernel panic - not syncing: Fatal exception');
    expect(read(oops('web-01') + panic).title).toBe(
      'BUG: unable to handle kernel NULL pointer dereference in acme_ring',
    );
    expect(read(oops('db-02') + panic).title).toBe('kernel panic: Fatal exception');
  });
});
