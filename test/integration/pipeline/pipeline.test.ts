/** From a host to the alert, the report and the sealed dump, on the embedded AWS. */
import { beforeAll, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, GetObjectTaggingCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { Report } from '../../../shared/contract/report.ts';
import { DumpSummary } from '../../../shared/contract/summary.ts';
import { Alerts } from '../support/pager.ts';
import { callApi, describeOnStack, eventually, output } from '../support/stack.ts';
import { crashesTitled, dumpOf, dumpWith, freshSymbol, Host, oops, receive, sendToQueue } from './host.ts';

const SAMPLE = join(import.meta.dirname, '../../fixtures/vmcore/sample.kdump');
const s3 = new S3Client({ forcePathStyle: true });

async function bytesOf(key: string): Promise<Buffer> {
  const answer = await s3.send(
    new GetObjectCommand({ Bucket: output('PurgatoryStorage', 'DumpBucketName'), Key: key }),
  );
  return Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
}

/** The emulator writes JSON bodies anew, with blanks of its own. */
const sameBody = (left: string, right: string): boolean => left.replaceAll(' ', '') === right.replaceAll(' ', '');

const crashTitled = (part: string) =>
  eventually(`the crash ${part}`, async () => (await crashesTitled(part)).find(({ count }) => count > 0));

describeOnStack('the pipeline', () => {
  let alerts: Alerts;

  beforeAll(async () => {
    alerts = await Alerts.listen();
  });

  it('alerts on the log alone, before any of the dump is there', async () => {
    const symbol = freshSymbol();
    const host = await Host.enrol();
    const upload = await host.announce({ sizeBytes: 16 * 2 ** 20, fileName: 'vmcore' });
    await host.sendLog(upload.id, Buffer.from(oops(symbol)));
    const text = await alerts.with(symbol);
    expect(text.split('\n')).toHaveLength(5);
    expect(text).toMatch(/^NEW {2}/);
    expect(text).toContain(host.name);
    expect(text).toContain('6.12.117');
    expect((await host.status(upload.id)).state).toBe('open');
  });

  it('makes the report of a real dump, seals it byte for byte, and takes the chunks away', async () => {
    const sample = await readFile(SAMPLE);
    const host = await Host.enrol();
    const id = await host.upload({ dump: sample });
    const dump = await dumpWith(id, { analysis: 'done', state: 'sealed' });
    expect(dump).toMatchObject({ host: host.name, kernelRelease: expect.stringMatching(/^6\./) });

    const report = Report.parse(JSON.parse(gunzipSync(await bytesOf(`dumps/${id}/report.json`)).toString()));
    expect(report.log?.text).toContain('Linux version');
    const summary = DumpSummary.parse(JSON.parse((await bytesOf(`dumps/${id}/summary.json`)).toString()));
    expect(summary.kernel?.release).toBe(report.kernel?.release);

    const sealed = await bytesOf(`dumps/${id}/vmcore`);
    expect(createHash('sha256').update(sealed).digest('hex')).toBe(createHash('sha256').update(sample).digest('hex'));
    const manifest = JSON.parse((await bytesOf(`dumps/${id}/manifest.json`)).toString()) as Record<string, unknown>;
    expect(manifest).toMatchObject({ uploadId: id, sizeBytes: sample.length, missing: [] });
    const { TagSet } = await s3.send(
      new GetObjectTaggingCommand({ Bucket: output('PurgatoryStorage', 'DumpBucketName'), Key: `dumps/${id}/vmcore` }),
    );
    expect(TagSet).toEqual([{ Key: 'purgatory', Value: 'whole-dump' }]);
    await eventually('an upload without chunks', async () => {
      const Bucket = output('PurgatoryStorage', 'DumpBucketName');
      const left = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: `uploads/${id}/chunks/` }));
      return (left.KeyCount ?? 0) === 0 ? true : undefined;
    });
  });

  it('triages the log that is in the dump when none was sent apart', async () => {
    const host = await Host.enrol();
    const id = await host.upload({ dump: await readFile(SAMPLE) });
    const dump = await eventually(`the crash of ${id}`, async () => {
      const found = await dumpOf(id);
      return found['crashId'] === undefined ? undefined : found;
    });
    expect(dump['title']).toEqual(expect.stringMatching(/\S/));
  });

  it('counts one occurrence when the same object event is delivered five times', async () => {
    const symbol = freshSymbol();
    const host = await Host.enrol();
    const id = await host.upload({ log: oops(symbol) });
    await crashTitled(symbol);
    const event = { 'detail-type': 'Object Created', detail: { object: { key: `uploads/${id}/log` } } };
    for (let delivery = 0; delivery < 5; delivery++) await sendToQueue('Triage', JSON.stringify(event));
    // One more crash, sent after them, tells when they are through.
    const marker = freshSymbol();
    await host.upload({ log: oops(marker) });
    await crashTitled(marker);
    expect(await crashesTitled(symbol)).toMatchObject([{ count: 1, hostCount: 1 }]);
  });

  it('keeps hosts that panic with one title in one group', async () => {
    const symbol = freshSymbol();
    const hosts = await Promise.all(Array.from({ length: 6 }, () => Host.enrol()));
    await Promise.all(hosts.map((host) => host.upload({ log: oops(symbol) })));
    await eventually('all six', async () => ((await crashTitled(symbol)).count === 6 ? true : undefined));
    expect(await crashesTitled(symbol)).toMatchObject([{ count: 6, hostCount: 6, status: { state: 'open' } }]);
    await alerts.with(symbol);
    expect(await alerts.having(symbol)).toHaveLength(1);
  });

  it('keeps a text file named vmcore, unreadable with the reason, listed, and its log alerts all the same', async () => {
    const dump = Buffer.from('no dump at all\n'.repeat(2000));
    const symbol = freshSymbol();
    const host = await Host.enrol();
    const id = await host.upload({ log: oops(symbol), dump });
    const kept = await dumpWith(id, { analysis: 'unreadable' });
    expect(kept['reason']).toEqual(expect.stringMatching(/\S/));
    await alerts.with(symbol);
    const { body } = await callApi('GET', `v1/dumps?limit=100&host=${host.name}`, { as: 'rae' });
    expect((body as { dumps: { id: string }[] }).dumps.map((each) => each.id)).toContain(id);
  });

  it('takes a log beside an empty file for a log alone', async () => {
    const symbol = freshSymbol();
    const host = await Host.enrol();
    const id = await host.upload({ log: oops(symbol), dump: Buffer.alloc(0) });
    await alerts.with(symbol);
    const { logOnly, analysis, title } = await dumpOf(id);
    expect({ logOnly, title }).toMatchObject({ logOnly: true, title: expect.stringContaining(symbol) });
    expect(analysis).not.toBe('unreadable');
  });

  it('keeps an empty file that came without a log', async () => {
    const host = await Host.enrol();
    const id = await host.upload({ dump: Buffer.alloc(0) });
    expect((await dumpWith(id, { analysis: 'unreadable' }))['reason']).toEqual(expect.stringMatching(/\S/));
  });

  it('keeps a dump that was cut at a random byte, and goes on', async () => {
    const sample = await readFile(SAMPLE);
    const length = 1 + Math.floor(Math.random() * (sample.length - 1));
    const host = await Host.enrol();
    const id = await host.upload({ dump: sample.subarray(0, length) });
    const dump = await eventually(`an answer for a dump cut at ${length}`, async () => {
      const found = await dumpOf(id);
      return found['analysis'] === 'done' || found['analysis'] === 'unreadable' ? found : undefined;
    });
    if (dump['analysis'] === 'unreadable') expect(dump['reason']).toEqual(expect.stringMatching(/\S/));
    const marker = freshSymbol();
    await host.upload({ log: oops(marker) });
    await crashTitled(marker);
  });

  it.each([
    ['Triage', 'no JSON at all', /./],
    ['Triage', JSON.stringify({ detail: { object: { key: 'uploads/nonsense/log' } } }), /not the key of a log/],
    ['Examine', JSON.stringify({ id: 'x', 'detail-type': 'upload.completed', detail: {} }), /input/],
  ] as const)('puts poison in the queue %s aside with the reason: %s', async (queue, body, reason) => {
    await sendToQueue(queue, body);
    const deadLetters = output('PurgatoryPipeline', `${queue}DeadLettersUrl`);
    const dead = await eventually('the dead letter', async () =>
      (await receive(deadLetters)).find((message) => sameBody(message.Body ?? '', body)),
    );
    expect(dead.MessageAttributes?.['reason']?.StringValue).toMatch(reason);
  });

  it('alerts again when a resolved crash comes back in a later release', async () => {
    const symbol = freshSymbol();
    const host = await Host.enrol();
    await host.upload({ log: oops(symbol, '6.12.100') });
    const { id } = await crashTitled(symbol);
    const resolve = { action: 'resolve', release: '6.12.110' };
    const answer = await callApi('POST', `v1/crashes/${id}/actions`, { as: 'rae', body: resolve });
    expect(answer.status).toBeLessThan(300);
    await host.upload({ log: oops(symbol, '6.12.117') });
    expect(await alerts.with('REGRESSED', symbol)).toMatch(/^REGRESSED/);
    expect(await crashesTitled(symbol)).toMatchObject([{ count: 2, status: { state: 'open' } }]);
  });
});
