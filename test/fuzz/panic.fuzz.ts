/** Any bytes are answered, in the shape of the contract, in one piece or in many. */
import { TriageResult } from '../../shared/contract/triage.ts';
import { triage, triageStream } from '../../shared/panic/index.ts';

export const name = 'panic';

/** Inputs to begin with: one of each family, so that mutations reach the rules. */
export const seeds: readonly Uint8Array[] = [
  'BUG: KASAN: slab-use-after-free in foo+0x1/0x2\nRead of size 8 at addr ffff8880\nCall Trace:\n foo+0x1/0x2\n bar+0x1/0x2\n',
  '[    1.0][  T12] WARNING: CPU: 0 PID: 1 at fs/x.c:12 foo+0x1/0x2\n[    1.0][  T12] RIP: 0010:foo+0x1/0x2\n',
  '<4>[    1.0] INFO: task a:1 blocked for more than 120 seconds.\r\n<4>[    1.0] Call Trace:\r\n<4>[    1.0]  foo+0x1/0x2\r\n',
  'Nov 23 16:22:22 h kernel: general protection fault: 0000 [#1] SMP\nNov 23 16:22:22 h kernel: RIP: 0010:foo+0x1/0x2\n',
  'rust_kernel: panicked at a.rs:1:2:\noverflow\nCall Trace:\n _RNvMs_NtCs5678_4acme5queueNtB4_5Queue4push+0x1/0x2\n',
  'Kernel panic - not syncing: stack-protector: Kernel stack is corrupted in: foo+0x1/0x2\n',
].map((log) => Buffer.from(log, 'latin1'));

export async function fuzz(bytes: Uint8Array): Promise<void> {
  const whole = triage(bytes);
  TriageResult.strict().parse(whole);
  const pieces = await triageStream(inPieces(bytes, 1 + (bytes[0] ?? 0)));
  if (JSON.stringify(pieces) !== JSON.stringify(whole)) throw new Error('pieces are answered otherwise than the whole');
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
