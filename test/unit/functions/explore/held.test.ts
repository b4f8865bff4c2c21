/** Questions to a dump of which little was sent, whose host is held in its crash kernel: the host is played, and sends what is wanted. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { OpenExplorer } from '../../../../functions/explore/ports.ts';
import type { ByteRange, ByteSource } from '../../../../shared/bytes/byte-source.ts';
import { PendingBytesError } from '../../../../shared/bytes/pending.ts';
import type { ExploreReply } from '../../../../shared/contract/explore.ts';
import { MAX_OFFERED_RANGES, WANT_ALIGN_BYTES } from '../../../../shared/contract/uploads.ts';
import { ExploreError } from '../../../../shared/vmcore/explore/explore-error.ts';
import { dara, NOW, SAMPLE, service } from './harness.ts';

const MIB = 2 ** 20;
const PAGE = WANT_ALIGN_BYTES;
const BYTES = Buffer.from(Array.from({ length: 64 * PAGE }, (_, i) => (i >> 12) & 0xff));

/** An explorer whose questions are offsets: `8192 4096` asks for the byte that is at each. */
function offsets(source: ByteSource): Promise<OpenExplorer> {
  return Promise.resolve({
    async ask(question) {
      const ranges = [...question.matchAll(/\d+/g)].map(([at]) => ({ offset: Number(at), length: 1 }));
      const answers = await source.read(ranges);
      const missing = ranges.find((_, i) => answers[i] === undefined);
      if (missing !== undefined) {
        throw new ExploreError('fault', 'page has not arrived yet', {
          fault: { address: BigInt(missing.offset), why: 'page has not arrived yet' },
        });
      }
      return { kind: 'text', text: answers.map((bytes) => String(bytes?.[0])).join(' ') };
    },
    complete: () => Promise.resolve({ partial: '', candidates: [] }),
    close: () => Promise.resolve(),
  });
}

function heldWorld(open: NonNullable<Parameters<typeof service>[0]> = offsets, bytes: Uint8Array = BYTES) {
  const world = service(open);
  let id = '';
  let served = 0;
  /** As the host would send it: a body, announced and put. */
  const send = async (ranges: readonly ByteRange[]): Promise<void> => {
    const body = Buffer.concat(ranges.map(({ offset, length }) => bytes.subarray(offset, offset + length)));
    const sha256 = createHash('sha256').update(body).digest('hex');
    const key = await world.answers.announce(id, ranges, sha256, world.clock.now);
    await world.put(key, body);
  };
  return {
    ...world,
    send,
    id: () => id,
    async begin(): Promise<void> {
      id = await world.add({
        ...{ state: 'open', policy: 'hot', sizeBytes: bytes.length, chunkBytes: 8 * MIB, analysis: 'done' },
        chunkCount: Math.ceil(bytes.length / (8 * MIB)),
      });
    },
    stay: (seconds = 600, bytesLeft = MIB) =>
      world.held.keep(id, {
        until: new Date(world.clock.now.getTime() + seconds * 1000),
        bytesLeft,
        now: world.clock.now,
      }),
    /** Has the host answer what is wanted, each time that it is looked for. */
    answering(): void {
      world.clock.onWait = async () => {
        const wants = await world.held.wants(id);
        if (wants === undefined || wants.round <= served) return;
        served = wants.round;
        await send(wants.ranges);
      };
    },
    question: async (ask: string): Promise<ExploreReply> => await world.ask(id, ask),
    wants: () => world.held.wants(id),
  };
}

describe('a dump whose host is held', () => {
  let world: ReturnType<typeof heldWorld>;
  beforeEach(async () => {
    world = heldWorld();
    await world.begin();
    await world.send([{ offset: 0, length: PAGE }]);
    await world.stay();
  });

  it('is asked of its host for what a question lacks, and answers', async () => {
    world.answering();
    const { answer, held, missing } = await world.question(`${10 * PAGE} 5`);
    expect(answer).toEqual({ kind: 'text', text: '10 0' });
    expect([held, missing]).toEqual([undefined, []]);
    // Whole blocks, with what lies beside them.
    const wants = await world.wants();
    expect(wants?.round).toBe(1);
    expect(wants?.ranges.every(({ offset, length }) => offset % PAGE === 0 && length % PAGE === 0)).toBe(true);
  });

  it('asks its host for nothing where all is there, and for a search', async () => {
    world.answering();
    expect((await world.question('5')).answer).toEqual({ kind: 'text', text: '0' });
    expect(await world.question(`search ${40 * PAGE}`)).toMatchObject({ answer: { kind: 'error', code: 'fault' } });
    expect(await world.wants()).toBeUndefined();
  });

  it('wants nothing for the next question of what a search came by', async () => {
    world.answering();
    await world.question(`search ${40 * PAGE}`);
    expect(await world.question('5')).toEqual(expect.not.objectContaining({ held: expect.anything() as unknown }));
    expect(await world.wants()).toBeUndefined();
    expect((await world.question(String(20 * PAGE))).answer).toEqual({ kind: 'text', text: '20' });
    const { ranges = [] } = (await world.wants()) ?? {};
    expect(ranges.some(({ offset, length }) => offset <= 40 * PAGE && offset + length > 40 * PAGE)).toBe(false);
  });

  it('says that its host was asked, and finds that it has sent when asked again', async () => {
    const first = await world.question(String(20 * PAGE));
    expect(first).toMatchObject({
      answer: { kind: 'error', code: 'fault' },
      held: { state: 'waiting', host: 'web-1', until: '2026-11-23T12:10:00.000Z' },
    });
    expect(world.clock.now.getTime() - NOW.getTime()).toBeLessThanOrEqual(16_000);
    // Asked again meanwhile it wants nothing new.
    await world.question(String(20 * PAGE));
    const wants = await world.wants();
    expect(wants?.round).toBe(1);
    await world.send(wants?.ranges ?? []);
    expect(await world.question(String(20 * PAGE))).toMatchObject({ answer: { kind: 'text', text: '20' } });
  });

  it('wants what two people lack, whoever asks last', async () => {
    await Promise.all([world.question(String(18 * PAGE)), world.question(String(50 * PAGE))]);
    const { ranges = [] } = (await world.wants()) ?? {};
    for (const page of [18, 50]) {
      const [from, to] = [page * PAGE, (page + 1) * PAGE];
      expect(ranges.some(({ offset, length }) => offset <= from && offset + length >= to)).toBe(true);
    }
  });

  it('is answered with what its host sent before it was let go', async () => {
    world.clock.onWait = async () => {
      world.clock.onWait = () => Promise.resolve();
      await world.send((await world.wants())?.ranges ?? []);
      await world.held.release(world.id(), 'dara@example.com', world.clock.now);
    };
    expect((await world.question(String(20 * PAGE))).answer).toEqual({ kind: 'text', text: '20' });
  });

  it('is asked first for what was asked for last, where more is wanted than there is room for', async () => {
    const others = Array.from({ length: MAX_OFFERED_RANGES / 2 }, (_, i) => ({
      offset: 1e9 + i * 2 * PAGE,
      length: PAGE,
    }));
    await world.held.want(world.id(), () => others);
    await world.question(String(20 * PAGE));
    const { ranges = [] } = (await world.wants()) ?? {};
    expect(ranges.some(({ offset, length }) => offset <= 20 * PAGE && offset + length > 20 * PAGE)).toBe(true);
    expect(ranges).toHaveLength(MAX_OFFERED_RANGES / 2);
  });

  it('takes no more of its host than that gives', async () => {
    await world.stay(600, 2 * PAGE + 5);
    await world.question(`${30 * PAGE} ${40 * PAGE} ${50 * PAGE}`);
    const { ranges = [] } = (await world.wants()) ?? {};
    expect(ranges.reduce((sum, { length }) => sum + length, 0)).toBe(2 * PAGE);
    await world.stay(600, PAGE - 1);
    const { held } = await world.question(String(60 * PAGE));
    expect(held).toMatchObject({ state: 'spent', why: expect.stringContaining('HOT_LIMIT') as unknown });
  });

  it.each<[string, (id: string) => Promise<unknown>, string]>([
    ['let go', (id) => world.held.release(id, 'dara@example.com', world.clock.now), 'dara@example.com let it go'],
    ['closed', (id) => world.uploads.change(id, { state: 'complete' }), 'held until 2026-11-23T12:10:00.000Z'],
    ['silent', () => Promise.resolve((world.clock.now = new Date(NOW.getTime() + 121_000))), 'not been heard of since'],
  ])('says why its host can’t be asked: it was %s', async (_how, go, why) => {
    await go(world.id());
    const { answer, held } = await world.question(String(20 * PAGE));
    expect(answer).toMatchObject({ kind: 'error', code: 'fault' });
    expect(held).toMatchObject({ state: 'gone', why: expect.stringContaining(why) as unknown });
    expect(await world.wants()).toBeUndefined();
  });

  it('stops waiting for a host that is let go meanwhile', async () => {
    world.clock.onWait = async () => {
      await world.held.release(world.id(), 'dara@example.com', world.clock.now);
    };
    expect(await world.question(String(20 * PAGE))).toMatchObject({ held: { state: 'waiting' } });
    expect(world.clock.now.getTime() - NOW.getTime()).toBeLessThan(2000);
    expect(await world.question(String(20 * PAGE))).toMatchObject({ held: { state: 'gone' } });
  });

  it('keeps each question once in the trail, however often it is put again within', async () => {
    world.answering();
    await world.question(String(10 * PAGE));
    expect((await world.asked(world.id())).questions).toHaveLength(1);
  });

  it('is not asked of a host that was never held', async () => {
    const other = heldWorld();
    await other.begin();
    await other.send([{ offset: 0, length: PAGE }]);
    const reply = await other.question(String(20 * PAGE));
    expect(reply).toMatchObject({ answer: { kind: 'error', code: 'fault' } });
    expect(reply).not.toHaveProperty('held');
  });
});

describe('a dump of which too little has come to open it', () => {
  const closed: typeof offsets = async (source) => {
    const [head] = await source.read([{ offset: 0, length: 8 }]);
    if (head === undefined) throw new PendingBytesError(source, [{ offset: 0, length: 8 }]);
    return offsets(source);
  };

  it('is opened with what its host sends', async () => {
    const world = heldWorld(closed);
    await world.begin();
    await world.stay();
    expect(await world.question('5')).toMatchObject({
      answer: { kind: 'error', code: 'fault', message: expect.stringContaining('too little of this dump') as unknown },
      held: { state: 'waiting' },
    });
    world.answering();
    expect((await world.question('5')).answer).toEqual({ kind: 'text', text: '0' });
  });

  it('is refused as ever where its host is gone', async () => {
    const world = heldWorld(closed);
    await world.begin();
    await world.stay(0);
    const { status, text } = await world.call(dara, `${world.id()}/explore`, { ask: '5' });
    expect([status, text]).toEqual([409, expect.stringContaining('too little of this dump')]);
  });
});

it('asks for memory of the sample that was never sent, by its types', async () => {
  const { openExplorer } = await import('../../../../functions/explore/open-explorer.ts');
  const world = heldWorld((source) => openExplorer(source, {}), SAMPLE);
  await world.begin();
  await world.stay(3600, 64 * MIB);
  world.answering();
  let reply = await world.question('task(1)->mm->pgd');
  for (let again = 0; reply.held?.state === 'waiting' && again < 60; again++)
    reply = await world.question('task(1)->mm->pgd');
  expect(reply.answer).toMatchObject({ kind: 'value', type: 'pgd_t *' });
  const arrived = (await world.answers.present(world.id())).reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
  expect(arrived).toBeLessThan(SAMPLE.length);
});

it('reads symbols and types once, however often more of the dump comes', async () => {
  const { openExplorer } = await import('../../../../functions/explore/open-explorer.ts');
  const { Explorer } = await import('../../../../shared/vmcore/explore/explorer.ts');
  const read: number[] = [];
  const world = heldWorld(async (source, { before }) => {
    let bytes = 0;
    const counted: ByteSource = {
      name: source.name,
      sizeBytes: source.sizeBytes,
      read(ranges) {
        bytes += ranges.reduce((sum, { length }) => sum + length, 0);
        return source.read(ranges);
      },
    };
    const explorer = await openExplorer(counted, { like: before instanceof Explorer ? before : undefined });
    read.push(bytes);
    return explorer;
  }, SAMPLE);
  await world.begin();
  await world.send([{ offset: 0, length: SAMPLE.length - (SAMPLE.length % PAGE) }]);
  await world.question('init_task.comm');
  await world.send([{ offset: SAMPLE.length - (SAMPLE.length % PAGE), length: SAMPLE.length % PAGE }]);
  expect((await world.question('init_task.comm')).answer).toMatchObject({ datum: { text: 'swapper/0' } });
  const [first = 0, second = 0] = read.slice(-2);
  expect(second).toBeLessThan(first / 2);
});
