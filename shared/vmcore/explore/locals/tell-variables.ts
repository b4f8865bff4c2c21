/** The variables of a task's frames with their values, typed as the dump types them. */
import type { FrameAnswer, FrameVariables, NamedFrame, StackQuestion } from '../../../symbols/locals/source.ts';
import type { Local } from '../../../symbols/locals/values.ts';
import { hex } from '../../../bytes/cursor.ts';
import { basicKernelInfo } from '../../kernel/kernel-info.ts';
import type { TaskTrace } from '../../stacks/task-stacks.ts';
import { bare, sizeOf, type CType } from '../ctype.ts';
import { datumOf, datumOfBytes, type Datum } from '../datum.ts';
import { ExploreError } from '../explore-error.ts';
import { parseTypeName } from '../parse-type.ts';
import { Parser } from '../parser.ts';
import { resolveType } from '../resolve-type.ts';
import { TokenReader } from '../token-reader.ts';
import { littleEndian, placed } from '../value.ts';
import { panicTask } from '../views/context.ts';
import { tracesOf } from '../views/stacks.ts';
import type { World } from '../world.ts';

/** A larger structure is told by its address. */
const MAX_WHOLE_BYTES = 64;
const WORD_BYTES = 8;

export interface ToldVariable {
  readonly name: string;
  /** As C declares it. */
  readonly type: string;
  readonly isParameter: boolean;
  /** Absent where it is not known; then `why` says so. Of a large structure: where it is. */
  readonly datum?: Datum;
  /** `optimised out`, or `unknown: …`, which is not the same. */
  readonly why?: string;
}

export interface ToldFunction {
  readonly function: string;
  readonly inlined: boolean;
  readonly variables: readonly ToldVariable[];
}

export interface ToldFrame {
  /** Innermost first: what was inlined, then the function itself. */
  readonly functions: readonly ToldFunction[];
  /** Why nothing is known of the frame; empty where something is. */
  readonly note: string;
}

/** One answer for each frame of the trace. */
export async function tellVariables(
  world: World,
  ask: FrameVariables,
  trace: TaskTrace,
): Promise<readonly ToldFrame[]> {
  await world.loadModules();
  const answers = await ask(questionOf(world, trace));
  const frames: ToldFrame[] = [];
  for (const answer of answers) frames.push(await tellFrame(world, answer));
  return frames;
}

/** Those of the task that panicked; none where it has no stack. */
export async function tellPanicVariables(
  world: World,
  ask: FrameVariables,
): Promise<readonly (ToldFrame & { readonly address: string | undefined })[]> {
  const task = await panicTask(world);
  const trace = task === undefined ? undefined : (await tracesOf(world)).byAddress.get(task.address);
  if (trace === undefined) return [];
  const told = await tellVariables(world, ask, trace);
  return told.map((frame, i) => ({ ...frame, address: trace.frames[i]?.address }));
}

async function tellFrame(world: World, { functions, note = '' }: FrameAnswer): Promise<ToldFrame> {
  const told: ToldFunction[] = [];
  for (const { function: name, inlined, locals } of functions) {
    const variables: ToldVariable[] = [];
    for (const local of locals) {
      const { name: variable, type, isParameter } = local;
      variables.push({ name: variable, type: type.name, isParameter, ...(await tell(world, local)) });
    }
    told.push({ function: name, inlined, variables });
  }
  return { functions: told, note };
}

function questionOf(world: World, trace: TaskTrace): StackQuestion {
  const { kernel } = world;
  const { buildId, release } = basicKernelInfo(kernel.dump, kernel.info, undefined);
  const named = trace.unwound.frames.map((frame, i): NamedFrame => {
    const { symbol, offset = 0, sizeBytes, module, exact = false } = trace.frames[i] ?? {};
    return { ...frame, exact: frame.exact || exact, symbol, offset, sizeBytes, module };
  });
  return {
    frames: named,
    registers: trace.start?.registers?.values ?? trace.start?.saved ?? new Map(),
    kernel: { kind: 'kernel', name: 'vmlinux', buildId, release },
    text: kernel.symbol('_text'),
    module: (name) => ({ kind: 'module', name, buildId: world.moduleInfo(name)?.buildId, release }),
    memory: {
      word: async (address) => trace.image?.word(address) ?? kernel.memory.word(address),
      async bytes(address, length) {
        const [result] = await kernel.memory.read([{ address, length }]);
        return result?.bytes;
      },
    },
  };
}

type Told = Pick<ToldVariable, 'datum' | 'why'>;

/** What is not known is never told as what is not there. */
async function tell(world: World, { type, value }: Local): Promise<Told> {
  if (value.is === 'optimised out') return { why: 'optimised out' };
  if (value.is === 'unknown') return { why: `unknown: ${value.why}` };
  const known = await knownType(world, type.name, type.sizeBytes);
  try {
    if (value.is === 'memory') {
      const isLarge = type.kind === 'struct' && (type.sizeBytes ?? Infinity) > MAX_WHOLE_BYTES;
      if (isLarge || (known === undefined && type.kind === 'struct'))
        return { datum: { is: 'pointer', address: hex(value.address) } };
      if (known !== undefined) return { datum: await datumOf(world, placed(known, value.address)) };
      const [result] = await world.kernel.memory.read([
        { address: value.address, length: type.sizeBytes ?? WORD_BYTES },
      ]);
      if (result?.bytes === undefined) return { why: 'unknown: not in the dump' };
      return { datum: untyped(type, result.bytes) };
    }
    if (known !== undefined) return { datum: await datumOfBytes(world, known, value.bytes) };
    return { datum: untyped(type, value.bytes) };
  } catch (error) {
    if (!(error instanceof ExploreError)) throw error;
    return { why: `unknown: ${error.message}` };
  }
}

/** The type of this name that the dump has, if it is as large as the debug file says. */
async function knownType(world: World, name: string, sizeBytes: number | undefined): Promise<CType | undefined> {
  try {
    const parser = new Parser(new TokenReader(name), world.types.isTypedef);
    const parsed = parseTypeName(parser);
    if (!parser.tokens.atEnd) return undefined;
    const type = await resolveType(world.types, parsed, (length) =>
      Promise.resolve(length.node === 'number' ? length.value : 0n),
    );
    return bare(type).kind !== 'void' && sizeOf(type) === sizeBytes ? type : undefined;
  } catch (error) {
    if (error instanceof ExploreError) return undefined;
    throw error;
  }
}

/** Of a type that the dump does not have: a number as it is; what is no number as an address or in hexadecimal. */
function untyped({ kind }: Local['type'], bytes: Uint8Array): Datum {
  const value = littleEndian(bytes);
  if (kind === 'pointer') return { is: 'pointer', address: hex(value) };
  if (kind === 'signed') return { is: 'integer', value: String(BigInt.asIntN(bytes.length * 8, value)) };
  if (kind === 'unsigned' || kind === 'boolean' || kind === 'enum') return { is: 'integer', value: String(value) };
  return { is: 'text', text: Buffer.from(bytes).toString('hex') };
}
