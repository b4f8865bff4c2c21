export class SetupError extends Error {
  readonly advice: readonly string[];
  constructor(message: string, advice?: string | readonly string[], options?: ErrorOptions);
}
export function say(text?: string): void;
export function step<T>(name: string, work: (note: (text: string) => void) => Promise<T> | T): Promise<T>;
export function explain(error: unknown): number;
