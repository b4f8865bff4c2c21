import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ByteSource } from '../../../../../shared/bytes/byte-source.ts';
import { fileSource } from '../../../../../shared/bytes/file-source.ts';
import { readOne } from '../../../../../shared/bytes/pending.ts';
import type { Dump } from '../../../../../shared/vmcore/formats/dump.ts';
import {
  EHDR_BYTES,
  PHDR_BYTES,
  PT_LOAD,
  readElfHeader,
  readProgramHeaders,
} from '../../../../../shared/vmcore/formats/elf/header.ts';
import { openDump } from '../../../../../shared/vmcore/formats/index.ts';
import { ownedPlaces } from '../../../../../shared/vmcore/index.ts';
import { openKernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import type { Kernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import { readModules } from '../../../../../shared/vmcore/kernel/modules.ts';
import { pageOwners } from '../../../../../shared/vmcore/memory-use/page-owner.ts';
import { Sections } from '../../../../../shared/vmcore/report/sections.ts';
import { readTasks } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { writeAsElf } from '../../../../bench/as-elf.ts';

const SAMPLE = join(import.meta.dirname, '../../../../fixtures/vmcore/sample.kdump');

let dump: Dump;
let kernel: Kernel;
beforeAll(async () => {
  dump = await openDump([await fileSource(SAMPLE)]);
  kernel = await openKernel(dump, new Sections());
});
afterAll(async () => {
  await dump.close();
});

/** The page frame behind an address of the kernel's. */
async function frameAt(address: bigint): Promise<number> {
  await kernel.memory.bytes(address, 1, 'a page');
  const frame = kernel.memory.frameOf(address);
  if (frame === undefined) throw new Error(`nothing is mapped at 0x${address.toString(16)}`);
  return frame;
}

const ownerOf = async (address: bigint): Promise<string | undefined> => {
  const frame = await frameAt(address);
  return (await pageOwners(kernel, [frame])).get(frame);
};

describe('the owner of a page', () => {
  it('is the kernel, with what stands there, within its image', async () => {
    expect(await ownerOf(kernel.needSymbol('jiffies'))).toMatch(/^the kernel, from \w+\+0x[0-9a-f]+$/);
  });

  it('is the task whose stack it is', async () => {
    const { tasks } = await readTasks(kernel);
    const init = tasks.find(({ pid }) => pid === 1);
    expect(await ownerOf((init?.stack ?? 0n) + 8192n)).toBe(`the stack of ${init?.comm ?? '?'} (pid 1)`);
  });

  it('is the module that lies there', async () => {
    const [module] = (await readModules(kernel)).map.list;
    expect(await ownerOf(module?.regions[0]?.start ?? 0n)).toBe(`the module ${module?.name ?? '?'}`);
  });

  it('is the slab cache that the page is of', async () => {
    const { tasks } = await readTasks(kernel);
    expect(await ownerOf(tasks.find(({ pid }) => pid === 1)?.address ?? 0n)).toBe('the slab cache task_struct');
  });

  it('is not guessed where nothing tells it', async () => {
    expect(await pageOwners(kernel, [2 ** 30])).toEqual(new Map());
  });
});

/** Where an ELF dump's file has a physical address. */
async function offsetOf(source: ByteSource, physical: bigint): Promise<number> {
  const header = readElfHeader(await readOne(source, { offset: 0, length: EHDR_BYTES }));
  const length = (header.programHeaderCount ?? 0) * PHDR_BYTES;
  const table = await readOne(source, { offset: header.programHeaderOffset, length });
  for (const { type, offset, fileBytes, physicalAddress } of readProgramHeaders(table, header.programHeaderOffset)) {
    const at = physical - physicalAddress;
    if (type === PT_LOAD && at >= 0n && at < fileBytes) return Number(offset + at);
  }
  throw new Error('the file has no such address');
}

describe('ownedPlaces', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'purgatory-owner-'));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it('tells of ranges of /proc/vmcore where in memory they were, page by page, and whose the pages were', async () => {
    const path = join(directory, 'vmcore');
    await writeAsElf(SAMPLE, path, 2 ** 27);
    const source = await fileSource(path);
    const jiffies = await frameAt(kernel.needSymbol('jiffies'));
    const offset = await offsetOf(source, BigInt(jiffies) * 4096n);
    expect(await ownedPlaces(source, [{ offset, length: 8192 }])).toEqual([
      {
        physicalAddress: BigInt(jiffies) * 4096n,
        lengthBytes: 4096,
        owner: expect.stringMatching(/^the kernel, from /),
      },
      { physicalAddress: BigInt(jiffies + 1) * 4096n, lengthBytes: 4096, owner: expect.stringMatching(/^the kernel/) },
    ]);
  });
});
