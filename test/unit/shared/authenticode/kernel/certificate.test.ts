/** What a kernel takes of a certificate's basicConstraints, by its line (`x509_process_extension`, linux v6.1 and v6.12). */
import { describe, expect, it } from '@jest/globals';
import { KernelLine } from '../../../../../shared/authenticode/kernel/builds.ts';
import { parseKernelCertificate } from '../../../../../shared/authenticode/kernel/certificate.ts';
import { KernelError } from '../../../../../shared/authenticode/kernel/errno.ts';
import { kernelProfile } from '../../../../../shared/authenticode/kernel/profile.ts';
import { issue } from '../../../../support/odd-certificates.ts';

function answer(value: string, line: KernelLine): string {
  const { der } = issue({ commonName: 'Odd', basicConstraints: Buffer.from(value, 'hex') });
  try {
    parseKernelCertificate(der, kernelProfile(line));
    return 'ok';
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    return error.errno;
  }
}

describe('basicConstraints', () => {
  it.each([
    ['empty', '3000', 'ok'],
    ['CA:TRUE', '30030101ff', 'ok'],
    ['CA:TRUE with a length of chain', '30060101ff020100', 'ok'],
    ['CA:FALSE spelt out', '3003010100', 'EBADMSG'],
    ['CA:TRUE in another spelling', '3003010101', 'EBADMSG'],
    ['a length of chain alone', '3003020100', 'EBADMSG'],
    ['a boolean of two bytes', '30040102ffff', 'EBADMSG'],
    ['no SEQUENCE', '31030101ff', 'EBADMSG'],
    ['longer than it says', '30030101ff00', 'EBADMSG'],
    ['empty, with a byte behind it', '300000', 'EBADMSG'],
    ['shorter than it says', '30040101ff', 'EBADMSG'],
    ['a tag alone', '30', 'EBADMSG'],
    ['cut', '30020101', 'EBADMSG'],
  ])('%s (%s) is %s since 6.4, and not looked at before', (_, value, expected) => {
    expect(answer(value, KernelLine.Linux612)).toBe(expected);
    expect(answer(value, KernelLine.Linux7)).toBe(expected);
    expect(answer(value, KernelLine.Linux61)).toBe('ok');
  });
});
