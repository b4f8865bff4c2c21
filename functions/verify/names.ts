/** What the stack and the handler must call by the same name. */
export const VerifyEnv = { ImageBucket: 'IMAGE_BUCKET', ImageTable: 'IMAGE_TABLE' } as const;
