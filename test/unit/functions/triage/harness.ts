import { setImmediate } from 'node:timers/promises';
import { dynamoSilences } from '../../../../shared/aws/alerts/silences.ts';
import { CrashStore } from '../../../../shared/aws/crashes/crash-store.ts';
import { dynamoQuotas } from '../../../../shared/aws/uploads/quotas.ts';
import { dynamoRefusals } from '../../../../shared/aws/uploads/refusals.ts';
import type { PurgatoryEvent } from '../../../../shared/contract/events.ts';
import { DEFAULT_WANTED_POLICY } from '../../../../shared/contract/upload-policy.ts';
import type { WantedPolicy } from '../../../../shared/contract/upload-policy.ts';
import type { TriageResult } from '../../../../shared/contract/triage.ts';
import type { UploadFacts } from '../../../../functions/triage/occurrence.ts';
import type { TriageDeps } from '../../../../functions/triage/ports.ts';
import type { TriageRequest } from '../../../../functions/triage/request.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';

export const START = Date.parse('2026-11-23T02:11:08.000Z');

/** The `index`-th upload id. */
export const uploadId = (index: number): string => `01JDB${String(index).padStart(21, '0')}`;

export function crash(title: string, extra: Partial<TriageResult> = {}): TriageResult {
  return {
    title,
    altTitles: [],
    kind: 'general-protection',
    corrupted: false,
    panicked: true,
    fingerprint: `v1:${title}`,
    frames: [{ symbol: 'ext4_mb_new_blocks', offset: 0x31a, reliable: true }],
    guilty: 'ext4_mb_new_blocks',
    kernelRelease: '6.12.117',
    others: [],
    ...extra,
  };
}

export const noCrash: TriageResult = {
  ...crash('-'),
  title: null,
  kind: 'none',
  fingerprint: null,
  panicked: false,
  frames: [],
};

/** Tests put other parts into the world. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Until nothing goes on but what waits for time to pass. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await setImmediate();
}

/** Triage with the world in memory: logs are answers of the panic reader, to be set by {@link send}. */
export function harness() {
  const dynamo = memoryDynamo();
  const clock = { now: START };
  const sleepers: { until: number; resolve: () => void }[] = [];
  /** When the function is stopped. */
  const state: { endsAt: number; queueFault?: Error } = { endsAt: Number.MAX_SAFE_INTEGER };
  const resent: Pick<TriageRequest, 'key' | 'careful'>[] = [];
  const now = () => new Date(clock.now);
  const published: PurgatoryEvent[] = [];
  const uploads = new Map<string, UploadFacts>();
  const notes = new Map<string, unknown>();
  const results = new Map<string, TriageResult>();
  const texts = new Map<string, string>();
  const busFault: { error?: Error } = {};
  const policy: { wanted: WantedPolicy } = { wanted: DEFAULT_WANTED_POLICY };
  const crashes = new CrashStore(dynamo.client, 'crashes', { now, retentionDays: 365 });
  const silences = dynamoSilences(dynamo.client, 'crashes', now);
  const deps: Mutable<TriageDeps> = {
    logs: {
      // The key is the log's first line: the panic reader below knows what to answer for it.
      async *open(key) {
        await Promise.resolve();
        yield Buffer.from(`${key}\n${texts.get(key) ?? ''}`);
      },
    },
    uploads: {
      get: (id) => Promise.resolve(uploads.get(id)),
      countLogTry: (id, afresh = false) => {
        const upload = uploads.get(id);
        if (upload === undefined) throw new Error(`there is no upload ${id}`);
        const logTries = afresh ? 1 : (upload.logTries ?? 0) + 1;
        uploads.set(id, { ...upload, logTries });
        return Promise.resolve(logTries);
      },
      noteTriage: (id, triage) => {
        notes.set(id, triage);
        const upload = uploads.get(id);
        if (upload !== undefined)
          uploads.set(id, {
            ...upload,
            title: triage.title,
            logReason: triage.logReason,
            logTries: undefined,
            crashId: triage.crashId ?? upload.crashId,
            ...(triage.sameCrashAs === undefined ? {} : { sameCrashAs: triage.sameCrashAs ?? undefined }),
            ...triage.limit,
          });
        return Promise.resolve();
      },
      endLogTry: (id) => {
        const upload = uploads.get(id);
        if (upload !== undefined) uploads.set(id, { ...upload, logTries: undefined });
        return Promise.resolve();
      },
      noteOpening: (id, crashId) => {
        const upload = uploads.get(id);
        if (upload !== undefined)
          uploads.set(id, { ...upload, opening: new Set([...(upload.opening ?? []), crashId]) });
        return Promise.resolve();
      },
      endOpening: (id, crashIds) => {
        const upload = uploads.get(id);
        const left = new Set(upload?.opening);
        for (const crashId of crashIds) left.delete(crashId);
        if (upload !== undefined) uploads.set(id, { ...upload, opening: left.size === 0 ? undefined : left });
        return Promise.resolve();
      },
      noteCrash: (id, { sameCrashAs, crashId, title }) => {
        const upload = uploads.get(id);
        const named = title === undefined ? {} : { title };
        if (upload !== undefined) uploads.set(id, { ...upload, sameCrashAs, crashId, ...named });
        return Promise.resolve();
      },
    },
    crashes,
    wantedPolicy: { get: () => Promise.resolve(policy.wanted) },
    quotas: dynamoQuotas(dynamo.client, 'uploads', now),
    refusals: dynamoRefusals(dynamo.client, 'uploads'),
    silences,
    newGroupsPerDay: 1000,
    bus: {
      publish: (events) => {
        if (busFault.error !== undefined) return Promise.reject(busFault.error);
        published.push(...events);
        return Promise.resolve();
      },
    },
    readPanic: async (log) => {
      let text = '';
      for await (const piece of log) text += Buffer.from(piece).toString();
      const [key = ''] = text.split('\n', 1);
      const result = results.get(key);
      if (result === undefined) throw new Error(`no answer for ${key}`);
      return result;
    },
    now,
    sendAgain: (request) => {
      if (state.queueFault !== undefined) return Promise.reject(state.queueFault);
      resent.push(request);
      return Promise.resolve();
    },
    timeLeftMs: () => state.endsAt - clock.now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        sleepers.push({ until: clock.now + ms, resolve });
        signal.addEventListener('abort', () => {
          resolve();
        });
      }),
  };

  /** Lets time pass: whoever slept until then wakes. */
  async function pass(ms: number): Promise<void> {
    clock.now += ms;
    for (const { until, resolve } of sleepers) if (until <= clock.now) resolve();
    await settled();
  }

  /** Puts a log in the bucket; answers the message that tells of it. */
  function send(index: number, result: TriageResult, upload: Partial<UploadFacts> = {}, text?: string): TriageRequest {
    const id = uploadId(index);
    const createdAt = now().toISOString();
    uploads.set(id, {
      id,
      host: `host-${index}`,
      createdAt,
      policy: 'all',
      analysis: 'waiting',
      ...uploads.get(id),
      ...upload,
    });
    results.set(`uploads/${id}/log`, result);
    if (text !== undefined) texts.set(`uploads/${id}/log`, text);
    return { messageId: `message-${index}`, uploadId: id, key: `uploads/${id}/log`, source: 'log', receives: 1 };
  }

  return {
    state,
    pass,
    resent,
    uploads,
    results,
    texts,
    policy,
    dynamo,
    clock,
    published,
    notes,
    crashes,
    silences,
    deps,
    send,
    busFault,
    names: () => published.map((e) => e.name),
  };
}
