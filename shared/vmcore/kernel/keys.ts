/** Keys that the kernel keeps for users and for itself (security/keys), and whether these are all that there are. */
import type { Kernel } from './kernel.ts';
import { readTexts } from './modules.ts';
import { walkRedBlack } from './red-black.ts';

export interface KernelKey {
  /** Of its `struct key`. */
  readonly address: bigint;
  /** `struct key_type.name`: `user`, `asymmetric`; undefined where it can't be read. */
  readonly type: string | undefined;
  /** `struct key.datalen`. The payload is as long, with its own header, or names more. */
  readonly dataBytes: number;
  /** `union key_payload`: pointers, mostly. */
  readonly payload: readonly bigint[];
}

export interface KernelKeys {
  readonly keys: readonly KernelKey[];
  /** Why there may be others, in a clause; undefined where these are all. */
  readonly incomplete?: string | undefined;
}

/** Users that own keys; more is no list of users. */
const MAX_USERS = 100_000;
/** `root_key_user.nkeys` begins with as many that were never made (linux v6.12 security/keys/process_keys.c). */
const UNMADE_KEYS = 2;

/**
 * All keys, by `key_serial_tree`. How many there have to be is told by the users who own them (`key_user_tree`): keys that are being
 * destroyed are in no tree, and hold their payload till then.
 */
export async function readKeys(kernel: Kernel, maxKeys: number): Promise<KernelKeys> {
  // Built without keys (CONFIG_KEYS), a kernel has neither.
  if (!kernel.types.has('key', 'serial_node') && kernel.symbol('key_serial_tree') === undefined) return { keys: [] };
  const tree = kernel.symbol('key_serial_tree');
  if (tree === undefined) return { keys: [], incomplete: "the kernel's tree of keys is not known by name" };
  const type = kernel.types.find('key');
  const link = type?.field('serial_node');
  if (link === undefined || ['type', 'datalen', 'payload'].some((name) => type?.field(name) === undefined))
    return { keys: [], incomplete: "the kernel's types don't tell what a key is" };
  const { nodes, broken } = await walkRedBlack(kernel.memory, tree, maxKeys);
  let incomplete = broken === undefined ? undefined : `the kernel's tree of keys can't be read to its end: ${broken}`;
  const rows = await kernel
    .shape('key', {
      type: 'type',
      datalen: 'datalen',
      payload: 'payload',
    })
    .need('type', 'datalen', 'payload')
    .readGood(
      kernel.memory,
      nodes.map((node) => BigInt.asUintN(64, node - BigInt(link.offsetBytes))),
      () => (incomplete ??= "not every key of the kernel's tree can be read"),
    );
  incomplete ??= await whyNotAll(kernel, rows.length);
  const types = await typeNames(kernel, new Set(rows.map((row) => row.pointer('type'))));
  const keys = rows.map((row): KernelKey => {
    const words = Math.floor(row.bytes('payload').length / 8);
    return {
      address: row.address,
      type: types.get(row.pointer('type')),
      dataBytes: row.int('datalen'),
      payload: Array.from({ length: words }, (_, i) => row.word('payload', i)),
    };
  });
  return { keys, incomplete };
}

/** Undefined where the users own as many keys as were found. */
async function whyNotAll(kernel: Kernel, found: number): Promise<string | undefined> {
  const tree = kernel.symbol('key_user_tree');
  const type = kernel.types.find('key_user');
  const link = type?.field('node');
  if (tree === undefined || link === undefined || type?.field('nkeys') === undefined)
    return 'nothing tells how many keys this kernel has';
  const { nodes, broken } = await walkRedBlack(kernel.memory, tree, MAX_USERS);
  if (broken !== undefined) return `the kernel's tree of keys' owners can't be read to its end: ${broken}`;
  const rows = await kernel
    .shape('key_user', { count: ['nkeys.counter', 'nkeys'] })
    .need('count')
    .readGood(
      kernel.memory,
      nodes.map((node) => BigInt.asUintN(64, node - BigInt(link.offsetBytes))),
    );
  if (rows.length < nodes.length)
    return 'not every owner of keys can be read, so nothing tells how many keys this kernel has';
  const counted = rows.reduce((sum, row) => sum + (row.int('count') | 0), 0) - UNMADE_KEYS;
  return counted === found ? undefined : `the kernel counts ${counted} keys, and its tree of keys has ${found}`;
}

async function typeNames(kernel: Kernel, types: ReadonlySet<bigint>): Promise<ReadonlyMap<bigint, string>> {
  if (!kernel.types.has('key_type', 'name')) return new Map();
  const rows = await kernel
    .shape('key_type', { name: 'name' })
    .need('name')
    .readGood(kernel.memory, [...types]);
  const names = await readTexts(
    kernel,
    rows.map((row) => row.pointer('name')),
  );
  return new Map(rows.flatMap((row, i) => (names[i] === undefined ? [] : [[row.address, names[i]] as const])));
}
