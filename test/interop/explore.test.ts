/** The explorer against drgn's answers, and the command line over a dump. Needs the corpus. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fileSource } from '../../shared/bytes/file-source.ts';
import type { ClosableSource } from '../../shared/bytes/file-source.ts';
import { ExploreError } from '../../shared/vmcore/explore/explore-error.ts';
import { Explorer } from '../../shared/vmcore/explore/explorer.ts';
import { renderAnswer } from '../../shared/render/explore-text.ts';
import { fault, putQuestion, type Question } from '../support/explore-questions.ts';
import { CORPUS, describeWith } from '../support/oracles.ts';

const dump = join(CORPUS, 'vmcores', 'd-abba.zstd-d31.kdump');
const questions = ['d-abba.json', 'd-abba.modules.json'].map((file) => join(CORPUS, 'explore', file));

describeWith({ files: [dump, ...questions] }, 'the explorer on a real dump', () => {
  let source: ClosableSource;
  let explorer: Explorer;
  beforeAll(async () => {
    source = await fileSource(dump);
    explorer = await Explorer.open([source]);
  });
  afterAll(async () => {
    await explorer.close();
    await source.close();
  });

  it('answers every question as drgn does', async () => {
    const wrong: string[] = [];
    const all = questions.flatMap(
      (file) => (JSON.parse(readFileSync(file, 'utf8')) as { questions: Question[] }).questions,
    );
    for (const question of all) {
      const { answer, refusal } = await putQuestion(explorer, question);
      const problem = fault(question, answer, refusal);
      if (problem !== undefined) wrong.push(`${question.id} ${question.ask}: ${problem}`);
    }
    expect(wrong).toEqual([]);
  });

  it('goes on with a walk where it was cut off', async () => {
    const ask = 'walk list &init_task.tasks type struct task_struct.tasks show pid';
    const rows = async (clause: string) => {
      const answer = await explorer.ask(`${ask} ${clause}`);
      return answer.kind === 'walk'
        ? { rows: answer.rows.map((row) => JSON.stringify(row)), next: answer.next }
        : undefined;
    };
    const whole = await rows('');
    const first = await rows('limit 10');
    const second = await rows(`from ${first?.next ?? 0}`);
    expect(first?.next).toBe(10);
    expect([...(first?.rows ?? []), ...(second?.rows ?? [])]).toEqual(whole?.rows);
  });

  it('tells near names, and the place of what is wrong', async () => {
    const error = await explorer.ask('init_task.com').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ExploreError);
    expect(error).toMatchObject({ code: 'no-member', at: 10, near: ['comm'] });
  });

  it('renders what it says with nothing that a terminal acts on', async () => {
    const answer = await explorer.ask('init_task.se.load');
    expect(renderAnswer(answer)).toBe('(struct load_weight) {\n  .weight = 1048576,\n  .inv_weight = 4194304,\n}');
  });
});

/** Numbers of the first namespaces, include/linux/proc_ns.h (v6.1): those of the others are given out in order. */
const FIRST = {
  ipc: 0xefffffff,
  uts: 0xeffffffe,
  user: 0xeffffffd,
  pid: 0xeffffffc,
  cgroup: 0xeffffffb,
  time: 0xeffffffa,
};

for (const file of [
  'd-abba.zstd-d31.kdump',
  'fz-frozen.zstd-d31.kdump',
  'p1-kdump-sysrq-c.flat',
  'q-cloud-sysrq-c.zstd-d31.kdump',
  's-arm64-sysrq-c.zlib-d31.kdump',
]) {
  const path = join(CORPUS, 'vmcores', file);
  describeWith({ files: [path] }, `namespaces of ${file}`, () => {
    it('are those that every kernel begins with, and that of devtmpfs; each process is in one of each', async () => {
      const source = await fileSource(path);
      const explorer = await Explorer.open([source]);
      const answer = await explorer.ask('ns');
      const tasks = (await explorer.world.tasks()).tasks.filter(({ pid, tgid }) => pid === tgid);
      await explorer.close();
      await source.close();
      if (answer.kind !== 'table') throw new Error(answer.kind);
      const cell = (row: (typeof answer.rows)[number], name: string): string => {
        const datum = row[answer.columns.indexOf(name)];
        return datum?.is === 'integer' ? datum.value : datum?.is === 'text' ? datum.text : '?';
      };
      const rows = answer.rows.map((row) => ['TYPE', 'NS', 'NPROCS', 'COMM', 'OWNER'].map((name) => cell(row, name)));
      const of = (kind: string) => rows.filter(([type]) => type === kind);
      for (const [kind, number] of Object.entries(FIRST))
        expect(of(kind).map(([, inode]) => inode)).toEqual([`${number}`]);
      const inAll = (kind: string): number => of(kind).reduce((sum, [, , processes]) => sum + Number(processes), 0);
      expect([inAll('user'), inAll('pid')]).toEqual([tasks.length, tasks.length]);
      // One may be ending: it has left its other namespaces.
      const ended = tasks.filter(({ state }) => state === 'Z' || state === 'X').length;
      for (const kind of ['mnt', 'uts', 'ipc', 'net', 'cgroup', 'time'])
        expect([kind, inAll(kind)]).toEqual([kind, tasks.length - ended]);
      expect(of('mnt').map(([, , , comm]) => comm)).toEqual([expect.any(String), 'kdevtmpfs']);
      for (const [kind, , , , owner] of rows) expect(owner).toBe(kind === 'user' ? '' : String(FIRST.user));
    });
  });
}

const arm = join(CORPUS, 'vmcores', 's-arm64-sysrq-c.zlib-d31.kdump');
const armQuestions = join(CORPUS, 'explore', 's-arm64.json');

describeWith({ files: [arm, armQuestions] }, 'the explorer on a kernel whose symbol table has functions only', () => {
  it('names data by the code that uses it, and says that it does not know before it says what is wrong', async () => {
    const source = await fileSource(arm);
    const explorer = await Explorer.open([source]);
    const { questions: all } = JSON.parse(readFileSync(armQuestions, 'utf8')) as { questions: Question[] };
    const unknown: string[] = [];
    const wrong: string[] = [];
    for (const question of all) {
      const { answer, refusal } = await putQuestion(explorer, question);
      if (fault(question, answer, refusal) === undefined) continue;
      const isUnnamed =
        refusal?.code === 'unknown-name' ||
        (answer?.kind === 'value' && answer.datum.is === 'pointer' && answer.datum.symbol === undefined);
      (isUnnamed ? unknown : wrong).push(question.ask);
    }
    await explorer.close();
    await source.close();
    // drgn has the place behind a function's landing pad, not its symbol.
    expect(wrong).toEqual(['&vfs_read']);
    expect(unknown.length).toBeLessThan(all.length / 30);
  });
});
