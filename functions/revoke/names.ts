/** What the stack and the handler must call by the same name. */
export const RevokeEnv = {
  ImageBucket: 'IMAGE_BUCKET',
  ImageTable: 'IMAGE_TABLE',
  BusName: 'BUS_NAME',
  KekKey: 'KEK_KEY',
  LogKey: 'LOG_KEY',
  LogOrigin: 'LOG_ORIGIN',
} as const;
