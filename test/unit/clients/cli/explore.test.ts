import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, scratch, type CliResult } from './harness.ts';

const SAMPLE = join(import.meta.dirname, '../../../fixtures/vmcore/sample.kdump');
const DOCUMENT = join(import.meta.dirname, '../../../../docs/explore.md');

function explore(questions: readonly string[], ...options: string[]): Promise<CliResult> {
  return cli(['explore', SAMPLE, ...questions.flatMap((question) => ['-c', question]), ...options]);
}

function script(...pieces: readonly string[]): Uint8Array[] {
  return pieces.map((piece) => new TextEncoder().encode(piece));
}

function documents(stdout: string): Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('purgatory explore', () => {
  it('answers each -c in order, and nothing else', async () => {
    expect(await explore(['init_task.comm', 'sizeof(struct list_head)'])).toEqual({
      exitCode: 0,
      stdout: '(char [16]) "swapper/0"\n(size_t) 16\n',
      stderr: '',
    });
  });

  it('asks what comes line by line from standard input, without comments and blank lines', async () => {
    const stdin = script('# what runs\n\n  1 + ', '1\n   # indented\nsizeof(struct pa', 'ge)\n"…" == "\u2026"');
    expect(await cli(['explore', SAMPLE], { stdin })).toEqual({
      exitCode: 0,
      stdout: '(int) 2\n(size_t) 64\n(int) 1\n',
      stderr: '',
    });
  });

  it.each(['quit\n1 + 2\n', ' exit \n1 + 2', 'q'])('ends at %j as at the prompt', async (end) => {
    const stdin = script('1 + 1\n', end);
    expect(await cli(['explore', SAMPLE], { stdin })).toEqual({ exitCode: 0, stdout: '(int) 2\n', stderr: '' });
  });

  it('reads characters that lie over two pieces of the script', async () => {
    const [bytes = new Uint8Array()] = script('"…" == "…"\n');
    const stdin = [bytes.subarray(0, 2), bytes.subarray(2)];
    expect(await cli(['explore', SAMPLE], { stdin })).toMatchObject({ exitCode: 0, stdout: '(int) 1\n' });
  });

  it('writes one JSON document a line, errors among them', async () => {
    const { exitCode, stdout, stderr } = await explore(
      ['init_task.comm', 'init_task.com', '*(int *)0', 'task(1)->comm'],
      '--json',
    );
    expect(documents(stdout)).toEqual([
      expect.objectContaining({ ask: 'init_task.comm', kind: 'value', datum: { is: 'text', text: 'swapper/0' } }),
      {
        ask: 'init_task.com',
        kind: 'error',
        code: 'no-member',
        message: '`struct task_struct` has no member `com` (near: comm)',
        at: 10,
        near: ['comm'],
      },
      {
        ask: '*(int *)0',
        kind: 'error',
        code: 'fault',
        message: '0x0: NULL dereference',
        at: 0,
        near: [],
        fault: { address: '0x0', why: 'NULL dereference' },
      },
      expect.objectContaining({ ask: 'task(1)->comm', kind: 'value', datum: { is: 'text', text: 'init' } }),
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
  });

  it('exits 1 where memory is not there, and still answers the others', async () => {
    expect(await explore(['((struct task_struct *)0)->mm', '2 * 3'])).toEqual({
      exitCode: 1,
      stdout: '(int) 6\n',
      stderr: '((struct task_struct *)0)->mm\n^ 0x8e0: NULL dereference\n',
    });
  });

  it('exits 2 for what is no question, with a mark below the place', async () => {
    expect(await explore(['init_task.com', '1 +', '2 * 3'])).toEqual({
      exitCode: 2,
      stdout: '(int) 6\n',
      stderr: [
        'init_task.com',
        '          ^ `struct task_struct` has no member `com` (near: comm)',
        '1 +',
        '   ^ the question ends, expected a name, a number or `(`\n',
      ].join('\n'),
    });
  });

  it('shows what stands at an address as a struct, all of it or some members, as crash does', async () => {
    const told = async (...questions: string[]) => (await explore(questions)).stdout;
    expect(await told('struct list_head modules')).toBe(await told('*(struct list_head *)&modules'));
    expect(await told('struct -x list_head modules')).toBe(await told('p -x *(struct list_head *)&modules'));
    expect(await told('struct list_head modules 2')).toBe(await told('((struct list_head *)&modules)[0:2]'));
    const [, head, ...rows] = (await told('struct task_struct.comm,pid,se.vruntime init_task')).trimEnd().split('\n');
    expect(head).toMatch(/^ADDRESS +MEMBER +VALUE$/);
    expect(rows.map((row) => row.split(/ +/).slice(1))).toEqual([
      ['comm', 'swapper/0'],
      ['pid', '0'],
      ['se.vruntime', expect.stringMatching(/^\d+$/)],
    ]);
    const address = /0x[0-9a-f]{16}/.exec(await told('&init_task'))?.[0] ?? '';
    expect(rows[0]).toMatch(new RegExp(`^${address} `));
    expect(await told(`struct task_struct.comm ${address.slice(2)}`)).toContain('swapper/0');
    expect(await told(`struct task_struct.comm ${address} 1`)).toContain('swapper/0');
    // A number that stands alone is the address.
    expect((await explore(['struct list_head 4096'])).stderr).toContain('0x1000');
  });

  it('does not say of a dump that breaks off before its symbols that there are no types', async () => {
    const directory = scratch();
    try {
      const cut = directory.write('cut.kdump', readFileSync(SAMPLE).subarray(0, 400_000));
      const { stderr, exitCode } = await cli(['explore', cut, '-c', 'init_task.pid']);
      expect(exitCode).toBe(3);
      expect(stderr).toContain("types: not known without the kernel's symbols: kallsyms_num_syms: ");
    } finally {
      directory.remove();
    }
  });

  it('shows where members of a struct lie, and which there are not', async () => {
    const { stdout } = await explore([
      'struct list_head.prev',
      'struct task_struct.se.vruntime',
      'offsetof(struct task_struct, se.vruntime)',
    ]);
    expect(stdout).toMatch(/^struct list_head, 16 bytes\nOFFSET .*\n8 +struct list_head \* +prev\n/);
    const offset = /\(size_t\) (\d+)\n$/.exec(stdout)?.[1] ?? '';
    expect(stdout).toMatch(new RegExp(`\n${offset} +u64 +se\\.vruntime\n`));
    for (const [question, said] of [
      ['struct list_head.prv modules', 'has no member `prv` (near: prev)'],
      ['struct task_struct.pid.x init_task', '`pid` is no struct: it has no `x`'],
      ['struct lst_head.prev modules', 'there is no struct `lst_head` here (near: list_head'],
      ['struct list_head nosuch', '                 ^ `nosuch` is no symbol'],
    ] as const) {
      const { exitCode, stderr } = await explore([question]);
      expect(stderr).toContain(said);
      expect(exitCode).toBe(2);
    }
  });

  it('keeps the worse of two faults as its exit status, in either order', async () => {
    for (const questions of [
      ['*(int *)0', '1 +'],
      ['1 +', '*(int *)0'],
    ])
      expect(await explore(questions)).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('writes nothing that a terminal acts on', async () => {
    const { stdout, stderr } = await explore(['"\u001b[2J"', '\u001b[2J']);
    expect(`${stdout}${stderr}`).not.toContain('\u001b');
    expect(stderr).toContain('\\x1b[2J');
  });

  it('exits 3 for what is no dump', async () => {
    const directory = scratch();
    const file = directory.write('vmcore', 'no dump\n'.repeat(1000));
    const { exitCode, stdout, stderr } = await cli(['explore', file, '-c', '1']);
    directory.remove();
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(/^purgatory: .+\n$/);
  });

  it('names verbs with an example each, which this kernel answers', async () => {
    const { stdout: help } = await explore(['help']);
    const lines = help.trimEnd().split('\n');
    const verbs = lines.filter((line) => !line.startsWith(' ')).map((line) => line.split(' ')[0] ?? '');
    const examples = lines.filter((line) => line.startsWith(' ')).map((line) => line.trim());
    expect(examples).toHaveLength(verbs.length);
    expect(verbs).toEqual(expect.arrayContaining(['EXPRESSION', 'walk', 'what', 'sym', 'help', ...promised()]));
    for (const [i, verb] of verbs.entries()) if (verb !== 'EXPRESSION') expect(examples[i]?.split(' ')[0]).toBe(verb);
    const { exitCode, stdout, stderr } = await cli(['explore', SAMPLE, '--json'], {
      stdin: script(examples.join('\n')),
    });
    const answers = documents(stdout);
    expect(answers.map(({ ask }) => ask)).toEqual(examples);
    // Variables are told by debug files, and none was given.
    expect(answers.filter(({ kind }) => kind === 'error')).toMatchObject([{ ask: 'locals 1 #2', code: 'unsupported' }]);
    const empty = answers.filter(({ rows }) => Array.isArray(rows) && rows.length === 0);
    // Nobody swaps, shares memory, waits for the log or changes the code on this machine, or has met a neighbour.
    expect(empty.map(({ ask }) => ask)).toEqual([
      'ipcs',
      'swap',
      'waitq &log_wait',
      'kprobe',
      'ftrace',
      'bpf',
      'livepatch',
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
  });

  it('shows code as it lies in memory, with what it names', async () => {
    const { stdout } = await explore(
      ['dis sysrq_handle_crash', 'dis vfs_read 3', 'dis -r vfs_read+5', 'dis vfs_read', 'dis -r vfs_read+0x40 2'],
      '--json',
    );
    const [crash, three, up, all, two] = documents(stdout) as {
      rows: { address?: string; text?: string; symbol?: string }[][];
    }[];
    const calls = crash?.rows.filter(([, , instruction]) => instruction?.text?.startsWith('callq'));
    expect(calls?.some(([, , , name]) => name?.symbol === 'panic')).toBe(true);
    expect(three?.rows).toHaveLength(3);
    expect(up?.rows.map(([, place]) => place?.address)).toEqual(
      three?.rows.slice(0, 2).map(([, place]) => place?.address),
    );
    const places = all?.rows.map(([, place]) => BigInt(place?.address ?? 0)) ?? [];
    const until = places.filter((place) => place <= (places[0] ?? 0n) + 0x40n);
    expect(two?.rows.map(([, place]) => BigInt(place?.address ?? 0))).toEqual(until.slice(-2));
  });

  it('says that code was not compared with an image, and refuses what is none, or another kernel', async () => {
    expect((await explore(['dis vfs_read 1'])).stdout).toContain('note: not compared with the signed image');
    const directory = scratch();
    const image = directory.write('vmlinuz', Buffer.alloc(8192, 'no image'));
    const { exitCode, stdout, stderr } = await explore(['dis vfs_read 1'], '--image', image);
    const upload = await cli(['explore', '01HFAKE0000000000000000000', '--image', image, '-c', 'dis']);
    directory.remove();
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(/^purgatory: .+\n$/);
    expect(upload.exitCode).toBe(2);
    expect(upload.stderr).toContain('leave --image out');
  });

  it('finds a value, a text and a pattern in memory, and goes on where it stopped', async () => {
    const { stdout } = await explore(
      [
        'search -c "swapper/0"',
        'p init_task.comm',
        'search init_task',
        'search -e /73 77 61 ?? 70 65 72 2f 30/',
        'search -m 0xffff 0x1',
      ],
      '--json',
    );
    const [text, value, number, pattern, many] = documents(stdout) as {
      rows?: { address?: string }[][];
      address?: string;
      notes?: string[];
    }[];
    const places = (answer: typeof text): unknown[] => answer?.rows?.map(([place]) => place?.address) ?? [];
    // The image lies in the direct map too.
    const page = (BigInt(value?.address ?? 0) & 0xfffn).toString(16);
    expect(places(text).some((place) => String(place).endsWith(page))).toBe(true);
    expect(places(pattern)).toEqual(places(text));
    expect(places(number).length).toBeGreaterThan(0);
    const on = /go on with `(.+)`/.exec(many?.notes?.[1] ?? '')?.[1] ?? '';
    const [next] = documents((await explore([on], '--json')).stdout) as (typeof text)[];
    expect(places(next).length).toBeGreaterThan(0);
    expect(places(next).filter((place) => places(many).includes(place))).toEqual([]);
  });

  it('explains each word of a stack, and prints in hexadecimal', async () => {
    const { stdout } = await explore(['bt -f', 'rd -16 linux_banner 4', 'p -x -1', 'p -x sizeof(struct page)']);
    expect(stdout).toMatch(/<panic\+0x[0-9a-f]+>/);
    expect(stdout).toMatch(/stack of \w+ \(\d+\)\+0x/);
    expect(stdout).toContain('694c 756e 2078 6576  Linux ve');
    expect(stdout).toContain('(int) 0xffffffff\n(size_t) 0x40');
  });

  it('tells more of one verb', async () => {
    const { stdout } = await explore(['help walk', 'help ps']);
    expect(stdout).toMatch(/^walk: .+\n {2}walk list &modules /);
    expect(stdout).toContain('  maple: a struct maple_tree\n');
    expect(stdout).toMatch(/^ps: .+\n {2}ps -m$/m);
  });
});

/** The commands that the page about exploring says there are. */
function promised(): string[] {
  const page = readFileSync(DOCUMENT, 'utf8');
  const commands = /^## Commands\n\n([\s\S]*?)\n\n/m.exec(page)?.[1] ?? '';
  const names = [...commands.matchAll(/`([a-z]+)`/g)].flatMap(([, name]) => name ?? []);
  return names.filter((name) => name !== 'crash');
}
