import { Command } from '@commander-js/extra-typings';
import { parseSbatLevel } from '../../../shared/authenticode/revocation/sbat.ts';
import { KERNEL_BUILDS, type KernelBuild } from '../../../shared/authenticode/kernel/builds.ts';
import { verifyImage, type VerifyOptions } from '../../../shared/authenticode/verify.ts';
import { kexecConsumer, type TrustPolicy } from '../../../shared/authenticode/verdicts.ts';
import type { Consumer, VerifyReport } from '../../../shared/contract/verify.ts';
import type { CliContext } from '../context.ts';
import { ExitCode, UsageError } from '../exit-code.ts';
import { show } from '../format.ts';
import { parseConsumers, usualConsumers } from '../images/consumers.ts';
import { openImageFile, readSmallFile, readTrustFiles } from '../images/open.ts';
import { renderVerify } from '../output/verify-text.ts';

const PROFILES = KERNEL_BUILDS.map(({ id }) => id).join(', ');

export function verifyCommand(context: CliContext) {
  return new Command('verify')
    .description(
      'Says who signed an image, over what, and whether each of those who load kernels would take it: UEFI firmware, ' +
        'shim, kexec_file_load of Linux 6.1, 6.12 and 7, the module loader; with the errno the kernel returns. ' +
        'Exits 0 only when the consumers asked for accept every image.',
    )
    .argument('[IMAGE...]', 'kernels, UKIs, other EFI images, modules, Image.gz; - reads standard input')
    .option('--trust <FILE...>', "whom to trust: certificates (PEM, DER) or the firmware's db as signature list")
    .option('--dbx <FILE...>', 'what is revoked: EFI signature lists or signed updates (.auth)')
    .option('--sbat-level <CSV>', 'SbatLevel: the lowest generation of each component that may boot')
    .option('--for <CONSUMERS>', 'whose verdict decides the exit status, e.g. kexec,uefi; all for every one')
    .option('--profile <NAME>', `the kernel that is asked, by its distribution's configuration: ${PROFILES}`)
    .option('--revocation-list', 'judge by kernels built with CONFIG_SYSTEM_REVOCATION_LIST')
    .option('--json', 'one JSON document a line and image')
    .action(async (images, options) => {
      const asked = options.for === undefined ? undefined : parseConsumers(options.for);
      const build = options.profile === undefined ? undefined : buildNamed(options.profile, asked ?? []);
      const { files, trust, dbx } = splitFiles(images, options.trust ?? [], options.dbx ?? []);
      const policy: TrustPolicy = {
        db: await readTrustFiles(trust),
        dbx: await readTrustFiles(dbx),
        sbatLevel: options.sbatLevel === undefined ? undefined : parseSbatLevel(await readSmallFile(options.sbatLevel)),
      };
      for (const file of files) {
        const report = await verifyFile(file, { policy, build }, context);
        if (options.revocationList === true) useRevocationList(report);
        const consumers = asked ?? usualConsumers(report.image.kind);
        show(
          context,
          {
            data: report,
            text: (style) => [renderVerify(report, consumers, style), ...askedKernel(build)].join('\n'),
            exitCode: isAccepted(report, consumers) ? ExitCode.Ok : ExitCode.No,
          },
          options,
        );
      }
    });
}

/** `--trust a.pem IMAGE`: an option that takes several files takes the image too. The last one is meant as the image then. */
function splitFiles(
  images: readonly string[],
  trust: readonly string[],
  dbx: readonly string[],
): { files: readonly string[]; trust: readonly string[]; dbx: readonly string[] } {
  if (images.length > 0) return { files: images, trust, dbx };
  const last = dbx.length > 1 ? dbx.at(-1) : trust.length > 1 ? trust.at(-1) : undefined;
  if (last === undefined) throw new UsageError("missing required argument 'IMAGE'");
  return dbx.length > 1
    ? { files: [last], trust, dbx: dbx.slice(0, -1) }
    : { files: [last], trust: trust.slice(0, -1), dbx };
}

/** @throws {UsageError} where there is none of this name, or another kernel's verdict is to decide */
function buildNamed(name: string, asked: readonly Consumer[]): KernelBuild {
  const build = KERNEL_BUILDS.find(({ id }) => id === name);
  if (build === undefined) throw new UsageError(`--profile: ${name} is none of ${PROFILES}`);
  const own = kexecConsumer(build.line);
  if (asked.some((consumer) => consumer.startsWith('kexec-')) && !asked.includes(own)) {
    throw new UsageError(`--for: a kernel of --profile ${name} is ${own}`);
  }
  return build;
}

async function verifyFile(
  file: string,
  options: Pick<VerifyOptions, 'policy' | 'build'>,
  context: CliContext,
): Promise<VerifyReport> {
  const { source, compression } = await openImageFile(file, context);
  try {
    const report = await verifyImage(source, { ...options, now: context.now() });
    const image = compression === undefined ? report.image : { ...report.image, compression };
    return { file, ...report, image };
  } finally {
    await source.close();
  }
}

/** Where one kernel was asked for, people are told which. */
function askedKernel(build: KernelBuild | undefined): readonly string[] {
  return build === undefined ? [] : [`  kernel      ${build.name}`];
}

function useRevocationList(report: VerifyReport): void {
  for (const verdict of report.verdicts) Object.assign(verdict, verdict.withRevocationList ?? {});
}

function isAccepted(report: VerifyReport, consumers: readonly Consumer[]): boolean {
  return report.verdicts.every(({ consumer, accepts }) => accepts || !consumers.includes(consumer));
}
