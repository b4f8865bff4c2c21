/** What readers of devices have in common: the words of drivers' states, and what is said where their types are missing. */
import { FormatError, FormatErrorCode } from '../../errors.ts';

/** A constant of an enumeration as people say it: `NVME_CTRL_DELETING_NOIO` behind `NVME_CTRL_` is `deleting noio`. */
export function stateName(constant: string, prefix: string): string {
  const name = constant.startsWith(prefix) ? constant.slice(prefix.length) : constant;
  return name.replaceAll('_', ' ').toLowerCase();
}

/** @param what of what there are no types, and what is not known without them */
export function noTypes(struct: string, what: string): FormatError {
  return new FormatError(
    FormatErrorCode.Unsupported,
    { format: 'btf', field: `struct ${struct}` },
    `no types of ${what}`,
  );
}
