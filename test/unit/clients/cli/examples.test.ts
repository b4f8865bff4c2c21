import { describe, expect, it } from '@jest/globals';
import { EXAMPLES } from '../../../../clients/cli/examples.ts';
import { VERBS } from '../../../../clients/cli/registry.ts';
import { cli } from './harness.ts';

type Node = Awaited<ReturnType<(typeof VERBS)[number]['load']>> extends (context: never) => infer C ? C : never;

/** Words as a shell parts them: quotes hold together. What follows `>` is the shell's. */
function words(line: string): string[] {
  const own = line.split(' > ')[0]?.split('| purgatory ').at(-1) ?? '';
  return [...own.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

const leaves = new Map<string, Node>();
const context = { env: {}, now: () => new Date(), signal: new AbortController().signal } as never;
for (const verb of VERBS) {
  const walk = (node: Node, path: readonly string[]): void => {
    if (node.commands.length === 0) leaves.set(path.join(' '), node);
    for (const child of node.commands) walk(child, [...path, child.name()]);
  };
  walk((await verb.load())(context), [verb.name]);
}

describe('the help of every verb', () => {
  it('has an example, and there is none of a verb that is gone', () => {
    expect([...leaves.keys()].filter((path) => EXAMPLES[path] === undefined)).toEqual([]);
    expect(Object.keys(EXAMPLES).filter((path) => !leaves.has(path))).toEqual([]);
  });

  it.each([...leaves.keys()])('%s: its examples are understood', (path) => {
    for (const line of EXAMPLES[path] ?? []) {
      const command = leaves.get(path);
      if (command === undefined) throw new Error(path);
      const given = words(line);
      expect(given.slice(0, path.split(' ').length).join(' ')).toBe(path);
      const args: unknown[] = [];
      const fresh = command.exitOverride().configureOutput({ writeErr: () => undefined });
      fresh.action((...all: unknown[]) => void args.push(...all));
      fresh.parse(given.slice(path.split(' ').length), { from: 'user' });
      expect(args.length).toBeGreaterThan(0);
    }
  });

  it('shows it', async () => {
    const { stdout } = await cli(['crashes', 'merge', '--help']);
    expect(stdout).toContain('Example:\n  purgatory crashes merge c0123 --into c4567 --reason "the same list"');
    expect((await cli(['triage', '--help'])).stdout).toContain('  dmesg | purgatory triage -');
  });
});
