/** Killing the functions of the embedded AWS: each environment is a process of this machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { stack } from '../support/stack.ts';

/** Functions of Purgatory that run now: process by process id. */
function running(): number[] {
  const mark = `AWS_ENDPOINT_URL=${stack.endpoint}`;
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const words = readFileSync(`/proc/${name}/environ`, 'latin1').split('\0');
      const isOurs =
        words.includes(mark) && words.some((word) => word.startsWith('AWS_LAMBDA_FUNCTION_NAME=Purgatory'));
      return isOurs ? [Number(name)] : [];
    } catch {
      // It has ended meanwhile, or is somebody else's.
      return [];
    }
  });
}

/** Ends those that `choose` says, as a machine that fails does; answers how many that were. */
export function killFunctions(choose: () => boolean): number {
  const ended = running().filter((pid) => {
    if (!choose()) return false;
    try {
      process.kill(pid, 'SIGKILL');
      return true;
    } catch {
      return false;
    }
  });
  return ended.length;
}
