/** What a dump and a log say of their crash: read from the formats, in either byte order, whole or cut. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256 } from '../../support/fake-api.ts';
import { describeUnless } from '../../support/oracles.ts';
import { SHELLS, printed, sandbox, settingsOf } from './harness.ts';
import type { Sandbox } from './harness.ts';

describe.each(SHELLS)('what a crash is known by, under $name', (shell) => {
  describeUnless(shell.missing === undefined ? [] : [shell.missing], 'the agent', () => {
    let box: Sandbox;
    beforeAll(() => {
      box = sandbox(shell, 'http://127.0.0.1:9');
    });
    afterAll(() => {
      box.remove();
    });

    it('knows a crash by the last line in which its kernel gave up, an oops where it did not', async () => {
      const oops = '[   12.345600] BUG: kernel NULL pointer dereference, address: 0000000000000010';
      const fault =
        '<1>[   12.345650][    T1] Unable to handle kernel paging request at virtual address dead000000000100';
      const panic = '<0>[   12.345700] Kernel panic - not syncing: Fatal exception';
      const digest = (line: string): string => sha256(Buffer.from(`${line}\n`)).slice(0, 32);
      const logs = [
        [oops, digest('12.345600 BUG: kernel NULL pointer dereference, address: 0000000000000010')],
        [`${oops}\nother\n${fault}\r\n`, digest(`12.345650 ${fault.slice(fault.indexOf('Unable'))}`)],
        [`${panic}\n${oops}\n`, digest('12.345700 Kernel panic - not syncing: Fatal exception')],
        [`${panic}\n${panic.replace('700', '800')}`, digest('12.345800 Kernel panic - not syncing: Fatal exception')],
        ['[    1.000000] WARNING: of no matter\n', ''],
        ['BUG: without a time\n', ''],
      ] as const;
      const lines = logs.map(([log], n) => `find_log_key '${box.write(`log-${n}`, log)}'; echo "$log_key."`);
      const got = await printed(
        box,
        ['trim', 'sha256', 'find_log_key'],
        'MAX_LOG_BYTES=104857600 digest_tool=sha256sum',
        ...settingsOf('PANIC_LINE', 'OOPS_LINE'),
        ...lines,
      );
      expect(got).toEqual(logs.map(([, key]) => `${key}.`));
    });

    describe('the notes of a dump', () => {
      interface Kind {
        readonly wide: 4 | 8;
        readonly big: boolean;
      }
      const kinds: Kind[] = [true, false].flatMap((big) => [4, 8].map((wide) => ({ wide: wide as 4 | 8, big })));
      const setter =
        (bytes: Buffer, big: boolean) =>
        (value: number, at: number, length: number): void => {
          const field = Buffer.alloc(length);
          const low = Math.min(length, 6);
          if (big) field.writeUIntBE(value, length - low, low);
          else field.writeUIntLE(value, 0, low);
          field.copy(bytes, at);
        };
      /** A load segment, then the notes at 0x123456, 0x4321 long. */
      function elf({ wide, big }: Kind): Buffer {
        const bytes = Buffer.alloc(4096);
        const set = setter(bytes, big);
        bytes.write('\x7fELF', 0, 'latin1');
        bytes.set([wide / 4, big ? 2 : 1], 4);
        const [phoff, sizes, offset, filesz, size] = wide === 8 ? [32, 54, 8, 32, 56] : [28, 42, 4, 16, 32];
        set(64, phoff, wide);
        set(size, sizes, 2);
        set(2, sizes + 2, 2);
        set(1, 64, 4);
        set(4, 64 + size, 4);
        set(0x123456, 64 + size + offset, wide);
        set(0x4321, 64 + size + filesz, wide);
        return bytes;
      }
      const ask = (files: readonly Buffer[]): Promise<string[]> =>
        printed(
          box,
          ['is_number', 'number_at', 'find_elf_notes'],
          ...files.flatMap((bytes, n) => [
            `cp '${box.write(`head-${n}`, bytes)}' "$tmp/head"`,
            'if find_elf_notes; then echo "$notes_at $notes_bytes"; else echo none; fi',
          ]),
        );

      it.each(kinds)('are found in an ELF file of $wide bytes, big-endian $big', async (kind) => {
        const whole = elf(kind);
        const end = kind.wide === 8 ? 64 + 56 + 40 : 64 + 32 + 20;
        const far = elf(kind);
        // More than a shell's numbers hold.
        far.fill(0xff, end - kind.wide, end);
        const got = await ask([whole, whole.subarray(0, end), whole.subarray(0, end - 1), whole.subarray(0, 50), far]);
        expect(got.slice(0, 4)).toEqual(['1193046 17185', '1193046 17185', 'none', 'none']);
        expect(got[4]).toBe(kind.wide === 8 ? 'none' : '1193046 4294967295');
      });

      it('are none of what is no ELF file, or has no notes', async () => {
        const noNotes = elf({ wide: 8, big: false });
        noNotes.writeUInt32LE(1, 64 + 56);
        const odd = elf({ wide: 8, big: false });
        odd[5] = 3;
        const endless = elf({ wide: 8, big: false });
        endless.writeUInt16LE(0, 54);
        expect(await ask([noNotes, odd, endless, Buffer.alloc(0)])).toEqual(['none', 'none', 'none', 'none']);
      });

      it('are where a kdump-compressed file says, in its byte order and block size', async () => {
        const rows = [4096, 16_384, 65_536].flatMap((block) => [true, false].map((big) => ({ block, big })));
        const files = rows.map(({ block, big }) => {
          const bytes = Buffer.alloc(block + 64);
          const set = setter(bytes, big);
          set(block, 428, 4);
          set(9_000_001, block + 32, 8);
          set(777, block + 40, 8);
          return bytes;
        });
        const cut = files.map((bytes) => bytes.subarray(0, bytes.length - 64 + 47));
        const odd = Buffer.from(files[0]!);
        odd.writeUInt32LE(8192, 428);
        const got = await printed(
          box,
          ['is_number', 'number_at', 'find_kdump_notes'],
          ...[...files, ...cut, odd, Buffer.alloc(100)].map(
            (bytes, n) =>
              `if find_kdump_notes '${box.write(`kdump-${n}`, bytes)}'; then echo "$notes_at $notes_bytes"; else echo none; fi`,
          ),
        );
        expect(got).toEqual([...files.map(() => '9000001 777'), ...cut.map(() => 'none'), 'none', 'none']);
      });
    });
  });
});
