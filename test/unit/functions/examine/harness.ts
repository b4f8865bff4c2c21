/** Examine with the world in memory, which writes down in which order it is asked for what. */
import { join } from 'node:path';
import { chunkSource } from '../../../../shared/aws/objects/s3-source.ts';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import type { PurgatoryEvent } from '../../../../shared/contract/events.ts';
import type { DumpFigures } from '../../../../shared/contract/figures.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import { examineDump, isReadInBits, ownedPlaces } from '../../../../shared/vmcore/index.ts';
import type { ExamineDeps } from '../../../../functions/examine/ports.ts';

export const NOW = new Date('2026-11-23T02:15:00.000Z');
export const ID = '01JDB000000000000000000001';
export const SAMPLE = join(import.meta.dirname, '../../../fixtures/vmcore/sample.kdump');
const CHUNK_BYTES = 8 * 2 ** 20;

function uploadOf(sizeBytes: number, changes: Partial<StoredUpload> = {}): StoredUpload {
  return {
    id: ID,
    host: 'fs-17.eu',
    state: 'complete',
    analysis: 'waiting',
    policy: 'all',
    sizeBytes,
    chunkBytes: CHUNK_BYTES,
    chunkCount: Math.ceil(sizeBytes / CHUNK_BYTES),
    fileName: 'vmcore',
    createdBy: 'fs-17.eu',
    createdAt: NOW.toISOString(),
    updatedAt: NOW.toISOString(),
    wanted: [],
    ...changes,
  };
}

/** @param bytes what the host sent */
export function harness(bytes: Uint8Array, changes: Partial<StoredUpload> = {}, missing: readonly number[] = []) {
  const state: { upload: StoredUpload; groupOfReport?: string } = {
    upload: uploadOf(bytes.length, changes),
    ...(changes.crashId === undefined ? {} : { groupOfReport: changes.crashId }),
  };
  const published: PurgatoryEvent[] = [];
  const saved: { report?: Report; log?: string; chunksRemoved?: boolean } = {};
  const refined: unknown[] = [];
  const sighted: string[] = [];
  const figures: DumpFigures[] = [];
  const sent: { crashKernelLog?: string } = {};
  const steps: string[] = [];
  const deps: ExamineDeps = {
    uploads: {
      get: (id) => Promise.resolve(id === ID ? state.upload : undefined),
      change: (_id, update) => {
        steps.push(`change ${Object.keys(update).join(' ')}`);
        state.upload = { ...state.upload, ...(update as Partial<StoredUpload>) };
        return Promise.resolve(state.upload);
      },
      beginExamination: () => Promise.resolve(true),
      endExamination: (_id, _examiner, update) => {
        steps.push('end');
        state.upload = { ...state.upload, ...(update as Partial<StoredUpload>) };
        return Promise.resolve(state.upload);
      },
    },
    dumps: {
      source: ({ sizeBytes, chunkBytes, chunkCount }) => {
        const chunks = Array.from({ length: chunkCount }, (_, index) => ({ index, zero: false, key: String(index) }));
        const fetcher = {
          fetch: (key: string, { offset, length }: { offset: number; length: number }) => {
            const start = Number(key) * chunkBytes + offset;
            return Promise.resolve(bytes.slice(start, start + length));
          },
        };
        const present = chunks.filter(({ index }) => !missing.includes(index));
        const source = chunkSource(fetcher, ID, { sizeBytes, chunkBytes, chunks: present });
        return Promise.resolve({ ...source, arrived: [] });
      },
      report: () => Promise.resolve(saved.report),
      saveReport: (_id, report) => {
        steps.push('report');
        saved.report = report;
        return Promise.resolve();
      },
      crashKernelLog: () => Promise.resolve(sent.crashKernelLog),
      saveLog: (_id, text) => {
        steps.push('log');
        saved.log = text;
        return Promise.resolve();
      },
      removeChunks: () => {
        steps.push('remove chunks');
        saved.chunksRemoved = true;
        return Promise.resolve();
      },
    },
    crashes: {
      groupOf: () => Promise.resolve(state.groupOfReport),
      refine: (crashId, found) => {
        steps.push('refine');
        refined.push({ crashId, ...found });
        return Promise.resolve();
      },
    },
    register: {
      byBuildId: () => Promise.resolve([]),
      revocations: () => Promise.resolve([]),
      holdsKernels: () => Promise.resolve(false),
      sighted: (seenHost, buildId) => {
        sighted.push(`${seenHost} ${buildId}`);
        return Promise.resolve();
      },
    },
    bus: {
      publish: (events) => {
        steps.push('publish');
        published.push(...events);
        return Promise.resolve();
      },
    },
    fleet: {
      record: (told) => {
        steps.push('figures');
        figures.push(told);
        return Promise.resolve();
      },
    },
    examineDump,
    isReadInBits,
    ownedPlaces,
    now: () => NOW,
    until: () => NOW,
  };
  return { deps, state, published, saved, refined, sighted, figures, sent, steps };
}

export const request = { uploadId: ID, messageId: 'm1', lastAttempt: false };
