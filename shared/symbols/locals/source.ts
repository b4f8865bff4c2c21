/** Parameters and variables of a stack's frames, from the debug files of the kernel and the modules that they are in. */
import type { Build } from '../lines/find.ts';
import { PurgatoryError } from '../../errors.ts';
import type { DebugFile, FileSymbol } from './debug-file.ts';
import { recoverRegisters } from './frames.ts';
import type { FrameRegisters, StackFrame } from './frames.ts';
import { REGISTER_NUMBERS } from './machines.ts';
import { frameLocals } from './values.ts';
import type { FunctionLocals, KnownFrame, Memory } from './values.ts';

/** Functions are aligned to 64 bytes at most, and 16 may stand before the next (`__pfx_`). */
const MAX_PADDING_BYTES = 80;
/** How far from `_text` something of the kernel's image may be; what has no place there is one for each processor. */
const MAX_IMAGE_BYTES = 2n ** 31n;

/** A frame with the function that it stands in. */
export interface NamedFrame extends StackFrame {
  readonly symbol: string | undefined;
  /** Of `pc`, from the function's beginning. */
  readonly offset: number;
  /** To the next symbol in memory: padding is in it. */
  readonly sizeBytes: number | undefined;
  readonly module: string | undefined;
}

export interface StackQuestion {
  readonly frames: readonly NamedFrame[];
  /** Of the innermost frame, as far as they are known. */
  readonly registers: ReadonlyMap<string, bigint>;
  readonly kernel: Build;
  /** Where `_text` is, if the kernel's symbols tell. */
  readonly text: bigint | undefined;
  /** What is known of a module's build. */
  readonly module: (name: string) => Build;
  readonly memory: Memory & { word(address: bigint): Promise<bigint | undefined> };
}

export interface FrameAnswer {
  /** Innermost first: what was inlined, then the function itself. */
  readonly functions: readonly FunctionLocals[];
  /** Why there are none, or why they are not sure. */
  readonly note?: string;
}

/** Answers for each frame of a stack. */
export type FrameVariables = (question: StackQuestion) => Promise<readonly FrameAnswer[]>;

/** @param find the debug file of a build, where there is one */
export function frameVariables(find: (build: Build) => Promise<DebugFile | undefined>): FrameVariables {
  return async (question) => {
    const places = await placeFrames(question, find);
    const numbers = REGISTER_NUMBERS.get(places.find(({ file }) => file !== undefined)?.file?.machine ?? 0);
    if (numbers === undefined)
      return places.map(({ note }) => ({ functions: [], note: note ?? 'no frame is described' }));
    const { frames, registers, memory } = question;
    const byFrame = new Map(frames.map((frame, i) => [frame as StackFrame, places[i]]));
    const known = await recoverRegisters(
      { frames, registers },
      numbers,
      (frame) => {
        const { file, place } = byFrame.get(frame) ?? {};
        return Promise.resolve(
          file === undefined || place === undefined ? undefined : { callFrames: file.callFrames, place },
        );
      },
      memory,
    );
    const answers: FrameAnswer[] = [];
    for (const [i, { note }] of places.entries()) {
      const frame = knownFrame(i, frames, places, known);
      answers.push(frame === undefined ? { functions: [], note: note ?? '' } : await answer(frame));
    }
    return answers;

    async function answer(frame: KnownFrame): Promise<FrameAnswer> {
      try {
        const functions = numbers === undefined ? [] : await frameLocals(frame, numbers, memory);
        return functions.length > 0 ? { functions } : { functions, note: await whyNothing(frame) };
      } catch (error) {
        if (!(error instanceof PurgatoryError)) throw error;
        return { functions: [], note: error.message };
      }
    }
  };
}

async function whyNothing({ file, place }: KnownFrame): Promise<string> {
  const split = (await file.unitWithCode(place))?.unit.root.dwoName;
  return split === undefined
    ? `${file.name} does not describe it`
    : `its variables are described in ${split}, and of split files only lines are read`;
}

/** A frame, and what calls it as far as one call leads to the other without an exception between. */
function knownFrame(
  i: number,
  frames: readonly NamedFrame[],
  places: readonly PlacedFrame[],
  known: readonly FrameRegisters[],
): KnownFrame | undefined {
  const [frame, placed, registers] = [frames[i], places[i], known[i]];
  if (frame === undefined || registers === undefined || placed?.file === undefined || placed.place === undefined) {
    return undefined;
  }
  const { file, place, runtime } = placed;
  const isCalled = frame.interrupted === undefined && registers.cfa !== undefined;
  return {
    ...{ file, place, registers, runtime },
    returnsTo: frame.exact ? undefined : place + 1,
    get caller() {
      return isCalled ? knownFrame(i + 1, frames, places, known) : undefined;
    },
  };
}

interface PlacedFrame {
  readonly file: DebugFile | undefined;
  readonly place: number | undefined;
  readonly runtime: (address: bigint) => bigint | undefined;
  readonly note: string | undefined;
}

const NOWHERE = (): undefined => undefined;

/** Finds every frame in the debug file of its build. */
async function placeFrames(
  question: StackQuestion,
  find: (build: Build) => Promise<DebugFile | undefined>,
): Promise<readonly PlacedFrame[]> {
  const { frames, kernel, module, text } = question;
  const placed: PlacedFrame[] = frames.map((frame) => without(reasonOf(frame)));
  const byModule = Map.groupBy(frames.keys(), (i) =>
    frames[i]?.symbol === undefined ? undefined : (frames[i].module ?? ''),
  );
  for (const [name, indexes] of byModule) {
    if (name === undefined) continue;
    const file = await find(name === '' ? kernel : module(name)).catch((error: unknown) => {
      if (error instanceof PurgatoryError) return error;
      throw error;
    });
    const what = name === '' ? 'the kernel' : `module ${name}`;
    const own = indexes.flatMap((i) => {
      const frame = frames[i];
      return frame === undefined || frame.user || !frame.reliable ? [] : [{ i, frame }];
    });
    if (file === undefined || file instanceof PurgatoryError) {
      const note = file === undefined ? `no debug file of ${what} is at hand` : file.message;
      for (const { i } of own) placed[i] = without(note);
      continue;
    }
    const bases = basesOf(
      file,
      name === '' ? text : undefined,
      own.map(({ frame }) => frame),
    );
    for (const { i, frame } of own) placed[i] = placeIn(file, bases, frame, what);
  }
  return placed;
}

const without = (note: string | undefined): PlacedFrame => ({
  file: undefined,
  place: undefined,
  runtime: NOWHERE,
  note,
});

function reasonOf({ user, reliable, symbol }: NamedFrame): string | undefined {
  if (user) return 'a user program';
  if (!reliable) return 'the frame was guessed';
  return symbol === undefined ? 'no function is known there' : undefined;
}

/** Where sections of a file (of a kernel all of it, '') begin in memory: address there less address in the file. */
type Bases = ReadonlyMap<string, bigint>;

function basesOf(file: DebugFile, text: bigint | undefined, frames: readonly NamedFrame[]): Bases {
  if (text !== undefined) return new Map([['', text]]);
  const votes = new Map<string, Map<bigint, number>>();
  for (const frame of frames) {
    const [only, ...others] = fitting(file, frame);
    if (only === undefined || others.length > 0) continue;
    const space = file.codeSpace(only.address) ?? '';
    const base = frame.pc - BigInt(frame.offset) - BigInt(only.address);
    const own = votes.get(space) ?? new Map<bigint, number>();
    votes.set(space, own.set(base, (own.get(base) ?? 0) + 1));
  }
  return new Map(
    [...votes].flatMap(([space, own]) => {
      const [best, next] = [...own].sort(([, a], [, b]) => b - a);
      return best === undefined || best[1] === next?.[1] ? [] : [[space, best[0]] as const];
    }),
  );
}

/** Symbols of the frame's function whose size agrees with what is known of it. */
function fitting(file: DebugFile, { symbol = '', offset, sizeBytes }: NamedFrame): readonly FileSymbol[] {
  return file
    .symbols(symbol)
    .filter(
      ({ sizeBytes: own }) =>
        sizeBytes === undefined ||
        own === 0 ||
        (own <= sizeBytes && sizeBytes - own < MAX_PADDING_BYTES && offset <= sizeBytes),
    );
}

function placeIn(file: DebugFile, bases: Bases, frame: NamedFrame, what: string): PlacedFrame {
  const back = frame.exact ? 0 : 1;
  const address = frame.pc - BigInt(back);
  const isModule = what !== 'the kernel';
  const spaces = file.space.code.filter(({ name, start, end }) => {
    const base = bases.get(name);
    const at = base === undefined ? -1n : address - base;
    return at >= BigInt(start) && at < BigInt(end);
  });
  // A module's symbols have to fit, since its build is known by its name alone.
  const sure = !isModule || fitting(file, frame).length > 0;
  const [space] = spaces;
  const base = space === undefined ? undefined : bases.get(space.name);
  if (space === undefined || base === undefined || !sure) {
    return without(`${file.name} is of another build, or does not tell where the function is`);
  }
  const linked = (BigInt(file.space.high) << 32n) + BigInt(file.space.low);
  return {
    file,
    place: Number(address - base),
    runtime(absolute) {
      if (!isModule) {
        const from = absolute - linked;
        return from > -MAX_IMAGE_BYTES && from < MAX_IMAGE_BYTES ? BigInt.asUintN(64, base + from) : undefined;
      }
      const name = file.codeSpace(Number(absolute));
      const own = name === undefined ? undefined : bases.get(name);
      return own === undefined ? undefined : BigInt.asUintN(64, own + absolute);
    },
    note: undefined,
  };
}
