/** What the stack and the handler must call by the same name. */
export const SweepEnv = {
  DumpBucket: 'DUMP_BUCKET',
  UploadTable: 'UPLOAD_TABLE',
  CrashTable: 'CRASH_TABLE',
  ImageTable: 'IMAGE_TABLE',
  SymbolBucket: 'SYMBOL_BUCKET',
  BusName: 'BUS_NAME',
  TriageQueueUrl: 'TRIAGE_QUEUE_URL',
} as const;

export const SweepMetric = {
  UploadsAbandoned: 'UploadsAbandoned',
  EventsRedriven: 'EventsRedriven',
  LogsRedriven: 'LogsRedriven',
  LogsUnreadable: 'LogsUnreadable',
  DumpsRedriven: 'DumpsRedriven',
  SymbolsRemoved: 'SymbolsRemoved',
} as const;
