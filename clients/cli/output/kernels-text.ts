import type { KernelEntry, KernelHosts } from '../../../shared/contract/fleet.ts';
import { paint } from '../../../shared/render/paint.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { table } from '../../../shared/render/text/table.ts';
import { moment } from '../../../shared/report-view/units.ts';
import type { TextStyle } from '../format.ts';

const tally = (value: number, { atLeast }: KernelEntry): string => `${value}${atLeast === true ? '+' : ''}`;
const rate = ({ crashesPerThousandHostDays }: KernelEntry): string => crashesPerThousandHostDays?.toPrecision(3) ?? '';

export function renderKernels(kernels: readonly KernelEntry[], style: TextStyle): string {
  if (kernels.length === 0) return 'no kernels';
  const [head = '', ...rows] = table<KernelEntry>(
    kernels,
    [
      { head: 'BUILD-ID', cell: ({ buildId }) => buildId },
      { head: 'SIGNATURE', cell: ({ state }) => state },
      { head: 'RELEASE', cell: ({ release }) => safeText(release ?? '') },
      { head: 'HOSTS', cell: (kernel) => tally(kernel.hosts, kernel) },
      { head: 'CRASHES', cell: (kernel) => tally(kernel.crashes, kernel) },
      { head: '/1000 HOST-DAYS', cell: rate, dropOrder: 2 },
      {
        head: 'LAST SEEN',
        cell: ({ lastSeen }) => (lastSeen === undefined ? 'never' : moment(lastSeen)),
        dropOrder: 1,
      },
    ],
    style.tableWidth,
  );
  return [paint(style.colour).dim(head), ...rows].join('\n');
}

export function renderKernel(kernel: KernelEntry, hosts: KernelHosts['hosts'], style: TextStyle): string {
  const p = paint(style.colour);
  const state = { signed: p.good, unsigned: p.alarm, revoked: p.alarm, unknown: p.dim }[kernel.state];
  const line = (name: string, value: string | undefined): string[] =>
    value === undefined || value === '' ? [] : [`  ${name.padEnd(16)} ${safeText(value)}`];
  return [
    `${p.bold(safeText(kernel.release ?? 'release not known'))}  ${state(kernel.state)}`,
    ...line('build-id', kernel.buildId),
    ...line(
      'revoked',
      kernel.revoked && `${moment(kernel.revoked.at)} by ${kernel.revoked.by}: ${kernel.revoked.reason}`,
    ),
    ...kernel.images.flatMap(({ id, name, signer, approvedBy }) =>
      line('image', `${name} (${id}), ${signer ?? ''}, approved by ${approvedBy.join(', ') || 'nobody'}`),
    ),
    ...line('hosts', tally(kernel.hosts, kernel)),
    ...line('crashes', tally(kernel.crashes, kernel)),
    ...line('/1000 host-days', rate(kernel)),
    ...line('last seen', kernel.lastSeen && moment(kernel.lastSeen)),
    ...hosts.map(({ host, lastSeen }) => `    ${safeText(host)}  ${p.dim(moment(lastSeen))}`),
  ].join('\n');
}
