/** As the C library words them, and kexec-tools after it. */
const MESSAGES: readonly (readonly [message: string, errno: string])[] = [
  ['Required key not available', 'ENOKEY'],
  ['Key was rejected by service', 'EKEYREJECTED'],
  ['Package not installed', 'ENOPKG'],
  ['Bad message', 'EBADMSG'],
  ['Accessing a corrupted shared library', 'ELIBBAD'],
  ['Message too long', 'EMSGSIZE'],
  ['No data available', 'ENODATA'],
  ['Invalid argument', 'EINVAL'],
  ['No such file or directory', 'ENOENT'],
  ['Exec format error', 'ENOEXEC'],
  ['Unknown error 524', 'ENOTSUPP'],
  // How kexec-tools words an EINVAL of this call.
  ['syscall kexec_file_load not available', 'EINVAL'],
];

/** The errno in what kexec said; `ok` and what is not known as they are. */
export function errnoOf(message: string): string {
  return MESSAGES.find(([text]) => message.includes(text))?.[1] ?? message;
}
