/** What somebody hostile does to a signed file, one thing at a time. */

export interface HostileEdit {
  readonly name: string;
  readonly bytes: Buffer;
  /** Whether bytes that the signature is over became others: then nothing may be good any more. */
  readonly changesSigned: boolean;
  /** Whether bytes became others that no digest covers: then a rule has to name them. */
  readonly changesGap: boolean;
  /** Whether nobody may take it although the signed bytes are the same: the signature can't be found as it says. */
  readonly hidesSignature?: boolean;
}

export type Edit = (copy: Buffer) => Buffer | undefined;

export function* done(
  file: Buffer,
  name: string,
  edit: Edit,
  changes: (edited: Buffer) => boolean,
): Generator<HostileEdit> {
  const bytes = edit(Buffer.from(file));
  if (bytes === undefined || Buffer.compare(bytes, file) === 0) return;
  yield { name, bytes, changesSigned: changes(bytes), changesGap: false };
}

/** Within, at and behind the beginning of each. */
export function cuts(file: Buffer, ends: Readonly<Record<string, number>>): Record<string, Edit> {
  const all = { 'the file': 0, ...ends, 'the end': file.length - 1 };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, end]) =>
      [-1, 0, 1, 7].map((more): [string, Edit] => [
        `cut at ${name}, ${more}`,
        (copy) => (end + more < 0 || end + more >= copy.length ? undefined : copy.subarray(0, end + more)),
      ]),
    ),
  );
}

/** The last byte before each, its first, and one in it. */
export function flips(ends: Readonly<Record<string, number>>, sizeBytes: number): Record<string, Edit> {
  return Object.fromEntries(
    Object.entries(ends).flatMap(([name, end]) =>
      [-1, 0, 5].map((more): [string, Edit] => [
        `a bit flipped at ${name}, ${more}`,
        (copy) => {
          const place = end + more;
          if (place < 0 || place >= sizeBytes) return undefined;
          copy.writeUInt8(copy.readUInt8(place) ^ 0x10, place);
          return copy;
        },
      ]),
    ),
  );
}

export function word(offset: number, value: number): Edit {
  return (copy) => {
    copy.writeUInt32LE(value >>> 0, offset);
    return copy;
  };
}

export function half(offset: number, value: number): Edit {
  return (copy) => {
    copy.writeUInt16LE(value, offset);
    return copy;
  };
}

export function words(name: string, offset: number, values: readonly number[]): Record<string, Edit> {
  return Object.fromEntries(values.map((value) => [`${name} is 0x${value.toString(16)}`, word(offset, value)]));
}

export function halves(name: string, offset: number, values: readonly number[]): Record<string, Edit> {
  return Object.fromEntries(values.map((value) => [`${name} is 0x${value.toString(16)}`, half(offset, value)]));
}
