/** The keys of logs that are believed: each was seen once, or told by somebody, and is kept. */
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { parseVerifierKey } from '../../../shared/authenticode/log/checkpoint.ts';
import type { KeyList } from '../../../shared/contract/images.ts';
import { codeOf, InputError } from '../../../shared/errors.ts';
import { writeWhole } from './open.ts';
import { readNamedText } from '../files.ts';

/** Origin, and SubjectPublicKeyInfo in base64. */
export type LogKey = KeyList['log'];

const Pins = z.object({ logs: z.record(z.string(), z.string()) });

/** SHA-256 of the key's SubjectPublicKeyInfo, hex. */
export function fingerprintOf({ publicKey }: Pick<LogKey, 'publicKey'>): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
}

export interface LogKeyStore {
  readonly path: string;
  /** The key of this log; undefined where none is kept. */
  find(origin: string): Promise<LogKey | undefined>;
  /**
   * Keeps the key of a log that is not known yet; answers whether it was new.
   *
   * @throws {InputError} where another one is kept
   */
  keep(log: LogKey): Promise<boolean>;
}

export function logKeyStore(env: Readonly<Record<string, string | undefined>>): LogKeyStore {
  const config = env['XDG_CONFIG_HOME'];
  const directory = config !== undefined && config !== '' ? config : join(env['HOME'] ?? homedir(), '.config');
  const path = join(directory, 'purgatory', 'log-keys.json');

  async function read(): Promise<z.infer<typeof Pins>> {
    let text: string;
    try {
      text = await readNamedText(path);
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return { logs: {} };
      throw error;
    }
    try {
      return Pins.parse(JSON.parse(text));
    } catch (cause) {
      throw new InputError(`${path} is damaged: what it said of the keys of logs is not known any more`, { cause });
    }
  }

  return {
    path,
    async find(origin) {
      const { logs } = await read();
      const publicKey = Object.hasOwn(logs, origin) ? logs[origin] : undefined;
      return publicKey === undefined ? undefined : { origin, publicKey };
    },
    async keep(log) {
      const { logs } = await read();
      const known = Object.hasOwn(logs, log.origin) ? logs[log.origin] : undefined;
      if (known === log.publicKey) return false;
      if (known !== undefined) {
        const [was, is] = [fingerprintOf({ publicKey: known }), fingerprintOf(log)];
        throw new InputError(
          `the log ${log.origin} has another key than the one that is kept in ${path}: ${is}, not ${was}. Ask whoever runs it before you believe it`,
        );
      }
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const next = { logs: { ...logs, [log.origin]: log.publicKey } };
      await writeWhole(path, [Buffer.from(`${JSON.stringify(next, undefined, 2)}\n`)]);
      return true;
    },
  };
}

/**
 * A key that somebody gives: a verifier key (`NAME+ID+KEY`), PEM, or DER in base64.
 *
 * @throws {InputError}
 */
export function readLogKey(text: string, origin: string): LogKey {
  const given = text.trim();
  if (given.includes('+') && !given.startsWith('-----')) {
    const parts = given.split('+');
    if (parts.length >= 3 && /^[0-9a-f]{8}$/.test(parts[1] ?? '')) {
      const { name, publicKeyInfo } = parseVerifierKey(given);
      if (name !== origin) throw new InputError(`the key is of the log ${name}, the proof of ${origin}`);
      return { origin, publicKey: Buffer.from(publicKeyInfo).toString('base64') };
    }
  }
  const base64 = given.replaceAll(/-----[A-Z ]+-----|\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new InputError('no key of a log: NAME+ID+KEY, PEM, or base64');
  return { origin, publicKey: base64 };
}
