/**
 * Signatures of `.pcrsig`: TPM policies over the value of PCR 11 that systemd's stub makes of a UKI's sections (systemd
 * src/boot/measure.c and src/boot/efi/stub.c; TPM 2.0 part 3, 23.7 TPM2_PolicyPCR). Whoever changes a section changes the value, and
 * what was bound to the signature is not unlocked any more.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { PcrBank, PcrPolicy, PcrScope } from '../../contract/images.ts';
import type { PcrSignature } from '../../contract/verify.ts';

/** In the order in which they are measured; `.pcrsig` itself is not. */
export const MEASURED = [
  '.linux',
  '.osrel',
  '.cmdline',
  '.initrd',
  '.ucode',
  '.splash',
  '.dtb',
  '.uname',
  '.sbat',
  '.pcrpkey',
  '.profile',
  '.dtbauto',
  '.hwids',
  '.efifw',
] as const;

/** What systemd-pcrphase extends while a machine starts; a policy may be for any point on the way. */
const PHASES = ['enter-initrd', 'leave-initrd', 'sysinit', 'ready'] as const;
const PCR = 11;
const TPM_CC_POLICY_PCR = 0x17f;
const BANKS: ReadonlyMap<string, number> = new Map([
  ['sha1', 0x0004],
  ['sha256', 0x000b],
  ['sha384', 0x000c],
  ['sha512', 0x000d],
]);
const MAX_SIGNATURES = 64;

const Hex = z.string().regex(/^[0-9a-f]{2,128}$/i);
const Signatures = z.record(
  z.string().max(20),
  z
    .array(z.object({ pcrs: z.array(z.number().int().min(0).max(23)).max(24), pkfp: Hex, pol: Hex }))
    .max(MAX_SIGNATURES),
);

/** Digests of one section's content by bank. */
export interface MeasuredSection {
  readonly name: string;
  /** The stub passes over what is empty. */
  readonly sizeBytes: number;
  readonly digests: ReadonlyMap<string, Uint8Array>;
}

/** A set of sections that a UKI can be started with, and what PCR 11 holds in each bank once they are measured; hex. */
export interface PcrStart {
  readonly profile?: number | undefined;
  readonly values: Readonly<Record<PcrBank, string>>;
}

/** The signatures in the text of `.pcrsig`; undefined where it is none. */
export function parsePcrSignatures(text: string): readonly PcrSignature[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = Signatures.safeParse(json);
  if (!parsed.success) return undefined;
  return Object.entries(parsed.data)
    .flatMap(([bank, list]) =>
      list.map(({ pcrs, pkfp, pol }) => ({ bank, pcrs, key: pkfp.toLowerCase(), policy: pol.toLowerCase() })),
    )
    .slice(0, MAX_SIGNATURES);
}

export function isBank(name: string): boolean {
  return BANKS.has(name);
}

/** The policy digests, hex, that fit the sections: before any phase, and after each of systemd's. */
export function policiesOf(sections: readonly MeasuredSection[], bank: string): ReadonlySet<string> {
  return new Set(pcrValues(sections, bank).map((value) => policyOf(value, bank)));
}

/** What PCR 11 holds once the stub has measured the sections, and after each phase. */
export function pcrValues(sections: readonly MeasuredSection[], bank: string): readonly Uint8Array[] {
  const values = [measure(sections, bank)];
  for (const phase of PHASES) values.push(enter(values.at(-1) ?? new Uint8Array(0), phase, bank));
  return values;
}

/**
 * The policies of each start at each phase, in the order in which `systemd-measure sign` has them: phases and banks sorted, each once.
 * Two starts with the same sections have the same ones: they are there once.
 */
export function pcrPolicies(starts: readonly PcrStart[], { banks, phases }: PcrScope): readonly PcrPolicy[] {
  const found = new Map<string, PcrPolicy>();
  for (const { profile, values } of starts) {
    for (const phase of inOrder(phases)) {
      for (const bank of inOrder(banks)) {
        let value: Uint8Array = Buffer.from(values[bank], 'hex');
        for (const word of phase.split(':')) value = enter(value, word, bank);
        const policy = policyOf(value, bank);
        const key = `${bank} ${policy}`;
        if (!found.has(key)) found.set(key, { bank, phase, ...(profile === undefined ? {} : { profile }), policy });
      }
    }
  }
  return [...found.values()];
}

/** What an approval of PCR policies is bound to: SHA-256 of all of them, hex. Begins as nothing else does that is signed here. */
export function digestOfPcrPolicies(policies: readonly PcrPolicy[]): string {
  const lines = policies.map(({ bank, phase, profile, policy }) => `${bank} ${profile ?? '-'} ${phase} ${policy}\n`);
  return Buffer.from(hash('sha256', Buffer.from(`purgatory PCR policies 1\n${lines.join('')}`))).toString('hex');
}

function inOrder<T extends string>(words: readonly T[]): readonly T[] {
  return [...new Set(words)].toSorted((a, b) => (a < b ? -1 : 1));
}

function enter(value: Uint8Array, phase: string, bank: string): Uint8Array {
  return extend(value, hash(bank, Buffer.from(phase)), bank);
}

/** What PCR 11 holds once the stub has measured the sections. */
export function measure(sections: readonly MeasuredSection[], bank: string): Uint8Array {
  let value: Uint8Array = new Uint8Array(hash(bank, new Uint8Array(0)).length);
  for (const name of MEASURED) {
    for (const section of sections.filter((each) => each.name === name && each.sizeBytes > 0)) {
      value = extend(value, hash(bank, Buffer.from(`${name}\0`)), bank);
      value = extend(value, section.digests.get(bank) ?? new Uint8Array(0), bank);
    }
  }
  return value;
}

function policyOf(value: Uint8Array, bank: string): string {
  const selection = Buffer.alloc(10);
  selection.writeUInt32BE(1, 0);
  selection.writeUInt16BE(BANKS.get(bank) ?? 0, 4);
  selection.writeUInt8(3, 6);
  selection.writeUInt8(1 << (PCR % 8), 7 + Math.floor(PCR / 8));
  const command = Buffer.alloc(4);
  command.writeUInt32BE(TPM_CC_POLICY_PCR, 0);
  const parts = [new Uint8Array(32), command, selection, hash('sha256', value)];
  return Buffer.from(hash('sha256', Buffer.concat(parts))).toString('hex');
}

function extend(value: Uint8Array, digest: Uint8Array, bank: string): Uint8Array {
  return hash(bank, Buffer.concat([value, digest]));
}

function hash(bank: string, bytes: Uint8Array): Uint8Array {
  return createHash(bank).update(bytes).digest();
}
