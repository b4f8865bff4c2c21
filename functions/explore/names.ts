/** What the stack and the handler must call by the same name. */
export const ExploreEnv = {
  DumpBucket: 'DUMP_BUCKET',
  UploadTable: 'UPLOAD_TABLE',
  RetentionDays: 'RETENTION_DAYS',
} as const;
