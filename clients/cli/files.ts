/** Files that a verb names: read under their names, and never written over by what is made of them. */
import { createReadStream } from 'node:fs';
import type { ReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { UsageError, isSystemError } from './exit-code.ts';

/** All of a file. Of a folder the system's own error does not say which file it was: this one does. */
export async function readNamed(path: string): Promise<Buffer<ArrayBuffer>> {
  try {
    return await readFile(path);
  } catch (error) {
    throw named(error, path);
  }
}

export const readNamedText = async (path: string): Promise<string> => (await readNamed(path)).toString('utf8');

/** The first bytes of a file, at most `length`. */
export async function headOf(path: string, length: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(length);
    const { bytesRead } = await handle.read(head, 0, length, 0);
    return head.subarray(0, bytesRead);
  } catch (error) {
    throw named(error, path);
  } finally {
    await handle.close();
  }
}

/** A file piece by piece; errors name it. */
export async function* streamNamed(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path) as ReadStream & AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    throw named(error, path);
  }
}

function named(error: unknown, path: string): unknown {
  if (isSystemError(error)) error.path ??= path;
  return error;
}

/** @throws {UsageError} where `output` is one of the files that are read: a dump would be gone before it was looked at */
export async function keepInput(output: string, inputs: readonly string[]): Promise<void> {
  const identity = async (path: string): Promise<string | undefined> =>
    stat(path, { bigint: true }).then(
      ({ dev, ino }) => `${String(dev)}:${String(ino)}`,
      () => undefined,
    );
  const written = await identity(output);
  if (written === undefined) return;
  for (const input of inputs) {
    if ((await identity(input)) === written) throw new UsageError(`${output} is what is read: name another file`);
  }
}
