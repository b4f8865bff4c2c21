/** What the stack and the handler must call by the same name. */
export const SignEnv = {
  ImageBucket: 'IMAGE_BUCKET',
  ImageTable: 'IMAGE_TABLE',
  BusName: 'BUS_NAME',
  SigningKey: 'SIGNING_KEY',
  CaKey: 'CA_KEY',
  KekKey: 'KEK_KEY',
  LogKey: 'LOG_KEY',
  /** Name of the log in its checkpoints. */
  LogOrigin: 'LOG_ORIGIN',
  /** Minutes between the last approval of a change and its effect. */
  ChangeDelay: 'CHANGE_DELAY_MINUTES',
  /** The same of revocations. */
  RevocationDelay: 'REVOCATION_DELAY_MINUTES',
  /** What one person may do alone: `none`, `revocations`, `all`. */
  BreakGlass: 'BREAK_GLASS',
} as const;

export const SignMetric = {
  ImagesRequested: 'ImagesRequested',
  ImagesSigned: 'ImagesSigned',
  ImagesRefused: 'ImagesRefused',
  SignaturesMade: 'SignaturesMade',
} as const;
