/**
 * Processors that ran a guest of KVM when their registers were saved from outside, by a hypervisor below this kernel: those registers are
 * the guest's, and its kernel may have the same addresses as this one. What this kernel did is on the stack of the task that entered it.
 */
import type { RegisterSet } from '../arch/register-set.ts';
import type { Task } from '../tasks/tasks.ts';
import type { SavedRegisters } from './registers.ts';
import type { StackImage } from './stack-memory.ts';
import type { Tracer } from './tracer.ts';
import type { RawFrame, UnwindStart } from './unwind.ts';

/** Set around the time that a task spends in its guest (v6.12 include/linux/sched.h, include/linux/kvm_host.h `guest_timing_enter_irqoff()`). */
const PF_VCPU = 0x1;
/** Functions that call the code which enters a guest: on AMD, Intel, TDX, arm64 with VHE and without, riscv64. */
const ENTERS_GUEST =
  /^((svm|vmx|tdx|kvm_riscv)_vcpu_enter_exit|(svm|vmx|tdx)_vcpu_run|__kvm_vcpu_run(_vhe)?|kvm_arch_vcpu_ioctl_run)(\.|$)/;
const WORD = 8n;

/** @param stacks all that the processor may use while it runs this kernel */
export function isGuests(
  { registers, byKexec }: SavedRegisters,
  { row }: Pick<Task, 'row'>,
  stacks: readonly { readonly start: bigint; readonly end: bigint }[],
): boolean {
  const isVcpu = row.has('flags') && (row.int('flags') & PF_VCPU) !== 0;
  // What the kernel saves of itself it saves after it has left the guest.
  if (!isVcpu || byKexec) return false;
  return registers.user || !stacks.some(({ start, end }) => start <= registers.sp && registers.sp <= end);
}

export function guestFrame({ pc, sp }: RegisterSet): RawFrame {
  return { pc, sp, exact: true, reliable: true, user: false, guest: true };
}

/** The innermost return address into a function that enters guests; below it lies the frame pointer, where there is one. */
export function startBelowGuest({ kernel }: Tracer, image: StackImage | undefined): UnwindStart | undefined {
  if (image === undefined) return undefined;
  const entry = image
    .wordsBetween(image.start, image.end)
    .find(({ word }) => kernel.isText(word) && ENTERS_GUEST.test(kernel.symbolize(word - 1n)?.symbol ?? ''));
  return entry && { pc: entry.word, sp: entry.at + WORD, fp: image.word(entry.at - WORD) ?? 0n, exact: false };
}
