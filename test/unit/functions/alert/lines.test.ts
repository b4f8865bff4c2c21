import { describe, expect, it } from '@jest/globals';
import { actionsOf, alertText, plain } from '../../../../functions/alert/lines.ts';
import type { News } from '../../../../functions/alert/news.ts';
import { news } from './news.ts';

const actions = actionsOf(news, undefined);

describe('alertText', () => {
  it('says what, where, culprit, likely cause and what to do, in five lines', () => {
    const full: News = {
      ...news,
      image: 'signed',
      signedBy: 'release-2026-11',
      lastGoodKernel: '6.12.111',
      textDifferences: 0,
      likely: 'use after free (pointer 0x6b6b6b6b6b6b6b6b is slab poison)',
    };
    expect(alertText(full, actionsOf(full, 'https://crash.example/purgatory/')).split('\n')).toEqual([
      'NEW  general protection fault in ext4_mb_new_blocks      6.12.117 · 3 hosts in 4 min · first 02:11:08Z',
      '     fs-17.eu (+2) · last good kernel 6.12.111 · signed by release-2026-11 ✔ · text intact ✔',
      '     culprit: ext4_mb_new_blocks+0x31a ← ext4_ext_map_blocks ← ext4_map_blocks ← ext4_iomap_begin',
      '     likely: use after free (pointer 0x6b6b6b6b6b6b6b6b is slab poison)',
      '     open https://crash.example/purgatory/#/crashes/c000000000000000000000001 · acknowledge https://crash.example/purgatory/#/crashes/c000000000000000000000001?do=acknowledge · mute 1 h https://crash.example/purgatory/#/crashes/c000000000000000000000001?do=mute&hours=1',
    ]);
  });

  it('names commands where there is no console', () => {
    expect(alertText(news, actions)).toContain('open purgatory crashes show c000000000000000000000001');
  });

  it('has five lines whatever is not known', () => {
    const crash = { ...news.crash, culprit: [], hosts: [], kernels: [], count: 1, hostCount: 1 };
    expect(alertText({ ...news, crash }, actions).split('\n')).toHaveLength(5);
  });

  it('dates what did not begin today', () => {
    const crash = { ...news.crash, firstSeen: '2026-11-20T02:11:08.000Z' };
    expect(alertText({ ...news, crash }, actions)).toContain('3 hosts in 3 d · first 2026-11-20 02:11Z');
  });

  it('lets nothing from a host forge a line, a direction or a control sequence', () => {
    const hostile = 'a\nNEW  all is well\r\u001b[2J\u202egnp\u2028b';
    const crash = { ...news.crash, title: hostile, hosts: [hostile], kernels: [hostile], culprit: [hostile] };
    const text = alertText({ ...news, crash, likely: hostile, detail: hostile }, actions);
    expect(text.split('\n')).toHaveLength(5);
    for (const hidden of ['\u001b', '\r', '\u202e', '\u2028']) expect(text).not.toContain(hidden);
  });
});

describe('what is known of a kernel’s image and of its code', () => {
  it.each<[string | undefined, Partial<News>]>([
    [undefined, {}],
    [undefined, { image: 'unknown' }],
    ['signed ✔', { image: 'signed' }],
    ['signed by release-2026-11 ✔', { image: 'signed', signedBy: 'release-2026-11' }],
    ['not signed here ✘', { image: 'unsigned' }],
    ['signature revoked ✘', { image: 'revoked', signedBy: 'release-2026-11' }],
    ['text intact ✔', { textDifferences: 0 }],
    ['text: 1 difference ✘', { textDifferences: 1 }],
    ['text: 2 differences ✘', { textDifferences: 2 }],
  ])('is said as %p', (words, known) => {
    const [, where] = alertText({ ...news, ...known }, actions).split('\n');
    const more = words === undefined ? '' : ` · ${words}`;
    expect(where).toBe(`     fs-17.eu (+2)${more}`);
  });
});

describe('plain', () => {
  it('leaves letters of every script as they are', () => {
    expect(plain('größe 大 ✔')).toBe('größe 大 ✔');
  });
});
