import { Command } from '@commander-js/extra-typings';
import { ImageRecord } from '../../../shared/contract/images.ts';
import type { CliContext } from '../context.ts';
import { ExitCode, UsageError } from '../exit-code.ts';
import { show, type TextStyle } from '../format.ts';
import { renderImage } from '../output/images-text.ts';
import { contentOf } from '../release/parts.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';

export function approveCommand(context: CliContext) {
  return new Command('approve')
    .description(
      'Shows a request for a signature and what differs from the image signed last. With --digest it is approved: the ' +
        'digest shown must be given, so that nobody approves what they did not look at. Exits 1 while it is not signed.',
    )
    .argument('[ID]', 'the request')
    .option('--release <NAME>', 'all that waits in a release, in place of one request')
    .option('--content <SHA256>', 'approve all of the release: the content that was shown')
    .option('--digest <SHA256>', 'approve the image with this digest')
    .option('--refuse <REASON>', 'refuse it')
    .option('--comment <TEXT>', 'why it is approved')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (id, options) => {
      const client = await connect(options, context);
      const { release } = options;
      if (release !== undefined) {
        if (id !== undefined || options.digest !== undefined) throw new UsageError('one request, or all of a release');
        const { decideRelease } = await import('../release/approve.ts');
        const { renderRelease } = await import('../release/text.ts');
        const { parts, gone } = await decideRelease(release, options, client, context);
        const isDone = options.refuse !== undefined || parts.every(({ state }) => state !== 'pending');
        const data = {
          release,
          content: contentOf(parts.filter(({ state }) => state === 'pending')),
          gone,
          images: parts,
        };
        const text = (style: TextStyle): string => renderRelease(release, parts, gone, style);
        show(context, { data, text, exitCode: isDone ? ExitCode.Ok : ExitCode.No }, options);
        return;
      }
      if (id === undefined)
        throw new UsageError(
          'which request, or which --release? `purgatory register list --state pending` has those that wait',
        );
      const path = `images/${encodeURIComponent(id)}`;
      let record = await client.get(path, ImageRecord);
      const decision = options.refuse !== undefined ? 'refuse' : options.digest !== undefined ? 'approve' : undefined;
      if (decision !== undefined) {
        const comment = options.refuse ?? options.comment;
        const body = {
          decision,
          digest: options.digest ?? record.digest,
          ...(comment === undefined ? {} : { comment }),
        };
        record = await client.post(`${path}/decisions`, body, ImageRecord);
      }
      const final = record;
      show(
        context,
        {
          data: final,
          text: (style) => {
            const hint =
              final.state === 'pending'
                ? `\n\napprove: purgatory approve ${final.id} --digest ${final.digest ?? ''}`
                : '';
            return `${renderImage(final, style)}${decision === undefined ? hint : ''}`;
          },
          exitCode: final.state === 'signed' || decision === 'refuse' ? ExitCode.Ok : ExitCode.No,
        },
        options,
      );
    });
}
