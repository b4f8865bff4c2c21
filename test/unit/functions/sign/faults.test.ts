/** A fault at every await of signing, deciding, rotating and revoking: the same call again completes what was begun. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { revokeApp } from '../../../../functions/revoke/app.ts';
import { signApp } from '../../../../functions/sign/app.ts';
import type { SignDeps } from '../../../../functions/sign/ports.ts';
import { makeLeafCertificate, toPem } from '../../../../shared/authenticode/sign/certificate.ts';
import { Sightings } from '../../../../shared/aws/images/sightings.ts';
import { signedImages } from '../../../../shared/aws/images/signed-images.ts';
import type { ChangePage, ChangeRecord } from '../../../../shared/contract/changes.ts';
import type {
  CreatedImage,
  ImageRecord,
  KeyList,
  LogEntry,
  SigningPolicy,
} from '../../../../shared/contract/images.ts';
import type { ApiApp } from '../../../../shared/aws/http/app.ts';
import { buildPe } from '../../../support/pe-writer.ts';
import { makeTestAuthority } from '../../../support/signing-keys.ts';
import {
  callApp,
  person,
  signerOf,
  signingService,
  type Answer,
  type ServiceHarness,
} from '../../../support/signing-service.ts';
import { tries } from '../../../support/thorough.ts';

const engineer = person('rae', 'release-engineer');
const approver = person('ada', 'approver');
const admin = person('root', 'admin');
const kernel = buildPe({ bzImage: true, release: '6.12.1-test' });
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Fails at one call of a port: before it does anything, or after it has done it. */
class Faults {
  at = -1;
  after = false;
  calls = 0;

  wrap<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          const result = (): unknown => (value as (...given: unknown[]) => unknown).apply(target, args);
          const index = this.calls++;
          if (index !== this.at) return result();
          this.at = -1;
          const fault = new Error('injected');
          if (!this.after) return Promise.reject(fault);
          return Promise.resolve(result()).then(() => Promise.reject(fault));
        };
      },
    });
  }
}

interface World {
  readonly service: ServiceHarness;
  readonly faults: Faults;
  readonly sign: ApiApp;
  readonly revoke: ApiApp;
  readonly entries: LogEntry[];
}

const onFailure = (error: unknown): never => {
  throw error;
};

type Items = ServiceHarness['dynamo']['items'];
type Stored = Pick<ServiceHarness, 'tiles'> & { readonly items: Items; readonly ledger: Items };
let begun: Stored | undefined;

/** A service whose keys have their certificates. They are the same for all: to make them takes longer than most of what follows. */
async function serviceWithKeys(): Promise<ServiceHarness> {
  const service = signingService();
  begun ??= await withKeys();
  for (const [key, item] of structuredClone(begun.items)) service.dynamo.items.set(key, item);
  for (const [key, item] of structuredClone(begun.ledger)) service.ledger.items.set(key, item);
  for (const [name, bytes] of begun.tiles) service.tiles.set(name, bytes);
  return service;
}

async function withKeys(): Promise<Stored> {
  const service = signingService();
  await service.call(admin, 'POST', '/v1/keys/init', { organization: 'Example' });
  return { items: new Map(service.dynamo.items), ledger: new Map(service.ledger.items), tiles: service.tiles };
}

async function world(): Promise<World> {
  const service = await serviceWithKeys();
  const faults = new Faults();
  const entries: LogEntry[] = [];
  const { deps } = service;
  const log = {
    ...deps.log,
    append: async (entry: LogEntry) => {
      const index = await deps.log.append(entry);
      entries.push(entry);
      return index;
    },
  };
  const wrapped: SignDeps = {
    ...deps,
    register: faults.wrap(deps.register),
    objects: faults.wrap({ ...deps.objects }),
    settings: faults.wrap(deps.settings),
    revocations: faults.wrap(deps.revocations),
    changes: faults.wrap(deps.changes),
    log: faults.wrap(log),
    bus: faults.wrap(deps.bus),
    inspector: faults.wrap(deps.inspector),
    signer: signerOf({
      ...service.signerDeps,
      ledger: faults.wrap(service.signerDeps.ledger),
      keys: { ...service.signerDeps.keys, image: faults.wrap(service.signerDeps.keys.image) },
    }),
  };
  // Opening gives a source and no promise; reads of it fail as those of any dump do.
  const objects: SignDeps['objects'] = {
    ...deps.objects,
    find: (id) => wrapped.objects.find(id),
    keepSignature: (id, signature) => wrapped.objects.keepSignature(id, signature),
  };
  const images = signedImages(deps.register, service.objects);
  const published = new Map<string, Uint8Array>();
  const files = faults.wrap({
    keep: (version: number, name: string, bytes: Uint8Array) =>
      Promise.resolve(void published.set(`${version}/${name}`, bytes)),
    read: (version: number, name: string) => Promise.resolve(published.get(`${version}/${name}`)),
  });
  return {
    service,
    faults,
    entries,
    sign: signApp({ ...wrapped, objects }, { onFailure }),
    revoke: revokeApp(
      {
        register: wrapped.register,
        revocations: wrapped.revocations as never,
        settings: wrapped.settings,
        images,
        sightings: new Sightings(service.dynamo.client, 'images'),
        files,
        kek: faults.wrap(service.keys.kek),
        log: wrapped.log,
        bus: wrapped.bus,
        changes: wrapped.changes,
        twoPeople: deps.twoPeople,
        newId: deps.newId,
        now: deps.now,
      },
      { onFailure },
    ),
  };
}

/** One of so many calls gets its fault in a quick run, from a drawn one on: other ones the next time. */
const APART = tries(3, 1);

/**
 * Runs a step with a fault at every call in turn, before and after it; then the step again, and what must be true.
 *
 * @returns how many faults there are: two for each call that the step makes where none fails
 */
async function atEveryAwait(
  prepare: (w: World) => Promise<(w: World) => Promise<Answer>>,
  check: (w: World, answer: Answer) => Promise<void>,
): Promise<number> {
  let points = 0;
  for (const after of [false, true]) {
    for (let at = Math.floor(Math.random() * APART); ; at += APART) {
      const w = await world();
      const step = await prepare(w);
      Object.assign(w.faults, { at, after, calls: 0 });
      const first = await step(w).catch(() => undefined);
      const hit = w.faults.at === -1;
      w.faults.at = -1;
      if (!hit) {
        if (first === undefined) throw new Error('it failed without a fault');
        points += w.faults.calls;
        await check(w, first);
        break;
      }
      try {
        await check(w, first ?? (await step(w)));
      } catch (cause) {
        throw new Error(`a fault ${after ? 'after' : 'before'} call ${at}: ${String(cause)}`, { cause });
      }
    }
  }
  return points;
}

async function uploaded(w: World): Promise<string> {
  const upload = { sizeBytes: kernel.length, sha256: sha256(kernel) };
  const created = await w.service.call(engineer, 'POST', '/v1/images', { name: 'vmlinuz-6.12.1', upload });
  const { id } = (created.json as CreatedImage).image;
  w.service.upload(id, kernel);
  return id;
}

/** By one admin. */
const propose = async (app: ApiApp, path: string, body: object): Promise<ChangeRecord> =>
  (await callApp(app, admin, 'POST', path, body)).json;
/** By another person. */
const approve = (app: ApiApp, path: string, { id, content }: ChangeRecord): Promise<Answer> =>
  callApp(app, approver, 'POST', `${path}/${id}/decisions`, { decision: 'approve', content });

const get = async (w: World, id: string): Promise<ImageRecord> =>
  (await w.service.call(engineer, 'GET', `/v1/images/${id}`)).json;
const events = (w: World): string[] => [...new Set(w.service.events.map(({ name }) => name))].sort();

describe('a fault at every await', () => {
  it('of asking leaves a request that asking again completes', async () => {
    const points = await atEveryAwait(
      async (w) => {
        const id = await uploaded(w);
        return (again) => callApp(again.sign, engineer, 'POST', `/v1/images/${id}/submit`);
      },
      async (w, answer) => {
        const image = answer.json as ImageRecord;
        expect(await get(w, image.id)).toMatchObject({ state: 'pending', digest: image.digest });
        expect(w.entries.map(({ type }) => type)).toContain('requested');
        expect(events(w)).toEqual(['image.requested']);
      },
    );
    expect(points).toBeGreaterThan(16);
  });

  it('of deciding leaves an image that deciding again signs, once', async () => {
    const points = await atEveryAwait(
      async (w) => {
        const id = await uploaded(w);
        const asked = (await callApp(w.sign, engineer, 'POST', `/v1/images/${id}/submit`)).json as ImageRecord;
        const body = { decision: 'approve', digest: asked.digest };
        return (again) => callApp(again.sign, approver, 'POST', `/v1/images/${id}/decisions`, body);
      },
      async (w, answer) => {
        const image = answer.json as ImageRecord;
        expect(image).toMatchObject({ state: 'signed', approvals: [{ subject: 'ada' }] });
        expect(await get(w, image.id)).toMatchObject({ state: 'signed' });
        // A fault after the key was asked, before its answer was kept, is the only one that asks it again.
        expect(w.service.keys.image.calls).toBeLessThanOrEqual(2);
        expect(await w.service.deps.register.lastSigned('vmlinuz-6.12.1')).toMatchObject({ id: image.id });
        expect(events(w)).toEqual(['image.approved', 'image.requested', 'image.signed']);
        const types = w.entries.map(({ type }) => type);
        expect(types.indexOf('signing')).toBeLessThan(types.indexOf('signed'));
        const handed = await w.service.call(engineer, 'GET', `/v1/images/${image.id}/signature`);
        expect(handed.status).toBe(200);
      },
    );
    expect(points).toBeGreaterThan(40);
  });

  it('of refusing leaves a request that refusing again ends', async () => {
    await atEveryAwait(
      async (w) => {
        const id = await uploaded(w);
        const asked = (await callApp(w.sign, engineer, 'POST', `/v1/images/${id}/submit`)).json as ImageRecord;
        const body = { decision: 'refuse', digest: asked.digest, comment: 'not this one' };
        return (again) => callApp(again.sign, approver, 'POST', `/v1/images/${id}/decisions`, body);
      },
      async (w, answer) => {
        expect(await get(w, (answer.json as ImageRecord).id)).toMatchObject({
          state: 'refused',
          reason: 'not this one',
        });
        expect(events(w)).toContain('image.refused');
        expect(w.service.keys.image.calls).toBe(0);
      },
    );
  });

  it('of importing a certificate leaves one signer, and importing again completes it', async () => {
    const authority = await makeTestAuthority('Outside');
    await atEveryAwait(
      async (w) => {
        const leaf = await makeLeafCertificate(
          {
            subject: { commonName: 'signer 2027' },
            publicKey: await w.service.keys.image.publicKey(),
            notBefore: new Date('2026-01-01T00:00:00Z'),
            notAfter: new Date('2030-01-01T00:00:00Z'),
          },
          authority.root,
          authority.rootKey.sign,
        );
        const proposal = { kind: 'certificate', chain: toPem(leaf), root: toPem(authority.root) };
        const change = await propose(w.sign, '/v1/changes', { proposal, reason: 'rotate' });
        return (again) => approve(again.sign, '/v1/changes', change);
      },
      async (w, answer) => {
        expect(answer.json).toMatchObject({ state: 'in-force' });
        const { keys } = (await w.service.call(admin, 'GET', '/v1/keys')).json as KeyList;
        const active = keys.filter((key) => key.active);
        expect(active.map(({ purpose, subject }) => [purpose, subject])).toEqual([
          ['root', expect.stringContaining('Outside root')],
          ['signer', 'CN=signer 2027'],
          ['kek', expect.any(String)],
        ]);
        const id = await uploaded(w);
        const asked = (await w.service.call(engineer, 'POST', `/v1/images/${id}/submit`)).json as ImageRecord;
        const body = { decision: 'approve', digest: asked.digest };
        const signed = await w.service.call(approver, 'POST', `/v1/images/${id}/decisions`, body);
        expect(signed.json).toMatchObject({ state: 'signed', signer: { subject: 'CN=signer 2027' } });
      },
    );
  });

  it('of revoking leaves a revocation that holds at once, and that revoking again completes', async () => {
    const points = await atEveryAwait(
      async (w) => {
        const id = await uploaded(w);
        const asked = (await w.service.call(engineer, 'POST', `/v1/images/${id}/submit`)).json as ImageRecord;
        const body = { decision: 'approve', digest: asked.digest };
        await w.service.call(approver, 'POST', `/v1/images/${id}/decisions`, body);
        const target = { kind: 'image', digest: asked.digest };
        const change = await propose(w.revoke, '/v1/revocations', { target, reason: 'CVE-2026-1' });
        return (again) => approve(again.revoke, '/v1/revocations/changes', change);
      },
      async (w, answer) => {
        expect(answer.json).toMatchObject({ state: 'in-force' });
        const { revocations } = await w.service.deps.revocations.list();
        expect(revocations).toMatchObject([{ complete: true, logIndex: expect.any(Number) }]);
        expect(w.entries.filter(({ type }) => type === 'revoked').length).toBeLessThanOrEqual(2);
        const target = revocations[0]?.target;
        const [image] = await w.service.deps.register.byDigest(target?.kind === 'image' ? target.digest : '');
        expect(image?.revoked).toMatchObject({ reason: 'CVE-2026-1' });
        expect(events(w)).toContain('image.revoked');
        const again = await callApp(w.revoke, admin, 'POST', '/v1/revocations', {
          target,
          reason: 'again',
        });
        expect(again.status).toBe(409);
      },
    );
    expect(points).toBeGreaterThan(16);
  });

  const opened = {
    version: 0,
    requestHours: 1,
    rules: [{ names: ['*'], approvals: 2, byDigest: false, consumers: ['uefi'], mayForce: false }],
  };
  const policyOf = async (w: World) => (await w.service.call(admin, 'GET', '/v1/signing-policy')).json as SigningPolicy;

  it('of asking for a change leaves one change, and asking again tells of it', async () => {
    const points = await atEveryAwait(
      () =>
        Promise.resolve((again) =>
          callApp(again.sign, admin, 'POST', '/v1/changes', {
            proposal: { kind: 'policy', policy: opened },
            reason: 'review',
          }),
        ),
      async (w, answer) => {
        expect(answer.json).toMatchObject({ state: 'pending' });
        const { changes } = (await w.service.call(admin, 'GET', '/v1/changes')).json as ChangePage;
        expect(changes).toHaveLength(1);
        expect(w.entries.map(({ type }) => type)).toContain('change-requested');
        expect(events(w)).toEqual(['change.requested']);
        expect(await policyOf(w)).toMatchObject({ version: 0 });
      },
    );
    expect(points).toBeGreaterThan(8);
  });

  it('of approving a policy leaves one that approving again has in force, never before its log entries', async () => {
    const points = await atEveryAwait(
      async (w) => {
        const change = await propose(w.sign, '/v1/changes', {
          proposal: { kind: 'policy', policy: opened },
          reason: 'review',
        });
        return (again) => approve(again.sign, '/v1/changes', change);
      },
      async (w, answer) => {
        expect(answer.json).toMatchObject({ state: 'in-force', approvals: [{ subject: 'ada' }] });
        expect(await policyOf(w)).toMatchObject({ version: 1, rules: [{ approvals: 2 }] });
        const types = w.entries.map(({ type }) => type);
        expect(types.indexOf('change-approved')).toBeLessThan(types.indexOf('policy'));
        expect(events(w)).toEqual(['change.approved', 'change.in-force', 'change.requested']);
      },
    );
    expect(points).toBeGreaterThan(14);
  });

  it('of refusing a change leaves one that refusing again ends', async () => {
    await atEveryAwait(
      async (w) => {
        const change = await propose(w.sign, '/v1/changes', {
          proposal: { kind: 'policy', policy: opened },
          reason: 'review',
        });
        const body = { decision: 'refuse', content: change.content };
        return (again) => callApp(again.sign, approver, 'POST', `/v1/changes/${change.id}/decisions`, body);
      },
      async (w, answer) => {
        expect(answer.json).toMatchObject({ state: 'refused' });
        expect(await policyOf(w)).toMatchObject({ version: 0 });
        expect(events(w)).toEqual(['change.refused', 'change.requested']);
      },
    );
  });

  it('of an emergency leaves a revocation that the same call completes, and tells of it', async () => {
    const body = { target: { kind: 'release', release: '6.12.1-test' }, reason: 'exploited', emergency: true };
    await atEveryAwait(
      () => Promise.resolve((again) => callApp(again.revoke, admin, 'POST', '/v1/revocations', body)),
      async (w, answer) => {
        expect(answer.json).toMatchObject({ state: 'in-force', emergency: true });
        const { revocations } = await w.service.deps.revocations.list();
        expect(revocations).toMatchObject([{ complete: true }]);
        expect(w.entries.map(({ type }) => type)).toContain('break-glass');
        expect(events(w)).toEqual(['change.forced', 'change.in-force', 'image.revoked']);
      },
    );
  });
});
