import { describe, expect, it } from '@jest/globals';
import {
  eventOfQuestion,
  eventsOfChange,
  eventsOfImage,
  selectEvents,
} from '../../../../clients/web/src/logic/audit.ts';
import { ChangeRecord } from '../../../../shared/contract/changes.ts';
import { ImageRecord } from '../../../../shared/contract/images.ts';
import { drawn, seen } from '../../../support/drawn.ts';

const ID = '01KD0000000000000000000001';
const at = (minute: number): string => `2026-11-23T12:${String(minute).padStart(2, '0')}:00.000Z`;
const approval = (minute: number, decision: 'approve' | 'refuse' = 'approve') => ({
  ...{ by: 'april', subject: 'april@x', at: at(minute), decision },
});

const image = (more: Partial<ImageRecord> = {}): ImageRecord =>
  ImageRecord.parse({
    ...{ id: ID, name: 'vmlinuz', state: 'signed', kind: 'authenticode', requestedBy: 'remy', requestedAt: at(1) },
    ...{ expiresAt: at(59), consumers: ['shim'], approvalsNeeded: 1, approvals: [approval(2)], provisional: false },
    ...{ problems: [], changes: [], signedAt: at(3) },
    ...more,
  });

const change = (more: Partial<ChangeRecord> = {}): ChangeRecord =>
  ChangeRecord.parse({
    ...{ id: ID, content: 'a'.repeat(64), state: 'in-force', reason: 'a key was lost', proposedBy: 'ada' },
    proposal: { kind: 'revocation', target: { kind: 'image', digest: 'b'.repeat(64) } },
    ...{ proposedAt: at(4), expiresAt: at(59), changes: [], warnings: [], approvalsNeeded: 1, emergency: false },
    ...{ approvals: [approval(5, 'refuse')], inForceSince: at(6) },
    ...more,
  });

const told = (events: readonly { by: string; what: string }[]): string[] =>
  events.map(({ by, what }) => `${by} ${what}`);

describe('the audit trail', () => {
  it('has who asked for a signature, who decided, when it was made and taken back', () => {
    const revoked = { at: at(9), by: 'ada', reason: 'stolen' };
    const events = eventsOfImage(image({ revoked }));
    expect(told(events)).toEqual(['remy asked for a signature', 'april approved', 'the service signed', 'ada revoked']);
    expect(events.map((event) => event.at)).toEqual([1, 2, 3, 9].map(at));
    expect(events.at(-1)).toMatchObject({ alarming: true, comment: 'stolen', href: `#/signing/${ID}` });
  });

  it('tells of force, and tells approvals once, where they were given', () => {
    expect(eventsOfImage(image({ force: 'the old kernel must boot' }))[0]).toMatchObject({
      what: 'asked for a signature by force',
      comment: 'the old kernel must boot',
      alarming: true,
    });
    expect(told(eventsOfImage(image({ approvedAs: ID })))).toEqual([
      'remy asked for a signature',
      'the service signed',
    ]);
  });

  it('has what was asked to be changed, by whom, what came of it, and what one person did alone', () => {
    expect(told(eventsOfChange(change()))).toEqual([
      'ada asked for the change',
      'april refused',
      'the service put it in force',
    ]);
    const [alone] = eventsOfChange(change({ emergency: true }));
    expect(alone).toMatchObject({ what: 'changed it without a second person', alarming: true });
  });

  it('tells two people of one name apart, and leads back to the question', () => {
    const question = { uploadId: ID, at: at(7), by: 'Dee', subject: 'dee@x', ask: 'bt 77' };
    expect(eventOfQuestion(question)).toMatchObject({ by: 'Dee (dee@x)', about: 'bt 77' });
    expect(eventOfQuestion(question).href).toBe(`#/dumps/${ID}/panic?ask=bt+77`);
    expect(eventOfQuestion({ ...question, subject: 'Dee' }).by).toBe('Dee');
  });

  const events = [...eventsOfImage(image()), ...eventsOfChange(change())];

  it('lists the newest first, by person and by kind', () => {
    const all = selectEvents(events, { who: '', kind: '' });
    expect(all.map((event) => event.at)).toEqual([6, 5, 4, 3, 2, 1].map(at));
    expect(told(selectEvents(events, { who: ' APRIL', kind: '' }))).toEqual(['april refused', 'april approved']);
    expect(told(selectEvents(events, { who: 'april', kind: 'signature' }))).toEqual(['april approved']);
    expect(selectEvents(events, { who: 'nobody', kind: '' })).toEqual([]);
    // What names no kind narrows nothing.
    expect(selectEvents(events, { who: '', kind: 'banana' })).toHaveLength(6);
  });

  it('is drawn as text, whatever people typed', async () => {
    const comment = '<img src=x>';
    const markup = await drawn('screens/audit', 'AuditTable', { events: eventsOfImage(image({ comment })) });
    expect(markup).not.toContain('<img');
    expect(seen(markup)).toContain(comment);
  });
});
