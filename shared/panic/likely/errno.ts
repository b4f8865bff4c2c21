/** Error numbers that functions of the kernel return, also as pointers (v6.12 include/uapi/asm-generic/errno*.h, include/linux/errno.h). */
const NAMES: readonly string[] = (
  'EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ' +
  'ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE'
).split(' ');

const OTHERS: Readonly<Record<number, string>> = {
  36: 'ENAMETOOLONG',
  38: 'ENOSYS',
  61: 'ENODATA',
  62: 'ETIME',
  71: 'EPROTO',
  74: 'EBADMSG',
  75: 'EOVERFLOW',
  95: 'EOPNOTSUPP',
  105: 'ENOBUFS',
  107: 'ENOTCONN',
  110: 'ETIMEDOUT',
  111: 'ECONNREFUSED',
  113: 'EHOSTUNREACH',
  116: 'ESTALE',
  117: 'EUCLEAN',
  512: 'ERESTARTSYS',
  517: 'EPROBE_DEFER',
  524: 'ENOTSUPP',
};

/** `ENOMEM` for 12; undefined for a number that has no common name. */
export function errnoName(errno: number): string | undefined {
  return NAMES[errno - 1] ?? OTHERS[errno];
}
