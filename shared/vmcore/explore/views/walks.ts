/** `list`, `tree` and `whatis` as crash words them: walks of the explorer behind. */
import { ExploreError, ExploreErrorCode } from '../explore-error.ts';
import { addressText, asTable, type ViewContext } from './context.ts';
import { text, type Table } from './table.ts';

const TREES: Readonly<Record<string, string>> = {
  rb: 'rb',
  rbtree: 'rb',
  r: 'rb',
  ra: 'radix',
  radix: 'radix',
  x: 'xarray',
  xarray: 'xarray',
  m: 'maple',
  maple: 'maple',
};
const TREE_TYPES: Readonly<Record<string, string>> = {
  rb: 'struct rb_root',
  radix: 'struct radix_tree_root',
  xarray: 'struct xarray',
  maple: 'struct maple_tree',
};

interface Options {
  readonly values: ReadonlyMap<string, string>;
  readonly places: readonly string[];
}

/** Options with one value each, and what stands by itself. */
function optionsOf(words: readonly string[], flags: readonly string[]): Options {
  const values = new Map<string, string>();
  const places: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (!/^-[A-Za-z]$/.test(word)) places.push(word);
    else values.set(word, flags.includes(word) ? '' : (words[++i] ?? ''));
  }
  return { values, places };
}

/** `list -H HEAD -l STRUCT.MEMBER [-s STRUCT.MEMBER,…]`, or `list STRUCT.NEXT START` along a pointer to the next. */
export async function list(context: ViewContext, words: readonly string[]): Promise<Table> {
  const { values, places } = optionsOf(words, ['-H', '-h', '-r']);
  const link = values.get('-l') ?? places.find((word) => /^[a-z_]\w*\.\w+/i.test(word));
  const start = places.find((word) => word !== link);
  if (link === undefined || start === undefined)
    throw wants('list -H HEAD -l STRUCT.MEMBER, or list STRUCT.NEXT START');
  const [struct = ''] = link.split('.');
  const [kind, head] = !values.has('-l') ? ['next', struct] : [values.has('-r') ? 'rlist' : 'list', 'list_head'];
  const shown = `show entry as ${struct.toUpperCase()}${shownOf(values.get('-s'))}`;
  const at = addressText(context, start);
  return asTable(await context.walk(`${kind} (struct ${head} *)(${at}) type struct ${link} ${shown}`));
}

/** `tree -t rb|radix|xarray|maple ROOT [-l STRUCT.MEMBER] [-s STRUCT.MEMBER,…]` */
export async function tree(context: ViewContext, words: readonly string[]): Promise<Table> {
  const { values, places } = optionsOf(words, ['-p', '-v', '-x', '-d', '-N']);
  const kind = TREES[values.get('-t') ?? 'rb'];
  const [root] = places;
  if (kind === undefined || root === undefined) throw wants('tree -t rb|radix|xarray|maple ROOT [-l STRUCT.MEMBER]');
  const link = values.get('-l') ?? values.get('-o');
  // Without a link the first that is to be shown says what the entries are.
  const entry = link ?? /^[^,.]+/.exec(values.get('-s') ?? '')?.[0];
  const type = entry === undefined ? '' : ` type struct ${entry}`;
  const typed = `(${TREE_TYPES[kind] ?? ''} *)(${addressText(context, root)})`;
  return asTable(await context.walk(`${kind} ${typed}${type} show entry as ENTRY${shownOf(values.get('-s'))}`));
}

/** `STRUCT.MEMBER,MEMBER`: members of the entry. */
function shownOf(members: string | undefined): string {
  if (members === undefined || !members.includes('.')) return '';
  const [, ...path] = members.split('.');
  return path
    .join('.')
    .split(',')
    .map((member) => `, ${member}`)
    .join('');
}

function wants(expected: string): ExploreError {
  return new ExploreError(ExploreErrorCode.Syntax, 'a list or tree of what', { expected });
}

export async function whatis({ typeOf }: ViewContext, words: readonly string[]): Promise<Table> {
  const asked = words.join(' ');
  return { columns: ['EXPRESSION', 'TYPE'], rows: [[text(asked), text(await typeOf(asked))]] };
}
