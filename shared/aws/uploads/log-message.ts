/** The message by which triage hears of a log: S3's when it has arrived, or one of ours that says the same. */
import * as z from 'zod';

export const LogMessage = z.object({
  detail: z.object({ object: z.object({ key: z.string() }) }),
  /** To be read by itself, with more time. S3 never says so. */
  careful: z.boolean().optional(),
});

export function logMessage({ key, careful }: { readonly key: string; readonly careful?: boolean | undefined }): string {
  const message: z.infer<typeof LogMessage> = {
    detail: { object: { key } },
    ...(careful === true ? { careful } : {}),
  };
  return JSON.stringify(message);
}
