import { describe, expect, it } from '@jest/globals';
import { refineFingerprint, triage, triageStream } from '../../../../shared/panic/index.ts';

const read = (log: string) => triage(Buffer.from(log, 'latin1'));

const stamp = (lines: string, from: number, caller = '') =>
  lines
    .split('\n')
    .map((line, i) => `[${(from + i / 1000).toFixed(6).padStart(12)}]${caller} ${line}`)
    .join('\n')
    .concat('\n');

const WARNING = `------------[ cut here ]------------
WARNING: CPU: 1 PID: 10 at drivers/acme/core.c:120 acme_reset+0x50/0x60
CPU: 1 PID: 10 Comm: x Not tainted 6.1.0 #1
RIP: 0010:acme_reset+0x50/0x60
Call Trace:
 <TASK>
 acme_close+0x10/0x20
 __fput+0x100/0x200
 </TASK>
---[ end trace 0000000000000000 ]---`;

const OOPS = `BUG: kernel NULL pointer dereference, address: 0000000000000010
Oops: Oops: 0000 [#1] PREEMPT SMP NOPTI
CPU: 3 UID: 0 PID: 812 Comm: worker a Tainted: G        W          6.12.9-1-amd64 #1
Hardware name: Acme Server/Board, BIOS 1.2 03/04/2025
RIP: 0010:acme_copy+0x2f/0x90 [acme]
Call Trace:
 <TASK>
 ? __die+0x23/0x70
 acme_rx+0x11a/0x220 [acme]
 __napi_poll+0x2b/0x1c0
 </TASK>
Modules linked in: acme
---[ end trace 0000000000000000 ]---
Kernel panic - not syncing: Fatal exception`;

describe('triage', () => {
  it('tells processor, task, kernel and hardware', () => {
    expect(read(OOPS)).toMatchObject({
      cpu: 3,
      pid: 812,
      comm: 'worker a',
      kernelRelease: '6.12.9-1-amd64',
      hardware: 'Acme Server/Board, BIOS 1.2 03/04/2025',
      panicked: true,
      line: 1,
    });
  });

  it('takes the kernel from the boot where the report does not name it', () => {
    const boot = '[    0.000000] Linux version 5.4.0-acme (gcc) #1 SMP\n';
    expect(read(`${boot}[   10.0] Kernel panic - not syncing: lost\n`).kernelRelease).toBe('5.4.0-acme');
  });

  it('names a hung task, not khungtaskd, which printed the report', () => {
    const hung = `INFO: task acme sync:412 blocked for more than 122 seconds.
Call Trace:
 schedule+0x1/0x2
 acme_flush+0x1/0x2
NMI backtrace for cpu 0
CPU: 0 PID: 33 Comm: khungtaskd Not tainted 6.1.0 #1
`;
    expect(read(hung)).toMatchObject({ comm: 'acme sync', pid: 412 });
    expect(read(hung).cpu).toBeUndefined();
  });

  it('is not misled by a task that is named with a newline or replayed', () => {
    const rest = `
      Not tainted 6.1.0 #1
"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.
Call Trace:
 schedule+0x1/0x2
 acme_flush+0x1/0x2
 kthread+0x1/0x2
`;
    for (const head of [
      'INFO: task a\nb:7 blocked for more than 143 seconds.',
      'INFO: t\n** replaying previous printk message **\nINFO: task b:7 blocked in I/O wait for more than 143 seconds.',
    ]) {
      expect(read(head + rest)).toMatchObject({ title: 'INFO: task hung in acme_flush', corrupted: false });
    }
  });

  it('lists the frames innermost first, with offset, module and reliability', () => {
    expect(read(OOPS).frames).toEqual([
      { symbol: 'acme_copy', offset: 0x2f, sizeBytes: 0x90, module: 'acme', reliable: true, exact: true },
      { symbol: '__die', offset: 0x23, sizeBytes: 0x70, reliable: false },
      { symbol: 'acme_rx', offset: 0x11a, sizeBytes: 0x220, module: 'acme', reliable: true },
      { symbol: '__napi_poll', offset: 0x2b, sizeBytes: 0x1c0, reliable: true },
    ]);
  });

  it('names what ended the machine and lists the others', () => {
    const result = read(stamp(WARNING, 10) + stamp(OOPS, 20));
    expect(result).toMatchObject({
      title: 'BUG: unable to handle kernel NULL pointer dereference in acme_copy',
      line: 11,
    });
    expect(result.others).toEqual([{ title: 'WARNING in acme_reset', kind: 'warning', line: 2 }]);
  });

  it('names the warning that an oops follows at once', () => {
    const result = read(stamp(WARNING, 10) + stamp(OOPS, 10.1));
    expect(result).toMatchObject({ title: 'WARNING in acme_reset', line: 2, panicked: true });
  });

  it('keeps what ended the machine behind any number of warnings, and one of each', () => {
    const many = Array.from({ length: 60 }, (_, i) => stamp(WARNING, 10 + i).replaceAll('acme_reset', `acme_${i % 3}`));
    const result = read(`${many.join('')}${stamp(OOPS, 500)}`);
    expect(result.title).toBe('BUG: unable to handle kernel NULL pointer dereference in acme_copy');
    expect(new Set(result.others.map(({ title }) => title)).size).toBe(3);
    expect(result.others.length).toBeLessThan(40);
  });

  it('answers with the newest of several boots that crashed, and lists the older', () => {
    const boot = '[    0.000000] Linux version 6.12.9 (gcc) #1 SMP\n';
    const first = boot + stamp(OOPS.replaceAll('acme_copy', 'acme_old'), 100);
    const result = read(`${first}${boot}${stamp(OOPS, 50)}${boot}[    1.000000] all is well\n`);
    expect(result.title).toBe('BUG: unable to handle kernel NULL pointer dereference in acme_copy');
    expect(result.others.map(({ title }) => title)).toEqual([
      'BUG: unable to handle kernel NULL pointer dereference in acme_old',
    ]);
  });

  it('takes the words of others for nothing', () => {
    for (const said of [
      'WARNING: apt does not have a stable CLI interface. Use with caution in scripts.',
      'Nov 29 19:00:01 host1 dracut[312]: WARNING: CPU: 0 PID: 1 at fs/x.c:12 foo+0x1/0x2',
      'Nov 29 19:00:01 host1 kernel: audit: type=1300 msg="BUG: kernel NULL pointer dereference, address: 0"',
      '[   12.000000] systemd[1]: BUG: soft lockup - CPU#1 stuck for 22s! [a:1]',
      '[   12.000000] usb 1-1: WARNING: this device is slow',
      'NOTICE:  BL31: v2.6\nINFO:    ARM GICv3 driver initialized in EL3',
      '{"SYSLOG_IDENTIFIER":"app","MESSAGE":"Kernel panic - not syncing: just a test"}',
    ]) {
      expect(read(`${said}\nnothing else\n`).title).toBeNull();
    }
  });

  it('needs no header where the kernel says that it died', () => {
    const rest = OOPS.split('\n').slice(4);
    expect(read(stamp(rest.join('\n'), 10))).toMatchObject({
      title: 'kernel panic: Fatal exception in acme_copy',
      guilty: 'acme_copy',
      panicked: true,
    });
    expect(read(stamp(rest.slice(0, -1).join('\n'), 10)).guilty).toBe('acme_copy');
  });

  it('names a function whichever one line is lost', () => {
    const lines = OOPS.split('\n');
    for (let lost = 0; lost < lines.length; lost++) {
      const result = read(stamp(lines.filter((_, i) => i !== lost).join('\n'), 10));
      expect({ lost: lines[lost], guilty: ['acme_copy', 'acme_rx'].includes(result.guilty ?? '') }).toEqual({
        lost: lines[lost],
        guilty: true,
      });
    }
  });

  it('passes over what the kernel survived long before it died', () => {
    const result = read(stamp(WARNING, 10) + stamp(OOPS, 90_000));
    expect(result.title).toBe('BUG: unable to handle kernel NULL pointer dereference in acme_copy');
    expect(result.others.map((other) => other.title)).toEqual(['WARNING in acme_reset']);
  });

  it('untangles the output of two tasks by their callers', () => {
    const one = stamp(WARNING, 10, '[  T10]').split('\n');
    const two = stamp(OOPS, 10, '[ T812]').split('\n');
    const mixed = Array.from({ length: Math.max(one.length, two.length) }, (_, i) => [one[i], two[i]]).flat();
    const result = read(mixed.filter((line) => line !== undefined).join('\n'));
    const titles = [result.title, ...result.others.map((other) => other.title)].sort();
    expect(titles).toEqual([
      'BUG: unable to handle kernel NULL pointer dereference in acme_copy',
      'WARNING in acme_reset',
    ]);
    expect(result.corrupted).toBe(false);
  });

  it('marks a report that ends before its trace', () => {
    expect(read(OOPS.split('\n').slice(0, 4).join('\n'))).toMatchObject({ corrupted: true });
  });

  it("marks a report that another task's trace runs through", () => {
    const lines = OOPS.split('\n');
    lines.splice(4, 0, ' should_failslab+0x9/0x14');
    expect(read(lines.join('\n')).corruptedReason).toBe("another task's stack trace runs through this one");
  });

  it('marks a report on which the console was cut off', () => {
    expect(read(`${OOPS}\nserialport: VM disconnected.\n`).corruptedReason).toBe('the console was cut off');
  });

  describe('of a console that goes on into the crash kernel', () => {
    const boot = '[    0.000000] Linux version 6.12.9 (gcc) #1 SMP\n';
    const saves = '[    0.000000] Command line: root=/dev/vda1 nr_cpus=1 elfcorehdr=0x2f000000\n';
    const trouble = stamp('Kernel panic - not syncing: System is deadlocked on memory', 3);
    const others = [{ title: 'kernel panic: System is deadlocked on memory', kind: 'out-of-memory', line: 19 }];

    it.each([
      saves,
      saves.replace('Command', 'Kernel command'),
      '[    0.000000] OF: fdt: Reserving 4 KiB of memory at 0x2f000000 for elfcorehdr\n',
    ])('answers with what crashed, and marks what the crash kernel died of: %s', (line) => {
      const result = read(`${boot}${stamp(OOPS, 100)}${boot}${line}x\n${trouble}`);
      expect(result.title).toContain('acme_copy');
      expect(result.others).toEqual([{ ...others[0], crashKernel: true }]);
    });

    it.each([
      ['an ordinary boot', '[    0.000000] Command line: root=/dev/vda1 note=elfcorehdr=1\n'],
      ['another that says it', '[    0.000000] loader: Command line: elfcorehdr=0x2f000000\n'],
    ])('is not seen in %s', (_, line) => {
      const result = read(`${boot}${stamp(OOPS, 100)}${boot}${line}x\n${trouble}`);
      expect(result.title).toBe(others[0]?.title);
    });

    it('is not seen in what another program says of a crash kernel', () => {
      const loader = 'Nov 30 19:00:01 host1 kdumpctl[812]: Command line: root=/dev/vda1 elfcorehdr=0x2f000000\n';
      const result = read(`${boot}${loader}${stamp(WARNING, 50)}${stamp(OOPS, 100)}`);
      expect(result.others).not.toEqual([]);
      for (const other of result.others) expect(other).not.toHaveProperty('crashKernel');
    });

    it.each([
      ['nothing was reported before', ''],
      ['the kernel before had survived what it reported', stamp(WARNING, 100)],
    ])('answers with the crash kernel’s end where %s', (_, before) => {
      expect(read(`${boot}${before}${boot}${saves}${trouble}`).title).toBe(others[0]?.title);
    });
  });

  it('sees a reboot only where something ran before', () => {
    expect(read('running job 7\nBooting the kernel.\n').title).toBe('unexpected kernel reboot');
    expect(read("[ 1164.1] xfs: Unknown parameter 'Booting the kernel.'\n").title).toBeNull();
    expect(
      read('SeaBIOS (version 1.16.2)\nBooting the kernel.\n[    0.000000] Linux version 6.1.0 ()\n').title,
    ).toBeNull();
  });

  it('reads a log in UTF-16', () => {
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(OOPS, 'utf16le')]);
    expect(triage(wide).title).toBe(read(OOPS).title);
  });
});

describe('fingerprint', () => {
  const variant = OOPS.replaceAll('0x2f/0x90', '0x1f/0x77')
    .replaceAll('acme_copy+', 'acme_copy.isra.0.cold+')
    .replace('6.12.9-1-amd64', '6.1.0')
    .replace('CPU: 3', 'CPU: 0');

  it('is the same across offsets, suffixes, processors and kernels', () => {
    expect(read(variant).fingerprint).toBe(read(OOPS).fingerprint);
    expect(read(OOPS).fingerprint).toMatch(/^v6:[0-9a-f]{32}$/);
  });

  it('differs for another function and for another sort of bug', () => {
    expect(read(OOPS.replaceAll('acme_copy', 'acme_send')).fingerprint).not.toBe(read(OOPS).fingerprint);
    expect(read(WARNING).fingerprint).not.toBe(read(OOPS).fingerprint);
  });

  it('shares an alternative with the other titles of the bug', () => {
    const other = read(
      OOPS.replace(/^.*\n/, 'general protection fault, probably for non-canonical address: 0000 [#1]\n'),
    );
    expect(other.title).toBe('general protection fault in acme_copy');
    expect(other.altFingerprints).toEqual(read(OOPS).altFingerprints);
  });

  it('goes by the stack where the title blames nothing', () => {
    const panic = (caller: string) =>
      read(
        `Kernel panic - not syncing: no more widgets\nCall Trace:\n panic+0x1/0x2\n ${caller}+0x1/0x2\n b+0x1/0x2\n`,
      );
    expect(panic('acme_a').fingerprint).not.toBe(panic('acme_b').fingerprint);
    expect(panic('acme_a').fingerprint).toBe(panic('acme_a.cold').fingerprint);
  });

  it.each([
    ['bad state 0x1b3', 'bad state 0x2c4', true],
    ['bad state 1b3f', 'bad state 2c4d', true],
    ['bad state 0x1b', 'bad state 0x1c', false],
    ['CPU3: no more widgets', 'CPU14: no more widgets', true],
    ['Fatal hardware error!', 'GHES: Fatal hardware error', true],
  ])('of a panic for %j and one for %j: the same is %j', (one, other, isSame) => {
    const of = (reason: string) =>
      read(`Kernel panic - not syncing: ${reason}\nCall Trace:\n panic+0x1/0x2\n acme_a+0x1/0x2\n`).fingerprint;
    expect(of(one)).toMatch(/^v6:/);
    expect(of(one) === of(other)).toBe(isSame);
  });

  it('is that of the title alone where the stack says nothing of the cause', () => {
    const sysrq = (caller: string) =>
      read(
        `Kernel panic - not syncing: sysrq triggered crash\nCall Trace:\n ${caller}+0x1/0x2\n b+0x1/0x2\n c+0x1/0x2\n`,
      );
    expect(sysrq('sysrq_handle_crash').fingerprint).toBe(sysrq('__handle_sysrq').fingerprint);
  });

  it('is refined by a real stack, helpers and guesses left out', () => {
    const stack = ['dump_stack', 'panic', 'acme_copy.isra.0', 'acme_rx'].map((symbol) => ({ symbol }));
    expect(refineFingerprint(stack)).toBe(refineFingerprint([{ symbol: 'acme_copy' }, { symbol: 'acme_rx' }]));
    expect(refineFingerprint([...stack, { symbol: 'guess', reliable: false }])).toBe(refineFingerprint(stack));
    expect(refineFingerprint([{ symbol: 'panic' }])).toBeNull();
    expect(refineFingerprint([])).toBeNull();
  });
});

describe('a panic that says why in a message of its own (v5.10-rt)', () => {
  const log = (...said: readonly string[]) =>
    stamp(
      ['Kernel panic - not syncing:', ...said, 'Call Trace:', ' panic+0xcb/0x316', ' acme_stop+0x1/0x2'].join('\n'),
      47,
    );

  it.each([
    'sysrq triggered crash',
    'Out of memory: compulsory panic_on_oom is enabled',
    'hung_task: blocked tasks',
    'Attempted to kill init! exitcode=0x0000000b',
  ])('is of the kind that it says: %s', (said) => {
    const whole = read(
      stamp(`Kernel panic - not syncing: ${said}\nCall Trace:\n panic+0xcb/0x316\n acme_stop+0x1/0x2`, 47),
    );
    const { title, kind, fingerprint, line } = read(log(said));
    expect({ title, kind, fingerprint, line }).toEqual({
      title: whole.title,
      kind: whole.kind,
      fingerprint: whole.fingerprint,
      line: 1,
    });
    expect(title).not.toMatch(/syncing/);
  });

  it('takes nothing for a reason that is none', () => {
    for (const below of ['CPU: 0 PID: 1 Comm: init Not tainted 5.10.0 #1', 'Hardware name: Acme', ''])
      expect(read(log(below, 'sysrq triggered crash')).kind).toBe('panic');
  });
});

describe('limits', () => {
  const two = Buffer.from(stamp(WARNING, 10) + stamp(OOPS, 20));

  it('reads no more bytes than it may, and says so', async () => {
    const limits = { maxBytes: stamp(WARNING, 10).length };
    expect(triage(two, limits)).toMatchObject({ title: 'WARNING in acme_reset', others: [], partial: 'size' });
    expect(await triageStream(pieces(two, 100), limits)).toEqual(triage(two, limits));
    expect(triage(two, { maxBytes: two.length }).partial).toBeUndefined();
  });

  it('stops where it is told to, and answers with what it has found', async () => {
    let asked = 0;
    const limits = { shouldStop: () => ++asked > 12 };
    const result = await triageStream(pieces(two, 100), limits);
    expect(result).toMatchObject({ title: 'WARNING in acme_reset', partial: 'time' });
    expect(triage(two, { shouldStop: () => true })).toMatchObject({ title: null, partial: 'time' });
    expect(triage(two, { shouldStop: () => false })).toEqual(triage(two));
  });
});

async function* pieces(log: Buffer, size: number) {
  const buffer = Buffer.alloc(size);
  for (let at = 0; at < log.length; at += size) {
    // One buffer for all pieces: nothing may be kept of it.
    const length = log.copy(buffer, 0, at, at + size);
    yield await Promise.resolve(buffer.subarray(0, length));
  }
}

describe('triageStream', () => {
  it.each([1, 2, 7, 64, 1000])('answers the same in pieces of %s bytes', async (size) => {
    const log = Buffer.from(stamp(WARNING, 10) + stamp(OOPS, 20));
    expect(await triageStream(pieces(log, size))).toEqual(triage(log));
  });
});
