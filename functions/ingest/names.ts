/** What the stack and the handler must call by the same name. */
export const IngestEnv = {
  DumpBucket: 'DUMP_BUCKET',
  UploadTable: 'UPLOAD_TABLE',
  BusName: 'BUS_NAME',
  RetentionDays: 'RETENTION_DAYS',
} as const;

export const IngestMetric = {
  UploadsCreated: 'UploadsCreated',
  UploadsCompleted: 'UploadsCompleted',
  UploadsAborted: 'UploadsAborted',
  LogsOffered: 'LogsOffered',
  ChunksOffered: 'ChunksOffered',
  RangesOffered: 'RangesOffered',
} as const;
