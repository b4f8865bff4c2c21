/** What ingest needs of the world. */
import type { EventBus } from '../../shared/aws/runtime/events.ts';
import type { PutTarget } from '../../shared/aws/objects/presigner.ts';
import type { AnswerStore } from '../../shared/aws/uploads/answers.ts';
import type { ChunkStore } from '../../shared/aws/uploads/chunks.ts';
import type { UploadLogs } from '../../shared/aws/uploads/logs.ts';
import type { UploadStore } from '../../shared/aws/uploads/store.ts';
import type { HeldHosts } from '../../shared/aws/uploads/held.ts';
import type { QuestionTrail } from '../../shared/aws/uploads/questions.ts';
import type { WantedPolicyStore } from '../../shared/aws/uploads/wanted-policy.ts';
import type { Quotas } from '../../shared/aws/uploads/quotas.ts';
import type { Refusals } from '../../shared/aws/uploads/refusals.ts';
import type { PresignedPut } from '../../shared/contract/uploads.ts';
import type { IngestMetric } from './names.ts';
import type { HostQuotas } from './quota.ts';

export interface IngestDeps {
  readonly uploads: Pick<UploadStore, 'create' | 'require' | 'change'>;
  readonly wantedPolicy: Pick<WantedPolicyStore, 'get'>;
  readonly chunks: Pick<ChunkStore, 'claim' | 'replace' | 'isStored' | 'present'>;
  readonly answers: Pick<AnswerStore, 'announce' | 'present'>;
  readonly logs: UploadLogs;
  readonly presigner: { put(target: PutTarget): Promise<PresignedPut> };
  readonly held: Pick<HeldHosts, 'get' | 'keep' | 'release' | 'wants'>;
  /** Who let a host go is kept with the questions to its dump. */
  readonly trail: QuestionTrail;
  readonly quotas: Quotas;
  readonly refusals: Refusals;
  readonly limits: HostQuotas;
  readonly bus: EventBus;
  readonly newId: (now: Date) => string;
  /** Told of the upload that a request turned out to be about. */
  readonly correlate: (uploadId: string) => void;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly count: (metric: (typeof IngestMetric)[keyof typeof IngestMetric], value?: number) => void;
}
