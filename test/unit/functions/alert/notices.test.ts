/** Who hears of changes of what signing rests on. */
import { describe, expect, it } from '@jest/globals';
import { alert, routesOfNotice } from '../../../../functions/alert/alert.ts';
import type { AlertDeps, Target } from '../../../../functions/alert/alert.ts';
import { noticeOf } from '../../../../functions/alert/notices.ts';
import type { Route } from '../../../../functions/alert/routes/route.ts';
import { dynamoAlerts } from '../../../../shared/aws/alerts/alert-store.ts';
import type { PurgatoryEvent } from '../../../../shared/contract/events.ts';
import { TransientError } from '../../../../shared/errors.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';

const NOW = '2026-11-23T12:00:00.000Z';
const change = (name: 'change.requested' | 'change.forced'): PurgatoryEvent => ({
  name,
  detail: {
    version: 1,
    id: `${name}:01J`,
    occurredAt: NOW,
    changeId: '01J',
    kind: 'policy',
    summary: 'signing policy, version 2',
    reason: 'we ship\nAPPROVAL WAITS  tonight',
    warnings: ['Nobody has to approve: *'],
    by: 'root@example.com',
  },
});
const waiting = (approvalsMissing: number): PurgatoryEvent => ({
  name: 'image.requested',
  detail: { version: 1, id: 'r', occurredAt: NOW, imageId: '01K', name: 'vmlinuz', by: 'rae', approvalsMissing },
});

function world(configs: Readonly<Record<string, Target['config']>>, topic?: string) {
  const told: string[] = [];
  const broken = new Set<string>();
  const routeOf = (name: string): Route => ({
    name,
    ...(name === topic || name === 'fallback' ? { isTopic: true as const } : {}),
    send: () => Promise.reject(new Error('no crash')),
    notify: (text) => {
      if (broken.has(name)) return Promise.reject(new TransientError('down'));
      told.push(`${name}: ${text.split('\n')[0] ?? ''}`);
      return Promise.resolve();
    },
  });
  const deps: AlertDeps = {
    groupOf: () => Promise.resolve(undefined),
    alerts: dynamoAlerts(memoryDynamo().client, 'crashes', () => new Date(NOW)),
    targets: Object.entries(configs).map(([name, config]) => ({ route: routeOf(name), config })),
    fallback: routeOf('fallback'),
    tagsOf: () => Promise.resolve(new Set<string>()),
    lastGoodKernel: () => Promise.resolve(undefined),
    noteAlerted: () => Promise.resolve(undefined),
    leaseMs: 30_000,
    now: () => new Date(NOW),
  };
  return { told, broken, deps };
}

describe('a change of what signing rests on', () => {
  it('is told the topic of the deployment, whatever an admin made of the routes', async () => {
    const { told, deps } = world({ mine: { when: { words: ['NEW'] } } });
    await alert(change('change.requested'), deps);
    expect(told).toEqual(['fallback: SIGNING CHANGE  signing policy, version 2 was asked for by root@example.com']);
  });

  it('is told each route once, and the topic once', async () => {
    const { told, deps } = world({ sns: {}, chat: {}, storage: { when: { hosts: ['fs-*'] } } }, 'sns');
    await alert(change('change.forced'), deps);
    await alert(change('change.forced'), deps);
    const line = 'BREAK-GLASS  signing policy, version 2 WITHOUT A SECOND PERSON by root@example.com';
    expect(told.toSorted()).toEqual([`chat: ${line}`, `fallback: ${line}`]);
  });

  it('is told again where a route did not take it, and only there', async () => {
    const { told, broken, deps } = world({ chat: {} });
    broken.add('fallback');
    await expect(alert(change('change.forced'), deps)).rejects.toBeInstanceOf(TransientError);
    broken.clear();
    await alert(change('change.forced'), deps);
    expect(told.map((line) => line.split(':')[0])).toEqual(['chat', 'fallback']);
  });

  it('can not write lines of its own', () => {
    const lines = (noticeOf(change('change.requested'), undefined)?.text ?? '').split('\n');
    expect(lines.filter((line) => line.startsWith('APPROVAL WAITS'))).toEqual([]);
    expect(lines.at(-1)).toContain('purgatory changes show 01J');
  });
});

describe('an image that waits for an approval', () => {
  it('is told where somebody asked for it, with a link', async () => {
    const { told, deps } = world({ all: {}, release: { when: { words: ['APPROVAL WAITS'] } } });
    await alert(waiting(1), { ...deps, consoleUrl: 'https://purgatory.example/' });
    expect(told).toEqual(['release: APPROVAL WAITS  vmlinuz, asked for by rae']);
    const notice = noticeOf(waiting(1), 'https://purgatory.example/');
    expect(notice?.text).toContain('https://purgatory.example/#/signing/01K');
    if (notice !== undefined) expect(routesOfNotice(notice, deps).map(({ name }) => name)).toEqual(['release']);
  });

  it('is one notice for all parts of a release that somebody asks for', () => {
    const part = (imageId: string, by = 'rae'): PurgatoryEvent => {
      const event = waiting(1);
      if (event.name !== 'image.requested') throw new Error('another event');
      return { name: event.name, detail: { ...event.detail, id: imageId, imageId, by, partOf: '6.12.9-1' } };
    };
    const notices = [part('a'), part('b'), part('c', 'remy')].map((event) => noticeOf(event, undefined));
    expect(notices[0]?.text).toContain('purgatory approve --release 6.12.9-1');
    expect(notices[1]?.id).toBe(notices[0]?.id);
    expect(notices[2]?.id).not.toBe(notices[0]?.id);
  });

  it('is nobody’s news once nothing is missing', () => {
    expect(noticeOf(waiting(0), undefined)).toBeUndefined();
  });
});
