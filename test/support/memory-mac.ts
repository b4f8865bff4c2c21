import { createHmac } from 'node:crypto';
import type { Mac } from '../../shared/aws/auth/mac-token.ts';

/** The MAC of a key that the test holds itself; `calls` counts what KMS would have been asked. */
export function memoryMac(key = 'key'): Mac & { calls: number } {
  const tag = (message: Uint8Array) => createHmac('sha256', key).update(message).digest();
  const mac = {
    calls: 0,
    generate: (message: Uint8Array) => Promise.resolve(tag(message)),
    verify: (message: Uint8Array, given: Uint8Array) => {
      mac.calls++;
      return Promise.resolve(tag(message).equals(given));
    },
  };
  return mac;
}
