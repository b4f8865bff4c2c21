/** What the stack and the handler must call by the same name. */
export const SignEnv = {
  ImageBucket: 'IMAGE_BUCKET',
  ImageTable: 'IMAGE_TABLE',
  BusName: 'BUS_NAME',
  /** Holds the keys that sign images and certificates. An ARN: it may be in another account. */
  SignerFunction: 'SIGNER_FUNCTION',
  /** Reads images. */
  InspectFunction: 'INSPECT_FUNCTION',
  KekKey: 'KEK_KEY',
  LogKey: 'LOG_KEY',
  /** Name of the log in its checkpoints. */
  LogOrigin: 'LOG_ORIGIN',
} as const;

export const SignMetric = {
  ImagesRequested: 'ImagesRequested',
  ImagesSigned: 'ImagesSigned',
  ImagesRefused: 'ImagesRefused',
} as const;
