/** Asking a dump on the embedded AWS: who may, what it takes of S3, and what is kept of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import type { AskedPage } from '../../../shared/contract/explore.ts';
import { ExploreReply } from '../../../shared/contract/explore.ts';
import { Host } from '../pipeline/host.ts';
import { callApi, describeOnStack, eventually } from '../support/stack.ts';

const SAMPLE = join(import.meta.dirname, '../../fixtures/vmcore/sample.kdump');

describeOnStack('a dump in S3', () => {
  let path: string;
  beforeAll(async () => {
    const id = await (await Host.enrol()).upload({ dump: readFileSync(SAMPLE) });
    path = `v1/dumps/${id}/explore`;
    await eventually('the sealed dump', async () => {
      const { body } = await callApi('GET', `v1/dumps/${id}`, { as: 'rae' });
      const { state, analysis } = body as { state?: string; analysis?: string };
      return state === 'sealed' && analysis === 'done' ? true : undefined;
    });
  });

  async function ask(question: string, cursor?: string): Promise<ExploreReply> {
    const { status, body } = await callApi('POST', path, { as: 'dara', body: { ask: question, cursor } });
    if (status !== 200) throw new Error(`HTTP ${status}: ${JSON.stringify(body)}`);
    return ExploreReply.parse(body);
  }

  it('is asked for a value', async () => {
    const { answer } = await ask('init_task.comm');
    expect(answer).toMatchObject({ kind: 'value', type: 'char [16]', datum: { is: 'text', text: 'swapper/0' } });
  });

  it('is asked for code', async () => {
    const { answer } = await ask('dis panic 2');
    expect(answer).toMatchObject({ kind: 'table' });
    expect(JSON.stringify(answer)).toContain('pushq %rbp');
  });

  it('answers typical questions in at most 4 rounds and 1 MB, once its symbols and types are read', async () => {
    await ask('init_task.comm');
    for (const question of [
      'init_task.cred->uid.val',
      'task(1)->mm->pgd',
      'per_cpu(runqueues, 0).curr->comm',
      'what (unsigned long)&init_task',
      'container_of(modules.next, struct module, list)->name',
    ]) {
      const { answer, read } = await ask(question);
      expect([question, answer.kind]).not.toEqual([question, 'error']);
      expect([question, read.rounds <= 4, read.bytes < 1_000_000]).toEqual([question, true, true]);
    }
  });

  it('goes on with a long walk by its cursor', async () => {
    const walk = 'walk list &init_task.tasks type struct task_struct.tasks show pid limit 30';
    const first = await ask(walk);
    expect(first.cursor).toBeDefined();
    const second = await ask(walk, first.cursor);
    const pids = ({ answer }: ExploreReply): unknown[] =>
      answer.kind === 'walk' ? answer.rows.map(([pid]) => pid) : [];
    expect(pids(first)).toHaveLength(30);
    expect(pids(second).length).toBeGreaterThan(0);
    expect(pids(second)).not.toContainEqual(pids(first)[29]);
  });

  it('is closed to everybody without the role, on every route', async () => {
    for (const person of ['rae', 'remy', 'april', 'ada']) {
      expect((await callApi('POST', path, { as: person, body: { ask: 'jiffies' } })).status).toBe(403);
      const completion = await callApi('POST', `${path}/completion`, { as: person, body: { line: 'jif' } });
      expect(completion.status).toBe(403);
    }
    for (const person of ['rae', 'remy', 'april'])
      expect((await callApi('GET', path, { as: person })).status).toBe(403);
    expect((await callApi('POST', path, { body: { ask: 'jiffies' } })).status).toBe(401);
  });

  it('completes, and tells its debuggers and admins what was asked by whom', async () => {
    const completion = await callApi('POST', `${path}/completion`, { as: 'dara', body: { line: 'init_task.com' } });
    expect(completion.body).toMatchObject({ partial: 'com', candidates: expect.arrayContaining(['comm']) as unknown });
    await ask('jiffies');
    for (const person of ['dara', 'ada']) {
      const { body } = await callApi('GET', `${path}?limit=1`, { as: person });
      expect((body as AskedPage).questions).toMatchObject([{ ask: 'jiffies', subject: 'dara' }]);
    }
  });
});
