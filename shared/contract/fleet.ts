/** What the fleet shows when all dumps are seen together: `/v1/kernels` and `/v1/fleet`. */
import * as z from 'zod';
import { ImageId } from './images.ts';
import { HostName, UploadId } from './uploads.ts';

export const BuildId = z.string().regex(/^[0-9a-f]{16,64}$/, 'must be a build-id: 16 to 64 lower-case hex digits');

/** `unknown`: no image of it is in the register, and the register holds no kernels at all. */
export const KernelState = z.enum(['signed', 'unsigned', 'revoked', 'unknown']);
export type KernelState = z.infer<typeof KernelState>;

/** A registered image that is this kernel: signed anew, or in another wrapping, it is another image. */
export const KernelImage = z.object({
  id: ImageId,
  name: z.string(),
  requestedBy: z.string(),
  approvedBy: z.array(z.string()),
  /** Subject of the certificate. */
  signer: z.string().optional(),
  signedAt: z.iso.datetime().optional(),
  revoked: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).optional(),
});
export type KernelImage = z.infer<typeof KernelImage>;

/** How long hosts ran a kernel, as an inventory knows it; dumps alone only tell of runs that ended badly. */
export const KernelUsage = z.object({ hostDays: z.number().positive().max(1e9) });
export type KernelUsage = z.infer<typeof KernelUsage>;

export const KernelEntry = z.object({
  buildId: BuildId,
  release: z.string().optional(),
  state: KernelState,
  /** Signed ones, the newest first, at most 10. */
  images: z.array(KernelImage),
  revoked: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).optional(),
  /** Hosts and dumps that were seen with it; a count that reached the limit of what is read says so by `atLeast`. */
  hosts: z.number().int().nonnegative(),
  crashes: z.number().int().nonnegative(),
  atLeast: z.boolean().optional(),
  /** How long hosts were up when it crashed: the median. */
  medianUptimeSeconds: z.number().nonnegative().optional(),
  /** Where an inventory said it. */
  hostDays: z.number().positive().optional(),
  crashesPerThousandHostDays: z.number().nonnegative().optional(),
  firstSeen: z.iso.datetime().optional(),
  lastSeen: z.iso.datetime().optional(),
});
export type KernelEntry = z.infer<typeof KernelEntry>;

/** Kernels that hosts ran, the last seen first; then those that were signed and that nobody has seen yet. */
export const KernelPage = z.object({ kernels: z.array(KernelEntry), next: z.string().optional() });
export type KernelPage = z.infer<typeof KernelPage>;

export const KernelHosts = z.object({
  hosts: z.array(z.object({ host: HostName, lastSeen: z.iso.datetime() })),
  next: z.string().optional(),
});
export type KernelHosts = z.infer<typeof KernelHosts>;

/** The deepest that a task's stack stood in a function, in one release. */
export const StackDepth = z.object({
  release: z.string(),
  usedBytes: z.number().int().nonnegative(),
  sizeBytes: z.number().int().positive(),
  comm: z.string(),
  uploadId: UploadId,
});
export type StackDepth = z.infer<typeof StackDepth>;

/** The fastest that an interrupt came on a host, in one release, over the time it was up. */
export const InterruptRate = z.object({
  release: z.string(),
  perSecond: z.number().nonnegative(),
  /** How often the kernel's 32-bit counter had wrapped. */
  wraps: z.number().int().nonnegative(),
  uploadId: UploadId,
});
export type InterruptRate = z.infer<typeof InterruptRate>;

/** A host whose dumps speak for memory that does not keep what is written to it. */
export const SuspectHost = z.object({
  host: HostName,
  /** Newest first. */
  dumps: z.array(z.object({ uploadId: UploadId, at: z.iso.datetime(), signs: z.array(z.string()) })),
});
export type SuspectHost = z.infer<typeof SuspectHost>;

export const FleetView = z.object({
  /** Functions, those with the deepest stacks first; in each its releases, the newest first. */
  stacks: z.array(z.object({ function: z.string(), releases: z.array(StackDepth) })),
  /** Digits in a name are folded: `nvme0q3` and `nvme1q0` of a host are added up as `nvme*q*`. */
  interrupts: z.array(z.object({ name: z.string(), releases: z.array(InterruptRate) })),
  suspects: z.array(SuspectHost),
  /** From the panic to the alert that was handed over, for those of the newest uploads that had one. */
  panicToAlert: z.object({
    uploads: z.number().int().nonnegative(),
    p50Seconds: z.number().nonnegative().optional(),
    p95Seconds: z.number().nonnegative().optional(),
    since: z.iso.datetime().optional(),
  }),
});
export type FleetView = z.infer<typeof FleetView>;
