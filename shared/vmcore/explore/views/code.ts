/** `dis`: instructions as they lie in memory, with what they name and, where a processor stopped, what they did. */
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
      expected: '`purgatory explore` run from its source, for x86_64 or aarch64; `rd` shows the bytes',
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
  const to = wanted === undefined ? (end ?? asked + 64n) : from + BigInt(wanted * MAX_INSTRUCTION_BYTES);
  let instructions = await decode(world, disassembler, from, to);
  if (words.includes('-r')) {
    const until = instructions.filter(({ address }) => address <= asked);
    instructions = wanted === undefined ? until : until.slice(-wanted);
  } else if (wanted !== undefined) instructions = instructions.slice(0, wanted);
  const notes = end !== undefined && end - start > MAX_CODE_BYTES ? [`the first ${MAX_CODE_BYTES} bytes`] : [];
  return {
    ...(found === undefined
      ? {}
      : { title: `${found.symbol}${found.module === undefined ? '' : ` [${found.module}]`}` }),
    columns: ['', 'ADDRESS', 'INSTRUCTION', 'NAMES', 'REMARK'],
    rows: await rowsOf(world, instructions, stops),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

async function rowsOf(
  world: World,
  instructions: readonly Instruction[],
  stops: ReadonlyMap<bigint, Stop>,
): Promise<Datum[][]> {
  const pages = new Pages();
  const rows: Datum[][] = [];
  for (const instruction of instructions) {
    const { address, mnemonic, operands } = instruction;
    const place = pages.placeAt(instruction) ?? placeOf(instruction);
    const stop = stops.get(address);
    const accesses = stop?.registers === undefined ? [] : accessesOf(instruction, stop.registers);
    rows.push([
      text(stop?.mark ?? ''),
      await symbolic(world, address),
      text(operands === '' ? mnemonic : `${mnemonic} ${operands}`),
      place === undefined ? text('') : await symbolic(world, place),
      text(accesses.map(accessText).join('; ')),
    ]);
  }
  return rows;
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
