import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { STANDINGS, standingOf, UPLOAD_SPANS, withinSpan } from '../../../../clients/web/src/logic/uploads.ts';
import { ConsoleRoutes } from '../../../../shared/contract/api/console.ts';
import { DumpDetail } from '../../../../shared/contract/dumps.ts';
import { AnalysisState, UploadState } from '../../../../shared/contract/uploads.ts';
import { drawn, seen } from '../../../support/drawn.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

function upload(more: Partial<DumpDetail> = {}): DumpDetail {
  return DumpDetail.parse({
    ...{ id: '01KD0000000000000000000001', host: 'fs-17', state: 'sealed', analysis: 'done', policy: 'hot' },
    ...{ sizeBytes: 2048, receivedBytes: 2048, logReceived: true },
    ...{ createdAt: '2026-11-23T11:00:00.000Z', updatedAt: '2026-11-23T11:00:00.000Z' },
    ...more,
  });
}

describe('what became of an upload', () => {
  it.each([
    [{ state: 'open' }, { words: 'arriving', alarming: false }],
    [{ state: 'complete' }, { words: 'sent, being put together', alarming: false }],
    [{}, { words: 'kept', alarming: false }],
    [{ logOnly: true }, { words: 'log kept', alarming: false }],
    [
      { state: 'aborted', reason: 'no room' },
      { words: 'given up', alarming: true, reason: 'no room' },
    ],
    [{ state: 'aborted' }, { words: 'given up', alarming: true, reason: 'no reason was given' }],
    [
      { analysis: 'unreadable', reason: 'bad magic' },
      { words: 'can’t be read', alarming: true, reason: 'bad magic' },
    ],
  ] as const)('of %j is %j', (more, expected) => {
    expect(standingOf(upload(more))).toEqual(expected);
  });

  it('is said for every state, and can be asked of the API as it stands in the list', () => {
    for (const state of UploadState.options) {
      for (const analysis of AnalysisState.options) expect(standingOf(upload({ state, analysis })).words).not.toBe('');
    }
    const known = STANDINGS.map(([, , asked]) => ConsoleRoutes.listDumps.request.query.safeParse(asked).success);
    expect(known).toEqual(STANDINGS.map(() => true));
    const states = STANDINGS.flatMap(([, , asked]) => ('state' in asked ? [asked.state] : []));
    expect(states.toSorted()).toEqual([...UploadState.options].toSorted());
  });
});

describe('uploads within a span', () => {
  it('are those that began in it, and one that is older ends the list', () => {
    const ages = fc.array(fc.nat(40 * 24 * 60), { maxLength: 20 });
    fc.assert(
      fc.property(ages, fc.constantFrom(...UPLOAD_SPANS), (minutes, [span, , length]) => {
        const dumps = minutes
          .toSorted((a, b) => a - b)
          .map((age) => upload({ createdAt: new Date(NOW.getTime() - age * 60_000).toISOString() }));
        const found = withinSpan(dumps, span, NOW);
        expect(found.dumps).toHaveLength(minutes.filter((age) => age * 60_000 <= length).length);
        expect(found.dumps).toEqual(dumps.slice(0, found.dumps.length));
        expect(found.isOver).toBe(found.dumps.length < dumps.length);
      }),
    );
  });

  it.each([undefined, '', 'banana'])('are all where %j is asked for', (span) => {
    const dumps = [upload({ createdAt: '2020-01-01T00:00:00.000Z' })];
    expect(withinSpan(dumps, span, NOW)).toEqual({ dumps, isOver: false });
  });
});

describe('a row of uploads', () => {
  const draw = async (more: Partial<DumpDetail>) =>
    await drawn('screens/uploads', 'UploadRow', { upload: upload(more), chosen: false });

  it('leads to its dump and its crash, and says why it failed', async () => {
    const crashId = `c${'0'.repeat(24)}`;
    const markup = await draw({
      state: 'aborted',
      reason: 'the host went away',
      title: '<b>BUG</b>',
      crashId,
      receivedBytes: 1024,
    });
    expect(markup).toContain(`href="#/crashes/${crashId}"`);
    expect(markup).toContain('href="#/dumps/01KD0000000000000000000001"');
    expect(markup).not.toContain('<b>');
    const text = seen(markup);
    for (const words of ['given up', 'the host went away', '<b>BUG</b>', '1.0 KiB of 2.0 KiB']) {
      expect(text).toContain(words);
    }
  });

  it('says what is not known as that', async () => {
    expect(seen(await draw({}))).toContain('not read yet');
    expect(seen(await draw({ title: null }))).toContain('no crash in its log');
    expect(seen(await draw({ logOnly: true }))).toContain('log only');
    expect(seen(await draw({ askedPolicy: 'all' }))).toContain('hot, not all');
  });
});
