import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import type { KnownFinding } from '../../shared/contract/finding-codes.ts';
import type { Report } from '../../shared/contract/report.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import type { ExamineDeps } from './ports.ts';

/** Places that are named one by one. */
const MAX_EVIDENCE = 16;

/**
 * The report with what the host found when it hashed again what it had served: under a crash kernel the old memory must not
 * change, and only a device that still writes by DMA changes it.
 */
export async function withChanges(
  report: Report,
  recheck: StoredUpload['recheck'],
  source: ByteSource,
  { ownedPlaces }: Pick<ExamineDeps, 'ownedPlaces'>,
): Promise<Report> {
  if (recheck === undefined || recheck.changed.length === 0) return report;
  const places = await ownedPlaces(source, recheck.changed);
  const changedBytes = recheck.changed.reduce((sum, { length }) => sum + length, 0);
  const changed = places.map(({ physicalAddress, lengthBytes, owner }) => ({
    physicalAddress: `0x${physicalAddress.toString(16)}`,
    lengthBytes,
    ...(owner === undefined ? {} : { owner }),
  }));
  const evidence =
    changed.length > 0
      ? changed.map(
          ({ physicalAddress, lengthBytes, owner }) =>
            `${lengthBytes} bytes at physical address ${physicalAddress}${owner === undefined ? '' : `: ${owner}`}`,
        )
      : recheck.changed.map(({ offset, length }) => `${length} bytes at offset ${offset} of the dump`);
  const finding: KnownFinding = {
    code: 'memory-changed',
    severity: 'warning',
    summary:
      `Memory changed after the crash: ${changedBytes} of ${recheck.checkedBytes} bytes that were hashed again differ. ` +
      'A device still writes by DMA; what the report says of these pages may be wrong.',
    evidence: evidence.slice(0, MAX_EVIDENCE),
  };
  return {
    ...report,
    integrity: { image: 'unknown', ...report.integrity, changedAfterCrash: changed },
    findings: [...report.findings.filter(({ code }) => code !== finding.code), finding],
  };
}
