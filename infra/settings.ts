/** What an operator sets with `cdk deploy -c name=value` (or `context` in cdk.json): see docs/install-aws.md. */
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Node } from 'constructs';
import * as z from 'zod';
import { parseSourceLink } from '../shared/contract/source-links.ts';
import { BreakGlass } from '../shared/contract/changes.ts';
import { InputError, messageOf } from '../shared/errors.ts';
import { checkPostAddress } from '../shared/public-address.ts';
import { Capacities, EVENT_SOURCE_CONCURRENCY, UNRESERVED_MINIMUM } from './limits.ts';
import type { Capacity, CapacityName } from './limits.ts';

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const count = z.coerce.number().int().positive();

/** At most a month. */
const minutes = z.coerce
  .number()
  .int()
  .min(0)
  .max(30 * 24 * 60);

const capacityNames = Object.keys(Capacities) as [CapacityName, ...CapacityName[]];

/** Where dumps go that nobody has read for a while. Only tiers that are read at once: a report may still be made. */
const DUMP_TIERS = ['intelligent-tiering', 'standard-ia', 'glacier-ir', 'standard'] as const;
/** S3 takes nothing into this tier sooner. */
const STANDARD_IA_DAYS = 30;

export const Settings = z.object({
  /** Issuer of the people's and pipelines' OIDC tokens. Without it only host tokens are accepted. */
  oidcIssuer: z.url().optional(),
  oidcAudience: z.string().min(1).default('purgatory'),
  /** Claim that holds the roles: a name, or a path with dots (`resource_access.purgatory.roles`). */
  oidcRolesClaim: z.string().min(1).default('roles'),
  /** Claims' values that stand for a role, as `value=role,value=role`, where the issuer's groups have names of their own. */
  oidcRoleMap: z
    .string()
    .regex(/^[^=,]+=[a-z-]+(,[^=,]+=[a-z-]+)*$/, 'value=role, separated by commas')
    .optional(),
  /** Claims that tell pipelines and people apart (docs/signing.md), separated by commas. */
  oidcIdentityClaims: z.string().min(1).optional(),
  /** Client id of the console's sign-in at the issuer; default: the audience. */
  oidcClientId: z.string().min(1).optional(),
  /** Gets the alerts of crashes and the alarms of the service itself. */
  alertEmail: z.email().optional(),
  /** Gets the alerts as signed JSON. */
  webhookUrl: z.url().optional(),
  /** Alerts may also be posted to private addresses, and by plain http. For tests, and where the receivers are within. */
  allowPrivateWebhooks: flag.default(false),
  /** One of the periods that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, … */
  logRetentionDays: z.preprocess(Number, z.enum(RetentionDays)).default(RetentionDays.ONE_MONTH),
  dumpRetentionDays: count.default(365),
  /** Of whole dumps alone, where they shall go sooner than pieces, logs and reports. */
  wholeDumpRetentionDays: count.optional(),
  dumpTier: z.enum(DUMP_TIERS).default('intelligent-tiering'),
  /** When they go there; default: the tier's own. */
  dumpTierDays: count.optional(),
  /**
   * S3 Object Lock, governance mode: of sealed dumps with their logs and manifests, and of everything in the bucket of images.
   * Absent: no Object Lock.
   */
  objectLockDays: count.optional(),
  /** A CloudTrail trail of who read and wrote which dump and image. It costs by the call. */
  auditTrail: flag.default(false),
  hostTokenDays: count.max(3650).default(400),
  /** One more makes a new key; what was made under the one before stays good until the next. */
  hostTokenKeyGeneration: count.max(50).default(1),
  sessionKeyGeneration: count.max(50).default(1),
  /** The log of signatures by name, for as long as it lives; default: `purgatory/REGION/ACCOUNT`. A log with a new key is another log. */
  logOrigin: z
    .string()
    .regex(/^[\x21-\x2a\x2c-\x7e]{1,200}$/, 'a name without spaces and plus signs')
    .optional(),
  /** Another account for the stack PurgatorySigning: whoever administers this one can't use the key. Absent: this one. */
  signingAccount: z
    .string()
    .regex(/^\d{12}$/, 'twelve digits')
    .optional(),
  /** Of the keys that sign kernel images. Firmware in the field is surest of RSA_2048. */
  signingKeySpec: z.enum(['RSA_2048', 'RSA_3072', 'RSA_4096']).default('RSA_2048'),
  /** One more makes a new key of PCR policies; the one before signs as well until `pcrKeyBefore` is false, or until the next. */
  pcrKeyGeneration: count.max(50).default(1),
  pcrKeyBefore: flag.default(true),
  /** Between the last approval of a change of the signing policy or of certificates, and its effect: time to stop it. */
  changeDelayMinutes: minutes.default(0),
  revocationDelayMinutes: minutes.default(0),
  /** What one admin may do alone in an emergency: everybody is told. */
  breakGlass: BreakGlass.default('revocations'),
  /** The address people open the console under, where a domain of your own is in front of the API. */
  publicUrl: z.url().optional(),
  /** Requests a second, and at once, to each method that is not one of the upload API. */
  apiRateLimit: count.default(200),
  apiBurstLimit: count.default(400),
  /** What one host may do: docs/scaling.md. A host that crashes every few minutes stays well below. */
  hostUploadsPerHour: count.default(120),
  hostLogsPerMinute: count.default(20),
  hostNewGroupsPerDay: count.default(20),
  /** What the numbers of `limits.ts` are taken from. Each of those below takes the place of one of them. */
  capacity: z.enum(capacityNames).default('standard'),
  accountConcurrency: count.optional(),
  triageConcurrency: count.optional(),
  alertConcurrency: count.optional(),
  ingestConcurrency: count.optional(),
  examineConcurrency: count.optional(),
  sealConcurrency: count.optional(),
  exploreConcurrency: count.optional(),
  /** Long polls of all hosts that are held at once, about: each takes one of the account's concurrent functions. */
  longPolls: count.optional(),
  crashesPerSecond: count.optional(),
  /** Where sources are shown, as `RELEASES=URL RELEASES=URL`: docs/symbols.md. */
  sourceLinks: z
    .string()
    .superRefine((text, context) => {
      for (const link of text.trim().split(/\s+/).map(parseSourceLink)) {
        if ('problem' in link) context.addIssue({ code: 'custom', message: link.problem });
      }
    })
    .optional(),
  /**
   * A debuginfod server to ask for the debug files of kernels that have crashed and have no lines here (docs/symbols.md). Absent: nobody
   * outside is asked for anything.
   */
  debuginfodServer: z.url().optional(),
  /** Where the alarms' descriptions point to. */
  runbookUrl: z.string().default('docs/runbook.md'),
  /** Every queue's visibility time-out: for tests that wait until a message is dead. */
  visibilityTimeoutSeconds: count.optional(),
  architecture: z.enum(['arm64', 'x86_64']).default('arm64'),
  /** The embedded AWS: no bootstrap stack. Nothing else may depend on it. */
  embedded: flag.default(false),
});
export type Settings = z.infer<typeof Settings>;

/** The numbers that `settings` make, by the profile and what was set besides. */
export function capacityOf(settings: Settings): Capacity {
  const profile: Capacity = Capacities[settings.capacity];
  const { concurrency } = profile;
  return {
    concurrency: {
      account: settings.accountConcurrency ?? concurrency.account,
      isReserved: concurrency.isReserved,
      triage: settings.triageConcurrency ?? concurrency.triage,
      alert: settings.alertConcurrency ?? concurrency.alert,
      ingest: settings.ingestConcurrency ?? concurrency.ingest,
      examine: settings.examineConcurrency ?? concurrency.examine,
      seal: settings.sealConcurrency ?? concurrency.seal,
      explore: settings.exploreConcurrency ?? concurrency.explore,
    },
    longPolls: settings.longPolls ?? profile.longPolls,
    crashesPerSecond: settings.crashesPerSecond ?? profile.crashesPerSecond,
  };
}

/** What holds of several of them together. */
const Consistent = Settings.superRefine((settings, context) => {
  const { dumpRetentionDays, wholeDumpRetentionDays = dumpRetentionDays, dumpTier, dumpTierDays } = settings;
  const refuse = (name: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [name], message });
  };
  if (wholeDumpRetentionDays > dumpRetentionDays) {
    refuse('wholeDumpRetentionDays', `at most dumpRetentionDays (${dumpRetentionDays})`);
  }
  checkConcurrency(capacityOf(settings), refuse);
  for (const name of ['webhookUrl', 'debuginfodServer'] as const) {
    const address = settings[name];
    if (address === undefined || settings.allowPrivateWebhooks) continue;
    try {
      checkPostAddress(address);
    } catch (error) {
      refuse(name, messageOf(error));
    }
  }
  if (settings.debuginfodServer !== undefined && settings.capacity === 'new-account') {
    refuse('debuginfodServer', 'an account with 10 executions has none to spare for downloads: capacity=standard has');
  }
  if (dumpTierDays === undefined) return;
  if (dumpTier === 'standard-ia' && dumpTierDays < STANDARD_IA_DAYS) {
    refuse('dumpTierDays', `at least ${STANDARD_IA_DAYS} for standard-ia`);
  }
  if (dumpTierDays >= dumpRetentionDays) refuse('dumpTierDays', `less than dumpRetentionDays (${dumpRetentionDays})`);
});

/** What Lambda would refuse in the middle of a deployment is refused before it. */
function checkConcurrency({ concurrency, longPolls }: Capacity, refuse: (name: string, message: string) => void): void {
  const { minimum, maximum } = EVENT_SOURCE_CONCURRENCY;
  for (const name of ['triage', 'alert', 'examine', 'seal'] as const) {
    if (concurrency[name] < minimum || concurrency[name] > maximum) {
      refuse(`${name}Concurrency`, `between ${minimum} and ${maximum}, as Lambda's event sources ask for`);
    }
  }
  if (longPolls > concurrency.ingest / 2) {
    refuse('longPolls', `at most half of ingestConcurrency (${concurrency.ingest}): the others announce crashes`);
  }
  const reserved = concurrency.triage + concurrency.alert + concurrency.ingest + concurrency.explore;
  if (concurrency.isReserved && reserved > concurrency.account - UNRESERVED_MINIMUM) {
    refuse(
      'accountConcurrency',
      `${reserved} are reserved and Lambda keeps ${UNRESERVED_MINIMUM} free: ${reserved + UNRESERVED_MINIMUM} are needed, or capacity=new-account, which reserves none`,
    );
  }
}

/** @throws {InputError} that names every context parameter that is wrong */
export function readSettings(node: Node): Settings {
  const given = Object.fromEntries(
    Object.keys(Settings.shape).flatMap((name) => {
      const value: unknown = node.tryGetContext(name);
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const parsed = Consistent.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new InputError(`CDK context: ${problems.join('; ')}`, { field: String(parsed.error.issues[0]?.path[0] ?? '') });
}
