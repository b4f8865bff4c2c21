/** An image in the register: what is asked for, decided and signed. */
import * as z from 'zod';
import { Approval, ImageRecord } from '../../contract/images.ts';

const StoredApproval = Approval.extend({
  /** What was proven of who approved, for policies to name. */
  identities: z.array(z.string()).optional(),
  /** Of the log's entry. */
  logIndex: z.number().int().nonnegative().optional(),
});
export type StoredApproval = z.infer<typeof StoredApproval>;

/** An image with what only the service needs to know of it. */
export const StoredImage = ImageRecord.extend({
  approvals: z.array(StoredApproval),
  /** Grows with every change: whoever changes names the one they read. */
  revision: z.number().int().nonnegative(),
  /** The version of the object that was looked at, and is signed. */
  versionId: z.string().optional(),
  sizeBytes: z.number().int().optional(),
  requesterSubject: z.string(),
  /** What was proven of who asked, for policies to name. */
  requesterIdentities: z.array(z.string()).optional(),
  /** Of the log's entry that announces the signature; the key is asked once it is there. */
  intentIndex: z.number().int().nonnegative().optional(),
  /** The certificate that is announced. */
  intentSigner: z.string().optional(),
  /** SHA-256 of a module with its signature: what a kernel's blacklist knows it by. */
  signedSha256: z.string().optional(),
});
export type StoredImage = z.infer<typeof StoredImage>;
