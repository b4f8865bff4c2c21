import { readTexts } from '../../kernel/modules.ts';
import { listNodes } from '../structures.ts';
import type { ViewContext } from './context.ts';
import { integer, pointer, text, type Table } from './table.ts';

const MAX_DEPTH = 256;
const MAX_CGROUPS = 2 ** 17;

/** The default hierarchy of control groups, depth first, each with its path. */
export async function cgroups({ world }: ViewContext): Promise<Table> {
  const { kernel } = world;
  const { types } = kernel;
  const root = kernel.needSymbol('cgrp_dfl_root') + BigInt(types.struct('cgroup_root').offsetOf('cgrp'));
  const shape = kernel
    .shape('cgroup', { level: 'level', node: 'kn', children: 'self.children' })
    .need('level', 'node', 'children');
  const nodes = kernel.shape('kernfs_node', { name: 'name' }).need('name');
  const sibling = BigInt(types.struct('cgroup_subsys_state').offsetOf('sibling'));
  const self = BigInt(types.struct('cgroup').offsetOf('self'));
  const rows: Table['rows'][number][] = [];
  const notes: string[] = [];
  const visit = async (address: bigint, parent: string | undefined, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH || rows.length >= MAX_CGROUPS) return;
    const [row] = await shape.readGood(kernel.memory, [address], () => notes.push('a control group cannot be read'));
    if (row === undefined) return;
    const [node] = await nodes.readGood(kernel.memory, [row.pointer('node')]);
    const [name] = await readTexts(kernel, [node?.pointer('name') ?? 0n]);
    const path = parent === undefined ? '/' : `${parent === '/' ? '' : parent}/${name ?? '?'}`;
    rows.push([text(path), integer(row.int('level')), pointer(address)]);
    for await (const child of listNodes(kernel, row.addressOf('children')))
      await visit(child.address - sibling - self, path, depth + 1);
  };
  await visit(root, undefined, 0);
  return { columns: ['path', 'level', 'cgroup'], rows, ...(notes.length === 0 ? {} : { notes }) };
}
