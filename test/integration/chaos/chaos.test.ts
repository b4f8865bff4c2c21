/**
 * The real agent on a few hosts, behind a network that loses and doubles, while the service's functions are killed, all of them at once
 * in the middle, and their messages come again and in another order. In the end each byte is there, each crash counted once, each
 * problem told of. Two seeds at a time; continuous integration draws eight.
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { state } from '../../../infra/local/setup/paths.mjs';
import { fakeDump, sandbox, shellNamed, SHELLS } from '../../interop/agent/harness.ts';
import { seeded } from '../../unit/post-copy/random.ts';
import type { Random } from '../../unit/post-copy/random.ts';
import { tries } from '../../support/thorough.ts';
import {
  countsOf,
  crashesTitled,
  dumpOf,
  freshSymbol,
  Host,
  logIsThere,
  oops,
  sendToQueue,
  sqs,
} from '../pipeline/host.ts';
import { Alerts } from '../support/pager.ts';
import { callApi, describeOnStack, eventually, output, stack } from '../support/stack.ts';
import { killFunctions } from './functions.ts';
import { faultyProxy } from './proxy.ts';

const SEEDS = tries(2, 8);
const AT_ONCE = 2;
const KILL_EVERY_MS = 3_000;
const REPEATED = 'may have been sent before';

const s3 = new S3Client({ forcePathStyle: true });
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Sent {
  readonly id: string;
  readonly dump: Buffer;
  readonly symbol: string;
}

interface CrashingHost {
  readonly host: string;
  readonly token: string;
  readonly seed: number;
  readonly random: Random;
  /** The functions that its kernels die in. */
  readonly symbols: readonly string[];
}

async function enrolled(
  seed: number,
  index: number,
  shared: Pick<CrashingHost, 'random' | 'symbols'>,
): Promise<CrashingHost> {
  const host = `chaos-${process.pid}-${seed}-${index}`;
  const { body } = await callApi('POST', 'v1/hosts', { as: 'ada', body: { host } });
  return { host, token: (body as { token: string }).token, seed, ...shared };
}

/** One host with one or two crashes: its agent is run until it says that all is sent. */
async function sendCrashes({ host, token, seed, random, symbols }: CrashingHost): Promise<Sent[]> {
  const proxy = await faultyProxy(stack.url, stack.endpoint, random, 0.15);
  const shell = SHELLS.filter(({ missing }) => missing === undefined)[random.below(3)] ?? shellNamed('dash');
  const box = sandbox(shell, proxy.url, token);
  try {
    const crashes = Array.from({ length: 1 + random.below(2) }, (_, crash) => ({
      dump: fakeDump(100_000 + random.below(3_000_000), (seed + crash) % 256),
      symbol: symbols[random.below(symbols.length)] ?? '',
      folder: `20261123041${crash}`,
    }));
    for (const { dump, symbol, folder } of crashes) {
      box.write(`var/crash/${folder}/dump.${folder}`, dump);
      box.write(`var/crash/${folder}/dmesg.${folder}`, oops(symbol));
    }
    const settings = { PURGATORY_HOST: host, PURGATORY_MAX_ATTEMPTS: '0', PURGATORY_RETRY_SECONDS: '1' };
    const { status, stdout, stderr } = await box.run(['upload'], settings);
    if (status !== 0) throw new Error(`seed ${seed}: the agent of ${host} ended with ${status}:\n${stderr}`);
    // The newest folder goes first.
    const ids = stdout.trim().split('\n').reverse();
    expect(ids).toHaveLength(crashes.length);
    return crashes.map(({ dump, symbol }, at) => ({ id: ids[at] ?? '', dump, symbol }));
  } finally {
    proxy.close();
    box.remove();
  }
}

const settled = (id: string) =>
  eventually(`upload ${id} in the end`, async () => {
    const dump = await dumpOf(id);
    const isDone = dump['state'] === 'sealed' && ['done', 'unreadable'].includes(String(dump['analysis']));
    return isDone && dump['crashId'] !== undefined ? dump : undefined;
  });

async function lettersIn(queueUrl: string): Promise<number> {
  const { lying, taken } = await countsOf(queueUrl);
  return lying + taken;
}

async function arnOf(queueUrl: string): Promise<string> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] }),
  );
  return Attributes?.['QueueArn'] ?? '';
}

const lacks = SHELLS.every(({ missing }) => missing !== undefined) ? ['no shell for the agent'] : [];

describeOnStack(
  'hosts behind a faulty network, on functions that are killed',
  () => {
    let alerts: Alerts;
    beforeAll(async () => {
      alerts = await Alerts.listen();
    });

    let killer: NodeJS.Timeout | undefined;
    let killed = 0;
    afterAll(() => {
      clearInterval(killer);
    });

    async function check(sent: readonly Sent[]): Promise<void> {
      for (const { id, dump } of sent) {
        await settled(id);
        const { Body } = await s3.send(
          new GetObjectCommand({ Bucket: output('PurgatoryStorage', 'DumpBucketName'), Key: `dumps/${id}/vmcore` }),
        );
        expect(sha256((await Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(sha256(dump));
      }
      for (const symbol of new Set(sent.map((each) => each.symbol))) {
        const ids = sent.filter((each) => each.symbol === symbol).map(({ id }) => id);
        const group = await eventually(`${ids.length} crashes of ${symbol}`, async () => {
          const [found] = await crashesTitled(symbol);
          return found !== undefined && found.count >= ids.length ? found : undefined;
        });
        expect([group.count, group.status.state]).toEqual([ids.length, 'open']);
        const told = await eventually(`the alert of ${symbol}`, async () => {
          const about = (await alerts.having(symbol)).filter((text) => text.startsWith('NEW '));
          return about.length > 0 ? about : undefined;
        });
        for (const text of told) expect(text).toMatch(/ [1-9]\d* hosts?\b/);
        expect(told.slice(1).filter((text) => !text.includes(REPEATED))).toEqual([]);
      }
    }

    for (let first = 1; first <= SEEDS; first += AT_ONCE) {
      const seeds = Array.from({ length: Math.min(AT_ONCE, SEEDS - first + 1) }, (_, at) => first + at);
      it(`lose nothing and count nothing twice: seeds ${seeds.join(', ')}`, async () => {
        const chaos = seeded(first);
        const hosts = await Promise.all(
          seeds.flatMap((seed) => {
            const shared = { random: seeded(seed), symbols: [freshSymbol(), freshSymbol()] };
            return [enrolled(seed, 0, shared), enrolled(seed, 1, shared)];
          }),
        );
        killer = setInterval(() => (killed += killFunctions(() => chaos.chance(0.25))), KILL_EVERY_MS);
        const sent: Sent[] = [];
        try {
          sent.push(...(await Promise.all(hosts.map(sendCrashes))).flat());
          // All at once, as when the whole service goes away and comes back.
          killed += killFunctions(() => true);
          // What was said comes again, late and in another order.
          for (const { id } of sent.toReversed()) {
            await sendToQueue('Triage', logIsThere(id));
            const again = { detail: { uploadId: id }, 'detail-type': 'upload.completed' };
            if (chaos.chance(0.5)) await sendToQueue('Seal', JSON.stringify(again));
          }
        } finally {
          clearInterval(killer);
        }
        expect(killed).toBeGreaterThan(0);
        await check(sent);
      });
    }

    it('lose nothing that lay among the dead letters, sent again by the command of the runbook', async () => {
      const deadLetters = output('PurgatoryPipeline', 'TriageDeadLettersUrl');
      const [command = ''] =
        /aws sqs start-message-move-task [^`]+/.exec(
          readFileSync(join(import.meta.dirname, '../../../docs/runbook.md'), 'utf8'),
        ) ?? [];
      const symbol = freshSymbol();
      const host = await Host.enrol();
      const upload = await host.announce({ sizeBytes: 0, fileName: 'dmesg.txt' });
      // Letters of other tests, which no second try helps.
      const before = await lettersIn(deadLetters);
      // Heard of before it is there: put aside, with the reason.
      await sendToQueue('Triage', logIsThere(upload.id));
      await eventually('the dead letter', async () => ((await lettersIn(deadLetters)) > before ? true : undefined));
      await host.sendLog(upload.id, Buffer.from(oops(symbol)));
      await host.complete(upload.id);
      const line = command
        .replace('DEAD_LETTERS_ARN', await arnOf(deadLetters))
        .replace('QUEUE_ARN', await arnOf(output('PurgatoryPipeline', 'TriageQueueUrl')));
      const python = join(state, 'venv', 'bin', 'python');
      const run = promisify(execFile)(python, [join(import.meta.dirname, '../restoring/aws.py')]);
      run.child.stdin?.end(line);
      await run;
      const group = await eventually('the crash', async () => (await crashesTitled(symbol))[0]);
      await eventually('no letter of ours', async () => ((await lettersIn(deadLetters)) <= before ? true : undefined));
      expect(group.count).toBe(1);
    });
  },
  lacks,
);
