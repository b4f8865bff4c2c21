import { writeFile } from 'node:fs/promises';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { CliContext } from '../context.ts';

/** The log as it is to a file or a pipe; to a terminal only what is safe there. */
export async function writeLog(log: string, target: string | undefined, context: CliContext): Promise<void> {
  if (target !== undefined && target !== '-') await writeFile(target, log);
  else context.stdout.write(context.stdout.isTTY === true ? safeText(log, { lines: true }) : log);
}
