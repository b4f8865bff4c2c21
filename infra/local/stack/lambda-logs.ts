import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const PER_FUNCTION = 3;
const MAX_LINE = 600;

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
