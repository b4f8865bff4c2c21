import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { triage } from '../../../../shared/panic/index.ts';
import { titleName } from '../../../../shared/panic/titles.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../fixtures/panic-logs');
const FILES = ['machines.txt', 'processors.txt', 'kinds.txt', 'ends.txt', 'posted.txt', 'old.txt', 'mixed.txt'];

/** `##### name | title | kind | function | release | task`, then the log. */
const CASES = FILES.flatMap((file) =>
  readFileSync(path.join(FOLDER, file), 'latin1')
    .split(/^##### /m)
    .slice(1),
).map((part) => {
  const end = part.indexOf('\n');
  const [name = '', title = '', kind = '', guilty = '', release = '', comm = ''] = part.slice(0, end).split(' | ');
  return { name, wanted: { title, kind, guilty, release, comm }, log: part.slice(end + 1) };
});

describe('what each machine and watchdog prints', () => {
  it.each(CASES)('is read: $name', ({ wanted, log }) => {
    const { title, kind, guilty, kernelRelease, comm } = triage(Buffer.from(log, 'latin1'));
    expect({
      title: title ?? 'null',
      kind,
      guilty: guilty ?? '-',
      release: kernelRelease ?? '-',
      comm: comm ?? '-',
    }).toEqual(wanted);
  });

  it('is whole on riscv64, whose traces have no head, and the first frame is where the processor stood', () => {
    for (const { name, log } of CASES.filter(({ wanted }) => wanted.release.endsWith('-riscv64'))) {
      const { corrupted, frames } = triage(Buffer.from(log, 'latin1'));
      expect({ name, corrupted }).toEqual({ name, corrupted: false });
      expect(frames.filter(({ symbol }) => symbol === frames[0]?.symbol)).toHaveLength(1);
    }
    const after = CASES.find(({ name }) => name === 'riscv call that does not return');
    const { frames } = triage(Buffer.from(after?.log ?? '', 'latin1'));
    expect(frames.slice(0, 2)).toMatchObject([
      { symbol: 'kc_spin_forever', reliable: true, exact: true },
      { symbol: 'kc_thr_hard', reliable: false },
    ]);
  });

  it('agrees with itself: title, function, frames and cause name the same', () => {
    for (const { name, log } of CASES) {
      const { title, guilty, frames, likely, fingerprint } = triage(Buffer.from(log, 'latin1'));
      // Their traces are of the trap and of the check: the function stands elsewhere in the report.
      if (
        guilty === undefined ||
        [
          'control protection',
          'slub spaces',
          'slub padding spaces',
          'x86 ibt missing endbr',
          'workqueue leak 6.12',
        ].includes(name)
      )
        continue;
      const named = / in (\S+)$/.exec(title ?? '')?.[1] ?? guilty;
      expect({ name, named }).toEqual({ name, named: guilty });
      const recursion = /frames of (\S+)/.exec(likely ?? '')?.[1] ?? guilty;
      expect({ name, recursion }).toEqual({ name, recursion: guilty });
      expect({
        name,
        known:
          frames.length === 0 || frames.some(({ symbol }) => symbol.includes(guilty) || titleName(symbol) === guilty),
      }).toEqual({
        name,
        known: true,
      });
      expect(fingerprint).toMatch(/^v6:/);
    }
  });
});

describe('groups', () => {
  const read = (log: string) => triage(Buffer.from(log, 'latin1'));
  const caseOf = (name: string) => CASES.find((each) => each.name === name)?.log ?? '';

  it.each([
    ['netdev watchdog', '(e1000e)', '(igb)'],
    ['MCE fatal', 'Bank 4: b200000000070f0f', 'Bank 7: be00000000010091'],
    ['init killed', 'exitcode=0x00000200', 'exitcode=0x0000000b'],
    ['soft lockup arm64', 'acme_thread', 'acme_other'],
    ['slub spaces', 'acme_alloc', 'acme_other'],
    ['arm64 SError', 'acme_peek', 'acme_other'],
  ])('tell apart: %s by %s', (name, one, other) => {
    const log = caseOf(name);
    expect(log).toContain(one);
    expect(read(log).fingerprint).not.toBe(read(log.replaceAll(one, other)).fingerprint);
  });

  it.each([
    ['netdev watchdog', 'eth0', 'enp3s0'],
    ['btrfs panic', 'sdb1', 'nvme0n1p2'],
    ['MCE fatal', 'CPU 5', 'CPU 61'],
    ['old arm warn', 'drivers/acme/core.c:88', '/build/a/drivers/acme/core.c:91'],
    ['riscv', 'acme_init+', 'acme_init.constprop.0.isra.1+'],
    ['stack overflow module', 'kernfs_fop_write_iter', 'proc_reg_write'],
  ])('hold together: %s with any %s', (name, one, other) => {
    const log = caseOf(name);
    expect(log).toContain(one);
    expect(read(log).fingerprint).toBe(read(log.replaceAll(one, other)).fingerprint);
  });

  it('never hold what nobody can read', () => {
    for (const log of [
      '[   10.0] Kernel panic - not syncing: Fatal exception\n',
      '[   10.0] BUG: unable to handle page fault for address: ffffc90000a41000\n',
    ]) {
      expect(read(log)).toMatchObject({ fingerprint: null, corrupted: true });
    }
  });
});
