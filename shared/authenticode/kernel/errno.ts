/** The errors that the kernel's signature checks end in. Names as in linux include/uapi/asm-generic/errno*.h. */
export const ERRNO = {
  EPERM: 1,
  ENOENT: 2,
  ENOEXEC: 8,
  EFAULT: 14,
  EINVAL: 22,
  EFBIG: 27,
  EOVERFLOW: 75,
  ENODATA: 61,
  ENOPKG: 65,
  EBADMSG: 74,
  ELIBBAD: 80,
  EMSGSIZE: 90,
  ENOKEY: 126,
  EKEYREJECTED: 129,
  ENOTSUPP: 524,
} as const;
export type Errno = keyof typeof ERRNO;

/**
 * The modelled kernel would leave here with this errno. Thrown inside the model only; its edge makes a verdict of it.
 * `at` names the kernel's function.
 */
export class KernelError extends Error {
  readonly errno: Errno;
  readonly at: string;

  constructor(errno: Errno, at: string, reason: string) {
    super(reason);
    this.name = 'KernelError';
    this.errno = errno;
    this.at = at;
  }
}
