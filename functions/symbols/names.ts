/** What the stack and the handler must call by the same name. */
export const SymbolsEnv = {
  SymbolBucket: 'SYMBOL_BUCKET',
  ImageTable: 'IMAGE_TABLE',
} as const;
