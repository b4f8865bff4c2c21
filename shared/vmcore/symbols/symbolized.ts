/** What stands at an address of code or data. */
export interface Symbolized {
  readonly symbol: string;
  readonly offset: number;
  readonly sizeBytes?: number | undefined;
  /** Absent for the kernel itself. */
  readonly module?: string | undefined;
}
