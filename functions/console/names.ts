/** What the stack and the handler must call by the same name. */
export const ConsoleEnv = {
  DumpBucket: 'DUMP_BUCKET',
  UploadTable: 'UPLOAD_TABLE',
  CrashTable: 'CRASH_TABLE',
  BusName: 'BUS_NAME',
  HostTokenDays: 'HOST_TOKEN_DAYS',
} as const;

export const ConsoleMetric = {
  HostsEnrolled: 'HostsEnrolled',
  CrashesChanged: 'CrashesChanged',
} as const;
