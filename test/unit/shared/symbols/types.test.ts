import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { FormatError, InputError } from '../../../../shared/errors.ts';
import { buildsOf } from '../../../../shared/symbols/packages/builds.ts';
import type { BuildOutcome } from '../../../../shared/symbols/packages/builds.ts';
import { typesFrom } from '../../../../shared/symbols/types/folder.ts';
import { MAX_TYPES_BYTES, packTypes, readTypes, readTypesOf } from '../../../../shared/symbols/types/pack.ts';
import { MAX_BTF_BYTES, verifyKernelBtf } from '../../../../shared/vmcore/symbols/verify-btf.ts';
import { BtfWriter } from '../../../support/btf-writer.ts';
import { writeDebugFile } from '../../../support/debug-file-writer.ts';

const BUILD_ID = 'ab'.repeat(20);
const kernelTypes = (): BtfWriter =>
  new BtfWriter()
    .struct('list_head', { next: 'ptr', prev: 'ptr' })
    .struct('task_struct', { pid: 's32', tasks: 'struct list_head', comm: 'char[16]' })
    .enum('state', { RUNNING: 0, DEAD: 64 })
    .typedef('pid_t', 's32');
const BTF = kernelTypes().bytes();
const word = (bytes: Uint8Array, at: number, value: number): Uint8Array => {
  const changed = Buffer.from(bytes);
  changed.writeUInt32LE(value, at);
  return changed;
};
/** Of a type's record in {@link BTF}: its first byte. */
function recordOf(kind: number): number {
  const bytes = Buffer.from(BTF);
  for (let at = 24; at < bytes.length; at += 4) if (bytes.readUInt32LE(at + 4) >>> 24 === kind) return at;
  throw new Error(`no record of kind ${kind}`);
}

describe('verifyKernelBtf', () => {
  it('counts the types of a kernel', () => {
    const count = verifyKernelBtf(BTF);
    expect(count).toBeGreaterThan(6);
    expect(verifyKernelBtf(kernelTypes().struct('more', { a: 'u8' }).bytes())).toBeGreaterThan(count);
  });

  it.each<[string, Uint8Array, string]>([
    ['no BTF', Buffer.alloc(64, 7), 'expected 0xeb9f'],
    ['a part of one', BTF.subarray(0, BTF.length - 8), 'str_len'],
    ['a program’s', new BtfWriter().struct('event', { pid: 's32' }).bytes(), 'not the types of a kernel'],
    ['an enum that is called so', new BtfWriter().enum('task_struct', { A: 1 }).bytes(), 'not the types of a kernel'],
    [
      'a module’s, which follow those of its kernel',
      new BtfWriter(kernelTypes()).struct('own', { task: 'struct task_struct' }).bytes(),
      'types of a module',
    ],
    ['a name outside of the strings', word(BTF, 24, 1 << 20), 'a name outside of its strings'],
    ['a typedef of a type that is not there', word(BTF, recordOf(8) + 8, 9999), 'refers to type 9999'],
    ['a member of a type that is not there', word(BTF, recordOf(4) + 16, 9998), 'refers to type 9998'],
    ['a member without a name in it', word(BTF, recordOf(4) + 12, 1 << 21), 'a name outside of its strings'],
    ['an array of what is not there', word(BTF, recordOf(3) + 12, 9997), 'refers to type 9997'],
    ['an enumerator without a name in it', word(BTF, recordOf(6) + 12, 1 << 22), 'a name outside of its strings'],
    ['one that is too large', new Uint8Array(MAX_BTF_BYTES + 1), `at most ${MAX_BTF_BYTES}`],
  ])('refuses %s', (_, bytes, problem) => {
    expect(() => verifyKernelBtf(bytes)).toThrow(FormatError);
    expect(() => verifyKernelBtf(bytes)).toThrow(problem);
  });
});

describe('files of types', () => {
  it('hold what they were made of', async () => {
    const { header, bytes } = await packTypes(BTF, { buildId: BUILD_ID, release: '6.1.0-test', machine: 'x86-64' });
    expect(header).toEqual({
      ...{ buildId: BUILD_ID, release: '6.1.0-test', machine: 'x86-64' },
      ...{ types: verifyKernelBtf(BTF), rawBytes: BTF.length },
    });
    const read = await readTypes(bytes);
    expect(read.header).toEqual(header);
    expect(Buffer.from(read.btf).equals(BTF)).toBe(true);
    await expect(readTypesOf('cd'.repeat(20), bytes)).rejects.toThrow(`is ${BUILD_ID}, not ${'cd'.repeat(20)}`);
  });

  it('are read or refused by a FormatError, whatever the bytes', async () => {
    const { bytes: whole } = await packTypes(BTF, { buildId: BUILD_ID });
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), fc.nat(whole.length), async (changes, keep) => {
        const bytes = Buffer.from(whole.subarray(0, keep % 3 === 0 ? keep : whole.length));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const result = await readTypes(bytes).catch((error: unknown) => error);
        if (result instanceof Error) expect(result).toBeInstanceOf(FormatError);
        else expect(bytes.length).toBe(whole.length);
      }),
      { numRuns: 400 },
    );
  });

  it('do not unpack to more than they promise, nor to less', async () => {
    const { bytes } = await packTypes(BTF, { buildId: BUILD_ID });
    const promising = (rawBytes: number): Uint8Array => {
      const [head = '', tail = ''] = Buffer.from(bytes).toString('latin1').split(`"rawBytes":${BTF.length}}`);
      const header = `${head.slice(16)}"rawBytes":${rawBytes}}`;
      const size = Buffer.alloc(4);
      size.writeUInt32LE(header.length);
      return Buffer.concat([bytes.subarray(0, 12), size, Buffer.from(header, 'latin1'), Buffer.from(tail, 'latin1')]);
    };
    expect((await readTypes(promising(BTF.length))).btf.length).toBe(BTF.length);
    await expect(readTypes(promising(BTF.length - 1))).rejects.toThrow('compressed bytes are damaged');
    await expect(readTypes(promising(BTF.length + 1))).rejects.toThrow(/the header says \d+ in \d+/);
    await expect(readTypes(promising(2 ** 40))).rejects.toThrow('is not as it should be');
    await expect(readTypes(new Uint8Array(MAX_TYPES_BYTES + 1))).rejects.toThrow('at most');
  });
});

describe('types in what people have', () => {
  const FUNCTIONS = [{ name: 'f', offset: 0, sizeBytes: 16, file: 'a.c', lines: [[0, 1]] as const }];
  const builds = async (bytes: Uint8Array, name: string, more: { buildId?: string; has?: readonly string[] } = {}) => {
    const { buildId, has = [] } = more;
    const wanted = (id: string): Promise<boolean> => Promise.resolve(!has.includes(id));
    const made: BuildOutcome[] = [];
    const types = { buildId, wanted };
    for await (const one of buildsOf(memorySource(bytes, name), { directory: '/nowhere', types })) made.push(one);
    return made;
  };

  it('are taken from a vmlinux beside its lines, with what its name says', async () => {
    const file = writeDebugFile({ buildId: BUILD_ID, functions: FUNCTIONS, btf: BTF });
    const [types, lines, ...more] = await builds(file, 'vmlinux-6.1.0-test');
    expect(types).toMatchObject({
      outcome: 'types',
      types: { header: { buildId: BUILD_ID, release: '6.1.0-test', machine: 'x86_64' } },
    });
    expect([lines?.outcome, more]).toEqual(['made', []]);
    const [again] = await builds(file, 'vmlinux', { has: [BUILD_ID] });
    expect(again).toEqual({ outcome: 'types passed', from: 'vmlinux', buildId: BUILD_ID });
  });

  it('are none in a vmlinux without them, and none is asked for', async () => {
    const made = await builds(writeDebugFile({ buildId: BUILD_ID, functions: FUNCTIONS }), 'vmlinux');
    expect(made.map(({ outcome }) => outcome)).toEqual(['made']);
  });

  it('are taken from BTF by itself, if somebody says of which build it is', async () => {
    const [made] = await builds(BTF, 'kernel.btf', { buildId: BUILD_ID });
    expect(made).toMatchObject({ outcome: 'types', types: { from: 'kernel.btf', header: { buildId: BUILD_ID } } });
    await expect(builds(BTF, 'kernel.btf')).rejects.toThrow('give --build-id');
    const vmlinux = writeDebugFile({ buildId: BUILD_ID, functions: FUNCTIONS, btf: BTF });
    await expect(builds(vmlinux, 'vmlinux', { buildId: BUILD_ID })).rejects.toThrow(InputError);
  });

  describe('at hand', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'purgatory-types-'));
    });
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });
    const file = (name: string, bytes: Uint8Array): string => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    };

    it('are those of the very build, from a file of types as from a vmlinux', async () => {
      const { bytes } = await packTypes(BTF, { buildId: BUILD_ID });
      const vmlinux = writeDebugFile({ buildId: BUILD_ID, functions: FUNCTIONS, btf: BTF });
      for (const path of [file('made.types', bytes), file('vmlinux', vmlinux)]) {
        const find = await typesFrom(path);
        expect(Buffer.from((await find(BUILD_ID)) ?? []).equals(BTF)).toBe(true);
        expect(await find('cd'.repeat(20))).toBeUndefined();
      }
    });

    it('are refused where they are not the whole types of a kernel', async () => {
      const btf = new BtfWriter().struct('event', { pid: 's32' }).bytes();
      const find = await typesFrom(file('other', writeDebugFile({ buildId: BUILD_ID, functions: FUNCTIONS, btf })));
      await expect(find(BUILD_ID)).rejects.toThrow('not the types of a kernel');
    });
  });

  it('are taken from a file that was made before', async () => {
    const { bytes } = await packTypes(BTF, { buildId: BUILD_ID });
    const [made] = await builds(bytes, `${BUILD_ID}.types`);
    expect(made).toMatchObject({ outcome: 'types', types: { header: { buildId: BUILD_ID } } });
  });
});
