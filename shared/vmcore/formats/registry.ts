/**
 * The formats that hold pages: how each is opened, and what it is called. What marks them is in `identify.ts`, what can be
 * around them in `open-file.ts`. A new one is a folder, a line here and one there.
 */
import { readOne } from '../../bytes/pending.ts';
import type { OpenedContainer } from './container.ts';
import { openElf } from './elf/index.ts';
import { Container, describe, IDENTIFY_BYTES } from './identify.ts';
import { openKdump } from './kdump/index.ts';
import { openLime } from './lime/index.ts';
import { notADump, type Inner, type OpenFile } from './open-file.ts';
import { openQemu } from './qemu/index.ts';
import { openRaw } from './raw/index.ts';
import { openVmss } from './vmss/index.ts';

export interface OpenFormatOptions {
  /** How much memory is searched for VMCOREINFO at most, in bytes. */
  readonly scanBytes: number;
}

export interface Format {
  /** For a message: "… is an ELF dump". */
  readonly description: string;
  /** Whether one dump can be several files of it. */
  readonly splits: boolean;
  readonly open: (files: readonly [OpenFile, ...OpenFile[]], options: OpenFormatOptions) => Promise<OpenedContainer>;
}

export const FORMATS: Readonly<Record<Inner, Format>> = {
  [Container.Kdump]: {
    description: 'a kdump-compressed dump',
    splits: true,
    open: (files) => openKdump(files.map(({ parts }) => parts)),
  },
  [Container.Elf]: { description: 'an ELF dump', splits: false, open: ([{ parts }]) => openElf(parts) },
  [Container.Lime]: { description: 'a LiME image', splits: false, open: ([{ parts }]) => openLime(parts) },
  [Container.Vmss]: {
    description: 'the state of a VMware machine',
    splits: false,
    open: ([state, beside]) => openVmss(state.parts, beside?.parts),
  },
  [Container.Qemu]: {
    description: 'the state of a qemu machine',
    splits: false,
    open: ([{ parts }]) => openQemu(parts),
  },
  [Container.Raw]: { description: 'plain memory', splits: false, open: openRawOrSay },
};

async function openRawOrSay([file]: readonly [OpenFile, ...OpenFile[]], options: OpenFormatOptions) {
  const opened = await openRaw(file.parts, options);
  if (opened !== undefined) return opened;
  const { index } = file.parts;
  const head = await readOne(index, { offset: 0, length: Math.min(IDENTIFY_BYTES, index.sizeBytes) });
  const what = `${describe(head, index.sizeBytes)}, and no kernel that is read was found in it`;
  throw notADump({ index, layers: file.layers }, what);
}
