import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { KernelEntry, KernelHosts, KernelPage } from '../../../shared/contract/fleet.ts';
import type { CliContext } from '../context.ts';
import { show } from '../format.ts';
import { renderKernel, renderKernels } from '../output/kernels-text.ts';
import { pages, positiveInteger } from '../paging.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';

/** As many as the service gives at once. */
const PAGE = 50;

export function kernelsCommand(context: CliContext) {
  return new Command('kernels')
    .description('Kernels by build-id: who signed them, which hosts ran them, how often they crash.')
    .addCommand(listCommand(context))
    .addCommand(showCommand(context))
    .addCommand(usageCommand(context));
}

function listCommand(context: CliContext) {
  return new Command('list')
    .description('Those that hosts ran, the last seen first; then those that were signed and that nobody has seen.')
    .option('--limit <N>', 'at most so many', positiveInteger, PAGE)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const kernels = await pages(
        options.limit,
        ({ limit, cursor }) => client.get('kernels', KernelPage, { limit: Math.min(limit, PAGE), cursor }),
        (page) => page.kernels,
      );
      show(context, { data: { kernels }, text: (style) => renderKernels(kernels, style) }, options);
    });
}

function showCommand(context: CliContext) {
  return new Command('show')
    .description('One kernel, and the hosts that were seen with it.')
    .argument('<BUILD-ID>')
    .option('--limit <N>', 'at most so many hosts', positiveInteger, 100)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (buildId, options) => {
      const client = await connect(options, context);
      const path = `kernels/${encodeURIComponent(buildId)}`;
      const kernel = await client.get(path, KernelEntry);
      const hosts = await pages(
        options.limit,
        (at) => client.get(`${path}/hosts`, KernelHosts, at),
        (page) => page.hosts,
      );
      show(
        context,
        { data: { ...kernel, seenOn: hosts }, text: (style) => renderKernel(kernel, hosts, style) },
        options,
      );
    });
}

function usageCommand(context: CliContext) {
  return new Command('usage')
    .description(
      'Says how many days hosts have run it in all, as your inventory knows: crashes are then told per host-day.',
    )
    .argument('<BUILD-ID>')
    .requiredOption('--host-days <N>', 'all hosts together', positive)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (buildId, { hostDays, ...options }) => {
      const client = await connect(options, context);
      const kernel = await client.put(`kernels/${encodeURIComponent(buildId)}/usage`, { hostDays }, KernelEntry);
      show(context, { data: kernel, text: (style) => renderKernel(kernel, [], style) }, options);
    });
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}
