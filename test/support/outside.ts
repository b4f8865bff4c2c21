/** What some tests need from outside the repository: tools, and the corpus that lies beside it. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';

const repository = join(import.meta.dirname, '../..');

/** Real dumps, logs and images, where they lie beside the repository. */
export const CORPUS = join(repository, '../shared/corpus');

export interface Needs {
  /** Commands that must be on the path (or in /usr/sbin, /sbin). */
  readonly commands?: readonly string[];
  readonly files?: readonly string[];
}

/** What of `needs` is not here, in words. */
export function missing({ commands = [], files = [] }: Needs): string[] {
  return [
    ...commands.filter((command) => commandPath(command) === undefined).map((command) => `${command} is not installed`),
    ...files.filter((file) => !existsSync(file)).map((file) => `${said(file)} is not there`),
  ];
}

/** From the top of the checkout where it lies in or beside it. */
function said(file: string): string {
  const path = relative(repository, file);
  return path.startsWith('../..') ? file : path;
}

/** The full path of a command, or undefined where it is not installed. */
export function commandPath(command: string): string | undefined {
  const directories = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return directories.map((directory) => join(directory, command)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
