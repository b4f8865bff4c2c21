/** The function `explore` over stores in memory, with the real explorer or one that a test plays. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { exploreApp } from '../../../../functions/explore/app.ts';
import { openExplorer } from '../../../../functions/explore/open-explorer.ts';
import type { OpenExplorer, Opening } from '../../../../functions/explore/ports.ts';
import { signedTextOf } from '../../../../functions/explore/signed-text.ts';
import { bodyFetcher } from '../../../../shared/aws/dumps/answer-extents.ts';
import { dumpSource } from '../../../../shared/aws/dumps/dump-source.ts';
import { s3DumpStore } from '../../../../shared/aws/dumps/dump-store.ts';
import { ObjectKeys } from '../../../../shared/aws/runtime/layout.ts';
import { s3Fetcher } from '../../../../shared/aws/objects/s3-fetcher.ts';
import { AnswerStore } from '../../../../shared/aws/uploads/answers.ts';
import { ChunkStore } from '../../../../shared/aws/uploads/chunks.ts';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import { HeldHosts } from '../../../../shared/aws/uploads/held.ts';
import { askedQuestions, questionTrail } from '../../../../shared/aws/uploads/questions.ts';
import { UploadStore } from '../../../../shared/aws/uploads/store.ts';
import { ulid } from '../../../../shared/aws/uploads/ulid.ts';
import type { ByteSource } from '../../../../shared/bytes/byte-source.ts';
import { openCapstone } from '../../../../shared/disassembly/capstone.ts';
import type { OpenSignedText } from '../../../../shared/vmcore/integrity/signed-text.ts';
import { ExploreReply } from '../../../../shared/contract/explore.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';
import { memoryS3 } from '../../../support/memory-s3.ts';
import { callApp, person } from '../../../support/signing-service.ts';

export const NOW = new Date('2026-11-23T12:00:00.000Z');
export const SAMPLE = readFileSync(join(import.meta.dirname, '../../../fixtures/vmcore/sample.kdump'));
export const dara = person('dara', 'debugger');

/** @param open the real one, unless a test plays another */
export function service(
  open: (source: ByteSource, opening: Opening & { readonly signedText: OpenSignedText }) => Promise<OpenExplorer> = (
    source,
    { signedText },
  ) => openExplorer(source, { signedText, disassembler: openCapstone }),
) {
  const dynamo = memoryDynamo();
  const s3 = memoryS3();
  const place = { dynamo: dynamo.client, tableName: 'uploads', s3: s3.client, bucket: 'dumps' };
  const uploads = new UploadStore(dynamo.client, 'uploads', () => NOW);
  const opened = { count: 0, closed: 0 };
  /** The explorers behind those that are counted here. */
  const inner = new Map<OpenExplorer, OpenExplorer>();
  const clock: { now: Date; onWait?: () => Promise<void> } = { now: NOW };
  const held = new HeldHosts({ dynamo: dynamo.client, tableName: 'uploads' });
  const found = {
    fetcher: bodyFetcher(s3Fetcher(s3.client, 'dumps')),
    dumps: s3DumpStore(s3.client, 'dumps'),
    chunks: new ChunkStore(place),
    answers: new AnswerStore(place),
  };
  const app = exploreApp(
    {
      uploads,
      source: (upload) => dumpSource(upload, found),
      async openExplorer(source, { uploadId, before }) {
        const explorer = await open(source, {
          uploadId,
          before: before === undefined ? undefined : inner.get(before),
          signedText: signedTextOf(uploadId, found.dumps),
        });
        opened.count += 1;
        const shown: OpenExplorer = {
          ask: (question) => explorer.ask(question),
          complete: (line) => explorer.complete(line),
          close: () => {
            opened.closed += 1;
            return explorer.close();
          },
        };
        inner.set(shown, explorer);
        return shown;
      },
      held,
      trail: questionTrail({ dynamo: dynamo.client, tableName: 'uploads' }, 365),
      now: () => clock.now,
      sleep: async (ms, signal) => {
        // Short waits are for a host.
        if (ms < 1000) {
          clock.now = new Date(clock.now.getTime() + ms);
          await clock.onWait?.();
          return;
        }
        await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('no need to wait'));
          });
        });
      },
    },
    {
      onFailure: (error) => {
        throw error;
      },
    },
  );
  const add = async (more: Partial<StoredUpload> = {}): Promise<string> => {
    const { upload } = await uploads.create({
      id: ulid(NOW),
      host: 'web-1',
      state: 'sealed',
      analysis: 'done',
      policy: 'all',
      sizeBytes: SAMPLE.length,
      chunkBytes: 8 * 2 ** 20,
      chunkCount: 2,
      createdBy: 'host web-1',
      createdAt: NOW.toISOString(),
      updatedAt: NOW.toISOString(),
      wanted: [],
      ...more,
    });
    return upload.id;
  };
  const put = (key: string, bytes: Uint8Array) =>
    s3.client.send(new PutObjectCommand({ Bucket: 'dumps', Key: key, Body: bytes }));
  const call = (who: Parameters<typeof callApp>[1], path: string, body: unknown) =>
    callApp(app, who, 'POST', `/v1/dumps/${path}`, body);
  return {
    opened,
    clock,
    held,
    uploads,
    answers: found.answers,
    dynamo,
    add,
    put,
    call,
    report: (id: string, report: unknown) => found.dumps.putJson(ObjectKeys.report(id), report),
    async chunk(id: string, index: number, bytes: Uint8Array) {
      const sha256 = String(index).repeat(64);
      await found.chunks.claim(id, { index, sha256, zero: false });
      await put(ObjectKeys.chunk(id, index, sha256), bytes);
    },
    asked: (id: string) => askedQuestions({ dynamo: dynamo.client, tableName: 'uploads' }).list(id, { limit: 50 }),
    async ask(id: string, ask: string, cursor?: string): Promise<ExploreReply> {
      const { status, json, text } = await call(dara, `${id}/explore`, { ask, cursor });
      if (status !== 200) throw new Error(text);
      return ExploreReply.parse(json);
    },
  };
}

/** An explorer that says what a test has it say. */
export function saying(ask: OpenExplorer['ask']) {
  return () =>
    Promise.resolve({
      ask,
      complete: () => Promise.resolve({ partial: '', candidates: [] }),
      close: () => Promise.resolve(),
    });
}
