import { describe, expect, it } from '@jest/globals';
import {
  addressPieces,
  codeMark,
  completed,
  facetFacts,
  facetLinks,
  followed,
  structOfCache,
  withName,
} from '../../../../clients/web/src/logic/explore.ts';
import { noteOf } from '../../../../clients/web/src/logic/explore-text.ts';
import type { ExploreAnswer, ExploreReply } from '../../../../shared/contract/explore.ts';

const ADDRESS = '0xffff888101234000';
const pointer = (address = ADDRESS) => ({ is: 'pointer', address }) as const;

describe('a pointer', () => {
  it.each([
    ['struct mm_struct *', `*(struct mm_struct *)${ADDRESS}`],
    ['const struct cred *', `*(struct cred *)${ADDRESS}`],
    ['union thing *', `*(union thing *)${ADDRESS}`],
    ['wait_queue_head_t *', `*(wait_queue_head_t *)${ADDRESS}`],
    ['void *', undefined],
    ['char *', undefined],
    ['unsigned long *', undefined],
    ['pid_t *', undefined],
    ['struct mm_struct **', undefined],
    ['void (*)(struct work_struct *)', undefined],
  ])('to %s unfolds to %s', (type, ask) => {
    expect(followed(type, pointer())).toBe(ask);
  });

  it('that is NULL, or no pointer, unfolds to nothing', () => {
    expect(followed('struct mm_struct *', pointer('0x0'))).toBeUndefined();
    expect(followed('struct mm_struct *', pointer('0x18'))).toBeUndefined();
    expect(followed('struct mm_struct *', { is: 'unreadable', address: ADDRESS, why: 'excluded' })).toBeUndefined();
  });
});

describe('a row of code beside the signed image', () => {
  const text = (value: string) => ({ is: 'text', text: value }) as const;
  it.each([
    ['!', 'changed'],
    ['=>!', 'changed'],
    ['-', 'signed'],
    ['=>', undefined],
    ['', undefined],
  ])('with %j is %s', (mark, kind) => {
    expect(codeMark(['', 'ADDRESS', 'SIGNED IMAGE'], [text(mark), pointer()])).toBe(kind);
    expect(codeMark(['', 'ADDRESS'], [text(mark), pointer()])).toBeUndefined();
  });
});

describe('a text with addresses', () => {
  it('has them apart, with 0x or as registers print them', () => {
    expect(addressPieces(`RDI: ffff888101234000 at ${ADDRESS}+0x18, 4096`)).toEqual([
      { text: 'RDI: ' },
      { text: 'ffff888101234000', address: ADDRESS },
      { text: ' at ' },
      { text: ADDRESS, address: ADDRESS },
      { text: '+0x18, 4096' },
    ]);
    expect(addressPieces('0x1234 sha1:ffffffffffffffffffff')).toEqual([{ text: '0x1234 sha1:ffffffffffffffffffff' }]);
    expect(addressPieces('')).toEqual([]);
  });
});

describe('what an address is', () => {
  it.each([
    [
      { class: 'slab object', cache: 'filp', object: ADDRESS },
      [{ text: 'fields of struct file', ask: `*(struct file *)${ADDRESS}` }],
    ],
    [{ class: 'slab object', cache: 'kmalloc-64', object: ADDRESS }, [{ text: 'its words', ask: `rd ${ADDRESS} 16` }]],
    [
      { class: 'task stack', task: ADDRESS, pid: 7, comm: 'sh' },
      [
        { text: 'task sh', ask: `*(struct task_struct *)${ADDRESS}` },
        { text: 'its trace', ask: 'bt 7' },
      ],
    ],
    [
      { class: 'page', page: '0xffffea0000000040' },
      [{ text: 'its struct page', ask: '*(struct page *)0xffffea0000000040' }],
    ],
    [{ class: 'symbol', section: 'text', symbol: 'panic' }, [{ text: 'its code', ask: `dis ${ADDRESS}` }]],
    [{ class: 'module text', module: 'ext4' }, [{ text: 'its code', ask: `dis ${ADDRESS}` }]],
    [{ class: 'symbol', section: 'data', symbol: 'jiffies' }, [{ text: 'value of jiffies', ask: 'jiffies' }]],
    [{ class: 'unmapped' }, []],
    [{ class: 'of a kind that is new' }, [{ text: 'words there', ask: `rd ${ADDRESS} 16` }]],
  ])('%j leads on', (facet, links) => {
    expect(facetLinks(ADDRESS, facet)).toEqual(links);
  });

  it('is told by name and value, whatever there is', () => {
    expect(facetFacts({ class: 'x', objectSize: 64, allocated: true, vma: ['0x1', '0x2'], none: null })).toEqual([
      ['object size', '64'],
      ['allocated', 'yes'],
      ['vma', '0x1 0x2'],
    ]);
  });
});

it('a slab cache tells the struct that it holds, kmalloc none', () => {
  expect(['task_struct', 'cred_jar', 'kmalloc-cg-64', 'dma-kmalloc-8', 'bio-200', 'TCP'].map(structOfCache)).toEqual([
    'task_struct',
    'cred',
    undefined,
    undefined,
    undefined,
    'tcp_sock',
  ]);
});

it('a wrong name is replaced where it stands', () => {
  expect(withName('init_task.com + 1', 10, 'comm')).toBe('init_task.comm + 1');
  expect(withName('init_task->com', 9, 'comm')).toBe('init_task->comm');
  expect(withName('jiffie', 0, 'jiffies')).toBe('jiffies');
  expect(withName('x', undefined, 'y')).toBe('y');
});

it('a completion takes the place of what was begun', () => {
  expect(completed('init_task.co', 'co', 'comm')).toBe('init_task.comm');
  expect(completed('init_task.', '', 'comm')).toBe('init_task.comm');
});

describe('a note of what was found', () => {
  const reply = (answer: ExploreAnswer): ExploreReply => ({
    ask: 'a question',
    answer,
    missing: [],
    read: { bytes: 0, rounds: 0 },
  });

  it.each<[ExploreAnswer, string]>([
    [{ kind: 'value', type: 'int', datum: { is: 'integer', value: '7' } }, '(int) 7'],
    [
      {
        kind: 'table',
        columns: ['PID', 'NAME'],
        rows: [
          [
            { is: 'integer', value: '7' },
            { is: 'text', text: 'sh' },
          ],
        ],
      },
      'PID  NAME\n7  sh',
    ],
    [{ kind: 'address', address: ADDRESS, facets: [{ class: 'page', pfn: 7 }] }, 'page: pfn 7'],
    [{ kind: 'text', text: 'help' }, 'help'],
    [{ kind: 'symbols', symbols: [{ name: 'f', address: ADDRESS, type: 't' }] }, `${ADDRESS} f `],
  ])('says the question, and %j', (answer, text) => {
    expect(noteOf(reply(answer))).toBe(`> a question\n${text}`);
  });

  it('is bounded', () => {
    expect(noteOf(reply({ kind: 'text', text: 'x'.repeat(100_000) })).length).toBeLessThan(3100);
  });
});
