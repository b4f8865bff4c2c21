/**
 * Whatever happens on the way of a dump, it ends with the dump's very bytes where all of it was to be sent, and with the right
 * report. `POST_COPY_SEEDS=0-199` draws others; a seed that fails is told in the test's name.
 */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { memorySource } from '../../../shared/bytes/byte-source.ts';
import { tries } from '../../support/thorough.ts';
import { chainDump, walkChain } from './chain-dump.ts';
import { simulatedHost } from './host.ts';
import type { Sent } from './host.ts';
import { seeded } from './random.ts';
import { partlySealedOf, sealedOf, world } from './world.ts';

const MIB = 2 ** 20;
const CHUNK = 8 * MIB;
const DUMP_BYTES = 17 * MIB + 1234;
const SEEDS_A_TEST = 4;
const [FROM = 0, TO = 199] = (process.env['POST_COPY_SEEDS'] ?? `0-${tries(8, 80) - 1}`).split('-').map(Number);

let dump: Uint8Array;
let digests: string[];
let summary: string | undefined;
beforeAll(async () => {
  dump = chainDump(DUMP_BYTES);
  digests = [0, 1, 2].map((index) =>
    createHash('sha256')
      .update(dump.subarray(index * CHUNK, (index + 1) * CHUNK))
      .digest('hex'),
  );
  ({ summary } = (await walkChain([memorySource(dump)])).findings[0] ?? {});
});

async function run(seed: number, rate: number): Promise<{ sent: Sent }> {
  const random = seeded(seed);
  const policy = random.chance(0.5) ? 'all' : 'hot';
  const agents = rate > 0 && random.chance(0.25) ? 2 : 1;
  const service = world(random, { rate }, walkChain);
  const sent: Sent = { rangeBytes: 0, rounds: 0 };
  const host = simulatedHost(service, random, dump, { policy, digests, sent });
  await service.run(Array.from({ length: agents }, () => host));

  const upload = await service.uploads.require(sent.id ?? '');
  const told = `seed ${seed}, policy ${policy}, ${agents} agents: ${JSON.stringify({ ...upload, wanted: upload.wanted.length })} ${service.dead.map(({ error }) => String(error)).join('; ')}`;
  const report = service.reports.at(-1);
  expect([told, upload.analysis]).toEqual([told, 'done']);
  expect([told, report?.findings[0]?.summary]).toEqual([told, summary]);
  expect([told, report?.unavailable]).toEqual([told, []]);
  if (policy === 'all') {
    expect([told, upload.state]).toEqual([told, 'sealed']);
    expect(Buffer.compare(sealedOf(service, upload.id) ?? new Uint8Array(), dump)).toBe(0);
  } else {
    expect([told, upload.state]).toEqual([told, 'sealed']);
    const there = partlySealedOf(service, upload.id);
    const expected = new Uint8Array(dump.length);
    for (const { offset, length } of there.ranges) expected.set(dump.subarray(offset, offset + length), offset);
    expect([told, there.ranges.length > 0]).toEqual([told, true]);
    expect([told, Buffer.compare(there.bytes, expected)]).toEqual([told, 0]);
  }
  return { sent };
}

describe('a dump on its way', () => {
  it('takes as many rounds as the walk is deep, and only what it needs, where nothing goes wrong', async () => {
    const { sent } = await run(1, 0);
    expect(sent.rounds).toBeLessThanOrEqual(6);
    // A round costs a request, so each brings more than it must: this dump is small, of a large one it is a small part.
    expect(sent.rangeBytes).toBeLessThan(0.6 * DUMP_BYTES);
  });

  for (let from = FROM; from <= TO; from += SEEDS_A_TEST) {
    const to = Math.min(from + SEEDS_A_TEST - 1, TO);
    it(`ends with its bytes and the right report, whatever goes wrong (seeds ${from} to ${to})`, async () => {
      for (let seed = from; seed <= to; seed++) await run(seed, 0.02 + (seed % 5) * 0.02);
    });
  }
});
