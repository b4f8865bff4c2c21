/** Environment variables of whoever carries out changes that two people make, shared by stacks and functions. */
export const ChangesEnv = {
  /** Minutes between the last approval of a change and its effect. */
  Delay: 'CHANGE_DELAY_MINUTES',
  /** The same of revocations. */
  RevocationDelay: 'REVOCATION_DELAY_MINUTES',
  /** What one person may do alone: `none`, `revocations`, `all`. */
  BreakGlass: 'BREAK_GLASS',
} as const;
