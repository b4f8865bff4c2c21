/** Proofs of the log, checked here: what the service says of itself is not believed. */
import { openCheckpoint, type Checkpoint } from '../../../shared/authenticode/log/checkpoint.ts';
import { verifyConsistency } from '../../../shared/authenticode/log/merkle.ts';
import { ConsistencyAnswer, InclusionProof, KeyList, type LogEntry } from '../../../shared/contract/images.ts';
import { openProof } from '../../../shared/domain/image/evidence.ts';
import { cosign, cosignaturesOf, type Witness } from '../../../shared/authenticode/log/cosignature.ts';
import { codeOf, InputError } from '../../../shared/errors.ts';
import { fingerprintOf, type LogKey, type LogKeyStore } from './log-keys.ts';
import type { KeyObject } from 'node:crypto';
import type { ServiceClient } from '../service/client.ts';
import { writeWhole } from './open.ts';
import * as z from 'zod';
import { readNamedText } from '../files.ts';

/** What an offline check needs but the key: a proof that brings the key along proves nothing. What else is in the file is passed over. */
export const ProofFile = z.object({ proof: InclusionProof });
export type ProofFile = z.infer<typeof ProofFile>;

/** What a monitor remembers: the checkpoint it saw last. */
const MonitorState = z.object({ log: KeyList.shape.log, checkpoint: z.string() });

export interface ProvenEntry {
  readonly entry: LogEntry;
  readonly index: number;
  readonly size: number;
  /** Of the log, with the key that was checked with. */
  readonly log: LogKey & { readonly fingerprint: string };
  /** Witnesses that were asked for and vouch for the checkpoint, and since when. */
  readonly witnesses: readonly { readonly name: string; readonly at: string }[];
}

/**
 * @param log whose key the checker has, from wherever but the proof
 * @param witnesses every one of them has to vouch for the checkpoint
 * @throws {InputError} for a proof that does not hold
 */
export function checkProof({ proof }: ProofFile, log: LogKey, witnesses: readonly Witness[] = []): ProvenEntry {
  const opened = openProof(proof, log);
  if (opened === undefined) throw new InputError('the proof does not lead to the checkpoint');
  const cosigned = cosignaturesOf(proof.checkpoint, witnesses);
  const silent = witnesses.filter(({ name }) => !cosigned.has(name)).map(({ name }) => name);
  if (silent.length > 0) throw new InputError(`not vouched for by the witness ${silent.join(', ')}`);
  return {
    ...opened,
    index: proof.index,
    log: { ...log, fingerprint: fingerprintOf(log) },
    witnesses: [...cosigned].map(([name, at]) => ({ name, at: at.toISOString() })),
  };
}

export interface MonitorResult {
  readonly origin: string;
  readonly size: number;
  readonly previousSize: number | undefined;
  readonly consistent: boolean;
}

/** Has the log only grown since it was looked at last? The key is that of the first time, and the one that is pinned. */
export async function monitorLog(
  client: ServiceClient,
  stateFile: string,
  pins: LogKeyStore,
): Promise<MonitorResult & { readonly checkpoint: string }> {
  const before = await readState(stateFile);
  const log = before?.log ?? (await client.get('keys', KeyList)).log;
  await pins.keep(log);
  const open = (note: string): Checkpoint => openCheckpoint(note, log.origin, Buffer.from(log.publicKey, 'base64'));
  if (before === undefined) {
    const checkpoint = await client.text('log/checkpoint');
    const { size } = open(checkpoint);
    await saveState(stateFile, { log, checkpoint });
    return { origin: log.origin, size, previousSize: undefined, consistent: true, checkpoint };
  }
  const first = open(before.checkpoint);
  const answer = await client.get('log/consistency', ConsistencyAnswer, { from: first.size });
  const second = open(answer.checkpoint);
  const steps = answer.proof.map((hash) => Buffer.from(hash, 'hex'));
  const consistent = verifyConsistency(first.size, second.size, steps, first.root, second.root);
  if (consistent) await saveState(stateFile, { log, checkpoint: answer.checkpoint });
  return { origin: log.origin, size: second.size, previousSize: first.size, consistent, checkpoint: answer.checkpoint };
}

/** What a witness says: the checkpoint that it found to be a continuation of the one before, with its own line. */
export async function writeCosigned(
  checkpoint: string,
  {
    name,
    key,
    output,
    at,
  }: { readonly name: string; readonly key: KeyObject; readonly output: string; readonly at: Date },
): Promise<void> {
  await writeWhole(output, [Buffer.from(cosign(checkpoint, name, key, at))]);
}

async function readState(file: string): Promise<z.infer<typeof MonitorState> | undefined> {
  let text: string;
  try {
    text = await readNamedText(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = MonitorState.safeParse(parseJson(text));
  if (!parsed.success) throw new InputError(`${file} is not what a monitor remembered`);
  return parsed.data;
}

function saveState(file: string, state: z.infer<typeof MonitorState>): Promise<number> {
  return writeWhole(file, [Buffer.from(`${JSON.stringify(state)}\n`)]);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
