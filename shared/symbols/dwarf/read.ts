/** All lines and functions of a file with DWARF. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DenseCursor } from '../../bytes/dense-cursor.ts';
import type { AddressSpace } from '../elf/address-space.ts';
import type { ElfFile } from '../elf/file.ts';
import { readElf } from '../elf/file.ts';
import { lastIndex } from '../last-index.ts';
import { KeptAbbreviations, readAbbreviations } from './abbreviations.ts';
import { Interner } from './columns.ts';
import { UnitType } from './constants.ts';
import { readLineHeader } from './line-header.ts';
import { emptyLineRows, runLineProgram } from './lines.ts';
import type { LineRows } from './lines.ts';
import { NONE, ScopeTable } from './scope-table.ts';
import { UnitScopes } from './scopes.ts';
import type { DistantName, ScopeSink } from './scopes.ts';
import { readDwarfSections } from './sections.ts';
import type { DwarfSections } from './sections.ts';
import { SplitPackage } from './split-package.ts';
import type { SplitUnits } from './split-package.ts';
import { UnitContext } from './unit-context.ts';
import type { SupplementaryStrings } from './unit-context.ts';
import { openUnits } from './unit-stream.ts';
import type { Unit, UnitStream } from './unit-stream.ts';

const MAX_KEPT_PROGRAMS = 64;
/** Name of a name of a name …: each round follows one step into another unit. */
const MAX_ROUNDS = 8;

export interface DwarfOptions {
  readonly keeps: (address: number) => boolean;
  /** The file that `.gnu_debugaltlink` or `.debug_sup` names. */
  readonly supplementary?: ByteSource | undefined;
  /** The file with the rest of a skeleton unit, by the name that the unit gives. */
  readonly split?: ((name: string, compilationDirectory: string) => Promise<ByteSource | undefined>) | undefined;
  /** The `.dwp` package of this file, asked for once, and before single files are. */
  readonly splitPackage?: (() => Promise<ByteSource | undefined>) | undefined;
  /** Told after each unit. */
  readonly onProgress?: ((doneBytes: number, ofBytes: number) => void) | undefined;
}

export interface DwarfData {
  readonly names: Interner;
  readonly paths: Interner;
  readonly scopes: ScopeTable;
  readonly rows: LineRows;
  readonly compilationDirectories: ReadonlySet<string>;
  readonly producers: ReadonlySet<string>;
  readonly units: number;
  /** Split units whose file was not given, by name: their inlined functions are missing. */
  readonly missingSplit: readonly string[];
}

/** @throws {FormatError} truncated | bad-value | unsupported | limit */
export async function readDwarf(file: ElfFile, space: AddressSpace, options: DwarfOptions): Promise<DwarfData> {
  const reader = new DwarfReader(file, space, options);
  await reader.readUnits();
  await reader.resolveDistantNames();
  return reader.data;
}

/** A file whose entries can be asked for their names: the file itself, or its supplementary one. */
interface NamedUnits {
  readonly units: UnitStream;
  readonly sections: DwarfSections;
  readonly space: AddressSpace;
  /** Where units begin, in order. */
  readonly starts: readonly number[];
}

class DwarfReader {
  readonly #file: ElfFile;
  readonly #space: AddressSpace;
  readonly #options: DwarfOptions;
  readonly #names = new Interner();
  readonly #paths = new Interner();
  readonly #scopes = new ScopeTable();
  readonly #rows = emptyLineRows();
  readonly #directories = new Set<string>();
  readonly #producers = new Set<string>();
  readonly #missingSplit: string[] = [];
  readonly #starts: number[] = [];
  readonly #distant: DistantName[] = [];
  readonly #abbreviations = new KeptAbbreviations();
  readonly #programs = new Map<number, (index: number) => number>();
  readonly #ran = new Set<number>();
  #package: Promise<SplitPackage | undefined> | undefined;
  #supplementary: (NamedUnits & { readonly strings: SupplementaryStrings }) | undefined;

  constructor(file: ElfFile, space: AddressSpace, options: DwarfOptions) {
    this.#file = file;
    this.#space = space;
    this.#options = options;
  }

  get data(): DwarfData {
    return {
      ...{ names: this.#names, paths: this.#paths, scopes: this.#scopes, rows: this.#rows },
      ...{ compilationDirectories: this.#directories, producers: this.#producers },
      ...{ units: this.#starts.length, missingSplit: this.#missingSplit },
    };
  }

  async readUnits(): Promise<void> {
    const units = await openUnits(this.#file, this.#space);
    if (units === undefined) return;
    const sections = await readDwarfSections(this.#file, this.#space);
    this.#supplementary = await openSupplementary(this.#options.supplementary);
    for (let start = 0; start < units.sizeBytes;) {
      const unit = await units.unitAt(start);
      this.#starts.push(start);
      await this.#readUnit(unit, sections);
      start = unit.header.end;
      this.#options.onProgress?.(start, units.sizeBytes);
    }
  }

  async #readUnit({ header, cursor }: Unit, sections: DwarfSections): Promise<void> {
    if (header.type === UnitType.Type || header.type === UnitType.SplitType) return;
    const unit = this.#context({ header, cursor }, sections);
    const { root } = unit;
    if (root.producer !== '') this.#producers.add(root.producer);
    if (root.compilationDirectory !== '') this.#directories.add(root.compilationDirectory);
    const fileId = root.lineProgram === undefined ? () => NONE : this.#program(unit, root.lineProgram, sections);
    new UnitScopes(cursor, unit, this.#sink(fileId)).read();
    if (root.dwoName !== undefined && (header.type === UnitType.Skeleton || header.version < 5)) {
      await this.#readSplit(unit, sections, fileId);
    }
  }

  #sink(fileId: (index: number) => number): ScopeSink {
    return {
      ...{ scopes: this.#scopes, fileId, keeps: this.#options.keeps, distant: this.#distant },
      nameId: (name) => this.#names.idOf(name),
    };
  }

  #context({ header, cursor }: Unit, sections: DwarfSections): UnitContext {
    cursor.seek(header.entries - header.start);
    const supplementary = this.#supplementary?.strings;
    return new UnitContext(cursor, header, this.#abbreviations.of(header, sections), this.#space, {
      sections,
      ...(supplementary === undefined ? {} : { supplementary }),
    });
  }

  /** Runs a line program the first time that a unit names it. */
  #program(unit: UnitContext, offset: number, sections: DwarfSections): (index: number) => number {
    const known = this.#programs.get(offset);
    if (known !== undefined) return known;
    if (this.#programs.size >= MAX_KEPT_PROGRAMS) this.#programs.clear();
    const cursor = sections('lines');
    const header = readLineHeader(cursor, offset, {
      compilationDirectory: unit.root.compilationDirectory,
      addressBytes: unit.header.addressBytes,
      textOf: (value) => unit.textOf(value),
    });
    const fileId = numberPaths(this.#paths, header.path);
    this.#programs.set(offset, fileId);
    if (!this.#ran.has(offset)) {
      this.#ran.add(offset);
      runLineProgram(cursor, header, this.#space, this.#rows, fileId, this.#options.keeps);
    }
    return fileId;
  }

  /** The unit of the `.dwo` file that `skeleton` names: its functions, with the skeleton's addresses and files. */
  async #readSplit(skeleton: UnitContext, addresses: DwarfSections, fileId: (index: number) => number): Promise<void> {
    const { dwoName = '', dwoId } = skeleton.root;
    const found = await this.#splitUnits(skeleton.root);
    if (found === undefined) {
      this.#missingSplit.push(dwoName);
      return;
    }
    const { units, sections } = found;
    const abbreviations = new KeptAbbreviations();
    for (let start = 0; start < units.sizeBytes;) {
      const { header, cursor } = await units.unitAt(start);
      start = header.end;
      if (header.type === UnitType.SplitType) continue;
      cursor.seek(header.entries - header.start);
      const unit = new UnitContext(cursor, header, abbreviations.of(header, sections), this.#space, {
        sections,
        addresses,
        skeleton: skeleton.root,
      });
      if (unit.root.dwoId !== dwoId) continue;
      // Names of other units of a .dwo file can't be resolved later: it is closed by then.
      new UnitScopes(cursor, unit, { ...this.#sink(fileId), distant: [] }).read();
    }
  }

  /** Out of the package, or of the file that the unit names. */
  async #splitUnits({
    dwoName = '',
    compilationDirectory,
    dwoId,
  }: UnitContext['root']): Promise<SplitUnits | undefined> {
    this.#package ??= this.#openPackage();
    const packed = dwoId === undefined ? undefined : (await this.#package)?.unit(dwoId);
    if (packed !== undefined) return packed;
    const source = await this.#options.split?.(dwoName, compilationDirectory);
    if (source === undefined) return undefined;
    const file = await readElf(source);
    const units = await openUnits(file, this.#space, { split: true });
    return units && { units, sections: await readDwarfSections(file, this.#space, { split: true }) };
  }

  async #openPackage(): Promise<SplitPackage | undefined> {
    const source = await this.#options.splitPackage?.();
    return source === undefined ? undefined : SplitPackage.open(source, this.#space);
  }

  /** Names that stand in other units, or in the supplementary file: each unit is read again once a round. */
  async resolveDistantNames(): Promise<void> {
    const own = await this.#ownUnits();
    let waiting: readonly DistantName[] = this.#distant;
    for (let round = 0; round < MAX_ROUNDS && waiting.length > 0; round += 1) {
      const next: DistantName[] = [];
      for (const supplementary of [false, true]) {
        const from = supplementary ? this.#supplementary : own;
        if (from === undefined) continue;
        const wanted = waiting.filter((name) => name.supplementary === supplementary);
        next.push(...(await this.#namesFrom(from, wanted, supplementary)));
      }
      waiting = next;
    }
  }

  async #ownUnits(): Promise<NamedUnits | undefined> {
    const units = this.#distant.length === 0 ? undefined : await openUnits(this.#file, this.#space);
    if (units === undefined) return undefined;
    const sections = await readDwarfSections(this.#file, this.#space);
    return { units, sections, space: this.#space, starts: this.#starts };
  }

  async #namesFrom(from: NamedUnits, wanted: readonly DistantName[], supplementary: boolean): Promise<DistantName[]> {
    const next: DistantName[] = [];
    for (const [start, names] of byUnit(from.starts, wanted)) {
      const unit = await from.units.unitAt(start);
      const { header, cursor } = unit;
      cursor.seek(header.entries - header.start);
      const abbreviations = readAbbreviations(from.sections('abbreviations'), header.abbreviations, header);
      // A partial unit of the file itself may have its names in the supplementary one.
      const strings = supplementary ? undefined : this.#supplementary?.strings;
      const context = new UnitContext(cursor, header, abbreviations, from.space, {
        sections: from.sections,
        ...(strings === undefined ? {} : { supplementary: strings }),
      });
      const scopes = new UnitScopes(
        cursor,
        context,
        this.#sink(() => NONE),
      );
      for (const { scope, offset } of names) {
        if (offset < header.entries || offset >= header.end) continue;
        const found = scopes.nameOfEntry(offset);
        if (typeof found === 'number') this.#scopes.setName(scope, found);
        else next.push({ scope, offset: found.offset, supplementary: supplementary || found.supplementary });
      }
    }
    return next;
  }
}

/** Numbers the paths of a program's files as they are first asked for. */
function numberPaths(paths: Interner, path: (index: number) => string | undefined): (index: number) => number {
  const ids = new Map<number, number>();
  return (index) => {
    const known = ids.get(index);
    if (known !== undefined) return known;
    const text = path(index);
    const id = text === undefined ? NONE : paths.idOf(text);
    ids.set(index, id);
    return id;
  };
}

/** Groups entries by the unit that they stand in; `starts` is in order. */
function byUnit(starts: readonly number[], wanted: readonly DistantName[]): Map<number, DistantName[]> {
  const groups = new Map<number, DistantName[]>();
  for (const name of wanted) {
    const start = starts[lastIndex(starts, (each) => each <= name.offset)];
    if (start === undefined) continue;
    const group = groups.get(start);
    if (group === undefined) groups.set(start, [name]);
    else group.push(name);
  }
  return groups;
}

async function openSupplementary(source: ByteSource | undefined) {
  if (source === undefined) return undefined;
  const file = await readElf(source);
  const space: AddressSpace = { high: 0, low: 0, code: [] };
  const units = await openUnits(file, space);
  const sections = await readDwarfSections(file, space);
  if (units === undefined) return undefined;
  const starts: number[] = [];
  for (let start = 0; start < units.sizeBytes; start = (await units.unitAt(start)).header.end) starts.push(start);
  const strings = (offset: number): string | undefined => {
    const cursor: DenseCursor = sections('strings');
    return offset < cursor.end ? cursor.seek(offset).string() : undefined;
  };
  return { units, sections, space, starts, strings };
}
