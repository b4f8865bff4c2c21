/** A group that several write to at the same moment: nobody's change is lost, and what each tells of is told once. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { CrashStore } from '../../../../../shared/aws/crashes/crash-store.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const AT = '2026-11-23T12:00:00.000Z';
const ID = '01JD0000000000000000000000';

let dynamo: ReturnType<typeof memoryDynamo>;
let crashes: CrashStore;
beforeEach(() => {
  dynamo = memoryDynamo();
  crashes = new CrashStore(dynamo.client, 'crashes', { now: () => new Date(AT), pickShard: () => 0 });
});

const open = (fingerprint: string) =>
  crashes.groups.open(
    {
      ...{ title: fingerprint, altTitles: [], kind: 'bug', fingerprints: [fingerprint], culprit: [] },
      ...{ firstHost: 'web-1', firstSeen: AT, newWith: ID },
    },
    (group) => ({ name: 'crash.opened', detail: { id: `opened:${group.id}` } }) as never,
  );

describe('a group', () => {
  it('keeps every change that is made at once', async () => {
    const { group } = await open('v1:foo');
    const hosts = ['web-2', 'web-3', 'web-4', 'web-5'];
    const add = (host: string) =>
      crashes.groups.update(group.id, (current) => ({ ...current, sampleHosts: [...current.sampleHosts, host] }));
    await Promise.all(hosts.map(add));
    const now = await crashes.groups.mustGet(group.id);
    expect([...now.sampleHosts].sort()).toEqual(['web-1', ...hosts]);
    expect(now.version).toBe(group.version + hosts.length);
  });

  it('that nothing is to be changed of is not written', async () => {
    const { group } = await open('v1:foo');
    const writes = dynamo.calls.get('TransactWriteCommand');
    expect(await crashes.groups.update(group.id, (current) => current)).toEqual({ group, events: [] });
    expect(dynamo.calls.get('TransactWriteCommand')).toBe(writes);
  });

  it('of one fingerprint is opened once, by whoever is first', async () => {
    const opened = await Promise.all(['v1:foo', 'v1:foo', 'v1:foo', 'v1:bar'].map(open));
    const ids = opened.map(({ group }) => group.id);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(ids[3]).not.toBe(ids[0]);
    expect((await crashes.read.list({})).crashes).toHaveLength(2);
  });
});
