/** What the stack and the handler must call by the same name. */
export const SealEnv = {
  DumpBucket: 'DUMP_BUCKET',
  UploadTable: 'UPLOAD_TABLE',
  BusName: 'BUS_NAME',
  DeadLetterUrl: 'DEAD_LETTER_URL',
  MaxReceives: 'MAX_RECEIVES',
  /** Days for which a sealed dump can't be deleted; absent: no Object Lock. */
  ObjectLockDays: 'OBJECT_LOCK_DAYS',
} as const;

export const SealMetric = {
  DumpsSealed: 'DumpsSealed',
  BytesSealed: 'BytesSealed',
} as const;
