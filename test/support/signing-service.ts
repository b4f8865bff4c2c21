/** The signing service over stores in memory and keys of the test. */
import { signApp } from '../../functions/sign/app.ts';
import type { SignDeps } from '../../functions/sign/ports.ts';
import { answer as inspectAnswer } from '../../functions/inspect/answer.ts';
import { answer as signerAnswer } from '../../functions/signer/answer.ts';
import { Ledger } from '../../functions/signer/ledger.ts';
import type { SignerDeps } from '../../functions/signer/ports.ts';
import { inspector } from '../../shared/aws/images/signing/inspection.ts';
import { signer, type Signer } from '../../shared/aws/images/signing/order.ts';
import type { Ask } from '../../shared/aws/runtime/invoke.ts';
import type { TileStore } from '../../shared/authenticode/log/tiles.ts';
import { assumePrincipal } from '../../shared/aws/http/authenticate.ts';
import { ImageObjectKeys } from '../../shared/aws/images/items.ts';
import type { ImageObjects } from '../../shared/aws/images/objects.ts';
import { ChangeStore } from '../../shared/aws/images/changes/store.ts';
import { ImageRegister } from '../../shared/aws/images/register.ts';
import { RevocationStore } from '../../shared/aws/images/revocations.ts';
import { SigningSettings } from '../../shared/aws/images/settings.ts';
import type { KmsPolicySigner, KmsSigner } from '../../shared/aws/images/kms-signer.ts';
import { transparencyLog } from '../../shared/aws/images/transparency-log.ts';
import { ulid } from '../../shared/aws/uploads/ulid.ts';
import { memorySource } from '../../shared/bytes/byte-source.ts';
import type { ChangeRecord, Proposal } from '../../shared/contract/changes.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import type { PcrBank, SigningPolicy } from '../../shared/contract/images.ts';
import type { Person } from '../../shared/contract/people.ts';
import type { Principal, Role } from '../../shared/contract/roles.ts';
import type { ApiApp } from '../../shared/aws/http/app.ts';
import { memoryDynamo } from './memory-dynamo.ts';
import { makeTestKey, signForBank, type TestKey } from './signing-keys.ts';

export const START = new Date('2026-11-23T12:00:00.000Z');

export const person = (subject: string, ...roles: Role[]): Person => ({
  kind: 'person',
  subject,
  name: `${subject}@example.com`,
  identities: [`https://issuer.example#${subject}`, `${subject}@example.com`],
  roles: new Set(roles),
});

/** Made once for all tests: it takes longer than they do. */
const testKeys = new Map<string, TestKey>();

/** A signer that counts its calls: what KMS would have been asked. */
function countingSigner(name: string): KmsSigner & { calls: number } {
  const key = testKeys.get(name) ?? makeTestKey();
  testKeys.set(name, key);
  const signer = {
    calls: 0,
    sign: (digest: Uint8Array) => {
      signer.calls += 1;
      return key.sign(digest);
    },
    publicKey: () => Promise.resolve(key.publicKey),
  };
  return signer;
}

export function countingPolicySigner(name = 'pcr'): KmsPolicySigner & { calls: number } {
  const key = testKeys.get(name) ?? makeTestKey();
  testKeys.set(name, key);
  const signer = {
    calls: 0,
    sign: (bank: PcrBank, digest: Uint8Array) => {
      signer.calls += 1;
      return Promise.resolve(signForBank(key, bank, digest));
    },
    publicKey: () => Promise.resolve(key.publicKey),
  };
  return signer;
}

export interface Answer {
  readonly status: number;
  // The body is whatever the API says; tests look into it.
  readonly json: never;
  readonly text: string;
}

export interface ServiceHarness {
  readonly deps: SignDeps;
  /** Of the function that holds the keys; its ledger is a table of its own. */
  readonly signerDeps: SignerDeps;
  readonly objects: ImageObjects;
  readonly ledger: ReturnType<typeof memoryDynamo>;
  readonly dynamo: ReturnType<typeof memoryDynamo>;
  readonly keys: Record<'image' | 'ca' | 'kek' | 'log', KmsSigner & { calls: number }> & {
    readonly pcr: KmsPolicySigner & { calls: number };
  };
  readonly events: PurgatoryEvent[];
  /** Objects as they were put, by image id. */
  readonly uploads: Map<string, { bytes: Uint8Array; versionId: string }[]>;
  readonly tiles: Map<string, Uint8Array>;
  clock: Date;
  readonly call: (principal: Principal | undefined, method: string, path: string, body?: unknown) => Promise<Answer>;
  upload(id: string, bytes: Uint8Array): void;
}

/** As Lambda passes it on: as JSON, there and back. */
export const overJson =
  (answer: (request: unknown) => Promise<object>): Ask =>
  async (request) =>
    JSON.parse(JSON.stringify(await answer(JSON.parse(JSON.stringify(request))))) as unknown;

export const signerOf = (deps: SignerDeps): Signer => signer(overJson((request) => signerAnswer(request, deps)));

export function signingService(): ServiceHarness {
  const dynamo = memoryDynamo();
  const ledger = memoryDynamo();
  const uploads: ServiceHarness['uploads'] = new Map();
  const tiles = new Map<string, Uint8Array>();
  const events: PurgatoryEvent[] = [];
  const keys = {
    image: countingSigner('image'),
    ca: countingSigner('ca'),
    kek: countingSigner('kek'),
    log: countingSigner('log'),
    pcr: countingPolicySigner(),
  };
  const tileStore: TileStore = {
    get: (name) => Promise.resolve(tiles.get(name)),
    put: (name, bytes) => {
      tiles.set(name, bytes);
      return Promise.resolve();
    },
  };
  const objects: ImageObjects = {
    presign: (id) =>
      Promise.resolve({
        url: `https://images.example/${ImageObjectKeys.upload(id)}`,
        headers: {},
        expiresAt: START.toISOString(),
      }),
    find: (id) => {
      const last = uploads.get(id)?.at(-1);
      return Promise.resolve(
        last === undefined ? undefined : { versionId: last.versionId, sizeBytes: last.bytes.length },
      );
    },
    open: (id, { versionId }) => {
      const version = uploads.get(id)?.find((candidate) => candidate.versionId === versionId);
      return memorySource(version?.bytes ?? new Uint8Array(0), `image ${id}`);
    },
    keepSignature: () => Promise.resolve(),
  };
  const signerDeps: SignerDeps = {
    keys,
    ledger: new Ledger(ledger.client, 'ledger'),
    now: () => harness.clock,
    count: () => undefined,
  };
  const harness: ServiceHarness = {
    dynamo,
    ledger,
    signerDeps,
    objects,
    keys,
    events,
    uploads,
    tiles,
    clock: START,
    deps: {
      register: new ImageRegister(dynamo.client, 'images'),
      objects,
      settings: new SigningSettings(dynamo.client, 'images'),
      revocations: new RevocationStore(dynamo.client, 'images'),
      changes: new ChangeStore(dynamo.client, 'images'),
      twoPeople: { delayMinutes: 0, revocationDelayMinutes: 0, breakGlass: 'revocations' },
      log: transparencyLog({
        dynamo: dynamo.client,
        table: 'images',
        tiles: tileStore,
        signer: keys.log,
        origin: 'example.org/purgatory',
      }),
      signer: signerOf(signerDeps),
      inspector: inspector(overJson((request) => inspectAnswer(request, { objects }))),
      kek: keys.kek,
      bus: {
        publish: (published) => {
          events.push(...published);
          return Promise.resolve();
        },
      },
      newId: ulid,
      now: () => harness.clock,
      count: () => undefined,
    },
    call: (principal, method, path, body) => callApp(app, principal, method, path, body),
    upload(id, bytes) {
      const versions = uploads.get(id) ?? [];
      uploads.set(id, [...versions, { bytes, versionId: `v${versions.length + 1}` }]);
    },
  };
  const app = signApp(harness.deps, {
    onFailure: (error) => {
      throw error;
    },
  });
  return harness;
}

export async function callApp(
  app: ApiApp,
  principal: Principal | undefined,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await app.request(
    path,
    {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
    { event: principal === undefined ? {} : assumePrincipal({}, principal) },
  );
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, text, json: (isJson ? JSON.parse(text) : undefined) as never };
}

const proposer = person('root', 'admin');
const second = person('second', 'admin');

/** Asked for by one admin and approved by another; answers what the approval was answered with. */
export async function changeBy(
  call: ServiceHarness['call'],
  proposal: Proposal,
  { reason = 'for the test' } = {},
): Promise<Answer> {
  const isRevocation = proposal.kind === 'revocation';
  const asked = isRevocation
    ? await call(proposer, 'POST', '/v1/revocations', { target: proposal.target, reason })
    : await call(proposer, 'POST', '/v1/changes', { proposal, reason });
  if (asked.status !== 201) return asked;
  const { id, content } = asked.json as ChangeRecord;
  const path = isRevocation ? `/v1/revocations/changes/${id}/decisions` : `/v1/changes/${id}/decisions`;
  return call(second, 'POST', path, { decision: 'approve', content });
}

/** Has a policy in force, as two admins have it. */
export async function setPolicy(service: ServiceHarness, policy: SigningPolicy): Promise<void> {
  const { json, text } = await changeBy(service.call, { kind: 'policy', policy });
  if ((json as ChangeRecord | undefined)?.state !== 'in-force') throw new Error(`the policy is not in force: ${text}`);
}
