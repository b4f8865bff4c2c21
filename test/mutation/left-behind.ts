/** Ends what a script with a fault has left running: a loop without end, a watchdog that was not told of its end. */
import { readdirSync, readFileSync } from 'node:fs';

/** Ends every process whose temporary files lie below `folder`, by its environment; none where the system does not tell. */
export function endLeftBehind(folder: string): void {
  for (const pid of processes()) {
    if (
      !environmentOf(pid)
        .split('\0')
        .some((variable) => variable.startsWith(`TMPDIR=${folder}`))
    )
      continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

function processes(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => pid !== process.pid);
  } catch {
    return [];
  }
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}
