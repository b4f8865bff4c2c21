/** Logs that reach their reader cut in pieces, put together otherwise, or broken at the edge of a screen. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { triage } from '../../../../shared/panic/index.ts';
import { KERNEL_REPORTS } from '../../../support/kernel-reports.ts';
import { printedLines, STAMPS, type PrintedLine } from '../../../support/log-transports.ts';
import { said, saidPlainly } from '../../../support/triage-essence.ts';

const read = (text: string) => said(triage(Buffer.from(text, 'latin1')));

const broken = (lines: readonly string[], width: number) =>
  lines.flatMap((line) => (line === '' ? [''] : (line.match(new RegExp(`.{1,${width}}`, 'g')) ?? []))).join('\n');

describe('lines broken at the edge of a screen', () => {
  for (const [name, texts] of Object.entries(KERNEL_REPORTS)) {
    it.each([80, 100])(`are put together again: ${name} at %d columns`, (width) => {
      for (const stamp of ['time', 'level and time', 'time and caller']) {
        const lines = printedLines(texts).map((line) => STAMPS[stamp]?.(line) ?? '');
        if (lines.filter((line) => line.length > width).length < 3) continue;
        expect({ stamp, ...read(broken(lines, width)) }).toEqual({ stamp, ...saidPlainly(texts) });
      }
    });
  }

  it('are left alone where they are only cut', () => {
    const lines = printedLines(KERNEL_REPORTS.X86_NULL).map((line) => STAMPS['time']?.(line) ?? '');
    expect(read(lines.map((line) => line.slice(0, 80)).join('\n'))).toMatchObject({
      title: saidPlainly(KERNEL_REPORTS.X86_NULL).title,
      frames: saidPlainly(KERNEL_REPORTS.X86_NULL).frames,
    });
  });
});

/** v6.12 drivers/net/netconsole.c `send_fragmented_body()`: the head on every fragment, no newline but after the last. */
function fragments(line: PrintedLine, size: number): string[] {
  const head = `6.1.0-18-amd64,4,${line.sequence},${Math.round(line.time * 1e6)},-`;
  const body = `${line.text}\n`;
  if (body.length <= size) return [`${head};${body}`];
  const pieces: string[] = [];
  for (let at = 0; at < body.length; at += size) {
    pieces.push(`${head},ncfrag=${at}/${body.length};${body.slice(at, at + size)}`);
  }
  return pieces;
}

describe('netconsole', () => {
  it('is put in order: fragments, packets overtaken by others or sent twice', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(KERNEL_REPORTS)),
        fc.integer({ min: 30, max: 200 }),
        fc.array(fc.nat({ max: 4 }), { minLength: 10, maxLength: 10 }),
        (texts, size, delays) => {
          const packets = printedLines(texts)
            .flatMap((line) => fragments(line, size))
            .map((packet, i) => ({ packet, at: i + (delays[i % delays.length] ?? 0) }));
          const again = packets.filter((_, i) => i % 9 === 4);
          const arrived = [...packets, ...again].sort((a, b) => a.at - b.at);
          expect(read(arrived.map(({ packet }) => packet).join(''))).toEqual(saidPlainly(texts));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('of two boots is read boot by boot', () => {
    const boot = (texts: readonly string[], from: number) =>
      printedLines(texts)
        .map((line, i) => `4,${from + i},${Math.round(line.time * 1e6)},-;${line.text}\n`)
        .join('');
    const whole =
      boot(KERNEL_REPORTS.ARM64_OOPS, 9000) +
      boot(['Linux version 6.1.0 (a@b)'], 0) +
      boot(KERNEL_REPORTS.PPC_OOPS, 500);
    expect(read(whole).title).toBe(saidPlainly(KERNEL_REPORTS.PPC_OOPS).title);
  });
});

describe('a mail', () => {
  it('ends where its next part begins', () => {
    const body = printedLines(KERNEL_REPORTS.WARN)
      .map((line) => (STAMPS['time']?.(line) ?? '').replaceAll('=', '=3D'))
      .join('\n');
    const mail = `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b1_x"\n\n--b1_x\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n${body}\n--b1_x\nContent-Type: text/plain\n\n[  999.000001] Kernel panic - not syncing: not of this part\n--b1_x--\n`;
    expect(read(mail)).toEqual(saidPlainly(KERNEL_REPORTS.WARN));
  });
});
