/**
 * What die() of each machine can say, read from its callers: v6.12 arch/{x86,arm64,arm,mips,loongarch,riscv,s390,powerpc}. Each name in
 * the frame that die() and show_regs() of its machine print around it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { triage } from '../../../../shared/panic/index.ts';

const TASK = 'CPU: 1 UID: 0 PID: 77 Comm: acmed Not tainted 6.12.9 #1';
const INNER = 'acme_inner+0x10/0x80 [acme]';
const OUTER = 'acme_outer+0x10/0x80 [acme]';
const listed = ['[<ffffffff80000010>] ' + INNER, '[<ffffffff80000020>] ' + OUTER];

/** The lines of an oops by machine. */
const FRAMES: Readonly<Record<string, (name: string) => readonly string[]>> = {
  x86: (name) => [
    `Oops: ${name}: 0000 [#1] PREEMPT SMP NOPTI`,
    TASK,
    `RIP: 0010:${INNER}`,
    'Call Trace:',
    ' <TASK>',
    ' ? __die_body+0x1b/0x60',
    ` ${OUTER}`,
    ' </TASK>',
  ],
  arm64: (name) => [
    `Internal error: ${name}: 0000000096000004 [#1] PREEMPT SMP`,
    TASK,
    `pc : ${INNER}`,
    `lr : ${OUTER}`,
    'Call trace:',
    ` ${INNER}`,
    ` ${OUTER}`,
  ],
  arm: (name) => [
    `Internal error: ${name}: 5 [#1] SMP ARM`,
    TASK,
    `PC is at ${INNER}`,
    `LR is at ${OUTER}`,
    'Call trace: ',
    ` acme_inner [acme] from ${OUTER}`,
  ],
  mips: (name) => [
    `${name}[#1]:`,
    TASK,
    '$ 0   : 00000000 00000001',
    `epc   : 80000010 ${INNER}`,
    `ra    : 80000020 ${OUTER}`,
    'Call Trace:',
    ...listed,
  ],
  loongarch: (name) => [
    `${name}[#1]:`,
    TASK,
    'pc 9000000000000010 ra 9000000000000020 tp 90000001 sp 90000001',
    `   ra: 9000000000000020 ${OUTER}`,
    `  ERA: 9000000000000010 ${INNER}`,
    'Call Trace:',
    ...listed,
  ],
  riscv: (name) => [`${name} [#1]`, TASK, `epc : ${INNER}`, ` ra : ${OUTER}`, ...listed],
  s390: (name) => [
    `${name}: 0001 ilc:1 [#1] SMP`,
    TASK,
    `Krnl PSW : 0704c00180000000 0000000000000010 (${INNER})`,
    'Call Trace:',
    ...listed.map((line) => ` ${line}`),
  ],
  powerpc: (name) => [
    `Oops: ${name}, sig: 11 [#1]`,
    'LE PAGE_SIZE=64K MMU=Radix SMP NR_CPUS=2048 NUMA pSeries',
    TASK,
    'NIP:  c000000000000010 LR: c000000000000020 CTR: 0000000000000000',
    `NIP [c000000000000010] ${INNER}`,
    `LR [c000000000000020] ${OUTER}`,
    'Call Trace:',
    `[c000000000001010] [c000000000000020] ${OUTER}`,
  ],
};

const ROWS = readFileSync(path.resolve(import.meta.dirname, '../../../fixtures/panic-logs/deaths.txt'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((row) => row.split('|'));

describe('what die() says', () => {
  it.each(ROWS)('on %s: %s', (machine = '', name = '', title = '', kind = '') => {
    const lines = FRAMES[machine]?.(name) ?? [];
    const log = lines.map((line, i) => `[  100.${String(i).padStart(6, '0')}] ${line}\n`).join('');
    expect(triage(Buffer.from(log))).toMatchObject({
      title: `${title} in acme_inner`,
      kind,
      guilty: 'acme_inner',
      comm: 'acmed',
      kernelRelease: '6.12.9',
    });
  });
});
