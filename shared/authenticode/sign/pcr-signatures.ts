/**
 * The content of a UKI's `.pcrsig`: signatures of PCR policies, as `systemd-measure sign` makes them (systemd src/measure/measure.c). A
 * TPM takes a policy that is signed so in place of the one that a secret was bound to (TPM 2.0 part 3, 23.16 TPM2_PolicyAuthorize).
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import * as z from 'zod';
import type { PcrBank, PcrPolicy } from '../../contract/images.ts';
import { InputError } from '../../errors.ts';
import { mapLimited } from '../../map-limited.ts';
import { fingerprintOf } from '../facts/pcr-key.ts';

const PCR = 11;
const JOBS = 8;

/** Signs the digest of a policy, made with the bank's hash, with RSASSA-PKCS1-v1_5 of that hash. */
export type PolicySigner = (bank: PcrBank, digest: Uint8Array) => Promise<Uint8Array>;

const Signed = z.record(
  z.string(),
  z.array(z.object({ pcrs: z.array(z.number()), pkfp: z.string(), pol: z.string(), sig: z.base64() })),
);

/**
 * @param publicKey SubjectPublicKeyInfo, DER
 * @returns JSON
 * @throws {InputError} where what was signed is not by that key
 */
export async function signPcrPolicies(
  policies: readonly PcrPolicy[],
  publicKey: Uint8Array,
  sign: PolicySigner,
): Promise<Uint8Array> {
  const pkfp = fingerprintOf(publicKey);
  const signatures = new Map<PcrPolicy, string>();
  await mapLimited(policies, JOBS, async (each) => {
    const { bank, policy } = each;
    const signature = await sign(bank, createHash(bank).update(Buffer.from(policy, 'hex')).digest());
    if (!isSigned(each, signature, publicKey)) {
      throw new InputError('the key that signs PCR policies is not the one that it says it is', { field: 'key' });
    }
    signatures.set(each, Buffer.from(signature).toString('base64'));
  });
  const byBank: Partial<Record<PcrBank, object[]>> = {};
  for (const each of policies) {
    const entry = { pcrs: [PCR], pkfp, pol: each.policy, sig: signatures.get(each) };
    byBank[each.bank] = [...(byBank[each.bank] ?? []), entry];
  }
  return Buffer.from(`${JSON.stringify(byBank)}\n`);
}

/** What several keys signed, as one `.pcrsig`: who reads it looks for the key that a secret is bound to. */
export function joinPcrSignatures(signed: readonly Uint8Array[]): Uint8Array {
  const [only] = signed;
  if (signed.length === 1 && only !== undefined) return only;
  const joined: z.infer<typeof Signed> = {};
  for (const json of signed) {
    for (const [bank, entries] of Object.entries(Signed.parse(JSON.parse(Buffer.from(json).toString())))) {
      joined[bank] = [...(joined[bank] ?? []), ...entries];
    }
  }
  return Buffer.from(`${JSON.stringify(joined)}\n`);
}

/** What keeps JSON from being the signatures of these policies by this key; undefined: nothing does. */
export function objectionToPcrSignatures(
  json: Uint8Array,
  policies: readonly PcrPolicy[],
  publicKey: Uint8Array,
): string | undefined {
  let document: unknown;
  try {
    document = JSON.parse(Buffer.from(json).toString());
  } catch {
    return 'what came as PCR signatures is no JSON';
  }
  const parsed = Signed.safeParse(document);
  if (!parsed.success) return 'what came as PCR signatures is none';
  const pkfp = fingerprintOf(publicKey);
  const missing = policies.find(
    (each) =>
      !(parsed.data[each.bank] ?? []).some(
        (entry) =>
          entry.pkfp === pkfp &&
          entry.pol === each.policy &&
          isSigned(each, Buffer.from(entry.sig, 'base64'), publicKey),
      ),
  );
  return missing && `the PCR policy of ${missing.phase} (${missing.bank}) of these very sections is not signed`;
}

function isSigned({ bank, policy }: PcrPolicy, signature: Uint8Array, publicKey: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  return verify(bank, Buffer.from(policy, 'hex'), key, signature);
}
