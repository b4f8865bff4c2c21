/**
 * A bucket in memory, as far as the adapters in shared/aws use it: put, get, head, list, delete, retention and multipart copies,
 * under S3's own conditions. It computes checksums from the bytes that it holds and by S3's rule, never from what a caller says.
 */
import { NoSuchKey, NotFound, S3Client } from '@aws-sdk/client-s3';
import { multipart } from './memory-s3-multipart.ts';
import { etagOf, etagOfObject, retention, s3Error, sha256Of } from './memory-s3-object.ts';
import type { Input, StoredObject } from './memory-s3-object.ts';

/** A body comes in pieces. */
const PIECE_BYTES = 1000;

export interface MemoryS3 {
  /** To be passed where a client is expected. */
  readonly client: S3Client;
  /** The current versions. */
  readonly objects: Map<string, StoredObject>;
  /** Versions that were overwritten or deleted, the newest last. */
  readonly former: Map<string, StoredObject[]>;
  /** Keys a listing answers at once; parts and uploads too. */
  pageSize: number;
  /** Calls so far: the command's name and its key. */
  readonly calls: string[];
  /** Called before each command; may throw to play a fault. */
  onCommand?: (name: string, input: Input) => void;
}

export function memoryS3(): MemoryS3 {
  const objects = new Map<string, StoredObject>();
  const former = new Map<string, StoredObject[]>();
  const state: MemoryS3 = {
    objects,
    former,
    pageSize: 1000,
    calls: [],
    client: Object.assign(new S3Client({ region: 'eu-central-1' }), {
      send: (command: { constructor: { name: string }; input: Input }) =>
        Promise.resolve().then(() => run(command.constructor.name.replace('Command', ''), command.input)),
    }),
  };
  const find = (key = ''): StoredObject => {
    const object = objects.get(key);
    if (object === undefined) throw new NoSuchKey({ message: key, $metadata: {} });
    return object;
  };
  /** What was there stays behind as a version, also where Object Lock holds it. */
  const keep = (key: string, object: StoredObject | undefined): void => {
    const before = objects.get(key);
    if (before !== undefined) former.set(key, [...(former.get(key) ?? []), before]);
    if (object === undefined) objects.delete(key);
    else objects.set(key, object);
  };
  const parts = multipart(objects, keep, state);

  function run(name: string, input: Input): unknown {
    state.calls.push(`${name} ${input.Key ?? input.Prefix ?? ''}`);
    state.onCommand?.(name, input);
    switch (name) {
      case 'PutObject':
        return put(input);
      case 'HeadObject':
        return head(input);
      case 'GetObject':
        return get(input);
      case 'ListObjectsV2':
        return list(input);
      case 'DeleteObject':
        keep(input.Key ?? '', undefined);
        return {};
      case 'DeleteObjects':
        for (const { Key = '' } of input.Delete?.Objects ?? []) keep(Key, undefined);
        if ((input.Delete?.Objects ?? []).length > 1000) throw s3Error('MalformedXML', 400);
        return {};
      case 'PutObjectRetention': {
        const object = find(input.Key);
        objects.set(input.Key ?? '', { ...object, retention: retention(input.Retention) });
        return {};
      }
      default: {
        if (!Object.hasOwn(parts, name)) throw new Error(`memory-s3: ${name} is not played`);
        return parts[name as keyof typeof parts](input);
      }
    }
  }

  function put(input: Input): unknown {
    const { Key = '', Body = '', ChecksumSHA256, ObjectLockMode, ObjectLockRetainUntilDate } = input;
    const before = objects.get(Key);
    if (input.IfNoneMatch === '*' && before !== undefined) throw s3Error('PreconditionFailed', 412);
    if (input.IfMatch !== undefined && (before === undefined || etagOfObject(before) !== input.IfMatch))
      throw s3Error(before === undefined ? 'NoSuchKey' : 'PreconditionFailed', before === undefined ? 404 : 412);
    const bytes = new Uint8Array(Buffer.from(Body));
    if (ChecksumSHA256 !== undefined && ChecksumSHA256 !== sha256Of(bytes)) throw s3Error('BadDigest', 400);
    // A write with a retention has to carry a checksum.
    if (ObjectLockMode !== undefined && (ChecksumSHA256 ?? input.ChecksumAlgorithm) === undefined)
      throw s3Error('InvalidRequest', 400);
    keep(Key, {
      bytes,
      contentType: input.ContentType,
      contentEncoding: input.ContentEncoding,
      tagging: input.Tagging,
      retention: retention({ Mode: ObjectLockMode, RetainUntilDate: ObjectLockRetainUntilDate }),
    });
    return { ETag: etagOf(bytes) };
  }

  function head(input: Input): unknown {
    const object = objects.get(input.Key ?? '');
    if (object === undefined) throw new NotFound({ message: input.Key ?? '', $metadata: {} });
    return {
      ContentLength: object.bytes.length,
      ContentType: object.contentType,
      ContentEncoding: object.contentEncoding,
      ETag: etagOfObject(object),
      // Told only where it is asked for.
      ...(input.ChecksumMode === 'ENABLED' ? { ChecksumSHA256: object.composite ?? sha256Of(object.bytes) } : {}),
    };
  }

  function get(input: Input): unknown {
    const object = find(input.Key);
    const { bytes } = object;
    if (input.IfMatch !== undefined && input.IfMatch !== etagOfObject(object)) throw s3Error('PreconditionFailed', 412);
    const [, first = '0', last = String(bytes.length - 1)] = /^bytes=(\d+)-(\d+)$/.exec(input.Range ?? '') ?? [];
    if (input.Range !== undefined && Number(first) >= bytes.length) throw s3Error('InvalidRange', 416);
    const body = bytes.slice(Number(first), Number(last) + 1);
    return {
      ContentLength: body.length,
      ContentEncoding: object.contentEncoding,
      ...(input.Range === undefined ? {} : { ContentRange: `bytes ${first}-${last}/${bytes.length}` }),
      Body: {
        transformToByteArray: () => Promise.resolve(body),
        async *[Symbol.asyncIterator]() {
          for (let at = 0; at < body.length; at += PIECE_BYTES)
            yield await Promise.resolve(body.subarray(at, at + PIECE_BYTES));
        },
      },
    };
  }

  function list(input: Input): unknown {
    const keys = [...objects.keys()].filter((key) => key.startsWith(input.Prefix ?? '')).sort();
    const from = Number(input.ContinuationToken ?? 0);
    const next = from + state.pageSize;
    return {
      Contents: keys.slice(from, next).map((Key) => ({ Key, Size: objects.get(Key)?.bytes.length })),
      IsTruncated: next < keys.length,
      ...(next < keys.length ? { NextContinuationToken: String(next) } : {}),
    };
  }
  return state;
}
