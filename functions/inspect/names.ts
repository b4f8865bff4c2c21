/** What the stack and the handler must call by the same name. */
export const InspectEnv = { ImageBucket: 'IMAGE_BUCKET' } as const;
