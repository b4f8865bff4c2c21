import { stat, writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import type { Report } from '../../../shared/contract/report.ts';
import { parseSourceLink } from '../../../shared/contract/source-links.ts';
import type { SourceLink } from '../../../shared/contract/source-links.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { withLines, withSourceLink } from '../../../shared/symbols/lines/report.ts';
import { examineDump } from '../../../shared/vmcore/index.ts';
import type { CliContext } from '../context.ts';
import { keepInput, readNamed } from '../files.ts';
import { ExitCode, UsageError } from '../exit-code.ts';
import { show } from '../format.ts';
import { openSources } from '../input.ts';
import { progressLine } from '../output/progress.ts';
import { IMAGE_OPTION, openKernelImage } from '../kernel-image.ts';
import { DEBUGINFOD_OPTION, DEBUGINFO_OPTION, NO_SERVICE_OPTION, lineSources } from '../symbols/sources.ts';
import { typeSources } from '../symbols/types.ts';
import type { TypeOptions } from '../symbols/types.ts';
import { URL_OPTION } from '../service/url-option.ts';
import type { ServiceOptions } from '../service/url-option.ts';

export function examineCommand(context: CliContext) {
  return new Command('examine')
    .description(
      'Reads a dump and makes the whole report from it, with no debuginfo. Exits 1 when it shows no panic, 5 when nothing tells.',
    )
    .argument(
      '<DUMP>',
      'a dump, or the first part of a split one; s3://BUCKET/KEY; the id of an upload; - reads standard input',
    )
    .argument('[PART...]', 'the other parts of a split dump')
    .option('--json', 'the report as one JSON document')
    .option('--html <FILE>', 'write the report as one self-contained page as well')
    .option('--btf <FILE>', 'types of the kernel, for one that carries none')
    .option(...IMAGE_OPTION)
    .option('--source-link <TEMPLATE>', 'where sources are shown: https://…/{tag}/{path}#L{line}')
    .option(...DEBUGINFO_OPTION)
    .option(...DEBUGINFOD_OPTION)
    .option('--locals', 'parameters and variables of the frames that panicked; needs --debuginfo or --debuginfod')
    .option(...NO_SERVICE_OPTION)
    .option(...URL_OPTION)
    .option('--all', 'whole lists instead of their most telling rows')
    .action(async (dump, parts, options) => {
      const isUpload = await isUploadId(dump);
      checkOwnDump(options, isUpload);
      checkLocals(options);
      if (options.html !== undefined) await keepInput(options.html, [dump, ...parts]);
      const find = await lineSources(options, context);
      const made = isUpload
        ? await fetchReport(dump, options, context)
        : await examine([dump, ...parts], options, context);
      const lined = find === undefined ? made : await withLines(made, find);
      const report = withSourceLink(lined, sourceLinks(options.sourceLink));
      if (options.html !== undefined) {
        const { renderReportHtml } = await import('../../../shared/render/report-html.ts');
        await writeFile(options.html, renderReportHtml(report));
      }
      const unused = unusedTypes(report, options.btf);
      if (unused !== undefined) context.stderr.write(`purgatory: ${safeText(unused)}\n`);
      const { renderReportText } = await import('../../../shared/render/report-text.ts');
      show(
        context,
        {
          data: report,
          text: (style) => renderReportText(report, { ...style, all: options.all === true }),
          exitCode: unused === undefined ? exitCodeFor(report) : ExitCode.Input,
        },
        options,
      );
    });
}

interface LocalsOptions {
  readonly locals?: true | undefined;
  readonly debuginfo?: readonly string[] | undefined;
  readonly debuginfod?: readonly string[] | undefined;
}

/** The service's report is made: what would have it made otherwise asks for the dump. */
function checkOwnDump(
  options: LocalsOptions & { btf?: string | undefined; image?: string | undefined },
  isUpload: boolean,
): void {
  const [wanted] = (['locals', 'btf', 'image'] as const).filter((name) => options[name] !== undefined);
  if (isUpload && wanted !== undefined) {
    throw new UsageError(`--${wanted} reads the dump itself: fetch it with \`purgatory dumps get\``);
  }
}

/** That the types which were given are not those of the report, and why. */
function unusedTypes({ kernel, unavailable }: Report, btf: string | undefined): string | undefined {
  if (btf === undefined || kernel?.typesFrom === 'given') return undefined;
  const why = unavailable.find(({ section }) => section === 'types')?.reason;
  return `--btf ${btf} was not used: ${why ?? 'no kernel was found in the dump'}`;
}

function checkLocals({ locals, debuginfo, debuginfod }: LocalsOptions): void {
  if (locals !== true) return;
  if (debuginfo === undefined && debuginfod === undefined) {
    throw new UsageError(
      '--locals needs the debug files: --debuginfo FILE, --debuginfo /usr/lib/debug or --debuginfod URL',
    );
  }
}

function sourceLinks(text: string | undefined): SourceLink[] {
  if (text === undefined) return [];
  const link = parseSourceLink(text);
  if ('problem' in link) throw new UsageError(link.problem);
  return [link];
}

const ANSWERS = { yes: ExitCode.Ok, no: ExitCode.No, unknown: ExitCode.Unknown } as const;

/** A report of before there was the third answer says by its title alone. */
function exitCodeFor({ panicked, panic }: Report): ExitCode {
  return ANSWERS[panicked ?? (typeof panic?.title === 'string' ? 'yes' : 'no')];
}

/** An id of the crash server's, unless a file is called so. */
async function isUploadId(name: string): Promise<boolean> {
  if (!/^[0-9A-HJKMNP-TV-Z]{26}$/.test(name)) return false;
  return !(await stat(name).then(
    () => true,
    () => false,
  ));
}

/** The report that the crash server made. */
async function fetchReport(id: string, options: ServiceOptions, context: CliContext): Promise<Report> {
  const [{ connect }, contract] = await Promise.all([
    import('../service/connect.ts'),
    import('../../../shared/contract/report.ts'),
  ]);
  const client = await connect(options, context);
  return client.get(`dumps/${id}/report`, contract.Report);
}

/** The report of a dump that is a file, standard input or an object in S3. */
async function examine(
  names: readonly string[],
  options: { readonly btf?: string | undefined; readonly image?: string | undefined } & LocalsOptions & TypeOptions,
  context: CliContext,
): Promise<Report> {
  const btf = options.btf === undefined ? undefined : await readNamed(options.btf);
  const image = options.image === undefined ? undefined : await openKernelImage(options.image, context);
  const findTypes = await typeSources(options, context);
  const sources = await openSources(names, context);
  const progress = progressLine(context.stderr);
  try {
    const report = await examineDump(sources, {
      signal: context.signal,
      onProgress: (step) => {
        progress.update(step);
      },
      findTypes,
      ...(btf === undefined ? {} : { btf }),
      ...(image === undefined ? {} : { image }),
    });
    if (options.locals !== true) return report;
    progress.update('parameters and variables');
    const { withVariables } = await import('../symbols/variables.ts');
    return await withVariables(report, sources, { ...options, btf, findTypes }, context);
  } finally {
    progress.clear();
    await Promise.all(sources.map((source) => source.close()));
  }
}
