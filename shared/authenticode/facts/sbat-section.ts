/** The SBAT of an image as shim finds it among the sections (shim 16.1, shim.c `verify_buffer_sbat`, pe.c `verify_sbat_section`). */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatError } from '../../errors.ts';
import type { PeHeaders } from '../pe/headers.ts';
import type { RuleViolation } from '../pe/rules.ts';
import { isPlainGeneration, parseSbat, type SbatEntry } from '../revocation/sbat.ts';

const MAX_SBAT_BYTES = 64 * 1024;
const WHERE = '.sbat';

export interface SbatFacts {
  /** Undefined: there is no section that shim looks at. */
  readonly entries: readonly SbatEntry[] | undefined;
  /** Why shim refuses the image whatever its level says. */
  readonly refusal: string | undefined;
  /** What keeps the image from being signed: shim reads it otherwise than it is written, or not at all. */
  readonly problems: readonly RuleViolation[];
}

/**
 * All of SizeOfRawData is read, whatever VirtualSize says; a section with less raw data than that is passed over.
 *
 * @throws {TransientError} when bytes have not arrived yet
 */
export async function readSbatSection(source: ByteSource, headers: PeHeaders): Promise<SbatFacts> {
  // All eight bytes are compared: one with bytes behind the NUL has another name for shim, and `section-name` tells of it.
  const [section, second] = headers.sections.filter(({ name, hasNameTail }) => name === '.sbat' && !hasNameTail);
  if (section === undefined) return { entries: undefined, refusal: undefined, problems: [] };
  if (second !== undefined) return refused('there are several .sbat sections');
  if (section.hasRelocations) return refused('the section has relocations');
  const { rawOffset: offset, rawSize: length, virtualSize } = section;
  if (length === 0 || length < virtualSize) {
    const problem = `${length} bytes of data for ${virtualSize} in memory: shim passes it over, and checks nothing`;
    return { entries: undefined, refusal: undefined, problems: [malformed(problem)] };
  }
  if (length > MAX_SBAT_BYTES) return refused(`${length} bytes, ${MAX_SBAT_BYTES} at most are read`);
  if (offset + length > source.sizeBytes) return refused('the section is outside the file');
  try {
    const entries = parseSbat(await readOne(source, { offset, length }));
    return { entries, refusal: undefined, problems: [...oddEntries(entries)] };
  } catch (error) {
    if (error instanceof FormatError) return refused(error.message);
    throw error;
  }
}

/** What shim takes, but otherwise than it looks. */
function* oddEntries(entries: readonly SbatEntry[]): Generator<RuleViolation> {
  if (entries.length === 0) yield malformed('no component is in it');
  for (const { component, generation, written } of entries) {
    if (isPlainGeneration(written)) continue;
    const text = JSON.stringify(written.slice(0, 40));
    yield malformed(
      `the generation ${text} of ${component.slice(0, 40)} is no number of 16 bits: shim takes it for ${generation}`,
    );
  }
}

function refused(problem: string): SbatFacts {
  return { entries: undefined, refusal: problem, problems: [malformed(problem)] };
}

function malformed(problem: string): RuleViolation {
  return { rule: 'sbat-malformed', where: WHERE, problem };
}
