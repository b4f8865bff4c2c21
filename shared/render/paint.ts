/** Colours of a terminal, by meaning. The standard palette, so that the user's own theme decides how they look. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  /** Needs action. */
  readonly alarm: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly good: (text: string) => string;
  readonly heading: (text: string) => string;
}

const sgr =
  (open: string, close: string) =>
  (text: string): string =>
    text === '' ? '' : `\u001b[${open}m${text}\u001b[${close}m`;
const plain = (text: string): string => text;

const COLOURED: Paint = {
  bold: sgr('1', '22'),
  dim: sgr('2', '22'),
  alarm: sgr('1;31', '22;39'),
  warn: sgr('33', '39'),
  good: sgr('32', '39'),
  heading: sgr('1;4', '22;24'),
};
const UNCOLOURED: Paint = { bold: plain, dim: plain, alarm: plain, warn: plain, good: plain, heading: plain };

export function paint(colour: boolean): Paint {
  return colour ? COLOURED : UNCOLOURED;
}
