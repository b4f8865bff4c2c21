import { Command, Option } from '@commander-js/extra-typings';
import { DumpDetail, DumpDownload, DumpPage } from '../../../shared/contract/dumps.ts';
import { HeldHost } from '../../../shared/contract/held.ts';
import { TriageResult } from '../../../shared/contract/triage.ts';
import { AnalysisState, UploadState } from '../../../shared/contract/uploads.ts';
import { bytes, percent } from '../../../shared/report-view/units.ts';
import { sinceMs } from '../crashes/since.ts';
import type { CliContext } from '../context.ts';
import type { DownloadOptions } from '../download/download.ts';
import { ExitCode } from '../exit-code.ts';
import { show } from '../format.ts';
import { heldText, renderDump, renderDumps } from '../output/dumps-text.ts';
import { progressLine } from '../output/progress.ts';
import { pages, positiveInteger } from '../paging.ts';
import type { ServiceClient } from '../service/client.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';
import { watchDump } from '../watch.ts';
import { policyCommand } from './dumps-policy.ts';

export function dumpsCommand(context: CliContext) {
  return new Command('dumps')
    .description('Dumps that the crash server has, and uploads under way.')
    .addCommand(listCommand(context))
    .addCommand(showCommand(context))
    .addCommand(getCommand(context))
    .addCommand(watchCommand(context))
    .addCommand(releaseCommand(context))
    .addCommand(policyCommand(context));
}

function listCommand(context: CliContext) {
  return new Command('list')
    .description('Dumps, newest first.')
    .option('--host <NAME>', 'only those of this host')
    .addOption(new Option('--state <STATE...>', 'only these').choices(UploadState.options))
    .addOption(new Option('--analysis <STATE...>', 'only these').choices(AnalysisState.options))
    .option('--since <TIME>', 'only those that came within 24h, 7d, … or since a day like 2026-11-23', (text) =>
      sinceMs(text, context.now()),
    )
    .option('--limit <N>', 'at most so many', positiveInteger, 50)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (options) => {
      const client = await connect(options, context);
      const { since = 0 } = options;
      const isLate = ({ createdAt }: DumpDetail): boolean => Date.parse(createdAt) >= since;
      const query = { host: options.host, state: options.state?.join(','), analysis: options.analysis?.join(',') };
      const dumps = await pages(
        options.limit,
        async (at) => {
          const page = await client.get('dumps', DumpPage, { ...query, ...at });
          // The newest come first: behind one that is too old there is none that is not.
          return { dumps: page.dumps.filter(isLate), next: page.dumps.every(isLate) ? page.next : undefined };
        },
        (page) => page.dumps,
      );
      show(context, { data: { dumps }, text: (style) => renderDumps(dumps, style, context.now()) }, options);
    });
}

function showCommand(context: CliContext) {
  return new Command('show')
    .description('What is known of one dump. Its report: purgatory examine ID.')
    .argument('<ID>')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (id, options) => {
      const client = await connect(options, context);
      const dump = await client.get(`dumps/${encodeURIComponent(id)}`, DumpDetail);
      // All that is known of a crash without a dump is what its log says.
      const log = dump.logOnly === true && dump.logReceived ? await triageOf(client, id) : undefined;
      const data = log === undefined ? dump : { ...dump, log };
      show(context, { data, text: (style) => renderDump(dump, style, log) }, options);
    });
}

async function triageOf(client: ServiceClient, id: string): Promise<TriageResult> {
  return await client.get(`dumps/${encodeURIComponent(id)}/triage`, TriageResult);
}

function getCommand(context: CliContext) {
  return new Command('get')
    .description(
      'Downloads a dump: in parallel, going on where it stopped, verified by its SHA-256, as a sparse file. Of one that was sent in part: what there is.',
    )
    .argument('<ID>')
    .option('-o, --output <FILE>', 'where to (default: the id and the name that it had on its host)')
    .option('--log', "the kernel's log instead, to standard output or FILE")
    .option('--parallel <N>', 'ranges at the same time', positiveInteger, 6)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (id, options) => {
      const client = await connect(options, context);
      const dump = `dumps/${encodeURIComponent(id)}`;
      if (options.log === true) {
        const { writeLog } = await import('../download/log.ts');
        await writeLog(await client.text(`${dump}/log`), options.output, context);
        return;
      }
      const { downloadDump } = await import('../download/download.ts');
      const first = await client.get(`${dump}/download`, DumpDownload);
      const target = options.output ?? `${id}-${first.fileName.replace(/[^A-Za-z0-9._-]/g, '_')}`;
      const progress = progressLine(context.stderr);
      let known: DumpDownload | undefined = first;
      const download: DownloadOptions = {
        parallel: Math.min(options.parallel, 64),
        locate: async () => {
          const place = known ?? (await client.get(`${dump}/download`, DumpDownload));
          known = undefined;
          return place;
        },
        onProgress: ({ doneBytes, sizeBytes }) => {
          progress.update(`${bytes(doneBytes)} of ${bytes(sizeBytes)} (${percent(doneBytes, sizeBytes)})`);
        },
      };
      try {
        if (first.pieces !== undefined) {
          known = undefined;
          const { downloadPieces } = await import('../download/pieces.ts');
          const result = await downloadPieces(target, first, download, context);
          progress.clear();
          const part = `${bytes(result.presentBytes)} of ${bytes(result.sizeBytes)}`;
          context.stderr.write(`purgatory: ${part}: no more was sent, the rest reads as zeros\n`);
          show(context, { data: { id, file: target, ...result }, text: () => target }, options);
          return;
        }
        const result = await downloadDump(target, download, context);
        progress.clear();
        if (!result.verified) context.stderr.write('purgatory: the service has no digest to verify it by\n');
        show(context, { data: { id, file: target, ...result }, text: () => target }, options);
      } finally {
        progress.clear();
      }
    });
}

function watchCommand(context: CliContext) {
  return new Command('watch')
    .description('Follows an upload until its report is there. Exits 1 when it is aborted or can not be read.')
    .argument('<ID>')
    .option('--json', 'one JSON document a line and change')
    .option(...URL_OPTION)
    .action(async (id, options) => {
      const client = await connect(options, context);
      const get = () => client.get(`dumps/${encodeURIComponent(id)}`, DumpDetail);
      const progress = progressLine(context.stderr);
      try {
        for await (const { dump, last } of watchDump(get, context)) {
          const line = renderProgress(dump);
          if (context.stderr.isTTY === true && options.json !== true && !last) {
            progress.update(line);
            continue;
          }
          progress.clear();
          const failed = dump.state === 'aborted' || dump.analysis === 'unreadable';
          show(
            context,
            {
              data: dump,
              text: (style) => (last ? renderDump(dump, style) : line),
              exitCode: last && failed ? ExitCode.No : ExitCode.Ok,
            },
            options,
          );
        }
      } finally {
        progress.clear();
      }
    });
}

function releaseCommand(context: CliContext) {
  return new Command('release')
    .description('Lets a host go that is held in its crash kernel: it reboots.')
    .argument('<ID>', 'of its upload')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (id, options) => {
      const client = await connect(options, context);
      const host = await client.post(`uploads/${encodeURIComponent(id)}/release`, {}, HeldHost);
      show(context, { data: { id, ...host }, text: () => heldText(host) }, options);
    });
}

function renderProgress(dump: DumpDetail): string {
  const wants =
    dump.wantedBytes === undefined || dump.wantedBytes === 0 ? '' : `, ${bytes(dump.wantedBytes)} wanted first`;
  return `${dump.state}: ${bytes(dump.receivedBytes)} of ${bytes(dump.sizeBytes)} (${percent(dump.receivedBytes, dump.sizeBytes)})${wants}, report ${dump.analysis}`;
}
