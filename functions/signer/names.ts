/** What the stack and the handler must call by the same name. */
export const SignerEnv = {
  SigningKey: 'SIGNING_KEY',
  CaKey: 'CA_KEY',
  /** The newest and, while it still signs, the one before: ARNs, separated by a comma. */
  PcrKeys: 'PCR_KEYS',
  LedgerTable: 'LEDGER_TABLE',
} as const;

export const SignerMetric = { SignaturesMade: 'SignaturesMade' } as const;
