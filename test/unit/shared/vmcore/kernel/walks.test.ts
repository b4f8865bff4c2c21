import { describe, expect, it } from '@jest/globals';
import { walkChain, walkList, walkTree } from '../../../../../shared/vmcore/kernel/walks.ts';
import type { VirtualMemory } from '../../../../../shared/vmcore/memory/virtual-memory.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

async function memoryOf(kernel: KernelWriter): Promise<VirtualMemory> {
  return (await kernel.open({ types: false })).memory;
}

describe('walkList', () => {
  it.each([0, 1, 2, 5, 6])('walks a ring of %d nodes from both ends', async (count) => {
    const kernel = new KernelWriter();
    const head = kernel.alloc(16);
    const nodes = Array.from({ length: count }, () => kernel.alloc(16));
    kernel.list(head, nodes);
    await expect(walkList(await memoryOf(kernel), head)).resolves.toEqual({ nodes, problems: [] });
  });

  it('goes on from the other end where a link leads nowhere', async () => {
    const kernel = new KernelWriter();
    const head = kernel.alloc(16);
    const nodes = Array.from({ length: 6 }, () => kernel.alloc(16));
    kernel.list(head, nodes);
    kernel.word(nodes[1] ?? 0n, 0xdead_0000_0000_0100n);
    const walk = await walkList(await memoryOf(kernel), head);
    expect(walk.nodes).toEqual(nodes);
    expect(walk.problems[0]?.problem).toContain('0xdead000000000100');
  });

  it('ends at a ring that does not come back to its head', async () => {
    const kernel = new KernelWriter();
    const head = kernel.alloc(16);
    const nodes = Array.from({ length: 4 }, () => kernel.alloc(16));
    kernel.list(head, nodes);
    kernel.word(nodes[3] ?? 0n, nodes[1] ?? 0n);
    kernel.word((nodes[0] ?? 0n) + 8n, nodes[2] ?? 0n);
    const walk = await walkList(await memoryOf(kernel), head);
    expect(new Set(walk.nodes)).toEqual(new Set(nodes));
    expect(walk.problems.length).toBeGreaterThan(0);
  });

  it('stops at its limit', async () => {
    const kernel = new KernelWriter();
    const head = kernel.alloc(16);
    const nodes = Array.from({ length: 50 }, () => kernel.alloc(16));
    kernel.list(head, nodes);
    const walk = await walkList(await memoryOf(kernel), head, { maxNodes: 10 });
    expect(walk.nodes.length).toBeLessThan(14);
    expect(walk.problems.at(-1)?.problem).toContain('stopped after 10');
  });
});

describe('walkChain', () => {
  it('ends at zero, and at a node that was there before', async () => {
    const kernel = new KernelWriter();
    const nodes = Array.from({ length: 3 }, () => kernel.alloc(32));
    nodes.forEach((node, i) => {
      kernel.word(node + 8n, nodes[i + 1] ?? 0n);
    });
    const memory = await memoryOf(kernel);
    await expect(walkChain(memory, nodes[0] ?? 0n, 8)).resolves.toEqual({ nodes, problems: [] });
    const loop = new KernelWriter();
    const one = loop.alloc(32);
    loop.word(one + 8n, one);
    const walk = await walkChain(await memoryOf(loop), one, 8);
    expect(walk.nodes).toEqual([one]);
    expect(walk.problems[0]?.problem).toContain('does not end');
  });
});

describe('walkTree', () => {
  it('visits every node once, level by level, also where the tree is none', async () => {
    const kernel = new KernelWriter();
    const nodes = Array.from({ length: 7 }, () => kernel.alloc(24));
    nodes.forEach((node, i) => {
      kernel.word(node + 8n, nodes[2 * i + 1] ?? 0n);
      kernel.word(node + 16n, nodes[2 * i + 2] ?? 0n);
    });
    kernel.word((nodes[6] ?? 0n) + 8n, nodes[0] ?? 0n);
    const walk = await walkTree(await memoryOf(kernel), nodes[0] ?? 0n, [8, 16]);
    expect(walk.nodes).toEqual(nodes);
    expect(walk.problems[0]?.problem).toContain('the tree comes back');
  });
});
