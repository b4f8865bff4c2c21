/** What the stack and the handler must call by the same name. */
export const IngestEnv = {
  DumpBucket: 'DUMP_BUCKET',
  UploadTable: 'UPLOAD_TABLE',
  BusName: 'BUS_NAME',
  RetentionDays: 'RETENTION_DAYS',
  UploadsPerHour: 'UPLOADS_PER_HOUR',
  LogsPerMinute: 'LOGS_PER_MINUTE',
  LongPolls: 'LONG_POLLS',
} as const;

export const IngestMetric = {
  UploadsCreated: 'UploadsCreated',
  UploadsCompleted: 'UploadsCompleted',
  UploadsAborted: 'UploadsAborted',
  LogsOffered: 'LogsOffered',
  ChunksOffered: 'ChunksOffered',
  RangesOffered: 'RangesOffered',
  QuotaRefused: 'QuotaRefused',
  PollsNotHeld: 'PollsNotHeld',
} as const;
