import { spawnSync } from 'node:child_process';

/** @returns what it printed. @throws {Error} with what it complained of */
export function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status ?? 'a signal'}: ${stderr}`);
  return stdout;
}

/**
 * @param what a folder, or a package of the registry
 * @returns the name of the archive that npm wrote in `folder`
 */
export function npmPack(what: string, folder: string, ...options: readonly string[]): string {
  const [packed] = JSON.parse(run('npm', ['pack', what, '--pack-destination', folder, '--json', ...options])) as {
    filename: string;
  }[];
  if (packed === undefined) throw new Error(`npm packed nothing of ${what}`);
  return packed.filename;
}
