/** A bucket in memory, as far as the adapters in shared/aws use it: put, get, head, list by prefix, page by page. */
import { createHash } from 'node:crypto';
import { NoSuchKey, NotFound } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

interface StoredObject {
  readonly bytes: Uint8Array;
  readonly contentEncoding?: string | undefined;
}

export interface MemoryS3 {
  /** To be passed where a client is expected. */
  readonly client: S3Client;
  readonly objects: Map<string, StoredObject>;
  /** Keys a listing answers at once. */
  pageSize: number;
}

interface Input {
  readonly Key?: string;
  readonly Prefix?: string;
  readonly Range?: string;
  readonly ContinuationToken?: string;
}

export function memoryS3(): MemoryS3 {
  const objects = new Map<string, StoredObject>();
  const find = (key = '', missing: new (options: never) => Error): StoredObject => {
    const object = objects.get(key);
    if (object === undefined) throw new missing({ message: key, $metadata: {} } as never);
    return object;
  };
  const state: MemoryS3 = {
    objects,
    pageSize: 1000,
    client: {
      send: (command: { constructor: { name: string }; input: Input }) =>
        Promise.resolve().then(() => run(command.constructor.name, command.input)),
    } as never,
  };

  function run(name: string, input: Input): unknown {
    switch (name) {
      case 'HeadObjectCommand': {
        const { bytes, contentEncoding } = find(input.Key, NotFound);
        return {
          ContentLength: bytes.length,
          ContentEncoding: contentEncoding,
          ChecksumSHA256: createHash('sha256').update(bytes).digest('base64'),
        };
      }
      case 'GetObjectCommand': {
        const { bytes } = find(input.Key, NoSuchKey);
        const [, first = '0', last = String(bytes.length - 1)] = /^bytes=(\d+)-(\d+)$/.exec(input.Range ?? '') ?? [];
        const body = bytes.subarray(Number(first), Number(last) + 1);
        return { Body: { transformToByteArray: () => Promise.resolve(body) } };
      }
      case 'ListObjectsV2Command': {
        const keys = [...objects.keys()].filter((key) => key.startsWith(input.Prefix ?? '')).sort();
        const from = Number(input.ContinuationToken ?? 0);
        const next = from + state.pageSize;
        return {
          Contents: keys.slice(from, next).map((Key) => ({ Key })),
          ...(next < keys.length ? { NextContinuationToken: String(next) } : {}),
        };
      }
      default:
        throw new Error(`memory-s3: ${name} is not played`);
    }
  }
  return state;
}
