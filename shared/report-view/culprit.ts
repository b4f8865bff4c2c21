/** Which frame of a trace is to blame, and which are only the kernel's way to say so. */
import type { Frame, PanicInfo } from '../contract/report.ts';

/** Frames of these are the kernel's way to say that something went wrong, not where it did. */
const MESSENGERS =
  /^(panic|vpanic|nmi_panic|check_panic_on_warn|oops_end|die|__die|die_addr|page_fault_oops|kernelmode_fixup_or_oops|no_context|bad_area_nosemaphore|__bad_area_nosemaphore|do_user_addr_fault|do_kern_addr_fault|exc_\w+|asm_exc_\w+|handle_bug|report_bug|__warn|warn_slowpath_fmt|do_error_trap|do_trap|delay_tsc|[un]delay|__const_udelay|__delay|handle_exception|handle_page_fault|handle_break|handle_bad_stack|do_trap_\w+|native_stop_other_cpus|crash_kexec|__crash_kexec|machine_kexec|el1h_64_sync(_handler)?|el1_abort|do_mem_abort|do_translation_fault|do_page_fault|die_kernel_fault|__do_kernel_fault|watchdog|kthread|ret_from_fork(_asm)?)$/;

/** Whatever these called says nothing of the fault. */
const ENDS = /^(panic|vpanic|nmi_panic|oops_end|die)$/;

/** `kc_ring_peek.isra.0` -> `kc_ring_peek`: what compilers append to a name. */
export function baseName(symbol: string): string {
  return symbol.replace(/(\.(isra|constprop|part|cold|llvm)(\.\d+)?)+$/, '');
}

export function isMessenger({ symbol }: Pick<Frame, 'symbol'>): boolean {
  return symbol !== undefined && MESSENGERS.test(baseName(symbol));
}

/**
 * The frame to name in a headline: the one that the title blames, else the first that is not the kernel's way to panic.
 * Undefined where the task that panicked only noticed what another did.
 */
export function culpritFrame(panic: Pick<PanicInfo, 'title' | 'frames'>): Frame | undefined {
  const blamed = panic.title?.split(' ').at(-1);
  const named = panic.frames.find(({ symbol }) => symbol !== undefined && baseName(symbol) === blamed);
  const end = panic.frames.findLastIndex(({ symbol }) => symbol !== undefined && ENDS.test(baseName(symbol)));
  const before = panic.frames.slice(end + 1);
  return named ?? before.find((frame) => frame.symbol !== undefined && frame.reliable && !isMessenger(frame));
}
