import { Command } from '@commander-js/extra-typings';
import { BuildId, SymbolsPage, SymbolsRecord } from '../../../shared/contract/symbols.ts';
import type { SymbolsPart } from '../../../shared/contract/symbols.ts';
import { SubsystemCounts, SubsystemRules } from '../../../shared/contract/subsystems.ts';
import { InputError } from '../../../shared/errors.ts';
import { plural } from '../../../shared/report-view/units.ts';
import type { CliContext } from '../context.ts';
import { ExitCode, UsageError } from '../exit-code.ts';
import { show } from '../format.ts';
import { readSmallFile } from '../images/open.ts';
import { renderAdded, renderSymbols, renderSymbolsOf } from '../output/symbols-text.ts';
import { pages, positiveInteger } from '../paging.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';
import type { Added } from '../symbols/add.ts';

const MOST = 200;

export function symbolsCommand(context: CliContext) {
  return new Command('symbols')
    .description(
      'Source lines of kernels and modules, and types of kernels that carry none, by build-id: reports and alerts of those builds use them.',
    )
    .addCommand(addCommand(context))
    .addCommand(listCommand(context))
    .addCommand(showCommand(context))
    .addCommand(removeCommand(context))
    .addCommand(subsystemsCommand(context));
}

function addCommand(context: CliContext) {
  return new Command('add')
    .description(
      "Reads debug information and keeps the little that lines need, and a kernel's types (BTF), one file of each a build. What is " +
        'there already is passed over: a run that broke off goes on. Exits 1 when a file of a package was not taken.',
    )
    .argument(
      '<FILE...>',
      'vmlinux, *.debug, debug files of modules, debug packages (.deb, .ddeb, .rpm), BTF, *.lines, *.types',
    )
    .option('-o, --output <FOLDER>', 'write the files here, as BUILD-ID.lines and BUILD-ID.types, and send nothing')
    .option('--build-id <ID>', 'of a file that is BTF alone: the build that it is of, as `readelf -n vmlinux` says it')
    .option('--release <RELEASE>', "the kernel's release, as `uname -r` says it, where no file does")
    .option('--again', 'make those that are there already once more')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (files, options) => {
      const { buildId, release } = options;
      if (buildId !== undefined && !BuildId.safeParse(buildId).success)
        throw new UsageError(`${buildId} is no build-id: 16 or more hexadecimal digits in lower case`);
      if (buildId !== undefined && files.length > 1) throw new UsageError('--build-id is of one file');
      const { addSymbols, folderStore, serviceStore } = await import('../symbols/add.ts');
      const store =
        options.output === undefined
          ? serviceStore(await connect(options, context), context)
          : await folderStore(options.output);
      const added: Added[] = [];
      for await (const one of addSymbols(files, store, context, {
        ...{ again: options.again === true, buildId, release },
      }))
        added.push(one);
      show(
        context,
        {
          data: { symbols: added },
          text: (style) => renderAdded(added, style),
          exitCode: added.some(({ outcome }) => outcome === 'failed') ? ExitCode.No : ExitCode.Ok,
        },
        options,
      );
    });
}

function listCommand(context: CliContext) {
  return new Command('list')
    .description('Builds of which the service has lines or types, by release and name.')
    .option('--release <RELEASE>', 'of this kernel release alone, as `uname -r` says it')
    .option('--limit <N>', 'at most so many', positiveInteger, MOST)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const { release } = options;
      const symbols = await pages(
        options.limit,
        (at) => client.get('symbols', SymbolsPage, { ...at, release }),
        (page) => page.symbols,
      );
      show(context, { data: { symbols }, text: (style) => renderSymbols(symbols, style) }, options);
    });
}

function showCommand(context: CliContext) {
  return new Command('show')
    .description('What the lines of one build are of, or its types.')
    .argument('<BUILD-ID>')
    .option('--types', 'its types, not its lines')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (buildId, options) => {
      const client = await connect(options, context);
      const part: SymbolsPart = options.types === true ? 'types' : 'lines';
      const record = await client.get(`symbols/${encodeURIComponent(buildId)}`, SymbolsRecord, { part });
      show(context, { data: record, text: (style) => renderSymbolsOf(record, style) }, options);
    });
}

function subsystemsCommand(context: CliContext) {
  return new Command('subsystems')
    .description(
      "Sets by which rules a crash has a subsystem (the kernel's MAINTAINERS) and owners (a CODEOWNERS file); without either, shows " +
        'how many there are.',
    )
    .option('--maintainers <FILE>', "the kernel's MAINTAINERS")
    .option('--owners <FILE>', 'PATTERN OWNER…, a line each; the last that fits counts')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const { parseMaintainers, parseOwners } = await import('../../../shared/symbols/subsystems/parse.ts');
      const client = await connect(options, context);
      const { maintainers, owners } = options;
      const known = await client.get('symbols/subsystems', SubsystemRules);
      const rules: SubsystemRules = {
        subsystems: maintainers === undefined ? known.subsystems : parseMaintainers(await readText(maintainers)),
        owners: owners === undefined ? known.owners : parseOwners(await readText(owners)),
      };
      if (maintainers !== undefined && rules.subsystems.length === 0) {
        throw new InputError(`${maintainers} names no files of any subsystem: is it the kernel's MAINTAINERS?`);
      }
      const isSet = maintainers !== undefined || owners !== undefined;
      const counts = { subsystems: rules.subsystems.length, owners: rules.owners.length };
      const data = isSet ? await client.put('symbols/subsystems', rules, SubsystemCounts) : counts;
      const text = `${plural(data.subsystems, 'subsystem')}, ${plural(data.owners, 'rule')} of owners`;
      show(context, { data, text: () => text }, options);
    });
}

async function readText(file: string): Promise<string> {
  return Buffer.from(await readSmallFile(file)).toString('utf8');
}

function removeCommand(context: CliContext) {
  return new Command('remove')
    .description('Forgets the lines and types of builds.')
    .argument('<BUILD-ID...>')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (buildIds, options) => {
      const client = await connect(options, context);
      for (const buildId of buildIds) await client.delete(`symbols/${encodeURIComponent(buildId)}`);
      show(context, { data: { removed: buildIds }, text: () => `removed: ${buildIds.join(', ')}` }, options);
    });
}
