import { beforeAll, describe, expect, it } from '@jest/globals';
import { budgeted, BudgetError } from '../../../../functions/explore/budget.ts';
import { ulid } from '../../../../shared/aws/uploads/ulid.ts';
import type { ByteSource } from '../../../../shared/bytes/byte-source.ts';
import { Role } from '../../../../shared/contract/roles.ts';
import { ExploreError } from '../../../../shared/vmcore/explore/explore-error.ts';
import { person } from '../../../support/signing-service.ts';
import { dara, NOW, SAMPLE, saying, service } from './harness.ts';

describe('the sample dump, sealed', () => {
  const world = service();
  let id = '';
  beforeAll(async () => {
    id = await world.add();
    await world.put(`dumps/${id}/vmcore`, SAMPLE);
  });

  it('is asked for a value; what it took is told', async () => {
    const reply = await world.ask(id, 'init_task.comm');
    expect(reply).toMatchObject({
      ask: 'init_task.comm',
      answer: { kind: 'value', type: 'char [16]', datum: { is: 'text', text: 'swapper/0' } },
      missing: [],
    });
    // The first question opens it: symbols and types.
    expect(reply.read.bytes).toBeGreaterThan(1_000_000);
  });

  it.each([
    'init_task.tasks.next',
    '((struct task_struct *)&init_task)->mm',
    'per_cpu(runqueues, 0).curr->comm',
    'init_task.cred->uid.val',
    'task(1)->mm->pgd',
    'what (unsigned long)&init_task',
    'sym schedule',
    'struct list_head',
  ])('answers %s in 4 rounds and 1 MB once it is open', async (question) => {
    const { answer, read } = await world.ask(id, question);
    expect(answer.kind).not.toBe('error');
    expect(read.rounds).toBeLessThanOrEqual(4);
    expect(read.bytes).toBeLessThan(1_000_000);
  });

  it('stays open for the questions that follow', () => {
    expect(world.opened.count).toBe(1);
  });

  it('tells a walk a page at a time: all rows once', async () => {
    const question = 'walk list &init_task.tasks type struct task_struct.tasks show pid limit 20';
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const reply = await world.ask(id, question, cursor);
      if (reply.answer.kind !== 'walk') throw new Error(reply.answer.kind);
      expect(reply.answer.rows.length).toBeLessThanOrEqual(20);
      seen.push(...reply.answer.rows.map(([pid]) => (pid?.is === 'integer' ? pid.value : pid)));
      cursor = reply.cursor;
    } while (cursor !== undefined);
    const { answer } = await world.ask(id, 'ps');
    const tasks = answer.kind === 'table' ? answer.rows.length : 0;
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(20);
    // `ps` also has threads, and an idle task for each processor; its first page is all there is of this small machine.
    expect(seen.length).toBeLessThanOrEqual(tasks);
  });

  it('says what is wrong with a question, where, and what is near', async () => {
    const { answer } = await world.ask(id, 'init_task.com');
    expect(answer).toMatchObject({ kind: 'error', code: 'no-member', at: 10 });
    expect(answer.kind === 'error' && answer.near).toContain('comm');
  });

  it('says that memory is not there, and never 0', async () => {
    const { answer, missing } = await world.ask(id, '*(int *)8');
    expect(answer).toMatchObject({ kind: 'error', code: 'fault', fault: { address: '0x8', why: 'NULL dereference' } });
    expect(missing).toEqual([{ address: '0x8', why: 'NULL dereference' }]);
  });

  it('completes members', async () => {
    const { status, json } = await world.call(dara, `${id}/explore/completion`, { line: 'init_task.com' });
    expect([status, json]).toEqual([200, { partial: 'com', candidates: ['comm', 'compat_robust_list'] }]);
  });

  it('withholds the payload of a key, by its pointer, its type and as words; the key itself is shown', async () => {
    const keys =
      'walk rb &key_serial_tree type struct key.serial_node show description, payload.data[0] where datalen == 17';
    const { answer } = await world.ask(id, keys);
    const [description, payload] = answer.kind === 'walk' ? (answer.rows[0] ?? []) : [];
    expect(description).toMatchObject({ text: 'fixture-key' });
    const at = payload?.is === 'pointer' ? payload.address : '';
    for (const question of [
      `*(struct user_key_payload *)${at}`,
      `(char *)(${at} + 24)`,
      `*(unsigned long *)${at}`,
      `rd ${at} 4`,
    ]) {
      const reply = await world.ask(id, question);
      expect([question, JSON.stringify(reply.answer)]).toEqual([question, expect.stringContaining('withheld')]);
    }
  });

  it('shows code that the report found changed beside what was signed; without a report it says that nothing was compared', async () => {
    const dis = async () => {
      const { answer } = await world.ask(id, 'dis vfs_read 3');
      if (answer.kind !== 'table') throw new Error(answer.kind);
      return answer;
    };
    const alone = await dis();
    expect(alone.columns).not.toContain('SIGNED IMAGE');
    expect(alone.notes).toContainEqual(expect.stringContaining('not compared with the signed image'));
    const [, second] = alone.rows;
    const place = second?.[1];
    const address = place?.is === 'pointer' ? place.address : '';
    // `push %r15` in memory; signed was `push %r14`.
    const text = { checkedBytes: 4096, differences: [{ address, expected: '4156', found: '4157', flippedBits: 1 }] };
    await world.report(id, { integrity: { image: 'signed', text } });
    const told = await dis();
    expect(told.columns.at(-1)).toBe('SIGNED IMAGE');
    const cells = told.rows.map((row) => [0, 2, 4, 5].map((i) => (row[i]?.is === 'text' ? row[i].text : '')));
    expect(cells.slice(1, 3)).toEqual([
      ['!', 'pushq %r15', '41 57', 'changed, 1 bit'],
      ['-', 'pushq %r14', '41 56', 'has this'],
    ]);
    expect(cells[0]?.[3]).toBe('not listed');
    expect(cells).toHaveLength(4);
  });

  it('keeps who asked what, and no answer', async () => {
    await world.ask(id, 'init_task.pid');
    const { questions } = await world.asked(id);
    expect(questions).toContainEqual({
      uploadId: id,
      at: NOW.toISOString(),
      by: 'dara@example.com',
      subject: 'dara',
      ask: 'init_task.pid',
    });
    expect(JSON.stringify(questions)).not.toContain('swapper');
  });
});

describe('a dump of which a part has arrived', () => {
  it('says which memory has not, and is asked again when it has', async () => {
    const world = service();
    const half = SAMPLE.length >> 1;
    const id = await world.add({ state: 'open', chunkBytes: half + 1, chunkCount: 2, sizeBytes: SAMPLE.length });
    const first = await world.call(dara, `${id}/explore`, { ask: 'init_task.comm' });
    expect([first.status, first.text]).toEqual([409, expect.stringContaining('too little of this dump has arrived')]);
    await world.chunk(id, 0, SAMPLE.subarray(0, half + 1));
    const partly = await world.call(dara, `${id}/explore`, { ask: 'init_task.comm' });
    // The kernel's types lie in the second half: that is said, too.
    expect([partly.status, partly.text]).toEqual([409, expect.stringMatching(/not all of it has arrived/)]);
    await world.chunk(id, 1, SAMPLE.subarray(half + 1));
    expect((await world.ask(id, 'init_task.comm')).answer).toMatchObject({ datum: { text: 'swapper/0' } });
  });
});

describe('who may ask', () => {
  it.each(Role.options.filter((role) => role !== 'debugger' && role !== 'host'))('%s alone may not', async (role) => {
    const world = service(saying(() => Promise.reject(new Error('asked'))));
    const id = await world.add();
    for (const [path, body] of [
      [`${id}/explore`, { ask: 'jiffies' }],
      [`${id}/explore/completion`, { line: 'jif' }],
    ] as const) {
      expect((await world.call(person('pat', role), path, body)).status).toBe(403);
    }
    expect((await world.asked(id)).questions).toEqual([]);
  });

  it('is nobody without a token, and no host', async () => {
    const world = service();
    const id = await world.add();
    expect((await world.call(undefined, `${id}/explore`, { ask: 'jiffies' })).status).toBe(401);
    const host = { kind: 'host', host: 'web-1', expiresAt: NOW } as const;
    expect((await world.call(host, `${id}/explore`, { ask: 'jiffies' })).status).toBe(403);
  });
});

describe('a question', () => {
  it('that can not be kept is not answered', async () => {
    let asked = 0;
    const world = service(
      saying(() => {
        asked += 1;
        return Promise.resolve({ kind: 'text', text: 'secret' });
      }),
    );
    const id = await world.add();
    await world.put(`dumps/${id}/vmcore`, SAMPLE);
    world.dynamo.onCommand = (name) => {
      if (name === 'PutCommand') throw new Error('the table is not to be reached');
    };
    await expect(world.call(dara, `${id}/explore`, { ask: 'jiffies' })).rejects.toThrow('not to be reached');
    expect(asked).toBe(0);
  });

  it.each([
    [{ ask: '' }, 400],
    [{ ask: 'x'.repeat(4097) }, 400],
    [{ ask: 'jiffies', cursor: '-1' }, 400],
    [{ ask: 'jiffies', cursor: '1.2.3' }, 400],
  ])('of another form is refused: %j', async (body, status) => {
    const world = service();
    expect((await world.call(dara, `${ulid(NOW)}/explore`, body)).status).toBe(status);
  });

  it('to a dump that there is not, is a log alone, was given up, or is none, says so', async () => {
    const world = service();
    const ask = async (id: string) => {
      const { status, text } = await world.call(dara, `${id}/explore`, { ask: 'jiffies' });
      return [status, text];
    };
    expect(await ask(ulid(NOW))).toEqual([404, expect.stringContaining('there is no dump')]);
    expect(await ask(await world.add({ policy: 'log' }))).toEqual([409, expect.stringContaining('a log alone')]);
    expect(await ask(await world.add({ state: 'aborted' }))).toEqual([409, expect.stringContaining('given up')]);
    const noDump = await world.add({ sizeBytes: 5000 });
    await world.put(`dumps/${noDump}/vmcore`, new Uint8Array(5000));
    expect(await ask(noDump)).toEqual([409, expect.stringContaining("can't be asked")]);
  });

  it('that reads on and on is ended, and what it left behind is forgotten', async () => {
    let source: ByteSource | undefined;
    const world = service((given) => {
      source = given;
      return saying(async () => {
        for (;;) {
          await source?.read([{ offset: 0, length: 16 }]);
          world.clock.now = new Date(world.clock.now.getTime() + 1000);
        }
      })();
    });
    const id = await world.add();
    await world.put(`dumps/${id}/vmcore`, SAMPLE);
    const { answer } = await world.ask(id, 'walk list &endless');
    expect(answer).toMatchObject({ kind: 'error', code: 'limit' });
    expect(world.opened).toEqual({ count: 1, closed: 1 });
  });

  it('that reads more than its share is ended', async () => {
    const stats = { bytesFetched: 0, rounds: 0 };
    const source = budgeted(
      {
        name: 'x',
        sizeBytes: 100,
        stats,
        read: (ranges) => {
          stats.bytesFetched += 40;
          stats.rounds += 1;
          return Promise.resolve(ranges.map(({ length }) => new Uint8Array(length)));
        },
      },
      () => NOW,
    );
    const range = [{ offset: 0, length: 40 }];
    await expect(source.read(range)).rejects.toThrow(BudgetError);
    source.allow({ bytes: 80, until: new Date(NOW.getTime() + 1) });
    await source.read(range);
    await source.read(range);
    await expect(source.read(range)).rejects.toThrow('reads more of the dump');
    expect(source.taken).toEqual({ bytes: 80, rounds: 2 });
    source.allow({ bytes: 80, until: new Date(NOW.getTime() + 1) });
    expect(source.taken).toEqual({ bytes: 0, rounds: 0 });
    expect(await source.read(range)).toHaveLength(1);
  });

  it('that fails in the dump says how; a fault of ours is none of the answers', async () => {
    const faults: Error[] = [new ExploreError('no-type', 'what is it'), new TypeError('ours')];
    const world = service(saying(() => Promise.reject(faults.shift() ?? new Error('no more'))));
    const id = await world.add();
    await world.put(`dumps/${id}/vmcore`, SAMPLE);
    expect((await world.ask(id, 'x')).answer).toEqual({
      kind: 'error',
      code: 'no-type',
      message: 'what is it',
      near: [],
    });
    await expect(world.ask(id, 'x')).rejects.toThrow('ours');
  });
});
