/** What can be asked, with an example of each. */
import { VIEWS } from './views/index.ts';
import { SOURCE_KINDS } from './walk-syntax.ts';

interface Topic {
  readonly summary: string;
  readonly example: string;
  readonly more?: readonly string[];
}

const TOPICS: ReadonlyMap<string, Topic> = new Map<string, Topic>([
  [
    'EXPRESSION',
    {
      summary: 'a value, as C says it',
      example: 'init_task.comm',
      more: [
        '((struct task_struct *)0xffff888101234000)->mm->pgd',
        'per_cpu(runqueues, 1).curr->comm',
        'container_of(modules.next, struct module, list)->name',
        'task(1)->files->fdt->fd[0:4]',
        'sizeof(struct page), offsetof(struct file, f_path.dentry), jiffies - 1000',
      ],
    },
  ],
  [
    'walk',
    {
      summary: 'a list, tree or array, row by row',
      example: 'walk list &modules type struct module.list show name, state where state == 0',
      more: [
        'walk KIND EXPRESSION [type TYPE[.MEMBER]] [as NAME] [, …] [where CONDITION] [show EXPRESSION, …] [from ROW] [limit ROWS]',
        ...Object.entries(SOURCE_KINDS).map(([kind, what]) => `${kind}: ${what}`),
      ],
    },
  ],
  ['what', { summary: 'what an address is', example: 'what 0xffff888101234028', more: ['what 0x7ffd5d5fe598 in 136'] }],
  ['sym', { summary: 'every symbol of a name', example: 'sym flags_show' }],
  ['p', { summary: 'the same as the expression alone, as crash has it (-x: in hexadecimal)', example: 'p -x jiffies' }],
  ['eval', { summary: 'the same as p', example: 'eval 1 << 12' }],
  ['help', { summary: 'this, or more of one verb', example: 'help walk' }],
]);

export function verbNames(): string[] {
  return [...TOPICS.keys(), ...VIEWS.keys()].filter((name) => name !== 'EXPRESSION');
}

export function helpText(topic: string): string {
  const found = TOPICS.get(topic) ?? VIEWS.get(topic);
  if (found !== undefined) {
    const more = 'more' in found ? (found.more ?? []) : [];
    return [`${topic}: ${found.summary}`, `  ${found.example}`, ...more.map((line) => `  ${line}`)].join('\n');
  }
  const all = [...TOPICS, ...VIEWS];
  const width = Math.max(...all.map(([name]) => name.length));
  return all
    .map(([name, { summary, example }]) => `${name.padEnd(width)}  ${summary}\n${' '.repeat(width)}    ${example}`)
    .join('\n');
}
