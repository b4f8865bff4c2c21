/** A host's data handed out and deleted on the embedded AWS; whatever still names it afterwards fails the test. */
import { beforeAll, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CrashGroup, Occurrence } from '../../../shared/contract/crashes.ts';
import type { Erasure } from '../../../shared/contract/erasures.ts';
import type { Report } from '../../../shared/contract/report.ts';
import { crashesTitled, dumpOf, dumpWith, freshSymbol, Host, oops } from '../pipeline/host.ts';
import { callApi, describeOnStack, eventually } from '../support/stack.ts';
import { purgatory } from '../support/cli.ts';
import { objectKeys, passTime, queuesAreEmpty, traces } from '../support/traces.ts';

const SAMPLE = join(import.meta.dirname, '../../fixtures/vmcore/sample.kdump');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What docs/privacy.md says stays. */
const staying = (host: string) => [`ERASURES ${host}`, `HOST#${host} HOST`];

const groupOf = async (id: string) => (await callApi('GET', `v1/crashes/${id}`, { as: 'rae' })).body as CrashGroup;

const eraseAs = async (host: string) => await purgatory('ada', 'hosts', 'delete', host, '--yes', '--json');

describeOnStack('a host that is deleted', () => {
  const symbol = freshSymbol();
  const log = oops(symbol);
  let host: Host;
  let other: Host;
  /** The host's uploads: a dump alone, a log alone. */
  let dumpId = '';
  let logId = '';
  let othersId = '';
  let crashId = '';

  beforeAll(async () => {
    [host, other] = await Promise.all([Host.enrol(), Host.enrol()]);
    dumpId = await host.upload({ dump: await readFile(SAMPLE) });
    logId = await host.upload({ log });
    othersId = await other.upload({ log });
    await dumpWith(dumpId, { analysis: 'done', state: 'sealed' });
    crashId = await eventually('both hosts in the group', async () => {
      const [found] = await crashesTitled(symbol);
      return found?.count === 2 && found.sampleHosts.includes(host.name) ? found.id : undefined;
    });
    await eventually('the crash of the dump', async () => {
      const { crashId: id } = await dumpOf(dumpId);
      return id as string | undefined;
    });
    await queuesAreEmpty();
  });

  it('is handed out: dump, logs, reports, occurrences', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'purgatory-export-'));
    try {
      const answer = await purgatory('ada', 'hosts', 'export', host.name, '-o', directory, '--json');
      expect(answer).toMatchObject({ exitCode: 0 });
      const read = (name: string) => readFile(join(directory, name));
      const json = async (name: string) => JSON.parse((await read(name)).toString()) as unknown;
      expect(sha256(await read(`${dumpId}/vmcore`))).toBe(sha256(await readFile(SAMPLE)));
      expect(((await json(`${dumpId}/report.json`)) as Report).log?.text).toContain('Linux version');
      expect((await read(`${dumpId}/log`)).toString()).toContain('Linux version');
      expect((await read(`${logId}/log`)).toString()).toBe(log);
      const { occurrences } = (await json('occurrences.json')) as { occurrences: Occurrence[] };
      expect(occurrences.map(({ uploadId }) => uploadId).sort()).toEqual([dumpId, logId].sort());
      expect(occurrences.every((occurrence) => occurrence.host === host.name)).toBe(true);
      expect(JSON.stringify(await json('index.json'))).not.toContain(othersId);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });

  it('leaves no trace but what docs/privacy.md says, and nothing of others goes', async () => {
    const [before, others] = [await groupOf(crashId), await objectKeys([othersId])];
    expect(await traces([host.name, dumpId, logId])).toEqual(
      expect.arrayContaining(['SEEN#', 'KERNEL#', 'G#', 'UPLOAD#', 'U#'].map((pk) => expect.stringContaining(pk))),
    );
    const first = await eraseAs(host.name);
    expect([first.exitCode, first.json]).toMatchObject([1, { done: false, waitUntil: expect.stringMatching(/Z$/) }]);
    expect(await objectKeys([dumpId, logId])).toEqual([]);

    await passTime(host.name);
    const second = await eraseAs(host.name);
    expect([second.exitCode, second.json]).toMatchObject([
      0,
      { done: true, uploads: 2, occurrences: 2, by: 'ada@purgatory.invalid' },
    ]);
    expect(await traces([host.name, dumpId, logId])).toEqual(staying(host.name));

    expect(await groupOf(crashId)).toMatchObject({
      ...{ count: before.count, hostCount: before.hostCount, days: before.days, kernels: before.kernels },
      sampleHosts: [other.name],
    });
    const { body } = await callApi('GET', `v1/crashes/${crashId}/occurrences`, { as: 'rae' });
    expect((body as { occurrences: Occurrence[] }).occurrences.map(({ uploadId }) => uploadId)).toEqual([othersId]);
    expect(await objectKeys([othersId])).toEqual(others);
    expect((await callApi('GET', `v1/dumps/${dumpId}`, { as: 'rae' })).status).toBe(404);

    const third = await eraseAs(host.name);
    expect([third.exitCode, third.json]).toEqual([0, second.json]);
  });
});

describeOnStack('a host that is deleted while it sends', () => {
  it('gets nothing more through, and what was under way is deleted too', async () => {
    const host = await Host.enrol();
    const dump = Buffer.alloc(2 ** 20, 7);
    const log = Buffer.from(oops(freshSymbol()));
    const { id } = await host.announce({
      sizeBytes: dump.length,
      fileName: 'vmcore',
      resumeKey: randomUUID(),
      crashKey: randomUUID(),
    });
    const putLog = await host.offerLog(id, log);
    expect(await eraseAs(host.name)).toMatchObject({ exitCode: 1, json: { done: false } });
    expect((await callApi('GET', `v1/dumps/${id}`, { as: 'rae' })).body).toMatchObject({ state: 'aborted' });
    // Its token may still be remembered; then the upload is closed.
    await expect(host.sendDump({ id, chunkBytes: dump.length }, dump)).rejects.toThrow(/HTTP 4(01|09)/);
    // An address that it was given before.
    await putLog();
    expect(await objectKeys([id])).toEqual([`uploads/${id}/log`]);
    await queuesAreEmpty();

    expect(await eraseAs(host.name)).toMatchObject({ exitCode: 1, json: { done: false } });
    expect(await objectKeys([id])).toEqual([]);
    await passTime(host.name);
    const last = await eraseAs(host.name);
    expect(last).toMatchObject({ exitCode: 0, json: { done: true, uploads: 1 } });
    expect((last.json as Erasure).waitUntil).toBeUndefined();
    expect(await traces([host.name, id])).toEqual(staying(host.name));
  });
});

describeOnStack('deleting a host that never was', () => {
  it('says so, and leaves nothing behind', async () => {
    const name = `nobody-${randomUUID().slice(0, 8)}`;
    const answer = await eraseAs(name);
    expect(answer.exitCode).not.toBe(0);
    expect(answer.stderr).toContain(`there is no host ${name}`);
    expect(await traces([name])).toEqual([]);
  });
});
