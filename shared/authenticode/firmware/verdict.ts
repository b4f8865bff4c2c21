/** Why the modelled firmware refuses. Thrown inside a model only; its edge makes a verdict of it. */
export class FirmwareRefusal extends Error {
  /** Where it is decided: file or function. */
  readonly at: string;

  constructor(at: string, reason: string) {
    super(reason);
    this.name = 'FirmwareRefusal';
    this.at = at;
  }
}
