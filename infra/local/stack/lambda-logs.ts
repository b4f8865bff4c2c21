import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const PER_FUNCTION = 3;
const MAX_LINE = 600;
/** They run because somebody asks or because it is time, so their logs grow while nothing else gets on. */
const NOT_AT_WORK = /console|sweep/i;

/** Grows as long as functions work on what was sent. */
export function workDone(runFolder: string | undefined): string {
  const folder = join(runFolder ?? '', 'lambda');
  if (runFolder === undefined || !existsSync(folder)) return 'no logs of functions';
  const bytes = readdirSync(folder)
    .filter((name) => !NOT_AT_WORK.test(name))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  return `${bytes} bytes of the functions' logs`;
}

/** The failed invocations in the functions' logs, the newest of each, for a message to a person. */
export function failuresIn(runFolder: string | undefined): string {
  const folder = join(runFolder ?? '', 'lambda');
  if (runFolder === undefined || !existsSync(folder)) return '';
  return readdirSync(folder)
    .flatMap((name) => {
      const lines = readFileSync(join(folder, name), 'utf8').split('\n');
      const failed = lines.filter((line) => /"errorType"\s*:|"level"\s*:\s*"(ERROR|CRITICAL)"/.test(line));
      return failed.slice(-PER_FUNCTION).map((line) => `    ${name.replace(/\.log$/, '')}: ${line.slice(0, MAX_LINE)}`);
    })
    .join('\n');
}
