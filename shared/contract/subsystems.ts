/** Which part of the kernel a source file is of, and whose it is: rules that the operator keeps. */
import * as z from 'zod';

/** A section of the kernel's MAINTAINERS. */
export const SubsystemRule = z.object({
  name: z.string().min(1).max(200),
  /** `F:` lines. */
  files: z.array(z.string().min(1).max(300)).max(500),
  /** `X:` lines: not these. */
  excludes: z.array(z.string().min(1).max(300)).max(100).optional(),
});
export type SubsystemRule = z.infer<typeof SubsystemRule>;

/** A line of a CODEOWNERS file: the last one that fits counts. */
export const OwnerRule = z.object({
  pattern: z.string().min(1).max(300),
  owners: z.array(z.string().min(1).max(100)).max(10),
});
export type OwnerRule = z.infer<typeof OwnerRule>;

export const SubsystemRules = z.object({
  subsystems: z.array(SubsystemRule).max(10_000),
  owners: z.array(OwnerRule).max(5000),
});

export const SubsystemCounts = z.object({ subsystems: z.number().int(), owners: z.number().int() });
export type SubsystemCounts = z.infer<typeof SubsystemCounts>;
export type SubsystemRules = z.infer<typeof SubsystemRules>;
