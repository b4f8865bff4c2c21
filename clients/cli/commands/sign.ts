import { basename } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { openImage } from '../../../shared/authenticode/image-view.ts';
import { applySignature, planSigning } from '../../../shared/authenticode/sign/sign-image.ts';
import { certificateRecord } from '../../../shared/authenticode/trust-files.ts';
import { judge } from '../../../shared/authenticode/verdicts.ts';
import type { ByteSource } from '../../../shared/bytes/byte-source.ts';
import { streamSource } from '../../../shared/bytes/concat-source.ts';
import { ImageRecord } from '../../../shared/contract/images.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { CliContext } from '../context.ts';
import { ExitCode, UsageError } from '../exit-code.ts';
import { show } from '../format.ts';
import { openImageFile, writeWhole } from '../images/open.ts';
import { fetchSignature, requestSignature, waitForDecision, type IssuedSignature } from '../images/request.ts';
import { renderImage } from '../output/images-text.ts';
import { connect } from '../service/connect.ts';
import { URL_OPTION } from '../service/url-option.ts';

export function signCommand(context: CliContext) {
  return new Command('sign')
    .description(
      'Has an image signed by the service: a kernel, a UKI, another EFI image, a module. The image is sent, policy and ' +
        'approvals decide, the signature is attached here. Exits 1 where it is refused, or nobody has decided yet: then ' +
        'the same line with --request goes on.',
    )
    .argument('<IMAGE>', 'the image; - reads standard input')
    .option('-o, --output <FILE>', 'where the signed image goes')
    .option('--name <NAME>', "what the signing policy knows it by (default: the file's name)")
    .option('--request <ID>', 'go on with a request that was made before')
    .option('--wait <MINUTES>', 'how long to wait for approvals', parseMinutes, 0)
    .addOption(
      new Option('--position <PLACE>', 'where the signature goes among others; Linux looks at the first alone')
        .choices(['replace', 'first', 'last'])
        .default('replace' as const),
    )
    .option('--digest-only', 'send the digest and not the image, where policy allows it')
    .option('--force <REASON>', 'although a rule is broken, where policy allows it; the reason is logged')
    .option('--comment <TEXT>', 'for those who approve')
    .option('--json', 'one JSON document')
    .option(...URL_OPTION)
    .action(async (file, options) => {
      const { output } = options;
      if (output === undefined) throw new UsageError('-o FILE says where the signed image goes');
      const { source } = await openImageFile(file, context);
      try {
        const plan = await planSigning(source, { waive: options.force !== undefined });
        const client = await connect(options, context);
        const asked =
          options.request === undefined
            ? await requestSignature(
                client,
                plan,
                {
                  name: options.name ?? basename(file),
                  digestOnly: options.digestOnly === true,
                  force: options.force,
                  comment: options.comment,
                },
                context,
              )
            : await client.get(`images/${options.request}`, ImageRecord);
        const record = await waitForDecision(client, asked, options.wait, context);
        if (record.state !== 'signed') {
          show(context, { data: record, text: (style) => renderImage(record, style), exitCode: ExitCode.No }, options);
          return;
        }
        const issued = await fetchSignature(client, record, plan);
        const signed = await applySignature(plan, issued.signature, options.position);
        const refusing = await whoRefuses(signed, record, issued);
        if (refusing.length > 0 && options.force === undefined) {
          context.stderr.write(`purgatory: not written: ${safeText(refusing.join('; '))}\n`);
          context.exitCode = ExitCode.No;
          return;
        }
        await writeWhole(output, streamSource(signed));
        show(
          context,
          { data: { ...record, output }, text: () => `signed: ${safeText(output)} (${record.id})` },
          options,
        );
      } finally {
        await source.close();
      }
    });
}

/** The service has checked it; what comes over a network is checked again before it is written. */
async function whoRefuses(
  signed: ByteSource,
  record: ImageRecord,
  issued: IssuedSignature,
): Promise<readonly string[]> {
  const anchors = [issued.root, issued.leaf].filter((certificate) => certificate !== undefined);
  const view = await openImage(signed);
  const db = anchors.map((certificate) => certificateRecord(certificate));
  const verdicts = await judge(view, { db, dbx: [] }, record.consumers);
  return verdicts
    .filter(({ accepts }) => !accepts)
    .map(({ consumer, reason }) => `${consumer} would refuse it: ${reason}`);
}

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (!/^\d{1,5}$/.test(text)) throw new UsageError('--wait takes a number of minutes');
  return minutes;
}
