import { existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { state, top, venv } from './paths.mjs';
import { SetupError } from './report.mjs';

const MIB = 2 ** 20;
/** Measured: npm packages 650 MB with the project's Node, the virtual environment 380 MB. */
const NEEDED = { packages: 700 * MIB, venv: 450 * MIB, running: 300 * MIB };

/** @throws {SetupError} where the disk will be full before start-up is through */
export function checkDisk() {
  const needed =
    NEEDED.running +
    (existsSync(join(top, 'node_modules', '.package-lock.json')) ? 0 : NEEDED.packages) +
    (existsSync(venv) ? 0 : NEEDED.venv);
  const { bavail, bsize } = statfsSync(top);
  const free = bavail * bsize;
  if (free >= needed) return;
  throw new SetupError(
    `${top} has ${Math.floor(free / MIB)} MiB free; ${Math.ceil(needed / MIB)} MiB are needed.`,
    `Free some space, or clone to a larger disk. What an earlier start left can go: rm -r ${state}`,
  );
}
