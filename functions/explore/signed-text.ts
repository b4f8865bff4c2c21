/** The signed image's code, as far as the report of a dump tells of it: the image itself is not this function's to read. */
import * as z from 'zod';
import type { DumpStore } from '../../shared/aws/dumps/dump-store.ts';
import { ObjectKeys } from '../../shared/aws/runtime/layout.ts';
import { IntegrityInfo } from '../../shared/contract/report.ts';
import { reportedText } from '../../shared/vmcore/integrity/reported-text.ts';
import type { OpenSignedText } from '../../shared/vmcore/integrity/signed-text.ts';

const Compared = z.object({ integrity: IntegrityInfo.optional() });

/** Undefined until there is a report that compared this dump's kernel with its signed image. */
export function signedTextOf(uploadId: string, dumps: Pick<DumpStore, 'readJson'>): OpenSignedText {
  return async (kernel) => {
    const report = await dumps.readJson(ObjectKeys.report(uploadId));
    const text = report === undefined ? undefined : Compared.parse(report).integrity?.text;
    return text === undefined ? undefined : reportedText(kernel, text);
  };
}
