/** What the stack and the handler must call by the same name. */
export const ExamineEnv = {
  DumpBucket: 'DUMP_BUCKET',
  UploadTable: 'UPLOAD_TABLE',
  CrashTable: 'CRASH_TABLE',
  ImageTable: 'IMAGE_TABLE',
  ImageBucket: 'IMAGE_BUCKET',
  SymbolBucket: 'SYMBOL_BUCKET',
  SourceLinks: 'SOURCE_LINKS',
  AsksForLines: 'ASKS_FOR_LINES',
  FleetTable: 'FLEET_TABLE',
  BusName: 'BUS_NAME',
  DeadLetterUrl: 'DEAD_LETTER_URL',
  MaxReceives: 'MAX_RECEIVES',
} as const;

export const ExamineMetric = {
  DumpsExamined: 'DumpsExamined',
  DumpsUnreadable: 'DumpsUnreadable',
  ExamineSeconds: 'ExamineSeconds',
  BytesFetched: 'BytesFetched',
  Rounds: 'Rounds',
} as const;
