/** Questions to a dump, as links: what of a report or of an answer can be asked on, and how. */
import type { ExploreDatum, ExploreFacet } from '../../../../shared/contract/explore.ts';

/** What is asked where nothing was: the system in a few lines. */
export const FIRST_QUESTION = 'sys';

export interface AskLinkTo {
  readonly text: string;
  readonly ask: string;
}

/** A pointer to it can be followed: a struct, a union or a type with a name of its own, but no `void` and no number. */
const POINTER = /^(?:(?:const|volatile)\s+)*((?:struct|union)\s+\w+|[a-z]\w*_t)\s*\*$/;
const NUMBERS = new Set(['size_t', 'ssize_t', 'loff_t', 'pid_t', 'gfp_t', 'dev_t', 'umode_t']);

/** The question for what a pointer of this type points to; undefined where there is nothing to unfold. */
export function followed(type: string, datum: ExploreDatum): string | undefined {
  if (datum.is !== 'pointer' || BigInt(datum.address) < 0x1_0000n) return undefined;
  const to = POINTER.exec(type.trim())?.[1];
  return to === undefined || NUMBERS.has(to) ? undefined : `*(${to} *)${datum.address}`;
}

/** The question for a pointer of which no type is known. */
export function whatIs(address: string): string {
  return `what ${address}`;
}

/** Slab caches whose name is not that of the struct they hold. */
const STRUCTS: Readonly<Record<string, string>> = {
  filp: 'file',
  cred_jar: 'cred',
  files_cache: 'files_struct',
  fs_cache: 'fs_struct',
  signal_cache: 'signal_struct',
  sighand_cache: 'sighand_struct',
  inode_cache: 'inode',
  shmem_inode_cache: 'shmem_inode_info',
  proc_inode_cache: 'proc_inode',
  ext4_inode_cache: 'ext4_inode_info',
  sock_inode_cache: 'socket_alloc',
  skbuff_head_cache: 'sk_buff',
  radix_tree_node: 'xa_node',
  mnt_cache: 'mount',
  TCP: 'tcp_sock',
  UDP: 'udp_sock',
  UNIX: 'unix_sock',
};

/** What a slab cache holds, as far as its name tells; nothing for kmalloc's. */
export function structOfCache(cache: string): string | undefined {
  if (/^(?:dma-|dma-kmalloc|kmalloc)/.test(cache)) return undefined;
  return STRUCTS[cache] ?? (/^[a-z]\w*$/.test(cache) ? cache : undefined);
}

/** What can be asked of one way of seeing an address. */
export function facetLinks(address: string, facet: ExploreFacet): AskLinkTo[] {
  const text = (name: string): string => {
    const value = facet[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  switch (facet.class) {
    case 'symbol':
      return facet['section'] === 'text'
        ? [{ text: 'its code', ask: `dis ${address}` }]
        : [{ text: `value of ${text('symbol')}`, ask: text('symbol') }];
    case 'module text':
      return [{ text: 'its code', ask: `dis ${address}` }];
    case 'task stack':
      return [
        { text: `task ${text('comm')}`, ask: `*(struct task_struct *)${text('task')}` },
        { text: 'its trace', ask: `bt ${text('pid')}` },
      ];
    case 'slab object': {
      const struct = structOfCache(text('cache'));
      return struct === undefined
        ? [{ text: 'its words', ask: `rd ${text('object')} 16` }]
        : [{ text: `fields of struct ${struct}`, ask: `*(struct ${struct} *)${text('object')}` }];
    }
    case 'page':
      return [{ text: 'its struct page', ask: `*(struct page *)${text('page')}` }];
    case 'unmapped':
    case 'user':
      return [];
    default:
      return [{ text: 'words there', ask: `rd ${address} 16` }];
  }
}

export interface Piece {
  readonly text: string;
  /** The address that the piece is. */
  readonly address?: string;
}

/** Addresses of a 64-bit kernel, with `0x` or, as in registers, without. */
const ADDRESS = /\b(?:0x[0-9a-f]{9,16}|ffff[0-9a-f]{12})\b/g;

/** A text, with the addresses in it apart. */
export function addressPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    if (index > end) pieces.push({ text: text.slice(end, index) });
    pieces.push({ text: found, address: found.startsWith('0x') ? found : `0x${found}` });
    end = index + found.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** The question with the name at `at` replaced by another. */
export function withName(ask: string, at: number | undefined, name: string): string {
  if (at === undefined) return name;
  const rest = ask.slice(at);
  const wrong = /^\W*?(\w+)/.exec(rest);
  if (wrong === null) return ask;
  const start = at + wrong[0].length - (wrong[1] ?? '').length;
  return `${ask.slice(0, start)}${name}${ask.slice(at + wrong[0].length)}`;
}

/** The line with what stands before the cursor completed. */
export function completed(line: string, partial: string, candidate: string): string {
  return `${line.slice(0, line.length - partial.length)}${candidate}`;
}

/** A row of `dis` beside the signed image: an instruction that was changed, or the one that was signed in its place. */
export function codeMark(
  columns: readonly string[],
  [mark]: readonly ExploreDatum[],
): 'changed' | 'signed' | undefined {
  if (!columns.includes('SIGNED IMAGE') || mark?.is !== 'text') return undefined;
  if (mark.text.endsWith('!')) return 'changed';
  return mark.text === '-' ? 'signed' : undefined;
}

/** Names and values of what a way of seeing an address says, as texts. */
export function facetFacts(facet: ExploreFacet): [string, string][] {
  return Object.entries(facet).flatMap(([name, value]): [string, string][] =>
    name === 'class' || value === undefined || value === null ? [] : [[wordsOf(name), valueText(value)]],
  );
}

function wordsOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(' ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(valueText).join(' ');
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
