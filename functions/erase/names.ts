/** What the stack and the handler must call by the same name. */
export const EraseEnv = {
  DumpBucket: 'DUMP_BUCKET',
  UploadTable: 'UPLOAD_TABLE',
  CrashTable: 'CRASH_TABLE',
  ImageTable: 'IMAGE_TABLE',
  FleetTable: 'FLEET_TABLE',
} as const;
