/** Small PE images, well-formed unless told otherwise: enough of one for every verifier, and a bzImage's setup header in it. */
export interface PeSectionSpec {
  readonly name: string;
  readonly data: Uint8Array;
  readonly address?: number;
  readonly rawOffset?: number;
  readonly virtualSize?: number;
  readonly executable?: boolean;
}

export interface PeSpec {
  readonly plus?: boolean;
  readonly machine?: number;
  readonly sections?: readonly PeSectionSpec[];
  readonly directories?: number;
  readonly sizeOfHeaders?: number;
  readonly subsystem?: number;
  /** Behind the sections. */
  readonly trailing?: Uint8Array;
  /** With the setup header of a 64-bit bzImage, as kexec_file_load wants it. */
  readonly bzImage?: boolean;
  readonly release?: string;
  /** Where the PE header stands; behind the setup header where there are more than two sections. */
  readonly peOffset?: number;
}

export const HEADERS_BYTES = 0x1000;
/** x86-64: EFI_NOT_FOUND to whoever started it. `mov $0x800000000000000e, %rax; ret` */
const RETURN_NOT_FOUND = Uint8Array.of(0x48, 0xb8, 0x0e, 0, 0, 0, 0, 0, 0, 0x80, 0xc3);

export function buildPe(spec: PeSpec = {}): Uint8Array {
  const plus = spec.plus ?? true;
  const peOffset = spec.peOffset ?? 0x80;
  const directories = spec.directories ?? 16;
  const sizeOfHeaders = spec.sizeOfHeaders ?? HEADERS_BYTES;
  const sections = spec.sections ?? [
    { name: '.text', data: code(0x800), executable: true },
    { name: '.data', data: Uint8Array.from({ length: 0x400 }, (_, index) => index & 0xff) },
  ];
  let raw = sizeOfHeaders;
  let address = 0x1000;
  const placed = sections.map((section) => {
    const at = { ...section, rawOffset: section.rawOffset ?? raw, address: section.address ?? address };
    raw = at.rawOffset + section.data.length;
    address = at.address + Math.ceil(Math.max(section.virtualSize ?? section.data.length, 1) / 0x1000) * 0x1000;
    return at;
  });
  const trailing = spec.trailing ?? new Uint8Array(0);
  const size = Math.max(raw, sizeOfHeaders) + trailing.length;
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  // The M and Z are a `pop %r10`, should the entry point be here.
  out.set([0x4d, 0x5a, 0x41, 0x52, ...RETURN_NOT_FOUND]);
  view.setUint32(0x3c, peOffset, true);
  view.setUint32(peOffset, 0x4550, true);
  view.setUint16(peOffset + 4, spec.machine ?? 0x8664, true);
  view.setUint16(peOffset + 6, sections.length, true);
  const optional = peOffset + 24;
  const fixed = plus ? 112 : 96;
  view.setUint16(peOffset + 20, fixed + directories * 8, true);
  // EXECUTABLE_IMAGE, LINE_NUMS_STRIPPED, DEBUG_STRIPPED
  view.setUint16(peOffset + 22, 0x0206, true);
  view.setUint16(optional, plus ? 0x20b : 0x10b, true);
  view.setUint32(optional + 16, placed.find(({ executable }) => executable === true)?.address ?? 0x1000, true);
  view.setUint32(optional + 32, 0x1000, true);
  view.setUint32(optional + 36, 0x200, true);
  view.setUint32(optional + 56, address, true);
  view.setUint32(optional + 60, sizeOfHeaders, true);
  view.setUint16(optional + 68, spec.subsystem ?? 10, true);
  view.setUint32(optional + fixed - 4, directories, true);
  placed.forEach((section, index) => {
    const at = optional + fixed + directories * 8 + index * 40;
    out.set(Buffer.from(section.name.slice(0, 8), 'latin1'), at);
    view.setUint32(at + 8, section.virtualSize ?? section.data.length, true);
    view.setUint32(at + 12, section.address, true);
    view.setUint32(at + 16, section.data.length, true);
    view.setUint32(at + 20, section.rawOffset, true);
    view.setUint32(at + 36, section.executable === true ? 0x60000020 : 0x40000040, true);
    out.set(section.data.subarray(0, Math.max(0, size - section.rawOffset)), section.rawOffset);
  });
  out.set(trailing, size - trailing.length);
  if (spec.bzImage === true) writeSetupHeader(view, spec.release ?? '6.1.0-test');
  return out;
}

/** What firmware may start: it returns at once. */
export function code(sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes).fill(0x90);
  bytes.set(RETURN_NOT_FOUND);
  return bytes;
}

/** Documentation/arch/x86/boot.rst; in the headers, which are large enough. */
function writeSetupHeader(view: DataView, release: string): void {
  const out = new Uint8Array(view.buffer);
  // The section table of a spec with many directories ends before 0x1f1.
  view.setUint8(0x1f1, 7);
  view.setUint16(0x1fe, 0xaa55, true);
  out.set(Buffer.from('HdrS', 'latin1'), 0x202);
  view.setUint16(0x206, 0x020f, true);
  view.setUint16(0x20e, 0x400, true);
  view.setUint8(0x211, 1);
  view.setUint32(0x230, 0x20_0000, true);
  view.setUint16(0x236, 0x0003, true);
  view.setUint32(0x238, 0x7ff, true);
  view.setBigUint64(0x258, 0x100_0000n, true);
  view.setUint32(0x260, 0x10_0000, true);
  out.set(Buffer.from(`${release} (builder@host) #1 SMP\0`, 'latin1'), 0x600);
}
