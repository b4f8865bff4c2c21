/** `2026-11-23 02:11` of an ISO 8601 time in UTC, to which whoever prints it adds the zone. */
export function minute(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}
