/** The severities of findings, worst first. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const;

/** Worst first; of one severity in the order they came in. */
export function bySeverity<F extends { readonly severity: (typeof SEVERITIES)[number] }>(findings: readonly F[]): F[] {
  return findings.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
