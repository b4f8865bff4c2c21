import { describe, expect, it } from '@jest/globals';
import { attribute } from '../../../../functions/triage/attribution.ts';
import { triageBatch } from '../../../../functions/triage/triage.ts';
import { crash, harness } from './harness.ts';

describe('attribute', () => {
  it('suspects the hardware of one host that has many different crashes', () => {
    const found = attribute({
      kind: 'bug',
      count: 4,
      hostCount: 1,
      models: { R640: 4 },
      fleetModels: 9,
      groupsOfHost: 5,
    });
    expect(found).toMatchObject({ cause: 'hardware', evidence: ['1 host, 4 times', expect.stringContaining('5')] });
  });

  it('suspects the firmware when one of several models is hit', () => {
    const found = attribute({ kind: 'bug', count: 12, hostCount: 8, models: { R640: 12 }, fleetModels: 3 });
    expect(found).toMatchObject({ cause: 'firmware', summary: expect.stringContaining('R640') });
  });

  it('suspects the kernel when many models are hit', () => {
    const found = attribute({ kind: 'bug', count: 12, hostCount: 8, models: { R640: 7, X11: 5 }, fleetModels: 3 });
    expect(found).toMatchObject({ cause: 'kernel', evidence: ['8 hosts, 12 times', 'R640: 7 times', 'X11: 5 times'] });
  });

  it.each([
    ['one host with one crash', { count: 9, hostCount: 1, models: { R640: 9 }, fleetModels: 3, groupsOfHost: 1 }],
    ['two hosts', { count: 2, hostCount: 2, models: { R640: 1, X11: 1 }, fleetModels: 3 }],
    ['a fleet of one model', { count: 12, hostCount: 8, models: { R640: 12 }, fleetModels: 1 }],
    ['three of two models, which chance does as well', { count: 3, hostCount: 3, models: { R640: 3 }, fleetModels: 2 }],
    ['what was asked for', { kind: 'sysrq' as const, count: 12, hostCount: 8, models: { R640: 12 }, fleetModels: 4 }],
    ['hosts that do not name their model', { count: 12, hostCount: 8, models: {}, fleetModels: 4 }],
  ])('says nothing of %s', (_name, spread) => {
    expect(attribute({ kind: 'bug', ...spread })).toBeUndefined();
  });
});

describe('the attribution of a group', () => {
  it('is kept with the group and follows its numbers', async () => {
    const h = harness();
    const dell = { hardware: 'Dell Inc. PowerEdge R640/0H28RR, BIOS 2.10.2 02/24/2021' };
    const supermicro = { hardware: 'Supermicro X11, BIOS 3.2 10/16/2019' };
    await triageBatch([h.send(1, crash('other', supermicro))], h.deps);
    await triageBatch(
      [2, 3, 4, 6, 7, 8].map((index) => h.send(index, crash('A', dell))),
      h.deps,
    );
    const groupA = async () => (await h.crashes.read.list({})).crashes.find((group) => group.title === 'A');
    expect((await groupA())?.attribution).toMatchObject({ cause: 'firmware' });
    await triageBatch([h.send(5, crash('A', supermicro))], h.deps);
    expect((await groupA())?.attribution).toMatchObject({ cause: 'kernel' });
    expect((await groupA())?.models).toEqual({ 'Dell Inc. PowerEdge R640/0H28RR': 6, 'Supermicro X11': 1 });
  });

  it('suspects a host that falls over in ever new ways', async () => {
    const h = harness();
    for (const [index, title] of ['A', 'B', 'C'].entries()) {
      await triageBatch([h.send(index, crash(title), { host: 'bad-host' })], h.deps);
    }
    const groupC = (await h.crashes.read.list({})).crashes.find((group) => group.title === 'C');
    expect(groupC?.attribution).toMatchObject({ cause: 'hardware' });
  });
});
