/** What the stack and the handler must call by the same name. */
export const RevokeEnv = {
  ImageBucket: 'IMAGE_BUCKET',
  ImageTable: 'IMAGE_TABLE',
  BusName: 'BUS_NAME',
  KekKey: 'KEK_KEY',
  LogKey: 'LOG_KEY',
  LogOrigin: 'LOG_ORIGIN',
  /** Minutes between the last approval of a change and its effect. */
  ChangeDelay: 'CHANGE_DELAY_MINUTES',
  /** The same of revocations. */
  RevocationDelay: 'REVOCATION_DELAY_MINUTES',
  /** What one person may do alone: `none`, `revocations`, `all`. */
  BreakGlass: 'BREAK_GLASS',
} as const;
