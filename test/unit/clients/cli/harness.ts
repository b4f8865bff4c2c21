/** Runs the command line in this process, with everything that it writes kept. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliContext } from '../../../../clients/cli/context.ts';
import { runCli } from '../../../../clients/cli/program.ts';

export interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliSettings {
  readonly env?: Record<string, string>;
  readonly stdin?: readonly Uint8Array[];
  readonly tty?: boolean;
  readonly columns?: number;
  readonly signal?: AbortSignal;
  readonly onStderr?: (text: string) => void;
}

export async function cli(argv: readonly string[], settings: CliSettings = {}): Promise<CliResult> {
  let stdout = '';
  let stderr = '';
  const decode = (text: string | Uint8Array): string =>
    typeof text === 'string' ? text : Buffer.from(text).toString();
  const terminal = { isTTY: settings.tty ?? false, columns: settings.columns };
  const context: CliContext = {
    stdout: { ...terminal, write: (text) => (stdout += decode(text)) },
    stderr: {
      ...terminal,
      write: (text) => {
        stderr += decode(text);
        settings.onStderr?.(decode(text));
      },
    },
    stdin: (async function* () {
      for (const chunk of settings.stdin ?? []) yield await Promise.resolve(chunk);
    })(),
    env: { TMPDIR: tmpdir(), XDG_CONFIG_HOME: '/nonexistent', ...settings.env },
    fetch: globalThis.fetch,
    now: () => new Date(),
    sleep: () => Promise.resolve(),
    signal: settings.signal ?? new AbortController().signal,
    exitCode: 0,
  };
  await runCli(argv, context);
  return { exitCode: context.exitCode, stdout, stderr };
}

export interface Directory {
  readonly path: string;
  write(name: string, content: string | Uint8Array): string;
  remove(): void;
}

export function scratch(): Directory {
  const path = mkdtempSync(join(tmpdir(), 'purgatory cli '));
  return {
    path,
    write(name, content) {
      const file = join(path, name);
      writeFileSync(file, content);
      return file;
    },
    remove() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
