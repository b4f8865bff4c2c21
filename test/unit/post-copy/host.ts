/** A host that sends a dump as clients/agent does: log, wants, chunks, recheck; and dies and comes back on the way. */
import { createHash } from 'node:crypto';
import type { ByteRange } from '../../../shared/bytes/byte-source.ts';
import type { ChunkAnswers, LogAnswer, PresignedPut, UploadStatus } from '../../../shared/contract/uploads.ts';
import type * as z from 'zod';
import { hostOf } from '../functions/ingest/harness.ts';
import { Killed } from './world.ts';
import type { World } from './world.ts';
import type { Random } from './random.ts';

const MAX_DEATHS = 1000;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function oneBitOff(bytes: Uint8Array): Uint8Array {
  // Not by `slice`: a Buffer's own is no copy.
  const other = new Uint8Array(bytes);
  other[other.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  return other;
}

export interface Sent {
  id?: string;
  /** Bytes of wanted ranges that were sent. */
  rangeBytes: number;
  rounds: number;
}

export function simulatedHost(
  world: World,
  random: Random,
  dump: Uint8Array,
  plan: { readonly policy: 'hot' | 'all'; readonly digests: readonly string[]; readonly sent: Sent },
): () => Promise<void> {
  const me = hostOf('web-1');
  const { strikes, turn } = world;

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    for (let attempt = 0; attempt < 50; attempt++) {
      await turn();
      if (strikes() && strikes()) throw new Killed();
      if (strikes()) continue; // 503, or no connection
      const { status, json } = await world.api.call(me, method, path, body);
      if (strikes()) continue; // the answer is lost on its way
      if (status >= 500 || status === 409) continue;
      if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(json)}`);
      return json;
    }
    throw new Killed();
  }

  /** As S3 takes it: the very bytes that the address names, once, as long as it is valid. */
  async function put(to: PresignedPut, bytes: Uint8Array): Promise<boolean> {
    await turn();
    if (strikes()) return false; // expired, or cut in the middle
    const { pathname, searchParams } = new URL(to.url);
    const body = strikes() ? oneBitOff(bytes) : bytes;
    const isRight = searchParams.get('sha256') === sha256(body) && searchParams.get('length') === String(body.length);
    if (!isRight) return false;
    world.putObject(pathname.slice(1), body);
    if (strikes()) world.putObject(pathname.slice(1), body);
    return !strikes(); // the answer is lost: sent again
  }

  async function sendRanges(id: string, ranges: readonly ByteRange[]): Promise<void> {
    const body = Buffer.concat(ranges.map(({ offset, length }) => dump.subarray(offset, offset + length)));
    for (;;) {
      const answer = await call<LogAnswer>('POST', `/v1/uploads/${id}/ranges`, { ranges, sha256: sha256(body) });
      if (answer.status === 'stored') return;
      if (await put(answer.put, body)) break;
    }
    plan.sent.rangeBytes += body.length;
  }

  async function serveWants(id: string, status: UploadStatus): Promise<void> {
    let { wantedRound: round, wanted, analysis } = status;
    for (let quiet = 0; round !== undefined && analysis !== 'done' && analysis !== 'unreadable' && quiet < 20;) {
      if (wanted.length > 0) {
        quiet = 0;
        plan.sent.rounds += 1;
        // In bodies of some ranges each, in any order.
        const parts: ByteRange[][] = [];
        for (let i = 0; i < wanted.length; i += 40) parts.push(wanted.slice(i, i + 40));
        while (parts.length > 0) await sendRanges(id, parts.splice(random.below(parts.length), 1)[0] ?? []);
      } else quiet += 1;
      ({
        wantedRound: round,
        wanted,
        analysis,
      } = await call<UploadStatus>('GET', `/v1/uploads/${id}?wait=2&round=${round}`));
    }
  }

  async function sendChunks({ id, chunkBytes, chunkCount, received }: UploadStatus): Promise<void> {
    const left = Array.from({ length: chunkCount }, (_, index) => index).filter(
      (index) => !received.some(([first, last]) => index >= first && index <= last),
    );
    while (left.length > 0) {
      const at = random.below(left.length);
      const index = left[at] ?? 0;
      const offers = { chunks: [{ index, sha256: plan.digests[index] }] };
      const answers = await call<z.infer<typeof ChunkAnswers>>('POST', `/v1/uploads/${id}/chunks`, offers);
      const [answer] = answers.chunks;
      const bytes = dump.subarray(index * chunkBytes, (index + 1) * chunkBytes);
      if (answer?.status === 'stored' || (answer?.status === 'put' && (await put(answer.put, bytes))))
        left.splice(at, 1);
    }
  }

  async function once(): Promise<void> {
    const { policy } = plan;
    const status = await call<UploadStatus>('POST', '/v1/uploads', {
      sizeBytes: dump.length,
      fileName: 'vmcore',
      policy,
      resumeKey: 'd1-the-dump',
    });
    const { id } = status;
    plan.sent.id = id;
    if (status.state !== 'open') return;
    await serveWants(id, status);
    let refused = 0;
    for (;;) {
      const now = await call<UploadStatus>('GET', `/v1/uploads/${id}`);
      if (now.state !== 'open') return;
      if (policy === 'all' || now.wantedRound === undefined) await sendChunks(now);
      await turn();
      const { status: answered } = await world.api.call(me, 'POST', `/v1/uploads/${id}/complete`, {});
      if (answered === 200) return;
      if (++refused > 200) throw new Error('the upload can not be completed');
    }
  }

  return async () => {
    for (let deaths = 0; ; deaths++) {
      try {
        await once();
        return;
      } catch (error) {
        // It boots again, and its agent goes on.
        if (!(error instanceof Killed) || deaths >= MAX_DEATHS) throw error;
      }
    }
  };
}
