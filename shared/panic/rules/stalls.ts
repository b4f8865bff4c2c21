/** Stalls, lock-ups and hung tasks. See v6.12 kernel/rcu/tree_stall.h, kernel/watchdog.c, kernel/hung_task.c, kernel/workqueue.c. */
import { insideDispatcher, waiter } from '../choosers.ts';
import { blames, says, textAt, WAYS, type Rule, type Scene } from '../rule.ts';
import type { Walk } from '../walk.ts';

/** From the tick to the watchdog's panic. */
const WATCHDOG_PATH = ['^watchdog_timer_fn$', '^__hrtimer_run_queues$', '^hrtimer_interrupt$', 'apic_timer_interrupt'];

const aboveTick = (walk: Walk): Walk =>
  walk
    .past((text) => text.includes('apic_timer_interrupt'))
    .pointer()
    .trace();

export const STALL_BUG_RULES: readonly Rule[] = [
  blames({
    name: 'soft-lockup',
    kind: 'soft-lockup',
    head: 'BUG: soft lockup',
    title: 'BUG: soft lockup in %',
    alts: ['stall in %'],
    // Where the watchdog's own panic is all that there is, what ran stands above the tick's entry.
    ways: [WAYS.pointerThenTrace, aboveTick],
    skip: WATCHDOG_PATH,
    choose: insideDispatcher,
  }),
  says({
    name: 'workqueue-lockup',
    kind: 'soft-lockup',
    head: 'BUG: workqueue lockup',
    title: 'BUG: workqueue lockup',
    noTrace: true,
  }),
];

/** `INFO: rcu_preempt self-detected stall on CPU`, `INFO: rcu_sched detected stalls …`, `… detected expedited stalls …` */
function isRcuStall(head: string): boolean {
  const at = head.indexOf('detected ');
  return head.startsWith('INFO: rcu_') && at > 0 && head.slice(at).includes('stall');
}

/** What the grace-period thread waits for is no cause: v6.12 kernel/rcu/tree_stall.h `rcu_check_gp_kthread_starvation()`. */
function isOfGracePeriodThread(text: string): boolean {
  return text.includes('kthread starved for') || text.includes('grace-period kthread stack dump');
}

const INTERRUPT_ENTRY = ['apic_timer_interrupt', 'Exception stack', 'el1h_64_irq'];

/** A task may be named anything, by prctl(PR_SET_NAME): a newline in its name breaks the header, not the line that follows it. */
function isHung(scene: Scene): boolean {
  if (scene.head.includes(' blocked ') && scene.head.includes(' for more than ')) return true;
  return [1, 2, 3].some((offset) => textAt(scene, offset).includes('/proc/sys/kernel/hung_task_timeout_secs'));
}

export const STALL_INFO_RULES: readonly Rule[] = [
  blames({
    name: 'rcu-stall',
    strict: true,
    kind: 'rcu-stall',
    head: 'INFO: rcu_',
    when: isRcuStall,
    title: 'INFO: rcu detected stall in %',
    alts: ['stall in %'],
    // What ran when the tick came: above the interrupt's entry.
    ways: [
      aboveTick,
      (walk: Walk) => walk.past((text) => INTERRUPT_ENTRY.some((entry) => text.includes(entry))).trace(),
      // arm64 since v6.1 and ppc print no entry: the registers of the processor that is stuck, or the stack of its task.
      (walk: Walk) => walk.until(isOfGracePeriodThread).pointer(),
      (walk: Walk) =>
        walk
          .until(isOfGracePeriodThread)
          .past((text) => text.includes('Task dump for CPU'))
          .trace(),
      (walk: Walk) => walk.until(isOfGracePeriodThread).callTrace().trace(),
    ],
    skip: [
      'apic_timer_interrupt',
      'rcu',
      '^__switch_to$',
      '^__schedule$',
      '^schedule$',
      'gic_handle_irq',
      'handle_irq',
      'handle_percpu',
      'call_on_irq_stack',
      'do_interrupt_handler',
      'el1_interrupt',
      'el1h_64_irq',
      'update_process_times',
      'tick_',
      'hrtimer_',
      'timer_interrupt',
      'arch_timer_handler',
      'dump_cpu_task',
      'sched_show_task',
      'scheduler_tick',
      'sched_tick',
      'print_cpu_stall',
      'arch_trigger',
      'nmi_cpu_backtrace',
      'nmi_trigger',
    ],
    choose: (frames) => insideDispatcher(frames) ?? frames[0] ?? null,
  }),
  blames({
    name: 'task-undead',
    strict: true,
    kind: 'hung-task',
    head: 'INFO: task ',
    when: (head) => head.includes(" can't die for more than "),
    title: "INFO: task can't die in %",
    alts: ['hang in %'],
    ways: [WAYS.callTrace],
    skip: ['schedule'],
  }),
  blames({
    name: 'task-hung',
    strict: true,
    kind: 'hung-task',
    head: 'INFO: task ',
    title: (scene) => (isHung(scene) ? 'INFO: task hung in %' : null),
    alts: ['hang in %'],
    ways: [WAYS.callTrace],
    choose: waiter,
  }),
];
