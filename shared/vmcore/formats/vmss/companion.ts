import { stat } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** A VMware machine's memory lies beside its state, under the same name. */
const STATES = ['.vmss', '.vmsn'];
const MEMORY = '.vmem';

/** The other file of a VMware machine, where one was given alone and the other is there. */
export async function withCompanion(paths: readonly string[]): Promise<readonly string[]> {
  const [path] = paths;
  if (path === undefined || paths.length > 1) return paths;
  const { dir, name, ext } = parse(path);
  const kind = ext.toLowerCase();
  const others = STATES.includes(kind) ? [MEMORY] : kind === MEMORY ? STATES : [];
  for (const other of others) {
    const beside = join(dir, `${name}${other}`);
    if ((await stat(beside).catch(() => undefined))?.isFile() === true) return [path, beside];
  }
  return paths;
}
