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
