import { Command, Option } from '@commander-js/extra-typings';
import { UploadPolicy } from '../../../shared/contract/uploads.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { bytes, duration, percent } from '../../../shared/report-view/units.ts';
import type { CliContext } from '../context.ts';
import { show } from '../format.ts';
import { progressLine } from '../output/progress.ts';
import { positiveInteger } from '../paging.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';
import { checkIsDump, findDump, isText } from '../upload/find.ts';
import { sendLogAlone } from '../upload/logs.ts';
import { sendDump } from '../upload/send.ts';

export function uploadCommand(context: CliContext) {
  return new Command('upload')
    .description(
      'Sends a dump: its log first, then the chunks that are not there yet; or a log alone. Prints the id of the upload.',
    )
    .argument('<FILE>', 'a dump, a directory as kdump leaves it, or the log of a crash that left nothing else')
    .option('--host <NAME>', 'the host that crashed (needed unless the token is of a host)')
    .option('--log <FILE>', 'the log that belongs to the dump (default: what lies beside it)')
    .option(
      '--crash-kernel-log <FILE>',
      'what the crash kernel said while it saved the dump (default: kexec-dmesg.log beside it)',
    )
    .addOption(
      new Option('--policy <POLICY>', 'how much to send').choices(UploadPolicy.options).default('all' as const),
    )
    .option('--parallel <N>', 'chunks at the same time', positiveInteger, 4)
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (path, options) => {
      const found = await findDump(path);
      const crashKernelLog = options.crashKernelLog ?? found.crashKernelLog;
      // Text is no dump: a console's log is sent as one.
      const isLog = await isText(found.dump);
      if (!isLog) await checkIsDump(found.dump);
      const client = await connect(options, context);
      const progress = progressLine(context.stderr);
      const started = context.now().getTime();
      try {
        const result = isLog
          ? await sendLogAlone({ log: found.dump, crashKernelLog }, options, client, context)
          : await sendDump(
              { dump: found.dump, log: options.log ?? found.log, crashKernelLog },
              {
                host: options.host,
                policy: options.policy,
                parallel: Math.min(options.parallel, 64),
                onProgress: ({ doneBytes, sizeBytes }) => {
                  progress.update(`${bytes(doneBytes)} of ${bytes(sizeBytes)} (${percent(doneBytes, sizeBytes)})`);
                },
              },
              client,
              context,
            );
        progress.clear();
        if (result.crashKernelLogRefused !== undefined) {
          const why = safeText(result.crashKernelLogRefused);
          context.stderr.write(`purgatory: the crash kernel's log was not taken: ${why}\n`);
        }
        const seconds = (context.now().getTime() - started) / 1000;
        if (context.stderr.isTTY === true) {
          context.stderr.write(`sent ${bytes(result.sentBytes)} in ${duration(seconds)}\n`);
          context.stderr.write(`what becomes of it: purgatory dumps ${isLog ? 'show' : 'watch'} ${result.status.id}\n`);
        }
        show(
          context,
          {
            data: {
              ...result.status,
              sentBytes: result.sentBytes,
              ...(result.sha256 === undefined ? {} : { sha256: result.sha256 }),
            },
            text: () => result.status.id,
          },
          options,
        );
      } finally {
        progress.clear();
      }
    });
}
