/** What the stack and the handler must call by the same name. */
export const DebuginfodEnv = {
  Server: 'DEBUGINFOD_SERVER',
  SymbolBucket: 'SYMBOL_BUCKET',
  ImageTable: 'IMAGE_TABLE',
  BusName: 'BUS_NAME',
  DeadLetterUrl: 'DEAD_LETTER_URL',
  MaxReceives: 'MAX_RECEIVES',
} as const;
