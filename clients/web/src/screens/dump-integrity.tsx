/** Whether kernel and memory are what they should be. */
import type { JSX } from 'preact';
import type { IntegrityInfo } from '../../../../shared/contract/report.ts';
import { damageLines, differenceText, textVerdict } from '../../../../shared/report-view/facts.ts';
import { bytes } from '../../../../shared/report-view/units.ts';

const IMAGE_SENTENCES: Record<IntegrityInfo['image'], string> = {
  signed: 'This kernel was signed here.',
  unsigned: 'The register of this service has no signature of this build; it may have been signed elsewhere.',
  revoked: 'This kernel was signed here, and has been revoked since.',
  unknown: 'Whether this kernel was signed here is not known: the dump has no build-id, or no register was asked.',
};

export function IntegrityTab({ integrity }: { integrity: IntegrityInfo }): JSX.Element {
  const { text } = integrity;
  return (
    <>
      <p>{IMAGE_SENTENCES[integrity.image]}</p>
      {text && (
        <p>
          Kernel text: {textVerdict(integrity)?.words} ({bytes(text.checkedBytes)} compared). {text.note}
        </p>
      )}
      <List title="Differences in kernel text" items={text?.differences.map(differenceText)} />
      <List title="Damage" items={damageLines(integrity).map((line) => line.text)} />
    </>
  );
}

function List({ title, items }: { title: string; items: readonly string[] | undefined }): JSX.Element | null {
  if (!items || items.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {items.map((item, index) => (
          <li key={index}>
            <code>{item}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
