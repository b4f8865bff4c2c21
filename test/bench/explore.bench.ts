/**
 * `explore` on a dump of some 17 MB: from a cold start to the first answer, and as many questions as both can be asked in one run; beside
 * drgn where it and the kernel's debug file are installed ($PURGATORY_VMLINUX, $PURGATORY_PYTHON). Needs the corpus for more than one question.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORPUS } from '../support/outside.ts';
import { faster, measure } from './measure.ts';
import type { Measured } from './measure.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly higherIsBetter: boolean;
  readonly ratio?: number;
  readonly peer?: string;
}

const REPOSITORY = join(import.meta.dirname, '../..');
const SAMPLE = join(REPOSITORY, 'test/fixtures/vmcore/sample.kdump');
const REAL = join(CORPUS, 'vmcores/d-abba.zstd-d31.kdump');
const QUESTIONS = join(CORPUS, 'explore/d-abba.json');
const VMLINUX = process.env['PURGATORY_VMLINUX'] ?? '/usr/lib/debug/boot/vmlinux-6.1.0-56-amd64';
const PYTHON = process.env['PURGATORY_PYTHON'] ?? 'python3';
const RUNS = 5;
const FIRST = 'init_task.comm';

/** What both languages write alike, but for `->`: members and elements of a global. */
const SHARED = /^[A-Za-z_]\w*(?:(?:\.|->)[A-Za-z_]\w*|\[\d+\])*$/;

/** Each question is answered in full: a text as a text, a struct with its members. */
const DRGN = `
import re, sys, drgn
prog = drgn.Program()
prog.set_core_dump(sys.argv[1])
prog.load_debug_info([sys.argv[2]])
for question in sys.argv[3:]:
    try:
        name, *path = re.findall(r'\\w+', question)
        found = prog[name]
        for step in path:
            found = found[int(step)] if step.isdigit() else getattr(found, step)
        print(found.format_(dereference=False))
    except Exception as error:
        print(type(error).__name__, error)
`;

export async function bench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const dump = existsSync(REAL) ? REAL : SAMPLE;
  const many = existsSync(QUESTIONS) ? sharedQuestions() : [];
  const hasDrgn = dump === REAL && existsSync(VMLINUX) && spawnSync(PYTHON, ['-c', 'import drgn']).status === 0;
  for (const [what, questions] of [
    ['first answer', [FIRST]],
    [`${many.length} questions`, many],
  ] as const) {
    if (questions.length === 0) continue;
    let ours = await explore(dump, questions);
    let drgn = hasDrgn ? await askDrgn(dump, questions) : undefined;
    // One after the other in turn: what slows the machine down slows both.
    for (let i = 1; i < RUNS; i++) {
      ours = faster(ours, await explore(dump, questions));
      if (drgn !== undefined) drgn = faster(drgn, await askDrgn(dump, questions));
    }
    const add = (kind: string, unit: string, pick: (measured: Measured) => number): void => {
      figures.push({
        name: `${what}, ${kind}`,
        value: Number(pick(ours).toPrecision(4)),
        unit,
        higherIsBetter: false,
        ...(drgn === undefined ? {} : { peer: 'drgn', ratio: Number((pick(drgn) / pick(ours)).toPrecision(3)) }),
      });
    };
    add('wall', 's', ({ seconds }) => seconds);
    add('processor', 's', ({ cpuSeconds }) => cpuSeconds);
    add('peak memory', 'MB', ({ peakMb }) => peakMb);
  }
  return figures;
}

function sharedQuestions(): string[] {
  const { questions } = JSON.parse(readFileSync(QUESTIONS, 'utf8')) as {
    readonly questions: readonly { readonly ask: string; readonly kind: string; readonly needs?: unknown }[];
  };
  const kinds = new Set(['value', 'pointer', 'string', 'struct']);
  return questions.flatMap(({ ask, kind }) => (kinds.has(kind) && SHARED.test(ask) ? ask : []));
}

async function explore(dump: string, questions: readonly string[]): Promise<Measured> {
  const asked = questions.flatMap((question) => ['-c', question]);
  const measured = await measure(process.execPath, [
    join(REPOSITORY, 'clients/cli/main.ts'),
    'explore',
    dump,
    ...asked,
  ]);
  if (measured.output === '') throw new Error(`explore answered nothing, status ${measured.status ?? 'none'}`);
  return measured;
}

async function askDrgn(dump: string, questions: readonly string[]): Promise<Measured> {
  const measured = await measure(PYTHON, ['-c', DRGN, dump, VMLINUX, ...questions]);
  if (measured.status !== 0) throw new Error(`drgn ended with ${measured.status ?? 'no status'}`);
  const refused = measured.output.match(/^\w*Error .*/gm) ?? [];
  // A peer that answers little is none.
  if (refused.length > questions.length / 10) throw new Error(`drgn: ${refused.length} errors: ${refused[0] ?? ''}`);
  return measured;
}
