import type { SpawnOptions } from 'node:child_process';
export function run(
  command: string,
  args: readonly string[],
  options?: SpawnOptions,
): Promise<{ status: number; output: string }>;
export function tail(output: string, lines?: number): string;
