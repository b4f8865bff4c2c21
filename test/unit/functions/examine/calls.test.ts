import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { nextWants } from '../../../../shared/aws/dumps/next-wants.ts';
import { PendingBytesError } from '../../../../shared/bytes/pending.ts';
import { wantingSource } from '../../../../shared/bytes/wanting-source.ts';
import type { ByteRange, ByteSource } from '../../../../shared/bytes/byte-source.ts';
import type { LogAnswer, PresignedPut, UploadStatus } from '../../../../shared/contract/uploads.ts';
import { examineDump } from '../../../../shared/vmcore/index.ts';
import { ArrivingDump } from '../../../support/arriving-dump.ts';
import { harness, hostOf, sha256 } from '../ingest/harness.ts';

const bytes = readFileSync(join(import.meta.dirname, '../../../fixtures/vmcore/sample.kdump'));
const sample: ByteSource = {
  name: 'sample.kdump',
  sizeBytes: bytes.length,
  read: (ranges) => Promise.resolve(ranges.map(({ offset, length }) => bytes.subarray(offset, offset + length))),
};
const LOG = Buffer.from('a log');

/** A host that sends what the analyser wants of the sample, and nothing else, over the API; counts its requests. */
async function sendHot() {
  const api = harness();
  const host = hostOf('web-1');
  const dump = new ArrivingDump(sample);
  let requests = 0;
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    requests += 1;
    const { status, json, text } = await api.call(host, method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return json;
  }
  const put = ({ url }: PresignedPut, body: Uint8Array): void => {
    api.put(url, body);
  };
  const log = { sizeBytes: LOG.length, sha256: sha256(LOG) };
  const announced = { sizeBytes: bytes.length, fileName: 'vmcore', policy: 'hot', log };
  let status = await call<UploadStatus>('POST', '/v1/uploads', announced);
  const { id } = status;
  if (status.log?.status === 'put') put(status.log.put, LOG);
  let rounds = 0;
  while (status.wanted.length > 0) {
    rounds += 1;
    const ranges = status.wanted;
    const body = Buffer.concat(ranges.map(({ offset, length }) => bytes.subarray(offset, offset + length)));
    const answer = await call<LogAnswer>('POST', `/v1/uploads/${id}/ranges`, { ranges, sha256: sha256(body) });
    if (answer.status === 'put') put(answer.put, body);
    dump.serve(ranges);
    const wanted = await analyse(dump);
    const wantedRound = (status.wantedRound ?? 0) + 1;
    const changes = wanted.length === 0 ? { analysis: 'done' as const, wanted } : { wanted, wantedRound };
    await api.deps.uploads.change(id, changes);
    status = await call<UploadStatus>('GET', `/v1/uploads/${id}?wait=20&round=${rounds}`);
  }
  const recheck = { checkedBytes: dump.servedBytes, changed: [] };
  const done = await call<UploadStatus>('POST', `/v1/uploads/${id}/complete`, { recheck });
  return { requests, rounds, sentBytes: dump.servedBytes, done };
}

async function analyse(dump: ArrivingDump): Promise<ByteRange[]> {
  const source = wantingSource(dump.source());
  try {
    await examineDump([source]);
  } catch (error) {
    if (!(error instanceof PendingBytesError)) throw error;
  }
  return nextWants(source.faults, dump.arrived(), bytes.length);
}

it('takes less than twelve requests to send the log and the hot pages of a dump', async () => {
  const { requests, rounds, sentBytes, done } = await sendHot();
  expect(done).toMatchObject({ state: 'complete', logReceived: true });
  // One to announce it with its log, two a round, one to end it.
  expect(requests).toBe(2 + 2 * rounds);
  expect(requests).toBeLessThan(12);
  // What is read ahead is not worth more than it saves.
  expect(sentBytes).toBeLessThan(10_000_000);
});
