/** What the stack and the handler must call by the same name. */
export const SignerEnv = {
  SigningKey: 'SIGNING_KEY',
  CaKey: 'CA_KEY',
  PcrKey: 'PCR_KEY',
  LedgerTable: 'LEDGER_TABLE',
} as const;

export const SignerMetric = { SignaturesMade: 'SignaturesMade' } as const;
