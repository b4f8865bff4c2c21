/** What `purgatory login` keeps: one file below XDG_CONFIG_HOME that only its owner can read. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../../shared/errors.ts';
import { isSystemError } from '../exit-code.ts';
import type { Credentials, Login } from './login.ts';

export interface CredentialStore {
  readonly path: string;
  lastUrl(): Promise<string | undefined>;
  find(url: URL): Promise<Login | undefined>;
  save(url: URL, login: Login): Promise<void>;
  remove(url: URL): Promise<boolean>;
}

export function credentialStore(env: Readonly<Record<string, string | undefined>>): CredentialStore {
  const config = env['XDG_CONFIG_HOME'];
  const directory = join(
    config !== undefined && config !== '' ? config : join(env['HOME'] ?? homedir(), '.config'),
    'purgatory',
  );
  const path = join(directory, 'credentials.json');

  async function read(): Promise<Credentials> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return { services: {} };
      throw error;
    }
    const schema = await import('./login.ts');
    try {
      return schema.Credentials.parse(JSON.parse(text));
    } catch (cause) {
      throw new InputError(`${path} is damaged: remove it and sign in again`, { cause });
    }
  }

  /** Whole or not at all, and never readable by others, not even for a moment. */
  async function write(credentials: Credentials): Promise<void> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const temporary = `${path}.${process.pid}`;
    try {
      await writeFile(temporary, `${JSON.stringify(credentials, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  return {
    path,
    lastUrl: async () => (await read()).lastUrl,
    find: async (url) => (await read()).services[url.href],
    async save(url, login) {
      const { services } = await read();
      await write({ lastUrl: url.href, services: { ...services, [url.href]: login } });
    },
    async remove(url) {
      const { services, lastUrl } = await read();
      if (services[url.href] === undefined) return false;
      const others = Object.fromEntries(Object.entries(services).filter(([href]) => href !== url.href));
      await write({ services: others, ...(lastUrl === undefined || lastUrl === url.href ? {} : { lastUrl }) });
      return true;
    },
  };
}
