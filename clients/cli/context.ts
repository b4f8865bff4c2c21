/** What a verb may touch of the world, passed in: the program's own, or a test's. */
export interface Output {
  write(text: string | Uint8Array): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface CliContext {
  /** The answer, nothing else. */
  readonly stdout: Output;
  /** Messages and progress. */
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  exitCode: number;
}
