import { createHash } from 'node:crypto';
import { Command, Option } from '@commander-js/extra-typings';
import { readModuleSignature } from '../../../shared/authenticode/image/module-signature.ts';
import { openImage } from '../../../shared/authenticode/image-view.ts';
import { authenticodeRanges, DIGEST_ALGORITHMS, digestRanges } from '../../../shared/authenticode/pe/digest.ts';
import type { DigestAlgorithm } from '../../../shared/authenticode/pe/digest.ts';
import { digestToSign, paddingBytes } from '../../../shared/authenticode/pe/edit.ts';
import type { ByteSource } from '../../../shared/bytes/byte-source.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import type { CliContext } from '../context.ts';
import { show } from '../format.ts';
import { openImageFile } from '../images/open.ts';

interface ImageDigest {
  readonly kind: 'authenticode' | 'file';
  readonly algorithm: DigestAlgorithm;
  readonly digest: string;
  /** As it will be once the image is signed, where padding makes it another. */
  readonly paddedDigest?: string;
}

export function digestCommand(context: CliContext) {
  return new Command('digest')
    .description(
      "Prints an image's Authenticode digest: what signatures, db and dbx know it by. Of what is no PE image (a module), " +
        'the digest of the file without an appended signature.',
    )
    .argument('<IMAGE...>', 'images; - reads standard input')
    .addOption(
      new Option('--algorithm <NAME>', 'digest algorithm').choices(DIGEST_ALGORITHMS).default('sha256' as const),
    )
    .option('--json', 'one JSON document a line and image')
    .action(async (files, options) => {
      for (const file of files) {
        const { source } = await openImageFile(file, context);
        try {
          const result = await imageDigest(source, options.algorithm);
          const padded = result.paddedDigest;
          show(
            context,
            {
              data: { file, ...result },
              text: () =>
                `${result.digest}  ${safeText(file)}` +
                (padded === undefined ? '' : `\n${padded}  ${safeText(file)} (padded to 8 bytes, as signers do)`),
            },
            options,
          );
        } finally {
          await source.close();
        }
      }
    });
}

async function imageDigest(source: ByteSource, algorithm: DigestAlgorithm): Promise<ImageDigest> {
  const { headers } = await openImage(source);
  if (headers === undefined) return fileDigest(source, algorithm);
  const digests = await digestRanges(source, authenticodeRanges(headers), [algorithm]);
  const digest = hex(digests.get(algorithm));
  const result: ImageDigest = { kind: 'authenticode', algorithm, digest };
  if (paddingBytes(headers) === 0) return result;
  return { ...result, paddedDigest: hex(await digestToSign(source, headers, algorithm)) };
}

async function fileDigest(source: ByteSource, algorithm: DigestAlgorithm): Promise<ImageDigest> {
  const length = (await readModuleSignature(source))?.contentBytes ?? source.sizeBytes;
  const digests = await digestRanges(source, [{ offset: 0, length }], [algorithm]);
  return { kind: 'file', algorithm, digest: hex(digests.get(algorithm) ?? createHash(algorithm).digest()) };
}

function hex(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
