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
} as const;

export const SignMetric = {
  ImagesRequested: 'ImagesRequested',
  ImagesSigned: 'ImagesSigned',
  ImagesRefused: 'ImagesRefused',
  SignaturesMade: 'SignaturesMade',
} as const;
