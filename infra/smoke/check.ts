/** One question to a deployment, and what came of it. */
export type Outcome =
  | { readonly status: 'passed'; readonly detail: string }
  /** `todo`: what to do about it. */
  | { readonly status: 'failed'; readonly detail: string; readonly todo: string }
  /** It can't be told here: never as good as passed. */
  | { readonly status: 'not-shown'; readonly detail: string };

export type Result = Outcome & { readonly name: string; readonly seconds: number };

export const passed = (detail: string): Outcome => ({ status: 'passed', detail });
export const failed = (detail: string, todo: string): Outcome => ({ status: 'failed', detail, todo });
export const notShown = (detail: string): Outcome => ({ status: 'not-shown', detail });

/** What ends a check with an answer of its own. */
export class Failed extends Error {
  readonly todo: string;

  constructor(detail: string, todo: string) {
    super(detail);
    this.todo = todo;
  }
}

/** Runs a check. One that throws has failed, whatever it threw. */
export async function run(name: string, check: () => Promise<Outcome>, todo: string): Promise<Result> {
  const began = performance.now();
  const outcome = await check().catch((error: unknown) =>
    failed(error instanceof Error ? error.message : String(error), error instanceof Failed ? error.todo : todo),
  );
  return { name, ...outcome, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

const MARKS = { passed: 'ok      ', failed: 'FAILED  ', 'not-shown': 'not shown' } as const;

export function asText(results: readonly Result[]): string {
  const lines = results.flatMap((result) => [
    `${MARKS[result.status].padEnd(9)} ${result.name.padEnd(11)} ${result.detail}`,
    ...(result.status === 'failed' ? [`          ${' '.repeat(11)} → ${result.todo}`] : []),
  ]);
  const count = (status: Result['status']): number => results.filter((result) => result.status === status).length;
  return [...lines, '', `${count('passed')} passed, ${count('failed')} failed, ${count('not-shown')} not shown`].join(
    '\n',
  );
}
