/**
 * A machine whose two consoles write to one line (`console=tty0 console=ttyS0` behind one capture) has every line twice. Read as they
 * stand, the second header would begin a report of its own, and each function would seem to call itself.
 */
export class Doubled {
  #last = '';
  #line = -2;
  #isOn = false;
  #wasCopy = false;

  /** Whether a line only says the one before it once more. Told by a report's header that stands there twice: no kernel prints it so. */
  isCopy(raw: string, line: number, isHeader: boolean): boolean {
    const same = raw === this.#last && line === this.#line + 1 && !this.#wasCopy;
    this.#last = raw;
    this.#line = line;
    this.#isOn ||= same && isHeader;
    this.#wasCopy = same && this.#isOn;
    return this.#wasCopy;
  }
}
