/**
 * `dis`: instructions as they lie in memory, with what they name and, where a processor stopped, what they did; beside them what the
 * signed image has, where somebody has compared it.
 */
import { FormatError } from '../../../errors.ts';
import { TextState, type SignedText } from '../../integrity/signed-text.ts';
import { besideImage, type SignedInstruction } from '../code/signed-code.ts';
import { accessesOf, accessText, Pages, placeOf, type Registers } from '../code/operands.ts';
import type { Disassembler, Instruction } from '../code/disassembler.ts';
import type { Datum } from '../datum.ts';
import { ExploreError, ExploreErrorCode } from '../explore-error.ts';
import { readBytes } from '../value.ts';
import type { World } from '../world.ts';
import { addressOfWord, panicTask, type ViewContext } from './context.ts';
import { tracesOf } from './stacks.ts';
import { symbolic, text, type Table } from './table.ts';

const MAX_CODE_BYTES = 65_536;
const MAX_INSTRUCTIONS = 4096;
/** The longest instruction of x86-64 has 15. */
const MAX_INSTRUCTION_BYTES = 16;

const UNKNOWN = "`unknown`: not compared; modules' code never is, nor a page that is not in the dump";

interface Stop {
  readonly mark: string;
  readonly registers?: Registers;
}

/**
 * `dis [-r|-f] [ADDRESS|FUNCTION [COUNT]]`: a function; COUNT instructions from an address; `-r` from the function's beginning up to
 * the address, `-f` from it to the function's end. Without an address it is where the panicking task took its exception, or else stands.
 */
export async function dis(context: ViewContext, words: readonly string[]): Promise<Table> {
  const { world, kernel } = context;
  const disassembler = await world.disassembler();
  if (disassembler === undefined) {
    throw new ExploreError(ExploreErrorCode.Unsupported, `there is no disassembler for ${kernel.machine} here`, {
      expected: '`purgatory explore` run from its source; `rd` shows the bytes',
    });
  }
  await world.loadModules();
  const stops = await stopsOf(context);
  const [place, count] = words.filter((word) => !/^-\w$/.test(word));
  const [exception] = [...stops].find(([, stop]) => stop.registers !== undefined) ?? [];
  const asked = place === undefined ? exception : await codeAddress(context, place);
  if (asked === undefined) {
    throw new ExploreError(ExploreErrorCode.Syntax, 'no exception is on the stack of the task that panicked', {
      expected: 'dis ADDRESS or dis FUNCTION',
    });
  }
  const found = await world.symbolize(asked);
  const start = found === undefined ? asked : asked - BigInt(found.offset);
  const size = found?.sizeBytes ?? 0;
  const end = size <= 0 ? undefined : start + BigInt(size);
  const wanted = count === undefined ? undefined : Number(await context.number(count));
  if (count !== undefined && wanted !== undefined && !(wanted > 0 && wanted <= MAX_INSTRUCTIONS))
    throw new ExploreError(ExploreErrorCode.Limit, `${count} instructions`, {
      expected: `1 to ${MAX_INSTRUCTIONS}`,
    });
  const forward = words.includes('-f') || (wanted !== undefined && !words.includes('-r'));
  const from = forward ? asked : start;
  const last = end ?? asked + 64n;
  const to = wanted === undefined || !forward ? last : from + BigInt(wanted * MAX_INSTRUCTION_BYTES);
  const decoded = await decode(world, disassembler, from, to);
  let instructions = decoded;
  if (words.includes('-r')) {
    const until = instructions.filter(({ address }) => address <= asked);
    instructions = wanted === undefined ? until : until.slice(-wanted);
  } else if (wanted !== undefined) instructions = instructions.slice(0, wanted);
  const { signed, notes } = await signedTextOf(world);
  if (end !== undefined && end - start > MAX_CODE_BYTES) notes.unshift(`the first ${MAX_CODE_BYTES} bytes`);
  // Compared as a whole: the image's last instruction may be longer than memory's.
  const compared = signed === undefined ? undefined : besideImage(decoded, signed, disassembler);
  const rows = compared === undefined ? instructions.map(alone) : within(compared, instructions);
  if (rows.some(({ state }) => state === TextState.Unknown)) notes.push(UNKNOWN);
  return {
    ...(found === undefined
      ? {}
      : { title: `${found.symbol}${found.module === undefined ? '' : ` [${found.module}]`}` }),
    columns: ['', 'ADDRESS', 'INSTRUCTION', 'NAMES', 'REMARK', ...(signed === undefined ? [] : ['SIGNED IMAGE'])],
    rows: await rowsOf(world, rows, stops),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** @param state absent where nothing was compared */
type Row = Pick<SignedInstruction, 'instruction' | 'inMemory'> & Partial<SignedInstruction>;

function alone(instruction: Instruction): Row {
  return { instruction, inMemory: true };
}

/** Those of `instructions`, and what the image has in the place of them. */
function within(all: readonly SignedInstruction[], instructions: readonly Instruction[]): readonly SignedInstruction[] {
  const [first, last] = [instructions.at(0), instructions.at(-1)];
  if (first === undefined || last === undefined) return [];
  return all.filter(({ instruction: { address } }) => first.address <= address && address <= last.address);
}

/** What is known of the image's code, and what is to be said of it. */
async function signedTextOf(world: World): Promise<{ signed?: SignedText; notes: string[] }> {
  try {
    const signed = await world.signedText();
    if (signed !== undefined) return { signed, notes: signed.notes.filter((note) => note !== '') };
    return { notes: ['not compared with the signed image: give it as --image, or ask a service that signed it'] };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { notes: [`not compared with the signed image: ${error.message}`] };
  }
}

async function rowsOf(
  world: World,
  instructions: readonly Row[],
  stops: ReadonlyMap<bigint, Stop>,
): Promise<Datum[][]> {
  const pages = { memory: new Pages(), image: new Pages() };
  const rows: Datum[][] = [];
  for (const { instruction, inMemory, state, changedBits = 0 } of instructions) {
    const { address, mnemonic, operands } = instruction;
    const isChanged = inMemory && state === TextState.Changed;
    // What both sides have leads on in both.
    const ofMemory = inMemory ? pages.memory.placeAt(instruction) : undefined;
    const ofImage = isChanged ? undefined : pages.image.placeAt(instruction);
    const place = (inMemory ? ofMemory : ofImage) ?? placeOf(instruction);
    const stop = inMemory ? stops.get(address) : undefined;
    const accesses = stop?.registers === undefined ? [] : accessesOf(instruction, stop.registers);
    const remarks = [...(isChanged || !inMemory ? [bytesText(instruction)] : []), ...accesses.map(accessText)];
    rows.push([
      text(`${stop?.mark ?? ''}${!inMemory ? '-' : isChanged ? '!' : ''}`),
      await symbolic(world, address),
      text(operands === '' ? mnemonic : `${mnemonic} ${operands}`),
      place === undefined ? text('') : await symbolic(world, place),
      text(remarks.join('; ')),
      ...(state === undefined ? [] : [text(inMemory ? stateText(state, changedBits) : 'has this')]),
    ]);
  }
  return rows;
}

/** `changed, 1 bit` */
function stateText(state: TextState, bits: number): string {
  return state === TextState.Changed ? `${state}, ${bits} ${bits === 1 ? 'bit' : 'bits'}` : state;
}

function bytesText({ bytes }: Instruction): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replaceAll(/..(?=.)/g, '$& ');
}

/** A name is a function before it is anything else. */
async function codeAddress(context: ViewContext, word: string): Promise<bigint> {
  const symbols = /^[A-Za-z_][\w.]*$/.test(word) ? await context.world.symbols(word) : [];
  const code = symbols.find(({ letter }) => /^[tTwW]?$/.test(letter)) ?? symbols[0];
  return BigInt.asUintN(64, code?.address ?? (await addressOfWord(context, word)));
}

async function decode(
  { kernel }: World,
  disassembler: Disassembler,
  from: bigint,
  to: bigint,
): Promise<readonly Instruction[]> {
  const length = Number(to - from > MAX_CODE_BYTES ? BigInt(MAX_CODE_BYTES) : to - from);
  const { memory } = kernel;
  const rest = memory.pageSizeBytes - Number(from % BigInt(memory.pageSizeBytes));
  const code = await readBytes(memory, from, length, 0).catch((error: unknown) => {
    // What lies in the next page may be missing: up to the end of this one there is something.
    if (error instanceof ExploreError && rest < length) return readBytes(memory, from, rest, 0);
    throw error;
  });
  return disassembler.decode(code, from);
}

/** Where the panicking task stands: exceptions with their registers, and where its calls return to. */
async function stopsOf(context: ViewContext): Promise<ReadonlyMap<bigint, Stop>> {
  const task = await panicTask(context.world);
  const trace = task === undefined ? undefined : (await tracesOf(context.world)).byAddress.get(task.address);
  const stops = new Map<bigint, Stop>();
  for (const { interrupted } of trace?.unwound.frames ?? [])
    if (interrupted !== undefined && !interrupted.user && !stops.has(interrupted.pc))
      stops.set(interrupted.pc, { mark: '=>', registers: interrupted.values });
  const first = trace?.start?.registers;
  if (first !== undefined && !first.user && !stops.has(first.pc))
    stops.set(first.pc, { mark: '=>', registers: first.values });
  for (const { address } of trace?.frames ?? [])
    if (!stops.has(BigInt(address))) stops.set(BigInt(address), { mark: '<-' });
  return stops;
}
