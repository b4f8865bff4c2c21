/** Every consumer's verdict on an image, each from its own model. */
import { Consumer, type Judgement, type Verdict } from '../contract/verify.ts';
import { firmwareLoadImage, type SignatureDatabases } from './firmware/edk2.ts';
import { shimVerify } from './firmware/shim.ts';
import { FirmwareRefusal } from './firmware/verdict.ts';
import type { ImageView } from './image-view.ts';
import type { KernelCertificate } from './kernel/certificate.ts';
import { KernelError } from './kernel/errno.ts';
import { kexecFileLoad, loadKeyrings, type TrustStore } from './kernel/kexec.ts';
import type { KernelMachine } from './kernel/loader.ts';
import { verifyModuleSignature } from './kernel/module.ts';
import { kernelBuild, KernelLine, type KernelBuild } from './kernel/builds.ts';
import { kernelProfile, type KernelProfile } from './kernel/profile.ts';
import { hasModuleSignature } from './image/module-signature.ts';
import { readOne } from '../bytes/pending.ts';
import type { SbatLevel } from './revocation/sbat.ts';
import { parseCertificate } from './x509/certificate.ts';
import { FormatError } from '../errors.ts';
import { isArm64Image } from './image/magic.ts';
import { IMAGE_FILE_MACHINE } from './pe/headers.ts';

export interface TrustPolicy extends SignatureDatabases {
  readonly sbatLevel?: SbatLevel | undefined;
}

/** The consumer that is kexec of a kernel of this line. */
export function kexecConsumer(line: KernelLine): Consumer {
  return `kexec-${line}`;
}

/**
 * In the order of the contract. `consumers`: which to ask; all where absent. `build`: the kernel that is asked, in place of one of each line;
 * then kexec of other lines has no verdict.
 */
export async function judge(
  image: ImageView,
  policy: TrustPolicy,
  consumers: readonly Consumer[] = Consumer.options,
  build?: KernelBuild,
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const consumer of Consumer.options) {
    const isOther = build !== undefined && consumer.startsWith('kexec-') && consumer !== kexecConsumer(build.line);
    if (consumers.includes(consumer) && !isOther) verdicts.push(await judgeOne(consumer, image, policy, build));
  }
  return verdicts;
}

async function judgeOne(
  consumer: Consumer,
  image: ImageView,
  policy: TrustPolicy,
  build: KernelBuild | undefined,
): Promise<Verdict> {
  switch (consumer) {
    case 'uefi':
      return { consumer, ...(await firmwareJudgement(() => firmwareLoadImage(image, policy))) };
    case 'shim':
      return { consumer, ...(await firmwareJudgement(() => shimVerify(image, policy, policy.sbatLevel))) };
    case 'kexec-6.1':
      return kexecVerdict(consumer, build ?? kernelBuild(KernelLine.Linux61, machineOf(image)), image, policy);
    case 'kexec-6.12':
      return kexecVerdict(consumer, build ?? kernelBuild(KernelLine.Linux612, machineOf(image)), image, policy);
    case 'kexec-7':
      return kexecVerdict(consumer, build ?? kernelBuild(KernelLine.Linux7, machineOf(image)), image, policy);
    case 'module':
      // Of the kernels modelled, the newest that is in wide use judges modules.
      return moduleVerdict(consumer, build ?? kernelBuild(KernelLine.Linux612, 'x86_64'), image, policy);
  }
}

async function firmwareJudgement(load: () => Promise<string>): Promise<Judgement> {
  try {
    return { accepts: true, errno: null, reason: await load() };
  } catch (error) {
    if (!(error instanceof FirmwareRefusal)) throw error;
    return { accepts: false, errno: null, reason: `${error.message} (${error.at})` };
  }
}

async function kexecVerdict(
  consumer: Consumer,
  { name, line, machine, options, kexecFile }: KernelBuild,
  image: ImageView,
  policy: TrustPolicy,
): Promise<Verdict> {
  const ask = (asked: KernelMachine, profile: KernelProfile): Promise<Judgement> =>
    kernelJudgement(() => kexecFileLoad(image, asked, trustOf(policy), profile));
  if (!kexecFile || machine === undefined) {
    const reason = `${name} is built without CONFIG_KEXEC_FILE: it has no call that loads a signed image`;
    const able = machine === undefined ? {} : { withKexecFile: await ask(machine, kernelProfile(line, { options })) };
    return { consumer, accepts: false, errno: 'ENOSYS', reason, ...able, build: name };
  }
  return {
    consumer,
    ...(await ask(machine, kernelProfile(line, { options }))),
    withRevocationList: await ask(machine, kernelProfile(line, { options, revocationList: true })),
    build: name,
  };
}

async function moduleVerdict(
  consumer: Consumer,
  { name, line, options }: KernelBuild,
  image: ImageView,
  policy: TrustPolicy,
): Promise<Verdict> {
  const { source } = image;
  const signed = await hasModuleSignature(source);
  const file = signed ? await readOne(source, { offset: 0, length: source.sizeBytes }) : new Uint8Array(0);
  const ask = (profile: KernelProfile): Promise<Judgement> =>
    kernelJudgement(() => {
      const { keyrings, blacklist } = loadKeyrings(trustOf(policy), profile);
      return verifyModuleSignature(file, keyrings, profile, blacklist);
    });
  return {
    consumer,
    ...(await ask(kernelProfile(line, { options }))),
    withRevocationList: await ask(kernelProfile(line, { options, revocationList: true })),
    build: name,
  };
}

async function kernelJudgement(load: () => KernelCertificate | Promise<KernelCertificate>): Promise<Judgement> {
  try {
    const key = await load();
    return { accepts: true, errno: null, reason: `the platform keyring holds ${subjectOf(key.raw)}` };
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    return { accepts: false, errno: error.errno, reason: `${error.message} (${error.at})` };
  }
}

function subjectOf(certificate: Uint8Array): string {
  try {
    return parseCertificate(certificate).subjectText;
  } catch (error) {
    if (error instanceof FormatError) return 'a certificate that vouches for it';
    throw error;
  }
}

function trustOf({ db, dbx }: SignatureDatabases): TrustStore {
  return { certificates: db.filter(({ typeName }) => typeName === 'x509').map(({ data }) => data), revocations: dbx };
}

function machineOf(image: ImageView): KernelMachine {
  const arm = isArm64Image(image.head) || image.headers?.machine === IMAGE_FILE_MACHINE.ARM64;
  return arm ? 'aarch64' : 'x86_64';
}
