/** What the stack and the handler must call by the same name. */
export const TriageEnv = {
  DumpBucket: 'DUMP_BUCKET',
  UploadTable: 'UPLOAD_TABLE',
  CrashTable: 'CRASH_TABLE',
  ImageTable: 'IMAGE_TABLE',
  SymbolBucket: 'SYMBOL_BUCKET',
  BusName: 'BUS_NAME',
  DeadLetterUrl: 'DEAD_LETTER_URL',
  RetentionDays: 'RETENTION_DAYS',
  MaxReceives: 'MAX_RECEIVES',
  QueueUrl: 'QUEUE_URL',
  NewGroupsPerDay: 'NEW_GROUPS_PER_DAY',
} as const;

export const TriageMetric = {
  OccurrencesAdded: 'OccurrencesAdded',
  OccurrencesRepeated: 'OccurrencesRepeated',
  LogsWithoutCrash: 'LogsWithoutCrash',
  GroupsOpened: 'GroupsOpened',
  LogsInPart: 'LogsInPart',
  LogsUnreadable: 'LogsUnreadable',
  CrashesUngrouped: 'CrashesUngrouped',
  MessagesDead: 'MessagesDead',
} as const;
