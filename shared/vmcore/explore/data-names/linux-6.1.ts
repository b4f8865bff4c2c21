/** Variables of Linux 6.1 on arm64: written by `test/fixtures/symbols/data-names.ts`; see `evidence.ts`. */
export const VARIABLES = `
C_A_D 4 ctrl_alt_del+0:1/5 __do_sys_reboot+0:3/7
EC_FLAGS_CLEAR_ON_RESUME 4 ec_clear_on_resume+0:0/4 acpi_ec_enable_event+0:0/4
EC_FLAGS_CORRECT_ECDT 4 ec_correct_ecdt+0:0/4
EC_FLAGS_TRUST_DSDT_GPE 4 ec_honor_dsdt_gpe+0:0/4
HYPERVISOR_shared_info 8 evtchn_2l_clear_pending+0:0/2 evtchn_2l_set_pending+0:0/2 evtchn_2l_mask+0:0/2
LL_defaultDTable 520 zlib_tr_flush_block+494:5/10 ZSTD_decodeSeqHeaders+0:1/11
ML_defaultDTable 520 ZSTD_decodeSeqHeaders+0:7/11
OF_defaultDTable 264 ZSTD_decodeSeqHeaders+0:4/11
POWER_SUPPLY_CHARGE_BEHAVIOUR_TEXT 24 power_supply_charge_behaviour_parse+0:0/1 power_supply_charge_behaviour_show+0:0/4 power_supply_init_attrs+0:9/13
POWER_SUPPLY_USB_TYPE_TEXT 80 power_supply_show_property+0:3/15
ROOT_DEV 4 mmap_region+0:7/21
__cpu_active_mask 32 compute_effective_cpumask+0:1/2 sched_getaffinity+0:1/2 cpupri_find_fitness+0:1/2
__cpu_dying_mask 32 cpuhp_reset_state+0:1/3 bringup_cpu+0:3/4 is_cpu_allowed+0:2/4
__cpu_online_mask 32 trc_check_slow_task+0:0/1 trc_inspect_reader+0:0/1 smp_call_function+0:0/1
__cpu_possible_mask 32 pci_irq_get_affinity+0:0/1 __cpuusage_read+0:1/2 root_cgroup_cputime+0:1/2
__cpu_present_mask 32 cpudl_set+0:0/1 disable_hotplug_cpu+0:1/2 cpc_ffh_supported+0:1/2
__ftrace_graph_entry 8 ftrace_graph_entry_test+0:1/2 update_function_graph_func+0:6/9 @0=ftrace_graph_entry_stub
__per_cpu_offset 2048 cpuacct_cpuusage_read+0:0/1 relay_destroy_buf+0:0/1 update_buffer_entries+0:0/1
_init_on_alloc_enabled_early 1 load_balance+0:29/60
_page_poisoning_enabled_early 1 clear_or_poison_free_pages+0:1/5
_printk_rb_static_descs 98304 resume_irqs+95728:1/2 int_seq_next+95729:1/2 suspend_device_irqs+95728:2/3
_printk_rb_static_infos 360448 devkmsg_poll+752:3/4 __printk_cpu_sync_put+56:5/6 syslog_print+784:12/13
_totalram_pages 8 generic_online_page+0:0/1 vmap+0:0/2 adjust_managed_page_count+0:2/3
aa_fs_ns_revision_fops 280 @16=ns_revision_read @72=ns_revision_poll
aa_fs_profile_load 280 @24=profile_load @8=default_llseek
aa_fs_profile_remove 280 @24=profile_remove @8=default_llseek
aa_fs_profile_replace 280 @24=profile_replace @8=default_llseek
aa_sfs_access 280 @16=multi_transaction_read @24=aa_write_access
aa_sfs_profiles_fops 280 @112=profiles_open @128=profiles_release
aa_sfs_profiles_op 32 profiles_open+0:1/2 @24=seq_show_profile
aa_sfs_seq_file_ops 280 @112=aa_sfs_seq_open @128=single_release
aafs_count 4 aafs_remove+0:0/2 ns_mkdir_op+0:2/12
aafs_mnt 8 aafs_remove+0:1/2 policy_get_link+0:1/4 yama_ptrace_traceme+0:3/4
aafs_ops 72 @16=apparmorfs_init_fs_context @40=kill_anon_super
aafs_super_ops 200 @16=aafs_free_inode @48=aafs_evict
ac6_seq_ops 32 @0=ac6_seq_start @8=ac6_seq_stop @16=ac6_seq_next
acaddr_hash_lock 4 ipv6_anycast_cleanup+0:0/2 ipv6_ac_destroy_dev+0:1/2 __ipv6_dev_ac_dec+0:0/6
acct_on_mutex 32 __arm64_sys_acct+0:1/15
acpi_bus_type 184 @48=acpi_bus_match @56=acpi_device_uevent
acpi_data_fwnode_ops 176 acpi_fwnode_get_named_child_node+0:1/2 acpi_node_get_parent+0:1/2 acpi_fwnode_get_parent+0:1/2 @16=acpi_fwnode_device_is_available @24=acpi_fwnode_device_get_match_data @32=acpi_fwnode_device_dma_supported
acpi_data_node_ktype 48 acpi_expose_nondev_subnodes+0:1/6 acpi_device_setup_files+0:0/18 acpi_device_remove_files+0:0/18 @0=acpi_data_node_release
acpi_device_fwnode_ops 176 acpi_fwnode_irq_get+0:0/1 acpi_fwnode_device_is_available+0:0/1 acpi_fwnode_device_get_dma_attr+0:0/1 @16=acpi_fwnode_device_is_available @24=acpi_fwnode_device_get_match_data @32=acpi_fwnode_device_dma_supported
acpi_ec_driver 352 @176=acpi_ec_add @184=acpi_ec_remove
acpi_gbl_op_type_dispatch 96 @0=acpi_ex_opcode_0A_0T_1R @8=acpi_ex_opcode_1A_0T_0R @16=acpi_ex_opcode_1A_0T_1R
acpi_general_pm_domain 224 @0=acpi_subsys_prepare @8=acpi_subsys_complete
acpi_hed_driver 352 @176=acpi_hed_add @184=acpi_hed_remove @192=acpi_hed_notify
acpi_ns_repairable_names 160 @8=acpi_ns_repair_ALR @24=acpi_ns_repair_CID
acpi_object_repair_info 168 @88=acpi_ns_convert_to_reference @112=acpi_ns_convert_to_unicode
acpi_pnp_handler 152 @24=acpi_pnp_match @32=acpi_pnp_attach
acpi_processor_driver 144 @56=acpi_processor_start @72=acpi_processor_stop
acpi_thermal_driver 352 @176=acpi_thermal_add @184=acpi_thermal_remove
acpi_thermal_zone_ops 120 @0=acpi_thermal_bind_cooling_device @8=acpi_thermal_unbind_cooling_device
act 4 thermal_act+0:1/3 acpi_thermal_trips_update+0:3/37
act_base 16 tcf_register_action+0:7/8
act_id_mutex 32 tcf_pernet_del_id_list+0:0/1 tc_lookup_action_n+0:1/2 tc_lookup_action+0:1/2
act_mod_lock 8 tc_lookup_action_n+0:0/2 tc_lookup_action+0:0/2 tcf_unregister_action+0:0/3
act_pernet_id_list 16 tcf_register_action+0:2/8 tcf_action_reoffload_cb+0:3/16
action_name 32 action_result+0:3/8
action_page_types 160 kill_accessing_process+0:0/2 has_extra_refcount+0:1/3 action_result+0:2/8
actions_attr 32 kstat_incr_irq_this_cpu+8:4/5 @16=actions_show
active_time_fops 280 @112=active_time_open @128=single_release
addrconf_ops 72 @16=addrconf_init_net @32=addrconf_exit_net
addrconf_sysctl 3840 @32=addrconf_sysctl_forward @160=addrconf_sysctl_mtu
addrconf_wq 8 addrconf_dad_start+0:0/1 addrconf_dad_kick+0:0/1 addrconf_add_linklocal+0:0/1
aer_agent_string 32 cper_print_aer+0:2/7 aer_print_error+0:4/10 pcie_aspm_init_link_state+0:33/48
aer_correctable_error_string 256 aer_dev_correctable_show+0:2/6 __aer_print_error+0:1/9
aer_error_layer 24 cper_print_aer+0:3/7 aer_print_error+0:5/10 pcie_aspm_init_link_state+0:29/48
aer_error_severity_string 24 aer_print_port_info+0:0/4 pci_enable_pcie_error_reporting+0:1/4 pci_disable_pcie_error_reporting+0:1/4
aer_recover_ring_lock 4 gpiod_free_commit+0:3/5 aer_recover_queue+0:0/7 gpio_to_desc+0:8/10
aer_recover_work 32 aer_recover_queue+0:3/7 @24=aer_recover_work_func
aer_uncorrectable_error_string 256 aer_dev_nonfatal_show+0:1/6 aer_dev_fatal_show+0:1/6 pcie_aspm_init_link_state+0:39/48
aerdriver 224 @8=aer_probe @16=aer_remove
aes_alg 384 @328=crypto_aes_set_key @336=crypto_aes_encrypt
af 16 audit_set_loginuid+8:1/9 audit_receive_msg+0:19/57
aggregate_devices 16 component_master_add_with_match+0:4/5
ah4_handlers 8 xfrm4_ah_err+0:0/1 xfrm4_ah_rcv+0:0/1 xfrm4_esp_err+0:0/2
ah4_protocol 24 @0=xfrm4_ah_rcv @8=xfrm4_ah_err
ah6_handlers 8 xfrm6_ah_err+0:0/1 xfrm6_ah_rcv+0:0/1 xfrm6_esp_err+0:0/2
ah6_protocol 24 @0=xfrm6_ah_rcv @8=xfrm6_ah_err
aio_ctx_aops 160 @96=aio_migrate_folio @24=noop_dirty_folio
aio_max_nr 8 ioctx_alloc+0:1/55
aio_mnt 8 aio_nr_sub+0:0/3 init_once_userfaultfd_ctx+0:0/5 exit_aio+0:0/5
aio_nr 8 aio_nr_sub+0:2/3 ioctx_alloc+0:31/55
aio_nr_lock 4 aio_nr_sub+0:1/3 ioctx_alloc+0:30/55
aio_ring_fops 280 ioctx_alloc+0:19/55 @96=aio_ring_mmap
aio_ring_vm_ops 128 @24=aio_ring_mremap @40=filemap_fault
aio_sysctls 192 ioctx_alloc+144:43/55 @32=proc_doulongvec_minmax
alarm_bases 96 alarm_handle_timer+0:0/1 alarm_timer_rearm+0:0/1 alarm_timer_arm+0:0/1
alarm_clock 128 @0=alarm_clock_getres @16=alarm_clock_get_timespec
alarmtimer_pm_ops 184 @16=alarmtimer_suspend @24=alarmtimer_resume
alg_test_descs 13888 @208=alg_test_cprng @3728=alg_test_crc32c
algoTime 384 HUF_selectDecoder+0:0/1
alias_list 8 sysfs_slab_alias+0:3/7
align_attr 32 __arm64_sys_get_mempolicy+8:5/13 @16=align_show
all_blkcgs 16 blkcg_free_all_cpd+0:0/3 blkcg_css_free+0:0/3 blkcg_policy_unregister+0:0/4
all_counters 8 delete_gpe_attr_array+0:0/2 acpi_irq_stats_init+0:0/5
all_cpu_access_lock 40 tracing_buffers_read+0:3/7 tracing_splice_read_pipe+0:3/11 tracing_read_pipe+0:4/15
all_lists 24 clk_pm_runtime_get_all+0:4/6 clk_unregister+0:9/14 __clk_register+0:18/55
all_stat_sessions 16 register_stat_tracer+0:8/12
all_stat_sessions_mutex 32 unregister_stat_tracer+0:0/1 register_stat_tracer+0:0/12
all_tables_size 4 acpi_os_physical_table_override+0:2/5
alloc_highmem 4 swsusp_free+0:9/11 snapshot_read_next+0:4/17 hibernate_preallocate_memory+0:7/21
alloc_normal 4 preallocate_image_memory+0:1/4 swsusp_free+0:8/11 hibernate_preallocate_memory+0:6/21
alloc_sleep_millisecs_attr 32 @16=alloc_sleep_millisecs_show @24=alloc_sleep_millisecs_store
allocate_snapshot 1 saved_cmdlines_stop+0:0/2 allocate_trace_buffer+0:0/2 trace_find_next_entry+0:0/2
allocated_unsafe_pages 4 get_image_page+0:2/4 snapshot_write_next+0:20/27
always_kmsg_dump 1 kmsg_dump+0:2/3
amd_gpio_driver 208 @0=amd_gpio_probe @8=amd_gpio_remove
amd_gpio_irqchip 264 @24=amd_gpio_irq_enable @32=amd_gpio_irq_disable
amd_pinconf_ops 64 @8=amd_pinconf_get @16=amd_pinconf_set
amd_pinctrl_ops 48 @0=amd_get_groups_count @8=amd_get_group_name
amd_pmxops 80 @16=amd_get_functions_count @24=amd_get_fname @32=amd_get_groups
anon_inode_fs_type 72 @16=anon_inodefs_init_fs_context @40=kill_anon_super
anon_inode_inode 8 anon_inode_getfile+0:0/2 __anon_inode_getfile+0:0/3
anon_inode_mnt 8 anon_inode_getfile_secure+0:0/1 anon_inode_getfile+0:1/2 __anon_inode_getfile+0:1/3
anon_inodefs_dentry_operations 128 anon_inodefs_init_fs_context+0:0/1 @72=anon_inodefs_dname
anon_pipe_buf_ops 32 @8=anon_pipe_buf_release @16=anon_pipe_buf_try_steal
anon_vma_cachep 8 __put_anon_vma+0:0/1 anon_vma_ctor+0:0/2 unlink_anon_vmas+0:0/2
anon_vma_chain_cachep 8 unlink_anon_vmas+0:1/2 anon_vma_clone+0:1/2 __anon_vma_prepare+0:1/3
apei_resources_all 32 apei_resources_release+0:3/6 apei_resources_request+0:1/11
apertures 16 devm_aperture_acquire_for_platform_device+0:2/5
apertures_lock 32 devm_aperture_acquire_release+0:0/1 aperture_detach_devices+0:0/1 devm_aperture_acquire_for_platform_device+0:0/5
apparmor_hooks 2720 @24=apparmor_ptrace_access_check @64=apparmor_ptrace_traceme
apparmor_net_ops 72 @16=apparmor_nf_register @32=apparmor_nf_unregister
apparmor_nf_ops 112 apparmor_nf_unregister+0:0/1 apparmor_nf_register+0:0/1 @16=apparmor_ip_postroute
apparmorfs_context_ops 48 apparmorfs_init_fs_context+0:0/1 profiles_open+0:0/2 apparmorfs_fill_super+0:1/3 @32=apparmorfs_get_tree
arch_apei_filter_addr 8 apei_resources_request+0:5/11
arch_set_vga_state 8 pci_set_vga_state+0:0/1
argv_init 272 mptcp_token_exists+104:3/4 initcall_blacklisted+0:0/7 chroot_fs_refs+184:4/7
arp_direct_ops 40 arp_constructor+0:10/19 @24=neigh_direct_output
arp_generic_ops 40 @8=arp_solicit @16=arp_error_report @32=neigh_connected_output
arp_hh_ops 40 arp_constructor+0:4/19 @8=arp_solicit @16=arp_error_report @24=neigh_resolve_output
arp_net_ops 72 @16=arp_net_init @32=arp_net_exit
arp_packet_type 72 __udp6_lib_lookup+0:3/9 @16=arp_rcv
arp_seq_ops 32 @0=arp_seq_start @8=neigh_seq_stop
arp_tbl 600 @16=arp_hash @24=arp_key_eq @32=arp_constructor
array_map_ops 328 @40=array_map_free_timers @96=array_map_lookup_elem
array_of_maps_map_ops 328 @8=array_of_map_alloc @24=array_of_map_free
array_ops 48 @0=btf_array_check_meta @8=btf_array_resolve
aspm_ctrl_attr_group 40 pcie_aspm_init_link_state+0:14/48 @8=aspm_ctrl_attrs_are_visible
aspm_disabled 4 aspm_ctrl_attrs_are_visible+0:0/2 pcie_no_aspm+0:2/3 gpiod_free_commit+0:2/5
aspm_force 4 pcie_no_aspm+0:1/3 pcie_aspm_init_link_state+0:2/48
aspm_lock 32 clkpm_store+0:2/4 pcie_aspm_exit_link_state+0:2/4 pcie_aspm_pm_state_change+0:3/5
aspm_support_enabled 1 pcie_aspm_support_enabled+0:0/1 pcie_aspm_init_link_state+0:4/48
asus_hides_smbus 4 asus_hides_smbus_hostbridge+0:0/2 asus_hides_smbus_lpc+0:0/3 asus_hides_smbus_lpc_ich6_resume_early+0:1/3
asus_rcba_base 8 asus_hides_smbus_lpc_ich6_resume_early+0:2/3 asus_hides_smbus_lpc_ich6+0:2/4 asus_hides_smbus_lpc_ich6_suspend+0:2/4
async_dfl_domain 24 async_synchronize_cookie+0:1/2 async_schedule_node+0:1/2 async_schedule_dev_nocall+0:4/5
async_done 24 rq_offline_fair+12:1/4 async_synchronize_cookie_domain+0:3/7 async_run_entry_fn+0:3/10
async_error 4 device_pm_wait_for_dev+0:1/2 __device_suspend_noirq+0:1/9 __device_suspend_late+0:1/11
async_global_pending 16 async_synchronize_cookie+0:0/2 async_schedule_node+0:0/2 lowest_in_progress+0:2/3
async_lock 4 lowest_in_progress+0:0/3 async_schedule_node_domain+0:1/5 async_schedule_dev_nocall+0:1/5
async_probe_default 1 driver_allows_async_probing+0:2/4
atkbd_attr_extra 32 @16=atkbd_do_show_extra @24=atkbd_do_set_extra
atkbd_attr_force_release 32 @16=atkbd_do_show_force_release @24=atkbd_do_set_force_release
atkbd_attr_function_row_physmap 32 atkbd_attr_is_visible+0:0/2 atkbd_connect+0:6/20 @16=atkbd_do_show_function_row_physmap
atkbd_attr_scroll 32 @16=atkbd_do_show_scroll @24=atkbd_do_set_scroll
atkbd_attr_set 32 @16=atkbd_do_show_set @24=atkbd_do_set_set
atkbd_attr_softraw 32 @16=atkbd_do_show_softraw @24=atkbd_do_set_softraw
atkbd_attr_softrepeat 32 @16=atkbd_do_show_softrepeat @24=atkbd_do_set_softrepeat
atkbd_drv 224 @32=atkbd_interrupt @40=atkbd_connect
atkbd_extra 1 atkbd_connect+0:12/20
atkbd_platform_fixup 8 atkbd_set_keycode_table+0:1/17 atkbd_connect+0:1/20
atkbd_platform_fixup_data 8 atkbd_set_keycode_table+0:2/17
atkbd_platform_scancode_fixup 8 atkbd_interrupt+0:2/23
atkbd_reset 1 atkbd_probe+0:0/10
atkbd_scroll 1 atkbd_connect+0:7/20
atkbd_scroll_keys 28 atkbd_set_keycode_table+0:13/17
atkbd_set 4 atkbd_connect+0:13/20
atkbd_skip_deactivate 1 atkbd_probe+0:1/10
atkbd_softraw 1 atkbd_connect+0:8/20
atkbd_softrepeat 1 atkbd_connect+0:4/20
atkbd_terminal 1 atkbd_select_set+0:0/1
atomic_pool_dma 8 dma_free_from_pool+0:2/3 atomic_pool_work_fn+0:1/4 xdp_umem_create+0:2/4
atomic_pool_dma32 8 extcon_dev_allocate+0:2/3 dma_free_from_pool+0:1/3 atomic_pool_work_fn+0:3/4
atomic_pool_kernel 8 dma_free_from_pool+0:0/3 atomic_pool_work_fn+0:0/4 dma_alloc_from_pool+0:0/11
atomic_pool_size 8 atomic_pool_work_fn+0:2/4 atomic_pool_expand+0:4/8 dma_alloc_from_pool+0:2/11
attention_info 8 acpiphp_unregister_attention+0:0/1 acpiphp_register_attention+0:0/1 shpc_init+0:24/66
attr_ctl_info_log_ce 32 @16=edac_device_ctl_log_ce_show @24=edac_device_ctl_log_ce_store
attr_ctl_info_log_ue 32 @16=edac_device_ctl_log_ue_show @24=edac_device_ctl_log_ue_store
attr_ctl_info_panic_on_ue 32 @16=edac_device_ctl_panic_on_ue_show @24=edac_device_ctl_panic_on_ue_store
attr_ctl_info_poll_msec 32 @16=edac_device_ctl_poll_msec_show @24=edac_device_ctl_poll_msec_store
attr_dir_stuff 280 proc_attr_dir_readdir+0:1/2 proc_apparmor_attr_dir_lookup+0:1/3 proc_attr_dir_lookup+0:2/3
attr_disable 32 @16=show_state_disable @24=store_state_disable
attribute_container_list 16 attribute_container_register+0:3/5 attribute_container_add_device+0:5/7
attribute_container_mutex 32 attribute_container_device_trigger+0:0/1 attribute_container_trigger+0:0/1 attribute_container_unregister+0:0/1
audit_backlog_limit 4 audit_signal_info+0:2/4 kauditd_retry_skb+0:0/8 audit_set_loginuid+0:0/9
audit_backlog_wait 24 audit_receive+0:8/11 kauditd_thread+0:10/15 audit_log_start+0:8/26
audit_backlog_wait_time 4 audit_receive+0:10/11 audit_log_start+0:5/26 audit_receive_msg+0:13/57
audit_backlog_wait_time_actual 4 audit_log_start+0:9/26 audit_receive_msg+0:18/57
audit_buffer_cache 8 audit_log_end+0:5/12 audit_log_start+0:20/26
audit_cmd_mutex 40 audit_send_reply_thread+0:1/3 audit_ctl_unlock+0:1/3 audit_ctl_lock+0:1/3
audit_default 4 kauditd_hold_skb+0:1/12
audit_enabled 4 audit_core_dumps+0:0/2 audit_seccomp_actions_logged+0:0/2 tty_audit_push+0:0/2
audit_ever_enabled 1 audit_set_enabled+0:2/4 audit_alloc+0:0/13
audit_failure 4 audit_panic+0:0/4 audit_log_lost+0:3/12 audit_receive_msg+0:14/57
audit_filter_list 128 audit_find_rule+0:2/3 audit_filter_syscall+0:0/3 audit_filter_uring+0:0/3
audit_filter_mutex 32 audit_kill_trees+0:0/1 prune_tree_thread+0:1/2 audit_del_rule+0:1/6
audit_hold_queue 24 kauditd_rehold_skb+0:1/2 audit_receive+16:9/11 kauditd_hold_skb+0:4/12
audit_initialized 4 audit_log_start+0:1/26
audit_inode_hash 512 audit_find_rule+0:0/3 cgroup_base_stat_cputime_show+368:2/3 update_prstate+448:3/5
audit_lost 4 audit_log_lost+0:1/12 audit_receive_msg+0:15/57
audit_mark_fsnotify_ops 48 @8=audit_mark_handle_event @40=audit_fsnotify_free_mark
audit_mode_names 40 param_set_audit+0:2/4 param_get_audit+0:2/5
audit_n_rules 4 __audit_uring_entry+0:0/1 __audit_syscall_entry+0:1/4 audit_del_rule+0:2/6
audit_net_id 4 audit_net_exit+0:0/1 kauditd_rehold_skb+0:0/2 auditd_test_task+0:0/2
audit_net_ops 72 @16=audit_net_init @32=audit_net_exit
audit_nfcfgs 320 __audit_log_nfcfg+0:0/5 audit_log_exit+0:77/82
audit_queue 24 auditd_reset+16:3/6 audit_receive+16:4/11 audit_log_end+0:2/12
audit_rate_limit 4 audit_log_end+0:1/12 audit_log_lost+0:4/12 audit_log_start+0:11/26
audit_retry_queue 24 auditd_reset+0:5/6 kauditd_retry_skb+0:3/8 kauditd_thread+0:5/15
audit_rules_list 128 audit_rule_change+0:3/11 audit_update_lsm_rules+0:2/15 audit_list_rules_send+0:3/16
audit_sig_pid 4 audit_receive_msg+0:8/57
audit_sig_sid 4 audit_signal_info+0:3/4 audit_receive_msg+0:5/57
audit_sig_uid 4 audit_receive_msg+0:7/57
audit_signals 4 audit_del_rule+0:5/6 audit_signal_info_syscall+0:0/11 audit_rule_change+0:6/11
audit_tree_mark_cachep 8 audit_tree_destroy_watch+0:0/1 tick_check_oneshot_change+0:7/10 tag_mount+0:8/19
audit_tree_ops 48 @8=audit_tree_handle_event @24=audit_tree_freeing_mark
audit_watch_fsnotify_ops 48 @8=audit_watch_handle_event @40=audit_watch_free_mark
auditd_conn 8 auditd_test_task+0:1/2 audit_signal_info+0:1/4 auditd_reset+0:2/6
auditd_conn_lock 4 auditd_reset+0:1/6 audit_receive_msg+0:51/57
auto_movable_numa_aware 1 zone_for_pfn_range+0:13/14
auto_movable_ratio 4 auto_movable_stats_account_group+0:0/1 auto_movable_can_online_movable+0:2/6 zone_for_pfn_range+0:0/14
autogroup_default 72 sched_autogroup_detach+0:1/2 sched_autogroup_fork+0:1/3 proc_sched_autogroup_show_task+0:2/3
autogroup_seq_nr 4 sched_autogroup_create_attach+0:3/11
autop 640 ioc_cost_model_write+0:0/4 ioc_qos_write+0:0/4 trace_event_raw_event_iocost_ioc_vrate_adj+0:4/7
auxiliary_bus_type 184 @48=auxiliary_match @56=auxiliary_uevent @64=auxiliary_bus_probe
avc_callbacks 8 avc_ss_reset+0:0/2
avc_node_cachep 8 avc_disable+0:0/2 avc_node_free+0:0/3 avc_node_kill+0:0/4
avc_xperms_cachep 8 avc_xperms_free+0:0/1 avc_xperms_populate+0:0/3
avc_xperms_data_cachep 8 avc_xperms_decision_free+0:0/2 avc_xperms_decision_alloc+0:0/2
avc_xperms_decision_cachep 8 avc_xperms_decision_free+0:1/2 avc_xperms_decision_alloc+0:1/2
avenrun 24 led_heartbeat_function+0:2/3 get_avenrun+0:1/4 calc_global_load+0:6/8
avtab_node_cachep 8 avtab_insert_node+0:0/3
avtab_xperms_cachep 8 avtab_insert_node+0:1/3
backend 8 pstore_unregister+0:6/8 pstore_register+0:1/18
backend_state 4 xenbus_reset_wait_for_backend+0:1/6 xenbus_reset_backend_state_changed+0:1/7 xs_talkv+0:9/13
backend_state_wq 24 xenbus_reset_wait_for_backend+0:3/6 xenbus_reset_backend_state_changed+0:6/7 unregister_xenbus_watch+16:7/18
backlight_class_dev_pm_ops 184 scale_show+0:0/5 @16=backlight_suspend @24=backlight_resume
bad_file_ops 280 make_bad_inode+0:1/2 iget_failed+0:1/2 do_rmdir+80:1/8 @112=bad_file_open
bad_inode_ops 192 @0=bad_inode_lookup @8=bad_inode_get_link
balance_push_callback 16 prio_changed_rt+0:2/4 switched_from_rt+0:2/4 __hrtick_start+0:1/5 @8=balance_push
balancing 4 rebalance_domains+0:6/7
balloon_mops 24 @0=balloon_page_isolate @8=balloon_page_migrate
balloon_mutex 32 xen_free_ballooned_pages+0:1/4 xen_online_page+0:2/5 xen_alloc_ballooned_pages+0:2/7
balloon_state 4 balloon_thread+0:3/11
balloon_stats 80 current_kb_show+0:0/2 target_kb_show+8:0/2 balloon_set_new_target+8:0/2
balloon_subsys 184 xen_balloon_init+0:1/9 xenbus_thread+176:4/45
balloon_thread_wq 24 xen_memory_notifier+0:0/1 balloon_set_new_target+0:1/2 xen_free_ballooned_pages+0:0/4
balloon_wq 24 balloon_append+0:3/5 xen_alloc_ballooned_pages+0:5/7
ballooned_pages 16 balloon_append+0:1/5 xen_irq_from_gsi+10:2/5 xen_alloc_ballooned_pages+0:6/7
base_crng 56 meson_serial_console_setup+24:2/3 mvebu_uart_clock_prepare+4:4/5 get_random_u64+40:4/7
baud_bits 124 tty_termios_encode_baud_rate+0:1/2
bctimer 64 bc_shutdown+0:0/1 bc_set_next+0:0/2 tick_setup_hrtimer_broadcast+0:0/4
bd_type 72 @16=bd_init_fs_context @40=kill_anon_super
bdev_cachep 8 bdev_free_inode+0:0/1 bdev_alloc_inode+0:0/1 sync_bdevs+0:0/2
bdev_lock 4 blkdev_put+0:0/2 bd_abort_claiming+0:0/2 bd_prepare_to_claim+0:2/4
bdev_sops 200 @0=bdev_alloc_inode @16=bdev_free_inode
bdi_class 8 wb_shutdown+0:0/3 wb_blkcg_offline+0:0/3 bdi_get_by_id+0:0/3
bdi_debug_root 8 bdi_register_va+0:2/17
bdi_debug_stats_fops 280 @112=bdi_debug_stats_open @128=single_release
bdi_id_cursor 8 do_migrate_pages+0:2/3 __alloc_contig_migrate_range+0:2/4 bdi_unregister+0:3/6
bdi_list 16 laptop_sync_completion+0:0/1 wakeup_flusher_threads+0:0/1 wakeup_dirtytime_writeback+0:0/4
bdi_lock 4 bdi_set_max_ratio+0:0/1 bdi_set_min_ratio+0:0/2 bdi_get_by_id+0:1/3
bdi_min_ratio 4 __wb_calc_thresh+0:0/1 wb_update_bandwidth+0:0/2 bdi_set_min_ratio+0:1/2
bdi_tree 8 bdi_get_by_id+0:2/3 cgwb_release_workfn+0:3/5 bdi_unregister+0:2/6
bdi_wq 8 wb_wakeup+0:0/1 wb_wakeup_delayed+0:1/2 wb_shutdown+0:2/3
beta 4 cubictcp_recalc_ssthresh+0:0/2 cubictcp_init+0:0/3 cubictcp_cong_avoid+0:1/7
beta_scale 4 cubictcp_cong_avoid+0:4/7
bfifo_qdisc_ops 176 @40=bfifo_enqueue @48=qdisc_dequeue_head
bh_cachep 8 alloc_buffer_head+0:0/4 free_buffer_head+0:0/4
big_oops_buf 8 pstore_unregister+0:5/8 allocate_buf_for_compression+0:6/9 pstore_get_backend_records+0:3/12
bin_attr_CDAT 64 cxl_port_bin_attr_is_visible+0:1/2 @40=CDAT_read
bin_attr_btf_vmlinux 64 acpi_ds_create_walk_state+40:4/7 bpf_prog_offload_init+8:7/9 audit_alloc+16:11/13 @40=btf_vmlinux_read
bin_attr_config 64 @40=pci_read_config @48=pci_write_config
bin_attr_cpulist 64 @40=cpulist_read
bin_attr_cpumap 64 @40=cpumap_read
bin_attr_rom 64 @40=pci_read_rom @48=pci_write_rom
bin_attr_trigger 64 @40=led_trigger_read @48=led_trigger_write
bin_attr_vpd 64 @40=vpd_read @48=vpd_write
binary_runtime_size 8 ima_get_binary_runtime_size+0:0/1 ima_add_digest_entry+0:8/12
binfmt_lock 8 unregister_binfmt+0:0/1 __register_binfmt+0:0/4 bprm_execve+0:2/26
bio_dirty_list 8 bio_dirty_fn+0:1/2 bio_check_pages_dirty+0:1/5
bio_dirty_lock 4 bio_dirty_fn+0:0/2 blk_next_bio+0:0/2 bio_check_pages_dirty+0:0/5
bio_dirty_work 32 bio_check_pages_dirty+0:4/5 @24=bio_dirty_fn
bio_slab_lock 32 bio_check_pages_dirty+0:2/5 bioset_exit+0:3/7 bioset_init+0:1/11
bio_slabs 16 bioset_exit+0:5/7 bioset_init+0:3/11
bios_limit 32 cpufreq_unregister_driver+16:3/12 cpufreq_register_driver+16:21/29 cpufreq_online+0:8/64 @16=show_bios_limit
bip_slab 8 bioset_integrity_create+0:0/3 ioc_pd_init+0:1/11
bl_order 19 zlib_tr_flush_block+0:1/10
blackhole_netdev 8 xfrm_dst_ifdown+0:0/1 ip6_dst_ifdown+0:0/3 loopback_dev_init+0:2/4
blackhole_netdev_ops 688 @32=blackhole_netdev_xmit @456=blackhole_neigh_construct
blackhole_qdisc_ops 176 neigh_sysctl_register+144:6/14 @40=blackhole_enqueue @48=blackhole_dequeue
blacklist_keyring 8 is_hash_blacklisted+0:1/2 mark_hash_blacklisted+0:0/3
blacklisted_initcalls 16 initcall_blacklisted+0:2/7
blank_state 4 poke_blanked_console+0:12/13 do_blank_screen+0:4/14 do_unblank_screen+0:14/16
blank_timer_expired 4 blank_screen_t+0:2/4 console_callback+0:4/11 poke_blanked_console+0:5/13
blankinterval 4 poke_blanked_console+0:9/13 do_unblank_screen+0:6/16 do_con_write+0:42/46
blimit 8 rcutree_prepare_cpu+0:5/10 rcu_do_batch+0:7/13
blk_debugfs_root 8 blk_register_queue+0:1/2 blk_alloc_queue+0:4/15 __blk_trace_setup+0:12/18
blk_dropped_fops 280 @16=blk_dropped_read @112=simple_open
blk_errors 288 errno_to_blk_status+0:1/3 asymmetric_verify+144:6/24
blk_ia_range_ktype 48 disk_register_independent_access_ranges+0:3/5 device_add+0:33/62 @0=blk_ia_range_sysfs_nop_release
blk_ia_ranges_ktype 48 disk_register_independent_access_ranges+0:0/5 @0=blk_ia_ranges_sysfs_release
blk_mq_ctx_ktype 48 blk_mq_sysfs_init+0:2/6 @0=blk_mq_ctx_sysfs_release
blk_mq_debugfs_fops 280 @24=blk_mq_debugfs_write @112=blk_mq_debugfs_open
blk_mq_debugfs_hctx_attrs 560 @16=hctx_state_show @56=hctx_flags_show
blk_mq_debugfs_queue_attrs 240 @16=queue_poll_stat_show @96=queue_pm_only_show
blk_mq_hw_ktype 48 blk_mq_hctx_kobj_init+0:0/1 blk_mq_sysfs_init+0:0/6 @0=blk_mq_hw_sysfs_release
blk_mq_hw_sysfs_ops 16 @0=blk_mq_hw_sysfs_show @8=blk_mq_hw_sysfs_store
blk_mq_ktype 48 blk_mq_sysfs_init+0:1/6 @0=blk_mq_sysfs_release
blk_mq_rq_state_name_array 24 __blk_mq_debugfs_rq_show+0:8/14
blk_msg_fops 280 @24=blk_msg_write @112=simple_open
blk_op_name 288 blk_status_to_errno+0:0/1 blk_status_to_str+0:0/2 blk_op_str+0:0/2
blk_probe_mutex 32 blk_trace_setup_queue+0:1/4 blk_trace_start+0:3/7 __blk_add_trace+0:11/13
blk_probes_ref 4 blk_trace_setup_queue+0:3/4 __blk_trace_setup+0:10/18 put_probe_ref+0:2/36
blk_queue_flag_name 240 queue_state_show+0:1/3
blk_queue_ida 16 blk_release_queue+0:0/2 blk_alloc_queue+0:2/15 submit_bio_noacct+0:2/26
blk_queue_ktype 48 blk_alloc_queue+0:6/15 @0=blk_release_queue
blk_relay_callbacks 24 @0=blk_subbuf_start_callback @8=blk_create_buf_file_callback
blk_requestq_cachep 8 blk_free_queue_rcu+0:0/2 blk_alloc_queue+0:1/15
blk_requestq_srcu_cachep 8 blk_free_queue_rcu+0:1/2 blk_alloc_queue+0:14/15
blk_timeout_mask 8 blk_rq_timeout+0:1/3 blk_add_timer+0:1/3
blk_tracer 152 @8=blk_tracer_init @16=blk_tracer_reset
blk_tracer_enabled 1 blk_tracer_start+0:0/1 blk_tracer_stop+0:0/1 blk_tracer_reset+0:0/1
blk_tracer_flags 24 blk_add_trace_rq_complete+0:0/1 blk_add_trace_rq_requeue+0:0/1 blk_add_trace_rq_merge+0:0/1
blkcg_debug_stats 1 ioc_pd_stat+0:1/5 blkcg_print_stat+0:2/14
blkcg_legacy_files 432 ioc_pd_init+120:9/11 __blk_throtl_bio+136:7/12 ioc_rqos_throttle+44:3/15 @184=blkcg_reset_stats
blkcg_pol_mutex 32 weight_updated+14:1/2 blkcg_css_free+0:1/3 blkcg_free_all_cpd+14:1/3
blkcg_pol_register_mutex 32 blkcg_free_all_cpd+12:2/3 throtl_pd_init+16:2/3 blkcg_policy_unregister+0:1/4
blkcg_policy_iocost 112 @24=ioc_cpd_alloc @40=ioc_cpd_free
blkcg_policy_throtl 112 @56=throtl_pd_alloc @64=throtl_pd_init
blkcg_punt_bio_wq 8 __blkcg_punt_bio_submit+0:0/1 blkcg_bind+0:1/6
blkcg_root 320 blkg_rwstat_recursive_sum+0:0/1 blkcg_init_disk+0:1/3 blkcg_maybe_throttle_current+0:1/3
blkcg_root_css 8 bdi_init+0:6/8
blkdev_dio_pool 392 dh_compute_value+312:1/2 __blkdev_direct_IO_async+0:0/3 software_key_eds_op+0:0/4
blksize 4 encrypted_read+0:1/4 encrypted_instantiate+0:3/12 encrypted_key_alloc+0:6/13
blktrace_seq 4 blk_trace_start+0:1/7 __blk_add_trace+0:4/13
block_class 120 blk_lookup_devt+0:2/3 devtmpfs_create_node+0:1/3 disk_seqf_start+0:2/4 @40=block_uevent
block_depr 8 del_gendisk+0:3/8 device_add_disk+0:5/15
blockdev_superblock 8 move_expired_inodes+0:0/1 sync_bdevs+0:1/2 nr_blockdev_pages+0:1/2
blocked_hash 1024 __locks_insert_block+0:1/2 do_timerfd_settime+880:6/9 fscrypt_crypt_block+416:5/10
blocked_lock_lock 4 locks_move_blocks+0:1/2 locks_delete_block+0:1/2 locks_stop+0:1/4
blocking_lsm_notifier_chain 48 unregister_blocking_lsm_notifier+0:0/1 call_blocking_lsm_notifier+0:0/1 register_blocking_lsm_notifier+0:0/1
bloom_filter_map_ops 328 @0=bloom_map_alloc_check @8=bloom_map_alloc
bm_pte 4096 __set_fixmap+0:0/1
board_list 16 spi_register_board_info+0:3/6 spi_register_controller+0:12/59
board_lock 32 spi_unregister_controller+0:2/6 spi_register_board_info+0:2/6 spi_register_controller+0:9/59
boost 32 @16=show_boost @24=store_boost
boot_cpu_data 1096 count_plts+84:1/2 move_huge_pmd+481:2/3 cpuinfo_store_cpu+0:3/4
boot_delay 4 vprintk_emit+0:4/18
boot_ec_is_ecdt 1 acpi_ec_alloc+0:2/8
bp_cpuinfo_sem 96 dbg_reserve_bp_slot+0:0/2 dbg_release_bp_slot+0:0/2 bp_constraints_unlock+0:0/3
bpf_array_map_seq_ops 32 @0=bpf_array_map_seq_start @8=bpf_array_map_seq_stop
bpf_bind_proto 96 sock_addr_func_proto+0:9/15 @0=bpf_bind
bpf_bpf_dummy_ops 1744 @8=bpf_dummy_init @24=bpf_dummy_init_member
bpf_bprm_opts_set_proto 96 cgroup_bpf_prog_query+14:8/9 bpf_lsm_func_proto+0:2/17 @0=bpf_bprm_opts_set
bpf_btf_find_by_name_kind_proto 96 syscall_prog_func_proto+0:0/5 @0=bpf_btf_find_by_name_kind
bpf_cgroup_link_lops 56 @0=bpf_cgroup_link_release @8=bpf_cgroup_link_dealloc
bpf_cgroup_reg_info 88 @8=bpf_iter_attach_cgroup @16=bpf_iter_detach_cgroup
bpf_clone_redirect_proto 96 lwt_xmit_func_proto+0:6/16 tc_cls_act_func_proto+0:51/57 @0=bpf_clone_redirect
bpf_context_ops 48 @0=bpf_free_fc @16=bpf_parse_param
bpf_csum_diff_proto 96 lwt_out_func_proto+0:5/10 lwt_in_func_proto+0:6/12 neigh_add+64:21/22 @0=bpf_csum_diff
bpf_csum_level_proto 96 lwt_xmit_func_proto+0:2/16 tc_cls_act_func_proto+0:12/57 @0=bpf_csum_level
bpf_csum_update_proto 96 lwt_xmit_func_proto+0:9/16 tc_cls_act_func_proto+0:35/57 @0=bpf_csum_update
bpf_current_task_under_cgroup_proto 96 @0=bpf_current_task_under_cgroup
bpf_d_path_proto 96 @0=bpf_d_path @88=bpf_d_path_allowed
bpf_dir_iops 192 @0=bpf_lookup @64=bpf_symlink
bpf_dispatcher_xdp 1440 bpf_prog_change_xdp+0:1/2 neigh_proc_dointvec_unres_qlen+1016:2/3 flow_indr_dev_unregister+616:2/4 @32=bpf_dispatcher_xdp_func
bpf_dummy_verifier_ops 48 @8=bpf_dummy_ops_is_valid_access @40=bpf_dummy_ops_btf_struct_access
bpf_dynptr_data_proto 96 bpf_base_func_proto+0:27/54 @0=bpf_dynptr_data
bpf_dynptr_from_mem_proto 96 bpf_base_func_proto+0:33/54 @0=bpf_dynptr_from_mem
bpf_dynptr_read_proto 96 bpf_base_func_proto+0:29/54 @0=bpf_dynptr_read
bpf_dynptr_write_proto 96 bpf_base_func_proto+0:28/54 @0=bpf_dynptr_write
bpf_encap_ops 72 @0=bpf_build_state @8=bpf_destroy_state
bpf_event_output_data_proto 96 sk_lookup_func_proto+0:2/5 sock_filter_func_proto+0:3/6 cgroup_dev_func_proto+0:9/11 @0=bpf_event_output_data
bpf_flow_dissector_load_bytes_proto 96 flow_dissector_func_proto+0:1/2 @0=bpf_flow_dissector_load_bytes
bpf_for_each_map_elem_proto 96 bpf_base_func_proto+0:40/54 @0=bpf_for_each_map_elem
bpf_fs_parameters 64 bpf_parse_param+0:1/3 @8=fs_param_is_u32
bpf_fs_type 72 @16=bpf_init_fs_context @40=kill_litter_super
bpf_get_attach_cookie_proto 96 bpf_lsm_func_proto+0:9/17 @0=bpf_get_attach_cookie
bpf_get_attach_cookie_proto_kmulti 96 @0=bpf_get_attach_cookie_kprobe_multi
bpf_get_attach_cookie_proto_pe 96 @0=bpf_get_attach_cookie_pe
bpf_get_attach_cookie_proto_trace 96 @0=bpf_get_attach_cookie_trace
bpf_get_attach_cookie_proto_tracing 96 @0=bpf_get_attach_cookie_tracing
bpf_get_branch_snapshot_proto 96 @0=bpf_get_branch_snapshot
bpf_get_cgroup_classid_curr_proto 96 cgroup_current_func_proto+0:5/6 cgroup_dev_func_proto+0:7/11 sysctl_func_proto+0:7/16 @0=bpf_get_cgroup_classid_curr
bpf_get_cgroup_classid_proto 96 lwt_out_func_proto+0:4/10 lwt_in_func_proto+0:7/12 tc_cls_act_func_proto+0:50/57 @0=bpf_get_cgroup_classid
bpf_get_current_ancestor_cgroup_id_proto 96 cgroup_current_func_proto+0:2/6 cgroup_dev_func_proto+0:1/11 sysctl_func_proto+0:1/16 @0=bpf_get_current_ancestor_cgroup_id
bpf_get_current_cgroup_id_proto 96 cgroup_current_func_proto+0:3/6 cgroup_dev_func_proto+0:6/11 sysctl_func_proto+0:6/16 @0=bpf_get_current_cgroup_id
bpf_get_current_comm_proto 96 cgroup_current_func_proto+0:0/6 cgroup_dev_func_proto+0:0/11 sysctl_func_proto+0:0/16 @0=bpf_get_current_comm
bpf_get_current_pid_tgid_proto 96 cgroup_current_func_proto+0:1/6 cgroup_dev_func_proto+0:10/11 sysctl_func_proto+0:15/16 @0=bpf_get_current_pid_tgid
bpf_get_current_task_btf_proto 96 @0=bpf_get_current_task_btf
bpf_get_current_task_proto 96 @0=bpf_get_current_task
bpf_get_current_uid_gid_proto 96 cgroup_current_func_proto+0:4/6 cgroup_dev_func_proto+0:8/11 sysctl_func_proto+0:8/16 @0=bpf_get_current_uid_gid
bpf_get_func_arg_cnt_proto 96 @0=get_func_arg_cnt
bpf_get_func_arg_proto 96 @0=get_func_arg
bpf_get_func_ip_proto_kprobe 96 @0=bpf_get_func_ip_kprobe
bpf_get_func_ip_proto_kprobe_multi 96 @0=bpf_get_func_ip_kprobe_multi
bpf_get_func_ip_proto_tracing 96 @0=bpf_get_func_ip_tracing
bpf_get_func_ret_proto 96 @0=get_func_ret
bpf_get_hash_recalc_proto 96 lwt_out_func_proto+0:7/10 lwt_in_func_proto+0:9/12 tc_cls_act_func_proto+0:38/57 @0=bpf_get_hash_recalc
bpf_get_listener_sock_proto 96 cg_skb_func_proto+0:8/21 tc_cls_act_func_proto+0:19/57 @0=bpf_get_listener_sock
bpf_get_local_storage_proto 96 cgroup_common_func_proto+0:1/5 cgroup_bpf_prog_query+38:4/9 cgroup_dev_func_proto+0:3/11 @0=bpf_get_local_storage
bpf_get_netns_cookie_sk_msg_proto 96 sk_msg_func_proto+0:15/18 @0=bpf_get_netns_cookie_sk_msg
bpf_get_netns_cookie_sock_addr_proto 96 sock_addr_func_proto+0:12/15 @0=bpf_get_netns_cookie_sock_addr
bpf_get_netns_cookie_sock_ops_proto 96 sock_ops_func_proto+0:9/16 @0=bpf_get_netns_cookie_sock_ops
bpf_get_netns_cookie_sock_proto 96 sock_filter_func_proto+0:4/6 @0=bpf_get_netns_cookie_sock
bpf_get_netns_cookie_sockopt_proto 96 cg_sockopt_func_proto+0:9/17 @0=bpf_get_netns_cookie_sockopt
bpf_get_numa_node_id_proto 96 bpf_base_func_proto+0:16/54 @0=bpf_get_numa_node_id
bpf_get_prandom_u32_proto 96 bpf_base_func_proto+0:19/54 @0=bpf_user_rnd_u32
bpf_get_raw_smp_processor_id_proto 96 bpf_base_func_proto+0:18/54 @0=bpf_get_raw_cpu_id
bpf_get_retval_proto 96 cgroup_common_func_proto+0:3/5 cgroup_dev_func_proto+0:4/11 sysctl_func_proto+0:4/16 @0=bpf_get_retval
bpf_get_route_realm_proto 96 lwt_out_func_proto+0:8/10 lwt_in_func_proto+0:10/12 tc_cls_act_func_proto+0:45/57 @0=bpf_get_route_realm
bpf_get_smp_processor_id_proto 96 lwt_out_func_proto+0:6/10 lwt_in_func_proto+0:8/12 xdp_func_proto+0:23/25 @0=bpf_get_smp_processor_id
bpf_get_socket_cookie_proto 96 sk_filter_func_proto+0:5/6 sk_skb_func_proto+0:8/18 cg_skb_func_proto+0:3/21 @0=bpf_get_socket_cookie
bpf_get_socket_cookie_sock_addr_proto 96 sock_addr_func_proto+0:13/15 @0=bpf_get_socket_cookie_sock_addr
bpf_get_socket_cookie_sock_ops_proto 96 sock_ops_func_proto+0:2/16 @0=bpf_get_socket_cookie_sock_ops
bpf_get_socket_cookie_sock_proto 96 sock_filter_func_proto+0:1/6 @0=bpf_get_socket_cookie_sock
bpf_get_socket_ptr_cookie_proto 96 sk_reuseport_func_proto+0:2/5 tracing_prog_func_proto+0:11/27 @0=bpf_get_socket_ptr_cookie
bpf_get_socket_uid_proto 96 sk_filter_func_proto+0:3/6 sk_skb_func_proto+0:9/18 cg_skb_func_proto+0:20/21 @0=bpf_get_socket_uid
bpf_get_stack_proto 96 kprobe_prog_func_proto+0:5/9 @0=bpf_get_stack
bpf_get_stack_proto_pe 96 pe_prog_func_proto+0:6/7 @0=bpf_get_stack_pe
bpf_get_stack_proto_raw_tp 96 @0=bpf_get_stack_raw_tp
bpf_get_stack_proto_tp 96 @0=bpf_get_stack_tp
bpf_get_stackid_proto 96 kprobe_prog_func_proto+0:3/9 @0=bpf_get_stackid
bpf_get_stackid_proto_pe 96 pe_prog_func_proto+0:5/7 @0=bpf_get_stackid_pe
bpf_get_stackid_proto_raw_tp 96 @0=bpf_get_stackid_raw_tp
bpf_get_stackid_proto_tp 96 @0=bpf_get_stackid_tp
bpf_hash_map_seq_ops 32 @0=bpf_hash_map_seq_start @8=bpf_hash_map_seq_stop
bpf_ima_file_hash_proto 96 @0=bpf_ima_file_hash @88=bpf_ima_inode_hash_allowed
bpf_ima_inode_hash_proto 96 @0=bpf_ima_inode_hash @88=bpf_ima_inode_hash_allowed
bpf_inode_storage_delete_proto 96 bpf_lsm_func_proto+0:7/17 @0=bpf_inode_storage_delete
bpf_inode_storage_get_proto 96 bpf_lsm_func_proto+0:14/17 @0=bpf_inode_storage_get
bpf_iter_fops 280 @16=bpf_seq_read @112=iter_open
bpf_iter_ksym_ops 32 @8=bpf_iter_ksym_seq_stop @24=bpf_iter_ksym_seq_show
bpf_iter_link_lops 56 @0=bpf_iter_link_release @8=bpf_iter_link_dealloc
bpf_iter_tcp_seq_ops 32 @0=bpf_iter_tcp_seq_start @8=bpf_iter_tcp_seq_stop
bpf_iter_udp_seq_ops 32 @8=bpf_iter_udp_seq_stop @24=bpf_iter_udp_seq_show
bpf_iter_unix_seq_ops 32 @0=bpf_iter_unix_seq_start @8=bpf_iter_unix_seq_stop
bpf_jiffies64_proto 96 bpf_base_func_proto+0:43/54 @0=bpf_jiffies64
bpf_kallsyms_lookup_name_proto 96 syscall_prog_func_proto+0:2/5 @0=bpf_kallsyms_lookup_name
bpf_kptr_xchg_proto 96 bpf_base_func_proto+0:34/54 @0=bpf_kptr_xchg
bpf_ktime_get_boot_ns_proto 96 bpf_base_func_proto+0:10/54 @0=bpf_ktime_get_boot_ns
bpf_ktime_get_coarse_ns_proto 96 sk_reuseport_func_proto+0:0/5 sock_filter_func_proto+0:2/6 bpf_sk_base_func_proto+0:3/9 @0=bpf_ktime_get_coarse_ns
bpf_ktime_get_ns_proto 96 bpf_base_func_proto+0:20/54 @0=bpf_ktime_get_ns
bpf_ktime_get_tai_ns_proto 96 bpf_base_func_proto+0:1/54 @0=bpf_ktime_get_tai_ns
bpf_l3_csum_replace_proto 96 lwt_xmit_func_proto+0:4/16 tc_cls_act_func_proto+0:53/57 @0=bpf_l3_csum_replace
bpf_l4_csum_replace_proto 96 lwt_xmit_func_proto+0:5/16 tc_cls_act_func_proto+0:52/57 @0=bpf_l4_csum_replace
bpf_link_fops 280 @128=bpf_link_release @232=bpf_link_show_fdinfo
bpf_link_seq_ops 32 @0=bpf_link_seq_start @8=bpf_link_seq_stop @16=bpf_link_seq_next
bpf_loop_proto 96 bpf_fill_super+40:11/18 bpf_base_func_proto+0:35/54 @0=bpf_loop
bpf_lsm_hooks 9640 @24=bpf_lsm_binder_set_context_mgr @64=bpf_lsm_binder_transaction
bpf_lwt_in_push_encap_proto 96 lwt_in_func_proto+0:1/12 @0=bpf_lwt_in_push_encap
bpf_lwt_seg6_adjust_srh_proto 96 lwt_seg6local_func_proto+32:0/1 flow_dissector_func_proto+32:0/2 sk_lookup_func_proto+32:0/5 @0=bpf_lwt_seg6_adjust_srh
bpf_lwt_xmit_push_encap_proto 96 lwt_xmit_func_proto+0:13/16 @0=bpf_lwt_xmit_push_encap
bpf_map_default_vmops 128 bpf_map_mmap+0:0/1 bpf_prog_attach_check_attach_type+0:0/2 bpf_map_get+0:0/2 @0=bpf_map_mmap_open @8=bpf_map_mmap_close
bpf_map_delete_elem_proto 96 bpf_base_func_proto+0:21/54 @0=bpf_map_delete_elem
bpf_map_fops 280 @72=bpf_map_poll @96=bpf_map_mmap
bpf_map_lookup_elem_proto 96 bpf_base_func_proto+0:23/54 @0=bpf_map_lookup_elem
bpf_map_lookup_percpu_elem_proto 96 bpf_base_func_proto+0:4/54 @0=bpf_map_lookup_percpu_elem
bpf_map_offload_ops 328 @8=bpf_map_offload_map_alloc @24=bpf_map_offload_map_free
bpf_map_peek_elem_proto 96 bpf_base_func_proto+0:13/54 @0=bpf_map_peek_elem
bpf_map_pop_elem_proto 96 bpf_base_func_proto+0:14/54 @0=bpf_map_pop_elem
bpf_map_push_elem_proto 96 bpf_base_func_proto+0:15/54 @0=bpf_map_push_elem
bpf_map_seq_ops 32 @0=bpf_map_seq_start @8=bpf_map_seq_stop @16=bpf_map_seq_next
bpf_map_update_elem_proto 96 bpf_base_func_proto+0:22/54 @0=bpf_map_update_elem
bpf_module_nb 24 @0=bpf_event_notify
bpf_msg_apply_bytes_proto 96 sk_msg_func_proto+0:7/18 @0=bpf_msg_apply_bytes
bpf_msg_cork_bytes_proto 96 sk_msg_func_proto+0:8/18 @0=bpf_msg_cork_bytes
bpf_msg_pop_data_proto 96 sk_msg_func_proto+0:12/18 @0=bpf_msg_pop_data
bpf_msg_pull_data_proto 96 sk_msg_func_proto+0:9/18 @0=bpf_msg_pull_data
bpf_msg_push_data_proto 96 sk_msg_func_proto+0:11/18 @0=bpf_msg_push_data
bpf_msg_redirect_hash_proto 96 sk_msg_func_proto+0:16/18 @0=bpf_msg_redirect_hash
bpf_msg_redirect_map_proto 96 sk_msg_func_proto+0:17/18 @0=bpf_msg_redirect_map
bpf_netns_link_ops 56 @0=bpf_netns_link_release @8=bpf_netns_link_dealloc
bpf_per_cpu_ptr_proto 96 bpf_base_func_proto+0:42/54 @0=bpf_per_cpu_ptr
bpf_perf_event_output_proto 96 @0=bpf_perf_event_output
bpf_perf_event_output_proto_raw_tp 96 @0=bpf_perf_event_output_raw_tp
bpf_perf_event_output_proto_tp 96 @0=bpf_perf_event_output_tp
bpf_perf_event_read_proto 96 @0=bpf_perf_event_read
bpf_perf_event_read_value_proto 96 @0=bpf_perf_event_read_value
bpf_perf_link_lops 56 @0=bpf_perf_link_release @8=bpf_perf_link_dealloc
bpf_perf_prog_read_value_proto 96 @0=bpf_perf_prog_read_value
bpf_probe_read_compat_proto 96 @0=bpf_probe_read_compat
bpf_probe_read_compat_str_proto 96 @0=bpf_probe_read_compat_str
bpf_probe_read_kernel_proto 96 @0=bpf_probe_read_kernel
bpf_probe_read_kernel_str_proto 96 @0=bpf_probe_read_kernel_str
bpf_probe_read_user_proto 96 @0=bpf_probe_read_user
bpf_probe_read_user_str_proto 96 @0=bpf_probe_read_user_str
bpf_probe_write_user_proto 96 @0=bpf_probe_write_user
bpf_prog_fops 280 @128=bpf_prog_release @232=bpf_prog_show_fdinfo
bpf_prog_seq_ops 32 @0=bpf_prog_seq_start @8=bpf_prog_seq_stop @16=bpf_prog_seq_next
bpf_raw_tp_link_lops 56 @0=bpf_raw_tp_link_release @16=bpf_raw_tp_link_dealloc
bpf_read_branch_records_proto 96 @0=bpf_read_branch_records
bpf_redirect_neigh_proto 96 tc_cls_act_func_proto+0:11/57 @0=bpf_redirect_neigh
bpf_redirect_peer_proto 96 tc_cls_act_func_proto+0:10/57 @0=bpf_redirect_peer
bpf_redirect_proto 96 lwt_xmit_func_proto+0:7/16 tc_cls_act_func_proto+0:46/57 @0=bpf_redirect
bpf_ringbuf_discard_dynptr_proto 96 bpf_base_func_proto+0:30/54 @0=bpf_ringbuf_discard_dynptr
bpf_ringbuf_discard_proto 96 bpf_base_func_proto+0:6/54 @0=bpf_ringbuf_discard
bpf_ringbuf_output_proto 96 bpf_base_func_proto+0:9/54 @0=bpf_ringbuf_output
bpf_ringbuf_query_proto 96 bpf_base_func_proto+0:5/54 @0=bpf_ringbuf_query
bpf_ringbuf_reserve_dynptr_proto 96 bpf_base_func_proto+0:32/54 @0=bpf_ringbuf_reserve_dynptr
bpf_ringbuf_reserve_proto 96 bpf_base_func_proto+0:8/54 @0=bpf_ringbuf_reserve
bpf_ringbuf_submit_dynptr_proto 96 bpf_base_func_proto+0:31/54 @0=bpf_ringbuf_submit_dynptr
bpf_ringbuf_submit_proto 96 bpf_base_func_proto+0:7/54 @0=bpf_ringbuf_submit
bpf_send_signal_proto 96 @0=bpf_send_signal
bpf_send_signal_thread_proto 96 @0=bpf_send_signal_thread
bpf_seq_printf_proto 96 @0=bpf_seq_printf
bpf_seq_write_proto 96 @0=bpf_seq_write
bpf_set_hash_invalid_proto 96 lwt_xmit_func_proto+0:10/16 tc_cls_act_func_proto+0:34/57 @0=bpf_set_hash_invalid
bpf_set_hash_proto 96 tc_cls_act_func_proto+0:30/57 @0=bpf_set_hash
bpf_set_retval_proto 96 cgroup_common_func_proto+0:4/5 cgroup_dev_func_proto+0:5/11 sysctl_func_proto+0:5/16 @0=bpf_set_retval
bpf_shim_tramp_link_lops 56 @0=bpf_shim_tramp_link_release @8=bpf_shim_tramp_link_dealloc
bpf_sk_ancestor_cgroup_id_proto 96 cg_skb_func_proto+0:13/21 @0=bpf_sk_ancestor_cgroup_id
bpf_sk_assign_proto 96 tc_cls_act_func_proto+0:13/57 @0=bpf_sk_assign
bpf_sk_cgroup_id_proto 96 cg_skb_func_proto+0:12/21 @0=bpf_sk_cgroup_id
bpf_sk_fullsock_proto 96 cg_skb_func_proto+0:18/21 tc_cls_act_func_proto+0:22/57 @0=bpf_sk_fullsock
bpf_sk_getsockopt_proto 96 bpf_iter_tcp_get_func_proto+0:0/2 bpf_iter_unix_get_func_proto+0:0/2 bpf_tcp_ca_get_func_proto+0:8/9 @0=bpf_sk_getsockopt
bpf_sk_lookup_assign_proto 96 sk_lookup_func_proto+0:1/5 @0=bpf_sk_lookup_assign
bpf_sk_lookup_tcp_proto 96 sk_skb_func_proto+0:13/18 cg_skb_func_proto+0:14/21 @0=bpf_sk_lookup_tcp
bpf_sk_lookup_udp_proto 96 sk_skb_func_proto+0:14/18 cg_skb_func_proto+0:15/21 @0=bpf_sk_lookup_udp
bpf_sk_redirect_hash_proto 96 sk_skb_func_proto+0:12/18 @0=bpf_sk_redirect_hash
bpf_sk_redirect_map_proto 96 sk_skb_func_proto+0:11/18 @0=bpf_sk_redirect_map
bpf_sk_release_proto 96 sk_lookup_func_proto+0:4/5 sock_addr_func_proto+0:6/15 sk_skb_func_proto+0:15/18 @0=bpf_sk_release
bpf_sk_setsockopt_proto 96 bpf_iter_tcp_get_func_proto+0:1/2 bpf_iter_unix_get_func_proto+0:1/2 bpf_tcp_ca_get_func_proto+0:2/9 @0=bpf_sk_setsockopt
bpf_sk_storage_delete_proto 96 bpf_tcp_ca_get_func_proto+0:7/9 sock_addr_func_proto+0:1/15 sock_ops_func_proto+0:8/16 @0=bpf_sk_storage_delete
bpf_sk_storage_delete_tracing_proto 96 @0=bpf_sk_storage_delete_tracing @88=bpf_sk_storage_tracing_allowed
bpf_sk_storage_get_cg_sock_proto 96 sock_filter_func_proto+0:5/6 @0=bpf_sk_storage_get
bpf_sk_storage_get_proto 96 bpf_tcp_ca_get_func_proto+0:0/9 sock_addr_func_proto+0:2/15 sock_ops_func_proto+0:7/16 @0=bpf_sk_storage_get
bpf_sk_storage_get_tracing_proto 96 @0=bpf_sk_storage_get_tracing @88=bpf_sk_storage_tracing_allowed
bpf_sk_storage_map_seq_ops 32 @0=bpf_sk_storage_map_seq_start @8=bpf_sk_storage_map_seq_stop
bpf_skb_adjust_room_proto 96 tc_cls_act_func_proto+0:29/57 @0=bpf_skb_adjust_room
bpf_skb_ancestor_cgroup_id_proto 96 bpf_prepare_filter+64:0/2 sock_filter_func_proto+64:0/6 xdp_do_redirect+64:3/6 @0=bpf_skb_ancestor_cgroup_id
bpf_skb_change_head_proto 96 lwt_xmit_func_proto+0:11/16 tc_cls_act_func_proto+0:33/57 @0=bpf_skb_change_head
bpf_skb_change_proto_proto 96 tc_cls_act_func_proto+0:41/57 @0=bpf_skb_change_proto
bpf_skb_change_tail_proto 96 lwt_xmit_func_proto+0:8/16 tc_cls_act_func_proto+0:37/57 @0=bpf_skb_change_tail
bpf_skb_change_type_proto 96 tc_cls_act_func_proto+0:40/57 @0=bpf_skb_change_type
bpf_skb_check_mtu_proto 96 tc_cls_act_func_proto+0:9/57 @0=bpf_skb_check_mtu
bpf_skb_ecn_set_ce_proto 96 cg_skb_func_proto+0:7/21 tc_cls_act_func_proto+0:20/57 @0=bpf_skb_ecn_set_ce
bpf_skb_event_output_proto 96 sk_filter_func_proto+0:4/6 lwt_out_func_proto+0:3/10 lwt_in_func_proto+0:3/12 @0=bpf_skb_event_output
bpf_skb_fib_lookup_proto 96 tc_cls_act_func_proto+0:26/57 @0=bpf_skb_fib_lookup
bpf_skb_get_tunnel_key_proto 96 lwt_xmit_func_proto+0:15/16 tc_cls_act_func_proto+0:47/57 @0=bpf_skb_get_tunnel_key
bpf_skb_get_tunnel_opt_proto 96 lwt_xmit_func_proto+0:14/16 tc_cls_act_func_proto+0:42/57 @0=bpf_skb_get_tunnel_opt
bpf_skb_get_xfrm_state_proto 96 tc_cls_act_func_proto+0:28/57 @0=bpf_skb_get_xfrm_state
bpf_skb_load_bytes_proto 96 sk_filter_func_proto+0:2/6 lwt_out_func_proto+0:9/10 lwt_in_func_proto+0:11/12 @0=bpf_skb_load_bytes
bpf_skb_load_bytes_relative_proto 96 sk_filter_func_proto+0:1/6 cg_skb_func_proto+0:19/21 tc_cls_act_func_proto+0:27/57 @0=bpf_skb_load_bytes_relative
bpf_skb_output_proto 96 tracing_prog_func_proto+0:24/27 @0=bpf_skb_event_output
bpf_skb_pull_data_proto 96 lwt_out_func_proto+0:1/10 lwt_in_func_proto+0:4/12 tc_cls_act_func_proto+0:36/57 @0=bpf_skb_pull_data
bpf_skb_set_tstamp_proto 96 tc_cls_act_func_proto+0:7/57 @0=bpf_skb_set_tstamp
bpf_skb_set_tunnel_key_proto 96 bpf_get_skb_set_tunnel_proto+0:4/5 @0=bpf_skb_set_tunnel_key
bpf_skb_set_tunnel_opt_proto 96 bpf_get_skb_set_tunnel_proto+0:3/5 @0=bpf_skb_set_tunnel_opt
bpf_skb_store_bytes_proto 96 lwt_xmit_func_proto+0:3/16 sk_skb_func_proto+0:17/18 tc_cls_act_func_proto+0:56/57 @0=bpf_skb_store_bytes
bpf_skb_under_cgroup_proto 96 lwt_out_func_proto+0:2/10 lwt_in_func_proto+0:5/12 tc_cls_act_func_proto+0:39/57 @0=bpf_skb_under_cgroup
bpf_skb_vlan_pop_proto 96 tc_cls_act_func_proto+0:48/57 @0=bpf_skb_vlan_pop
bpf_skb_vlan_push_proto 96 tc_cls_act_func_proto+0:49/57 @0=bpf_skb_vlan_push
bpf_skc_lookup_tcp_proto 96 sk_skb_func_proto+0:2/18 cg_skb_func_proto+0:10/21 @0=bpf_skc_lookup_tcp
bpf_skc_to_mptcp_sock_proto 96 bpf_sk_base_func_proto+0:2/9 tracing_prog_func_proto+0:21/27 @0=bpf_skc_to_mptcp_sock
bpf_skc_to_tcp6_sock_proto 96 bpf_sk_base_func_proto+0:5/9 tracing_prog_func_proto+0:12/27 @0=bpf_skc_to_tcp6_sock
bpf_skc_to_tcp_request_sock_proto 96 bpf_sk_base_func_proto+0:1/9 tracing_prog_func_proto+0:10/27 @0=bpf_skc_to_tcp_request_sock
bpf_skc_to_tcp_sock_proto 96 bpf_sk_base_func_proto+0:4/9 tracing_prog_func_proto+0:14/27 @0=bpf_skc_to_tcp_sock
bpf_skc_to_tcp_timewait_sock_proto 96 bpf_sk_base_func_proto+0:7/9 tracing_prog_func_proto+0:13/27 @0=bpf_skc_to_tcp_timewait_sock
bpf_skc_to_udp6_sock_proto 96 bpf_sk_base_func_proto+0:8/9 tracing_prog_func_proto+0:9/27 @0=bpf_skc_to_udp6_sock
bpf_skc_to_unix_sock_proto 96 bpf_sk_base_func_proto+0:6/9 tracing_prog_func_proto+0:19/27 @0=bpf_skc_to_unix_sock
bpf_snprintf_btf_proto 96 @0=bpf_snprintf_btf
bpf_snprintf_proto 96 bpf_base_func_proto+0:51/54 @0=bpf_snprintf
bpf_sock_addr_getsockopt_proto 96 sock_addr_func_proto+0:10/15 @0=bpf_sock_addr_getsockopt
bpf_sock_addr_setsockopt_proto 96 sock_addr_func_proto+0:11/15 @0=bpf_sock_addr_setsockopt
bpf_sock_addr_sk_lookup_tcp_proto 96 sock_addr_func_proto+0:8/15 @0=bpf_sock_addr_sk_lookup_tcp
bpf_sock_addr_sk_lookup_udp_proto 96 sock_addr_func_proto+0:7/15 @0=bpf_sock_addr_sk_lookup_udp
bpf_sock_addr_skc_lookup_tcp_proto 96 sock_addr_func_proto+0:4/15 bpf_lsm_func_proto+84:12/17 @0=bpf_sock_addr_skc_lookup_tcp
bpf_sock_from_file_proto 96 tracing_prog_func_proto+0:15/27 @0=bpf_sock_from_file
bpf_sock_hash_update_proto 96 sock_ops_func_proto+0:5/16 @0=bpf_sock_hash_update
bpf_sock_map_update_proto 96 sock_ops_func_proto+0:3/16 @0=bpf_sock_map_update
bpf_sock_ops_cb_flags_set_proto 96 sock_ops_func_proto+0:4/16 @0=bpf_sock_ops_cb_flags_set
bpf_sock_ops_getsockopt_proto 96 sock_ops_func_proto+0:13/16 @0=bpf_sock_ops_getsockopt
bpf_sock_ops_load_hdr_opt_proto 96 sock_ops_func_proto+0:10/16 @0=bpf_sock_ops_load_hdr_opt
bpf_sock_ops_reserve_hdr_opt_proto 96 sock_ops_func_proto+0:12/16 @0=bpf_sock_ops_reserve_hdr_opt
bpf_sock_ops_setsockopt_proto 96 sock_ops_func_proto+0:14/16 @0=bpf_sock_ops_setsockopt
bpf_sock_ops_store_hdr_opt_proto 96 sock_ops_func_proto+0:11/16 @0=bpf_sock_ops_store_hdr_opt
bpf_spin_lock_proto 96 @0=bpf_spin_lock
bpf_spin_unlock_proto 96 @0=bpf_spin_unlock
bpf_stats_fops 280 __sys_bpf+0:32/66 @128=bpf_stats_release
bpf_strncmp_proto 96 bpf_base_func_proto+0:2/54 @0=bpf_strncmp
bpf_strtol_proto 96 bpf_base_func_proto+0:12/54 @0=bpf_strtol
bpf_strtoul_proto 96 bpf_base_func_proto+0:11/54 @0=bpf_strtoul
bpf_struct_ops_link_lops 56 @0=bpf_struct_ops_link_release @8=bpf_struct_ops_link_dealloc
bpf_struct_ops_map_ops 328 @0=bpf_struct_ops_map_alloc_check @8=bpf_struct_ops_map_alloc
bpf_super_ops 200 @8=bpf_destroy_inode @16=bpf_free_inode
bpf_sys_bpf_proto 96 syscall_prog_func_proto+0:4/5 @0=bpf_sys_bpf
bpf_sys_close_proto 96 syscall_prog_func_proto+0:3/5 @0=bpf_sys_close
bpf_syscall_table 192 @32=bpf_unpriv_handler @96=bpf_stats_handler
bpf_syscall_verifier_ops 48 @0=syscall_prog_func_proto @8=syscall_prog_is_valid_access
bpf_sysctl_get_current_value_proto 96 sysctl_func_proto+0:9/16 @0=bpf_sysctl_get_current_value
bpf_sysctl_get_name_proto 96 sysctl_func_proto+0:13/16 @0=bpf_sysctl_get_name
bpf_sysctl_get_new_value_proto 96 sysctl_func_proto+0:14/16 @0=bpf_sysctl_get_new_value
bpf_sysctl_set_new_value_proto 96 sysctl_func_proto+0:12/16 @0=bpf_sysctl_set_new_value
bpf_task_pt_regs_proto 96 @0=bpf_task_pt_regs
bpf_tc_sk_lookup_tcp_proto 96 tc_cls_act_func_proto+0:25/57 @0=bpf_tc_sk_lookup_tcp
bpf_tc_sk_lookup_udp_proto 96 tc_cls_act_func_proto+0:24/57 @0=bpf_tc_sk_lookup_udp
bpf_tc_skc_lookup_tcp_proto 96 tc_cls_act_func_proto+0:18/57 @0=bpf_tc_skc_lookup_tcp
bpf_tcp_ca_verifier_ops 48 @0=bpf_tcp_ca_get_func_proto @8=bpf_tcp_ca_is_valid_access
bpf_tcp_check_syncookie_proto 96 xdp_func_proto+0:11/25 tc_cls_act_func_proto+0:17/57 @0=bpf_tcp_check_syncookie
bpf_tcp_congestion_ops 1744 @8=bpf_tcp_ca_init @16=bpf_tcp_ca_check_member
bpf_tcp_gen_syncookie_proto 96 xdp_func_proto+0:10/25 tc_cls_act_func_proto+0:14/57 @0=bpf_tcp_gen_syncookie
bpf_tcp_raw_check_syncookie_ipv4_proto 96 xdp_func_proto+0:7/25 tc_cls_act_func_proto+0:3/57 @0=bpf_tcp_raw_check_syncookie_ipv4
bpf_tcp_raw_check_syncookie_ipv6_proto 96 xdp_func_proto+0:1/25 tc_cls_act_func_proto+0:2/57 @0=bpf_tcp_raw_check_syncookie_ipv6
bpf_tcp_raw_gen_syncookie_ipv4_proto 96 xdp_func_proto+0:9/25 tc_cls_act_func_proto+0:5/57 @0=bpf_tcp_raw_gen_syncookie_ipv4
bpf_tcp_raw_gen_syncookie_ipv6_proto 96 xdp_func_proto+0:3/25 tc_cls_act_func_proto+0:4/57 @0=bpf_tcp_raw_gen_syncookie_ipv6
bpf_tcp_send_ack_proto 96 bpf_tcp_ca_get_func_proto+0:6/9 rtm_to_nh_config+0:9/37 @0=bpf_tcp_send_ack
bpf_tcp_sock_proto 96 sock_ops_func_proto+0:6/16 cg_sockopt_func_proto+0:15/17 cg_skb_func_proto+0:6/21 @0=bpf_tcp_sock
bpf_this_cpu_ptr_proto 96 bpf_base_func_proto+0:41/54 @0=bpf_this_cpu_ptr
bpf_timer_cancel_proto 96 bpf_base_func_proto+0:36/54 @0=bpf_timer_cancel
bpf_timer_init_proto 96 bpf_base_func_proto+0:39/54 @0=bpf_timer_init
bpf_timer_set_callback_proto 96 bpf_base_func_proto+0:38/54 @0=bpf_timer_set_callback
bpf_timer_start_proto 96 bpf_base_func_proto+0:37/54 @0=bpf_timer_start
bpf_trace_printk_proto 96 @0=bpf_trace_printk
bpf_trace_vprintk_proto 96 @0=bpf_trace_vprintk
bpf_tracing_link_lops 56 @0=bpf_tracing_link_release @8=bpf_tracing_link_dealloc
bpf_unlocked_sk_getsockopt_proto 96 bpf_lsm_func_proto+0:13/17 @0=bpf_unlocked_sk_getsockopt
bpf_unlocked_sk_setsockopt_proto 96 bpf_lsm_func_proto+0:6/17 @0=bpf_unlocked_sk_setsockopt
bpf_user_ringbuf_drain_proto 96 bpf_base_func_proto+0:26/54 @0=bpf_user_ringbuf_drain
bpf_xdp_adjust_head_proto 96 xdp_func_proto+0:20/25 @0=bpf_xdp_adjust_head
bpf_xdp_adjust_meta_proto 96 xdp_func_proto+0:18/25 @0=bpf_xdp_adjust_meta
bpf_xdp_adjust_tail_proto 96 xdp_func_proto+0:17/25 @0=bpf_xdp_adjust_tail
bpf_xdp_check_mtu_proto 96 xdp_func_proto+0:6/25 @0=bpf_xdp_check_mtu
bpf_xdp_event_output_proto 96 xdp_func_proto+0:24/25 @0=bpf_xdp_event_output
bpf_xdp_fib_lookup_proto 96 xdp_func_proto+0:16/25 @0=bpf_xdp_fib_lookup
bpf_xdp_get_buff_len_proto 96 xdp_func_proto+0:4/25 @0=bpf_xdp_get_buff_len
bpf_xdp_get_buff_len_trace_proto 96 tracing_prog_func_proto+0:8/27 @0=bpf_xdp_get_buff_len
bpf_xdp_link_lops 56 @0=bpf_xdp_link_release @8=bpf_xdp_link_dealloc
bpf_xdp_load_bytes_proto 96 xdp_func_proto+0:8/25 @0=bpf_xdp_load_bytes
bpf_xdp_output_proto 96 tracing_prog_func_proto+0:23/27 @0=bpf_xdp_event_output
bpf_xdp_redirect_map_proto 96 xdp_func_proto+0:19/25 @0=bpf_xdp_redirect_map
bpf_xdp_redirect_proto 96 xdp_func_proto+0:22/25 @0=bpf_xdp_redirect
bpf_xdp_sk_lookup_tcp_proto 96 xdp_func_proto+0:15/25 @0=bpf_xdp_sk_lookup_tcp
bpf_xdp_sk_lookup_udp_proto 96 xdp_func_proto+0:14/25 @0=bpf_xdp_sk_lookup_udp
bpf_xdp_skc_lookup_tcp_proto 96 xdp_func_proto+0:12/25 @0=bpf_xdp_skc_lookup_tcp
bpf_xdp_store_bytes_proto 96 xdp_func_proto+0:2/25 @0=bpf_xdp_store_bytes
bpffs_map_fops 280 @112=bpffs_map_open @128=bpffs_map_release
bpffs_map_seq_ops 32 @0=map_seq_start @8=map_seq_stop @16=map_seq_next
bpffs_obj_fops 280 bpf_mkmap+0:2/3 bpf_mkprog+0:1/3 bpf_mklink+0:3/4 @112=bpffs_obj_open
bql_hold_time_attribute 32 @16=bql_show_hold_time @24=bql_set_hold_time
bql_limit_attribute 32 @16=bql_show_limit @24=bql_set_limit
bql_limit_max_attribute 32 @16=bql_show_limit_max @24=bql_set_limit_max
bql_limit_min_attribute 32 @16=bql_show_limit_min @24=bql_set_limit_min
br_ioctl_hook 8 brioctl_set+0:1/2 br_ioctl_call+0:0/3 sock_alloc_inode+0:1/4
br_ioctl_mutex 32 brioctl_set+0:0/2 br_ioctl_call+0:1/3 vlan_ioctl_set+0:0/3
braille_co 8 vc_refresh+0:0/1 braille_write+0:0/3 braille_unregister_console+0:0/4
bridge_list 16 acpiphp_enumerate_slots+0:5/10
bridge_mutex 32 cleanup_bridge+0:0/1 acpiphp_remove_slots+0:1/3 dpc_reset_link+8:3/6
brl_timeout 4 k_brl+0:2/9
broadcast_wq 8 sock_diag_broadcast_destroy+0:1/3
brokendb 36 fb_parse_edid+0:0/2 check_edid+0:0/3 fb_edid_to_monspecs+0:0/3
bsd_socket_buckets 2048 addrconf_mod_dad_work+1920:1/2 unix_bind+0:1/3 unix_release_sock+1920:3/4
bsd_socket_locks 1024 unix_bind+0:0/3 unix_release_sock+0:0/4 unix_sock_destructor+0:0/5
bsg_class 8 bsg_register_queue+0:2/9 disk_alloc_events+0:2/9
bsg_fops 280 @80=bsg_ioctl @112=bsg_open
bsg_major 4 bsg_register_queue+0:4/9
bsg_minor_ida 16 bsg_device_release+0:0/1 bsg_ioctl+0:1/8 bsg_register_queue+0:1/9
bsg_mq_ops 144 @0=bsg_queue_rq @56=bsg_timeout
btf_fops 280 @128=btf_release @232=bpf_btf_show_fdinfo
btf_module_nb 24 btf_try_get_module+0:0/2 btf_free_id+0:1/3 btf_alloc_id+0:1/3 @0=btf_module_notify
btrace_mutex 32 module_trace_bprintk_format_notify+0:0/5
btree_cachep 8 btree_free+0:0/1 btree_alloc+0:0/1
bucket_order 4 workingset_eviction+0:6/10 workingset_refault+0:1/12 rcu_gp_cleanup+0:26/29
buf 8 spi_write_then_read+0:0/3 __spi_alloc_controller+0:2/8 cxl_cdat_read_table+4:6/8
buffer 8 snapshot_read_next+0:1/17 snapshot_write_next+0:2/27
buffer_count 4 aa_get_buffer+0:3/10
buffer_heads_over_limit 4 alloc_fs_context+0:1/5 vfs_dup_fs_context+0:0/8 shrink_active_list+0:0/9
buffer_percent_fops 280 @16=buffer_percent_read @24=buffer_percent_write
buffer_pipe_buf_ops 32 @8=buffer_pipe_buf_release @24=buffer_pipe_buf_get
buffer_prop_guid 16 acpi_get_next_subnode+0:3/6
buffers_allocated 4 trace_printk_start_comm+0:0/1 set_tracer_flag+0:0/5 trace_printk_init_buffers+0:1/16
bufsiz 4 spidev_read+0:0/1 spidev_write+0:0/1 spidev_open+0:1/4
build_ima_appraise 4 ima_update_policy_flags+0:3/6 add_rules+0:6/8
buildid_attr 40 wait_for_devices+32:8/10 @16=buildid_show
builtin_trusted_keys 8 restrict_link_by_builtin_trusted+0:0/1 restrict_link_by_builtin_secondary_and_machine+0:0/3 restrict_link_by_builtin_and_secondary_trusted+0:0/4
bus_attr_drivers_autoprobe 32 @16=drivers_autoprobe_show @24=drivers_autoprobe_store
bus_attr_drivers_probe 32 mipi_dsi_host_register+16:5/8 bus_unregister+0:2/9 bus_register+0:15/36 @24=drivers_probe_store
bus_attr_resource_alignment 32 @16=resource_alignment_show @24=resource_alignment_store
bus_attr_uevent 32 bus_unregister+0:3/9 bus_register+0:6/36 @24=bus_uevent_store
bus_kset 8 bus_register+0:1/36
bus_ktype 48 bus_uevent_filter+0:0/1 bus_remove_driver+0:0/7 bus_unregister+0:0/9 @0=bus_release
bus_type_list 16 register_acpi_bus_type+0:3/5
bus_type_sem 40 unregister_acpi_bus_type+0:1/4 register_acpi_bus_type+0:1/5 acpi_device_notify+0:0/10
busn_resource 64 pci_scan_bus+0:3/4
bvec_slabs 96 biovec_init_pool+88:0/3 bvec_free+0:0/5 bvec_alloc+0:0/5
bw_name_fops 280 @16=bw_name_read @112=simple_open
ca_keyid 8 restrict_link_by_signature+0:2/4
cache_dev_map 32 transport_class_register+0:0/1 cacheinfo_cpu_pre_down+0:0/4 driver_allows_async_probing+2:3/4
cad_pid 8 proc_do_cad_pid+0:0/1 ctrl_alt_del+0:4/5
cakey 12 restrict_link_by_signature+0:1/4
calc_load_idx 4 dirty_sched_domain_sysctl+0:0/2 sched_autogroup_detach+0:0/2 housekeeping_test_cpu+0:0/3
calc_load_nohz 16 calc_load_nohz_fold+0:1/5 calc_global_load+0:3/8 cpu_attach_domain+0:56/65
calc_load_tasks 8 calc_global_load_tick+0:2/4 calc_global_load+0:4/8 sched_cpu_dying+0:8/31
calc_load_update 8 sched_cpu_starting+0:2/4 calc_load_nohz_fold+0:3/5 calc_load_nohz_stop+0:2/6
calipso_cache 8 calipso_exit+0:0/1 calipso_opt_getattr+0:3/7
calipso_cache_enabled 4 calipso_opt_getattr+0:1/7
calipso_doi_list 16 calipso_validate+0:2/6 calipso_opt_getattr+0:0/7
calipso_doi_list_lock 4 calipso_opt_getattr+0:2/7
callback_lock 4 cpuset_cpus_allowed+0:1/2 update_flag+0:1/3 cpuset_common_seq_show+0:1/4
callchain_cpus_entries 8 put_callchain_buffers+0:2/4 get_callchain_entry+0:2/7 get_callchain_buffers+0:10/11
callchain_mutex 32 perf_event_max_stack_handler+0:0/2 put_callchain_buffers+0:0/4 get_callchain_buffers+0:0/11
cancel_list 16 timerfd_clock_was_set+0:0/1 timerfd_resume+0:0/3 do_timerfd_settime+0:5/9
cancel_lock 4 timerfd_release+0:0/1 __arm64_sys_timerfd_create+0:1/7 do_timerfd_settime+0:4/9
cand_cache_mutex 32 purge_cand_cache+0:4/7 bpf_core_apply+0:2/23
capability_hooks 720 @24=cap_capable @64=cap_settime
capsule_mutex 32 capsule_reboot_notify+0:0/2 efi_capsule_update+0:1/8
capsule_pending 1 efi_capsule_pending+0:0/2 efi_capsule_update+0:5/8
carrier_timeout 4 netpoll_setup+0:6/14
cb_lock 40 genl_rcv+0:1/3 genl_bind+0:1/8 genl_unregister_family+0:1/10
cdev 32 cn_del_callback+24:0/1 free_aggregate_device+0:1/2 public_dev_mount+0:1/2
cdev_lock 4 cdev_purge+0:1/2 cd_forget+0:1/2 chrdev_open+0:1/5
cdev_map 8 cdev_device_add+0:0/1 __unregister_chrdev+0:0/1 cdev_device_del+0:0/1
ce_broadcast_hrtimer 256 @16=bc_set_next @96=bc_shutdown
cfs_constraints_mutex 32 tg_set_cfs_bandwidth+0:3/17
cg_dev_verifier_ops 48 @0=cgroup_dev_func_proto @8=cgroup_dev_is_valid_access
cg_skb_verifier_ops 48 @0=cg_skb_func_proto @8=cg_skb_is_valid_access
cg_sock_addr_verifier_ops 48 @0=sock_addr_func_proto @8=sock_addr_is_valid_access
cg_sock_verifier_ops 48 @0=sock_filter_func_proto @8=sock_filter_is_valid_access
cg_sockopt_verifier_ops 48 @0=cg_sockopt_func_proto @8=cg_sockopt_is_valid_access
cg_sysctl_verifier_ops 48 @0=sysctl_func_proto @8=sysctl_is_valid_access
cgroup1_base_files 1512 @200=cgroup1_procs_write @352=cgroup_clone_children_read
cgroup1_fs_context_ops 48 @16=cgroup1_parse_param @40=cgroup1_reconfigure
cgroup1_fs_parameters 352 futex_wait+56:4/9 cgroup1_parse_param+0:1/19 rebind_subsystems+4:14/24 @104=fs_param_is_string
cgroup1_kf_syscall_ops 40 @0=cgroup1_show_options @24=cgroup1_rename
cgroup2_fs_type 72 css_tryget_online_from_dir+0:1/3 css_killed_work_fn+36:2/4 cgroup_kill_write+52:3/4 @16=cgroup_init_fs_context @40=cgroup_kill_sb
cgroup_array_map_ops 328 @24=cgroup_fd_array_free @152=cgroup_fd_array_get_ptr
cgroup_base_files 2808 @152=cgroup_type_show @200=cgroup_type_write
cgroup_bpf_destroy_wq 8 cgroup_bpf_release_fn+0:0/2 bpf_cgroup_atype_get+0:0/2 bpf_cgroup_atype_put+0:1/3
cgroup_debug 1 cgroup_addrm_files+0:2/10
cgroup_feature_disable_mask 2 cgroup_psi_enabled+0:0/1 css_clear_dir+0:4/6 delegate_show+0:5/7
cgroup_file_kn_lock 4 cgroup_file_show+0:1/2 cgroup_file_notify+0:1/3 cgroup_pressure_write+0:1/4
cgroup_free_wq 8 init_cgroup_housekeeping+0:1/7 css_release_work_fn+0:4/17
cgroup_fs_context_ops 48 @16=cgroup2_parse_param @32=cgroup_get_tree
cgroup_fs_type 72 css_tryget_online_from_dir+0:2/3 cpuset_init_fs_context+0:4/5 cgroupstats_build+0:0/8 @16=cgroup_init_fs_context @40=cgroup_kill_sb
cgroup_hierarchy_idr 24 task_cgroup_path+0:4/14 cgroup_setup_root+0:3/18 css_free_rwork_fn+0:11/19
cgroup_idr_lock 4 __audit_syscall_entry+0:2/4 audit_tree_lookup+1:4/5 kauditd_send_multicast_skb+0:3/6
cgroup_iter_seq_ops 32 @0=cgroup_iter_seq_start @8=cgroup_iter_seq_stop
cgroup_kf_ops 96 cgroup_init_cftypes+0:1/3 cgroup_file_write+80:2/4 cgroup_migrate_execute+0:11/17 @24=cgroup_seqfile_start @32=cgroup_seqfile_next @40=cgroup_seqfile_stop
cgroup_kf_single_ops 96 cgroup_init_cftypes+0:2/3 cgroup_file_write+4:3/4 cgroup_migrate_execute+8:16/17 @0=cgroup_file_open @8=cgroup_file_release @16=cgroup_seqfile_show
cgroup_kf_syscall_ops 40 @0=cgroup_show_options @8=cgroup_mkdir
cgroup_lsm_atype 80 bpf_cgroup_atype_get+0:1/2 bpf_cgroup_atype_put+0:2/3 bpf_cgroup_atype_find+0:1/5
cgroup_memory_nokmem 1 mem_cgroup_kmem_disabled+0:0/1 mem_cgroup_css_offline+0:1/4 mem_cgroup_css_online+0:1/12
cgroup_memory_nosocket 1 mem_cgroup_css_free+0:0/7 mem_cgroup_css_online+0:0/12 mem_cgroup_css_alloc+0:29/43
cgroup_mutex 32 bpf_cgroup_link_fill_link_info+0:0/1 cgroup_bpf_replace+0:0/1 cgroup_bpf_prog_attach+0:0/1
cgroup_no_v1_mask 2 cgroup1_ssid_disabled+0:0/1 check_cgroupfs_options+0:1/6 cgroup1_parse_param+0:11/19
cgroup_no_v1_named 1 cgroup1_parse_param+0:6/19
cgroup_offline_wq 8 css_killed_ref_fn+0:0/2 put_css_set+0:0/2 cgroup_migrate_finish+0:0/2
cgroup_pidlist_destroy_wq 8 cgroup_pidlist_stop+0:0/1 cgroup1_pidlist_destroy_all+0:0/1 cgroup_release_agent_show+0:0/2
cgroup_psi_files 1080 @152=cgroup_io_pressure_show @200=cgroup_io_pressure_write
cgroup_release_wq 8 css_release+0:0/2
cgroup_root_count 4 find_css_set+0:10/17 cgroup_setup_root+0:11/18 css_free_rwork_fn+0:9/19
cgroup_roots 16 cgroup_attach_task_all+0:1/4 cgroup1_get_tree+0:4/12 cgroup_setup_root+0:8/18
cgroup_rstat_lock 4 cgroup_rstat_flush+0:0/1 cgroup_rstat_flush_irqsafe+0:0/1 cgroup_rstat_flush_release+0:0/1
cgroup_storage_map_ops 328 @8=cgroup_storage_map_alloc @24=cgroup_storage_map_free
cgroup_subsys 112 cgroup_print_ss_mask+0:0/1 cgroup_reconfigure+0:0/2 cgroup_attach_lock+0:0/2
cgroup_subsys_name 112 delegate_show+0:3/7
cgroup_threadgroup_rwsem 96 cgroup_attach_lock+0:1/2 cgroup_attach_unlock+0:1/2 cgroup_favor_dynmods+0:1/2
cgroupns_operations 64 @24=cgroupns_get @32=cgroupns_put
cgrp_dfl_implicit_ss_mask 2 cgroup_controllers_show+0:4/5 cgroup_propagate_control+0:2/7 cgroup_subtree_control_write+0:7/8
cgrp_dfl_inhibit_ss_mask 2 cgroup_controllers_show+0:3/5 cgroup_propagate_control+0:6/7 cgroup_subtree_control_write+0:6/8
cgrp_dfl_root 6016 cgroup_kill_sb+0:0/1 cgroup_get_from_fd+0:0/1 cgroup_on_dfl+0:0/1
cgrp_dfl_threaded_ss_mask 2 cgroup_is_valid_domain+0:0/1 cgroup_is_thread_root+0:0/1 cgroup_migrate_vet_dst+0:1/2
cgrp_dfl_visible 1 cgroup_get_tree+0:3/10
cgwb_lock 4 wb_shutdown+0:1/3 wb_blkcg_offline+0:1/3 cgwb_release_workfn+0:1/5
cgwb_release_wq 8 cgwb_release+0:0/1 mmap_region+5:16/21
chained_action 128 __irq_do_set_handler+0:2/3 suspend_device_irqs+0:1/3 poll_spurious_irqs+36:7/8 @0=bad_chained_irq
chan_info 8 pcc_mbox_request_channel+0:1/3 pcc_mbox_probe+0:2/44
channels_on_cpu 1024 mouse_reporting+304:2/3 select_target_cpu+0:2/4 bind_evtchn_to_cpu+0:2/5
charge_walk_ops 80 mem_cgroup_move_task+0:6/12 @24=mem_cgroup_move_charge_pte_range
charset2uni 512 char2uni+0:1/2
check_lifetime_work 88 @24=check_lifetime @56=delayed_work_timer_fn
check_part 32 @0=efi_partition @8=msdos_partition
check_pci_errors 4 edac_pci_get_check_errors+0:0/1 show_bios_limit+0:1/4 of_led_get+0:3/8
check_sta_before_sun 4 do_sta_before_sun+0:1/2 register_slot+0:0/20
children_seq_ops 32 @0=children_seq_start @8=children_seq_stop
chrdevs 2040 __unregister_chrdev_region+0:1/2 cdev_purge+0:0/2 cd_forget+0:0/2
chrdevs_lock 32 __unregister_chrdev_region+0:0/2 cdev_init+0:0/2 chrdev_show+0:0/3
chunk_hash_heads 2048 ftrace_location_range+336:2/3 __update_max_tr+344:2/3 saved_cmdlines_next+340:3/4
cipso_v4_cache 8 cipso_v4_cache_invalidate+0:0/1 cipso_v4_getattr+0:2/3 cipso_v4_doi_remove+0:0/5
cipso_v4_cache_bucketsize 4 cipso_v4_doi_walk+0:0/1 cipso_v4_doi_getdef+0:0/1 cipso_v4_validate+0:0/2
cipso_v4_cache_enabled 4 cipso_v4_getattr+0:1/3 cipso_v4_cache_add+0:1/6
cipso_v4_doi_list 16 cipso_v4_doi_add+0:10/12
cipso_v4_doi_list_lock 4 cipso_v4_doi_remove+0:1/5 cipso_v4_doi_add+0:5/12
cipso_v4_rbm_strictvalid 4 cipso_v4_validate+0:1/2
class_attr_disabled 32 @16=disabled_show @24=disabled_store
class_dir_ktype 48 @0=class_dir_release @24=class_dir_child_ns_type
class_ktype 48 @0=class_release @24=class_child_ns_type
classes 128 audit_match_class+0:0/1 audit_match_signal+0:3/5 audit_data_to_entry+0:1/15
clean_acked_data_enabled 112 clean_acked_data_enable+0:0/1 clean_acked_data_flush+0:0/2 clean_acked_data_disable+0:0/3 @48=jump_label_update_timeout @80=delayed_work_timer_fn
clean_walk_ops 80 @32=clean_record_pte @16=wp_clean_pud_entry
cleanup_offline_cgwbs_work 32 wb_memcg_offline+0:5/6 @24=cleanup_offline_cgwbs_workfn
clear_refs_walk_ops 80 @24=clear_refs_pte_range @56=clear_refs_test_walk
clear_seq 24 devkmsg_llseek+0:1/3 kmsg_dump_rewind+0:1/3 kmsg_dump_get_buffer+0:1/5
clear_warn_once_fops 280 @112=clear_warn_once_fops_open @24=debugfs_attr_write
client_ops 24 @0=ttyport_receive_buf @16=ttyport_write_wakeup
clk_divider_ops 200 @120=clk_divider_set_rate @80=clk_divider_recalc_rate
clk_divider_ro_ops 200 __clk_hw_register_divider+0:1/5 imx93_clk_composite_flags+0:3/11 rockchip_clk_register_branches+0:41/49 @80=clk_divider_recalc_rate @88=clk_divider_round_rate
clk_dump_fops 280 @112=clk_dump_open @128=single_release
clk_duty_cycle_fops 280 @112=clk_duty_cycle_open @128=single_release
clk_fixed_factor_ops 200 @80=clk_factor_recalc_rate @88=clk_factor_round_rate
clk_fixed_rate_ops 200 @80=clk_fixed_rate_recalc_rate @136=clk_fixed_rate_recalc_accuracy
clk_flags_fops 280 @112=clk_flags_open @128=single_release
clk_fractional_divider_ops 200 @80=clk_fd_recalc_rate @88=clk_fd_round_rate
clk_gate_ops 200 @32=clk_gate_enable @40=clk_gate_disable
clk_gpio_gate_ops 200 @32=clk_gpio_gate_enable @40=clk_gpio_gate_disable
clk_max_rate_fops 280 @112=clk_max_rate_open @128=single_release
clk_min_rate_fops 280 @112=clk_min_rate_open @128=single_release
clk_multiplier_ops 200 @80=clk_multiplier_recalc_rate @88=clk_multiplier_round_rate
clk_mux_ops 200 @96=clk_mux_determine_rate @104=clk_mux_set_parent
clk_mux_ro_ops 200 __clk_hw_register_mux+0:1/5 rockchip_clk_register_halfdiv+0:6/8 imx93_clk_composite_flags+0:4/11 @112=clk_mux_get_parent
clk_nodrv_ops 200 @104=clk_nodrv_set_parent @120=clk_nodrv_set_rate
clk_rate_fops 280 @112=clk_rate_fops_open @24=debugfs_attr_write
clk_sleeping_gpio_gate_ops 200 @0=clk_sleeping_gpio_gate_prepare @8=clk_sleeping_gpio_gate_unprepare
clk_summary_fops 280 @112=clk_summary_open @128=single_release
clock_boottime 128 @16=posix_get_boottime_timespec @24=posix_get_boottime_ktime
clock_monotonic 128 @16=posix_get_monotonic_timespec @24=posix_get_monotonic_ktime
clock_monotonic_coarse 128 @16=posix_get_monotonic_coarse @0=posix_get_coarse_res
clock_monotonic_raw 128 @16=posix_get_monotonic_raw @0=posix_get_hrtimer_res
clock_posix_cpu 128 @0=posix_cpu_clock_getres @8=posix_cpu_clock_set
clock_posix_dynamic 128 @0=pc_clock_getres @8=pc_clock_settime
clock_process 128 @0=process_cpu_clock_getres @16=process_cpu_clock_get
clock_realtime 128 @8=posix_clock_realtime_set @16=posix_get_realtime_timespec
clock_realtime_coarse 128 @16=posix_get_realtime_coarse @0=posix_get_coarse_res
clock_tai 128 @16=posix_get_tai_timespec @24=posix_get_tai_ktime
clock_thread 128 @0=thread_cpu_clock_getres @16=thread_cpu_clock_get
clockevent_devices 16 clockevents_resume+0:1/2 clockevents_suspend+0:1/3 tick_cleanup_dead_cpu+0:3/6
clockevents_lock 4 tick_offline_cpu+0:0/1 posix_clock_register+0:0/4 clear_posix_cputimers_work+0:2/4
clockevents_mutex 32 suspended_sched_clock_read+16:1/2 clockevents_unbind_device+0:1/3 __clockevents_exchange_device+8:2/3
clockevents_released 16 __clockevents_exchange_device+0:1/3 tick_cleanup_dead_cpu+0:2/6 clockevents_register_device+0:4/11
clockevents_subsys 184 clockevents_resume+0:0/2 clockevents_suspend+0:0/3 __clockevents_exchange_device+0:0/3
clocks 16 __clk_register_clkdev+0:2/3 clkdev_hw_create+0:2/3 clkdev_add_table+0:1/3
clocks_mutex 32 devm_clkdev_release+0:0/1 clkdev_drop+0:0/1 clk_find_hw+0:0/1
clocksource_jiffies 152 register_refined_jiffies+0:0/11 @0=jiffies_read
clocksource_list 16 clocksource_enqueue+0:0/1 clocksource_resume+0:0/1 clocksource_change_rating+0:0/2
clocksource_mutex 32 clocksource_change_rating+0:1/2 clocksource_unregister+0:1/2 current_clocksource_show+0:1/4
cls_mod_lock 8 __tcf_proto_lookup_ops+0:1/3 register_tcf_proto_ops+0:1/5 unregister_tcf_proto_ops+0:2/6
cmd_flag_name 224 __blk_mq_debugfs_rq_show+0:5/14
cn_already_initialized 4 cn_rx_skb+0:0/2 cn_add_callback+0:0/2 regmap_debugfs_initcall+0:3/4
cn_proc_event_id 8 proc_comm_connector+0:1/5 proc_exec_connector+0:1/5 proc_sid_connector+0:1/5
coherency_max_size 4 cache_line_size+0:0/1 detect_cache_attributes+0:17/28
cold_walk_ops 80 madvise_pageout+0:0/1 madvise_cold+0:0/1 madvise_free_single_vma+0:0/2 @24=madvise_cold_or_pageout_pte_range
combined_event_count 4 device_pm_sleep_init+0:1/3 wakeup_source_add+0:1/4 wakeup_source_remove+0:0/4
common_clear_sb_flag 80 vfs_parse_fs_param+0:1/6
common_set_sb_flag 96 legacy_init_fs_context+0:1/3 finish_clean_context+0:1/3 vfs_parse_fs_param+0:0/6
component_debugfs_dir 8 free_aggregate_device+0:0/2 component_master_add_with_match+0:2/5
component_devices_fops 280 @112=component_devices_open @128=single_release
component_list 16 __component_add+0:2/10 try_to_bring_up_aggregate_device+0:1/17
component_mutex 32 component_master_del+0:0/1 component_unbind_all+0:0/1 component_del+0:0/1
compound_page_dtors 32 @8=free_compound_page @16=free_huge_page
compute_batch_nb 24 @0=mm_compute_batch_notifier
con_driver_unregister_work 32 do_unregister_con_driver+0:6/7 tioclinux+12:12/17 @24=con_driver_unregister_callback
con_ops 272 @8=con_install @24=con_open
conf_items 736 pinconf_generic_dump_pins+0:0/1 pinconf_generic_parse_dt_config+0:0/2 pinconf_generic_dump_config+0:0/5
configuration_table 160 @8=deflate_stored @24=deflate_fast
connector_destroy_list 8 fsnotify_connector_destroy_workfn+0:1/4 fsnotify_put_mark+0:5/8
connector_reaper_work 32 fsnotify_put_mark+0:7/8 @24=fsnotify_connector_destroy_workfn
consdev 8 console_sysfs_notify+0:0/2
console_blank_hook 8 do_blank_screen+0:11/14 do_unblank_screen+0:7/16
console_blanked 4 insert_char+0:0/1 get_color+0:0/2 set_cursor+0:1/2
console_cmdline 320 unregister_console+16:6/7 try_enable_preferred_console+0:1/9 __add_preferred_console+0:1/10
console_cursor 4 vt_notifier_call+0:5/14
console_driver 8 vt_console_device+0:1/2 tty_lookup_driver+0:1/4
console_fops 280 @40=redirected_tty_write @32=tty_read
console_locked 4 is_console_locked+0:0/1 kmsg_dump_unregister+0:0/2 devkmsg_llseek+0:0/3
console_may_schedule 4 console_conditional_schedule+0:0/1 console_flush_on_panic+0:1/4 console_unblank+0:5/6
console_newline 4 braille_unregister_console+0:1/4 braille_register_console+0:2/5 keyboard_notifier_call+0:2/10
console_owner 8 qcom_geni_serial_console_write+0:7/18 vprintk_emit+0:13/18
console_owner_lock 4 vprintk_emit+0:12/18
console_printk 16 sysrq_handle_kill+0:0/1 sysrq_handle_term+0:0/1 sysrq_handle_loglevel+0:0/2
console_sem 24 resume_console+0:1/3 suspend_console+0:3/4 console_unblank+0:3/6
console_set_on_cmdline 4 of_console_check+0:1/3 __add_preferred_console+0:6/10 xenfb_probe+0:32/41
console_show 4 keyboard_notifier_call+0:3/10 vt_notifier_call+0:1/14
console_suspend_enabled 1 omap8250_resume+0:0/1 omap8250_suspend+0:0/1 of_serial_suspend+0:0/1
console_suspended 4 resume_console+0:2/3 suspend_console+0:2/4 console_trylock+0:4/7
console_timer 40 poke_blanked_console+0:2/13 do_blank_screen+0:6/14 do_unblank_screen+0:13/16 @24=blank_screen_t
console_waiter 1 vprintk_emit+0:14/18
console_work 32 schedule_console_callback+0:2/3 blank_screen_t+0:3/4 scrollback+0:4/5 @24=console_callback
consoles_op 32 show_console_dev+0:0/8 @24=show_console_dev
constraint_flags_fops 280 @16=constraint_flags_read_file @112=simple_open
constraints_initialized 1 __reserve_bp_slot+0:1/11 hw_breakpoint_is_used+0:1/11
conswitchp 8 con_is_bound+0:3/6 do_unregister_con_driver+0:1/7 do_unbind_con_driver+0:6/8
container_handler 152 @32=container_device_attach @40=container_device_detach
container_subsys 184 container_device_attach+0:2/5 @96=trivial_online @104=container_offline
controller 8 cpci_hp_intr+0:0/6 cpci_hp_unregister_bus+0:0/6 cpci_hp_unregister_controller+0:0/7
convert_to_big 4 spin_lock_irqsave_check_contention+0:0/4 srcu_torture_stats_print+0:12/13 init_srcu_struct_fields+0:22/23
copy_bm 56 preallocate_image_memory+0:2/4 snapshot_read_next+8:10/17 hibernate_preallocate_memory+0:4/21
core_lock 32 i2c_for_each_dev+0:1/3 i2c_get_adapter+0:1/3 __i2c_add_numbered_adapter+0:1/4
core_name_size 4 cn_vprintf+0:1/2 do_coredump+0:8/114
core_pattern 128 proc_dostring_coredump+0:1/3 validate_coredump_safety+0:1/3 do_coredump+0:10/114
core_pipe_limit 4 do_coredump+0:30/114
core_uses_pid 4 do_coredump+0:0/114
coreboot_bus_type 184 @48=coreboot_bus_match @64=coreboot_bus_probe
coreboot_table_driver 208 @0=coreboot_table_probe @8=coreboot_table_remove
coredump_sysctls 256 @96=proc_dostring_coredump @32=proc_dointvec
cost_ctrl_tokens 48 ioc_cost_model_write+0:1/4
counter_wrap_check 8 process_srcu+0:8/20
cpci_debug 4 pci_user_write_config_byte+0:1/3 pci_user_read_config_dword+0:1/3 pci_user_read_config_byte+0:1/3
cpci_thread 8 cpci_hp_intr+0:2/6 cpci_hp_unregister_controller+0:6/7 cpci_hp_stop+0:2/8
cper_proc_error_type_strs 32 ghes_handle_arm_hw_error+0:3/8 cper_estatus_print_section+0:15/56 cper_print_proc_arm+0:20/58
cppc_mbox_cl 56 acpi_cppc_processor_probe+0:54/87 @48=cppc_chan_tx_done
cpu_add_remove_lock 32 cpu_device_down+0:0/1 cpu_maps_update_begin+0:0/1 cpu_maps_update_done+0:0/1
cpu_all_bits 32 cpulistaffinity_show+0:0/3 cpuaffinity_show+0:0/3 cpu_cpu_mask+0:3/4
cpu_bit_bitmap 2080 kthread_unpark+0:0/1 __ipi_send_single+0:0/1 kthread_bind+0:0/1
cpu_cgrp_subsys 240 @0=cpu_cgroup_css_alloc @8=cpu_cgroup_css_online
cpu_files 1296 @136=cpu_weight_read_u64 @184=cpu_weight_write_u64
cpu_hotplug_disabled 4 cpu_hotplug_pm_callback+0:1/2 cpu_hotplug_disable+0:1/2 __cpu_hotplug_enable+0:0/3
cpu_hotplug_lock 96 cpus_write_unlock+0:1/2 cpus_write_lock+0:1/2 cpus_read_lock+0:1/3
cpu_idle_force_poll 4 cpu_idle_poll_ctrl+0:0/1 arch_cpu_idle_exit+0:0/1 do_idle+0:3/7
cpu_latency_constraints 40 cpu_latency_qos_request_active+0:0/1 cpu_latency_qos_read+0:0/2 cpu_latency_qos_limit+0:0/2
cpu_latency_qos_fops 280 @16=cpu_latency_qos_read @24=cpu_latency_qos_write
cpu_latency_qos_miscdev 80 uart_suspend_port+16:3/7 uart_resume_port+16:7/10
cpu_legacy_files 1512 @136=cpu_shares_read_u64 @184=cpu_shares_write_u64
cpu_map_ops 328 @8=cpu_map_alloc @24=cpu_map_free
cpu_mitigations 4 cpu_mitigations_auto_nosmt+0:0/1 cpu_mitigations_off+0:0/1
cpu_partial_attr 32 @16=cpu_partial_show @24=cpu_partial_store
cpu_pinned 16 __reserve_bp_slot+0:10/11 hw_breakpoint_is_used+0:8/11
cpu_stop_threads 96 @24=cpu_stop_should_run @32=cpu_stopper_thread
cpu_subsys 184 @48=cpu_subsys_match @96=cpu_subsys_online
cpuacct_cgrp_subsys 240 @0=cpuacct_css_alloc @32=cpuacct_css_free
cpudump_probe_ops 32 @0=ftrace_cpudump_probe @24=ftrace_cpudump_print
cpufreq_freq_attr_scaling_available_freqs 32 dev_pm_opp_set_config+8:3/26 @16=scaling_available_frequencies_show
cpufreq_gov_performance 104 cpufreq_fallback_governor+0:0/1 @48=cpufreq_gov_performance_limits
cpufreq_interface 48 @32=cpufreq_add_dev @40=cpufreq_remove_dev
cpufreq_transition_notifier_list 424 cpufreq_unregister_notifier+0:3/6 cpufreq_register_notifier+0:5/6 show_scaling_available_governors+8:5/7 @384=delayed_work_timer_fn
cpuhp_hp_states 9480 @48=smpboot_create_threads @1608=random_prepare_cpu
cpuhp_state_mutex 32 fail_store+0:3/5 states_show+0:3/5 __cpuhp_remove_state_cpuslocked+0:2/9
cpuhp_tasks_frozen 1 console_cpu_notify+0:0/1 cpu_down_maps_locked+0:3/5 _cpu_up+0:7/13
cpuhp_threads 96 @24=cpuhp_should_run @32=cpuhp_thread_fun
cpuidle_sysfs_ops 16 @0=cpuidle_show @8=cpuidle_store
cpuinfo_cur_freq 32 cpufreq_online+0:6/64 @16=show_cpuinfo_cur_freq
cpuinfo_proc_ops 96 @8=cpuinfo_open @24=seq_read_iter
cpus_attach 32 cpuset_attach_task+0:3/8 update_cpumasks_hier+0:9/12 cpuset_css_online+8:8/13
cpus_booted_once_mask 32 notify_cpu_starting+0:3/4 its_cpu_memreserve_lpi+0:4/13
cpuset_attach_nodemask_to 8 cpuset_fork+0:2/7 cpuset_attach_task+0:4/8 cpuset_attach+0:6/10
cpuset_attach_old_cs 8 cpuset_can_attach+0:1/5 cpuset_attach+0:2/10
cpuset_attach_wq 24 cpuset_cancel_fork+0:1/2 cpuset_cancel_attach+0:1/3 cpuset_fork+0:6/7
cpuset_being_rebound 8 current_cpuset_is_being_rebound+0:0/1 update_tasks_nodemask+0:1/7
cpuset_cgrp_subsys 240 @0=cpuset_css_alloc @8=cpuset_css_online
cpuset_fs_context_ops 48 cpuset_init_fs_context+0:2/5 @32=cgroup1_get_tree @0=cgroup_fs_context_free
cpuset_fs_type 72 cgroup_do_get_tree+56:13/16 cgroup_setup_root+48:7/18 @16=cpuset_init_fs_context
cpuset_hotplug_work 32 cpuset_wait_for_hotplug+0:1/2 cpuset_track_online_nodes+0:2/3 cpuset_update_active_cpus+0:2/3 @24=cpuset_hotplug_workfn
cpuset_memory_pressure_enabled 4 cpuset_read_u64+0:0/1 cpuset_write_u64+0:1/2 blk_stat_add_callback+0:3/5
cpuset_migrate_mm_wq 8 cpuset_post_attach+0:0/1 cpuset_cpus_allowed+0:0/2 cpuset_migrate_mm+0:1/3
cpuset_mutex 32 cpuset_unlock+0:0/1 cpuset_lock+0:0/1 rebuild_sched_domains+0:0/1
crash_kexec_post_notifiers 1 kexec_should_crash+0:0/2 panic+0:2/20
crash_notes 8 crash_notes_show+0:1/3 crash_save_cpu+0:2/6
crashk_low_res 64 crash_is_nosave+0:2/10
crashk_res 64 kimage_alloc_control_pages+8:2/3 crash_shrink_memory+0:3/10 crash_is_nosave+0:0/10
crb_acpi_driver 352 @176=crb_acpi_add @184=crb_acpi_remove
crb_acpi_start_guid 16 crb_cancel+0:0/2 crb_send+0:2/5 crb_acpi_add+0:5/13
crc32c_csum_stub 8 skb_crc32c_csum_help+0:0/1 sk_setsockopt+0:16/18
cred_jar 8 cred_alloc_blank+0:0/2 prepare_creds+0:0/3 prepare_kernel_cred+0:0/3
crng_init 4 entropy_timer+0:0/1 random_read_iter+0:0/1 rng_is_initialized+0:0/1
crng_init_wait 24 random_poll+0:1/3 wait_for_random_bytes+0:2/3 _credit_init_bits+0:5/14
crt 4 thermal_nocrt+0:1/2 acpi_thermal_trips_update+0:18/37
crypto_acomp_type 72 @8=crypto_acomp_extsize @24=crypto_acomp_init_tfm
crypto_aead_type 72 @24=crypto_aead_init_tfm @32=crypto_aead_show
crypto_ahash_type 72 @8=crypto_ahash_extsize @24=crypto_ahash_init_tfm
crypto_akcipher_type 72 @24=crypto_akcipher_init_tfm @32=crypto_akcipher_show
crypto_kpp_type 72 @24=crypto_kpp_init_tfm @32=crypto_kpp_show
crypto_rng_type 72 @24=crypto_rng_init_tfm @32=crypto_rng_show
crypto_scomp_type 72 @24=crypto_scomp_init_tfm @32=crypto_scomp_show
crypto_shash_type 72 @24=crypto_shash_init_tfm @32=crypto_shash_show
crypto_skcipher_type 72 @24=crypto_skcipher_init_tfm @32=crypto_skcipher_show
crypto_sysctl_table 256 @96=proc_dostring @32=proc_dointvec
css_serial_nr_next 8 init_and_link_css+0:1/4 cgroup_mkdir+0:10/18
css_set_count 4 find_css_set+0:13/17 cgroup_setup_root+0:2/18
css_set_lock 4 put_css_set+0:1/2 cgroup_migrate_finish+0:1/2 cgroup_free+0:1/2
ctl_forward_entry 128 devinet_init_net+0:3/15 @32=devinet_sysctl_forward
ctrl_ops 88 @0=ttyport_write_buf @8=ttyport_write_flush
ctx_default_rq_list_seq_ops 32 @0=ctx_default_rq_list_start @8=ctx_default_rq_list_stop
ctx_poll_rq_list_seq_ops 32 @0=ctx_poll_rq_list_start @8=ctx_poll_rq_list_stop
ctx_read_rq_list_seq_ops 32 @0=ctx_read_rq_list_start @8=ctx_read_rq_list_stop
cube_factor 8 cubictcp_cong_avoid+0:5/7
cube_rtt_scale 4 cubictcp_cong_avoid+0:2/7
cubictcp 192 @0=cubictcp_recalc_ssthresh @8=cubictcp_cong_avoid @16=cubictcp_state
cur_default 4 reset_terminal+0:1/2 do_con_write+0:36/46
cur_rng_set_by_user 4 rng_selected_show+0:0/2 drop_current_rng+0:0/4 enable_best_rng+0:2/4
curr_clocksource 8 clocksource_unbind+0:1/3 current_clocksource_show+0:3/4 __clocksource_select+0:2/12
current_parent_fops 280 @112=current_parent_open @128=single_release
current_quality 2 rng_quality_store+0:3/4 hwrng_fillfn+0:5/8 set_current_rng+0:4/10
current_rng 8 drop_current_rng+0:1/4 enable_best_rng+0:3/4 rng_quality_store+0:2/4
cxl_bus_type 184 @48=cxl_bus_match @56=cxl_bus_uevent
cxl_bus_wq 8 cxl_bus_drain+0:0/1 schedule_cxl_memdev_detach+0:0/1 flush_store+0:1/2
cxl_cdat_attribute_group 40 store_targetN+8:14/147 @16=cxl_port_bin_attr_is_visible
cxl_debugfs 8 cxl_debugfs_create_dir+0:0/1 cxl_core_exit+0:3/4
cxl_decoder_endpoint_type 48 cxld_unregister+0:1/2 is_endpoint_decoder+0:1/2 cxl_decoder_autoremove+0:2/3 @32=cxl_endpoint_decoder_release
cxl_decoder_root_type 48 is_root_decoder+0:0/1 match_root_child+0:0/2 cxld_unregister+0:0/2 @32=cxl_root_decoder_release
cxl_decoder_switch_type 48 is_switch_decoder+0:1/2 cxl_switch_decoder_alloc+0:1/3 to_cxl_switch_decoder+0:1/5 @32=cxl_switch_decoder_release
cxl_dpa_rwsem 40 cxl_dpa_release+0:0/1 cxl_dpa_size+0:0/1 cxl_dpa_resource_start+0:0/1
cxl_mbox_cmd_rctable 368 cxl_mbox_send_cmd+0:1/2 cxl_send_cmd+0:5/14 devm_cxl_enumerate_ports+16:12/15
cxl_mem_commands 504 cxl_mbox_send_cmd+0:0/2 cxl_query_cmd+0:0/5 cxl_enumerate_cmds+0:5/9
cxl_mem_major 4 cxl_memdev_exit+0:0/1 devm_cxl_add_memdev+0:2/11
cxl_memdev_fops 280 @80=cxl_memdev_ioctl @112=cxl_memdev_open
cxl_memdev_ida 16 cxl_memdev_release+0:0/1 cxl_memdev_ioctl+0:0/2 cxl_memdev_unregister+0:0/2
cxl_memdev_rwsem 40 cxl_memdev_ioctl+0:1/2 cxl_memdev_unregister+0:1/2 clear_exclusive_cxl_commands+0:1/2
cxl_memdev_type 48 @24=cxl_memdev_devnode @32=cxl_memdev_release
cxl_nvdimm_bridge_ida 16 cxl_nvdimm_bridge_release+0:0/1 devm_cxl_add_nvdimm_bridge+0:1/6
cxl_nvdimm_bridge_type 48 match_nvdimm_bridge+0:0/1 is_cxl_nvdimm_bridge+0:0/1 is_cxl_nvdimm+0:0/2 @32=cxl_nvdimm_bridge_release
cxl_nvdimm_type 48 is_cxl_nvdimm+0:1/2 to_cxl_nvdimm+0:1/5 cxl_bus_match+0:1/8 @32=cxl_nvdimm_release
cxl_pmem_region_type 48 is_cxl_pmem_region+0:1/2 to_cxl_pmem_region+0:1/5 cxl_bus_match+0:2/8 @32=cxl_pmem_region_release
cxl_port_driver 176 cxl_port_bin_attr_is_visible+0:0/2 store_targetN+136:3/147 @8=cxl_port_probe
cxl_port_ida 16 cxl_port_release+0:1/3 devm_cxl_add_port+0:2/28
cxl_port_type 48 match_root_child+0:1/2 match_port_by_dport+0:1/2 is_cxl_port+0:1/2 @32=cxl_port_release
cxl_raw_allow_all 1 cxl_dev_state_create+0:0/3
cxl_region_driver 176 cxl_region_exit+0:1/2 cxl_region_init+0:1/3 region_show+40:2/5 @8=cxl_region_probe
cxl_region_rwsem 40 unregister_region+0:1/2 target9_show+0:1/2 interleave_granularity_store+0:1/2
cxl_region_target_group 40 interleave_ways_store+0:3/7 @8=cxl_region_target_visible
cxl_region_type 48 is_cxl_region+0:0/1 is_cxl_pmem_region+0:0/2 to_cxl_region+0:0/3 @32=cxl_region_release
cxl_root_buses 16 unregister_pci_bus+0:0/1 cxl_port_to_pci_bus+0:1/2 devm_cxl_register_pci_bus+0:1/3
cycles_at_suspend 8 dummy_clock_read+0:1/2 timekeeping_suspend+0:16/24
d_hash_shift 4 ___d_drop+0:1/3 __d_rehash+0:1/3 __d_lookup_rcu+0:1/3
dac_mmap_min_addr 8 mmap_min_addr_handler+0:0/2 cap_mmap_addr+0:0/6
data_avail 4 hwrng_register+0:4/9 rng_dev_read+0:4/12
datasec_ops 48 @0=btf_datasec_check_meta @8=btf_datasec_resolve
dattr_cur 8 partition_sched_domains_locked+0:7/54
dcb_app_list 16 dcb_app_lookup+0:0/1 dcb_app_add+0:1/2 dcb_ieee_getapp_prio_dscp_mask_map+0:1/2
dcb_lock 4 dcb_ieee_getapp_prio_dscp_mask_map+0:0/2 dcb_ieee_getapp_dscp_prio_mask_map+0:0/2 dcb_ieee_setapp+0:0/2
dcbevent_notif_chain 16 call_dcbevent_notifiers+0:0/1 register_dcbevent_notifier+0:0/1 unregister_dcbevent_notifier+0:0/1
ddebug_lock 32 ddebug_proc_stop+0:1/2 ddebug_proc_start+0:1/2 ddebug_remove_module+0:1/4
ddebug_proc_fops 280 @24=ddebug_proc_write @112=ddebug_proc_open
ddebug_proc_seqops 32 @0=ddebug_proc_start @8=ddebug_proc_stop
ddebug_tables 16 ddebug_proc_stop+0:0/2 ddebug_proc_start+0:0/2 ddebug_proc_next+0:0/4
dead_key_next 1 fn_compose+0:0/1 k_dead2+0:0/2 unregister_keyboard_notifier+0:0/2
deadline_attrs 256 @16=deadline_read_expire_show @24=deadline_read_expire_store
deadline_dispatch0_seq_ops 32 @0=deadline_dispatch0_start @8=deadline_dispatch0_stop
deadline_dispatch1_seq_ops 32 @0=deadline_dispatch1_start @8=deadline_dispatch1_stop
deadline_dispatch2_seq_ops 32 @0=deadline_dispatch2_start @8=deadline_dispatch2_stop
deadline_queue_debugfs_attrs 840 @256=deadline_read0_next_rq_show @296=deadline_write0_next_rq_show
deadline_read0_fifo_seq_ops 32 @0=deadline_read0_fifo_start @8=deadline_read0_fifo_stop
deadline_read1_fifo_seq_ops 32 @0=deadline_read1_fifo_start @8=deadline_read1_fifo_stop
deadline_read2_fifo_seq_ops 32 @0=deadline_read2_fifo_start @8=deadline_read2_fifo_stop
deadline_write0_fifo_seq_ops 32 @0=deadline_write0_fifo_start @8=deadline_write0_fifo_stop
deadline_write1_fifo_seq_ops 32 @0=deadline_write1_fifo_start @8=deadline_write1_fifo_stop
deadline_write2_fifo_seq_ops 32 @0=deadline_write2_fifo_start @8=deadline_write2_fifo_stop
debug_acpi 1 acpi_get_hp_hw_control_from_firmware+0:2/13
debug_boot_weak_hash 4 default_pointer+0:0/5
debug_fs_type 72 @32=debug_mount @40=kill_litter_super
debug_locks 4 debug_locks_off+0:0/2 add_taint+0:3/6
debug_locks_silent 4 debug_locks_off+0:1/2
debugfs_allow 4 debug_mount+0:0/2 debugfs_create_symlink+0:0/8 debugfs_create_dir+0:0/13
debugfs_blob 512 ledtrig_mtd_activity+176:2/3 qcom_scm_cpu_power_down+176:2/3 qcom_scm_hdcp_req+176:2/3
debugfs_devm_entry_ops 280 @112=debugfs_devm_entry_open @128=single_release
debugfs_dir_inode_operations 192 @104=debugfs_setattr @0=simple_lookup
debugfs_dops 128 @48=debugfs_release_dentry @80=debugfs_automount
debugfs_file_inode_operations 192 __debugfs_create_file+0:4/20 @104=debugfs_setattr
debugfs_full_proxy_file_operations 280 debugfs_create_file+0:1/2 debugfs_create_file_size+0:1/2 debugfs_create_u32+128:2/4 @112=full_proxy_open
debugfs_mount 8 debugfs_lookup+0:1/2 failed_creating+0:2/3 debugfs_remove+0:2/5
debugfs_mount_count 4 failed_creating+0:1/3 debugfs_remove+0:1/5 debugfs_lookup_and_remove+0:1/5
debugfs_noop_file_operations 280 debugfs_create_file+0:0/2 debugfs_create_file_size+0:0/2 debugfs_create_file_unsafe+0:0/2 @112=simple_open @8=noop_llseek
debugfs_open_proxy_file_operations 280 debugfs_create_file_unsafe+0:1/2 @112=open_proxy_open
debugfs_registered 1 debugfs_initialized+0:0/1 debugfs_lookup+0:0/2 failed_creating+0:0/3
debugfs_regset32_fops 280 @112=debugfs_regset32_open @128=single_release
debugfs_sched 8 init_overlap_sched_group+0:6/10 update_sched_domain_debugfs+0:1/25
debugfs_super_operations 200 @16=debugfs_free_inode @112=debugfs_remount
debugfs_symlink_inode_operations 192 @8=simple_get_link @104=debugfs_setattr
decl_tag_ops 48 @0=btf_decl_tag_check_meta @8=btf_decl_tag_resolve
def_blk_aops 160 @0=blkdev_writepage @8=blkdev_read_folio
def_blk_fops 280 @8=blkdev_llseek @32=blkdev_read_iter
def_chr_fops 280 @112=chrdev_open @8=noop_llseek
def_root_domain 4368 init_defrootdomain+0:0/1 sysctl_numa_balancing+272:4/5 calc_load_nohz_stop+475:5/6
default_affinity_proc_ops 96 @8=default_affinity_open @32=default_affinity_write
default_appraise_rules 4320 gpcv2_wakeup_source_save+640:1/3 gpcv2_wakeup_source_restore+644:4/5 @4120=uid_eq
default_blu 16 con_get_cmap+0:3/4 reset_palette+0:3/4 vc_init+0:3/8
default_bootup_tracer 8 saved_cmdlines_start+0:4/5 trace_save_cmdline+0:4/5
default_cipher_testvec_configs 2880 test_aead+0:3/5 test_skcipher+0:4/6 alg_test+0:20/37
default_crc32c_ops 16 @0=warn_crc32c_csum_update @8=warn_crc32c_csum_combine
default_dec02_spec 8 date_str+0:2/3
default_dec04_spec 8 date_str+0:1/3
default_dec_spec 8 device_node_string+0:9/10
default_dram_type 8 set_node_memory_tier+0:4/21
default_flag_spec 8 flags_string+0:4/14
default_grn 16 con_get_cmap+0:2/4 reset_palette+0:2/4 vc_init+0:2/8
default_hash_testvec_configs 3240 test_aead+0:1/5 test_skcipher+0:2/6 alg_test+0:21/37
default_hstate_idx 4 hugetlb_report_node_meminfo+0:1/3 hugetlb_overcommit_handler+0:2/4 hugetlb_mempolicy_sysctl_handler+0:0/4
default_italic_color 4 vc_init+0:4/8
default_nareas 8 round_up_default_nslabs+0:0/2 swiotlb_adjust_nareas+0:1/4 swiotlb_init_late+0:2/8
default_noexec 4 file_map_prot_check+0:1/5 selinux_file_mprotect+0:4/5
default_nslabs 8 swiotlb_size_or_default+0:0/1 round_up_default_nslabs+0:1/2 swiotlb_adjust_nareas+0:3/4
default_pipe_buf_ops 32 @8=generic_pipe_buf_release @16=generic_pipe_buf_try_steal
default_quality 2 set_current_rng+0:2/10
default_red 16 con_get_cmap+0:1/4 reset_palette+0:1/4 vc_init+0:1/8
default_str_spec 8 fwnode_full_name_string+0:1/2 flags_string+0:8/14
default_table 64 load_nls_default+0:3/4 read_vmcore+16:7/8 @16=uni2char @24=char2uni
default_topology 256 @0=cpu_smt_mask @8=cpu_smt_flags
default_utf8 4 vt_reset_unicode+0:3/5
defer_all_probes 1 device_block_probing+0:0/1 device_unblock_probing+0:2/3 driver_probe_device+0:2/6
defer_free_list 8 net_drop_ns+0:1/2 copy_net_ns+0:6/7 setup_net+0:3/15
defer_kfree_skb_list 8 rtnl_kfree_skbs+0:0/1 rtnl_dump_all+0:0/2 rtnl_unregister+0:1/3
defer_sync_state_count 4 device_links_supplier_sync_state_pause+0:2/3 device_links_supplier_sync_state_resume+0:2/6 device_links_driver_bound+0:3/6
deferred 16 switchdev_deferred_enqueue+0:2/6 switchdev_deferred_process+0:1/8 switchdev_port_obj_act_is_deferred+0:2/9
deferred_count 8 gnttab_handle_deferred+0:9/22 gnttab_end_foreign_access+0:12/26
deferred_devs_fops 280 @112=deferred_devs_open @128=single_release
deferred_list 16 gnttab_handle_deferred+0:6/22 gnttab_end_foreign_access+0:8/26
deferred_lock 4 switchdev_deferred_enqueue+0:1/6 switchdev_deferred_process+0:2/8 switchdev_port_obj_act_is_deferred+0:1/9
deferred_probe_active_list 16 deferred_probe_work_func+0:4/6
deferred_probe_mutex 32 deferred_devs_show+0:1/4 device_set_deferred_probe_reason+0:1/4 deferred_probe_timeout_work_func+0:3/5
deferred_probe_timeout_work 88 @24=deferred_probe_timeout_work_func @56=delayed_work_timer_fn
deferred_probe_work 32 deferred_probe_timeout_work_func+0:2/5 wait_for_device_probe+0:1/5 deferred_probe_initcall+0:6/10 @24=deferred_probe_work_func
deferred_process_work 32 switchdev_deferred_enqueue+0:4/6 @24=switchdev_deferred_process_work
deferred_split_shrinker 64 @0=deferred_split_count @8=deferred_split_scan
deferred_sync 16 __device_links_supplier_defer_sync+0:2/3 device_links_supplier_sync_state_resume+0:3/6 iommu_device_sysfs_add+8:5/7
deferred_timer 40 gnttab_handle_deferred+0:15/22 gnttab_end_foreign_access+0:11/26 @24=gnttab_handle_deferred
deferred_trigger_count 4 driver_probe_device+0:1/6
defined_templates 16 ima_init_template_list+0:1/2 lookup_template_desc+0:1/2 ima_template_desc_buf+0:3/5
delayacct_cache 8 __delayacct_tsk_init+0:0/1 __put_task_struct+0:0/3 delayacct_init+0:4/6
delayacct_on 4 sysctl_delayacct+0:0/3 delayacct_init+0:3/6 ioc_timer_fn+0:6/34
delayed_fput_list 8 delayed_fput+0:0/1 __alloc_file+0:1/3 fput+0:1/5
delayed_fput_work 88 @24=delayed_fput @56=delayed_work_timer_fn
delayed_mntput_list 8 delayed_mntput+0:1/2 mntput_no_expire+0:5/11
delayed_mntput_work 88 @24=delayed_mntput @56=delayed_work_timer_fn
delayed_uprobe_list 16 update_ref_ctr+0:2/7
delayed_uprobe_lock 32 put_uprobe+0:0/1 uprobe_clear_state+0:0/1 uprobe_start_dup_mmap+0:0/3
deleted_ws 192 wakeup_sources_stats_seq_next+0:1/2 wakeup_source_record+32:1/10
demote_size_attr 32 @16=demote_size_show @24=demote_size_store
dentry_cache 8 __d_free_external+0:0/1 __d_free+0:0/1 dentry_free+0:1/4
dentry_hashtable 8 ___d_drop+0:0/3 __d_rehash+0:0/3 __d_lookup_rcu+0:0/3
dentry_stat 48 proc_nr_dentry+0:6/10
depot_index 4 init_stack_slab+0:1/3 stack_depot_print+0:0/3 stack_depot_snprint+0:0/3
depot_lock 4 __stack_depot_save+0:4/11
dest_master 8 simple_transaction_get+4:2/3
destopt_protocol 24 ipv6_exthdrs_exit+0:2/3 @0=ipv6_destopt_rcv
destroy_f 64 @0=common_destroy @8=cls_destroy
destroy_list 16 fsnotify_mark_destroy_workfn+0:2/6 fsnotify_put_mark+0:2/8
destroy_lock 4 fsnotify_grab_connector+0:0/2 fsnotify_finish_user_wait+0:0/2 fsnotify_connector_destroy_workfn+0:0/4
dev_addr_sem 40 dev_set_mac_address_user+0:1/2 dev_get_mac_address+0:1/6
dev_attr_act_mask 32 sysfs_blk_trace_attr_store+0:1/16 sysfs_blk_trace_attr_show+0:2/20 @16=sysfs_blk_trace_attr_show @24=sysfs_blk_trace_attr_store
dev_attr_active_low 32 @16=active_low_show @24=active_low_store
dev_attr_adr 32 acpi_device_setup_files+0:16/18 acpi_device_remove_files+0:17/18 @16=adr_show
dev_attr_aer_rootport_total_err_cor 32 aer_stats_attrs_are_visible+0:0/3 aer_dev_nonfatal_show+0:0/6 aer_dev_fatal_show+0:0/6 @16=aer_rootport_total_err_cor_show
dev_attr_aer_rootport_total_err_fatal 32 aer_stats_attrs_are_visible+0:1/3 @16=aer_rootport_total_err_fatal_show
dev_attr_aer_rootport_total_err_nonfatal 32 aer_stats_attrs_are_visible+0:2/3 pcie_aspm_init_link_state+8:26/48 @16=aer_rootport_total_err_nonfatal_show
dev_attr_allocation_policy 32 cache_default_attrs_is_visible+0:8/13 @16=allocation_policy_show
dev_attr_async 32 @16=async_show @24=async_store
dev_attr_auto_online_blocks 32 @16=auto_online_blocks_show @24=auto_online_blocks_store
dev_attr_auto_remove_on 32 device_del+0:12/20 device_link_add+28:13/24 @16=auto_remove_on_show
dev_attr_autosuspend_delay_ms 32 @16=autosuspend_delay_ms_show @24=autosuspend_delay_ms_store
dev_attr_badblocks 32 @16=disk_badblocks_show @24=disk_badblocks_store
dev_attr_bind 32 @16=show_bind @24=store_bind
dev_attr_bind_mode 32 @16=serio_show_bind_mode @24=serio_set_bind_mode
dev_attr_bl_power 32 @16=bl_power_show @24=bl_power_store
dev_attr_boot_vga 32 pci_dev_attrs_are_visible+0:0/1 pci_do_resource_release_and_resize+16:1/10 @16=boot_vga_show
dev_attr_brightness_hw_changed 32 led_classdev_unregister+0:1/2 led_classdev_register_ext+0:8/24 @16=brightness_hw_changed_show
dev_attr_broken_parity_status 32 @16=broken_parity_status_show @24=broken_parity_status_store
dev_attr_bypass 32 regulator_attr_is_visible+0:8/33 @16=bypass_show
dev_attr_bytes_transferred 32 dmaengine_get+0:10/11 @16=bytes_transferred_show
dev_attr_cap_type2 32 devm_cxl_add_port+20:3/28 @16=cap_type2_show
dev_attr_capability 32 handle_remove+0:7/13 @16=disk_capability_show
dev_attr_card_id 32 pnp_add_card+0:6/8 @16=card_id_show
dev_attr_carrier 32 @16=carrier_show @24=carrier_store
dev_attr_carrier_changes 32 flow_indr_dev_unregister+0:3/4 @16=carrier_changes_show
dev_attr_carrier_down_count 32 __xdp_reg_mem_model+8:7/13 @16=carrier_down_count_show
dev_attr_clkpm 32 @16=clkpm_show @24=clkpm_store
dev_attr_coherency_line_size 32 cache_default_attrs_is_visible+0:3/13 @16=coherency_line_size_show
dev_attr_commit 32 @16=commit_show @24=commit_store
dev_attr_compact 32 compaction_register_node+0:1/2 compaction_unregister_node+0:1/2 @24=compact_store
dev_attr_console 32 @16=console_show @24=console_store
dev_attr_create_pmem_region 32 @16=create_pmem_region_show @24=create_pmem_region_store
dev_attr_ctrl 32 shpchp_create_ctrl_files+0:0/1 shpchp_remove_ctrl_files+0:0/1 @16=show_ctrl
dev_attr_cur_state 32 @16=cur_state_show @24=cur_state_store
dev_attr_current_clocksource 32 @16=current_clocksource_show @24=current_clocksource_store
dev_attr_current_governor 32 @24=store_current_governor @16=show_current_governor
dev_attr_custom_divisor 32 univ8250_console_match+0:8/11 @16=custom_divisor_show
dev_attr_d3cold_allowed 32 @16=d3cold_allowed_show @24=d3cold_allowed_store
dev_attr_delete_region 32 cxl_root_decoder_visible+0:1/2 @24=delete_region_store
dev_attr_dev 32 device_del+0:18/20 device_add+0:46/62 @16=dev_show
dev_attr_dimm_label 32 @16=dimmdev_label_show @24=dimmdev_label_store
dev_attr_direction 32 @16=direction_show @24=direction_store
dev_attr_dpa_size 32 @16=dpa_size_show @24=dpa_size_store
dev_attr_duty_cycle 32 @16=duty_cycle_show @24=duty_cycle_store
dev_attr_edge 32 @16=edge_show @24=edge_store
dev_attr_eject 32 acpi_device_setup_files+0:14/18 acpi_device_remove_files+0:13/18 @24=eject_store
dev_attr_end_lba 32 sysfs_blk_trace_attr_store+0:5/16 sysfs_blk_trace_attr_show+0:5/20 @16=sysfs_blk_trace_attr_show @24=sysfs_blk_trace_attr_store
dev_attr_events_async 32 device_add+8:30/62 @16=disk_events_async_show
dev_attr_events_poll_msecs 32 @16=disk_events_poll_msecs_show @24=disk_events_poll_msecs_store
dev_attr_extts_enable 32 ptp_is_attribute_visible+0:0/10 @24=extts_enable_store
dev_attr_fifo 32 ptp_is_attribute_visible+0:1/10 @16=extts_fifo_show
dev_attr_force_ro 32 @16=force_ro_show @24=force_ro_store
dev_attr_gro_flush_timeout 32 @16=gro_flush_timeout_show @24=gro_flush_timeout_store
dev_attr_hctosys 32 rtc_attr_is_visible+16:3/4 @16=hctosys_show
dev_attr_hid 32 acpi_device_setup_files+0:2/18 acpi_device_remove_files+0:7/18 @16=hid_show
dev_attr_hrv 32 acpi_device_setup_files+0:9/18 acpi_device_remove_files+0:15/18 @16=hrv_show
dev_attr_ifalias 32 @16=ifalias_show @24=ifalias_store
dev_attr_in_use 32 dma_channel_rebalance+4:10/11 dmaengine_get+8:9/11 __dma_request_channel+8:3/11 @16=in_use_show
dev_attr_indexing 32 summary_show+16:31/34 @16=indexing_show
dev_attr_inhibited 32 @16=inhibited_show @24=inhibited_store
dev_attr_integral_cutoff 32 @16=integral_cutoff_show @24=integral_cutoff_store
dev_attr_io_type 32 serial8250_register_8250_port+24:50/62 @16=io_type_show
dev_attr_iomem_base 32 serial8250_register_8250_port+0:57/62 @16=iomem_base_show
dev_attr_iomem_reg_shift 32 serial8250_register_8250_port+0:55/62 @16=iomem_reg_shift_show
dev_attr_k_d 32 @16=k_d_show @24=k_d_store
dev_attr_k_i 32 @16=k_i_show @24=k_i_store
dev_attr_k_po 32 @16=k_po_show @24=k_po_store
dev_attr_k_pu 32 @16=k_pu_show @24=k_pu_store
dev_attr_l0s_aspm 32 @16=l0s_aspm_show @24=l0s_aspm_store
dev_attr_l1_1_aspm 32 @16=l1_1_aspm_show @24=l1_1_aspm_store
dev_attr_l1_1_pcipm 32 @16=l1_1_pcipm_show @24=l1_1_pcipm_store
dev_attr_l1_2_aspm 32 @16=l1_2_aspm_show @24=l1_2_aspm_store
dev_attr_l1_2_pcipm 32 @16=l1_2_pcipm_show @24=l1_2_pcipm_store
dev_attr_l1_aspm 32 @16=l1_aspm_show @24=l1_aspm_store
dev_attr_level 32 cache_default_attrs_is_visible+0:2/13 @16=level_show
dev_attr_max_active 32 @16=max_active_show @24=max_active_store
dev_attr_max_freq 32 @16=max_freq_show @24=max_freq_store
dev_attr_max_microamps 32 regulator_attr_is_visible+0:23/33 @16=max_microamps_show
dev_attr_max_microvolts 32 regulator_attr_is_visible+0:21/33 @16=max_microvolts_show
dev_attr_max_ratio 32 @16=max_ratio_show @24=max_ratio_store
dev_attr_max_user_freq 32 @16=max_user_freq_show @24=max_user_freq_store
dev_attr_max_vclocks 32 @16=max_vclocks_show @24=max_vclocks_store
dev_attr_microamps 32 regulator_attr_is_visible+0:4/33 @16=microamps_show
dev_attr_microvolts 32 regulator_attr_is_visible+0:3/33 @16=microvolts_show
dev_attr_min_freq 32 @16=min_freq_show @24=min_freq_store
dev_attr_min_microamps 32 regulator_attr_is_visible+0:22/33 @16=min_microamps_show
dev_attr_min_microvolts 32 regulator_attr_is_visible+0:20/33 @16=min_microvolts_show
dev_attr_min_ratio 32 @16=min_ratio_show @24=min_ratio_store
dev_attr_msi_bus 32 @16=msi_bus_show @24=msi_bus_store
dev_attr_mtu 32 @16=mtu_show @24=mtu_store
dev_attr_n_vclocks 32 @16=n_vclocks_show @24=n_vclocks_store
dev_attr_napi_defer_hard_irqs 32 @16=napi_defer_hard_irqs_show @24=napi_defer_hard_irqs_store
dev_attr_netdev_group 32 @16=group_show @24=group_store
dev_attr_new_device 32 i2c_del_adapter+0:6/13 i2c_register_adapter+16:37/62 @24=new_device_store
dev_attr_nohz_full 32 register_framebuffer+24:9/13 @16=print_cpus_nohz_full
dev_attr_npwm 32 __pci_bus_size_bridges+24:2/24 @16=npwm_show
dev_attr_nr_addr_filters 32 perf_pmu_unregister+0:6/7 @16=nr_addr_filters_show
dev_attr_num_users 32 regulator_attr_is_visible+0:1/33 @16=num_users_show
dev_attr_number_of_sets 32 cache_default_attrs_is_visible+0:5/13 @16=number_of_sets_show
dev_attr_online 32 @16=online_show @24=online_store
dev_attr_opmode 32 regulator_attr_is_visible+0:5/33 @16=opmode_show
dev_attr_over_current 32 regulator_attr_is_visible+0:10/33 @16=over_current_show
dev_attr_over_current_warn 32 regulator_attr_is_visible+0:16/33 @16=over_current_warn_show
dev_attr_over_temp 32 regulator_attr_is_visible+0:14/33 @16=over_temp_show
dev_attr_over_temp_warn 32 regulator_attr_is_visible+0:17/33 @16=over_temp_warn_show
dev_attr_over_voltage_warn 32 regulator_attr_is_visible+0:15/33 @16=over_voltage_warn_show
dev_attr_pcr_sm3_9 40 rng_dev_read+0:6/12 @24=pcr_value_show
dev_attr_perf_event_mux_interval_ms 32 @16=perf_event_mux_interval_ms_show @24=perf_event_mux_interval_ms_store
dev_attr_physical_line_partition 32 cache_default_attrs_is_visible+0:9/13 @16=physical_line_partition_show
dev_attr_pid 32 sysfs_blk_trace_attr_store+0:3/16 sysfs_blk_trace_attr_show+0:3/20 @16=sysfs_blk_trace_attr_show @24=sysfs_blk_trace_attr_store
dev_attr_pm_qos_latency_tolerance_us 32 @16=pm_qos_latency_tolerance_us_show @24=pm_qos_latency_tolerance_us_store
dev_attr_pm_qos_no_power_off 32 @16=pm_qos_no_power_off_show @24=pm_qos_no_power_off_store
dev_attr_pm_qos_resume_latency_us 32 @16=pm_qos_resume_latency_us_show @24=pm_qos_resume_latency_us_store
dev_attr_polarity 32 @16=polarity_show @24=polarity_store
dev_attr_policy 32 @16=policy_show @24=policy_store
dev_attr_polling_interval 32 @16=polling_interval_show @24=polling_interval_store
dev_attr_pools 32 pools_show+0:4/5 dma_pool_create+0:3/8 dma_pool_destroy+0:7/12 @16=pools_show
dev_attr_ppin 32 topology_is_visible+0:0/1 @16=ppin_show
dev_attr_pps_enable 32 ptp_is_attribute_visible+0:4/10 @24=pps_enable_store
dev_attr_proto_down 32 @16=proto_down_show @24=proto_down_store
dev_attr_read_ahead_kb 32 @16=read_ahead_kb_show @24=read_ahead_kb_store
dev_attr_read_bandwidth 32 node_set_perf_attrs+0:6/9 @16=read_bandwidth_show
dev_attr_read_verify 32 @16=read_verify_show @24=read_verify_store
dev_attr_real_power_state 32 acpi_device_setup_files+0:17/18 acpi_device_remove_files+0:11/18 @16=real_power_state_show
dev_attr_regulation_out 32 regulator_attr_is_visible+0:12/33 @16=regulation_out_show
dev_attr_reset_method 32 @16=reset_method_show @24=reset_method_store
dev_attr_resource0_resize 32 @16=resource0_resize_show @24=resource0_resize_store
dev_attr_resource1_resize 32 @16=resource1_resize_show @24=resource1_resize_store
dev_attr_resource2_resize 32 @16=resource2_resize_show @24=resource2_resize_store
dev_attr_resource3_resize 32 @16=resource3_resize_show @24=resource3_resize_store
dev_attr_resource4_resize 32 @16=resource4_resize_show @24=resource4_resize_store
dev_attr_resource5_resize 32 @16=resource5_resize_show @24=resource5_resize_store
dev_attr_resource_in_use 32 acpi_power_sysfs_remove+0:0/1 acpi_release_power_resource+0:0/2 acpi_turn_off_unused_power_resources+0:2/9 @16=resource_in_use_show
dev_attr_resources 32 @16=resources_show @24=resources_store
dev_attr_rng_current 32 @16=rng_current_show @24=rng_current_store
dev_attr_rng_quality 32 @16=rng_quality_show @24=rng_quality_store
dev_attr_runtime_pm 32 device_links_check_suppliers+0:5/9 @16=runtime_pm_show
dev_attr_runtime_status 32 device_wakeup_arm_wake_irqs+8:3/4 device_wakeup_disarm_wake_irqs+8:3/4 pm_print_active_wakeup_sources+8:5/13 @16=runtime_status_show
dev_attr_runtime_suspended_time 32 device_wakeup_arm_wake_irqs+0:2/4 device_wakeup_disarm_wake_irqs+0:2/4 @16=runtime_suspended_time_show
dev_attr_rx_trig_bytes 32 @16=rx_trig_bytes_show @24=rx_trig_bytes_store
dev_attr_scrub_pages 40 @16=device_show_bool @24=device_store_bool
dev_attr_sdram_scrub_rate 32 @16=mci_sdram_scrub_rate_show @24=mci_sdram_scrub_rate_store
dev_attr_slope 32 @16=slope_show @24=slope_store
dev_attr_spi_controller_transfer_bytes_histo15 32 spi_register_controller+8:22/59 @16=spi_controller_transfer_bytes_histo15_show
dev_attr_spi_controller_transfer_bytes_histo6 32 spi_register_controller+8:16/59 @16=spi_controller_transfer_bytes_histo6_show
dev_attr_spi_controller_transfers_split_maxsize 32 spi_register_controller+8:36/59 @16=spi_controller_transfers_split_maxsize_show
dev_attr_spurious_threshold 32 @16=spurious_threshold_show @24=spurious_threshold_store
dev_attr_sriov_drivers_autoprobe 32 @16=sriov_drivers_autoprobe_show @24=sriov_drivers_autoprobe_store
dev_attr_sriov_numvfs 32 @16=sriov_numvfs_show @24=sriov_numvfs_store
dev_attr_start_lba 32 sysfs_blk_trace_attr_store+0:4/16 sysfs_blk_trace_attr_show+0:4/20 @16=sysfs_blk_trace_attr_show @24=sysfs_blk_trace_attr_store
dev_attr_state_synced 32 device_remove+0:1/3 device_links_check_suppliers+16:4/9 device_link_add+16:10/24 @16=state_synced_show
dev_attr_sun 32 acpi_device_setup_files+0:7/18 acpi_device_remove_files+0:14/18 @16=sun_show
dev_attr_suspend_disk_microvolts 32 regulator_attr_is_visible+0:29/33 @16=suspend_disk_microvolts_show
dev_attr_suspend_disk_mode 32 regulator_attr_is_visible+0:32/33 @16=suspend_disk_mode_show
dev_attr_suspend_disk_state 32 regulator_attr_is_visible+0:26/33 @16=suspend_disk_state_show
dev_attr_suspend_mem_microvolts 32 regulator_attr_is_visible+0:27/33 @16=suspend_mem_microvolts_show
dev_attr_suspend_mem_mode 32 regulator_attr_is_visible+0:30/33 @16=suspend_mem_mode_show
dev_attr_suspend_mem_state 32 regulator_attr_is_visible+0:25/33 @16=suspend_mem_state_show
dev_attr_suspend_standby_microvolts 32 regulator_attr_is_visible+0:28/33 @16=suspend_standby_microvolts_show
dev_attr_suspend_standby_mode 32 regulator_attr_is_visible+0:31/33 @16=suspend_standby_mode_show
dev_attr_suspend_standby_state 32 regulator_attr_is_visible+0:24/33 @16=suspend_standby_state_show
dev_attr_sustainable_power 32 @16=sustainable_power_show @24=sustainable_power_store
dev_attr_target0 32 @16=target0_show @24=target0_store
dev_attr_target1 32 @16=target1_show @24=target1_store
dev_attr_target10 32 @16=target10_show @24=target10_store
dev_attr_target11 32 @16=target11_show @24=target11_store
dev_attr_target12 32 @16=target12_show @24=target12_store
dev_attr_target13 32 @16=target13_show @24=target13_store
dev_attr_target14 32 @16=target14_show @24=target14_store
dev_attr_target15 32 @16=target15_show @24=target15_store
dev_attr_target2 32 @16=target2_show @24=target2_store
dev_attr_target3 32 @16=target3_show @24=target3_store
dev_attr_target4 32 @16=target4_show @24=target4_store
dev_attr_target5 32 @16=target5_show @24=target5_store
dev_attr_target6 32 @16=target6_show @24=target6_store
dev_attr_target7 32 @16=target7_show @24=target7_store
dev_attr_target8 32 @16=target8_show @24=target8_store
dev_attr_target9 32 @16=target9_show @24=target9_store
dev_attr_target_kb 32 @16=target_kb_show @24=target_kb_store
dev_attr_target_list 32 devm_cxl_add_port+24:6/28 @16=target_list_show
dev_attr_target_type 32 devm_cxl_add_port+0:4/28 @16=target_type_show
dev_attr_threaded 32 @16=threaded_show @24=threaded_store
dev_attr_timer 32 @16=timer_show @24=timer_store
dev_attr_trans_stat 32 @16=trans_stat_show @24=trans_stat_store
dev_attr_tx_queue_len 32 @16=tx_queue_len_show @24=tx_queue_len_store
dev_attr_uevent 32 device_change_owner+0:1/3 device_del+0:2/20 device_add+0:4/62 @16=uevent_show
dev_attr_uid 32 acpi_device_setup_files+0:5/18 acpi_device_remove_files+0:5/18 @16=uid_show
dev_attr_under_voltage 32 regulator_attr_is_visible+0:9/33 @16=under_voltage_show
dev_attr_under_voltage_warn 32 regulator_attr_is_visible+0:13/33 @16=under_voltage_warn_show
dev_attr_uuid 32 cxl_region_visible+0:0/1 unregister_region+0:0/2 target9_show+0:0/2 @24=uuid_store
dev_attr_value 32 @16=value_show @24=value_store
dev_attr_waiting_for_supplier 32 device_remove_attrs+0:3/5 device_links_driver_bound+0:1/6 device_add+0:52/62 @16=waiting_for_supplier_show
dev_attr_wakealarm 32 rtc_get_dev_attribute_groups+0:0/2 rtc_add_groups+0:0/2 rtc_attr_is_visible+0:0/4 @16=wakealarm_show @24=wakealarm_store
dev_attr_ways_of_associativity 32 cache_default_attrs_is_visible+0:4/13 @16=ways_of_associativity_show
dev_attr_whole_disk 32 add_partition+0:4/9 @16=whole_disk_show
dev_attr_write_generate 32 @16=write_generate_show @24=write_generate_store
dev_boot_phase 4 __register_netdevice_notifier_net+0:0/1 register_netdevice_notifier+0:2/4 register_netdevice+0:0/27
dev_cgroup_files 864 @584=devcgroup_seq_show @200=devcgroup_access_write
dev_domain_list 16 xen_register_device_domain_owner+0:3/5
dev_domain_list_spinlock 4 xen_find_device_domain_owner+0:0/2 xen_unregister_device_domain_owner+0:0/2 xen_register_device_domain_owner+0:1/5
dev_map_hash_ops 328 @32=dev_map_hash_get_next_key @96=dev_map_hash_lookup_elem
dev_map_list 16 dev_map_alloc+0:2/4 dev_map_notification+0:2/8
dev_map_lock 4 dev_map_alloc+0:0/4 dev_map_free+0:0/5
dev_map_notifier 24 dev_map_alloc+0:1/4 dev_map_notification+0:0/8 @0=dev_map_notification
dev_map_ops 328 @32=dev_map_get_next_key @96=dev_map_lookup_elem
dev_mc_net_ops 72 @16=dev_mc_net_init @32=dev_mc_net_exit
dev_mc_seq_ops 32 @24=dev_mc_seq_show @0=dev_seq_start
dev_nums_idr 24 tpm_dev_release+0:1/2 tpm_chip_unregister+0:1/2 tpm_default_chip+0:1/2
dev_pm_qos_mtx 32 dev_pm_qos_add_ancestor_request+0:0/1 dev_pm_qos_add_notifier+0:0/1 dev_pm_qos_get_user_latency_tolerance+0:0/1
dev_pm_qos_sysfs_mtx 32 dev_pm_qos_expose_latency_tolerance+0:1/2 dev_pm_qos_hide_latency_tolerance+0:1/2 dev_pm_qos_constraints_destroy+0:1/2
dev_proc_ops 72 @16=dev_proc_net_init @32=dev_proc_net_exit
dev_rx_weight 4 process_backlog+0:2/5 proc_do_dev_weight+0:5/7
dev_seq_ops 32 @24=dev_seq_show @0=dev_seq_start
dev_sysfs_ops 16 @0=dev_attr_show @8=dev_attr_store
dev_tx_weight 4 proc_do_dev_weight+0:6/7 __qdisc_run+0:0/16
dev_types 64 dimmdev_dev_type_show+0:1/3 csrow_dev_type_show+0:1/3
dev_weight_rx_bias 4 proc_do_dev_weight+0:3/7
dev_weight_tx_bias 4 proc_do_dev_weight+0:4/7
devcd_attr_data 64 @40=devcd_data_read @48=devcd_data_write
devcd_class 120 disabled_store+0:2/3 dev_coredumpm+0:1/13 @64=devcd_dev_release
devcd_disabled 1 disabled_show+0:0/2 disabled_store+0:1/3 dev_coredumpm+0:0/13
devcgroup_mutex 32 devcgroup_offline+0:0/1 devcgroup_online+0:0/1 devcgroup_access_write+0:0/1
devfreq_class 8 devfreq_add_device+0:9/25
devfreq_governor_list 16 devfreq_add_governor+0:1/10
devfreq_list 16 devfreq_summary_show+0:15/22 devfreq_add_device+0:18/25
devfreq_list_lock 32 devfreq_get_devfreq_by_node+0:0/1 devfreq_get_devfreq_by_phandle+0:0/1 available_governors_show+0:0/2
devfreq_summary_fops 280 @112=devfreq_summary_open @128=single_release
devfreq_wq 8 devfreq_update_interval+0:0/1 devfreq_monitor_resume+0:2/3 devfreq_monitor_start+0:3/4
device_ctls_mutex 32 edac_device_workq_function+0:0/1 edac_device_del_device+0:0/2 edac_device_add_device+0:0/12
device_hotplug_lock 32 online_store+0:1/2 lock_device_hotplug_sysfs+0:1/2 unlock_device_hotplug+0:1/2
device_ktype 48 @0=device_release @32=device_namespace
device_link_wq 8 device_link_wait_removal+0:0/1 devlink_dev_release+0:0/2 virtual_device_parent+0:0/4
device_links_lock 32 device_links_busy+0:1/2 device_links_unbind_consumers+0:1/2 device_links_no_driver+0:1/2
device_links_srcu 384 device_link_release_fn+0:1/2 device_links_read_lock+0:1/2 device_links_read_unlock+0:1/2 @352=delayed_work_timer_fn
device_list 16 spidev_probe+0:8/12
device_list_lock 32 spidev_remove+0:0/3 spidev_open+0:0/4 spidev_message+0:0/4
device_nb 24 xen_find_device_domain_owner+0:1/2 xen_unregister_device_domain_owner+0:1/2 xen_register_device_domain_owner+0:2/5 @0=xen_pci_notifier
device_uevent_ops 24 @0=dev_uevent_filter @8=dev_uevent_name @16=dev_uevent
devices_cgrp_subsys 240 @0=devcgroup_css_alloc @8=devcgroup_online
devices_fops 280 @112=devices_open @128=single_release
devices_kset 8 virtual_device_parent+0:2/4 device_shutdown+0:1/5 devices_kset_move_last+0:1/5
devinet_ops 72 @16=devinet_init_net @32=devinet_exit_net
devinet_sysctl 2184 @40=devinet_sysctl_forward @1832=ipv4_doint_and_flush
devinfo_ops 32 @0=devinfo_start @8=devinfo_stop
devkmsg_log 4 __control_devkmsg+0:0/2 devkmsg_sysctl_set_loglvl+0:0/3 devkmsg_open+0:0/6
devkmsg_log_str 10 devkmsg_sysctl_set_loglvl+0:2/3
devlink_class 120 device_link_release_fn+0:0/2 dev_uevent_filter+0:0/2 online_store+0:0/2 @64=devlink_dev_release
devlink_class_intf 40 @24=devlink_add_symlinks @32=devlink_remove_symlinks
devlink_nl_family 104 @56=devlink_nl_pre_doit @64=devlink_nl_post_doit
devlink_nl_ops 1344 @0=devlink_nl_cmd_get_doit @8=devlink_nl_cmd_get_dumpit
devlink_param_generic 952 devlink_param_register+0:2/11
devlink_pernet_ops 72 devlink_register+0:2/3 devlink_set_features+8:1/3 devlink_param_driverinit_value_set+4:2/6 @24=devlink_pernet_pre_exit
devlink_trap_generic 2944 devlink_nl_cmd_port_set_doit+2808:3/11 rtm_to_nh_config+1880:31/37
devlink_trap_group_generic 416 devlink_nl_cmd_trap_get_doit+224:0/2 devlink_nl_cmd_trap_policer_get_doit+224:0/2 devlink_nl_cmd_param_set_doit+224:2/5
devlinks 16 devlinks_xa_find_get+0:0/1 devlink_params_register+0:0/1 devlink_params_unregister+0:0/1
devlist 384 memory_open+0:0/2 mem_devnode+0:0/2 mmap_mem+0:0/2
devnet_rename_sem 40 netdev_get_name+0:1/6 dev_change_name+0:1/13
devpts_fs_type 72 @32=devpts_mount @40=devpts_kill_sb
devpts_mutex 32 pts_unix98_lookup+0:0/1 pty_close+0:1/2 ptmx_open+0:0/6
devpts_sops 200 @112=devpts_remount @128=devpts_show_options
dfl_files 1512 @1016=sched_partition_show @1064=sched_partition_write
dflt 8 con_release_unimap+0:0/1 inverse_translate+0:0/3 con_set_default_unimap+0:0/3
dfont_unicount 256 con_set_default_unimap+0:2/3 con_get_trans_new+240:3/4 console_callback+168:9/11
dfont_unitable 606 con_set_default_unimap+0:1/3 do_con_write+304:37/46
dh 512 @0=dh_set_secret @24=dh_max_size
diacr 4 k_dead2+0:1/2 k_dead+0:3/4 fn_enter+0:2/4
diag_net_ops 72 @16=diag_net_init @32=diag_net_exit
did_panic 4 hung_task_panic+0:0/1 net_rx_action+0:14/17 alloc_unbound_pwq+0:10/19
die_chain 16 notify_die+0:0/2 srcu_init_notifier_head+0:0/2 register_die_notifier+0:0/2
die_lock 4 die+0:1/14
digest_type_name 16 ima_eventdigest_init_common+0:2/5 template_desc_init_fields+0:1/7
dio_cache 8 dio_complete+0:0/6 __blockdev_direct_IO+0:0/27
dir_notify_enable 4 fcntl_dirnotify+0:1/4
dirty_background_bytes 8 dirty_background_ratio_handler+0:0/1 dirty_background_bytes_handler+0:1/3 domain_dirty_limits+0:2/7
dirty_background_ratio 4 dirty_background_bytes_handler+0:2/3
dirty_expire_interval 4 mem_cgroup_flush_foreign+0:0/4 mem_cgroup_track_foreign_dirty_slowpath+0:4/7 wb_writeback+0:1/8
dirty_writeback_interval 4 dirty_writeback_centisecs_handler+0:0/1 wb_wakeup_delayed+0:0/2 domain_dirty_limits+0:0/7
dirtytime_expire_interval 4 dirtytime_interval_handler+0:0/3 wakeup_dirtytime_writeback+0:1/4 queue_io+0:0/6
dirtytime_work 88 @24=wakeup_dirtytime_writeback @56=delayed_work_timer_fn
disable_acs_redir_param 8 pci_enable_acs+0:2/7
disable_higher_order_debug 4 parse_slub_debug_flags+0:2/3 __kmem_cache_release+0:1/3 kmem_cache_flags+0:0/4
disable_ipv6_mod 4 ipv6_mod_enabled+0:0/1 inet6_unregister_protosw+0:0/3 inet6_register_protosw+0:0/5
disable_lock 32 sysfb_disable+0:1/3 __scm_smc_call+24:3/8
disable_runtime 1 efi_runtime_disabled+0:0/1 efi_mem_reserve_persistent+0:2/6
disable_vt_switch 4 pm_set_vt_switch+0:0/1 __vt_event_dequeue+0:0/2 vt_event_post+0:0/3
disabled 1 sysfb_disable+0:0/3
disk_attr_group 40 set_capacity_and_notify+0:6/8 @8=disk_visible
disk_events 16 disk_add_events+0:2/3
disk_events_dfl_poll_msecs 8 disk_check_events+0:0/2 __disk_unblock_events+0:1/2 disk_alloc_events+0:1/9
disk_events_dfl_poll_msecs_param_ops 32 @8=disk_events_set_dfl_poll_msecs @16=param_get_ulong
disk_events_mutex 32 disk_events_set_dfl_poll_msecs+0:0/1 disk_del_events+0:0/1 disk_add_events+0:0/3
disk_type 48 @24=block_devnode @32=disk_release
diskseq 8 inc_diskseq+0:1/2
diskstats_op 32 @0=disk_seqf_start @24=diskstats_show
dist_code 512 compress_block+0:3/6 zlib_tr_tally+0:3/6 zlib_tr_init+0:6/25
dist_min 4 update_or_create_fnhe+0:2/16
dl_generation 8 sched_dl_global_validate+0:8/10 sched_dl_do_global+0:2/13
dl_sched_class 208 @0=enqueue_task_dl @8=dequeue_task_dl
dma_buf_debug_fops 280 @112=dma_buf_debug_open @128=single_release
dma_buf_debugfs_dir 8 dma_buf_file_release+0:1/3 dma_buf_export+0:0/12 dma_buf_debug_show+0:0/20
dma_buf_dentry_ops 128 @48=dma_buf_release @72=dmabuffs_dname
dma_buf_fops 280 @8=dma_buf_llseek @72=dma_buf_poll
dma_buf_fs_type 72 @16=dma_buf_fs_init_context @40=kill_anon_super
dma_buf_mnt 8 dma_buf_export+0:1/12
dma_cap_mask_all 8 dma_channel_rebalance+0:1/11
dma_default_coherent 1 device_initialize+0:6/8
dma_devclass 120 __dma_async_device_channel_register+0:2/11 @64=chan_dev_release
dma_device_list 16 dma_issue_pending_all+0:2/3 dma_request_chan_by_mask+0:2/3 dmaengine_put+0:3/4
dma_dummy_ops 200 @56=dma_dummy_mmap @72=dma_dummy_map_page
dma_fence_array_ops 72 @8=dma_fence_array_get_driver_name @16=dma_fence_array_get_timeline_name @24=dma_fence_array_enable_signaling
dma_fence_chain_ops 72 @8=dma_fence_chain_get_driver_name @16=dma_fence_chain_get_timeline_name @24=dma_fence_chain_enable_signaling
dma_fence_context_counter 8 dma_fence_context_alloc+0:0/1
dma_fence_stub_lock 4 dma_fence_allocate_private_stub+0:1/3 dma_fence_get_stub+0:0/6 dma_buf_export+1:11/12
dma_fence_stub_ops 72 dma_fence_allocate_private_stub+0:2/3 dma_fence_get_stub+0:4/6 @8=dma_fence_stub_get_name
dma_ida 16 dma_async_device_unregister+0:1/2 dma_async_device_register+0:1/24
dma_list_mutex 32 dma_get_any_slave_channel+0:0/1 in_use_show+0:0/2 dma_async_device_unregister+0:0/2
dmaengine_ref_count 8 dma_chan_get+0:1/2 dmaengine_put+0:2/4 tegra210_venc_mbist_war+0:3/5
dmaengine_summary_fops 280 @112=dmaengine_summary_open @128=single_release
dmesg_restrict 4 check_syslog_permissions+0:0/3
dmi_class 120 @40=dmi_dev_uevent @64=dmi_dev_release
dmt_modes 1920 get_std_timing+0:0/1
dnotify_fsnotify_ops 48 @8=dnotify_handle_event @40=dnotify_free_mark
dnotify_mark_cache 8 dnotify_free_mark+0:0/1 fcntl_dirnotify+0:2/4
dnotify_struct_cache 8 dnotify_handle_event+0:0/1 dnotify_flush+0:0/2 fcntl_dirnotify+0:0/4
do_poke_blanked_console 4 console_callback+0:2/11 kbd_event+0:4/31
dom0_hvc_ops 72 @0=dom0_read_console @8=dom0_write_console
domU_hvc_ops 72 @0=domU_read_console @8=domU_write_console
doms_cur 8 sched_init_domains+0:7/12 partition_sched_domains_locked+0:6/54
dotdot_name 16 vfs_tmpfile+4:3/4
dpc_completed_waitqueue 24 pci_dpc_recovered+0:0/1 quirk_via_bridge+16:1/3 dpc_reset_link+0:2/6
dpcdriver 224 @8=dpc_probe @16=dpc_remove
dpm_late_early_list 16 dpm_noirq_resume_devices+0:3/12 dpm_resume_early+0:5/12 dpm_noirq_suspend_devices+0:2/16
dpm_list 16 dpm_wait_for_superior+0:2/4 device_pm_move_last+0:1/7 device_pm_add+0:2/9
dpm_list_mtx 32 device_pm_lock+0:0/1 device_pm_unlock+0:0/1 dpm_for_each_dev+0:0/1
dpm_noirq_list 16 dpm_noirq_resume_devices+0:5/12 dpm_noirq_suspend_devices+0:3/16
dpm_prepared_list 16 dpm_resume+0:2/11 dpm_suspend+0:2/15 dpm_prepare+0:5/15
dpm_suspended_list 16 dpm_resume+0:4/11 dpm_resume_early+0:3/12 dpm_suspend+0:3/15
dq_data_lock 4 mark_info_dirty+0:1/2 __dquot_drop+0:1/3 dquot_set_dqinfo+0:1/3
dq_hash_bits 4 dqget+0:2/24
dq_hash_mask 4 dqget+0:3/24
dq_list_lock 4 dqgrab+0:0/1 clear_dquot_dirty+0:0/2 dquot_quota_enable+0:0/2
dq_state_lock 4 dquot_quota_enable+0:1/2 dquot_quota_disable+0:1/2 dquot_resume+0:1/2
dqcache_shrinker 64 @0=dqcache_shrink_count @8=dqcache_shrink_scan
dqstats 384 do_proc_dqstats+0:0/1 dqcache_shrink_count+0:0/3 __dqgrab+0:0/3
dquot_cachep 8 dquot_destroy+0:0/1 dquot_alloc+0:0/1
dquot_hash 8 dqget+0:9/24
dquot_operations 88 @0=dquot_commit @8=dquot_alloc
dquot_quotactl_sysfile_ops 88 @16=dquot_quota_enable @24=dquot_quota_disable
dquot_ref_wq 24 dquot_disable+8:18/19
dquot_srcu 384 dquot_claim_space_nodirty+0:1/2 dquot_reclaim_space_nodirty+0:1/2 dquot_alloc_inode+0:1/4 @352=delayed_work_timer_fn
drain_vmap_work 32 free_vmap_area_noflush+0:14/15 vm_map_ram+0:28/37 pcpu_get_vm_areas+0:43/47 @24=drain_vmap_area_work
driver_attr_bind 32 bus_remove_driver+0:5/7 bus_add_driver+0:17/20 @24=bind_store
driver_attr_bind_mode 32 @16=bind_mode_show @24=bind_mode_store
driver_attr_unbind 32 bus_remove_driver+0:6/7 bus_add_driver+0:13/20 @24=unbind_store
driver_deferred_probe_enable 1 driver_deferred_probe_trigger+0:0/1 device_unblock_probing+0:1/3 deferred_probe_timeout_work_func+0:0/5
driver_deferred_probe_timeout 4 driver_sysfs_add+0:1/3 device_remove+0:0/3 device_release_driver_internal+0:0/3
driver_ktype 48 bus_add_driver+0:3/20 device_link_add+40:14/24 bus_register+0:25/36 @0=driver_release
drivers_head 16 zpool_get_driver+0:1/2 zpool_register_driver+0:1/2
drivers_lock 4 zpool_unregister_driver+0:0/1 zpool_get_driver+0:0/2 zpool_register_driver+0:0/2
dst_blackhole_ops 192 @104=dst_blackhole_neigh_lookup @16=dst_blackhole_check
dst_default_metrics 72 ipv4_dst_destroy+0:0/2 fib6_info_destroy_rcu+0:0/2 rtnetlink_put_metrics+0:0/2
dummy_bpf_prog 72 bpf_prog_array_delete_safe_at+0:1/2 bpf_prog_array_copy_to_user+0:1/2 bpf_prog_array_update_at+0:1/2 @48=__bpf_prog_ret1
dummy_clock 152 timekeeping_suspend+0:11/24 @0=dummy_clock_read
dummy_con 208 @8=dummycon_startup @16=dummycon_init
dummy_driver 248 i2c_register_adapter+0:43/62 @8=dummy_probe
dummy_index 4 find_memory_block+0:2/3 proc_exit_connector+0:1/6 proc_coredump_connector+0:1/6
dummy_irq_chip 264 i2c_host_notify_irq_map+0:1/2 init_srcu_struct_nodes+56:5/12 force_qs_rnp+48:7/19 @8=noop_ret @16=noop
dummy_regulator_driver 208 tty_open+32:23/31 @0=dummy_regulator_probe
dummy_tracer_opt 16 __tracing_open+0:10/16
dump_list 16 kmsg_dump_register+0:3/5 syslog_print+12:9/13
dump_list_lock 4 kmsg_dump_unregister+0:1/2 kmsg_dump_register+0:1/5
dump_probe_ops 32 @0=ftrace_dump_probe @24=ftrace_dump_print
dump_tree 1 thaw_processes+0:7/15
dup_mmap_sem 96 uprobe_start_dup_mmap+0:1/3 uprobe_end_dup_mmap+0:1/4 padata_do_parallel+48:3/9
dw8250_platform_driver 208 @0=dw8250_probe @8=dw8250_remove
dw8250_pm_ops 184 @160=dw8250_runtime_suspend @168=dw8250_runtime_resume
dyn_event_list 16 dyn_event_seq_next+0:0/1 synth_event_run_command+0:0/2 find_trace_kprobe+0:0/2
dyn_event_ops_list 16 dyn_event_register+0:2/4
dyn_event_ops_mutex 32 create_dyn_event+0:1/2 dyn_event_create+0:1/2 dyn_event_register+0:1/4
dyn_event_seq_op 32 @24=dyn_event_seq_show @0=dyn_event_seq_start
dynamic_events_ops 280 @24=dyn_event_write @112=dyn_event_open
dynamic_kobj_ktype 48 @0=dynamic_kobj_release
dynamic_tables_kobj 8 acpi_sysfs_table_handler+0:1/4
early_page_ext 1 memmap_init_range+0:4/18
early_pfnnid_cache 24 early_pfn_to_nid+0:1/6
early_probes 8 tracepoint_add_func+0:12/13 tracepoint_probe_unregister+0:13/14
ebitmap_node_cachep 8 ebitmap_cpy+0:0/1 ebitmap_netlbl_import+0:0/1 ebitmap_destroy+0:0/1
ec_busy_polling 1 acpi_ec_resume_noirq+0:3/5 acpi_ec_setup+0:10/13
ec_delay 4 acpi_ec_transaction_unlocked+0:2/17
ec_event_clearing 4 ec_clear_on_resume+0:1/4 ec_guard+0:0/4 param_get_event_clearing+0:0/5
ec_freeze_events 1 acpi_ec_suspend+0:1/3 acpi_ec_stop+0:0/8 advance_transaction+0:0/28
ec_no_wakeup 1 acpi_ec_suspend_noirq+0:0/2 acpi_ec_resume_noirq+0:4/5
ec_polling_guard 4 acpi_ec_resume_noirq+0:2/5 acpi_ec_setup+0:11/13
ec_query_wq 8 acpi_ec_remove_query_handler+0:0/1 __acpi_ec_flush_work+0:2/3 acpi_ec_submit_query+0:3/7
ec_storm_threshold 4 acpi_ec_transaction_unlocked+0:3/17 advance_transaction+0:11/28
ec_wq 8 acpi_ec_flush_work+0:0/1 __acpi_ec_flush_work+0:1/3 advance_transaction+0:1/28
efi_subsys_attr_group 40 framebuffer_probe+0:1/13 @8=efi_attr_is_visible
efifb_driver 208 @0=efifb_probe @8=efifb_remove
efifb_ops 184 @56=efifb_setcolreg @160=efifb_destroy
elfcorebuf 8 free_elfcorebuf+0:0/3 open_vmcore+0:0/3 vmcore_cleanup+0:0/4
elfcorebuf_sz 8 read_vmcore+0:2/8 mmap_vmcore+0:2/12
elfcorebuf_sz_orig 8 free_elfcorebuf+0:1/3
elfcorehdr_addr 8 iommu_dma_init+0:0/2 has_useable_cnp+0:0/3 blk_mq_update_queue_map+0:0/3
elfnotes_buf 8 free_elfcorebuf+0:2/3 read_vmcore+0:6/8 mmap_vmcore+0:10/12
elfnotes_sz 8 read_vmcore+0:3/8 mmap_vmcore+0:4/12
elv_iosched_entry 32 @16=elv_iosched_show @24=elv_iosched_store
elv_ktype 48 elevator_find+0:0/1 elevator_init_mq+0:2/4 elevator_alloc+0:1/4 @0=elevator_release
elv_list 16 elv_register+0:3/6
elv_list_lock 4 elv_unregister+0:0/1 elevator_get+0:0/2 elevator_init_mq+0:1/4
elv_sysfs_ops 16 @0=elv_attr_show @8=elv_attr_store
em_debug_cpus_fops 280 @112=em_debug_cpus_open @128=single_release
em_debug_flags_fops 280 @112=em_debug_flags_open @128=single_release
em_pd_mutex 32 em_dev_unregister_perf_domain+0:1/3 em_dev_register_perf_domain+0:0/50
ematch_mod_lock 8 tcf_em_unregister+0:0/1 tcf_em_lookup+0:0/2 tcf_em_register+0:0/3
empty_aops 160 inode_init_always+0:4/8 pipe_write+80:9/10
empty_dir_inode_operations 192 @0=empty_dir_lookup @16=generic_permission
empty_dir_operations 280 @8=empty_dir_llseek @64=empty_dir_readdir
empty_hash 48 __ftrace_hash_move+0:1/2 __free_ftrace_hash_rcu+0:1/2 free_ftrace_func_mapper+0:1/2
enable_lock 4 clk_enable_lock+0:1/4 clk_enable_unlock+0:3/5
enable_owner 8 clk_enable_lock+0:2/4 clk_enable_unlock+0:1/5
enable_refcnt 4 clk_enable_lock+0:3/4 clk_enable_unlock+0:2/5
enable_vma_readahead 1 vma_ra_enabled_store+0:0/1 delete_from_swap_cache+0:0/2 clear_shadow_from_swap_cache+0:0/2
enabled_devices 4 cpuidle_uninstall_idle_handler+0:0/2 gov_attr_set_init+0:0/2 cpuidle_enable_device+0:1/2
enter_syscall_print_funcs 32 @0=print_syscall_enter
entering_platform_hibernation 1 system_entering_hibernation+0:0/1 software_resume+0:0/3 hibernation_platform_enter+0:0/3
entry_count 4 async_schedule_node_domain+0:2/5 async_schedule_dev_nocall+0:2/5 __async_schedule_node_domain+0:4/7
entry_list_lock 4 dmi_sysfs_entry_release+0:1/2
enum64_ops 48 @0=btf_enum64_check_meta @40=btf_enum64_show
enum_ops 48 @0=btf_enum_check_meta @40=btf_enum_show
envp_init 272 initcall_blacklisted+232:1/7
ephead_cache 8 do_epoll_ctl+0:18/31
epi_cache 8 epi_rcu_free+0:0/1 ep_remove+0:0/2 ep_clear_and_put+0:0/2
epmutex 32 do_epoll_ctl+0:4/31
eprobe_dyn_event_ops 56 @16=eprobe_dyn_event_create @24=eprobe_dyn_event_show
eprobe_fields_array 80 @8=eprobe_event_define_fields
eprobe_funcs 32 @0=print_eprobe_event
eprobe_trigger_ops 32 @0=eprobe_trigger_func @8=eprobe_trigger_init
error_states 384 @88=me_huge_page @120=me_swapcache_dirty
erst_disable 4 erst_reader+0:0/3 erst_get_record_id_end+0:0/4 erst_get_record_id_begin+0:0/4
erst_erange 32 erst_write+0:1/13 erst_read+24:2/15 erst_clear+24:5/19
erst_info 136 @88=erst_open_pstore @96=erst_close_pstore
erst_ins_type 304 @8=apei_exec_read_register @24=apei_exec_read_register_value
erst_lock 4 erst_get_record_count+0:1/7 erst_get_record_id_next+0:7/12 erst_write+0:4/13
erst_record_id_cache 56 erst_get_record_id_end+0:2/4 erst_get_record_id_begin+0:2/4 erst_clear_cache+0:1/5
esp4_handlers 8 xfrm4_esp_err+0:1/2 xfrm4_esp_rcv+0:1/2 xfrm4_rcv_cb+0:1/3
esp4_protocol 24 @0=xfrm4_esp_rcv @8=xfrm4_esp_err
esp6_handlers 8 xfrm6_esp_err+0:1/2 xfrm6_esp_rcv+0:1/2 xfrm6_rcv_cb+0:2/3
esp6_protocol 24 @0=xfrm6_esp_rcv @8=xfrm6_esp_err
eth_header_ops 48 @0=eth_header @8=eth_header_parse
eth_packet_offload 48 @16=eth_gro_receive @24=eth_gro_complete
ethnl_bcast_seq 4 ethnl_bcastmsg_put+0:0/2 ethnl_default_notify+0:2/9
ethnl_channels_request_ops 56 @24=channels_prepare_data @32=channels_reply_size
ethnl_coalesce_request_ops 56 @24=coalesce_prepare_data @32=coalesce_reply_size
ethnl_debug_request_ops 56 @24=debug_prepare_data @32=debug_reply_size
ethnl_eee_request_ops 56 @24=eee_prepare_data @32=eee_reply_size
ethnl_features_request_ops 56 @24=features_prepare_data @32=features_reply_size
ethnl_fec_request_ops 56 @24=fec_prepare_data @32=fec_reply_size
ethnl_linkinfo_request_ops 56 @24=linkinfo_prepare_data @32=linkinfo_reply_size
ethnl_linkmodes_request_ops 56 @24=linkmodes_prepare_data @32=linkmodes_reply_size
ethnl_linkstate_request_ops 56 @24=linkstate_prepare_data @32=linkstate_reply_size
ethnl_module_eeprom_request_ops 56 @16=eeprom_parse_request @24=eeprom_prepare_data @32=eeprom_reply_size
ethnl_module_request_ops 56 @24=module_prepare_data @32=module_reply_size
ethnl_notify_handlers 296 ethnl_reply_init+0:1/3 ethnl_fill_reply_header+0:0/3 ethnl_parse_header_dev_get+0:0/7 @24=ethnl_default_notify
ethnl_ok 1 ethtool_notify+0:0/8
ethnl_pause_request_ops 56 @24=pause_prepare_data @32=pause_reply_size
ethnl_phc_vclocks_request_ops 56 @24=phc_vclocks_prepare_data @32=phc_vclocks_reply_size
ethnl_privflags_request_ops 56 @24=privflags_prepare_data @32=privflags_reply_size
ethnl_pse_request_ops 56 @24=pse_prepare_data @32=pse_reply_size
ethnl_rings_request_ops 56 @24=rings_prepare_data @32=rings_reply_size
ethnl_stats_request_ops 56 @16=stats_parse_request @24=stats_prepare_data
ethnl_strset_request_ops 56 @16=strset_parse_request @24=strset_prepare_data
ethnl_tsinfo_request_ops 56 @24=tsinfo_prepare_data @32=tsinfo_reply_size
ethnl_wol_request_ops 56 @24=wol_prepare_data @32=wol_reply_size
ethtool_genl_ops 1776 @96=ethnl_set_linkinfo @192=ethnl_set_linkmodes
event 8 commit_tree+0:0/1 delayed_mntput+0:0/2 mark_mounts_for_expiry+0:4/6
event_class_ack_update_msk 72 @8=trace_event_raw_event_ack_update_msk @16=perf_trace_ack_update_msk
event_class_aer_event 72 @8=trace_event_raw_event_aer_event @16=perf_trace_aer_event
event_class_alarm_class 72 @8=trace_event_raw_event_alarm_class @16=perf_trace_alarm_class
event_class_alarmtimer_suspend 72 @8=trace_event_raw_event_alarmtimer_suspend @16=perf_trace_alarmtimer_suspend
event_class_arm_event 72 @8=trace_event_raw_event_arm_event @16=perf_trace_arm_event
event_class_balance_dirty_pages 72 @8=trace_event_raw_event_balance_dirty_pages @16=perf_trace_balance_dirty_pages
event_class_bdi_dirty_ratelimit 72 @8=trace_event_raw_event_bdi_dirty_ratelimit @16=perf_trace_bdi_dirty_ratelimit
event_class_block_bio 72 @8=trace_event_raw_event_block_bio @16=perf_trace_block_bio
event_class_block_bio_complete 72 @8=trace_event_raw_event_block_bio_complete @16=perf_trace_block_bio_complete
event_class_block_bio_remap 72 @8=trace_event_raw_event_block_bio_remap @16=perf_trace_block_bio_remap
event_class_block_buffer 72 @8=trace_event_raw_event_block_buffer @16=perf_trace_block_buffer
event_class_block_plug 72 @8=trace_event_raw_event_block_plug @16=perf_trace_block_plug
event_class_block_rq 72 @8=trace_event_raw_event_block_rq @16=perf_trace_block_rq
event_class_block_rq_completion 72 @8=trace_event_raw_event_block_rq_completion @16=perf_trace_block_rq_completion
event_class_block_rq_remap 72 @8=trace_event_raw_event_block_rq_remap @16=perf_trace_block_rq_remap
event_class_block_rq_requeue 72 @8=trace_event_raw_event_block_rq_requeue @16=perf_trace_block_rq_requeue
event_class_block_split 72 @8=trace_event_raw_event_block_split @16=perf_trace_block_split
event_class_block_unplug 72 @8=trace_event_raw_event_block_unplug @16=perf_trace_block_unplug
event_class_bpf_test_finish 72 @8=trace_event_raw_event_bpf_test_finish @16=perf_trace_bpf_test_finish
event_class_bpf_trace_printk 72 @8=trace_event_raw_event_bpf_trace_printk @16=perf_trace_bpf_trace_printk
event_class_br_fdb_add 72 @8=trace_event_raw_event_br_fdb_add @16=perf_trace_br_fdb_add
event_class_br_fdb_external_learn_add 72 @8=trace_event_raw_event_br_fdb_external_learn_add @16=perf_trace_br_fdb_external_learn_add
event_class_br_fdb_update 72 @8=trace_event_raw_event_br_fdb_update @16=perf_trace_br_fdb_update
event_class_cdev_update 72 @8=trace_event_raw_event_cdev_update @16=perf_trace_cdev_update
event_class_cgroup 72 @8=trace_event_raw_event_cgroup @16=perf_trace_cgroup
event_class_cgroup_event 72 @8=trace_event_raw_event_cgroup_event @16=perf_trace_cgroup_event
event_class_cgroup_migrate 72 @8=trace_event_raw_event_cgroup_migrate @16=perf_trace_cgroup_migrate
event_class_cgroup_root 72 @8=trace_event_raw_event_cgroup_root @16=perf_trace_cgroup_root
event_class_clk 72 @8=trace_event_raw_event_clk @16=perf_trace_clk
event_class_clk_duty_cycle 72 @8=trace_event_raw_event_clk_duty_cycle @16=perf_trace_clk_duty_cycle
event_class_clk_parent 72 @8=trace_event_raw_event_clk_parent @16=perf_trace_clk_parent
event_class_clk_phase 72 @8=trace_event_raw_event_clk_phase @16=perf_trace_clk_phase
event_class_clk_rate 72 @8=trace_event_raw_event_clk_rate @16=perf_trace_clk_rate
event_class_clk_rate_range 72 @8=trace_event_raw_event_clk_rate_range @16=perf_trace_clk_rate_range
event_class_clock 72 @8=trace_event_raw_event_clock @16=perf_trace_clock
event_class_compact_retry 72 @8=trace_event_raw_event_compact_retry @16=perf_trace_compact_retry
event_class_console 72 @8=trace_event_raw_event_console @16=perf_trace_console
event_class_consume_skb 72 @8=trace_event_raw_event_consume_skb @16=perf_trace_consume_skb
event_class_contention_begin 72 @8=trace_event_raw_event_contention_begin @16=perf_trace_contention_begin
event_class_contention_end 72 @8=trace_event_raw_event_contention_end @16=perf_trace_contention_end
event_class_context_tracking_user 72 @8=trace_event_raw_event_context_tracking_user @16=perf_trace_context_tracking_user
event_class_cpu 72 @8=trace_event_raw_event_cpu @16=perf_trace_cpu
event_class_cpu_frequency_limits 72 @8=trace_event_raw_event_cpu_frequency_limits @16=perf_trace_cpu_frequency_limits
event_class_cpu_idle_miss 72 @8=trace_event_raw_event_cpu_idle_miss @16=perf_trace_cpu_idle_miss
event_class_cpu_latency_qos_request 72 @8=trace_event_raw_event_cpu_latency_qos_request @16=perf_trace_cpu_latency_qos_request
event_class_cpuhp_enter 72 @8=trace_event_raw_event_cpuhp_enter @16=perf_trace_cpuhp_enter
event_class_cpuhp_exit 72 @8=trace_event_raw_event_cpuhp_exit @16=perf_trace_cpuhp_exit
event_class_cpuhp_multi_enter 72 @8=trace_event_raw_event_cpuhp_multi_enter @16=perf_trace_cpuhp_multi_enter
event_class_cros_ec_request_done 72 @8=trace_event_raw_event_cros_ec_request_done @16=perf_trace_cros_ec_request_done
event_class_cros_ec_request_start 72 @8=trace_event_raw_event_cros_ec_request_start @16=perf_trace_cros_ec_request_start
event_class_dev_pm_qos_request 72 @8=trace_event_raw_event_dev_pm_qos_request @16=perf_trace_dev_pm_qos_request
event_class_devfreq_frequency 72 @8=trace_event_raw_event_devfreq_frequency @16=perf_trace_devfreq_frequency
event_class_devfreq_monitor 72 @8=trace_event_raw_event_devfreq_monitor @16=perf_trace_devfreq_monitor
event_class_device_pm_callback_end 72 @8=trace_event_raw_event_device_pm_callback_end @16=perf_trace_device_pm_callback_end
event_class_device_pm_callback_start 72 @8=trace_event_raw_event_device_pm_callback_start @16=perf_trace_device_pm_callback_start
event_class_devlink_health_recover_aborted 72 @8=trace_event_raw_event_devlink_health_recover_aborted @16=perf_trace_devlink_health_recover_aborted
event_class_devlink_health_report 72 @8=trace_event_raw_event_devlink_health_report @16=perf_trace_devlink_health_report
event_class_devlink_health_reporter_state_update 72 @8=trace_event_raw_event_devlink_health_reporter_state_update @16=perf_trace_devlink_health_reporter_state_update
event_class_devlink_hwerr 72 @8=trace_event_raw_event_devlink_hwerr @16=perf_trace_devlink_hwerr
event_class_devlink_hwmsg 72 @8=trace_event_raw_event_devlink_hwmsg @16=perf_trace_devlink_hwmsg
event_class_devlink_trap_report 72 @8=trace_event_raw_event_devlink_trap_report @16=perf_trace_devlink_trap_report
event_class_devres 72 @8=trace_event_raw_event_devres @16=perf_trace_devres
event_class_dma_fence 72 @8=trace_event_raw_event_dma_fence @16=perf_trace_dma_fence
event_class_error_report_template 72 @8=trace_event_raw_event_error_report_template @16=perf_trace_error_report_template
event_class_exit_mmap 72 @8=trace_event_raw_event_exit_mmap @16=perf_trace_exit_mmap
event_class_fdb_delete 72 @8=trace_event_raw_event_fdb_delete @16=perf_trace_fdb_delete
event_class_fib6_table_lookup 72 @8=trace_event_raw_event_fib6_table_lookup @16=perf_trace_fib6_table_lookup
event_class_fib_table_lookup 72 @8=trace_event_raw_event_fib_table_lookup @16=perf_trace_fib_table_lookup
event_class_file_check_and_advance_wb_err 72 @8=trace_event_raw_event_file_check_and_advance_wb_err @16=perf_trace_file_check_and_advance_wb_err
event_class_filelock_lease 72 @8=trace_event_raw_event_filelock_lease @16=perf_trace_filelock_lease
event_class_filelock_lock 72 @8=trace_event_raw_event_filelock_lock @16=perf_trace_filelock_lock
event_class_filemap_set_wb_err 72 @8=trace_event_raw_event_filemap_set_wb_err @16=perf_trace_filemap_set_wb_err
event_class_finish_task_reaping 72 @8=trace_event_raw_event_finish_task_reaping @16=perf_trace_finish_task_reaping
event_class_flush_foreign 72 @8=trace_event_raw_event_flush_foreign @16=perf_trace_flush_foreign
event_class_ftrace_function 72 @24=perf_ftrace_event_register
event_class_ftrace_print 72 @24=ftrace_event_register
event_class_generic_add_lease 72 @8=trace_event_raw_event_generic_add_lease @16=perf_trace_generic_add_lease
event_class_global_dirty_state 72 @8=trace_event_raw_event_global_dirty_state @16=perf_trace_global_dirty_state
event_class_gpio_direction 72 @8=trace_event_raw_event_gpio_direction @16=perf_trace_gpio_direction
event_class_gpio_value 72 @8=trace_event_raw_event_gpio_value @16=perf_trace_gpio_value
event_class_guest_halt_poll_ns 72 @8=trace_event_raw_event_guest_halt_poll_ns @16=perf_trace_guest_halt_poll_ns
event_class_hrtimer_class 72 @8=trace_event_raw_event_hrtimer_class @16=perf_trace_hrtimer_class
event_class_hrtimer_expire_entry 72 @8=trace_event_raw_event_hrtimer_expire_entry @16=perf_trace_hrtimer_expire_entry
event_class_hrtimer_init 72 @8=trace_event_raw_event_hrtimer_init @16=perf_trace_hrtimer_init
event_class_hrtimer_start 72 @8=trace_event_raw_event_hrtimer_start @16=perf_trace_hrtimer_start
event_class_hugepage_set_pmd 72 @8=trace_event_raw_event_hugepage_set_pmd @16=perf_trace_hugepage_set_pmd
event_class_hugepage_update 72 @8=trace_event_raw_event_hugepage_update @16=perf_trace_hugepage_update
event_class_hwmon_attr_class 72 @8=trace_event_raw_event_hwmon_attr_class @16=perf_trace_hwmon_attr_class
event_class_hwmon_attr_show_string 72 @8=trace_event_raw_event_hwmon_attr_show_string @16=perf_trace_hwmon_attr_show_string
event_class_i2c_read 72 @8=trace_event_raw_event_i2c_read @16=perf_trace_i2c_read
event_class_i2c_reply 72 @8=trace_event_raw_event_i2c_reply @16=perf_trace_i2c_reply
event_class_i2c_result 72 @8=trace_event_raw_event_i2c_result @16=perf_trace_i2c_result
event_class_i2c_write 72 @8=trace_event_raw_event_i2c_write @16=perf_trace_i2c_write
event_class_icmp_send 72 @8=trace_event_raw_event_icmp_send @16=perf_trace_icmp_send
event_class_inet_sk_error_report 72 @8=trace_event_raw_event_inet_sk_error_report @16=perf_trace_inet_sk_error_report
event_class_inet_sock_set_state 72 @8=trace_event_raw_event_inet_sock_set_state @16=perf_trace_inet_sock_set_state
event_class_initcall_finish 72 @8=trace_event_raw_event_initcall_finish @16=perf_trace_initcall_finish
event_class_initcall_level 72 @8=trace_event_raw_event_initcall_level @16=perf_trace_initcall_level
event_class_initcall_start 72 @8=trace_event_raw_event_initcall_start @16=perf_trace_initcall_start
event_class_inode_foreign_history 72 @8=trace_event_raw_event_inode_foreign_history @16=perf_trace_inode_foreign_history
event_class_inode_switch_wbs 72 @8=trace_event_raw_event_inode_switch_wbs @16=perf_trace_inode_switch_wbs
event_class_io_uring_complete 72 @8=trace_event_raw_event_io_uring_complete @16=perf_trace_io_uring_complete
event_class_io_uring_cqe_overflow 72 @8=trace_event_raw_event_io_uring_cqe_overflow @16=perf_trace_io_uring_cqe_overflow
event_class_io_uring_cqring_wait 72 @8=trace_event_raw_event_io_uring_cqring_wait @16=perf_trace_io_uring_cqring_wait
event_class_io_uring_create 72 @8=trace_event_raw_event_io_uring_create @16=perf_trace_io_uring_create
event_class_io_uring_defer 72 @8=trace_event_raw_event_io_uring_defer @16=perf_trace_io_uring_defer
event_class_io_uring_fail_link 72 @8=trace_event_raw_event_io_uring_fail_link @16=perf_trace_io_uring_fail_link
event_class_io_uring_file_get 72 @8=trace_event_raw_event_io_uring_file_get @16=perf_trace_io_uring_file_get
event_class_io_uring_link 72 @8=trace_event_raw_event_io_uring_link @16=perf_trace_io_uring_link
event_class_io_uring_local_work_run 72 @8=trace_event_raw_event_io_uring_local_work_run @16=perf_trace_io_uring_local_work_run
event_class_io_uring_poll_arm 72 @8=trace_event_raw_event_io_uring_poll_arm @16=perf_trace_io_uring_poll_arm
event_class_io_uring_queue_async_work 72 @8=trace_event_raw_event_io_uring_queue_async_work @16=perf_trace_io_uring_queue_async_work
event_class_io_uring_register 72 @8=trace_event_raw_event_io_uring_register @16=perf_trace_io_uring_register
event_class_io_uring_req_failed 72 @8=trace_event_raw_event_io_uring_req_failed @16=perf_trace_io_uring_req_failed
event_class_io_uring_short_write 72 @8=trace_event_raw_event_io_uring_short_write @16=perf_trace_io_uring_short_write
event_class_io_uring_submit_sqe 72 @8=trace_event_raw_event_io_uring_submit_sqe @16=perf_trace_io_uring_submit_sqe
event_class_io_uring_task_add 72 @8=trace_event_raw_event_io_uring_task_add @16=perf_trace_io_uring_task_add
event_class_io_uring_task_work_run 72 @8=trace_event_raw_event_io_uring_task_work_run @16=perf_trace_io_uring_task_work_run
event_class_iocg_inuse_update 72 @8=trace_event_raw_event_iocg_inuse_update @16=perf_trace_iocg_inuse_update
event_class_iocost_ioc_vrate_adj 72 @8=trace_event_raw_event_iocost_ioc_vrate_adj @16=perf_trace_iocost_ioc_vrate_adj
event_class_iocost_iocg_forgive_debt 72 @8=trace_event_raw_event_iocost_iocg_forgive_debt @16=perf_trace_iocost_iocg_forgive_debt
event_class_iocost_iocg_state 72 @8=trace_event_raw_event_iocost_iocg_state @16=perf_trace_iocost_iocg_state
event_class_iomap_class 72 @8=trace_event_raw_event_iomap_class @16=perf_trace_iomap_class
event_class_iomap_iter 72 @8=trace_event_raw_event_iomap_iter @16=perf_trace_iomap_iter
event_class_iomap_range_class 72 @8=trace_event_raw_event_iomap_range_class @16=perf_trace_iomap_range_class
event_class_iomap_readpage_class 72 @8=trace_event_raw_event_iomap_readpage_class @16=perf_trace_iomap_readpage_class
event_class_iommu_device_event 72 @8=trace_event_raw_event_iommu_device_event @16=perf_trace_iommu_device_event
event_class_iommu_error 72 @8=trace_event_raw_event_iommu_error @16=perf_trace_iommu_error
event_class_iommu_group_event 72 @8=trace_event_raw_event_iommu_group_event @16=perf_trace_iommu_group_event
event_class_ipi_handler 72 @8=trace_event_raw_event_ipi_handler @16=perf_trace_ipi_handler
event_class_ipi_raise 72 @8=trace_event_raw_event_ipi_raise @16=perf_trace_ipi_raise
event_class_irq_handler_entry 72 @8=trace_event_raw_event_irq_handler_entry @16=perf_trace_irq_handler_entry
event_class_irq_handler_exit 72 @8=trace_event_raw_event_irq_handler_exit @16=perf_trace_irq_handler_exit
event_class_itimer_expire 72 @8=trace_event_raw_event_itimer_expire @16=perf_trace_itimer_expire
event_class_itimer_state 72 @8=trace_event_raw_event_itimer_state @16=perf_trace_itimer_state
event_class_kcompactd_wake_template 72 @8=trace_event_raw_event_kcompactd_wake_template @16=perf_trace_kcompactd_wake_template
event_class_kfree 72 @8=trace_event_raw_event_kfree @16=perf_trace_kfree
event_class_kfree_skb 72 @8=trace_event_raw_event_kfree_skb @16=perf_trace_kfree_skb
event_class_kmalloc 72 @8=trace_event_raw_event_kmalloc @16=perf_trace_kmalloc
event_class_kmem_cache_alloc 72 @8=trace_event_raw_event_kmem_cache_alloc @16=perf_trace_kmem_cache_alloc
event_class_kmem_cache_free 72 @8=trace_event_raw_event_kmem_cache_free @16=perf_trace_kmem_cache_free
event_class_leases_conflict 72 @8=trace_event_raw_event_leases_conflict @16=perf_trace_leases_conflict
event_class_locks_get_lock_context 72 @8=trace_event_raw_event_locks_get_lock_context @16=perf_trace_locks_get_lock_context
event_class_ma_op 72 @8=trace_event_raw_event_ma_op @16=perf_trace_ma_op
event_class_ma_read 72 @8=trace_event_raw_event_ma_read @16=perf_trace_ma_read
event_class_ma_write 72 @8=trace_event_raw_event_ma_write @16=perf_trace_ma_write
event_class_map 72 @8=trace_event_raw_event_map @16=perf_trace_map
event_class_mark_victim 72 @8=trace_event_raw_event_mark_victim @16=perf_trace_mark_victim
event_class_mc_event 72 @8=trace_event_raw_event_mc_event @16=perf_trace_mc_event
event_class_mem_connect 72 @8=trace_event_raw_event_mem_connect @16=perf_trace_mem_connect
event_class_mem_disconnect 72 @8=trace_event_raw_event_mem_disconnect @16=perf_trace_mem_disconnect
event_class_mem_return_failed 72 @8=trace_event_raw_event_mem_return_failed @16=perf_trace_mem_return_failed
event_class_memory_failure_event 72 @8=trace_event_raw_event_memory_failure_event @16=perf_trace_memory_failure_event
event_class_migration_pmd 72 @8=trace_event_raw_event_migration_pmd @16=perf_trace_migration_pmd
event_class_migration_pte 72 @8=trace_event_raw_event_migration_pte @16=perf_trace_migration_pte
event_class_mm_collapse_huge_page 72 @8=trace_event_raw_event_mm_collapse_huge_page @16=perf_trace_mm_collapse_huge_page
event_class_mm_collapse_huge_page_isolate 72 @8=trace_event_raw_event_mm_collapse_huge_page_isolate @16=perf_trace_mm_collapse_huge_page_isolate
event_class_mm_collapse_huge_page_swapin 72 @8=trace_event_raw_event_mm_collapse_huge_page_swapin @16=perf_trace_mm_collapse_huge_page_swapin
event_class_mm_compaction_begin 72 @8=trace_event_raw_event_mm_compaction_begin @16=perf_trace_mm_compaction_begin
event_class_mm_compaction_defer_template 72 @8=trace_event_raw_event_mm_compaction_defer_template @16=perf_trace_mm_compaction_defer_template
event_class_mm_compaction_end 72 @8=trace_event_raw_event_mm_compaction_end @16=perf_trace_mm_compaction_end
event_class_mm_compaction_isolate_template 72 @8=trace_event_raw_event_mm_compaction_isolate_template @16=perf_trace_mm_compaction_isolate_template
event_class_mm_compaction_kcompactd_sleep 72 @8=trace_event_raw_event_mm_compaction_kcompactd_sleep @16=perf_trace_mm_compaction_kcompactd_sleep
event_class_mm_compaction_migratepages 72 @8=trace_event_raw_event_mm_compaction_migratepages @16=perf_trace_mm_compaction_migratepages
event_class_mm_compaction_suitable_template 72 @8=trace_event_raw_event_mm_compaction_suitable_template @16=perf_trace_mm_compaction_suitable_template
event_class_mm_compaction_try_to_compact_pages 72 @8=trace_event_raw_event_mm_compaction_try_to_compact_pages @16=perf_trace_mm_compaction_try_to_compact_pages
event_class_mm_filemap_op_page_cache 72 @8=trace_event_raw_event_mm_filemap_op_page_cache @16=perf_trace_mm_filemap_op_page_cache
event_class_mm_khugepaged_scan_file 72 @8=trace_event_raw_event_mm_khugepaged_scan_file @16=perf_trace_mm_khugepaged_scan_file
event_class_mm_khugepaged_scan_pmd 72 @8=trace_event_raw_event_mm_khugepaged_scan_pmd @16=perf_trace_mm_khugepaged_scan_pmd
event_class_mm_lru_activate 72 @8=trace_event_raw_event_mm_lru_activate @16=perf_trace_mm_lru_activate
event_class_mm_lru_insertion 72 @8=trace_event_raw_event_mm_lru_insertion @16=perf_trace_mm_lru_insertion
event_class_mm_migrate_pages 72 @8=trace_event_raw_event_mm_migrate_pages @16=perf_trace_mm_migrate_pages
event_class_mm_migrate_pages_start 72 @8=trace_event_raw_event_mm_migrate_pages_start @16=perf_trace_mm_migrate_pages_start
event_class_mm_page 72 @8=trace_event_raw_event_mm_page @16=perf_trace_mm_page
event_class_mm_page_alloc 72 @8=trace_event_raw_event_mm_page_alloc @16=perf_trace_mm_page_alloc
event_class_mm_page_alloc_extfrag 72 @8=trace_event_raw_event_mm_page_alloc_extfrag @16=perf_trace_mm_page_alloc_extfrag
event_class_mm_page_free 72 @8=trace_event_raw_event_mm_page_free @16=perf_trace_mm_page_free
event_class_mm_page_free_batched 72 @8=trace_event_raw_event_mm_page_free_batched @16=perf_trace_mm_page_free_batched
event_class_mm_page_pcpu_drain 72 @8=trace_event_raw_event_mm_page_pcpu_drain @16=perf_trace_mm_page_pcpu_drain
event_class_mm_shrink_slab_end 72 @8=trace_event_raw_event_mm_shrink_slab_end @16=perf_trace_mm_shrink_slab_end
event_class_mm_shrink_slab_start 72 @8=trace_event_raw_event_mm_shrink_slab_start @16=perf_trace_mm_shrink_slab_start
event_class_mm_vmscan_direct_reclaim_begin_template 72 @8=trace_event_raw_event_mm_vmscan_direct_reclaim_begin_template @16=perf_trace_mm_vmscan_direct_reclaim_begin_template
event_class_mm_vmscan_direct_reclaim_end_template 72 @8=trace_event_raw_event_mm_vmscan_direct_reclaim_end_template @16=perf_trace_mm_vmscan_direct_reclaim_end_template
event_class_mm_vmscan_kswapd_sleep 72 @8=trace_event_raw_event_mm_vmscan_kswapd_sleep @16=perf_trace_mm_vmscan_kswapd_sleep
event_class_mm_vmscan_kswapd_wake 72 @8=trace_event_raw_event_mm_vmscan_kswapd_wake @16=perf_trace_mm_vmscan_kswapd_wake
event_class_mm_vmscan_lru_isolate 72 @8=trace_event_raw_event_mm_vmscan_lru_isolate @16=perf_trace_mm_vmscan_lru_isolate
event_class_mm_vmscan_lru_shrink_active 72 @8=trace_event_raw_event_mm_vmscan_lru_shrink_active @16=perf_trace_mm_vmscan_lru_shrink_active
event_class_mm_vmscan_lru_shrink_inactive 72 @8=trace_event_raw_event_mm_vmscan_lru_shrink_inactive @16=perf_trace_mm_vmscan_lru_shrink_inactive
event_class_mm_vmscan_node_reclaim_begin 72 @8=trace_event_raw_event_mm_vmscan_node_reclaim_begin @16=perf_trace_mm_vmscan_node_reclaim_begin
event_class_mm_vmscan_throttled 72 @8=trace_event_raw_event_mm_vmscan_throttled @16=perf_trace_mm_vmscan_throttled
event_class_mm_vmscan_wakeup_kswapd 72 @8=trace_event_raw_event_mm_vmscan_wakeup_kswapd @16=perf_trace_mm_vmscan_wakeup_kswapd
event_class_mm_vmscan_write_folio 72 @8=trace_event_raw_event_mm_vmscan_write_folio @16=perf_trace_mm_vmscan_write_folio
event_class_mmap_lock 72 @8=trace_event_raw_event_mmap_lock @16=perf_trace_mmap_lock
event_class_mmap_lock_acquire_returned 72 @8=trace_event_raw_event_mmap_lock_acquire_returned @16=perf_trace_mmap_lock_acquire_returned
event_class_module_free 72 @8=trace_event_raw_event_module_free @16=perf_trace_module_free
event_class_module_load 72 @8=trace_event_raw_event_module_load @16=perf_trace_module_load
event_class_module_refcnt 72 @8=trace_event_raw_event_module_refcnt @16=perf_trace_module_refcnt
event_class_module_request 72 @8=trace_event_raw_event_module_request @16=perf_trace_module_request
event_class_mptcp_dump_mpext 72 @8=trace_event_raw_event_mptcp_dump_mpext @16=perf_trace_mptcp_dump_mpext
event_class_mptcp_subflow_get_send 72 @8=trace_event_raw_event_mptcp_subflow_get_send @16=perf_trace_mptcp_subflow_get_send
event_class_napi_poll 72 @8=trace_event_raw_event_napi_poll @16=perf_trace_napi_poll
event_class_neigh__update 72 @8=trace_event_raw_event_neigh__update @16=perf_trace_neigh__update
event_class_neigh_create 72 @8=trace_event_raw_event_neigh_create @16=perf_trace_neigh_create
event_class_neigh_update 72 @8=trace_event_raw_event_neigh_update @16=perf_trace_neigh_update
event_class_net_dev_rx_exit_template 72 @8=trace_event_raw_event_net_dev_rx_exit_template @16=perf_trace_net_dev_rx_exit_template
event_class_net_dev_rx_verbose_template 72 @8=trace_event_raw_event_net_dev_rx_verbose_template @16=perf_trace_net_dev_rx_verbose_template
event_class_net_dev_start_xmit 72 @8=trace_event_raw_event_net_dev_start_xmit @16=perf_trace_net_dev_start_xmit
event_class_net_dev_template 72 @8=trace_event_raw_event_net_dev_template @16=perf_trace_net_dev_template
event_class_net_dev_xmit 72 @8=trace_event_raw_event_net_dev_xmit @16=perf_trace_net_dev_xmit
event_class_net_dev_xmit_timeout 72 @8=trace_event_raw_event_net_dev_xmit_timeout @16=perf_trace_net_dev_xmit_timeout
event_class_netlink_extack 72 @8=trace_event_raw_event_netlink_extack @16=perf_trace_netlink_extack
event_class_non_standard_event 72 @8=trace_event_raw_event_non_standard_event @16=perf_trace_non_standard_event
event_class_oom_score_adj_update 72 @8=trace_event_raw_event_oom_score_adj_update @16=perf_trace_oom_score_adj_update
event_class_page_pool_release 72 @8=trace_event_raw_event_page_pool_release @16=perf_trace_page_pool_release
event_class_page_pool_state_hold 72 @8=trace_event_raw_event_page_pool_state_hold @16=perf_trace_page_pool_state_hold
event_class_page_pool_state_release 72 @8=trace_event_raw_event_page_pool_state_release @16=perf_trace_page_pool_state_release
event_class_page_pool_update_nid 72 @8=trace_event_raw_event_page_pool_update_nid @16=perf_trace_page_pool_update_nid
event_class_percpu_alloc_percpu 72 @8=trace_event_raw_event_percpu_alloc_percpu @16=perf_trace_percpu_alloc_percpu
event_class_percpu_alloc_percpu_fail 72 @8=trace_event_raw_event_percpu_alloc_percpu_fail @16=perf_trace_percpu_alloc_percpu_fail
event_class_percpu_create_chunk 72 @8=trace_event_raw_event_percpu_create_chunk @16=perf_trace_percpu_create_chunk
event_class_percpu_destroy_chunk 72 @8=trace_event_raw_event_percpu_destroy_chunk @16=perf_trace_percpu_destroy_chunk
event_class_percpu_free_percpu 72 @8=trace_event_raw_event_percpu_free_percpu @16=perf_trace_percpu_free_percpu
event_class_pm_qos_update 72 @8=trace_event_raw_event_pm_qos_update @16=perf_trace_pm_qos_update
event_class_power_domain 72 @8=trace_event_raw_event_power_domain @16=perf_trace_power_domain
event_class_powernv_throttle 72 @8=trace_event_raw_event_powernv_throttle @16=perf_trace_powernv_throttle
event_class_pstate_sample 72 @8=trace_event_raw_event_pstate_sample @16=perf_trace_pstate_sample
event_class_pwm 72 @8=trace_event_raw_event_pwm @16=perf_trace_pwm
event_class_qdisc_create 72 @8=trace_event_raw_event_qdisc_create @16=perf_trace_qdisc_create
event_class_qdisc_dequeue 72 @8=trace_event_raw_event_qdisc_dequeue @16=perf_trace_qdisc_dequeue
event_class_qdisc_destroy 72 @8=trace_event_raw_event_qdisc_destroy @16=perf_trace_qdisc_destroy
event_class_qdisc_enqueue 72 @8=trace_event_raw_event_qdisc_enqueue @16=perf_trace_qdisc_enqueue
event_class_qdisc_reset 72 @8=trace_event_raw_event_qdisc_reset @16=perf_trace_qdisc_reset
event_class_rcu_stall_warning 72 @8=trace_event_raw_event_rcu_stall_warning @16=perf_trace_rcu_stall_warning
event_class_rcu_utilization 72 @8=trace_event_raw_event_rcu_utilization @16=perf_trace_rcu_utilization
event_class_reclaim_retry_zone 72 @8=trace_event_raw_event_reclaim_retry_zone @16=perf_trace_reclaim_retry_zone
event_class_regcache_drop_region 72 @8=trace_event_raw_event_regcache_drop_region @16=perf_trace_regcache_drop_region
event_class_regcache_sync 72 @8=trace_event_raw_event_regcache_sync @16=perf_trace_regcache_sync
event_class_regmap_async 72 @8=trace_event_raw_event_regmap_async @16=perf_trace_regmap_async
event_class_regmap_block 72 @8=trace_event_raw_event_regmap_block @16=perf_trace_regmap_block
event_class_regmap_bool 72 @8=trace_event_raw_event_regmap_bool @16=perf_trace_regmap_bool
event_class_regmap_bulk 72 @8=trace_event_raw_event_regmap_bulk @16=perf_trace_regmap_bulk
event_class_regmap_reg 72 @8=trace_event_raw_event_regmap_reg @16=perf_trace_regmap_reg
event_class_regulator_basic 72 @8=trace_event_raw_event_regulator_basic @16=perf_trace_regulator_basic
event_class_regulator_range 72 @8=trace_event_raw_event_regulator_range @16=perf_trace_regulator_range
event_class_regulator_value 72 @8=trace_event_raw_event_regulator_value @16=perf_trace_regulator_value
event_class_rpm_internal 72 @8=trace_event_raw_event_rpm_internal @16=perf_trace_rpm_internal
event_class_rpm_return_int 72 @8=trace_event_raw_event_rpm_return_int @16=perf_trace_rpm_return_int
event_class_rseq_ip_fixup 72 @8=trace_event_raw_event_rseq_ip_fixup @16=perf_trace_rseq_ip_fixup
event_class_rseq_update 72 @8=trace_event_raw_event_rseq_update @16=perf_trace_rseq_update
event_class_rss_stat 72 @8=trace_event_raw_event_rss_stat @16=perf_trace_rss_stat
event_class_rtc_alarm_irq_enable 72 @8=trace_event_raw_event_rtc_alarm_irq_enable @16=perf_trace_rtc_alarm_irq_enable
event_class_rtc_irq_set_freq 72 @8=trace_event_raw_event_rtc_irq_set_freq @16=perf_trace_rtc_irq_set_freq
event_class_rtc_irq_set_state 72 @8=trace_event_raw_event_rtc_irq_set_state @16=perf_trace_rtc_irq_set_state
event_class_rtc_offset_class 72 @8=trace_event_raw_event_rtc_offset_class @16=perf_trace_rtc_offset_class
event_class_rtc_time_alarm_class 72 @8=trace_event_raw_event_rtc_time_alarm_class @16=perf_trace_rtc_time_alarm_class
event_class_rtc_timer_class 72 @8=trace_event_raw_event_rtc_timer_class @16=perf_trace_rtc_timer_class
event_class_sched_kthread_stop 72 @8=trace_event_raw_event_sched_kthread_stop @16=perf_trace_sched_kthread_stop
event_class_sched_kthread_stop_ret 72 @8=trace_event_raw_event_sched_kthread_stop_ret @16=perf_trace_sched_kthread_stop_ret
event_class_sched_kthread_work_execute_end 72 @8=trace_event_raw_event_sched_kthread_work_execute_end @16=perf_trace_sched_kthread_work_execute_end
event_class_sched_kthread_work_execute_start 72 @8=trace_event_raw_event_sched_kthread_work_execute_start @16=perf_trace_sched_kthread_work_execute_start
event_class_sched_kthread_work_queue_work 72 @8=trace_event_raw_event_sched_kthread_work_queue_work @16=perf_trace_sched_kthread_work_queue_work
event_class_sched_migrate_task 72 @8=trace_event_raw_event_sched_migrate_task @16=perf_trace_sched_migrate_task
event_class_sched_move_numa 72 @8=trace_event_raw_event_sched_move_numa @16=perf_trace_sched_move_numa
event_class_sched_numa_pair_template 72 @8=trace_event_raw_event_sched_numa_pair_template @16=perf_trace_sched_numa_pair_template
event_class_sched_pi_setprio 72 @8=trace_event_raw_event_sched_pi_setprio @16=perf_trace_sched_pi_setprio
event_class_sched_process_exec 72 @8=trace_event_raw_event_sched_process_exec @16=perf_trace_sched_process_exec
event_class_sched_process_fork 72 @8=trace_event_raw_event_sched_process_fork @16=perf_trace_sched_process_fork
event_class_sched_process_hang 72 @8=trace_event_raw_event_sched_process_hang @16=perf_trace_sched_process_hang
event_class_sched_process_template 72 @8=trace_event_raw_event_sched_process_template @16=perf_trace_sched_process_template
event_class_sched_process_wait 72 @8=trace_event_raw_event_sched_process_wait @16=perf_trace_sched_process_wait
event_class_sched_stat_runtime 72 @8=trace_event_raw_event_sched_stat_runtime @16=perf_trace_sched_stat_runtime
event_class_sched_stat_template 72 @8=trace_event_raw_event_sched_stat_template @16=perf_trace_sched_stat_template
event_class_sched_switch 72 @8=trace_event_raw_event_sched_switch @16=perf_trace_sched_switch
event_class_sched_wake_idle_without_ipi 72 @8=trace_event_raw_event_sched_wake_idle_without_ipi @16=perf_trace_sched_wake_idle_without_ipi
event_class_sched_wakeup_template 72 @8=trace_event_raw_event_sched_wakeup_template @16=perf_trace_sched_wakeup_template
event_class_selinux_audited 72 @8=trace_event_raw_event_selinux_audited @16=perf_trace_selinux_audited
event_class_signal_deliver 72 @8=trace_event_raw_event_signal_deliver @16=perf_trace_signal_deliver
event_class_signal_generate 72 @8=trace_event_raw_event_signal_generate @16=perf_trace_signal_generate
event_class_skb_copy_datagram_iovec 72 @8=trace_event_raw_event_skb_copy_datagram_iovec @16=perf_trace_skb_copy_datagram_iovec
event_class_skip_task_reaping 72 @8=trace_event_raw_event_skip_task_reaping @16=perf_trace_skip_task_reaping
event_class_smbus_read 72 @8=trace_event_raw_event_smbus_read @16=perf_trace_smbus_read
event_class_smbus_reply 72 @8=trace_event_raw_event_smbus_reply @16=perf_trace_smbus_reply
event_class_smbus_result 72 @8=trace_event_raw_event_smbus_result @16=perf_trace_smbus_result
event_class_smbus_write 72 @8=trace_event_raw_event_smbus_write @16=perf_trace_smbus_write
event_class_sock_exceed_buf_limit 72 @8=trace_event_raw_event_sock_exceed_buf_limit @16=perf_trace_sock_exceed_buf_limit
event_class_sock_rcvqueue_full 72 @8=trace_event_raw_event_sock_rcvqueue_full @16=perf_trace_sock_rcvqueue_full
event_class_softirq 72 @8=trace_event_raw_event_softirq @16=perf_trace_softirq
event_class_spi_controller 72 @8=trace_event_raw_event_spi_controller @16=perf_trace_spi_controller
event_class_spi_message 72 @8=trace_event_raw_event_spi_message @16=perf_trace_spi_message
event_class_spi_message_done 72 @8=trace_event_raw_event_spi_message_done @16=perf_trace_spi_message_done
event_class_spi_set_cs 72 @8=trace_event_raw_event_spi_set_cs @16=perf_trace_spi_set_cs
event_class_spi_setup 72 @8=trace_event_raw_event_spi_setup @16=perf_trace_spi_setup
event_class_spi_transfer 72 @8=trace_event_raw_event_spi_transfer @16=perf_trace_spi_transfer
event_class_start_task_reaping 72 @8=trace_event_raw_event_start_task_reaping @16=perf_trace_start_task_reaping
event_class_subflow_check_data_avail 72 @8=trace_event_raw_event_subflow_check_data_avail @16=perf_trace_subflow_check_data_avail
event_class_suspend_resume 72 @8=trace_event_raw_event_suspend_resume @16=perf_trace_suspend_resume
event_class_swiotlb_bounced 72 @8=trace_event_raw_event_swiotlb_bounced @16=perf_trace_swiotlb_bounced
event_class_sys_enter 72 @8=trace_event_raw_event_sys_enter @16=perf_trace_sys_enter
event_class_sys_exit 72 @8=trace_event_raw_event_sys_exit @16=perf_trace_sys_exit
event_class_syscall_enter 72 @24=syscall_enter_register @40=syscall_get_enter_fields
event_class_syscall_exit 72 @24=syscall_exit_register
event_class_task_newtask 72 @8=trace_event_raw_event_task_newtask @16=perf_trace_task_newtask
event_class_task_rename 72 @8=trace_event_raw_event_task_rename @16=perf_trace_task_rename
event_class_tasklet 72 @8=trace_event_raw_event_tasklet @16=perf_trace_tasklet
event_class_tcp_cong_state_set 72 @8=trace_event_raw_event_tcp_cong_state_set @16=perf_trace_tcp_cong_state_set
event_class_tcp_event_sk 72 @8=trace_event_raw_event_tcp_event_sk @16=perf_trace_tcp_event_sk
event_class_tcp_event_sk_skb 72 @8=trace_event_raw_event_tcp_event_sk_skb @16=perf_trace_tcp_event_sk_skb
event_class_tcp_event_skb 72 @8=trace_event_raw_event_tcp_event_skb @16=perf_trace_tcp_event_skb
event_class_tcp_probe 72 @8=trace_event_raw_event_tcp_probe @16=perf_trace_tcp_probe
event_class_tcp_retransmit_synack 72 @8=trace_event_raw_event_tcp_retransmit_synack @16=perf_trace_tcp_retransmit_synack
event_class_test_pages_isolated 72 @8=trace_event_raw_event_test_pages_isolated @16=perf_trace_test_pages_isolated
event_class_thermal_power_allocator 72 @8=trace_event_raw_event_thermal_power_allocator @16=perf_trace_thermal_power_allocator
event_class_thermal_power_allocator_pid 72 @8=trace_event_raw_event_thermal_power_allocator_pid @16=perf_trace_thermal_power_allocator_pid
event_class_thermal_power_devfreq_get_power 72 @8=trace_event_raw_event_thermal_power_devfreq_get_power @16=perf_trace_thermal_power_devfreq_get_power
event_class_thermal_power_devfreq_limit 72 @8=trace_event_raw_event_thermal_power_devfreq_limit @16=perf_trace_thermal_power_devfreq_limit
event_class_thermal_temperature 72 @8=trace_event_raw_event_thermal_temperature @16=perf_trace_thermal_temperature
event_class_thermal_zone_trip 72 @8=trace_event_raw_event_thermal_zone_trip @16=perf_trace_thermal_zone_trip
event_class_tick_stop 72 @8=trace_event_raw_event_tick_stop @16=perf_trace_tick_stop
event_class_timer_class 72 @8=trace_event_raw_event_timer_class @16=perf_trace_timer_class
event_class_timer_expire_entry 72 @8=trace_event_raw_event_timer_expire_entry @16=perf_trace_timer_expire_entry
event_class_timer_start 72 @8=trace_event_raw_event_timer_start @16=perf_trace_timer_start
event_class_tlb_flush 72 @8=trace_event_raw_event_tlb_flush @16=perf_trace_tlb_flush
event_class_track_foreign_dirty 72 @8=trace_event_raw_event_track_foreign_dirty @16=perf_trace_track_foreign_dirty
event_class_udp_fail_queue_rcv_skb 72 @8=trace_event_raw_event_udp_fail_queue_rcv_skb @16=perf_trace_udp_fail_queue_rcv_skb
event_class_unmap 72 @8=trace_event_raw_event_unmap @16=perf_trace_unmap
event_class_vm_unmapped_area 72 @8=trace_event_raw_event_vm_unmapped_area @16=perf_trace_vm_unmapped_area
event_class_vma_mas_szero 72 @8=trace_event_raw_event_vma_mas_szero @16=perf_trace_vma_mas_szero
event_class_vma_store 72 @8=trace_event_raw_event_vma_store @16=perf_trace_vma_store
event_class_wake_reaper 72 @8=trace_event_raw_event_wake_reaper @16=perf_trace_wake_reaper
event_class_wakeup_source 72 @8=trace_event_raw_event_wakeup_source @16=perf_trace_wakeup_source
event_class_wbc_class 72 @8=trace_event_raw_event_wbc_class @16=perf_trace_wbc_class
event_class_wbt_lat 72 @8=trace_event_raw_event_wbt_lat @16=perf_trace_wbt_lat
event_class_wbt_stat 72 @8=trace_event_raw_event_wbt_stat @16=perf_trace_wbt_stat
event_class_wbt_step 72 @8=trace_event_raw_event_wbt_step @16=perf_trace_wbt_step
event_class_wbt_timer 72 @8=trace_event_raw_event_wbt_timer @16=perf_trace_wbt_timer
event_class_workqueue_activate_work 72 @8=trace_event_raw_event_workqueue_activate_work @16=perf_trace_workqueue_activate_work
event_class_workqueue_execute_end 72 @8=trace_event_raw_event_workqueue_execute_end @16=perf_trace_workqueue_execute_end
event_class_workqueue_execute_start 72 @8=trace_event_raw_event_workqueue_execute_start @16=perf_trace_workqueue_execute_start
event_class_workqueue_queue_work 72 @8=trace_event_raw_event_workqueue_queue_work @16=perf_trace_workqueue_queue_work
event_class_writeback_bdi_register 72 @8=trace_event_raw_event_writeback_bdi_register @16=perf_trace_writeback_bdi_register
event_class_writeback_class 72 @8=trace_event_raw_event_writeback_class @16=perf_trace_writeback_class
event_class_writeback_dirty_inode_template 72 @8=trace_event_raw_event_writeback_dirty_inode_template @16=perf_trace_writeback_dirty_inode_template
event_class_writeback_folio_template 72 @8=trace_event_raw_event_writeback_folio_template @16=perf_trace_writeback_folio_template
event_class_writeback_inode_template 72 @8=trace_event_raw_event_writeback_inode_template @16=perf_trace_writeback_inode_template
event_class_writeback_pages_written 72 @8=trace_event_raw_event_writeback_pages_written @16=perf_trace_writeback_pages_written
event_class_writeback_queue_io 72 @8=trace_event_raw_event_writeback_queue_io @16=perf_trace_writeback_queue_io
event_class_writeback_sb_inodes_requeue 72 @8=trace_event_raw_event_writeback_sb_inodes_requeue @16=perf_trace_writeback_sb_inodes_requeue
event_class_writeback_single_inode_template 72 @8=trace_event_raw_event_writeback_single_inode_template @16=perf_trace_writeback_single_inode_template
event_class_writeback_work_class 72 @8=trace_event_raw_event_writeback_work_class @16=perf_trace_writeback_work_class
event_class_writeback_write_inode_template 72 @8=trace_event_raw_event_writeback_write_inode_template @16=perf_trace_writeback_write_inode_template
event_class_xdp_bulk_tx 72 @8=trace_event_raw_event_xdp_bulk_tx @16=perf_trace_xdp_bulk_tx
event_class_xdp_cpumap_enqueue 72 @8=trace_event_raw_event_xdp_cpumap_enqueue @16=perf_trace_xdp_cpumap_enqueue
event_class_xdp_cpumap_kthread 72 @8=trace_event_raw_event_xdp_cpumap_kthread @16=perf_trace_xdp_cpumap_kthread
event_class_xdp_devmap_xmit 72 @8=trace_event_raw_event_xdp_devmap_xmit @16=perf_trace_xdp_devmap_xmit
event_class_xdp_exception 72 @8=trace_event_raw_event_xdp_exception @16=perf_trace_xdp_exception
event_class_xdp_redirect_template 72 @8=trace_event_raw_event_xdp_redirect_template @16=perf_trace_xdp_redirect_template
event_disable_cmd 32 event_enable_func+24:14/15 @24=event_enable_func
event_disable_count_probe_ops 32 __blk_trace_note_message+16:3/5 blk_add_trace_split+24:1/5 blk_log_action+24:2/5 @0=event_enable_count_probe @8=event_enable_init @16=event_enable_free
event_disable_count_trigger_ops 32 event_enable_get_trigger_ops+0:5/7 @0=event_enable_count_trigger @16=event_enable_trigger_free @24=event_enable_trigger_print
event_disable_probe_ops 32 event_enable_func+0:6/15 __trace_eprobe_create+0:16/45 @0=event_enable_probe @8=event_enable_init @16=event_enable_free
event_disable_trigger_ops 32 event_enable_get_trigger_ops+0:6/7 @0=event_enable_trigger @16=event_enable_trigger_free @24=event_enable_trigger_print
event_enable_count_probe_ops 32 event_enable_func+0:13/15 __trace_eprobe_create+0:34/45 @0=event_enable_count_probe @8=event_enable_init @16=event_enable_free
event_enable_count_trigger_ops 32 event_enable_get_trigger_ops+0:3/7 @0=event_enable_count_trigger @16=event_enable_trigger_free @24=event_enable_trigger_print
event_enable_probe_ops 32 trace_put_event_file+0:3/4 trace_get_event_file+0:6/7 event_enable_func+0:12/15 @0=event_enable_probe @8=event_enable_init @16=event_enable_free
event_enable_trigger_ops 32 event_enable_get_trigger_ops+0:4/7 @0=event_enable_trigger @16=event_enable_trigger_free @24=event_enable_trigger_print
event_hist_fops 280 @112=event_hist_open @128=tracing_single_release_file_tr
event_hist_trigger_named_ops 32 @8=event_hist_trigger_named_init @16=event_hist_trigger_named_free
event_hist_trigger_ops 32 @8=event_hist_trigger_init @16=event_hist_trigger_free
event_trigger_cmd 80 @32=eprobe_trigger_cmd_parse @40=eprobe_trigger_reg_func
event_trigger_fops 280 @24=event_trigger_write @112=event_trigger_open
event_triggers_seq_ops 32 @0=trigger_start @8=trigger_stop
eventdir_initialized 1 event_trace_add_tracer+0:3/5 trace_add_event_call+0:3/5
eventfd_fops 280 @24=eventfd_write @32=eventfd_read
eventfd_ida 16 eventfd_release+0:0/1 eventfd_ctx_put+0:0/1 do_eventfd+0:3/7
eventpoll_fops 280 @72=ep_eventpoll_poll @128=ep_eventpoll_release
events_check_enabled 1 pm_save_wakeup_count+0:1/5 pm_wakeup_pending+0:3/10 hibernation_snapshot+0:11/17
events_lock 4 wakeup_source_add+0:2/4 wakeup_source_remove+0:1/4 pm_save_wakeup_count+0:3/5
evm_key_ops 280 @16=evm_read_key @24=evm_write_key
evtchn_ops 8 xen_evtchn_cpu_dead+0:0/2 evtchn_to_info+0:0/2 ack_dynirq+0:0/2
evtchn_ops_fifo 112 @0=evtchn_fifo_max_channels @8=evtchn_fifo_nr_channels @16=evtchn_fifo_setup
evtchn_to_irq 8 evtchn_to_info+0:1/2 set_evtchn_to_irq+0:1/2 xen_irq_resume+0:4/25
ex_mountpoints 16 mnt_change_mountpoint+0:1/2 unlock_mount+0:3/5 namespace_unlock+0:3/9
execute_command 8 fpsimd_bind_state_to_cpu+0:2/3 __apply_alternatives+0:4/5 restore_sve_fpsimd_context+0:3/6
exit_syscall_print_funcs 32 @0=print_syscall_exit
exp_holdoff 8 synchronize_srcu+0:0/1
ext_devt_ida 16 blk_alloc_ext_minor+0:1/2 blk_free_ext_minor+0:1/2 __alloc_disk_node+0:11/12
extfrag_fops 280 @112=extfrag_open @128=seq_release
extfrag_sops 32 @24=extfrag_show @0=frag_start
extracting 4 poll_thread+0:1/8 event_thread+0:2/11 check_slots+0:4/28
fair_sched_class 208 @0=enqueue_task_fair @8=dequeue_task_fair
fallback_doms 32 sched_init_domains+0:4/12 partition_sched_domains_locked+0:20/54
family_registered 4 taskstats_exit+0:0/11 do_seccomp+0:19/45
fanotify_fid_event_cachep 8 fanotify_free_event+0:1/4 fanotify_handle_event+0:12/43
fanotify_fops 280 @16=fanotify_read @24=fanotify_write
fanotify_fsnotify_ops 48 @0=fanotify_handle_event @16=fanotify_free_group_priv
fanotify_mark_cache 8 fanotify_free_mark+0:0/1 fanotify_add_mark+0:2/3
fanotify_max_queued_events 4 __arm64_sys_fanotify_init+0:14/16
fanotify_path_event_cachep 8 fanotify_free_event+0:0/4 fanotify_handle_event+0:26/43
fanotify_perm_event_cachep 8 fanotify_free_event+0:2/4 fanotify_handle_event+0:18/43
fanout_list 16 fanout_add+0:6/13
fanout_mutex 32 packet_release+0:1/3 fanout_add+0:1/13
fanout_next_id 2 packet_net_init+0:0/4 packet_create+0:4/13 fanout_add+0:7/13
fast_convergence 4 cubictcp_recalc_ssthresh+0:1/2
fastopen_seqlock 8 tcp_fastopen_cache_get+0:1/2 tcp_metrics_fill_info+0:2/3 tcpm_suck_dst+0:3/4
fasync 8 random_fasync+0:1/2 mvebu_uart_clock_prepare+0:3/5 _credit_init_bits+0:7/14
fasync_cache 8 fasync_free_rcu+0:0/1 fasync_alloc+0:0/1 fasync_free+0:0/1
fasync_lock 4 fasync_insert_entry+0:0/2 fasync_remove_entry+0:0/3 alloc_pipe_info+0:5/9
fault_around_bytes 8 fault_around_bytes_get+0:0/1 fault_around_bytes_set+0:0/1 __handle_mm_fault+0:6/22
fault_around_bytes_fops 280 @112=fault_around_bytes_fops_open @24=debugfs_attr_write
fb_con 208 @8=fbcon_startup @16=fbcon_init
fb_deferred_io_aops 160 fb_deferred_io_open+0:0/1 fb_deferred_io_mmap+0:0/2 @24=noop_dirty_folio
fb_deferred_io_vm_ops 128 @0=fb_deferred_io_vm_open @8=fb_deferred_io_vm_close
fb_fops 280 @16=fb_read @24=fb_write
fddi_header_ops 48 fddi_setup+0:0/1 @0=fddi_header
fg_console 4 sysrq_handle_unraw+0:0/1 vcs_notifier+0:0/1 vt_waitactive+0:0/1
fgraph_max_depth 4 graph_depth_write+0:0/1 graph_depth_read+0:1/3 trace_graph_entry+0:0/15
fgraph_sleep_time 1 ftrace_graph_sleep_time_control+0:0/1 ftrace_graph_probe_sched_switch+0:0/2 update_function_graph_func+0:0/9
fib4_notifier_ops_template 64 @24=fib4_seq_read @32=fib4_dump
fib4_rules_ops_template 176 @48=fib4_rule_action @56=fib4_rule_suppress @64=fib4_rule_match
fib6_net_ops 72 @16=fib6_net_init @32=fib6_net_exit
fib6_node_kmem 8 node_free_rcu+0:0/1 fib6_gc_cleanup+0:1/2 fib6_add+0:6/18
fib6_notifier_ops_template 64 @24=fib6_seq_read @32=fib6_dump
fib6_null_entry_template 168 ip6_route_multipath_del+0:0/2 inet6_rtm_delroute+0:0/2 ip6addrlbl_net_init+0:2/5
fib6_rules_net_ops 72 @16=fib6_rules_net_init @40=fib6_rules_net_exit_batch
fib6_rules_ops_template 176 @48=fib6_rule_action @56=fib6_rule_suppress
fib_info_cnt 4 fib_release_info+0:2/6 fib_create_info+0:3/40
fib_info_devhash 2048 ip_fib_check_default+0:1/2 fib_sync_mtu+0:1/3 fib_sync_down_dev+0:1/4
fib_info_hash 8 fib_create_info+0:6/40
fib_info_hash_bits 4 fib_sync_down_addr+0:2/9 fib_create_info+0:10/40
fib_info_hash_size 4 fib_create_info+0:4/40
fib_info_laddrhash 8 fib_sync_down_addr+0:1/9 fib_create_info+0:11/40
fib_info_lock 4 ip_fib_check_default+0:0/2 fib_sync_mtu+0:0/3 fib_sync_down_dev+0:0/4
fib_net_ops 72 @16=fib_net_init @32=fib_net_exit
fib_notifier_net_id 4 fib_seq_sum+0:0/1 fib_notifier_net_exit+0:0/1 unregister_fib_notifier+0:0/1
fib_notifier_net_ops 72 @16=fib_notifier_net_init @32=fib_notifier_net_exit
fib_props 96 fib_table_flush+0:1/10 fib_table_lookup+0:0/13 inet_rtm_getroute+0:11/16
fib_route_seq_ops 32 @0=fib_route_seq_start @8=fib_route_seq_stop
fib_rules_net_ops 72 @16=fib_rules_net_init @32=fib_rules_net_exit
fib_trie_seq_ops 32 @0=fib_trie_seq_start @8=fib_trie_seq_stop
field_cachep 8 __trace_define_field+0:0/1 trace_destroy_fields+0:0/1 event_trace_add_tracer+0:2/5
field_table 144 @8=ec_addm_25519 @16=ec_subm_25519
file_cachep 8 trace_create_new_event+0:0/1 event_file_put+0:0/1
file_caps_enabled 4 fscaps_show+0:0/2 cap_bprm_creds_from_file+0:1/15
file_rwsem 96 locks_stop+0:3/4 locks_start+0:1/7 locks_remove_file+0:1/7
file_systems 8 unregister_filesystem+0:0/3 register_filesystem+0:0/4 __get_fs_type+0:0/5
file_systems_lock 8 unregister_filesystem+0:1/3 register_filesystem+0:1/4 __get_fs_type+0:1/5
filelock_cache 8 locks_dispose_list+0:0/1 locks_free_lock+0:0/1 fcntl_getlk+0:0/3
files_cachep 8 put_files_struct+0:0/1 dup_fd+0:0/7 kernel_clone+0:4/8
files_stat 24 get_max_files+16:0/1 proc_nr_files+0:2/3 fput+0:2/5
fill_ptr_key_work 88 @24=fill_ptr_key_workfn @56=delayed_work_timer_fn
filp_cachep 8 file_free_rcu+0:0/2 __alloc_file+0:0/3 balance_pgdat+0:18/38
finished_booting 4 clocksource_unbind+0:0/3 clocksource_stop_suspend_timing+0:0/3 current_clocksource_store+0:2/4
fips_enabled 4 dh_set_secret+0:0/1 rsa_set_priv_key+0:0/1 rsa_set_pub_key+0:0/1
fips_fail_notif_chain 16 fips_fail_notify+0:1/2
first_device 8 register_pernet_subsys+0:1/2 unregister_pernet_device+0:1/2 register_pernet_device+0:2/3
first_fb_vc 4 fbcon_delete_modelist+0:1/4 fbcon_set_all_vcs+0:1/5 fbcon_set_font+0:0/5
first_fqs_jiffies_ops 32 @8=param_set_first_fqs_jiffies @16=param_get_ulong
fl_ht 2048 ip6fl_seq_start+0:0/1 ip6fl_seq_next+0:0/1 fl_lookup+0:0/2
fl_size 4 ip6_flowlabel_net_exit+0:7/8 ip6_fl_gc+0:5/9 ipv6_flowlabel_opt_get+0:3/9
flag_print_warnings 4 dquot_claim_space_nodirty+0:0/2 dquot_reclaim_space_nodirty+0:0/2 dquot_scan_active+0:1/3
flat_state_cnt 4 acpi_processor_get_lpi_info+0:2/5 acpi_processor_power_exit+0:2/5 acpi_processor_power_init+0:0/9
flctx_cache 8 locks_free_lock_context+0:0/7 locks_get_lock_context+0:5/8
float_ops 48 @0=btf_float_check_meta @16=btf_float_check_member
flow_block_indr_dev_list 16 flow_indr_dev_exists+0:0/1 flow_indr_block_cb_alloc+0:1/3 flow_indr_dev_unregister+0:0/4
flow_block_indr_list 16 flow_indr_block_cb_alloc+0:2/3
flow_dissector_verifier_ops 48 @0=flow_dissector_func_proto @8=flow_dissector_is_valid_access
flow_indir_dev_list 16 flow_indr_dev_setup_offload+0:9/11
flow_indr_block_lock 32 flow_indr_dev_unregister+0:1/4 flow_indr_dev_register+0:1/5 flow_indr_dev_setup_offload+0:1/11
flow_keys_basic_dissector 68 packet_parse_headers+0:0/1 eth_get_headlen+0:0/1 skb_get_poff+0:1/2
flow_keys_dissector 68 __fib_validate_source+0:0/1 fib_multipath_hash+0:0/1 rt6_multipath_hash+0:0/1
flow_keys_dissector_keys 144 skb_get_hash_perturb+0:1/3 __skb_get_hash_net+0:3/6 __skb_get_hash_symmetric+0:5/7
flow_keys_dissector_symmetric 68 ip_route_me_harder+32:1/2 __skb_get_hash_symmetric+0:2/7 do_tcp_sendpages+4:17/20
flow_limit_update_mutex 32 flow_limit_table_len_sysctl+0:1/2 flow_limit_cpu_sysctl+0:6/13
flush_lock 32 flush_all_cpus_locked+0:2/9
flushwq 8 flush_all_cpus_locked+0:7/9
fn_alias_kmem 8 __alias_free_mem+0:0/1 fib_trie_unmerge+0:0/3 fib_table_insert+0:0/19
fn_handler 160 @0=fn_null @8=fn_enter
fnhe_lock 4 fnhe_update_pmtu+0:1/2 find_exception+0:3/4 update_or_create_fnhe+0:1/16
fops_atomic_t 280 @112=fops_atomic_t_open @24=debugfs_attr_write_signed
fops_atomic_t_ro 280 @112=fops_atomic_t_ro_open @24=debugfs_attr_write_signed
fops_atomic_t_wo 280 @112=fops_atomic_t_wo_open @24=debugfs_attr_write_signed
fops_blob 280 @16=read_file_blob @112=simple_open
fops_bool 280 @24=debugfs_write_file_bool @16=debugfs_read_file_bool
fops_bool_ro 280 debugfs_create_bool+0:3/4 @16=debugfs_read_file_bool @112=simple_open @8=default_llseek
fops_io_tlb_used 280 @112=fops_io_tlb_used_open @24=debugfs_attr_write
fops_kp 280 @16=read_enabled_file_bool @24=write_enabled_file_bool
fops_size_t 280 @112=fops_size_t_open @24=debugfs_attr_write
fops_size_t_ro 280 @112=fops_size_t_ro_open @24=debugfs_attr_write
fops_size_t_wo 280 @112=fops_size_t_wo_open @24=debugfs_attr_write
fops_str 280 @16=debugfs_read_file_str @24=debugfs_write_file_str
fops_str_ro 280 debugfs_create_str+0:3/4 @16=debugfs_read_file_str @112=simple_open @8=default_llseek
fops_u16 280 @112=fops_u16_open @24=debugfs_attr_write
fops_u16_ro 280 @112=fops_u16_ro_open @24=debugfs_attr_write
fops_u16_wo 280 @112=fops_u16_wo_open @24=debugfs_attr_write
fops_u32 280 @112=fops_u32_open @24=debugfs_attr_write
fops_u32_ro 280 @112=fops_u32_ro_open @24=debugfs_attr_write
fops_u32_wo 280 @112=fops_u32_wo_open @24=debugfs_attr_write
fops_u64 280 @112=fops_u64_open @24=debugfs_attr_write
fops_u64_ro 280 @112=fops_u64_ro_open @24=debugfs_attr_write
fops_u64_wo 280 @112=fops_u64_wo_open @24=debugfs_attr_write
fops_u8 280 @112=fops_u8_open @24=debugfs_attr_write
fops_u8_ro 280 @112=fops_u8_ro_open @24=debugfs_attr_write
fops_u8_wo 280 @112=fops_u8_wo_open @24=debugfs_attr_write
fops_ulong 280 @112=fops_ulong_open @24=debugfs_attr_write
fops_ulong_ro 280 @112=fops_ulong_ro_open @24=debugfs_attr_write
fops_ulong_wo 280 @112=fops_ulong_wo_open @24=debugfs_attr_write
fops_x16 280 @112=fops_x16_open @24=debugfs_attr_write
fops_x16_ro 280 @112=fops_x16_ro_open @24=debugfs_attr_write
fops_x16_wo 280 @112=fops_x16_wo_open @24=debugfs_attr_write
fops_x32 280 @112=fops_x32_open @24=debugfs_attr_write
fops_x32_ro 280 @112=fops_x32_ro_open @24=debugfs_attr_write
fops_x32_wo 280 @112=fops_x32_wo_open @24=debugfs_attr_write
fops_x64 280 @112=fops_x64_open @24=debugfs_attr_write
fops_x64_ro 280 @112=fops_x64_ro_open @24=debugfs_attr_write
fops_x64_wo 280 @112=fops_x64_wo_open @24=debugfs_attr_write
fops_x8 280 @112=fops_x8_open @24=debugfs_attr_write
fops_x8_ro 280 @112=fops_x8_ro_open @24=debugfs_attr_write
fops_x8_wo 280 @112=fops_x8_wo_open @24=debugfs_attr_write
forbidden_pages_map 8 snapshot_get_image_size+0:0/1 __get_safe_page+0:0/2 alloc_image_page+0:0/2
force_gpt 4 __alloc_disk_node+0:2/12 efi_partition+0:0/38
force_rebuild 1 cpuset_force_rebuild+0:0/1 cpuset_hotplug_workfn+0:11/23 cpuset_hotplug_update_tasks+0:5/25
force_remove_attr 32 @16=force_remove_show @24=force_remove_store
fq_codel_class_ops 112 @24=fq_codel_leaf @40=fq_codel_find
fq_codel_qdisc_ops 176 @40=fq_codel_enqueue @48=fq_codel_dequeue
fqdir_free_list 8 fqdir_free_fn+0:1/2 fqdir_work_fn+0:2/5
fqdir_free_work 32 fqdir_work_fn+0:3/5 @24=fqdir_free_fn
frag_protocol 24 ipv6_frag_exit+0:5/6 @0=ipv6_frag_rcv
fragmentation_op 32 @24=frag_show @0=frag_start
frame_list 4096 xen_evtchn_nr_channels+3768:1/2 xen_irq_info_cleanup+3784:1/2 scmi_reset_reset+3784:1/2
framebuffer_driver 168 @0=framebuffer_probe @8=framebuffer_remove
free_dquots 16 dqcache_shrink_scan+0:5/7 quota_release_workfn+0:9/16
free_hpage_work 32 update_and_free_page+0:2/4 hugetlb_fault+0:4/12 @24=free_hpage_workfn
free_hugepages_attr 32 __arm64_sys_swapoff+8:3/66 @16=free_hugepages_show
free_ipc_list 8 free_ipc+0:0/2 ipcns_put+0:1/4 put_ipc_ns+0:1/4
free_ipc_work 32 ipcns_put+0:2/4 put_ipc_ns+0:2/4 @24=free_ipc
free_pages_map 8 swsusp_set_page_free+0:0/2 swsusp_unset_page_free+0:0/2 memory_bm_free+0:2/4
free_per_iteration 4 gnttab_handle_deferred+0:1/22
free_vmap_area_list 16 __purge_vmap_area_lazy+0:11/27 vm_map_ram+0:13/37 pcpu_get_vm_areas+0:5/47
free_vmap_area_lock 4 __purge_vmap_area_lazy+0:8/27 alloc_vmap_area+0:5/29 vm_map_ram+0:10/37
free_vmap_area_root 8 vm_unmap_ram+0:3/4 delete_from_page_cache_batch+1:7/11 free_vmap_area_noflush+0:2/15
freeze_timeout_msecs 4 pm_freeze_timeout_show+0:0/2 pm_freeze_timeout_store+0:0/2 freeze_processes+0:1/3
freezer_alarmtype 4 alarmtimer_do_nsleep+0:6/9 alarmtimer_suspend+0:2/10
freezer_cgrp_subsys 240 @0=freezer_css_alloc @8=freezer_css_online
freezer_delta 8 __thaw_task+0:3/4 freeze_task+0:2/4 alarmtimer_do_nsleep+0:5/9
freezer_delta_lock 4 alarmtimer_do_nsleep+0:4/9 alarmtimer_suspend+0:1/10
freezer_lock 4 set_freezable+0:1/2 __thaw_task+0:1/4 freeze_task+0:1/4
freezer_mutex 32 freezer_attach+0:0/1 freezer_css_online+0:0/2 freezer_css_offline+0:0/2
freezer_test_done 1 snapshot_ioctl+0:13/16 hibernation_snapshot+0:16/17 hibernate+0:11/27
frozen_cpus 32 thaw_secondary_cpus+0:3/11 its_cpu_memreserve_lpi+0:5/13 freeze_secondary_cpus+0:4/14
fs_bio_set 392 blk_rq_map_bio_alloc+0:0/1 blk_rq_prep_clone+0:0/1 iomap_readpage_iter+0:0/2
fs_cachep 8 exit_fs+0:0/1 unshare_fs_struct+0:0/1 copy_fs_struct+0:0/1
fs_dcache_sysctls 128 proc_nr_dentry+0:4/10 d_splice_alias+0:7/11 @32=proc_nr_dentry
fs_dqstats_table 640 @32=do_proc_dqstats @544=proc_dointvec
fs_exec_sysctls 128 __register_binfmt+0:1/4 bprm_execve+0:0/26 @32=proc_dointvec_minmax_coredump
fs_kobj 8 alloc_mnt_ns+0:3/9 iunique+0:8/9
fs_namespace_sysctls 128 clone_private_mount+16:3/5 @32=proc_dointvec_minmax
fs_pipe_sysctls 256 @32=proc_dopipe_max_size @96=proc_doulongvec_minmax
fs_shared_sysctls 192 do_coredump+37:69/114 @32=proc_dointvec_minmax
fs_stat_sysctls 256 @32=proc_nr_files @160=proc_douintvec_minmax
fs_type 72 @16=securityfs_init_fs_context @40=kill_litter_super
fscontext_fops 280 @16=fscontext_read @128=fscontext_release
fscrypt_bounce_page_pool 8 fscrypt_alloc_bounce_page+0:0/1 fscrypt_free_bounce_page+0:0/1 fscrypt_encrypt_pagecache_blocks+0:0/1
fscrypt_direct_keys 512 find_or_insert_direct_key+0:1/2 fscrypt_put_direct_key+0:1/2 pin_insert+496:1/3
fscrypt_direct_keys_lock 4 find_or_insert_direct_key+0:0/2 fscrypt_put_direct_key+0:0/2 add_new_master_key+0:2/5
fscrypt_info_cachep 8 put_crypt_info+0:0/2 fscrypt_setup_encryption_info+0:0/18
fscrypt_init_mutex 32 fscrypt_initialize+0:1/6 fscrypt_msg+0:0/7
fscrypt_mode_key_setup_mutex 32 fscrypt_setup_v2_file_key+0:1/2 setup_per_mode_enc_key+0:1/3
fscrypt_modes 528 fscrypt_setup_v2_file_key+0:0/2 setup_per_mode_enc_key+0:0/3 fscrypt_supported_policy+0:3/14
fscrypt_read_workqueue 8 fscrypt_enqueue_decrypt_work+0:0/1 exit_aio+0:1/5 fscrypt_initialize+0:0/6
fsnotify_mark_connector_cachep 8 fsnotify_connector_destroy_workfn+0:3/4 fsnotify_add_mark_locked+0:1/9
fsnotify_mark_srcu 384 fsnotify_grab_connector+0:1/2 fsnotify_finish_user_wait+0:1/2 fsnotify_connector_destroy_workfn+0:2/4
fsnotify_sync_cookie 4 fsnotify_get_cookie+0:0/1
fsnotify_wq 8 latency_fsnotify_workfn_irq+0:0/1 latency_fsnotify+0:0/1 __update_max_tr+0:1/3
fsverity_hash_alg_init_mutex 32 fsverity_get_hash_alg+0:1/16
fsverity_hash_algs 288 fsverity_ioctl_measure+0:0/1 fsverity_verify_signature+0:1/12 fsverity_get_hash_alg+0:0/16
fsverity_info_cachep 8 fsverity_cleanup_inode+0:0/1 fsverity_free_info+0:0/1 fsverity_set_info+0:0/2
fsverity_keyring 8 fsverity_verify_signature+0:0/12
fsverity_read_workqueue 8 fsverity_enqueue_verify_work+0:0/1 inode_switch_wbs_work_fn+0:9/23
fsverity_require_signatures 4 fsverity_verify_signature+0:4/12
ft_zero 8 __arm64_sys_fanotify_init+0:12/16
ftrace_bug_type 4 ftrace_check_record+0:0/1 __ftrace_replace_code+0:0/1 ftrace_free_pages+0:0/3
ftrace_cmd_mutex 32 ftrace_regex_release+0:5/8 ftrace_regex_open+16:12/23
ftrace_commands 16 ftrace_ops_set_global_filter+8:2/6 ftrace_regex_open+8:11/23
ftrace_common_fields 16 trace_find_event_field+0:0/1 f_next+0:0/2 event_filter_write+0:0/2
ftrace_cpudump_cmd 32 @24=ftrace_cpudump_callback
ftrace_disabled 4 ftrace_is_dead+0:0/1 ftrace_shutdown+0:0/1 ftrace_replace_code+0:0/2
ftrace_dump_cmd 32 @24=ftrace_dump_callback
ftrace_dump_on_oops 4 trace_die_handler+0:0/1 trace_panic_handler+0:0/1
ftrace_enable_fops 280 @16=event_enable_read @24=event_enable_write
ftrace_enabled 4 __unregister_ftrace_function+0:2/4 ftrace_pid_open+0:7/8 ftrace_no_pid_open+0:7/8
ftrace_enabled_fops 280 @112=ftrace_enabled_open @128=seq_release_private
ftrace_event_filter_fops 280 @16=event_filter_read @24=event_filter_write
ftrace_event_format_fops 280 @112=trace_format_open @128=seq_release
ftrace_event_id_fops 280 @16=event_id_read @8=default_llseek
ftrace_event_list 16 register_trace_event+0:2/7 trace_event_update_all+8:6/18
ftrace_events 16 trace_probe_register_event_call+0:0/1 perf_trace_init+0:1/2 trace_event_dyn_try_get_ref+0:1/2
ftrace_expected 8 ftrace_bug+0:8/31
ftrace_export_lock 32 rb_simple_write+0:2/4 tracing_thresh_write+8:3/4 register_ftrace_export+0:1/7
ftrace_filter_fops 280 @112=ftrace_filter_open @24=ftrace_filter_write
ftrace_formats_fops 280 @112=ftrace_formats_open @128=seq_release
ftrace_generic_fields 16 __trace_eprobe_create+0:14/45
ftrace_graph_active 4 ftrace_graph_init_task+0:0/2 ftrace_graph_init_idle_task+0:2/4 unregister_ftrace_graph+0:2/11
ftrace_graph_entry 8 function_graph_enter+0:0/1 update_function_graph_func+0:7/9 register_ftrace_graph+0:26/28 @0=ftrace_graph_entry_stub
ftrace_graph_fops 280 @112=ftrace_graph_open @24=ftrace_graph_write
ftrace_graph_hash 8 g_start+0:5/6 ftrace_graph_open+0:5/7 trace_graph_entry+0:10/15
ftrace_graph_notrace_fops 280 @112=ftrace_graph_notrace_open @24=ftrace_graph_write
ftrace_graph_notrace_hash 8 g_start+0:2/6 ftrace_graph_notrace_open+0:5/7 ftrace_graph_release+0:6/8
ftrace_graph_return 8 @0=ftrace_stub_graph
ftrace_graph_seq_ops 32 @0=g_start @8=g_stop
ftrace_graph_skip_irqs 4 func_graph_set_flag+0:0/1 trace_graph_entry+0:4/15
ftrace_list_end 184 is_ftrace_trampoline+0:1/2 ftrace_hash_rec_update_modify+0:3/4 __unregister_ftrace_function+0:1/4 @0=ftrace_stub
ftrace_lock 32 fpid_stop+0:0/1 fnpid_start+0:0/1 fpid_start+0:0/1
ftrace_mod_cmd 32 @24=ftrace_mod_callback
ftrace_mod_maps 16 ftrace_mod_address_lookup+0:2/3 ftrace_mod_get_kallsym+0:1/13 ftrace_release_mod+0:1/21
ftrace_no_pid_fops 280 @24=ftrace_no_pid_write @112=ftrace_no_pid_open
ftrace_no_pid_sops 32 @0=fnpid_start @16=fnpid_next
ftrace_notrace_fops 280 @24=ftrace_notrace_write @112=ftrace_notrace_open
ftrace_number_of_groups 8 ftrace_free_pages+0:2/3 tracing_read_dyn_info+0:1/5 ftrace_release_mod+0:20/21
ftrace_number_of_pages 8 ftrace_free_pages+0:1/3 tracing_read_dyn_info+0:2/5 ftrace_release_mod+0:19/21
ftrace_ops_list 8 is_ftrace_trampoline+0:0/2 ftrace_kill+0:0/3 ftrace_hash_rec_update_modify+0:2/4
ftrace_ops_trampoline_list 16 ftrace_update_trampoline+0:2/4 ftrace_mod_get_kallsym+0:2/13
ftrace_pages 8 ftrace_process_locs+0:7/14 ftrace_release_mod+0:6/21 ftrace_free_mem+0:27/31
ftrace_pages_start 8 ftrace_replace_code+0:1/2 ftrace_location_range+0:0/3 match_records+0:2/4
ftrace_pid_fops 280 @24=ftrace_pid_write @112=ftrace_pid_open
ftrace_pid_sops 32 @0=fpid_start @16=fpid_next
ftrace_set_event_fops 280 @24=ftrace_event_write @112=ftrace_event_set_open
ftrace_set_event_notrace_pid_fops 280 @24=ftrace_event_npid_write @112=ftrace_event_set_npid_open
ftrace_set_event_pid_fops 280 @24=ftrace_event_pid_write @112=ftrace_event_set_pid_open
ftrace_show_header_fops 280 @16=show_header @112=tracing_open_generic
ftrace_snapshot_cmd 32 @24=ftrace_trace_snapshot_callback
ftrace_stacktrace_cmd 32 @24=ftrace_stacktrace_callback
ftrace_start_up 4 ftrace_startup+0:3/9 ftrace_enable_sysctl+0:7/14 ftrace_module_enable+0:4/15
ftrace_subsystem_filter_fops 280 @16=subsystem_filter_read @24=subsystem_filter_write
ftrace_suspend_notifier 24 @0=ftrace_suspend_notifier_call
ftrace_sysctls 128 @32=ftrace_enable_sysctl
ftrace_system_enable_fops 280 @16=system_enable_read @24=system_enable_write @112=subsystem_open
ftrace_tr_enable_fops 280 @112=system_tr_open @16=system_enable_read
ftrace_trace_arrays 16 event_remove+0:0/1 trace_event_enable_cmd_record+0:0/1 trace_event_enable_tgid_record+0:0/1
ftrace_trace_function 8 ftrace_kill+0:2/3 alloc_and_copy_ftrace_hash+0:6/7 __ftrace_hash_rec_update+0:4/7 @0=ftrace_stub
ftrace_update_tot_cnt 8 tracing_read_dyn_info+0:4/5 ftrace_process_locs+0:12/14 ftrace_release_mod+0:7/21
full_fops 280 @24=write_full @32=read_iter_zero
func_ops 48 @0=btf_func_check_meta @8=btf_func_resolve
func_proto_ops 48 @0=btf_func_proto_check_meta @32=btf_func_proto_log
funcgraph_ops 16 @8=trace_graph_return @0=trace_graph_entry
funcgraph_thresh_ops 16 @8=trace_graph_thresh_return @0=trace_graph_entry
function_trace 152 @8=function_trace_init @16=function_trace_reset
function_trace_op 8 ftrace_graph_func+0:1/2 ftrace_modify_all_code+0:5/7 rcu_tasks_trace_pregp_step+0:7/19
futex_q_init 112 futex_lock_pi+0:0/1 __do_sys_futex_waitv+0:0/2 __arm64_sys_clock_nanosleep_time32+56:7/8
fw_syscore_ops 40 firmware_request_cache+0:0/2 dev_cache_fw_image+0:4/11 assign_fw+0:0/12 @16=fw_suspend
fwd_ops 48 @0=btf_fwd_check_meta @32=btf_fwd_type_log
fwnode_link_lock 32 fwnode_link_add+0:1/2 fwnode_links_purge+0:1/3 waiting_for_supplier_show+0:1/4
gc_in_progress 1 unix_peek_fpl+0:1/3 unix_gc+0:4/5 wait_for_unix_gc+0:2/6
gc_list 16 irq_setup_generic_chip+0:2/4 __irq_alloc_domain_generic_chips+0:5/6
gc_lock 4 irq_remove_generic_chip+0:0/3 irq_setup_generic_chip+0:0/4 __irq_alloc_domain_generic_chips+0:0/6
gdp_mutex 32 cleanup_glue_dir+0:1/3 get_device_parent+0:1/14
ged_driver 208 @0=ged_probe @8=ged_remove
generic_ci_dentry_ops 128 generic_set_encrypted_ci_d_ops+0:1/4 @16=generic_ci_d_hash @24=generic_ci_d_compare
generic_encrypted_ci_dentry_ops 128 @0=fscrypt_d_revalidate @16=generic_ci_d_hash
generic_encrypted_dentry_ops 128 generic_set_encrypted_ci_d_ops+0:3/4 @0=fscrypt_d_revalidate
generic_file_vm_ops 128 generic_file_mmap+0:1/2 generic_file_readonly_mmap+0:1/2 bpf_core_calc_relo_insn+0:8/24 @40=filemap_fault @72=filemap_page_mkwrite @56=filemap_map_pages
generic_regulator_coupler 40 regulator_lock_dependent+9:5/7 regulator_summary_show+9:10/15 @16=generic_coupler_attach
generic_ro_fops 280 @96=generic_file_readonly_mmap @32=generic_file_read_iter
genl_ctrl_ops 96 @0=ctrl_getfamily @16=ctrl_dumpfamily
genl_fam_idr 24 ctrl_dumpfamily+0:1/3 ctrl_dumppolicy_start+0:1/7 genl_bind+0:2/8
genl_mutex 32 genl_lock_dumpit+0:1/2 genl_lock_done+0:1/2 genl_lock+0:1/2
genl_pernet_ops 72 @16=genl_pernet_init @32=genl_pernet_exit
genl_sk_destructing_cnt 4 genl_unregister_family+0:8/10 netlink_release+0:11/15
genl_sk_destructing_waitq 24 genl_bind+16:5/8 genl_rcv_msg+4:2/9 genl_unregister_family+0:9/10
genpd_debugfs_dir 8 genpd_remove+0:0/10 genpd_debug_add+0:0/16
genpd_mtx_ops 32 @0=genpd_lock_mtx @8=genpd_lock_nested_mtx
genpd_spin_ops 32 @0=genpd_lock_spin @8=genpd_lock_nested_spin
gfp_allowed_mask 4 kmem_cache_alloc_bulk+0:0/1 pm_suspended_storage+0:0/1 __kmem_cache_alloc_node+0:0/1
ghes_estatus_cache_alloced 4 ghes_estatus_cache_free+0:2/3 ghes_estatus_cache_add+0:1/7
ghes_estatus_caches 32 ghes_estatus_cached+0:1/2 ghes_estatus_cache_add+0:4/7 erst_write+28:9/13
ghes_estatus_llist 8 ghes_proc_in_irq+0:1/10 ghes_in_nmi_queue_one_entry+0:2/12 ghes_probe+0:13/27
ghes_estatus_pool 8 ghes_kick_task_work+0:0/1 ghes_vendor_record_work_func+0:1/2 ghes_estatus_pool_init+0:1/2
ghes_hed 16 ghes_notify_hed+0:3/4 ghes_remove+0:2/5 ghes_probe+0:9/27
ghes_list_mutex 32 ghes_remove+0:1/5 ghes_probe+0:7/27
ghes_notifier_hed 24 ghes_remove+0:4/5 @0=ghes_notify_hed
ghes_notify_lock_irq 4 ghes_poll_func+0:1/2 ghes_irq_func+0:1/2 ghes_notify_hed+0:1/4
ghes_platform_driver 208 @0=ghes_probe @8=ghes_remove
ghes_proc_irq_work 32 ghes_sdei_critical_callback+0:2/3 ghes_sdei_normal_callback+0:2/3 ghes_notify_sea+0:4/5
global_cursor_default 4 vc_allocate+0:11/13
global_ops 184 ftrace_graph_entry_test+0:0/2 ftrace_set_global_filter+0:1/2 ftrace_set_global_notrace+0:1/2 @0=ftrace_stub
global_tunables 8 sysctl_schedstats+0:2/3 sugov_exit+0:3/4 sugov_init+0:13/25
global_tunables_lock 32 sugov_exit+0:1/4 sugov_init+0:12/25
global_wb_domain 120 wb_update_bandwidth+0:1/2 wb_calc_thresh+0:1/2 page_writeback_cpu_online+112:0/3
gnttab_free_bitmap 8 put_free_entry_locked+0:5/7 gnttab_set_free+0:4/7 gnttab_init+0:4/7
gnttab_free_callback_list 8 do_free_callbacks+0:0/2 gnttab_update_entry_v1+0:0/2 gnttab_update_entry_v2+0:0/2
gnttab_free_count 4 do_free_callbacks+0:1/2 put_free_entry_locked+0:3/7 gnttab_set_free+0:2/7
gnttab_free_head 4 gnttab_map_refs+0:2/6 put_free_entry_locked+0:1/7 gnttab_set_free+0:3/7
gnttab_free_tail_ptr 8 put_free_entry_locked+0:4/7 gnttab_set_free+0:6/7 get_free_entries+0:5/7
gnttab_interface 8 gnttab_grant_foreign_access+0:0/1 gnttab_grant_foreign_access_ref+0:0/2 gnttab_suspend+0:1/3
gnttab_last_free 4 put_free_entry_locked+0:6/7 gnttab_set_free+0:5/7 get_free_entries+0:6/7
gnttab_list 8 gnttab_release_grant_reference+0:0/1 gnttab_claim_grant_reference+0:0/1 gnttab_free_grant_references+0:2/3
gnttab_list_lock 4 gnttab_free_grant_reference+0:1/2 gnttab_cancel_free_callback+0:1/2 gnttab_request_free_callback+0:1/2
gnttab_shared 8 gnttab_read_frame_v1+0:0/1 gnttab_end_foreign_access_ref_v1+0:0/1 gnttab_update_entry_v1+0:1/2
gnttab_size 4 gnttab_init+0:5/7 gnttab_alloc_grant_reference_seq+0:7/9 gnttab_expand+0:4/12
gnttab_v1_ops 48 @8=gnttab_map_frames_v1 @16=gnttab_unmap_frames_v1
gnttab_v2_ops 48 @8=gnttab_map_frames_v2 @16=gnttab_unmap_frames_v2
gov_dbs_data_mutex 32 cpufreq_dbs_governor_limits+0:0/1 cpufreq_dbs_governor_exit+0:0/1 cpufreq_dbs_governor_init+0:7/15
governor_sysfs_ops 16 cpufreq_dbs_governor_init+0:11/15
gp_cleanup_delay 4 rcu_gp_cleanup+0:21/29
gp_init_delay 4 rcu_gp_init+0:24/49
gp_preinit_delay 4 rcu_barrier+0:7/21 rcu_gp_init+0:22/49
gpd_list 16 of_genpd_add_provider_onecell+0:1/4 pm_genpd_init+0:18/29 summary_show+0:30/34
gpd_list_lock 32 of_genpd_add_subdomain+0:0/1 pm_genpd_remove+0:0/1 of_genpd_remove_last+0:0/1
gpio_bus_type 184 gpio_name_to_desc+124:4/6 gpiochip_add_data_with_key+0:2/103 @48=gpio_bus_match
gpio_fileops 280 @16=lineinfo_watch_read @72=lineinfo_watch_poll @80=gpio_ioctl
gpiochip_domain_ops 80 @16=gpiochip_irq_map @24=gpiochip_irq_unmap
gpiolib_fops 280 @112=gpiolib_open @128=seq_release
gpiolib_sops 32 @0=gpiolib_seq_start @8=gpiolib_seq_stop
graph_depth_fops 280 @16=graph_depth_read @24=graph_depth_write
graph_functions 32 @0=print_graph_function_event
graph_lock 32 g_stop+0:1/2 g_start+0:1/6 ftrace_graph_notrace_open+0:3/7
graph_ops 184 @0=ftrace_graph_func
graph_trace 152 @8=graph_trace_init @16=graph_trace_reset
gre_offload 32 @0=gre_gso_segment @8=gre_gro_receive
gro_cells 8 xfrm_input+0:1/10
gro_normal_batch 4 napi_gro_frags+0:1/6 napi_gro_receive+0:1/8
grstatus 8 gnttab_end_foreign_access_ref_v2+0:2/3 gnttab_map_frames_v2+0:2/4
has_full_constraints 1 regulator_has_full_constraints+0:0/1 regulator_late_cleanup+0:4/10 regulator_resolve_supply+0:4/14
hash_algo_name 160 pkcs7_get_digest+0:0/1 fsverity_get_digest+0:0/4 ima_alloc_atfm+0:3/5
hash_mutex 32 univ8250_release_irq+0:2/5 univ8250_setup_irq+0:1/7
hash_resize_mutex 32 xfrm_hash_rebuild+0:0/3
hash_setup_done 4 __ima_inode_hash+0:1/9
hashdist 4 xfrm_hash_free+0:0/1 xfrm_hash_alloc+0:0/1 lowmem_reserve_ratio_sysctl_handler+0:1/3
hashrnd 16 __skb_get_hash_net+0:1/6 __skb_get_hash_symmetric+0:0/7 flow_hash_from_keys+0:0/7
hashtab_node_cachep 8 hashtab_duplicate+0:0/1 hashtab_destroy+0:0/1 __hashtab_insert+0:0/2
have_canfork_callback 2 cgroup_can_fork+0:5/17
have_exit_callback 2 cgroup_exit+0:2/7
have_fork_callback 2 alloc_iova_fast+0:2/3 blk_stat_add_callback+0:4/5 cgroup_post_fork+0:4/9
have_release_callback 2 cgroup_release+0:0/9 can_migrate_task+0:13/14
hctx_dispatch_seq_ops 32 @0=hctx_dispatch_start @8=hctx_dispatch_stop
hctx_flag_name 56 hctx_flags_show+0:3/6
hctx_state_name 32 hctx_state_show+0:1/3
hctx_types 24 hctx_type_show+0:0/2 hctx_state_show+0:0/3 queue_state_show+0:0/3
hed_handle 8 acpi_hed_add+0:0/1 acpi_hed_remove+0:0/1 acpi_hw_extended_sleep+0:2/7
hest_disable 4 apei_hest_parse+0:0/10
hibernate_atomic 4 hibernate_release+0:1/2 hibernate_acquire+0:1/2
hibernate_restore_protection 1 enable_restore_image_protection+0:0/1 snapshot_write_next+0:13/27
hibernate_restore_protection_active 1 snapshot_write_finalize+0:1/5 swsusp_free+0:7/11 snapshot_read_next+0:14/17
hibernation_mode 4 hibernate_release+0:0/2 hibernation_set_ops+0:1/2 hibernate_acquire+0:0/2
hibernation_modes 48 disk_show+0:5/10 disk_store+0:3/11
high_memory 8 collapse_file+1:4/21 kvm_mmu_init+0:8/29 split_huge_page_to_list+0:7/42
highest_memmap_pfn 8 vm_normal_page+0:0/4 vm_normal_page_pmd+0:1/7 memmap_init_range+0:0/18
hist_disable_count_trigger_ops 32 hist_enable_get_trigger_ops+0:4/6 @0=hist_enable_count_trigger @16=event_enable_trigger_free @24=event_enable_trigger_print
hist_disable_trigger_ops 32 hist_enable_get_trigger_ops+0:5/6 @0=hist_enable_trigger @16=event_enable_trigger_free @24=event_enable_trigger_print
hist_enable_count_trigger_ops 32 hist_enable_get_trigger_ops+0:2/6 @0=hist_enable_count_trigger @16=event_enable_trigger_free @24=event_enable_trigger_print
hist_enable_trigger_ops 32 hist_enable_get_trigger_ops+0:3/6 @0=hist_enable_trigger @16=event_enable_trigger_free @24=event_enable_trigger_print
hist_trigger_elt_data_ops 32 @0=hist_trigger_elt_data_alloc @8=hist_trigger_elt_data_free
hmac_algos 176 seg6_hmac_info_add+0:0/8 seg6_hmac_exit+0:0/10 seg6_hmac_compute+0:4/15
hmat_revision 1 hmat_initiator_perf+0:0/1
hmm_walk_ops 80 @24=hmm_vma_walk_pmd @40=hmm_vma_walk_hole
host_list 16 mipi_dsi_host_register+0:3/8
host_lock 32 of_find_mipi_dsi_host_by_node+0:1/2 mipi_dsi_host_unregister+0:2/3 mipi_dsi_host_register+0:2/8
hotplug_kobj 8 acpi_sysfs_add_hotplug_profile+0:0/5
hotplug_slot_attr_attention 32 @16=attention_read_file @24=attention_write_file
hotplug_slot_attr_latch 32 pci_hp_add+0:3/17 pci_hp_del+0:7/19 @16=latch_read_file
hotplug_slot_attr_power 32 @16=power_read_file @24=power_write_file
hotplug_slot_attr_presence 32 pci_hp_add+0:5/17 pci_hp_del+0:9/19 @16=presence_read_file
hotplug_slot_attr_test 32 pci_hp_add+0:6/17 pci_hp_del+0:11/19 @24=test_write_file
hotplug_threads 16 smpboot_park_threads+0:2/4 smpboot_register_percpu_thread+0:5/6
housekeeping 296 housekeeping_enabled+288:0/1 detach_task_cfs_rq+272:1/2 housekeeping_test_cpu+0:1/3
hpage_freelist 8 update_and_free_page+0:1/4 free_hpage_workfn+0:1/5 set_max_huge_pages+0:4/8
hpage_pmd_size_attr 32 split_huge_pages_write+0:15/38 @16=hpage_pmd_size_show
hpdriver_portdrv 224 @8=pciehp_probe @16=pciehp_remove @24=pciehp_suspend
hrtimer_hres_enabled 1 hrtimer_run_queues+0:2/6
hrtimer_resolution 4 posix_get_hrtimer_res+0:0/1 hrtimer_forward+0:0/1 psched_show+0:0/2
hrtimer_work 32 clock_was_set_delayed+0:2/3 @24=clock_was_set_work
hstate_kobjs 32 nr_overcommit_hugepages_store+0:0/2 alloc_surplus_huge_page+0:0/2 get_hwpoison_huge_page+0:0/2
hstates 18208 hugetlb_cgroup_uncharge_cgroup+0:0/1 hugetlb_cgroup_uncharge_cgroup_rsvd+0:0/1 hugetlb_reserve_pages+0:0/1
htab_lru_map_ops 328 @48=htab_lru_map_lookup_elem_sys @56=htab_lru_map_lookup_batch
htab_lru_percpu_map_ops 328 @56=htab_lru_percpu_map_lookup_batch @64=htab_lru_percpu_map_lookup_and_delete_elem
htab_map_ops 328 @64=htab_map_lookup_and_delete_elem @96=htab_map_lookup_elem
htab_of_maps_map_ops 328 @0=fd_htab_map_alloc_check @8=htab_of_map_alloc
htab_percpu_map_ops 328 @56=htab_percpu_map_lookup_batch @64=htab_percpu_map_lookup_and_delete_elem
huge_zero_lock 4 shrink_huge_zero_page_scan+0:1/6 mm_get_huge_zero_page+0:3/8
huge_zero_page 8 free_page_and_swap_cache+0:0/1 follow_page_mask+0:1/2 release_pages+0:0/2
huge_zero_page_shrinker 64 @0=shrink_huge_zero_page_count @8=shrink_huge_zero_page_scan
huge_zero_pfn 8 mlock_pte_range+0:1/3 do_huge_pmd_wp_page+0:1/3 vmf_insert_pfn_pmd_prot+0:2/3
huge_zero_refcount 4 shrink_huge_zero_page_count+0:0/1 put_huge_zero_page+0:0/1 shrink_huge_zero_page_scan+0:0/6
hugetlb_cgrp_subsys 240 @0=hugetlb_cgroup_css_alloc @16=hugetlb_cgroup_css_offline @32=hugetlb_cgroup_css_free
hugetlb_fault_mutex_table 8 remove_inode_hugepages+0:0/1 hugetlb_handle_userfault+0:0/2 mcopy_continue+0:0/4
hugetlb_fs_parameters 256 hugetlbfs_parse_param+0:0/3 hugetlbfs_fill_super+0:1/5 hugetlbfs_get_inode+0:1/8 @8=fs_param_is_u32 @40=fs_param_is_string
hugetlb_lock 4 hugetlb_cgroup_migrate+0:0/1 nr_overcommit_hugepages_store+0:1/2 alloc_surplus_huge_page+0:1/2
hugetlb_max_hstate 4 size_to_hstate+0:1/2 demote_size_store+0:1/3 hugetlb_show_meminfo_node+0:0/3
hugetlb_sysfs_initialized 1 hugetlb_register_node+0:0/10
hugetlb_vm_ops 128 @0=hugetlb_vm_op_open @8=hugetlb_vm_op_close
hugetlbfs_aops 160 @40=hugetlbfs_write_begin @48=hugetlbfs_write_end
hugetlbfs_dir_inode_operations 192 @40=hugetlbfs_create @64=hugetlbfs_symlink
hugetlbfs_file_operations 280 @32=hugetlbfs_read_iter @96=hugetlbfs_file_mmap
hugetlbfs_fs_context_ops 48 @0=hugetlbfs_fs_context_free @16=hugetlbfs_parse_param
hugetlbfs_fs_type 72 @16=hugetlbfs_init_fs_context @40=kill_litter_super
hugetlbfs_inode_cachep 8 hugetlbfs_free_inode+0:0/1 hugetlbfs_alloc_inode+0:0/2 hugetlb_file_setup+0:1/12
hugetlbfs_ops 200 @0=hugetlbfs_alloc_inode @8=hugetlbfs_destroy_inode
hugetlbfs_vfsmount 32 hugetlb_file_setup+0:2/12
hung_detector_suspended 1 hungtask_pm_notify+0:0/1 watchdog+0:4/24
hung_task_call_panic 1 watchdog+0:10/24
hung_task_show_all_bt 1 watchdog+0:9/24
hung_task_sysctls 448 map_write+160:3/17 @224=proc_dohung_task_timeout_secs @32=proc_dointvec_minmax
hung_up_tty_fops 280 @32=hung_up_tty_read @40=hung_up_tty_write @72=hung_up_tty_poll
hvc_console 120 @16=hvc_console_print @32=hvc_console_device
hvc_kicked 4 hvc_unthrottle+0:2/3 hvc_write+0:2/3 hvc_kick+0:2/3
hvc_needs_init 4 hvc_alloc+0:0/33
hvc_ops 272 @8=hvc_install @24=hvc_open
hvc_port_ops 40 hvc_alloc+0:19/33 @32=hvc_port_destruct
hvc_structs 16 khvcd+0:2/6 hvc_alloc+0:24/33
hvc_structs_mutex 32 hvc_port_destruct+0:1/2 hvc_get_by_index+0:1/2 khvcd+0:1/6
hvc_task 8 hvc_unthrottle+0:1/3 hvc_write+0:1/3 hvc_kick+0:1/3
hw_failure_emergency_poweroff_work 88 @24=hw_failure_emergency_poweroff_func @56=delayed_work_timer_fn
hw_memory_failure 1 unpoison_memory+0:3/21
hwp_walk_ops 80 @24=hwpoison_pte_range @48=hwpoison_hugetlb_range
hwpoison_filter_dev_major 4 identify_page_state+0:0/5 hwpoison_filter+0:1/6 soft_offline_page+0:3/20
hwpoison_filter_dev_minor 4 hwpoison_filter+0:2/6
hwpoison_filter_enable 4 hwpoison_filter+0:0/6
hwpoison_filter_flags_mask 8 hwpoison_filter+0:3/6
hwpoison_filter_flags_value 8 hwpoison_filter+0:4/6
hwpoison_filter_memcg 8 hwpoison_filter+0:5/6
hwrng_fill 8 drop_current_rng+0:2/4 set_current_rng+0:5/10
hyperv_panic_report_block 24 hv_die_panic_notify_crash+0:0/3 @0=hv_die_panic_notify_crash
hystart 4 cubictcp_init+0:1/3 cubictcp_acked+0:2/8
hystart_ack_delta_us 4 cubictcp_acked+0:5/8
hystart_detect 4 cubictcp_acked+0:4/8
hystart_low_window 4 cubictcp_acked+0:3/8 cookie_v4_check+0:13/17
i2c_adapter_lock_ops 24 @0=i2c_adapter_lock_bus @8=i2c_adapter_trylock_bus
i2c_adapter_type 48 __process_removed_driver+0:1/2 __process_new_driver+0:1/2 i2c_verify_adapter+0:1/2 @32=i2c_adapter_dev_release
i2c_bus_type 184 @48=i2c_device_match @64=i2c_device_probe
i2c_client_type 48 @16=i2c_device_uevent @32=i2c_client_dev_release
i2c_host_notify_irq_ops 80 i2c_register_adapter+40:20/62 @16=i2c_host_notify_irq_map
i_hash_mask 4 find_inode_rcu+0:1/3 find_inode_by_ino_rcu+0:1/3 find_inode_nowait+0:1/4
i_hash_shift 4 find_inode_rcu+0:0/3 find_inode_by_ino_rcu+0:0/3 find_inode_nowait+0:0/4
i_lcoef_tokens 112 ioc_cost_model_write+0:3/4
icmp6type2name 2048 snmp6_seq_show+0:0/4 snmp6_dev_seq_show+0:2/4 snmp6_seq_show_icmpv6msg+0:0/6
icmp_err_convert 128 raw_icmp_error+0:1/2 tcp_v4_err+0:0/2 __udp4_lib_err+0:0/3
icmp_pointers 304 @0=ping_rcv @80=icmp_redirect
icmpmibmap 192 snmp_seq_show+0:1/11 rtm_to_nh_config+144:7/37
icmpv6_protocol 24 @0=icmpv6_rcv @8=icmpv6_err
idle_sched_class 208 @8=dequeue_task_idle @32=check_preempt_curr_idle
idle_states_fops 280 @112=idle_states_open @128=single_release
idr_lock 32 tpm_dev_release+0:0/2 tpm_chip_unregister+0:0/2 tpm_default_chip+0:0/2
if6_proc_net_ops 72 @16=if6_proc_net_init @32=if6_proc_net_exit
if6_seq_ops 32 @0=if6_seq_start @8=if6_seq_stop
if_tokens 128 _perf_ioctl+0:25/35
ifalias_mutex 32 dev_set_alias+0:0/1 dev_set_mac_address_user+0:0/2 validate_xmit_skb+0:1/5
igmp6_mc_seq_ops 32 @0=igmp6_mc_seq_start @8=igmp6_mc_seq_stop
igmp6_mcf_seq_ops 32 @0=igmp6_mcf_seq_start @8=igmp6_mcf_seq_stop
igmp6_net_ops 72 @16=igmp6_net_init @32=igmp6_net_exit
igmp6_netdev_notifier 24 igmp6_late_cleanup+0:1/2 @0=ipv6_mc_netdev_event
igmp_mc_seq_ops 32 @0=igmp_mc_seq_start @8=igmp_mc_seq_stop
igmp_mcf_seq_ops 32 @0=igmp_mcf_seq_start @8=igmp_mcf_seq_stop
igmp_net_ops 72 @16=igmp_net_init @32=igmp_net_exit
ignore_console_lock_warning 4 vcs_size+0:0/2 save_screen+0:0/2 set_origin+0:0/2
ignore_interrupt 8 line_set_debounce_period+0:2/5 acpi_gpiochip_alloc_event+0:4/12 linereq_create+0:13/24
ignore_loglevel 1 vprintk_emit+0:16/18
ignore_poke 4 poke_blanked_console+0:4/13 do_unblank_screen+0:4/16 tioclinux+0:3/17
ignore_ppc 4 acpi_processor_ignore_ppc_init+0:1/2 acpi_processor_ppc_has_changed+0:0/3 acpi_processor_ppc_init+0:0/6
ignore_rlimit_data 1 may_expand_vm+0:1/5
ignore_wake 8 acpi_gpio_irq_is_wake+0:0/2 line_set_debounce_period+0:3/5 gpio_ioctl_unlocked+0:3/13
iint_cache 8 integrity_inode_free+0:3/4 integrity_inode_get+0:0/11
ima_ascii_measurements_ops 280 @112=ima_ascii_measurements_open @128=seq_release
ima_ascii_measurements_seqops 32 @24=ima_ascii_measurements_show @0=ima_measurements_start
ima_htable_violations_ops 280 @16=ima_show_htable_violations @8=generic_file_llseek
ima_keys_delayed_work 88 @24=ima_keys_handler @56=delayed_work_timer_fn
ima_lsm_policy_notifier 24 ima_load_data+0:0/5 @0=ima_lsm_policy_change
ima_measure_policy_ops 280 @24=ima_write_policy @112=ima_open_policy
ima_measurements_count_ops 280 @16=ima_show_measurements_count @8=generic_file_llseek
ima_measurements_ops 280 @112=ima_measurements_open @128=seq_release
ima_measurments_seqops 32 @24=ima_measurements_show @0=ima_measurements_start
image_size_attr 32 @16=image_size_show @24=image_size_store
in6addr_any 16 ip6_dst_neigh_lookup+0:0/1 ip6mr_get_route+0:0/1 ip6_mr_input+0:0/1
in6addr_interfacelocal_allnodes 16 ipv6_add_dev+0:13/31
in6addr_interfacelocal_allrouters 16 dev_forward_change+0:1/4
in6addr_linklocal_allnodes 16 ndisc_send_unsol_na+0:0/1 ipv6_mc_destroy_dev+0:0/2 ndisc_recv_ns+0:10/11
in6addr_linklocal_allrouters 16 igmp6_send+0:0/2 ipv6_mc_destroy_dev+0:1/2 dev_forward_change+0:0/4
in6addr_loopback 16 __ip6_datagram_connect+0:0/1 tcp_v6_connect+0:11/14 addrconf_init_auto_addrs+0:0/15
in6addr_sitelocal_allrouters 16 dev_forward_change+0:2/4
in_lookup_hashtable 8192 __d_lookup_unhash+0:0/1 fasync_insert_entry+40:1/2 put_crypt_info+6296:1/2
index_f 64 policydb_destroy+0:0/5 policydb_index+0:0/8 policydb_write+0:0/36 @0=common_index @8=class_index @16=role_index
inet6_acaddr_lst 2048 ipv6_anycast_cleanup+0:1/2 unix_release_sock+40:2/4 addrconf_prefix_rcv_add_addr+40:2/5
inet6_dgram_ops 240 __xfrm_init_state+216:30/33 rtm_to_nh_config+112:11/37 @64=udp_poll @184=sk_set_peek_off @208=udp_read_skb
inet6_offloads 2048 ipv6_gro_complete+0:0/1 ipv6_gso_pull_exthdrs+0:0/1 ipv6_gro_receive+0:0/1
inet6_ops 72 @24=inet6_fill_link_af @32=inet6_get_link_af_size
inet6_sockraw_ops 240 @144=sock_common_recvmsg @24=inet6_bind
inet6_stream_ops 240 mptcp_stream_accept+0:5/9 __xfrm_init_state+0:31/33 @48=inet_accept @64=tcp_poll @96=inet_listen
inet6addr_chain 16 inet6addr_notifier_call_chain+0:0/1 register_inet6addr_notifier+0:0/1 unregister_inet6addr_notifier+0:0/1
inet6addr_validator_chain 48 register_inet6addr_validator_notifier+0:0/1 unregister_inet6addr_validator_notifier+0:0/1 inet6addr_validator_notifier_call_chain+0:0/1
inet_addr_lst 2048 inet_lookup_ifaddr_rcu+0:0/2 __ip_dev_find+0:0/2 check_lifetime+0:0/6
inet_af_ops 72 @24=inet_fill_link_af @32=inet_get_link_af_size
inet_dgram_ops 240 packet_ioctl+72:0/1 do_ipv6_setsockopt+0:7/28 @64=udp_poll @184=sk_set_peek_off @208=udp_read_skb
inet_family_ops 24 inet_netconf_get_devconf+0:3/6 @8=inet_create
inet_frag_wq 8 fqdir_free_fn+0:0/2 fqdir_exit+0:0/2 inet_frags_init+0:0/2
inet_offloads 2048 inet_gro_complete+0:0/1 inet_add_offload+0:0/1 inet_del_offload+0:0/1
inet_peer_maxttl 4 inet_getpeer+0:5/15
inet_peer_minttl 4 folio_end_writeback+0:1/2 inet_getpeer+0:6/15
inet_peer_threshold 4 inet_getpeer+0:4/15
inet_protos 2048 ip_protocol_deliver_rcu+0:0/1 inet_add_protocol+0:1/2 inet_del_protocol+0:1/2
inet_rcv_compat 8 sock_diag_rcv_msg+0:1/2 sock_diag_unregister_inet_compat+0:1/2 sock_diag_register_inet_compat+0:1/2
inet_stream_ops 240 mptcp_stream_accept+0:8/9 do_ipv6_setsockopt+0:26/28 @48=inet_accept @64=tcp_poll @96=inet_listen
inetaddr_chain 48 unregister_inetaddr_notifier+0:0/1 register_inetaddr_notifier+0:0/1 register_inetaddr_validator_notifier+0:0/2
inetaddr_validator_chain 48 register_inetaddr_validator_notifier+0:1/2 unregister_inetaddr_validator_notifier+0:1/2 __inet_insert_ifa+0:1/15
inetsw 176 inet_unregister_protosw+0:0/3 inet_create+0:0/4 inet_register_protosw+0:0/4
inetsw6 176 inet6_register_protosw+0:2/5 inet6_create+0:1/9 unix_stream_bpf_update_proto+112:6/20
inetsw6_lock 4 inet6_unregister_protosw+0:1/3 inet6_register_protosw+0:1/5
inetsw_lock 4 inet_unregister_protosw+0:1/3 inet_register_protosw+0:1/4
info_idx 4 fbcon_remap_all+0:7/8 do_fbcon_takeover+0:5/11 fbcon_fb_registered+0:7/11
info_template 336 strset_prepare_data+0:1/4 strset_parse_request+0:5/6 ethnl_update_bitset32+272:4/6
init_cgroup_ns 48 cgroup_reconfigure+0:1/2 cgroup_cancel_fork+0:1/3 cgroup_file_write+0:1/4
init_cred 176 prepare_kernel_cred+0:1/3 pidns_for_children_get+96:2/5 look_up_user_keyrings+0:6/8
init_css_set 592 cgroup_e_css+0:1/2 cgroup_fork+0:1/2 cgroup_get_e_css+0:1/2
init_free_list 8 do_free_init+0:0/1 print_modules+0:3/9 do_init_module+0:3/10
init_free_wq 32 flush_module_init_free_work+0:1/2 do_init_module+0:5/10 load_module+0:128/186 @24=do_free_init
init_ipc_ns 1128 setup_mq_sysctls+852:3/11 pstore_mkfile+1080:2/13 setup_ipc_sysctls+80:14/18
init_mm 984 finish_cpu+0:0/1 vmemmap_pgd_populate+56:0/1 __change_memory_common+0:1/2
init_net 4480 netdev_exit+0:0/1 net_initial_ns+0:0/1 xfrm4_net_exit+0:0/1
init_net_key_domain 32 setup_net+24:14/15
init_pid_ns 136 pidns_get+0:0/1 pidns_install+0:0/1 pidns_get_parent+0:0/1
init_sighand 2080 do_coredump+0:24/114
init_struct_pid 112 copy_process+0:47/116
init_task 4160 task_will_free_mem+0:0/2 current_is_single_threaded+0:0/2 show_state_filter+0:0/2 @1304=do_no_restart_syscall
init_time_ns 88 common_nsleep_timens+0:0/1 common_timer_set+0:0/1 __arm64_sys_futex_time32+0:0/1
init_user_ns 624 audit_copy_inode+0:0/1 shmem_getattr+0:0/1 shmem_mkdir+0:0/1
init_uts_ns 432 proc_do_uts_string+0:1/2 arch_hibernation_header_restore+0:0/10 dump_stack_print_info+130:6/10
inited 4 __clk_register+0:32/55
initial_rotation 4 fbcon_init+0:6/21 fbcon_startup+0:8/25
initial_sid_to_string 224 security_context_to_sid_core+0:0/1 security_get_initial_sid_context+0:0/1 context_struct_compute_av+0:0/3
initial_ssthresh 4 cubictcp_init+0:2/3
initialized 4 cpuidle_not_available+0:1/2 cpuidle_uninstall_idle_handler+0:1/2 cpuidle_install_idle_handler+0:1/2
initramfs_cookie 8 wait_for_initramfs+0:0/6 do_mmap+0:7/13 copy_page_range+0:10/17
initramfs_domain 24 wait_for_initramfs+0:3/6
initrd_below_start_ok 4 copy_huge_pmd+0:7/16
initrd_end 8 try_to_migrate_one+0:13/15 copy_huge_pmd+4:10/16 copy_page_range+0:7/17
initrd_start 8 do_notify_resume+0:18/24 mx3fb_probe+4:17/34 move_page_tables+0:4/37
inode_cache 136 inode_storage_map_free+0:0/1 inode_storage_map_alloc+0:1/2 perf_trace_event_init+104:8/9
inode_cachep 8 i_callback+0:0/1 alloc_inode+0:0/1 free_inode_nonrcu+0:0/1
inode_hash_lock 4 __remove_inode_hash+0:0/1 __wait_on_freeing_inode+0:1/3 find_inode_nowait+0:3/4
inode_hashtable 8 find_inode_rcu+0:2/3 find_inode_by_ino_rcu+0:2/3 find_inode_nowait+0:2/4
inode_storage_map_ops 328 @8=inode_storage_map_alloc @24=inode_storage_map_free
inodes_stat 56 inode_init_once+0:0/2 address_space_init_once+0:0/2 get_next_ino+0:2/4
inotify_fops 280 @16=inotify_read @72=inotify_poll
inotify_fsnotify_ops 48 @8=inotify_handle_inode_event @16=inotify_free_group_priv
inotify_inode_mark_cachep 8 inotify_free_mark+0:0/1 __arm64_sys_inotify_add_watch+0:6/8
inotify_max_queued_events 4 do_inotify_init+0:1/10
input_class 120 input_allocate_device+0:4/11 mousedev_create+0:9/18 @48=input_devnode
input_dev_pm_ops 184 @16=input_dev_suspend @32=input_dev_freeze
input_dev_type 48 @16=input_dev_uevent @32=input_dev_release
input_devices_proc_ops 96 @8=input_proc_devices_open @56=input_proc_devices_poll
input_devices_seq_ops 32 @0=input_devices_seq_start @16=input_devices_seq_next
input_handler_list 16 input_handlers_seq_next+0:1/2 input_handlers_seq_start+0:2/3 input_register_handler+0:3/7
input_handlers_proc_ops 96 @8=input_proc_handlers_open @48=seq_release
input_handlers_seq_ops 32 @0=input_handlers_seq_start @16=input_handlers_seq_next
input_ida 16 input_get_new_minor+0:0/1 input_free_minor+0:0/1 input_handlers_seq_next+0:0/2
input_led_info 256 input_get_disposition+128:1/3 input_leds_connect+0:0/8 input_set_capability+24:9/11
input_leds_handler 120 @8=input_leds_event @40=input_leds_connect
input_mutex 32 input_seq_stop+0:1/2 input_handlers_seq_start+0:1/3 input_devices_seq_start+0:1/3
input_pool 128 mix_pool_bytes+0:2/3 random_ioctl+124:0/4 write_pool_user+0:1/5
inserting_into 8 ep_loop_check_proc+0:5/6
int_ops 48 @0=btf_int_check_meta @16=btf_int_check_member
int_seq_ops 32 @0=int_seq_start @8=int_seq_stop
interpreters 128 @0=__bpf_prog_run32 @8=__bpf_prog_run64
interpreters_args 128 @0=__bpf_prog_run_args32 @8=__bpf_prog_run_args64
inuse_list 16 dquot_scan_active+0:2/3 dquot_disable+0:5/19 dqget+0:21/24
inv_translate 252 inverse_translate+0:1/3 set_translate+0:1/3
io_cgrp_subsys 240 @0=blkcg_css_alloc @8=blkcg_css_online
io_op_defs 2744 @16=io_nop_prep @24=io_nop @88=io_readv_prep_async
io_port_lock 32 read_sel_16bit_indexed_io+0:1/2 read_sel_2x8bit_indexed_io+0:1/2 read_sel_8bit_indexed_io+0:1/2
io_range_list 16 logic_pio_unregister_range+0:0/2 logic_outb+0:0/2 logic_outw+0:0/2
io_range_mutex 32 logic_pio_unregister_range+0:1/2 logic_insl+0:1/3 logic_insw+0:1/3
io_tlb_default_mem 80 swiotlb_max_segment+24:0/1 swiotlb_print_info+0:0/5 xen_swiotlb_dma_supported+8:0/5
io_uring_fops 280 @72=io_uring_poll @96=io_uring_mmap
io_wq_online 4 io_rsrc_data_alloc+0:1/3 io_ring_exit_work+0:3/8 create_io_worker+0:1/9
ioam6_genl_ops 336 @0=ioam6_genl_addns @48=ioam6_genl_delns
ioam6_net_ops 72 @16=ioam6_net_init @32=ioam6_net_exit
ioc_files 864 @152=ioc_weight_show @200=ioc_weight_write
ioc_rqos_ops 88 @0=ioc_rqos_throttle @16=ioc_rqos_merge
iocontext_cachep 8 ioc_release_fn+0:0/1 set_task_ioprio+0:0/1 alloc_io_context+0:0/2
iomap_ioend_bioset 392 iomap_do_writepage+0:2/13
iomem_fs_type 72 @16=iomem_fs_init_fs_context @40=kill_anon_super
iomem_inode 8 revoke_iomem+0:0/1 r_stop+0:0/2 insert_resource+0:0/2
iomem_resource 64 simplefb_destroy+0:0/1 pl010_release_port+0:0/1 sci_release_port+0:0/1
iommu_class 120 iommu_device_sysfs_add+0:2/7 @64=release_device
iommu_dma_ops 200 @8=iommu_dma_alloc @16=iommu_dma_free
iommu_group_attr_name 32 iommu_group_set_name+0:0/1 probe_iommu_group+0:0/2 iommu_group_release+0:0/5 @16=iommu_group_show_name
iommu_group_attr_reserved_regions 32 iommu_group_alloc+0:9/13 @16=iommu_group_show_resv_regions
iommu_group_attr_type 32 @16=iommu_group_show_type @24=iommu_group_store_type
iommu_group_ktype 48 iommu_group_alloc+0:6/13 @0=iommu_group_release
ioport_resource 64 find_bus_resource_of_type+0:1/2 serial8250_release_std_resource+0:0/2 pci_ite887x_exit+0:0/2
ioprio_class_to_prio 16 dd_request_merged+0:0/1 dd_merged_requests+0:0/1 dd_request_merge+0:0/2
ioremap_max_page_shift 4 ioremap_page_range+0:0/1
iova_cache 8 __free_iova+0:0/1 reserve_iova+0:0/1 free_iova+0:0/1
iova_cache_mutex 32 iova_cache_put+0:0/3 iova_cache_get+0:0/8
iova_cache_users 4 iova_magazine_free_pfns+0:0/2 alloc_iova+0:0/2 put_iova_domain+0:0/2
ip4_frags 128 ipv4_frags_init_net+0:0/4 update_or_create_fnhe+8:3/16
ip4_frags_ns_ctl_table 320 @160=proc_dointvec_jiffies @32=proc_doulongvec_minmax @224=proc_dointvec_minmax
ip4_frags_ops 72 @16=ipv4_frags_init_net @24=ipv4_frags_pre_exit_net
ip4ip6_offload 32 @0=ip4ip6_gso_segment @8=ip4ip6_gro_receive
ip6_blk_hole_entry_template 232 ip6_route_net_init+0:13/15 rtm_to_nh_config+88:17/37 @48=dst_discard_out
ip6_dst_blackhole_ops 192 ip6_blackhole_route+0:1/8 ip6_route_cleanup+128:6/8 addrconf_cleanup+88:7/11 @16=ip6_dst_check @24=ip6_default_advmss @48=ip6_dst_destroy
ip6_dst_ops_template 192 @8=ip6_dst_gc @32=ip6_mtu
ip6_fl_gc_timer 40 ip6_flowlabel_cleanup+0:2/4 fl_release+0:6/7 ip6_fl_gc+0:6/9 @24=ip6_fl_gc
ip6_fl_lock 4 fl6_renew+0:1/3 fl_release+0:1/7 ip6_flowlabel_net_exit+0:1/8
ip6_flowlabel_net_ops 72 @16=ip6_flowlabel_proc_init @32=ip6_flowlabel_net_exit
ip6_frags 128 ipv6_frags_init_net+0:0/4 ipv6_frag_exit+0:0/6 ipv6_mc_init_dev+0:7/13
ip6_frags_ns_ctl_table 256 ipv6_frags_init_net+0:2/4 ipv6_frag_exit+0:2/6 @160=proc_dointvec_jiffies @32=proc_doulongvec_minmax
ip6_frags_ops 72 @16=ipv6_frags_init_net @24=ipv6_frags_pre_exit_net
ip6_mr_notifier 24 ip6_mr_cleanup+0:3/6 @0=ip6mr_device_event
ip6_null_entry_template 232 ip6_route_net_init+0:3/15 @40=ip6_pkt_discard @48=ip6_pkt_discard_out
ip6_prohibit_entry_template 232 ip6_route_net_init+0:8/15 @40=ip6_pkt_prohibit @48=ip6_pkt_prohibit_out
ip6_ra_chain 8 ip6_ra_control+0:0/5 rt6_insert_exception+0:13/15 do_ipv6_setsockopt+0:12/28
ip6_ra_lock 8 ip6_ra_control+0:1/5 rt6_insert_exception+4:14/15 ip6_forward+0:25/40
ip6_route_dev_notifier 24 ip6_route_cleanup+0:2/8 @0=ip6_route_dev_notify
ip6_route_net_late_ops 72 @16=ip6_route_net_init_late @32=ip6_route_net_exit_late
ip6_route_net_ops 72 @16=ip6_route_net_init @32=ip6_route_net_exit
ip6_segments_ops 72 @16=seg6_net_init @32=seg6_net_exit
ip6_sk_fl_lock 4 fl6_free_socklist+0:1/2 ipv6_flowlabel_opt+0:7/24
ip6_tun_lwt_ops 72 @0=ip6_tun_build_state @32=ip6_tun_fill_encap_info
ip6fl_seq_ops 32 @0=ip6fl_seq_start @8=ip6fl_seq_stop
ip6ip6_offload 32 @0=ip6ip6_gso_segment @16=ip6ip6_gro_complete
ip6mr_mr_table_ops_cmparg_any 32 ipv6_flowlabel_opt_get+16:4/9 ip6mr_mfc_add+0:12/23 ipv6_flowlabel_opt+12:22/24
ip6mr_net_ops 72 @16=ip6mr_net_init @32=ip6mr_net_exit
ip6mr_notifier_ops_template 64 @24=ip6mr_seq_read @32=ip6mr_dump
ip6mr_rules_ops_template 176 @48=ip6mr_rule_action @64=ip6mr_rule_match
ip6mr_vif_seq_ops 32 @0=ip6mr_vif_seq_start @8=ip6mr_vif_seq_stop
ip6tun_encaps 64 __udp6_lib_err+0:0/1
ip_idents_mask 4 __ip_select_ident+0:1/3
ip_mr_notifier 24 xfrm_state_find+4:7/28 @0=ipmr_device_event
ip_packet_offload 48 @8=inet_gso_segment @16=inet_gro_receive
ip_packet_type 72 tcp_enter_memory_pressure+0:2/4 @16=ip_rcv @24=ip_list_rcv
ip_privileged_port_max 4 ipv4_privileged_ports+0:1/3
ip_privileged_port_min 4 ipv4_privileged_ports+0:2/3 ipv4_ping_group_range+0:2/5
ip_proc_ops 72 @16=ip_proc_init_net @32=ip_proc_exit_net
ip_rt_acct 8 ip_error+0:0/3 __ip_select_ident+0:0/3 rt_acct_proc_show+0:4/5
ip_rt_gc_timeout 4 __ip_do_redirect+0:3/6
ip_rt_proc_ops 72 @16=ip_rt_do_proc_init @32=ip_rt_do_proc_exit
ip_rt_redirect_load 4 ip_rt_send_redirect+0:4/6
ip_rt_redirect_number 4 ip_rt_send_redirect+0:3/6
ip_rt_redirect_silence 4 ip_rt_send_redirect+0:2/6
ip_tos2prio 16 __ip_sock_set_tos+0:0/1 ip_cmsg_send+0:0/1 ip_forward+0:3/6
ip_tun_lwt_ops 72 @0=ip_tun_build_state @8=ip_tun_destroy_state
ipc_kht_params 40 ipc_init_ids+0:3/4
ipc_min_cycle 4 ipc_addid+0:2/11 setup_ipc_sysctls+0:12/18
ipc_mni 4 shmctl_shm_info+0:0/1 compat_ksys_shmctl+0:0/1 proc_ipc_sem_dointvec+0:0/1
ipc_mni_shift 4 ipc_obtain_object_idr+0:0/1 ipcctl_obtain_check+0:0/1 ipc_obtain_object_check+0:0/1
ipc_sysctls 832 @224=proc_ipc_dointvec_minmax_orphans @416=proc_ipc_auto_msgmni
ipcns_operations 64 @24=ipcns_get @32=ipcns_put
ipcomp4_handlers 8 xfrm4_ipcomp_err+0:1/2 xfrm4_ipcomp_rcv+0:1/2 xfrm4_rcv_cb+0:2/3
ipcomp4_protocol 24 @0=xfrm4_ipcomp_rcv @8=xfrm4_ipcomp_err
ipcomp6_handlers 8 xfrm6_ipcomp_err+0:1/2 xfrm6_ipcomp_rcv+0:1/2 xfrm6_rcv_cb+0:1/3
ipcomp6_protocol 24 @0=xfrm6_ipcomp_rcv @8=xfrm6_ipcomp_err
ipip_offload 32 @0=ipip_gso_segment @8=ipip_gro_receive
ipmi_dmi_infos 8 ipmi_dmi_get_slave_addr+0:0/6 mx3fb_pan_display+0:1/24 mx3fb_probe+0:9/34
ipmr_mr_table_ops_cmparg_any 8 ipmr_mfc_add+0:10/22
ipmr_net_ops 72 @16=ipmr_net_init @32=ipmr_net_exit
ipmr_notifier_ops_template 64 @24=ipmr_seq_read @32=ipmr_dump
ipmr_rht_params 40 @32=ipmr_hash_cmp
ipmr_rules_ops_template 176 @48=ipmr_rule_action @64=ipmr_rule_match
ipmr_vif_seq_ops 32 @0=ipmr_vif_seq_start @8=ipmr_vif_seq_stop
iptun_encaps 64 __udp4_lib_err+0:2/3
ipv4_devconf 152 __devinet_sysctl_register+0:2/8 devinet_init_net+0:1/15
ipv4_devconf_dflt 152 devinet_init_net+0:2/15
ipv4_dst_blackhole_ops 192 @16=dst_blackhole_check @24=ipv4_default_advmss
ipv4_dst_ops 192 @16=ipv4_dst_check @32=ipv4_mtu
ipv4_inetpeer_ops 72 @16=ipv4_inetpeer_init @32=ipv4_inetpeer_exit
ipv4_mib_ops 72 @16=ipv4_mib_init_net @32=ipv4_mib_exit_net
ipv4_net_table 7040 @672=ipv4_ping_group_range @1312=ipv4_local_port_range
ipv4_route_netns_table 320 @32=ipv4_sysctl_rtcache_flush @160=proc_dointvec_jiffies
ipv4_route_table 832 @224=proc_dointvec_ms_jiffies @160=proc_dointvec_jiffies
ipv4_specific 88 @32=tcp_v4_conn_request @40=tcp_v4_syn_recv_sock
ipv4_sysctl_ops 72 @16=ipv4_sysctl_init_net @32=ipv4_sysctl_exit_net
ipv4_table 896 @672=proc_tcp_available_ulp @800=proc_douintvec_minmax
ipv6_addr_label_ops 72 @16=ip6addrlbl_net_init @32=ip6addrlbl_net_exit
ipv6_bpf_stub_impl 40 @0=__inet6_bind @8=__udp6_lib_lookup
ipv6_dev_notf 24 addrconf_cleanup+0:1/11 @0=addrconf_notify
ipv6_flowlabel_exclusive 112 ip6_flowlabel_init+0:0/2 ip6_flowlabel_cleanup+0:0/4 fl_create+0:2/6 @48=jump_label_update_timeout @80=delayed_work_timer_fn
ipv6_icmp_table_template 384 @288=proc_do_large_bitmap @32=proc_dointvec_ms_jiffies
ipv6_inetpeer_ops 72 @16=ipv6_inetpeer_init @32=ipv6_inetpeer_exit
ipv6_mapped 88 tcp_v6_mapped_child_init+0:0/3 tcp_v6_init_sock+0:0/3 tcp6_proc_init+0:0/4 @0=ip_queue_xmit @8=tcp_v4_send_check @16=inet_sk_rebuild_header
ipv6_packet_offload 48 @8=ipv6_gso_segment @16=ipv6_gro_receive
ipv6_packet_type 72 compat_ipv6_set_mcast_msfilter+52:3/4 udp_lib_setsockopt+32:1/6 bpf_ipv4_fib_lookup+14:9/11 @16=ipv6_rcv @24=ipv6_list_rcv
ipv6_proc_ops 72 @16=ipv6_proc_init_net @32=ipv6_proc_exit_net
ipv6_rotable 320 ipv6_sysctl_register+0:2/6 fl_create+184:4/6 @96=proc_dointvec_minmax @32=proc_dointvec
ipv6_route_seq_ops 32 @0=ipv6_route_seq_start @8=ipv6_route_seq_stop
ipv6_route_table_template 768 @160=ipv6_sysctl_rtcache_flush @608=proc_dointvec_ms_jiffies
ipv6_specific 88 @0=inet6_csk_xmit @8=tcp_v6_send_check
ipv6_stub_impl 184 @0=ipv6_sock_mc_join @8=ipv6_sock_mc_drop
ipv6_sysctl_net_ops 72 @16=ipv6_sysctl_net_init @32=ipv6_sysctl_net_exit
ipv6_table_template 1344 @928=proc_rt6_multipath_hash_policy @992=proc_rt6_multipath_hash_fields
ipv6ops 24 @0=ip6_route_input @16=nf_ip6_reroute
irq_affinity_list_proc_ops 96 @8=irq_affinity_list_proc_open @32=irq_affinity_list_proc_write
irq_affinity_proc_ops 96 @8=irq_affinity_proc_open @32=irq_affinity_proc_write
irq_default_affinity 32 default_affinity_show+0:1/3 default_affinity_write+0:2/5 irq_create_affinity_masks+0:1/6
irq_default_domain 8 __irq_resolve_mapping+0:0/1 irq_get_default_host+0:0/1 __irq_domain_alloc_irqs+0:1/3
irq_desc_tree 16 generic_handle_irq_safe+0:0/1 irq_to_desc+0:0/1 generic_handle_irq+0:0/1
irq_domain_list 16 __irq_domain_publish+0:1/5 process_srcu+0:17/20 rcu_gp_init+0:46/49
irq_domain_mutex 32 irq_domain_associate+0:0/1 irq_domain_pop_irq+0:0/1 irq_domain_check_msi_remap+0:0/1
irq_domain_simple_ops 80 mxc_gpio_probe+0:10/33 @32=irq_domain_xlate_onetwocell
irq_err_count 8 arch_show_interrupts+0:12/15 ack_bad+0:2/20 handle_bad_irq+0:4/22
irq_gc_syscore_ops 40 @16=irq_gc_suspend @24=irq_gc_resume
irq_generic_chip_ops 80 @16=irq_map_generic_chip @24=irq_unmap_generic_chip
irq_kobj_base 8 __irq_alloc_descs+0:7/10
irq_kobj_type 48 alloc_desc+0:12/15 @0=irq_kobj_release
irq_lists 256 univ8250_release_irq+0:4/5 univ8250_setup_irq+0:3/7
irq_mapping_update_lock 32 rebind_evtchn_irq+0:1/2 xen_irq_from_pirq+0:1/2 evtchn_put+0:1/3
irq_poll_active 4 poll_spurious_irqs+0:0/8 note_interrupt+0:2/13
irq_poll_budget 4 irq_poll_softirq+0:1/4
irq_poll_cpu 4 irq_wait_for_poll+0:1/4 poll_spurious_irqs+0:5/8 note_interrupt+0:6/13
irqchip_fwnode_ops 176 irq_domain_free_fwnode+0:0/1 its_irq_gic_domain_alloc+0:1/3 gpiochip_hierarchy_irq_domain_translate+0:1/3 @72=irqchip_fwnode_get_name
irqfixup 4 check_cpu_itimer+0:2/3 note_interrupt+0:0/13 get_page_from_freelist+0:38/49
is_tmpfs 1 rootfs_init_fs_context+0:0/1 ringbuf_map_alloc+0:3/9
isw_nr_in_flight 4 cgroup_writeback_umount+0:1/2 cleanup_offline_cgwb+0:2/3 inode_switch_wbs+0:1/6
isw_wq 8 cgroup_writeback_umount+0:0/2 unregister_filesystem+0:2/3 cleanup_offline_cgwb+0:1/3
ivsize 4 encrypted_read+0:0/4 __ekey_init+0:0/5 encrypted_update+0:3/7
jiffies_64 8 worker_enter_idle+0:0/1 idle_worker_timeout+0:0/1 cpu_numa_flags+0:0/1
jiffies_lock 4 tick_init_jiffy_update+0:0/6 tick_periodic+0:3/7 tick_do_update_jiffies64+0:1/8
jiffies_seq 4 tick_setup_periodic+0:0/2 tick_init_jiffy_update+0:1/6 tick_nohz_next_event+0:0/6
jiffies_till_first_fqs 8 rcu_init_geometry+0:6/17 rcu_gp_fqs_loop+0:5/22 rcu_exp_wait_wake+0:34/58
jiffies_till_next_fqs 8 rcu_init_geometry+0:7/17 rcu_gp_fqs_loop+0:16/22 rcu_sched_clock_irq+0:63/65
jiffies_till_sched_qs 8 param_set_first_fqs_jiffies+0:0/3 param_set_next_fqs_jiffies+0:0/3 rcu_init_geometry+0:8/17
jiffies_to_sched_qs 8 param_set_first_fqs_jiffies+0:2/3 param_set_next_fqs_jiffies+0:2/3 rcu_nocb_cpu_offload+0:5/9
join_entries 16384 mptcp_token_join_cookie_init_state+0:1/2 subflow_init_req_cookie_join_save+0:1/2 cpufreq_state2power+14400:1/2
join_entry_locks 4096 mptcp_token_join_cookie_init_state+0:0/2 subflow_init_req_cookie_join_save+0:0/2 bd_abort_claiming+0:1/2
jump_label_mutex 32 static_key_slow_inc_cpuslocked+0:0/1 jump_label_unlock+0:0/1 jump_label_lock+0:0/1
k_handler 128 @0=k_self @8=k_fn
kacpi_hotplug_wq 8 acpi_queue_hotplug_work+0:0/1 acpi_hotplug_schedule+0:1/6 acpi_os_terminate+0:15/17
kacpi_notify_wq 8 acpi_os_wait_events_complete+0:3/4 acpi_os_execute+0:3/7 acpi_os_terminate+0:14/17
kacpid_wq 8 acpi_os_wait_events_complete+0:2/4 acpi_os_execute+0:1/7 acpi_os_terminate+0:13/17
kallsyms_proc_ops 96 @8=kallsyms_open @48=seq_release_private
kauditd_wait 24 audit_receive+0:7/11 audit_log_end+0:4/12 kauditd_thread+0:12/15
kbd 8 fn_caps_toggle+0:1/2 fn_caps_on+0:1/2 k_lock+0:1/2
kbd_handler 120 @8=kbd_event @32=kbd_match
kbd_led_triggers 1152 sel_loadlut+1048:1/2 kbd_rate+1128:2/3 kbd_start+0:4/8 @8=kbd_led_trigger_activate
kblockd_workqueue 8 blk_rq_timed_out_timer+0:0/1 kblockd_mod_delayed_work_on+0:0/1 kblockd_schedule_work+0:0/1
kclist_head 16 get_kcore_size+0:0/3 read_kcore_iter+0:0/22
kclist_lock 40 read_kcore_iter+0:1/22
kcore_callback_nb 24 @0=kcore_callback
kcore_modules 40 insert_header+8:6/11
kcore_need_update 4 kcore_callback+0:0/1 open_kcore+0:1/4
kcore_proc_ops 96 @8=open_kcore @24=read_kcore_iter
kcore_text 40 sysctl_follow_link+8:2/4 proc_sys_readdir+0:10/14
kcore_vmalloc 40 remove_proc_subtree+16:3/5 remove_proc_entry+16:5/9 insert_header+32:5/11
kd_mksound_timer 40 kd_mksound+0:1/4 @24=kd_nosound
keep_bootcon 4 register_console+0:10/14 ioc_timer_fn+3:20/34 get_page_from_freelist+0:42/49
kern_acct_table 128 check_free_space+0:0/7 __arm64_sys_acct+0:0/15 @32=proc_dointvec
kern_delayacct_table 128 ksys_unshare+24:6/9 @32=sysctl_delayacct
kern_exit_table 128 make_task_dead+0:0/9 @32=proc_douintvec
kern_panic_table 192 @96=proc_douintvec @32=proc_dointvec_minmax
kern_reboot_table 192 @32=proc_dostring @96=proc_dointvec
kern_table 2368 @480=stack_trace_sysctl @672=tracepoint_printk_sysctl
kernel_kobj 8 rcu_normal_store+0:0/2 rcu_expedited_store+0:0/2 rcu_normal_show+0:0/3
kernel_locked_down 4 lock_kernel_down+0:0/2 lockdown_write+0:3/6 lockdown_read+0:4/8
kernfs_dir_fops 280 @64=kernfs_fop_readdir @128=kernfs_dir_fop_release
kernfs_dir_iops 192 @0=kernfs_iop_lookup @72=kernfs_iop_mkdir
kernfs_dops 128 kernfs_get_tree+0:7/13 @0=kernfs_dop_revalidate
kernfs_export_ops 88 @0=kernfs_encode_fh @8=kernfs_fh_to_dentry
kernfs_file_fops 280 @32=kernfs_fop_read_iter @40=kernfs_fop_write_iter
kernfs_iattrs_cache 8 __kernfs_iattrs+0:1/4 kernfs_put+0:2/6
kernfs_idr_lock 4 kernfs_rename_ns+0:0/2 kernfs_find_and_get_node_by_id+0:0/2 kernfs_path_from_node+0:0/2
kernfs_iops 192 kernfs_get_inode+0:1/6 @16=kernfs_iop_permission @104=kernfs_iop_setattr @112=kernfs_iop_getattr
kernfs_locks 8 kernfs_fop_release+0:0/1 kernfs_unlink_open_file+0:0/2 kernfs_drain_open_files+0:0/3
kernfs_node_cache 8 __kernfs_new_node+0:0/3 kernfs_put+0:1/6
kernfs_notify_list 8 kernfs_notify_workfn+0:1/4 kernfs_notify+0:2/5
kernfs_notify_lock 4 kernfs_notify_workfn+0:0/4 kernfs_notify+0:0/5 kernfs_fop_open+0:2/10
kernfs_pr_cont_lock 4 pr_cont_kernfs_name+0:1/5 kernfs_walk_and_get_ns+0:1/5 pr_cont_kernfs_path+0:1/7
kernfs_rename_lock 4 kernfs_rename_ns+0:1/2 kernfs_path_from_node+0:1/2 kernfs_name+0:1/2
kernfs_seq_ops 32 @0=kernfs_seq_start @8=kernfs_seq_stop
kernfs_sops 200 @48=kernfs_evict_inode @128=kernfs_sop_show_options
kernfs_symlink_iops 192 @8=kernfs_iop_get_link @16=kernfs_iop_permission
kernfs_user_xattr_handler 48 @40=kernfs_vfs_user_xattr_set @32=kernfs_vfs_xattr_get
kernfs_vm_ops 128 @0=kernfs_vma_open @40=kernfs_vma_fault
kexec_core_sysctls 128 crash_get_memory_size+0:2/3 kimage_alloc_control_pages+0:1/3 sanity_check_segment_list+0:1/3 @32=proc_dointvec_minmax
kexec_crash_image 8 kexec_crash_loaded+0:0/1 crash_prepare_suspend+0:0/1 crash_post_resume+0:0/1
kexec_crash_size_attr 32 @16=kexec_crash_size_show @24=kexec_crash_size_store
kexec_image 8 kexec_loaded_show+0:0/2 kernel_kexec+0:2/6 do_kexec_load+0:1/15
kexec_in_progress 1 pci_device_shutdown+0:0/1 update_efi_random_seed+0:0/5 kernel_kexec+0:4/6
kexec_load_disabled 4 __arm64_sys_kexec_load+0:0/1 __arm64_compat_sys_kexec_load+0:0/2
key_construction_mutex 32 __key_instantiate_and_link+0:0/1 key_reject_and_link+0:0/1 key_type_lookup+0:0/2
key_format_tokens 64 request_master_key+32:5/9 datablob_parse+0:3/15
key_gc_delay 4 keyring_gc_select_iterator+0:0/1 key_revoke+0:0/1 key_set_expiry+0:0/1
key_gc_flags 8 key_schedule_gc_links+0:0/4 key_gc_keytype+0:0/6 key_schedule_gc+0:0/7
key_gc_next_run 8 key_gc_timer_func+0:0/1 key_schedule_gc+0:4/7
key_gc_timer 40 key_schedule_gc+0:5/7 @24=key_gc_timer_func
key_gc_work 32 key_put+0:0/2 key_schedule_gc_links+0:3/4 key_gc_keytype+0:4/6 @24=key_garbage_collector
key_jar 8 key_alloc+0:7/14
key_quota_maxbytes 4 key_payload_reserve+0:0/4 proc_key_users_show+0:6/7 keyctl_chown_key+0:1/11
key_quota_maxkeys 4 proc_key_users_show+0:5/7 keyctl_chown_key+0:0/11 key_alloc+0:2/14
key_quota_root_maxbytes 4 key_payload_reserve+0:3/4 proc_key_users_show+0:1/7 keyctl_chown_key+0:9/11
key_quota_root_maxkeys 4 proc_key_users_show+0:0/7 keyctl_chown_key+0:8/11 key_alloc+0:6/14
key_serial_lock 4 proc_keys_stop+0:0/1 key_lookup+0:1/3 proc_keys_start+0:0/4
key_serial_tree 8 key_lookup+0:2/3 proc_keys_start+0:1/4 key_user_lookup+0:4/6
key_session_mutex 32 join_session_keyring+0:0/1 key_garbage_collector+16:7/15
key_tokens 64 datablob_parse+0:2/15
key_type_asymmetric 176 @32=asymmetric_key_preparse @40=asymmetric_key_free_preparse
key_type_blacklist 176 @24=blacklist_vet_description @48=blacklist_key_instantiate
key_type_encrypted 176 @48=encrypted_instantiate @56=encrypted_update
key_type_fscrypt_provisioning 176 @32=fscrypt_provisioning_key_preparse @40=fscrypt_provisioning_key_free_preparse
key_type_fscrypt_user 176 @48=fscrypt_user_key_instantiate @96=fscrypt_user_key_describe
key_type_keyring 176 @32=keyring_preparse @40=keyring_free_preparse @48=keyring_instantiate
key_type_logon 176 @24=logon_vet_description @32=user_preparse @40=user_free_preparse
key_type_request_key_auth 176 search_process_keyrings_rcu+0:0/1 key_get_instantiation_authkey+0:0/4 request_key_auth_new+0:2/8 @32=request_key_auth_preparse @40=request_key_auth_free_preparse @48=request_key_auth_instantiate
key_type_user 176 dh_data_from_key+0:0/1 cap_mmap_addr+116:5/6 tomoyo_read_log+72:4/8 @32=user_preparse @40=user_free_preparse @56=user_update
key_types_list 16 register_key_type+0:2/4 key_create_or_update+0:8/13
key_types_sem 40 key_type_lookup+0:1/2 key_type_put+0:1/2 unregister_key_type+0:1/3
key_user_lock 4 proc_key_users_stop+0:0/1 proc_key_users_start+0:0/2 key_user_put+0:1/2
key_user_tree 8 proc_key_users_start+0:1/2 key_user_put+0:0/2 key_lookup+0:0/3
keyboard_notifier_block 24 braille_unregister_console+0:2/4 braille_register_console+0:3/5 @0=keyboard_notifier_call
keyboard_notifier_list 16 unregister_keyboard_notifier+0:1/2 register_keyboard_notifier+0:1/2 handle_diacr+4:4/8
keyboard_tasklet 40 kbd_led_trigger_activate+0:2/4 vt_set_leds_compute_shiftstate+0:5/6 setledstate+0:5/6 @24=kbd_bh
keymap_count 4 vt_do_kdsk_ioctl+0:9/10
keyring 32 integrity_modsig_verify+0:0/4 integrity_digsig_verify+0:0/4 integrity_inode_get+0:8/11
keyring_assoc_array_ops 40 @0=keyring_get_key_chunk @8=keyring_get_object_key_chunk
keyring_name 32 integrity_modsig_verify+0:1/4 integrity_digsig_verify+0:1/4
keyring_name_lock 8 keyring_instantiate+0:0/1 find_keyring_by_name+0:0/1 key_free_user_ns+0:0/1
keyring_serialise_link_lock 32 __key_move_lock+0:1/2 key_link+0:4/5 key_set_index_key+0:5/7
keyring_serialise_restrict_sem 40 restrict_link_by_builtin_secondary_and_machine+16:2/3 restrict_link_by_builtin_and_secondary_trusted+16:3/4 keyring_restrict+0:1/8
kfree_rcu_shrinker 64 @0=kfree_rcu_shrink_count @8=kfree_rcu_shrink_scan
khugepaged_alloc_sleep_millisecs 4 alloc_sleep_millisecs_show+0:0/2 alloc_sleep_millisecs_store+0:0/4
khugepaged_collapse_control 80 khugepaged+0:12/26
khugepaged_full_scans 4 khugepaged+0:25/26
khugepaged_max_ptes_none 4 max_ptes_none_show+0:0/2 max_ptes_none_store+0:0/2 hpage_collapse_scan_file+0:4/15
khugepaged_max_ptes_none_attr 32 @16=max_ptes_none_show @24=max_ptes_none_store
khugepaged_max_ptes_shared 4 max_ptes_shared_show+0:0/2 max_ptes_shared_store+0:0/2 hpage_collapse_scan_pmd+0:12/17
khugepaged_max_ptes_shared_attr 32 @16=max_ptes_shared_show @24=max_ptes_shared_store
khugepaged_max_ptes_swap 4 max_ptes_swap_show+0:0/2 max_ptes_swap_store+0:0/2 demote_store+0:8/14
khugepaged_max_ptes_swap_attr 32 @16=max_ptes_swap_show @24=max_ptes_swap_store
khugepaged_mm_lock 4 khugepaged_add_pte_mapped_thp+0:1/5 __khugepaged_exit+0:1/7 __khugepaged_enter+0:3/9
khugepaged_mutex 32 khugepaged_min_free_kbytes_update+0:1/4 start_stop_khugepaged+0:1/9
khugepaged_pages_collapsed 4 pages_collapsed_show+0:0/2 khugepaged+0:21/26
khugepaged_pages_to_scan 4 __khugepaged_enter+0:0/9 start_stop_khugepaged+0:2/9 hpage_collapse_scan_file+0:0/15
khugepaged_scan 32 __khugepaged_exit+16:3/7 __khugepaged_enter+0:6/9 start_stop_khugepaged+0:5/9
khugepaged_scan_sleep_millisecs 4 scan_sleep_millisecs_show+0:0/2 scan_sleep_millisecs_store+0:0/4
khugepaged_sleep_expire 8 alloc_sleep_millisecs_store+0:2/4 scan_sleep_millisecs_store+0:2/4 khugepaged_add_pte_mapped_thp+0:0/5
khugepaged_thread 8 khugepaged_min_free_kbytes_update+0:3/4 start_stop_khugepaged+0:4/9
khugepaged_wait 24 alloc_sleep_millisecs_store+0:1/4 scan_sleep_millisecs_store+0:1/4 khugepaged_min_free_kbytes_update+0:0/4
kintegrityd_wq 8 blk_flush_integrity+0:0/1 __bio_integrity_endio+0:0/2
kiocb_cachep 8 aio_fsync_work+0:0/1 aio_poll_put_work+0:0/1 aio_poll_complete_work+0:0/2
kioctx_cachep 8 free_ioctx+0:0/6 ioctx_alloc+0:3/55
klist_remove_lock 4 fprop_global_init+0:0/1 fprop_local_init_percpu+0:0/1 klist_release+0:0/3
klist_remove_waiters 16 klist_release+0:1/3 klist_remove+0:1/5
kmalloc_caches 448 ioc_cpd_alloc+0:0/1 iommu_dma_alloc_noncontiguous+0:0/1 ip_setup_cork+0:0/1
kmalloced_params 16 __disable_kprobe+8:2/3 enable_kprobe+8:3/4 param_set_charp+0:2/5
kmalloced_params_lock 4 maybe_kfree_parameter+0:0/3 param_set_charp+0:0/5 lookup_or_create_module_kobject+0:0/9
kmem_cache 8 slab_kmem_cache_release+0:0/1 kmem_cache_create_usercopy+0:6/12
kmem_cache_node 8 __kmem_cache_release+0:2/3 __kmem_cache_create+0:3/12 slab_memory_callback+0:4/13
kmod_concurrent_max 4 __request_module+0:1/18
kmsg_bytes 8 pstore_set_kmsg_bytes+0:0/1 pstore_show_options+0:0/2 pstore_dump+0:2/20
kmsg_fops 280 @8=devkmsg_llseek @16=devkmsg_read
kmsg_proc_ops 96 @8=kmsg_open @16=kmsg_read
kobj_ns_ops_tbl 16 kobj_ns_type_register+8:1/2 kobj_ns_type_registered+8:1/2 kobj_ns_grab_current+8:1/2
kobj_ns_type_lock 4 kobj_ns_type_register+0:0/2 kobj_ns_type_registered+0:0/2 kobj_ns_grab_current+0:0/2
kobj_sysfs_ops 16 @0=kobj_attr_show @8=kobj_attr_store
kobject_actions 64 uevent_net_rcv_skb+0:5/8 kobject_synth_uevent+0:1/14 kobject_uevent_env+0:0/37
kpagecgroup_proc_ops 96 @16=kpagecgroup_read @40=mem_lseek
kpagecount_proc_ops 96 @16=kpagecount_read @40=mem_lseek
kpageflags_proc_ops 96 @16=kpageflags_read @40=mem_lseek
kprobe_blacklist 16 kprobe_blacklist_seq_next+0:1/2 kprobe_blacklist_seq_start+0:1/2 kprobe_add_ksym_blacklist+0:4/6
kprobe_blacklist_fops 280 @112=kprobe_blacklist_open @128=seq_release
kprobe_blacklist_sops 32 @0=kprobe_blacklist_seq_start @8=kprobe_blacklist_seq_stop
kprobe_busy 128 kprobe_busy_begin+0:1/4 kprobe_flush_task+0:3/6 audit_update_lsm_rules+80:13/15 @40=get_kprobe
kprobe_events_ops 280 trace_kprobe_module_callback+0:6/9 @128=seq_release @8=seq_lseek @16=seq_read
kprobe_exceptions_nb 24 __audit_inode+0:7/10 __audit_inode_child+0:4/17 @0=kprobe_exceptions_notify
kprobe_fields_array 80 @8=kprobe_event_define_fields
kprobe_funcs 32 @0=print_kprobe_event
kprobe_insn_slots 88 @32=alloc_insn_page @40=free_insn_page
kprobe_mutex 32 kprobe_blacklist_seq_stop+0:0/1 kprobe_remove_area_blacklist+0:0/1 unregister_kprobe+0:0/1
kprobe_verifier_ops 48 @0=kprobe_prog_func_proto @8=kprobe_prog_is_valid_access
kprobes_all_disarmed 1 read_enabled_file_bool+0:0/1 __disable_kprobe+0:0/3 enable_kprobe+0:1/4
kprobes_fops 280 @112=kprobes_open @128=seq_release
kprobes_sops 32 @0=kprobe_seq_start @8=kprobe_seq_stop
kptr_restrict 4 restricted_pointer+0:0/3 kallsyms_show_value+0:0/3
kretprobe_fields_array 80 @8=kretprobe_event_define_fields
kretprobe_funcs 32 @0=print_kretprobe_event
kset_ktype 48 @0=kset_release @40=kset_get_ownership
ksm_iter_wait 24 sleep_millisecs_store+0:1/3 ksm_scan_thread+0:11/97
ksm_max_page_sharing 4 max_page_sharing_show+0:0/2 max_page_sharing_store+0:1/4 stable_tree_append+0:3/6
ksm_merge_across_nodes 4 merge_across_nodes_show+0:0/2 remove_node_from_stable_tree+0:9/10 merge_across_nodes_store+0:2/11
ksm_mm_head 48 __ksm_enter+0:3/11 run_store+0:8/20 ksm_scan_thread+0:7/97
ksm_mmlist_lock 4 __ksm_exit+0:1/7 __ksm_enter+0:5/11 run_store+0:6/20
ksm_next_page_ops 80 ksm_scan_thread+0:6/97 @24=ksm_next_page_pmd_entry
ksm_pages_shared 8 pages_shared_show+0:0/2 max_page_sharing_store+0:3/4 stable_tree_append+0:4/6
ksm_pages_sharing 8 pages_sharing_show+0:0/2 stable_tree_append+0:1/6 remove_rmap_item_from_tree+0:4/9
ksm_pages_unshared 8 pages_unshared_show+0:0/2 remove_rmap_item_from_tree+0:3/9 ksm_scan_thread+0:74/97
ksm_rmap_items 8 run_store+0:10/20 ksm_scan_thread+0:15/97
ksm_run 8 run_show+0:0/2 ksm_might_need_to_copy+0:0/2 wait_while_offlining+0:1/5
ksm_scan 32 __ksm_exit+0:3/7 remove_rmap_item_from_tree+24:1/9 __ksm_enter+0:9/11
ksm_stable_node_chains 8 stable_node_chains_show+0:0/2 alloc_stable_node_chain+0:2/6 remove_all_stable_nodes+0:5/6
ksm_stable_node_chains_prune_millisecs 4 stable_node_chains_prune_millisecs_show+0:0/2 stable_node_chains_prune_millisecs_store+0:0/2 sleep_millisecs_store+0:0/3
ksm_stable_node_dups 8 stable_node_dups_show+0:0/2 pages_volatile_show+0:0/2 __mmu_notifier_register+0:1/4
ksm_thread_mutex 32 max_page_sharing_store+0:2/4 wait_while_offlining+0:3/5 ksm_memory_callback+0:2/8
ksm_thread_pages_to_scan 4 remove_node_from_stable_tree+0:7/10 ksm_scan_thread+0:5/97
ksm_thread_sleep_millisecs 4 sleep_millisecs_show+0:0/2 sleep_millisecs_store+0:2/3 ksm_scan_thread+0:10/97
ksm_thread_wait 24 __ksm_enter+0:10/11 run_store+0:17/20 ksm_scan_thread+0:13/97
ksm_use_zero_pages 1 use_zero_pages_store+0:0/2 use_zero_pages_show+0:0/2 ksm_scan_thread+0:60/97
kthread_create_list 16 __kthread_create_on_node+0:2/8 kthreadd+0:2/9
kthread_create_lock 4 kthread_flush_worker+0:1/4 kthread_flush_work+0:1/4 set_kthread_struct+0:1/5
kthread_prio 4 rcu_get_gp_kthreads_prio+0:0/1 rcu_sync_init+0:0/2 rcu_gp_slow_register+0:0/2
kthreadd_task 8 tsk_fork_get_node+0:0/2 __kthread_create_on_node+0:4/8 rest_init+0:6/9
kthrotld_workqueue 8 blkg_rwstat_init+0:0/1 throtl_pending_timer_fn+0:6/11
ktype_block_ctrl 48 edac_device_create_sysfs+0:2/13 @0=edac_device_ctrl_block_release
ktype_cdev_default 48 cdev_init+0:1/2 @0=cdev_default_release
ktype_cdev_dynamic 48 cdev_alloc+0:4/5 __register_chrdev+0:4/6 @0=cdev_dynamic_release
ktype_cpufreq 48 cpufreq_online+0:39/64 @0=cpufreq_sysfs_release
ktype_cpuidle 48 cpuidle_add_sysfs+0:6/8 @0=cpuidle_sysfs_release
ktype_device_ctrl 48 edac_device_register_sysfs_main_kobj+0:1/2 edac_device_create_sysfs+0:1/13 @0=edac_device_ctrl_master_release
ktype_edac_pci_main_kobj 48 edac_pci_create_sysfs+0:2/8 @0=edac_pci_release_main_kobj
ktype_pci_instance 48 edac_pci_create_sysfs+0:3/8 @0=edac_pci_instance_release
ktype_state_cpuidle 48 cpuidle_add_device_sysfs+0:1/21 @0=cpuidle_state_sysfs_release
kvm_syscore_ops 40 @16=kvm_suspend @24=kvm_resume
l3mdev_handlers 16 l3mdev_table_lookup_unregister+8:1/2 l3mdev_table_lookup_register+8:1/2 l3mdev_ifindex_lookup_by_table_id+8:1/2
l3mdev_lock 4 l3mdev_table_lookup_unregister+0:0/2 l3mdev_table_lookup_register+0:0/2 l3mdev_ifindex_lookup_by_table_id+0:0/2
ladder_governor 72 @40=ladder_enable_device @56=ladder_select_state
landlock_fs_underops 8 landlock_append_fs_rule+0:1/2 @0=release_inode
laptop_mode 4 blk_mq_free_request+0:0/2 laptop_io_completion+0:0/2 ksys_sync+0:2/4
lastVC 4 vt_notifier_call+0:2/14
last_console 4 fn_lastcons+0:0/1 complete_change_console+0:2/4 con_debug_enter+0:2/6
last_dest 8 propagate_mnt+0:0/10
last_failed_dev 32 swsusp_write+16:10/23 @16=last_failed_dev_show
last_fb_vc 4 fbcon_delete_modelist+0:2/4 fbcon_set_all_vcs+0:2/5 fbcon_set_font+0:2/5
last_ftrace_enabled 4 ftrace_enable_sysctl+0:5/14
last_hvc 4 hvc_alloc+0:29/33
last_jiffies_update 8 tick_init_jiffy_update+0:3/6 tick_nohz_next_event+0:3/6 tick_do_update_jiffies64+0:4/8
last_unloaded_module 80 print_modules+0:4/9 __arm64_sys_delete_module+0:6/16 load_module+0:13/186
lastcmd_mutex 32 create_or_delete_synth_event+0:1/7 create_synth_event+0:1/7 __create_synth_event+0:2/41
lastvc_x 4 sp804_shutdown+0:1/3 efivar_query_variable_info+0:2/3 keyboard_notifier_call+0:6/10
lastvc_y 4 keyboard_notifier_call+0:9/10 vt_notifier_call+0:12/14
lazy_opp_tables 16 _of_init_opp_table+0:6/8 _of_add_table_indexed+0:15/44
leaked_count 8 gnttab_end_foreign_access+0:13/26
lease_break_time 4 __break_lease+0:11/22
lease_manager_ops 88 @40=lease_break_callback @48=lease_modify
lease_notifier_chain 424 lease_register_notifier+0:0/1 lease_unregister_notifier+0:0/1 __locks_insert_block+0:0/2
leases_enable 4 generic_setlease+0:16/18
least_priority 4 setup_swap_info+0:1/8
leds_class_dev_pm_ops 184 led_classdev_register_ext+0:19/24 @16=led_suspend @24=led_resume
ledtrig_cpu_syscore_ops 40 @16=ledtrig_cpu_syscore_suspend @24=ledtrig_cpu_syscore_resume
legacy_files 3240 @1872=cpuset_read_s64 @1920=cpuset_write_s64
legacy_fs_context_ops 48 @0=legacy_fs_context_free @8=legacy_fs_context_dup
legacy_special_mapping_vmops 128 install_special_mapping+0:0/1 _install_special_mapping+0:0/2 vma_is_special_mapping+0:0/2 @8=special_mapping_close @40=special_mapping_fault
length_code 256 zlib_tr_align+0:0/3 compress_block+0:0/6 zlib_tr_tally+0:2/6
line_fileops 280 @16=linereq_read @72=linereq_poll
lineevent_fileops 280 @16=lineevent_read @72=lineevent_poll
linehandle_fileops 280 @80=linehandle_ioctl @88=linehandle_ioctl_compat @128=linehandle_release
link_idr 24 bpf_link_cleanup+0:3/4 bpf_link_get_curr_or_next+0:3/5 bpf_link_by_id+0:3/5
link_idr_lock 4 bpf_link_settle+0:1/2 bpf_link_cleanup+0:1/4 bpf_link_get_curr_or_next+0:1/5
link_list 16 pcie_update_aspm_capable+0:1/2 pcie_aspm_init_link_state+0:12/48
link_mode_params 744 ethtool_params_from_link_mode+0:0/1 tca_action_gd+176:5/10 ethnl_set_linkmodes+0:10/14
link_mutex 32 bpf_iter_link_replace+0:0/1 bpf_iter_unreg_target+0:0/2 prepare_seq_file+0:0/4
linkwatch_flags 8 linkwatch_schedule_work+0:2/6 __linkwatch_run_queue+0:3/14
linkwatch_nextevent 8 linkwatch_event+0:1/2 linkwatch_forget_dev+0:0/2 linkwatch_fire_event+0:0/5
linkwatch_work 88 @24=linkwatch_event @56=delayed_work_timer_fn
linux_proc_banner 133 version_proc_show+0:0/1
list 8 propagate_mnt+0:1/10
list_lrus_mutex 32 list_lru_destroy+0:0/1 __list_lru_init+0:5/7 memcg_reparent_list_lrus+0:0/11
list_rwsem 40 cpci_hp_unregister_bus+0:1/6 cpci_hp_unregister_controller+0:2/7 cpci_hp_register_bus+0:8/18
lnames 256 proc_pid_limits+0:2/13
localities_types 32 hmat_register_target+0:7/14
lockdown_levels 12 lockdown_write+0:1/6 lockdown_read+0:3/8
lockdown_ops 280 @16=lockdown_read @24=lockdown_write
lockdown_reasons 248 lockdown_write+0:2/6 lockdown_read+0:1/8 lockdown_is_locked_down+0:2/8
lockless_register_fb 1 fbcon_fb_registered+0:1/11
locks_seq_operations 32 @0=locks_start @8=locks_stop
locks_sysctls 192 locks_stop+0:2/4 locks_start+0:0/7 locks_remove_file+0:0/7 @32=proc_dointvec
log_buf 8 log_buf_addr_get+0:0/1
log_buf_len 4 log_buf_len_get+0:0/1 do_syslog+0:7/17 vprintk_store+0:12/17
log_wait 24 kmsg_poll+0:0/1 devkmsg_read+0:2/3 wake_up_klogd_work_func+0:2/3
logo_lines 4 __fbcon_clear+0:0/2 fbcon_prepare_logo+0:2/8 fbcon_switch+0:5/30
logo_shown 4 fbcon_prepare_logo+0:0/8 do_fbcon_takeover+0:10/11 fbcon_deinit+0:8/17
long_zero 8 do_epoll_create+0:2/9
loop_check_gen 8 ep_loop_check_proc+0:1/6 do_epoll_ctl+0:6/31
loopback_ethtool_ops 560 @80=always_on @368=ethtool_op_get_ts_info
loopback_net_ops 72 qpnpint_irq_set_type+0:6/9 @16=loopback_net_init
loopback_ops 688 @0=loopback_dev_init @32=loopback_xmit
loops_per_jiffy 8 __ndelay+0:0/1 __udelay+0:0/1 __const_udelay+0:0/1
loops_per_msec 8 do_syslog+4:8/17 vprintk_emit+0:7/18
lpj_fine 8 ringbuf_map_alloc+0:5/9 calibrate_delay+0:6/13 do_huge_pmd_anonymous_page+4:18/20
lru_disable_count 4 munlock_page+0:1/2 lru_cache_disable+0:1/2 do_migrate_pages+0:1/3
lru_gen_enabled_attr 32 @16=show_enabled @24=store_enabled
lru_gen_min_ttl 8 store_min_ttl+0:1/3 show_min_ttl+0:1/3 balance_pgdat+0:20/38
lru_gen_min_ttl_attr 32 @16=show_min_ttl @24=store_min_ttl
lru_gen_rw_fops 280 @24=lru_gen_seq_write @112=lru_gen_seq_open
lru_gen_seq_ops 32 @0=lru_gen_seq_start @8=lru_gen_seq_stop
lsm_file_cache 8 security_file_free+0:1/2 security_file_alloc+0:1/5
lsm_inode_cache 8 inode_free_by_rcu+0:0/1 lsm_inode_alloc+0:0/1 security_inode_alloc+0:0/2
lsm_names 8 lsm_read+0:0/1
lsm_ops 280 @16=lsm_read @8=generic_file_llseek
lsm_verifier_ops 48 @0=bpf_lsm_func_proto @8=btf_ctx_access
lweventlist 16 linkwatch_fire_event+0:3/5 __linkwatch_run_queue+0:6/14
lweventlist_lock 4 linkwatch_forget_dev+0:1/2 linkwatch_fire_event+0:1/5 __linkwatch_run_queue+0:4/14
lwt_in_verifier_ops 48 @0=lwt_in_func_proto @8=lwt_is_valid_access
lwt_out_verifier_ops 48 @0=lwt_out_func_proto @8=lwt_is_valid_access
lwt_seg6local_verifier_ops 48 @0=lwt_seg6local_func_proto @8=lwt_is_valid_access
lwt_xmit_verifier_ops 48 @0=lwt_xmit_func_proto @16=tc_cls_act_prologue
lwtun_encaps 88 lwtstate_free+0:0/1 lwtunnel_encap_add_ops+0:0/1 lwtunnel_encap_del_ops+0:0/1
m_hash_mask 4 __attach_mnt+0:2/4 __lookup_mnt+0:2/4
m_hash_shift 4 __attach_mnt+0:1/4 __lookup_mnt+0:1/4 expand_files+0:5/8
madvise_free_walk_ops 80 madvise_free_single_vma+0:1/2 @24=madvise_free_pte_range
major_names_lock 32 blk_probe_dev+0:1/3 unregister_blkdev+0:1/4 __register_blkdev+0:1/10
major_names_spinlock 4 blkdev_show+0:1/3 unregister_blkdev+0:3/4 __register_blkdev+0:4/10
manager_wait 8 put_unbound_pool+0:2/7 worker_thread+0:13/14 __flush_work+0:12/14
map_idr 24 bpf_map_free_id+0:1/4 bpf_map_get_curr_or_next+0:3/5 map_create+0:20/36
map_idr_lock 4 bpf_map_inc_not_zero+0:1/2 bpf_map_free_id+0:3/4 bpf_map_get_curr_or_next+0:1/5
maple_node_cache 8 mt_free_rcu+0:0/1 mt_free_walk+0:0/2 mas_destroy+0:2/3
mask_maps 256 sysfs_blk_trace_attr_store+0:9/16 sysfs_blk_trace_attr_show+0:10/20
master_display_fg 8 visual_init+0:2/3
max_buffer_heads 8 vfs_dup_fs_context+0:5/8
max_bytes_for_cpu 4 print_graph_irq+0:6/9 print_graph_prologue+0:2/9
max_cfs_quota_period 8 sched_cfs_period_timer+0:2/8
max_gen_ptrs 4 net_alloc_generic+0:1/2 register_pernet_operations+0:2/5
max_load_balance_interval 8 update_max_interval+0:1/2 rebalance_domains+0:4/7 sched_balance_newidle+0:3/18
max_lock_depth 4 rt_mutex_adjust_prio_chain+0:0/9
max_low_pfn 8 arch_add_memory+0:6/7 memblock_double_array+4:12/16
max_mem_size 8 register_memory_resource+0:1/7 watch_target+0:1/14
max_page_sharing_attr 32 @16=max_page_sharing_show @24=max_page_sharing_store
max_pfn 8 dma_direct_get_required_mask+0:0/1 kpagecgroup_read+0:0/2 kpageflags_read+0:0/2
max_possible_pfn 8 gnttab_request_version+4:1/8
max_samples_per_tick 4 perf_proc_update_handler+0:2/5 __perf_event_account_interrupt+0:2/7 perf_sample_event_took+0:8/10
max_threads 4 sysctl_max_threads+0:1/2 copy_process+0:12/116
max_user_watches 8 do_epoll_ctl+0:11/31
mbox_cons 16 mbox_controller_register+0:2/6
mci_attr_grp 40 edac_create_sysfs_mci_device+8:13/14 @8=mci_attr_is_visible
mci_pdev 8 edac_mc_sysfs_exit+0:0/1 cpufreq_driver_has_adjust_perf+0:1/2 cpufreq_driver_adjust_perf+0:1/2
md_dst 8 bpf_skb_set_tunnel_key+0:0/2 bpf_skb_set_tunnel_opt+0:0/3 bpf_get_skb_set_tunnel_proto+0:1/5
media_ready_timeout 2 cxl_await_media_ready+0:2/4
mem_active 4 cxl_mem_active_dec+0:0/1 cxl_mem_active+0:0/1 cxl_mem_active_inc+0:0/1
mem_cgroup_idr 24 mem_cgroup_from_id+0:1/2 __mem_cgroup_uncharge_swap+0:1/3 mem_cgroup_swapin_charge_folio+0:1/3
mem_cgroup_legacy_files 5184 @1232=memcg_stat_show @1496=mem_cgroup_force_empty_write
mem_class 8 mvebu_uart_set_termios+4:2/3 mvebu_uart_clock_prepare+4:2/5 mvebu_uart_resume+0:2/6
mem_ctls_mutex 32 del_mc_from_global_list+0:0/1 edac_mc_find+0:0/1 edac_mc_reset_delay_period+0:0/1
mem_err_type_strs 128 cper_mem_err_type_str+0:1/3 cper_print_mem+0:8/12
mem_flags 8 efifb_destroy+0:1/6 efifb_probe+0:12/78
mem_fops 280 @16=read_mem @24=write_mem
mem_hotplug_lock 96 mem_hotplug_begin+0:0/1 mem_hotplug_done+0:0/1 get_online_mems+0:0/2
mem_id_ht 8 xdp_unreg_mem_model+0:0/2 xdp_return_frame_bulk+0:0/2 __xdp_release_frame+0:0/2
mem_id_init 1 __xdp_reg_mem_model+0:1/13
mem_id_lock 32 __xdp_reg_mem_model+0:5/13 mem_allocator_disconnect+0:3/15
mem_id_next 4 __xdp_reg_mem_model+0:6/13
mem_id_pool 16 __xdp_mem_allocator_rcu_free+0:0/1 __xdp_reg_mem_model+0:4/13 mem_allocator_disconnect+0:2/15
mem_id_rht_params 40 @16=xdp_mem_id_hashfn @32=xdp_mem_id_cmp
mem_section 8 __nr_to_section+0:0/1 sparse_index_init+0:0/1 is_xen_swiotlb_buffer+0:0/1
mem_sleep_attr 32 @16=mem_sleep_show @24=mem_sleep_store
mem_sleep_current 4 pm_suspend_default_s2idle+0:0/1 mem_sleep_store+0:1/2 mem_sleep_show+0:1/5
mem_sleep_default 4 suspend_set_ops+0:4/10
mem_sleep_labels 32 pm_suspend+0:0/37
mem_sleep_states 32 mem_sleep_store+0:0/2 mem_sleep_show+0:2/5 suspend_set_ops+16:5/10
membarrier_ipi_mutex 32 sync_runqueues_membarrier_state+0:3/11 __arm64_sys_membarrier+0:4/13 membarrier_private_expedited+0:3/15
memblock 96 memblock_set_current_limit+8:0/1 memblock_get_current_limit+8:0/1 memblock_phys_mem_size+32:0/1
memblock_can_resize 4 memblock_double_array+0:1/16
memblock_debug 4 memblock_phys_free+0:0/6 memblock_add_node+0:0/6 memblock_remove+0:0/6
memblock_memory 8 should_skip_region+0:0/2
memblock_memory_init_regions 24576 kpagecgroup_read+24201:1/2 kpageflags_read+24201:1/2 swapcache_free_entries+24204:1/3
memblock_reserved_in_slab 4 wb_blkcg_offline+0:2/3 memblock_double_array+0:4/16
memblock_reserved_init_regions 9240 vread+2456:4/5 bdi_unregister+648:5/6 setup_per_zone_wmarks+48:4/7
memcg_cgwb_frn_waitq 24 mem_cgroup_css_alloc+0:17/43
memcg_idr_lock 4 mem_cgroup_id_put_many+0:1/4 mem_cgroup_css_online+0:10/12 mem_cgroup_css_alloc+0:3/43
memcg_list_lrus 16 __list_lru_init+0:6/7 memcg_reparent_list_lrus+0:7/11
memcg_max_mutex 32 mem_cgroup_resize_max+0:1/2 mem_cgroup_write+0:4/10
memcg_oom_lock 4 mem_cgroup_oom_unregister_event+0:0/1 mem_cgroup_mark_under_oom+0:0/1 mem_cgroup_oom_notify+0:0/1
memmap_on_memory 1 mhp_supports_memmap_on_memory+0:0/1 try_remove_memory+0:1/6 add_memory_resource+0:5/13
memory_blocks 16 create_memory_block_devices+0:1/2 remove_memory_block_devices+0:1/2 walk_memory_blocks+0:1/2
memory_cgrp_subsys 240 @0=mem_cgroup_css_alloc @8=mem_cgroup_css_online
memory_chain 48 unregister_memory_notifier+0:0/1 memory_notify+0:0/1 register_memory_notifier+0:0/1
memory_files 2808 @136=memory_current_read @352=memory_peak_read
memory_fops 280 @112=memory_open @8=noop_llseek
memory_stats 528 memory_numa_stat_show+0:5/17
memory_subsys 184 @96=memory_subsys_online @104=memory_subsys_offline
memory_tier_lock 32 nodelist_show+0:0/3 clear_node_memory_type+0:0/3 init_node_memory_type+0:0/3
memory_tier_subsys 184 set_node_memory_tier+16:9/21
memory_tiers 16 establish_demotion_targets+0:7/13 set_node_memory_tier+0:8/21
menu_governor 72 @40=menu_enable_device @56=menu_select @64=menu_reflect
merge_across_nodes_attr 32 @16=merge_across_nodes_show @24=merge_across_nodes_store
mf_mutex 32 soft_offline_page+0:4/20 unpoison_memory+0:1/21 memory_failure+0:3/23
mfd_of_node_list 16 mfd_add_device+0:5/20
mfd_of_node_mutex 32 mfd_remove_devices_fn+0:1/2 mfd_add_device+0:1/20
mhp_default_online_type 4 online_memory_block+0:0/1 auto_online_blocks_store+0:1/2 auto_online_blocks_show+0:1/3
migrate_nodes 16 alloc_stable_node_chain+8:5/6 remove_node_from_stable_tree+0:3/10 ksm_scan_thread+0:21/97
migratetype_names 48 pagetypeinfo_showfree_print+0:1/8 pagetypeinfo_show+0:6/13
migration_cpu_base 640 lock_hrtimer_base+0:0/2 clock_was_set_delayed+0:0/3 hrtimer_start_range_ns+0:0/11
mii_timestamping_devices 16 register_mii_tstamp_controller+0:2/3
min_free_kbytes 4 min_free_kbytes_sysctl_handler+0:1/3 set_recommended_min_free_kbytes+0:1/4 calculate_min_free_kbytes+0:2/4
min_partial_attr 32 @16=min_partial_show @24=min_partial_store
mincore_walk_ops 80 @24=mincore_pte_range @40=mincore_unmapped_range
mip6_destopt_type 56 @16=mip6_destopt_init_state @24=mip6_destopt_destroy
mip6_report_rl 56 mip6_destopt_reject+0:0/7 mif6_delete+16:2/10 ip6_mroute_setsockopt+44:5/25
mip6_rthdr_type 56 @16=mip6_rthdr_init_state @24=mip6_rthdr_destroy
mipi_dsi_bus_type 184 @48=mipi_dsi_device_match @56=mipi_dsi_uevent
mipi_dsi_device_type 48 mipi_dsi_device_register_full+0:3/14 @32=mipi_dsi_dev_release
mirrored_kernelcore 1 memblock_mark_mirror+0:0/2 memmap_init_range+0:3/18 vm_map_ram+0:36/37
misc_cg_files 1080 @152=misc_cg_max_show @200=misc_cg_max_write
misc_cgrp_subsys 240 @0=misc_cg_alloc @32=misc_cg_free
misc_class 8 misc_deregister+0:2/3 misc_register+0:1/6
misc_fops 280 @112=misc_open @8=noop_llseek
misc_list 16 misc_seq_next+0:1/2 misc_seq_start+0:1/2 misc_open+0:1/3
misc_mtx 32 misc_seq_stop+0:0/1 misc_seq_next+0:0/2 misc_seq_start+0:0/2
misc_seq_ops 32 @0=misc_seq_start @8=misc_seq_stop
mld_wq 8 mld_dad_start_work+0:0/1 mld_ifc_start_work+0:0/1 mld_report_work+0:0/1
mm_all_locks_mutex 32 mm_drop_all_locks+0:1/5 mm_take_all_locks+0:1/7 generic_hugetlb_get_unmapped_area+0:4/9
mm_cachep 8 mm_alloc+0:0/1 sighand_ctor+0:0/2 sysctl_max_threads+0:0/2
mm_kobj 8 cgwb_release_workfn+0:4/5
mm_percpu_wq 8 vmstat_update+0:2/4 vmstat_shepherd+0:4/8 shmem_mfill_atomic_pte+4:5/8
mmap_mem_ops 128 mmap_mem+0:1/2 @88=generic_access_phys
mmap_min_addr 8 prctl_set_mm+0:0/2 mmap_min_addr_handler+0:1/2 generic_get_unmapped_area+0:0/2
mmap_rnd_bits 4 arch_mmap_rnd+0:1/2
mmap_rnd_compat_bits 4 use_zero_pages_store+0:1/2 max_ptes_shared_store+0:1/2 max_ptes_swap_store+0:1/2
mminit_loglevel 4 init_currently_empty_zone+0:0/4
mmlist_lock 4 __mmput+0:0/3 walk_process_tree+0:0/4 try_to_unmap_one+0:4/11
mnt 8 public_dev_mount+0:0/2 devtmpfs_submit_req+0:0/6 devtmpfs_work_loop+0:0/11
mnt_cache 8 free_vfsmnt+0:1/3 alloc_vfsmnt+0:1/5 expand_files+0:4/8
mnt_group_ida 16 cleanup_group_ids+0:0/1 invent_group_ids+0:0/1 mnt_release_group_id+0:0/1
mnt_id_ida 16 cleanup_mnt+0:1/4 alloc_vfsmnt+0:3/5 clone_private_mount+0:2/5
mnt_ns_seq 8 alloc_mnt_ns+0:6/9
mntns_operations 64 @24=mntns_get @32=mntns_put
mod_tree 40 mod_tree_remove+0:0/3 __module_address+0:0/3 mod_tree_remove_init+0:0/3
modifier_ops 48 @8=btf_modifier_resolve @16=btf_modifier_check_member
modinfo_attrs_count 8 mod_sysfs_setup+0:6/37
modinfo_srcversion 56 @16=show_modinfo_srcversion @32=setup_modinfo_srcversion
modinfo_version 56 @16=show_modinfo_version @32=setup_modinfo_version
modprobe_path 256 __request_module+0:0/18
module_blacklist 8 load_module+0:9/186
module_bug_list 16 module_bug_finalize+0:1/3 generic_bug_clear_once+0:0/7 find_bug+0:2/8
module_cand_cache 248 bpf_find_btf_id+76:5/6 purge_cand_cache+0:1/7 bpf_core_apply+0:6/23
module_kset 8 maybe_kfree_parameter+0:2/3 pci_hp_create_module_link+0:0/3 module_add_driver+0:4/7
module_ktype 48 uevent_filter+0:0/1 param_attr_store+0:0/2 param_attr_show+0:0/2 @0=module_kobj_release
module_mutex 32 mod_sysfs_teardown+0:0/1 finished_loading+0:1/2 module_kallsyms_on_each_symbol+0:0/2
module_notify_list 48 register_module_notifier+0:0/1 unregister_module_notifier+0:0/1 finished_loading+0:0/2
module_strings 16 __trace_eprobe_create+0:15/45
module_sysfs_initialized 4 mod_sysfs_setup+0:0/37
module_trace_bprintk_format_nb 24 @0=module_trace_bprintk_format_notify
module_uevent 56 lookup_or_create_module_kobject+0:7/9 @24=store_uevent
module_wq 24 do_init_module+0:4/10 __arm64_sys_delete_module+0:9/16 load_module+0:55/186
modules 16 module_kallsyms_lookup_name+0:0/1 module_kallsyms_on_each_symbol+0:1/2 lookup_module_symbol_attrs+0:0/2
modules_disabled 4 __do_sys_finit_module+0:0/4 __do_sys_init_module+0:0/6 __arm64_sys_delete_module+0:1/16
modules_proc_ops 96 @8=modules_open @48=seq_release
moom_work 32 sysrq_handle_moom+0:2/3 @24=moom_callback
mount 8 securityfs_remove+0:1/2 securityfs_create_dentry+0:1/9
mount_count 4 securityfs_remove+0:0/2 securityfs_create_dentry+0:0/9
mount_hashtable 8 __attach_mnt+0:3/4 __lookup_mnt+0:3/4
mount_lock 8 path_is_mountpoint+0:0/1 lookup_mnt+0:0/1 may_umount_tree+0:0/2
mountpoint_hashtable 8 lookup_mountpoint+0:2/3 get_mountpoint+0:5/7 expand_files+0:3/8
mousedev_fops 280 @16=mousedev_read @24=mousedev_write
mousedev_handler 120 @8=mousedev_event @40=mousedev_connect
mousedev_mix 8 mousedev_destroy+0:0/1 mousedev_disconnect+0:0/1 mousedev_connect+0:0/3
mousedev_mix_list 16 mixdev_open_devices+0:0/1 mixdev_close_devices+0:0/1 mousedev_notify_readers+0:0/3
movable_node_enabled 1 should_skip_region+0:1/2 zone_for_pfn_range+0:5/14
mp_hash_mask 4 lookup_mountpoint+0:1/3 get_mountpoint+0:4/7 expand_files+0:2/8
mp_hash_shift 4 lookup_mountpoint+0:0/3 __attach_mnt+0:0/4 __lookup_mnt+0:0/4
mpol_ops 96 @16=mpol_new_preferred @8=mpol_rebind_default
mps_inti_flags_polarity 32 acpi_table_print_madt_entry+0:19/27
mps_inti_flags_trigger 32 acpi_table_print_madt_entry+0:18/27
mptcp_pernet_id 4 mptcp_net_exit+0:0/1 mptcp_get_add_addr_timeout+0:0/1 mptcp_is_checksum_enabled+0:0/1
mptcp_pernet_ops 72 @16=mptcp_net_init @32=mptcp_net_exit
mptcp_pm_ops 264 @0=mptcp_nl_cmd_add_addr @24=mptcp_nl_cmd_del_addr
mptcp_pm_pernet_ops 72 @16=pm_nl_init_net @40=pm_nl_exit_net
mptcp_prot 464 @0=mptcp_close @16=mptcp_connect
mptcp_snmp_list 912 mptcp_seq_show+0:0/11
mptcp_sysctl_table 448 @288=proc_douintvec_minmax @96=proc_dointvec_jiffies
mptcp_v6_prot 464 mptcp_nl_cmd_set_limits+264:1/4 mptcp_pm_nl_rm_addr_or_subflow+264:5/21
mq_class_ops 112 @8=mq_select_queue @16=mq_graft
mq_deadline 296 @8=dd_init_sched @16=dd_exit_sched
mq_lock 4 mqueue_create_attr+0:0/2 mqueue_evict_inode+0:0/4 ipcns_put+0:0/4
mq_qdisc_ops 176 @64=mq_init @80=mq_destroy
mq_sysctls 384 key_link+168:3/5 setup_mq_sysctls+0:2/11 @96=proc_dointvec_minmax @32=proc_dointvec
mqueue_dir_inode_operations 192 @40=mqueue_create @56=mqueue_unlink
mqueue_file_operations 280 @16=mqueue_read_file @72=mqueue_poll_file
mqueue_fs_context_ops 48 @0=mqueue_fs_context_free @32=mqueue_get_tree
mqueue_fs_type 72 @16=mqueue_init_fs_context @40=kill_litter_super
mqueue_inode_cachep 8 mqueue_free_inode+0:0/1 mqueue_alloc_inode+0:0/1 msg_init_ns+0:0/1
mqueue_super_ops 200 @0=mqueue_alloc_inode @16=mqueue_free_inode
ms_hyperv 48 hv_query_ext_cap+4:0/5
msi_domain_ops_default 64 @0=msi_domain_ops_get_hwirq @8=msi_domain_ops_init
mutex 32 init_desc+0:6/12
mux_interval_mutex 32 perf_event_mux_interval_ms_store+0:1/8
muxed_resource_wait 24 __release_region+0:5/6 __request_region_locked+0:1/10
n_trc_holdouts 8 trc_add_holdout+0:0/1 __wait_rcu_gp+0:0/4 show_rcu_tasks_trace_gp_kthread+0:1/5
n_tty_ops 144 @16=n_tty_open @24=n_tty_close
named_triggers 16 pause_named_trigger+0:1/2 save_named_trigger+0:1/2 find_named_trigger+0:1/2
names_0 1072 errname+0:0/2
names_512 152 errname+0:1/2
names_cachep 8 ima_d_path+0:0/1 putname+0:0/1 __arm64_sys_getcwd+0:0/2
namespace_sem 40 __is_local_mountpoint+0:1/2 mnt_cursor_del+0:1/2 mnt_set_expiry+0:1/2
napi_gen_id 4 netif_napi_add_weight+0:8/16
napi_hash 2048 dev_get_by_napi_id+0:1/5 clean_xps_maps+1016:2/5 napi_busy_loop+0:1/6
napi_hash_lock 4 __netif_napi_del+0:1/3 list_netdevice+0:3/13 netif_napi_add_weight+0:4/16
nd_tbl 600 @16=ndisc_hash @24=ndisc_key_eq @32=ndisc_constructor
ndisc_direct_ops 40 inet6_rtm_getroute+16:9/10 ndisc_constructor+0:4/14 @24=neigh_direct_output
ndisc_generic_ops 40 @8=ndisc_solicit @16=ndisc_error_report @32=neigh_connected_output
ndisc_hh_ops 40 ndisc_constructor+0:1/14 @8=ndisc_solicit @16=ndisc_error_report @24=neigh_resolve_output
ndisc_net_ops 72 @16=ndisc_net_init @32=ndisc_net_exit
ndisc_netdev_notifier 24 ndisc_late_cleanup+0:1/2 ip6_forward+16:6/40 @0=ndisc_netdev_event
ndoms_cur 4 sched_init_domains+0:6/12 partition_sched_domains_locked+0:1/54
need_wait 1 snapshot_write+0:1/2 snapshot_open+0:8/9 snapshot_ioctl+0:1/16
neigh_stat_seq_ops 32 @0=neigh_stat_seq_start @8=neigh_stat_seq_stop
neigh_sysctl_template 1416 @488=neigh_proc_dointvec_ms_jiffies_positive @936=neigh_proc_dointvec_unres_qlen
neigh_tables 24 neigh_table_clear+0:1/5 neigh_dump_info+0:1/6 neigh_xmit+0:1/6
net_cachep 8 copy_net_ns+0:0/7 cleanup_net+0:11/15
net_class 120 @40=netdev_uevent @64=netdev_release
net_cleanup_work 32 netns_put+0:3/4 netns_install+0:3/4 __put_net+0:3/4 @24=cleanup_net
net_cookie 128 setup_net+0:1/15
net_core_table 2304 @608=proc_do_rss_key @672=proc_dointvec_minmax_bpf_enable
net_families 368 sock_is_registered+0:1/2 sock_alloc_file+80:3/5 sock_unregister+0:3/7
net_family_lock 4 sock_alloc_inode+0:2/4 sock_unregister+0:1/7 sock_register+0:1/8
net_inuse_ops 72 @16=sock_inuse_init_net @32=sock_inuse_exit_net
net_namespace_list 16 genlmsg_multicast_allns+0:0/1 __rtnl_link_unregister+0:0/1 wireless_nlevent_flush+0:1/2
net_ns_ops 72 @16=net_ns_net_init @32=net_ns_net_exit
net_ns_type_operations 48 @8=net_current_may_mount @16=net_grab_current_ns
net_ratelimit_state 40 net_ratelimit+0:1/2
net_rwsem 40 wireless_nlevent_flush+0:0/2 selinux_notify_policy_change+0:0/3 cleanup_net+0:2/15
net_secret 16 secure_dccpv6_sequence_number+0:0/3 secure_dccp_sequence_number+0:0/3 secure_tcp_seq_and_ts_off+0:0/3
net_sysctl_root 120 @96=net_ctl_header_lookup @104=net_ctl_set_ownership
net_todo_list 16 __rtnl_unlock+0:0/3 netdev_run_todo+0:1/30 unregister_netdevice_many_notify+0:28/53
netdev_budget 4 net_rx_action+0:4/17
netdev_chain 8 net_dec_ingress_queue+0:0/2 net_inc_ingress_queue+0:0/2 net_dec_egress_queue+0:0/2
netdev_flow_limit_table_len 4 flow_limit_cpu_sysctl+0:7/13
netdev_max_backlog 4 gro_cells_receive+0:0/2 xfrm_trans_queue_net+0:2/11 enqueue_to_backlog+0:3/13
netdev_net_ops 72 @16=netdev_init @32=netdev_exit
netdev_queue_ktype 48 @0=netdev_queue_release @32=netdev_queue_namespace
netdev_rss_key 52 proc_do_rss_key+0:0/2 netdev_rss_key_fill+0:0/3
netdev_tstamp_prequeue 4 netif_receive_skb_list_internal+0:1/3 netif_receive_skb+0:3/4 netif_rx_internal+0:3/5
netdev_unregister_timeout_secs 4 netdev_run_todo+0:22/30
netdev_unregistering_wq 24 rtnl_link_unregister+0:2/5 netdev_run_todo+0:25/30
netevent_notif_chain 16 call_netevent_notifiers+0:0/1 register_netevent_notifier+0:0/1 unregister_netevent_notifier+0:0/1
netfilter_net_ops 72 @16=netfilter_net_init @32=netfilter_net_exit
netlabel_mgmt_protocount 4 netlbl_enabled+0:0/1 netlbl_cipsov4_remove+0:1/2 calipso_optptr+0:1/2
netlabel_unlabel_acceptflg 1 netlbl_unlabel_staticlist+0:1/3 netlbl_unlabel_list+0:1/4 netlbl_unlabel_accept+0:1/4
netlbl_calipso_ops 96 @0=netlbl_calipso_add @24=netlbl_calipso_remove
netlbl_cipsov4_ops 96 @0=netlbl_cipsov4_add @24=netlbl_cipsov4_remove
netlbl_domhsh 8 netlbl_domhsh_walk+0:0/1 netlbl_domhsh_hash+0:0/2 netlbl_domhsh_search+0:0/2
netlbl_domhsh_def_ipv4 8 netlbl_domhsh_getentry_af4+0:1/3 netlbl_domhsh_remove+0:1/4 netlbl_domhsh_remove_default+0:1/4
netlbl_domhsh_def_ipv6 8 calipso_getattr+0:1/2 netlbl_domhsh_getentry_af6+0:1/3 netlbl_domhsh_remove+0:3/4
netlbl_domhsh_lock 4 netlbl_domhsh_remove_af4+0:1/5 netlbl_domhsh_remove_af6+0:1/5 netlbl_domhsh_remove_entry+0:1/9
netlbl_mgmt_genl_ops 192 @0=netlbl_mgmt_add @24=netlbl_mgmt_remove
netlbl_unlabel_genl_ops 192 @0=netlbl_unlabel_staticadd @24=netlbl_unlabel_staticremove @56=netlbl_unlabel_staticlist
netlbl_unlhsh 8 netlbl_unlhsh_search_iface+0:0/2 netlbl_unlabel_staticlistdef+0:0/2 netlbl_unlabel_staticlist+0:0/3
netlbl_unlhsh_def 8 netlbl_unlabel_staticlistdef+0:1/2 netlbl_unlabel_getattr+0:3/4 netlbl_unlhsh_add+0:6/11
netlbl_unlhsh_lock 4 netlbl_unlhsh_netdev_handler+0:2/6 netlbl_unlhsh_add+0:3/11 netlbl_unlhsh_remove+0:1/13
netlink_chain 48 netlink_register_notifier+0:1/2 netlink_unregister_notifier+0:1/2 netlink_release+0:14/15
netlink_net_ops 72 @16=netlink_net_init @32=netlink_net_exit
netlink_ops 240 @16=netlink_release @24=netlink_bind
netlink_rhashtable_params 40 @24=netlink_hash @32=netlink_compare
netlink_seq_info 32 tca_action_gd+0:4/10 @8=bpf_iter_init_seq_net @16=bpf_iter_fini_seq_net
netlink_seq_ops 32 @0=netlink_seq_start @8=netlink_seq_stop
netlink_tap_net_id 4 netlink_add_tap+0:0/1 __netlink_sendskb+0:0/2 netlink_tap_init_net+0:0/3
netns_bpf_mutex 32 bpf_netns_link_fill_info+0:0/1 bpf_netns_link_update_prog+0:0/1 netns_bpf_prog_detach+0:0/1
netns_bpf_pernet_ops 72 @16=netns_bpf_pernet_init @24=netns_bpf_pernet_pre_exit
netns_core_table 192 sysctl_core_net_exit+0:1/2 sysctl_core_net_init+0:2/5 @96=proc_dou8vec_minmax @32=proc_dointvec_minmax
netns_operations 64 @24=netns_get @32=netns_put
netns_wq 8 netns_put+0:1/4 netns_install+0:1/4 __put_net+0:1/4
netpoll_srcu 384 netpoll_poll_disable+0:0/1 __netpoll_cleanup+0:0/4 @352=delayed_work_timer_fn
netstamp_needed_deferred 4 netstamp_clear+0:1/6 net_disable_timestamp+0:2/6 net_enable_timestamp+0:2/6
netstamp_wanted 4 netstamp_clear+0:2/6 net_disable_timestamp+0:1/6 net_enable_timestamp+0:1/6
netstamp_work 32 net_disable_timestamp+0:5/6 net_enable_timestamp+0:5/6 @24=netstamp_clear
next_cookie 8 async_schedule_node_domain+0:4/5 __async_schedule_node_domain+0:3/7
next_fqs_jiffies_ops 32 @8=param_set_next_fqs_jiffies @16=param_get_ulong
next_slab_inited 4 init_stack_slab+0:0/3 stack_depot_init+0:0/7 __stack_depot_save+0:0/11
nexthop_net_ops 72 @16=nexthop_net_init @40=nexthop_net_exit_batch
nf_conn_btf_access_lock 32 tc_cls_act_btf_struct_access+0:0/2 xdp_btf_struct_access+0:0/2 bpf_prog_change_xdp+0:0/2
nf_hook_mutex 32 __nf_register_net_hook+0:0/4 __nf_unregister_net_hook+0:0/9
nf_hooks_needed 880 __nf_register_net_hook+0:1/4 reuseport_stop_listen_sock+740:1/4 qdisc_set_default+24:3/5
nf_log_mutex 32 seq_stop+0:0/1 seq_start+0:0/1 nf_log_unbind_pf+0:0/1
nf_log_net_ops 72 @16=nf_log_net_init @32=nf_log_net_exit
nf_log_sysctl_ftable 128 nf_log_net_init+0:14/16 @32=proc_dointvec
nf_sockopt_mutex 32 nf_unregister_sockopt+0:0/1 nf_register_sockopt+0:0/4
nf_sockopts 16 nf_register_sockopt+0:1/4
nfct_btf_struct_access 8 tc_cls_act_btf_struct_access+0:1/2 xdp_btf_struct_access+0:1/2 bpf_get_skb_set_tunnel_proto+0:0/5
nflog_seq_ops 32 @0=seq_start @8=seq_stop
nfs_errtbl 240 nfs_stat_to_errno+0:0/1 __do_sys_flock+40:3/6
nfs_ssc_client_tbl 16 nfs42_ssc_unregister+0:0/1 nfs42_ssc_register+0:0/1 nfs_ssc_register+8:0/1
nl_table 8 netlink_update_listeners+0:0/1 __netlink_seq_next+0:0/1 netlink_connect+0:0/1
nl_table_lock 8 netlink_tap_init_net+0:1/3 netlink_lock_table+0:1/3 netlink_set_err+0:1/3
nl_table_users 4 netlink_lock_table+0:2/3 netlink_getsockopt+0:1/4 netlink_getname+0:1/4
nl_table_wait 24 netlink_getsockopt+0:3/4 netlink_getname+0:3/4 netlink_table_ungrab+0:3/4
nlink_tgid 1 proc_pid_instantiate+0:1/6
nlink_tid 1 proc_task_instantiate+0:1/6
nlmsg_audit_perms 128 selinux_nlmsg_lookup+0:5/10
nlmsg_route_perms 544 selinux_nlmsg_lookup+0:0/10
nlmsg_tcpdiag_perms 32 selinux_nlmsg_lookup+0:1/10
nlmsg_xfrm_perms 200 selinux_nlmsg_lookup+0:2/10
nls_lock 4 find_nls+0:0/2 __register_nls+0:0/2 unregister_nls+0:0/4
nmi_watchdog_available 4 proc_nmi_watchdog+0:0/1 __blk_mq_requeue_request+0:3/4 lockup_detector_update_enable+0:2/5
nmi_watchdog_user_enabled 4 lockup_detector_update_enable+0:3/5
no_hash_pointers 1 default_pointer+0:1/5
no_irq_affinity 4 __irq_domain_create+0:5/11 unregister_irq_proc+0:0/11 register_irq_proc+0:0/19
no_irq_chip 264 @40=ack_bad @8=noop_ret
nocb_nobypass_lim_per_jiffy 4 call_rcu+0:12/18
nocompress 4 hibernate+0:14/27
node_data 128 compact_node+0:0/1 early_page_uninitialised+0:0/1 hotadd_init_pgdat+0:0/1
node_demotion 8 next_demotion_node+0:0/1 bpf_prog_alloc_no_stats+0:3/12 establish_demotion_targets+0:0/13
node_devices 128 unregister_memory_block_under_nodes+0:0/1 unregister_one_node+0:0/1 register_cpu_under_node+0:1/2
node_hstates 640 hugetlb_handle_userfault+176:1/2 __read_swap_cache_async+176:3/4 hugetlb_mempolicy_sysctl_handler+176:2/4
node_memory_types 256 clear_node_memory_type+0:2/3 init_node_memory_type+0:2/3 set_node_memory_tier+0:2/21
node_reclaim_distance 4 hpage_collapse_scan_abort+0:1/2 get_page_from_freelist+0:16/49 build_sched_domains+0:39/92
node_reclaim_mode 4 node_pagecache_reclaimable+0:0/1 hpage_collapse_scan_abort+0:0/2 store_min_ttl+0:0/3
node_states 48 apply_wqattrs_cleanup+0:0/1 node_set_state+0:0/1 __mem_cgroup_free+0:0/1
node_subsys 184 __register_one_node+0:2/10
node_to_cpumask_map 512 cpulistaffinity_show+0:2/3 cpuaffinity_show+0:2/3 local_cpulist_show+0:1/3
nodes_found_map 8 acpi_map_pxm_to_node+0:2/4 acpi_thermal_add+0:31/38
nohibernate 4 hibernation_available+0:0/1 software_resume+0:2/3 resume_store+0:3/9
nohz 64 nohz_balance_exit_idle+0:5/14 sched_balance_newidle+0:6/18 nohz_balance_enter_idle+0:8/19
noirqdebug 1 noirqdebug_setup+0:0/2 __setup_irq+0:10/20
noop_backing_dev_info 1160 __writeback_inodes_sb_nr+0:0/1 generic_fadvise+0:0/2 super_setup_bdi_name+0:0/2
noop_netdev_queue 320 netlink_create+193:5/8 netlink_release+193:6/15 tcf_action_reoffload_cb+192:10/16
noop_qdisc 384 mq_change_real_num_tx+0:0/1 dev_shutdown+0:0/1 dev_graft_qdisc+0:0/1 @0=noop_enqueue @8=noop_dequeue
noop_qdisc_ops 176 register_qdisc+0:10/14 @40=noop_enqueue @48=noop_dequeue
nop_flags 24 ftrace_graph_probe_sched_switch+8:1/2 ftrace_return_to_handler+0:5/7 apply_subsystem_event_filter+8:9/12
nop_profile 40 @16=blk_integrity_nop_prepare @24=blk_integrity_nop_complete @0=blk_integrity_nop_fn
nop_trace 152 @8=nop_trace_init @16=nop_trace_reset
noqueue_qdisc_ops 176 @64=noqueue_init @40=noop_enqueue
noresume 4 software_resume+0:1/3 resume_store+0:4/9
nosave_regions 16 create_basic_memory_bitmaps+0:4/14
nosteal_pipe_buf_ops 32 skb_splice_bits+0:0/2 __do_sys_vmsplice+20:4/5 @8=generic_pipe_buf_release @24=generic_pipe_buf_get
notes_attr 64 folio_referenced_one+0:2/4 vgic_supports_direct_msis+8:3/4 aead_geniv_alloc+32:1/7 @40=notes_read
notests 1 do_test_kpp+0:0/10 test_akcipher_one+0:0/14 test_ahash_vec_cfg+0:0/21
npadch_active 1 k_ascii+0:1/3 k_shift+0:4/8
npadch_value 4 k_ascii+0:2/3 k_shift+0:5/8
nr_bpf_events 4 perf_event_bpf_event+0:2/7 _free_event+0:13/29 unregister_netdevice_many_notify+0:26/53
nr_build_id_events 4 perf_event_mmap+0:7/18 _free_event+0:7/29 unregister_netdevice_many_notify+0:12/53
nr_callchain_events 4 perf_event_max_stack_handler+0:1/2 rb_alloc+0:2/4 put_callchain_buffers+0:1/4
nr_cgroup_events 4 perf_cgroup_css_online+0:1/7 _free_event+0:10/29 perf_event_alloc+0:46/67
nr_comm_events 4 perf_event_task+0:1/6 perf_event_fork+0:1/7 perf_event_comm+0:1/7
nr_copy_pages 4 snapshot_image_loaded+0:1/3 snapshot_write_next+0:21/27
nr_cpu_ids 4 trace_event_raw_event_ipi_raise+0:0/1 perf_trace_ipi_raise+0:0/1 ipi_send_verify+0:0/1
nr_files 40 proc_nr_files+0:0/3 __fput+0:2/8 alloc_empty_file+0:0/8
nr_freq_events 4 _free_event+0:23/29 unregister_netdevice_many_notify+0:17/53 perf_event_alloc+0:60/67
nr_freq_lock 4 _free_event+0:26/29
nr_grant_frames 4 gnttab_unmap_frames_v1+0:2/3 gnttab_unmap_frames_v2+0:2/3 gnttab_setup+0:1/6
nr_hugepages_attr 32 @16=nr_hugepages_show @24=nr_hugepages_store
nr_hugepages_mempolicy_attr 32 @16=nr_hugepages_mempolicy_show @24=nr_hugepages_mempolicy_store
nr_irqs 4 int_seq_start+0:0/1 serial8250_verify_port+0:0/1 pl010_verify_port+0:0/1
nr_ksymbol_events 4 perf_event_bpf_event+0:1/7 perf_event_ksymbol+0:1/11 _free_event+0:12/29
nr_meta_pages 4 snapshot_image_loaded+0:2/3 snapshot_write_next+0:5/27
nr_mmap_events 4 perf_event_task+0:2/6 perf_event_fork+0:2/7 perf_event_mmap+0:1/18
nr_namespaces_events 4 perf_event_namespaces+0:1/2 perf_event_fork+0:4/7 _free_event+0:9/29
nr_node_ids 4 task_numa_free+0:0/1 __kmem_cache_empty+0:0/1 get_slabinfo+0:0/1
nr_online_nodes 4 try_online_node+0:2/7 try_offline_node+0:7/8 build_all_zonelists+0:2/10
nr_overcommit_hugepages_attr 32 @16=nr_overcommit_hugepages_show @24=nr_overcommit_hugepages_store
nr_rotate_swap 4 swap_cache_get_folio+0:4/5 swapin_readahead+0:1/6 __arm64_sys_swapoff+0:39/66
nr_swap_pages 8 mem_cgroup_get_nr_swap_pages+0:0/2 get_swap_page_of_type+0:1/2 swap_offset_available_and_locked+0:1/3
nr_swapfiles 4 count_swap_pages+0:2/3 swapcache_free_entries+0:0/3 find_first_swap+0:2/4
nr_switch_events 4 __perf_event_task_sched_in+0:1/5 __perf_event_task_sched_out+0:3/8 can_migrate_task+0:9/14
nr_task_events 4 perf_event_task+0:5/6 perf_event_fork+0:6/7 _free_event+0:11/29
nr_text_poke_events 4 perf_event_text_poke+0:1/4 _free_event+0:14/29 perf_event_alloc+0:50/67
nr_threads 4 loadavg_proc_show+0:0/2 release_task+0:1/6 copy_process+0:13/116
nr_uarts 4 univ8250_console_setup+0:1/2 serial8250_resume_port+0:1/3 serial8250_remove+0:0/4
nr_vmalloc_pages 8 vmalloc_nr_pages+0:1/2 __vunmap+0:8/11 collapse_file+2:13/21
ns_dentry_operations 128 @56=ns_prune_dentry @72=ns_dname
ns_dir_inode_operations 192 @72=ns_mkdir_op @80=ns_rmdir_op
ns_entries 80 proc_ns_dir_lookup+0:0/2 proc_ns_dir_readdir+0:0/9
ns_file_operations 280 proc_ns_file+0:1/2 proc_ns_fget+0:1/2 __ns_get_path+0:2/3 @80=ns_ioctl
nsfs 72 @16=nsfs_init_fs_context @40=kill_anon_super
nsfs_mnt 8 __ns_get_path+0:0/3 ns_match+0:0/3
nsfs_ops 200 @48=nsfs_evict @144=nsfs_show_path
nsproxy_cachep 8 create_new_namespaces+0:0/1 kthread_flush_worker+0:2/4 kthread_flush_work+0:2/4
ntp_next_leap_sec 8 ntp_get_next_leap+0:3/4 ntp_clear+0:7/8 __do_adjtimex+0:7/12
ntp_tick_adj 8 ntp_update_frequency+0:0/5 ntp_notify_cmos_timer+0:2/7 ntp_clear+0:1/8
null_algs 768 @328=null_setkey @336=null_crypt
null_fops 280 @16=read_null @32=read_iter_null @192=splice_write_null
null_ldisc 144 @16=n_null_open @24=n_null_close @40=n_null_read
num_active_cpus 4 ledtrig_cpu+0:1/5
num_counters 4 acpi_irq_stats_init+0:3/5
num_cpus_frozen 4 sched_cpu_deactivate+0:17/19 sched_cpu_activate+0:14/19
num_fault_mutexes 4 hugetlb_fault_mutex_hash+0:0/1 alloc_huge_page_nodemask+0:3/4
num_gpes 4 acpi_irq_stats_init+0:2/5
num_poisoned_pages 8 clear_hwpoisoned_pages+0:1/2 page_handle_poison+0:1/4 action_result+0:1/8
num_prealloc_crypto_pages 4 fscrypt_initialize+0:3/6
num_rcu_lvl 8 init_srcu_struct_nodes+0:2/12 rcu_init_geometry+0:14/17
num_registered_fb 4 unregister_framebuffer+0:2/4 register_framebuffer+0:3/13
numa_demotion_enabled 1 numa_demotion_enabled_store+0:0/1 get_swappiness+0:0/3 clear_node_memory_type+0:1/3
numa_demotion_enabled_attr 32 @16=numa_demotion_enabled_show @24=numa_demotion_enabled_store
numa_distance 8 __node_distance+0:2/3
numa_distance_cnt 4 __node_distance+0:1/3
numa_off 1 pxm_to_node+0:0/2 acpi_get_node+0:1/3 acpi_map_pxm_to_node+0:0/4
nvmem_provider_type 48 nvmem_register+0:5/44 @32=nvmem_release
nvs_region_list 16 acpi_nvs_for_each_region+0:0/1 acpi_nvs_register+0:1/3
objcg_lock 4 obj_cgroup_release+0:1/2
object_map_lock 4 __kmem_cache_shutdown+0:7/10
object_size_attr 32 run_store+24:14/20 @16=object_size_show
objs_per_slab_attr 32 run_store+0:4/20 @16=objs_per_slab_show
offdevs 136 bpf_offload_find_netdev+22:1/2 bpf_offload_dev_create+0:2/9 bpf_offload_dev_netdev_register+0:3/15
offdevs_inited 1 bpf_offload_find_netdev+0:0/2 bpf_offload_dev_create+0:1/9 cpu_map_update_elem+0:8/15
offdevs_params 40 bpf_offload_dev_create+0:3/9
offline_cgwbs 16 cgwb_kill+0:1/2 cleanup_offline_cgwbs_workfn+0:3/9
offload_base 16 gro_find_receive_by_type+0:0/1 gro_find_complete_by_type+0:0/1 dev_add_offload+0:1/2
offload_lock 4 dev_add_offload+0:0/2 dev_remove_offload+0:0/5
offset_lock 32 proc_timens_set_offset+0:1/2 timens_commit+0:1/3
offsets 24 ktime_mono_to_any+0:0/2 ktime_get_coarse_with_offset+0:0/4 ktime_get_with_offset+0:0/6
ofonly 4 fb_get_options+0:0/6
ok_to_free_tracepoints 1 syscall_regfunc+0:0/6 syscall_unregfunc+0:0/6 tracepoint_add_func+0:1/13
old_rtc 16 rtc_suspend+0:4/11 rtc_resume+0:4/11
old_system 16 rtc_suspend+0:2/11 devm_rtc_allocate_device+0:4/17
once_lock 4 __do_once_done+0:0/1 __do_once_start+0:0/1 percpu_ref_switch_to_atomic_sync+0:2/5
once_mutex 32 __do_once_sleepable_start+0:0/1 __do_once_sleepable_done+0:0/1
one_stable_tree 8 merge_across_nodes_store+0:6/11
one_unstable_tree 8 merge_across_nodes_store+0:9/11
online_page_callback 8 restore_online_page_callback+0:3/6 set_online_page_callback+0:3/6 online_pages+0:3/8 @0=generic_online_page
online_page_callback_lock 32 restore_online_page_callback+0:2/6 set_online_page_callback+0:2/6
online_policy_ops 32 @8=set_online_policy @16=get_online_policy
online_policy_to_str 16 set_online_policy+0:0/1 get_online_policy+0:0/2 try_reonline_memory_block+0:0/3
online_type_to_str 32 mhp_online_type_from_str+0:0/1 auto_online_blocks_store+0:0/2 auto_online_blocks_show+0:0/3
oom_adj_mutex 32 copy_process+0:100/116
oom_constraint_text 32 dump_header+0:16/21
oom_killer_disabled 1 oom_killer_enable+0:0/2 oom_killer_disable+0:3/7 mark_oom_victim+0:0/10
oom_lock 32 mem_cgroup_out_of_memory+0:0/1 moom_callback+0:0/5 oom_killer_disable+0:1/7
oom_notify_list 48 unregister_oom_notifier+0:1/2 register_oom_notifier+0:1/2 out_of_memory+0:16/31
oom_reaper_list 8 mempool_init_node+0:1/2 exit_oom_victim+0:0/4 oom_killer_disable+0:2/7
oom_reaper_lock 4 wake_oom_reaper+0:1/8 oom_reaper+0:7/16
oom_reaper_wait 24 wake_oom_reaper+0:3/8
oom_victims 4 exit_oom_victim+0:1/4 oom_killer_disable+0:4/7 mark_oom_victim+0:2/10
oom_victims_wait 24 exit_oom_victim+0:3/4 oom_killer_disable+0:6/7
oops_count 4 oops_count_show+0:0/2 make_task_dead+0:2/9
oops_in_progress 4 bust_spinlocks+0:0/1 vcs_size+0:1/2 save_screen+0:1/2
oops_limit 4 make_task_dead+0:1/9
oopscount 4 pstore_dump+0:3/20
opal_errors 152 execute_steps+0:1/9 init_opal_dev+0:6/15 sed_ioctl+0:37/47
operstates 56 operstate_show+0:1/4
opp_configs 16 devm_pm_opp_config_release+0:1/2 dev_pm_opp_clear_config+0:1/2 _opp_table_kref_release+0:3/4
opp_table_lock 32 _opp_remove_all+0:0/1 _opp_clear_config+0:0/1 _find_opp_table_unlocked+0:0/1
opp_tables 16 _find_table_of_opp_np+0:1/2 _managed_opp+0:1/6 _add_opp_table_indexed+0:14/22
opp_tables_busy 1 _add_opp_table_indexed+0:1/22
ops_mutex 32 ftrace_set_filter_ips+0:1/5 ftrace_set_filter+0:1/5 register_ftrace_function+0:1/5
opt_array 24 ddebug_proc_show+0:1/14 ddebug_exec_query+0:8/57
orig_bm 56 resume_offset_store+16:1/2 __msm_console_write+16:1/2 reserved_size_store+16:2/3
orig_fgconsole 4 pm_restore_console+0:0/3 pm_prepare_console+0:0/3
orig_kmsg 4 pm_restore_console+0:2/3 pm_prepare_console+0:2/3
orphan_list 16 __clk_register+0:19/55
osc_cpc_flexible_adr_space_confirmed 1 acpi_cppc_processor_probe+0:10/87
osc_pc_lpi_support_confirmed 1 acpi_processor_get_lpi_info+0:0/5
osc_sb_cppc2_support_acked 1 acpi_cppc_processor_probe+0:0/87
overflowgid 4 from_kgid_munged+0:0/1 __arm64_sys_getgroups16+0:0/1 to_compat_ipc_perm+0:1/2
overflowuid 4 from_kuid_munged+0:0/1 to_compat_ipc_perm+0:0/2 cp_compat_stat+0:0/3
pack_list 16 bpf_prog_pack_alloc+0:2/13
pack_mutex 32 bpf_prog_pack_free+0:1/7 bpf_prog_pack_alloc+0:1/13
packet_mmap_ops 128 packet_mmap+0:1/3 @0=packet_mm_open @8=packet_mm_close
packet_net_ops 72 @16=packet_net_init @32=packet_net_exit
packet_ops 240 @24=packet_bind @56=packet_getname
packet_ops_spkt 240 @24=packet_bind_spkt @56=packet_getname_spkt
packet_seq_ops 32 @0=packet_seq_start @8=packet_seq_stop
padata_attr_type 48 padata_alloc+0:7/12 @0=padata_sysfs_release
padata_free_works 16 padata_parallel_worker+0:2/4 padata_do_parallel+0:2/9 padata_alloc+0:6/12
padata_works 8 padata_alloc+0:9/12
padata_works_lock 4 padata_parallel_worker+0:1/4 padata_do_parallel+0:1/9
page_cache_pipe_buf_ops 32 @0=page_cache_pipe_buf_confirm @16=page_cache_pipe_buf_try_steal
page_cluster 4 swapin_readahead+0:3/6 swap_cluster_readahead+0:0/6
page_ext_size 8 page_ext_get+0:3/4
page_group_by_mobility_disabled 4 set_pageblock_migratetype+0:1/2 unreserve_highatomic_pageblock+0:2/3 find_suitable_fallback+0:2/3
page_offline_rwsem 40 page_offline_begin+0:0/1 page_offline_thaw+0:0/1 page_offline_end+0:0/1
page_reporting_mutex 32 page_reporting_unregister+0:0/2 page_reporting_process+0:1/7 page_reporting_register+0:0/7
page_reporting_order 4 __free_one_page+0:1/3 page_reporting_process+0:2/7 page_reporting_register+0:4/7
page_symlink_inode_operations 192 hugetlbfs_get_inode+0:5/8 do_rmdir+96:3/8 ramfs_get_inode+0:10/11 @8=page_get_link
page_uni2charset 2048 uni2char+0:1/2 hugetlbfs_fallocate+960:6/8 shmctl_do_lock+1216:6/8
pagemap_ops 80 @24=pagemap_pmd_range @40=pagemap_pte_hole
pagetypeinfo_op 32 @24=pagetypeinfo_show @0=frag_start
panic_blink 8 panic+0:12/20
panic_cpu 4 crash_kexec+0:1/2 nmi_panic+0:2/4 console_trylock+0:0/7
panic_later 8 elf_core_write_extra_data+0:1/4 exiu_init+0:4/6 do_notify_resume+4:16/24
panic_notifier_list 16 panic+0:10/20
panic_on_fail 1 alg_test+0:12/37
panic_on_oops 4 kexec_should_crash+0:1/2 hyperv_report_panic+0:0/3 die+0:5/14
panic_on_taint 8 proc_taint+0:2/3 add_taint+0:2/6
panic_on_taint_nousertaint 1 proc_taint+0:0/3
panic_on_warn 4 check_panic_on_warn+0:0/5 panic+0:1/20
panic_param 8 elf_core_write_extra_data+0:3/4 restore_sve_fpsimd_context+0:5/6 try_to_migrate_one+0:12/15
panic_print 8 panic+0:11/20
panic_reboot_mode 4 panic+0:16/20
panic_timeout 4 __ghes_panic+0:2/4 panic+0:14/20
param_array_ops 32 @8=param_array_set @16=param_array_get
param_governor 16 efi_mokvar_entry_next+0:1/2 efi_mokvar_entry_find+0:1/2 cpuidle_register_governor+0:4/6
param_keys 48 keyctl_pkey_params_get+0:2/3 shmctl_do_lock+16:2/8
param_lock 32 param_attr_store+0:1/2 param_attr_show+0:1/2 param_array_get+0:1/2
param_ops_aabool 32 @8=param_set_aabool @16=param_get_aabool
param_ops_aacompressionlevel 32 @8=param_set_aacompressionlevel @16=param_get_aacompressionlevel
param_ops_aaintbool 32 @8=param_set_aaintbool @16=param_get_aaintbool
param_ops_aauint 32 @8=param_set_aauint @16=param_get_aauint
param_ops_bint 32 @8=param_set_bint @16=param_get_int
param_ops_bool 32 @8=param_set_bool @16=param_get_bool
param_ops_bool_enable_only 32 @8=param_set_bool_enable_only @16=param_get_bool
param_ops_bufsize 32 @8=param_set_bufsize @16=param_get_uint
param_ops_charp 32 @8=param_set_charp @16=param_get_charp
param_ops_dyndbg_classes 32 @8=param_set_dyndbg_classes @16=param_get_dyndbg_classes
param_ops_hexint 32 @8=param_set_hexint @16=param_get_hexint
param_ops_int 32 @8=param_set_int @16=param_get_int
param_ops_invbool 32 @8=param_set_invbool @16=param_get_invbool
param_ops_long 32 @8=param_set_long @16=param_get_long
param_ops_short 32 @8=param_set_short @16=param_get_short
param_ops_string 32 @8=param_set_copystring @16=param_get_string
param_ops_sysrq_reset_seq 32 @8=sysrq_reset_seq_param_set @16=param_get_ushort
param_ops_uint 32 @8=param_set_uint @16=param_get_uint
param_ops_ullong 32 @8=param_set_ullong @16=param_get_ullong
param_ops_ulong 32 @8=param_set_ulong @16=param_get_ulong
param_ops_ushort 32 @8=param_set_ushort @16=param_get_ushort
parser_lock 32 ftrace_graph_write+0:1/2 ftrace_graph_release+0:4/8 ftrace_regex_release+0:1/8
part_type 48 @16=part_uevent @32=part_release
partitions_op 32 @0=show_partition_start @24=show_partition
pause_on_oops 4 oops_enter+0:0/1 oops_exit+0:0/2
pause_on_oops_flag 4 oops_may_print+0:0/1
pcc_chan_count 4 pcc_mbox_request_channel+0:0/3 __mbox_bind_client+0:0/6 omap_mbox_request_channel+0:7/15
pcc_chan_ops 48 @0=pcc_send_data @16=pcc_startup
pcc_data 2048 check_pcc_chan+0:0/2 acpi_hw_read_port+72:1/2 cppc_khz_to_perf+0:0/3
pcc_mbox_driver 208 omap_mbox_request_channel+112:3/15 @0=pcc_mbox_probe
pci_bus_type 184 @48=pci_bus_match @56=pci_uevent
pci_dev_acpi_attr_group 40 pci_bridge_emul_init+0:2/10 @8=acpi_attr_is_visible
pci_dev_acs_enabled 2128 @952=pci_quirk_rciep_acs @1064=pci_quirk_intel_pch_acs
pci_dev_acs_ops 48 @8=pci_quirk_enable_intel_pch_acs @32=pci_quirk_enable_intel_spt_pch_acs
pci_dev_pm_ops 184 @0=pci_pm_prepare @8=pci_pm_complete @16=pci_pm_suspend
pci_dev_reset_methods 160 @8=reset_intel_82599_sfp_virtfn @56=nvme_disable_and_flr
pci_link_handler 152 @32=acpi_pci_link_add @40=acpi_pci_link_remove
pci_msi_domain_ops_default 64 @24=pci_msi_domain_check_cap @40=pci_msi_domain_set_desc
pci_phys_vm_ops 128 pci_mmap_resource_range+0:0/1 @88=generic_access_phys
pci_pme_work 88 @24=pci_pme_list_scan @56=delayed_work_timer_fn
pci_reset_fn_methods 112 @16=pci_dev_specific_reset @32=pci_dev_acpi_reset
pci_root_handler 152 @32=acpi_pci_root_add @40=acpi_pci_root_remove
pci_serial_quirks 4608 @32=addidata_apci7800_setup @80=afavlab_setup
pci_slot_ktype 48 pci_create_slot+0:3/9 @0=pci_slot_release
pcibus_class 120 pci_lock_rescan_remove+0:0/2 pci_unlock_rescan_remove+0:0/2 pci_scan_bus+0:2/4 @64=release_pcibus_dev
pcie_pme_driver 224 @8=pcie_pme_probe @16=pcie_pme_remove
pcie_port_bus_type 184 find_service_iter+0:0/1 remove_iter+0:0/1 pcie_port_device_iter+0:0/1 @48=pcie_port_bus_match
pcie_portdriver 296 @32=pcie_portdrv_probe @40=pcie_portdrv_remove
pcie_portdrv_err_handler 48 @0=pcie_portdrv_error_detected @8=pcie_portdrv_mmio_enabled @16=pcie_portdrv_slot_reset
pcie_portdrv_pm_ops 184 @160=pcie_port_runtime_suspend @168=pcie_port_device_runtime_resume
pcp_batch_high_lock 32 page_alloc_cpu_online+0:1/2 page_alloc_cpu_dead+0:1/2 zone_pcp_disable+0:1/2
pcpu_alloc_mutex 32 pcpu_balance_workfn+0:0/16 free_percpu+0:18/21 pcpu_alloc+0:0/35
pcpu_async_enabled 1 free_percpu+0:10/21 pcpu_alloc+0:12/35
pcpu_atom_size 4 copy_ipcs+0:1/4 psi_cgroup_alloc+0:3/6 pcpu_create_chunk+0:4/10
pcpu_atomic_alloc_failed 1 pcpu_balance_workfn+0:12/16
pcpu_balance_work 32 free_percpu+0:20/21 pcpu_alloc+0:25/35 @24=pcpu_balance_workfn
pcpu_base_addr 8 copy_hugetlb_page_range+0:6/10 per_cpu_ptr_to_phys+0:3/11 free_percpu+0:2/21
pcpu_chunk_lists 8 pcpu_chunk_relocate+0:2/4 pcpu_balance_free+0:2/14 pcpu_balance_workfn+0:5/16
pcpu_chunk_struct_size 8 pcpu_create_chunk+0:1/10
pcpu_drain_mutex 32 __drain_all_pages+0:1/9
pcpu_first_chunk 8 __iomap_dio_rw+0:13/20 free_percpu+0:5/21
pcpu_free_slot 4 pcpu_alloc_area+0:3/4 pcpu_free_area+0:3/4 pcpu_balance_free+0:1/14
pcpu_group_offsets 8 pcpu_create_chunk+0:5/10
pcpu_high_unit_cpu 4 pcpu_post_unmap_tlb_flush+0:3/4
pcpu_lock 4 pcpu_balance_free+0:4/14 pcpu_balance_workfn+0:2/16 free_percpu+0:4/21
pcpu_low_unit_cpu 4 pcpu_post_unmap_tlb_flush+0:2/4
pcpu_nr_empty_pop_pages 4 pcpu_block_update_hint_alloc+0:1/2 pcpu_chunk_populated+0:0/3 pcpu_chunk_depopulated+0:0/3
pcpu_nr_populated 8 pcpu_nr_pages+0:1/2 pcpu_chunk_populated+0:1/3 pcpu_chunk_depopulated+0:1/3
pcpu_nr_units 4 pcpu_nr_pages+0:0/2 acpi_ds_create_walk_state+0:6/7 pcpu_populate_chunk+0:4/13
pcpu_reserved_chunk 8 pcpu_block_update_hint_alloc+0:0/2 pcpu_chunk_populated+0:2/3 pcpu_chunk_depopulated+0:2/3
pcpu_sidelined_slot 4 pcpu_balance_workfn+0:13/16
pcpu_to_depopulate_slot 4 pcpu_balance_workfn+0:4/16 debugfs_create_automount+0:10/17 free_percpu+0:7/21
pcpu_unit_map 8 pcpu_unmap_pages+0:4/7 pcpu_populate_chunk+0:9/13
pcpu_unit_offsets 8 pcpu_post_unmap_tlb_flush+0:1/4 proc_pid_stack+0:2/6 pcpu_unmap_pages+0:3/7
pcpu_unit_pages 4 pcpu_unmap_pages+0:5/7 pcpu_create_chunk+0:2/10 per_cpu_ptr_to_phys+0:2/11
pcpu_unit_size 4 pcpu_chunk_relocate+0:1/4 pcpu_alloc_area+0:1/4 pcpu_free_area+0:1/4
pd_ignore_unused 1 pm_genpd_init+0:22/29
pde_opener_cache 8 proc_reg_open+0:1/2 close_pdeo+0:0/2
peer_cachep 8 inetpeer_free_rcu+0:0/1 inet_getpeer+0:9/15
percpu_array_map_ops 328 @96=percpu_array_map_lookup_elem @144=percpu_array_map_lookup_percpu_elem
percpu_charge_mutex 32 mem_cgroup_force_empty_write+0:2/3 mem_cgroup_css_offline+0:3/4 memory_high_write+0:2/5
percpu_counter_batch 4 io_uring_drop_tctx_refs+0:0/1 __fprop_inc_single+0:0/1 __io_put_task+0:0/1
percpu_counters 16 __percpu_counter_init+0:1/2 percpu_counter_cpu_dead+0:3/5
percpu_counters_lock 4 percpu_counter_destroy+0:0/1 __percpu_counter_init+0:0/2 percpu_counter_cpu_dead+0:2/5
percpu_pagelist_high_fraction 4 zone_set_pageset_high_and_batch+0:0/5 percpu_pagelist_high_fraction_sysctl_handler+0:3/5 collapse_file+2:18/21
percpu_ref_switch_lock 4 percpu_ref_exit+0:1/2 percpu_ref_resurrect+0:1/2 percpu_ref_is_zero+0:1/2
percpu_ref_switch_waitq 24 percpu_ref_switch_to_atomic_sync+0:3/5 percpu_ref_switch_to_atomic_rcu+0:3/12 __percpu_ref_switch_mode+0:1/12
perf_breakpoint 296 @112=hw_breakpoint_event_init @136=hw_breakpoint_add
perf_cpu_clock 296 @112=cpu_clock_event_init @136=cpu_clock_event_add
perf_duration_work 32 perf_sample_event_took+0:7/10 @16=perf_duration_warn
perf_event_array_map_ops 328 @16=perf_event_fd_array_release @24=perf_event_fd_array_map_free
perf_event_cache 8 free_event_rcu+0:0/1 perf_event_alloc+0:1/67
perf_event_cgrp_subsys 240 @0=perf_cgroup_css_alloc @8=perf_cgroup_css_online
perf_event_id 8 perf_event_alloc+0:2/67
perf_event_verifier_ops 48 @0=pe_prog_func_proto @8=pe_prog_is_valid_access
perf_fops 280 @16=perf_read @72=perf_poll
perf_guest_cbs 8 perf_callchain+0:0/2 sw_perf_event_destroy+0:0/4 alloc_perf_context+0:1/4
perf_kprobe 296 @112=perf_kprobe_event_init @136=perf_trace_add
perf_mmap_vmops 128 @0=perf_mmap_open @8=perf_mmap_close
perf_online_mask 32 perf_event_exit_cpu_context+0:5/6 perf_event_init_cpu+0:5/10 perf_pmu_register+0:21/42
perf_sample_allowed_ns 4 perf_cpu_time_max_percent_handler+0:3/5 perf_proc_update_handler+0:4/5 perf_sample_event_took+0:1/10
perf_sample_period_ns 4 perf_cpu_time_max_percent_handler+0:2/5 perf_proc_update_handler+0:3/5 perf_sample_event_took+0:9/10
perf_sched_count 4 perf_sched_delayed+0:3/5 bpf_find_btf_id+0:4/6 _free_event+0:16/29
perf_sched_mutex 32 perf_sched_delayed+0:1/5 perf_event_alloc+0:65/67
perf_sched_work 88 @24=perf_sched_delayed @56=delayed_work_timer_fn
perf_state_fops 280 @112=perf_state_open @128=single_release
perf_swevent 296 @112=perf_swevent_init @136=perf_swevent_add
perf_swevent_enabled 192 sw_perf_event_destroy+0:1/4 __kmem_cache_create+185:8/12 __find_get_block+184:11/13
perf_task_clock 296 @112=task_clock_event_init @136=task_clock_event_add
perf_trace_buf 32 perf_trace_buf_alloc+0:2/5 perf_syscall_enter+8:5/8 perf_trace_event_init+0:4/9
perf_tracepoint 296 @112=perf_tp_event_init @136=perf_trace_add
perf_uprobe 296 @112=perf_uprobe_event_init @136=perf_trace_add
performance_mutex 32 acpi_processor_ignore_ppc_init+0:0/2 acpi_processor_unregister_performance+0:0/3 acpi_processor_register_performance+0:1/4
pericom8250_pci_driver 296 @32=pericom8250_probe @40=pericom8250_remove
pernet_list 16 register_pernet_device+0:1/3 setup_net+0:5/15 cleanup_net+0:8/15
pernet_ops_rwsem 40 unregister_pernet_subsys+0:0/1 net_ns_barrier+0:0/1 net_alloc_generic+0:0/2
perr_strings 64 sched_partition_show+0:2/8
persistent_clock_exists 1 timekeeping_rtc_skipsuspend+0:0/1 timekeeping_suspend+0:3/24
persistent_clock_is_local 4 timekeeping_warp_clock+0:1/2 sync_hw_clock+0:6/11
persistent_keyring_expiry 4 keyctl_get_persistent+0:4/7
pff 160 flags_string+0:5/14
pfifo_fast_ops 176 @40=pfifo_fast_enqueue @48=pfifo_fast_dequeue
pfifo_head_drop_qdisc_ops 176 @40=pfifo_tail_enqueue @120=fifo_hd_dump
pfifo_qdisc_ops 176 @40=pfifo_enqueue @48=qdisc_dequeue_head
pid_cache 256 copy_pid_ns+0:3/8 rcu_implicit_dynticks_qs+156:13/21 rebuild_sched_domains_locked+228:40/50
pid_caches_mutex 32 copy_pid_ns+0:7/8
pid_dentry_operations 128 @0=pid_revalidate @32=pid_delete_dentry
pid_max 4 set_tracer_flag+0:3/5 trace_pid_list_alloc+0:0/5 alloc_pid+0:0/8
pid_max_max 4 perf_event_alloc+0:10/67
pid_ns_cachep 8 delayed_free_pidns+0:0/2 copy_pid_ns+0:2/8 create_user_ns+0:8/12
pid_ns_ctl_table 128 copy_pid_ns+0:6/8 map_write+97:6/17 cpuset_write_resmask+32:7/34 @32=pid_ns_ctl_handler
pidfd_fops 280 @72=pidfd_poll @128=pidfd_release
pidmap_lock 4 disable_pid_allocation+0:0/1 free_pid+0:0/3 alloc_pid+0:1/8
pidns_for_children_operations 64 @24=pidns_for_children_get @32=pidns_put
pidns_operations 64 @24=pidns_get @32=pidns_put
pids_cgrp_subsys 240 @0=pids_css_alloc @32=pids_css_free
pids_files 1080 @152=pids_max_show @200=pids_max_write
pim6_protocol 24 ip6_mr_cleanup+0:2/6 @0=pim6_rcv
pin_fs_lock 4 simple_release_fs+0:0/1 simple_pin_fs+0:0/1 simple_attr_open+0:1/3
pin_lock 4 pin_remove+0:0/1 pin_insert+0:0/3
pinconf_groups_fops 280 @112=pinconf_groups_open @128=single_release
pinconf_pins_fops 280 @112=pinconf_pins_open @128=single_release
pinctrl_devices_fops 280 @112=pinctrl_devices_open @128=single_release
pinctrl_dummy_state 1 pinctrl_provide_dummies+0:0/1 acpiphp_remove_slots+0:2/3 pinctrl_lookup_state+0:0/8
pinctrl_fops 280 @112=pinctrl_open @128=single_release
pinctrl_gpioranges_fops 280 @112=pinctrl_gpioranges_open @128=single_release
pinctrl_groups_fops 280 @112=pinctrl_groups_open @128=single_release
pinctrl_list 16 create_pinctrl+0:11/19
pinctrl_list_mutex 32 pinctrl_free+0:1/4 pinctrl_get+0:1/5 pinctrl_show+0:2/14
pinctrl_maps 16 pinctrl_maps_show+0:8/9 pinctrl_register_mappings+0:3/12
pinctrl_maps_fops 280 @112=pinctrl_maps_open @128=single_release
pinctrl_maps_mutex 32 pinctrl_unregister_mappings+0:1/2 pinctrl_free+0:3/4 pinctrl_maps_show+0:2/9
pinctrl_pins_fops 280 @112=pinctrl_pins_open @128=single_release
pinctrldev_list 16 pinctrl_gpio_request+0:1/3 pinctrl_devices_show+0:7/9 pinctrl_enable+0:3/32
pinctrldev_list_mutex 32 pinctrl_get_device_gpio_range+0:0/1 get_pinctrl_dev_from_of_node+0:0/1 get_pinctrl_dev_from_devname+0:0/1
ping_port_rover 2 ping_get_port+0:2/17
ping_prot 464 @8=ping_pre_connect @104=ping_v4_sendmsg
ping_v4_net_ops 72 @16=ping_v4_proc_init_net @32=ping_v4_proc_exit_net
ping_v4_seq_ops 32 @0=ping_v4_seq_start @24=ping_v4_seq_show
ping_v6_net_ops 72 @16=ping_v6_proc_init_net @32=ping_v6_proc_exit_net
ping_v6_seq_ops 32 @0=ping_v6_seq_start @24=ping_v6_seq_show
pingv6_ops 48 inet_recv_error+0:0/1 ping_unhash+7:4/8 pingv6_exit+0:0/9
pingv6_prot 464 @8=ping_v6_pre_connect @104=ping_v6_sendmsg
pingv6_protosw 48 pingv6_exit+0:8/9
pinmux_functions_fops 280 @112=pinmux_functions_open @128=single_release
pinmux_pins_fops 280 @112=pinmux_pins_open @128=single_release
pinmux_select_ops 280 @24=pinmux_select @112=pinmux_select_open
pipe_fs_type 72 @16=pipefs_init_fs_context @40=kill_anon_super
pipe_max_size 4 pipe_fcntl+0:2/6 alloc_pipe_info+0:2/9
pipe_mnt 8 create_pipe_files+0:0/4
pipe_user_pages_hard 8 too_many_pipe_buffers_hard+0:0/1 pipe_fcntl+0:3/6 alloc_pipe_info+0:4/9
pipe_user_pages_soft 8 too_many_pipe_buffers_soft+0:1/2 pipe_fcntl+0:5/6 alloc_pipe_info+0:3/9
pipefifo_fops 280 @32=pipe_read @40=pipe_write @72=pipe_poll
pipefs_dentry_operations 128 pipefs_init_fs_context+0:1/2 @72=pipefs_dname
pipefs_ops 200 @8=free_inode_nonrcu @104=simple_statfs
pirq_needs_eoi 8 eoi_pirq+0:2/3
pkcs7_action_table 136 @0=pkcs7_check_content_type @8=pkcs7_extract_cert
platform_bus 768 of_device_alloc+0:1/4 device_links_supplier_sync_state_resume+360:4/6 device_links_driver_bound+360:4/6
platform_bus_type 184 @48=platform_match @56=platform_uevent
platform_dev_pm_ops 184 @16=platform_pm_suspend @24=platform_pm_resume
platform_devid_ida 16 platform_device_add+0:10/14
platform_trusted_keys 8 verify_pkcs7_message_sig+0:2/4
pldm_firmware_header_id 16 pldmfw_flash_image+0:23/37
pm_abort_suspend 4 pm_system_wakeup+0:0/1 pm_system_cancel_wakeup+0:0/1 pm_save_wakeup_count+0:0/5
pm_async_attr 32 @16=pm_async_show @24=pm_async_store
pm_async_enabled 4 dpm_async_fn+0:0/1 dpm_wait_fn+0:0/1 pm_async_show+0:0/2
pm_chain_head 48 unregister_pm_notifier+0:0/1 pm_notifier_call_chain_robust+0:0/1 register_pm_notifier+0:0/1
pm_debug_messages_attr 32 @16=pm_debug_messages_show @24=pm_debug_messages_store
pm_debug_messages_on 1 pm_debug_messages_store+0:0/1 pm_debug_messages_show+0:0/2 tk_debug_account_sleep_time+0:1/3
pm_domain_always_on_gov 16 pm_genpd_init+0:14/29 @8=default_suspend_ok
pm_domain_cpu_gov 16 psci_cpuidle_domain_probe+0:6/16 @0=cpu_power_down_ok @8=default_suspend_ok
pm_freeze_timeout_attr 32 @16=pm_freeze_timeout_show @24=pm_freeze_timeout_store
pm_freezing 1 freezing_slow_path+0:1/2 freeze_processes+0:0/3 thaw_processes+0:0/15
pm_nl_pernet_id 4 pm_nl_exit_net+0:0/1 fill_local_addresses_vec+0:0/1 mptcp_nl_cmd_set_flags+0:0/1
pm_nosig_freezing 1 set_freezable+0:0/2 freezing_slow_path+0:0/2 init_param_lock+0:0/2
pm_power_off 8 legacy_pm_power_off+0:0/1 syscon_poweroff_remove+0:1/2 kernel_can_power_off+0:2/3
pm_print_times_attr 32 @16=pm_print_times_show @24=pm_print_times_store
pm_print_times_enabled 1 pm_print_times_store+0:0/1 pm_print_times_show+0:0/2 freq_constraints_init+0:1/3
pm_qos_lock 4 cpu_latency_qos_read+0:1/2 pm_qos_update_target+0:0/3 freq_constraints_init+0:0/3
pm_states 32 suspend_set_ops+16:6/10
pm_suspend_global_flags 4 pci_pm_complete+0:0/1 acpi_subsys_complete+0:0/1 pci_pm_resume_noirq+0:0/3
pm_suspend_target_state 4 regulator_suspend+0:0/3 device_wakeup_enable+0:0/7 regulator_resume+0:0/8
pm_test_attr 32 @16=pm_test_show @24=pm_test_store
pm_test_level 4 pm_test_store+0:3/4 pm_test_show+0:4/6 hibernation_snapshot+0:1/17
pm_tests 48 pm_test_store+0:2/4 pm_test_show+0:1/6
pm_transition 4 async_resume+0:0/1 async_resume_early+0:0/1 async_resume_noirq+0:0/1
pm_vt_switch_list 16 pm_vt_switch+0:2/3 pm_vt_switch_required+0:4/5
pm_wq 8 genpd_dev_pm_sync+0:0/1 genpd_complete+0:5/6 rpm_idle+0:6/7
pmu_bus 184 pmu_dev_alloc+0:2/6 _perf_ioctl+8:9/35
pmu_bus_running 4 perf_pmu_unregister+0:5/7 perf_pmu_register+0:4/42
pmu_idr 24 shmem_enabled_store+0:2/6 shmem_get_unmapped_area+0:5/6 perf_pmu_unregister+0:4/7
pmus 16 perf_pmu_register+0:33/42
pmus_lock 32 perf_event_exit_cpu_context+0:1/6 perf_pmu_unregister+0:1/7 perf_event_init_cpu+0:3/10
pmus_srcu 384 __anon_vma_prepare+8:2/3 alloc_perf_context+0:2/4 dev_map_free+192:3/5
pnp_bus_dev_pm_ops 184 @16=pnp_bus_suspend @32=pnp_bus_freeze
pnp_bus_type 184 @48=pnp_bus_match @64=pnp_device_probe
pnp_fixups 288 @56=quirk_cmi8330_resources @184=quirk_ad1815_mpu_resources
pnpacpi_protocol 880 @24=pnpacpi_get_resources @32=pnpacpi_set_resources
policy_cache 8 __mpol_dup+0:0/1 __mpol_put+0:0/1 get_task_policy+0:1/5
policy_link_iops 192 @8=policy_get_link @32=policy_readlink
policy_modes 48 mpol_parse_str+0:3/9 mpol_to_str+0:5/16
policy_str 32 pcie_update_aspm_capable+0:0/2 pcie_aspm_get_policy+0:1/4 clkpm_store+0:1/4
policy_tokens 736 ima_parse_add_rule+0:6/10 crypto_acomp_init_tfm+248:1/12 ima_parse_rule+0:1/99
policy_zone 4 build_zonerefs_node+0:0/1 vma_migratable+0:0/2 apply_policy_zone+0:0/2
policydb_compat 228 policydb_write+0:1/36 policydb_read+0:5/54
poll_spurious_irq_timer 40 poll_spurious_irqs+0:1/8 note_interrupt+0:8/13 @24=poll_spurious_irqs
pool_size_dma 8 atomic_pool_expand+0:5/8
pool_size_dma32 8 atomic_pool_expand+0:6/8
pool_size_kernel 8 atomic_pool_expand+0:7/8
pools_lock 32 pools_show+0:2/5 dma_pool_create+0:2/8 dma_pool_destroy+0:1/12
pools_reg_lock 32 pools_show+0:1/5 dma_pool_create+0:1/8 dma_pool_destroy+0:0/12
port_fops 280 @16=read_port @24=write_port
port_mutex 32 uart_remove_one_port+0:1/6 uart_add_one_port+0:1/37
posix_acl_access_xattr_handler 48 fcntl_setlease+32:8/9 @24=posix_acl_xattr_list @32=posix_acl_xattr_get @40=posix_acl_xattr_set
posix_clock_file_operations 280 @16=posix_clock_read @72=posix_clock_poll
posix_clocks 96 __arm64_sys_clock_settime+0:1/4 __arm64_sys_clock_settime32+0:1/4 __do_sys_clock_adjtime32+0:1/5
posix_timers_cache 8 k_itimer_rcu_free+0:0/1 release_posix_timer+0:1/4 do_timer_create+0:3/27
posix_timers_hashtable 4096 __lock_timer+0:0/1 __arm64_compat_sys_gettimeofday+40:1/2 __arm64_compat_sys_kexec_load+2080:1/2
possible_parents_fops 280 @112=possible_parents_open @128=single_release
power_off_handler_list 16 kernel_can_power_off+0:1/3 do_kernel_power_off+0:3/4 __do_sys_reboot+0:5/7
power_off_prep_handler_list 48 kernel_power_off+0:3/5 register_sys_off_handler+0:7/10
power_resource_list_lock 32 acpi_release_power_resource+0:1/2 acpi_turn_off_unused_power_resources+0:3/9 acpi_add_power_resource+0:9/16
power_supply_class 8 power_supply_get_property_from_supplier+0:0/2 power_supply_is_system_supplied+0:1/2 power_supply_get_by_name+0:0/2
power_supply_hwmon_ops 32 @0=power_supply_hwmon_is_visible @8=power_supply_hwmon_read
power_supply_notifier 48 power_supply_unreg_notifier+0:0/1 power_supply_reg_notifier+0:0/1 power_supply_changed_work+0:2/8
poweroff_force 1 orderly_poweroff+0:0/4 poweroff_work_func+0:2/6 hw_protection_shutdown+0:6/7
pps_cdev_fops 280 @72=pps_cdev_poll @80=pps_cdev_ioctl
pps_class 8 pps_unregister_cdev+0:0/6 pps_register_cdev+0:2/10 brcmstb_i2c_probe+0:0/21
pps_idr 24 pps_lookup_dev+0:0/1 pps_cdev_open+0:0/2 pps_unregister_cdev+0:1/6
pps_idr_lock 32 pps_cdev_open+0:1/2 pps_unregister_cdev+0:2/6 pps_register_cdev+0:1/10
pps_major 4 pps_register_cdev+0:3/10
pr_dev_info 8 __page_reporting_notify+0:0/1 page_reporting_unregister+0:1/2 page_reporting_register+0:1/7
prb 8 find_first_fitting_seq+0:1/2 devkmsg_llseek+0:2/3 devkmsg_read+0:1/3
precharge_walk_ops 80 mem_cgroup_can_attach+0:3/10 @24=mem_cgroup_count_precharge_pte_range
preferred_console 4 try_enable_preferred_console+0:5/9 __add_preferred_console+0:9/10 register_console+0:4/14
prepare_lock 32 __clk_notify+0:0/1 clk_notifier_unregister+0:0/1 __clk_release+0:0/3
prepare_owner 8 clk_prepare_unlock+0:1/4 clk_prepare_lock+0:2/4 iort_get_device_domain+0:3/7
prepare_refcnt 4 clk_prepare_unlock+0:2/4 clk_prepare_lock+0:3/4 iort_find_rmrs+0:6/18
preset_lpj 8 calibrate_delay+0:3/13 mx3fb_probe+0:10/34
primary_device 4 fbcon_fb_unregistered+0:7/12
print_fatal_signals 4 __sigqueue_alloc+0:5/11 posix_cpu_timers_work+0:3/15 cpu_map_update_elem+0:4/15
printk_console_no_auto_verbose 1 console_verbose+0:2/3
printk_count_early 1 vprintk_store+0:10/17
printk_count_nmi_early 1 vprintk_store+0:2/17
printk_cpu_sync_nested 4 __printk_cpu_sync_try_get+0:4/5 __printk_cpu_sync_put+0:1/6
printk_cpu_sync_owner 4 __printk_cpu_sync_wait+0:1/2 __printk_cpu_sync_try_get+0:2/5 __printk_cpu_sync_put+0:3/6
printk_delay_msec 4 vprintk_emit+0:9/18
printk_ratelimit_state 40 __printk_ratelimit+0:1/2
printk_rb_dynamic 88 devkmsg_open+0:2/6
printk_rb_static 88 log_buf_vmcoreinfo_setup+0:4/48
printk_sysctls 512 @288=devkmsg_sysctl_set_loglvl @352=proc_dointvec_minmax_sysadmin
printk_time 1 kmsg_dump_get_buffer+0:3/5 kmsg_dump_get_line+0:5/6 syslog_print_all+0:2/10
prio_high 8 audit_rule_change+0:2/11 audit_add_watch+0:4/12
prio_low 8 audit_rule_change+0:10/11
prm_module_list 16 find_guid_info+0:0/3 acpi_platformrt_space_handler+0:6/11
probe_count 4 device_unblock_probing+0:0/3 driver_allows_async_probing+0:0/4 wait_for_device_probe+0:2/5
probe_fetch_types 816 @168=print_type_u8 @216=print_type_u16
probe_waitqueue 24 wait_for_device_probe+0:4/5 driver_probe_device+0:4/6
probing_active 32 probe_irq_mask+0:1/2 probe_irq_off+0:1/2 probe_irq_on+0:0/3
proc_apparmor_attr_dir_inode_ops 192 @0=proc_apparmor_attr_dir_lookup @112=pid_getattr
proc_apparmor_attr_dir_ops 280 @56=proc_apparmor_attr_dir_iterate @16=generic_read_dir
proc_attr_dir_inode_operations 192 @0=proc_attr_dir_lookup @112=pid_getattr
proc_attr_dir_operations 280 @64=proc_attr_dir_readdir @16=generic_read_dir
proc_auxv_operations 280 @16=auxv_read @112=auxv_open
proc_bus_input_dir 8 ps2_init+0:0/3 serport_ldisc_open+0:2/4 input_proc_exit+0:1/4
proc_bus_pci_devices_op 32 @0=pci_seq_start @8=pci_seq_stop @16=pci_seq_next
proc_bus_pci_dir 8 pci_proc_attach_device+0:5/6
proc_bus_pci_ops 96 @16=proc_bus_pci_read @32=proc_bus_pci_write
proc_clear_refs_operations 280 @24=clear_refs_write @8=noop_llseek
proc_coredump_filter_operations 280 @16=proc_coredump_filter_read @24=proc_coredump_filter_write
proc_def_inode_operations 192 proc_pid_make_inode+0:1/2 @104=proc_nochmod_setattr
proc_dir_entry_cache 8 pde_free+0:0/1 pde_put+0:1/2 proc_net_ns_init+0:0/4
proc_dir_inode_operations 192 @0=proc_lookup @112=proc_getattr
proc_dir_operations 280 @64=proc_readdir @16=generic_read_dir
proc_environ_operations 280 @16=environ_read @112=environ_open
proc_event_num_listeners 4 proc_comm_connector+0:0/5 proc_exec_connector+0:0/5 proc_sid_connector+0:0/5
proc_fb_seq_ops 32 @0=fb_seq_start @8=fb_seq_stop @16=fb_seq_next
proc_fd_inode_operations 192 @0=proc_lookupfd @16=proc_fd_permission
proc_fd_operations 280 @64=proc_readfd @16=generic_read_dir
proc_fdinfo_file_inode_operations 192 proc_fdinfo_instantiate+0:1/3 @16=proc_fdinfo_permission @104=proc_nochmod_setattr
proc_fdinfo_file_operations 280 @112=seq_fdinfo_open @128=single_release
proc_fdinfo_inode_operations 192 @0=proc_lookupfdinfo @16=proc_fdinfo_permission
proc_fdinfo_operations 280 @64=proc_readfdinfo @16=generic_read_dir
proc_file_inode_operations 192 proc_create_reg+0:1/2 @104=proc_notify_change
proc_flag_strs 32 cper_estatus_print_section+0:19/56
proc_fops 96 @8=ddebug_proc_open @32=ddebug_proc_write
proc_fs_context_ops 48 @0=proc_fs_context_free @16=proc_parse_param @32=proc_get_tree
proc_fs_parameters 128 proc_init_fs_context+0:2/4 proc_parse_param+0:0/10 @8=fs_param_is_u32 @40=fs_param_is_string
proc_fs_type 72 @16=proc_init_fs_context @40=proc_kill_sb
proc_gid_map_operations 280 @24=proc_gid_map_write @112=proc_gid_map_open
proc_gid_seq_operations 32 @0=gid_m_start @24=gid_m_show
proc_initialized 4 pci_proc_attach_device+0:1/6
proc_inode_cachep 8 proc_free_inode+0:0/1 proc_alloc_inode+0:0/1 proc_reg_open+0:0/2
proc_inum_ida 16 proc_alloc_inum+0:0/1 proc_free_inum+0:0/1 pde_put+0:0/2
proc_isa_strs 40 cper_estatus_print_section+0:12/56
proc_iter_file_ops 280 proc_get_inode+0:0/4 @32=proc_reg_read_iter @8=proc_reg_llseek @24=proc_reg_write
proc_iter_file_ops_compat 280 @32=proc_reg_read_iter @88=proc_reg_compat_ioctl
proc_key_users_ops 32 @0=proc_key_users_start @8=proc_key_users_stop
proc_keys_ops 32 @0=proc_keys_start @8=proc_keys_stop
proc_link_inode_operations 192 proc_symlink+0:0/1 @8=proc_get_link
proc_loginuid_operations 280 @16=proc_loginuid_read @24=proc_loginuid_write
proc_map_files_inode_operations 192 @0=proc_map_files_lookup @16=proc_fd_permission
proc_map_files_link_inode_operations 192 @8=proc_map_files_get_link @32=proc_pid_readlink
proc_map_files_operations 280 @64=proc_map_files_readdir @16=generic_read_dir
proc_mem_force_override 4 mem_rw+0:0/7
proc_mem_operations 280 @16=mem_read @24=mem_write
proc_misc_dentry_ops 128 @0=proc_misc_d_revalidate @32=proc_misc_d_delete
proc_mountinfo_operations 280 @112=mountinfo_open @72=mounts_poll @128=mounts_release
proc_mounts_operations 280 @112=mounts_open @72=mounts_poll
proc_mountstats_operations 280 @112=mountstats_open @128=mounts_release
proc_net_dentry_ops 128 @0=proc_net_d_revalidate @32=always_delete_dentry
proc_net_inode_operations 192 @0=proc_tgid_net_lookup @112=proc_tgid_net_getattr
proc_net_ns_ops 72 @16=proc_net_ns_init @32=proc_net_ns_exit
proc_net_operations 280 @64=proc_tgid_net_readdir @16=generic_read_dir
proc_net_seq_ops 96 @8=seq_open_net @48=seq_release_net
proc_net_single_ops 96 @8=single_open_net @48=single_release_net
proc_ns_dir_inode_operations 192 @0=proc_ns_dir_lookup @112=pid_getattr
proc_ns_dir_operations 280 @64=proc_ns_dir_readdir @16=generic_read_dir
proc_ns_link_inode_operations 192 @8=proc_ns_get_link @32=proc_ns_readlink
proc_oom_adj_operations 280 @16=oom_adj_read @24=oom_adj_write
proc_oom_score_adj_operations 280 @16=oom_score_adj_read @24=oom_score_adj_write
proc_op_strs 32 cper_estatus_print_section+0:16/56
proc_pagemap_operations 280 @16=pagemap_read @112=pagemap_open
proc_pid_attr_operations 280 @16=proc_pid_attr_read @24=proc_pid_attr_write
proc_pid_cmdline_ops 280 @16=proc_pid_cmdline_read @8=generic_file_llseek
proc_pid_link_inode_operations 192 @8=proc_pid_get_link @32=proc_pid_readlink
proc_pid_maps_op 32 pid_maps_open+0:1/2 @24=show_map
proc_pid_maps_operations 280 @112=pid_maps_open @128=proc_map_release
proc_pid_numa_maps_op 32 pid_numa_maps_open+0:0/1 pid_maps_open+0:0/2 pid_smaps_open+0:0/2 @24=show_numa_map
proc_pid_numa_maps_operations 280 @112=pid_numa_maps_open @128=proc_map_release
proc_pid_sched_autogroup_operations 280 @24=sched_autogroup_write @112=sched_autogroup_open
proc_pid_sched_operations 280 @24=sched_write @112=sched_open
proc_pid_set_comm_operations 280 @24=comm_write @112=comm_open
proc_pid_set_timerslack_ns_operations 280 @24=timerslack_ns_write @112=timerslack_ns_open
proc_pid_smaps_op 32 pid_smaps_open+0:1/2 @24=show_smap
proc_pid_smaps_operations 280 @112=pid_smaps_open @128=proc_map_release
proc_pid_smaps_rollup_operations 280 @112=smaps_rollup_open @128=smaps_rollup_release
proc_poll_event 4 swaps_open+0:3/4 swaps_poll+0:3/4 frontswap_init+0:1/4
proc_poll_wait 24 swaps_poll+0:1/4
proc_projid_map_operations 280 @24=proc_projid_map_write @112=proc_projid_map_open
proc_projid_seq_operations 32 @0=projid_m_start @24=projid_m_show
proc_reg_file_ops 280 proc_get_inode+0:1/4 @16=proc_reg_read @8=proc_reg_llseek @24=proc_reg_write
proc_reg_file_ops_compat 280 @16=proc_reg_read @88=proc_reg_compat_ioctl
proc_root 176 __xlate_proc_name+0:0/2 proc_root_getattr+96:1/2 proc_net_ns_init+0:1/4
proc_root_inode_operations 192 @0=proc_root_lookup @112=proc_root_getattr
proc_root_kcore 8 open_kcore+0:2/4 drop_sysctl_table+0:2/5 insert_header+0:4/11
proc_root_operations 280 @64=proc_root_readdir @16=generic_read_dir
proc_self_inode_operations 192 proc_setup_self+0:2/4 @8=proc_self_get_link
proc_seq_ops 96 @8=proc_seq_open @48=proc_seq_release
proc_sessionid_operations 280 @16=proc_sessionid_read @8=generic_file_llseek
proc_setgroups_operations 280 @24=proc_setgroups_write @112=proc_setgroups_open
proc_single_ops 96 proc_create_single_data+0:1/2 @24=seq_read_iter @48=single_release @40=seq_lseek
proc_sops 200 @0=proc_alloc_inode @16=proc_free_inode
proc_subdir_lock 8 proc_lookup_de+0:0/2 proc_readdir_de+0:0/5 remove_proc_subtree+0:0/5
proc_sys_dentry_operations 128 @0=proc_sys_revalidate @24=proc_sys_compare
proc_sys_dir_file_operations 280 @64=proc_sys_readdir @16=generic_read_dir
proc_sys_dir_operations 192 @0=proc_sys_lookup @16=proc_sys_permission
proc_sys_file_operations 280 @32=proc_sys_read @40=proc_sys_write
proc_sys_inode_operations 192 proc_sys_make_inode+0:3/8 @16=proc_sys_permission @104=proc_sys_setattr @112=proc_sys_getattr
proc_task_inode_operations 192 @0=proc_task_lookup @112=proc_task_getattr
proc_task_operations 280 @64=proc_task_readdir @16=generic_read_dir
proc_tgid_base_inode_operations 192 @0=proc_tgid_base_lookup @16=proc_pid_permission
proc_tgid_base_operations 280 @64=proc_tgid_base_readdir @16=generic_read_dir
proc_thread_self_inode_operations 192 proc_setup_thread_self+0:2/4 @8=proc_thread_self_get_link
proc_tid_base_inode_operations 192 @0=proc_tid_base_lookup @112=pid_getattr
proc_tid_base_operations 280 @64=proc_tid_base_readdir @16=generic_read_dir
proc_tid_children_operations 280 @112=children_seq_open @128=seq_release
proc_tid_comm_inode_operations 192 @16=proc_tid_comm_permission @104=proc_nochmod_setattr
proc_timens_offsets_operations 280 @24=timens_offsets_write @112=timens_offsets_open
proc_timers_operations 280 @112=proc_timers_open @128=seq_release_private
proc_timers_seq_ops 32 @0=timers_start @8=timers_stop
proc_type_strs 24 cper_estatus_print_section+0:10/56
proc_uid_map_operations 280 @24=proc_uid_map_write @112=proc_uid_map_open
proc_uid_seq_operations 32 @0=uid_m_start @24=uid_m_show
proc_vmcore 8 vmcore_cleanup+0:1/4
processor_cooling_ops 48 acpi_processor_thermal_init+0:0/10 @0=processor_get_max_state @8=processor_get_cur_state @16=processor_set_cur_state
processor_handler 152 @32=acpi_processor_add @40=acpi_processor_remove
prof_buffer 8 profile_hits+0:1/2 profile_tick+0:4/5 profile_init+0:8/11
prof_cpu_mask_proc_ops 96 @8=prof_cpu_mask_proc_open @32=prof_cpu_mask_proc_write
prof_len 8 create_proc_profile+0:9/11 profile_init+0:5/11 read_profile+0:11/17
prof_on 4 profiling_store+0:0/1 profiling_show+0:0/2 profile_hits+0:0/2
prof_shift 2 profile_setup+0:6/10 profile_init+0:4/11 read_profile+0:3/17
profile_flip_mutex 32 write_profile+0:0/10 read_profile+0:2/17
profile_proc_ops 96 @16=read_profile @32=write_profile
profiling_attr 32 @16=profiling_show @24=profiling_store
prog_array_map_ops 328 @8=prog_array_map_alloc @24=prog_array_map_free
prog_idr 24 bpf_prog_by_id+0:3/4 bpf_prog_get_curr_or_next+0:3/5 bpf_prog_free_id+0:1/5
prog_idr_lock 4 bpf_prog_by_id+0:1/4 bpf_prog_get_curr_or_next+0:1/5 bpf_prog_free_id+0:4/5
protection_map 128 vm_get_page_prot+0:0/1 follow_hugetlb_page+37:2/3 walk_pgd_range+16:1/4
proto_list 16 proto_seq_next+0:1/2 proto_seq_start+0:2/3 proto_seq_show+0:1/17
proto_list_mutex 32 proto_seq_stop+0:1/2 proto_seq_start+0:1/3 proto_unregister+0:1/5
proto_net_ops 72 @16=proto_init_net @32=proto_exit_net
proto_seq_ops 32 @0=proto_seq_start @8=proto_seq_stop
prt_quirks 120 acpi_pci_irq_find_prt_entry+0:2/14
prune_list 16 prune_tree_thread+0:0/2 audit_remove_tree_rule+0:2/4 audit_tag_tree+0:0/9
prune_thread 8 audit_remove_tree_rule+0:3/4 audit_tree_freeing_mark+0:13/14 audit_add_tree_rule+0:5/15
ps_temp_label 16 power_supply_hwmon_read_string+0:0/1 power_supply_add_hwmon_sysfs+0:1/3 power_supply_hwmon_write+0:0/5
psaux_mouse 80 __input_unregister_device+32:5/6
psaux_registered 1 mousedev_create+0:3/18
psched_net_ops 72 @16=psched_net_init @32=psched_net_exit
pseudo_fs_context_ops 48 @0=pseudo_fs_free @32=pseudo_fs_get_tree
psi_bug 4 psi_flags_change+0:1/3 psi_group_change+0:3/9 ring_buffer_resize+0:6/13
psi_cpu_proc_ops 96 @8=psi_cpu_open @32=psi_cpu_write
psi_io_proc_ops 96 @8=psi_io_open @32=psi_io_write
psi_memory_proc_ops 96 @8=psi_memory_open @32=psi_memory_write
psi_period 8 update_averages+0:0/2 group_init+0:5/11 arm_pmu_acpi_cpu_starting+0:5/12
psi_system 720 cgroup_cpu_pressure_show+0:0/1 cgroup_io_pressure_show+0:0/1 cgroup_memory_pressure_show+0:0/1
psinfo 8 pstore_get_records+0:1/6 pstore_put_backend_records+0:1/7 pstore_unregister+0:1/8
psinfo_lock 32 pstore_unregister+0:0/8 pstore_timefunc+0:1/9 pstore_register+0:2/18
pstore_dir_inode_operations 192 @56=pstore_unlink @0=simple_lookup
pstore_dumper 32 pstore_put_backend_records+8:6/7 pstore_unregister+0:7/8 pstore_register+0:9/18 @16=pstore_dump
pstore_file_operations 280 @8=pstore_file_llseek @16=pstore_file_read
pstore_fs_type 72 @32=pstore_mount @40=pstore_kill_sb
pstore_ftrace_seq_ops 32 @0=pstore_ftrace_seq_start @8=pstore_ftrace_seq_stop
pstore_new_entry 4 pstore_timefunc+0:2/9 hugetlb_file_setup+0:7/12 pstore_register+0:3/18
pstore_ops 200 @48=pstore_evict_inode @112=pstore_remount
pstore_sb 8 unregister_nls+0:3/4 pstore_kill_sb+0:1/5 pstore_fill_super+0:5/6
pstore_sb_lock 32 pstore_unlink+0:0/2 pstore_kill_sb+0:0/5 pstore_fill_super+0:4/6
pstore_timer 40 pstore_unregister+0:2/8 pstore_timefunc+0:4/9 start_creating+24:6/9 @24=pstore_timefunc
pstore_update_ms 4 pstore_timefunc+0:3/9 pstore_register+0:5/18 pstore_dump+0:8/20
pstore_work 32 pstore_unregister+0:3/8 pstore_timefunc+0:7/9 @24=pstore_dowork
psv 4 thermal_psv+0:1/3 acpi_thermal_trips_update+0:1/37
psy_tzd_ops 120 __power_supply_register+0:34/38 @16=power_supply_read_temp
ptdump_ops 80 ptdump_walk_pgd+0:2/3 @0=ptdump_pgd_entry @8=ptdump_p4d_entry @16=ptdump_pud_entry
ptm_unix98_ops 272 @0=ptm_unix98_lookup @96=pty_unix98_ioctl
ptp_class 8 ptp_get_vclocks_index+0:2/5 pps_register_source+0:1/10 ptp_clock_register+0:1/30
ptp_clock_ops 80 @8=ptp_clock_adjtime @16=ptp_clock_gettime
ptp_clocks_map 16 ptp_clock_release+0:0/1 ptp_clock_settime+0:1/6 ptp_clock_register+0:4/30
ptp_devt 4 ptp_clock_register+0:3/30
ptp_insns 8 ptp_classify_raw+0:0/3
ptr_ops 48 @8=btf_ptr_resolve @16=btf_ptr_check_member
ptrace_scope 4 yama_ptrace_traceme+0:0/4 yama_ptrace_access_check+0:0/9
ptracer_relations_lock 4 yama_relation_cleanup+0:0/2 aa_teardown_dfa_engine+0:3/6 yama_ptracer_add+0:1/8
pty_count 4 devpts_kill_index+0:0/1 devpts_new_index+0:0/4
pty_limit 4 devpts_new_index+0:2/4
pty_reserve 4 devpts_new_index+0:3/4
pty_unix98_ops 272 @0=pts_unix98_lookup @112=pty_set_termios
ptype_all 16 dev_nit_active+0:0/1 dev_queue_xmit_nit+0:0/2 netif_receive_skb_list_internal+0:0/3
ptype_base 256 netif_receive_skb_list_internal+28:2/3 process_backlog+0:4/5 ptype_seq_next+0:0/5
ptype_lock 4 dev_add_pack+0:3/5 __dev_remove_pack+0:3/6 list_netdevice+0:2/13
ptype_seq_ops 32 @0=ptype_seq_start @8=ptype_seq_stop
public_key_subtype 64 @24=public_key_describe @32=public_key_destroy @40=software_key_query
purge_vmap_area_list 16 free_vmap_area_noflush+0:8/15 __purge_vmap_area_lazy+0:4/27 vm_map_ram+0:26/37
purge_vmap_area_lock 4 free_vmap_area_noflush+0:4/15 __purge_vmap_area_lazy+0:1/27 alloc_vmap_area+0:20/29
pvclock_gtod_chain 8 pvclock_gtod_unregister_notifier+0:2/3 pvclock_gtod_register_notifier+0:2/4 timekeeping_update+0:2/7
pwm_chips 16 pwm_seq_next+0:2/3 pwm_seq_start+0:2/3 pwmchip_add+0:4/7
pwm_class 120 pwmchip_sysfs_unexport+0:1/2 pwmchip_sysfs_export+0:1/3
pwm_debugfs_fops 280 @112=pwm_debugfs_open @128=seq_release
pwm_debugfs_sops 32 @0=pwm_seq_start @8=pwm_seq_stop
pwm_lock 32 pwm_seq_stop+0:0/1 pwmchip_find_by_name+0:0/1 fwnode_to_pwmchip+0:0/1
pwm_lookup_list 16 pwm_add_table+0:2/4 __pci_bus_size_bridges+8:13/24
pwm_lookup_lock 32 pwm_remove_table+0:1/2 pwm_get+0:2/3 pwm_add_table+0:1/4
pwm_tree 16 pwm_request+0:1/2 pwmchip_remove+0:1/3 pwmchip_add+0:2/7
qdf2400_e44_present 1 sbsa_uart_probe+0:3/14
qdisc_mod_lock 8 unregister_qdisc+0:1/3 qdisc_lookup_ops+0:1/5 qdisc_set_default+0:1/5
qdisc_rtab_lock 4 qdisc_put_rtab+0:1/4 qdisc_get_rtab+0:2/11
qdisc_stab_list 16 qdisc_get_stab+0:3/9 qdisc_create+0:5/18
qhimark 8 __call_rcu_nocb_wake+0:1/3 rcu_do_batch+0:8/13 call_rcu+0:8/18
qlowmark 8 rcu_do_batch+0:6/13
qos_ctrl_tokens 48 ioc_qos_write+0:1/4
qos_tokens 112 ioc_qos_write+0:3/4
qovld_calc 8 rcutree_migrate_callbacks+0:11/17 call_rcu+0:2/18
queue_discard_max_entry 32 @16=queue_discard_max_show @24=queue_discard_max_store
queue_io_timeout_entry 32 @16=queue_io_timeout_show @24=queue_io_timeout_store
queue_iostats_entry 32 @16=queue_iostats_show @24=queue_iostats_store
queue_map_ops 328 @128=queue_map_pop_elem @136=queue_map_peek_elem
queue_max_active_zones_entry 32 queue_attr_visible+0:1/3 @16=queue_max_active_zones_show
queue_max_open_zones_entry 32 queue_attr_visible+0:2/3 @16=queue_max_open_zones_show
queue_max_sectors_entry 32 @16=queue_max_sectors_show @24=queue_max_sectors_store
queue_nomerges_entry 32 @16=queue_nomerges_show @24=queue_nomerges_store
queue_nonrot_entry 32 @16=queue_nonrot_show @24=queue_nonrot_store
queue_pages_walk_ops 80 @24=queue_folios_pte_range @48=queue_pages_hugetlb
queue_poll_delay_entry 32 @16=queue_poll_delay_show @24=queue_poll_delay_store
queue_poll_entry 32 @16=queue_poll_show @24=queue_poll_store
queue_ra_entry 32 @16=queue_ra_show @24=queue_ra_store
queue_random_entry 32 @16=queue_random_show @24=queue_random_store
queue_requests_entry 32 @16=queue_requests_show @24=queue_requests_store
queue_requeue_list_seq_ops 32 @0=queue_requeue_list_start @8=queue_requeue_list_stop
queue_rq_affinity_entry 32 @16=queue_rq_affinity_show @24=queue_rq_affinity_store
queue_stable_writes_entry 32 @16=queue_stable_writes_show @24=queue_stable_writes_store
queue_sysfs_ops 16 @0=queue_attr_show @8=queue_attr_store
queue_tx_maxrate 32 @16=tx_maxrate_show @24=tx_maxrate_store
queue_wc_entry 32 @16=queue_wc_show @24=queue_wc_store
quota_release_work 88 @24=quota_release_workfn @56=delayed_work_timer_fn
radix_tree_node_cachep 8 xas_alloc+0:0/1 xas_nomem+0:0/1 radix_tree_node_rcu_free+0:0/1
ram_aops 160 @8=simple_read_folio @40=simple_write_begin
ramdisk_execute_command 8 kernel_init+0:4/15
ramfs_context_ops 48 @0=ramfs_free_fc @16=ramfs_parse_param
ramfs_dir_inode_operations 192 @40=ramfs_create @64=ramfs_symlink
ramfs_file_inode_operations 192 @104=simple_setattr @112=simple_getattr
ramfs_file_operations 280 @96=generic_file_mmap @168=ramfs_mmu_get_unmapped_area
ramfs_fs_parameters 64 ramfs_fill_super+0:0/2 ramfs_parse_param+0:0/2 ramfs_init_fs_context+0:1/4 @8=fs_param_is_u32
ramfs_fs_type 72 @16=ramfs_init_fs_context @40=ramfs_kill_sb
ramfs_ops 200 @128=ramfs_show_options @40=generic_delete_inode
random_fops 280 @32=random_read_iter @72=random_poll
randomize_va_space 4 arch_align_stack+0:0/1 __handle_mm_fault+0:5/22
rate_limit_us 32 @16=rate_limit_us_show @24=rate_limit_us_store
ratelimit_disable 4 urandom_read_iter+0:1/9
ratelimit_pages 8 page_writeback_cpu_online+0:2/3 writeback_set_ratelimit+0:2/3 balance_dirty_pages_ratelimited_flags+0:1/3
raw6_net_ops 72 @16=raw6_init_net @32=raw6_exit_net
raw6_seq_ops 32 @24=raw6_seq_show @0=raw_seq_start
raw_net_ops 72 @16=raw_init_net @32=raw_exit_net
raw_prot 464 @0=raw_close @40=raw_ioctl
raw_seq_ops 32 @24=raw_seq_show @0=raw_seq_start
raw_tracepoint_verifier_ops 48 @8=raw_tp_prog_is_valid_access @0=raw_tp_prog_func_proto
raw_tracepoint_writable_verifier_ops 48 @8=raw_tp_writable_prog_is_valid_access @0=raw_tp_prog_func_proto
rawdata_fops 280 @16=rawdata_read @112=rawdata_open
rawdata_link_abi_iops 192 __aafs_profile_mkdir+0:10/22 @8=rawdata_get_link_abi
rawdata_link_data_iops 192 __aafs_profile_mkdir+0:12/22 @8=rawdata_get_link_data
rawdata_link_sha1_iops 192 __aafs_profile_mkdir+0:20/22 @8=rawdata_get_link_sha1
rawv6_prot 464 @152=rawv6_rcv_skb @0=rawv6_close
rawv6_protosw 48 rawv6_exit+0:1/2 ndisc_recv_ns+24:5/11
rb_simple_fops 280 @16=rb_simple_read @24=rb_simple_write
rbtree_fops 280 @112=rbtree_open @128=single_release
rcu_boot_ended 1 rcu_inkernel_boot_has_ended+0:0/1 rcu_end_inkernel_boot+0:3/4 rcu_tasks_one_gp+0:3/13
rcu_cpu_stall_ftrace_dump 4 fbcon_switch+0:12/30 rcu_sched_clock_irq+0:29/65
rcu_cpu_stall_suppress 4 rcu_panic+0:0/1 rcu_sysrq_end+0:0/1 rcu_sysrq_start+0:0/1
rcu_cpu_stall_suppress_at_boot 4 get_page_from_freelist+0:28/49 rcu_exp_wait_wake+0:3/58 rcu_sched_clock_irq+0:3/65
rcu_cpu_stall_timeout 4 rcu_jiffies_till_stall_check+0:0/1 rcu_exp_jiffies_till_stall_check+0:1/2 rcu_gp_might_be_stalled+0:0/5
rcu_cpu_thread_spec 96 @24=rcu_cpu_kthread_should_run @32=rcu_cpu_kthread
rcu_delay_page_cache_fill_msec 4 kvfree_call_rcu+0:4/8
rcu_divisor 4 rcu_do_batch+0:3/13
rcu_exp_cpu_stall_timeout 4 rcu_exp_jiffies_till_stall_check+0:0/2
rcu_expedited 4 rcu_expedited_store+0:1/2 rcu_gp_is_expedited+0:0/2 rcu_expedited_show+0:1/3
rcu_expedited_attr 32 @16=rcu_expedited_show @24=rcu_expedited_store
rcu_expedited_nesting 4 rcu_expedite_gp+0:0/1 rcu_unexpedite_gp+0:0/1 rcu_barrier_tasks_trace+0:0/2
rcu_fanout_leaf 4 rcu_init_geometry+0:10/17
rcu_gp_slow_suppress 8 rcu_gp_slow_register+0:1/2 rcu_gp_slow_unregister+0:1/2 rcu_gp_slow+0:1/4
rcu_gp_wq 8 srcu_delay_timer+0:0/1 srcu_reschedule+0:0/1 srcu_invoke_callbacks+0:1/2
rcu_kick_kthreads 1 rcu_sched_clock_irq+0:8/65
rcu_min_cached_objs 4 kfree_rcu_work+0:1/2 fill_page_cache_func+0:0/2
rcu_nocb_mask 32 rcu_bind_current_to_nocb+0:2/4 rcu_nocb_cpu_deoffload+0:5/8 rcu_nocb_cpu_offload+0:7/9
rcu_nocb_poll 1 __call_rcu_nocb_wake+0:0/3 panic_on_rcu_stall+0:1/6 rcu_check_boost_fail+0:0/6
rcu_normal 4 rcu_normal_store+0:1/2 rcu_gp_is_normal+0:0/2 rcu_normal_show+0:1/3
rcu_normal_after_boot 4 rcu_end_inkernel_boot+0:1/4
rcu_normal_attr 32 @16=rcu_normal_show @24=rcu_normal_store
rcu_num_lvls 4 rcu_report_exp_cpu_mult+0:0/6 rcu_check_boost_fail+0:2/6 tcp_send_active_reset+0:3/6
rcu_num_nodes 4 rcu_gp_slow+0:2/4 rcu_check_boost_fail+0:5/6 rcu_scheduler_starting+0:3/6
rcu_panic_block 24 kfree_rcu_work+0:0/2 fill_page_cache_func+0:1/2 rcu_do_batch+0:2/13 @0=rcu_panic
rcu_par_gp_wq 8 sync_rcu_exp_select_cpus+0:7/13
rcu_resched_ns 8 rcu_do_batch+0:12/13
rcu_scheduler_active 4 synchronize_rcu+0:0/2 rcu_gp_is_normal+0:1/2 synchronize_rcu_tasks_generic+0:0/4
rcu_scheduler_fully_active 4 rcu_core+0:17/20 rcu_spawn_cpu_nocb_kthread+0:0/21
rcu_state 11456 rcu_exp_batches_completed+11192:0/1 rcu_accelerate_cbs+0:0/2 poll_state_synchronize_rcu+0:0/2
rcu_task_cb_adjust 1 call_rcu_tasks_generic+0:6/11 cblist_init_generic+0:8/17
rcu_task_collapse_lim 4 dl_bw_manage+0:4/5 tcp_rcv_established+0:2/6 set_cpus_allowed_dl+0:4/7
rcu_task_contend_lim 4 call_rcu_tasks_generic+0:7/11
rcu_task_enqueue_lim 4 find_idlest_group+0:3/12 cblist_init_generic+0:2/17 update_group_capacity+0:5/18
rcu_task_stall_info 4 rcu_tasks_wait_gp+0:5/14
rcu_task_stall_info_mult 4 __blk_mq_requeue_request+0:2/4 hrtick_update+0:4/6 rcu_tasks_wait_gp+0:11/14
rcu_task_stall_timeout 4 rcu_tasks_wait_gp+0:7/14
rcu_tasks_rude 304 @112=rcu_tasks_rude_wait_gp @160=call_rcu_tasks_rude
rcu_tasks_trace 304 @112=rcu_tasks_wait_gp @160=call_rcu_tasks_trace
rdma_cgrp_subsys 240 @0=rdmacg_css_alloc @16=rdmacg_css_offline
rdmacg_devices 16 rdmacg_register_device+0:1/3 rdmacg_resource_read+0:9/10
rdmacg_files 648 @200=rdmacg_resource_set_max @152=rdmacg_resource_read
rdmacg_mutex 32 rdmacg_css_offline+0:0/1 rdmacg_try_charge+0:0/1 rdmacg_unregister_device+0:0/1
read_f 64 @0=common_read @8=class_read
reader_pos 4 erst_reader+0:2/3 erst_open_pstore+0:4/5
reading_mutex 32 add_early_randomness+0:2/4 hwrng_fillfn+0:1/8 rng_dev_read+0:2/12
ready_to_wait_for_devices 4 xenbus_reset_wait_for_backend+0:0/6 xenbus_reset_backend_state_changed+0:0/7 wait_for_devices+0:0/10
reaper_work 88 @24=fsnotify_mark_destroy_workfn @56=delayed_work_timer_fn
reboot_cpu 4 machine_shutdown+0:0/1 cpu_show+0:0/2 cpu_store+0:1/2
reboot_cpu_attr 32 @16=cpu_show @24=cpu_store
reboot_default 4 cpu_store+0:0/2 orderly_reboot+0:0/3 orderly_poweroff+0:1/4
reboot_mode 4 do_kernel_restart+0:1/2 psci_sys_reset+0:0/3 machine_restart+0:3/4
reboot_notifier_list 48 devm_unregister_reboot_notifier+0:0/1 register_reboot_notifier+0:0/1 unregister_reboot_notifier+0:0/1
reboot_work 32 orderly_reboot+0:2/3 @24=reboot_work_func
rebuild_sd_work 32 sched_cpufreq_governor_change+0:1/3 @24=rebuild_sd_workfn
records_list 16 pstore_kill_sb+0:3/5 pstore_mkfile+0:10/13
records_list_lock 32 pstore_unlink+0:1/2 pstore_kill_sb+0:2/5 pstore_put_backend_records+0:5/7
redirect 8 redirected_tty_write+0:1/3 tty_ioctl+0:6/23
redirect_lock 4 ti_sci_reset_of_xlate+0:0/2 redirected_tty_write+0:0/3 alloc_tty_struct+0:1/19
refined_jiffies 152 register_refined_jiffies+0:1/11
reg_refcount 4 trace_mmap_lock_unreg+0:0/1 trace_mmap_lock_reg+0:0/1 __mmap_lock_do_trace_acquire_returned+0:0/6
regcache_flat_ops 72 @16=regcache_flat_init @24=regcache_flat_exit
regcache_rbtree_ops 72 @16=regcache_rbtree_init @24=regcache_rbtree_exit
registration_lock 32 fb_seq_start+0:0/1 fb_seq_stop+0:0/1 unregister_framebuffer+0:0/4
regmap_access_fops 280 @112=regmap_access_open @128=single_release
regmap_cache_bypass_fops 280 @24=regmap_cache_bypass_write_file @16=debugfs_read_file_bool
regmap_cache_only_fops 280 @24=regmap_cache_only_write_file @16=debugfs_read_file_bool
regmap_domain_ops 80 @16=regmap_irq_map @32=irq_domain_xlate_onetwocell
regmap_i2c 136 @8=regmap_i2c_write @16=regmap_i2c_gather_write
regmap_i2c_smbus_i2c_block 136 @8=regmap_i2c_smbus_i2c_write @56=regmap_i2c_smbus_i2c_read
regmap_i2c_smbus_i2c_block_reg16 136 @8=regmap_i2c_smbus_i2c_write_reg16 @56=regmap_i2c_smbus_i2c_read_reg16
regmap_map_fops 280 @16=regmap_map_read_file @112=simple_open
regmap_mmio 136 @32=regmap_mmio_write @40=regmap_mmio_noinc_write
regmap_name_fops 280 @16=regmap_name_read_file @112=simple_open
regmap_range_fops 280 @16=regmap_range_read_file @112=simple_open
regmap_reg_ranges_fops 280 @16=regmap_reg_ranges_read_file @112=simple_open
regmap_smbus_byte 136 @32=regmap_smbus_byte_reg_write @64=regmap_smbus_byte_reg_read
regmap_smbus_word 136 @32=regmap_smbus_word_reg_write @64=regmap_smbus_word_reg_read
regmap_smbus_word_swapped 136 @32=regmap_smbus_word_write_swapped @64=regmap_smbus_word_read_swapped
regulator_class 120 of_find_regulator_by_node+0:1/2 regulator_init_complete_work_function+0:1/4 of_parse_coupled_regulator+0:2/4 @64=regulator_dev_release
regulator_init_complete_work 88 @24=regulator_init_complete_work_function @56=delayed_work_timer_fn
regulator_pm_ops 184 @16=regulator_suspend @24=regulator_resume
regulator_summary_fops 280 @112=regulator_summary_open @128=single_release
relay_channels 16 relay_open+0:8/9
relay_channels_mutex 32 relay_prepare_cpu+0:0/3 relay_reset+0:2/4 relay_flush+0:2/4
relay_file_mmap_ops 128 relay_file_mmap+0:0/1 @40=relay_buf_fault
relay_file_operations 280 @16=relay_file_read @72=relay_file_poll
relay_pipe_buf_ops 32 @8=relay_pipe_buf_release @16=generic_pipe_buf_try_steal
release_agent_path_lock 4 cgroup_release_agent_show+0:1/2 cgroup_release_agent_write+0:2/3 cgroup1_release_agent+0:3/9
releasing_dquots 16 quota_release_workfn+0:2/16
remote_node_defrag_ratio_attr 32 @16=remote_node_defrag_ratio_show @24=remote_node_defrag_ratio_store
rename_lock 8 d_hash_and_lookup+0:0/1 d_lookup+0:0/1 __dentry_path+0:0/2
rep 1 fn_hold+0:0/1 fn_caps_toggle+0:0/2 fn_caps_on+0:0/2
reply_funcs 448 @24=dcbnl_getstate @40=dcbnl_setstate
req_cachep 8 io_req_caches_free+0:0/1 __io_alloc_req_refill+0:0/1 io_ring_exit_work+0:2/8
req_lock 4 devtmpfs_submit_req+0:3/6
request_mem_succeeded 1 efifb_destroy+0:2/6 efifb_probe+0:35/78
requests 8 devtmpfs_submit_req+0:4/6 devtmpfs_work_loop+0:4/11
resend_tasklet 40 check_irq_resend+0:1/3 @24=resend_irqs
reservation_ww_class 32 dma_resv_init+0:0/3
reserve_count 4 aa_get_buffer+0:4/10
reserve_mem_nb 24 init_reserve_notifier+0:1/3 @0=reserve_mem_notifier
reserved_mem_count 4 of_reserved_mem_lookup+0:0/3 of_reserved_mem_device_init_by_idx+0:1/10
reserved_size 8 reserved_size_show+0:0/2 reserved_size_store+0:1/3
reserved_size_attr 32 @16=reserved_size_show @24=reserved_size_store
reset_controller_list 16 reset_controller_register+0:1/3
reset_devices 4 pci_plx9050_exit+0:1/2 kvm_vm_ioctl_mte_copy_tags+0:1/2 fpsimd_restore_current_state+0:1/2
reset_hung_task 4 reset_hung_task_detector+0:0/1 watchdog+0:1/24
reset_list_mutex 32 devm_reset_controller_release+0:0/1 devm_reset_control_bulk_release+0:0/1 reset_controller_unregister+0:0/1
reset_lookup_list 16 reset_controller_add_lookup+0:2/6
reset_lookup_mutex 32 __reset_control_get+0:1/2 reset_control_get_count+0:4/5 reset_controller_add_lookup+0:1/6
resident_page_types 32 pidfd_pid+0:0/2 __pidfd_prepare+0:0/3 vm_area_alloc+0:1/3
resource_alignment_lock 4 resource_alignment_store+0:1/3 resource_alignment_show+0:1/4 pci_reassigndev_resource_alignment+0:1/26
resource_alignment_param 8 resource_alignment_store+0:2/3 resource_alignment_show+0:2/4 pci_reassigndev_resource_alignment+0:2/26
resource_lock 8 r_stop+0:1/2 insert_resource+0:1/2 insert_resource_conflict+0:1/2
resource_op 32 @0=r_start @8=r_stop
restart_handler_list 16 unregister_restart_handler+0:0/1 register_restart_handler+0:0/1 do_kernel_restart+0:0/2
restart_prep_handler_list 48 kernel_restart+0:3/6 register_sys_off_handler+0:9/10
restore_pblist 8 swsusp_arch_resume+0:11/14 snapshot_read_next+0:16/17 snapshot_write_next+0:6/27
resume_attr 32 @16=resume_show @24=resume_store
reuseport_array_ops 328 @0=reuseport_array_alloc_check @8=reuseport_array_alloc
reuseport_ida 16 reuseport_free_rcu+0:0/1 reuseport_alloc+0:1/2 reuseport_resurrect+0:1/3
reuseport_lock 4 reuseport_array_delete_elem+0:0/1 bpf_fd_reuseport_array_update_elem+0:0/1 reuseport_alloc+0:0/2
rht_ns_params 40 ioam6_net_init+0:3/5 @32=ioam6_ns_cmpfn
rht_params 40 seg6_hmac_net_init+0:0/1 @32=seg6_hmac_cmpfn
rht_sc_params 40 ioam6_net_init+0:4/5 @32=ioam6_sc_cmpfn
ring_buffer_expanded 1 tracing_free_buffer_release+0:2/3 tracing_resize_ring_buffer+0:4/5 tracing_update_buffers+0:3/7
ring_ops_hvm 16 @0=xenbus_map_ring_hvm @8=xenbus_unmap_ring_hvm
ringbuf_map_ops 328 @240=ringbuf_map_mmap_kern @248=ringbuf_map_poll_kern
rmap_item_cache 8 run_store+0:11/20 ksm_scan_thread+0:16/97
rng_buffer 8 rng_dev_read+0:5/12
rng_chrdev_ops 280 @16=rng_dev_read @112=rng_dev_open
rng_fillbuf 8 add_early_randomness+0:3/4 hwrng_fillfn+0:4/8
rng_list 16 enable_best_rng+0:1/4 hwrng_register+0:1/9 rng_dev_read+12:10/12
rng_miscdev 80 rng_dev_read+16:8/12
rng_mutex 32 cleanup_rng_work+0:0/1 rng_available_show+0:0/3 enable_best_rng+0:0/4
rodata_enabled 1 module_enable_ro+0:0/1 kernel_init+0:2/15 __schedule+0:43/58
roletr_key_params 16 @0=role_trans_hash @8=role_trans_cmp
root_cg 256 misc_cg_alloc+0:1/2 cgroup_enter_frozen+56:1/4 update_parent_subparts_cpumask+40:3/5
root_cpuacct 216 cpuacct_account_field+0:1/2 cpuacct_css_alloc+0:2/3 cpuusage_write+0:2/5
root_h_cgroup 8 __hugetlb_cgroup_charge_cgroup+0:1/3 hugetlb_cgroup_css_offline+0:6/7 hugetlb_cgroup_css_alloc+0:11/12
root_irq_dir 8 init_irq_proc+0:1/6 unregister_irq_proc+0:1/11 register_irq_proc+0:1/19
root_mem_cgroup 8 snapshot_refaults+0:0/1 clear_pgdat_congested+0:0/1 mem_cgroup_id_get_online+0:0/1
root_stable_tree 8 remove_all_stable_nodes+0:3/6 ksm_memory_callback+0:5/8 remove_node_from_stable_tree+0:5/10
root_swap 2 swap_write_page+0:0/2 swsusp_unmark+0:4/5 swsusp_write+0:3/23
root_task_group 640 update_tg_load_avg+0:0/1 attach_entity_cfs_rq+0:0/1 task_wants_autogroup+0:0/1
root_unstable_tree 8 merge_across_nodes_store+0:10/11 ksm_scan_thread+0:40/97
root_user 144 flag_nproc_exceeded+0:0/1 copy_process+0:11/116
root_wait 4 ringbuf_map_alloc+0:2/9 __efi_fpsimd_end+0:5/9 name_to_dev_t+0:9/23
rootfs_fs_type 72 @16=rootfs_init_fs_context @40=kill_litter_super
rp_pio_error_string 152 dpc_process_rp_pio_error+0:2/10
rps_cpus_attribute 32 @16=show_rps_map @24=store_rps_map
rps_dev_flow_table_cnt_attribute 32 @16=show_rps_dev_flow_table_cnt @24=store_rps_dev_flow_table_cnt
rqf_name 192 __blk_mq_debugfs_rq_show+0:7/14
rsa 512 @16=rsa_enc @24=rsa_dec @32=rsa_set_pub_key
rsaprivkey_action_table 64 @0=rsa_get_d @8=rsa_get_dp
rt6_exception_lock 4 fib6_nh_flush_exceptions+0:1/2 fib6_remove_prefsrc+0:1/2 fib6_clean_tohost+0:1/2
rt_cache_seq_ops 32 @0=rt_cache_seq_start @8=rt_cache_seq_stop
rt_cpu_seq_ops 32 @0=rt_cpu_seq_start @8=rt_cpu_seq_stop
rt_sched_class 208 @56=set_next_task_rt @0=enqueue_task_rt
rtc_class_dev_pm_ops 184 elantech_detect+159:4/25 elantech_query_info+120:7/40 @16=rtc_suspend @24=rtc_resume
rtc_dev_fops 280 @16=rtc_dev_read @72=rtc_dev_poll
rthdr_protocol 24 ipv6_exthdrs_exit+0:0/3 @0=ipv6_rthdr_rcv
rtnetlink_net_ops 72 @16=rtnetlink_net_init @32=rtnetlink_net_exit
rtnl_mutex 32 if_nlmsg_stats_size+0:0/1 if_nlmsg_size+0:0/1 rtnl_trylock+0:0/1
ruleset_fops 280 @16=fop_dummy_read @24=fop_dummy_write
run_attr 32 @16=run_show @24=run_store
run_edge_events_on_boot 4 acpi_gpiochip_request_irqs+0:0/3 acpi_gpiochip_request_interrupts+0:3/7 acpi_gpiochip_free_interrupts+0:1/11
running_helpers 4 call_usermodehelper_exec_async+0:0/3 __usermodehelper_disable+0:2/5 proc_cap_handler+0:0/6
running_helpers_waitq 24 __usermodehelper_disable+0:3/5 call_usermodehelper_exec+0:5/7
running_trace_list 16 blk_trace_start+0:4/7 __blk_add_trace+0:12/13
running_trace_lock 4 blk_trace_stop+0:0/1 blk_trace_start+0:2/7 __blk_add_trace+0:10/13
rx_profile 80 net_dim_get_def_rx_moderation+0:0/1 net_dim_get_rx_moderation+0:0/1 net_dim_get_tx_moderation+0:0/2
rx_queue_ktype 48 @0=rx_queue_release @32=rx_queue_namespace
s2idle_lock 4 s2idle_wake+0:1/5 suspend_devices_and_enter+0:17/40
s2idle_state 4 s2idle_wake+0:2/5 do_idle+0:4/7 dd_insert_requests+0:14/15
s2idle_wait_head 24 s2idle_wake+0:4/5 suspend_devices_and_enter+0:25/40
safe_pages_list 8 __get_safe_page+0:1/2 get_safe_page+0:1/2 snapshot_write_finalize+0:3/5
sample_period 8 __lockup_detector_reconfigure+0:6/12 watchdog_enable+0:11/13 alloc_workqueue+0:10/19
saved_command_line 8 cmdline_proc_show+0:0/1 do_sysctl_args+0:0/7 read_kcore_iter+0:2/22
saved_console_blanked 4 con_debug_leave+0:3/8
saved_count 4 pm_save_wakeup_count+0:4/5 pm_wakeup_pending+0:4/10
saved_fg_console 4 con_debug_enter+0:1/6
saved_ftrace_func 8 ftrace_pid_open+0:5/8 ftrace_no_pid_open+0:5/8 ftrace_startup+0:6/9
saved_gfp_mask 4 pm_restore_gfp_mask+0:2/4 pm_restrict_gfp_mask+0:2/5 collapse_file+1:16/21
saved_last_console 4 con_debug_enter+0:4/6
savedcmd 8 tracing_saved_cmdlines_size_write+0:2/3 saved_cmdlines_next+0:0/4 tracing_saved_cmdlines_size_read+0:2/4
sb_arch_rules 32 arch_get_ima_policy+0:4/5
sb_lock 4 grab_super+0:1/2 iterate_supers_type+0:1/2 put_super+0:1/2
scaling_cur_freq 32 cpufreq_online+0:7/64 @16=show_scaling_cur_freq
scaling_governor 32 @16=show_scaling_governor @24=store_scaling_governor
scaling_max_freq 32 @16=show_scaling_max_freq @24=store_scaling_max_freq
scaling_min_freq 32 @16=show_scaling_min_freq @24=store_scaling_min_freq
scaling_setspeed 32 @16=show_scaling_setspeed @24=store_scaling_setspeed
scan_sleep_millisecs_attr 32 @16=scan_sleep_millisecs_show @24=scan_sleep_millisecs_store
sch_frag_dst_ops 192 sch_fragment+0:0/8 tcf_action_reoffload_cb+64:7/16 @32=sch_frag_dst_get_mtu
sched_cmdline_ref 4 probe_sched_switch+0:0/2 probe_sched_wakeup+0:0/2 tracing_stop_tgid_record+0:1/8
sched_core_sysctls 128 sched_online_group+0:0/4 __hrtick_start+0:0/5 balance_push+0:0/6 @32=sysctl_schedstats
sched_debug_fops 280 @112=sched_debug_open @128=seq_release
sched_debug_lock 4 group_init+0:4/11 sugov_init+0:4/25 print_cfs_rq+0:4/82
sched_debug_sops 32 @0=sched_debug_start @8=sched_debug_stop
sched_debug_verbose 1 psi_flags_change+0:0/3 psi_group_change+0:1/9 __sk_mem_raise_allocated+0:8/10
sched_domain_level_max 4 cpuset_write_s64+0:1/3
sched_domain_topology 8 set_sched_topology+0:1/3 sched_update_numa+0:12/15 asym_cpu_capacity_scan+0:16/20
sched_domain_topology_saved 8 set_sched_topology+0:2/3 sched_update_numa+0:10/15 sched_init_numa+0:17/24
sched_domains_curr_level 4 sd_numa_mask+0:4/5
sched_domains_mutex 32 partition_sched_domains+0:1/2 asym_cpu_capacity_scan+0:13/20 rebuild_sched_domains_locked+0:36/50
sched_domains_numa_distance 8 find_numa_distance+0:1/3 sched_domains_numa_masks_set+0:6/8 sched_update_numa+0:7/15
sched_domains_numa_levels 4 find_numa_distance+0:2/3 sched_domains_numa_masks_clear+0:1/4 sched_numa_find_closest+0:5/6
sched_domains_numa_masks 8 sched_domains_numa_masks_clear+0:3/4 sd_numa_mask+0:3/5 sched_numa_find_closest+0:4/6
sched_domains_tmpmask 32 sched_init_domains+0:2/12 cpu_attach_domain+0:10/65 build_sched_domains+0:47/92
sched_domains_tmpmask2 32 init_overlap_sched_group+0:2/10 sched_init_domains+0:3/12 print_cfs_rq+0:9/82
sched_energy_mutex 32 rebuild_sd_workfn+0:1/4 rebuild_sched_domains_energy+0:1/4 sched_energy_aware_handler+0:2/5
sched_energy_update 1 rebuild_sd_workfn+0:3/4 rebuild_sched_domains_energy+0:3/4 sched_energy_aware_handler+0:4/5
sched_fair_sysctls 192 sched_group_set_shares+0:0/2 task_scan_start+0:0/5 sched_slice+0:0/5 @96=proc_dointvec_minmax @32=proc_dointvec
sched_feat_fops 280 @24=sched_feat_write @112=sched_feat_open
sched_feat_keys 432 sched_feat_write+0:3/4 sugov_exit+225:2/4 sugov_init+225:19/25
sched_max_numa_distance 4 sched_update_numa+0:6/15 sched_init_numa+0:18/24 task_numa_fault+0:19/36
sched_numa_topology_type 4 group_weight+0:0/1 task_weight+0:0/1 task_numa_find_cpu+0:10/11
sched_register_mutex 32 tracing_stop_tgid_record+0:0/8 tracing_stop_cmdline_record+0:0/8 tracing_start_sched_switch+0:0/12
sched_rr_timeslice 4 __sched_fork+0:0/1 get_rr_interval_rt+0:0/1 sched_rr_handler+0:0/3
sched_rt_sysctls 256 @160=sched_rr_handler @32=sched_rt_handler
sched_scaling_fops 280 @24=sched_scaling_write @112=sched_scaling_open
sched_skew_tick 4 tick_setup_sched_timer+0:3/12
sched_smp_initialized 1 set_sched_topology+0:0/3 sched_cpu_deactivate+0:11/19 sched_cpu_activate+0:4/19
sched_tgid_ref 4 probe_sched_switch+0:1/2 probe_sched_wakeup+0:1/2 tracing_stop_tgid_record+0:2/8
sched_thermal_decay_shift 4 cfs_bandwidth_usage_inc+0:0/2 cfs_bandwidth_usage_dec+0:0/2 rebalance_domains+0:5/7
schedstat_sops 32 @0=schedstat_start @8=schedstat_stop
scheduler_running 4 rq_online_rt+0:0/5 trap_wcr+0:5/7 rq_offline_rt+0:0/7
schedutil_gov 104 @16=sugov_init @24=sugov_exit
sci_irq 4 irqrouter_resume+0:0/1 acpi_pci_link_remove+0:0/2 acpi_penalize_sci_irq+0:0/2
sci_penalty 4 acpi_penalize_sci_irq+0:1/2 acpi_irq_get_penalty+0:1/4
scomp_lock 32 crypto_exit_scomp_ops_async+0:0/2 crypto_scomp_init_tfm+0:0/7
scomp_scratch_users 4 crypto_exit_scomp_ops_async+0:1/2 crypto_scomp_init_tfm+0:1/7
screen_info 64 depth_show+0:0/3 height_show+0:0/3 width_show+0:0/3
scrollback_delta 4 scrollback+0:1/5 scrollfront+0:2/5 console_callback+0:3/11
sd_dentry 8 update_sched_domain_debugfs+0:3/25
sd_flags_fops 280 @112=sd_flags_open @128=single_release
sd_sysctl_cpus 32 dirty_sched_domain_sysctl+0:1/2 init_overlap_sched_group+8:7/10 cpu_attach_domain+0:27/65
secclass_map 26656 encrypted_update+272:6/7 avc_audit_pre_callback+0:3/9 selinux_netlink_send+0:7/9
seccomp_actions_logged 4 seccomp_actions_logged_handler+0:0/1 read_actions_logged+0:1/2 __secure_computing+0:3/5
seccomp_notify_ops 280 @72=seccomp_notify_poll @128=seccomp_notify_release
seccomp_sysctl_table 192 @96=seccomp_actions_logged_handler @32=proc_dostring
secondary_trusted_keys 8 restrict_link_by_builtin_and_secondary_trusted+0:2/4 verify_pkcs7_message_sig+0:1/4
secretmem_aops 160 @80=secretmem_free_folio @96=secretmem_migrate_folio
secretmem_enable 1 __arm64_sys_memfd_secret+0:0/17
secretmem_fops 280 @96=secretmem_mmap @128=secretmem_release
secretmem_fs 72 @16=secretmem_init_fs_context @40=kill_anon_super
secretmem_iops 192 __arm64_sys_memfd_secret+0:12/17 @104=secretmem_setattr
secretmem_mnt 8 secretmem_release+0:0/2 secretmem_active+0:0/2 __arm64_sys_memfd_secret+0:1/17
secretmem_users 4 secretmem_release+0:1/2 secretmem_active+0:1/2 __arm64_sys_memfd_secret+0:2/17
secretmem_vm_ops 128 secretmem_mmap+0:0/1 vma_is_secretmem+0:0/1 __arm64_sys_memfd_secret+0:7/17 @40=secretmem_fault
sections_per_block 4 phys_index_show+0:0/2 memory_subsys_offline+0:0/2 memory_subsys_online+0:0/2
securityfs_context_ops 48 securityfs_init_fs_context+0:0/1 securityfs_fill_super+0:0/3 @32=securityfs_get_tree
securityfs_super_operations 200 @16=securityfs_free_inode @104=simple_statfs
seg6_action_params 384 @64=parse_nla_srh @72=put_nla_srh
seg6_action_table 672 @24=input_action_end @80=input_action_end_x
seg6_genl_ops 192 @0=seg6_genl_sethmac @56=seg6_genl_dumphmac_start
seg6_iptun_ops 72 @0=seg6_build_state @8=seg6_destroy_state
seg6_local_ops 72 @0=seg6_local_build_state @8=seg6_local_destroy_state
sel_avc_cache_stats_ops 280 @112=sel_open_avc_cache_stats @128=seq_release
sel_avc_cache_stats_seq_ops 32 @0=sel_avc_stats_seq_start @8=sel_avc_stats_seq_stop @16=sel_avc_stats_seq_next
sel_avc_cache_threshold_ops 280 @16=sel_read_avc_cache_threshold @24=sel_write_avc_cache_threshold
sel_avc_hash_stats_ops 280 @16=sel_read_avc_hash_stats @8=generic_file_llseek
sel_bool_ops 280 @16=sel_read_bool @24=sel_write_bool
sel_checkreqprot_ops 280 @16=sel_read_checkreqprot @24=sel_write_checkreqprot
sel_class_ops 280 @16=sel_read_class @8=generic_file_llseek
sel_commit_bools_ops 280 @24=sel_commit_bools_write @8=generic_file_llseek
sel_context_ops 48 sel_init_fs_context+0:1/2 @32=sel_get_tree
sel_enforce_ops 280 @16=sel_read_enforce @24=sel_write_enforce
sel_fs_type 72 @16=sel_init_fs_context @40=sel_kill_sb
sel_handle_status_ops 280 @16=sel_read_handle_status @96=sel_mmap_handle_status
sel_handle_unknown_ops 280 @16=sel_read_handle_unknown @8=generic_file_llseek
sel_initcon_ops 280 @16=sel_read_initcon @8=generic_file_llseek
sel_io_readers 24 @0=read_sel_8bit_indexed_io @8=read_sel_2x8bit_indexed_io
sel_load_ops 280 @24=sel_write_load @8=generic_file_llseek
sel_mls_ops 280 @16=sel_read_mls @8=generic_file_llseek
sel_mmap_policy_ops 128 sel_mmap_policy+0:0/1 sel_init_fs_context+0:0/2 sel_open_avc_cache_stats+0:0/2 @40=sel_mmap_policy_fault
sel_netif_hash 1024 sel_netif_netdev_notifier_handler+0:0/3 sel_netif_flush+0:0/3 selinux_sock_rcv_skb_compat+0:4/5
sel_netif_lock 4 sel_netif_netdev_notifier_handler+0:1/3 sel_netif_flush+0:1/3 sel_netif_sid+0:1/9
sel_netif_total 4 sel_netif_netdev_notifier_handler+0:2/3 sel_netif_flush+0:2/3 sel_netif_sid+0:6/9
sel_netnode_hash 6144 sel_netnode_find+0:0/1 sel_netnode_flush+0:1/4 selinux_mmap_file+208:3/4
sel_netnode_lock 4 sel_netnode_flush+0:0/4 sel_netnode_sid+0:0/8
sel_netport_hash 6144 sel_netport_flush+0:1/4 tomoyo_write_manager+5952:2/5 sel_netport_sid+0:0/10
sel_netport_lock 4 sel_netport_flush+0:0/4 sel_netport_sid+0:1/10
sel_perm_ops 280 @16=sel_read_perm @8=generic_file_llseek
sel_policy_ops 280 @16=sel_read_policy @96=sel_mmap_policy
sel_policycap_ops 280 @16=sel_read_policycap @8=generic_file_llseek
sel_policyvers_ops 280 @16=sel_read_policyvers @8=generic_file_llseek
sel_sidtab_hash_stats_ops 280 @16=sel_read_sidtab_hash_stats @8=generic_file_llseek
sel_transition_ops 280 @24=sel_write_validatetrans @8=generic_file_llseek
self_inum 4 proc_setup_self+0:1/4
selinux_fs_parameters 192 selinux_fs_context_parse_param+0:1/2 @8=fs_param_is_string
selinux_hooks 8200 @24=selinux_binder_set_context_mgr @64=selinux_binder_transaction
selinux_net_ops 72 @16=selinux_nf_register @32=selinux_nf_unregister
selinux_nf_ops 336 selinux_nf_unregister+0:1/2 selinux_nf_register+0:1/2 selinux_task_kill+24:6/8 @16=selinux_ip_postroute @72=selinux_ip_forward @128=selinux_ip_output
selnl 8 selnl_notify+0:0/3
seq_file_cache 8 single_release+0:0/1 seq_release+0:0/1 seq_release_private+0:0/1
seq_ns_level_fops 280 @112=seq_ns_level_open @128=single_release
seq_ns_name_fops 280 @112=seq_ns_name_open @128=single_release
seq_ns_nsstacked_fops 280 @112=seq_ns_nsstacked_open @128=single_release
seq_ns_stacked_fops 280 @112=seq_ns_stacked_open @128=single_release
seq_profile_attach_fops 280 @112=seq_profile_attach_open @128=seq_profile_release
seq_profile_hash_fops 280 @112=seq_profile_hash_open @128=seq_profile_release
seq_profile_mode_fops 280 @112=seq_profile_mode_open @128=seq_profile_release
seq_profile_name_fops 280 @112=seq_profile_name_open @128=seq_profile_release
seq_rawdata_abi_fops 280 @112=seq_rawdata_abi_open @128=seq_rawdata_release
seq_rawdata_compressed_size_fops 280 @112=seq_rawdata_compressed_size_open @128=seq_rawdata_release
seq_rawdata_hash_fops 280 @112=seq_rawdata_hash_open @128=seq_rawdata_release
seq_rawdata_revision_fops 280 @112=seq_rawdata_revision_open @128=seq_rawdata_release
serdev_bus_type 184 @48=serdev_device_match @64=serdev_drv_probe
serdev_ctrl_type 48 serdev_controller_alloc+0:3/9 @32=serdev_ctrl_release
serdev_device_type 48 @16=serdev_device_uevent @32=serdev_device_release
serial8250_err_handler 48 @0=serial8250_io_error_detected @16=serial8250_io_slot_reset
serial8250_isa_driver 208 @0=serial8250_probe @8=serial8250_remove
serial8250_pops 192 @0=serial8250_tx_empty @8=serial8250_set_mctrl
serial_mutex 32 serial8250_unregister_port+0:2/8 serial8250_register_8250_port+0:1/62
serial_pci_driver 296 @32=pciserial_init_one @40=pciserial_remove_one
serial_pnp_driver 208 @24=serial_pnp_probe @32=serial_pnp_remove
serio_bus 184 @48=serio_bus_match @56=serio_uevent
serio_event_work 32 serio_queue_event+0:5/9 @24=serio_handle_event
set_function_trace_op 8 ftrace_modify_all_code+0:4/7 update_ftrace_function+0:3/11
set_printk_work 32 @24=__set_printk_clr_event
set_tracer_fops 280 @16=tracing_set_trace_read @24=tracing_set_trace_write
sfp_buses 16 sfp_bus_get+0:2/3
sfp_mutex 32 sfp_unregister_socket+0:0/1 sfp_bus_add_upstream+0:0/1 sfp_bus_del_upstream+0:0/1
sg_pools 160 sg_pool_free+0:0/2 sg_pool_alloc+0:0/2 gicv2m_get_fwnode+0:2/3
sha256_algs 1280 @0=sha256_base_init @640=sha224_base_init
shepherd 88 @24=vmstat_shepherd @56=delayed_work_timer_fn
shift_state 4 vt_get_shift_state+0:0/1 do_compute_shiftstate+0:4/6 k_shift+0:2/8
shm_file_operations 280 do_shmat+0:3/7 @96=shm_mmap @128=shm_release @136=shm_fsync
shm_file_operations_huge 280 is_file_shm_hugepages+0:0/1 shm_mmap+0:0/2 __arm64_sys_shmget+0:0/2 @96=shm_mmap @128=shm_release @136=shm_fsync
shm_mnt 8 shmem_file_setup+0:0/1 shmem_kernel_file_setup+0:0/1 shmem_zero_setup+0:0/4
shm_vm_ops 128 @0=shm_open @8=shm_close
shmem_aops 160 @0=shmem_writepage @40=shmem_write_begin
shmem_dir_inode_operations 192 @40=shmem_create @48=shmem_link
shmem_enabled_attr 32 @16=shmem_enabled_show @24=shmem_enabled_store
shmem_export_ops 88 @0=shmem_encode_fh @8=shmem_fh_to_dentry
shmem_file_operations 280 @8=shmem_file_llseek @32=shmem_file_read_iter
shmem_fs_context_ops 48 @0=shmem_free_fc @16=shmem_parse_one
shmem_fs_parameters 352 @40=fs_param_is_enum @8=fs_param_is_u32
shmem_fs_type 72 shmem_evict_inode+16:7/11 @16=shmem_init_fs_context @40=kill_litter_super
shmem_huge 4 __shmem_is_huge+0:0/1 shmem_enabled_store+0:1/6 shmem_get_unmapped_area+0:0/6
shmem_inode_cachep 8 shmem_free_in_core_inode+0:0/1 shmem_alloc_inode+0:0/1 shmem_encode_fh+0:0/2
shmem_inode_operations 192 shmem_get_inode+0:6/10 split_huge_page_to_list+67:23/42 @168=shmem_fileattr_set @176=shmem_fileattr_get @104=shmem_setattr
shmem_ops 200 @0=shmem_alloc_inode @8=shmem_destroy_inode
shmem_short_symlink_operations 192 @8=simple_get_link @112=shmem_getattr
shmem_special_inode_operations 192 shmem_get_inode+0:2/10 @104=shmem_setattr @160=simple_set_acl @112=shmem_getattr
shmem_swaplist 16 shmem_unuse+0:2/3 shmem_writepage+0:6/7
shmem_swaplist_mutex 32 shmem_unuse+0:1/3 shmem_writepage+0:2/7 shmem_evict_inode+0:6/11
shmem_symlink_inode_operations 192 @8=shmem_get_link @112=shmem_getattr
shmem_vm_ops 128 @40=shmem_fault @104=shmem_set_policy
shmlock_user_lock 4 user_shm_lock+0:0/1 user_shm_unlock+0:0/1
show_numa_ops 80 @24=gather_pte_stats @48=gather_hugetlb_stats
show_set_no_pid_seq_ops 32 @0=np_start @16=np_next
show_set_pid_seq_ops 32 ftrace_event_set_pid_open+0:1/4 @24=trace_pid_show
show_traces_fops 280 @112=show_traces_open @128=show_traces_release
show_unhandled_signals 4 unregister_undef_hook+0:0/2 register_undef_hook+0:0/4 do_undefinstr+0:0/6
shpc_driver 296 @32=shpc_probe @40=shpc_remove
shpchp_debug 1 hpc_get_mode1_ECC_cap+0:0/3 hpc_get_adapter_speed+0:0/6 change_bus_speed+0:0/7
shpchp_hpc_ops 144 @0=hpc_power_on_slot @8=hpc_slot_enable
shpchp_poll_mode 1 hpc_release_ctlr+0:0/3 shpc_isr+0:1/13 shpc_write_cmd+0:3/30
shpchp_poll_time 4 int_poll_timeout+0:0/2 check_slots+0:25/28 shpc_probe+0:3/29
shrink_attr 32 @16=shrink_show @24=shrink_store
shrink_wq 8 zswap_frontswap_store+0:14/33
shrinker_idr 24 unregister_shrinker+0:1/2 free_prealloced_shrinker+0:1/2 shrink_slab+0:6/11
shrinker_list 16 register_shrinker_prepared+0:2/3 register_shrinker+0:2/3
shrinker_nr_max 4 alloc_shrinker_info+0:2/4 reparent_shrinker_deferred+0:4/7 __prealloc_shrinker+0:3/11
shrinker_rwsem 40 synchronize_shrinkers+0:0/1 unregister_shrinker+0:0/2 free_prealloced_shrinker+0:0/2
shuffle_param 1 wb_memcg_offline+0:2/6
shuffle_param_ops 32 @8=shuffle_param_set @16=param_get_bool
shutdown_handlers 96 @64=do_reboot @88=do_suspend
shutdown_watch 48 shutdown_event+0:1/15 @40=shutdown_handler
shutting_down 4 poweroff_nb+0:0/1 do_reboot+0:0/1 xen_setup_shutdown_event+0:1/4
sig_sicodes 64 siginfo_layout+0:1/2
sighand_cachep 8 __cleanup_sighand+0:0/1 begin_new_exec+0:12/37 copy_process+0:21/116
signal_cachep 8 __put_task_struct+0:2/3 copy_process+0:24/116
signalfd_fops 280 @16=signalfd_read @72=signalfd_poll
sigqueue_cachep 8 flush_sigqueue_mask+0:0/1 __flush_itimer_signals+0:0/1 collect_signal+0:0/1
simple_dentry_operations 128 simple_lookup+0:1/2 devpts_fill_super+0:2/20 @32=always_delete_dentry
simple_dir_inode_operations 192 tracefs_create_dir+0:0/1 sel_make_dir+0:0/2 simple_fill_super+0:1/5 @0=simple_lookup
simple_dir_operations 280 @8=dcache_dir_lseek @64=dcache_readdir
simple_qos_governor 16 @0=default_power_down_ok @8=default_suspend_ok
simple_super_operations 200 pseudo_fs_fill_super+0:0/1 alloc_anon_inode+0:0/2 simple_lookup+0:0/2 @104=simple_statfs
simple_symlink_inode_operations 192 bpf_symlink+0:0/1 securityfs_create_dentry+0:6/9 @8=simple_get_link
simplefb_driver 208 @0=simplefb_probe @8=simplefb_remove
simplefb_ops 184 @56=simplefb_setcolreg @160=simplefb_destroy
sio_pool 8 sio_pool_init+0:0/3 sio_read_complete+0:2/6 sio_write_complete+0:2/8
sit_offload 32 @0=sit_gso_segment @16=sit_gro_complete
sk_cache 136 bpf_sk_storage_map_free+0:0/1 bpf_sk_storage_map_alloc+0:0/1 sk_psock_init+0:4/6
sk_filter_verifier_ops 48 @0=sk_filter_func_proto @8=sk_filter_is_valid_access
sk_lookup_verifier_ops 48 @0=sk_lookup_func_proto @8=sk_lookup_is_valid_access
sk_msg_verifier_ops 48 @0=sk_msg_func_proto @8=sk_msg_is_valid_access
sk_reuseport_load_bytes_proto 96 sk_reuseport_func_proto+0:3/5 @0=sk_reuseport_load_bytes
sk_reuseport_load_bytes_relative_proto 96 sk_reuseport_func_proto+0:4/5 @0=sk_reuseport_load_bytes_relative
sk_reuseport_verifier_ops 48 @0=sk_reuseport_func_proto @8=sk_reuseport_is_valid_access
sk_select_reuseport_proto 96 sk_reuseport_func_proto+0:1/5 sk_lookup_func_proto+0:3/5 sk_filter_func_proto+0:0/6 @0=sk_select_reuseport
sk_skb_adjust_room_proto 96 sk_skb_func_proto+0:10/18 @0=sk_skb_adjust_room
sk_skb_change_head_proto 96 sk_skb_func_proto+0:7/18 @0=sk_skb_change_head
sk_skb_change_tail_proto 96 sk_skb_func_proto+0:5/18 @0=sk_skb_change_tail
sk_skb_pull_data_proto 96 sk_skb_func_proto+0:6/18 @0=sk_skb_pull_data
sk_skb_verifier_ops 48 @0=sk_skb_func_proto @8=sk_skb_is_valid_access
sk_storage_map_ops 328 @8=bpf_sk_storage_map_alloc @24=bpf_sk_storage_map_free
skbuff_ext_cache 8 __skb_ext_alloc+0:0/1 __skb_ext_put+0:0/2 skb_ext_add+0:0/4
skbuff_fclone_cache 8 kfree_skbmem+0:0/2 __alloc_skb+0:0/3
skbuff_head_cache 8 __build_skb+0:0/1 xdp_alloc_skb_bulk+0:0/1 xdp_build_skb_from_frame+0:0/1
skcipher_null 512 @0=null_skcipher_setkey @8=null_skcipher_crypt
skip_txen_test 4 serial8250_unregister_port+0:6/8 serial8250_register_8250_port+0:47/62
slab_caches 16 slab_next+0:1/2 slab_start+0:1/2 slub_cpu_dead+0:1/3
slab_caches_to_rcu_destroy 16 slab_caches_to_rcu_destroy_workfn+0:1/3 kmem_cache_destroy+0:1/8
slab_caches_to_rcu_destroy_work 32 kmem_cache_destroy+0:3/8 @24=slab_caches_to_rcu_destroy_workfn
slab_debugfs_fops 280 @112=slab_debug_trace_open @128=slab_debug_trace_release
slab_debugfs_root 8 debugfs_slab_release+0:0/1 debugfs_slab_add+0:0/4
slab_debugfs_sops 32 @0=slab_debugfs_start @8=slab_debugfs_stop
slab_kset 8 sysfs_slab_alias+0:4/7 sysfs_slab_add+0:1/15
slab_ktype 48 sysfs_slab_add+0:10/15 @0=kmem_cache_release
slab_mutex 32 slab_stop+0:0/1 slab_next+0:0/2 slab_start+0:0/2
slab_nodes 8 __kmem_cache_create+0:2/12 slab_memory_callback+0:3/13 ___slab_alloc+0:1/20
slab_nomerge 1 slab_unmergeable+0:0/1 find_mergeable+0:0/4 kmem_cache_create_usercopy+0:5/12
slab_state 4 slab_is_available+0:0/1 sysfs_slab_unlink+0:0/1 sysfs_slab_release+0:0/1
slabinfo_op 32 @0=slab_start @8=slab_stop
slabinfo_proc_ops 96 @8=slabinfo_open @32=slabinfo_write
slash_name 16 vfs_tmpfile+0:1/4 __d_alloc+0:5/6 d_splice_alias+0:6/11
sleep_millisecs_attr 32 @16=sleep_millisecs_show @24=sleep_millisecs_store
slot_list_lock 32 acpi_pci_slot_remove+0:1/2 acpi_pci_slot_enumerate+0:1/3
slots 4 cpci_hp_unregister_bus+0:2/6 cpci_hp_unregister_controller+0:3/7 cpci_hp_register_bus+0:11/18
slub_debug 4 kmem_cache_flags+0:1/4 sysfs_slab_add+0:2/15
slub_debug_string 8 kmem_cache_flags+0:2/4
slub_max_order 4 calculate_sizes+0:3/6 flush_all_cpus_locked+0:0/9 slab_out_of_memory+0:1/11
slub_min_objects 4 calculate_sizes+0:1/6
slub_min_order 4 calculate_sizes+0:2/6
small_contention_lim 4 spin_lock_irqsave_check_contention+0:2/4
smaps_shmem_walk_ops 80 @40=smaps_pte_hole @24=smaps_pte_range
smbios_entry_point_size 4 __scmi_device_destroy+0:2/10 detect_cache_attributes+0:5/28 psci_cpuidle_probe+0:15/34
smpboot_threads_lock 32 smpboot_unregister_percpu_thread+0:0/1 smpboot_create_threads+0:0/1 smpboot_unpark_threads+0:0/2
sn_cache 8 sp_delete+0:0/4 mpol_set_shared_policy+0:1/7
snapshot_count_probe_ops 32 @0=ftrace_count_snapshot @8=ftrace_snapshot_init
snapshot_count_trigger_ops 32 @0=snapshot_count_trigger @24=snapshot_trigger_print
snapshot_probe_ops 32 @0=ftrace_snapshot @24=ftrace_snapshot_print
snapshot_raw_fops 280 @112=snapshot_raw_open @16=tracing_buffers_read
snapshot_state 40 is_hibernate_resume_dev+36:0/1 snapshot_write+0:0/2 snapshot_open+0:0/9
snapshot_test 1 load_image_and_restore+0:1/8 swsusp_check+0:0/16 hibernate+0:9/27
snapshot_trigger_ops 32 @0=snapshot_trigger @24=snapshot_trigger_print
snmp4_ipextstats_list 304 netstat_seq_show+0:11/19
snmp4_ipstats_list 288 snmp_seq_show+0:0/11 netstat_seq_show+0:2/19
snmp4_net_list 2016 nh_valid_dump_bucket_req+40:5/6 nh_valid_get_bucket_req+352:5/7 netstat_seq_show+0:3/19
snmp6_icmp6_list 112 snmp6_seq_show+0:1/4 snmp6_dev_seq_show+0:3/4
snmp6_udp6_list 160 snmp6_seq_show+0:2/4 rtm_to_nh_config+16:26/37
snmp6_udplite6_list 144 snmp6_seq_show+0:3/4
sock_fs_type 72 @16=sockfs_init_fs_context @40=kill_anon_super
sock_hash_iter_seq_info 32 @8=sock_hash_init_seq_private @16=sock_hash_fini_seq_private
sock_hash_ops 328 @8=sock_hash_alloc @24=sock_hash_free
sock_hash_seq_ops 32 @0=sock_hash_seq_start @8=sock_hash_seq_stop
sock_map_iter_reg 88 @8=sock_map_iter_attach_target @16=sock_map_iter_detach_target
sock_map_iter_seq_info 32 @8=sock_map_init_seq_private @16=sock_map_fini_seq_private
sock_map_ops 328 @8=sock_map_alloc @24=sock_map_free
sock_map_seq_ops 32 @0=sock_map_seq_start @8=sock_map_seq_stop
sock_ops_verifier_ops 48 @0=sock_ops_func_proto @8=sock_ops_is_valid_access
socket_file_ops 280 @32=sock_read_iter @40=sock_write_iter
sockfs_dentry_operations 128 sockfs_init_fs_context+0:4/5 @72=sockfs_dname
sockfs_inode_ops 192 @104=sockfs_setattr @120=sockfs_listxattr
sockfs_ops 200 @0=sock_alloc_inode @16=sock_free_inode
soft_lockup_nmi_warn 8 watchdog_enable+0:4/13 watchdog_timer_fn+0:14/21
soft_watchdog_user_enabled 4 lockup_detector_update_enable+0:4/5
softcursor_original 4 vcs_scr_readw+0:0/1 vcs_scr_writew+0:0/1 hide_cursor+0:1/3
softirq_threads 96 @24=ksoftirqd_should_run @32=run_ksoftirqd
softirq_to_name 80 show_softirqs+0:4/10 handle_softirqs+0:15/17
softirq_vec 80 open_softirq+0:0/1 zap_pid_ns_processes+32:5/7 keyctl_session_to_parent+24:3/11
softlockup_initialized 1 hrtick_update+0:3/6 pfifo_fast_reset+0:5/6 __lockup_detector_reconfigure+0:1/12
softlockup_panic 4 watchdog_timer_fn+0:18/21 mptcp_incoming_options+0:4/23 __show_free_areas+0:37/72
softnet_seq_ops 32 @0=softnet_seq_start @8=softnet_seq_stop
software_node_ops 176 @0=software_node_get @8=software_node_put
software_node_type 48 swnode_register+0:4/7 @0=software_node_release
sound 1 cpuidle_disable_device+0:1/3 show_scaling_cur_freq+0:1/4 store_scaling_governor+0:2/7
sparse_irq_lock 32 irq_lock_sparse+0:1/2 irq_unlock_sparse+0:1/2 irq_free_descs+0:2/4
sparsemap_buf 8 sparse_buffer_free+0:0/1 sparse_buffer_alloc+0:0/2
sparsemap_buf_end 8 sparse_buffer_alloc+0:1/2
spcr_uart_addr 8 acpi_bus_check_add+0:1/10 acpi_device_add+0:1/20
spec_order 18 avtab_read_item+0:0/17
special_mapping_vmops 128 @16=special_mapping_split @24=special_mapping_mremap
spi_bus_type 184 @48=spi_match_device @56=spi_uevent
spi_master_class 120 acpi_spi_add_resource+0:1/2 spi_write_then_read+0:1/3 __spi_register_driver+0:0/3 @64=spi_controller_release
spidev_fops 280 @16=spidev_read @24=spidev_write @80=spidev_ioctl
spidev_spi_driver 176 @8=spidev_probe @16=spidev_remove
srcu 384 __mmu_notifier_invalidate_range+0:0/1 __mmu_notifier_release+0:0/1 __mmu_notifier_invalidate_range_end+0:0/1 @352=delayed_work_timer_fn
srcu_boot_list 16 srcu_gp_start_if_needed+0:12/13
srcu_init_done 1 srcu_gp_start_if_needed+0:6/13
srcu_max_nodelay 8 process_srcu+0:1/20
srcu_max_nodelay_phase 8 srcu_get_delay+0:1/2 srcu_gp_start_if_needed+0:11/13
srcu_retry_check_delay 8 try_check_zero+0:3/4
srcu_size_state_name 80 srcu_torture_stats_print+0:1/13
sriov_pf_dev_attr_group 40 shpc_init+24:36/66 @8=sriov_pf_attrs_are_visible
stable_node_cache 8 alloc_stable_node_chain+0:1/6 remove_all_stable_nodes+0:4/6 ksm_memory_callback+0:6/8
stable_node_chains_prune_millisecs_attr 32 @16=stable_node_chains_prune_millisecs_show @24=stable_node_chains_prune_millisecs_store
stack_depot_disable 1 stack_depot_init+0:2/7 __stack_depot_save+0:1/11 zlib_tr_init+0:24/25
stack_guard_gap 8 __arm64_sys_brk+0:0/1 generic_get_unmapped_area+0:1/2 init_reserve_notifier+0:0/3
stack_hash_mask 4 stack_depot_init+0:6/7 __stack_depot_save+0:3/11
stack_map_ops 328 @128=stack_map_pop_elem @136=stack_map_peek_elem
stack_max_size_fops 280 @16=stack_max_size_read @24=stack_max_size_write
stack_sysctl_mutex 32 stack_trace_sysctl+0:1/4 blk_add_trace_bio_remap+24:3/4 blk_add_trace_getrq+24:3/4
stack_trace_filter_fops 280 @112=stack_trace_filter_open @24=ftrace_filter_write
stack_trace_fops 280 @112=stack_trace_open @128=seq_release
stack_trace_map_ops 328 @8=stack_map_alloc @24=stack_map_free
stack_trace_max_lock 4 stack_max_size_write+0:2/3 stack_trace_call+0:5/14
stack_trace_max_size 8 stack_trace_call+0:4/14
stack_trace_nr_entries 4 stack_trace_sysctl+0:0/4 stack_trace_call+0:2/14
stack_tracer_enabled 4 stack_trace_sysctl+0:2/4
stacktrace_count_probe_ops 32 @0=ftrace_stacktrace_count @24=ftrace_stacktrace_print
stacktrace_count_trigger_ops 32 @0=stacktrace_count_trigger @24=stacktrace_trigger_print
stacktrace_probe_ops 32 @0=ftrace_stacktrace @24=ftrace_stacktrace_print
stacktrace_trigger_ops 32 @0=stacktrace_trigger @24=stacktrace_trigger_print
standard_event 120 wireless_send_event+0:1/26
standard_ioctl 660 compat_standard_call+0:1/2 ioctl_standard_call+0:1/3 wireless_send_event+0:18/26
stat_dir 8 register_stat_tracer+0:2/12
stat_proc_ops 96 @8=stat_open @24=seq_read_iter
static_command_line 8 kvm_arm_copy_reg_indices+4:1/3 kvm_arm_get_reg+4:3/4 __arm64_sys_rt_sigreturn+4:5/7
static_dtree 120 zlib_tr_flush_block+0:8/10 zlib_tr_init+0:19/25
static_key_initialized 1 static_key_fast_inc_not_disabled+0:0/4 static_key_slow_dec+0:0/4 static_key_enable_cpuslocked+0:0/4
static_ltree 1152 zlib_tr_align+1024:1/3 percpu_ref_switch_to_atomic_sync+312:4/5 zlib_tr_flush_block+0:9/10
stats_flush_dwork 88 @24=flush_memcg_stats_dwork @56=delayed_work_timer_fn
stats_flush_lock 4 __mem_cgroup_flush_stats+0:1/8
stats_flush_threshold 4 mem_cgroup_wb_stats+0:1/3 mem_cgroup_flush_stats+0:1/3 mem_cgroup_flush_stats_delayed+0:3/5
status_fops 280 @112=status_open @128=single_release
stop_capsules 1 capsule_reboot_notify+0:1/2 efi_capsule_update+0:3/8
stop_cpus_in_progress 1 stop_one_cpu+0:0/4 stop_core_cpuslocked+0:2/5 stop_machine_from_inactive_cpu+0:3/6
stop_cpus_mutex 32 stop_core_cpuslocked+0:1/5 stop_machine_from_inactive_cpu+0:2/6 stop_machine_cpuslocked+0:3/6
stop_machine_initialized 1 stop_one_cpu+0:1/4 stop_core_cpuslocked+0:3/5 stop_machine_from_inactive_cpu+0:4/6
stop_sched_class 208 @0=enqueue_task_stop @8=dequeue_task_stop
store_user_attr 32 ksm_scan_thread+16:12/97 @16=store_user_show
strict_iomem_checks 4 resource_is_exclusive+0:2/8
strp_wq 8 strp_work+0:0/1 __strp_recv+0:0/1 strp_check_rcv+0:0/1
struct_ops 48 @0=btf_struct_check_meta @8=btf_struct_resolve
sub_domains_fops 280 @112=sub_domains_open @128=single_release
subflow_specific 88 mptcpv6_handle_mapped+0:1/7 subflow_ulp_init+0:1/12
subflow_ulp_ops 88 @16=subflow_ulp_init @32=subflow_ulp_release
subflow_v6_specific 88 mptcpv6_handle_mapped+0:2/7 subflow_v6_conn_request+8:7/9 subflow_ulp_init+0:2/12
subflow_v6m_specific 88 mptcpv6_handle_mapped+0:3/7
subtypes 128 @8=parse_freebsd @24=parse_netbsd
sugov_tunables_ktype 48 asym_cpu_capacity_scan+8:12/20 sugov_init+0:17/25 @0=sugov_tunables_free
suid_dumpable 4 proc_dostring_coredump+0:0/3 validate_coredump_safety+0:0/3 commit_creds+0:0/3
summary_fops 280 @112=summary_open @128=single_release
super_blocks 16 get_active_super+0:1/4 user_get_super+0:3/4 get_super+0:3/4
supinfo_lock 4 supinfo_to_lineinfo+0:0/2 linereq_free+0:0/2 gpio_chrdev_open+0:0/3
supinfo_tree 8 supinfo_to_lineinfo+0:1/2 linereq_free+0:1/2 line_set_debounce_period+0:1/5
supply_map_fops 280 @112=supply_map_open @128=single_release
supported_fields 512 @16=ima_eventdigest_init @24=ima_show_template_digest
suppress_panic_printk 4 vprintk_emit+0:2/18
suppress_printk 4 nr_iowait+0:4/5 rmqueue_bulk+0:5/8 __handle_sysrq+0:0/14
suspend_clocksource 8 clocksource_unbind+0:2/3 clocksource_stop_suspend_timing+0:1/3 clocksource_suspend_select+0:1/5
suspend_start 8 clocksource_stop_suspend_timing+0:2/3 clocksource_start_suspend_timing+0:2/6
suspend_stats 148 success_show+0:0/2 dpm_save_failed_dev+0:0/2 failed_freeze_show+8:0/2
suspend_stats_fops 280 @112=suspend_stats_open @128=single_release
suspend_timing_needed 1 timekeeping_rtc_skipresume+0:0/1 timekeeping_inject_sleeptime64+0:2/4 timekeeping_resume+0:5/11
swap_active_head 16 _enable_swap_info+0:5/6
swap_aops 160 @0=swap_writepage @96=migrate_folio
swap_avail_heads 8 __del_from_avail_list+0:2/3 __cgroup_throttle_swaprate+0:2/4 add_to_avail_list+0:4/5
swap_avail_lock 4 swap_range_alloc+0:1/2 __cgroup_throttle_swaprate+0:1/4 add_to_avail_list+0:1/5
swap_cgroup_ctrl 648 swap_cgroup_cmpxchg+0:0/1 lookup_swap_cgroup_id+0:0/1 swap_cgroup_record+0:0/1
swap_cgroup_mutex 32 swap_cgroup_swapoff+0:0/2 __free_one_page+24:2/3 swap_cgroup_swapon+0:0/4
swap_files 1080 @136=swap_current_read @368=swap_high_show
swap_info 216 swap_next+0:0/1 swp_swap_info+0:0/1 swap_page_sector+0:0/1
swap_lock 4 count_swap_pages+0:1/3 has_usable_swap+0:1/3 find_first_swap+0:1/4
swap_migration_ad_supported 1 remove_migration_pte+0:1/5 set_pmd_migration_entry+0:1/9 remove_migration_pmd+0:1/10
swap_slot_cache_active 1 free_swap_slot+0:2/6 folio_alloc_swap+0:3/12
swap_slot_cache_enabled 1 reenable_swap_slots_cache_unlock+0:1/3 disable_swap_slots_cache_lock+0:2/4 __read_swap_cache_async+0:2/4
swap_slot_cache_initialized 1 disable_swap_slots_cache_lock+0:3/4 enable_swap_slots_cache+0:3/10
swap_slots_cache_enable_mutex 32 reenable_swap_slots_cache_unlock+0:2/3 disable_swap_slots_cache_lock+0:1/4 enable_swap_slots_cache+0:2/10
swap_slots_cache_mutex 32 free_slot_cache+0:0/1 reenable_swap_slots_cache_unlock+0:0/3 disable_swap_slots_cache_lock+0:0/4
swapfile_maximum_size 8 swap_type_of+0:3/7 __arm64_sys_swapoff+0:50/66 __arm64_sys_swapon+0:32/77
swapin_readahead_hits 4 swap_cache_get_folio+0:3/5 swap_cluster_readahead+0:1/6
swapin_walk_ops 80 do_madvise+0:20/25 @24=swapin_walk_pmd_entry
swapon_mutex 32 swap_stop+0:0/1 has_usable_swap+0:2/3 swap_start+0:0/4
swapper_spaces 216 __try_to_reclaim_swap+0:0/1 folio_mapping+0:0/1 mincore_pte_range+0:1/2
swaps_op 32 @0=swap_start @8=swap_stop @16=swap_next
swaps_proc_ops 96 @8=swaps_open @56=swaps_poll
swiotlb_force_disable 1 swiotlb_init_late+0:1/8
switchdev_blocking_notif_chain 8 unregister_switchdev_blocking_notifier+0:1/2 register_switchdev_blocking_notifier+0:1/2 call_switchdev_blocking_notifiers+0:1/5
switchdev_notif_chain 16 call_switchdev_notifiers+0:0/1 register_switchdev_notifier+0:0/1 unregister_switchdev_notifier+0:0/1
swnode_kset 8 software_node_to_swnode+0:0/1 software_node_find_by_name+0:0/1 swnode_register+0:2/7
swsusp_extents 8 swsusp_swap_in_use+0:0/1 free_all_swap_pages+0:1/2 alloc_swapdev_block+0:1/4
swsusp_hardware_signature 4 swsusp_check+0:12/16 swsusp_write+0:16/23 save_image_lzo+0:5/47
swsusp_header 8 swsusp_unmark+0:1/5 swsusp_read+0:0/12 swsusp_check+0:4/16
swsusp_resume_block 8 resume_offset_show+0:0/2 resume_offset_store+0:0/2 swsusp_unmark+0:2/5
swsusp_resume_device 4 resume_show+0:0/2 resume_store+0:1/9 snapshot_open+0:2/9
sync_file_fops 280 @72=sync_file_poll @80=sync_file_ioctl
sync_hrtimer 64 ntp_notify_cmos_timer+0:3/7 sync_hw_clock+0:5/11
sync_on_suspend_attr 32 @16=sync_on_suspend_show @24=sync_on_suspend_store
sync_on_suspend_enabled 1 sync_on_suspend_store+0:0/1 sync_on_suspend_show+0:0/2 pm_suspend+0:15/37
sync_work 32 sync_timer_callback+0:2/3 ntp_notify_cmos_timer+0:5/7 @24=sync_hw_clock
syncookie6_secret 32 ipv6_flowlabel_opt_get+0:5/9 ipv6_flowlabel_opt+24:20/24
syncookie_secret 32 cookie_hash+0:0/3
synth_event_fields_array 80 @8=synth_event_define_fields
synth_event_funcs 32 @0=print_synth_event
synth_event_ops 56 @16=create_synth_event @24=synth_event_show
synth_events_fops 280 @24=synth_events_write @112=synth_events_open
synth_events_seq_op 32 @24=synth_events_seq_show @0=dyn_event_seq_start
sys_call_table 3608 @0=__arm64_sys_io_setup @16=__arm64_sys_io_submit
sys_dmi_bios_release_attr 40 mmc_blk_probe+16:30/39 @16=sys_dmi_field_show
sys_dmi_bios_version_attr 40 mmc_blk_probe+24:23/39 @16=sys_dmi_field_show
sys_dmi_product_uuid_attr 40 sdei_device_freeze+24:7/8 sdei_event_disable+24:7/9 sdei_event_enable+24:7/9 @16=sys_dmi_field_show
sys_perf_refcount_enter 4 perf_syscall_exit+0:4/6 syscall_enter_register+0:2/11
sys_perf_refcount_exit 4 syscall_exit_register+0:2/11
sys_tracepoint_refcount 4 syscall_regfunc+0:1/6 syscall_unregfunc+0:1/6
sys_tz 8 __arm64_sys_gettimeofday+0:0/1 timekeeping_warp_clock+0:0/2 __arm64_compat_sys_gettimeofday+0:0/2
syscall_trace_lock 32 syscall_exit_register+0:0/11 syscall_enter_register+0:0/11
syscon_driver 208 device_node_get_regmap+0:0/2 of_syscon_register_regmap+0:1/5 of_syscon_register+0:0/12 @0=syscon_probe
syscon_list 16 of_syscon_register_regmap+0:3/5 of_syscon_register+0:8/12
syscon_list_lock 32 device_node_get_regmap+0:1/2 of_syscon_register_regmap+0:2/5 of_syscon_register+0:1/12
syscore_ops_list 16 register_syscore_ops+0:1/3 syscore_shutdown+0:2/5 syscore_resume+0:4/16
syscore_ops_lock 32 unregister_syscore_ops+0:0/1 register_syscore_ops+0:0/3 syscore_shutdown+0:0/5
sysctl_admin_reserve_kbytes 8 init_admin_reserve+0:1/2 reserve_mem_notifier+0:2/5 __vm_enough_memory+0:7/16
sysctl_aliases 80 sysctl_is_alias+0:1/3 __register_sysctl_base+0:0/3 register_sysctl_table+0:0/3
sysctl_compact_unevictable_allowed 4 kcompactd+0:3/18 compact_zone+0:4/38
sysctl_compaction_proactiveness 4 compaction_proactiveness_sysctl_handler+0:0/4 walk_pud_range+0:5/8 kcompactd+0:5/18
sysctl_core_ops 72 @16=sysctl_core_net_init @32=sysctl_core_net_exit
sysctl_devconf_inherit_init_net 4 devinet_init_net+0:5/15 addrconf_init_net+0:6/21
sysctl_drop_caches 4 drop_caches_sysctl_handler+0:0/6
sysctl_extfrag_threshold 4 compaction_register_node+0:0/2 compaction_unregister_node+0:0/2 compaction_suitable+0:4/5
sysctl_fib_sync_mem 4 tnode_free+0:2/3
sysctl_hung_task_all_cpu_backtrace 4 watchdog+0:23/24
sysctl_hung_task_check_count 4 watchdog+0:5/24 __arm64_sys_swapon+0:56/77
sysctl_hung_task_check_interval_secs 8 cpu_attach_domain+4:14/65 select_task_rq_fair+4:34/87
sysctl_hung_task_panic 4 pfifo_fast_reset+0:3/6 watchdog+0:12/24
sysctl_hung_task_timeout_secs 8 blk_io_schedule+0:0/1 submit_bio_wait+0:1/2 blk_execute_rq+0:9/16
sysctl_hung_task_warnings 4 watchdog+0:13/24
sysctl_legacy_va_layout 4 arch_pick_mmap_layout+0:0/5
sysctl_lock 4 sysctl_head_grab+0:0/1 proc_sys_compare+0:0/1 proc_sys_evict_inode+0:0/1
sysctl_lowmem_reserve_ratio 16 setup_per_zone_lowmem_reserve+0:0/1 page_alloc_cpu_online+0:0/2 page_alloc_cpu_dead+0:0/2
sysctl_max_map_count 4 split_vma+0:0/1 do_mas_align_munmap+0:0/4 do_brk_flags+0:0/6
sysctl_max_rcu_stall_to_panic 4 panic_on_rcu_stall+0:3/6
sysctl_max_skb_frags 4 tcp_sendmsg_locked+0:0/15 sk_setsockopt+0:14/18 do_tcp_sendpages+0:0/20
sysctl_mem_pcpu_rsv 4 __sk_mem_reduce_allocated+0:1/2 sk_forced_mem_schedule+0:0/3 __sk_mem_raise_allocated+0:1/10
sysctl_memory_failure_early_kill 4 task_early_kill+0:0/1 clear_hwpoisoned_pages+0:0/2 page_handle_poison+0:0/4
sysctl_memory_failure_recovery 4 memory_failure+0:1/23
sysctl_min_slab_ratio 4 setup_min_slab_ratio+0:0/1
sysctl_min_unmapped_ratio 4 setup_min_unmapped_ratio+0:0/1
sysctl_mld_max_msf 4 ip6_mc_source+0:0/1 compat_ipv6_set_mcast_msfilter+0:2/4 do_ipv6_setsockopt+0:9/28
sysctl_mld_qrv 4 ipv6_mc_up+0:0/1 mld_query_work+0:3/11 ipv6_mc_init_dev+0:9/13
sysctl_mount_max 4 count_mounts+0:1/5
sysctl_net_busy_poll 4 ep_busy_loop_end+0:0/1 ep_poll_callback+0:0/3 do_select+0:0/7
sysctl_net_busy_read 4 sock_init_data_uid+0:7/9
sysctl_nr_open 4 do_prlimit+0:0/2 alloc_fdtable+0:0/2 expand_files+0:0/8
sysctl_numa_balancing_mode 4 pgdat_balanced+0:0/1 folio_migrate_flags+0:0/1 set_numabalancing_state+0:2/3
sysctl_numa_balancing_scan_delay 4 init_numa_balancing+0:1/5 task_numa_work+0:1/13
sysctl_numa_balancing_scan_period_max 4 task_scan_max+0:3/6 should_numa_migrate_memory+0:9/10
sysctl_numa_balancing_scan_period_min 4 task_scan_start+0:2/5 task_scan_max+0:2/6 task_numa_fault+0:24/36
sysctl_numa_balancing_scan_size 4 task_scan_start+0:1/5 task_scan_max+0:1/6 task_numa_work+0:2/13
sysctl_oom_dump_tasks 4 dump_header+0:9/21
sysctl_oom_kill_allocating_task 4 out_of_memory+0:11/31
sysctl_optmem_max 4 bpf_sk_storage_charge+0:0/1 sk_reuseport_attach_filter+0:0/1 sk_reuseport_attach_bpf+0:0/1
sysctl_overcommit_kbytes 8 overcommit_ratio_handler+0:0/1 vm_commit_limit+0:0/4 __vm_enough_memory+0:2/16
sysctl_overcommit_memory 4 mm_compute_batch_notifier+0:0/1 overcommit_policy_handler+0:0/2 do_mmap+0:8/13
sysctl_overcommit_ratio 4 overcommit_kbytes_handler+0:0/1 vm_commit_limit+0:3/4 __vm_enough_memory+0:14/16
sysctl_page_lock_unfairness 4 folio_wait_bit_common+0:0/4
sysctl_panic_on_oom 4 out_of_memory+0:2/31
sysctl_panic_on_rcu_stall 4 panic_on_rcu_stall+0:4/6 process_srcu+0:7/20 show_rcu_gp_kthreads+0:31/64
sysctl_perf_cpu_time_max_percent 4 perf_cpu_time_max_percent_handler+0:1/5 perf_proc_update_handler+0:1/5 perf_sample_event_took+0:4/10
sysctl_perf_event_max_contexts_per_stack 4 get_perf_callchain+0:1/4 get_callchain_entry+0:5/7 get_callchain_buffers+0:6/11
sysctl_perf_event_max_stack 4 stack_map_alloc+0:0/1 __bpf_get_stackid+0:0/1 __bpf_get_stack+0:0/1
sysctl_perf_event_mlock 4 perf_mmap+0:5/15
sysctl_perf_event_paranoid 4 find_get_context+0:0/3 kallsyms_show_value+0:1/3 perf_copy_attr+0:0/4
sysctl_perf_event_sample_rate 4 _perf_event_period+0:1/2 perf_event_namespaces+0:0/2 perf_event_text_poke+0:0/4
sysctl_pernet_ops 72 @16=sysctl_net_init @32=sysctl_net_exit
sysctl_protected_fifos 4 path_openat+0:1/19
sysctl_protected_hardlinks 4 page_handle_poison+0:2/4 may_linkat+0:1/4
sysctl_protected_regular 4 path_openat+0:2/19
sysctl_protected_symlinks 4 step_into+0:1/8 path_openat+0:0/19
sysctl_record_panic_msg 4 hv_die_panic_notify_crash+0:1/3 hv_kmsg_dump+0:0/5
sysctl_resched_latency_warn_ms 4 sched_create_group+0:0/2 wake_up_new_task+0:3/12 rcu_tasks_trace_pregp_step+0:16/19
sysctl_resched_latency_warn_once 4 transfer_surpluses+0:14/17 scheduler_tick+0:10/20 ioc_timer_fn+0:14/34
sysctl_rmem_default 4 sock_init_data_uid+0:1/9
sysctl_rmem_max 4 tcp_select_initial_window+0:0/1 sk_setsockopt+0:3/18
sysctl_route_ops 72 @16=sysctl_route_net_init @32=sysctl_route_net_exit
sysctl_sched_autogroup_enabled 4 sched_move_task+0:0/5 sched_cgroup_fork+0:0/6
sysctl_sched_cfs_bandwidth_slice 4 __account_cfs_rq_runtime+0:0/1 sched_cfs_slack_timer+0:0/3 dequeue_entity+0:0/6
sysctl_sched_dl_period_max 4 __checkparam_dl+0:1/3
sysctl_sched_dl_period_min 4 __checkparam_dl+0:2/3
sysctl_sched_energy_aware 4 sched_energy_aware_handler+0:1/5 partition_sched_domains_locked+0:22/54
sysctl_sched_features 4 sched_feat_write+0:1/4 sched_feat_show+0:2/5 __page_pool_alloc_pages_slow+0:3/9
sysctl_sched_migration_cost 4 tcp_rcv_established+0:5/6 rebalance_domains+0:3/7 can_migrate_task+0:8/14
sysctl_sched_nr_migrate 4 load_balance+0:23/60
sysctl_sched_rr_timeslice 4 sched_rr_handler+0:2/3
sysctl_sched_rt_period 4 init_dl_rq_bw_ratio+0:2/3 init_dl_bw+0:2/3 sched_rt_handler+0:3/9
sysctl_sched_rt_runtime 4 init_dl_rq_bw_ratio+0:1/3 init_dl_bw+0:1/3 dl_task_check_affinity+0:0/6
sysctl_sched_tunable_scaling 4 sched_scaling_show+0:1/2 sched_scaling_write+0:0/2 update_sysctl+0:2/7
sysctl_softlockup_all_cpu_backtrace 4 watchdog_timer_fn+0:3/21 copy_process+0:101/116
sysctl_stat_interval 4 vmstat_update+0:0/4 vmstat_shepherd+0:5/8
sysctl_tcp_max_orphans 4 tcp_check_oom+0:2/5
sysctl_timer_migration 4 timer_migration_handler+0:2/5 timer_update_keys+0:3/6
sysctl_tstamp_allow_data 4 skb_complete_tx_timestamp+0:0/2 __skb_tstamp_tx+0:0/3
sysctl_udp_mem 24 udp4_lib_lookup_skb+0:2/3 __udp6_lib_lookup+8:5/9 cookie_v4_check+0:15/17
sysctl_unprivileged_bpf_disabled 4 cpu_show_spectre_v2+0:10/13 __sys_bpf+0:0/66
sysctl_unprivileged_userfaultfd 4 __arm64_sys_userfaultfd+0:0/1 do_epoll_ctl+0:19/31
sysctl_user_reserve_kbytes 8 init_user_reserve+0:1/2 reserve_mem_notifier+0:1/5 __vm_enough_memory+0:8/16
sysctl_vfs_cache_pressure 4 super_cache_count+0:0/1 dqcache_shrink_count+0:2/3 __d_lookup_rcu_op_compare+0:2/6
sysctl_vm_numa_stat 4 sysctl_vm_numa_stat_handler+0:2/16
sysctl_wmem_default 4 ip_send_unicast_reply+0:0/2 sock_init_data_uid+0:2/9 sk_setsockopt+0:10/18
sysctl_wmem_max 4 sk_setsockopt+0:2/18
sysctl_writes_strict 4 proc_dostring+0:0/1 proc_do_static_key+0:3/7
sysfs_bin_kfops_mmap 96 @0=sysfs_kf_bin_open @88=sysfs_kf_bin_mmap
sysfs_bin_kfops_ro 96 sysfs_add_bin_file_mode_ns+0:3/6 @48=sysfs_kf_bin_read
sysfs_bin_kfops_rw 96 sysfs_add_bin_file_mode_ns+0:2/6 @48=sysfs_kf_bin_read @72=sysfs_kf_bin_write
sysfs_bin_kfops_wo 96 sysfs_add_bin_file_mode_ns+0:5/6 @72=sysfs_kf_bin_write
sysfs_dev_char_kobj 8 iommu_device_register+0:8/10 __class_register+0:15/16 device_del+0:19/20
sysfs_file_kfops_ro 96 sysfs_add_file_mode_ns+0:1/8 @16=sysfs_kf_seq_show
sysfs_file_kfops_rw 96 @16=sysfs_kf_seq_show @72=sysfs_kf_write
sysfs_file_kfops_wo 96 sysfs_add_file_mode_ns+0:5/8 @72=sysfs_kf_write
sysfs_fs_context_ops 48 @0=sysfs_fs_context_free @32=sysfs_get_tree
sysfs_fs_type 72 @16=sysfs_init_fs_context @40=sysfs_kill_sb
sysfs_initialized 4 pci_remove_sysfs_dev_files+0:0/1 pci_create_sysfs_dev_files+0:0/1 pci_device_probe+0:4/8
sysfs_lock 32 gpiochip_sysfs_unregister+0:1/2 gpiochip_sysfs_register+0:5/6 gpiod_unexport+0:1/7
sysfs_prealloc_kfops_ro 96 sysfs_add_file_mode_ns+0:3/8 @48=sysfs_kf_read
sysfs_prealloc_kfops_rw 96 @48=sysfs_kf_read @72=sysfs_kf_write
sysfs_prealloc_kfops_wo 96 sysfs_add_file_mode_ns+0:6/8 @72=sysfs_kf_write
sysfs_root 8 sysfs_init_fs_context+0:2/4 kernfs_notify+0:1/5
sysfs_root_kn 8 sysfs_create_link_nowarn+0:0/1 sysfs_create_link+0:0/1 sysfs_move_dir_ns+0:0/1
sysfs_symlink_target_lock 4 sysfs_do_create_link_sd+0:0/1 compat_only_sysfs_link_entry_to_kobj+0:0/1 sysfs_remove_dir+0:0/1
syslog_lock 32 syslog_print_all+0:7/10 syslog_print+0:3/13 register_console+0:5/14
syslog_partial 8 syslog_print+0:7/13 do_syslog+0:15/17
syslog_seq 8 syslog_print+0:5/13 register_console+0:6/14 do_syslog+0:12/17
syslog_time 1 syslog_print+0:11/13 do_syslog+0:16/17
sysrq_always_enabled 1 sysrq_mask+0:0/2 handle_sysrq+0:0/2 sysrq_toggle_support+0:0/13
sysrq_enabled 4 sysrq_mask+0:1/2 handle_sysrq+0:1/2 sysrq_toggle_support+0:1/13
sysrq_handler 120 @24=sysrq_filter @40=sysrq_connect
sysrq_key_table 496 k_meta+300:1/2 k_spec+299:1/3 __sysrq_swap_key_ops+0:3/4
sysrq_key_table_lock 4 __sysrq_swap_key_ops+0:1/4
sysrq_pressed 4 __hvc_poll+0:4/6
sysrq_reset_downtime_ms 4 sysrq_toggle_support+0:8/13 sysrq_filter+0:5/14
sysrq_reset_seq_len 4 __sysrq_swap_key_ops+0:0/4 showacpu+0:1/6 tty_audit_add_data+0:5/11
sysrq_reset_seq_version 4 sysrq_reset_seq_param_set+0:0/1 sysrq_handle_moom+0:0/3 __sysrq_swap_key_ops+0:2/4
sysrq_trigger_proc_ops 96 @32=write_sysrq_trigger @40=noop_llseek
sysrq_watch 48 shutdown_event+0:2/15 @40=sysrq_handler
system_freezable_power_efficient_wq 8 disk_flush_events+0:0/1 disk_check_events+0:1/2 __disk_unblock_events+0:0/2
system_freezable_wq 8 __page_reporting_request+0:0/1 input_dev_poller_queue_work+0:0/1 mmc_detect_change+0:0/1
system_has_some_mirror 1 memblock_mark_mirror+0:1/2
system_highpri_wq 8 schedule_page_work_fn+0:0/1 regulator_notifier_isr_work+0:0/4 regulator_notifier_isr+0:4/6
system_kset 8 subsys_system_register+0:0/1
system_long_wq 8 packet_free_pg_vec_work+0:0/1 dev_map_bpf_prog_run+0:5/9 serio_queue_event+0:6/9
system_power_efficient_wq 8 fb_flashcursor+0:1/2 fbcon_cursor+0:1/2 fbcon_blank+0:1/2
system_state 4 srcu_notifier_chain_register+0:0/1 blocking_notifier_chain_register_unique_prio+0:0/1 emergency_restart+0:0/1
system_transition_mutex 32 lock_system_sleep+0:0/1 unlock_system_sleep+0:0/1 pm_test_store+0:1/4
system_unbound_wq 8 dw8250_clk_notifier_cb+0:0/1 tty_buffer_restart_work+0:0/1 tty_flip_buffer_push+0:0/1
system_wq 8 irqfd_wakeup+0:0/1 psi_avgs_work+0:0/1 kfree_rcu_monitor+0:0/1
sysvipc_proc_ops 96 @8=sysvipc_proc_open @48=sysvipc_proc_release
sysvipc_proc_seqops 32 @0=sysvipc_proc_start @8=sysvipc_proc_stop
tab_unreach 56 icmpv6_err_convert+0:0/1 icmpv6_cleanup+0:0/2
table_perturb 8 __inet_hash_connect+0:2/19
tables 8 find_nls+0:1/2 __register_nls+0:1/2 load_nls_default+0:2/4
tables_data_kobj 8 acpi_bert_data_init+0:0/2
taint_flags 57 module_flags_taint+0:0/3 print_tainted+0:5/14
tainted_mask 8 get_taint+0:0/1 test_taint+0:1/2 add_taint+0:1/6
tap_time 4 mousedev_event+0:0/29
target_lock 32 hmat_register_target+0:2/14
target_watch 48 balloon_init_watcher+0:0/2 xen_balloon_init+0:0/9 @40=watch_target
targets_mutex 32 bpf_iter_unreg_target+0:1/2 bpf_iter_get_func_proto+0:1/4 bpf_iter_reg_target+0:2/4
task_bps_ht 136 blk_mq_free_request+80:1/2 task_bp_pinned+0:0/4 __cgroup_bpf_detach+104:3/8
task_cache 136 task_storage_map_alloc+0:0/1 task_storage_map_free+0:1/2 __sys_getsockopt+48:1/2
task_file_seq_ops 32 @0=task_file_seq_start @8=task_file_seq_stop
task_group_cache 8 sched_free_group_rcu+0:0/1 sched_create_group+0:1/2
task_group_lock 4 sched_release_group+0:1/2 sched_online_group+0:2/4
task_groups 16 rq_online_fair+0:0/1 rq_offline_fair+0:0/4 wake_up_if_idle+12:9/11
task_reg_info 88 bpf_iter_link_attach+4:2/12 @8=bpf_iter_attach_task @24=bpf_iter_task_show_fdinfo @32=bpf_iter_fill_link_info
task_seq_ops 32 @0=task_seq_start @8=task_seq_stop
task_state_array 72 do_task_stat+0:5/10 proc_pid_status+0:70/71
task_storage_map_ops 328 @8=task_storage_map_alloc @24=task_storage_map_free
task_struct_cachep 8 free_task+0:0/1 mm_init+0:1/6 copy_process+0:7/116
task_vma_seq_ops 32 @0=task_vma_seq_start @8=task_vma_seq_stop
tasklist_lock 8 ptrace_check_attach+0:0/1 ptrace_traceme+0:0/1 do_signal_stop+0:0/1
taskstats_cache 8 __put_task_struct+0:1/3 taskstats_exit+0:2/11 copy_process+0:41/116
taskstats_ops 96 @0=taskstats_user_cmd @48=cgroupstats_user_cmd
tc_cls_act_verifier_ops 48 @0=tc_cls_act_func_proto @8=tc_cls_act_is_valid_access
tc_filter_wq 8 tcf_queue_work+0:0/1 unregister_tcf_proto_ops+0:1/6
tcf_net_id 4 tcf_net_exit+0:0/1 tcf_block_refcnt_get+0:0/1 __tcf_block_put+0:0/1
tcf_net_ops 72 @16=tcf_net_init @32=tcf_net_exit
tcf_proto_base 16 register_tcf_proto_ops+0:4/5
tcp4_net_ops 72 @16=tcp4_proc_init_net @32=tcp4_proc_exit_net
tcp4_seq_afinfo 2 tcp_sk_exit_batch+0:0/2 tcp4_proc_exit+0:0/2 tcp4_proc_init_net+0:1/3
tcp4_seq_ops 32 @24=tcp4_seq_show @0=tcp_seq_start
tcp6_request_sock_ops 64 @32=tcp_v6_reqsk_send_ack @40=tcp_v6_send_reset
tcp6_seq_afinfo 2 tcp6_proc_init+0:2/4 tcpv6_exit+0:0/5
tcp6_seq_ops 32 @24=tcp6_seq_show @0=tcp_seq_start
tcp_bpf_prots 3712 tcp_bpf_clone+0:0/2 ethnl_tunnel_info_fill_reply+112:3/4 ping_unhash+56:2/8
tcp_exit_batch_mutex 32 tcp_sk_exit_batch+0:1/2
tcp_friendliness 4 cubictcp_cong_avoid+0:3/7
tcp_hashinfo 80 tcp_twsk_purge+0:0/1 tcp_sk_init+0:1/10
tcp_md5sig_mutex 32 tcp_alloc_md5sig_pool+0:1/14
tcp_md5sig_pool_populated 1 tcp_get_md5sig_pool+0:0/3 tcp_orphan_update+0:0/5 tcp_check_oom+0:0/5
tcp_memory_pressure 8 tcp_leave_memory_pressure+0:0/2 tcp_enter_memory_pressure+0:0/4 tcp_grow_window+0:0/5
tcp_metrics_hash 8 __tcp_get_metrics+0:0/1 tcp_metrics_nl_cmd_get+0:2/3 tcp_metrics_nl_dump+0:2/4
tcp_metrics_hash_log 4 tcp_metrics_nl_cmd_get+0:1/3 tcp_metrics_nl_dump+0:0/4 tcp_net_metrics_init+0:3/5
tcp_metrics_lock 4 tcp_metrics_flush_all+0:2/5 tcp_metrics_nl_cmd_del+0:3/6 tcp_get_metrics+0:3/16
tcp_metrics_nl_ops 48 @0=tcp_metrics_nl_cmd_get @8=tcp_metrics_nl_dump @24=tcp_metrics_nl_cmd_del
tcp_orphan_cache 4 tcp_orphan_update+0:2/5 tcp_check_oom+0:1/5 do_ip_setsockopt+0:21/24
tcp_orphan_timer 40 tcp_orphan_update+0:1/5 __inet_hash_connect+16:7/19 do_ip_setsockopt+0:22/24
tcp_prot 464 @8=tcp_v4_pre_connect @16=tcp_v4_connect
tcp_prot_override 464 netlbl_cipsov4_list+272:4/8 mptcp_subflow_create_socket+0:8/13
tcp_protocol 24 @0=tcp_v4_rcv @8=tcp_v4_err
tcp_reno 192 @0=tcp_reno_ssthresh @8=tcp_reno_cong_avoid
tcp_request_sock_ipv4_ops 56 @24=cookie_v4_init_sequence @32=tcp_v4_route_req
tcp_request_sock_ipv6_ops 56 @24=cookie_v6_init_sequence @32=tcp_v6_route_req
tcp_request_sock_ops 64 @32=tcp_v4_reqsk_send_ack @40=tcp_v4_send_reset
tcp_seq_info 32 @8=bpf_iter_init_tcp @16=bpf_iter_fini_tcp
tcp_sk_ops 72 @16=tcp_sk_init @32=tcp_sk_exit
tcp_sock_id 4 bpf_tcp_ca_is_valid_access+0:1/2 bpf_tcp_ca_init+0:3/5
tcp_sock_ipv4_specific 24 @16=tcp_v4_parse_md5_keys @0=tcp_v4_md5_lookup
tcp_sock_ipv6_mapped_specific 24 @16=tcp_v6_parse_md5_keys @0=tcp_v4_md5_lookup
tcp_sock_ipv6_specific 24 @0=tcp_v6_md5_lookup @8=tcp_v6_md5_hash_skb @16=tcp_v6_parse_md5_keys
tcp_ulp_list 16 tcp_set_ulp+0:0/2 tcp_register_ulp+0:1/3 tcp_get_available_ulp+0:0/4
tcp_ulp_list_lock 4 tcp_unregister_ulp+0:0/1 tcp_register_ulp+0:0/3
tcpa_event_type_strings 144 tpm1_ascii_bios_measurements_show+0:8/15
tcpa_pc_event_id_strings 120 tpm1_ascii_bios_measurements_show+0:11/15
tcpmhash_entries 4 tcp_fastopen_cache_get+0:0/2 tcp_metrics_fill_info+0:1/3 tcpm_suck_dst+0:1/4
tcpv4_offload 32 @0=tcp4_gso_segment @8=tcp4_gro_receive
tcpv6_net_ops 72 @16=tcpv6_net_init @32=tcpv6_net_exit
tcpv6_offload 32 @0=tcp6_gso_segment @8=tcp6_gro_receive
tcpv6_prot 464 @8=tcp_v6_pre_connect @16=tcp_v6_connect
tcpv6_prot_lock 4 tcp_bpf_clone+0:1/2 tcp_bpf_update_proto+0:7/26
tcpv6_prot_override 464 subflow_ulp_release+0:1/4 mptcp_subflow_drop_ctx+0:3/7 subflow_v6_conn_request+168:6/9
tcpv6_prot_saved 8 tcp_bpf_update_proto+0:3/26
tcpv6_protocol 24 tcpv6_exit+0:4/5 @0=tcp_v6_rcv @8=tcp_v6_err
tcpv6_protosw 48 tcpv6_exit+0:2/5
temp_ima_appraise 4 ima_delete_rules+0:1/2 ima_update_policy_flags+0:0/6 add_rules+0:7/8
template_list 4 ima_template_desc_buf+0:0/5 ima_template_desc_current+0:0/5 ima_restore_measurement_list+0:19/26
text_mutex 32 bpf_arch_text_poke+0:0/2 __disable_kprobe+0:1/3 enable_kprobe+0:2/4
tfile_check_list 8 ep_loop_check_proc+0:4/6 do_epoll_ctl+0:3/31
tgid_base_stuff 2120 @712=proc_tgid_stat @1792=proc_tgid_io_accounting
tgid_map 8 saved_tgids_show+0:0/2 saved_tgids_next+0:1/3 saved_tgids_start+0:1/3
tgid_map_max 8 saved_tgids_next+0:2/3 saved_tgids_start+0:2/3 trace_find_tgid+0:2/3
thermal_class 120 thermal_zone_device_register_with_trips+0:8/36 @64=thermal_release
thermal_gov_fair_share 64 thermal_remove_hwmon_sysfs+0:7/10 thermal_add_hwmon_sysfs+48:5/12 @40=fair_share_throttle
thermal_gov_power_allocator 64 @24=power_allocator_bind @32=power_allocator_unbind
thermal_gov_user_space 64 @24=user_space_bind @40=notify_user_space
thread 8 devtmpfs_delete_node+0:0/2 devtmpfs_create_node+0:0/3 devtmpfs_submit_req+0:5/6
thread_finished 4 cpci_hp_unregister_controller+0:1/7 poll_thread+0:3/8 cpci_hp_stop+0:3/8
thread_self_inum 4 proc_setup_thread_self+0:1/4
throtl_files 432 @152=tg_print_limit @200=tg_set_limit
throtl_legacy_files 1944 tg_prfill_rwstat_recursive+816:1/2 ioc_rqos_throttle+336:5/15 @152=tg_print_conf_u64 @200=tg_set_conf_u64 @584=tg_print_conf_uint
tick_broadcast_device 16 tick_is_broadcast_device+0:0/1 tick_broadcast_oneshot_active+8:0/1 tick_broadcast_update_freq+0:0/2
tick_broadcast_force_mask 32 tick_check_broadcast_expired+0:2/3 hotplug_cpu__broadcast_tick_pull+0:4/7 tick_handle_oneshot_broadcast+0:8/11
tick_broadcast_forced 4 tick_broadcast_control+0:7/10
tick_broadcast_lock 4 tick_broadcast_update_freq+0:1/2 tick_suspend_broadcast+0:0/2 tick_broadcast_switch_to_oneshot+0:0/4
tick_broadcast_mask 32 tick_get_broadcast_mask+0:1/2 tick_resume_check_broadcast+0:3/4 tick_resume_broadcast+0:4/6
tick_broadcast_on 32 tick_device_uses_broadcast+0:4/9 tick_broadcast_control+0:8/10 tick_broadcast_offline+0:3/11
tick_broadcast_oneshot_mask 32 tick_get_broadcast_oneshot_mask+0:0/1 tick_broadcast_clear_oneshot+0:0/2 tick_get_broadcast_device+0:0/2
tick_broadcast_pending_mask 32 tick_broadcast_clear_oneshot+0:1/2 tick_broadcast_oneshot_available+28:2/3 tick_handle_oneshot_broadcast+0:6/11
tick_dep_mask 4 tick_nohz_dep_clear+0:1/2 __tick_nohz_full_update_tick+0:3/5 tick_nohz_dep_set+0:1/5
tick_do_timer_boot_cpu 4 tick_setup_device+0:3/7
tick_do_timer_cpu 4 tick_nohz_cpu_down+0:1/2 tick_nohz_cpu_hotpluggable+0:1/2 tick_sched_do_timer+0:0/4
tick_freeze_depth 4 tick_unfreeze+0:2/8 tick_freeze+0:2/9
tick_freeze_lock 4 tick_unfreeze+0:1/8 tick_freeze+0:1/9
tick_length 8 ntp_tick_length+0:0/1 ntp_update_frequency+0:3/5 ntp_clear+0:6/8
tick_length_base 8 ntp_update_frequency+0:4/5 ntp_clear+0:5/8 second_overflow+0:6/14
tick_next_period 8 tick_setup_periodic+0:1/2 tick_init_jiffy_update+0:4/6 __clockevents_unbind+0:6/7
tick_nohz_active 8 get_cpu_iowait_time_us+0:1/3 get_cpu_idle_time_us+0:1/3 timer_migration_handler+0:3/5
tick_nohz_enabled 1 tick_check_oneshot_change+0:1/10 tick_setup_sched_timer+0:4/12
tick_nohz_full_mask 32 enqueue_task_stop+0:1/2 dequeue_task_stop+0:1/2 print_cpus_nohz_full+0:1/3
tick_nohz_full_running 1 tick_nohz_full_enabled+0:0/1 arm_timer+0:0/1 set_process_cpu_timer+0:0/1
tick_usec 8 sync_timer_callback+0:0/3 ntp_get_next_leap+0:1/4 ntp_update_frequency+0:1/5
tick_work_cpu 8 sched_tick_start+0:1/7 tg_set_cfs_bandwidth+0:8/17 sched_cpu_dying+0:12/31
tid_base_stuff 1840 @552=proc_tid_stat @1592=proc_tid_io_accounting
tid_fd_dentry_operations 128 @0=tid_fd_revalidate @32=pid_delete_dentry
tid_map_files_dentry_operations 128 @0=map_files_d_revalidate @32=pid_delete_dentry
time_adjust 8 ntp_clear+0:3/8 __do_adjtimex+0:3/12 second_overflow+0:9/14
time_constant 8 __do_adjtimex+0:6/12 second_overflow+0:5/14
time_esterror 8 __do_adjtimex+0:10/12
time_freq 8 ntp_update_frequency+0:2/5 __do_adjtimex+0:4/12
time_maxerror 8 __do_adjtimex+0:9/12 second_overflow+0:4/14
time_offset 8 ntp_clear+0:4/8 __do_adjtimex+0:8/12 second_overflow+0:8/14
time_reftime 8 __do_adjtimex+0:11/12
time_state 4 ntp_get_next_leap+0:0/4 __do_adjtimex+0:5/12 second_overflow+0:2/14
time_status 4 ntp_get_next_leap+0:2/4 ntp_notify_cmos_timer+0:1/7 ntp_clear+0:2/8
timedia_data 64 pci_timedia_init+0:0/1 pci_oxsemi_tornado_get_divisor+0:0/4 pci_ite887x_init+0:1/6
timekeeper_lock 4 vdso_update_begin+0:1/2 change_clocksource+0:1/3 pvclock_gtod_unregister_notifier+0:1/3
timekeeping_suspend_time 16 timekeeping_resume+0:3/11 timekeeping_suspend+0:2/24
timekeeping_suspended 4 dummy_clock_read+0:0/2 ktime_get_seconds+0:0/2 ktime_get_resolution_ns+0:0/2
timekeeping_syscore_ops 40 @16=timekeeping_suspend @24=timekeeping_resume
timens_for_children_operations 64 @24=timens_for_children_get @32=timens_put
timens_operations 64 @24=timens_get @32=timens_put
timeout 4 khvcd+0:5/6 __hvc_poll+0:5/6
timer_expired 1 ima_keys_handler+0:0/1 ima_process_queued_keys+0:3/9
timer_keys_mutex 32 timer_migration_handler+0:1/5 timer_update_keys+0:1/6
timer_list_sops 32 @0=timer_list_start @8=timer_list_stop
timer_sysctl 128 timers_update_nohz+0:0/3 timer_migration_handler+0:0/5 timer_update_keys+0:0/6 @32=timer_migration_handler
timer_update_work 32 timers_update_nohz+0:2/3 @24=timer_update_keys
timerfd_fops 280 @16=timerfd_read @72=timerfd_poll
timerfd_work 32 timerfd_resume+0:2/3 @24=timerfd_resume_work
tk_core 288 getboottime64+0:0/1 ktime_get_real_seconds+120:0/1 __ktime_get_real_seconds+120:0/1
tk_debug_sleep_time_fops 280 @112=tk_debug_sleep_time_open @128=single_release
tk_fast_mono 120 ktime_get_mono_fast_ns+0:0/2 ktime_get_real_fast_ns+0:0/2 ktime_get_raw_fast_ns+0:0/3
tk_fast_raw 120 ktime_get_raw_fast_ns+0:2/3 timekeeping_update+0:3/7 timekeeping_suspend+0:18/24
tmpmask 32 tick_handle_periodic_broadcast+0:8/10 tick_handle_oneshot_broadcast+0:3/11 tick_broadcast_setup_oneshot+0:4/12
tnode_free_size 4 tnode_free+0:1/3
tnum_unknown 16 __mark_reg_unknown+0:0/1 do_check_common+0:116/197
token_hash 8 mptcp_token_iter_next+0:1/2 mptcp_token_get_sock+0:1/2 mptcp_token_destroy_request+0:1/3
token_mask 4 mptcp_token_iter_next+0:0/2 mptcp_token_get_sock+0:0/2 mptcp_token_destroy_request+0:0/3
tomoyo_hooks 1160 @24=tomoyo_cred_prepare @64=tomoyo_bprm_committed_creds
tomoyo_operations 280 @16=tomoyo_read @24=tomoyo_write
tomoyo_self_operations 280 @16=tomoyo_read_self @24=tomoyo_write_self
tomoyo_ss 384 tomoyo_path_perm+0:1/2 tomoyo_read_control+0:0/3 tomoyo_check_open_permission+0:2/3 @352=delayed_work_timer_fn
top_cpuset 464 update_tasks_cpumask+0:1/4 validate_change+0:1/4 cpuset_css_alloc+0:6/7
top_tier_adistance 4 node_is_toptier+0:2/3 establish_demotion_targets+0:10/13
topology_attr_group 40 topology_remove_dev+0:0/1 topology_add_dev+0:0/1 @8=topology_is_visible
total_cpus 4 print_cpus_offline+0:4/10
total_forks 8 show_stat+0:12/16 copy_process+0:25/116
total_idle_time_fops 280 @112=total_idle_time_open @128=single_release
total_ref_count 4 perf_trace_buf_alloc+0:1/5 perf_trace_event_init+0:3/9
total_swap_pages 8 swap_offset_available_and_locked+0:2/3 mem_cgroup_get_max+0:1/3 mem_cgroup_swap_full+0:1/3
totalcma_pages 8 __kmem_cache_do_shrink+4:4/6 __show_mem+0:5/8 meminfo_proc_show+0:71/75
totalreserve_pages 8 calculate_totalreserve_pages+0:0/1 global_dirty_limits+0:4/7 node_dirty_ok+0:7/8
tp_transition_snapshot 48 tracepoint_add_func+0:10/13 tracepoint_probe_unregister+0:10/14 do_seccomp+24:30/45
tpm1_ascii_b_measurements_seqops 32 @24=tpm1_ascii_bios_measurements_show @0=tpm1_bios_measurements_start
tpm1_binary_b_measurements_seqops 32 @24=tpm1_binary_bios_measurements_show @0=tpm1_bios_measurements_start @8=tpm1_bios_measurements_stop
tpm2_binary_b_measurements_seqops 32 @0=tpm2_bios_measurements_start @8=tpm2_bios_measurements_stop
tpm_bios_measurements_ops 280 @112=tpm_bios_measurements_open @128=tpm_bios_measurements_release
tpm_crb 104 @8=crb_req_canceled @16=crb_recv
tpm_fops 280 @112=tpm_open @128=tpm_release
tpmrm_fops 280 @112=tpmrm_open @128=tpmrm_release
trace_blk_event_funcs 32 @0=blk_trace_event_print @24=blk_trace_event_print_binary
trace_bprint_funcs 32 @0=trace_bprint_print @8=trace_bprint_raw
trace_bprintk_fmt_list 16 module_trace_bprintk_format_notify+0:2/5
trace_bputs_funcs 32 @0=trace_bputs_print @8=trace_bputs_raw
trace_buf_size 8 tracing_update_buffers+0:5/7 tracing_set_tracer+0:8/10 tracing_total_entries_read+0:8/12
trace_buffered_event_ref 4 trace_buffered_event_disable+0:2/11 trace_buffered_event_enable+0:2/12
trace_cgroup_path 1024 delayed_free_pidns+244:1/2 css_task_iter_next+16:2/3 cgroup_update_frozen+0:0/4
trace_cgroup_path_lock 4 cgroup_update_frozen+0:1/4 cgroup_freeze+0:0/4 cgroup1_rename+0:1/5
trace_clock_fops 280 @24=tracing_clock_write @112=tracing_clock_open
trace_clock_struct 16 trace_clock_counter+0:0/2 trace_clock_global+0:1/3
trace_clocks 216 @0=trace_clock_local @24=trace_clock_global
trace_cmdline_lock 4 saved_cmdlines_stop+0:1/2 trace_find_cmdline+0:1/2 tracing_saved_cmdlines_size_write+0:1/3
trace_count 4 trace_release+0:0/1 ras_userspace_consumers+0:0/1 trace_open+0:0/2
trace_counter 8 trace_clock_counter+0:1/2
trace_ctx_funcs 32 @0=trace_ctx_print @8=trace_ctx_raw
trace_die_notifier 24 @0=trace_die_handler
trace_event_type_funcs_ack_update_msk 32 @0=trace_raw_output_ack_update_msk
trace_event_type_funcs_aer_event 32 @0=trace_raw_output_aer_event
trace_event_type_funcs_alarm_class 32 @0=trace_raw_output_alarm_class
trace_event_type_funcs_alarmtimer_suspend 32 @0=trace_raw_output_alarmtimer_suspend
trace_event_type_funcs_arm_event 32 @0=trace_raw_output_arm_event
trace_event_type_funcs_balance_dirty_pages 32 @0=trace_raw_output_balance_dirty_pages
trace_event_type_funcs_bdi_dirty_ratelimit 32 @0=trace_raw_output_bdi_dirty_ratelimit
trace_event_type_funcs_block_bio 32 @0=trace_raw_output_block_bio
trace_event_type_funcs_block_bio_complete 32 @0=trace_raw_output_block_bio_complete
trace_event_type_funcs_block_bio_remap 32 @0=trace_raw_output_block_bio_remap
trace_event_type_funcs_block_buffer 32 @0=trace_raw_output_block_buffer
trace_event_type_funcs_block_plug 32 @0=trace_raw_output_block_plug
trace_event_type_funcs_block_rq 32 @0=trace_raw_output_block_rq
trace_event_type_funcs_block_rq_completion 32 @0=trace_raw_output_block_rq_completion
trace_event_type_funcs_block_rq_remap 32 @0=trace_raw_output_block_rq_remap
trace_event_type_funcs_block_rq_requeue 32 @0=trace_raw_output_block_rq_requeue
trace_event_type_funcs_block_split 32 @0=trace_raw_output_block_split
trace_event_type_funcs_block_unplug 32 @0=trace_raw_output_block_unplug
trace_event_type_funcs_bpf_test_finish 32 @0=trace_raw_output_bpf_test_finish
trace_event_type_funcs_bpf_trace_printk 32 @0=trace_raw_output_bpf_trace_printk
trace_event_type_funcs_br_fdb_add 32 @0=trace_raw_output_br_fdb_add
trace_event_type_funcs_br_fdb_external_learn_add 32 @0=trace_raw_output_br_fdb_external_learn_add
trace_event_type_funcs_br_fdb_update 32 @0=trace_raw_output_br_fdb_update
trace_event_type_funcs_cdev_update 32 @0=trace_raw_output_cdev_update
trace_event_type_funcs_cgroup 32 @0=trace_raw_output_cgroup
trace_event_type_funcs_cgroup_event 32 @0=trace_raw_output_cgroup_event
trace_event_type_funcs_cgroup_migrate 32 @0=trace_raw_output_cgroup_migrate
trace_event_type_funcs_cgroup_root 32 @0=trace_raw_output_cgroup_root
trace_event_type_funcs_clk 32 @0=trace_raw_output_clk
trace_event_type_funcs_clk_duty_cycle 32 @0=trace_raw_output_clk_duty_cycle
trace_event_type_funcs_clk_parent 32 @0=trace_raw_output_clk_parent
trace_event_type_funcs_clk_phase 32 @0=trace_raw_output_clk_phase
trace_event_type_funcs_clk_rate 32 @0=trace_raw_output_clk_rate
trace_event_type_funcs_clk_rate_range 32 @0=trace_raw_output_clk_rate_range
trace_event_type_funcs_clock 32 @0=trace_raw_output_clock
trace_event_type_funcs_compact_retry 32 @0=trace_raw_output_compact_retry
trace_event_type_funcs_console 32 @0=trace_raw_output_console
trace_event_type_funcs_consume_skb 32 @0=trace_raw_output_consume_skb
trace_event_type_funcs_contention_begin 32 @0=trace_raw_output_contention_begin
trace_event_type_funcs_contention_end 32 @0=trace_raw_output_contention_end
trace_event_type_funcs_context_tracking_user 32 @0=trace_raw_output_context_tracking_user
trace_event_type_funcs_cpu 32 @0=trace_raw_output_cpu
trace_event_type_funcs_cpu_frequency_limits 32 @0=trace_raw_output_cpu_frequency_limits
trace_event_type_funcs_cpu_idle_miss 32 @0=trace_raw_output_cpu_idle_miss
trace_event_type_funcs_cpu_latency_qos_request 32 @0=trace_raw_output_cpu_latency_qos_request
trace_event_type_funcs_cpuhp_enter 32 @0=trace_raw_output_cpuhp_enter
trace_event_type_funcs_cpuhp_exit 32 @0=trace_raw_output_cpuhp_exit
trace_event_type_funcs_cpuhp_multi_enter 32 @0=trace_raw_output_cpuhp_multi_enter
trace_event_type_funcs_cros_ec_request_done 32 @0=trace_raw_output_cros_ec_request_done
trace_event_type_funcs_cros_ec_request_start 32 @0=trace_raw_output_cros_ec_request_start
trace_event_type_funcs_dev_pm_qos_request 32 @0=trace_raw_output_dev_pm_qos_request
trace_event_type_funcs_devfreq_frequency 32 @0=trace_raw_output_devfreq_frequency
trace_event_type_funcs_devfreq_monitor 32 @0=trace_raw_output_devfreq_monitor
trace_event_type_funcs_device_pm_callback_end 32 @0=trace_raw_output_device_pm_callback_end
trace_event_type_funcs_device_pm_callback_start 32 @0=trace_raw_output_device_pm_callback_start
trace_event_type_funcs_devlink_health_recover_aborted 32 @0=trace_raw_output_devlink_health_recover_aborted
trace_event_type_funcs_devlink_health_report 32 @0=trace_raw_output_devlink_health_report
trace_event_type_funcs_devlink_health_reporter_state_update 32 @0=trace_raw_output_devlink_health_reporter_state_update
trace_event_type_funcs_devlink_hwerr 32 @0=trace_raw_output_devlink_hwerr
trace_event_type_funcs_devlink_hwmsg 32 @0=trace_raw_output_devlink_hwmsg
trace_event_type_funcs_devlink_trap_report 32 @0=trace_raw_output_devlink_trap_report
trace_event_type_funcs_devres 32 @0=trace_raw_output_devres
trace_event_type_funcs_dma_fence 32 @0=trace_raw_output_dma_fence
trace_event_type_funcs_error_report_template 32 @0=trace_raw_output_error_report_template
trace_event_type_funcs_exit_mmap 32 @0=trace_raw_output_exit_mmap
trace_event_type_funcs_fdb_delete 32 @0=trace_raw_output_fdb_delete
trace_event_type_funcs_fib6_table_lookup 32 @0=trace_raw_output_fib6_table_lookup
trace_event_type_funcs_fib_table_lookup 32 @0=trace_raw_output_fib_table_lookup
trace_event_type_funcs_file_check_and_advance_wb_err 32 @0=trace_raw_output_file_check_and_advance_wb_err
trace_event_type_funcs_filelock_lease 32 @0=trace_raw_output_filelock_lease
trace_event_type_funcs_filelock_lock 32 @0=trace_raw_output_filelock_lock
trace_event_type_funcs_filemap_set_wb_err 32 @0=trace_raw_output_filemap_set_wb_err
trace_event_type_funcs_finish_task_reaping 32 @0=trace_raw_output_finish_task_reaping
trace_event_type_funcs_flush_foreign 32 @0=trace_raw_output_flush_foreign
trace_event_type_funcs_generic_add_lease 32 @0=trace_raw_output_generic_add_lease
trace_event_type_funcs_global_dirty_state 32 @0=trace_raw_output_global_dirty_state
trace_event_type_funcs_gpio_direction 32 @0=trace_raw_output_gpio_direction
trace_event_type_funcs_gpio_value 32 @0=trace_raw_output_gpio_value
trace_event_type_funcs_guest_halt_poll_ns 32 @0=trace_raw_output_guest_halt_poll_ns
trace_event_type_funcs_hrtimer_class 32 @0=trace_raw_output_hrtimer_class
trace_event_type_funcs_hrtimer_expire_entry 32 @0=trace_raw_output_hrtimer_expire_entry
trace_event_type_funcs_hrtimer_init 32 @0=trace_raw_output_hrtimer_init
trace_event_type_funcs_hrtimer_start 32 @0=trace_raw_output_hrtimer_start
trace_event_type_funcs_hugepage_set_pmd 32 @0=trace_raw_output_hugepage_set_pmd
trace_event_type_funcs_hugepage_update 32 @0=trace_raw_output_hugepage_update
trace_event_type_funcs_hwmon_attr_class 32 @0=trace_raw_output_hwmon_attr_class
trace_event_type_funcs_hwmon_attr_show_string 32 @0=trace_raw_output_hwmon_attr_show_string
trace_event_type_funcs_i2c_read 32 @0=trace_raw_output_i2c_read
trace_event_type_funcs_i2c_reply 32 @0=trace_raw_output_i2c_reply
trace_event_type_funcs_i2c_result 32 @0=trace_raw_output_i2c_result
trace_event_type_funcs_i2c_write 32 @0=trace_raw_output_i2c_write
trace_event_type_funcs_icmp_send 32 @0=trace_raw_output_icmp_send
trace_event_type_funcs_inet_sk_error_report 32 @0=trace_raw_output_inet_sk_error_report
trace_event_type_funcs_inet_sock_set_state 32 @0=trace_raw_output_inet_sock_set_state
trace_event_type_funcs_initcall_finish 32 @0=trace_raw_output_initcall_finish
trace_event_type_funcs_initcall_level 32 @0=trace_raw_output_initcall_level
trace_event_type_funcs_initcall_start 32 @0=trace_raw_output_initcall_start
trace_event_type_funcs_inode_foreign_history 32 @0=trace_raw_output_inode_foreign_history
trace_event_type_funcs_inode_switch_wbs 32 @0=trace_raw_output_inode_switch_wbs
trace_event_type_funcs_io_uring_complete 32 @0=trace_raw_output_io_uring_complete
trace_event_type_funcs_io_uring_cqe_overflow 32 @0=trace_raw_output_io_uring_cqe_overflow
trace_event_type_funcs_io_uring_cqring_wait 32 @0=trace_raw_output_io_uring_cqring_wait
trace_event_type_funcs_io_uring_create 32 @0=trace_raw_output_io_uring_create
trace_event_type_funcs_io_uring_defer 32 @0=trace_raw_output_io_uring_defer
trace_event_type_funcs_io_uring_fail_link 32 @0=trace_raw_output_io_uring_fail_link
trace_event_type_funcs_io_uring_file_get 32 @0=trace_raw_output_io_uring_file_get
trace_event_type_funcs_io_uring_link 32 @0=trace_raw_output_io_uring_link
trace_event_type_funcs_io_uring_local_work_run 32 @0=trace_raw_output_io_uring_local_work_run
trace_event_type_funcs_io_uring_poll_arm 32 @0=trace_raw_output_io_uring_poll_arm
trace_event_type_funcs_io_uring_queue_async_work 32 @0=trace_raw_output_io_uring_queue_async_work
trace_event_type_funcs_io_uring_register 32 @0=trace_raw_output_io_uring_register
trace_event_type_funcs_io_uring_req_failed 32 @0=trace_raw_output_io_uring_req_failed
trace_event_type_funcs_io_uring_short_write 32 @0=trace_raw_output_io_uring_short_write
trace_event_type_funcs_io_uring_submit_sqe 32 @0=trace_raw_output_io_uring_submit_sqe
trace_event_type_funcs_io_uring_task_add 32 @0=trace_raw_output_io_uring_task_add
trace_event_type_funcs_io_uring_task_work_run 32 @0=trace_raw_output_io_uring_task_work_run
trace_event_type_funcs_iocg_inuse_update 32 @0=trace_raw_output_iocg_inuse_update
trace_event_type_funcs_iocost_ioc_vrate_adj 32 @0=trace_raw_output_iocost_ioc_vrate_adj
trace_event_type_funcs_iocost_iocg_forgive_debt 32 @0=trace_raw_output_iocost_iocg_forgive_debt
trace_event_type_funcs_iocost_iocg_state 32 @0=trace_raw_output_iocost_iocg_state
trace_event_type_funcs_iomap_class 32 @0=trace_raw_output_iomap_class
trace_event_type_funcs_iomap_iter 32 @0=trace_raw_output_iomap_iter
trace_event_type_funcs_iomap_range_class 32 @0=trace_raw_output_iomap_range_class
trace_event_type_funcs_iomap_readpage_class 32 @0=trace_raw_output_iomap_readpage_class
trace_event_type_funcs_iommu_device_event 32 @0=trace_raw_output_iommu_device_event
trace_event_type_funcs_iommu_error 32 @0=trace_raw_output_iommu_error
trace_event_type_funcs_iommu_group_event 32 @0=trace_raw_output_iommu_group_event
trace_event_type_funcs_ipi_handler 32 @0=trace_raw_output_ipi_handler
trace_event_type_funcs_ipi_raise 32 @0=trace_raw_output_ipi_raise
trace_event_type_funcs_irq_handler_entry 32 @0=trace_raw_output_irq_handler_entry
trace_event_type_funcs_irq_handler_exit 32 @0=trace_raw_output_irq_handler_exit
trace_event_type_funcs_itimer_expire 32 @0=trace_raw_output_itimer_expire
trace_event_type_funcs_itimer_state 32 @0=trace_raw_output_itimer_state
trace_event_type_funcs_kcompactd_wake_template 32 @0=trace_raw_output_kcompactd_wake_template
trace_event_type_funcs_kfree 32 @0=trace_raw_output_kfree
trace_event_type_funcs_kfree_skb 32 @0=trace_raw_output_kfree_skb
trace_event_type_funcs_kmalloc 32 @0=trace_raw_output_kmalloc
trace_event_type_funcs_kmem_cache_alloc 32 @0=trace_raw_output_kmem_cache_alloc
trace_event_type_funcs_kmem_cache_free 32 @0=trace_raw_output_kmem_cache_free
trace_event_type_funcs_leases_conflict 32 @0=trace_raw_output_leases_conflict
trace_event_type_funcs_locks_get_lock_context 32 @0=trace_raw_output_locks_get_lock_context
trace_event_type_funcs_ma_op 32 @0=trace_raw_output_ma_op
trace_event_type_funcs_ma_read 32 @0=trace_raw_output_ma_read
trace_event_type_funcs_ma_write 32 @0=trace_raw_output_ma_write
trace_event_type_funcs_map 32 @0=trace_raw_output_map
trace_event_type_funcs_mark_victim 32 @0=trace_raw_output_mark_victim
trace_event_type_funcs_mc_event 32 @0=trace_raw_output_mc_event
trace_event_type_funcs_mem_connect 32 @0=trace_raw_output_mem_connect
trace_event_type_funcs_mem_disconnect 32 @0=trace_raw_output_mem_disconnect
trace_event_type_funcs_mem_return_failed 32 @0=trace_raw_output_mem_return_failed
trace_event_type_funcs_memory_failure_event 32 @0=trace_raw_output_memory_failure_event
trace_event_type_funcs_migration_pmd 32 @0=trace_raw_output_migration_pmd
trace_event_type_funcs_migration_pte 32 @0=trace_raw_output_migration_pte
trace_event_type_funcs_mm_collapse_huge_page 32 @0=trace_raw_output_mm_collapse_huge_page
trace_event_type_funcs_mm_collapse_huge_page_isolate 32 @0=trace_raw_output_mm_collapse_huge_page_isolate
trace_event_type_funcs_mm_collapse_huge_page_swapin 32 @0=trace_raw_output_mm_collapse_huge_page_swapin
trace_event_type_funcs_mm_compaction_begin 32 @0=trace_raw_output_mm_compaction_begin
trace_event_type_funcs_mm_compaction_defer_template 32 @0=trace_raw_output_mm_compaction_defer_template
trace_event_type_funcs_mm_compaction_end 32 @0=trace_raw_output_mm_compaction_end
trace_event_type_funcs_mm_compaction_isolate_template 32 @0=trace_raw_output_mm_compaction_isolate_template
trace_event_type_funcs_mm_compaction_kcompactd_sleep 32 @0=trace_raw_output_mm_compaction_kcompactd_sleep
trace_event_type_funcs_mm_compaction_migratepages 32 @0=trace_raw_output_mm_compaction_migratepages
trace_event_type_funcs_mm_compaction_suitable_template 32 @0=trace_raw_output_mm_compaction_suitable_template
trace_event_type_funcs_mm_compaction_try_to_compact_pages 32 @0=trace_raw_output_mm_compaction_try_to_compact_pages
trace_event_type_funcs_mm_filemap_op_page_cache 32 @0=trace_raw_output_mm_filemap_op_page_cache
trace_event_type_funcs_mm_khugepaged_scan_file 32 @0=trace_raw_output_mm_khugepaged_scan_file
trace_event_type_funcs_mm_khugepaged_scan_pmd 32 @0=trace_raw_output_mm_khugepaged_scan_pmd
trace_event_type_funcs_mm_lru_activate 32 @0=trace_raw_output_mm_lru_activate
trace_event_type_funcs_mm_lru_insertion 32 @0=trace_raw_output_mm_lru_insertion
trace_event_type_funcs_mm_migrate_pages 32 @0=trace_raw_output_mm_migrate_pages
trace_event_type_funcs_mm_migrate_pages_start 32 @0=trace_raw_output_mm_migrate_pages_start
trace_event_type_funcs_mm_page 32 @0=trace_raw_output_mm_page
trace_event_type_funcs_mm_page_alloc 32 @0=trace_raw_output_mm_page_alloc
trace_event_type_funcs_mm_page_alloc_extfrag 32 @0=trace_raw_output_mm_page_alloc_extfrag
trace_event_type_funcs_mm_page_free 32 @0=trace_raw_output_mm_page_free
trace_event_type_funcs_mm_page_free_batched 32 @0=trace_raw_output_mm_page_free_batched
trace_event_type_funcs_mm_page_pcpu_drain 32 @0=trace_raw_output_mm_page_pcpu_drain
trace_event_type_funcs_mm_shrink_slab_end 32 @0=trace_raw_output_mm_shrink_slab_end
trace_event_type_funcs_mm_shrink_slab_start 32 @0=trace_raw_output_mm_shrink_slab_start
trace_event_type_funcs_mm_vmscan_direct_reclaim_begin_template 32 @0=trace_raw_output_mm_vmscan_direct_reclaim_begin_template
trace_event_type_funcs_mm_vmscan_direct_reclaim_end_template 32 @0=trace_raw_output_mm_vmscan_direct_reclaim_end_template
trace_event_type_funcs_mm_vmscan_kswapd_sleep 32 @0=trace_raw_output_mm_vmscan_kswapd_sleep
trace_event_type_funcs_mm_vmscan_kswapd_wake 32 @0=trace_raw_output_mm_vmscan_kswapd_wake
trace_event_type_funcs_mm_vmscan_lru_isolate 32 @0=trace_raw_output_mm_vmscan_lru_isolate
trace_event_type_funcs_mm_vmscan_lru_shrink_active 32 @0=trace_raw_output_mm_vmscan_lru_shrink_active
trace_event_type_funcs_mm_vmscan_lru_shrink_inactive 32 @0=trace_raw_output_mm_vmscan_lru_shrink_inactive
trace_event_type_funcs_mm_vmscan_node_reclaim_begin 32 @0=trace_raw_output_mm_vmscan_node_reclaim_begin
trace_event_type_funcs_mm_vmscan_throttled 32 @0=trace_raw_output_mm_vmscan_throttled
trace_event_type_funcs_mm_vmscan_wakeup_kswapd 32 @0=trace_raw_output_mm_vmscan_wakeup_kswapd
trace_event_type_funcs_mm_vmscan_write_folio 32 @0=trace_raw_output_mm_vmscan_write_folio
trace_event_type_funcs_mmap_lock 32 @0=trace_raw_output_mmap_lock
trace_event_type_funcs_mmap_lock_acquire_returned 32 @0=trace_raw_output_mmap_lock_acquire_returned
trace_event_type_funcs_module_free 32 @0=trace_raw_output_module_free
trace_event_type_funcs_module_load 32 @0=trace_raw_output_module_load
trace_event_type_funcs_module_refcnt 32 @0=trace_raw_output_module_refcnt
trace_event_type_funcs_module_request 32 @0=trace_raw_output_module_request
trace_event_type_funcs_mptcp_dump_mpext 32 @0=trace_raw_output_mptcp_dump_mpext
trace_event_type_funcs_mptcp_subflow_get_send 32 @0=trace_raw_output_mptcp_subflow_get_send
trace_event_type_funcs_napi_poll 32 @0=trace_raw_output_napi_poll
trace_event_type_funcs_neigh__update 32 @0=trace_raw_output_neigh__update
trace_event_type_funcs_neigh_create 32 @0=trace_raw_output_neigh_create
trace_event_type_funcs_neigh_update 32 @0=trace_raw_output_neigh_update
trace_event_type_funcs_net_dev_rx_exit_template 32 @0=trace_raw_output_net_dev_rx_exit_template
trace_event_type_funcs_net_dev_rx_verbose_template 32 @0=trace_raw_output_net_dev_rx_verbose_template
trace_event_type_funcs_net_dev_start_xmit 32 @0=trace_raw_output_net_dev_start_xmit
trace_event_type_funcs_net_dev_template 32 @0=trace_raw_output_net_dev_template
trace_event_type_funcs_net_dev_xmit 32 @0=trace_raw_output_net_dev_xmit
trace_event_type_funcs_net_dev_xmit_timeout 32 @0=trace_raw_output_net_dev_xmit_timeout
trace_event_type_funcs_netlink_extack 32 @0=trace_raw_output_netlink_extack
trace_event_type_funcs_non_standard_event 32 @0=trace_raw_output_non_standard_event
trace_event_type_funcs_oom_score_adj_update 32 @0=trace_raw_output_oom_score_adj_update
trace_event_type_funcs_page_pool_release 32 @0=trace_raw_output_page_pool_release
trace_event_type_funcs_page_pool_state_hold 32 @0=trace_raw_output_page_pool_state_hold
trace_event_type_funcs_page_pool_state_release 32 @0=trace_raw_output_page_pool_state_release
trace_event_type_funcs_page_pool_update_nid 32 @0=trace_raw_output_page_pool_update_nid
trace_event_type_funcs_percpu_alloc_percpu 32 @0=trace_raw_output_percpu_alloc_percpu
trace_event_type_funcs_percpu_alloc_percpu_fail 32 @0=trace_raw_output_percpu_alloc_percpu_fail
trace_event_type_funcs_percpu_create_chunk 32 @0=trace_raw_output_percpu_create_chunk
trace_event_type_funcs_percpu_destroy_chunk 32 @0=trace_raw_output_percpu_destroy_chunk
trace_event_type_funcs_percpu_free_percpu 32 @0=trace_raw_output_percpu_free_percpu
trace_event_type_funcs_pm_qos_update 32 @0=trace_raw_output_pm_qos_update
trace_event_type_funcs_pm_qos_update_flags 32 @0=trace_raw_output_pm_qos_update_flags
trace_event_type_funcs_power_domain 32 @0=trace_raw_output_power_domain
trace_event_type_funcs_powernv_throttle 32 @0=trace_raw_output_powernv_throttle
trace_event_type_funcs_pstate_sample 32 @0=trace_raw_output_pstate_sample
trace_event_type_funcs_pwm 32 @0=trace_raw_output_pwm
trace_event_type_funcs_qdisc_create 32 @0=trace_raw_output_qdisc_create
trace_event_type_funcs_qdisc_dequeue 32 @0=trace_raw_output_qdisc_dequeue
trace_event_type_funcs_qdisc_destroy 32 @0=trace_raw_output_qdisc_destroy
trace_event_type_funcs_qdisc_enqueue 32 @0=trace_raw_output_qdisc_enqueue
trace_event_type_funcs_qdisc_reset 32 @0=trace_raw_output_qdisc_reset
trace_event_type_funcs_rcu_stall_warning 32 @0=trace_raw_output_rcu_stall_warning
trace_event_type_funcs_rcu_utilization 32 @0=trace_raw_output_rcu_utilization
trace_event_type_funcs_reclaim_retry_zone 32 @0=trace_raw_output_reclaim_retry_zone
trace_event_type_funcs_regcache_drop_region 32 @0=trace_raw_output_regcache_drop_region
trace_event_type_funcs_regcache_sync 32 @0=trace_raw_output_regcache_sync
trace_event_type_funcs_regmap_async 32 @0=trace_raw_output_regmap_async
trace_event_type_funcs_regmap_block 32 @0=trace_raw_output_regmap_block
trace_event_type_funcs_regmap_bool 32 @0=trace_raw_output_regmap_bool
trace_event_type_funcs_regmap_bulk 32 @0=trace_raw_output_regmap_bulk
trace_event_type_funcs_regmap_reg 32 @0=trace_raw_output_regmap_reg
trace_event_type_funcs_regulator_basic 32 @0=trace_raw_output_regulator_basic
trace_event_type_funcs_regulator_range 32 @0=trace_raw_output_regulator_range
trace_event_type_funcs_regulator_value 32 @0=trace_raw_output_regulator_value
trace_event_type_funcs_rpm_internal 32 @0=trace_raw_output_rpm_internal
trace_event_type_funcs_rpm_return_int 32 @0=trace_raw_output_rpm_return_int
trace_event_type_funcs_rseq_ip_fixup 32 @0=trace_raw_output_rseq_ip_fixup
trace_event_type_funcs_rseq_update 32 @0=trace_raw_output_rseq_update
trace_event_type_funcs_rss_stat 32 @0=trace_raw_output_rss_stat
trace_event_type_funcs_rtc_alarm_irq_enable 32 @0=trace_raw_output_rtc_alarm_irq_enable
trace_event_type_funcs_rtc_irq_set_freq 32 @0=trace_raw_output_rtc_irq_set_freq
trace_event_type_funcs_rtc_irq_set_state 32 @0=trace_raw_output_rtc_irq_set_state
trace_event_type_funcs_rtc_offset_class 32 @0=trace_raw_output_rtc_offset_class
trace_event_type_funcs_rtc_time_alarm_class 32 @0=trace_raw_output_rtc_time_alarm_class
trace_event_type_funcs_rtc_timer_class 32 @0=trace_raw_output_rtc_timer_class
trace_event_type_funcs_sched_kthread_stop 32 @0=trace_raw_output_sched_kthread_stop
trace_event_type_funcs_sched_kthread_stop_ret 32 @0=trace_raw_output_sched_kthread_stop_ret
trace_event_type_funcs_sched_kthread_work_execute_end 32 @0=trace_raw_output_sched_kthread_work_execute_end
trace_event_type_funcs_sched_kthread_work_execute_start 32 @0=trace_raw_output_sched_kthread_work_execute_start
trace_event_type_funcs_sched_kthread_work_queue_work 32 @0=trace_raw_output_sched_kthread_work_queue_work
trace_event_type_funcs_sched_migrate_task 32 @0=trace_raw_output_sched_migrate_task
trace_event_type_funcs_sched_move_numa 32 @0=trace_raw_output_sched_move_numa
trace_event_type_funcs_sched_numa_pair_template 32 @0=trace_raw_output_sched_numa_pair_template
trace_event_type_funcs_sched_pi_setprio 32 @0=trace_raw_output_sched_pi_setprio
trace_event_type_funcs_sched_process_exec 32 @0=trace_raw_output_sched_process_exec
trace_event_type_funcs_sched_process_fork 32 @0=trace_raw_output_sched_process_fork
trace_event_type_funcs_sched_process_hang 32 @0=trace_raw_output_sched_process_hang
trace_event_type_funcs_sched_process_template 32 @0=trace_raw_output_sched_process_template
trace_event_type_funcs_sched_process_wait 32 @0=trace_raw_output_sched_process_wait
trace_event_type_funcs_sched_stat_runtime 32 @0=trace_raw_output_sched_stat_runtime
trace_event_type_funcs_sched_stat_template 32 @0=trace_raw_output_sched_stat_template
trace_event_type_funcs_sched_switch 32 @0=trace_raw_output_sched_switch
trace_event_type_funcs_sched_wake_idle_without_ipi 32 @0=trace_raw_output_sched_wake_idle_without_ipi
trace_event_type_funcs_sched_wakeup_template 32 @0=trace_raw_output_sched_wakeup_template
trace_event_type_funcs_selinux_audited 32 @0=trace_raw_output_selinux_audited
trace_event_type_funcs_signal_deliver 32 @0=trace_raw_output_signal_deliver
trace_event_type_funcs_signal_generate 32 @0=trace_raw_output_signal_generate
trace_event_type_funcs_skb_copy_datagram_iovec 32 @0=trace_raw_output_skb_copy_datagram_iovec
trace_event_type_funcs_skip_task_reaping 32 @0=trace_raw_output_skip_task_reaping
trace_event_type_funcs_smbus_read 32 @0=trace_raw_output_smbus_read
trace_event_type_funcs_smbus_reply 32 @0=trace_raw_output_smbus_reply
trace_event_type_funcs_smbus_result 32 @0=trace_raw_output_smbus_result
trace_event_type_funcs_smbus_write 32 @0=trace_raw_output_smbus_write
trace_event_type_funcs_sock_exceed_buf_limit 32 @0=trace_raw_output_sock_exceed_buf_limit
trace_event_type_funcs_sock_rcvqueue_full 32 @0=trace_raw_output_sock_rcvqueue_full
trace_event_type_funcs_softirq 32 @0=trace_raw_output_softirq
trace_event_type_funcs_spi_controller 32 @0=trace_raw_output_spi_controller
trace_event_type_funcs_spi_message 32 @0=trace_raw_output_spi_message
trace_event_type_funcs_spi_message_done 32 @0=trace_raw_output_spi_message_done
trace_event_type_funcs_spi_set_cs 32 @0=trace_raw_output_spi_set_cs
trace_event_type_funcs_spi_setup 32 @0=trace_raw_output_spi_setup
trace_event_type_funcs_spi_transfer 32 @0=trace_raw_output_spi_transfer
trace_event_type_funcs_start_task_reaping 32 @0=trace_raw_output_start_task_reaping
trace_event_type_funcs_subflow_check_data_avail 32 @0=trace_raw_output_subflow_check_data_avail
trace_event_type_funcs_suspend_resume 32 @0=trace_raw_output_suspend_resume
trace_event_type_funcs_swiotlb_bounced 32 @0=trace_raw_output_swiotlb_bounced
trace_event_type_funcs_sys_enter 32 @0=trace_raw_output_sys_enter
trace_event_type_funcs_sys_exit 32 @0=trace_raw_output_sys_exit
trace_event_type_funcs_task_newtask 32 @0=trace_raw_output_task_newtask
trace_event_type_funcs_task_rename 32 @0=trace_raw_output_task_rename
trace_event_type_funcs_tasklet 32 @0=trace_raw_output_tasklet
trace_event_type_funcs_tcp_cong_state_set 32 @0=trace_raw_output_tcp_cong_state_set
trace_event_type_funcs_tcp_event_sk 32 @0=trace_raw_output_tcp_event_sk
trace_event_type_funcs_tcp_event_sk_skb 32 @0=trace_raw_output_tcp_event_sk_skb
trace_event_type_funcs_tcp_event_skb 32 @0=trace_raw_output_tcp_event_skb
trace_event_type_funcs_tcp_probe 32 @0=trace_raw_output_tcp_probe
trace_event_type_funcs_tcp_retransmit_synack 32 @0=trace_raw_output_tcp_retransmit_synack
trace_event_type_funcs_test_pages_isolated 32 @0=trace_raw_output_test_pages_isolated
trace_event_type_funcs_thermal_power_allocator 32 @0=trace_raw_output_thermal_power_allocator
trace_event_type_funcs_thermal_power_allocator_pid 32 @0=trace_raw_output_thermal_power_allocator_pid
trace_event_type_funcs_thermal_power_devfreq_get_power 32 @0=trace_raw_output_thermal_power_devfreq_get_power
trace_event_type_funcs_thermal_power_devfreq_limit 32 @0=trace_raw_output_thermal_power_devfreq_limit
trace_event_type_funcs_thermal_temperature 32 @0=trace_raw_output_thermal_temperature
trace_event_type_funcs_thermal_zone_trip 32 @0=trace_raw_output_thermal_zone_trip
trace_event_type_funcs_tick_stop 32 @0=trace_raw_output_tick_stop
trace_event_type_funcs_timer_class 32 @0=trace_raw_output_timer_class
trace_event_type_funcs_timer_expire_entry 32 @0=trace_raw_output_timer_expire_entry
trace_event_type_funcs_timer_start 32 @0=trace_raw_output_timer_start
trace_event_type_funcs_tlb_flush 32 @0=trace_raw_output_tlb_flush
trace_event_type_funcs_track_foreign_dirty 32 @0=trace_raw_output_track_foreign_dirty
trace_event_type_funcs_udp_fail_queue_rcv_skb 32 @0=trace_raw_output_udp_fail_queue_rcv_skb
trace_event_type_funcs_unmap 32 @0=trace_raw_output_unmap
trace_event_type_funcs_vm_unmapped_area 32 @0=trace_raw_output_vm_unmapped_area
trace_event_type_funcs_vma_mas_szero 32 @0=trace_raw_output_vma_mas_szero
trace_event_type_funcs_vma_store 32 @0=trace_raw_output_vma_store
trace_event_type_funcs_wake_reaper 32 @0=trace_raw_output_wake_reaper
trace_event_type_funcs_wakeup_source 32 @0=trace_raw_output_wakeup_source
trace_event_type_funcs_wbc_class 32 @0=trace_raw_output_wbc_class
trace_event_type_funcs_wbt_lat 32 @0=trace_raw_output_wbt_lat
trace_event_type_funcs_wbt_stat 32 @0=trace_raw_output_wbt_stat
trace_event_type_funcs_wbt_step 32 @0=trace_raw_output_wbt_step
trace_event_type_funcs_wbt_timer 32 @0=trace_raw_output_wbt_timer
trace_event_type_funcs_workqueue_activate_work 32 @0=trace_raw_output_workqueue_activate_work
trace_event_type_funcs_workqueue_execute_end 32 @0=trace_raw_output_workqueue_execute_end
trace_event_type_funcs_workqueue_execute_start 32 @0=trace_raw_output_workqueue_execute_start
trace_event_type_funcs_workqueue_queue_work 32 @0=trace_raw_output_workqueue_queue_work
trace_event_type_funcs_writeback_bdi_register 32 @0=trace_raw_output_writeback_bdi_register
trace_event_type_funcs_writeback_class 32 @0=trace_raw_output_writeback_class
trace_event_type_funcs_writeback_dirty_inode_template 32 @0=trace_raw_output_writeback_dirty_inode_template
trace_event_type_funcs_writeback_folio_template 32 @0=trace_raw_output_writeback_folio_template
trace_event_type_funcs_writeback_inode_template 32 @0=trace_raw_output_writeback_inode_template
trace_event_type_funcs_writeback_pages_written 32 @0=trace_raw_output_writeback_pages_written
trace_event_type_funcs_writeback_queue_io 32 @0=trace_raw_output_writeback_queue_io
trace_event_type_funcs_writeback_sb_inodes_requeue 32 @0=trace_raw_output_writeback_sb_inodes_requeue
trace_event_type_funcs_writeback_single_inode_template 32 @0=trace_raw_output_writeback_single_inode_template
trace_event_type_funcs_writeback_work_class 32 @0=trace_raw_output_writeback_work_class
trace_event_type_funcs_writeback_write_inode_template 32 @0=trace_raw_output_writeback_write_inode_template
trace_event_type_funcs_xdp_bulk_tx 32 @0=trace_raw_output_xdp_bulk_tx
trace_event_type_funcs_xdp_cpumap_enqueue 32 @0=trace_raw_output_xdp_cpumap_enqueue
trace_event_type_funcs_xdp_cpumap_kthread 32 @0=trace_raw_output_xdp_cpumap_kthread
trace_event_type_funcs_xdp_devmap_xmit 32 @0=trace_raw_output_xdp_devmap_xmit
trace_event_type_funcs_xdp_exception 32 @0=trace_raw_output_xdp_exception
trace_event_type_funcs_xdp_redirect_template 32 @0=trace_raw_output_xdp_redirect_template
trace_fn_funcs 32 @0=trace_fn_trace @8=trace_fn_raw
trace_fops 280 @112=trace_open @128=trace_release
trace_format_seq_ops 32 @0=f_start @8=f_stop
trace_fs_type 72 @32=trace_mount @40=kill_litter_super
trace_func_repeats_funcs 32 @0=trace_func_repeats_print @8=trace_func_repeats_raw
trace_hwlat_funcs 32 @0=trace_hwlat_print @8=trace_hwlat_raw
trace_instance_dir 8 trace_array_create_dir+0:1/4 tracing_open_pipe+0:6/10 trace_array_create+0:8/12
trace_iocg_path_lock 4 adjust_inuse_and_calc_cost+0:0/6 ioc_pd_init+0:0/11 ioc_rqos_throttle+0:6/15
trace_kprobe_module_nb 24 @0=trace_kprobe_module_callback
trace_kprobe_ops 56 @16=trace_kprobe_create @24=trace_kprobe_show
trace_min_max_fops 280 @16=trace_min_max_read @24=trace_min_max_write
trace_ops 184 @0=stack_trace_call
trace_options_core_fops 280 @16=trace_options_core_read @24=trace_options_core_write
trace_options_fops 280 @16=trace_options_read @24=trace_options_write
trace_osnoise_funcs 32 @0=trace_osnoise_print @8=trace_osnoise_raw
trace_panic_notifier 24 @0=trace_panic_handler
trace_print_funcs 32 @0=trace_print_print @8=trace_print_raw
trace_printk_enabled 1 __trace_printk+0:0/1 trace_printk_control+0:0/1 __ftrace_vprintk+0:0/1
trace_probe_err_text 488 __trace_probe_log_err+0:4/5
trace_stack_funcs 32 @0=trace_stack_print
trace_stat_seq_ops 32 @0=stat_seq_start @8=stat_seq_stop
trace_time_stamp_mode_fops 280 @112=tracing_time_stamp_mode_open @128=tracing_single_release_tr
trace_timerlat_funcs 32 @0=trace_timerlat_print @8=trace_timerlat_raw
trace_types 8 trace_array_create_dir+0:2/4 tracing_set_tracer+0:4/10
trace_types_lock 32 tracing_buffers_ioctl+0:1/2 trace_options_write+0:1/2 tracing_release_generic_tr+0:1/2
trace_uprobe_ops 56 @16=trace_uprobe_create @24=trace_uprobe_show
trace_user_stack_funcs 32 @0=trace_user_stack_print
trace_wake_funcs 32 @0=trace_wake_print @8=trace_wake_raw
tracefs_dir_inode_operations 192 @72=tracefs_syscall_mkdir @80=tracefs_syscall_rmdir @0=simple_lookup
tracefs_file_operations 280 tracefs_create_file+0:1/7 @112=simple_open @8=noop_llseek
tracefs_mount 8 __create_dir+0:2/4 tracefs_remove+0:1/4 tracefs_create_file+0:6/7
tracefs_mount_count 4 sysfs_delete_link+0:1/2 __create_dir+0:1/4 debugfs_file_get+0:2/4
tracefs_registered 1 tracefs_initialized+0:0/1
tracefs_super_operations 200 @112=tracefs_remount @128=tracefs_show_options
traceoff_count_probe_ops 32 @0=ftrace_traceoff_count @24=ftrace_traceoff_print
traceoff_count_trigger_ops 32 @0=traceoff_count_trigger @24=traceoff_trigger_print
traceoff_probe_ops 32 @0=ftrace_traceoff @24=ftrace_traceoff_print
traceoff_trigger_ops 32 @0=traceoff_trigger @24=traceoff_trigger_print
traceon_count_probe_ops 32 @0=ftrace_traceon_count @24=ftrace_traceon_print
traceon_count_trigger_ops 32 @0=traceon_count_trigger @24=traceon_trigger_print
traceon_probe_ops 32 @0=ftrace_traceon @24=ftrace_traceon_print
traceon_trigger_ops 32 @0=traceon_trigger @24=traceon_trigger_print
tracepoint_iter_lock 4 trace_event_buffer_commit+0:2/9
tracepoint_module_list 16 unregister_tracepoint_module_notifier+0:3/4 register_tracepoint_module_notifier+0:3/4 tracepoint_module_notify+0:2/8
tracepoint_module_list_mutex 32 unregister_tracepoint_module_notifier+0:1/4 register_tracepoint_module_notifier+0:1/4 tracepoint_module_notify+0:1/8
tracepoint_notify_list 48 unregister_tracepoint_module_notifier+0:2/4 register_tracepoint_module_notifier+0:2/4 tracepoint_module_notify+0:3/8
tracepoint_printk 4 tracepoint_printk_sysctl+0:3/6
tracepoint_printk_mutex 32 tracepoint_printk_sysctl+0:2/6
tracepoint_srcu 384 trigger_data_free+0:0/1 rcu_free_old_probes+0:1/2 tracepoint_probe_register_prio+0:0/2 @352=delayed_work_timer_fn
tracepoint_verifier_ops 48 @0=tp_prog_func_proto @8=tp_prog_is_valid_access
tracepoints_mutex 32 tracepoint_probe_register_prio+0:1/2 tracepoint_probe_register+0:1/2 tracepoint_probe_register_prio_may_exist+0:1/2
tracer_flags 24 print_graph_headers+0:0/1 print_graph_function+0:0/1 print_graph_function_event+0:0/1
tracer_options_updated 1 trace_array_create_dir+0:3/4
tracing_buffer_mask 32 __find_next_entry+0:2/3 trace_empty+0:1/3 set_buffer_entries+0:1/4
tracing_buffers_fops 280 @72=tracing_buffers_poll @80=tracing_buffers_ioctl
tracing_cpumask_fops 280 @16=tracing_cpumask_read @24=tracing_cpumask_write
tracing_disabled 4 tracing_is_disabled+0:0/1 tracing_open_generic+0:0/1 tracing_start+0:0/2
tracing_dyn_info_fops 280 @16=tracing_read_dyn_info @112=tracing_open_generic
tracing_entries_fops 280 @16=tracing_entries_read @24=tracing_entries_write
tracing_err_log_fops 280 @24=tracing_err_log_write @112=tracing_err_log_open
tracing_err_log_lock 32 tracing_err_log_seq_stop+0:0/1 tracing_err_log_seq_start+0:0/1 clear_tracing_err_log+0:0/1
tracing_err_log_seq_ops 32 @0=tracing_err_log_seq_start @8=tracing_err_log_seq_stop
tracing_fops 280 @24=tracing_write_stub @112=tracing_open
tracing_free_buffer_fops 280 @24=tracing_free_buffer_write @128=tracing_free_buffer_release
tracing_iter_fops 280 @24=tracing_trace_options_write @112=tracing_trace_options_open
tracing_mark_fops 280 @24=tracing_mark_write @112=tracing_mark_open
tracing_mark_raw_fops 280 @24=tracing_mark_raw_write @112=tracing_mark_open
tracing_max_lat_fops 280 @16=tracing_max_lat_read @24=tracing_max_lat_write
tracing_pipe_fops 280 @16=tracing_read_pipe @72=tracing_poll_pipe
tracing_readme_fops 280 @16=tracing_readme_read @112=tracing_open_generic
tracing_saved_cmdlines_fops 280 @112=tracing_saved_cmdlines_open @128=seq_release
tracing_saved_cmdlines_seq_ops 32 @0=saved_cmdlines_start @8=saved_cmdlines_stop
tracing_saved_cmdlines_size_fops 280 @16=tracing_saved_cmdlines_size_read @24=tracing_saved_cmdlines_size_write
tracing_saved_tgids_fops 280 @112=tracing_saved_tgids_open @128=seq_release
tracing_saved_tgids_seq_ops 32 @0=saved_tgids_start @8=saved_tgids_stop
tracing_selftest_running 1 trace_dump_stack+0:1/3 __trace_array_puts+0:0/8 __trace_bputs+0:2/9
tracing_stat_fops 280 @112=tracing_stat_open @128=tracing_stat_release
tracing_stats_fops 280 @16=tracing_stats_read @112=tracing_open_generic_tr
tracing_thresh 8 trace_graph_thresh_return+0:0/1 tracing_thresh_read+0:0/2 tracing_thresh_write+0:2/4
tracing_thresh_fops 280 @16=tracing_thresh_read @24=tracing_thresh_write
tracing_total_entries_fops 280 @16=tracing_total_entries_read @112=tracing_open_generic_tr
tracing_verifier_ops 48 @0=tracing_prog_func_proto @8=tracing_prog_is_valid_access
trampoline_mutex 32 bpf_trampoline_lookup+0:0/5
transaction_ops 280 @16=simple_transaction_read @24=selinux_transaction_write
transparent_hugepage_flags 8 single_hugepage_flag_store+0:0/1 vma_thp_gfp_mask+0:0/1 khugepaged_enter_vma+0:0/1
tree_list 16 audit_tag_tree+0:2/9 audit_trim_trees+0:2/9 audit_update_lsm_rules+0:11/15
trie_leaf_kmem 8 __node_free_rcu+0:0/1 fib_insert_alias+0:0/8
trie_map_ops 328 @8=trie_alloc @24=trie_free
trigger_cmd_mutex 32 trigger_process_regex+0:2/5 trigger_show+0:3/6
trigger_commands 16 event_trigger_open+0:2/4 trigger_process_regex+0:3/5 trigger_show+0:2/6
trigger_hist_cmd 80 @32=event_hist_trigger_parse @40=hist_register_trigger
trigger_hist_disable_cmd 80 action_create+0:37/38 @56=hist_enable_unreg_all @72=hist_enable_get_trigger_ops @32=event_enable_trigger_parse
trigger_list 16 led_trigger_read+0:0/2 led_trigger_panic_notifier+0:2/4 led_trigger_unregister+0:0/4
trigger_snapshot_cmd 80 @40=register_snapshot_trigger @72=snapshot_get_trigger_ops
trigger_stacktrace_cmd 80 @72=stacktrace_get_trigger_ops @40=register_trigger
triggers_list_lock 40 led_trigger_read+0:1/2 led_trigger_unregister+0:1/4 led_trigger_set_default+0:1/5
ts_mod_lock 4 textsearch_register+0:0/3 textsearch_unregister+0:0/3
tsk_pinned_all 16 hw_breakpoint_is_used+0:9/11
tstamping_devices_lock 32 unregister_mii_timestamper+0:0/1 register_mii_timestamper+0:0/1 unregister_mii_tstamp_controller+0:0/1
tty0dev 8 vc_init+0:6/8 redraw_screen+0:3/9
tty_cdev 104 redirected_tty_write+40:2/3 tty_ioctl+28:15/23
tty_class 120 tty_unregister_device+0:1/2 release_tty+96:4/13 tty_register_device_attr+0:4/16 @48=tty_devnode
tty_drivers 16 tty_register_driver+0:2/4 release_tty+8:2/13 show_tty_driver+0:0/15
tty_fops 280 @40=tty_write @232=tty_show_fdinfo
tty_ldisc_autoload 4 tty_sysctl_init+0:0/2 tty_kopen+0:7/11
tty_ldiscs_lock 4 tty_ldisc_put+0:0/1 tty_unregister_ldisc+0:0/2 tty_register_ldisc+0:0/2
tty_ldiscs_seq_ops 32 @0=tty_ldiscs_seq_start @8=tty_ldiscs_seq_stop
tty_mutex 32 tty_release_struct+0:1/2 tty_dev_name_to_number+0:1/2 tty_unregister_driver+0:1/2
tty_port_default_client_ops 24 @0=tty_port_default_receive_buf @8=tty_port_default_lookahead_buf
tty_std_termios 44 uart_register_driver+0:0/5 hvc_alloc+0:1/33
tx_profile 80 net_dim_get_tx_moderation+0:1/2 net_dim_get_def_tx_moderation+0:1/2 __nla_validate_parse+8:20/35
tzp 4 thermal_tzp+0:1/3 acpi_thermal_add+0:12/38
u32_array_fops 280 @16=u32_array_read @112=u32_array_open
uart_ops 272 @8=uart_install @24=uart_open
uart_port_ops 40 @0=uart_carrier_raised @8=uart_dtr_rts
ucounts_hashtable 8192 alloc_ucounts+0:0/5 proc_cap_handler+344:3/6 call_usermodehelper_exec+336:4/7
ucounts_lock 4 put_ucounts+0:0/2 alloc_ucounts+0:1/5
udp4_net_ops 72 @16=udp4_proc_init_net @32=udp4_proc_exit_net
udp4_seq_afinfo 16 udp4_proc_init_net+0:1/4
udp6_seq_afinfo 16 udp6_proc_init+0:1/4
udp6_seq_ops 32 @24=udp6_seq_show @8=udp_seq_stop
udp_bpf_prots 928 udp_bpf_update_proto+0:0/10
udp_busylocks 8 __udp_enqueue_schedule_skb+0:2/3 tcp_metrics_nl_dump+4:3/4 __udp6_lib_lookup+0:6/9
udp_busylocks_log 4 __udp_enqueue_schedule_skb+0:1/3 __udp6_lib_lookup+0:8/9
udp_prot 464 @8=udp_pre_connect @48=udp_init_sock
udp_protocol 24 @0=udp_rcv @8=udp_err
udp_seq_info 32 @8=bpf_iter_init_udp @16=bpf_iter_fini_udp
udp_seq_ops 32 @24=udp4_seq_show @8=udp_seq_stop
udp_table 24 udp4_gro_receive+0:0/1 udpv6_err+0:0/1 udpv6_rcv+0:0/1
udp_tunnel_nic_ops 8 nexthop_net_init+0:1/3 ethnl_tunnel_info_doit+0:1/3 ethnl_tunnel_info_fill_reply+0:1/4
udplite4_net_ops 72 @16=udplite4_proc_init_net @32=udplite4_proc_exit_net
udplite4_seq_afinfo 16 udplite4_proc_init_net+0:1/3
udplite6_net_ops 72 @16=udplite6_proc_init_net @32=udplite6_proc_exit_net
udplite6_protosw 48 udplitev6_exit+0:1/3 rt6_disable_ip+24:12/17 ip6_forward+32:16/40
udplite6_seq_afinfo 16 udplite6_proc_exit+0:0/2 udplite6_proc_init_net+0:1/3 udplitev6_exit+0:0/3
udplite_prot 464 @48=udplite_sk_init @56=udp_destroy_sock
udplite_protocol 24 @0=udplite_rcv @8=udplite_err
udplite_table 24 udplite_err+0:0/1 udplite_rcv+0:0/1 udplitev6_err+0:0/1
udplitev6_prot 464 @48=udplitev6_sk_init @16=ip6_datagram_connect
udplitev6_protocol 24 @0=udplitev6_rcv @8=udplitev6_err
udpv4_offload 32 @0=udp4_ufo_fragment @8=udp4_gro_receive
udpv6_offload 32 @0=udp6_ufo_fragment @8=udp6_gro_receive
udpv6_prot 464 @8=udpv6_pre_connect @48=udpv6_init_sock
udpv6_prot_lock 4 udp_bpf_update_proto+0:3/10
udpv6_prot_saved 8 sk_udp_recvmsg+0:1/3 udp_bpf_update_proto+0:1/10 tcp_bpf_update_proto+0:5/26
udpv6_protocol 24 @8=udpv6_err @0=udpv6_rcv
udpv6_protosw 48 udpv6_exit+0:1/4 ip6_forward+0:24/40
uevent_net_ops 72 @16=uevent_net_init @32=uevent_net_exit
uevent_seqnum 8 uevent_seqnum_show+0:0/2 kobj_ns_netlink+0:2/3 uevent_net_rcv_skb+0:2/8
uevent_sock_list 16 uevent_net_init+0:7/9
uevent_sock_mutex 32 uevent_net_exit+0:2/4 uevent_net_rcv_skb+0:1/8 uevent_net_init+0:5/9
uid_cachep 8 free_uid+0:1/2 alloc_uid+0:2/4
uidhash_lock 4 find_user+0:0/2 free_uid+0:0/2 alloc_uid+0:0/4
umem_ida 16 xdp_umem_release_deferred+0:0/1 xdp_put_umem+0:2/3 xdp_umem_create+0:1/4
umh_sysctl_lock 4 call_usermodehelper_exec_async+0:1/3 proc_cap_handler+0:1/6
umhelper_sem 40 usermodehelper_read_unlock+0:0/1 call_usermodehelper_exec_async+0:2/3 __usermodehelper_set_disable_depth+0:0/3
unbound_pool_hash 512 pool_mayday_timeout+40:2/5 rescuer_thread+40:6/12 destroy_workqueue+12:4/18
univ8250_console 120 @16=univ8250_console_write @48=univ8250_console_setup
univ8250_driver_ops 24 @0=univ8250_setup_irq @8=univ8250_release_irq
unix_dgram_bpf_prot 464 unix_sock_destructor+176:2/5 addrconf_dad_failure+24:1/6 unix_scc_dead+16:6/7
unix_dgram_ops 240 @32=unix_dgram_connect @136=unix_dgram_sendmsg
unix_dgram_prot_lock 4 unix_dgram_bpf_update_proto+0:6/12 unix_stream_bpf_update_proto+0:9/20
unix_dgram_prot_saved 8 unix_dgram_bpf_update_proto+0:0/12 unix_stream_bpf_update_proto+0:0/20
unix_dgram_proto 464 @216=unix_dgram_bpf_update_proto @0=unix_close
unix_family_ops 24 rtm_to_nh_config+16:10/37 @8=unix_create
unix_gc_lock 4 unix_update_edges+0:1/5 unix_del_edges+0:1/6 unix_add_edges+0:1/13
unix_gc_work 32 unix_gc+0:3/5 wait_for_unix_gc+0:5/6 @24=__unix_gc
unix_graph_grouped 1 unix_update_edges+0:4/5 unix_del_edges+0:4/6 unix_add_edges+0:8/13
unix_graph_maybe_cyclic 1 unix_update_edges+0:3/5 unix_del_edges+0:3/6 unix_add_edges+0:7/13
unix_net_ops 72 @16=unix_net_init @32=unix_net_exit
unix_nr_socks 8 unix_sock_destructor+0:1/5 unix_create1+0:1/16
unix_peek_seq 4 unix_peek_fpl+0:0/3 unix_update_edges+0:0/5 unix_gc+0:0/5
unix_seq_info 32 @8=bpf_iter_init_unix @16=bpf_iter_fini_unix
unix_seq_ops 32 @0=unix_seq_start @8=unix_seq_stop
unix_seqpacket_ops 240 @136=unix_seqpacket_sendmsg @144=unix_seqpacket_recvmsg
unix_stream_bpf_prot 464 unix_update_edges+384:2/5 unix_del_edges+384:2/6 unix_scc_dead+120:4/7
unix_stream_ops 240 @64=unix_poll @136=unix_stream_sendmsg
unix_stream_prot_lock 4 unix_stream_bpf_update_proto+0:11/20
unix_stream_prot_saved 8 nexthop_free_rcu+0:2/3 xfrm_lookup_with_ifid+0:2/11 unix_dgram_bpf_update_proto+0:2/12
unix_stream_proto 464 @184=unix_unhash @216=unix_stream_bpf_update_proto
unix_table 128 unix_sysctl_register+0:1/3 addrconf_init_net+8:18/21 @32=proc_dointvec
unix_tot_inflight 4 unix_release_sock+0:1/4 unix_del_edges+0:5/6 wait_for_unix_gc+0:1/6
unix_unvisited_vertices 16 unix_add_edges+0:3/13 __unix_gc+0:7/18
unix_vertex_grouped_index 8 unix_scc_dead+0:3/7 __unix_gc+0:11/18
unix_vertex_max_scc_index 8 __unix_gc+0:8/18
unix_vertex_unvisited_index 8 unix_scc_dead+0:5/7 unix_add_edges+0:10/13 __unix_gc+0:10/18
unix_visited_vertices 16 unix_gc+0:2/5 wait_for_unix_gc+0:3/6 unix_scc_dead+0:1/7
unmounted 8 namespace_unlock+0:1/9 umount_tree+0:8/10 __detach_mounts+0:7/11
unnamed_dev_ida 16 set_anon_super_fc+0:0/1 get_anon_bdev+0:0/1 free_anon_bdev+0:0/1
unprivileged_userns_apparmor_policy 4 aa_policy_view_capable+0:1/2
unprivileged_userns_clone 4 ksys_unshare+0:0/9 copy_process+0:0/116
unres_qlen_max 4 neigh_proc_dointvec_unres_qlen+0:1/3
unusable_fops 280 @112=unusable_open @128=seq_release
unusable_sops 32 @24=unusable_show @0=frag_start
uprobe_buffer_refcnt 4 uprobe_buffer_disable+0:1/7 probe_event_enable+0:1/15
uprobe_cpu_buffer 8 uprobe_dispatcher+0:0/1 uretprobe_dispatcher+0:0/2 prepare_uprobe_buffer+0:2/3
uprobe_events_ops 280 traceprobe_parse_probe_arg+128:14/50 @128=seq_release @8=seq_lseek @16=seq_read
uprobe_fields_array 80 @8=uprobe_event_define_fields
uprobe_funcs 32 @0=print_uprobe_event
uprobes_mmap_mutex 416 uprobe_munmap+52:2/4 find_uprobe+0:5/6 shmem_enabled_store+272:3/6
uprobes_tree 8 vma_has_uprobes+0:1/2 __uprobe_unregister+0:1/2 uprobe_munmap+0:1/4
uprobes_treelock 4 vma_has_uprobes+0:0/2 __uprobe_unregister+0:0/2 uprobe_munmap+0:0/4
urandom_fops 280 @32=urandom_read_iter @40=random_write_iter
urandom_warning 40 write_pool_user+4:3/5 urandom_read_iter+0:6/9 _credit_init_bits+16:9/14
use_builtin_keys 1 restrict_link_by_signature+0:3/4
use_softirq 1 invoke_rcu_core+0:2/7
use_zero_page_attr 32 @16=use_zero_page_show @24=use_zero_page_store
use_zero_pages_attr 32 @16=use_zero_pages_show @24=use_zero_pages_store
user_decrypted_data 1 encrypted_key_alloc+0:1/13
user_min_free_kbytes 4 min_free_kbytes_sysctl_handler+0:2/3 set_recommended_min_free_kbytes+0:2/4 calculate_min_free_kbytes+0:1/4
user_ns_cachep 8 free_user_ns+0:0/1 create_user_ns+0:0/12 dt_init_idle_driver+0:2/20
user_page_pipe_buf_ops 32 @16=user_page_pipe_buf_try_steal @8=page_cache_pipe_buf_release
user_ringbuf_map_ops 328 @240=ringbuf_map_mmap_user @248=ringbuf_map_poll_user
user_table 832 setup_userns_sysctls+0:2/5 __do_sys_reboot+288:2/7 @32=proc_doulongvec_minmax
userfaultfd_ctx_cachep 8 userfaultfd_ctx_put+0:0/2 new_userfaultfd+0:0/5 dup_userfaultfd+0:1/8
userfaultfd_dev_fops 280 @80=userfaultfd_dev_ioctl @8=noop_llseek
userfaultfd_fops 280 @16=userfaultfd_read @72=userfaultfd_poll
usermodehelper_bset 8 proc_cap_handler+0:5/6
usermodehelper_disabled 4 __usermodehelper_set_disable_depth+0:2/3 usermodehelper_read_trylock+0:3/5 usermodehelper_read_lock_wait+0:3/5
usermodehelper_disabled_waitq 24 __usermodehelper_set_disable_depth+0:1/3 usermodehelper_read_trylock+0:1/5 usermodehelper_read_lock_wait+0:2/5
usermodehelper_inheritable 8 proc_cap_handler+0:4/6
usermodehelper_table 192 call_usermodehelper_exec+40:6/7 @32=proc_cap_handler
userns_operations 64 @24=userns_get @32=userns_put
userns_state_mutex 32 userns_may_setgroups+0:0/1 proc_setgroups_write+0:0/1 ksys_unshare+24:1/9
ustring_per_cpu 8 filter_match_preds+0:1/3 perf_trace_event_init+0:5/9 parse_pred+0:17/27
uts_kern_table 448 uts_proc_notify+40:1/2 @32=proc_do_uts_string
uts_ns_cache 8 free_uts_ns+0:0/2 copy_utsname+0:0/3
uts_sem 40 __arm64_sys_setdomainname+0:0/1 __arm64_sys_sethostname+0:0/1 proc_do_uts_string+0:0/2
utsns_operations 64 @24=utsns_get @32=utsns_put
uuid_null 16 uuid_store+0:0/6 size_store+0:5/10 ima_parse_rule+0:25/99
validate_attr 32 @16=validate_show @24=validate_store
var_ops 48 @0=btf_var_check_meta @8=btf_var_resolve
vc_caps 48 pci_restore_vc_state+0:0/3 pci_save_vc_state+0:0/4 pci_allocate_vc_save_buffers+0:0/5
vc_class 8 vcs_remove_sysfs+0:0/1 vcs_make_sysfs+0:0/4
vc_cons 2520 fbcon_resumed+0:0/1 fbcon_fb_blanked+0:0/1 fbcon_suspended+0:0/1
vc_port_ops 40 vc_allocate+0:6/13 @32=vc_port_destruct
vc_sel 64 vc_is_sel+32:0/1 sel_loadlut+0:0/2 clear_selection+0:0/4
vc_x 4 keyboard_notifier_call+0:5/10 vt_notifier_call+0:9/14
vc_y 4 keyboard_notifier_call+0:7/10 vt_notifier_call+0:8/14
vclock_hash 2048 ptp_convert_timestamp+0:1/2 gro_cells_receive+1896:1/2 sock_kmalloc+1896:1/2
vclock_hash_lock 4 ptp_vclock_unregister+0:0/2 ptp_vclock_register+0:11/17 ptp_clock_register+0:6/30
vclock_srcu 384 ptp_vclock_unregister+0:1/2 ptp_convert_timestamp+0:0/2 @352=delayed_work_timer_fn
vcs_fops 280 @8=vcs_lseek @16=vcs_read
vendor_record_notify_list 48 ghes_register_vendor_record_notifier+0:0/1 ghes_unregister_vendor_record_notifier+0:0/1 ghes_vendor_record_work_func+0:0/2
verbose 4 vpr_info_dq+0:0/3 ddebug_proc_write+0:0/3 ddebug_dyndbg_boot_param_cb+0:0/4
vesa_blank_mode 4 do_blank_screen+0:10/14 tioclinux+0:13/17
vesa_off_interval 4 do_blank_screen+0:8/14 do_con_write+0:41/46
vga_arb_device_fops 280 @16=vga_arb_read @24=vga_arb_write @72=vga_arb_fpoll
via_vlink_dev_hi 4 quirk_via_bridge+0:2/3 quirk_via_vlink+0:1/3
via_vlink_dev_lo 4 quirk_via_bridge+0:0/3 quirk_via_vlink+0:0/3
virtio_bus 184 @48=virtio_dev_match @56=virtio_uevent
virtio_check_mem_acc_cb 8 virtio_features_ok+0:0/5 @0=virtio_no_restricted_mem_acc
vlan_ioctl_hook 8 vlan_ioctl_set+0:2/3 sock_ioctl+0:4/10
vlan_ioctl_mutex 32 vlan_ioctl_set+0:1/3 sock_ioctl+0:6/10
vm_area_cachep 8 vm_area_dup+0:0/1 vm_area_free+0:0/1 vm_area_alloc+0:0/3
vm_committed_as 40 sync_overcommit_as+0:0/1 vm_memory_committed+0:0/1 mprotect_fixup+0:0/2
vm_committed_as_batch 4 mprotect_fixup+0:1/2 insert_vm_struct+0:1/2 shmem_charge+0:2/3
vm_dirty_bytes 8 domain_dirty_limits+0:3/7 dirty_ratio_handler+0:3/7 dirty_bytes_handler+0:1/8
vm_dirty_ratio 4 dirty_ratio_handler+0:1/7 dirty_bytes_handler+0:5/8 node_dirty_ok+0:1/8
vm_list 16 kvm_dev_ioctl+0:31/41
vm_node_stat 344 try_to_writeback_inodes_sb+0:0/2 writeback_inodes_sb+0:0/2 si_mem_available+0:0/4
vm_numa_event 48 cpu_vm_stats_fold+0:2/4 fold_vm_zone_numa_events+0:4/6 drain_zonestat+0:4/7
vm_numa_stat_lock 32 sysctl_vm_numa_stat_handler+0:1/16
vm_oom_kill_table 256 unregister_oom_notifier+0:0/2 register_oom_notifier+0:0/2 exit_oom_victim+0:2/4 @32=proc_dointvec_minmax @96=proc_dointvec
vm_page_writeback_sysctls 512 @32=dirty_background_ratio_handler @96=dirty_background_bytes_handler
vm_swappiness 4 mem_cgroup_swappiness_write+0:1/2 get_swappiness+0:1/3 mem_cgroup_swappiness_read+0:0/3
vm_table 2560 @32=overcommit_policy_handler @96=overcommit_ratio_handler
vm_zone_stat 88 mod_node_state+0:0/1 mod_zone_state+0:0/1 __mod_node_page_state+0:0/1
vma_ra_enabled_attr 32 @16=vma_ra_enabled_show @24=vma_ra_enabled_store
vmap_allow_huge 1 __vmalloc_node_range+0:1/24
vmap_area_cachep 8 free_vmap_area_noflush+0:6/15 bdi_register_va+0:12/17 collapse_file+2:11/21
vmap_area_list 16 vread+0:3/5
vmap_area_lock 4 free_vmap_block+0:0/2 __get_vm_area_node+0:1/2 remap_vmalloc_range_partial+0:0/2
vmap_blocks 16 free_vmap_block+0:1/2 remove_vm_area+0:2/3 vm_unmap_ram+0:1/4
vmap_initialized 1 vm_unmap_aliases+0:0/1 __vunmap+0:7/11 alloc_vmap_area+0:0/29
vmap_lazy_nr 8 drain_vmap_area_work+0:3/4 free_vmap_area_noflush+0:3/15 __purge_vmap_area_lazy+0:17/27
vmap_notify_list 48 register_vmap_purge_notifier+0:1/2 unregister_vmap_purge_notifier+0:1/2 alloc_vmap_area+0:10/29
vmap_purge_lock 32 register_vmap_purge_notifier+0:0/2 unregister_vmap_purge_notifier+0:0/2 drain_vmap_area_work+0:0/4
vmcore_cb_list 16 vmcore_cleanup+0:2/4 read_vmcore+0:4/8 register_vmcore_cb+0:2/8
vmcore_cb_lock 4 open_vmcore+0:1/3 register_vmcore_cb+0:1/8 unregister_vmcore_cb+0:1/9
vmcore_cb_srcu 384 unregister_vmcore_cb+0:6/9 mmap_vmcore+0:7/12 read_kcore_iter+0:11/22 @352=delayed_work_timer_fn
vmcore_list 16 vmcore_cleanup+0:3/4 read_vmcore+0:5/8 mmap_vmcore+0:6/12
vmcore_mmap_ops 128 mmap_vmcore+0:3/12 @40=mmap_vmcore_fault
vmcore_opened 1 open_vmcore+0:2/3 register_vmcore_cb+0:4/8 unregister_vmcore_cb+0:2/9
vmcore_proc_ops 96 @8=open_vmcore @24=read_vmcore
vmcore_size 8 read_vmcore+0:1/8 mmap_vmcore+0:1/12
vmcoreinfo_data 8 crash_save_vmcoreinfo+0:2/6 read_kcore_iter+0:5/22
vmcoreinfo_data_safecopy 8 crash_update_vmcoreinfo_safecopy+0:1/2 crash_save_vmcoreinfo+0:1/6
vmcoreinfo_note 8 crash_update_vmcoreinfo_safecopy+0:0/2 paddr_vmcoreinfo_note+0:0/3 vmcoreinfo_append_str+0:0/3
vmcoreinfo_size 8 get_kcore_size+0:1/3 vmcoreinfo_append_str+0:1/3 crash_save_vmcoreinfo+0:4/6
vmfork_chain 48 register_random_vmfork_notifier+0:0/1 unregister_random_vmfork_notifier+0:0/1 random_poll+0:0/3
vmgenid_driver 352 @176=vmgenid_add @192=vmgenid_notify
vmlinux_cand_cache 248 btf_array_resolve+112:3/15 bpf_core_apply+0:4/23 btf_check_func_arg_match+8:35/64
vmpressure_str_levels 24 vmpressure_register_event+0:2/7
vmpressure_str_modes 24 vmpressure_register_event+0:3/7
vmstat_op 32 @0=vmstat_start @8=vmstat_stop
vmstat_text 1344 unusable_open+0:0/2 extfrag_open+0:0/2 vmstat_show+0:0/3
vt_console_driver 120 @16=vt_console_print @32=vt_console_device
vt_dont_switch 1 change_console+0:1/3 set_console+0:2/8 vt_ioctl+0:13/22
vt_event_lock 4 __vt_event_dequeue+0:1/2 vt_event_post+0:1/3 __vt_event_queue+0:1/4
vt_event_waitqueue 24 vt_event_post+0:2/3 __vt_event_queue+0:2/4
vt_events 16 __vt_event_queue+0:3/4
vt_notifier_block 24 braille_unregister_console+0:3/4 braille_register_console+0:4/5 @0=vt_notifier_call
vt_notifier_list 16 unregister_vt_notifier+0:1/2 register_vt_notifier+0:1/2 vcs_scr_updated+0:1/3
vt_spawn_con 24 fn_spawn_con+0:1/4 vt_ioctl+0:4/22
vt_switch 1 vt_set_leds_compute_shiftstate+0:1/6 kbd_bh+0:6/12
vt_switch_done 1 pm_restore_console+0:1/3 pm_prepare_console+0:1/3
vt_switch_mutex 32 pm_vt_switch_unregister+0:0/1 pm_vt_switch+0:0/3 pm_vt_switch_required+0:0/5
vtconsole_class 8 con_driver_unregister_callback+0:2/6 store_bind+0:2/6 do_take_over_console+0:3/17
vtermnos 64 hvc_console_setup+0:0/1 hvc_console_device+0:0/2 hvc_port_destruct+0:0/2
waiting_for_crash_ipi 4 smp_crash_stop_failed+0:0/1 cpu_die_early+0:3/5 crash_smp_send_stop+0:0/9
wakeup_class 8 wakeup_source_device_create+0:1/5 pm_wakeup_clear+4:4/5
wakeup_count_attr 32 uart_resume_port+0:9/10 @24=wakeup_count_store
wakeup_count_wait_queue 24 pm_get_wakeup_count+0:1/4
wakeup_ida 16 wakeup_source_register+0:1/2 wakeup_source_destroy+0:1/2 wakeup_source_create+0:2/3
wakeup_irq_lock 4 pm_wakeup_clear+0:1/5 pm_system_irq_wakeup+0:1/10
wakeup_sources 16 wakeup_sources_walk_next+0:0/1 wakeup_sources_walk_start+0:0/1 wakeup_sources_stats_seq_next+0:0/2
wakeup_sources_stats_fops 280 @112=wakeup_sources_stats_open @128=seq_release_private
wakeup_sources_stats_seq_ops 32 @0=wakeup_sources_stats_seq_start @8=wakeup_sources_stats_seq_stop
wakeup_srcu 384 wakeup_sources_stats_seq_stop+0:1/2 wakeup_sources_read_unlock+0:1/2 wakeup_sources_read_lock+0:1/2 @352=delayed_work_timer_fn
want_console 4 fn_inc_console+0:0/2 fn_dec_console+0:0/2 reset_terminal+0:0/2
warn_count 4 warn_count_show+0:0/2 test_taint+0:0/2 nmi_panic_self_stop+0:0/2
warn_limit 4 check_panic_on_warn+0:1/5
watch_events 16 xs_suspend_cancel+0:1/3 xs_resume+0:0/5 xs_suspend_exit+0:4/6
watch_events_lock 4 xs_watch_msg+0:4/7 xenwatch_thread+0:3/9 unregister_xenbus_watch+0:8/18
watch_events_waitq 24 xs_watch_msg+0:6/7 xenwatch_thread+0:7/9
watchdog_allowed_mask 32 lockup_detector_online_cpu+0:1/2 lockup_detector_offline_cpu+0:1/2 touch_all_softlockup_watchdogs+0:4/5
watchdog_cpumask 32 proc_watchdog_update+0:2/4 tcp_send_active_reset+16:4/6 __lockup_detector_reconfigure+0:8/12
watchdog_enabled 8 lockup_detector_soft_poweroff+0:0/1 proc_watchdog_common+0:1/2 lockup_detector_update_enable+0:1/5
watchdog_mutex 32 proc_watchdog_cpumask+0:0/1 lockup_detector_cleanup+0:0/1 lockup_detector_reconfigure+0:0/1
watchdog_sysctls 512 @32=proc_watchdog @96=proc_watchdog_thresh
watchdog_task 8 proc_dohung_task_timeout_secs+0:0/1
watchdog_thresh 4 proc_watchdog_thresh+0:2/3 __lockup_detector_reconfigure+0:5/12 watchdog_timer_fn+0:9/21
watchdog_user_enabled 4 lockup_detector_online_cpu+0:0/2 lockup_detector_offline_cpu+0:0/2 proc_watchdog_thresh+0:0/3
watches 16 register_xenbus_watch+0:5/8
watches_lock 4 xs_watch_msg+0:1/7 register_xenbus_watch+0:4/8 unregister_xenbus_watch+0:4/18
watermark_boost_factor 4 steal_suitable_fallback+0:3/6
watermark_scale_factor 4 setup_per_zone_wmarks+0:5/7
wbt_debugfs_attrs 360 @16=wbt_curr_win_nsec_show @56=wbt_enabled_show
wbt_rqos_ops 88 @0=wbt_wait @8=wbt_track
weight_p 4 proc_do_dev_weight+0:2/7 enqueue_to_backlog+0:6/13
wext_pernet_ops 72 @16=wext_pernet_init @32=wext_pernet_exit
what2act 384 @232=blk_log_plug @328=blk_log_split
wireless_nlevent_work 32 wireless_send_event+0:16/26 @24=wireless_nlevent_process
wireless_seq_ops 32 @0=wireless_dev_seq_start @8=wireless_dev_seq_stop
work_exited 16 task_work_add+0:0/1 task_work_run+0:0/1 alloc_pid+0:3/8
worker_pool_idr 24 try_to_grab_pending+0:1/2 work_busy+0:1/3 put_unbound_pool+0:6/7
workingset_shadow_shrinker 64 @0=count_shadow_nodes @8=scan_shadow_nodes
workqueue_freezing 1 pwq_adjust_max_active+0:0/2 freeze_workqueues_busy+0:1/3 thaw_workqueues+0:2/4
workqueues 16 freeze_workqueues_busy+0:2/3 thaw_workqueues+0:3/4 freeze_workqueues_begin+0:3/4
wp_walk_ops 80 @32=wp_pte @16=wp_clean_pud_entry
wq 8 edac_workqueue_teardown+0:0/1 edac_queue_work+0:0/1 edac_mod_work+0:0/1
wq_debug_force_rr_cpu 1 __queue_work+0:14/26
wq_mayday_lock 4 pool_mayday_timeout+0:1/5 rescuer_thread+0:4/12 destroy_workqueue+0:1/18
wq_numa_enabled 1 wq_calc_node_cpumask+0:1/9 wq_update_unbound_numa+0:2/9 queue_work_node+0:0/9
wq_online 1 __cancel_work_timer+0:1/6 __flush_workqueue+0:1/9 __flush_work+0:1/14
wq_pool_attach_mutex 32 worker_attach_to_pool+0:1/2 worker_detach_from_pool+0:1/2 wq_worker_comm+0:1/6
wq_pool_mutex 32 apply_workqueue_attrs+0:0/1 worker_attach_to_pool+0:0/2 worker_detach_from_pool+0:0/2
wq_power_efficient 1 alloc_workqueue+0:0/19
wq_subsys 184 workqueue_sysfs_register+0:2/8 workqueue_offline_cpu+32:9/16
wq_sysfs_cpumask_attr 32 @16=wq_unbound_cpumask_show @24=wq_unbound_cpumask_store
wq_sysfs_unbound_attrs 160 @16=wq_pool_ids_show @48=wq_nice_show
wq_unbound_cpumask 32 apply_workqueue_attrs_locked+0:1/2 wq_unbound_cpumask_show+0:3/5 workqueue_set_unbound_cpumask+0:4/8
write_f 64 @0=common_write @8=class_write
write_op 120 @40=sel_write_context @48=sel_write_access
x509_action_table 104 @0=x509_extract_key_data @24=x509_note_issuer
xb_dev_generation_id 4 xenbus_probe_node+0:1/5 xs_suspend_exit+0:0/6 xenbus_file_open+0:2/7
xb_waitq 24 wake_waiting+0:0/1 xb_deinit_comms+0:1/3 xenbus_late_init+0:1/4
xb_write_list 16 xs_reboot_notify+0:2/3 evtchn_get+8:3/4 bind_evtchn_to_irq_chip+12:4/8
xb_write_mutex 32 xs_reboot_notify+0:0/3 xs_talkv+0:4/13 xenbus_thread+0:11/45
xdp_verifier_ops 48 @0=xdp_func_proto @8=xdp_is_valid_access
xen_dynamic_chip 264 @56=mask_ack_dynirq @40=ack_dynirq
xen_lateeoi_chip 264 @40=lateeoi_ack_dynirq @56=lateeoi_mask_ack_dynirq
xen_percpu_chip 264 bind_ipi_to_irqhandler+0:6/11 bind_virq_to_irq+0:13/16 @40=ack_dynirq @64=enable_dynirq @32=disable_dynirq
xen_pirq_chip 264 @8=startup_pirq @16=shutdown_pirq
xen_reboot_nb 24 xen_setup_shutdown_event+0:3/4 @0=poweroff_nb
xen_swiotlb_dma_ops 200 @8=dma_direct_alloc @16=dma_direct_free @56=dma_common_mmap
xen_xenbus_fops 280 @16=xenbus_file_read @24=xenbus_file_write
xenbus_backend 232 @16=backend_bus_id @24=xenbus_probe_backend
xenbus_backend_fops 280 @80=xenbus_backend_ioctl @96=xenbus_backend_mmap
xenbus_frontend 232 @16=frontend_bus_id @24=xenbus_probe_frontend
xenbus_pm_ops 184 @32=xenbus_dev_suspend @40=xenbus_dev_cancel
xencons_driver 240 @24=xencons_probe @32=xencons_backend_changed
xenfb_defio 48 xenfb_probe+0:30/41 @40=xenfb_deferred_io
xenfb_driver 240 @24=xenfb_probe @32=xenfb_backend_changed
xenfb_fb_ops 184 @24=fb_sys_read @32=xenfb_write
xenkbd_driver 240 @24=xenkbd_probe @32=xenkbd_backend_changed
xenstore_notifier 24 xen_balloon_init+0:2/9 @0=balloon_init_watcher
xfrm4_dst_ops_template 192 @48=xfrm4_dst_destroy @56=xfrm4_dst_ifdown
xfrm4_mode_map 15 __xfrm_init_state+0:2/33
xfrm4_net_ops 72 @16=xfrm4_net_init @32=xfrm4_net_exit
xfrm4_policy_afinfo 40 @8=xfrm4_dst_lookup @16=xfrm4_get_saddr
xfrm4_policy_table 128 xfrm4_net_init+0:3/6 @32=proc_dointvec
xfrm4_protocol_mutex 32 xfrm4_protocol_register+0:0/7 xfrm4_protocol_deregister+0:0/9
xfrm4_state_afinfo 96 @72=xfrm4_output @80=xfrm4_transport_finish
xfrm6_dst_ops_template 192 @48=xfrm6_dst_destroy @56=xfrm6_dst_ifdown
xfrm6_input_afinfo 16 xfrm6_protocol_fini+0:1/2 @8=xfrm6_rcv_cb
xfrm6_mode_map 15 __xfrm_init_state+0:1/33
xfrm6_net_ops 72 @16=xfrm6_net_init @32=xfrm6_net_exit
xfrm6_policy_afinfo 40 xfrm6_fini+0:2/3 @8=xfrm6_dst_lookup @16=xfrm6_get_saddr @24=xfrm6_fill_dst
xfrm6_policy_table 128 xfrm6_net_init+0:3/6 @32=proc_dointvec
xfrm6_protocol_mutex 32 xfrm6_protocol_register+0:0/7 xfrm6_protocol_deregister+0:0/9
xfrm6_state_afinfo 96 @72=xfrm6_output @80=xfrm6_transport_finish
xfrm_dst_cache 8 xfrm_net_init+0:10/11 xfrm_policy_register_afinfo+0:4/12
xfrm_if_cb 8 xfrm_if_unregister_cb+0:1/2 xfrm_if_register_cb+0:2/3 __xfrm_policy_check+0:1/34
xfrm_if_cb_lock 4 xfrm_if_register_cb+0:0/3 xfrm_policy_inexact_lookup_rcu+0:0/4 __xfrm_policy_inexact_prune_bin+0:0/10
xfrm_input_afinfo 176 xfrm_rcv_cb+0:0/1 xfrm_input_register_afinfo+0:0/2 xfrm_input_unregister_afinfo+0:0/2
xfrm_input_afinfo_lock 4 xfrm_input_register_afinfo+0:1/2 xfrm_input_unregister_afinfo+0:1/2
xfrm_km_list 16 xfrm_timer_handler+0:0/1 km_migrate+0:0/1 km_report+0:0/1
xfrm_km_lock 4 xfrm_unregister_km+0:1/2 xfrm_register_km+0:1/4
xfrm_mib_list 464 xfrm_statistics_seq_show+0:2/8
xfrm_net_ops 72 @16=xfrm_net_init @32=xfrm_net_exit
xfrm_pol_inexact_params 40 @16=xfrm_pol_bin_key @24=xfrm_pol_bin_obj
xfrm_policy_afinfo 88 __xfrm_dst_lookup+0:1/2 xfrm_policy_unregister_afinfo+0:1/2 bpf_lwt_xmit_reroute+48:1/2
xfrm_policy_afinfo_lock 4 xfrm_policy_register_afinfo+0:1/12 cipso_v4_doi_add+0:7/12
xfrm_policy_hashmax 4 xfrm_spd_getinfo+0:0/1 __xfrm_dst_lookup+0:0/2 xfrm_if_unregister_cb+0:0/2
xfrm_state_afinfo 368 xfrm_state_afinfo_get_rcu+0:1/2 xfrm_register_type_offload+0:1/2 xfrm_unregister_type_offload+0:1/2
xfrm_state_afinfo_lock 4 xfrm_state_register_afinfo+0:1/3 xfrm_state_unregister_afinfo+0:1/3
xfrm_state_cache 8 xfrm_state_free+0:0/1 xfrm_state_alloc+0:0/3 xfrm_state_init+0:3/4
xfrm_state_gc_list 8 __xfrm_state_destroy+0:2/6 xfrm_state_gc_task+0:2/22
xfrm_state_gc_lock 4 __xfrm_state_destroy+0:1/6 xfrm_state_gc_task+0:1/22
xfrm_state_gc_work 32 xfrm_state_fini+0:1/2 xfrm_flush_gc+0:1/2 __xfrm_state_destroy+0:5/6 @24=xfrm_state_gc_task
xfrm_state_hashmax 4 __find_acq_core+0:0/2 xfrm_sad_getinfo+0:0/2 __xfrm_state_insert+0:0/3
xfrm_table 320 xfrm_sysctl_init+0:0/3 xfrm_state_find+32:13/28 @32=proc_douintvec @160=proc_dointvec
xps_map_mutex 32 __netif_set_xps_queue+0:1/43
xps_needed 16 clean_xps_maps+0:1/5 __netif_set_xps_queue+0:29/43
xps_rxqs_attribute 32 @16=xps_rxqs_show @24=xps_rxqs_store
xps_rxqs_needed 16 clean_xps_maps+0:3/5 __netif_set_xps_queue+0:35/43
xres 4 mousedev_notify_readers+0:1/3 mousedev_event+0:19/29
xs_init_irq 4 xenbus_probe+0:3/7
xs_reboot_nb 24 xs_init+0:1/12 @0=xs_reboot_notify
xs_reply_list 16 xs_reboot_notify+0:1/3 xenbus_thread+0:27/45
xs_response_mutex 32 xs_suspend_cancel+0:0/3 xs_resume+0:1/5 bind_evtchn_to_irq_chip+0:5/8
xs_state_enter_wq 24 xs_suspend_exit+0:5/6
xs_state_exit_wq 24 xs_request_exit+0:6/7 xs_suspend+0:8/9
xs_state_lock 4 xs_suspend_exit+0:2/6 xs_request_exit+0:1/7 xs_suspend+0:1/9
xs_state_users 4 xs_request_exit+0:2/7 xs_suspend+0:3/9
xs_suspend_active 4 xs_suspend_exit+0:3/6 xs_request_exit+0:4/7 xs_suspend+0:2/9
xs_watch_rwsem 40 xs_suspend_cancel+0:2/3 xs_resume+0:3/5 register_xenbus_watch+0:2/8
xsd_errors 240 xs_talkv+0:5/13 unregister_xenbus_watch+0:15/18 xenbus_thread+24:42/45
xsk_family_ops 24 xsk_create+0:1/9 @8=xsk_create
xsk_map_ops 328 @8=xsk_map_alloc @24=xsk_map_free
xsk_net_ops 72 @16=xsk_net_init @32=xsk_net_exit
xsk_netdev_notifier 24 dcb_setapp+8:2/5 dcbnl_cee_fill+8:3/7 dcbnl_ieee_fill+8:3/7 @0=xsk_notifier
xsk_proto_ops 240 @16=xsk_release @24=xsk_bind
yama_hooks 160 @24=yama_ptrace_access_check @64=yama_ptrace_traceme
yama_relation_work 32 yama_ptracer_del+0:1/3 @24=yama_relation_cleanup
yama_sysctl_table 128 yama_relation_cleanup+0:1/2 yama_ptracer_del+0:0/3 __report_access+0:0/6 @32=yama_dointvec_minmax
yres 4 mousedev_notify_readers+0:2/3 mousedev_event+0:12/29
zbud_zpool_driver 120 @40=zbud_zpool_create @48=zbud_zpool_destroy
zbud_zpool_ops 8 zbud_zpool_create+0:0/2 @0=zbud_zpool_evict
zero_checksum 4 ksm_scan_thread+0:61/97
zero_fops 280 @16=read_zero @96=mmap_zero
zero_pfn 8 __vm_insert_mixed+0:0/1 insert_pfn+0:0/2 hmm_vma_walk_pmd+0:1/2
zone_cond_name 128 blk_zone_cond_str+0:0/2
zone_names 32 destroy_large_folio+0:0/2 find_suitable_fallback+0:0/3 warn_alloc+0:0/7
zoneinfo_op 32 @24=zoneinfo_show @0=frag_start
zonelist_update_seq 8 __build_all_zonelists+0:2/7
zswap_compressor_param_ops 32 @8=zswap_compressor_param_set @16=param_get_charp
zswap_enabled_param_ops 32 @8=zswap_enabled_param_set @16=param_get_bool
zswap_files 648 @136=zswap_current_read @368=zswap_max_show
zswap_frontswap_ops 40 @0=zswap_frontswap_init @8=zswap_frontswap_store
zswap_zpool_ops 8 zswap_pool_create+0:6/23 @0=zswap_writeback_entry
zswap_zpool_param_ops 32 @8=zswap_zpool_param_set @16=param_get_charp
`;
