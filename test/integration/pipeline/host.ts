/** A host, as the API sees one, and what the tests look at behind it. */
import { createHash, randomInt, randomUUID } from 'node:crypto';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Message } from '@aws-sdk/client-sqs';
import type { CrashGroup } from '../../../shared/contract/crashes.ts';
import type { UploadStatus } from '../../../shared/contract/uploads.ts';
import { callApi, eventually, output } from '../support/stack.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const ZEROS = 0;

async function ok<T>(call: Promise<{ status: number; body: unknown }>): Promise<T> {
  const { status, body } = await call;
  if (status >= 300) throw new Error(`HTTP ${status}: ${JSON.stringify(body)}`);
  return body as T;
}

interface Put {
  readonly url: string;
  readonly headers: Record<string, string>;
}

async function put(where: Put, body: Uint8Array): Promise<void> {
  const response = await fetch(where.url, { method: 'PUT', headers: where.headers, body: Buffer.from(body) });
  if (!response.ok) throw new Error(`PUT: HTTP ${response.status}: ${await response.text()}`);
}

export class Host {
  readonly name: string;
  readonly #token: string;

  private constructor(name: string, token: string) {
    this.name = name;
    this.#token = token;
  }

  static async enrol(name = `host-${randomUUID().slice(0, 8)}`): Promise<Host> {
    const { token } = await ok<{ token: string }>(callApi('POST', 'v1/hosts', { as: 'ada', body: { host: name } }));
    return new Host(name, token);
  }

  #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return ok<T>(callApi(method, path, { token: this.#token, body }));
  }

  announce(request: Record<string, unknown>): Promise<UploadStatus> {
    return this.#call('POST', 'v1/uploads', request);
  }

  status(id: string): Promise<UploadStatus> {
    return this.#call('GET', `v1/uploads/${id}`);
  }

  async sendLog(id: string, log: Uint8Array): Promise<void> {
    await (
      await this.offerLog(id, log)
    )();
  }

  /** Answers how to send it: an address may be used later than it was asked for. */
  async offerLog(id: string, log: Uint8Array): Promise<() => Promise<void>> {
    const answer = await this.#call<{ status: string; put?: Put }>('POST', `v1/uploads/${id}/log`, {
      sizeBytes: log.length,
      sha256: sha256(log),
    });
    const { put: where } = answer;
    return async () => {
      if (where !== undefined) await put(where, log);
    };
  }

  /** Sends what is missing of a dump; chunks of zeros are declared. */
  async sendDump({ id, chunkBytes }: Pick<UploadStatus, 'id' | 'chunkBytes'>, dump: Uint8Array): Promise<void> {
    for (let index = 0; index * chunkBytes < dump.length; index++) {
      const chunk = dump.subarray(index * chunkBytes, (index + 1) * chunkBytes);
      const zero = chunk.every((byte) => byte === ZEROS);
      const { chunks } = await this.#call<{ chunks: { put?: Put }[] }>('POST', `v1/uploads/${id}/chunks`, {
        chunks: [{ index, sha256: sha256(chunk), ...(zero ? { zero } : {}) }],
      });
      const [answer] = chunks;
      if (answer?.put !== undefined) await put(answer.put, chunk);
    }
  }

  complete(id: string, dump?: Uint8Array): Promise<UploadStatus> {
    return this.#call('POST', `v1/uploads/${id}/complete`, dump === undefined ? {} : { sha256: sha256(dump) });
  }

  /** A whole upload: log, dump, done. */
  async upload(parts: { log?: string; dump?: Uint8Array; fileName?: string }): Promise<string> {
    const { log, dump, fileName = dump === undefined ? undefined : 'vmcore' } = parts;
    const upload = await this.announce({
      sizeBytes: dump?.length ?? 0,
      ...(fileName === undefined ? {} : { fileName }),
    });
    if (log !== undefined) await this.sendLog(upload.id, Buffer.from(log));
    if (dump !== undefined) await this.sendDump(upload, dump);
    await this.complete(upload.id, dump);
    return upload.id;
  }
}

/** The log of one crash: each call is of another boot, since no two of a host end at the same microsecond. */
export function oops(symbol: string, release = '6.12.117'): string {
  const since = randomInt(10, 100_000);
  const at = (micros: number): string => `[${`${String(since)}.${String(micros).padStart(6, '0')}`.padStart(12)}]`;
  return [
    `[    0.000000] Linux version ${release} (build@host) (gcc 14.2.0) #1 SMP PREEMPT_DYNAMIC`,
    `${at(1)} BUG: kernel NULL pointer dereference, address: 0000000000000040`,
    `${at(2)} #PF: supervisor read access in kernel mode`,
    `${at(3)} #PF: error_code(0x0000) - not-present page`,
    `${at(4)} Oops: Oops: 0000 [#1] PREEMPT SMP NOPTI`,
    `${at(5)} CPU: 0 UID: 0 PID: 611 Comm: worker Not tainted ${release} #1`,
    `${at(6)} Hardware name: QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1.16.2 04/01/2014`,
    `${at(7)} RIP: 0010:${symbol}+0x1c/0x90`,
    `${at(8)} Call Trace:`,
    `${at(9)}  <TASK>`,
    `${at(10)}  ${symbol}_caller+0x44/0x80`,
    `${at(11)}  do_syscall_64+0x82/0x190`,
    `${at(12)}  entry_SYSCALL_64_after_hwframe+0x76/0x7e`,
    `${at(13)}  </TASK>`,
    `${at(14)} ---[ end trace 0000000000000000 ]---`,
    `${at(15)} Kernel panic - not syncing: Fatal exception`,
    '',
  ].join('\n');
}

/** A name for a kernel function that no other test uses; of letters alone, because numbers in names are taken for noise. */
export const freshSymbol = (): string =>
  `fs_${randomUUID()
    .replaceAll('-', '')
    .replaceAll(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))}`;

export const sqs = new SQSClient();

export async function sendToQueue(name: 'Triage' | 'Examine' | 'Seal' | 'Alert', body: string): Promise<void> {
  await sqs.send(
    new SendMessageCommand({ QueueUrl: output('PurgatoryPipeline', `${name}QueueUrl`), MessageBody: body }),
  );
}

/** What the bucket says when the log of an upload is there. */
export const logIsThere = (id: string): string => JSON.stringify({ detail: { object: { key: `uploads/${id}/log` } } });

/** How many messages lie in a queue, and how many somebody has taken and not done with. */
export async function countsOf(QueueUrl: string | undefined): Promise<{ lying: number; taken: number }> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }));
  const [lying = 0, taken = 0] = names.map((name) => Number(Attributes[name] ?? 0));
  return { lying, taken };
}

export async function crashesTitled(part: string): Promise<CrashGroup[]> {
  const { body } = await callApi('GET', 'v1/crashes?limit=200', { as: 'rae' });
  return (body as { crashes: CrashGroup[] }).crashes.filter(({ title }) => title.includes(part));
}

export async function dumpOf(id: string): Promise<Record<string, unknown>> {
  return (await callApi('GET', `v1/dumps/${id}`, { as: 'rae' })).body as Record<string, unknown>;
}

export const dumpWith = (id: string, wanted: Record<string, unknown>) =>
  eventually(`dump ${id} with ${JSON.stringify(wanted)}`, async () => {
    const dump = await dumpOf(id);
    return Object.entries(wanted).every(([name, value]) => dump[name] === value) ? dump : undefined;
  });

export async function receive(queueUrl: string): Promise<readonly Message[]> {
  const answer = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
      WaitTimeSeconds: 1,
      VisibilityTimeout: 5,
    }),
  );
  return answer.Messages ?? [];
}
