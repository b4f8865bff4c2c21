/**
 * Functions that are never to blame: they report, allocate, lock, copy or pass on for others. A trace's first function that
 * is on no list is the guilty one.
 *
 * A pattern is a piece of a function's name; `^` anchors it to the beginning, `$` to the end; `=` before it makes it the whole name,
 * but for underscores before it and `_noprof` behind (v6.10 include/linux/alloc_tag.h). No other characters are special. To change the lists: edit, raise {@link RULES_VERSION}, and run `purgatory crashes regroup --dry-run` to see
 * which crash groups would move.
 */

/** Of the lists and the rules: raised where the same log would get another title or fingerprint, which begins with it. */
export const RULES_VERSION = 6;

export interface SkipGroup {
  readonly name: string;
  readonly why: string;
  readonly patterns: readonly string[];
}

export const SKIP_GROUPS: readonly SkipGroup[] = [
  {
    name: 'sanitizers',
    why: 'they found the bug, or stand between the bug and its finder',
    patterns: [
      'kasan',
      'kmsan',
      'kcsan_setup_watchpoint',
      'ubsan',
      '__asan',
      'hwasan',
      '__msan',
      '__sanitizer',
      '__tsan',
      'check_memory_region',
      'check_heap_object',
      'check_object',
      'print_address_description',
      'print_report',
      'read_word_at_a_time',
      'read_once_word_nocheck',
      'read_once_nocheck',
      'write_once_nocheck',
      'ref_tracker',
      // What KFENCE tests itself with, v6.12 mm/kfence/kfence_test.c.
      '=test_kmalloc_aligned_oob_read',
      '=test_kmalloc_aligned_oob_write',
    ],
  },
  {
    name: 'reporting',
    why: 'the machinery of BUG, WARN, panic and of printing a stack',
    patterns: [
      'panic',
      '__warn',
      'warn_slowpath',
      'warn_alloc',
      'warn_bogus',
      'report_bug',
      // arm, up to v3.1 arch/arm/kernel/traps.c: BUG() is a call.
      '=bug',
      'fixup_bug',
      'dump_stack',
      'show_stack',
      '=unwind_backtrace',
      '=unwind_next_frame',
      '=save_stack_trace',
      '=watchdog_overflow_callback',
      '=perf_event_overflow',
      '=dump_stack_lvl',
      '=bad_page',
      '=spl_dumpstack',
      '=spl_panic',
      '=lbug_with_loc',
      '=libcfs_debug_dumpstack',
      '=exc_page_fault',
      '=exc_control_protection',
      '=asm_exc_control_protection',
      '=do_serror',
      '=arm64_is_fatal_ras_serror',
      '=el1h_64_error_handler',
      '=el1h_64_error',
      '=unknown_nmi_error',
      '=default_do_nmi',
      '=exc_nmi',
      '=end_repeat_nmi',
      '=ghes_notify_nmi',
      '=ghes_panic',
      '=mce_panic',
      '=do_machine_check',
      '=crash_kexec',
      'walk_stack',
      'dump_backtrace',
      'arch_stack_walk',
      'stack_trace_save',
      'stack_trace_consume_entry',
      'print_tainted',
      'print_usage_bug',
      'print_unlock',
      'imbalance_bug',
      'assertfail',
      '=assfail',
      '=asswarn',
      'printk',
      'va_format',
      'snprintf',
      'scnprintf',
      'kasprintf',
      'kvasprintf',
      '=string',
      '=pointer',
      '=widen_string',
      '=hex_string',
      '=number',
      '=format_decode',
      'hex_dump_to_buffer',
      'print_hex_dump',
      'dev_emerg',
      'dev_alert',
      'dev_crit',
      'dev_err',
      'dev_warn',
      'dev_notice',
      'dev_info',
      'perf_trace',
      '__fortify_report',
      '^get_taint$',
      'rust_begin_unwind',
      'rust_helper_BUG',
      'core::panicking',
    ],
  },
  {
    name: 'exceptions',
    why: 'the entry code of a trap that the guilty function raised',
    patterns: [
      'invalid_op',
      'do_error',
      '_trap$',
      'do_trap',
      'program_check_exception',
      'program_check_common',
      'do_kernel_fault',
      '=do_undefinstr',
      '=el1_undef',
      '=do_el1_undef',
      'do_translation_fault',
      'do_mem_abort',
      'el1_abort',
      'el1h_64_sync',
      '_indirect_thunk_',
    ],
  },
  {
    name: 'allocators',
    why: 'memory that was corrupted by another, or asked for by the caller',
    patterns: [
      ...['k', 'kv'].flatMap((k) =>
        ['malloc', 'zalloc', 'calloc', 'realloc', 'malloc_node', 'zalloc_node', 'malloc_array'].map(
          (name) => `=${k}${name}`,
        ),
      ),
      '=kmalloc_node_track_caller',
      '=kmalloc_track_caller',
      '=kmalloc_trace',
      '=kmalloc_node_trace',
      '=kmalloc_cache',
      '=kmalloc_cache_node',
      '=kmalloc_slab',
      '=kmalloc_order',
      '=kmalloc_order_trace',
      '=kmalloc_large',
      '=kmalloc_large_node',
      '=kmalloc_reserve',
      '=free_large_kmalloc',
      '=sock_kmalloc',
      '=sock_wmalloc',
      '=pcpu_mem_zalloc',
      '=devm_kmalloc',
      '=devm_kzalloc',
      '=devm_kcalloc',
      '=rust_helper_krealloc',
      '=vmalloc',
      '=vzalloc',
      '=vmalloc_node',
      '=vzalloc_node',
      '=vmalloc_user',
      '=vmalloc_32',
      '=vmalloc_huge',
      '=vmalloc_array',
      '=vmalloc_node_range',
      '=vmalloc_node_range_memcg',
      '=vmalloc_node_flags_caller',
      '=vmalloc_area_node',
      '=vmalloc_fault',
      '=vmalloc_sync_all',
      '=get_free_pages',
      '=get_zeroed_page',
      'kmem_cache',
      'allocate_slab',
      '=new_slab',
      'slab_',
      'alloc_page',
      'alloc_frozen_page',
      'folio_alloc',
      'folio_unlock',
      'ida_free',
      'filemap_alloc_folio',
      '__filemap_get_folio',
      'find_or_create_page',
      'do_read_cache_folio',
      'read_cache_page',
      'pagecache_get_page',
      'grab_cache_page_write_begin',
      '^kfree$',
      '^kvfree$',
      'kfree_skb',
      'memdup',
      '__phys_addr',
      'strdup',
      'strndup',
    ],
  },
  {
    name: 'locking',
    why: 'the lock is in the hands of its user',
    patterns: [
      'lockdep',
      'lock_acquire',
      'lock_release',
      'lock_class',
      'mark_lock',
      'mark_held_locks',
      'reacquire_held_locks',
      'spin_lock',
      'spin_trylock',
      'spin_unlock',
      'raw_spin_rq',
      'read_lock',
      'read_trylock',
      'read_unlock',
      'write_lock',
      'write_trylock',
      'write_unlock',
      '^down$',
      '=down_common',
      '=down_timeout',
      '=down_interruptible',
      '=down_killable',
      'down_read',
      'down_write',
      'down_trylock',
      'up_read',
      'up_write',
      '^mutex_',
      '^__mutex_',
      '^rt_mutex_',
      'owner_on_cpu',
      'osq_lock',
      'osq_unlock',
      'bh_enable',
      'bh_disable',
      'trace_hardirq',
      'trace_softirq',
      '^lock_page',
      '^unlock_page',
      'seqprop_assert',
      'might_fault',
      'might_sleep',
      '__might_resched',
    ],
  },
  {
    name: 'atomics and counters',
    why: 'one instruction on memory of the caller',
    patterns: [
      'atomic_inc',
      'atomic_dec',
      'atomic_add',
      'atomic_sub',
      'atomic_read',
      'atomic_set',
      'atomic_or',
      'atomic_xor',
      'atomic_and',
      'atomic_fetch',
      'atomic_xchg',
      'atomic_cmpxchg',
      'atomic_try',
      'atomic64_inc',
      'atomic64_dec',
      'atomic64_add',
      'atomic64_sub',
      'atomic64_read',
      'atomic64_set',
      'atomic64_or',
      'atomic64_xor',
      'atomic64_and',
      'atomic64_fetch',
      'atomic64_xchg',
      'atomic64_cmpxchg',
      'atomic64_try',
      // arm64, v5.3 arch/arm64/include/asm/atomic_ll_sc.h: out of line.
      '^__ll_sc_',
      '^__lse_',
      'set_bit',
      'clear_bit',
      'change_bit',
      'test_bit',
      '^refcount_',
      '^kref_',
    ],
  },
  {
    name: 'memory and strings',
    why: 'they touch what the caller told them to',
    patterns: [
      'memcpy',
      'memcmp',
      'memset',
      'memchr',
      'memmove',
      'strcmp',
      'strncmp',
      'strcpy',
      'strlcpy',
      'strncpy',
      'strscpy',
      'strlen',
      'strnlen',
      'strstr',
      'strnstr',
      'strchr',
      'copy_to_user',
      'copy_from_user',
      'copy_to_iter',
      'copy_from_iter',
      'copy_page_to_iter',
      'copy_page_from_iter',
      'copy_folio_to_iter',
      'extract_user_to_sg',
      'extract_iter_to_sg',
      '^copyin$',
      '^copyout$',
      'put_user',
      'get_user',
      ...['read', 'write'].flatMap((verb) =>
        ['b', 'w', 'l', 'q'].flatMap((size) => [`=${verb}${size}`, `=raw_${verb}${size}`]),
      ),
      'logic_in',
      'logic_out',
      '^crc4',
      '^crc7',
      '^crc8',
      '^crc16',
      '^crc32',
      '^crc64',
      'crc_itu_t',
    ],
  },
  {
    name: 'containers',
    why: 'a list or tree that its owner let rot',
    patterns: [
      'list_add',
      'list_del',
      'list_replace',
      'list_move',
      'list_splice',
      '^klist_',
      '^rb_',
      '^__rb_',
      'rhashtable_lookup',
      'xas_start',
      'xas_load',
      'xas_find',
      'find_lock_entries',
      'truncate_inode_pages_range',
    ],
  },
  {
    name: 'deferred work',
    why: 'timers, work items and wake-ups belong to who set them up',
    patterns: [
      'debug_object',
      'timer_is_static_object',
      'work_is_static_object',
      'del_timer',
      'lock_timer_base',
      '__mod_timer',
      '__timer_delete_sync',
      'sk_stop_timer_sync',
      'flush_work',
      '__cancel_work_timer',
      'cancel_work_sync',
      'try_to_grab_pending',
      'flush_workqueue',
      'drain_workqueue',
      'destroy_workqueue',
      'queue_work',
      'insert_work',
      '__queue_delayed_work',
      'queue_delayed_work_on',
      'finish_wait',
      '__wake_up',
      '^complete$',
      'wait_for_completion',
      // Within it, kernel/sched/completion.c.
      '=do_wait_for_common',
      '=wait_for_common',
      'kthread_stop',
      'cleanup_srcu_struct',
    ],
  },
  {
    name: 'object model',
    why: 'devices, kobjects and inodes are released by generic code long after the driver erred',
    patterns: [
      'kobject_',
      'add_uevent_var',
      'get_device_parent',
      'device_add',
      'device_del',
      'device_unregister',
      'device_destroy',
      'device_release',
      'devres_release_all',
      'device_remove_file',
      'device_for_each_child',
      'sysfs_remove',
      'hwrng_unregister',
      'i2c_del_adapter',
      '__unregister_client',
      'rollback_registered',
      'unregister_netdev',
      'tty_unregister_device',
      '^iput$',
      '^iput_final$',
      '^ihold$',
      'drop_nlink',
      'dput',
      '^put_device$',
      'dummy_urb_enqueue',
      'usb_kill_urb',
      'usb_kill_anchored_urbs',
      'usb_control_msg',
      'usb_hcd_submit_urb',
      'usb_submit_urb',
    ],
  },
];

/** Names remembered by a matcher: they come from the log, and a hostile one may hold any number of them. */
const MAX_KNOWN = 20_000;

/** `__kmalloc_noprof` -> `kmalloc` */
function wholeName(name: string): string {
  let at = 0;
  while (name.charCodeAt(at) === 0x5f) at++;
  return name.slice(at, name.endsWith('_noprof') ? -'_noprof'.length : undefined);
}

/** Whether a name holds one of the patterns. */
export class NameMatcher {
  readonly #exact = new Set<string>();
  readonly #whole = new Set<string>();
  readonly #prefixes: string[] = [];
  readonly #suffixes: string[] = [];
  /** By their first two characters, so that only those that may stand at a place are compared. */
  readonly #pieces = new Map<string, string[]>();
  readonly #known = new Map<string, boolean>();

  constructor(patterns: Iterable<string>) {
    for (const pattern of patterns) {
      if (pattern.startsWith('=')) {
        this.#whole.add(pattern.slice(1));
        continue;
      }
      const begins = pattern.startsWith('^');
      const ends = pattern.endsWith('$');
      const piece = pattern.slice(begins ? 1 : 0, ends ? -1 : undefined);
      if (piece.length < 2) continue;
      if (begins && ends) this.#exact.add(piece);
      else if (begins) this.#prefixes.push(piece);
      else if (ends) this.#suffixes.push(piece);
      else {
        const start = piece.slice(0, 2);
        const others = this.#pieces.get(start);
        if (others === undefined) this.#pieces.set(start, [piece]);
        else others.push(piece);
      }
    }
  }

  matches(name: string): boolean {
    let known = this.#known.get(name);
    if (known === undefined) {
      known =
        this.#exact.has(name) ||
        (this.#whole.size > 0 && this.#whole.has(wholeName(name))) ||
        this.#holdsPiece(name) ||
        this.#prefixes.some((piece) => name.startsWith(piece)) ||
        this.#suffixes.some((piece) => name.endsWith(piece));
      if (this.#known.size >= MAX_KNOWN) this.#known.clear();
      this.#known.set(name, known);
    }
    return known;
  }

  /** Whether a name is one of the patterns, or begins with one, underscores apart. */
  matchesBeginning(name: string): boolean {
    if (!this.matches(name)) return false;
    const whole = wholeName(name);
    return (
      this.#exact.has(name) ||
      this.#whole.has(whole) ||
      this.#prefixes.some((piece) => name.startsWith(piece)) ||
      (this.#pieces.get(name.slice(0, 2))?.some((piece) => name.startsWith(piece)) ?? false) ||
      (this.#pieces.get(whole.slice(0, 2))?.some((piece) => whole.startsWith(piece)) ?? false)
    );
  }

  #holdsPiece(name: string): boolean {
    if (this.#pieces.size === 0) return false;
    for (let at = 0; at + 1 < name.length; at++) {
      const pieces = this.#pieces.get(name.slice(at, at + 2));
      if (pieces?.some((piece) => name.startsWith(piece, at)) === true) return true;
    }
    return false;
  }
}

export const SKIPPED: NameMatcher = new NameMatcher(SKIP_GROUPS.flatMap((group) => group.patterns));
