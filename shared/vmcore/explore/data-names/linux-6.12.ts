/** Variables of Linux 6.12 on arm64: written by `test/fixtures/symbols/data-names.ts`; see `evidence.ts`. */
export const VARIABLES = `
C_A_D 4 ctrl_alt_del+0:1/4 __do_sys_reboot+0:3/8
EC_FLAGS_CLEAR_ON_RESUME 4 ec_clear_on_resume+0:0/4 acpi_ec_enable_event+0:0/4
EC_FLAGS_CORRECT_ECDT 4 ec_correct_ecdt+0:0/4
EC_FLAGS_TRUST_DSDT_GPE 4 ec_honor_dsdt_gpe+0:0/4
HYPERVISOR_shared_info 8 evtchn_2l_clear_pending+0:0/2 evtchn_2l_set_pending+0:0/2 evtchn_2l_mask+0:0/2
LL_defaultDTable 520 ZSTD_decodeSeqHeaders+0:1/11
ML_defaultDTable 520 ZSTD_decodeSeqHeaders+0:7/11 ZSTD_compressSuperBlock+108:10/11
OF_defaultDTable 264 ZSTD_decodeSeqHeaders+0:4/11
POWER_SUPPLY_CHARGE_BEHAVIOUR_TEXT 24 power_supply_charge_behaviour_parse+0:0/1 power_supply_charge_behaviour_show+0:0/1 power_supply_show_property+0:3/11
POWER_SUPPLY_HEALTH_TEXT 120 power_supply_get_by_name+56:3/4 power_supply_get_by_phandle+56:3/4
POWER_SUPPLY_USB_TYPE_TEXT 80 power_supply_show_property+0:4/11
__bpf_bpf_dummy_ops 24 @0=bpf_dummy_ops__test_1 @8=bpf_dummy_test_2
__bpf_ops_tcp_congestion_ops 192 @0=bpf_tcp_ca_ssthresh @8=bpf_tcp_ca_cong_avoid
__cpu_active_mask 64 tasks_nocpu_error+0:1/2 sched_exec+0:0/2 sched_getaffinity+0:1/2
__cpu_dying_mask 64 cpuhp_reset_state+0:0/1 init_cpu_online+0:1/3 init_cpu_present+0:1/3
__cpu_online_mask 64 perform_access+0:0/1 timer_save_state+0:0/1 timer_restore_state+0:0/1
__cpu_possible_mask 64 pre_handler_kretprobe+0:0/1 mtk_cpux_clkevt_resume+0:0/1 mtk_cpux_clkevt_shutdown+0:0/1
__cpu_present_mask 64 cpudl_clear+0:0/1 cpudl_set+0:0/1 wb_update_dirty_ratelimit+0:1/2
__per_cpu_offset 4096 install_unbound_pwq+0:0/1 cpuacct_cpuusage_read+0:0/1 relay_destroy_buf+0:0/1
_page_poisoning_enabled_early 1 clear_or_poison_free_pages+0:1/7
_printk_rb_static_descs 98304 resume_irqs+98072:1/2 int_seq_next+98073:1/2 rcu_tasks_trace_qs_blkd+98088:1/2
_printk_rb_static_infos 360448 devkmsg_poll+816:3/4 syslog_print+848:12/13 console_flush_all+752:6/15
_totalram_pages 8 check_sparse_vm_area+0:0/1 set_global_limit+0:0/1 vmap+0:0/2
aa_fs_ns_revision_fops 264 @24=ns_revision_read @72=ns_revision_poll
aa_fs_profile_load 264 @32=profile_load @16=default_llseek
aa_fs_profile_remove 264 @32=profile_remove @16=default_llseek
aa_fs_profile_replace 264 @32=profile_replace @16=default_llseek
aa_sfs_access 264 @24=multi_transaction_read @32=aa_write_access
aa_sfs_profiles_fops 264 @104=profiles_open @120=profiles_release
aa_sfs_profiles_op 32 @24=seq_show_profile
aa_sfs_seq_file_ops 264 @104=aa_sfs_seq_open @120=single_release
aafs_count 4 aafs_remove+0:0/2 ns_mkdir_op+0:2/12
aafs_mnt 8 aafs_remove+0:1/2 policy_get_link+0:1/4 ns_mkdir_op+0:4/12
aafs_ops 72 @16=apparmorfs_init_fs_context @40=kill_anon_super
aafs_super_ops 208 @16=aafs_free_inode @48=aafs_evict
abort_sources 128 i2c_dw_handle_tx_abort+0:1/6
ac6_seq_ops 32 @0=ac6_seq_start @8=ac6_seq_stop
acaddr_hash_lock 4 ipv6_anycast_cleanup+0:0/2 ipv6_ac_destroy_dev+0:1/2 ipv6_chk_acast_addr+0:0/5
acct_on_mutex 32 __arm64_sys_acct+0:1/15
acpi_bus_type 168 @40=acpi_bus_match @48=acpi_device_uevent
acpi_data_fwnode_ops 176 acpi_fwnode_get_named_child_node+0:1/2 acpi_node_get_parent+0:1/2 acpi_fwnode_get_parent+0:1/2 @16=acpi_fwnode_device_is_available @24=acpi_fwnode_device_get_match_data @32=acpi_fwnode_device_dma_supported
acpi_data_node_ktype 48 @0=acpi_data_node_release
acpi_data_node_sysfs_ops 16 @0=acpi_data_node_attr_show
acpi_data_objs 32 @8=acpi_bert_data_init @24=acpi_ccel_data_init
acpi_device_fwnode_ops 176 acpi_fwnode_irq_get+0:0/1 acpi_fwnode_device_is_available+0:0/1 acpi_fwnode_device_get_dma_attr+0:0/1 @16=acpi_fwnode_device_is_available @24=acpi_fwnode_device_get_match_data @32=acpi_fwnode_device_dma_supported
acpi_ec_driver 344 @176=acpi_ec_add @184=acpi_ec_remove
acpi_gbl_op_type_dispatch 96 @0=acpi_ex_opcode_0A_0T_1R @8=acpi_ex_opcode_1A_0T_0R
acpi_general_pm_domain 232 @0=acpi_subsys_prepare @8=acpi_subsys_complete
acpi_hed_driver 344 @176=acpi_hed_add @184=acpi_hed_remove
acpi_ns_repairable_names 160 @8=acpi_ns_repair_ALR @24=acpi_ns_repair_CID
acpi_object_repair_info 168 @88=acpi_ns_convert_to_reference @112=acpi_ns_convert_to_unicode
acpi_platform_notifier 24 @0=acpi_platform_device_remove_notify
acpi_pnp_handler 160 @24=acpi_pnp_match @32=acpi_pnp_attach
acpi_processor_driver 144 @72=acpi_processor_stop
acpi_processor_notifier_block 24 @0=acpi_processor_notifier
acpi_thermal_driver 344 @176=acpi_thermal_add @184=acpi_thermal_remove
acpi_thermal_zone_ops 80 @0=acpi_thermal_should_bind_cdev @8=thermal_get_temp
act 4 get_active_temp+0:0/1 thermal_act+0:1/3 acpi_thermal_add+0:14/55
act_base 16 tcf_register_action+0:7/8
act_id_mutex 32 tcf_pernet_del_id_list+0:0/1 tc_lookup_action+0:1/2 tc_lookup_action_n+0:1/2
act_mod_lock 8 tc_lookup_action+0:0/2 tc_lookup_action_n+0:0/2 tcf_unregister_action+0:0/3
act_pernet_id_list 16 tcf_register_action+0:2/8 tcf_action_reoffload_cb+0:3/16
action_name 32 action_result+0:1/14
action_page_types 168 kill_accessing_process+0:0/2 has_extra_refcount+0:1/3 action_result+0:0/14
actions_attr 32 @16=actions_show
active_fops 264 @24=getactive @32=setactive
active_time_fops 264 @104=active_time_open @120=single_release
addrconf_ops 80 @16=addrconf_init_net @32=addrconf_exit_net
addrconf_sysctl 3472 @24=addrconf_sysctl_forward @136=addrconf_sysctl_mtu
addrconf_wq 8 addrconf_dad_start+0:0/1 addrconf_dad_kick+0:0/1 addrconf_mod_dad_work+0:0/2
address_bits_attr 32 @16=address_bits_show
advisor_max_cpu_attr 32 @16=advisor_max_cpu_show @24=advisor_max_cpu_store
advisor_max_pages_to_scan_attr 32 @16=advisor_max_pages_to_scan_show @24=advisor_max_pages_to_scan_store
advisor_min_pages_to_scan_attr 32 @16=advisor_min_pages_to_scan_show @24=advisor_min_pages_to_scan_store
advisor_mode_attr 32 @16=advisor_mode_show @24=advisor_mode_store
advisor_target_scan_time_attr 32 @16=advisor_target_scan_time_show @24=advisor_target_scan_time_store
aer_agent_string 40 pci_print_aer+0:2/8 pcie_aspm_init_link_state+0:36/48
aer_correctable_error_string 256 quirk_via_bridge+168:1/3 aer_dev_correctable_show+0:2/6 __aer_print_error+0:7/9
aer_error_layer 32 pci_print_aer+0:3/8
aer_error_severity_string 24 aer_print_port_info+0:0/4 pci_print_aer+0:1/8 aer_print_error+0:0/18
aer_recover_ring_lock 4 aer_recover_queue+0:0/7 pci_reassigndev_resource_alignment+0:13/29
aer_recover_work 32 @24=aer_recover_work_func
aer_stats_attr_group 40 @8=aer_stats_attrs_are_visible
aer_uncorrectable_error_string 256 aer_dev_nonfatal_show+0:1/6 aer_dev_fatal_show+0:1/6 __aer_print_error+0:1/9
aerdriver 224 @8=aer_probe @16=aer_remove
aes_alg 384 @328=crypto_aes_set_key @336=crypto_aes_encrypt
af 16 audit_set_loginuid+8:1/9 audit_receive_msg+0:20/59
af_inet_ops 80 @16=inet_init_net
affected_cpus 32 @16=show_affected_cpus
aggregate_devices 16 component_master_add_with_match+0:4/5
ah4_handlers 8 xfrm4_ah_err+0:0/1 xfrm4_ah_rcv+0:0/1 xfrm4_esp_err+0:0/2
ah4_protocol 24 @0=xfrm4_ah_rcv @8=xfrm4_ah_err
ah6_handlers 8 xfrm6_ah_err+0:0/1 xfrm6_ah_rcv+0:0/1 xfrm6_esp_err+0:0/2
ah6_protocol 24 @0=xfrm6_ah_rcv @8=xfrm6_ah_err
aio_ctx_aops 160 @8=aio_read_folio @96=aio_migrate_folio
aio_max_nr 8 ioctx_alloc+0:3/63
aio_mnt 8 aio_nr_sub+0:0/3 fsnotify_prepare_user_wait+0:2/4 init_once_userfaultfd_ctx+0:0/5
aio_nr 8 aio_nr_sub+0:2/3 ioctx_alloc+0:42/63
aio_nr_lock 4 aio_nr_sub+0:1/3 ioctx_alloc+0:41/63
aio_ring_fops 264 @96=aio_ring_mmap
aio_ring_vm_ops 128 @24=aio_ring_mremap @72=filemap_page_mkwrite
alarm_bases 96 alarm_clock_get_timespec+0:0/1 alarm_clock_get_ktime+0:0/1 alarm_handle_timer+0:0/1
alarm_clock 128 @0=alarm_clock_getres @16=alarm_clock_get_timespec
alarmtimer_pm_ops 184 @16=alarmtimer_suspend @24=alarmtimer_resume
alarmtimer_rtc_interface 40 @24=alarmtimer_rtc_add_device
alg_test_descs 13888 @208=alg_test_cprng @3600=alg_test_crc32c
algoTime 256 HUF_selectDecoder+0:0/1 ZSTD_rescaleFreqs+40:8/10
alias_list 8 sysfs_slab_alias+0:3/7
aliases_attr 32 @16=aliases_show
all_blkcgs 16 blkcg_free_all_cpd+0:0/3 blkcg_css_free+0:0/4 blkcg_policy_unregister+0:0/5
all_counters 8 delete_gpe_attr_array+0:0/2 acpi_irq_stats_init+0:0/5
all_cpu_access_lock 40 buffer_subbuf_size_write+0:1/3 tracing_buffers_read+0:1/6 tracing_splice_read_pipe+0:3/11
all_lists 24 clk_pm_runtime_get_all+0:4/6 clk_unregister+0:7/13 __clk_register+0:18/56
all_stat_sessions 16 register_stat_tracer+0:8/12
all_stat_sessions_mutex 32 unregister_stat_tracer+0:0/1 register_stat_tracer+0:0/12
all_tables_size 4 acpi_os_physical_table_override+0:2/5
alloc_covered 2048 alloc_covered_add+0:0/1 deferred_split_folio+1968:6/7 kfence_handle_page_fault+0:3/8
alloc_highmem 4 swsusp_free+0:7/10 snapshot_read_next+0:5/18 hibernate_preallocate_memory+0:6/28
alloc_normal 4 snapshot_get_image_size+0:0/1 __get_safe_page+0:0/2 snapshot_image_loaded+0:0/2
alloc_sleep_millisecs_attr 32 @16=alloc_sleep_millisecs_show @24=alloc_sleep_millisecs_store
allocate_snapshot 1 allocate_trace_buffers+0:1/4
allocated_unsafe_pages 4 get_image_page+0:3/5 snapshot_read_next+0:15/18 snapshot_write_next+0:27/36
allow_sys_admin_access 1 fuse_allow_current_process+0:0/3 expand_files+0:4/8
always_kmsg_dump 1 kmsg_dump_desc+0:2/4
amd_gpio_driver 200 @0=amd_gpio_probe @8=amd_gpio_remove
amd_gpio_irqchip 264 @24=amd_gpio_irq_enable @32=amd_gpio_irq_disable
amd_gpio_pm_ops 184 @64=amd_gpio_suspend @80=amd_gpio_hibernate
amd_pinconf_ops 64 @8=amd_pinconf_get @16=amd_pinconf_set
amd_pinctrl_ops 48 @0=amd_get_groups_count @8=amd_get_group_name
amd_pmxops 80 @16=amd_get_functions_count @24=amd_get_fname
anon_enabled_attr 32 @16=anon_enabled_show @24=anon_enabled_store
anon_fault_alloc_attr 32 @16=anon_fault_alloc_show
anon_fault_fallback_attr 32 @16=anon_fault_fallback_show
anon_fault_fallback_charge_attr 32 @16=anon_fault_fallback_charge_show
anon_inode_fs_type 72 @16=anon_inodefs_init_fs_context @40=kill_anon_super
anon_inode_inode 8 __anon_inode_getfile+0:1/2 anon_inode_getfile+0:1/2 anon_inode_getfile_fmode+0:1/4
anon_inode_mnt 8 anon_inode_create_getfile+0:0/1 __anon_inode_getfile+0:0/2 anon_inode_getfile+0:0/2
anon_inodefs_dentry_operations 128 @72=anon_inodefs_dname
anon_pipe_buf_ops 32 @8=anon_pipe_buf_release @16=anon_pipe_buf_try_steal
anon_vma_cachep 8 __put_anon_vma+0:0/1 anon_vma_ctor+0:0/2 unlink_anon_vmas+0:0/2
anon_vma_chain_cachep 8 unlink_anon_vmas+0:1/2 anon_vma_clone+0:1/2 __anon_vma_prepare+0:1/3
apd_handler 160 @32=acpi_apd_create_device
apei_resources_all 32 apei_resources_release+0:3/6 apei_resources_request+0:1/11
apertures 16 devm_aperture_acquire_for_platform_device+0:2/6
apertures_lock 32 devm_aperture_acquire_release+0:0/1 aperture_detach_devices+0:0/1 devm_aperture_acquire_for_platform_device+0:0/6
apparmor_hooks 1800 @8=apparmor_ptrace_access_check @32=apparmor_ptrace_traceme
apparmor_net_ops 80 @16=apparmor_nf_register @32=apparmor_nf_unregister
apparmor_nf_ops 112 apparmor_nf_unregister+0:0/1 apparmor_nf_register+0:0/1 @16=apparmor_ip_postroute
apparmorfs_context_ops 48 @32=apparmorfs_get_tree
arch_apei_filter_addr 8 apei_resources_request+0:5/11
arch_set_vga_state 8 pci_set_vga_state+0:0/1
arena_map_ops 344 @8=arena_map_alloc @24=arena_map_free
arena_vm_ops 128 @0=arena_vm_open @8=arena_vm_close
argv_init 272 initcall_blacklisted+0:0/7 run_init_process+0:0/10 kernel_init+0:3/16
arp_direct_ops 40 arp_constructor+0:6/16 @24=neigh_direct_output
arp_generic_ops 40 @8=arp_solicit @16=arp_error_report @32=neigh_connected_output
arp_hh_ops 40 arp_constructor+0:3/16 @8=arp_solicit @16=arp_error_report @24=neigh_resolve_output
arp_net_ops 80 @16=arp_net_init @32=arp_net_exit
arp_netdev_notifier 24 @0=arp_netdev_event
arp_packet_type 72 @16=arp_rcv
arp_seq_ops 32 @0=arp_seq_start @8=neigh_seq_stop
arp_tbl 600 @16=arp_hash @24=arp_key_eq
array_map_ops 344 @40=array_map_free_timers_wq @96=array_map_lookup_elem
array_of_maps_map_ops 344 @8=array_of_map_alloc @24=array_of_map_free
array_ops 48 @0=btf_array_check_meta @8=btf_array_resolve
aspm_ctrl_attr_group 40 @8=aspm_ctrl_attrs_are_visible
aspm_disabled 4 aspm_ctrl_attrs_are_visible+0:0/2 pcie_no_aspm+0:2/3 pcie_aspm_pm_state_change+0:1/5
aspm_force 4 pcie_no_aspm+0:1/3 pcie_aspm_init_link_state+0:2/48
aspm_lock 32 clkpm_store+0:2/4 pcie_aspm_exit_link_state+0:2/4 pcie_aspm_pm_state_change+0:3/5
aspm_support_enabled 1 pcie_aspm_support_enabled+0:0/1 pcie_aspm_init_link_state+0:4/48
asus_hides_smbus 4 asus_hides_smbus_hostbridge+0:0/3 asus_hides_smbus_lpc+0:0/3 asus_hides_smbus_lpc_ich6_resume_early+0:1/3
asus_rcba_base 8 asus_hides_smbus_lpc_ich6_resume_early+0:2/3 asus_hides_smbus_lpc_ich6+0:2/4 asus_hides_smbus_lpc_ich6_suspend+0:2/4
async_dfl_domain 24 async_synchronize_cookie+0:1/2 async_schedule_node+0:1/2 async_schedule_dev_nocall+0:4/5
async_done 24 async_synchronize_cookie_domain+0:3/7 async_run_entry_fn+0:3/10
async_error 4 device_pm_wait_for_dev+0:1/2 device_pm_sleep_init+0:0/3 pm_runtime_init+0:2/4
async_global_pending 16 lowest_in_progress+0:1/2 async_synchronize_cookie+0:0/2 async_schedule_node+0:0/2
async_lock 4 lowest_in_progress+0:0/2 async_schedule_node_domain+0:1/5 async_schedule_dev_nocall+0:1/5
async_probe_default 1 driver_allows_async_probing+0:2/4
async_wq 8 __async_schedule_node_domain+0:5/7
atkbd_attr_err_count 32 @16=atkbd_do_show_err_count
atkbd_attr_extra 32 @16=atkbd_do_show_extra @24=atkbd_do_set_extra
atkbd_attr_force_release 32 @16=atkbd_do_show_force_release @24=atkbd_do_set_force_release
atkbd_attr_function_row_physmap 32 @16=atkbd_do_show_function_row_physmap
atkbd_attr_scroll 32 @16=atkbd_do_show_scroll @24=atkbd_do_set_scroll
atkbd_attr_set 32 @16=atkbd_do_show_set @24=atkbd_do_set_set
atkbd_attr_softraw 32 @16=atkbd_do_show_softraw @24=atkbd_do_set_softraw
atkbd_attr_softrepeat 32 @16=atkbd_do_show_softrepeat @24=atkbd_do_set_softrepeat
atkbd_attribute_group 40 @8=atkbd_attr_is_visible
atkbd_drv 224 @40=atkbd_connect @48=atkbd_reconnect
atkbd_extra 1 atkbd_connect+0:14/22
atkbd_platform_fixup 8 atkbd_set_keycode_table+0:1/17 atkbd_connect+0:4/22
atkbd_platform_fixup_data 8 atkbd_set_keycode_table+0:2/17
atkbd_platform_scancode_fixup 8 atkbd_receive_byte+0:0/21
atkbd_reset 1 atkbd_probe+0:0/10
atkbd_scroll 1 atkbd_connect+0:9/22
atkbd_scroll_keys 28 atkbd_set_keycode_table+0:13/17
atkbd_skip_deactivate 1 atkbd_probe+0:1/10
atkbd_softraw 1 atkbd_connect+0:10/22
atkbd_softrepeat 1 atkbd_connect+0:6/22
atkbd_terminal 1 atkbd_select_set+0:0/1
atomic_pool_dma 8 dma_free_from_pool+0:2/3 atomic_pool_work_fn+0:1/4 dma_alloc_from_pool+0:1/11
atomic_pool_dma32 8 dma_free_from_pool+0:1/3 atomic_pool_work_fn+0:3/4 kvm_init_nv_sysregs+0:9/11
atomic_pool_kernel 8 dma_free_from_pool+0:0/3 atomic_pool_work_fn+0:0/4 dma_alloc_from_pool+0:0/11
atomic_pool_size 8 atomic_pool_work_fn+0:2/4 atomic_pool_expand+0:4/8 dma_alloc_from_pool+0:2/11
attention_info 8 acpiphp_unregister_attention+0:0/1 acpiphp_register_attention+0:0/1 shpc_init+0:5/66
attr_above 32 @16=show_state_above
attr_below 32 @16=show_state_below
attr_block_ce_count 24 @16=block_ce_count_show
attr_block_ue_count 24 @16=block_ue_count_show
attr_ctl_info_log_ce 32 @16=edac_device_ctl_log_ce_show @24=edac_device_ctl_log_ce_store
attr_ctl_info_log_ue 32 @16=edac_device_ctl_log_ue_show @24=edac_device_ctl_log_ue_store
attr_ctl_info_panic_on_ue 32 @16=edac_device_ctl_panic_on_ue_show @24=edac_device_ctl_panic_on_ue_store
attr_ctl_info_poll_msec 32 @16=edac_device_ctl_poll_msec_show @24=edac_device_ctl_poll_msec_store
attr_default_status 32 @16=show_state_default_status
attr_desc 32 @16=show_state_desc
attr_dir_stuff 280 proc_attr_dir_readdir+0:1/2 proc_apparmor_attr_dir_lookup+0:1/3 proc_attr_dir_lookup+0:2/3
attr_disable 32 @16=show_state_disable @24=store_state_disable
attr_instance_ce_count 32 @16=instance_ce_count_show
attr_instance_npe_count 32 @16=instance_npe_count_show
attr_instance_pe_count 32 @16=instance_pe_count_show
attr_instance_ue_count 32 @16=instance_ue_count_show
attr_latency 32 @16=show_state_exit_latency
attr_name 32 @16=show_state_name
attr_power 32 @16=show_state_power_usage
attr_rejected 32 @16=show_state_rejected
attr_residency 32 @16=show_state_target_residency
attr_s2idle_time 32 @16=show_state_s2idle_time
attr_s2idle_usage 32 @16=show_state_s2idle_usage
attr_time 32 @16=show_state_time
attr_usage 32 @16=show_state_usage
attribute_container_list 16 attribute_container_register+0:3/5 attribute_container_add_device+0:5/7
attribute_container_mutex 32 attribute_container_device_trigger+0:0/1 attribute_container_unregister+0:0/1 attribute_container_device_trigger_safe+0:0/1
audit_backlog_limit 4 audit_signal_info+0:2/4 kauditd_retry_skb+0:0/8 audit_set_loginuid+0:0/9
audit_backlog_wait 24 audit_receive+0:8/11 kauditd_thread+0:10/15 audit_log_start+0:8/26
audit_backlog_wait_time 4 audit_receive+0:10/11 audit_log_start+0:5/26 audit_receive_msg+0:14/59
audit_backlog_wait_time_actual 4 audit_update_watch+0:8/18 audit_log_start+0:9/26 audit_receive_msg+0:19/59
audit_buffer_cache 8 audit_log_end+0:5/12 audit_log_start+0:17/26
audit_cmd_mutex 40 audit_ctl_unlock+0:1/3 audit_ctl_lock+0:1/3 cgroup_leave_frozen+16:2/3
audit_default 4 audit_signal_info_syscall+0:1/10 kauditd_hold_skb+0:1/11
audit_enabled 4 audit_core_dumps+0:0/2 audit_seccomp_actions_logged+0:0/2 tty_audit_push+0:0/2
audit_ever_enabled 1 audit_alloc+0:0/13 audit_receive_msg+0:34/59
audit_failure 4 audit_panic+0:0/4 audit_log_lost+0:3/12 audit_receive_msg+0:15/59
audit_filter_list 128 __audit_syscall_exit+64:0/1 __audit_uring_exit+64:1/2 __audit_free+64:1/2
audit_filter_mutex 32 audit_kill_trees+0:0/1 prune_tree_thread+0:1/2 trace_remove_event_call+24:3/4
audit_fops 264 @24=getaudit @32=setaudit
audit_hold_queue 24 kauditd_rehold_skb+0:0/1 auditd_test_task+0:0/2 audit_serial+0:0/2
audit_initialized 4 audit_log_start+0:1/26
audit_inode_hash 512 audit_filter_inodes+0:0/1 audit_find_rule+0:0/3 cgroup_base_stat_cputime_show+248:2/5
audit_lost 4 audit_log_lost+0:1/12 audit_receive_msg+0:16/59
audit_mark_fsnotify_ops 48 @8=audit_mark_handle_event @40=audit_fsnotify_free_mark
audit_mode_names 40 param_set_audit+0:2/4 param_get_audit+0:2/5
audit_n_rules 4 __audit_uring_entry+0:0/1 __audit_syscall_entry+0:1/4 audit_del_rule+0:2/6
audit_net_id 4 audit_net_exit+0:0/1 audit_send_reply_thread+0:3/4 audit_send_list_thread+0:1/4
audit_net_ops 80 @16=audit_net_init @32=audit_net_exit
audit_nfcfgs 352 __audit_log_nfcfg+0:0/5 audit_log_exit+0:94/99
audit_queue 24 audit_receive+16:4/11 audit_log_end+0:2/12 kauditd_thread+0:1/15
audit_rate_limit 4 audit_log_end+0:1/12 audit_log_lost+0:4/12 audit_log_start+0:11/26
audit_retry_queue 24 auditd_reset+0:4/5 kauditd_retry_skb+0:3/8 kauditd_thread+0:6/15
audit_rules_list 128 __seccomp_filter+8:1/6 __trace_array_puts+8:2/7 trace_graph_entry+0:10/11
audit_sig_pid 4 audit_receive_msg+0:8/59
audit_sig_sid 4 audit_signal_info+0:3/4 audit_receive_msg+0:5/59
audit_sig_uid 4 audit_receive_msg+0:7/59
audit_signals 4 audit_del_rule+0:5/6 audit_signal_info_syscall+0:0/10 audit_rule_change+0:6/11
audit_tree_mark_cachep 8 audit_tree_destroy_watch+0:0/1 prune_tree_chunks+0:1/12 tag_mount+0:0/16
audit_tree_ops 48 @8=audit_tree_handle_event @24=audit_tree_freeing_mark
audit_watch_fsnotify_ops 48 @8=audit_watch_handle_event @40=audit_watch_free_mark
auditd_conn 8 auditd_test_task+0:1/2 audit_signal_info+0:1/4 auditd_reset+0:2/5
auditd_conn_lock 4 auditd_reset+0:1/5 audit_receive_msg+0:50/59
auto_movable_numa_aware 1 __kmem_cache_do_shrink+0:3/8 shrinker_alloc+0:12/13 zone_for_pfn_range+0:13/14
auto_movable_ratio 4 auto_movable_stats_account_group+0:0/1 create_altmaps_and_memory_blocks+0:1/3 auto_movable_can_online_movable+0:2/6
autogroup_default 72 sched_autogroup_detach+0:1/2 sched_autogroup_fork+0:1/3 proc_sched_autogroup_show_task+0:2/3
autogroup_seq_nr 4 sched_autogroup_create_attach+0:3/11 sugov_init+0:4/27
autop 640 ioc_cost_model_write+0:0/4 ioc_qos_write+0:0/4 blk_iocost_init+0:8/12
auxiliary_bus_type 168 @40=auxiliary_match @48=auxiliary_uevent
auxiliary_dev_pm_ops 184 em_check_capacity_update+40:8/14 @160=pm_generic_runtime_suspend @168=pm_generic_runtime_resume @16=pm_generic_suspend
avc_callbacks 8 avc_ss_reset+0:3/9
avc_node_cachep 8 avc_node_free+0:0/3 avc_node_kill+0:0/4 avc_alloc_node+0:0/6
avc_xperms_cachep 8 avc_xperms_free+0:0/1 avc_xperms_populate+0:0/3
avc_xperms_data_cachep 8 avc_xperms_decision_free+0:0/2 avc_xperms_decision_alloc+0:0/2
avc_xperms_decision_cachep 8 avc_xperms_decision_free+0:1/2 avc_xperms_decision_alloc+0:1/2
avenrun 24 led_heartbeat_function+0:2/3 get_avenrun+0:1/4 calc_global_load+0:6/8
avtab_node_cachep 8 apparmor_bprm_committed_creds+0:1/2 apparmor_task_kill+0:1/2 avtab_insert_node+0:0/3
avtab_xperms_cachep 8 tomoyo_cred_prepare+0:1/2 avtab_insert_node+0:1/3 aa_write_access+0:1/3
backend 8 pstore_unregister+0:6/10 pstore_register+0:1/27
backend_state 4 xenbus_reset_backend_state_changed+0:1/7 frontend_probe_and_watch+0:16/20
backend_state_wq 24 xenbus_reset_backend_state_changed+0:6/7
backing_aio_cachep 8 backing_aio_put+0:0/1 backing_file_write_iter+0:0/5 backing_file_read_iter+0:0/6
backlog_threads 96 @24=backlog_napi_should_run @32=run_backlog_napi
backtrace_flag 8 nmi_trigger_cpumask_backtrace+0:1/6
backtrace_idle 1 kobj_ns_drop+0:2/3 nmi_cpu_backtrace+0:1/4 nmi_trigger_cpumask_backtrace+0:0/6
bad_file_ops 264 @104=bad_file_open
bad_inode_ops 256 @0=bad_inode_lookup @8=bad_inode_get_link
balance_push_callback 16 @8=balance_push
balloon_mops 24 @0=balloon_page_isolate @8=balloon_page_migrate
balloon_mutex 32 xen_free_ballooned_pages+0:1/4 xen_online_page+0:2/5 xen_alloc_ballooned_pages+0:2/7
balloon_state 4 balloon_thread+0:3/11
balloon_stats 80 current_kb_show+0:0/2 target_kb_show+8:0/2 balloon_set_new_target+8:0/2
balloon_subsys 168 xen_balloon_init+0:0/9
balloon_thread_wq 24 xen_memory_notifier+0:0/1 balloon_set_new_target+0:1/2 xen_free_ballooned_pages+0:0/4
balloon_wq 24 balloon_append+0:3/5 xen_alloc_ballooned_pages+0:5/7
ballooned_pages 16 balloon_append+0:1/5 xen_alloc_ballooned_pages+0:6/7
base_crng 48 get_random_u8+32:4/7 get_random_u64+32:4/8 get_random_u32+32:4/8
baud_bits 124 tty_termios_encode_baud_rate+0:1/2
bctimer 64 bc_shutdown+0:0/1 bc_set_next+0:0/2 tick_setup_hrtimer_broadcast+0:0/4
bd_type 72 @16=bd_init_fs_context @40=kill_anon_super
bdev_allow_write_mounted 1 bdev_fput+0:1/3 blkdev_flush_mapping+0:2/5 bdev_release+0:0/5
bdev_cachep 8 bdev_free_inode+0:0/1 bdev_alloc_inode+0:0/1 sync_bdevs+0:0/2
bdev_lock 32 bd_end_claim+0:0/1 bd_abort_claiming+0:0/1 bd_prepare_to_claim+0:0/2
bdev_sops 208 @0=bdev_alloc_inode @16=bdev_free_inode
bdi_class 96 bdi_register_va+0:0/14
bdi_debug_root 8 wb_blkcg_offline+0:0/2 wb_shutdown+0:0/3 bdi_get_by_id+0:0/3
bdi_debug_stats_fops 264 @104=bdi_debug_stats_open @120=single_release
bdi_id_cursor 8 bdi_unregister+0:3/7 bdi_init+0:1/9 bdi_register_va+0:8/14
bdi_list 16 laptop_sync_completion+0:0/1 wakeup_flusher_threads+0:0/1 wakeup_dirtytime_writeback+0:0/4
bdi_lock 4 __bdi_set_max_ratio+0:0/1 bdi_set_strict_limit+0:0/1 __bdi_set_min_ratio+0:0/3
bdi_min_ratio 4 __wb_calc_thresh+0:0/3 __bdi_set_min_ratio+0:2/3
bdi_tree 8 bdi_get_by_id+0:2/3 cgwb_release_workfn+0:3/5 bdi_unregister+0:2/7
bdi_wq 8 wb_wakeup+0:0/1 wb_wakeup_delayed+0:1/2 wb_shutdown+0:2/3
beta 4 cubictcp_recalc_ssthresh+0:0/2 cubictcp_init+0:0/3 cubictcp_cong_avoid+0:1/7
beta_scale 4 cubictcp_cong_avoid+0:4/7
bfifo_qdisc_ops 176 @40=bfifo_enqueue @80=fifo_destroy
bgrt_attr_version 32 @16=version_show
bgrt_attr_xoffset 32 @16=xoffset_show
bgrt_attr_yoffset 32 @16=yoffset_show
bgrt_kobj 8 hmat_update_target_attrs+0:5/14
bh_cachep 8 alloc_buffer_head+0:0/4 free_buffer_head+0:0/4
big_oops_buf 8 pstore_unregister+0:5/10 __create_dir+0:12/13 tracefs_create_file+0:14/15
bin_attr_CDAT 72 @40=CDAT_read
bin_attr_btf_vmlinux 72 @40=btf_vmlinux_read
bin_attr_cluster_cpus 72 @40=cluster_cpus_read
bin_attr_cluster_cpus_list 72 @40=cluster_cpus_list_read
bin_attr_config 72 @40=pci_read_config @48=pci_write_config
bin_attr_core_cpus 72 @40=core_cpus_read
bin_attr_core_cpus_list 72 @40=core_cpus_list_read
bin_attr_core_siblings 72 @40=core_siblings_read
bin_attr_core_siblings_list 72 @40=core_siblings_list_read
bin_attr_cpulist 72 @40=cpulist_read
bin_attr_cpumap 72 @40=cpumap_read
bin_attr_nvmem_eeprom_compat 72 nvmem_register+64:21/32 @40=bin_attr_nvmem_read @48=bin_attr_nvmem_write
bin_attr_package_cpus 72 @40=package_cpus_read
bin_attr_package_cpus_list 72 @40=package_cpus_list_read
bin_attr_rom 72 @40=pci_read_rom @48=pci_write_rom
bin_attr_thread_siblings 72 @40=thread_siblings_read
bin_attr_thread_siblings_list 72 @40=thread_siblings_list_read
bin_attr_trigger 72 @40=led_trigger_read @48=led_trigger_write
bin_attr_vpd 72 @40=vpd_read @48=vpd_write
binary_runtime_size 8 ima_get_binary_runtime_size+0:0/1 ima_add_digest_entry+0:9/13
binfmt_lock 8 unregister_binfmt+0:0/1 __register_binfmt+0:0/4 bprm_execve+0:2/24
bio_dirty_list 8 bio_dirty_fn+0:1/2 bio_check_pages_dirty+0:1/4
bio_dirty_lock 4 bio_dirty_fn+0:0/2 blk_next_bio+0:0/2 bio_check_pages_dirty+0:0/4
bio_dirty_work 32 @24=bio_dirty_fn
bio_slab_lock 32 bioset_exit+0:4/9 bioset_init+0:2/12
bio_slabs 16 bioset_exit+0:6/9 bioset_init+0:4/12
bios_limit 32 @16=show_bios_limit
bip_slab 8 bioset_integrity_create+0:0/3
bl_order 19 zlib_tr_flush_block+0:1/10
blackhole_netdev 8 loopback_dev_init+0:0/1 xfrm_dst_ifdown+0:0/1 ip6_dst_ifdown+0:0/4
blackhole_netdev_ops 736 @32=blackhole_netdev_xmit @456=blackhole_neigh_construct
blackhole_qdisc_ops 176 @40=blackhole_enqueue @48=blackhole_dequeue
blacklist_keyring 8 is_hash_blacklisted+0:1/2 mark_raw_hash_blacklisted+0:0/4
blacklisted_initcalls 16 initcall_blacklisted+0:2/7
blank_state 4 poke_blanked_console+0:12/13 do_blank_screen+0:4/14 do_unblank_screen+0:15/16
blank_timer_expired 4 blank_screen_t+0:2/4 store_bind+0:2/6 con_driver_unregister_callback+0:4/8
blankinterval 4 poke_blanked_console+0:9/13 do_unblank_screen+0:6/16 do_con_write+0:41/43
blimit 8 rcutree_prepare_cpu+0:5/9 rcu_do_batch+0:10/13
blk_debugfs_root 8 blk_register_queue+0:4/5 blk_alloc_queue+0:3/13 __blk_trace_setup+0:12/17
blk_dropped_fops 264 @24=blk_dropped_read @104=simple_open
blk_errors 320 errno_to_blk_status+0:1/3 asymmetric_verify+88:6/23
blk_holder_mutex 32 bd_unlink_disk_holder+0:0/1 bd_link_disk_holder+0:0/3
blk_ia_range_ktype 48 @0=blk_ia_range_sysfs_nop_release
blk_ia_range_nr_sectors_entry 24 @16=blk_ia_range_nr_sectors_show
blk_ia_range_sector_entry 24 @16=blk_ia_range_sector_show
blk_ia_range_sysfs_ops 16 @0=blk_ia_range_sysfs_show
blk_ia_ranges_ktype 48 @0=blk_ia_ranges_sysfs_release
blk_mq_cpuhp_lock 32 blk_mq_exit_queue+0:1/2 blk_mq_realloc_hw_ctxs+0:2/5
blk_mq_ctx_ktype 48 @0=blk_mq_ctx_sysfs_release
blk_mq_debugfs_fops 264 @32=blk_mq_debugfs_write @104=blk_mq_debugfs_open
blk_mq_debugfs_hctx_attrs 520 @16=hctx_state_show @56=hctx_flags_show
blk_mq_debugfs_queue_attrs 240 @16=queue_poll_stat_show @96=queue_pm_only_show
blk_mq_hw_ktype 48 @0=blk_mq_hw_sysfs_release
blk_mq_hw_sysfs_cpus 24 @16=blk_mq_hw_sysfs_cpus_show
blk_mq_hw_sysfs_nr_reserved_tags 24 @16=blk_mq_hw_sysfs_nr_reserved_tags_show
blk_mq_hw_sysfs_nr_tags 24 @16=blk_mq_hw_sysfs_nr_tags_show
blk_mq_hw_sysfs_ops 16 @0=blk_mq_hw_sysfs_show
blk_mq_ktype 48 @0=blk_mq_sysfs_release
blk_mq_queue_attr_group 40 @8=blk_mq_queue_attr_visible
blk_mq_rq_state_name_array 24 __blk_mq_debugfs_rq_show+0:8/14
blk_msg_fops 264 @32=blk_msg_write @104=simple_open
blk_op_name 288 blk_status_to_errno+0:0/1 blk_status_to_str+0:0/2 blk_op_str+0:0/2
blk_probe_mutex 32 blk_trace_setup_queue+0:1/4 blk_trace_start+0:3/5 __blk_add_trace+0:9/14
blk_probes_ref 4 blk_trace_setup_queue+0:3/4 __blk_trace_setup+0:10/17 put_probe_ref+0:2/36
blk_queue_flag_name 104 queue_state_show+0:1/2
blk_queue_ida 16 blk_put_queue+0:0/2 blk_alloc_queue+0:1/13 submit_bio_noacct+0:23/28
blk_queue_ktype 48 @0=blk_queue_release
blk_relay_callbacks 24 @0=blk_subbuf_start_callback @8=blk_create_buf_file_callback
blk_requestq_cachep 8 blk_free_queue_rcu+0:0/1 blk_alloc_queue+0:0/13
blk_timeout_mask 8 blk_rq_timeout+0:1/3 blk_add_timer+0:1/3
blk_tracer 152 @8=blk_tracer_init @16=blk_tracer_reset
blk_tracer_enabled 1 blk_tracer_start+0:0/1 blk_tracer_stop+0:0/1 blk_tracer_reset+0:0/1
blk_tracer_flags 24 blk_add_trace_rq_complete+0:0/1 blk_add_trace_rq_requeue+0:0/1 blk_add_trace_rq_merge+0:0/1
blkcg_debug_stats 1 ioc_pd_stat+0:1/5 blkcg_print_stat+0:3/20
blkcg_files 432 @152=blkcg_print_stat
blkcg_legacy_files 432 @184=blkcg_reset_stats
blkcg_pol_mutex 32 blkcg_css_free+0:1/4 blkcg_policy_unregister+0:4/5 blkcg_reset_stats+0:1/8
blkcg_pol_register_mutex 32 blkcg_policy_unregister+0:1/5 blkcg_policy_register+0:1/10
blkcg_policy_iocost 96 @24=ioc_cpd_alloc @32=ioc_cpd_free
blkcg_policy_throtl 96 @40=throtl_pd_alloc @48=throtl_pd_init
blkcg_punt_bio_wq 8 blkcg_punt_bio_submit+0:0/1 blkg_destroy+0:0/2 blkg_free_workfn+0:0/2
blkcg_root 344 blkg_rwstat_recursive_sum+0:0/1 blkcg_init_disk+0:1/2 blkcg_maybe_throttle_current+0:1/3
blkcg_root_css 8 bdi_init+0:7/9
blkdev_dio_pool 392 blkdev_direct_IO+0:0/7 bdev_alloc+0:2/7 del_gendisk+32:5/9
blkdev_iomap_ops 16 @0=blkdev_iomap_begin
blksize 4 encrypted_read+0:1/4 do_mmap+0:4/8 encrypted_instantiate+0:3/11
blktrace_seq 4 blk_trace_start+0:1/5 __blk_add_trace+0:3/14 unregister_netdevice_many_notify+0:13/59
block_class 96 @24=block_uevent
block_depr 8 del_gendisk+0:3/9 device_add_disk+0:7/22
blockdev_superblock 8 move_expired_inodes+0:0/1 sync_bdevs+0:1/2 nr_blockdev_pages+0:1/2
blocked_hash 1024 __locks_insert_block+0:1/2 fscrypt_crypt_data_unit+376:5/10 __break_lease+8:21/24
blocked_lock_lock 4 __locks_delete_block+0:1/2 locks_move_blocks+0:1/2 locks_stop+0:1/4
blocking_lsm_notifier_chain 48 unregister_blocking_lsm_notifier+0:0/1 call_blocking_lsm_notifier+0:0/1 register_blocking_lsm_notifier+0:0/1
bloom_filter_map_ops 344 @0=bloom_map_alloc_check @8=bloom_map_alloc
bm_pte 8192 __set_fixmap+0:0/1
board_list 16 spi_register_board_info+0:1/5 spi_register_controller+0:22/62
board_lock 32 spi_controller_id_alloc+0:0/3 acpi_spi_add_resource+0:0/3 spi_write_then_read+0:1/3
boost 32 @16=show_boost @24=store_boost
boot_cpu_data 344 cpuinfo_store_cpu+0:2/3
boot_delay 4 vprintk_emit+0:4/17
boot_instance_index 4 trace_buffered_event_enable+0:10/12
bp_cpuinfo_sem 96 dbg_reserve_bp_slot+0:0/2 dbg_release_bp_slot+0:0/2 bp_constraints_unlock+0:0/3
bpf_array_map_seq_ops 32 @0=bpf_array_map_seq_start @8=bpf_array_map_seq_stop
bpf_bind_proto 96 @0=bpf_bind
bpf_bpf_dummy_ops 1816 @8=bpf_dummy_init @16=bpf_dummy_ops_check_member
bpf_bprm_opts_set_proto 96 @0=bpf_bprm_opts_set
bpf_btf_find_by_name_kind_proto 96 @0=bpf_btf_find_by_name_kind
bpf_cgroup_link_lops 72 @0=bpf_cgroup_link_release @8=bpf_cgroup_link_dealloc
bpf_cgroup_reg_info 112 @8=bpf_iter_attach_cgroup @16=bpf_iter_detach_cgroup
bpf_cgrp_storage_delete_proto 96 @0=bpf_cgrp_storage_delete
bpf_cgrp_storage_get_proto 96 @0=bpf_cgrp_storage_get
bpf_clone_redirect_proto 96 @0=bpf_clone_redirect
bpf_context_ops 48 @0=bpf_free_fc @16=bpf_parse_param
bpf_copy_from_user_proto 96 @0=bpf_copy_from_user
bpf_copy_from_user_task_proto 96 @0=bpf_copy_from_user_task
bpf_crypto_lskcipher_type 104 @0=bpf_crypto_lskcipher_alloc_tfm @8=bpf_crypto_lskcipher_free_tfm
bpf_csum_diff_proto 96 @0=bpf_csum_diff
bpf_csum_level_proto 96 @0=bpf_csum_level
bpf_csum_update_proto 96 @0=bpf_csum_update
bpf_current_task_under_cgroup_proto 96 @0=bpf_current_task_under_cgroup
bpf_d_path_proto 96 @0=bpf_d_path @88=bpf_d_path_allowed
bpf_dir_iops 256 @0=bpf_lookup @64=bpf_symlink
bpf_dispatcher_xdp 1440 @32=bpf_dispatcher_xdp_func
bpf_dummy_verifier_ops 56 @8=bpf_dummy_ops_is_valid_access @48=bpf_dummy_ops_btf_struct_access
bpf_dynptr_data_proto 96 @0=bpf_dynptr_data
bpf_dynptr_from_mem_proto 96 @0=bpf_dynptr_from_mem
bpf_dynptr_read_proto 96 @0=bpf_dynptr_read
bpf_dynptr_write_proto 96 @0=bpf_dynptr_write
bpf_encap_ops 72 @0=bpf_build_state @8=bpf_destroy_state
bpf_event_output_data_proto 96 @0=bpf_event_output_data
bpf_find_vma_proto 96 @0=bpf_find_vma
bpf_flow_dissector_load_bytes_proto 96 @0=bpf_flow_dissector_load_bytes
bpf_for_each_map_elem_proto 96 @0=bpf_for_each_map_elem
bpf_fs_kfunc_set 24 @16=bpf_fs_kfuncs_filter
bpf_fs_parameters 256 bpf_parse_param+0:1/8 @8=fs_param_is_u32 @104=fs_param_is_string
bpf_fs_type 72 @16=bpf_init_fs_context @40=bpf_kill_super
bpf_fsverity_set 24 @16=bpf_get_fsverity_digest_filter
bpf_get_attach_cookie_proto 96 @0=bpf_get_attach_cookie
bpf_get_attach_cookie_proto_kmulti 96 @0=bpf_get_attach_cookie_kprobe_multi
bpf_get_attach_cookie_proto_pe 96 @0=bpf_get_attach_cookie_pe
bpf_get_attach_cookie_proto_trace 96 @0=bpf_get_attach_cookie_trace
bpf_get_attach_cookie_proto_tracing 96 @0=bpf_get_attach_cookie_tracing
bpf_get_attach_cookie_proto_umulti 96 @0=bpf_get_attach_cookie_uprobe_multi
bpf_get_branch_snapshot_proto 96 @0=bpf_get_branch_snapshot
bpf_get_cgroup_classid_curr_proto 96 @0=bpf_get_cgroup_classid_curr
bpf_get_cgroup_classid_proto 96 @0=bpf_get_cgroup_classid
bpf_get_current_ancestor_cgroup_id_proto 96 @0=bpf_get_current_ancestor_cgroup_id
bpf_get_current_cgroup_id_proto 96 @0=bpf_get_current_cgroup_id
bpf_get_current_comm_proto 96 @0=bpf_get_current_comm
bpf_get_current_pid_tgid_proto 96 @0=bpf_get_current_pid_tgid
bpf_get_current_task_btf_proto 96 @0=bpf_get_current_task_btf
bpf_get_current_task_proto 96 @0=bpf_get_current_task
bpf_get_current_uid_gid_proto 96 @0=bpf_get_current_uid_gid
bpf_get_func_arg_cnt_proto 96 @0=get_func_arg_cnt
bpf_get_func_arg_proto 96 @0=get_func_arg
bpf_get_func_ip_proto_kprobe 96 @0=bpf_get_func_ip_kprobe
bpf_get_func_ip_proto_kprobe_multi 96 @0=bpf_get_func_ip_kprobe_multi
bpf_get_func_ip_proto_tracing 96 @0=bpf_get_func_ip_tracing
bpf_get_func_ip_proto_uprobe_multi 96 @0=bpf_get_func_ip_uprobe_multi
bpf_get_func_ret_proto 96 @0=get_func_ret
bpf_get_hash_recalc_proto 96 @0=bpf_get_hash_recalc
bpf_get_listener_sock_proto 96 @0=bpf_get_listener_sock
bpf_get_local_storage_proto 96 @0=bpf_get_local_storage
bpf_get_netns_cookie_sk_msg_proto 96 @0=bpf_get_netns_cookie_sk_msg
bpf_get_netns_cookie_sock_addr_proto 96 @0=bpf_get_netns_cookie_sock_addr
bpf_get_netns_cookie_sock_ops_proto 96 @0=bpf_get_netns_cookie_sock_ops
bpf_get_netns_cookie_sock_proto 96 @0=bpf_get_netns_cookie_sock
bpf_get_netns_cookie_sockopt_proto 96 @0=bpf_get_netns_cookie_sockopt
bpf_get_ns_current_pid_tgid_proto 96 @0=bpf_get_ns_current_pid_tgid
bpf_get_numa_node_id_proto 96 @0=bpf_get_numa_node_id
bpf_get_prandom_u32_proto 96 @0=bpf_user_rnd_u32
bpf_get_raw_smp_processor_id_proto 96 @0=bpf_get_raw_cpu_id
bpf_get_retval_proto 96 @0=bpf_get_retval
bpf_get_route_realm_proto 96 @0=bpf_get_route_realm
bpf_get_smp_processor_id_proto 96 @0=bpf_get_smp_processor_id
bpf_get_socket_cookie_proto 96 @0=bpf_get_socket_cookie
bpf_get_socket_cookie_sock_addr_proto 96 @0=bpf_get_socket_cookie_sock_addr
bpf_get_socket_cookie_sock_ops_proto 96 @0=bpf_get_socket_cookie_sock_ops
bpf_get_socket_cookie_sock_proto 96 @0=bpf_get_socket_cookie_sock
bpf_get_socket_ptr_cookie_proto 96 @0=bpf_get_socket_ptr_cookie
bpf_get_socket_uid_proto 96 @0=bpf_get_socket_uid
bpf_get_stack_proto 96 @0=bpf_get_stack
bpf_get_stack_proto_pe 96 @0=bpf_get_stack_pe
bpf_get_stack_proto_raw_tp 96 @0=bpf_get_stack_raw_tp
bpf_get_stack_proto_tp 96 @0=bpf_get_stack_tp
bpf_get_stack_sleepable_proto 96 @0=bpf_get_stack_sleepable
bpf_get_stackid_proto 96 @0=bpf_get_stackid
bpf_get_stackid_proto_pe 96 @0=bpf_get_stackid_pe
bpf_get_stackid_proto_raw_tp 96 @0=bpf_get_stackid_raw_tp
bpf_get_stackid_proto_tp 96 @0=bpf_get_stackid_tp
bpf_get_task_stack_proto 96 @0=bpf_get_task_stack
bpf_get_task_stack_sleepable_proto 96 @0=bpf_get_task_stack_sleepable
bpf_hash_map_seq_ops 32 @0=bpf_hash_map_seq_start @8=bpf_hash_map_seq_stop
bpf_ima_file_hash_proto 96 @0=bpf_ima_file_hash @88=bpf_ima_inode_hash_allowed
bpf_ima_inode_hash_proto 96 @0=bpf_ima_inode_hash @88=bpf_ima_inode_hash_allowed
bpf_inode_storage_delete_proto 96 @0=bpf_inode_storage_delete
bpf_inode_storage_get_proto 96 @0=bpf_inode_storage_get
bpf_iter_fops 264 @24=bpf_seq_read @104=iter_open
bpf_iter_ksym_ops 32 @8=bpf_iter_ksym_seq_stop @24=bpf_iter_ksym_seq_show
bpf_iter_link_lops 72 @0=bpf_iter_link_release @8=bpf_iter_link_dealloc
bpf_iter_tcp_seq_ops 32 @0=bpf_iter_tcp_seq_start @8=bpf_iter_tcp_seq_stop
bpf_iter_udp_seq_ops 32 @0=bpf_iter_udp_seq_start @8=bpf_iter_udp_seq_stop
bpf_iter_unix_seq_ops 32 @0=bpf_iter_unix_seq_start @8=bpf_iter_unix_seq_stop
bpf_jiffies64_proto 96 @0=bpf_jiffies64
bpf_kallsyms_lookup_name_proto 96 @0=bpf_kallsyms_lookup_name
bpf_kprobe_multi_kfunc_set 24 @16=bpf_kprobe_multi_filter
bpf_kptr_xchg_proto 96 @0=bpf_kptr_xchg
bpf_ktime_get_boot_ns_proto 96 @0=bpf_ktime_get_boot_ns
bpf_ktime_get_coarse_ns_proto 96 @0=bpf_ktime_get_coarse_ns
bpf_ktime_get_ns_proto 96 @0=bpf_ktime_get_ns
bpf_ktime_get_tai_ns_proto 96 @0=bpf_ktime_get_tai_ns
bpf_l3_csum_replace_proto 96 @0=bpf_l3_csum_replace
bpf_l4_csum_replace_proto 96 @0=bpf_l4_csum_replace
bpf_link_fops 264 bpf_link_get_from_fd+0:2/3 bpf_link_new_fd+0:2/4 bpf_link_prime+0:6/9 @120=bpf_link_release @216=bpf_link_show_fdinfo @24=bpf_dummy_read
bpf_link_fops_poll 264 @72=bpf_link_poll @120=bpf_link_release
bpf_link_seq_ops 32 @0=bpf_link_seq_start @8=bpf_link_seq_stop
bpf_loop_proto 96 @0=bpf_loop
bpf_lsm_hooks 6432 @8=bpf_lsm_binder_set_context_mgr @32=bpf_lsm_binder_transaction
bpf_lwt_in_push_encap_proto 96 @0=bpf_lwt_in_push_encap
bpf_lwt_seg6_action_proto 96 @0=bpf_lwt_seg6_action
bpf_lwt_seg6_adjust_srh_proto 96 @0=bpf_lwt_seg6_adjust_srh
bpf_lwt_seg6_store_bytes_proto 96 @0=bpf_lwt_seg6_store_bytes
bpf_lwt_xmit_push_encap_proto 96 @0=bpf_lwt_xmit_push_encap
bpf_map_default_vmops 128 @0=bpf_map_mmap_open @8=bpf_map_mmap_close
bpf_map_delete_elem_proto 96 @0=bpf_map_delete_elem
bpf_map_fops 264 @72=bpf_map_poll @96=bpf_map_mmap
bpf_map_lookup_elem_proto 96 @0=bpf_map_lookup_elem
bpf_map_lookup_percpu_elem_proto 96 @0=bpf_map_lookup_percpu_elem
bpf_map_offload_ops 344 @8=bpf_map_offload_map_alloc @24=bpf_map_offload_map_free
bpf_map_peek_elem_proto 96 @0=bpf_map_peek_elem
bpf_map_pop_elem_proto 96 @0=bpf_map_pop_elem
bpf_map_push_elem_proto 96 @0=bpf_map_push_elem
bpf_map_seq_ops 32 @0=bpf_map_seq_start @8=bpf_map_seq_stop
bpf_map_update_elem_proto 96 @0=bpf_map_update_elem
bpf_module_nb 24 @0=bpf_event_notify
bpf_msg_apply_bytes_proto 96 @0=bpf_msg_apply_bytes
bpf_msg_cork_bytes_proto 96 @0=bpf_msg_cork_bytes
bpf_msg_pop_data_proto 96 @0=bpf_msg_pop_data
bpf_msg_pull_data_proto 96 @0=bpf_msg_pull_data
bpf_msg_push_data_proto 96 @0=bpf_msg_push_data
bpf_msg_redirect_hash_proto 96 @0=bpf_msg_redirect_hash
bpf_msg_redirect_map_proto 96 @0=bpf_msg_redirect_map
bpf_netns_link_ops 72 @0=bpf_netns_link_release @8=bpf_netns_link_dealloc
bpf_nf_link_lops 72 @0=bpf_nf_link_release @16=bpf_nf_link_dealloc
bpf_per_cpu_ptr_proto 96 @0=bpf_per_cpu_ptr
bpf_perf_event_output_proto 96 @0=bpf_perf_event_output
bpf_perf_event_output_proto_raw_tp 96 @0=bpf_perf_event_output_raw_tp
bpf_perf_event_output_proto_tp 96 @0=bpf_perf_event_output_tp
bpf_perf_event_read_proto 96 @0=bpf_perf_event_read
bpf_perf_event_read_value_proto 96 @0=bpf_perf_event_read_value
bpf_perf_link_lops 72 @0=bpf_perf_link_release @8=bpf_perf_link_dealloc
bpf_perf_prog_read_value_proto 96 @0=bpf_perf_prog_read_value
bpf_probe_read_compat_proto 96 @0=bpf_probe_read_compat
bpf_probe_read_compat_str_proto 96 @0=bpf_probe_read_compat_str
bpf_probe_read_kernel_proto 96 @0=bpf_probe_read_kernel
bpf_probe_read_kernel_str_proto 96 @0=bpf_probe_read_kernel_str
bpf_probe_read_user_proto 96 @0=bpf_probe_read_user
bpf_probe_read_user_str_proto 96 @0=bpf_probe_read_user_str
bpf_probe_write_user_proto 96 @0=bpf_probe_write_user
bpf_prog_fops 264 @120=bpf_prog_release @216=bpf_prog_show_fdinfo
bpf_prog_seq_ops 32 @0=bpf_prog_seq_start @8=bpf_prog_seq_stop
bpf_raw_tp_link_lops 72 @0=bpf_raw_tp_link_release @16=bpf_raw_tp_link_dealloc
bpf_read_branch_records_proto 96 @0=bpf_read_branch_records
bpf_redirect_neigh_proto 96 @0=bpf_redirect_neigh
bpf_redirect_peer_proto 96 @0=bpf_redirect_peer
bpf_redirect_proto 96 @0=bpf_redirect
bpf_ringbuf_discard_dynptr_proto 96 @0=bpf_ringbuf_discard_dynptr
bpf_ringbuf_discard_proto 96 @0=bpf_ringbuf_discard
bpf_ringbuf_output_proto 96 @0=bpf_ringbuf_output
bpf_ringbuf_query_proto 96 @0=bpf_ringbuf_query
bpf_ringbuf_reserve_dynptr_proto 96 @0=bpf_ringbuf_reserve_dynptr
bpf_ringbuf_reserve_proto 96 @0=bpf_ringbuf_reserve
bpf_ringbuf_submit_dynptr_proto 96 @0=bpf_ringbuf_submit_dynptr
bpf_ringbuf_submit_proto 96 @0=bpf_ringbuf_submit
bpf_send_signal_proto 96 @0=bpf_send_signal
bpf_send_signal_thread_proto 96 @0=bpf_send_signal_thread
bpf_seq_printf_proto 96 @0=bpf_seq_printf
bpf_seq_write_proto 96 @0=bpf_seq_write
bpf_set_hash_invalid_proto 96 @0=bpf_set_hash_invalid
bpf_set_hash_proto 96 @0=bpf_set_hash
bpf_set_retval_proto 96 @0=bpf_set_retval
bpf_shim_tramp_link_lops 72 @0=bpf_shim_tramp_link_release @8=bpf_shim_tramp_link_dealloc
bpf_sk_ancestor_cgroup_id_proto 96 @0=bpf_sk_ancestor_cgroup_id
bpf_sk_assign_proto 96 @0=bpf_sk_assign
bpf_sk_cgroup_id_proto 96 @0=bpf_sk_cgroup_id
bpf_sk_fullsock_proto 96 @0=bpf_sk_fullsock
bpf_sk_getsockopt_proto 96 @0=bpf_sk_getsockopt
bpf_sk_iter_kfunc_set 24 @16=tracing_iter_filter
bpf_sk_lookup_assign_proto 96 @0=bpf_sk_lookup_assign
bpf_sk_lookup_tcp_proto 96 @0=bpf_sk_lookup_tcp
bpf_sk_lookup_udp_proto 96 @0=bpf_sk_lookup_udp
bpf_sk_redirect_hash_proto 96 @0=bpf_sk_redirect_hash
bpf_sk_redirect_map_proto 96 @0=bpf_sk_redirect_map
bpf_sk_release_proto 96 @0=bpf_sk_release
bpf_sk_setsockopt_proto 96 @0=bpf_sk_setsockopt
bpf_sk_storage_delete_proto 96 @0=bpf_sk_storage_delete
bpf_sk_storage_delete_tracing_proto 96 @0=bpf_sk_storage_delete_tracing @88=bpf_sk_storage_tracing_allowed
bpf_sk_storage_get_cg_sock_proto 96 sock_filter_func_proto+0:5/6 @0=bpf_sk_storage_get
bpf_sk_storage_get_proto 96 bpf_tcp_ca_get_func_proto+0:0/9 cg_sockopt_func_proto+0:8/12 sk_msg_func_proto+0:12/15 @0=bpf_sk_storage_get
bpf_sk_storage_get_tracing_proto 96 @0=bpf_sk_storage_get_tracing @88=bpf_sk_storage_tracing_allowed
bpf_sk_storage_map_seq_ops 32 @0=bpf_sk_storage_map_seq_start @8=bpf_sk_storage_map_seq_stop
bpf_skb_adjust_room_proto 96 @0=bpf_skb_adjust_room
bpf_skb_ancestor_cgroup_id_proto 96 @0=bpf_skb_ancestor_cgroup_id
bpf_skb_cgroup_classid_proto 96 @0=bpf_skb_cgroup_classid
bpf_skb_cgroup_id_proto 96 @0=bpf_skb_cgroup_id
bpf_skb_change_head_proto 96 @0=bpf_skb_change_head
bpf_skb_change_proto_proto 96 @0=bpf_skb_change_proto
bpf_skb_change_tail_proto 96 @0=bpf_skb_change_tail
bpf_skb_change_type_proto 96 @0=bpf_skb_change_type
bpf_skb_check_mtu_proto 96 @0=bpf_skb_check_mtu
bpf_skb_ecn_set_ce_proto 96 @0=bpf_skb_ecn_set_ce
bpf_skb_event_output_proto 96 sk_filter_func_proto+0:4/6 rtnl_mdb_add+72:6/8 lwt_out_func_proto+0:3/10 @0=bpf_skb_event_output
bpf_skb_fib_lookup_proto 96 @0=bpf_skb_fib_lookup
bpf_skb_get_tunnel_key_proto 96 @0=bpf_skb_get_tunnel_key
bpf_skb_get_tunnel_opt_proto 96 @0=bpf_skb_get_tunnel_opt
bpf_skb_get_xfrm_state_proto 96 @0=bpf_skb_get_xfrm_state
bpf_skb_load_bytes_proto 96 @0=bpf_skb_load_bytes
bpf_skb_load_bytes_relative_proto 96 @0=bpf_skb_load_bytes_relative
bpf_skb_output_proto 96 tracing_prog_func_proto+0:25/27 @0=bpf_skb_event_output
bpf_skb_pull_data_proto 96 @0=bpf_skb_pull_data
bpf_skb_set_tstamp_proto 96 @0=bpf_skb_set_tstamp
bpf_skb_set_tunnel_key_proto 96 @0=bpf_skb_set_tunnel_key
bpf_skb_set_tunnel_opt_proto 96 @0=bpf_skb_set_tunnel_opt
bpf_skb_store_bytes_proto 96 @0=bpf_skb_store_bytes
bpf_skb_under_cgroup_proto 96 @0=bpf_skb_under_cgroup
bpf_skb_vlan_pop_proto 96 @0=bpf_skb_vlan_pop
bpf_skb_vlan_push_proto 96 @0=bpf_skb_vlan_push
bpf_skc_lookup_tcp_proto 96 @0=bpf_skc_lookup_tcp
bpf_skc_to_mptcp_sock_proto 96 @0=bpf_skc_to_mptcp_sock
bpf_skc_to_tcp6_sock_proto 96 @0=bpf_skc_to_tcp6_sock
bpf_skc_to_tcp_request_sock_proto 96 @0=bpf_skc_to_tcp_request_sock
bpf_skc_to_tcp_sock_proto 96 @0=bpf_skc_to_tcp_sock
bpf_skc_to_tcp_timewait_sock_proto 96 @0=bpf_skc_to_tcp_timewait_sock
bpf_skc_to_udp6_sock_proto 96 @0=bpf_skc_to_udp6_sock
bpf_skc_to_unix_sock_proto 96 @0=bpf_skc_to_unix_sock
bpf_snprintf_btf_proto 96 @0=bpf_snprintf_btf
bpf_snprintf_proto 96 @0=bpf_snprintf
bpf_sock_addr_getsockopt_proto 96 @0=bpf_sock_addr_getsockopt
bpf_sock_addr_setsockopt_proto 96 @0=bpf_sock_addr_setsockopt
bpf_sock_addr_sk_lookup_tcp_proto 96 @0=bpf_sock_addr_sk_lookup_tcp
bpf_sock_addr_sk_lookup_udp_proto 96 @0=bpf_sock_addr_sk_lookup_udp
bpf_sock_addr_skc_lookup_tcp_proto 96 @0=bpf_sock_addr_skc_lookup_tcp
bpf_sock_from_file_proto 96 @0=bpf_sock_from_file
bpf_sock_hash_update_proto 96 @0=bpf_sock_hash_update
bpf_sock_map_update_proto 96 @0=bpf_sock_map_update
bpf_sock_ops_cb_flags_set_proto 96 @0=bpf_sock_ops_cb_flags_set
bpf_sock_ops_getsockopt_proto 96 @0=bpf_sock_ops_getsockopt
bpf_sock_ops_load_hdr_opt_proto 96 @0=bpf_sock_ops_load_hdr_opt
bpf_sock_ops_reserve_hdr_opt_proto 96 @0=bpf_sock_ops_reserve_hdr_opt
bpf_sock_ops_setsockopt_proto 96 @0=bpf_sock_ops_setsockopt
bpf_sock_ops_store_hdr_opt_proto 96 @0=bpf_sock_ops_store_hdr_opt
bpf_spin_lock_proto 96 @0=bpf_spin_lock
bpf_spin_unlock_proto 96 @0=bpf_spin_unlock
bpf_stats_fops 264 @120=bpf_stats_release
bpf_strncmp_proto 96 @0=bpf_strncmp
bpf_strtol_proto 96 @0=bpf_strtol
bpf_strtoul_proto 96 @0=bpf_strtoul
bpf_struct_ops_link_lops 72 @0=bpf_struct_ops_link_release @8=bpf_struct_ops_link_dealloc
bpf_struct_ops_map_lops 72 @8=bpf_struct_ops_map_link_dealloc @24=bpf_struct_ops_map_link_detach
bpf_struct_ops_map_ops 344 @0=bpf_struct_ops_map_alloc_check @8=bpf_struct_ops_map_alloc
bpf_struct_ops_prog_ops 8 @0=bpf_struct_ops_test_run
bpf_super_ops 208 @8=bpf_destroy_inode @16=bpf_free_inode
bpf_sys_bpf_proto 96 @0=bpf_sys_bpf
bpf_sys_close_proto 96 @0=bpf_sys_close
bpf_syscall_prog_ops 8 @0=bpf_prog_test_run_syscall
bpf_syscall_table 112 @24=bpf_unpriv_handler @80=bpf_stats_handler
bpf_syscall_verifier_ops 56 @0=syscall_prog_func_proto @8=syscall_prog_is_valid_access
bpf_sysctl_get_current_value_proto 96 @0=bpf_sysctl_get_current_value
bpf_sysctl_get_name_proto 96 @0=bpf_sysctl_get_name
bpf_sysctl_get_new_value_proto 96 @0=bpf_sysctl_get_new_value
bpf_sysctl_set_new_value_proto 96 @0=bpf_sysctl_set_new_value
bpf_task_pt_regs_proto 96 @0=bpf_task_pt_regs
bpf_task_storage_delete_proto 96 @0=bpf_task_storage_delete
bpf_task_storage_delete_recur_proto 96 @0=bpf_task_storage_delete_recur
bpf_task_storage_get_proto 96 @0=bpf_task_storage_get
bpf_task_storage_get_recur_proto 96 @0=bpf_task_storage_get_recur
bpf_tc_sk_lookup_tcp_proto 96 @0=bpf_tc_sk_lookup_tcp
bpf_tc_sk_lookup_udp_proto 96 @0=bpf_tc_sk_lookup_udp
bpf_tc_skc_lookup_tcp_proto 96 @0=bpf_tc_skc_lookup_tcp
bpf_tcp_ca_verifier_ops 56 @0=bpf_tcp_ca_get_func_proto @8=bpf_tcp_ca_is_valid_access
bpf_tcp_check_syncookie_proto 96 @0=bpf_tcp_check_syncookie
bpf_tcp_congestion_ops 1816 @8=bpf_tcp_ca_init @24=bpf_tcp_ca_init_member
bpf_tcp_gen_syncookie_proto 96 @0=bpf_tcp_gen_syncookie
bpf_tcp_raw_check_syncookie_ipv4_proto 96 @0=bpf_tcp_raw_check_syncookie_ipv4
bpf_tcp_raw_check_syncookie_ipv6_proto 96 @0=bpf_tcp_raw_check_syncookie_ipv6
bpf_tcp_raw_gen_syncookie_ipv4_proto 96 @0=bpf_tcp_raw_gen_syncookie_ipv4
bpf_tcp_raw_gen_syncookie_ipv6_proto 96 @0=bpf_tcp_raw_gen_syncookie_ipv6
bpf_tcp_send_ack_proto 96 @0=bpf_tcp_send_ack
bpf_tcp_sock_proto 96 @0=bpf_tcp_sock
bpf_this_cpu_ptr_proto 96 @0=bpf_this_cpu_ptr
bpf_timer_cancel_proto 96 @0=bpf_timer_cancel
bpf_timer_init_proto 96 @0=bpf_timer_init
bpf_timer_set_callback_proto 96 @0=bpf_timer_set_callback
bpf_timer_start_proto 96 @0=bpf_timer_start
bpf_token_fops 264 @120=bpf_token_release @216=bpf_token_show_fdinfo
bpf_trace_printk_proto 96 @0=bpf_trace_printk
bpf_trace_vprintk_proto 96 @0=bpf_trace_vprintk
bpf_tracing_link_lops 72 @0=bpf_tracing_link_release @8=bpf_tracing_link_dealloc
bpf_unlocked_sk_getsockopt_proto 96 @0=bpf_unlocked_sk_getsockopt
bpf_unlocked_sk_setsockopt_proto 96 @0=bpf_unlocked_sk_setsockopt
bpf_uprobe_multi_link_lops 72 @0=bpf_uprobe_multi_link_release @16=bpf_uprobe_multi_link_dealloc
bpf_user_ringbuf_drain_proto 96 @0=bpf_user_ringbuf_drain
bpf_xdp_adjust_head_proto 96 @0=bpf_xdp_adjust_head
bpf_xdp_adjust_meta_proto 96 @0=bpf_xdp_adjust_meta
bpf_xdp_adjust_tail_proto 96 @0=bpf_xdp_adjust_tail
bpf_xdp_check_mtu_proto 96 @0=bpf_xdp_check_mtu
bpf_xdp_event_output_proto 96 xdp_func_proto+0:24/25 @0=bpf_xdp_event_output
bpf_xdp_fib_lookup_proto 96 @0=bpf_xdp_fib_lookup
bpf_xdp_get_buff_len_proto 96 xdp_func_proto+0:4/25 @0=bpf_xdp_get_buff_len
bpf_xdp_get_buff_len_trace_proto 96 tracing_prog_func_proto+0:19/27 @0=bpf_xdp_get_buff_len
bpf_xdp_link_lops 72 @0=bpf_xdp_link_release @8=bpf_xdp_link_dealloc
bpf_xdp_load_bytes_proto 96 @0=bpf_xdp_load_bytes
bpf_xdp_output_proto 96 tracing_prog_func_proto+0:24/27 @0=bpf_xdp_event_output
bpf_xdp_redirect_map_proto 96 @0=bpf_xdp_redirect_map
bpf_xdp_redirect_proto 96 @0=bpf_xdp_redirect
bpf_xdp_sk_lookup_tcp_proto 96 @0=bpf_xdp_sk_lookup_tcp
bpf_xdp_sk_lookup_udp_proto 96 @0=bpf_xdp_sk_lookup_udp
bpf_xdp_skc_lookup_tcp_proto 96 @0=bpf_xdp_skc_lookup_tcp
bpf_xdp_store_bytes_proto 96 @0=bpf_xdp_store_bytes
bpffs_map_fops 264 @104=bpffs_map_open @120=bpffs_map_release
bpffs_map_seq_ops 32 @0=map_seq_start @8=map_seq_stop
bpffs_obj_fops 264 @104=bpffs_obj_open
bql_hold_time_attribute 32 @16=bql_show_hold_time @24=bql_set_hold_time
bql_inflight_attribute 32 @16=bql_show_inflight
bql_limit_attribute 32 @16=bql_show_limit @24=bql_set_limit
bql_limit_max_attribute 32 @16=bql_show_limit_max @24=bql_set_limit_max
bql_limit_min_attribute 32 @16=bql_show_limit_min @24=bql_set_limit_min
bql_stall_cnt_attribute 32 @16=bql_show_stall_cnt
bql_stall_max_attribute 32 @16=bql_show_stall_max @24=bql_set_stall_max
bql_stall_thrs_attribute 32 @16=bql_show_stall_thrs @24=bql_set_stall_thrs
br_ioctl_hook 8 brioctl_set+0:1/2 br_ioctl_call+0:0/3 sock_alloc_inode+0:1/4
br_ioctl_mutex 32 brioctl_set+0:0/2 br_ioctl_call+0:1/3 vlan_ioctl_set+0:0/3
braille_co 8 vc_refresh+0:0/1 braille_write+0:0/3 braille_unregister_console+0:0/4
bridge_list 16 acpiphp_enumerate_slots+0:4/10
bridge_mutex 32 cleanup_bridge+0:0/1 acpiphp_remove_slots+0:1/3 acpiphp_enumerate_slots+0:3/10
brl_timeout 4 k_brl+0:2/9
broadcast_wq 8 sock_diag_broadcast_destroy+0:1/3
brokendb 36 fb_parse_edid+0:0/2 check_edid+0:0/3 fb_edid_to_monspecs+0:0/3
bsd_socket_buckets 2048 unix_bind+0:1/2 unix_release_sock+552:2/4 unix_find_other+0:1/6
bsd_socket_locks 1024 unix_bind+0:0/2 unix_release_sock+0:0/4 unix_sock_destructor+0:0/5
bsg_class 96 @32=bsg_devnode
bsg_fops 264 @80=bsg_ioctl @104=bsg_open
bsg_major 4 disk_alloc_events+0:2/8 bsg_register_queue+0:2/11
bsg_minor_ida 16 bsg_device_release+0:0/1 bsg_ioctl+0:1/8 bsg_register_queue+0:1/11
bsg_mq_ops 144 @0=bsg_queue_rq @56=bsg_timeout
btf_fops 264 @120=btf_release @216=bpf_btf_show_fdinfo
btf_module_nb 24 @0=btf_module_notify
btrace_mutex 32 module_trace_bprintk_format_notify+0:0/5
btree_cachep 8 btree_free+0:0/1 btree_alloc+0:0/1
bucket_order 4 workingset_test_recent+0:3/5 workingset_eviction+0:8/9
buf 8 spi_write_then_read+0:0/3 __spi_alloc_controller+0:0/7 spi_register_controller+0:0/62
buffer 8 snapshot_read_next+0:1/18 snapshot_write_next+0:3/36
buffer_count 4 aa_put_buffer+0:5/9 aa_get_buffer+0:4/11
buffer_heads_over_limit 4 alloc_fs_context+0:1/5 shrink_active_list+0:0/8 vfs_dup_fs_context+0:0/8
buffer_percent_fops 264 @24=buffer_percent_read @32=buffer_percent_write
buffer_pipe_buf_ops 32 @8=buffer_pipe_buf_release @24=buffer_pipe_buf_get
buffer_prop_guid 16 acpi_get_next_subnode+0:3/6
buffer_subbuf_size_fops 264 @24=buffer_subbuf_size_read @32=buffer_subbuf_size_write
buffers_allocated 4 trace_printk_start_comm+0:0/1 set_tracer_flag+0:3/6 trace_printk_init_buffers+0:1/17
bufsiz 4 spidev_write+0:0/1 spidev_read+0:0/1 spidev_open+0:1/4
build_ima_appraise 4 ima_update_policy_flags+0:7/10
buildid_attr 40 @16=buildid_show
builtin_trusted_keys 8 restrict_link_by_builtin_trusted+0:0/1 restrict_link_by_digsig_builtin+0:0/1 restrict_link_by_builtin_secondary_and_machine+0:0/3
bus_attr_drivers_autoprobe 32 @16=drivers_autoprobe_show @24=drivers_autoprobe_store
bus_attr_drivers_probe 32 @24=drivers_probe_store
bus_attr_flush 32 @24=flush_store
bus_attr_resource_alignment 32 @16=resource_alignment_show @24=resource_alignment_store
bus_attr_uevent 32 @24=bus_uevent_store
bus_kset 8 bus_to_subsys+0:0/1 bus_register+0:1/20
bus_ktype 48 @0=bus_release
bus_sysfs_ops 16 @0=bus_attr_show @8=bus_attr_store
bus_type_list 16 register_acpi_bus_type+0:3/5
bus_type_sem 40 unregister_acpi_bus_type+0:1/4 register_acpi_bus_type+0:1/5 acpi_device_notify+0:0/10
bus_uevent_ops 24 @0=bus_uevent_filter
busn_resource 64 pci_scan_bus+0:3/4 __pci_bus_size_bridges+8:4/21
bvec_slabs 96 biovec_init_pool+88:0/3 bvec_free+0:0/5 bvec_alloc+0:0/5
bw_name_fops 264 @24=bw_name_read @104=simple_open
ca_keyid 8 restrict_link_by_signature+0:2/4
cache_default_group 40 @8=cache_default_attrs_is_visible
cache_dev_map 64 cacheinfo_cpu_pre_down+0:1/6 cacheinfo_cpu_online+0:14/15
cache_dma_attr 32 @16=cache_dma_show
cad_pid 8 kill_cad_pid+0:0/1 proc_do_cad_pid+0:1/2
cakey 12 jent_kcapi_init+0:0/4 restrict_link_by_signature+0:1/4
calc_load_idx 4 sched_autogroup_detach+0:0/2 housekeeping_test_cpu+0:0/3 housekeeping_affine+0:0/3
calc_load_nohz 16 calc_load_nohz_fold+0:1/5 calc_global_load+0:3/8 sched_balance_domains+8:8/9
calc_load_tasks 8 calc_global_load_tick+0:2/4 calc_global_load+0:4/8 sched_cpu_dying+0:17/27
calc_load_update 8 sched_cpu_starting+0:2/4 calc_load_nohz_fold+0:3/5 calc_load_nohz_stop+0:2/6
calipso_cache 8 calipso_exit+0:0/1 calipso_opt_getattr+0:3/9
calipso_cache_enabled 4 calipso_opt_getattr+0:1/9
calipso_doi_list 16 calipso_validate+0:2/6 calipso_opt_getattr+0:0/9
calipso_doi_list_lock 4 calipso_opt_getattr+0:2/9
callback_lock 4 cpuset_callback_lock_irq+0:1/2 cpuset_callback_unlock_irq+0:1/2 cpuset_node_allowed+0:1/2
callchain_cpus_entries 8 put_callchain_buffers+0:2/4 get_callchain_entry+0:2/6 get_callchain_buffers+0:9/11
callchain_mutex 32 perf_event_max_stack_handler+0:0/2 put_callchain_buffers+0:0/4 get_callchain_buffers+0:0/11
cancel_list 16 timerfd_clock_was_set+0:0/1 timerfd_resume+0:0/3 do_timerfd_settime+0:7/11
cancel_lock 4 timerfd_release+0:0/1 __arm64_sys_timerfd_create+0:1/8 do_timerfd_settime+0:5/11
cand_cache_mutex 32 purge_cand_cache+0:4/7 bpf_core_apply+0:2/18 btf_module_notify+20:12/23
capabilities_attr 40 @16=capabilities_show
capability_hooks 432 @8=cap_capable @32=cap_settime
capsule_mutex 32 capsule_reboot_notify+0:0/2 efi_capsule_update+0:1/8
capsule_pending 1 efi_capsule_pending+0:0/2 efi_capsule_update+0:5/8
capsule_reboot_nb 24 @0=capsule_reboot_notify
carrier_timeout 4 netpoll_setup+0:5/15
cb_lock 40 genl_rcv+0:1/3 genl_bind+0:2/4 genl_release+0:1/4
cdev 32 cn_del_callback+24:0/1 cn_rx_skb+24:1/2 cn_add_callback+24:1/2
cdev_lock 4 cdev_purge+0:1/2 cd_forget+0:1/2 chrdev_open+0:1/5
cdev_map 8 cdev_device_add+0:0/1 __unregister_chrdev+0:0/1 cdev_device_del+0:0/1
ce_broadcast_hrtimer 256 @16=bc_set_next @96=bc_shutdown
cfs_constraints_mutex 32 wake_up_if_idle+28:9/11 sched_cpu_activate+8:9/17 tg_set_cfs_bandwidth+0:3/19
cg_dev_verifier_ops 56 @0=cgroup_dev_func_proto @8=cgroup_dev_is_valid_access
cg_skb_verifier_ops 56 @0=cg_skb_func_proto @8=cg_skb_is_valid_access
cg_sock_addr_verifier_ops 56 @0=sock_addr_func_proto @8=sock_addr_is_valid_access
cg_sock_verifier_ops 56 @0=sock_filter_func_proto @8=sock_filter_is_valid_access
cg_sockopt_verifier_ops 56 @0=cg_sockopt_func_proto @8=cg_sockopt_is_valid_access
cg_sysctl_verifier_ops 56 @0=sysctl_func_proto @8=sysctl_is_valid_access
cgroup1_base_files 1512 @200=cgroup1_procs_write @352=cgroup_clone_children_read
cgroup1_fs_context_ops 48 @16=cgroup1_parse_param @32=cgroup1_get_tree
cgroup1_fs_parameters 352 cgroup1_parse_param+0:0/17 @104=fs_param_is_string
cgroup1_kf_syscall_ops 40 @0=cgroup1_show_options @24=cgroup1_rename
cgroup2_fs_type 72 css_tryget_online_from_dir+0:2/3 cgroup_init_fs_context+0:2/7 cgroup_do_get_tree+0:1/17 @16=cgroup_init_fs_context @40=cgroup_kill_sb
cgroup_array_map_ops 344 @24=cgroup_fd_array_free @152=cgroup_fd_array_get_ptr
cgroup_base_files 3024 @152=cgroup_type_show @200=cgroup_type_write
cgroup_bpf_destroy_wq 8 cgroup_bpf_release_fn+0:0/2 bpf_cgroup_atype_get+0:0/3 bpf_cgroup_atype_put+0:1/3
cgroup_debug 1 cgroup_addrm_files+0:2/12
cgroup_delegate_attr 32 @16=delegate_show
cgroup_feature_disable_mask 2 cgroup_psi_enabled+0:0/1 css_clear_dir+0:4/6 css_populate_dir+0:4/6
cgroup_file_kn_lock 4 cgroup_file_show+0:1/2 cgroup_file_notify+0:1/3 cgroup_pressure_write+0:1/4
cgroup_free_wq 8 init_cgroup_housekeeping+0:1/7 cgroup_apply_control_enable+0:9/11 css_release_work_fn+0:6/18
cgroup_fs_context_ops 48 @16=cgroup2_parse_param @32=cgroup_get_tree
cgroup_fs_type 72 css_tryget_online_from_dir+0:1/3 pressure_write+32:3/6 cgroupstats_build+0:0/8 @16=cgroup_init_fs_context @40=cgroup_kill_sb
cgroup_hierarchy_idr 24 cgroup_setup_root+0:3/16 css_free_rwork_fn+0:13/21
cgroup_idr_lock 4 cgroup_apply_control_enable+0:8/11 css_release_work_fn+0:3/18 css_free_rwork_fn+0:1/21
cgroup_iter_seq_info 32 @8=cgroup_iter_seq_init @16=cgroup_iter_seq_fini
cgroup_iter_seq_ops 32 @0=cgroup_iter_seq_start @8=cgroup_iter_seq_stop
cgroup_kf_ops 104 @24=cgroup_seqfile_start @32=cgroup_seqfile_next
cgroup_kf_single_ops 104 cgroup_init_cftypes+0:2/3 cgroup_file_write+12:3/6 @0=cgroup_file_open @8=cgroup_file_release @16=cgroup_seqfile_show
cgroup_kf_syscall_ops 40 @0=cgroup_show_options @8=cgroup_mkdir
cgroup_lsm_atype 80 bpf_cgroup_atype_get+0:1/3 bpf_cgroup_atype_put+0:2/3 bpf_cgroup_atype_find+0:1/4
cgroup_memory_nobpf 1 mem_cgroup_css_free+0:1/5 mem_cgroup_css_alloc+0:23/81
cgroup_memory_nokmem 1 mem_cgroup_kmem_disabled+0:0/1 mem_cgroup_css_offline+0:0/3 mem_cgroup_css_online+0:1/10
cgroup_memory_nosocket 1 perf_trace_thermal_power_cpu_limit+0:2/3 trace_event_raw_event_thermal_power_cpu_limit+0:2/3 mem_cgroup_css_free+0:0/5
cgroup_mutex 32 bpf_cgroup_link_fill_link_info+0:0/1 cgroup_bpf_replace+0:0/1 cgroup_bpf_prog_attach+0:0/1
cgroup_no_v1_mask 2 cgroup1_ssid_disabled+0:0/1 cgroup_rstat_flush+0:1/3 cgroup_base_stat_cputime_show+0:3/5
cgroup_no_v1_named 1 cgroup1_parse_param+0:4/17
cgroup_offline_wq 8 css_killed_ref_fn+0:0/2 put_css_set+0:0/2 cgroup_migrate_finish+0:0/2
cgroup_pidlist_destroy_wq 8 cgroup_pidlist_stop+0:0/1 cgroup1_pidlist_destroy_all+0:0/1 cgroup_release_agent_show+0:0/2
cgroup_psi_files 1080 @152=cgroup_io_pressure_show @200=cgroup_io_pressure_write
cgroup_release_wq 8 css_release+0:0/2 css_free_rwork_fn+0:20/21
cgroup_root_count 4 cgroup_setup_root+0:11/16 find_css_set+0:11/18 css_free_rwork_fn+0:10/21
cgroup_roots 16 cgroup_attach_task_all+0:1/3 task_get_cgroup1+0:0/7 cgroup1_get_tree+0:4/11
cgroup_rstat_lock 4 __cgroup_rstat_lock+0:0/2 cgroup_rstat_flush_release+0:0/2 cgroup_rstat_flush+0:0/3
cgroup_storage_map_ops 344 @32=cgroup_storage_get_next_key @96=cgroup_storage_lookup_elem
cgroup_subsys 112 cgroup_print_ss_mask+0:0/1 cpu_stat_show+8:0/1 cgroup_reconfigure+0:0/2
cgroup_subsys_name 112 delegate_show+0:3/7
cgroup_threadgroup_rwsem 96 cgroup_attach_lock+0:1/2 cgroup_attach_unlock+0:1/2 cgroup_favor_dynmods+0:1/2
cgroupns_operations 64 @24=cgroupns_get @32=cgroupns_put
cgrp_dfl_implicit_ss_mask 2 cgroup_controllers_show+0:4/5 cgroup_propagate_control+0:2/7 cgroup_subtree_control_write+0:9/10
cgrp_dfl_inhibit_ss_mask 2 cgroup_controllers_show+0:3/5 cgroup_propagate_control+0:6/7 cgroup_stat_show+0:4/10
cgrp_dfl_root 6592 cgroup_kill_sb+0:0/1 cgroup_get_from_fd+0:0/1 cgroup_on_dfl+0:0/1
cgrp_dfl_threaded_ss_mask 2 cgroup_is_valid_domain+0:0/1 cgroup_migrate_vet_dst+0:1/2 cgroup_attach_permissions+0:3/4
cgrp_dfl_visible 1 cgroup_get_tree+0:3/10
cgrp_storage_map_ops 344 @96=bpf_cgrp_storage_lookup_elem @104=bpf_cgrp_storage_update_elem
cgwb_debug_stats_fops 264 @104=cgwb_debug_stats_open @120=single_release
cgwb_lock 4 wb_blkcg_offline+0:1/2 shmem_setattr+0:2/3 wb_shutdown+0:1/3
cgwb_release_wq 8 cgwb_release+0:0/1 balance_pgdat+2:6/31
chained_action 128 @0=bad_chained_irq
chan_info 8 pcc_mbox_request_channel+0:1/3 pcc_mbox_probe+0:2/46
changeset_attr 40 @16=changeset_show
channels_on_cpu 2048 select_target_cpu+0:2/4 bind_evtchn_to_cpu+0:2/5 xenbus_resume_cb+904:4/8
charset2uni 512 char2uni+0:1/2
check_lifetime_work 88 @24=check_lifetime @56=delayed_work_timer_fn
check_part 32 @0=efi_partition @8=msdos_partition
check_pci_errors 4 edac_pci_get_check_errors+0:0/1 edac_pci_do_parity_check+0:1/12
check_sta_before_sun 4 do_sta_before_sun+0:1/2 register_slot+0:0/20
check_wx_fops 264 @104=check_wx_open @120=single_release
children_seq_ops 32 @0=children_seq_start @8=children_seq_stop
chip_name_attr 32 @16=chip_name_show
chrdevs 2040 __unregister_chrdev_region+0:1/2 cdev_purge+0:0/2 cd_forget+0:0/2
chrdevs_lock 32 __unregister_chrdev_region+0:0/2 cdev_init+0:0/2 chrdev_show+0:0/3
chunk_hash_heads 2048 audit_tree_lookup+0:0/2 cgroup_release_agent_write+584:3/4 audit_actions_logged+344:1/5
cid_lock 4 sched_mm_cid_after_execve+0:16/23 __schedule+0:71/84
cipso_v4_cache 8 cipso_v4_cache_invalidate+0:0/1 cipso_v4_doi_remove+0:0/5 cipso_v4_getattr+0:2/6
cipso_v4_cache_bucketsize 4 cipso_v4_doi_walk+0:0/1 cipso_v4_doi_getdef+0:0/1 cipso_v4_validate+0:0/2
cipso_v4_cache_enabled 4 cipso_v4_getattr+0:1/6 cipso_v4_cache_add+0:1/7
cipso_v4_doi_list 16 cipso_v4_doi_add+0:8/10
cipso_v4_doi_list_lock 4 cipso_v4_doi_remove+0:1/5 cipso_v4_doi_add+0:5/10
cipso_v4_rbm_strictvalid 4 cipso_v4_validate+0:1/2
class_attr_disabled 32 @16=disabled_show @24=disabled_store
class_dir_ktype 48 @0=class_dir_release @24=class_dir_child_ns_type
class_ktype 48 @0=class_release @24=class_child_ns_type
class_sysfs_ops 16 @0=class_attr_show @8=class_attr_store
classes 128 audit_match_class+0:0/1 audit_match_signal+0:3/5 taskstats_exit+104:1/9
clean_acked_data_enabled 112 clean_acked_data_enable+0:0/1 clean_acked_data_flush+0:0/2 clean_acked_data_disable+0:0/3 @48=jump_label_update_timeout @80=delayed_work_timer_fn
clean_walk_ops 88 @32=clean_record_pte @16=wp_clean_pud_entry
cleanup_offline_cgwbs_work 32 @24=cleanup_offline_cgwbs_workfn
clear_refs_walk_ops 88 @24=clear_refs_pte_range @56=clear_refs_test_walk
clear_seq 24 devkmsg_llseek+0:1/3 kmsg_dump_rewind+0:1/3 kmsg_dump_get_buffer+0:1/5
clear_warn_once_fops 264 @104=clear_warn_once_fops_open @32=debugfs_attr_write
client_ops 24 @0=ttyport_receive_buf @16=ttyport_write_wakeup
clk_divider_ops 200 @120=clk_divider_set_rate @80=clk_divider_recalc_rate
clk_divider_ro_ops 200 __clk_hw_register_divider+0:1/5 imx93_clk_composite_flags+0:3/11 rockchip_clk_register_branches+0:31/40 @80=clk_divider_recalc_rate @88=clk_divider_round_rate
clk_dump_fops 264 @104=clk_dump_open @120=single_release
clk_duty_cycle_fops 264 @104=clk_duty_cycle_open @120=single_release
clk_fd_denominator_fops 264 @104=clk_fd_denominator_fops_open @32=debugfs_attr_write
clk_fd_numerator_fops 264 @104=clk_fd_numerator_fops_open @32=debugfs_attr_write
clk_fixed_factor_ops 200 @80=clk_factor_recalc_rate @88=clk_factor_round_rate
clk_fixed_rate_ops 200 @80=clk_fixed_rate_recalc_rate @136=clk_fixed_rate_recalc_accuracy
clk_flags_fops 264 @104=clk_flags_open @120=single_release
clk_fractional_divider_ops 200 @80=clk_fd_recalc_rate @88=clk_fd_round_rate
clk_gate_ops 200 @32=clk_gate_enable @40=clk_gate_disable
clk_gpio_gate_ops 200 @32=clk_gpio_gate_enable @40=clk_gpio_gate_disable
clk_max_rate_fops 264 @104=clk_max_rate_open @120=single_release
clk_min_rate_fops 264 @104=clk_min_rate_open @120=single_release
clk_multiplier_ops 200 @80=clk_multiplier_recalc_rate @88=clk_multiplier_round_rate
clk_mux_ops 200 @96=clk_mux_determine_rate @104=clk_mux_set_parent
clk_mux_ro_ops 200 __clk_hw_register_mux+0:1/5 rockchip_clk_register_halfdiv+0:6/8 imx93_clk_composite_flags+0:4/11 @112=clk_mux_get_parent
clk_nodrv_ops 200 @96=clk_nodrv_determine_rate @104=clk_nodrv_set_parent
clk_phase_fops 264 @104=clk_phase_fops_open @32=debugfs_attr_write
clk_rate_fops 264 @104=clk_rate_fops_open @32=debugfs_attr_write
clk_sleeping_gpio_gate_ops 200 @0=clk_sleeping_gpio_gate_prepare @8=clk_sleeping_gpio_gate_unprepare
clk_summary_fops 264 @104=clk_summary_open @120=single_release
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
clockevent_devices 16 clockevents_resume+0:1/2 clockevents_suspend+0:1/3 tick_cleanup_dead_cpu+0:4/6
clockevents_lock 4 tick_offline_cpu+0:0/1 posix_clock_register+0:0/4 clear_posix_cputimers_work+0:2/4
clockevents_mutex 32 clockevents_unbind_device+0:1/3 unbind_device_store+0:1/9
clockevents_released 16 __clockevents_exchange_device+0:1/3 tick_cleanup_dead_cpu+0:2/6 clockevents_register_device+0:4/12
clocks 16 __clk_register_clkdev+0:2/3 clkdev_hw_create+0:2/3 clkdev_add_table+0:1/3
clocks_mutex 32 devm_clkdev_release+0:0/1 clkdev_drop+0:0/1 clk_find_hw+0:0/1
clocksource_jiffies 168 @0=jiffies_read
clocksource_list 16 clocksource_enqueue+0:0/1 clocksource_resume+0:0/1 clocksource_change_rating+0:0/2
clocksource_mutex 32 clocksource_change_rating+0:1/2 clocksource_unregister+0:1/2 available_clocksource_show+0:1/4
cls_mod_lock 8 __tcf_proto_lookup_ops+0:1/3 unregister_tcf_proto_ops+0:2/5 register_tcf_proto_ops+0:1/5
cmd_cb 56 @8=thermal_genl_cmd_tz_get_id @16=thermal_genl_cmd_tz_get_trip
cmd_flag_name 232 __blk_mq_debugfs_rq_show+0:5/14
cn_already_initialized 4 cn_rx_skb+0:0/2 cn_add_callback+0:0/2 cn_fini+0:1/5
cn_proc_event_id 8 proc_comm_connector+0:1/5 proc_exit_connector+0:2/6 proc_exec_connector+0:1/6
coherency_max_size 4 cache_line_size+0:0/1 detect_cache_attributes+0:12/32
cold_min_age 8 damon_lru_sort_after_wmarks_check+0:0/2 damon_lru_sort_enabled_store+0:0/3 damon_lru_sort_after_aggregation+0:3/5
cold_walk_ops 88 @24=madvise_cold_or_pageout_pte_range
combined_event_count 4 device_pm_sleep_init+0:1/3 wakeup_source_add+0:1/4 wakeup_source_remove+0:0/4
common_clear_sb_flag 80 vfs_parse_fs_param+0:1/6
common_set_sb_flag 96 legacy_init_fs_context+0:1/3 finish_clean_context+0:1/3 vfs_parse_fs_param+0:0/6
compile_date_attr 40 @16=compile_date_show
compiled_by_attr 40 @16=compiled_by_show
compiler_attr 40 @16=compiler_show
component_debugfs_dir 8 free_aggregate_device+0:0/2 component_master_add_with_match+0:2/5
component_devices_fops 264 @104=component_devices_open @120=single_release
component_list 16 __component_add+0:2/9 try_to_bring_up_aggregate_device+0:1/17
component_mutex 32 component_master_del+0:0/1 component_unbind_all+0:0/1 component_del+0:0/1
compress 8 pstore_get_backend_records+0:1/18 pstore_register+0:10/27
compressed_size 8 compress_threadfn+0:1/3 save_compressed_image+0:3/49
con_driver_unregister_work 32 @24=con_driver_unregister_callback
con_ops 272 @8=con_install @24=con_open
conf_items 768 pinconf_generic_dump_pins+0:0/1 pinconf_generic_parse_dt_config+0:0/2 pinconf_generic_dump_config+0:0/5
configuration_table 160 @8=deflate_stored @24=deflate_fast
connector_destroy_list 8 fsnotify_connector_destroy_workfn+0:1/4 fsnotify_mark_destroy_workfn+0:3/8 fsnotify_put_mark+0:5/11
connector_reaper_work 32 @24=fsnotify_connector_destroy_workfn
consdev 8 console_sysfs_notify+0:0/2
console_blank_hook 8 do_blank_screen+0:11/14 do_unblank_screen+0:7/16
console_blanked 4 insert_char+0:0/1 get_color+0:0/2 set_cursor+0:1/2
console_cdev 104 show_cursor_blink+8:4/6 tty_ioctl+40:29/33
console_cmdline 576 cpu_latency_qos_read+120:2/3 match_devname_and_update_preferred_console+0:1/7 console_device+40:7/8
console_cursor 4 vt_notifier_call+0:5/14
console_driver 8 vt_console_device+0:1/2 tty_lookup_driver+0:1/4
console_fops 264 @48=redirected_tty_write @40=tty_read
console_list 8 nbcon_kthreads_wake+0:1/2 __nbcon_atomic_flush_pending+0:0/4 printk_kthreads_shutdown+0:4/5
console_locked 4 is_console_locked+0:0/1 kmsg_dump_unregister+0:0/2 devkmsg_llseek+0:0/3
console_may_schedule 4 console_conditional_schedule+0:0/1 console_flush_on_panic+0:1/3 console_trylock+0:3/4
console_msg_format 4 printk_get_next_message+0:8/9
console_mutex 32 console_list_unlock+0:1/2 unregister_console+0:1/2 console_list_lock+0:1/2
console_newline 4 braille_unregister_console+0:1/4 braille_register_console+0:2/5 keyboard_notifier_call+0:2/10
console_owner 8 console_lock_spinning_enable+0:2/3 console_lock_spinning_disable_and_check+0:3/6 console_flush_all+0:9/15
console_owner_lock 4 console_lock_spinning_enable+0:1/3 console_lock_spinning_disable_and_check+0:1/6 console_flush_all+0:8/15
console_printk 16 sysrq_handle_kill+0:0/1 sysrq_handle_term+0:0/1 sysrq_handle_loglevel+0:0/2
console_sem 24 console_trylock+0:1/4 console_lock+0:1/4 console_unlock+0:2/5
console_set_on_cmdline 4 of_console_check+0:1/3 match_devname_and_update_preferred_console+0:2/7 __add_preferred_console+0:8/12
console_show 4 keyboard_notifier_call+0:3/10 vt_notifier_call+0:1/14
console_srcu_srcu_usage 376 process_srcu+10:9/37 @336=delayed_work_timer_fn
console_suspend_enabled 1 bcm2835aux_can_disable_clock+0:0/1 of_serial_suspend+0:0/1 of_serial_resume+0:0/1
console_timer 40 @24=blank_screen_t
console_waiter 1 console_lock_spinning_disable_and_check+0:2/6 console_flush_all+0:11/15 vprintk_emit+0:15/17
console_work 32 @24=console_callback
consoles_op 32 @24=show_console_dev
constraint_flags_fops 264 @24=constraint_flags_read_file @104=simple_open
constraints_initialized 1 __reserve_bp_slot+0:1/11 hw_breakpoint_is_used+0:1/11
conswitchp 8 con_is_bound+0:3/6 do_unregister_con_driver+0:1/7 do_unbind_con_driver+0:6/8
container_handler 160 @32=container_device_attach @40=container_device_detach
container_subsys 168 @96=trivial_online @104=container_offline
content_fops 264 @24=read_policy
controller 8 cpci_hp_intr+0:0/6 cpci_hp_unregister_bus+0:0/6 cpci_hp_unregister_controller+0:0/7
convert_to_big 4 spin_lock_irqsave_check_contention+0:0/7 srcu_torture_stats_print+0:10/18 init_srcu_struct_fields+0:31/35
copy_bm 64 preallocate_image_memory+0:1/5 snapshot_read_next+8:11/18 swsusp_save+0:6/26
core_lock 32 i2c_get_adapter+0:0/2 __i2c_add_numbered_adapter+0:0/3 i2c_for_each_dev+0:0/3
core_name_size 4 cn_vprintf+0:1/2 do_coredump+0:5/112
core_pattern 128 validate_coredump_safety+0:2/8 do_coredump+0:6/112
core_pipe_limit 4 do_coredump+0:20/112
core_uses_pid 4 do_coredump+0:0/112
coreboot_bus_type 168 @40=coreboot_bus_match @48=coreboot_bus_uevent
coreboot_table_driver 200 @0=coreboot_table_probe @8=coreboot_table_remove
coredump_sysctls 280 @80=proc_dostring_coredump @192=proc_douintvec_minmax
cost_ctrl_tokens 48 ioc_cost_model_write+0:1/4
counter_wrap_check 8 process_srcu+0:16/37 rcu_gp_init+0:22/58
cpci_debug 4 cpci_hp_intr+0:1/6 cpci_hp_unregister_bus+0:3/6 cpci_unconfigure_slot+0:0/7
cpci_thread 8 cpci_hp_intr+0:2/6 cpci_hp_unregister_controller+0:6/7 cpci_hp_stop+0:2/8
cper_proc_error_type_strs 32 ghes_handle_arm_hw_error+0:3/12 cper_print_proc_arm+0:2/58 cper_estatus_print_section+0:29/63
cpool_cleanup_work 32 @24=cpool_cleanup_work_cb
cpool_mutex 32 tcp_sigpool_release+0:3/6 cpool_cleanup_work_cb+0:0/9 tcp_sigpool_alloc_ahash+0:0/21
cppc_mbox_cl 56 @48=cppc_chan_tx_done
cpu_add_remove_lock 32 cpu_device_down+0:0/1 cpu_maps_update_begin+0:0/1 cpu_maps_update_done+0:0/1
cpu_all_bits 64 cpulistaffinity_show+0:0/3 cpuaffinity_show+0:0/3 cpu_cpu_mask+0:3/4
cpu_bit_bitmap 4160 kthread_unpark+0:0/1 __ipi_send_single+0:0/1 arch_smp_send_reschedule+0:0/1
cpu_byteorder_attr 32 @16=cpu_byteorder_show
cpu_cgrp_subsys 256 @0=cpu_cgroup_css_alloc @8=cpu_cgroup_css_online
cpu_files 1296 @136=cpu_weight_read_u64 @184=cpu_weight_write_u64
cpu_hotplug_disabled 4 cpu_hotplug_pm_callback+0:1/2 cpu_hotplug_disable+0:1/2 __cpu_hotplug_enable+0:0/3
cpu_hotplug_lock 96 cpus_write_unlock+0:1/2 cpus_write_lock+0:1/2 cpus_read_lock+0:1/3
cpu_hotplug_offline_disabled 1 cpu_hotplug_disable_offlining+0:1/2 cpu_down_maps_locked+0:0/7
cpu_idle_force_poll 4 cpu_idle_poll_ctrl+0:0/1 arch_cpu_idle_exit+0:0/1 bio_attempt_back_merge+0:1/2
cpu_latency_constraints 40 cpu_latency_qos_request_active+0:0/1 cpu_latency_qos_limit+0:0/2 cpu_latency_qos_read+0:0/3
cpu_latency_qos_fops 264 @24=cpu_latency_qos_read @32=cpu_latency_qos_write
cpu_legacy_files 1728 @136=cpu_shares_read_u64 @184=cpu_shares_write_u64
cpu_map_ops 344 @8=cpu_map_alloc @24=cpu_map_free
cpu_mitigations 4 cpu_mitigations_auto_nosmt+0:0/1 cpu_mitigations_off+0:0/1 init_cpu_possible+0:1/3
cpu_partial_attr 32 @16=cpu_partial_show @24=cpu_partial_store
cpu_pinned 16 __reserve_bp_slot+0:10/11 hw_breakpoint_is_used+0:8/11
cpu_slabs_attr 32 @16=cpu_slabs_show
cpu_stop_threads 96 @24=cpu_stop_should_run @32=cpu_stopper_thread
cpu_subsys 168 @40=cpu_subsys_match @48=cpu_uevent
cpuacct_cgrp_subsys 256 @0=cpuacct_css_alloc @32=cpuacct_css_free
cpudump_probe_ops 32 @0=ftrace_cpudump_probe @24=ftrace_cpudump_print
cpufreq_freq_attr_scaling_available_freqs 32 @16=scaling_available_frequencies_show
cpufreq_freq_attr_scaling_boost_freqs 32 @16=scaling_boost_frequencies_show
cpufreq_gov_performance 104 @48=cpufreq_gov_performance_limits
cpufreq_interface 48 @32=cpufreq_add_dev @40=cpufreq_remove_dev
cpufreq_transition_notifier_list 440 cpufreq_unregister_notifier+0:3/6 cpufreq_register_notifier+0:5/6 show_scaling_available_governors+8:6/8 @368=delayed_work_timer_fn
cpuhp_hp_states 9480 @48=smpboot_create_threads @1488=random_prepare_cpu
cpuhp_state_mutex 32 fail_store+0:3/5 states_show+0:3/5 __cpuhp_remove_state_cpuslocked+0:2/9
cpuhp_tasks_frozen 1 console_cpu_notify+0:0/1 _cpu_up+0:6/11 _cpu_down+0:7/12
cpuhp_threads 96 @24=cpuhp_should_run @32=cpuhp_thread_fun
cpuidle_state_sysfs_ops 16 @0=cpuidle_state_show @8=cpuidle_state_store
cpuidle_sysfs_ops 16 @0=cpuidle_show @8=cpuidle_store
cpuinfo_cur_freq 32 @16=show_cpuinfo_cur_freq
cpuinfo_max_freq 32 @16=show_cpuinfo_max_freq
cpuinfo_min_freq 32 @16=show_cpuinfo_min_freq
cpuinfo_proc_ops 96 @8=cpuinfo_open @24=seq_read_iter
cpuinfo_transition_latency 32 @16=show_cpuinfo_transition_latency
cpus_attach 8 cpuset_attach_task+0:2/7 cgroup_migrate_execute+0:12/13 cpuset_write_resmask+4:23/29
cpus_booted_once_mask 64 notify_cpu_starting+0:3/4 its_cpu_memreserve_lpi+0:4/13
cpuset_attach_nodemask_to 8 cpuset_attach_task+0:3/7 cpuset_fork+0:3/7 cpuset_attach+0:8/12
cpuset_attach_old_cs 8 cpuset_can_attach+0:2/6 cpuset_attach+0:2/12
cpuset_attach_wq 24 cpuset_cancel_fork+0:2/3 cpuset_cancel_attach+0:4/5 cpuset_fork+0:6/7
cpuset_being_rebound 8 current_cpuset_is_being_rebound+0:0/1 cpuset_update_tasks_nodemask+0:1/7 update_prstate+0:8/9
cpuset_cgrp_subsys 256 @0=cpuset_css_alloc @8=cpuset_css_online
cpuset_migrate_mm_wq 8 cpuset_post_attach+0:0/1 cpuset_write_resmask+0:4/29
cpuset_mutex 32 cpuset_can_fork+0:1/2 cpuset_css_killed+0:1/2 cpuset_unlock+0:1/2
crash_kexec_post_notifiers 1 kexec_should_crash+0:0/2 panic+0:2/20
crash_notes 8 crash_notes_show+0:1/3 crash_save_cpu+0:2/6 crash_prepare_elf64_headers+0:3/9
crashk_low_res 64 crash_get_memory_size+0:4/7 crash_shrink_memory+0:2/10 crash_is_nosave+0:2/10
crashk_res 64 kimage_alloc_control_pages+0:1/3 sanity_check_segment_list+0:1/3 crash_get_memory_size+0:1/7
crb_acpi_driver 344 @176=crb_acpi_add @184=crb_acpi_remove
crb_acpi_start_guid 16 crb_cancel+0:0/2 crb_send+0:2/5 tpm_read_log_acpi+0:8/12
crc32c_csum_stub 8 skb_crc32c_csum_help+0:0/1
crc64_rocksoft_mutex 32 crc64_rocksoft_rehash+0:1/5
crc64_rocksoft_nb 24 @0=crc64_rocksoft_notify
crc_t10dif_mutex 32 crc_t10dif_rehash+0:1/5
crc_t10dif_nb 24 @0=crc_t10dif_notify
cred_jar 8 cred_alloc_blank+0:0/2 prepare_creds+0:0/2 prepare_kernel_cred+0:0/2
crng_init 4 random_read_iter+0:0/1 rng_is_initialized+0:0/1 __arm64_sys_getrandom+0:0/1
crng_init_wait 24 random_poll+0:1/3 wait_for_random_bytes+0:2/3
crt 4 thermal_nocrt+0:1/2 acpi_thermal_add+0:16/55
crypto_acomp_type 64 @8=crypto_acomp_extsize @16=crypto_acomp_init_tfm
crypto_aead_type 64 @16=crypto_aead_init_tfm @24=crypto_aead_show
crypto_ahash_type 64 @8=crypto_ahash_extsize @16=crypto_ahash_init_tfm
crypto_akcipher_type 64 @16=crypto_akcipher_init_tfm @24=crypto_akcipher_show
crypto_cbc_tmpl 168 @32=crypto_cbc_create
crypto_ctr_tmpls 336 @32=crypto_ctr_create @200=crypto_rfc3686_create
crypto_ecb_tmpl 168 @32=crypto_ecb_create
crypto_ffdhe_templates 840 @32=dh_ffdhe2048_create @200=dh_ffdhe3072_create
crypto_kpp_type 64 @16=crypto_kpp_init_tfm @24=crypto_kpp_show
crypto_lskcipher_type 64 @16=crypto_lskcipher_init_tfm @24=crypto_lskcipher_show
crypto_rng_type 64 @16=crypto_rng_init_tfm @24=crypto_rng_show
crypto_scomp_type 64 @16=crypto_scomp_init_tfm @24=crypto_scomp_show
crypto_shash_type 64 @16=crypto_shash_init_tfm @24=crypto_shash_show
crypto_sig_type 64 @16=crypto_sig_init_tfm @24=crypto_sig_show
crypto_skcipher_type 64 @8=crypto_skcipher_extsize @16=crypto_skcipher_init_tfm
crypto_sysctl_table 168 @80=proc_dostring @24=proc_dointvec
cryptomgr_notifier 24 @0=cryptomgr_notify
csd_lock_suppress_rcu_stall 1 rcu_sched_clock_irq+0:12/69 rcu_exp_wait_wake+0:9/72
css_serial_nr_next 8 init_and_link_css+0:1/5 cgroup_mkdir+0:10/21
css_set_count 4 cgroup_setup_root+0:2/16 find_css_set+0:13/18
css_set_lock 4 free_cgroup_ns+0:0/1 put_css_set+0:1/2 cgroup_migrate_finish+0:1/2
ctl_forward_entry 56 devinet_init_net+0:3/16 @24=devinet_sysctl_forward
ctor_attr 32 @16=ctor_show
ctrl_ops 96 @0=ttyport_write_buf @8=ttyport_write_flush
ctx_default_rq_list_seq_ops 32 @0=ctx_default_rq_list_start @8=ctx_default_rq_list_stop
ctx_poll_rq_list_seq_ops 32 @0=ctx_poll_rq_list_start @8=ctx_poll_rq_list_stop
ctx_read_rq_list_seq_ops 32 @0=ctx_read_rq_list_start @8=ctx_read_rq_list_stop
cube_factor 8 cubictcp_cong_avoid+0:5/7
cube_rtt_scale 4 cubictcp_cong_avoid+0:2/7
cubictcp 192 @0=cubictcp_recalc_ssthresh @8=cubictcp_cong_avoid
cur_default 4 reset_terminal+0:1/2 do_con_write+0:28/43
cur_rng_set_by_user 4 rng_selected_show+0:0/2 hwrng_unregister+0:2/3 enable_best_rng+0:3/4
curr_clocksource 8 clocksource_unbind+0:1/3 current_clocksource_show+0:3/4 __clocksource_select+0:2/11
current_parent_fops 264 @104=current_parent_open @120=single_release
current_quality 2 rng_quality_store+0:3/5 hwrng_fillfn+0:4/7 set_current_rng+0:2/9
current_rng 8 drop_current_rng+0:0/3 rng_quality_show+0:0/3 hwrng_unregister+0:1/3
cxl_bus_type 168 @40=cxl_bus_match @48=cxl_bus_uevent
cxl_bus_wq 8 cxl_bus_drain+0:0/1 schedule_cxl_memdev_detach+0:0/1 flush_store+0:1/2
cxl_cdat_attribute_group 40 @16=cxl_port_bin_attr_is_visible
cxl_cper_work_lock 4 cxl_cper_register_work+0:1/6 cxl_cper_unregister_work+0:1/7 cxl_cper_post_event+0:1/14
cxl_dax_region_type 56 @32=cxl_dax_region_release
cxl_debugfs 8 cxl_debugfs_create_dir+0:0/1 cxl_core_exit+0:4/5
cxl_decoder_endpoint_type 56 @32=cxl_endpoint_decoder_release
cxl_decoder_root_attribute_group 40 @8=cxl_root_decoder_visible
cxl_decoder_root_type 56 @32=cxl_root_decoder_release
cxl_decoder_switch_type 56 @32=cxl_switch_decoder_release
cxl_dpa_rwsem 40 cxl_dpa_release+0:0/1 cxl_dpa_size+0:0/1 dpa_resource_show+0:0/2
cxl_mbox_cmd_rctable 496 cxl_internal_send_cmd+0:0/3 cxl_mem_get_records_log+0:1/10 cxl_send_cmd+0:5/15
cxl_mem_commands 600 cxl_query_cmd+0:0/5 cxl_mem_get_records_log+0:2/10 cxl_enumerate_cmds+0:3/11
cxl_mem_major 4 cxl_memdev_exit+0:0/1 cxl_root_decoder_alloc+0:3/7 devm_cxl_add_memdev+0:3/13
cxl_memdev_attribute_group 40 @8=cxl_memdev_visible
cxl_memdev_fops 264 @80=cxl_memdev_ioctl @104=cxl_memdev_open
cxl_memdev_fw_ops 40 @0=cxl_fw_prepare @8=cxl_fw_write
cxl_memdev_ida 16 cxl_memdev_release+0:1/2 devm_cxl_add_memdev+0:2/13
cxl_memdev_pmem_attribute_group 40 @8=cxl_pmem_visible
cxl_memdev_ram_attribute_group 40 @8=cxl_ram_visible
cxl_memdev_rwsem 40 cxl_memdev_unregister+0:1/2 clear_exclusive_cxl_commands+0:1/2 set_exclusive_cxl_commands+0:1/2
cxl_memdev_security_attribute_group 40 @8=cxl_memdev_security_visible
cxl_memdev_type 56 @24=cxl_memdev_devnode @32=cxl_memdev_release
cxl_nvdimm_bridge_ida 16 cxl_nvdimm_bridge_release+0:0/1 devm_cxl_add_nvdimm_bridge+0:1/7
cxl_nvdimm_bridge_type 56 @32=cxl_nvdimm_bridge_release
cxl_nvdimm_type 56 @32=cxl_nvdimm_release
cxl_pmem_region_type 56 @32=cxl_pmem_region_release
cxl_pmu_type 56 @32=cxl_pmu_release
cxl_port_driver 176 @8=cxl_port_probe
cxl_port_ida 16 cxl_port_release+0:1/3 devm_cxl_add_port+0:2/40
cxl_port_type 56 @32=cxl_port_release
cxl_raw_allow_all 1 cxl_mailbox_init+0:0/2 cxl_memdev_state_create+0:0/3 cxl_poison_state_init+0:2/4
cxl_region_access0_coordinate_group 40 @8=cxl_region_access0_coordinate_visible
cxl_region_access1_coordinate_group 40 @8=cxl_region_access1_coordinate_visible
cxl_region_driver 176 @8=cxl_region_probe
cxl_region_group 40 @8=cxl_region_visible
cxl_region_rwsem 40 match_cxlrd_hb+0:0/1 target8_show+0:0/1 unregister_region+0:0/1
cxl_region_target_group 40 @8=cxl_region_target_visible
cxl_region_type 56 @32=cxl_region_release
cxl_root_buses 16 unregister_pci_bus+0:0/1 cxl_port_to_pci_bus+0:1/2 devm_cxl_register_pci_bus+0:1/4
cycles_at_suspend 8 dummy_clock_read+0:1/2 timekeeping_suspend+0:17/25
dac_mmap_min_addr 8 mmap_min_addr_handler+0:0/2 cap_mmap_addr+0:0/6
damon_lock 32 damon_is_registered_ops+0:0/2 damon_nr_running_ctxs+0:0/2 damon_register_ops+0:0/3
damon_mkold_ops 88 @24=damon_mkold_pmd_entry @48=damon_mkold_hugetlb_entry
damon_ops_lock 32 damon_is_registered_ops+0:1/2 damon_register_ops+0:1/3 damon_select_ops+0:1/3
damon_region_cache 8 damon_split_region_at+0:0/1 damon_destroy_region+0:0/1 damon_destroy_ctx+0:0/1
damon_sysfs_access_pattern_ktype 48 @0=damon_sysfs_access_pattern_release
damon_sysfs_attrs_ktype 48 @0=damon_sysfs_attrs_release
damon_sysfs_context_avail_operations_attr 32 @16=avail_operations_show
damon_sysfs_context_ktype 48 @0=damon_sysfs_context_release
damon_sysfs_context_operations_attr 32 @16=operations_show @24=operations_store
damon_sysfs_contexts_ktype 48 @0=damon_sysfs_contexts_release
damon_sysfs_contexts_nr_attr 32 @16=nr_contexts_show @24=nr_contexts_store
damon_sysfs_intervals_aggr_us_attr 32 @16=aggr_us_show @24=aggr_us_store
damon_sysfs_intervals_ktype 48 @0=damon_sysfs_intervals_release
damon_sysfs_intervals_sample_us_attr 32 @16=sample_us_show @24=sample_us_store
damon_sysfs_intervals_update_us_attr 32 @16=update_us_show @24=update_us_store
damon_sysfs_kdamond_ktype 48 @0=damon_sysfs_kdamond_release
damon_sysfs_kdamond_pid_attr 32 @16=pid_show
damon_sysfs_kdamonds_ktype 48 @0=damon_sysfs_kdamonds_release
damon_sysfs_kdamonds_nr_attr 32 @16=nr_kdamonds_show @24=nr_kdamonds_store
damon_sysfs_lock 32 memcg_path_store+0:0/1 pid_show+0:0/2 memcg_path_show+0:0/3
damon_sysfs_quotas_effective_bytes_attr 32 @16=effective_bytes_show
damon_sysfs_quotas_ktype 48 @0=damon_sysfs_quotas_release
damon_sysfs_quotas_ms_attr 32 @16=ms_show @24=ms_store
damon_sysfs_quotas_reset_interval_ms_attr 32 @16=reset_interval_ms_show @24=reset_interval_ms_store
damon_sysfs_quotas_sz_attr 32 @16=bytes_show @24=bytes_store
damon_sysfs_region_end_attr 32 @24=end_store
damon_sysfs_region_ktype 48 @0=damon_sysfs_region_release
damon_sysfs_region_start_attr 32 @24=start_store
damon_sysfs_regions_ktype 48 @0=damon_sysfs_regions_release
damon_sysfs_regions_nr_attr 32 @16=nr_regions_show @24=nr_regions_store
damon_sysfs_scheme_action_attr 32 @16=action_show @24=action_store
damon_sysfs_scheme_apply_interval_us_attr 32 @16=apply_interval_us_show @24=apply_interval_us_store
damon_sysfs_scheme_filter_addr_end_attr 32 @16=addr_end_show @24=addr_end_store
damon_sysfs_scheme_filter_addr_start_attr 32 @16=addr_start_show @24=addr_start_store
damon_sysfs_scheme_filter_damon_target_idx_attr 32 @16=damon_target_idx_show @24=damon_target_idx_store
damon_sysfs_scheme_filter_ktype 48 @0=damon_sysfs_scheme_filter_release
damon_sysfs_scheme_filter_matching_attr 32 @16=matching_show @24=matching_store
damon_sysfs_scheme_filter_memcg_path_attr 32 @16=memcg_path_show @24=memcg_path_store
damon_sysfs_scheme_filter_type_attr 32 @24=type_store
damon_sysfs_scheme_filters_ktype 48 @0=damon_sysfs_scheme_filters_release
damon_sysfs_scheme_filters_nr_attr 32 @16=nr_filters_show @24=nr_filters_store
damon_sysfs_scheme_ktype 48 @0=damon_sysfs_scheme_release
damon_sysfs_scheme_region_age_attr 32 @16=age_show
damon_sysfs_scheme_region_ktype 48 @0=damon_sysfs_scheme_region_release
damon_sysfs_scheme_region_nr_accesses_attr 32 @16=nr_accesses_show
damon_sysfs_scheme_regions_ktype 48 @0=damon_sysfs_scheme_regions_release
damon_sysfs_scheme_regions_total_bytes_attr 32 @16=total_bytes_show
damon_sysfs_scheme_target_nid_attr 32 @16=target_nid_show @24=target_nid_store
damon_sysfs_schemes_ktype 48 @0=damon_sysfs_schemes_release
damon_sysfs_schemes_nr_attr 32 @16=nr_schemes_show @24=nr_schemes_store
damon_sysfs_schemes_region_idx 4 damon_sysfs_schemes_update_regions_stop+0:1/2 damon_sysfs_before_damos_apply+0:3/7
damon_sysfs_schemes_regions_updating 1 damon_sysfs_before_terminate+0:2/5 damon_sysfs_cmd_request_callback+0:1/9
damon_sysfs_stats_ktype 48 @0=damon_sysfs_stats_release
damon_sysfs_stats_nr_applied_attr 32 @16=nr_applied_show
damon_sysfs_stats_nr_tried_attr 32 @16=nr_tried_show
damon_sysfs_stats_qt_exceeds_attr 32 @16=qt_exceeds_show
damon_sysfs_stats_sz_applied_attr 32 @16=sz_applied_show
damon_sysfs_stats_sz_tried_attr 32 @16=sz_tried_show
damon_sysfs_target_ktype 48 @0=damon_sysfs_target_release
damon_sysfs_target_pid_attr 32 @16=pid_target_show @24=pid_target_store
damon_sysfs_targets_ktype 48 @0=damon_sysfs_targets_release
damon_sysfs_targets_nr_attr 32 @16=nr_targets_show @24=nr_targets_store
damon_sysfs_ui_dir_ktype 48 @0=damon_sysfs_ui_dir_release
damon_sysfs_ul_range_ktype 48 @0=damon_sysfs_ul_range_release
damon_sysfs_ul_range_max_attr 32 @16=max_show @24=max_store
damon_sysfs_ul_range_min_attr 32 @16=min_show @24=min_store
damon_sysfs_watermarks_high_attr 32 @16=high_show @24=high_store
damon_sysfs_watermarks_interval_us_attr 32 @16=interval_us_show @24=interval_us_store
damon_sysfs_watermarks_ktype 48 @0=damon_sysfs_watermarks_release
damon_sysfs_watermarks_low_attr 32 @16=low_show @24=low_store
damon_sysfs_watermarks_metric_attr 32 @16=metric_show @24=metric_store
damon_sysfs_watermarks_mid_attr 32 @16=mid_show @24=mid_store
damon_sysfs_weights_age_attr 32 @16=age_permil_show @24=age_permil_store
damon_sysfs_weights_ktype 48 @0=damon_sysfs_weights_release
damon_sysfs_weights_nr_accesses_attr 32 @16=nr_accesses_permil_show @24=nr_accesses_permil_store
damon_sysfs_weights_sz_attr 32 @16=sz_permil_show @24=sz_permil_store
damon_young_ops 88 @24=damon_young_pmd_entry @48=damon_young_hugetlb_entry
damos_regions_upd_total_bytes_only 1 damon_sysfs_schemes_update_regions_start+0:2/4 damon_sysfs_before_damos_apply+0:1/7 collapse_huge_page+0:30/42
damos_sysfs_quota_goal_current_value_attr 32 @16=current_value_show @24=current_value_store
damos_sysfs_quota_goal_ktype 48 @0=damos_sysfs_quota_goal_release
damos_sysfs_quota_goal_target_metric_attr 32 @16=target_metric_show @24=target_metric_store
damos_sysfs_quota_goal_target_value_attr 32 @16=target_value_show @24=target_value_store
damos_sysfs_quota_goals_ktype 48 @0=damos_sysfs_quota_goals_release
damos_sysfs_quota_goals_nr_attr 32 @16=nr_goals_show @24=nr_goals_store
data_avail 4 hwrng_register+0:4/9 rng_dev_read+0:3/10
data_node_path 32 @16=data_node_show_path
datasec_ops 48 @0=btf_datasec_check_meta @8=btf_datasec_resolve
dattr_cur 8 partition_sched_domains_locked+0:7/46
dax_bus_type 168 @40=dax_bus_match @48=dax_bus_uevent
dax_fs_type 72 @16=dax_init_fs_context @40=kill_anon_super
dax_mapping_type 56 @32=dax_mapping_release
dax_region_attribute_group 40 @8=dax_region_visible
dax_sops 208 @0=dax_alloc_inode @8=dax_destroy_inode
dcb_app_list 16 dcb_app_lookup+0:0/1 dcb_ieee_getapp_prio_dscp_mask_map+0:1/2 dcb_getrewr_prio_pcp_mask_map+0:1/2
dcb_lock 4 dcb_ieee_delapp+0:0/1 dcb_ieee_getapp_prio_dscp_mask_map+0:0/2 dcb_getrewr_prio_pcp_mask_map+0:0/2
dcb_rewr_list 16 dcb_setrewr+0:2/3
dcbevent_notif_chain 16 call_dcbevent_notifiers+0:0/1 register_dcbevent_notifier+0:0/1 unregister_dcbevent_notifier+0:0/1
dcbnl_nb 24 @0=dcbnl_netdevice_event
ddebug_lock 32 ddebug_proc_stop+0:1/2 ddebug_proc_start+0:1/2 ddebug_proc_next+24:1/4
ddebug_module_nb 24 @0=ddebug_module_notify
ddebug_proc_fops 264 @32=ddebug_proc_write @104=ddebug_proc_open
ddebug_proc_seqops 32 @0=ddebug_proc_start @8=ddebug_proc_stop
ddebug_tables 16 ddebug_proc_stop+0:0/2 ddebug_proc_start+0:0/2 ddebug_proc_next+0:0/4
dead_key_next 1 fn_compose+0:0/1 k_dead2+0:0/2 vt_set_led_state+0:0/2
deadline_attrs 256 @16=deadline_read_expire_show @24=deadline_read_expire_store
deadline_dispatch_seq_ops 32 @0=deadline_dispatch_start @8=deadline_dispatch_stop
deadline_queue_debugfs_attrs 760 @256=deadline_read0_next_rq_show @296=deadline_write0_next_rq_show
deadline_read0_fifo_seq_ops 32 @0=deadline_read0_fifo_start @8=deadline_read0_fifo_stop
deadline_read1_fifo_seq_ops 32 @0=deadline_read1_fifo_start @8=deadline_read1_fifo_stop
deadline_read2_fifo_seq_ops 32 @0=deadline_read2_fifo_start @8=deadline_read2_fifo_stop
deadline_write0_fifo_seq_ops 32 @0=deadline_write0_fifo_start @8=deadline_write0_fifo_stop
deadline_write1_fifo_seq_ops 32 @0=deadline_write1_fifo_start @8=deadline_write1_fifo_stop
deadline_write2_fifo_seq_ops 32 @0=deadline_write2_fifo_start @8=deadline_write2_fifo_stop
debug_acpi 1 acpi_get_hp_hw_control_from_firmware+0:7/12
debug_boot_weak_hash 4 default_pointer+0:0/5
debug_fs_type 72 @16=debugfs_init_fs_context @40=kill_litter_super
debug_locks 4 debug_locks_off+0:0/2 add_taint+0:3/6
debug_locks_silent 4 debug_locks_off+0:1/2 memcg_page_state_local+0:2/8
debug_non_panic_cpus 1 _prb_read_valid+0:0/2 vprintk_emit+0:2/17
debugfs_allow 4 debugfs_get_tree+0:0/2 blk_iocost_init+0:5/12 debugfs_create_symlink+0:0/12
debugfs_context_ops 48 @0=debugfs_free_fc @16=debugfs_parse_param
debugfs_devm_entry_ops 264 @104=debugfs_devm_entry_open @120=single_release
debugfs_dir_inode_operations 256 @104=debugfs_setattr @0=simple_lookup
debugfs_dops 128 @48=debugfs_release_dentry @80=debugfs_automount
debugfs_file_inode_operations 256 __debugfs_create_file+0:5/21 debugfs_create_dir+48:17/23 @104=debugfs_setattr
debugfs_full_proxy_file_operations 264 @104=full_proxy_open
debugfs_list 16 dma_buf_export+0:9/11 dma_buf_debug_show+0:20/22
debugfs_list_mutex 32 dma_buf_file_release+0:1/2 dma_buf_export+0:7/11 dma_buf_debug_show+0:0/22
debugfs_mount 8 debugfs_lookup+0:1/2 debugfs_remove+0:2/5 debugfs_lookup_and_remove+0:2/5
debugfs_mount_count 4 debugfs_remove+0:1/5 debugfs_lookup_and_remove+0:1/5 debugfs_create_symlink+0:10/12
debugfs_noop_file_operations 264 debugfs_create_file+0:0/2 debugfs_create_file_size+0:0/2 debugfs_create_file_unsafe+0:0/2 @104=simple_open @16=noop_llseek
debugfs_open_proxy_file_operations 264 @104=open_proxy_open
debugfs_param_specs 160 debugfs_parse_param+0:0/3 debugfs_init_fs_context+0:1/4 debugfs_fill_super+0:0/6 @8=fs_param_is_gid @72=fs_param_is_uid @40=fs_param_is_u32
debugfs_registered 1 debugfs_initialized+0:0/1 debugfs_lookup+0:0/2 debugfs_remove+0:0/5
debugfs_regset32_fops 264 @104=debugfs_regset32_open @120=single_release
debugfs_sched 8 update_sched_domain_debugfs+0:1/42
debugfs_super_operations 208 @16=debugfs_free_inode @128=debugfs_show_options
debugfs_symlink_inode_operations 256 @8=simple_get_link @104=debugfs_setattr
decl_tag_ops 48 @0=btf_decl_tag_check_meta @8=btf_decl_tag_resolve
def_blk_aops 160 @8=blkdev_read_folio @16=blkdev_writepages
def_blk_fops 264 @16=blkdev_llseek @40=blkdev_read_iter
def_chr_fops 264 @104=chrdev_open @16=noop_llseek
def_root_domain 1816 sysctl_schedstats+736:2/3 attach_entity_cfs_rq+1608:2/3 task_change_group_fair+1608:2/3
default_affinity_proc_ops 96 @8=default_affinity_open @32=default_affinity_write
default_appraise_rules 4320 @4120=vfsuid_eq_kuid
default_blu 16 con_get_cmap+0:3/4 reset_palette+0:3/4 vc_init+0:3/8
default_bootup_tracer 8 allocate_trace_buffer+0:0/2 trace_iter_expand_format+0:0/2 trace_find_next_entry+0:0/2
default_cipher_testvec_configs 3240 ecdsa_verify+1200:1/2 test_aead+0:1/4 test_skcipher+0:2/5
default_crc32c_ops 16 @0=warn_crc32c_csum_update @8=warn_crc32c_csum_combine
default_dec02_spec 8 date_str+0:2/3
default_dec04_spec 8 date_str+0:1/3
default_dec_spec 8 device_node_string+0:9/10
default_device_ops 80 @40=default_device_exit_batch
default_dram_perf_error 1 demotion_enabled_store+0:0/2 clear_node_memory_type+0:2/5 init_node_memory_type+0:2/5
default_dram_perf_lock 32 register_mt_adistance_algorithm+0:0/2 mt_calc_adistance+0:0/2 unregister_mt_adistance_algorithm+0:0/2
default_dram_perf_ref_nid 4 mt_perf_to_adistance+0:2/5 mt_set_default_dram_perf+0:2/14
default_dram_type 8 set_node_memory_tier+0:2/24
default_flag_spec 8 format_flags+0:1/3 flags_string+0:4/14
default_grn 16 con_get_cmap+0:2/4 reset_palette+0:2/4 vc_init+0:2/8
default_hash_testvec_configs 3240 test_aead+0:2/4 test_skcipher+0:3/5 alg_test+0:30/36
default_hstate_idx 4 hugetlb_overcommit_handler+0:2/4 hugetlb_report_node_meminfo+0:2/4 hugetlb_mempolicy_sysctl_handler+0:2/5
default_italic_color 4 vc_init+0:4/8
default_memory_types 16 set_node_memory_tier+0:19/24
default_nareas 8 round_up_default_nslabs+0:0/2 swiotlb_dev_init+0:0/2 swiotlb_adjust_nareas+0:1/4
default_noexec 4 selinux_file_mprotect+0:1/2 __file_map_prot_check+0:1/8
default_nslabs 8 swiotlb_size_or_default+0:0/1 round_up_default_nslabs+0:1/2 swiotlb_adjust_nareas+0:3/4
default_pipe_buf_ops 32 @16=generic_pipe_buf_try_steal @8=generic_pipe_buf_release
default_quality 2 hwrng_register+0:7/9
default_red 16 con_get_cmap+0:1/4 reset_palette+0:1/4 vc_init+0:1/8
default_str_spec 8 fwnode_full_name_string+0:1/2 format_flags+0:2/3 flags_string+0:8/14
default_table 64 @16=uni2char @24=char2uni
default_topology 256 @0=cpu_smt_mask @8=cpu_smt_flags
default_utf8 4 vt_reset_unicode+0:3/5
defer_all_probes 1 device_block_probing+0:0/1 device_unblock_probing+0:2/3 driver_probe_device+0:2/6
defer_free_list 8 net_drop_ns+0:1/2 net_passive_dec+0:1/2 cleanup_net+0:10/15
defer_kfree_skb_list 8 rtnl_kfree_skbs+0:0/1 rtnl_dump_all+0:0/2 rtnl_unregister+0:1/3
defer_sync_state_count 4 device_links_supplier_sync_state_pause+0:2/3 device_links_supplier_sync_state_resume+0:2/6 device_links_driver_bound+0:3/10
deferred 16 switchdev_deferred_enqueue+0:2/6 switchdev_deferred_process+0:1/8 switchdev_port_obj_act_is_deferred+0:2/13
deferred_count 8 gnttab_handle_deferred+0:7/19 gnttab_end_foreign_access+0:12/27
deferred_devs_fops 264 @104=deferred_devs_open @120=single_release
deferred_list 16 gnttab_handle_deferred+0:5/19 gnttab_end_foreign_access+0:8/27
deferred_lock 4 switchdev_deferred_enqueue+0:1/6 switchdev_deferred_process+0:2/8 switchdev_port_obj_act_is_deferred+0:1/13
deferred_probe_active_list 16 deferred_probe_work_func+0:4/6
deferred_probe_mutex 32 deferred_devs_show+0:1/4 device_set_deferred_probe_reason+0:1/4 deferred_probe_timeout_work_func+0:3/6
deferred_probe_timeout_work 88 @24=deferred_probe_timeout_work_func @56=delayed_work_timer_fn
deferred_probe_work 32 @24=deferred_probe_work_func
deferred_process_work 32 @24=switchdev_deferred_process_work
deferred_split_shrinker 8 deferred_split_folio+0:5/7
deferred_struct_pages 1 memmap_init_range+0:10/18
deferred_sync 16 device_links_supplier_sync_state_resume+0:3/6 device_links_driver_bound+0:6/10 device_del+0:3/17
deferred_timer 40 @24=gnttab_handle_deferred
deferred_trigger_count 4 driver_probe_device+0:1/6
defined_templates 16 ima_init_template_list+0:1/2 lookup_template_desc+0:1/2 ima_template_desc_buf+0:3/5
delayacct_cache 8 __delayacct_tsk_init+0:0/1 __put_task_struct+0:0/3 delayacct_init+0:4/7
delayacct_on 4 sysctl_delayacct+0:0/3 delayacct_init+0:3/7 process_srcu+0:28/37
delayed_fput_list 8 delayed_fput+0:0/1 init_file+0:0/2 alloc_empty_file+0:6/9
delayed_fput_work 88 @24=delayed_fput @56=delayed_work_timer_fn
delayed_mntput_list 8 delayed_mntput+0:1/2 alloc_mnt_ns+0:3/9 mntput_no_expire+0:5/11
delayed_mntput_work 88 @24=delayed_mntput @56=delayed_work_timer_fn
delayed_uprobe_list 16 update_ref_ctr+0:5/6
delayed_uprobe_lock 32 uprobe_clear_state+0:0/1 arch_uprobe_trampoline+0:0/2 uprobe_start_dup_mmap+0:0/3
delete_fops 264 @32=delete_policy
deleted_ws 192 wakeup_sources_stats_seq_next+0:1/2 dev_pm_qos_hide_latency_limit+24:2/3 dev_pm_qos_hide_flags+40:2/3
demote_attr 32 @24=demote_store
demote_size_attr 32 @16=demote_size_show @24=demote_size_store
dentry_cache 8 __d_free_external+0:0/1 __d_free+0:0/1 dentry_free+0:1/4
dentry_stat 48 proc_nr_dentry+0:6/10
dest_master 8 ioctx_alloc+1:51/63
destopt_protocol 24 @0=ipv6_destopt_rcv
destroy_by_rcu_attr 32 @16=destroy_by_rcu_show
destroy_f 64 @0=common_destroy @8=cls_destroy
destroy_list 16 fsnotify_mark_destroy_workfn+0:2/8 fsnotify_put_mark+0:2/11
destroy_lock 4 fsnotify_grab_connector+0:0/2 fsnotify_finish_user_wait+0:0/2 fsnotify_connector_destroy_workfn+0:0/4
dev_addr_sem 40 address_show+0:0/1 dev_set_mac_address_user+0:1/2 dev_get_mac_address+0:1/4
dev_attr_abs 32 @16=input_dev_show_cap_abs
dev_attr_access0_read_bandwidth 32 @16=read_bandwidth_access0_show
dev_attr_access0_read_latency 32 @16=read_latency_access0_show
dev_attr_access0_write_bandwidth 32 @16=write_bandwidth_access0_show
dev_attr_access0_write_latency 32 @16=write_latency_access0_show
dev_attr_access1_read_bandwidth 32 @16=read_bandwidth_access1_show
dev_attr_access1_read_latency 32 @16=read_latency_access1_show
dev_attr_access1_write_bandwidth 32 @16=write_bandwidth_access1_show
dev_attr_access1_write_latency 32 @16=write_latency_access1_show
dev_attr_acpi_index 32 @16=acpi_index_show
dev_attr_act_mask 32 sysfs_blk_trace_attr_store+0:1/16 sysfs_blk_trace_attr_show+0:2/20 @16=sysfs_blk_trace_attr_show @24=sysfs_blk_trace_attr_store
dev_attr_active_count 32 @16=active_count_show
dev_attr_active_low 32 @16=active_low_show @24=active_low_store
dev_attr_active_time_ms 32 @16=active_time_ms_show
dev_attr_actual_brightness 32 @16=actual_brightness_show
dev_attr_addr_assign_type 32 @16=addr_assign_type_show
dev_attr_addr_len 32 @16=addr_len_show
dev_attr_address 32 @16=address_show
dev_attr_adr 32 @16=adr_show
dev_attr_aer_dev_correctable 32 @16=aer_dev_correctable_show
dev_attr_aer_dev_fatal 32 @16=aer_dev_fatal_show
dev_attr_aer_dev_nonfatal 32 @16=aer_dev_nonfatal_show
dev_attr_aer_rootport_total_err_cor 32 @16=aer_rootport_total_err_cor_show
dev_attr_aer_rootport_total_err_fatal 32 @16=aer_rootport_total_err_fatal_show
dev_attr_aer_rootport_total_err_nonfatal 32 @16=aer_rootport_total_err_nonfatal_show
dev_attr_align 32 @24=align_store
dev_attr_allocation_policy 32 @16=allocation_policy_show
dev_attr_ari_enabled 32 @16=ari_enabled_show
dev_attr_assert 32 @16=assert_show
dev_attr_async 32 @16=async_show @24=async_store
dev_attr_auto_online_blocks 32 @16=auto_online_blocks_show @24=auto_online_blocks_store
dev_attr_auto_remove_on 32 @16=auto_remove_on_show
dev_attr_autosuspend_delay_ms 32 @16=autosuspend_delay_ms_show @24=autosuspend_delay_ms_store
dev_attr_available_clocksource 32 @16=available_clocksource_show
dev_attr_available_frequencies 32 @16=available_frequencies_show
dev_attr_available_policies 32 @16=available_policies_show
dev_attr_available_size 32 @16=available_size_show
dev_attr_badblocks 32 @16=disk_badblocks_show @24=disk_badblocks_store
dev_attr_bind 32 @16=show_bind @24=store_bind
dev_attr_bind_mode 32 @16=serio_show_bind_mode @24=serio_set_bind_mode
dev_attr_bl_power 32 @16=bl_power_show @24=bl_power_store
dev_attr_block_size_bytes 32 @16=block_size_bytes_show
dev_attr_boot_vga 32 @16=boot_vga_show
dev_attr_brightness_hw_changed 32 @16=brightness_hw_changed_show
dev_attr_broadcast 32 @16=broadcast_show
dev_attr_broken_parity_status 32 @16=broken_parity_status_show @24=broken_parity_status_store
dev_attr_bus_rescan 32 @24=bus_rescan_store
dev_attr_bustype 32 @16=input_dev_show_id_bustype
dev_attr_bypass 32 @16=bypass_show
dev_attr_bytes_transferred 32 @16=bytes_transferred_show
dev_attr_cap_pmem 32 @16=cap_pmem_show
dev_attr_cap_ram 32 @16=cap_ram_show
dev_attr_cap_type2 32 @16=cap_type2_show
dev_attr_cap_type3 32 @16=cap_type3_show
dev_attr_capability 32 @16=disk_capability_show
dev_attr_caps 32 @16=caps_show
dev_attr_capture 32 @16=capture_show
dev_attr_card_id 32 @16=card_id_show
dev_attr_carrier 32 @16=carrier_show @24=carrier_store
dev_attr_carrier_changes 32 @16=carrier_changes_show
dev_attr_carrier_down_count 32 @16=carrier_down_count_show
dev_attr_carrier_up_count 32 @16=carrier_up_count_show
dev_attr_cdev_type 32 @16=cdev_type_show
dev_attr_ce_count 32 @16=mci_ce_count_show
dev_attr_ce_noinfo_count 32 @16=mci_ce_noinfo_show
dev_attr_clear 32 @16=clear_show
dev_attr_clkpm 32 @16=clkpm_show @24=clkpm_store
dev_attr_clock_name 32 @16=clock_name_show
dev_attr_close_delay 32 @16=close_delay_show
dev_attr_closing_wait 32 @16=closing_wait_show
dev_attr_cluster_id 32 @16=cluster_id_show
dev_attr_coherency_line_size 32 @16=coherency_line_size_show
dev_attr_collisions 32 @16=collisions_show
dev_attr_commit 32 @16=commit_show @24=commit_store
dev_attr_compact 32 @24=compact_store
dev_attr_consistent_dma_mask_bits 32 @16=consistent_dma_mask_bits_show
dev_attr_console 32 @16=console_show @24=console_store
dev_attr_core_id 32 @16=core_id_show
dev_attr_cpuaffinity 32 @16=cpuaffinity_show
dev_attr_cpulistaffinity 32 @16=cpulistaffinity_show
dev_attr_cpumask_isolated 32 @16=cpumask_isolated_show
dev_attr_cpumask_requested 32 @16=cpumask_requested_show
dev_attr_cpus 32 @16=cpus_show
dev_attr_crash_notes 32 @16=crash_notes_show
dev_attr_crash_notes_size 32 @16=crash_notes_size_show
dev_attr_create 32 @16=create_show @24=create_store
dev_attr_create_pmem_region 32 @16=create_pmem_region_show @24=create_pmem_region_store
dev_attr_create_ram_region 32 @16=create_ram_region_show @24=create_ram_region_store
dev_attr_ctrl 32 @16=show_ctrl
dev_attr_cur_freq 32 @16=cur_freq_show
dev_attr_cur_state 32 @16=cur_state_show @24=cur_state_store
dev_attr_current_clocksource 32 @16=current_clocksource_show @24=current_clocksource_store
dev_attr_current_device 32 @16=current_device_show
dev_attr_current_driver 32 @16=show_current_driver
dev_attr_current_governor 32 @24=store_current_governor @16=show_current_governor
dev_attr_current_kb 32 @16=current_kb_show
dev_attr_current_link_speed 32 @16=current_link_speed_show
dev_attr_current_link_width 32 @16=current_link_width_show
dev_attr_custom_divisor 32 @16=custom_divisor_show
dev_attr_d3cold_allowed 32 @16=d3cold_allowed_show @24=d3cold_allowed_store
dev_attr_decoders_committed 32 @16=decoders_committed_show
dev_attr_delayed 32 @16=delayed_show
dev_attr_delete 32 @24=delete_store
dev_attr_delete_device 32 @24=delete_device_store
dev_attr_delete_region 32 @24=delete_region_store
dev_attr_dev 32 @16=dev_show
dev_attr_dev_id 32 @16=dev_id_show
dev_attr_dev_port 32 @16=dev_port_show
dev_attr_dev_rescan 32 @24=dev_rescan_store
dev_attr_device_is_integrity_capable 32 @16=device_is_integrity_capable_show
dev_attr_dimm_ce_count 32 @16=dimmdev_ce_count_show
dev_attr_dimm_dev_type 32 @16=dimmdev_dev_type_show
dev_attr_dimm_edac_mode 32 @16=dimmdev_edac_mode_show
dev_attr_dimm_label 32 @16=dimmdev_label_show @24=dimmdev_label_store
dev_attr_dimm_location 32 @16=dimmdev_location_show
dev_attr_dimm_mem_type 32 @16=dimmdev_mem_type_show
dev_attr_dimm_ue_count 32 @16=dimmdev_ue_count_show
dev_attr_direction 32 @16=direction_show @24=direction_store
dev_attr_diskseq 32 @16=diskseq_show
dev_attr_distance 32 @16=node_read_distance
dev_attr_dma_mask_bits 32 @16=dma_mask_bits_show
dev_attr_dock 32 @16=dock_show
dev_attr_dormant 32 @16=dormant_show
dev_attr_dpa_resource 32 @16=dpa_resource_show
dev_attr_dpa_size 32 @16=dpa_size_show @24=dpa_size_store
dev_attr_drvctl 32 @24=drvctl_store
dev_attr_duplex 32 @16=duplex_show
dev_attr_durations 32 @16=durations_show
dev_attr_duty_cycle 32 @16=duty_cycle_show @24=duty_cycle_store
dev_attr_echo 32 @16=echo_show
dev_attr_edge 32 @16=edge_show @24=edge_store
dev_attr_eject 32 @24=eject_store
dev_attr_end_lba 32 sysfs_blk_trace_attr_store+0:5/16 sysfs_blk_trace_attr_show+0:5/20 @16=sysfs_blk_trace_attr_show @24=sysfs_blk_trace_attr_store
dev_attr_error 32 @16=error_show
dev_attr_ev 32 @16=input_dev_show_cap_ev
dev_attr_event_channels 32 @16=event_channels_show
dev_attr_event_count 32 @16=event_count_show
dev_attr_events_async 32 @16=disk_events_async_show
dev_attr_events_poll_msecs 32 @16=disk_events_poll_msecs_show @24=disk_events_poll_msecs_store
dev_attr_expire_count 32 @16=expire_count_show
dev_attr_ext_range 32 @16=disk_ext_range_show
dev_attr_extts_enable 32 @24=extts_enable_store
dev_attr_failed 32 @16=failed_show
dev_attr_ff 32 @16=input_dev_show_cap_ff
dev_attr_fifo 32 @16=extts_fifo_show
dev_attr_firmware_id 32 @16=firmware_id_show
dev_attr_format 32 @16=format_show
dev_attr_gro_flush_timeout 32 @16=gro_flush_timeout_show @24=gro_flush_timeout_store
dev_attr_hard_offline_page 32 @24=hard_offline_page_store
dev_attr_hctosys 32 @16=hctosys_show
dev_attr_height 32 @16=height_show
dev_attr_hid 32 @16=hid_show
dev_attr_hidden 32 @16=disk_hidden_show
dev_attr_high_kb 32 @16=high_kb_show
dev_attr_horizontal_position 32 @16=horizontal_position_show
dev_attr_hrv 32 @16=hrv_show
dev_attr_ifalias 32 @16=ifalias_show @24=ifalias_store
dev_attr_ifindex 32 @16=ifindex_show
dev_attr_iflink 32 @16=iflink_show
dev_attr_ignored 32 @16=ignored_show
dev_attr_in_use 32 @16=in_use_show
dev_attr_index 32 @16=index_show
dev_attr_indexing 32 @16=indexing_show
dev_attr_inhibited 32 @16=inhibited_show @24=inhibited_store
dev_attr_integral_cutoff 32 @16=integral_cutoff_show @24=integral_cutoff_store
dev_attr_io_type 32 @16=io_type_show
dev_attr_iomem_base 32 @16=iomem_base_show
dev_attr_iomem_reg_shift 32 @16=iomem_reg_shift_show
dev_attr_isolated 32 @16=print_cpus_isolated
dev_attr_jiffies_eoi_delayed 32 @16=jiffies_eoi_delayed_show
dev_attr_k_d 32 @16=k_d_show @24=k_d_store
dev_attr_k_i 32 @16=k_i_show @24=k_i_store
dev_attr_k_po 32 @16=k_po_show @24=k_po_store
dev_attr_k_pu 32 @16=k_pu_show @24=k_pu_store
dev_attr_kernel_max 32 @16=print_cpus_kernel_max
dev_attr_key 32 @16=input_dev_show_cap_key
dev_attr_l0s_aspm 32 @16=l0s_aspm_show @24=l0s_aspm_store
dev_attr_l1_1_aspm 32 @16=l1_1_aspm_show @24=l1_1_aspm_store
dev_attr_l1_1_pcipm 32 @16=l1_1_pcipm_show @24=l1_1_pcipm_store
dev_attr_l1_2_aspm 32 @16=l1_2_aspm_show @24=l1_2_aspm_store
dev_attr_l1_2_pcipm 32 @16=l1_2_pcipm_show @24=l1_2_pcipm_store
dev_attr_l1_aspm 32 @16=l1_aspm_show @24=l1_aspm_store
dev_attr_label_storage_size 32 @16=label_storage_size_show
dev_attr_last_change_ms 32 @16=last_change_ms_show
dev_attr_led 32 @16=input_dev_show_cap_led
dev_attr_legacy_ce_count 32 @16=csrow_ce_count_show
dev_attr_legacy_dev_type 32 @16=csrow_dev_type_show
dev_attr_legacy_edac_mode 32 @16=csrow_edac_mode_show
dev_attr_legacy_mem_type 32 @16=csrow_mem_type_show
dev_attr_legacy_size_mb 32 @16=csrow_size_show
dev_attr_legacy_ue_count 32 @16=csrow_ue_count_show
dev_attr_level 32 @16=level_show
dev_attr_lid 32 @16=lid_show
dev_attr_line 32 @16=line_show
dev_attr_line_size 32 @16=line_size_show
dev_attr_linelength 32 @16=linelength_show
dev_attr_link_mode 32 @16=link_mode_show
dev_attr_loading 32 @16=firmware_loading_show @24=firmware_loading_store
dev_attr_local_cpulist 32 @16=local_cpulist_show
dev_attr_local_cpus 32 @16=local_cpus_show
dev_attr_locked 32 @16=locked_show
dev_attr_low_kb 32 @16=low_kb_show
dev_attr_mapping 32 @24=mapping_store
dev_attr_max 32 @16=input_dev_get_poll_max
dev_attr_max_active 32 @16=max_active_show @24=max_active_store
dev_attr_max_adjustment 32 @16=max_adj_show
dev_attr_max_bytes 32 @16=max_bytes_show @24=max_bytes_store
dev_attr_max_freq 32 @16=max_freq_show @24=max_freq_store
dev_attr_max_link_speed 32 @16=max_link_speed_show
dev_attr_max_link_width 32 @16=max_link_width_show
dev_attr_max_location 32 @16=mci_max_location_show
dev_attr_max_microamps 32 @16=max_microamps_show
dev_attr_max_microvolts 32 @16=max_microvolts_show
dev_attr_max_phase_adjustment 32 @16=max_phase_adjustment_show
dev_attr_max_ratio 32 @16=max_ratio_show @24=max_ratio_store
dev_attr_max_ratio_fine 32 @16=max_ratio_fine_show @24=max_ratio_fine_store
dev_attr_max_state 32 @16=max_state_show
dev_attr_max_time_ms 32 @16=max_time_ms_show
dev_attr_max_user_freq 32 @16=max_user_freq_show @24=max_user_freq_store
dev_attr_max_vclocks 32 @16=max_vclocks_show @24=max_vclocks_store
dev_attr_mc_name 32 @16=mci_ctl_name_show
dev_attr_meltdown 32 @16=cpu_show_meltdown
dev_attr_memcpy_count 32 @16=memcpy_count_show
dev_attr_meminfo 32 @16=node_read_meminfo
dev_attr_memmap_on_memory 32 @16=memmap_on_memory_show @24=memmap_on_memory_store
dev_attr_microamps 32 @16=microamps_show
dev_attr_microvolts 32 @16=microvolts_show
dev_attr_min 32 @16=input_dev_get_poll_min
dev_attr_min_bytes 32 @16=min_bytes_show @24=min_bytes_store
dev_attr_min_freq 32 @16=min_freq_show @24=min_freq_store
dev_attr_min_microamps 32 @16=min_microamps_show
dev_attr_min_microvolts 32 @16=min_microvolts_show
dev_attr_min_ratio 32 @16=min_ratio_show @24=min_ratio_store
dev_attr_min_ratio_fine 32 @16=min_ratio_fine_show @24=min_ratio_fine_store
dev_attr_msc 32 @16=input_dev_show_cap_msc
dev_attr_msi_bus 32 @16=msi_bus_show @24=msi_bus_store
dev_attr_mtu 32 @16=mtu_show @24=mtu_store
dev_attr_multicast 32 @16=multicast_show
dev_attr_n_alarms 32 @16=n_alarm_show
dev_attr_n_external_timestamps 32 @16=n_ext_ts_show
dev_attr_n_periodic_outputs 32 @16=n_per_out_show
dev_attr_n_programmable_pins 32 @16=n_pins_show
dev_attr_n_vclocks 32 @16=n_vclocks_show @24=n_vclocks_store
dev_attr_name_assign_type 32 @16=name_assign_type_show
dev_attr_napi_defer_hard_irqs 32 @16=napi_defer_hard_irqs_show @24=napi_defer_hard_irqs_store
dev_attr_netdev_group 32 @16=group_show @24=group_store
dev_attr_new_device 32 @24=new_device_store
dev_attr_ngpio 32 @16=ngpio_show
dev_attr_nodelist 32 @16=nodelist_show
dev_attr_nodename 32 @16=nodename_show
dev_attr_nohz_full 32 @16=print_cpus_nohz_full
dev_attr_npwm 32 @16=npwm_show
dev_attr_nr_addr_filters 32 @16=nr_addr_filters_show
dev_attr_num_users 32 @16=num_users_show
dev_attr_numastat 32 @16=node_read_numastat
dev_attr_number_of_sets 32 @16=number_of_sets_show
dev_attr_offline 32 @16=print_cpus_offline
dev_attr_online 32 @16=online_show @24=online_store
dev_attr_operstate 32 @16=operstate_show
dev_attr_opmode 32 @16=opmode_show
dev_attr_over_current 32 @16=over_current_show
dev_attr_over_current_warn 32 @16=over_current_warn_show
dev_attr_over_temp 32 @16=over_temp_show
dev_attr_over_temp_warn 32 @16=over_temp_warn_show
dev_attr_over_voltage_warn 32 @16=over_voltage_warn_show
dev_attr_owned 32 @16=owned_show
dev_attr_page_offset 32 @16=pgoff_show
dev_attr_panel 32 @16=panel_show
dev_attr_partition 32 @16=part_partition_show
dev_attr_partscan 32 @16=partscan_show
dev_attr_payload_max 32 @16=payload_max_show
dev_attr_pcr_sm3_17 40 rng_dev_read+8:5/10 @24=pcr_value_show
dev_attr_pcrs 32 @16=pcrs_show
dev_attr_pec 32 @16=pec_show @24=pec_store
dev_attr_per_cpu 32 @16=per_cpu_show
dev_attr_perf_event_mux_interval_ms 32 @16=perf_event_mux_interval_ms_show @24=perf_event_mux_interval_ms_store
dev_attr_phys 32 @16=input_dev_show_phys
dev_attr_phys_device 32 @16=phys_device_show
dev_attr_phys_index 32 @16=phys_index_show
dev_attr_phys_port_id 32 @16=phys_port_id_show
dev_attr_phys_port_name 32 @16=phys_port_name_show
dev_attr_phys_switch_id 32 @16=phys_switch_id_show
dev_attr_physical_line_partition 32 @16=physical_line_partition_show
dev_attr_physical_package_id 32 @16=physical_package_id_show
dev_attr_pid 32 sysfs_blk_trace_attr_store+0:3/16 sysfs_blk_trace_attr_show+0:3/20 @16=sysfs_blk_trace_attr_show @24=sysfs_blk_trace_attr_store
dev_attr_pm_qos_latency_tolerance_us 32 @16=pm_qos_latency_tolerance_us_show @24=pm_qos_latency_tolerance_us_store
dev_attr_pm_qos_no_power_off 32 @16=pm_qos_no_power_off_show @24=pm_qos_no_power_off_store
dev_attr_pm_qos_resume_latency_us 32 @16=pm_qos_resume_latency_us_show @24=pm_qos_resume_latency_us_store
dev_attr_pmem_qos_class 32 @16=pmem_qos_class_show
dev_attr_pmem_size 32 @16=pmem_size_show
dev_attr_polarity 32 @16=polarity_show @24=polarity_store
dev_attr_policy 32 @16=policy_show @24=policy_store
dev_attr_poll 32 @16=input_dev_get_poll_interval @24=input_dev_set_poll_interval
dev_attr_polling_interval 32 @16=polling_interval_show @24=polling_interval_store
dev_attr_pools 32 @16=pools_show
dev_attr_port 32 @16=port_show
dev_attr_ppin 32 @16=ppin_show
dev_attr_pps_available 32 @16=pps_show
dev_attr_pps_enable 32 @24=pps_enable_store
dev_attr_prevent_suspend_time_ms 32 @16=prevent_suspend_time_ms_show
dev_attr_product 32 @16=input_dev_show_id_product
dev_attr_properties 32 @16=input_dev_show_properties
dev_attr_protection_interval_bytes 32 @16=protection_interval_bytes_show
dev_attr_proto 32 @16=proto_show
dev_attr_proto_down 32 @16=proto_down_show @24=proto_down_store
dev_attr_pubek 32 @16=pubek_show
dev_attr_qos_class 32 @16=qos_class_show
dev_attr_ram_qos_class 32 @16=ram_qos_class_show
dev_attr_ram_size 32 @16=ram_size_show
dev_attr_read_ahead_kb 32 @16=read_ahead_kb_show @24=read_ahead_kb_store
dev_attr_read_bandwidth 32 @16=read_bandwidth_show
dev_attr_read_latency 32 @16=read_latency_show
dev_attr_read_verify 32 @16=read_verify_show @24=read_verify_store
dev_attr_real_power_state 32 @16=real_power_state_show
dev_attr_recovered 32 @16=recovered_show
dev_attr_region 32 @16=region_show
dev_attr_region_align 32 @16=region_align_show
dev_attr_region_size 32 @16=region_size_show
dev_attr_regulation_out 32 @16=regulation_out_show
dev_attr_rel 32 @16=input_dev_show_cap_rel
dev_attr_remaining_size 32 @16=remaining_size_show
dev_attr_remove 32 @24=remove_store
dev_attr_request 32 @16=tpm_show_ppi_request @24=tpm_store_ppi_request
dev_attr_requested_microamps 32 @16=requested_microamps_show
dev_attr_reset_counters 32 @24=mci_reset_counters_store
dev_attr_reset_method 32 @16=reset_method_show @24=reset_method_store
dev_attr_reset_subordinate 32 @24=reset_subordinate_store
dev_attr_resource0_resize 32 @16=resource0_resize_show @24=resource0_resize_store
dev_attr_resource1_resize 32 @16=resource1_resize_show @24=resource1_resize_store
dev_attr_resource2_resize 32 @16=resource2_resize_show @24=resource2_resize_store
dev_attr_resource3_resize 32 @16=resource3_resize_show @24=resource3_resize_store
dev_attr_resource4_resize 32 @16=resource4_resize_show @24=resource4_resize_store
dev_attr_resource5_resize 32 @16=resource5_resize_show @24=resource5_resize_store
dev_attr_resource_in_use 32 @16=resource_in_use_show
dev_attr_resources 32 @16=resources_show @24=resources_store
dev_attr_response 32 @16=tpm_show_ppi_response
dev_attr_retry_count 40 xenbus_thread+16:13/49 @16=device_show_ulong @24=device_store_ulong
dev_attr_rng_available 32 @16=rng_available_show
dev_attr_rng_current 32 @16=rng_current_show @24=rng_current_store
dev_attr_rng_quality 32 @16=rng_quality_show @24=rng_quality_store
dev_attr_rng_selected 32 @16=rng_selected_show
dev_attr_runtime_active_kids 32 @16=runtime_active_kids_show
dev_attr_runtime_active_time 32 @16=runtime_active_time_show
dev_attr_runtime_enabled 32 @16=runtime_enabled_show
dev_attr_runtime_pm 32 @16=runtime_pm_show
dev_attr_runtime_status 32 @16=runtime_status_show
dev_attr_runtime_suspended_time 32 @16=runtime_suspended_time_show
dev_attr_runtime_usage 32 @16=runtime_usage_show
dev_attr_rx_bytes 32 @16=rx_bytes_show
dev_attr_rx_compressed 32 @16=rx_compressed_show
dev_attr_rx_crc_errors 32 @16=rx_crc_errors_show
dev_attr_rx_dropped 32 @16=rx_dropped_show
dev_attr_rx_errors 32 @16=rx_errors_show
dev_attr_rx_fifo_errors 32 @16=rx_fifo_errors_show
dev_attr_rx_frame_errors 32 @16=rx_frame_errors_show
dev_attr_rx_length_errors 32 @16=rx_length_errors_show
dev_attr_rx_missed_errors 32 @16=rx_missed_errors_show
dev_attr_rx_nohandler 32 @16=rx_nohandler_show
dev_attr_rx_over_errors 32 @16=rx_over_errors_show
dev_attr_rx_packets 32 @16=rx_packets_show
dev_attr_rx_trig_bytes 32 @16=rx_trig_bytes_show @24=rx_trig_bytes_store
dev_attr_scale 32 @16=scale_show
dev_attr_scrub_pages 40 @16=device_show_bool @24=device_store_bool
dev_attr_sdram_scrub_rate 32 @16=mci_sdram_scrub_rate_show @24=mci_sdram_scrub_rate_store
dev_attr_secondary_bus_number 32 @16=secondary_bus_number_show
dev_attr_seconds_since_reset 32 @16=mci_seconds_show
dev_attr_security_erase 32 @24=security_erase_store
dev_attr_security_sanitize 32 @24=security_sanitize_store
dev_attr_security_state 32 @16=security_state_show
dev_attr_seed 32 @16=seed_show
dev_attr_shared_cpu_list 32 @16=shared_cpu_list_show
dev_attr_shared_cpu_map 32 @16=shared_cpu_map_show
dev_attr_since_epoch 32 @16=since_epoch_show
dev_attr_size_mb 32 @16=mci_size_mb_show
dev_attr_slope 32 @16=slope_show @24=slope_store
dev_attr_smbios_label 32 @16=smbios_label_show
dev_attr_snd 32 @16=input_dev_show_cap_snd
dev_attr_soft_offline_page 32 @24=soft_offline_page_store
dev_attr_spec_store_bypass 32 @16=cpu_show_spec_store_bypass
dev_attr_spectre_v1 32 @16=cpu_show_spectre_v1
dev_attr_spectre_v2 32 @16=cpu_show_spectre_v2
dev_attr_speed 32 @16=speed_show
dev_attr_spi_controller_bytes 32 @16=spi_controller_bytes_show
dev_attr_spi_controller_bytes_rx 32 @16=spi_controller_bytes_rx_show
dev_attr_spi_controller_bytes_tx 32 @16=spi_controller_bytes_tx_show
dev_attr_spi_controller_errors 32 @16=spi_controller_errors_show
dev_attr_spi_controller_messages 32 @16=spi_controller_messages_show
dev_attr_spi_controller_spi_async 32 @16=spi_controller_spi_async_show
dev_attr_spi_controller_spi_sync 32 @16=spi_controller_spi_sync_show
dev_attr_spi_controller_spi_sync_immediate 32 @16=spi_controller_spi_sync_immediate_show
dev_attr_spi_controller_timedout 32 @16=spi_controller_timedout_show
dev_attr_spi_controller_transfer_bytes_histo0 32 @16=spi_controller_transfer_bytes_histo0_show
dev_attr_spi_controller_transfer_bytes_histo1 32 @16=spi_controller_transfer_bytes_histo1_show
dev_attr_spi_controller_transfer_bytes_histo10 32 @16=spi_controller_transfer_bytes_histo10_show
dev_attr_spi_controller_transfer_bytes_histo11 32 @16=spi_controller_transfer_bytes_histo11_show
dev_attr_spi_controller_transfer_bytes_histo12 32 @16=spi_controller_transfer_bytes_histo12_show
dev_attr_spi_controller_transfer_bytes_histo13 32 @16=spi_controller_transfer_bytes_histo13_show
dev_attr_spi_controller_transfer_bytes_histo14 32 @16=spi_controller_transfer_bytes_histo14_show
dev_attr_spi_controller_transfer_bytes_histo15 32 @16=spi_controller_transfer_bytes_histo15_show
dev_attr_spi_controller_transfer_bytes_histo16 32 @16=spi_controller_transfer_bytes_histo16_show
dev_attr_spi_controller_transfer_bytes_histo2 32 @16=spi_controller_transfer_bytes_histo2_show
dev_attr_spi_controller_transfer_bytes_histo3 32 @16=spi_controller_transfer_bytes_histo3_show
dev_attr_spi_controller_transfer_bytes_histo4 32 @16=spi_controller_transfer_bytes_histo4_show
dev_attr_spi_controller_transfer_bytes_histo5 32 @16=spi_controller_transfer_bytes_histo5_show
dev_attr_spi_controller_transfer_bytes_histo6 32 @16=spi_controller_transfer_bytes_histo6_show
dev_attr_spi_controller_transfer_bytes_histo7 32 @16=spi_controller_transfer_bytes_histo7_show
dev_attr_spi_controller_transfer_bytes_histo8 32 @16=spi_controller_transfer_bytes_histo8_show
dev_attr_spi_controller_transfer_bytes_histo9 32 @16=spi_controller_transfer_bytes_histo9_show
dev_attr_spi_controller_transfers 32 @16=spi_controller_transfers_show
dev_attr_spi_controller_transfers_split_maxsize 32 @16=spi_controller_transfers_split_maxsize_show
dev_attr_spi_device_bytes 32 @16=spi_device_bytes_show
dev_attr_spi_device_bytes_rx 32 @16=spi_device_bytes_rx_show
dev_attr_spi_device_bytes_tx 32 @16=spi_device_bytes_tx_show
dev_attr_spi_device_errors 32 @16=spi_device_errors_show
dev_attr_spi_device_messages 32 @16=spi_device_messages_show
dev_attr_spi_device_spi_async 32 @16=spi_device_spi_async_show
dev_attr_spi_device_spi_sync 32 @16=spi_device_spi_sync_show
dev_attr_spi_device_spi_sync_immediate 32 @16=spi_device_spi_sync_immediate_show
dev_attr_spi_device_timedout 32 @16=spi_device_timedout_show
dev_attr_spi_device_transfer_bytes_histo0 32 @16=spi_device_transfer_bytes_histo0_show
dev_attr_spi_device_transfer_bytes_histo1 32 @16=spi_device_transfer_bytes_histo1_show
dev_attr_spi_device_transfer_bytes_histo10 32 @16=spi_device_transfer_bytes_histo10_show
dev_attr_spi_device_transfer_bytes_histo11 32 @16=spi_device_transfer_bytes_histo11_show
dev_attr_spi_device_transfer_bytes_histo12 32 @16=spi_device_transfer_bytes_histo12_show
dev_attr_spi_device_transfer_bytes_histo13 32 @16=spi_device_transfer_bytes_histo13_show
dev_attr_spi_device_transfer_bytes_histo14 32 @16=spi_device_transfer_bytes_histo14_show
dev_attr_spi_device_transfer_bytes_histo15 32 @16=spi_device_transfer_bytes_histo15_show
dev_attr_spi_device_transfer_bytes_histo16 32 @16=spi_device_transfer_bytes_histo16_show
dev_attr_spi_device_transfer_bytes_histo2 32 @16=spi_device_transfer_bytes_histo2_show
dev_attr_spi_device_transfer_bytes_histo3 32 @16=spi_device_transfer_bytes_histo3_show
dev_attr_spi_device_transfer_bytes_histo4 32 @16=spi_device_transfer_bytes_histo4_show
dev_attr_spi_device_transfer_bytes_histo5 32 @16=spi_device_transfer_bytes_histo5_show
dev_attr_spi_device_transfer_bytes_histo6 32 @16=spi_device_transfer_bytes_histo6_show
dev_attr_spi_device_transfer_bytes_histo7 32 @16=spi_device_transfer_bytes_histo7_show
dev_attr_spi_device_transfer_bytes_histo8 32 @16=spi_device_transfer_bytes_histo8_show
dev_attr_spi_device_transfer_bytes_histo9 32 @16=spi_device_transfer_bytes_histo9_show
dev_attr_spi_device_transfers 32 @16=spi_device_transfers_show
dev_attr_spi_device_transfers_split_maxsize 32 @16=spi_device_transfers_split_maxsize_show
dev_attr_spurious_events 32 @16=spurious_events_show
dev_attr_spurious_threshold 32 @16=spurious_threshold_show @24=spurious_threshold_store
dev_attr_sriov_drivers_autoprobe 32 @16=sriov_drivers_autoprobe_show @24=sriov_drivers_autoprobe_store
dev_attr_sriov_numvfs 32 @16=sriov_numvfs_show @24=sriov_numvfs_store
dev_attr_sriov_offset 32 @16=sriov_offset_show
dev_attr_sriov_stride 32 @16=sriov_stride_show
dev_attr_sriov_totalvfs 32 @16=sriov_totalvfs_show
dev_attr_sriov_vf_device 32 @16=sriov_vf_device_show
dev_attr_sriov_vf_msix_count 32 @24=sriov_vf_msix_count_store
dev_attr_sriov_vf_total_msix 32 @16=sriov_vf_total_msix_show
dev_attr_stable_pages_required 32 @16=stable_pages_required_show
dev_attr_start_lba 32 sysfs_blk_trace_attr_store+0:4/16 sysfs_blk_trace_attr_show+0:4/20 @16=sysfs_blk_trace_attr_show @24=sysfs_blk_trace_attr_store
dev_attr_state_synced 32 @16=state_synced_show @24=state_synced_store
dev_attr_states 32 @16=states_show
dev_attr_strict_limit 32 @16=strict_limit_show @24=strict_limit_store
dev_attr_subordinate_bus_number 32 @16=subordinate_bus_number_show
dev_attr_subsystem_device 32 @16=subsystem_device_show
dev_attr_subsystem_vendor 32 @16=subsystem_vendor_show
dev_attr_sun 32 @16=sun_show
dev_attr_suspend_disk_microvolts 32 @16=suspend_disk_microvolts_show
dev_attr_suspend_disk_mode 32 @16=suspend_disk_mode_show
dev_attr_suspend_disk_state 32 @16=suspend_disk_state_show
dev_attr_suspend_mem_microvolts 32 @16=suspend_mem_microvolts_show
dev_attr_suspend_mem_mode 32 @16=suspend_mem_mode_show
dev_attr_suspend_mem_state 32 @16=suspend_mem_state_show
dev_attr_suspend_standby_microvolts 32 @16=suspend_standby_microvolts_show
dev_attr_suspend_standby_mode 32 @16=suspend_standby_mode_show
dev_attr_suspend_standby_state 32 @16=suspend_standby_state_show
dev_attr_sustainable_power 32 @16=sustainable_power_show @24=sustainable_power_store
dev_attr_sw 32 @16=input_dev_show_cap_sw
dev_attr_sync_state_only 32 @16=sync_state_only_show
dev_attr_tag_size 32 @16=tag_size_show
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
dev_attr_target_freq 32 @16=target_freq_show
dev_attr_target_kb 32 @16=target_kb_show @24=target_kb_store
dev_attr_target_list 32 @16=target_list_show
dev_attr_target_node 32 @16=target_node_show
dev_attr_target_type 32 @16=target_type_show
dev_attr_tcg_operations 32 @16=tpm_show_ppi_tcg_operations
dev_attr_temp 32 @16=temp_show
dev_attr_temp_deactivated 32 @16=temp_deactivated_show
dev_attr_testing 32 @16=testing_show
dev_attr_threaded 32 @16=threaded_show @24=threaded_store
dev_attr_time 32 @16=time_show
dev_attr_time_in_state_ms 32 @16=time_in_state_ms_show
dev_attr_timeouts 32 @16=timeouts_show
dev_attr_timer 32 @16=timer_show @24=timer_store
dev_attr_total 32 @16=total_show
dev_attr_total_time_ms 32 @16=total_time_ms_show
dev_attr_total_trans 32 @16=total_trans_show
dev_attr_tpm_version_major 32 @16=tpm_version_major_show
dev_attr_trans_stat 32 @16=trans_stat_show @24=trans_stat_store
dev_attr_trans_table 32 @16=trans_table_show
dev_attr_transition_action 32 @16=tpm_show_ppi_transition_action
dev_attr_tsa 32 wait_for_device_probe+16:3/5 @16=cpu_show_spec_rstack_overflow
dev_attr_tx_aborted_errors 32 @16=tx_aborted_errors_show
dev_attr_tx_bytes 32 @16=tx_bytes_show
dev_attr_tx_carrier_errors 32 @16=tx_carrier_errors_show
dev_attr_tx_compressed 32 @16=tx_compressed_show
dev_attr_tx_dropped 32 @16=tx_dropped_show
dev_attr_tx_errors 32 @16=tx_errors_show
dev_attr_tx_fifo_errors 32 @16=tx_fifo_errors_show
dev_attr_tx_heartbeat_errors 32 @16=tx_heartbeat_errors_show
dev_attr_tx_packets 32 @16=tx_packets_show
dev_attr_tx_queue_len 32 @16=tx_queue_len_show @24=tx_queue_len_store
dev_attr_tx_window_errors 32 @16=tx_window_errors_show
dev_attr_uartclk 32 @16=uartclk_show
dev_attr_ue_count 32 @16=mci_ue_count_show
dev_attr_ue_noinfo_count 32 @16=mci_ue_noinfo_show
dev_attr_uevent 32 @16=uevent_show
dev_attr_uid 32 @16=uid_show
dev_attr_unbind_clocksource 32 @24=unbind_clocksource_store
dev_attr_unbind_device 32 @24=unbind_device_store
dev_attr_under_voltage 32 @16=under_voltage_show
dev_attr_under_voltage_warn 32 @16=under_voltage_warn_show
dev_attr_uniq 32 @16=input_dev_show_uniq
dev_attr_uuid 32 @24=uuid_store
dev_attr_valid_zones 32 @16=valid_zones_show
dev_attr_value 32 @16=value_show @24=value_store
dev_attr_vertical_position 32 @16=vertical_position_show
dev_attr_vmstat 32 @16=node_read_vmstat
dev_attr_vs_operations 32 @16=tpm_show_ppi_vs_operations
dev_attr_waiting_for_supplier 32 @16=waiting_for_supplier_show
dev_attr_wakealarm 32 @16=wakealarm_show @24=wakealarm_store
dev_attr_wakeup 32 @24=wakeup_store
dev_attr_wakeup_abort_count 32 @16=wakeup_abort_count_show
dev_attr_wakeup_active 32 @16=wakeup_active_show
dev_attr_wakeup_active_count 32 @16=wakeup_active_count_show
dev_attr_wakeup_expire_count 32 @16=wakeup_expire_count_show
dev_attr_wakeup_last_time_ms 32 @16=wakeup_last_time_ms_show
dev_attr_wakeup_max_time_ms 32 @16=wakeup_max_time_ms_show
dev_attr_wakeup_total_time_ms 32 @16=wakeup_total_time_ms_show
dev_attr_ways_of_associativity 32 @16=ways_of_associativity_show
dev_attr_whole_disk 32 @16=whole_disk_show
dev_attr_width 32 @16=width_show
dev_attr_write_bandwidth 32 @16=write_bandwidth_show
dev_attr_write_generate 32 @16=write_generate_show @24=write_generate_store
dev_attr_write_latency 32 @16=write_latency_show
dev_attr_xmit_fifo_size 32 @16=xmit_fifo_size_show
dev_boot_phase 4 __register_netdevice_notifier_net+0:0/1 register_netdevice_notifier+0:3/5 register_netdevice+0:0/27
dev_cgroup_files 864 @584=devcgroup_seq_show @200=devcgroup_access_write
dev_dax_attribute_group 40 @8=dev_dax_visible
dev_dax_type 56 @32=dev_dax_release
dev_domain_list 16 xen_register_device_domain_owner+0:3/5 xs_resume+0:4/5 register_xenbus_watch+0:6/8
dev_domain_list_spinlock 4 xen_find_device_domain_owner+0:0/2 xen_unregister_device_domain_owner+0:0/2 xen_register_device_domain_owner+0:1/5
dev_fs_type 72 @32=public_dev_mount
dev_map_hash_ops 344 @32=dev_map_hash_get_next_key @96=dev_map_hash_lookup_elem
dev_map_list 16 dev_map_alloc+0:2/4 dev_map_notification+0:2/9
dev_map_lock 4 arena_map_alloc+0:0/2 dev_map_alloc+0:0/4 dev_map_free+0:0/5
dev_map_notifier 24 @0=dev_map_notification
dev_map_ops 344 @32=dev_map_get_next_key @96=dev_map_lookup_elem
dev_mc_net_ops 80 @16=dev_mc_net_init @32=dev_mc_net_exit
dev_mc_seq_ops 32 @24=dev_mc_seq_show @0=dev_seq_start
dev_nums_idr 24 tpm_dev_release+0:1/2 tpm_chip_unregister+0:1/2 tpm_default_chip+0:1/2
dev_pm_qos_mtx 32 dev_pm_qos_add_ancestor_request+0:0/1 dev_pm_qos_add_notifier+0:0/1 dev_pm_qos_get_user_latency_tolerance+0:0/1
dev_pm_qos_sysfs_mtx 32 dev_pm_qos_expose_latency_tolerance+0:1/2 dev_pm_qos_hide_latency_tolerance+0:1/2 dev_pm_qos_constraints_destroy+0:1/2
dev_proc_ops 80 @16=dev_proc_net_init @32=dev_proc_net_exit
dev_seq_ops 32 @24=dev_seq_show @0=dev_seq_start
dev_sysfs_ops 16 @0=dev_attr_show @8=dev_attr_store
dev_types 64 dimmdev_dev_type_show+0:1/3 csrow_dev_type_show+0:1/3
dev_unreg_count 4 rtnl_link_unregister+0:4/5 netdev_run_todo+0:28/32 unregister_netdevice_many_notify+0:45/59
dev_weight_rx_bias 4 proc_do_dev_weight+0:4/8
dev_weight_tx_bias 4 proc_do_dev_weight+0:5/8
devcd_attr_data 72 @40=devcd_data_read @48=devcd_data_write
devcd_class 96 @48=devcd_dev_release
devcd_disabled 1 disabled_show+0:0/2 disabled_store+0:1/3 dev_coredumpm_timeout+0:0/13
devcgroup_mutex 32 devcgroup_offline+0:0/1 devcgroup_online+0:0/1 devcgroup_access_write+0:0/1
devfreq_class 8 devfreq_add_device+0:10/25
devfreq_governor_list 16 devfreq_add_governor+0:4/10 devfreq_summary_show+0:24/26
devfreq_list 16 devfreq_remove_governor+0:4/8 devfreq_add_governor+0:6/10 devfreq_add_device+0:17/25
devfreq_list_lock 32 available_governors_show+0:0/2 devfreq_resume+0:0/2 devfreq_suspend+0:0/2
devfreq_summary_fops 264 @104=devfreq_summary_open @120=single_release
devfreq_wq 8 devfreq_update_interval+0:0/1 devfreq_monitor_resume+0:2/3 devfreq_monitor_start+0:3/4
device_block_ops 16 @0=edac_dev_block_show
device_ctl_info_ops 16 @0=edac_dev_ctl_info_show @8=edac_dev_ctl_info_store
device_ctls_mutex 32 edac_device_workq_function+0:0/1 edac_device_del_device+0:0/2 edac_device_add_device+0:0/13
device_hotplug_lock 32 online_store+0:1/2 lock_device_hotplug_sysfs+0:1/2 unlock_device_hotplug+0:1/2
device_instance_ops 16 @0=edac_dev_instance_show @8=edac_dev_instance_store
device_ktype 48 @0=device_release @32=device_namespace
device_link_wq 8 device_link_wait_removal+0:0/1 devlink_dev_release+0:0/2 virtual_device_parent+0:0/4
device_links_lock 32 device_links_busy+0:1/2 device_links_unbind_consumers+0:1/2 device_links_no_driver+0:1/2
device_links_srcu 24 device_links_read_lock+0:1/2 device_links_read_unlock+0:1/2 device_pm_move_to_tail+0:1/2
device_links_srcu_srcu_usage 376 device_link_add+12:13/24 @336=delayed_work_timer_fn
device_list 16 spidev_probe+0:9/13
device_list_lock 32 spidev_remove+0:0/3 spidev_open+0:0/4 spidev_message+0:0/4
device_nb 24 @0=xen_pci_notifier
device_uevent_ops 24 @0=dev_uevent_filter @8=dev_uevent_name
devices_cgrp_subsys 256 @0=devcgroup_css_alloc @8=devcgroup_online
devices_fops 264 @104=devices_open @120=single_release
devices_kset 8 virtual_device_parent+0:2/4 device_shutdown+0:1/5 devices_kset_move_last+0:1/5
devinet_ops 80 @16=devinet_init_net @32=devinet_exit_net
devinet_sysctl 1856 @32=devinet_sysctl_forward @1600=ipv4_doint_and_flush
devinfo_ops 32 @0=devinfo_start @8=devinfo_stop
devkmsg_log 4 __control_devkmsg+0:0/2 check_cpu_itimer+0:1/2 devkmsg_sysctl_set_loglvl+0:0/4
devkmsg_log_str 10 devkmsg_sysctl_set_loglvl+0:2/4
devlink_class 96 @48=devlink_dev_release
devlink_class_intf 40 @24=devlink_add_symlinks @32=devlink_remove_symlinks
devlink_nl_family 160 @128=devlink_nl_sock_priv_init @136=devlink_nl_sock_priv_destroy
devlink_nl_ops 2960 @8=devlink_nl_get_doit @48=devlink_nl_get_dumpit
devlink_param_generic 952 devlink_nl_port_split_doit+848:3/4 devl_params_register+0:3/10 devlink_nl_port_set_doit+24:12/19
devlink_pernet_ops 80 @24=devlink_pernet_pre_exit
devlink_port_netdevice_nb 24 @0=devlink_port_netdevice_event
devlink_rels 16 __devlink_rel_put+0:1/2 devlink_rel_nested_in_clear+0:1/2 devl_unregister+0:2/3
devlink_trap_generic 3008 devl_trap_groups_register+0:1/11 devlink_nl_port_set_doit+232:15/19
devlinks 16 devlink_get_from_attrs_lock+0:0/1 devlink_nl_dumpit+0:0/1 devlinks_xa_find_get+0:1/2
devlist 288 mem_devnode+0:0/1 memory_open+0:0/2 mmap_mem+0:0/2
devnet_rename_sem 40 dev_change_name+0:1/16
devpts_fs_type 72 @32=devpts_mount @40=devpts_kill_sb
devpts_mutex 32 pts_unix98_lookup+0:0/1 pty_close+0:1/2 ptmx_open+0:0/6
devpts_sops 208 @112=devpts_remount @128=devpts_show_options
dflt 8 con_release_unimap+0:0/1 inverse_translate+0:0/3 set_translate+0:0/3
dfont_unicount 256 con_set_default_unimap+0:4/7
dfont_unitable 606 con_set_default_unimap+0:3/7
dh 432 @0=dh_set_secret @24=dh_max_size
diacr 4 k_dead2+0:1/2 k_dead+0:3/4 fn_enter+0:2/4
diag_net_ops 80 @16=diag_net_init @32=diag_net_exit
did_panic 4 hung_task_panic+0:0/1 balance_dirty_pages+1:19/24 watchdog+0:2/25
die_chain 16 register_die_notifier+0:0/1 unregister_die_notifier+0:0/1 notify_die+0:0/2
die_lock 4 die+0:1/17
digest_type_name 16 ima_eventdigest_init_common+0:2/6 template_desc_init_fields+0:1/6
dio_cache 8 dio_complete+0:0/4 __blockdev_direct_IO+0:0/8 node_add_cache+0:17/21
dir_notify_enable 4 fcntl_dirnotify+0:0/4 expand_files+0:1/8
direct_functions 8 remove_direct_functions_hash+0:1/2 ftrace_find_rec_direct+0:1/4 __modify_ftrace_direct+0:5/14
direct_mutex 32 modify_ftrace_direct+0:1/2 unregister_ftrace_function+0:3/6 unregister_ftrace_direct+0:1/8
dirty_background_bytes 8 dirty_background_ratio_handler+0:0/1 dirty_background_bytes_handler+0:1/3 domain_dirty_limits+0:3/8
dirty_background_ratio 4 dirty_background_bytes_handler+0:2/3 domain_dirty_limits+0:1/8
dirty_expire_interval 4 mem_cgroup_flush_foreign+0:0/3 mem_cgroup_track_foreign_dirty_slowpath+0:4/7 wb_writeback+0:6/9
dirty_writeback_interval 4 dirty_writeback_centisecs_handler+0:1/2 wb_wakeup_delayed+0:0/2 wb_workfn+0:1/20
dirtytime_expire_interval 4 dirtytime_interval_handler+0:0/3 wakeup_dirtytime_writeback+0:1/4 queue_io+0:0/6
dirtytime_work 88 @24=wakeup_dirtytime_writeback @56=delayed_work_timer_fn
disable_acs_redir_param 8 pci_enable_acs+0:2/4
disable_higher_order_debug 4 parse_slub_debug_flags+0:2/3 __kmem_cache_release+0:1/3 kmem_cache_flags+0:0/4
disable_ipv6_mod 4 ipv6_mod_enabled+0:0/1 inet6_unregister_protosw+0:1/3 inet6_register_protosw+0:0/7
disable_lock 32 sysfb_disable+0:0/3
disable_pcr_integrity 1 tpm2_pcr_extend+0:0/3
disable_runtime 1 efi_runtime_disabled+0:0/1 efivars_generic_ops_unregister+0:0/3 efi_mem_reserve_persistent+0:2/5
disable_vt_switch 4 pm_set_vt_switch+0:0/1 __vt_event_dequeue+0:0/2 __vt_event_queue+0:0/4
disabled 1 sysfb_disable+0:1/3
disabled_by_warn 1 __kfence_free+0:4/6 kfence_guarded_free+0:15/16 param_set_sample_interval+0:3/17
disk_attr 32 @16=disk_show @24=disk_store
disk_attr_group 40 @8=disk_visible
disk_events 16 disk_add_events+0:2/3
disk_events_dfl_poll_msecs 8 __disk_unblock_events+0:1/2 disk_check_events+0:0/2 disk_alloc_events+0:1/8
disk_events_dfl_poll_msecs_param_ops 32 @8=disk_events_set_dfl_poll_msecs @16=param_get_ulong
disk_events_mutex 32 disk_events_set_dfl_poll_msecs+0:0/1 disk_del_events+0:0/1 disk_add_events+0:0/3
disk_type 56 @24=block_devnode @32=disk_release
diskseq 8 inc_diskseq+0:1/2
diskstats_op 32 @0=disk_seqf_start @24=diskstats_show
dist_code 512 compress_block+0:3/6 zlib_tr_tally+0:3/6 io_wq_put_and_exit+160:6/9
dl_generation 8 sched_dl_global_validate+0:7/9 sched_dl_do_global+0:1/13
dl_sched_class 224 @0=enqueue_task_dl @8=dequeue_task_dl
dma_buf_debug_fops 264 @104=dma_buf_debug_open @120=single_release
dma_buf_debugfs_dir 8 dma_buf_export+0:0/11
dma_buf_dentry_ops 128 @48=dma_buf_release @72=dmabuffs_dname
dma_buf_fops 264 @16=dma_buf_llseek @72=dma_buf_poll
dma_buf_fs_type 72 @16=dma_buf_fs_init_context @40=kill_anon_super
dma_buf_mnt 8 dma_buf_export+0:1/11
dma_bufs_lock 4 free_buf+0:1/5 reclaim_dma_bufs+0:3/7
dma_cap_mask_all 8 dma_channel_rebalance+0:1/13
dma_default_coherent 1 of_dma_is_coherent+0:2/3 device_initialize+0:6/7
dma_devclass 96 @48=chan_dev_release
dma_device_list 16 dma_issue_pending_all+0:1/2 dma_request_chan_by_mask+0:1/2 dmaengine_put+0:3/4
dma_dummy_ops 176 @32=dma_dummy_mmap @48=dma_dummy_map_page
dma_fence_array_ops 80 @8=dma_fence_array_get_driver_name @16=dma_fence_array_get_timeline_name
dma_fence_chain_ops 80 @8=dma_fence_chain_get_driver_name @16=dma_fence_chain_get_timeline_name
dma_fence_context_counter 8 dma_fence_context_alloc+0:0/1
dma_fence_stub_lock 4 dma_fence_allocate_private_stub+0:1/3 dma_fence_get_stub+0:0/6 dma_buf_export+0:5/11
dma_fence_stub_ops 80 dma_fence_allocate_private_stub+0:2/3 dma_fence_get_stub+0:4/6 @8=dma_fence_stub_get_name
dma_ida 16 dma_async_device_unregister+0:1/2 dma_async_device_register+0:1/24
dma_list_mutex 32 dma_get_any_slave_channel+0:0/1 in_use_show+0:0/2 dma_async_device_unregister+0:0/2
dmabuf_devmem_ops 32 @0=mp_dmabuf_devmem_alloc_netmems @8=mp_dmabuf_devmem_release_page
dmaengine_ref_count 8 dma_chan_get+0:1/2 dmaengine_put+0:2/4 dmaengine_get+0:3/11
dmaengine_summary_fops 264 @104=dmaengine_summary_open @120=single_release
dmesg_restrict 4 devkmsg_open+0:1/6 do_syslog+0:1/19
dmi_class 96 @24=dmi_dev_uevent @48=dmi_dev_release
dmi_entry_raw_attr 72 @40=dmi_entry_raw_read
dmi_sel_raw_attr 72 @40=dmi_sel_raw_read
dmi_sysfs_attr_entry_handle 24 @16=dmi_sysfs_entry_handle
dmi_sysfs_attr_entry_instance 24 @16=dmi_sysfs_entry_instance
dmi_sysfs_attr_entry_length 24 @16=dmi_sysfs_entry_length
dmi_sysfs_attr_entry_position 24 @16=dmi_sysfs_entry_position
dmi_sysfs_attr_entry_type 24 @16=dmi_sysfs_entry_type
dmi_sysfs_attr_ops 16 @0=dmi_sysfs_attr_show
dmi_sysfs_attr_sel_access_method 24 @16=dmi_sysfs_sel_access_method
dmi_sysfs_attr_sel_access_method_address 24 @16=dmi_sysfs_sel_access_method_address
dmi_sysfs_attr_sel_area_length 24 @16=dmi_sysfs_sel_area_length
dmi_sysfs_attr_sel_change_token 24 @16=dmi_sysfs_sel_change_token
dmi_sysfs_attr_sel_data_start_offset 24 @16=dmi_sysfs_sel_data_start_offset
dmi_sysfs_attr_sel_header_format 24 @16=dmi_sysfs_sel_header_format
dmi_sysfs_attr_sel_header_start_offset 24 @16=dmi_sysfs_sel_header_start_offset
dmi_sysfs_attr_sel_per_log_type_descriptor_length 24 @16=dmi_sysfs_sel_per_log_type_descriptor_length
dmi_sysfs_attr_sel_status 24 @16=dmi_sysfs_sel_status
dmi_sysfs_attr_sel_type_descriptors_supported_count 24 @16=dmi_sysfs_sel_type_descriptors_supported_count
dmi_sysfs_entry_ktype 48 @0=dmi_sysfs_entry_release
dmi_sysfs_specialize_attr_ops 16 @0=dmi_entry_attr_show
dmi_system_event_log_ktype 48 @0=dmi_entry_free
dmt_modes 1920 get_std_timing+0:0/1
dnotify_fsnotify_ops 48 @8=dnotify_handle_event @40=dnotify_free_mark
dnotify_mark_cache 8 dnotify_free_mark+0:0/1 fcntl_dirnotify+0:2/4
dnotify_struct_cache 8 dnotify_handle_event+0:0/1 dnotify_flush+0:0/2 fcntl_dirnotify+0:1/4
do_poke_blanked_console 4 console_callback+0:2/11 kbd_event+0:4/31
do_rcu_barrier_ops 32 @8=param_set_do_rcu_barrier @16=param_get_do_rcu_barrier
dom0_hvc_ops 72 @0=dom0_read_console @8=dom0_write_console
domU_hvc_ops 72 @0=domU_read_console @8=domU_write_console
doms_cur 8 partition_sched_domains_locked+0:6/46
dotdot_name 16 fuse_get_parent+0:0/1
dpc_completed_waitqueue 24 pci_dpc_recovered+0:0/1 dpc_handler+0:1/3 dpc_reset_link+0:1/4
dpcdriver 224 @8=dpc_probe @16=dpc_remove
dpll_device_xa 16 dpll_pin_available+0:1/2 dpll_device_unregister+0:1/2 dpll_device_get_by_id+0:1/2
dpll_lock 32 dpll_pin_register+0:0/1 dpll_pin_put+0:0/1 dpll_pin_post_doit+0:0/1
dpll_nl_ops 320 @8=dpll_nl_device_id_get_doit @48=dpll_nl_device_get_doit
dpll_pin_xa 16 dpll_pin_available+0:0/2 fwnode_dpll_pin_find+0:1/2 dpll_nl_pin_get_dumpit+0:1/3
dpm_late_early_list 16 dpm_noirq_resume_devices+0:5/13 dpm_resume_early+0:4/13 dpm_suspend_late+0:4/14
dpm_list 16 dpm_wait_for_superior+0:2/4 device_pm_move_last+0:1/7 device_pm_add+0:3/8
dpm_list_mtx 32 device_pm_lock+0:0/1 device_pm_unlock+0:0/1 dpm_for_each_dev+0:0/1
dpm_noirq_list 16 dpm_noirq_resume_devices+0:4/13 dpm_suspend_noirq+0:3/14
dpm_prepared_list 16 dpm_resume+0:5/12 dpm_suspend+0:2/13 dpm_prepare+0:6/15
dpm_suspended_list 16 dpm_resume+0:4/12 dpm_suspend+0:3/13 dpm_resume_early+0:5/13
dq_data_lock 4 dquot_get_state+0:1/2 mark_info_dirty+0:1/2 __dquot_drop+0:1/3
dq_hash_bits 4 dqget+0:3/21
dq_hash_mask 4 dqget+0:2/21
dq_list_lock 4 clear_dquot_dirty+0:0/1 dqgrab+0:0/1 dquot_quota_enable+0:0/2
dq_state_lock 4 dquot_quota_enable+0:1/2 dquot_quota_disable+0:1/2 dquot_resume+0:1/2
dqstats 384 do_proc_dqstats+0:0/1 dqcache_shrink_count+0:0/3 __dqgrab+0:0/3
dquot_cachep 8 dquot_destroy+0:0/1 dquot_alloc+0:0/1
dquot_hash 8 dqget+0:7/21
dquot_operations 88 @0=dquot_commit @8=dquot_alloc
dquot_quotactl_sysfile_ops 88 @16=dquot_quota_enable @24=dquot_quota_disable
dquot_ref_wq 24 dquot_disable+8:20/21
dquot_srcu 24 dquot_claim_space_nodirty+0:1/2 dquot_reclaim_space_nodirty+0:1/2 dquot_alloc_inode+0:1/4
dquot_srcu_srcu_usage 376 dquot_alloc_inode+80:3/4 dquot_free_inode+80:2/4 __dquot_free_space+80:3/4 @336=delayed_work_timer_fn
drain_vmap_work 32 @24=drain_vmap_area_work
drbg_ctr_ops 32 @0=drbg_ctr_update @8=drbg_ctr_generate
drbg_hash_ops 32 @0=drbg_hash_update @8=drbg_hash_generate
drbg_hmac_ops 32 @0=drbg_hmac_update @8=drbg_hmac_generate
driver_attr_bind 32 @24=bind_store
driver_attr_bind_mode 32 @16=bind_mode_show @24=bind_mode_store
driver_attr_unbind 32 @24=unbind_store
driver_deferred_probe_enable 1 driver_deferred_probe_trigger+0:0/1 device_unblock_probing+0:1/3 deferred_probe_timeout_work_func+0:0/6
driver_deferred_probe_timeout 4 driver_sysfs_add+0:1/3 device_remove+0:0/3 device_release_driver_internal+0:0/3
driver_ktype 48 @0=driver_release
driver_sysfs_ops 16 @0=drv_attr_show @8=drv_attr_store
drivers_head 16 zpool_get_driver+0:1/2 zpool_register_driver+0:1/2
drivers_lock 4 zpool_unregister_driver+0:0/1 zpool_get_driver+0:0/2 zpool_register_driver+0:0/2
drop_reasons 840 __ip_append_data+40:10/19 __ip6_append_data+40:11/20
dst_blackhole_ops 192 @104=dst_blackhole_neigh_lookup @16=dst_blackhole_check
dst_default_metrics 72 __dst_destroy_metrics_generic+0:0/1 ipv4_dst_destroy+0:0/2 ip6_dst_destroy+0:0/2
dummy_bpf_prog 72 @48=__bpf_prog_ret1
dummy_clock 168 @0=dummy_clock_read
dummy_con 184 @8=dummycon_startup @16=dummycon_init
dummy_driver 240 @8=dummy_probe
dummy_index 4 regmap_debugfs_init+0:1/26
dummy_irq_chip 264 i2c_host_notify_irq_map+0:1/2 show_interrupts+0:17/33 @8=noop_ret @16=noop
dummy_regulator_driver 200 @0=dummy_regulator_probe
dummy_tracer_opt 16 __tracing_open+0:8/19
dump_list 16 kmsg_dump_desc+0:3/4 kmsg_dump_register+0:3/5 syslog_print+12:9/13
dump_list_lock 4 kmsg_dump_unregister+0:1/2 kmsg_dump_register+0:1/5
dump_probe_ops 32 @0=ftrace_dump_probe @24=ftrace_dump_print
dup_mmap_sem 96 uprobe_start_dup_mmap+0:1/3 uprobe_end_dup_mmap+0:1/4 register_for_each_vma+0:1/11
dw8250_platform_driver 200 @0=dw8250_probe @8=dw8250_remove
dw8250_pm_ops 184 @160=dw8250_runtime_suspend @168=dw8250_runtime_resume
dyn_event_list 16 dyn_event_seq_next+0:0/1 synth_event_run_command+0:0/2 find_trace_kprobe+0:0/2
dyn_event_ops_list 16 dyn_event_register+0:2/4
dyn_event_ops_mutex 32 create_dyn_event+0:1/2 dyn_event_create+0:1/2 dyn_event_register+0:1/4
dyn_event_seq_op 32 @24=dyn_event_seq_show @0=dyn_event_seq_start
dynamic_events_ops 264 @32=dyn_event_write @104=dyn_event_open
dynamic_kobj_ktype 48 @0=dynamic_kobj_release
dynamic_tables_kobj 8 acpi_sysfs_table_handler+0:1/4
early_page_ext 1 memmap_init_range+0:2/18
early_pfnnid_cache 24 early_pfn_to_nid+0:2/7 wb_get_create+16:5/11
early_probes 8 tracepoint_add_func+0:10/11 tracepoint_probe_unregister+0:11/12
ebitmap_node_cachep 8 ebitmap_cpy+0:0/1 ebitmap_netlbl_import+0:0/1 ebitmap_destroy+0:0/1
ec_busy_polling 1 acpi_ec_resume_noirq+0:2/5 acpi_ec_setup+0:8/13
ec_delay 4 acpi_ec_transaction_unlocked+0:2/17
ec_event_clearing 4 ec_clear_on_resume+0:1/4 ec_guard+0:2/4 param_get_event_clearing+0:0/5
ec_freeze_events 1 acpi_ec_suspend+0:1/3 acpi_ec_stop+0:0/9 advance_transaction+0:0/28
ec_no_wakeup 1 acpi_ec_suspend_noirq+0:0/2 acpi_ec_resume_noirq+0:4/5
ec_polling_guard 4 acpi_ec_resume_noirq+0:3/5 acpi_ec_setup+0:9/13
ec_query_wq 8 acpi_ec_remove_query_handler+0:0/1 __acpi_ec_flush_work+0:2/3 acpi_ec_submit_query+0:3/7
ec_storm_threshold 4 acpi_ec_transaction_unlocked+0:3/17 advance_transaction+0:21/28
ec_wq 8 acpi_ec_flush_work+0:0/1 __acpi_ec_flush_work+0:1/3 advance_transaction+0:1/28
ecdsa_nist_p192 456 @56=ecdsa_nist_p192_init_tfm @8=ecdsa_verify
ecdsa_nist_p192_registered 1 crypto_akcipher_sync_prep+0:0/3
ecdsa_nist_p256 456 @56=ecdsa_nist_p256_init_tfm @8=ecdsa_verify
ecdsa_nist_p384 456 @56=ecdsa_nist_p384_init_tfm @8=ecdsa_verify
ecdsa_nist_p521 456 @56=ecdsa_nist_p521_init_tfm @8=ecdsa_verify
ecdsasignature_action_table 16 @0=ecdsa_get_signature_r @8=ecdsa_get_signature_s
edac_pci_sysfs_ops 16 @0=edac_pci_dev_show @8=edac_pci_dev_store
efi_attr_fw_platform_size 32 @16=fw_platform_size_show
efi_attr_systab 32 @16=systab_show
efi_random_seed_nb 24 @0=update_efi_random_seed
efi_subsys_attr_group 40 @8=efi_attr_is_visible
efifb_driver 200 @0=efifb_probe
efifb_fwnode_ops 176 @168=efifb_add_links
efifb_ops 184 @56=efifb_setcolreg @160=efifb_destroy
elfcorebuf 8 free_elfcorebuf+0:0/3 open_vmcore+0:0/3 vmcore_cleanup+0:0/4
elfcorebuf_sz 8 read_vmcore+0:2/6 mmap_vmcore+0:2/12
elfcorebuf_sz_orig 8 free_elfcorebuf+0:1/3
elfcorehdr_addr 8 iommu_dma_init+0:0/2 has_useable_cnp+0:0/3 gic_check_reserved_range+0:0/3
elfnotes_buf 8 free_elfcorebuf+0:2/3 read_vmcore+0:5/6 mmap_vmcore+0:10/12
elfnotes_sz 8 read_vmcore+0:3/6 mmap_vmcore+0:4/12
elv_iosched_entry 48 @16=elv_iosched_show @24=elv_iosched_load_module
elv_ktype 48 @0=elevator_release
elv_list 16 __elevator_find+0:0/1 elv_register+0:2/5 elv_iosched_show+0:3/8
elv_list_lock 4 elv_unregister+0:0/1 elv_iosched_load_module+0:0/3 elv_iosched_store+0:2/3
elv_sysfs_ops 16 @0=elv_attr_show @8=elv_attr_store
em_debug_cost_fops 264 @104=em_debug_cost_open @120=single_release
em_debug_cpus_fops 264 @104=em_debug_cpus_open @120=single_release
em_debug_flags_fops 264 @104=em_debug_flags_open @120=single_release
em_debug_frequency_fops 264 @104=em_debug_frequency_open @120=single_release
em_debug_inefficiency_fops 264 @104=em_debug_inefficiency_open @120=single_release
em_debug_performance_fops 264 @104=em_debug_performance_open @120=single_release
em_debug_power_fops 264 @104=em_debug_power_open @120=single_release
em_pd_mutex 32 em_dev_update_perf_domain+0:0/1 em_dev_unregister_perf_domain+0:1/4 em_check_capacity_update+0:9/14
em_update_work 88 @24=em_update_workfn @56=delayed_work_timer_fn
ematch_mod_lock 8 tcf_em_unregister+0:0/1 tcf_em_lookup+0:0/2 tcf_em_register+0:0/3
empty_aops 160 inode_init_always_gfp+0:4/8
empty_dir_inode_operations 256 @0=empty_dir_lookup @16=generic_permission
empty_dir_operations 264 @16=empty_dir_llseek @64=empty_dir_readdir
empty_hash 48 __ftrace_hash_move+0:1/2 __free_ftrace_hash_rcu+0:1/2 register_ftrace_direct_cb+0:1/2
enable_lock 4 clk_enable_lock+0:1/4 clk_enable_unlock+0:3/5
enable_owner 8 clk_enable_lock+0:2/4 clk_enable_unlock+0:1/5
enable_rcu_lazy 1 call_rcu+0:0/1
enable_refcnt 4 clk_enable_lock+0:3/4 clk_enable_unlock+0:2/5
enable_vma_readahead 1 vma_ra_enabled_store+0:0/1 delete_from_swap_cache+0:0/2 get_shadow_from_swap_cache+0:0/2
enabled_devices 4 cpuidle_uninstall_idle_handler+0:0/2 gov_attr_set_init+0:0/2 cpuidle_enable_device+0:1/2
enforce 1 setenforce+0:1/3 getenforce+0:0/3 ipe_evaluate_event+0:5/12
enforce_fops 264 @24=getenforce @32=setenforce
enter_syscall_print_funcs 32 @0=print_syscall_enter
entering_platform_hibernation 1 system_entering_hibernation+0:0/1 hibernation_platform_enter+0:0/3 hibernation_restore+0:0/4
entry_count 4 async_schedule_node_domain+0:2/5 async_schedule_dev_nocall+0:2/5 __async_schedule_node_domain+0:4/7
entry_list_lock 4 dmi_sysfs_entry_release+0:1/2
enum64_ops 48 @0=btf_enum64_check_meta @40=btf_enum64_show
enum_ops 48 @0=btf_enum_check_meta @40=btf_enum_show
envp_init 272 initcall_blacklisted+232:1/7 run_init_process+0:8/10
ephead_cache 8 alloc_bprm+0:7/10 do_epoll_ctl+0:27/38
epi_cache 8 do_epoll_ctl+0:12/38
epnested_mutex 32 do_epoll_ctl+0:4/38
eprobe_dyn_event_ops 56 @16=eprobe_dyn_event_create @24=eprobe_dyn_event_show
eprobe_fields_array 80 @8=eprobe_event_define_fields
eprobe_funcs 32 @0=print_eprobe_event
error_states 352 @24=me_kernel @56=me_huge_page
erst_disable 4 erst_reader+0:0/3 erst_get_record_id_end+0:0/3 erst_get_record_id_begin+0:0/3
erst_erange 40 erst_exec_stall_while_true+0:3/7 erst_write+0:1/15 erst_clear+0:4/18
erst_info 136 @88=erst_open_pstore @96=erst_close_pstore
erst_ins_type 304 @8=apei_exec_read_register @24=apei_exec_read_register_value
erst_lock 4 erst_get_record_count+0:1/8 erst_get_record_id_next+0:6/11 erst_write+0:4/15
erst_record_id_cache 56 erst_get_record_id_end+0:1/3 erst_get_record_id_begin+0:1/3 erst_clear_cache+0:0/4
esp4_handlers 8 xfrm4_esp_err+0:1/2 xfrm4_esp_rcv+0:1/2 xfrm4_rcv_cb+0:1/3
esp4_protocol 24 @0=xfrm4_esp_rcv @8=xfrm4_esp_err
esp6_handlers 8 xfrm6_esp_err+0:1/2 xfrm6_esp_rcv+0:1/2 xfrm6_rcv_cb+0:2/3
esp6_protocol 24 @0=xfrm6_esp_rcv @8=xfrm6_esp_err
esre1_ktype 48 @0=esre_release
esre_attr_ops 16 @0=esre_attr_show
esre_capsule_flags 32 @16=capsule_flags_show
esre_fw_class 32 @16=fw_class_show
esre_fw_type 32 @16=fw_type_show
esre_last_attempt_status 32 @16=last_attempt_status_show
esre_last_attempt_version 32 @16=last_attempt_version_show
esre_lowest_supported_fw_version 32 @16=lowest_supported_fw_version_show
esrt_attr_group 40 @8=esrt_attr_is_visible
esrt_fw_resource_count 32 @16=fw_resource_count_show
esrt_fw_resource_count_max 32 @16=fw_resource_count_max_show
esrt_fw_resource_version 32 @16=fw_resource_version_show
eth_header_ops 48 @0=eth_header @8=eth_header_parse
eth_packet_offload 48 @16=eth_gro_receive @24=eth_gro_complete
ethnl_bcast_seq 4 ethnl_bcastmsg_put+0:0/2 ethnl_default_notify+0:3/10
ethnl_channels_request_ops 72 @24=channels_prepare_data @32=channels_reply_size
ethnl_coalesce_request_ops 72 @24=coalesce_prepare_data @32=coalesce_reply_size
ethnl_debug_request_ops 72 @24=debug_prepare_data @32=debug_reply_size
ethnl_eee_request_ops 72 @24=eee_prepare_data @32=eee_reply_size
ethnl_features_request_ops 72 @24=features_prepare_data @32=features_reply_size
ethnl_fec_request_ops 72 @24=fec_prepare_data @32=fec_reply_size
ethnl_linkinfo_request_ops 72 @24=linkinfo_prepare_data @32=linkinfo_reply_size
ethnl_linkmodes_request_ops 72 @24=linkmodes_prepare_data @32=linkmodes_reply_size
ethnl_linkstate_request_ops 72 @24=linkstate_prepare_data @32=linkstate_reply_size
ethnl_mm_request_ops 72 @24=mm_prepare_data @32=mm_reply_size
ethnl_module_eeprom_request_ops 72 @16=eeprom_parse_request @24=eeprom_prepare_data
ethnl_module_request_ops 72 @24=module_prepare_data @32=module_reply_size
ethnl_netdev_notifier 24 @0=ethnl_netdev_event
ethnl_notify_handlers 352 ethnl_netdev_event+0:0/2 ethnl_reply_init+0:1/3 ethnl_req_get_phydev+0:0/6 @24=ethnl_default_notify
ethnl_ok 1 ethtool_notify+0:0/8
ethnl_pause_request_ops 72 @16=pause_parse_request @24=pause_prepare_data
ethnl_phc_vclocks_request_ops 72 @24=phc_vclocks_prepare_data @32=phc_vclocks_reply_size
ethnl_plca_cfg_request_ops 72 @24=plca_get_cfg_prepare_data @32=plca_get_cfg_reply_size
ethnl_plca_status_request_ops 72 @24=plca_get_status_prepare_data @32=plca_get_status_reply_size
ethnl_privflags_request_ops 72 @24=privflags_prepare_data @32=privflags_reply_size
ethnl_pse_request_ops 72 @24=pse_prepare_data @32=pse_reply_size
ethnl_rings_request_ops 72 @24=rings_prepare_data @32=rings_reply_size
ethnl_rss_request_ops 72 @16=rss_parse_request @24=rss_prepare_data
ethnl_stats_request_ops 72 @16=stats_parse_request @24=stats_prepare_data
ethnl_strset_request_ops 72 @16=strset_parse_request @24=strset_prepare_data
ethnl_tsinfo_request_ops 72 @24=tsinfo_prepare_data @32=tsinfo_reply_size
ethnl_wol_request_ops 72 @24=wol_prepare_data @32=wol_reply_size
ethtool_genl_family 160 @136=ethnl_sock_priv_destroy
ethtool_genl_ops 2160 @528=ethnl_set_features @1200=ethnl_act_cable_test
event 8 commit_tree+0:1/2 __arm64_sys_pivot_root+0:5/7 mark_mounts_for_expiry+0:5/7
event_cb 120 @8=thermal_genl_event_tz_create @56=thermal_genl_event_tz_trip_change
event_class_ack_update_msk 72 @8=trace_event_raw_event_ack_update_msk @16=perf_trace_ack_update_msk
event_class_aer_event 72 @8=trace_event_raw_event_aer_event @16=perf_trace_aer_event
event_class_alarm_class 72 @8=trace_event_raw_event_alarm_class @16=perf_trace_alarm_class
event_class_alarmtimer_suspend 72 @8=trace_event_raw_event_alarmtimer_suspend @16=perf_trace_alarmtimer_suspend
event_class_alloc_vmap_area 72 @8=trace_event_raw_event_alloc_vmap_area @16=perf_trace_alloc_vmap_area
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
event_class_bpf_trigger_tp 72 @8=trace_event_raw_event_bpf_trigger_tp @16=perf_trace_bpf_trigger_tp
event_class_bpf_xdp_link_attach_failed 72 @8=trace_event_raw_event_bpf_xdp_link_attach_failed @16=perf_trace_bpf_xdp_link_attach_failed
event_class_br_fdb_add 72 @8=trace_event_raw_event_br_fdb_add @16=perf_trace_br_fdb_add
event_class_br_fdb_external_learn_add 72 @8=trace_event_raw_event_br_fdb_external_learn_add @16=perf_trace_br_fdb_external_learn_add
event_class_br_fdb_update 72 @8=trace_event_raw_event_br_fdb_update @16=perf_trace_br_fdb_update
event_class_br_mdb_full 72 @8=trace_event_raw_event_br_mdb_full @16=perf_trace_br_mdb_full
event_class_cdev_update 72 @8=trace_event_raw_event_cdev_update @16=perf_trace_cdev_update
event_class_cgroup 72 @8=trace_event_raw_event_cgroup @16=perf_trace_cgroup
event_class_cgroup_event 72 @8=trace_event_raw_event_cgroup_event @16=perf_trace_cgroup_event
event_class_cgroup_migrate 72 @8=trace_event_raw_event_cgroup_migrate @16=perf_trace_cgroup_migrate
event_class_cgroup_root 72 @8=trace_event_raw_event_cgroup_root @16=perf_trace_cgroup_root
event_class_cgroup_rstat 72 @8=trace_event_raw_event_cgroup_rstat @16=perf_trace_cgroup_rstat
event_class_clk 72 @8=trace_event_raw_event_clk @16=perf_trace_clk
event_class_clk_duty_cycle 72 @8=trace_event_raw_event_clk_duty_cycle @16=perf_trace_clk_duty_cycle
event_class_clk_parent 72 @8=trace_event_raw_event_clk_parent @16=perf_trace_clk_parent
event_class_clk_phase 72 @8=trace_event_raw_event_clk_phase @16=perf_trace_clk_phase
event_class_clk_rate 72 @8=trace_event_raw_event_clk_rate @16=perf_trace_clk_rate
event_class_clk_rate_range 72 @8=trace_event_raw_event_clk_rate_range @16=perf_trace_clk_rate_range
event_class_clk_rate_request 72 @8=trace_event_raw_event_clk_rate_request @16=perf_trace_clk_rate_request
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
event_class_csd_function 72 @8=trace_event_raw_event_csd_function @16=perf_trace_csd_function
event_class_csd_queue_cpu 72 @8=trace_event_raw_event_csd_queue_cpu @16=perf_trace_csd_queue_cpu
event_class_cxl_aer_correctable_error 72 @8=trace_event_raw_event_cxl_aer_correctable_error @16=perf_trace_cxl_aer_correctable_error
event_class_cxl_aer_uncorrectable_error 72 @8=trace_event_raw_event_cxl_aer_uncorrectable_error @16=perf_trace_cxl_aer_uncorrectable_error
event_class_cxl_dram 72 @8=trace_event_raw_event_cxl_dram @16=perf_trace_cxl_dram
event_class_cxl_general_media 72 @8=trace_event_raw_event_cxl_general_media @16=perf_trace_cxl_general_media
event_class_cxl_generic_event 72 @8=trace_event_raw_event_cxl_generic_event @16=perf_trace_cxl_generic_event
event_class_cxl_memory_module 72 @8=trace_event_raw_event_cxl_memory_module @16=perf_trace_cxl_memory_module
event_class_cxl_overflow 72 @8=trace_event_raw_event_cxl_overflow @16=perf_trace_cxl_overflow
event_class_cxl_poison 72 @8=trace_event_raw_event_cxl_poison @16=perf_trace_cxl_poison
event_class_damon_aggregated 72 @8=trace_event_raw_event_damon_aggregated @16=perf_trace_damon_aggregated
event_class_damos_before_apply 72 @8=trace_event_raw_event_damos_before_apply @16=perf_trace_damos_before_apply
event_class_dax_insert_mapping 72 @8=trace_event_raw_event_dax_insert_mapping @16=perf_trace_dax_insert_mapping
event_class_dax_pmd_fault_class 72 @8=trace_event_raw_event_dax_pmd_fault_class @16=perf_trace_dax_pmd_fault_class
event_class_dax_pmd_insert_mapping_class 72 @8=trace_event_raw_event_dax_pmd_insert_mapping_class @16=perf_trace_dax_pmd_insert_mapping_class
event_class_dax_pmd_load_hole_class 72 @8=trace_event_raw_event_dax_pmd_load_hole_class @16=perf_trace_dax_pmd_load_hole_class
event_class_dax_pte_fault_class 72 @8=trace_event_raw_event_dax_pte_fault_class @16=perf_trace_dax_pte_fault_class
event_class_dax_writeback_one 72 @8=trace_event_raw_event_dax_writeback_one @16=perf_trace_dax_writeback_one
event_class_dax_writeback_range_class 72 @8=trace_event_raw_event_dax_writeback_range_class @16=perf_trace_dax_writeback_range_class
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
event_class_dma_alloc_class 72 @8=trace_event_raw_event_dma_alloc_class @16=perf_trace_dma_alloc_class
event_class_dma_alloc_sgt 72 @8=trace_event_raw_event_dma_alloc_sgt @16=perf_trace_dma_alloc_sgt
event_class_dma_fence 72 @8=trace_event_raw_event_dma_fence @16=perf_trace_dma_fence
event_class_dma_free_class 72 @8=trace_event_raw_event_dma_free_class @16=perf_trace_dma_free_class
event_class_dma_free_sgt 72 @8=trace_event_raw_event_dma_free_sgt @16=perf_trace_dma_free_sgt
event_class_dma_map 72 @8=trace_event_raw_event_dma_map @16=perf_trace_dma_map
event_class_dma_map_sg 72 @8=trace_event_raw_event_dma_map_sg @16=perf_trace_dma_map_sg
event_class_dma_map_sg_err 72 @8=trace_event_raw_event_dma_map_sg_err @16=perf_trace_dma_map_sg_err
event_class_dma_sync_sg 72 @8=trace_event_raw_event_dma_sync_sg @16=perf_trace_dma_sync_sg
event_class_dma_sync_single 72 @8=trace_event_raw_event_dma_sync_single @16=perf_trace_dma_sync_single
event_class_dma_unmap 72 @8=trace_event_raw_event_dma_unmap @16=perf_trace_dma_unmap
event_class_dma_unmap_sg 72 @8=trace_event_raw_event_dma_unmap_sg @16=perf_trace_dma_unmap_sg
event_class_dql_stall_detected 72 @8=trace_event_raw_event_dql_stall_detected @16=perf_trace_dql_stall_detected
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
event_class_free_vmap_area_noflush 72 @8=trace_event_raw_event_free_vmap_area_noflush @16=perf_trace_free_vmap_area_noflush
event_class_ftrace_function 72 @24=perf_ftrace_event_register
event_class_ftrace_print 72 @24=ftrace_event_register
event_class_fuse_request_end 72 @8=trace_event_raw_event_fuse_request_end @16=perf_trace_fuse_request_end
event_class_fuse_request_send 72 @8=trace_event_raw_event_fuse_request_send @16=perf_trace_fuse_request_send
event_class_generic_add_lease 72 @8=trace_event_raw_event_generic_add_lease @16=perf_trace_generic_add_lease
event_class_global_dirty_state 72 @8=trace_event_raw_event_global_dirty_state @16=perf_trace_global_dirty_state
event_class_gpio_direction 72 @8=trace_event_raw_event_gpio_direction @16=perf_trace_gpio_direction
event_class_gpio_value 72 @8=trace_event_raw_event_gpio_value @16=perf_trace_gpio_value
event_class_guest_halt_poll_ns 72 @8=trace_event_raw_event_guest_halt_poll_ns @16=perf_trace_guest_halt_poll_ns
event_class_handshake_alert_class 72 @8=trace_event_raw_event_handshake_alert_class @16=perf_trace_handshake_alert_class
event_class_handshake_complete 72 @8=trace_event_raw_event_handshake_complete @16=perf_trace_handshake_complete
event_class_handshake_error_class 72 @8=trace_event_raw_event_handshake_error_class @16=perf_trace_handshake_error_class
event_class_handshake_event_class 72 @8=trace_event_raw_event_handshake_event_class @16=perf_trace_handshake_event_class
event_class_handshake_fd_class 72 @8=trace_event_raw_event_handshake_fd_class @16=perf_trace_handshake_fd_class
event_class_hrtimer_class 72 @8=trace_event_raw_event_hrtimer_class @16=perf_trace_hrtimer_class
event_class_hrtimer_expire_entry 72 @8=trace_event_raw_event_hrtimer_expire_entry @16=perf_trace_hrtimer_expire_entry
event_class_hrtimer_init 72 @8=trace_event_raw_event_hrtimer_init @16=perf_trace_hrtimer_init
event_class_hrtimer_start 72 @8=trace_event_raw_event_hrtimer_start @16=perf_trace_hrtimer_start
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
event_class_io_uring_submit_req 72 @8=trace_event_raw_event_io_uring_submit_req @16=perf_trace_io_uring_submit_req
event_class_io_uring_task_add 72 @8=trace_event_raw_event_io_uring_task_add @16=perf_trace_io_uring_task_add
event_class_io_uring_task_work_run 72 @8=trace_event_raw_event_io_uring_task_work_run @16=perf_trace_io_uring_task_work_run
event_class_iocg_inuse_update 72 @8=trace_event_raw_event_iocg_inuse_update @16=perf_trace_iocg_inuse_update
event_class_iocost_ioc_vrate_adj 72 @8=trace_event_raw_event_iocost_ioc_vrate_adj @16=perf_trace_iocost_ioc_vrate_adj
event_class_iocost_iocg_forgive_debt 72 @8=trace_event_raw_event_iocost_iocg_forgive_debt @16=perf_trace_iocost_iocg_forgive_debt
event_class_iocost_iocg_state 72 @8=trace_event_raw_event_iocost_iocg_state @16=perf_trace_iocost_iocg_state
event_class_iomap_class 72 @8=trace_event_raw_event_iomap_class @16=perf_trace_iomap_class
event_class_iomap_dio_complete 72 @8=trace_event_raw_event_iomap_dio_complete @16=perf_trace_iomap_dio_complete
event_class_iomap_dio_rw_begin 72 @8=trace_event_raw_event_iomap_dio_rw_begin @16=perf_trace_iomap_dio_rw_begin
event_class_iomap_iter 72 @8=trace_event_raw_event_iomap_iter @16=perf_trace_iomap_iter
event_class_iomap_range_class 72 @8=trace_event_raw_event_iomap_range_class @16=perf_trace_iomap_range_class
event_class_iomap_readpage_class 72 @8=trace_event_raw_event_iomap_readpage_class @16=perf_trace_iomap_readpage_class
event_class_iomap_writepage_map 72 @8=trace_event_raw_event_iomap_writepage_map @16=perf_trace_iomap_writepage_map
event_class_iommu_device_event 72 @8=trace_event_raw_event_iommu_device_event @16=perf_trace_iommu_device_event
event_class_iommu_error 72 @8=trace_event_raw_event_iommu_error @16=perf_trace_iommu_error
event_class_iommu_group_event 72 @8=trace_event_raw_event_iommu_group_event @16=perf_trace_iommu_group_event
event_class_ipi_handler 72 @8=trace_event_raw_event_ipi_handler @16=perf_trace_ipi_handler
event_class_ipi_raise 72 @8=trace_event_raw_event_ipi_raise @16=perf_trace_ipi_raise
event_class_ipi_send_cpu 72 @8=trace_event_raw_event_ipi_send_cpu @16=perf_trace_ipi_send_cpu
event_class_ipi_send_cpumask 72 @8=trace_event_raw_event_ipi_send_cpumask @16=perf_trace_ipi_send_cpumask
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
event_class_ksm_advisor 72 @8=trace_event_raw_event_ksm_advisor @16=perf_trace_ksm_advisor
event_class_ksm_enter_exit_template 72 @8=trace_event_raw_event_ksm_enter_exit_template @16=perf_trace_ksm_enter_exit_template
event_class_ksm_merge_one_page 72 @8=trace_event_raw_event_ksm_merge_one_page @16=perf_trace_ksm_merge_one_page
event_class_ksm_merge_with_ksm_page 72 @8=trace_event_raw_event_ksm_merge_with_ksm_page @16=perf_trace_ksm_merge_with_ksm_page
event_class_ksm_remove_ksm_page 72 @8=trace_event_raw_event_ksm_remove_ksm_page @16=perf_trace_ksm_remove_ksm_page
event_class_ksm_remove_rmap_item 72 @8=trace_event_raw_event_ksm_remove_rmap_item @16=perf_trace_ksm_remove_rmap_item
event_class_ksm_scan_template 72 @8=trace_event_raw_event_ksm_scan_template @16=perf_trace_ksm_scan_template
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
event_class_mm_alloc_contig_migrate_range_info 72 @8=trace_event_raw_event_mm_alloc_contig_migrate_range_info @16=perf_trace_mm_alloc_contig_migrate_range_info
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
event_class_mm_filemap_fault 72 @8=trace_event_raw_event_mm_filemap_fault @16=perf_trace_mm_filemap_fault
event_class_mm_filemap_op_page_cache 72 @8=trace_event_raw_event_mm_filemap_op_page_cache @16=perf_trace_mm_filemap_op_page_cache
event_class_mm_filemap_op_page_cache_range 72 @8=trace_event_raw_event_mm_filemap_op_page_cache_range @16=perf_trace_mm_filemap_op_page_cache_range
event_class_mm_khugepaged_collapse_file 72 @8=trace_event_raw_event_mm_khugepaged_collapse_file @16=perf_trace_mm_khugepaged_collapse_file
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
event_class_notifier_info 72 @8=trace_event_raw_event_notifier_info @16=perf_trace_notifier_info
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
event_class_purge_vmap_area_lazy 72 @8=trace_event_raw_event_purge_vmap_area_lazy @16=perf_trace_purge_vmap_area_lazy
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
event_class_rpm_status 72 @8=trace_event_raw_event_rpm_status @16=perf_trace_rpm_status
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
event_class_sched_prepare_exec 72 @8=trace_event_raw_event_sched_prepare_exec @16=perf_trace_sched_prepare_exec
event_class_sched_process_exec 72 @8=trace_event_raw_event_sched_process_exec @16=perf_trace_sched_process_exec
event_class_sched_process_fork 72 @8=trace_event_raw_event_sched_process_fork @16=perf_trace_sched_process_fork
event_class_sched_process_hang 72 @8=trace_event_raw_event_sched_process_hang @16=perf_trace_sched_process_hang
event_class_sched_process_template 72 @8=trace_event_raw_event_sched_process_template @16=perf_trace_sched_process_template
event_class_sched_process_wait 72 @8=trace_event_raw_event_sched_process_wait @16=perf_trace_sched_process_wait
event_class_sched_skip_vma_numa 72 @8=trace_event_raw_event_sched_skip_vma_numa @16=perf_trace_sched_skip_vma_numa
event_class_sched_stat_runtime 72 @8=trace_event_raw_event_sched_stat_runtime @16=perf_trace_sched_stat_runtime
event_class_sched_stat_template 72 @8=trace_event_raw_event_sched_stat_template @16=perf_trace_sched_stat_template
event_class_sched_switch 72 @8=trace_event_raw_event_sched_switch @16=perf_trace_sched_switch
event_class_sched_wake_idle_without_ipi 72 @8=trace_event_raw_event_sched_wake_idle_without_ipi @16=perf_trace_sched_wake_idle_without_ipi
event_class_sched_wakeup_template 72 @8=trace_event_raw_event_sched_wakeup_template @16=perf_trace_sched_wakeup_template
event_class_selinux_audited 72 @8=trace_event_raw_event_selinux_audited @16=perf_trace_selinux_audited
event_class_signal_deliver 72 @8=trace_event_raw_event_signal_deliver @16=perf_trace_signal_deliver
event_class_signal_generate 72 @8=trace_event_raw_event_signal_generate @16=perf_trace_signal_generate
event_class_sk_data_ready 72 @8=trace_event_raw_event_sk_data_ready @16=perf_trace_sk_data_ready
event_class_skb_copy_datagram_iovec 72 @8=trace_event_raw_event_skb_copy_datagram_iovec @16=perf_trace_skb_copy_datagram_iovec
event_class_skip_task_reaping 72 @8=trace_event_raw_event_skip_task_reaping @16=perf_trace_skip_task_reaping
event_class_smbus_read 72 @8=trace_event_raw_event_smbus_read @16=perf_trace_smbus_read
event_class_smbus_reply 72 @8=trace_event_raw_event_smbus_reply @16=perf_trace_smbus_reply
event_class_smbus_result 72 @8=trace_event_raw_event_smbus_result @16=perf_trace_smbus_result
event_class_smbus_write 72 @8=trace_event_raw_event_smbus_write @16=perf_trace_smbus_write
event_class_sock_exceed_buf_limit 72 @8=trace_event_raw_event_sock_exceed_buf_limit @16=perf_trace_sock_exceed_buf_limit
event_class_sock_msg_length 72 @8=trace_event_raw_event_sock_msg_length @16=perf_trace_sock_msg_length
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
event_class_tcp_ao_event 72 @8=trace_event_raw_event_tcp_ao_event @16=perf_trace_tcp_ao_event
event_class_tcp_ao_event_sk 72 @8=trace_event_raw_event_tcp_ao_event_sk @16=perf_trace_tcp_ao_event_sk
event_class_tcp_ao_event_sne 72 @8=trace_event_raw_event_tcp_ao_event_sne @16=perf_trace_tcp_ao_event_sne
event_class_tcp_cong_state_set 72 @8=trace_event_raw_event_tcp_cong_state_set @16=perf_trace_tcp_cong_state_set
event_class_tcp_event_sk 72 @8=trace_event_raw_event_tcp_event_sk @16=perf_trace_tcp_event_sk
event_class_tcp_event_sk_skb 72 @8=trace_event_raw_event_tcp_event_sk_skb @16=perf_trace_tcp_event_sk_skb
event_class_tcp_event_skb 72 @8=trace_event_raw_event_tcp_event_skb @16=perf_trace_tcp_event_skb
event_class_tcp_hash_event 72 @8=trace_event_raw_event_tcp_hash_event @16=perf_trace_tcp_hash_event
event_class_tcp_probe 72 @8=trace_event_raw_event_tcp_probe @16=perf_trace_tcp_probe
event_class_tcp_retransmit_synack 72 @8=trace_event_raw_event_tcp_retransmit_synack @16=perf_trace_tcp_retransmit_synack
event_class_tcp_send_reset 72 @8=trace_event_raw_event_tcp_send_reset @16=perf_trace_tcp_send_reset
event_class_test_pages_isolated 72 @8=trace_event_raw_event_test_pages_isolated @16=perf_trace_test_pages_isolated
event_class_thermal_power_actor 72 @8=trace_event_raw_event_thermal_power_actor @16=perf_trace_thermal_power_actor
event_class_thermal_power_allocator 72 @8=trace_event_raw_event_thermal_power_allocator @16=perf_trace_thermal_power_allocator
event_class_thermal_power_allocator_pid 72 @8=trace_event_raw_event_thermal_power_allocator_pid @16=perf_trace_thermal_power_allocator_pid
event_class_thermal_power_devfreq_get_power 72 @8=trace_event_raw_event_thermal_power_devfreq_get_power @16=perf_trace_thermal_power_devfreq_get_power
event_class_thermal_power_devfreq_limit 72 @8=trace_event_raw_event_thermal_power_devfreq_limit @16=perf_trace_thermal_power_devfreq_limit
event_class_thermal_temperature 72 @8=trace_event_raw_event_thermal_temperature @16=perf_trace_thermal_temperature
event_class_thermal_zone_trip 72 @8=trace_event_raw_event_thermal_zone_trip @16=perf_trace_thermal_zone_trip
event_class_tick_stop 72 @8=trace_event_raw_event_tick_stop @16=perf_trace_tick_stop
event_class_timer_base_idle 72 @8=trace_event_raw_event_timer_base_idle @16=perf_trace_timer_base_idle
event_class_timer_class 72 @8=trace_event_raw_event_timer_class @16=perf_trace_timer_class
event_class_timer_expire_entry 72 @8=trace_event_raw_event_timer_expire_entry @16=perf_trace_timer_expire_entry
event_class_timer_start 72 @8=trace_event_raw_event_timer_start @16=perf_trace_timer_start
event_class_tlb_flush 72 @8=trace_event_raw_event_tlb_flush @16=perf_trace_tlb_flush
event_class_tls_contenttype 72 @8=trace_event_raw_event_tls_contenttype @16=perf_trace_tls_contenttype
event_class_tmigr_connect_child_parent 72 @8=trace_event_raw_event_tmigr_connect_child_parent @16=perf_trace_tmigr_connect_child_parent
event_class_tmigr_connect_cpu_parent 72 @8=trace_event_raw_event_tmigr_connect_cpu_parent @16=perf_trace_tmigr_connect_cpu_parent
event_class_tmigr_cpugroup 72 @8=trace_event_raw_event_tmigr_cpugroup @16=perf_trace_tmigr_cpugroup
event_class_tmigr_group_and_cpu 72 @8=trace_event_raw_event_tmigr_group_and_cpu @16=perf_trace_tmigr_group_and_cpu
event_class_tmigr_group_set 72 @8=trace_event_raw_event_tmigr_group_set @16=perf_trace_tmigr_group_set
event_class_tmigr_handle_remote 72 @8=trace_event_raw_event_tmigr_handle_remote @16=perf_trace_tmigr_handle_remote
event_class_tmigr_idle 72 @8=trace_event_raw_event_tmigr_idle @16=perf_trace_tmigr_idle
event_class_tmigr_update_events 72 @8=trace_event_raw_event_tmigr_update_events @16=perf_trace_tmigr_update_events
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
event_disable_cmd 32 trigger_start+16:2/3 f_start+16:3/5 event_enable_func+0:14/16 @24=event_enable_func
event_disable_count_probe_ops 32 event_enable_func+0:7/16 @0=event_enable_count_probe @8=event_enable_init @16=event_enable_free
event_disable_probe_ops 32 event_enable_func+0:6/16 @0=event_enable_probe @8=event_enable_init @16=event_enable_free
event_enable_count_probe_ops 32 event_enable_func+0:13/16 @0=event_enable_count_probe @8=event_enable_init @16=event_enable_free
event_enable_probe_ops 32 event_enable_func+0:12/16 event_hist_trigger+4:19/20 @0=event_enable_probe @8=event_enable_init @16=event_enable_free
event_hist_fops 264 @72=event_hist_poll @104=event_hist_open
event_trigger_cmd 112 @32=eprobe_trigger_cmd_parse @40=eprobe_trigger_reg_func
event_trigger_fops 264 @32=event_trigger_write @104=event_trigger_open
event_triggers_seq_ops 32 @0=trigger_start @8=trigger_stop
eventdir_initialized 1 __trace_add_new_event+0:0/2
eventfd_fops 264 @32=eventfd_write @40=eventfd_read
eventfd_ida 16 eventfd_release+0:0/1 eventfd_ctx_put+0:0/1 do_eventfd+0:3/7
eventfs_dir_inode_operations 256 @0=eventfs_root_lookup @104=eventfs_set_attr
eventfs_file_inode_operations 256 eventfs_root_lookup+0:5/6 @104=eventfs_set_attr
eventfs_file_operations 264 @64=eventfs_iterate @24=generic_read_dir
eventfs_mutex 32 eventfs_remove_dir+0:1/2 eventfs_remount_lock+0:1/2 eventfs_remove_events_dir+0:1/2
eventfs_srcu_srcu_usage 376 eventfs_iterate+16:4/7 tracefs_start_creating+8:3/9 virtio_fs_get_tree+8:13/26 @336=delayed_work_timer_fn
eventpoll_fops 264 @72=ep_eventpoll_poll @80=ep_eventpoll_ioctl
events_check_enabled 1 pm_save_wakeup_count+0:1/5 pm_wakeup_pending+0:3/10 hibernation_snapshot+0:9/18
events_lock 4 wakeup_source_add+0:2/4 wakeup_source_remove+0:1/4 pm_save_wakeup_count+0:3/5
evm_hooks 360 @8=evm_inode_setattr @32=evm_inode_post_setattr
evm_key_ops 264 @24=evm_read_key @32=evm_write_key
evtchn_ops 8 xen_evtchn_cpu_dead+0:0/2 evtchn_to_info+0:0/2 xen_evtchn_cpu_prepare+0:0/2
evtchn_ops_2l 112 @24=evtchn_2l_remove @32=evtchn_2l_bind_to_cpu
evtchn_ops_fifo 112 @0=evtchn_fifo_max_channels @8=evtchn_fifo_nr_channels
evtchn_to_irq 8 evtchn_to_info+0:1/2 set_evtchn_to_irq+0:1/3 xen_irq_resume+0:4/25
ex_mountpoints 16 mnt_change_mountpoint+0:1/2 unlock_mount+0:3/4 __arm64_sys_pivot_root+0:3/7
execute_command 8 build_body+4:7/15 kernel_init+0:7/16
exit_syscall_print_funcs 32 @0=print_syscall_exit
exp_holdoff 8 synchronize_srcu+0:0/3 srcu_gp_start_if_needed+0:10/12
ext_devt_ida 16 blk_alloc_ext_minor+0:1/2 blk_free_ext_minor+0:1/2 device_add_disk+0:1/22
extfrag_fops 264 @104=extfrag_open @120=seq_release
extfrag_sops 32 @24=extfrag_show @0=frag_start
extracting 4 poll_thread+0:1/8 event_thread+0:4/11 check_slots+0:8/26
failed_freeze 32 @16=failed_freeze_show
failed_prepare 32 @16=failed_prepare_show
failed_resume 32 @16=failed_resume_show
failed_resume_early 32 @16=failed_resume_early_show
failed_resume_noirq 32 @16=failed_resume_noirq_show
failed_suspend 32 @16=failed_suspend_show
failed_suspend_late 32 @16=failed_suspend_late_show
failed_suspend_noirq 32 @16=failed_suspend_noirq_show
fair_sched_class 224 @0=enqueue_task_fair @8=dequeue_task_fair
fair_server_period_fops 264 @32=sched_fair_server_period_write @104=sched_fair_server_period_open
fair_server_runtime_fops 264 @32=sched_fair_server_runtime_write @104=sched_fair_server_runtime_open
fallback_doms 8 partition_sched_domains_locked+0:25/46
family_registered 4 taskstats_exit+0:0/9
fanotify_fid_event_cachep 8 fanotify_free_event+0:2/4 fanotify_handle_event+0:9/47
fanotify_fops 264 @24=fanotify_read @32=fanotify_write
fanotify_fsnotify_ops 48 @0=fanotify_handle_event @16=fanotify_free_group_priv
fanotify_mark_cache 8 fanotify_free_mark+0:0/1 do_fanotify_mark+0:31/42
fanotify_max_queued_events 4 expand_files+0:3/8 __arm64_sys_fanotify_init+0:14/17
fanotify_path_event_cachep 8 fanotify_free_event+0:0/4 fanotify_handle_event+0:28/47
fanotify_perm_event_cachep 8 fanotify_free_event+0:1/4 fanotify_handle_event+0:15/47
fanotify_table 168 proc_fd_getattr+40:1/4 fuse_do_setattr+8:2/5 @24=proc_doulongvec_minmax @136=proc_dointvec_minmax
fanout_list 16 fanout_add+0:6/13
fanout_mutex 32 packet_release+0:1/3 fanout_add+0:1/13
fanout_next_id 2 packet_net_init+0:0/4 packet_create+0:4/12 fanout_add+0:7/13
fast_convergence 4 cubictcp_recalc_ssthresh+0:1/2
fastopen_seqlock 8 tcp_fastopen_cache_get+0:1/2 tcp_metrics_fill_info+0:2/3 tcpm_suck_dst+0:3/4
fasync 8 random_fasync+0:1/2
fasync_cache 8 fasync_alloc+0:0/1 fasync_free+0:0/1 fasync_helper+0:0/1
fasync_lock 4 fasync_remove_entry+0:0/1 fasync_insert_entry+0:0/2 alloc_pipe_info+0:5/9
fault_around_bytes_fops 264 @104=fault_around_bytes_fops_open @32=debugfs_attr_write
fault_around_pages 8 fault_around_bytes_get+0:0/1 fault_around_bytes_set+0:0/1 do_fault+0:1/2
fb_con 184 @8=fbcon_startup @16=fbcon_init
fb_deferred_io_aops 160 fb_deferred_io_open+0:0/1 fb_deferred_io_mmap+0:0/2 @24=noop_dirty_folio
fb_deferred_io_vm_ops 128 @0=fb_deferred_io_vm_open @8=fb_deferred_io_vm_close
fb_fops 264 @24=fb_read @32=fb_write
fb_proc_seq_ops 32 @0=fb_seq_start @8=fb_seq_stop
fddi_header_ops 48 @0=fddi_header
feedback_ctrs 32 @16=show_feedback_ctrs
fg_console 4 sysrq_handle_unraw+0:0/1 vcs_notifier+0:0/1 vt_waitactive+0:0/1
fgraph_array_bitmask 8 fgraph_lru_release_index+0:2/3 function_graph_enter+0:1/5 ftrace_graph_enable_direct+0:3/6
fgraph_lru_last 4 ftrace_graph_stop+0:0/2 fgraph_lru_release_index+0:0/3 fgraph_init_ops+0:0/3
fgraph_lru_next 4 register_ftrace_graph+0:4/59
fgraph_max_depth 4 graph_depth_write+0:0/1 graph_depth_read+0:1/3 trace_graph_entry+0:2/11
fgraph_sleep_time 1 ftrace_graph_probe_sched_switch+0:0/1 ftrace_graph_sleep_time_control+0:0/1
fgraph_stub 256 function_graph_enter+0:3/5 ftrace_return_to_handler+0:3/11 unregister_ftrace_graph+0:5/16 @8=ftrace_graph_ret_stub @0=ftrace_graph_entry_stub
fib4_notifier_ops_template 64 @24=fib4_seq_read @32=fib4_dump
fib4_rules_ops_template 176 @48=fib4_rule_action @56=fib4_rule_suppress
fib6_net_ops 80 @16=fib6_net_init @32=fib6_net_exit
fib6_node_kmem 8 node_free_rcu+0:0/1 fib6_gc_cleanup+0:1/2 fib6_add+0:10/30
fib6_notifier_ops_template 64 @24=fib6_seq_read @32=fib6_dump
fib6_null_entry_template 184 ip6_route_multipath_del+0:0/2 inet6_rtm_delroute+0:0/2 ip6addrlbl_net_init+0:2/5
fib6_rules_net_ops 80 @16=fib6_rules_net_init @40=fib6_rules_net_exit_batch
fib6_rules_ops_template 176 @48=fib6_rule_action @56=fib6_rule_suppress
fib_inetaddr_notifier 24 @0=fib_inetaddr_event
fib_info_cnt 4 fib_release_info+0:2/8 fib_create_info+0:3/51
fib_info_devhash 2048 fib_sync_mtu+0:1/3 fib_sync_down_dev+0:1/4 fib_sync_up+0:1/5
fib_info_hash 8 fib_create_info+0:6/51
fib_info_hash_bits 4 fib_sync_down_addr+0:2/9 fib_create_info+0:10/51
fib_info_hash_size 4 fib_create_info+0:4/51
fib_info_laddrhash 8 fib_sync_down_addr+0:1/9 fib_create_info+0:11/51
fib_info_lock 4 fib_sync_mtu+0:0/3 fib_sync_down_dev+0:0/4 fib_sync_up+0:0/5
fib_net_ops 80 @16=fib_net_init @32=fib_net_exit
fib_netdev_notifier 24 @0=fib_netdev_event
fib_notifier_net_id 4 fib_seq_sum+0:0/1 fib_notifier_net_exit+0:0/1 unregister_fib_notifier+0:0/1
fib_notifier_net_ops 80 @16=fib_notifier_net_init @32=fib_notifier_net_exit
fib_props 96 fib_table_lookup+0:0/9 fib_table_flush+0:1/10 inet_rtm_getroute+0:11/16
fib_route_seq_ops 32 @0=fib_route_seq_start @8=fib_route_seq_stop
fib_rules_net_ops 80 @16=fib_rules_net_init @32=fib_rules_net_exit
fib_rules_notifier 24 @0=fib_rules_event
fib_trie_seq_ops 32 @0=fib_trie_seq_start @8=fib_trie_seq_stop
field_cachep 8 __trace_define_field+0:0/1 trace_destroy_fields+0:0/1 __trace_early_add_events+0:3/11
file_cachep 8 event_file_put+0:0/1 trace_create_new_event+0:1/3
file_caps_enabled 4 fscaps_show+0:0/2 cap_bprm_creds_from_file+0:0/10
file_rwsem 96 locks_stop+0:3/4 locks_start+0:1/7 locks_remove_file+0:1/7
file_systems 8 unregister_filesystem+0:0/3 register_filesystem+0:0/4 __get_fs_type+0:0/5
file_systems_lock 8 unregister_filesystem+0:1/3 register_filesystem+0:1/4 __get_fs_type+0:1/5
filelease_cache 8 locks_free_lease+0:0/1 locks_dispose_list+0:0/2 locks_alloc_lease+0:0/4
filelock_cache 8 locks_free_lock+0:0/1 locks_dispose_list+0:1/2 locks_alloc_lock+0:0/4
filenametr_key_params 16 @0=filenametr_hash @8=filenametr_cmp
files_cachep 8 put_files_struct+0:0/1 kernel_clone+0:2/6 dup_fd+0:0/10
files_stat 24 get_max_files+16:0/1 proc_nr_files+0:2/3 alloc_empty_file+0:1/9
filp_cachep 8 alloc_empty_file_noaccount+0:0/1 __fput+0:2/7 alloc_empty_file+0:4/9
finished_booting 4 clocksource_unbind+0:0/3 clocksource_stop_suspend_timing+0:0/3 current_clocksource_store+0:2/4
fips_enabled 4 dh_is_pubkey_valid+0:0/1 dh_set_secret+0:0/1 rsa_set_priv_key+0:0/1
fips_fail_notif_chain 16 fips_fail_notify+0:1/2
firmware_attr_data 72 @40=firmware_data_read @48=firmware_data_write
firmware_class 96 @48=fw_dev_release
first_device 8 register_pernet_subsys+0:1/2 unregister_pernet_device+0:1/2 register_pernet_device+0:2/3
first_fb_vc 4 fbcon_set_all_vcs+0:0/4 fbcon_delete_modelist+0:1/4 fbcon_set_font+0:0/5
first_fqs_jiffies_ops 32 @8=param_set_first_fqs_jiffies @16=param_get_ulong
first_source 8 ioctx_alloc+1:55/63
fl_ht 2048 ip6fl_seq_start+0:0/1 ip6fl_seq_next+0:0/1 fl6_free_socklist+0:0/2
fl_size 4 ip6_flowlabel_net_exit+0:7/8 ip6_fl_gc+0:5/9 ipv6_flowlabel_opt+0:2/17
flag_attrs 1280 wait_for_devices+360:8/10 frontend_probe_and_watch+576:3/20 @16=flag_show
flat_state_cnt 4 acpi_processor_get_lpi_info+0:2/5
flctx_cache 8 locks_get_lock_context+0:4/7 locks_free_lock_context+0:0/8 do_epoll_ctl+0:23/38
float_ops 48 @0=btf_float_check_meta @16=btf_float_check_member
flow_block_indr_dev_list 16 flow_indr_dev_exists+0:0/1 flow_indr_block_cb_alloc+0:1/3 flow_indr_dev_unregister+0:0/4
flow_block_indr_list 16 flow_indr_block_cb_alloc+0:2/3
flow_dissector_prog_ops 8 @0=bpf_prog_test_run_flow_dissector
flow_dissector_verifier_ops 56 @0=flow_dissector_func_proto @8=flow_dissector_is_valid_access
flow_indir_dev_list 16 flow_indr_dev_setup_offload+0:9/11
flow_indr_block_lock 32 flow_indr_dev_unregister+0:1/4 flow_indr_dev_register+0:1/5 flow_indr_dev_setup_offload+0:1/11
flow_keys_basic_dissector 80 packet_parse_headers+0:0/1 eth_get_headlen+0:0/1 skb_get_poff+0:1/2
flow_keys_dissector 80 __fib_validate_source+0:0/1 fib_multipath_hash+0:0/1 skb_get_hash_perturb+0:0/1
flow_keys_dissector_keys 144 __flow_hash_from_keys+0:0/2 rtnl_net_newid+16:4/16
flow_keys_dissector_symmetric 80 ip_route_me_harder+16:1/2 __skb_get_hash_symmetric_net+0:2/5
flow_limit_update_mutex 32 flow_limit_table_len_sysctl+0:1/2 flow_limit_cpu_sysctl+0:6/10
flush_lock 32 flush_all_cpus_locked+0:2/9
flushwq 8 flush_all_cpus_locked+0:7/9
fn_alias_kmem 8 __alias_free_mem+0:0/1 fib_trie_unmerge+0:0/3 fib_table_insert+0:0/19
fn_handler 160 @0=fn_null @8=fn_enter
fnhe_lock 4 fnhe_update_pmtu+0:1/2 find_exception+0:3/5 update_or_create_fnhe+0:1/10
fops_atomic_t 264 @104=fops_atomic_t_open @32=debugfs_attr_write_signed
fops_atomic_t_ro 264 @104=fops_atomic_t_ro_open @32=debugfs_attr_write_signed
fops_atomic_t_wo 264 @104=fops_atomic_t_wo_open @32=debugfs_attr_write_signed
fops_blob 264 @24=read_file_blob @32=write_file_blob
fops_bool 264 @32=debugfs_write_file_bool @24=debugfs_read_file_bool
fops_bool_ro 264 debugfs_create_bool+0:3/4 @24=debugfs_read_file_bool @104=simple_open @16=default_llseek
fops_io_tlb_hiwater 264 @104=fops_io_tlb_hiwater_open @32=debugfs_attr_write
fops_io_tlb_used 264 @104=fops_io_tlb_used_open @32=debugfs_attr_write
fops_kp 264 @24=read_enabled_file_bool @32=write_enabled_file_bool
fops_size_t 264 @104=fops_size_t_open @32=debugfs_attr_write
fops_size_t_ro 264 @104=fops_size_t_ro_open @32=debugfs_attr_write
fops_size_t_wo 264 @104=fops_size_t_wo_open @32=debugfs_attr_write
fops_str 264 @24=debugfs_read_file_str @32=debugfs_write_file_str
fops_str_ro 264 debugfs_create_str+0:3/4 @24=debugfs_read_file_str @104=simple_open @16=default_llseek
fops_u16 264 @104=fops_u16_open @32=debugfs_attr_write
fops_u16_ro 264 @104=fops_u16_ro_open @32=debugfs_attr_write
fops_u16_wo 264 @104=fops_u16_wo_open @32=debugfs_attr_write
fops_u32 264 @104=fops_u32_open @32=debugfs_attr_write
fops_u32_ro 264 @104=fops_u32_ro_open @32=debugfs_attr_write
fops_u32_wo 264 @104=fops_u32_wo_open @32=debugfs_attr_write
fops_u64 264 @104=fops_u64_open @32=debugfs_attr_write
fops_u64_ro 264 @104=fops_u64_ro_open @32=debugfs_attr_write
fops_u64_wo 264 @104=fops_u64_wo_open @32=debugfs_attr_write
fops_u8 264 @104=fops_u8_open @32=debugfs_attr_write
fops_u8_ro 264 @104=fops_u8_ro_open @32=debugfs_attr_write
fops_u8_wo 264 @104=fops_u8_wo_open @32=debugfs_attr_write
fops_ulong 264 @104=fops_ulong_open @32=debugfs_attr_write
fops_ulong_ro 264 @104=fops_ulong_ro_open @32=debugfs_attr_write
fops_ulong_wo 264 @104=fops_ulong_wo_open @32=debugfs_attr_write
fops_x16 264 @104=fops_x16_open @32=debugfs_attr_write
fops_x16_ro 264 @104=fops_x16_ro_open @32=debugfs_attr_write
fops_x16_wo 264 @104=fops_x16_wo_open @32=debugfs_attr_write
fops_x32 264 @104=fops_x32_open @32=debugfs_attr_write
fops_x32_ro 264 @104=fops_x32_ro_open @32=debugfs_attr_write
fops_x32_wo 264 @104=fops_x32_wo_open @32=debugfs_attr_write
fops_x64 264 @104=fops_x64_open @32=debugfs_attr_write
fops_x64_ro 264 @104=fops_x64_ro_open @32=debugfs_attr_write
fops_x64_wo 264 @104=fops_x64_wo_open @32=debugfs_attr_write
fops_x8 264 @104=fops_x8_open @32=debugfs_attr_write
fops_x8_ro 264 @104=fops_x8_ro_open @32=debugfs_attr_write
fops_x8_wo 264 @104=fops_x8_wo_open @32=debugfs_attr_write
forbidden_pages_map 8 swsusp_page_is_forbidden+0:0/2 preallocate_image_memory+0:2/5 get_image_page+0:2/5
force_gpt 4 __alloc_disk_node+0:2/11 efi_partition+0:0/37
force_legacy 1 virtio_pci_probe+0:2/3 vp_modern_admin_cmd_exec+0:3/7 pm_genpd_init+0:29/33
force_remove_attr 32 @16=force_remove_show @24=force_remove_store
force_sd_rebuild 1 cpuset_force_rebuild+0:0/1 update_partition_sd_lb+0:0/3 update_cpumasks_hier+0:3/5
format_attr_ref_ctr_offset 32 @16=ref_ctr_offset_show
format_attr_retprobe 32 @16=retprobe_show
fq_codel_class_ops 112 @24=fq_codel_leaf @40=fq_codel_find
fq_codel_qdisc_ops 176 @40=fq_codel_enqueue @48=fq_codel_dequeue
fqdir_free_list 8 fqdir_free_fn+0:1/2 fqdir_work_fn+0:2/5
fqdir_free_work 88 @24=fqdir_free_fn @56=delayed_work_timer_fn
frag_protocol 24 @0=ipv6_frag_rcv
fragmentation_op 32 @24=frag_show @0=frag_start
frame_list 4096 xen_evtchn_nr_channels+3656:1/2 xen_irq_info_cleanup+3672:1/2 ack_dynirq+3688:1/2
framebuffer_driver 168 @0=framebuffer_probe
free_dquots 16 dqcache_shrink_scan+0:2/7 quota_release_workfn+0:10/18
free_hpage_work 32 @24=free_hpage_workfn
free_hugepages_attr 32 @16=free_hugepages_show
free_ipc_list 8 free_ipc+0:0/2 ipcns_put+0:1/4 put_ipc_ns+0:1/4
free_ipc_work 32 @24=free_ipc
free_pages_map 8 swsusp_set_page_free+0:0/2 swsusp_unset_page_free+0:0/2 preallocate_image_memory+0:4/5
free_per_iteration 4 gnttab_handle_deferred+0:1/19
free_stacks 16 stack_depot_put+0:3/9 stack_depot_save_flags+0:12/21
free_vmap_area_list 16 pvm_determine_end_from_reverse+0:1/2 pcpu_get_vm_areas+0:16/44 vm_map_ram+0:20/46
free_vmap_area_lock 4 alloc_vmap_area+0:13/39 pcpu_get_vm_areas+0:4/44 vm_map_ram+0:18/46
free_vmap_area_root 8 vmalloc_nr_pages+0:0/2 vfree+0:0/3 decay_va_pool_node+0:1/4
freeze_timeout_msecs 4 pm_freeze_timeout_show+0:0/2 pm_freeze_timeout_store+0:0/2 freeze_processes+0:1/3
freezer_alarmtype 4 alarmtimer_do_nsleep+0:6/9 alarmtimer_suspend+0:2/10
freezer_cgrp_subsys 256 @0=freezer_css_alloc @8=freezer_css_online
freezer_delta 8 freeze_task+0:2/4 alarmtimer_do_nsleep+0:5/9 alarmtimer_suspend+0:3/10
freezer_delta_lock 4 alarmtimer_do_nsleep+0:4/9 alarmtimer_suspend+0:1/10
freezer_expires 8 alarmtimer_suspend+0:6/10
freezer_lock 4 set_freezable+0:1/2 __thaw_task+0:1/3 freeze_task+0:1/4
freezer_mutex 32 freezer_attach+0:0/1 freezer_css_online+0:0/2 freezer_css_offline+0:0/2
freezer_test_done 1 snapshot_ioctl+0:12/16 hibernation_snapshot+0:11/18 hibernate+0:10/31
frozen_cpus 8 cpu_down_maps_locked+0:5/7 thaw_secondary_cpus+0:2/13 freeze_secondary_cpus+0:5/16
fs_bio_set 392 blk_rq_map_bio_alloc+0:0/1 __blkdev_issue_write_zeroes+0:0/1 blk_alloc_discard_bio+0:0/1
fs_cachep 8 exit_fs+0:0/1 unshare_fs_struct+0:0/1 copy_fs_struct+0:0/1
fs_dcache_sysctls 56 @24=proc_nr_dentry
fs_dqstats_table 448 dquot_claim_space_nodirty+0:0/2 dquot_reclaim_space_nodirty+0:0/2 dquot_scan_active+0:1/3 @24=do_proc_dqstats
fs_exec_sysctls 56 @24=proc_dointvec_minmax_coredump
fs_holder_ops 32 @0=fs_bdev_mark_dead @8=fs_bdev_sync
fs_namespace_sysctls 56 clone_private_mount+0:2/5 grab_requested_root+8:3/5 __arm64_sys_move_mount+0:2/6 @24=proc_dointvec_minmax
fs_pipe_sysctls 168 @24=proc_dopipe_max_size @80=proc_doulongvec_minmax
fs_stat_sysctls 168 @24=proc_nr_files @136=proc_douintvec_minmax
fs_type 72 @16=securityfs_init_fs_context @40=kill_litter_super
fscaps_attr 32 @16=fscaps_show
fscontext_fops 264 @24=fscontext_read @120=fscontext_release
fscrypt_bounce_page_pool 8 fscrypt_alloc_bounce_page+0:0/1 fscrypt_free_bounce_page+0:0/1 fscrypt_initialize+0:1/6
fscrypt_direct_keys 512 fscrypt_put_direct_key+0:1/2 fsverity_set_info+120:1/2 find_or_insert_direct_key+0:1/3
fscrypt_direct_keys_lock 4 fscrypt_put_direct_key+0:0/2 find_or_insert_direct_key+0:0/3 derive_key_aes+0:0/7
fscrypt_init_mutex 32 fscrypt_initialize+0:2/6 fscrypt_msg+0:0/7
fscrypt_inode_info_cachep 8 put_crypt_info+0:0/2 fscrypt_setup_encryption_info+0:0/17
fscrypt_mode_key_setup_mutex 32 fscrypt_setup_v2_file_key+0:1/2 setup_per_mode_enc_key+0:1/3
fscrypt_modes 528 fscrypt_setup_v2_file_key+0:0/2 setup_per_mode_enc_key+0:0/3 fscrypt_setup_encryption_info+0:6/17
fscrypt_read_workqueue 8 fscrypt_enqueue_decrypt_work+0:0/1 fscrypt_initialize+0:0/6 fscrypt_crypt_data_unit+0:0/10
fsnotify_mark_connector_cachep 8 fsnotify_connector_destroy_workfn+0:3/4 fsnotify_add_mark_locked+0:1/8 fsnotify_put_mark+0:8/11
fsnotify_mark_srcu 24 fsnotify_grab_connector+0:1/2 fsnotify_finish_user_wait+0:1/2 fsnotify_connector_destroy_workfn+0:2/4
fsnotify_sync_cookie 4 fsnotify_get_cookie+0:0/1 vfs_dup_fs_context+0:5/8
fsnotify_wq 8 latency_fsnotify_workfn_irq+0:0/1 latency_fsnotify+0:0/1 __update_max_tr+0:1/3
fsverity_hash_alg_init_mutex 32 fsverity_get_hash_alg+0:3/12
fsverity_hash_algs 96 fsverity_get_digest+0:0/1 bpf_get_fsverity_digest+0:0/1 fsverity_ioctl_measure+0:0/1
fsverity_info_cachep 8 __fsverity_cleanup_inode+0:0/1 fsverity_free_info+0:0/1 fsverity_set_info+0:0/2
fsverity_keyring 8 fsverity_verify_signature+0:1/12
fsverity_read_workqueue 8 fsverity_enqueue_verify_work+0:0/1
fsverity_require_signatures 4 fsverity_verify_signature+0:0/12
fsverity_sysctl_table 56 fsverity_msg+0:0/6 fsverity_get_hash_alg+0:4/12 @24=proc_dointvec_minmax
ft_zero 8 __arm64_sys_fanotify_init+0:12/17
ftrace_avail_addrs_fops 264 @104=ftrace_avail_addrs_open @120=seq_release_private
ftrace_bug_type 4 ftrace_check_record+0:1/2 __ftrace_replace_code+0:1/2 ftrace_process_locs+0:13/29
ftrace_cmd_mutex 32 ftrace_ops_set_global_filter+16:2/6 ftrace_regex_release+0:5/10 ftrace_regex_open+8:11/23
ftrace_common_fields 16 f_next+0:0/2 hist_poll_event_irq_work+0:0/2 event_filter_write+0:0/2
ftrace_cpudump_cmd 32 @24=ftrace_cpudump_callback
ftrace_disabled 4 ftrace_is_dead+0:0/1 ftrace_shutdown+0:0/1 ftrace_replace_code+0:0/2
ftrace_dump_cmd 32 @24=ftrace_dump_callback
ftrace_dump_on_oops 100 ftrace_dump_on_oops_enabled+0:0/1 tracing_reset_all_online_cpus_unlocked+0:0/1 trace_array_find+0:0/1
ftrace_enable_fops 264 @24=event_enable_read @32=event_enable_write
ftrace_enabled 4 __unregister_ftrace_function+0:2/4 ftrace_pid_open+0:7/8 ftrace_no_pid_open+0:7/8
ftrace_enabled_fops 264 @104=ftrace_enabled_open @120=seq_release_private
ftrace_event_filter_fops 264 @24=event_filter_read @32=event_filter_write
ftrace_event_format_fops 264 @104=trace_format_open @120=seq_release
ftrace_event_id_fops 264 @24=event_id_read @16=default_llseek
ftrace_events 16 trace_probe_register_event_call+0:0/1 perf_trace_init+0:1/2 trace_event_dyn_try_get_ref+0:1/2
ftrace_expected 8 ftrace_startup_subops+0:12/18 ftrace_bug+0:20/31
ftrace_export_lock 32 rb_simple_write+0:2/4 tracing_buffers_ioctl+16:3/4 tracing_thresh_write+8:3/5
ftrace_filter_fops 264 @104=ftrace_filter_open @32=ftrace_filter_write
ftrace_formats_fops 264 @104=ftrace_formats_open @120=seq_release
ftrace_generic_fields 16 trace_find_event_field+0:1/2 __trace_eprobe_create+8:40/42
ftrace_graph_active 4 ftrace_graph_init_task+0:0/2 fgraph_init_ops+0:1/3 ftrace_graph_init_idle_task+0:2/4
ftrace_graph_entry 8 unregister_ftrace_graph+0:13/16 @0=ftrace_graph_entry_stub
ftrace_graph_fops 264 @104=ftrace_graph_open @32=ftrace_graph_write
ftrace_graph_hash 8 g_start+0:5/6 ftrace_graph_open+0:5/7 trace_graph_entry+0:8/11
ftrace_graph_notrace_fops 264 @104=ftrace_graph_notrace_open @32=ftrace_graph_write
ftrace_graph_notrace_hash 8 g_start+0:2/6 ftrace_graph_notrace_open+0:5/7 ftrace_graph_release+0:6/8
ftrace_graph_return 8 @0=ftrace_stub_graph
ftrace_graph_seq_ops 32 @0=g_start @8=g_stop
ftrace_graph_skip_irqs 4 func_graph_set_flag+0:0/1 trace_graph_entry+0:3/11
ftrace_list_end 216 ftrace_hash_move_and_update_ops+0:1/2 is_ftrace_trampoline+0:1/2 ftrace_find_unique_ops+0:1/2 @0=ftrace_stub
ftrace_lock 32 fpid_stop+0:0/1 fnpid_start+0:0/1 fpid_start+0:0/1
ftrace_mod_cmd 32 @24=ftrace_mod_callback
ftrace_mod_maps 16 ftrace_mod_address_lookup+0:2/3 ftrace_mod_get_kallsym+0:1/8 ftrace_release_mod+0:1/22
ftrace_no_pid_fops 264 @32=ftrace_no_pid_write @104=ftrace_no_pid_open
ftrace_no_pid_sops 32 @0=fnpid_start @16=fnpid_next
ftrace_notrace_fops 264 @32=ftrace_notrace_write @104=ftrace_notrace_open
ftrace_number_of_groups 8 ftrace_free_pages+0:2/3 tracing_read_dyn_info+0:1/5 ftrace_release_mod+0:19/22
ftrace_number_of_pages 8 ftrace_free_pages+0:1/3 tracing_read_dyn_info+0:2/5 ftrace_release_mod+0:18/22
ftrace_ops_list 8 ftrace_hash_move_and_update_ops+0:0/2 is_ftrace_trampoline+0:0/2 ftrace_find_unique_ops+0:0/2
ftrace_ops_trampoline_list 16 ftrace_update_trampoline+0:2/4 ftrace_mod_get_kallsym+0:2/8
ftrace_pages 8 ftrace_release_mod+0:6/22 ftrace_free_mem+0:21/27 ftrace_process_locs+0:9/29
ftrace_pages_start 8 ftrace_replace_code+0:1/2 ftrace_location_range+0:0/3 ftrace_rec_iter_start+0:1/4
ftrace_pid_fops 264 @32=ftrace_pid_write @104=ftrace_pid_open
ftrace_pid_sops 32 @0=fpid_start @16=fpid_next
ftrace_set_event_fops 264 @32=ftrace_event_write @104=ftrace_event_set_open
ftrace_set_event_notrace_pid_fops 264 @32=ftrace_event_npid_write @104=ftrace_event_set_npid_open
ftrace_set_event_pid_fops 264 @32=ftrace_event_pid_write @104=ftrace_event_set_pid_open
ftrace_show_header_event_fops 264 @24=show_header_event_file @104=tracing_open_generic_tr
ftrace_show_header_page_fops 264 @24=show_header_page_file @104=tracing_open_generic_tr
ftrace_snapshot_cmd 32 @24=ftrace_trace_snapshot_callback
ftrace_stacktrace_cmd 32 @24=ftrace_stacktrace_callback
ftrace_start_up 4 ftrace_module_enable+0:4/9 ftrace_startup+0:3/9 ftrace_enable_sysctl+0:7/14
ftrace_subsystem_filter_fops 264 @24=subsystem_filter_read @32=subsystem_filter_write
ftrace_suspend_notifier 24 @0=ftrace_suspend_notifier_call
ftrace_sysctls 56 @24=ftrace_enable_sysctl
ftrace_system_enable_fops 264 @24=system_enable_read @32=system_enable_write @104=subsystem_open
ftrace_touched_fops 264 @104=ftrace_touched_open @120=seq_release_private
ftrace_tr_enable_fops 264 @104=system_tr_open @24=system_enable_read
ftrace_trace_arrays 16 event_remove+0:0/1 trace_event_enable_cmd_record+0:0/1 trace_event_enable_tgid_record+0:0/1
ftrace_trace_function 8 ftrace_kill+0:2/3 alloc_and_copy_ftrace_hash+0:6/7 ftrace_update_pid_func+0:2/7 @0=ftrace_stub
ftrace_update_tot_cnt 8 tracing_read_dyn_info+0:4/5 ftrace_release_mod+0:20/22 ftrace_free_mem+0:16/27
full_fops 264 @32=write_full @40=read_iter_zero
func_ops 48 @0=btf_func_check_meta @8=btf_func_resolve
func_proto_ops 48 @0=btf_func_proto_check_meta @32=btf_func_proto_log
funcgraph_ops 256 @0=trace_graph_entry @8=trace_graph_return
function_trace 152 @8=function_trace_init @16=function_trace_reset
function_trace_op 8 perf_copy_attr+4:2/3 __kmem_obj_info+0:3/4 do_pages_stat+4:3/5
fuse_common_inode_operations 256 fuse_init_common+0:0/1 fuse_init_dir+0:0/3 fuse_init_symlink+0:0/3 @16=fuse_permission @24=fuse_get_inode_acl @160=fuse_get_acl
fuse_conn_congestion_threshold_ops 264 @24=fuse_conn_congestion_threshold_read @32=fuse_conn_congestion_threshold_write
fuse_conn_list 16 fuse_ctl_kill_sb+0:1/5 fuse_ctl_fill_super+0:4/5 fuse_sync_fs+0:3/7
fuse_conn_max_background_ops 264 @24=fuse_conn_max_background_read @32=fuse_conn_max_background_write
fuse_context_ops 48 @0=fuse_free_fsc @16=fuse_parse_param
fuse_context_submount_ops 48 @32=fuse_get_tree_submount
fuse_ctl_abort_ops 264 @32=fuse_conn_abort_write @104=nonseekable_open
fuse_ctl_context_ops 48 @32=fuse_ctl_get_tree
fuse_ctl_fs_type 72 @16=fuse_ctl_init_fs_context @40=fuse_ctl_kill_sb
fuse_ctl_waiting_ops 264 @24=fuse_conn_waiting_read @104=nonseekable_open
fuse_dax_file_aops 160 @16=fuse_dax_writepages @88=noop_direct_IO
fuse_dax_vm_ops 128 @40=fuse_dax_fault @48=fuse_dax_huge_fault
fuse_dentry_operations 128 @0=fuse_dentry_revalidate @32=fuse_dentry_delete
fuse_dev_fiq_ops 32 @0=fuse_dev_queue_forget @8=fuse_dev_queue_interrupt
fuse_dev_operations 264 @40=fuse_dev_read @48=fuse_dev_write
fuse_dir_inode_operations 256 @0=fuse_lookup @40=fuse_create
fuse_dir_operations 264 @64=fuse_readdir @80=fuse_dir_ioctl
fuse_export_fid_operations 80 process_init_reply+0:1/10 @0=fuse_encode_fh
fuse_export_operations 80 @8=fuse_fh_to_dentry @16=fuse_fh_to_parent
fuse_file_aops 160 @8=fuse_read_folio @16=fuse_writepages
fuse_file_operations 264 @16=fuse_file_llseek @40=fuse_file_read_iter
fuse_file_vm_ops 128 @8=fuse_vma_close @72=fuse_page_mkwrite
fuse_fs_parameters 352 @104=fs_param_is_uid @136=fs_param_is_gid
fuse_fs_type 72 @40=fuse_kill_sb_anon @16=fuse_init_fs_context
fuse_inode_cachep 8 fuse_free_inode+0:0/1 fuse_request_alloc+0:1/3 fuse_alloc_inode+0:0/4
fuse_iomap_ops 16 @0=fuse_iomap_begin @8=fuse_iomap_end
fuse_mutex 32 fuse_dev_ioctl+0:0/1 fuse_conn_abort_write+0:0/1 fuse_conn_destroy+0:0/1
fuse_req_cachep 8 fuse_put_request+0:0/1 fuse_dev_cleanup+0:1/2 fuse_request_alloc+0:0/3
fuse_super_operations 208 @0=fuse_alloc_inode @16=fuse_free_inode
fuse_symlink_aops 160 @8=fuse_symlink_read_folio
fuse_symlink_inode_operations 256 @8=fuse_get_link @104=fuse_setattr
fuse_xattr_handler 48 @32=fuse_xattr_get @40=fuse_xattr_set
fuseblk_fs_type 72 @40=fuse_kill_sb_blk @16=fuse_init_fs_context
futex_q_init 128 @56=futex_wake_mark
fw_dev_attr_group 40 @8=fw_upload_is_visible
fw_shutdown_nb 24 @0=fw_shutdown_notify
fw_syscore_ops 24 @0=fw_suspend
fwd_ops 48 @0=btf_fwd_check_meta @32=btf_fwd_type_log
fwnode_link_lock 32 fw_devlink_pickup_dangling_consumers+0:1/2 fwnode_link_add+0:1/2 fwnode_links_purge+0:1/3
gc_in_progress 1 unix_peek_fpl+0:1/3 unix_gc+0:4/5 wait_for_unix_gc+0:2/6
gc_list 16 irq_setup_generic_chip+0:2/4 irq_domain_alloc_generic_chips+0:1/7
gc_lock 4 irq_remove_generic_chip+0:0/3 irq_setup_generic_chip+0:0/4 irq_domain_alloc_generic_chips+0:5/7
gdp_mutex 32 cleanup_glue_dir+0:1/3 get_device_parent+0:1/14
ged_driver 200 @0=ged_probe @8=ged_remove
general_profit_attr 32 @16=general_profit_show
generic_ci_dentry_ops 128 @16=generic_ci_d_hash @24=generic_ci_d_compare
generic_device_handler 160 @32=acpi_generic_device_attach
generic_efivars 16 efivars_generic_ops_unregister+0:2/3
generic_encrypted_dentry_ops 128 generic_set_sb_d_ops+0:2/3 do_vfs_ioctl+40:3/5 @0=fscrypt_d_revalidate
generic_file_vm_ops 128 generic_file_mmap+0:1/2 generic_file_readonly_mmap+0:1/2 @72=filemap_page_mkwrite @40=filemap_fault @56=filemap_map_pages
generic_regulator_coupler 40 @16=generic_coupler_attach
generic_ro_fops 264 @96=generic_file_readonly_mmap @40=generic_file_read_iter
genl_ctrl_ops 120 @8=ctrl_getfamily @48=ctrl_dumpfamily
genl_fam_idr 24 ctrl_dumpfamily+0:1/3 genl_bind+0:1/4 genl_release+0:2/4
genl_mutex 32 genl_dumpit+0:1/2 genl_done+0:1/2 genl_lock+0:1/2
genl_pernet_ops 80 @16=genl_pernet_init @32=genl_pernet_exit
genl_sk_destructing_cnt 4 genl_unregister_family+0:9/11 netlink_release+0:13/16
genl_sk_destructing_waitq 24 genl_unbind+0:5/7 genl_unregister_family+0:10/11 netlink_release+0:14/16
genpd_debugfs_dir 8 genpd_remove+0:0/12 genpd_debug_add+0:0/16
genpd_mtx_ops 32 @0=genpd_lock_mtx @8=genpd_lock_nested_mtx
genpd_raw_spin_ops 32 @0=genpd_lock_raw_spin @8=genpd_lock_nested_raw_spin
genpd_spin_ops 32 @0=genpd_lock_spin @8=genpd_lock_nested_spin
gfp_allowed_mask 4 folio_free_swap+0:0/1 __try_to_reclaim_swap+0:1/2 __kmalloc_cache_node_noprof+0:0/4
ghes_devs 16 ghes_get_devices+0:0/1 ghes_register_vendor_record_notifier+0:0/2 ghes_unregister_vendor_record_notifier+0:0/2
ghes_devs_mutex 32 ghes_remove+0:1/7 ghes_probe+0:12/30
ghes_estatus_cache_alloced 4 ghes_estatus_cache_rcu_free+0:2/3 ghes_estatus_cache_add+0:1/8
ghes_estatus_caches 32 ghes_estatus_cached+0:1/2 ghes_estatus_cache_add+0:4/8
ghes_estatus_llist 8 ghes_estatus_cache_add+0:3/8 ghes_proc_in_irq+0:1/9 ghes_in_nmi_queue_one_entry+0:2/12
ghes_estatus_pool 8 ghes_kick_task_work+0:0/1 ghes_estatus_pool_region_free+0:0/1 ghes_estatus_pool_init+0:1/2
ghes_hed 16 ghes_notify_hed+0:3/4 ghes_remove+0:3/7 ghes_probe+0:16/30
ghes_list_mutex 32 ghes_remove+0:2/7 ghes_probe+0:3/30
ghes_notifier_hed 24 @0=ghes_notify_hed
ghes_notify_lock_irq 4 ghes_irq_func+0:1/2 ghes_poll_func+0:1/2 ghes_notify_hed+0:1/4
ghes_platform_driver 200 @0=ghes_probe @8=ghes_remove
ghes_proc_irq_work 32 ghes_sdei_critical_callback+0:2/3 ghes_sdei_normal_callback+0:2/3 ghes_notify_sea+0:5/6
global_cursor_default 4 vc_allocate+0:11/13
global_ops 216 ftrace_set_global_filter+0:1/2 ftrace_set_global_notrace+0:1/2 ftrace_ops_set_global_filter+40:1/6 @0=ftrace_stub
global_tunables 8 sugov_exit+0:5/6 sugov_init+0:13/27
global_tunables_lock 32 sugov_exit+0:1/6 sugov_init+0:12/27
global_wb_domain 120 wb_update_bandwidth+0:1/2 wb_over_bg_thresh+0:1/2 wb_calc_thresh+0:1/2
gnttab_free_bitmap 8 put_free_entry_locked+0:5/7 gnttab_set_free+0:4/7 gnttab_init+0:4/7
gnttab_free_callback_list 8 do_free_callbacks+0:0/2 gnttab_update_entry_v1+0:0/2 gnttab_update_entry_v2+0:0/2
gnttab_free_count 4 do_free_callbacks+0:1/2 put_free_entry_locked+0:3/7 gnttab_set_free+0:2/7
gnttab_free_head 4 gnttab_map_refs+0:2/6 put_free_entry_locked+0:1/7 gnttab_set_free+0:3/7
gnttab_free_tail_ptr 8 put_free_entry_locked+0:4/7 gnttab_set_free+0:6/7 get_free_entries+0:5/7
gnttab_interface 8 gnttab_grant_foreign_access+0:0/1 gnttab_end_foreign_access_ref+0:0/2 gnttab_grant_foreign_access_ref+0:0/2
gnttab_last_free 4 put_free_entry_locked+0:6/7 gnttab_set_free+0:5/7 get_free_entries+0:6/7
gnttab_list 8 gnttab_release_grant_reference+0:0/1 gnttab_claim_grant_reference+0:0/1 gnttab_free_grant_references+0:2/3
gnttab_list_lock 4 gnttab_free_grant_reference+0:1/2 gnttab_cancel_free_callback+0:1/2 gnttab_request_free_callback+0:1/2
gnttab_shared 8 gnttab_read_frame_v1+0:0/1 gnttab_update_entry_v1+0:1/2 gnttab_update_entry_v2+0:1/2
gnttab_size 4 gnttab_init+0:5/7 gnttab_alloc_grant_reference_seq+0:7/9 gnttab_expand+0:4/12
gnttab_v1_ops 48 @8=gnttab_map_frames_v1 @16=gnttab_unmap_frames_v1
gnttab_v2_ops 48 @8=gnttab_map_frames_v2 @16=gnttab_unmap_frames_v2
gov_dbs_data_mutex 32 cpufreq_dbs_governor_limits+0:0/1 cpufreq_dbs_governor_exit+0:0/1 cpufreq_dbs_governor_init+0:7/15
governor_sysfs_ops 16 cpufreq_dbs_governor_init+0:11/15
gp_cleanup_delay 4 init_srcu_struct_fields+0:12/35 rcu_gp_cleanup+0:20/35
gp_init_delay 4 rcu_gp_init+0:30/58
gp_preinit_delay 4 rcu_gp_init+0:28/58
gpd_list 16 of_genpd_add_provider_onecell+0:1/4 pm_genpd_init+0:23/33 summary_show+0:34/38
gpd_list_lock 32 of_genpd_add_subdomain+0:0/1 pm_genpd_remove+0:0/1 of_genpd_remove_last+0:0/1
gpio_bus_type 168 @40=gpio_bus_match
gpio_clk_driver 200 @0=gpio_clk_driver_probe
gpio_dev_type 56 @32=gpiodev_release
gpio_fileops 264 @24=lineinfo_watch_read @72=lineinfo_watch_poll
gpio_group 40 @8=gpio_is_visible
gpio_stub_drv 144 @56=gpio_stub_drv_probe
gpiochip_domain_ops 80 @16=gpiochip_irq_map @24=gpiochip_irq_unmap
gpiolib_fops 264 @104=gpiolib_open @120=seq_release
gpiolib_sops 32 @0=gpiolib_seq_start @8=gpiolib_seq_stop
graph_depth_fops 264 @24=graph_depth_read @32=graph_depth_write
graph_functions 32 @0=print_graph_function_event
graph_lock 32 g_stop+0:1/2 g_start+0:1/6 ftrace_graph_notrace_open+0:3/7
graph_ops 216 @0=ftrace_graph_func
graph_trace 152 @8=graph_trace_init @16=graph_trace_reset
gre_offload 32 @0=gre_gso_segment @8=gre_gro_receive
gro_cells 8 xfrm_input+0:1/10
grstatus 8 gnttab_end_foreign_access_ref_v2+0:2/3 gnttab_map_frames_v2+0:2/4
guaranteed_perf 32 @16=show_guaranteed_perf
guest_type_attr 40 @16=guest_type_show
guid_null 16 ghes_do_proc+0:2/12
handshake_genl_net_ops 80 @16=handshake_net_init @32=handshake_net_exit
handshake_nl_ops 80 @8=handshake_nl_accept_doit @48=handshake_nl_done_doit
hard_lockup_nmi_warn 8 watchdog_hardlockup_check+0:11/19
hardlockup_panic 4 watchdog_hardlockup_check+0:15/19 pcpu_alloc_noprof+0:27/36
has_full_constraints 1 regulator_has_full_constraints+0:0/1 regulator_late_cleanup+0:2/14 _regulator_get_common+0:7/14
hash_algo_name 184 pkcs7_get_digest+0:0/1 ima_alloc_atfm+0:3/5 ima_eventdigest_init_common+0:0/6
hash_mutex 32 univ8250_release_irq+0:2/5 univ8250_setup_irq+0:1/7
hash_resize_mutex 32 xfrm_hash_rebuild+0:0/3
hash_setup_done 4 __ima_inode_hash+0:1/8
hashdist 4 xfrm_hash_free+0:0/1 xfrm_hash_alloc+0:0/1
hashrnd 16 flow_hash_from_keys+0:0/3 __skb_get_hash_net+0:1/4 __skb_get_hash_symmetric_net+0:0/5
hashtab_node_cachep 8 hashtab_duplicate+0:0/1 hashtab_destroy+0:0/1 __hashtab_insert+0:0/2
have_boot_console 1 printk_kthreads_check_locked+0:3/8 unregister_console_locked+0:14/18 register_console+0:19/31
have_boot_isolcpus 1 prstate_housekeeping_conflict+0:1/4 cgroup1_reconfigure+0:7/11
have_canfork_callback 2 cgroup_can_fork+0:6/18 can_migrate_task+0:18/22
have_exit_callback 2 blk_stat_add_callback+0:3/4 cgroup_exit+0:2/6 alloc_iova_fast+0:5/7
have_favordynmods 1 array_map_mem_usage+0:2/3 cgroup_init_fs_context+0:6/7 css_free_rwork_fn+0:11/21
have_fork_callback 2 cgroup_post_fork+0:2/4
have_legacy_console 1 printk_kthreads_check_locked+0:2/8 unregister_console_locked+0:15/18 register_console+0:18/31
have_nbcon_console 1 printk_kthreads_check_locked+0:4/8 unregister_console_locked+0:16/18 register_console+0:28/31
have_release_callback 2 cgroup_release+0:0/9
hctx_dispatch_seq_ops 32 @0=hctx_dispatch_start @8=hctx_dispatch_stop
hctx_flag_name 56 hctx_flags_show+0:2/4
hctx_state_name 32 hctx_state_show+0:1/2
hctx_types 24 hctx_type_show+0:0/2 hctx_state_show+0:0/2 queue_state_show+0:0/2
hed_handle 8 acpi_hed_remove+0:1/2 acpi_hed_add+0:0/2 acpi_battery_add+0:1/9
hest_disable 4 apei_hest_parse+0:0/11
hibernate_atomic 4 hibernate_release+0:1/2 hibernate_acquire+0:1/2 hibernation_in_progress+0:1/2
hibernate_compressor_param_ops 32 @8=hibernate_compressor_param_set @16=param_get_string
hibernate_restore_protection 1 enable_restore_image_protection+0:0/1 snapshot_write_next+0:18/36
hibernate_restore_protection_active 1 snapshot_write_finalize+0:2/7 swsusp_free+0:5/10 snapshot_write_next+0:2/36
hibernation_mode 4 hibernate_release+0:0/2 hibernation_set_ops+0:1/2 hibernate_acquire+0:0/2
hibernation_modes 48 disk_show+0:4/9 disk_store+0:3/11 __arm64_sys_prctl+8:23/28
highest_memmap_pfn 8 vm_normal_page+0:0/4 vm_normal_page_pmd+0:1/8 memmap_init_range+0:0/18
highest_perf 32 @16=show_highest_perf
hist_poll_work 32 @16=hist_poll_event_irq_work
hist_trigger_elt_data_ops 32 @0=hist_trigger_elt_data_alloc @8=hist_trigger_elt_data_free
hmac_algos 176 seg6_hmac_info_add+0:0/4 seg6_hmac_exit+0:0/10 seg6_hmac_compute+0:4/16
hmac_tmpl 168 @32=hmac_create
hmat_adist_nb 24 @0=hmat_calculate_adistance
hmat_revision 1 hmat_update_target_attrs+0:4/14
hmem_active 64 walk_hmem_resources+56:1/2 __hmem_register_resource+0:1/10
hmem_resource_lock 32 walk_hmem_resources+0:0/2 hmem_register_resource+0:1/2 __hmem_register_resource+0:0/10
hmm_walk_ops 88 @24=hmm_vma_walk_pmd @40=hmm_vma_walk_hole
host_list 16 mipi_dsi_host_register+0:4/6
host_lock 32 of_find_mipi_dsi_host_by_node+0:0/1 mipi_dsi_host_unregister+0:1/2 mipi_dsi_host_register+0:3/6
hot_thres_access_freq 8 damon_lru_sort_apply_parameters+0:2/9
hotplug_kobj 8 acpi_sysfs_add_hotplug_profile+0:0/4
hotplug_slot_attr_attention 32 @16=attention_read_file @24=attention_write_file
hotplug_slot_attr_latch 32 @16=latch_read_file
hotplug_slot_attr_power 32 @16=power_read_file @24=power_write_file
hotplug_slot_attr_presence 32 @16=presence_read_file
hotplug_slot_attr_test 32 @24=test_write_file
hotplug_threads 16 smpboot_park_threads+0:2/4 smpboot_register_percpu_thread+0:5/6
housekeeping 80 housekeeping_enabled+72:0/1 housekeeping_test_cpu+0:1/3 housekeeping_affine+0:1/3
hpage_freelist 8 free_hpage_workfn+0:1/2 wait_for_freed_hugetlb_folios+0:1/3 __arm64_sys_swapon+6:23/73
hpage_pmd_size_attr 32 @16=hpage_pmd_size_show
hpdriver_portdrv 224 @8=pciehp_probe @16=pciehp_remove
hrtimer_hres_enabled 1 hrtimer_run_queues+0:2/6
hrtimer_resolution 4 alarm_clock_getres+0:0/1 posix_get_hrtimer_res+0:0/1 hrtimer_forward+0:0/1
hrtimer_work 32 @24=clock_was_set_work
hstate_kobjs 32 free_hpage_workfn+0:0/2 hugetlb_reserve_pages+0:0/2 wait_for_freed_hugetlb_folios+0:0/3
hstates 2656 hugetlb_cgroup_move_usage+0:0/1 hugetlb_reserve_pages+0:1/2 move_pfn_range_to_zone+2024:1/2
htab_lru_map_ops 344 @48=htab_lru_map_lookup_elem_sys @56=htab_lru_map_lookup_batch
htab_lru_percpu_map_ops 344 @56=htab_lru_percpu_map_lookup_batch @64=htab_lru_percpu_map_lookup_and_delete_elem
htab_map_ops 344 @64=htab_map_lookup_and_delete_elem @96=htab_map_lookup_elem
htab_of_maps_map_ops 344 @0=fd_htab_map_alloc_check @8=htab_of_map_alloc
htab_percpu_map_ops 344 @56=htab_percpu_map_lookup_batch @64=htab_percpu_map_lookup_and_delete_elem
huge_anon_orders_always 8 hugepage_pmd_enabled+0:0/4 khugepaged_min_free_kbytes_update+0:2/4 khugepaged_enter_vma+0:0/4
huge_anon_orders_inherit 8 hugepage_pmd_enabled+0:2/4 khugepaged_enter_vma+0:2/4 anon_enabled_show+0:2/9
huge_anon_orders_lock 4 anon_enabled_store+0:2/10
huge_anon_orders_madvise 8 hugepage_pmd_enabled+0:1/4 khugepaged_enter_vma+0:3/4 __handle_mm_fault+0:6/10
huge_shmem_orders_always 8 shmem_allowable_huge_orders+0:2/9 thpsize_shmem_enabled_show+0:1/11 shmem_get_unmapped_area+0:7/11
huge_shmem_orders_inherit 8 shmem_enabled_store+0:5/6 shmem_allowable_huge_orders+0:8/9 thpsize_shmem_enabled_show+0:2/11
huge_shmem_orders_lock 4 shmem_fill_super+0:4/11 thpsize_shmem_enabled_store+0:2/12
huge_shmem_orders_madvise 8 shmem_allowable_huge_orders+0:7/9 shmem_get_unmapped_area+0:9/11 thpsize_shmem_enabled_store+0:5/12
huge_shmem_orders_within_size 8 shmem_allowable_huge_orders+0:3/9 shmem_get_unmapped_area+0:8/11 thpsize_shmem_enabled_store+0:6/12
huge_zero_lock 4 shrink_huge_zero_page_scan+0:1/6 mm_get_huge_zero_folio+0:3/6
huge_zero_pfn 8 vmf_insert_pfn_pmd+0:1/2 folio_walk_start+0:1/3 do_huge_pmd_wp_page+0:2/4
huge_zero_refcount 4 shrink_huge_zero_page_count+0:0/1 put_huge_zero_page+0:0/1 shrink_huge_zero_page_scan+0:0/6
hugetlb_cgrp_subsys 256 @0=hugetlb_cgroup_css_alloc @16=hugetlb_cgroup_css_offline
hugetlb_dfl_tmpl 1512 @1016=hugetlb_events_show @1232=hugetlb_events_local_show
hugetlb_fault_mutex_table 8 remove_inode_hugepages+0:0/2 memfd_alloc_folio+0:1/3 mfill_atomic_copy+0:0/7
hugetlb_fs_parameters 256 @8=fs_param_is_gid @200=fs_param_is_uid
hugetlb_legacy_tmpl 1944 @200=hugetlb_cgroup_write_legacy @1880=hugetlb_cgroup_read_numa_stat
hugetlb_lock 4 nr_overcommit_hugepages_store+0:0/1 alloc_fresh_hugetlb_folio+0:0/1 get_hwpoison_hugetlb_folio+0:0/1
hugetlb_max_hstate 4 size_to_hstate+0:1/3 dissolve_free_hugetlb_folio+0:2/4 demote_size_store+0:1/5
hugetlb_sysfs_initialized 1 hugetlb_register_node+0:0/11 hugetlb_wp+0:4/16 hugetlb_fault+0:0/16
hugetlb_table 224 @24=hugetlb_sysctl_handler @80=hugetlb_mempolicy_sysctl_handler
hugetlb_vm_ops 128 @0=hugetlb_vm_op_open @8=hugetlb_vm_op_close
hugetlbfs_aops 160 @40=hugetlbfs_write_begin @48=hugetlbfs_write_end
hugetlbfs_dir_inode_operations 256 @40=hugetlbfs_create @64=hugetlbfs_symlink
hugetlbfs_file_operations 264 @40=hugetlbfs_read_iter @96=hugetlbfs_file_mmap
hugetlbfs_fs_context_ops 48 @0=hugetlbfs_fs_context_free @16=hugetlbfs_parse_param
hugetlbfs_fs_type 72 @16=hugetlbfs_init_fs_context @40=kill_litter_super
hugetlbfs_inode_cachep 8 hugetlbfs_free_inode+0:0/1 hugetlbfs_alloc_inode+0:0/2 hugetlb_file_setup+0:1/13
hugetlbfs_inode_operations 256 hugetlbfs_get_inode+0:2/8 @104=hugetlbfs_setattr
hugetlbfs_ops 208 @0=hugetlbfs_alloc_inode @8=hugetlbfs_destroy_inode
hugetlbfs_vfsmount 32 hugetlb_file_setup+0:2/13
hung_detector_suspended 1 hungtask_pm_notify+0:0/1 watchdog+0:4/25
hung_task_call_panic 1 watchdog+0:10/25
hung_task_show_all_bt 1 watchdog+0:9/25
hung_task_sysctls 336 map_write+208:4/17 @192=proc_dohung_task_timeout_secs @24=proc_dointvec_minmax
hung_up_tty_fops 264 @40=hung_up_tty_read @48=hung_up_tty_write
hv_kmsg_dumper 32 @16=hv_kmsg_dump
hv_ops 72 @0=get_chars @8=put_chars
hv_read_reference_counter 8 @0=__hv_read_ref_counter
hvc_console 280 @16=hvc_console_print @32=hvc_console_device
hvc_kicked 4 hvc_unthrottle+0:2/3 hvc_write+0:2/3 hvc_kick+0:2/3
hvc_needs_init 4 hvc_alloc+0:0/30
hvc_ops 272 @8=hvc_install @24=hvc_open
hvc_port_ops 40 @32=hvc_port_destruct
hvc_structs 16 hvc_get_by_index+0:1/3 khvcd+0:2/6 hvc_alloc+0:21/30
hvc_structs_mutex 32 hvc_port_destruct+0:1/2 hvc_get_by_index+0:2/3 khvcd+0:1/6
hvc_task 8 hvc_unthrottle+0:1/3 hvc_write+0:1/3 hvc_kick+0:1/3
hw_breakpoint_exceptions_nb 24 @0=hw_breakpoint_exceptions_notify
hw_failure_emergency_poweroff_work 88 @24=hw_failure_emergency_poweroff_func @56=delayed_work_timer_fn
hw_memory_failure 1 unpoison_memory+0:2/16
hwcache_align_attr 32 @16=hwcache_align_show
hwirq_attr 32 @16=hwirq_show
hwmon_class 96 @48=hwmon_dev_release
hwmon_dev_attr_group 40 @8=hwmon_dev_attr_is_visible
hwpoison_filter_dev_major 4 is_raw_hwpoison_page_in_hugepage+0:0/3 identify_page_state+0:0/5 hwpoison_filter+0:1/6
hwpoison_filter_dev_minor 4 hwpoison_filter+0:2/6
hwpoison_filter_enable 4 hwpoison_filter+0:0/6
hwpoison_filter_flags_mask 8 hwpoison_filter+0:3/6
hwpoison_filter_flags_value 8 hwpoison_filter+0:4/6
hwpoison_filter_memcg 8 hwpoison_filter+0:5/6
hwpoison_walk_ops 88 @24=hwpoison_pte_range @48=hwpoison_hugetlb_range
hwrng_fill 8 drop_current_rng+0:1/3 set_current_rng+0:3/9
hyp_sysfs_ops 16 @0=hyp_sysfs_show @8=hyp_sysfs_store
hyperv_panic_report_block 24 hv_die_panic_notify_crash+0:0/3 @0=hv_die_panic_notify_crash
hystart 4 cubictcp_init+0:1/3 cubictcp_acked+0:2/8
hystart_ack_delta_us 4 cubictcp_acked+0:5/8
hystart_detect 4 cubictcp_acked+0:4/8
hystart_low_window 4 cubictcp_acked+0:3/8
i2c_acpi_notifier 24 @0=i2c_acpi_notify
i2c_adapter_lock_ops 24 @0=i2c_adapter_lock_bus @8=i2c_adapter_trylock_bus
i2c_adapter_type 56 @32=i2c_adapter_dev_release
i2c_bus_type 168 @40=i2c_device_match @56=i2c_device_probe
i2c_client_type 56 @16=i2c_device_uevent @32=i2c_client_dev_release
i2c_dw_algo 56 @0=i2c_dw_xfer @32=i2c_dw_func
i2c_dw_dev_pm_ops 184 @0=i2c_dw_prepare @160=i2c_dw_runtime_suspend
i2c_host_notify_irq_ops 80 @16=i2c_host_notify_irq_map
i_hash_mask 4 find_inode_rcu+0:1/3 find_inode_by_ino_rcu+0:1/3 ilookup+0:2/4
i_hash_shift 4 find_inode_rcu+0:0/3 find_inode_by_ino_rcu+0:0/3 ilookup+0:0/4
i_lcoef_tokens 112 ioc_cost_model_write+0:3/4
icmp6type2name 2048 snmp6_seq_show+0:0/4 snmp6_dev_seq_show+0:2/4 snmp6_seq_show_icmpv6msg+0:0/6
icmp_err_convert 128 raw_icmp_error+0:1/2 tcp_v4_err+0:0/2 __udp4_lib_err+0:0/3
icmp_pointers 304 @0=ping_rcv @80=icmp_redirect
icmp_protocol 24 @0=icmp_rcv @8=icmp_err
icmp_sk_ops 80 @16=icmp_sk_init
icmpmibmap 192 snmp_seq_show+0:1/11
icmpv6_protocol 24 @0=icmpv6_rcv @8=icmpv6_err
idem_hash 2048 irq_remove_generic_chip+912:2/3 default_affinity_write+160:3/4 __do_sys_init_module+160:1/6
idem_lock 4 __arm64_sys_finit_module+0:3/16
idle_sched_class 224 @8=dequeue_task_idle @32=wakeup_preempt_idle
idle_states_fops 264 @104=idle_states_open @120=single_release
idr_lock 32 tpm_dev_release+0:0/2 tpm_chip_unregister+0:0/2 tpm_default_chip+0:0/2
if6_proc_net_ops 80 @16=if6_proc_net_init @32=if6_proc_net_exit
if6_seq_ops 32 @0=if6_seq_start @8=if6_seq_stop
if_tokens 128 _perf_ioctl+0:25/37
ifalias_mutex 32 dev_set_alias+0:0/1 dev_set_mac_address_user+0:0/2 dev_get_mac_address+0:0/4
igmp6_mc_seq_ops 32 @0=igmp6_mc_seq_start @8=igmp6_mc_seq_stop
igmp6_mcf_seq_ops 32 @0=igmp6_mcf_seq_start @8=igmp6_mcf_seq_stop
igmp6_net_ops 80 @16=igmp6_net_init @32=igmp6_net_exit
igmp6_netdev_notifier 24 @0=ipv6_mc_netdev_event
igmp_mc_seq_ops 32 @0=igmp_mc_seq_start @8=igmp_mc_seq_stop
igmp_mcf_seq_ops 32 @0=igmp_mcf_seq_start @8=igmp_mcf_seq_stop
igmp_net_ops 80 @16=igmp_net_init @32=igmp_net_exit
igmp_notifier 24 @0=igmp_netdev_event
igmp_protocol 24 @0=igmp_rcv
ignore_console_lock_warning 4 vcs_size+0:0/2 save_screen+0:0/2 set_origin+0:0/2
ignore_interrupt 8 acpi_gpio_in_ignore_list+0:0/4 line_set_debounce_period+0:3/6 supinfo_to_lineinfo+0:2/7
ignore_loglevel 1 printk_get_next_message+0:3/9 vprintk_emit+0:12/17
ignore_poke 4 poke_blanked_console+0:4/13 do_unblank_screen+0:4/16 tioclinux+0:4/17
ignore_ppc 4 acpi_processor_ignore_ppc_init+0:1/2 acpi_processor_ppc_has_changed+0:0/3 acpi_processor_ppc_init+0:0/6
ignore_rlimit_data 1 may_expand_vm+0:1/5
ignore_wake 8 acpi_gpio_in_ignore_list+0:2/4 line_set_debounce_period+0:2/6
ima_appraise_hooks 120 @8=ima_inode_post_setattr @32=ima_inode_setxattr
ima_ascii_measurements_ops 264 @104=ima_ascii_measurements_open @120=seq_release
ima_ascii_measurements_seqops 32 @24=ima_ascii_measurements_show @0=ima_measurements_start
ima_hooks 384 @8=ima_bprm_check @32=ima_file_check
ima_htable_violations_ops 264 @24=ima_show_htable_violations @16=generic_file_llseek
ima_keys_delayed_work 88 @24=ima_keys_handler @56=delayed_work_timer_fn
ima_lsm_policy_notifier 24 @0=ima_lsm_policy_change
ima_measure_policy_ops 264 @32=ima_write_policy @104=ima_open_policy
ima_measurements_count_ops 264 @24=ima_show_measurements_count @16=generic_file_llseek
ima_measurements_ops 264 @104=ima_measurements_open @120=seq_release
ima_measurments_seqops 32 @24=ima_measurements_show @0=ima_measurements_start
image_size_attr 32 @16=image_size_show @24=image_size_store
in6addr_any 16 ip6_dst_neigh_lookup+0:0/1 ip6mr_get_route+0:0/1 ip6_mr_input+0:0/1
in6addr_interfacelocal_allnodes 16 ipv6_add_dev+0:13/31
in6addr_interfacelocal_allrouters 16 dev_forward_change+0:1/4
in6addr_linklocal_allnodes 16 ndisc_send_unsol_na+0:0/1 ipv6_mc_destroy_dev+0:0/2 ndisc_recv_ns+0:3/4
in6addr_linklocal_allrouters 16 igmp6_send+0:0/2 ipv6_mc_destroy_dev+0:1/2 dev_forward_change+0:0/4
in6addr_loopback 16 __ip6_datagram_connect+0:0/1 addrconf_init_auto_addrs+0:0/15 tcp_v6_connect+0:13/16
in6addr_sitelocal_allrouters 16 dev_forward_change+0:2/4
in_lookup_hashtable 8192 __d_lookup_unhash+0:0/1 fasync_insert_entry+0:1/2 __lruvec_stat_mod_folio+6904:1/2
in_suspend 4 pfn_is_nosave+0:0/3 snapshot_ioctl+0:11/16 hibernation_snapshot+0:4/18
index_f 64 @0=common_index @8=class_index
inet6_acaddr_lst 2048 ipv6_anycast_cleanup+0:1/2 addrconf_mod_dad_work+24:1/2 addrconf_prefix_rcv_add_addr+1408:2/3
inet6_dgram_ops 232 @64=udp_poll @208=udp_read_skb @24=inet6_bind
inet6_family_ops 24 @8=inet6_create
inet6_net_ops 80 @16=inet6_net_init @32=inet6_net_exit
inet6_offloads 2048 ipv6_gso_segment+0:0/1 ipv6_gro_receive+0:0/1 ipv6_gro_complete+0:0/1
inet6_ops 72 @24=inet6_fill_link_af @32=inet6_get_link_af_size
inet6_sockraw_ops 232 @152=sock_common_recvmsg @24=inet6_bind
inet6_stream_ops 232 mptcp_stream_accept+0:12/14 __xfrm_init_state+32:18/34 @48=inet_accept @64=tcp_poll @96=inet_listen
inet6addr_chain 16 inet6addr_notifier_call_chain+0:0/1 register_inet6addr_notifier+0:0/1 unregister_inet6addr_notifier+0:0/1
inet6addr_validator_chain 48 register_inet6addr_validator_notifier+0:0/1 unregister_inet6addr_validator_notifier+0:0/1 inet6addr_validator_notifier_call_chain+0:0/1
inet_addr_lst 2048 inet_lookup_ifaddr_rcu+0:0/2 __ip_dev_find+0:0/2 tcp_sigpool_get+1152:2/3
inet_af_ops 72 @24=inet_fill_link_af @32=inet_get_link_af_size
inet_dgram_ops 232 @64=udp_poll @208=udp_read_skb @24=inet_bind
inet_family_ops 24 @8=inet_create
inet_frag_wq 8 fqdir_free_fn+0:0/2 fqdir_exit+0:0/2 inet_frags_init+0:0/3
inet_offloads 2048 inet_gro_complete+0:0/1 inet_add_offload+0:0/1 inet_del_offload+0:0/1
inet_peer_maxttl 4 inet_getpeer+0:5/17
inet_peer_minttl 4 inet_getpeer+0:6/17
inet_peer_threshold 4 inet_getpeer+0:4/17
inet_protos 2048 ip_protocol_deliver_rcu+0:0/1 inet_add_protocol+0:1/2 inet_del_protocol+0:1/2
inet_rcv_compat 8 sock_diag_rcv_msg+0:1/2 sock_diag_unregister_inet_compat+0:1/2 sock_diag_register_inet_compat+0:1/2
inet_sockraw_ops 232 inet_sk_rebuild_header+56:4/5 inet_rtm_deladdr+120:3/9 @24=inet_bind @80=inet_compat_ioctl @16=inet_release
inet_stream_ops 232 rtm_to_ifaddr+56:5/9 mptcp_stream_accept+0:8/14 do_ipv6_setsockopt+0:18/20 @48=inet_accept @64=tcp_poll @96=inet_listen
inetaddr_chain 48 unregister_inetaddr_notifier+0:0/1 register_inetaddr_notifier+0:0/1 register_inetaddr_validator_notifier+0:0/2
inetaddr_validator_chain 48 register_inetaddr_validator_notifier+0:1/2 unregister_inetaddr_validator_notifier+0:1/2 __inet_insert_ifa+0:1/17
inetsw 176 inet_unregister_protosw+0:1/3 inet_create+0:0/4 inet_register_protosw+0:0/4
inetsw6 176 unix_del_edges+24:5/6 inet6_register_protosw+0:2/7 inet6_create+0:1/9
inetsw6_lock 4 inet6_unregister_protosw+0:2/3 inet6_register_protosw+0:1/7
inetsw_lock 4 inet_unregister_protosw+0:2/3 inet_register_protosw+0:1/4
info_idx 4 fbcon_remap_all+0:6/7 do_fbcon_takeover+0:4/10 fbcon_fb_registered+0:7/10
info_template 336 strset_prepare_data+0:1/4 strset_parse_request+8:5/6 ethnl_update_bitset32+272:4/6
init_cgroup_ns 48 cgroup_reconfigure+0:1/2 cgroup_cancel_fork+0:1/3 cgroup_apply_control_disable+0:1/5
init_cred 184 look_up_user_keyrings+0:6/8
init_css_set 592 cgroup_e_css+0:1/2 cgroup_fork+0:1/2 cgroup_get_e_css+0:1/2
init_free_list 8 do_free_init+0:0/1 print_modules+0:3/9 do_init_module+0:6/11
init_free_wq 32 @24=do_free_init
init_ipc_ns 1144 eventfs_root_lookup+632:4/6 eventfs_iterate+632:2/7 setup_mq_sysctls+852:3/11
init_mm 1280 finish_cpu+0:0/1 __change_memory_common+0:1/2 contpte_try_unfold_partial+0:0/2
init_net 4736 init_dummy_netdev_core+0:0/1 netdev_exit+0:0/1 net_initial_ns+0:0/1
init_pid_ns 144 pidns_get+0:0/1 pidns_install+0:0/1 pidns_get_parent+0:0/1
init_struct_pid 128 copy_process+0:30/138
init_task 4736 @1328=do_no_restart_syscall
init_time_ns 88 common_nsleep_timens+0:0/1 futex2_setup_timeout+0:0/1 common_timer_set+0:0/1
init_ucounts 160 setup_userns_sysctls+8:4/6
init_user_ns 616 proc_map_files_get_link+0:0/1 selinux_capable+0:0/1 has_cap_mac_admin+0:0/1
init_uts_ns 432 proc_do_uts_string+0:1/2 arch_hdr_invariants+0:0/3 ethtool_get_drvinfo+130:0/4
inited 4 __clk_register+0:33/56
initial_rotation 4 fbcon_init+0:6/21 fbcon_startup+0:8/26
initial_sid_to_string 224 security_get_initial_sid_context+0:0/1 security_context_to_sid_core+0:2/4 context_struct_compute_av+0:0/4
initial_ssthresh 4 cubictcp_init+0:2/3
initialized 4 cpuidle_not_available+0:1/2 cpuidle_uninstall_idle_handler+0:1/2 cpuidle_install_idle_handler+0:1/2
initramfs_cookie 8 wait_for_initramfs+0:0/6
initramfs_domain 24 wait_for_initramfs+0:3/6
inode_cache 136 inode_storage_map_free+0:0/1 inode_storage_map_alloc+0:1/2 sk_filter_trim_cap+96:2/4
inode_cachep 8 i_callback+0:0/1 alloc_inode+0:0/1 free_inode_nonrcu+0:0/1
inode_hash_lock 4 __remove_inode_hash+0:0/1 __wait_on_freeing_inode+0:0/3 find_inode_nowait+0:3/4
inode_hashtable 8 find_inode_rcu+0:2/3 find_inode_by_ino_rcu+0:2/3 ilookup+0:1/4
inode_storage_map_ops 344 @8=inode_storage_map_alloc @24=inode_storage_map_free
inodes_stat 56 aio_fsync_work+8:1/2 inode_init_once+0:0/3 address_space_init_once+0:0/3
inotify_fops 264 @24=inotify_read @72=inotify_poll
inotify_fsnotify_ops 48 @8=inotify_handle_inode_event @16=inotify_free_group_priv
inotify_inode_mark_cachep 8 inotify_free_mark+0:0/1 __arm64_sys_inotify_add_watch+0:6/7
inotify_max_queued_events 4 do_inotify_init+0:1/10
input_class 96 @32=input_devnode
input_dev_pm_ops 184 @16=input_dev_suspend @32=input_dev_freeze
input_dev_type 56 @16=input_dev_uevent @32=input_dev_release
input_devices_proc_ops 96 @8=input_proc_devices_open @56=input_proc_devices_poll
input_devices_seq_ops 32 @0=input_devices_seq_start @16=input_devices_seq_next
input_handler_list 16 input_handlers_seq_next+0:1/2 input_handlers_seq_start+0:2/3 psmouse_extensions+1:2/3
input_handlers_proc_ops 96 @8=input_proc_handlers_open @48=seq_release_private
input_handlers_seq_ops 32 @0=input_handlers_seq_start @16=input_handlers_seq_next
input_ida 16 input_get_new_minor+0:0/1 input_free_minor+0:0/1 input_handlers_seq_next+0:0/2
input_led_info 256 input_leds_connect+0:0/7
input_leds_handler 120 @8=input_leds_event @40=input_leds_connect
input_mutex 32 input_seq_stop+0:1/2 input_handlers_seq_start+0:1/3 input_devices_seq_start+0:1/3
input_poller_attribute_group 40 @8=input_poller_attrs_visible
input_pool 128 mix_pool_bytes+0:2/3 add_device_randomness+0:3/5 random_ioctl+124:0/6
inserting_into 8 ep_loop_check_proc+0:4/5
int340x_thermal_handler 160 @32=int340x_thermal_handler_attach
int_ops 48 @0=btf_int_check_meta @16=btf_int_check_member
int_seq_ops 32 @0=int_seq_start @8=int_seq_stop
interpreters 128 @0=__bpf_prog_run32 @8=__bpf_prog_run64
interpreters_args 128 @0=__bpf_prog_run_args32 @8=__bpf_prog_run_args64
inuse_list 16 dquot_scan_active+0:2/3 dquot_disable+0:5/21 dqget+0:17/21
inv_translate 252 inverse_translate+0:1/3 set_translate+0:1/3 vcs_scr_updated+24:2/3
io_cgrp_subsys 256 @0=blkcg_css_alloc @8=blkcg_css_online
io_cold_defs 1392 @512=io_statx_cleanup @848=io_renameat_cleanup
io_issue_defs 1392 @8=io_nop @16=io_nop_prep
io_port_lock 32 read_sel_16bit_indexed_io+0:1/2 read_sel_2x8bit_indexed_io+0:1/2 read_sel_8bit_indexed_io+0:1/2
io_range_list 16 logic_pio_unregister_range+0:0/2 logic_outb+0:0/2 logic_outw+0:0/2
io_range_mutex 32 logic_pio_unregister_range+0:1/2 logic_insl+0:1/3 logic_insw+0:1/3
io_tlb_default_mem 112 default_swiotlb_base+0:0/1 default_swiotlb_limit+8:0/1 is_swiotlb_allocated+64:0/1
io_ubuf_ops 16 @0=io_tx_ubuf_complete @8=io_link_skb
io_uring_fops 264 @72=io_uring_poll @96=io_uring_mmap
io_wq_online 4 io_ring_exit_work+0:3/8 io_wq_create+0:3/8 io_wq_put_and_exit+0:5/9
ioam6_genl_ops 336 @0=ioam6_genl_addns @48=ioam6_genl_delns
ioam6_net_ops 80 @16=ioam6_net_init @32=ioam6_net_exit
ioc_files 864 @152=ioc_weight_show @200=ioc_weight_write
ioc_rqos_ops 88 @0=ioc_rqos_throttle @16=ioc_rqos_merge
iocontext_cachep 8 ioc_release_fn+0:0/1 set_task_ioprio+0:0/1 alloc_io_context+0:0/2
iomap_ioend_bioset 392 iomap_writepages+0:0/20
iomem_fs_type 72 @16=iomem_fs_init_fs_context @40=kill_anon_super
iomem_inode 8 revoke_iomem+0:0/1 r_stop+0:0/2 insert_resource+0:0/2
iomem_resource 64 simplefb_destroy+0:0/1 pl010_release_port+0:0/1 meson_uart_release_port+0:0/1
iommu_class 96 @48=release_device
iommu_group_attr_name 32 @16=iommu_group_show_name
iommu_group_attr_reserved_regions 32 @16=iommu_group_show_resv_regions
iommu_group_attr_type 32 @16=iommu_group_show_type @24=iommu_group_store_type
iommu_group_ktype 48 @0=iommu_group_release
iommu_group_sysfs_ops 16 @0=iommu_group_attr_show @8=iommu_group_attr_store
ioport_resource 64 find_bus_resource_of_type+0:1/2 __pcim_release_region+0:1/2 serial8250_release_port+0:1/2
ioprio_class_to_prio 16 dd_request_merged+0:0/1 dd_request_merge+0:0/2 dd_merged_requests+0:0/2
ioremap_max_page_shift 4 vmap_page_range+0:0/1 ioremap_page_range+0:0/6
iou_wq 8 io_ring_ctx_wait_and_kill+0:0/3
iova_cache 8 __free_iova+0:0/1 reserve_iova+0:0/1 free_iova+0:0/1
iova_cache_mutex 32 iova_cache_put+0:0/4 iova_cache_get+0:0/10
iova_cache_users 4 iova_cache_put+0:2/4 iova_cache_get+0:2/10 iommu_fwspec_init+0:5/11
iova_magazine_cache 8 iova_magazine_free_pfns+0:0/2 alloc_iova+0:0/2 put_iova_domain+0:0/2
ip4_frags 128 nf_register_queue_handler+80:1/2 ipv4_frags_init_net+0:0/5 update_or_create_fnhe+40:3/10
ip4_frags_ns_ctl_table 224 @136=proc_dointvec_jiffies @24=proc_doulongvec_minmax @192=proc_dointvec_minmax
ip4_frags_ops 80 @16=ipv4_frags_init_net @24=ipv4_frags_pre_exit_net
ip4ip6_offload 32 @0=ip4ip6_gso_segment @8=ip4ip6_gro_receive
ip6_blk_hole_entry_template 224 @48=dst_discard_out
ip6_dst_blackhole_ops 192 ip6_blackhole_route+0:1/8 ip6_route_cleanup+128:6/8 unix_add_edges+32:5/14 @16=ip6_dst_check @24=ip6_default_advmss @48=ip6_dst_destroy
ip6_dst_ops_template 192 @8=ip6_dst_gc @32=ip6_mtu
ip6_fl_gc_timer 40 @24=ip6_fl_gc
ip6_fl_lock 4 fl6_renew+0:1/3 ipv6_flowlabel_opt_get+0:1/3 fl_release+0:1/7
ip6_flowlabel_net_ops 80 @16=ip6_flowlabel_proc_init @32=ip6_flowlabel_net_exit
ip6_frags 128 ipv6_frags_init_net+0:0/5 ipv6_frag_exit+0:0/6 ipv6_mc_init_dev+0:7/13
ip6_frags_ns_ctl_table 168 ipv6_frags_init_net+0:2/5 ipv6_frag_exit+0:2/6 @136=proc_dointvec_jiffies @24=proc_doulongvec_minmax
ip6_frags_ops 80 @16=ipv6_frags_init_net @24=ipv6_frags_pre_exit_net
ip6_mr_notifier 24 @0=ip6mr_device_event
ip6_null_entry_template 224 @40=ip6_pkt_discard @48=ip6_pkt_discard_out
ip6_prohibit_entry_template 224 @40=ip6_pkt_prohibit @48=ip6_pkt_prohibit_out
ip6_ra_chain 8 ip6_ra_control+0:0/5 do_ipv6_setsockopt+0:4/20 ip6_forward+0:23/38
ip6_ra_lock 8 ip6_ra_control+0:1/5 ip6_forward+0:20/38
ip6_route_dev_notifier 24 @0=ip6_route_dev_notify
ip6_route_net_late_ops 80 @16=ip6_route_net_init_late @32=ip6_route_net_exit_late
ip6_route_net_ops 80 @16=ip6_route_net_init @32=ip6_route_net_exit
ip6_segments_ops 80 @16=seg6_net_init @32=seg6_net_exit
ip6_sk_fl_lock 4 fl6_free_socklist+0:1/2 ipv6_flowlabel_opt+0:5/17
ip6_tun_lwt_ops 72 @0=ip6_tun_build_state @32=ip6_tun_fill_encap_info
ip6fl_seq_ops 32 @0=ip6fl_seq_start @8=ip6fl_seq_stop
ip6ip6_offload 32 @0=ip6ip6_gso_segment @16=ip6ip6_gro_complete
ip6mr_mr_table_ops_cmparg_any 32 ipv6_flowlabel_opt+12:15/17
ip6mr_net_ops 80 @16=ip6mr_net_init @32=ip6mr_net_exit
ip6mr_notifier_ops_template 64 @24=ip6mr_seq_read @32=ip6mr_dump
ip6mr_rht_params 40 @32=ip6mr_hash_cmp
ip6mr_rules_ops_template 176 @48=ip6mr_rule_action @64=ip6mr_rule_match
ip6mr_vif_seq_ops 32 @0=ip6mr_vif_seq_start @8=ip6mr_vif_seq_stop
ip6tun_encaps 64 __udp6_lib_err+0:0/1
ip_idents_mask 4 ip_error+0:0/3 __ip_select_ident+0:0/3 rt_acct_proc_show+0:3/6
ip_mr_notifier 24 @0=ipmr_device_event
ip_netdev_notifier 24 @0=inetdev_event
ip_packet_type 72 @16=ip_rcv @24=ip_list_rcv
ip_privileged_port_max 4 ipv4_privileged_ports+0:1/2 ipv4_local_port_range+0:0/6 ipv4_ping_group_range+0:1/6
ip_privileged_port_min 4 ipv4_privileged_ports+0:0/2 ipv4_ping_group_range+0:0/6
ip_proc_ops 80 @16=ip_proc_init_net @32=ip_proc_exit_net
ip_rt_acct 8 rt_acct_proc_show+0:5/6
ip_rt_gc_timeout 4 __ip_do_redirect+0:7/9
ip_rt_ops 80 @16=netns_ip_rt_init
ip_rt_proc_ops 80 @16=ip_rt_do_proc_init @32=ip_rt_do_proc_exit
ip_rt_redirect_load 4 ip_rt_send_redirect+0:4/6
ip_rt_redirect_number 4 ip_rt_send_redirect+0:3/6
ip_rt_redirect_silence 4 ip_rt_send_redirect+0:2/6
ip_tos2prio 16 __ip_sock_set_tos+0:0/1 ip_cmsg_send+0:0/1 ip_forward+0:5/9
ip_tun_lwt_ops 72 @0=ip_tun_build_state @8=ip_tun_destroy_state
ip_tunnel_header_ops 48 @40=ip_tunnel_parse_protocol
ipc_kht_params 40 ipc_init_ids+0:3/4
ipc_min_cycle 4 ipc_addid+0:2/8 setup_ipc_sysctls+0:10/18
ipc_mni 4 shmctl_ipc_info+0:0/1 shmctl_shm_info+0:0/1 proc_ipc_sem_dointvec+0:0/1
ipc_mni_shift 4 ipc_obtain_object_idr+0:0/1 ipcctl_obtain_check+0:0/1 ipc_obtain_object_check+0:0/1
ipc_sysctls 672 @192=proc_ipc_dointvec_minmax_orphans @360=proc_ipc_auto_msgmni
ipcns_operations 64 @24=ipcns_get @32=ipcns_put
ipcomp4_handlers 8 xfrm4_ipcomp_err+0:1/2 xfrm4_ipcomp_rcv+0:1/2 xfrm4_rcv_cb+0:2/3
ipcomp4_protocol 24 @0=xfrm4_ipcomp_rcv @8=xfrm4_ipcomp_err
ipcomp6_handlers 8 xfrm6_ipcomp_err+0:1/2 xfrm6_ipcomp_rcv+0:1/2 xfrm6_rcv_cb+0:1/3
ipcomp6_protocol 24 @0=xfrm6_ipcomp_rcv @8=xfrm6_ipcomp_err
ipe_hooks 216 @8=ipe_bprm_check_security @32=ipe_mmap_file
ipe_policy_lock 32 ipe_set_active_pol+0:0/2 ipe_update_policy+0:0/2 delete_policy+0:1/4
ipip_offload 32 @0=ipip_gso_segment @8=ipip_gro_receive
ipmi_dmi_infos 8 ipmi_dmi_get_slave_addr+0:0/6
ipmr_mr_table_ops_cmparg_any 8 ipmr_mfc_add+0:11/17
ipmr_net_ops 80 @16=ipmr_net_init @32=ipmr_net_exit
ipmr_notifier_ops_template 64 @24=ipmr_seq_read @32=ipmr_dump
ipmr_rht_params 40 @32=ipmr_hash_cmp
ipmr_rules_ops_template 176 @48=ipmr_rule_action @64=ipmr_rule_match
ipmr_vif_seq_ops 32 @0=ipmr_vif_seq_start @8=ipmr_vif_seq_stop
iptun_encaps 64 __udp4_lib_err+0:2/3
ipv4_devconf 152 __devinet_sysctl_register+0:2/8 devinet_init_net+0:1/16
ipv4_devconf_dflt 152 devinet_init_net+0:2/16
ipv4_dst_blackhole_ops 192 @16=dst_blackhole_check @24=ipv4_default_advmss
ipv4_dst_ops 192 @16=ipv4_dst_check @32=ipv4_mtu
ipv4_inetpeer_ops 80 @16=ipv4_inetpeer_init @32=ipv4_inetpeer_exit
ipv4_mib_ops 80 @16=ipv4_mib_init_net @32=ipv4_mib_exit_net
ipv4_net_table 6776 @584=ipv4_ping_group_range @1144=ipv4_local_port_range
ipv4_route_netns_table 224 @24=ipv4_sysctl_rtcache_flush @136=proc_dointvec_jiffies
ipv4_route_table 672 @192=proc_dointvec_ms_jiffies @136=proc_dointvec_jiffies
ipv4_specific 88 @32=tcp_v4_conn_request @40=tcp_v4_syn_recv_sock
ipv4_sysctl_ops 80 @16=ipv4_sysctl_init_net @32=ipv4_sysctl_exit_net
ipv4_table 728 @584=proc_tcp_available_ulp @696=proc_douintvec_minmax
ipv6_addr_label_ops 80 @16=ip6addrlbl_net_init @32=ip6addrlbl_net_exit
ipv6_bpf_stub_impl 40 @0=__inet6_bind @8=__udp6_lib_lookup
ipv6_dev_notf 24 @0=addrconf_notify
ipv6_flowlabel_exclusive 112 ip6_flowlabel_init+0:0/2 ip6_flowlabel_cleanup+0:0/4 fl_create+0:2/6 @48=jump_label_update_timeout @80=delayed_work_timer_fn
ipv6_icmp_table_template 336 @248=proc_do_large_bitmap @24=proc_dointvec_ms_jiffies
ipv6_inetpeer_ops 80 @16=ipv6_inetpeer_init @32=ipv6_inetpeer_exit
ipv6_mapped 88 tcp_v6_mapped_child_init+0:0/3 tcp_v6_init_sock+0:0/3 tcp_v6_do_rcv+0:0/4 @0=ip_queue_xmit @8=tcp_v4_send_check @16=inet_sk_rebuild_header
ipv6_packet_type 72 @16=ipv6_rcv @24=ipv6_list_rcv
ipv6_proc_ops 80 @16=ipv6_proc_init_net @32=ipv6_proc_exit_net
ipv6_rotable 224 ipv6_sysctl_register+0:2/6 ipv6_sysctl_net_init+8:3/7 @24=proc_dointvec @80=proc_dointvec_minmax
ipv6_route_seq_ops 32 @0=ipv6_route_seq_start @8=ipv6_route_seq_stop
ipv6_route_table_template 616 @136=ipv6_sysctl_rtcache_flush @528=proc_dointvec_ms_jiffies
ipv6_specific 88 @0=inet6_csk_xmit @8=tcp_v6_send_check
ipv6_stub_impl 200 @0=ipv6_sock_mc_join @8=ipv6_sock_mc_drop
ipv6_sysctl_net_ops 80 @16=ipv6_sysctl_net_init @32=ipv6_sysctl_net_exit
ipv6_table_template 1120 @808=proc_rt6_multipath_hash_policy @864=proc_rt6_multipath_hash_fields
ipv6ops 24 @0=ip6_route_input @16=nf_ip6_reroute
irq_affinity_list_proc_ops 96 @8=irq_affinity_list_proc_open @32=irq_affinity_list_proc_write
irq_affinity_proc_ops 96 @8=irq_affinity_proc_open @32=irq_affinity_proc_write
irq_default_affinity 8 default_affinity_show+0:0/3 default_affinity_write+0:2/4 irq_create_affinity_masks+0:1/5
irq_default_domain 8 __irq_resolve_mapping+0:0/1 irq_get_default_host+0:0/1 __irq_domain_alloc_irqs+0:0/2
irq_domain_list 16 __irq_domain_instantiate+0:11/28
irq_domain_mutex 32 irq_domain_update_bus_token+0:0/2 irq_find_matching_fwspec+0:0/2 irq_domain_remove+0:0/6
irq_domain_simple_ops 80 mtk_eint_do_init+0:2/18 mxc_gpio_probe+0:10/34 @32=irq_domain_xlate_onetwocell
irq_err_count 8 arch_show_interrupts+0:11/14 ack_bad+0:2/21 handle_bad_irq+0:4/22
irq_gc_syscore_ops 24 @0=irq_gc_suspend @8=irq_gc_resume
irq_generic_chip_ops 80 @16=irq_map_generic_chip @24=irq_unmap_generic_chip
irq_kobj_base 8 __irq_alloc_descs+0:9/14
irq_kobj_type 48 @0=irq_kobj_release
irq_lists 256 univ8250_release_irq+0:4/5 univ8250_setup_irq+0:3/7
irq_mapping_update_lock 32 rebind_evtchn_irq+0:1/2 evtchn_put+0:1/3 unbind_from_irqhandler+0:1/3
irq_pm_syscore_ops 24 @8=irq_pm_syscore_resume
irq_poll_active 4 poll_spurious_irqs+0:0/8 note_interrupt+0:2/12
irq_poll_budget 4 irq_poll_softirq+0:0/4
irq_poll_cpu 4 irq_wait_for_poll+0:0/3 poll_spurious_irqs+0:5/8 note_interrupt+0:5/12
irq_resend_list 8 resend_irqs+0:1/2 clear_irq_resend+0:1/2 check_irq_resend+0:3/4
irq_resend_lock 4 resend_irqs+0:0/2 clear_irq_resend+0:0/2 check_irq_resend+0:0/4
irqchip_fwnode_ops 176 @72=irqchip_fwnode_get_name
irqfixup 4 update_curr_common+0:2/4 ring_buffer_resize+0:7/10 note_interrupt+0:0/12
irqrouter_syscore_ops 24 @8=irqrouter_resume
is_tmpfs 1 rootfs_init_fs_context+0:0/1
isw_nr_in_flight 4 cgroup_writeback_umount+0:1/2 cleanup_offline_cgwb+0:2/3 inode_switch_wbs+0:1/6
isw_wq 8 cgroup_writeback_umount+0:0/2 cleanup_offline_cgwb+0:1/3 grab_requested_mnt_ns+0:4/5
ivsize 4 __ekey_init+0:0/4 encrypted_read+0:0/4 encrypted_update+0:3/7
iw_table_lock 32 mempolicy_kobj_release+0:0/3 node_store+0:1/4 get_task_policy+0:3/6
jent_alg 416 @0=jent_kcapi_random @8=jent_kcapi_reset
jiffies_64 8 worker_enter_idle+0:0/1 bh_worker+0:0/1 cpu_numa_flags+0:0/1
jiffies_lazy_flush 8 rcu_get_jiffies_lazy_flush+0:0/1 rcu_set_jiffies_lazy_flush+0:0/1 fill_page_cache_func+0:1/2
jiffies_lock 4 tick_periodic+0:3/7 tick_do_update_jiffies64+0:1/8 tick_broadcast_setup_oneshot+0:4/9
jiffies_seq 4 tick_setup_periodic+0:0/2 get_jiffies_update+0:0/4 tick_nohz_next_event+0:0/6
jiffies_till_first_fqs 8 adjust_jiffies_till_sched_qs+0:6/8 rcu_init_geometry+0:5/15 rcu_gp_fqs_loop+0:6/25
jiffies_till_next_fqs 8 adjust_jiffies_till_sched_qs+0:7/8 rcu_init_geometry+0:6/15 srcu_torture_stats_print+0:11/18
jiffies_till_sched_qs 8 adjust_jiffies_till_sched_qs+0:1/8 srcu_torture_stats_print+0:16/18
jiffies_to_sched_qs 8 adjust_jiffies_till_sched_qs+0:3/8 rcu_watching_snap_recheck+0:2/24
join_entries 16384 mptcp_token_join_cookie_init_state+0:1/2 subflow_init_req_cookie_join_save+0:1/2 pci_plx9050_exit+13888:1/2
join_entry_locks 4096 mptcp_token_join_cookie_init_state+0:0/2 subflow_init_req_cookie_join_save+0:0/2 return_unused_surplus_pages+360:2/3
jump_label_module_nb 24 @0=jump_label_module_notify
jump_label_mutex 32 static_key_slow_inc_cpuslocked+0:0/1 jump_label_unlock+0:0/1 jump_label_lock+0:0/1
k_handler 128 @0=k_self @8=k_fn
kacpi_hotplug_wq 8 acpi_queue_hotplug_work+0:0/1 acpi_hotplug_schedule+0:1/6 acpi_os_terminate+0:15/17
kacpi_notify_wq 8 acpi_os_wait_events_complete+0:3/4 acpi_os_execute+0:5/8 acpi_os_terminate+0:14/17
kacpid_wq 8 acpi_os_wait_events_complete+0:2/4 acpi_os_execute+0:3/8 acpi_os_terminate+0:13/17
kallsyms_proc_ops 96 @8=kallsyms_open @48=seq_release_private
kauditd_wait 24 audit_receive+0:7/11 audit_log_end+0:4/12 kauditd_thread+0:12/15
kbd 8 fn_caps_toggle+0:1/2 fn_caps_on+0:1/2 k_lock+0:1/2
kbd_handler 120 @8=kbd_event @32=kbd_match
kbd_led_triggers 1152 kbd_start+0:4/8 vt_do_kdskled+4:6/12 kbd_bh+0:10/14 @8=kbd_led_trigger_activate
kblockd_workqueue 8 blk_rq_timed_out_timer+0:0/1 kblockd_mod_delayed_work_on+0:0/1 kblockd_schedule_work+0:0/1
kclist_head 16 get_kcore_size+0:0/3 read_kcore_iter+0:0/27
kclist_lock 40 read_kcore_iter+0:1/27
kcore_modules 40 insert_header+25:8/16
kcore_need_update 4 kcore_callback+0:0/1 open_kcore+0:1/4
kcore_proc_ops 96 @8=open_kcore @24=read_kcore_iter
kcore_text 40 insert_header+16:13/16
kcore_vmalloc 40 remove_proc_entry+32:5/8 insert_header+1:5/16
kd_mksound_timer 40 @24=kd_nosound
keep_bootcon 4 rebuild_sched_domains_locked+0:16/25 register_console+0:9/31
kern_acct_table 56 check_free_space+0:0/7 __arm64_sys_acct+0:0/15 @24=proc_dointvec
kern_delayacct_table 56 @24=sysctl_delayacct
kern_exit_table 56 make_task_dead+0:0/9 @24=proc_douintvec
kern_panic_table 112 @80=proc_douintvec @24=proc_dointvec_minmax
kern_reboot_table 168 @136=proc_do_cad_pid @24=proc_dostring
kern_table 1736 @136=proc_taint @304=stack_trace_sysctl
kernel_kobj 8 rcu_normal_store+0:0/2 rcu_expedited_store+0:0/2 rcu_normal_show+0:0/3
kernel_locked_down 4 lock_kernel_down+0:0/2 yama_relation_cleanup+0:2/3 lockdown_write+0:3/6
kernfs_dir_fops 264 @64=kernfs_fop_readdir @120=kernfs_dir_fop_release
kernfs_dir_iops 256 @0=kernfs_iop_lookup @72=kernfs_iop_mkdir
kernfs_dops 128 @0=kernfs_dop_revalidate
kernfs_export_ops 80 @0=kernfs_encode_fh @8=kernfs_fh_to_dentry
kernfs_file_fops 264 @16=kernfs_fop_llseek @40=kernfs_fop_read_iter
kernfs_iattrs_cache 8 kernfs_free_rcu+0:0/2 __kernfs_iattrs+0:1/5 mem_cgroup_css_alloc+0:36/81
kernfs_idr_lock 4 __kernfs_new_node+0:2/3 kernfs_put+0:2/7
kernfs_iops 256 kernfs_get_inode+0:1/6 @16=kernfs_iop_permission @104=kernfs_iop_setattr @112=kernfs_iop_getattr
kernfs_locks 8 kernfs_fop_release+0:0/1 kernfs_unlink_open_file+0:0/2 kernfs_drain_open_files+0:0/3
kernfs_node_cache 8 kernfs_free_rcu+0:1/2 __kernfs_new_node+0:0/3 mem_cgroup_css_alloc+0:33/81
kernfs_notify_list 8 kernfs_notify_workfn+0:1/5 kernfs_notify+0:2/5 proc_sys_readdir+0:2/11
kernfs_notify_lock 4 kernfs_notify_workfn+0:0/5 kernfs_notify+0:0/5 kernfs_fop_open+0:2/10
kernfs_pr_cont_lock 4 pr_cont_kernfs_name+0:1/4 kernfs_walk_and_get_ns+0:1/5 pr_cont_kernfs_path+0:1/6
kernfs_rename_lock 8 kernfs_rename_ns+0:0/1 kernfs_get_parent+0:0/1 __kernfs_new_node+0:1/3
kernfs_seq_ops 32 @0=kernfs_seq_start @8=kernfs_seq_stop
kernfs_sops 208 @48=kernfs_evict_inode @104=kernfs_statfs
kernfs_symlink_iops 256 @8=kernfs_iop_get_link @16=kernfs_iop_permission
kernfs_user_xattr_handler 48 @40=kernfs_vfs_user_xattr_set @32=kernfs_vfs_xattr_get
kernfs_vm_ops 128 @0=kernfs_vma_open @40=kernfs_vma_fault
kexec_core_sysctls 168 @80=kexec_limit_handler @24=proc_dointvec_minmax
kexec_crash_image 8 kexec_crash_loaded+0:0/1 __crash_kexec+0:1/3 do_kexec_load+0:2/10
kexec_crash_loaded_attr 32 @16=kexec_crash_loaded_show
kexec_crash_size_attr 32 @16=kexec_crash_size_show @24=kexec_crash_size_store
kexec_image 8 kexec_loaded_show+0:0/2 kernel_kexec+0:2/6 do_kexec_load+0:1/10
kexec_in_progress 1 pci_device_shutdown+0:0/1 update_efi_random_seed+0:0/5 kernel_kexec+0:4/6
kexec_load_disabled 4 kexec_load_permitted+0:0/5 kernel_kexec+0:0/6
kexec_loaded_attr 32 @16=kexec_loaded_show
key_construction_mutex 32 __key_instantiate_and_link+0:0/1 key_reject_and_link+0:0/1 key_type_lookup+0:0/2
key_format_tokens 64 request_master_key+32:5/9 datablob_parse+0:3/15
key_gc_delay 4 keyring_gc_select_iterator+0:0/1 key_revoke+0:0/1 key_set_expiry+0:0/1
key_gc_flags 8 key_schedule_gc_links+0:0/4 key_gc_keytype+0:0/6 key_schedule_gc+0:0/7
key_gc_next_run 8 key_gc_timer_func+0:0/1 key_schedule_gc+0:4/7
key_gc_timer 40 @24=key_gc_timer_func
key_gc_work 32 @24=key_garbage_collector
key_jar 8 key_user_lookup+0:5/7 key_alloc+0:7/18
key_quota_maxbytes 4 key_payload_reserve+0:0/4 proc_key_users_show+0:6/7 keyctl_chown_key+0:1/11
key_quota_maxkeys 4 proc_key_users_show+0:5/7 keyctl_chown_key+0:0/11 key_alloc+0:2/18
key_quota_root_maxbytes 4 key_payload_reserve+0:3/4 proc_key_users_show+0:1/7 keyctl_chown_key+0:9/11
key_quota_root_maxkeys 4 proc_key_users_show+0:0/7 keyctl_chown_key+0:8/11 key_alloc+0:6/18
key_serial_lock 4 proc_keys_stop+0:0/1 key_lookup+0:0/2 key_user_put+0:0/3
key_serial_tree 8 key_lookup+0:1/2 proc_keys_start+0:1/5 key_garbage_collector+0:3/17
key_session_mutex 32 join_session_keyring+0:0/1
key_tokens 64 datablob_parse+0:2/15
key_type_asymmetric 176 @32=asymmetric_key_preparse @40=asymmetric_key_free_preparse
key_type_blacklist 176 @24=blacklist_vet_description @48=blacklist_key_instantiate
key_type_encrypted 176 @48=encrypted_instantiate @56=encrypted_update
key_type_fscrypt_provisioning 176 @32=fscrypt_provisioning_key_preparse @40=fscrypt_provisioning_key_free_preparse
key_type_fscrypt_user 176 @48=fscrypt_user_key_instantiate @96=fscrypt_user_key_describe
key_type_keyring 176 @32=keyring_preparse @40=keyring_free_preparse
key_type_logon 176 @24=logon_vet_description @32=user_preparse
key_type_request_key_auth 176 @32=request_key_auth_preparse @40=request_key_auth_free_preparse
key_type_user 176 dh_data_from_key+0:0/1 keyctl_get_persistent+0:3/7 request_master_key+0:3/9 @32=user_preparse @40=user_free_preparse @56=user_update
key_types_list 16 register_key_type+0:2/4 __key_create_or_update+0:8/13
key_types_sem 40 key_type_lookup+0:1/2 key_type_put+0:1/2 unregister_key_type+0:1/3
key_user_lock 4 proc_key_users_stop+0:0/1 proc_key_users_start+0:0/2 key_user_put+0:1/3
key_user_tree 8 proc_key_users_start+0:1/2 key_user_put+0:2/3 key_user_lookup+0:3/7
keyboard_notifier_block 24 @0=keyboard_notifier_call
keyboard_notifier_list 16 unregister_keyboard_notifier+0:1/2 register_keyboard_notifier+0:1/2 vt_event_post+0:3/6
keyboard_tasklet 40 @24=kbd_bh
keymap_count 4 vt_do_kdsk_ioctl+0:7/8
keyring 32 integrity_modsig_verify+0:0/4 integrity_digsig_verify+0:0/4 aa_pivotroot+8:8/11
keyring_assoc_array_ops 40 @0=keyring_get_key_chunk @8=keyring_get_object_key_chunk
keyring_name 32 integrity_modsig_verify+0:1/4 integrity_digsig_verify+0:1/4
keyring_name_lock 8 keyring_instantiate+0:0/1 find_keyring_by_name+0:0/1 key_free_user_ns+0:0/1
keyring_serialise_link_lock 32 __key_move_lock+0:1/2 key_link+0:4/5 look_up_user_keyrings+8:4/8
keyring_serialise_restrict_sem 40 restrict_link_by_builtin_secondary_and_machine+16:2/3 restrict_link_by_builtin_and_secondary_trusted+16:3/4 restrict_link_by_digsig_builtin_and_secondary+16:3/4
kfence_allocation_gate 4 __kmalloc_cache_node_noprof+0:1/4 kmem_cache_alloc_noprof+0:1/4 kmem_cache_alloc_node_noprof+0:3/6
kfence_check_canary_notifier 24 @0=kfence_check_canary_callback
kfence_check_on_panic 1 check_canary+0:4/9 kfence_init_enable+0:10/17
kfence_deferrable 1 kfence_debugfs_init+0:0/2 kfence_check_canary_callback+0:0/2 kfence_shutdown_cache+0:0/2
kfence_enabled 1 kfence_debugfs_init+0:1/2 param_get_sample_interval+0:1/4 __kfence_free+0:3/6
kfence_freelist 16 kfence_init_pool+0:4/7 kfence_guarded_free+0:4/16 __kfence_alloc+0:15/29
kfence_freelist_lock 4 kfence_guarded_free+0:2/16 __kfence_alloc+0:14/29
kfence_sample_interval 8 toggle_allocation_gate+0:4/9
kfence_skip_covered_thresh 8 __kfence_alloc+0:6/29
khugepaged_alloc_sleep_millisecs 4 alloc_sleep_millisecs_show+0:0/2 alloc_sleep_millisecs_store+0:0/4
khugepaged_collapse_control 80 split_huge_pages_write+16:2/29 khugepaged+8:17/30
khugepaged_full_scans 4 khugepaged+0:29/30
khugepaged_max_ptes_none 4 max_ptes_none_show+0:0/2 max_ptes_none_store+0:0/2 hpage_collapse_scan_file+0:1/11
khugepaged_max_ptes_none_attr 32 @16=max_ptes_none_show @24=max_ptes_none_store
khugepaged_max_ptes_shared 4 max_ptes_shared_show+0:0/2 max_ptes_shared_store+0:0/2 hpage_collapse_scan_pmd+0:8/12
khugepaged_max_ptes_shared_attr 32 @16=max_ptes_shared_show @24=max_ptes_shared_store
khugepaged_max_ptes_swap 4 max_ptes_swap_show+0:0/2 max_ptes_swap_store+0:0/2 hpage_collapse_scan_file+0:3/11
khugepaged_max_ptes_swap_attr 32 @16=max_ptes_swap_show @24=max_ptes_swap_store
khugepaged_mm_lock 4 __khugepaged_exit+0:1/7 __khugepaged_enter+0:2/9 khugepaged+0:4/30
khugepaged_mutex 32 khugepaged_min_free_kbytes_update+0:1/4 start_stop_khugepaged+0:1/8
khugepaged_pages_collapsed 4 pages_collapsed_show+0:0/2 khugepaged+0:22/30
khugepaged_pages_to_scan 4 start_stop_khugepaged+0:2/8 hpage_collapse_scan_file+0:0/11 khugepaged+0:2/30
khugepaged_scan 32 __khugepaged_exit+16:3/7 start_stop_khugepaged+0:4/8 __khugepaged_enter+0:6/9
khugepaged_scan_sleep_millisecs 4 scan_sleep_millisecs_show+0:0/2 scan_sleep_millisecs_store+0:0/4
khugepaged_sleep_expire 8 alloc_sleep_millisecs_store+0:2/4 scan_sleep_millisecs_store+0:2/4 __khugepaged_exit+0:0/7
khugepaged_thread 8 khugepaged_min_free_kbytes_update+0:3/4 start_stop_khugepaged+0:3/8
khugepaged_wait 24 alloc_sleep_millisecs_store+0:1/4 scan_sleep_millisecs_store+0:1/4 khugepaged_min_free_kbytes_update+0:0/4
kintegrityd_wq 8 blk_flush_integrity+0:0/1 __bio_integrity_endio+0:0/2
kiocb_cachep 8 aio_poll_put_work+0:0/1 aio_fsync_work+0:0/2 aio_poll_complete_work+0:0/2
kioctx_cachep 8 free_ioctx+0:0/6 ioctx_alloc+0:5/63
klist_remove_lock 4 fprop_global_init+0:0/1 fprop_local_init_percpu+0:0/1 klist_release+0:0/3
klist_remove_waiters 16 klist_release+0:1/3 klist_remove+0:1/5
kmalloc_caches 560 zbud_zpool_create+0:0/1 ioc_cpd_alloc+0:0/1 regcache_rbtree_init+0:0/1
kmalloced_params 16 param_set_charp+0:3/5
kmalloced_params_lock 4 maybe_kfree_parameter+0:1/3 param_set_charp+0:1/5
kmem_buckets_cache 8 kmem_buckets_create+0:1/4
kmem_cache 8 slab_kmem_cache_release+0:0/1 kmem_cache_destroy+0:3/7 __kmem_cache_create_args+0:8/10
kmem_cache_node 8 __kmem_cache_release+0:2/3 slab_memory_callback+0:4/13 do_kmem_cache_create+0:5/23
kmod_concurrent_max 24 __request_module+0:2/13
kmsg_bytes 4 pstore_show_options+0:0/2 pstore_set_kmsg_bytes+0:1/2 pstore_dump+0:1/22
kmsg_fops 264 @16=devkmsg_llseek @24=devkmsg_read
kmsg_proc_ops 96 @8=kmsg_open @16=kmsg_read
kobj_ns_ops_tbl 16 kobj_ns_type_register+8:1/2 kobj_ns_type_registered+8:1/2 kobj_ns_grab_current+8:1/2
kobj_ns_type_lock 4 kobj_ns_type_register+0:0/2 kobj_ns_type_registered+0:0/2 kobj_ns_grab_current+0:0/2
kobj_sysfs_ops 16 @0=kobj_attr_show @8=kobj_attr_store
kobject_actions 64 uevent_net_rcv_skb+0:2/5 kobject_synth_uevent+0:1/18 kobject_uevent_env+0:0/33
kpagecgroup_proc_ops 96 @16=kpagecgroup_read @40=mem_lseek
kpagecount_proc_ops 96 @16=kpagecount_read @40=mem_lseek
kpageflags_proc_ops 96 @16=kpageflags_read @40=mem_lseek
kprobe_blacklist 16 kprobe_blacklist_seq_next+0:1/2 kprobe_blacklist_seq_start+0:1/2 kprobe_add_ksym_blacklist+0:4/6
kprobe_blacklist_fops 264 @104=kprobe_blacklist_open @120=seq_release
kprobe_blacklist_sops 32 @0=kprobe_blacklist_seq_start @8=kprobe_blacklist_seq_stop
kprobe_busy 128 kprobe_busy_begin+0:1/4 kprobe_flush_task+0:3/7 audit_update_lsm_rules+80:13/15 @40=get_kprobe
kprobe_fields_array 80 @8=kprobe_event_define_fields
kprobe_funcs 32 @0=print_kprobe_event
kprobe_insn_slots 88 @32=alloc_insn_page @40=free_insn_page
kprobe_module_nb 24 @0=kprobes_module_callback
kprobe_mutex 32 kprobe_blacklist_seq_stop+0:0/1 kprobe_remove_area_blacklist+0:0/1 unregister_kprobe+0:0/1
kprobe_verifier_ops 56 @0=kprobe_prog_func_proto @8=kprobe_prog_is_valid_access
kprobes_all_disarmed 1 read_enabled_file_bool+0:0/1 __disable_kprobe+0:0/3 enable_kprobe+0:1/4
kprobes_fops 264 @104=kprobes_open @120=seq_release
kprobes_sops 32 @0=kprobe_seq_start @8=kprobe_seq_stop
kptr_restrict 4 restricted_pointer+0:0/3 kallsyms_show_value+0:0/3
kretprobe_fields_array 80 @8=kretprobe_event_define_fields
kretprobe_funcs 32 @0=print_kretprobe_event
kset_ktype 48 @0=kset_release @40=kset_get_ownership
ksm_advisor_max_pages_to_scan 8 advisor_max_pages_to_scan_store+0:0/2 advisor_max_pages_to_scan_show+0:0/2 remove_node_from_stable_tree+0:14/16
ksm_advisor_min_pages_to_scan 8 advisor_min_pages_to_scan_store+0:0/2 advisor_min_pages_to_scan_show+0:0/2 advisor_mode_store+0:5/6
ksm_advisor_target_scan_time 8 advisor_target_scan_time_store+0:0/1 advisor_target_scan_time_show+0:0/2 sleep_millisecs_store+0:0/3
ksm_iter_wait 24 sleep_millisecs_store+0:1/3 ksm_scan_thread+0:23/118
ksm_max_page_sharing 4 max_page_sharing_show+0:0/2 max_page_sharing_store+0:1/4 stable_tree_append+0:3/6
ksm_merge_across_nodes 4 merge_across_nodes_show+0:0/2 merge_across_nodes_store+0:2/11 ksm_scan_thread+0:20/118
ksm_mm_head 48 __ksm_enter+0:3/15 run_store+0:8/21 ksm_scan_thread+0:7/118
ksm_mmlist_lock 4 __ksm_exit+0:1/10 __ksm_enter+0:5/15 run_store+0:6/21
ksm_next_page_ops 88 @24=ksm_next_page_pmd_entry
ksm_pages_scanned 8 pages_scanned_show+0:0/2 ksm_scan_thread+0:32/118
ksm_pages_shared 8 pages_shared_show+0:0/2 max_page_sharing_store+0:3/4 stable_tree_append+0:4/6
ksm_pages_sharing 8 pages_sharing_show+0:0/2 stable_tree_append+0:1/6 remove_rmap_item_from_tree+0:4/9
ksm_pages_skipped 8 pages_skipped_show+0:0/2 remove_rmap_item_from_tree+0:6/9 collapse_huge_page+0:32/42
ksm_pages_unshared 8 pages_unshared_show+0:0/2 remove_rmap_item_from_tree+0:3/9 stable_node_dup+0:7/15
ksm_rmap_items 8 remove_trailing_rmap_items+0:1/3 ksm_scan_thread+0:12/118
ksm_run 8 run_show+0:0/2 ksm_might_need_to_copy+0:0/3 wait_while_offlining+0:1/5
ksm_scan 32 remove_rmap_item_from_tree+24:1/9 __ksm_exit+0:3/10 __arm64_sys_get_mempolicy+8:3/12
ksm_smart_scan 1 smart_scan_show+0:0/2 smart_scan_store+0:0/2 ksm_scan_thread+0:15/118
ksm_stable_node_chains 8 stable_node_chains_show+0:0/2 remove_all_stable_nodes+0:5/6 alloc_stable_node_chain+0:2/7
ksm_stable_node_chains_prune_millisecs 4 stable_node_chains_prune_millisecs_show+0:0/2 stable_node_chains_prune_millisecs_store+0:0/2 stable_node_dup+0:1/15
ksm_stable_node_dups 8 stable_node_dups_show+0:0/2 alloc_stable_node_chain+0:6/7 stable_node_dup+0:13/15
ksm_thread_mutex 32 max_page_sharing_store+0:2/4 wait_while_offlining+0:3/5 ksm_memory_callback+0:2/8
ksm_thread_pages_to_scan 4 advisor_mode_store+0:3/6 ksm_scan_thread+0:5/118
ksm_thread_sleep_millisecs 4 sleep_millisecs_show+0:0/2 sleep_millisecs_store+0:2/3 ksm_scan_thread+0:17/118
ksm_thread_wait 24 __ksm_enter+0:9/15 run_store+0:16/21 ksm_scan_thread+0:48/118
ksm_use_zero_pages 1 use_zero_pages_show+0:0/2 use_zero_pages_store+0:0/2 ksm_scan_thread+0:83/118
ksm_zero_pages 8 general_profit_show+0:1/3 ksm_zero_pages_show+0:1/3 __mmu_notifier_register+4:4/5
ksm_zero_pages_attr 32 @16=ksm_zero_pages_show
ksym_iter_seq_info 32 @8=bpf_iter_ksym_init
kthread_create_list 16 pidfd_ioctl+8:3/5 __kthread_create_on_node+0:2/6 kthreadd+0:2/7
kthread_create_lock 4 kthread_flush_worker+0:1/3 kthread_flush_work+0:1/3 set_kthread_struct+0:1/4
kthread_prio 4 rcu_get_gp_kthreads_prio+0:0/1 rcu_sync_init+0:0/2 rcu_gp_slow_register+0:0/2
kthreadd_task 8 tsk_fork_get_node+0:0/2 __kthread_create_on_node+0:4/6 rest_init+0:5/8
kthrotld_workqueue 8 blkg_rwstat_init+0:0/1 blkg_init_queue+0:1/3 throtl_pending_timer_fn+0:6/11
ktype_block_ctrl 48 @0=edac_device_ctrl_block_release
ktype_cdev_default 48 @0=cdev_default_release
ktype_cdev_dynamic 48 @0=cdev_dynamic_release
ktype_cpufreq 48 @0=cpufreq_sysfs_release
ktype_cpuidle 48 @0=cpuidle_sysfs_release
ktype_device_ctrl 48 @0=edac_device_ctrl_master_release
ktype_edac_pci_main_kobj 48 @0=edac_pci_release_main_kobj
ktype_instance_ctrl 48 @0=edac_device_ctrl_instance_release
ktype_pci_instance 48 @0=edac_pci_instance_release
ktype_state_cpuidle 48 @0=cpuidle_state_sysfs_release
kvm_syscore_ops 24 @0=kvm_suspend @8=kvm_resume
l3mdev_handlers 16 l3mdev_table_lookup_unregister+8:1/2 l3mdev_table_lookup_register+8:1/2 l3mdev_ifindex_lookup_by_table_id+8:1/2
l3mdev_lock 4 l3mdev_table_lookup_unregister+0:0/2 l3mdev_table_lookup_register+0:0/2 l3mdev_ifindex_lookup_by_table_id+0:0/2
ladder_governor 72 @40=ladder_enable_device @56=ladder_select_state
landlock_fs_underops 8 @0=release_inode
laptop_mode 4 blk_mq_free_request+0:0/2 laptop_io_completion+0:0/2 ksys_sync+0:2/4
lastVC 4 vt_notifier_call+0:2/14
last_boot_fops 264 @24=tracing_last_boot_read @104=tracing_open_generic_tr
last_console 4 fn_lastcons+0:0/1 complete_change_console+0:2/4 con_debug_enter+0:2/6
last_dest 8 propagate_mnt+0:0/9 ioctx_alloc+1:29/63
last_failed_dev 32 @16=last_failed_dev_show
last_failed_errno 32 @16=last_failed_errno_show
last_failed_step 32 @16=last_failed_step_show
last_fb_vc 4 fbcon_set_all_vcs+0:1/4 fb_device_destroy+0:1/4 fbcon_delete_modelist+0:2/4
last_ftrace_enabled 4 ftrace_enable_sysctl+0:5/14
last_hw_sleep 32 @16=last_hw_sleep_show
last_jiffies_update 8 get_jiffies_update+0:3/4 tick_nohz_next_event+0:3/6 tick_do_update_jiffies64+0:4/8
last_real_pxm 4 acpi_node_backed_by_real_pxm+0:2/3 acpi_map_pxm_to_node+0:2/5
last_source 8 path_umount+0:13/17
last_unloaded_module 80 print_modules+0:4/9 __arm64_sys_delete_module+0:6/14 __arm64_sys_finit_module+0:11/16
lastcmd_mutex 32 create_or_delete_synth_event+0:1/7 create_synth_event+0:1/7 __create_synth_event+0:2/41
lastvc_x 4 keyboard_notifier_call+0:6/10 vt_notifier_call+0:7/14
lastvc_y 4 keyboard_notifier_call+0:9/10 vt_notifier_call+0:12/14
lazy_opp_tables 16 _of_init_opp_table+0:8/9 _of_add_table_indexed+0:15/52
leaked_count 8 gnttab_end_foreign_access+0:13/27
lease_break_time 4 __break_lease+0:11/24
lease_manager_ops 32 @0=lease_break_callback @8=lease_modify
lease_notifier_chain 440 lease_register_notifier+0:0/1 lease_unregister_notifier+0:0/1 __locks_insert_block+0:0/2
leases_enable 4 generic_setlease+0:14/16
least_priority 4 swap_stop+0:0/2 has_usable_swap+0:2/3 swaps_poll+0:0/4
led_trigger_panic_nb 24 @0=led_trigger_panic_notifier
ledtrig_cpu_syscore_ops 24 @0=ledtrig_cpu_syscore_suspend @8=ledtrig_cpu_syscore_resume
legacy_allow_panic_sync 1 printk_legacy_allow_panic_sync+0:0/1 _prb_read_valid+0:1/2 console_flush_on_panic+0:2/3
legacy_fs_context_ops 48 @0=legacy_fs_context_free @8=legacy_fs_context_dup
length_code 256 zlib_tr_align+0:0/3 compress_block+0:0/6 zlib_tr_tally+0:2/6
line_fileops 264 @24=linereq_read @72=linereq_poll
lineevent_fileops 264 @24=lineevent_read @72=lineevent_poll
linehandle_fileops 264 @80=linehandle_ioctl @88=linehandle_ioctl_compat
link_idr 24 bpf_link_cleanup+0:3/4 bpf_link_get_curr_or_next+0:3/4 bpf_link_free+0:5/8
link_idr_lock 4 bpf_link_settle+0:1/2 bpf_link_cleanup+0:1/4 bpf_link_get_curr_or_next+0:1/4
link_list 16 pcie_update_aspm_capable+0:1/2 pcie_aspm_init_link_state+0:12/48
link_mode_params 824 ethtool_params_from_link_mode+0:0/1 ethtool_check_max_channel+0:2/9 ethnl_set_linkmodes+0:6/11
link_mutex 32 bpf_iter_link_replace+0:0/1 bpf_iter_unreg_target+0:0/2 prepare_seq_file+0:0/4
linkwatch_flags 8 linkwatch_schedule_work+0:2/6 __linkwatch_run_queue+0:3/14
linkwatch_nextevent 8 linkwatch_event+0:1/2 linkwatch_sync_dev+0:0/2 linkwatch_fire_event+0:0/5
linkwatch_work 88 @24=linkwatch_event @56=delayed_work_timer_fn
linux_proc_banner 151 version_proc_show+0:0/1
list 8 path_umount+0:15/17
list_count 4 scmi_reset_deassert+0:1/2 xen_free_unpopulated_pages+0:3/4 xen_alloc_unpopulated_pages+0:2/18
list_limit 4 udmabuf_ioctl+0:0/2
list_lrus_mutex 32 list_lru_destroy+0:0/1 __list_lru_init+0:5/7 memcg_reparent_list_lrus+0:0/9
list_rwsem 40 cpci_hp_unregister_bus+0:1/6 cpci_hp_unregister_controller+0:2/7 cpci_hp_register_bus+0:6/17
lnames 256 proc_pid_limits+0:2/13
local_boost 32 @16=show_local_boost @24=store_local_boost
localities_types 32 hmat_calculate_adistance+0:1/3 hmat_update_target_attrs+0:3/14
lockdown_hooks 24 @8=lockdown_is_locked_down
lockdown_levels 12 lockdown_write+0:1/6 lockdown_read+0:1/6
lockdown_ops 264 @24=lockdown_read @32=lockdown_write
lockdown_reasons 248 lockdown_write+0:2/6 lockdown_read+0:2/6 lockdown_is_locked_down+0:2/8
lockless_register_fb 1 fbcon_fb_registered+0:1/10
locks_seq_operations 32 @0=locks_start @8=locks_stop
locks_sysctls 112 locks_stop+0:2/4 locks_start+0:0/7 locks_remove_file+0:0/7 @24=proc_dointvec
log_buf 8 log_buf_addr_get+0:0/1
log_buf_len 4 log_buf_len_get+0:0/1 console_flush_all+0:5/15 do_syslog+0:10/19
log_wait 24 kmsg_poll+0:0/1 devkmsg_read+0:1/2 wake_up_klogd_work_func+0:2/3
logo_lines 4 __fbcon_clear+0:1/3 fbcon_prepare_logo+0:2/5 fbcon_switch+0:5/31
logo_shown 4 fbcon_prepare_logo+0:0/5 do_fbcon_takeover+0:9/10 fbcon_deinit+0:8/16
long_zero 8 do_epoll_create+0:2/11
loop_check_gen 8 ep_loop_check_proc+0:1/5 do_epoll_ctl+0:6/38
loopback_ethtool_ops 640 @88=always_on @408=ethtool_op_get_ts_info
loopback_net_ops 80 @16=loopback_net_init
loopback_ops 736 @0=loopback_dev_init @32=loopback_xmit
loops_per_jiffy 8 __ndelay+0:0/1 __delay+0:0/1 __udelay+0:0/1
loops_per_msec 8 vprintk_emit+0:7/17
lowest_freq 32 @16=show_lowest_freq
lowest_nonlinear_perf 32 @16=show_lowest_nonlinear_perf
lowest_perf 32 @16=show_lowest_perf
lpj_fine 8 calibrate_delay+0:6/12
lru_disable_count 4 __folio_batch_add_and_move+0:1/2 munlock_folio+0:1/2 lru_cache_disable+0:1/2
lru_gen_min_ttl 8 min_ttl_ms_show+0:1/3 min_ttl_ms_store+0:1/3 balance_pgdat+0:4/31
lru_gen_min_ttl_attr 32 @16=min_ttl_ms_show @24=min_ttl_ms_store
lru_gen_rw_fops 264 @32=lru_gen_seq_write @104=lru_gen_seq_open
lru_gen_seq_ops 32 @0=lru_gen_seq_start @8=lru_gen_seq_stop
lsm_backing_file_cache 8 security_backing_file_alloc+0:0/12 security_backing_file_free+0:0/12
lsm_file_cache 8 security_file_free+0:0/12 security_file_alloc+0:0/12
lsm_inode_cache 8 security_inode_alloc+0:0/12 inode_free_by_rcu+0:1/13
lsm_names 8 lsm_read+0:0/1
lsm_ops 264 @24=lsm_read @16=generic_file_llseek
lsm_verifier_ops 56 @0=bpf_lsm_func_proto @8=btf_ctx_access
lweventlist 16 linkwatch_fire_event+0:3/5 __linkwatch_run_queue+0:6/14
lweventlist_lock 4 linkwatch_sync_dev+0:1/2 linkwatch_fire_event+0:1/5 __linkwatch_run_queue+0:4/14
lwt_in_verifier_ops 56 @0=lwt_in_func_proto @8=lwt_is_valid_access
lwt_out_verifier_ops 56 @0=lwt_out_func_proto @8=lwt_is_valid_access
lwt_seg6local_verifier_ops 56 @0=lwt_seg6local_func_proto @8=lwt_is_valid_access
lwt_xmit_verifier_ops 56 @0=lwt_xmit_func_proto @16=tc_cls_act_prologue
lwtun_encaps 88 lwtstate_free+0:0/1 lwtunnel_encap_add_ops+0:0/1 lwtunnel_encap_del_ops+0:0/1
m_hash_mask 4 __attach_mnt+0:2/4 __lookup_mnt+0:2/4
m_hash_shift 4 __attach_mnt+0:1/4 __lookup_mnt+0:1/4 hugetlb_cgroup_css_alloc+0:9/15
madvise_free_walk_ops 88 @24=madvise_free_pte_range
major_names_lock 32 blk_probe_dev+0:1/3 unregister_blkdev+0:1/4 __register_blkdev+0:1/11
major_names_spinlock 4 blkdev_show+0:1/3 unregister_blkdev+0:3/4 __register_blkdev+0:5/11
manager_wait 8 put_unbound_pool+0:3/7 worker_thread+0:12/13 rescuer_thread+0:16/24
map_idr 24 bpf_map_free_id+0:3/4 bpf_map_get_curr_or_next+0:3/4 bpf_map_put+0:4/8
map_idr_lock 4 bpf_map_inc_not_zero+0:1/2 bpf_map_free_id+0:1/4 bpf_map_get_curr_or_next+0:1/4
maple_node_cache 8 mt_free_rcu+0:0/1 mt_free_walk+0:0/2 mas_destroy+0:2/3
margin_color 4 fbcon_init+0:7/21
mask_maps 256 sysfs_blk_trace_attr_store+0:9/16 sysfs_blk_trace_attr_show+0:10/20
master_display_fg 8 visual_init+0:2/3
max_bytes_for_cpu 4 print_graph_prologue+0:2/9 print_graph_irq+0:7/10
max_cfs_quota_period 8 sched_cfs_period_timer+0:3/9
max_gen_ptrs 4 net_alloc_generic+0:1/2 register_pernet_operations+0:2/4
max_hw_sleep 32 @16=max_hw_sleep_show
max_load_balance_interval 8 update_max_interval+0:1/2 sched_balance_domains+0:4/9 update_load_avg+0:6/15
max_lock_depth 4 rt_mutex_adjust_prio_chain+0:0/9
max_low_pfn 8 arch_add_memory+0:6/7
max_mem_size 8 register_memory_resource+0:1/7 watch_target+0:1/14
max_page_sharing_attr 32 @16=max_page_sharing_show @24=max_page_sharing_store
max_pfn 8 kpagecgroup_read+0:0/1 kpageflags_read+0:0/1 dma_direct_supported+0:0/2
max_possible_pfn 8 gnttab_request_version+4:1/8
max_samples_per_tick 4 perf_event_max_sample_rate_handler+0:2/5 __perf_event_account_interrupt+0:2/6 perf_sample_event_took+0:8/10
max_threads 4 sysctl_max_threads+0:1/2 vm_area_dup+0:3/5 vm_area_alloc+0:4/6
max_user_watches 8 expand_files+4:2/8 do_epoll_ctl+0:9/38
mbox_cons 16 mbox_controller_register+0:2/6
mci_attr_grp 40 @8=mci_attr_is_visible
mci_pdev 8 edac_mc_sysfs_exit+0:0/1 edac_create_sysfs_mci_device+0:1/14
md_dst 8 bpf_skb_set_tunnel_key+0:0/1 bpf_skb_set_tunnel_opt+0:0/3 bpf_get_skb_set_tunnel_proto+0:1/5
mdba_del_bulk_policy 48 @24=rtnl_validate_mdb_entry_del_bulk
mdba_get_policy 48 @24=rtnl_validate_mdb_entry_get
mdba_policy 48 @24=rtnl_validate_mdb_entry
media_ready_timeout 2 cxl_await_media_ready+0:0/2
mem_active 4 cxl_mem_active_dec+0:0/1 cxl_mem_active+0:0/1 cxl_mem_active_inc+0:0/1
mem_class 96 @32=mem_devnode
mem_ctls_mutex 32 edac_mc_find+0:0/1 edac_mc_reset_delay_period+0:0/1 find_mci_by_dev+0:0/1
mem_err_type_strs 128 cper_mem_err_type_str+0:1/3 cper_print_mem+0:3/12
mem_flags 8 efifb_destroy+0:0/3 efifb_probe+0:8/51
mem_fops 264 @24=read_mem @32=write_mem
mem_hotplug_lock 96 try_online_node+0:1/2 mem_hotplug_begin+0:1/2 mem_hotplug_done+0:1/2
mem_id_ht 8 xdp_unreg_mem_model+0:0/2 xdp_return_frame_bulk+0:0/2 reuseport_attach_prog+3:1/2
mem_id_init 1 mem_allocator_disconnect+0:0/9 __xdp_reg_mem_model+0:0/12
mem_id_lock 32 mem_allocator_disconnect+0:3/9 __xdp_reg_mem_model+0:4/12
mem_id_next 4 __xdp_reg_mem_model+0:5/12
mem_id_pool 16 __xdp_mem_allocator_rcu_free+0:0/1 mem_allocator_disconnect+0:1/9 __xdp_reg_mem_model+0:3/12
mem_id_rht_params 40 @16=xdp_mem_id_hashfn @32=xdp_mem_id_cmp
mem_section 8 register_mem_block_under_node_early+0:0/1 offline_mem_sections+0:0/1 online_mem_sections+0:0/1
mem_sleep_attr 32 @16=mem_sleep_show @24=mem_sleep_store
mem_sleep_current 4 pm_suspend_default_s2idle+0:0/1 mem_sleep_store+0:1/2 s2idle_wake+0:2/4
mem_sleep_default 4 suspend_set_ops+0:5/11
mem_sleep_labels 32 pm_suspend+0:0/38
mem_sleep_states 32 mem_sleep_store+0:0/2 mem_sleep_show+0:2/5 suspend_set_ops+16:6/11
membarrier_ipi_mutex 32 sync_runqueues_membarrier_state+0:2/10 membarrier_private_expedited+0:3/14 __arm64_sys_membarrier+0:7/14
memblock 96 memblock_set_current_limit+8:0/1 memblock_get_current_limit+8:0/1 memblock_phys_mem_size+32:0/1
memblock_can_resize 4 memblock_double_array+0:1/18
memblock_debug 4 memblock_phys_free+0:0/6 memblock_add_node+0:0/6 memblock_remove+0:0/6
memblock_memory 8 should_skip_region+0:0/2
memblock_memory_init_regions 24576 kpagecount_read+23568:3/5 dma_direct_get_required_mask+23568:2/6 sysfs_slab_add+23569:5/14
memblock_reserved_in_slab 4 memblock_double_array+0:4/18
memblock_reserved_init_regions 15384 memblock_double_array+0:6/18 do_check_common+3928:99/274
memcg_cgwb_frn_waitq 24 mem_cgroup_css_alloc+0:39/81
memcg_list_lrus 16 __list_lru_init+0:6/7 memcg_reparent_list_lrus+0:7/9
memmap_mode 4 mhp_supports_memmap_on_memory+0:0/1 create_altmaps_and_memory_blocks+0:2/3 try_remove_memory+0:3/5
memmap_mode_ops 32 @8=set_memmap_mode @16=get_memmap_mode
memory_blocks 16 create_memory_block_devices+0:1/2 remove_memory_block_devices+0:1/2 walk_memory_blocks+0:1/2
memory_cgrp_subsys 256 @0=mem_cgroup_css_alloc @8=mem_cgroup_css_online
memory_chain 48 unregister_memory_notifier+0:0/1 memory_notify+0:0/1 register_memory_notifier+0:0/1
memory_files 2808 @136=memory_current_read @368=memory_peak_show
memory_fops 264 @104=memory_open @16=noop_llseek
memory_stats 592 memory_numa_stat_show+0:2/12
memory_subsys 168 @96=memory_subsys_online @104=memory_subsys_offline
memory_tier_lock 32 nodelist_show+0:1/4 clear_node_memory_type+0:1/5 init_node_memory_type+0:1/5
memory_tier_subsys 168 set_node_memory_tier+0:18/24 __kfence_alloc+8:21/29
memory_tiers 16 init_node_memory_type+0:4/5 establish_demotion_targets+0:5/14 set_node_memory_tier+0:7/24
mempolicy_ktype 48 @0=mempolicy_kobj_release
menu_governor 72 @40=menu_enable_device @56=menu_select
merge_across_nodes_attr 32 @16=merge_across_nodes_show @24=merge_across_nodes_store
mf_mutex 32 is_raw_hwpoison_page_in_hugepage+0:1/3 unpoison_memory+0:1/16 soft_offline_page+0:4/18
mfd_of_node_list 16 mfd_add_device+0:6/21
mfd_of_node_mutex 32 mfd_remove_devices_fn+0:1/2 mfd_add_device+0:1/21
mhp_default_online_type 4 online_memory_block+0:0/1 mhp_get_default_online_type+0:0/1 mhp_set_default_online_type+0:0/1
migrate_nodes 16 alloc_stable_node_chain+8:5/7 remove_node_from_stable_tree+0:5/16 ksm_scan_thread+0:19/118
migrate_vma_walk_ops 88 @24=migrate_vma_collect_pmd @40=migrate_vma_collect_hole
migratetype_names 48 pagetypeinfo_showfree_print+0:1/8 pagetypeinfo_show+0:6/13
migration_cpu_base 640 lock_hrtimer_base+0:0/2 clock_was_set_delayed+0:0/3 hrtimer_start_range_ns+0:1/8
mii_timestamping_devices 16 register_mii_tstamp_controller+0:2/3
min_age 8 damon_reclaim_after_wmarks_check+0:0/2 damon_reclaim_enabled_store+0:0/3 damon_reclaim_after_aggregation+0:2/4
min_free_kbytes 4 min_free_kbytes_sysctl_handler+0:1/3 set_recommended_min_free_kbytes+0:0/3 calculate_min_free_kbytes+0:2/4
min_partial_attr 32 @16=min_partial_show @24=min_partial_store
mincore_walk_ops 88 @24=mincore_pte_range @40=mincore_unmapped_range
mip6_destopt_type 56 @16=mip6_destopt_init_state @24=mip6_destopt_destroy
mip6_report_rl 56 mip6_destopt_reject+0:0/6 mif6_delete+16:4/9
mip6_rthdr_type 56 @16=mip6_rthdr_init_state @24=mip6_rthdr_destroy
mipi_dsi_bus_type 168 @40=mipi_dsi_device_match @48=mipi_dsi_uevent
mipi_dsi_device_pm_ops 184 @32=pm_generic_freeze @40=pm_generic_thaw
mipi_dsi_device_type 56 @32=mipi_dsi_dev_release
mirrored_kernelcore 1 memblock_mark_mirror+0:0/4 memmap_init_range+0:5/18
misc_cg_files 1512 @152=misc_cg_max_show @200=misc_cg_max_write
misc_cgrp_subsys 256 @0=misc_cg_alloc @32=misc_cg_free
misc_class 96 @32=misc_devnode
misc_fops 264 @104=misc_open @16=noop_llseek
misc_list 16 misc_seq_next+0:1/2 misc_seq_start+0:1/2 misc_open+0:1/3
misc_mtx 32 misc_seq_stop+0:0/1 misc_seq_next+0:0/2 misc_seq_start+0:0/2
misc_seq_ops 32 @0=misc_seq_start @8=misc_seq_stop
mld2_all_mcr 16 do_ipv6_setsockopt+0:2/20
mld_wq 8 mld_dad_start_work+0:0/1 mld_ifc_start_work+0:0/1 mld_report_work+0:0/1
mm_all_locks_mutex 32 mm_drop_all_locks+0:0/1 mm_take_all_locks+0:0/6
mm_cachep 8 mm_alloc+0:0/1 __mmdrop+0:3/7 mm_init+0:7/9
mm_percpu_wq 8 memmap_pages_add+0:0/2 memmap_boot_pages_add+0:0/2 vmstat_update+0:2/5
mmap_mem_ops 128 mmap_mem+0:1/2 @88=generic_access_phys
mmap_min_addr 8 prctl_set_mm+0:0/2 mmap_min_addr_handler+0:1/2 generic_get_unmapped_area+0:0/2
mmap_rnd_bits 4 arch_mmap_rnd+0:1/2
mmap_rnd_bits_max 4 do_check_common+0:131/274
mmap_rnd_compat_bits 4 arch_mmap_rnd+0:0/2
mminit_loglevel 4 init_currently_empty_zone+0:0/2 cgwb_release_workfn+0:4/5 pgdat_init_internals+0:0/6
mmlist_lock 4 __mmput+0:0/2 walk_process_tree+0:0/4 try_to_unmap_one+0:8/16
mnt 8 public_dev_mount+0:0/2 devtmpfs_submit_req+0:0/5 auxiliary_device_init+0:2/7
mnt_cache 8 delayed_free_vfsmnt+0:0/1 clone_mnt+0:5/6 alloc_vfsmnt+0:1/8
mnt_group_ida 16 cleanup_group_ids+0:0/1 invent_group_ids+0:0/1 mnt_release_group_id+0:0/1
mnt_id_ctr 8 alloc_vfsmnt+0:4/8 attach_recursive_mnt+0:10/22
mnt_id_ida 16 cleanup_mnt+0:1/4 clone_mnt+0:4/6 alloc_vfsmnt+0:3/8
mnt_ns_seq 8 alloc_mnt_ns+0:6/9 umount_tree+0:6/10 attach_recursive_mnt+0:11/22
mntns_operations 64 @24=mntns_get @32=mntns_put
mod_tree 40 mod_tree_remove+0:2/3 __module_address+0:0/3 mod_tree_remove_init+0:0/3
modifier_ops 48 @8=btf_modifier_resolve @16=btf_modifier_check_member
modinfo_attrs_count 8 mod_sysfs_setup+0:5/39
modinfo_coresize 56 @16=show_coresize
modinfo_initsize 56 @16=show_initsize
modinfo_initstate 56 @16=show_initstate
modinfo_refcnt 56 @16=show_refcnt
modinfo_srcversion 56 @16=show_modinfo_srcversion @32=setup_modinfo_srcversion
modinfo_taint 56 @16=show_taint
modinfo_version 56 @16=show_modinfo_version @32=setup_modinfo_version
modprobe_path 256 __request_module+0:0/13
module_blacklist 8 load_module+0:10/245
module_bug_list 16 module_bug_finalize+0:1/3 generic_bug_clear_once+0:0/7 find_bug+0:2/8
module_cand_cache 248 bpf_find_btf_id+76:5/6 purge_cand_cache+0:1/7 bpf_core_apply+0:13/18
module_compression_attr 32 @16=compression_show
module_fw_flash_work_list 16 ethnl_module_fw_flash_sock_destroy+0:1/7 ethnl_act_module_fw_flash+0:8/24
module_fw_flash_work_list_lock 4 module_flash_fw_work+0:0/3 ethnl_module_fw_flash_sock_destroy+0:0/7 ethnl_act_module_fw_flash+0:7/24
module_kset 8 lookup_or_create_module_kobject+0:0/1 maybe_kfree_parameter+0:0/3 pci_hp_create_module_link+0:0/3
module_ktype 48 @0=module_kobj_release
module_mutex 32 mod_sysfs_teardown+0:0/1 finished_loading+0:1/2 module_kallsyms_on_each_symbol+0:0/2
module_notify_list 48 register_module_notifier+0:0/1 unregister_module_notifier+0:0/1 find_module_all+0:0/1
module_strings 16 __trace_eprobe_create+0:15/42
module_sysfs_ops 16 @0=module_attr_show @8=module_attr_store
module_trace_bprintk_format_nb 24 @0=module_trace_bprintk_format_notify
module_uevent 56 @24=store_uevent
module_uevent_ops 24 @0=uevent_filter
module_wq 24 do_init_module+0:7/11 __arm64_sys_delete_module+0:9/14 mod_sysfs_setup+0:11/39
modules 16 module_kallsyms_lookup_name+0:0/1 module_kallsyms_on_each_symbol+0:1/2 module_get_kallsym+0:0/4
modules_disabled 4 __do_sys_init_module+0:0/6 __arm64_sys_delete_module+0:1/14 __arm64_sys_finit_module+0:1/16
modules_proc_ops 96 @8=modules_open @48=seq_release
moom_work 32 @24=moom_callback
mount 8 securityfs_remove+0:1/2 securityfs_recursive_remove+0:1/4 securityfs_create_dentry+0:1/9
mount_count 4 securityfs_remove+0:0/2 securityfs_recursive_remove+0:0/4 securityfs_create_dentry+0:0/9
mount_hashtable 8 __attach_mnt+0:3/4 __lookup_mnt+0:3/4
mount_lock 8 path_is_mountpoint+0:0/1 lookup_mnt+0:0/1 may_umount_tree+0:0/2
mountpoint_hashtable 8 lookup_mountpoint+0:2/3 get_mountpoint+0:5/7
mousedev_fops 264 @24=mousedev_read @32=mousedev_write
mousedev_handler 120 @8=mousedev_event @40=mousedev_connect
mousedev_mix 8 mousedev_disconnect+0:0/1 mousedev_connect+0:0/3 mousedev_open+0:2/4
mousedev_mix_list 16 mixdev_open_devices+0:0/1 mixdev_close_devices+0:0/1 mousedev_notify_readers+0:0/3
movable_node_enabled 1 should_skip_region+0:1/2 zone_for_pfn_range+0:5/14
mp_hash_mask 4 lookup_mountpoint+0:1/3 get_mountpoint+0:4/7
mp_hash_shift 4 lookup_mountpoint+0:0/3 __attach_mnt+0:0/4 __lookup_mnt+0:0/4
mpol_ops 112 @16=mpol_new_preferred @8=mpol_rebind_default
mps_inti_flags_polarity 32 acpi_table_print_madt_entry+0:9/33
mps_inti_flags_trigger 32 acpi_table_print_madt_entry+0:8/33
mptcp_pernet_id 4 mptcp_net_exit+0:0/1 mptcp_get_add_addr_timeout+0:0/1 mptcp_is_checksum_enabled+0:0/1
mptcp_pernet_ops 80 @16=mptcp_net_init @32=mptcp_net_exit
mptcp_pm_nl_ops 528 @0=mptcp_pm_nl_add_addr_doit @48=mptcp_pm_nl_del_addr_doit
mptcp_pm_pernet_ops 80 @16=pm_nl_init_net @40=pm_nl_exit_net
mptcp_prot 464 @0=mptcp_close @16=mptcp_connect
mptcp_sched_default 64 @0=mptcp_sched_default_get_subflow
mptcp_sched_list 16 mptcp_sched_find+0:0/1 mptcp_sched_init+0:0/2 mptcp_sched_get_send+0:0/4
mptcp_sched_list_lock 4 mptcp_pm_nl_create_listen_socket+0:1/4 mptcp_unregister_scheduler+0:2/4 mptcp_get_available_schedulers+0:0/5
mptcp_snmp_list 1216 mptcp_seq_show+0:0/11
mptcp_sockets_allocated 40 switchdev_port_obj_act_is_deferred+6:7/13
mptcp_sysctl_table 560 @360=proc_scheduler @416=proc_available_schedulers
mq_class_ops 112 @8=mq_select_queue @16=mq_graft
mq_deadline 288 @8=dd_init_sched @16=dd_exit_sched
mq_lock 4 mqueue_create_attr+0:0/2 mqueue_evict_inode+0:0/2 ipcns_put+0:0/4
mq_qdisc_ops 176 @64=mq_init @80=mq_destroy
mq_sysctls 280 keyring_gc_check_iterator+268:1/2 key_link+240:1/5 key_set_index_key+256:2/9 @24=proc_dointvec @80=proc_dointvec_minmax
mqueue_dir_inode_operations 256 @40=mqueue_create @56=mqueue_unlink
mqueue_file_operations 264 @24=mqueue_read_file @72=mqueue_poll_file
mqueue_fs_context_ops 48 @0=mqueue_fs_context_free @32=mqueue_get_tree
mqueue_fs_type 72 @16=mqueue_init_fs_context @40=kill_litter_super
mqueue_inode_cachep 8 mqueue_free_inode+0:0/1 mqueue_alloc_inode+0:0/1 msg_init_ns+0:0/1
mqueue_super_ops 208 @0=mqueue_alloc_inode @16=mqueue_free_inode
ms_hyperv 48 hv_query_ext_cap+4:0/5 hv_common_cpu_init+32:6/7
msg_zerocopy_ubuf_ops 16 @0=msg_zerocopy_complete
msi_domain_ops_default 80 @0=msi_domain_ops_get_hwirq @8=msi_domain_ops_init
mux_interval_mutex 32 perf_event_mux_interval_ms_store+0:1/8
muxed_resource_wait 24 __release_region+0:5/6 __request_region_locked+0:3/10
n_trc_holdouts 8 trc_add_holdout+0:0/1 __wait_rcu_gp+0:0/4 show_rcu_tasks_trace_gp_kthread+0:1/5
n_tty_ops 144 @16=n_tty_open @24=n_tty_close
name_fops 264 @24=read_name
named_triggers 16 save_named_trigger+0:1/2
names_0 1072 errname+0:0/2 ddebug_exec_query+856:22/48
names_512 152 errname+0:1/2
names_cachep 8 ima_d_path+0:0/1 putname+0:0/1 __arm64_sys_getcwd+0:0/2
namespace_sem 40 __is_local_mountpoint+0:1/2 mnt_set_expiry+0:1/2 may_umount+0:1/4
napi_gen_id 4 netif_napi_add_weight+0:8/18
napi_hash 2048 netdev_napi_by_id+0:1/2 bpf_bind+520:1/2 clean_xps_maps+120:2/3
napi_hash_lock 4 __netif_napi_del+0:1/2 net_disable_timestamp+0:6/7 net_enable_timestamp+0:6/7
nd_tbl 600 @16=ndisc_hash @24=ndisc_key_eq
ndisc_direct_ops 40 ndisc_constructor+0:4/14 @24=neigh_direct_output
ndisc_generic_ops 40 @8=ndisc_solicit @16=ndisc_error_report @32=neigh_connected_output
ndisc_hh_ops 40 ndisc_constructor+0:1/14 @8=ndisc_solicit @16=ndisc_error_report @24=neigh_resolve_output
ndisc_net_ops 80 @16=ndisc_net_init @32=ndisc_net_exit
ndisc_netdev_notifier 24 @0=ndisc_netdev_event
ndoms_cur 4 partition_sched_domains_locked+0:1/46
need_wait 1 snapshot_write+0:1/2 snapshot_open+0:8/9 snapshot_ioctl+0:1/16
neigh_stat_seq_ops 32 @0=neigh_stat_seq_start @8=neigh_stat_seq_stop
neigh_sysctl_template 1184 @424=neigh_proc_dointvec_ms_jiffies_positive @816=neigh_proc_dointvec_unres_qlen
neigh_tables 24 neigh_table_clear+0:1/5 neigh_xmit+0:1/6 neigh_dump_info+0:1/7
net_cachep 8 copy_net_ns+0:0/8 cleanup_net+0:11/15
net_class 96 @24=netdev_uevent @48=netdev_release
net_cleanup_work 32 @24=cleanup_net
net_cls_cgrp_subsys 256 @96=cgrp_attach
net_cookie 128 setup_net+0:1/11
net_core_table 1680 @304=proc_do_rss_key @360=proc_dointvec_minmax_bpf_enable
net_devmem_dmabuf_bindings 16 net_devmem_unbind_dmabuf+0:0/2 net_devmem_bind_dmabuf+0:4/14
net_families 368 sock_is_registered+0:1/2 sock_unregister+0:3/7 sock_register+0:3/8
net_family_lock 4 sock_alloc_inode+0:2/4 sock_unregister+0:1/7 sock_register+0:1/8
net_hotdata 432 udpv6_offload_exit+288:0/1 __build_skb+352:0/1 xdp_alloc_skb_bulk+352:0/1
net_inuse_ops 80 @16=sock_inuse_init_net @32=sock_inuse_exit_net
net_namespace_list 16 genlmsg_multicast_allns+0:0/1 __rtnl_link_unregister+0:0/1 wireless_nlevent_flush+0:1/2
net_ns_ops 80 @16=net_ns_net_init @32=net_ns_net_exit
net_ns_type_operations 48 @8=net_current_may_mount @16=net_grab_current_ns
net_prio_cgrp_subsys 256 @96=net_prio_attach
net_ratelimit_state 32 net_ratelimit+0:1/2
net_rwsem 40 wireless_nlevent_flush+0:0/2 selinux_notify_policy_change+0:0/3 setup_net+0:4/11
net_secret 16 secure_dccpv6_sequence_number+0:0/3 secure_dccp_sequence_number+0:0/3 secure_tcp_seq_and_ts_off+0:0/3
net_sysctl_root 128 @104=net_ctl_header_lookup @112=net_ctl_set_ownership
net_todo_list 16 __rtnl_unlock+0:0/3 netdev_run_todo+0:1/32 unregister_netdevice_many_notify+0:40/59
netdev_chain 8 unregister_netdevice_notifier+0:2/4 register_netdevice_notifier+0:2/5 call_netdevice_notifiers_info+0:1/6
netdev_flow_limit_table_len 4 flow_limit_cpu_sysctl+0:7/10
netdev_genl_nb 24 @0=netdev_genl_netdevice_event
netdev_net_ops 80 @16=netdev_init @32=netdev_exit
netdev_nl_family 160 @128=__netdev_nl_sock_priv_init @136=__netdev_nl_sock_priv_destroy
netdev_nl_ops 480 @8=netdev_nl_dev_get_doit @48=netdev_nl_dev_get_dumpit
netdev_queue_ktype 48 @0=netdev_queue_release @32=netdev_queue_namespace
netdev_queue_sysfs_ops 16 @0=netdev_queue_attr_show @8=netdev_queue_attr_store
netdev_rss_key 52 proc_do_rss_key+0:0/2 netdev_rss_key_fill+0:0/3
netdev_unregistering_wq 24 rtnl_link_unregister+0:1/5 netdev_run_todo+0:29/32
netevent_notif_chain 16 call_netevent_notifiers+0:0/1 register_netevent_notifier+0:0/1 unregister_netevent_notifier+0:0/1
netfilter_net_ops 80 @16=netfilter_net_init @32=netfilter_net_exit
netfilter_prog_ops 8 @0=bpf_prog_test_run_nf
netfilter_verifier_ops 56 @0=bpf_nf_func_proto @8=nf_is_valid_access
netkit_ethtool_ops 640 @24=netkit_get_drvinfo
netkit_link_lops 72 @0=netkit_link_release @8=netkit_link_dealloc
netkit_link_ops 208 @40=netkit_setup @64=netkit_validate
netkit_netdev_ops 736 @8=netkit_uninit @16=netkit_open
netlabel_mgmt_protocount 4 netlbl_enabled+0:0/1 netlbl_cipsov4_remove+0:1/2 netlbl_calipso_remove+0:3/5
netlabel_unlabel_acceptflg 1 netlbl_unlabel_staticlist+0:1/3 netlbl_unlabel_list+0:1/4 netlbl_unlabel_accept+0:1/4
netlbl_calipso_ops 96 @0=netlbl_calipso_add @24=netlbl_calipso_remove
netlbl_cipsov4_ops 96 @0=netlbl_cipsov4_add @24=netlbl_cipsov4_remove
netlbl_domhsh 8 netlbl_domhsh_walk+0:0/1 netlbl_domhsh_hash+0:0/2 netlbl_domhsh_search+0:0/2
netlbl_domhsh_def_ipv4 8 netlbl_domhsh_getentry_af4+0:1/3 netlbl_domhsh_remove+0:1/4 netlbl_domhsh_remove_default+0:1/4
netlbl_domhsh_def_ipv6 8 netlbl_domhsh_getentry_af6+0:1/3 netlbl_domhsh_getentry_af4+4:2/3 netlbl_domhsh_remove+0:3/4
netlbl_domhsh_lock 4 netlbl_domhsh_remove_af4+0:1/5 netlbl_domhsh_remove_af6+0:1/5 netlbl_domhsh_remove_entry+0:1/9
netlbl_mgmt_genl_ops 192 @0=netlbl_mgmt_add @24=netlbl_mgmt_remove
netlbl_unlabel_genl_ops 192 @0=netlbl_unlabel_staticadd @24=netlbl_unlabel_staticremove
netlbl_unlhsh 8 netlbl_unlhsh_search_iface+0:0/2 netlbl_unlabel_staticlistdef+0:0/2 netlbl_unlabel_staticlist+0:0/3
netlbl_unlhsh_def 8 netlbl_unlabel_staticlistdef+0:1/2 netlbl_unlabel_getattr+0:3/4 netlbl_unlhsh_add+0:6/12
netlbl_unlhsh_lock 4 netlbl_unlhsh_netdev_handler+0:2/5 netlbl_unlhsh_add+0:3/12 netlbl_unlhsh_remove+0:1/14
netlbl_unlhsh_netdev_notifier 24 @0=netlbl_unlhsh_netdev_handler
netlink_chain 48 netlink_register_notifier+0:1/2 netlink_unregister_notifier+0:1/2 netlink_release+0:15/16
netlink_family_ops 24 @8=netlink_create
netlink_net_ops 80 @16=netlink_net_init @32=netlink_net_exit
netlink_ops 232 @16=netlink_release @24=netlink_bind
netlink_rhashtable_params 40 @24=netlink_hash @32=netlink_compare
netlink_seq_ops 32 @0=netlink_seq_start @8=netlink_seq_stop
netlink_tap_net_id 4 netlink_add_tap+0:0/1 netlink_tap_init_net+0:0/3 netlink_lock_table+0:0/3
netlink_tap_net_ops 80 @16=netlink_tap_init_net
netns_bpf_mutex 32 bpf_netns_link_fill_info+0:0/1 bpf_netns_link_update_prog+0:0/1 netns_bpf_prog_detach+0:0/1
netns_bpf_pernet_ops 80 @16=netns_bpf_pernet_init @24=netns_bpf_pernet_pre_exit
netns_core_table 448 @24=rps_default_mask_sysctl @192=proc_dou8vec_minmax
netns_operations 64 @24=netns_get @32=netns_put
netns_wq 8 netns_put+0:1/4 netns_install+0:1/4 __put_net+0:1/4
netprio_device_notifier 24 @0=netprio_device_event
netstamp_needed_deferred 4 netstamp_clear+0:1/6 net_disable_timestamp+0:2/7 net_enable_timestamp+0:2/7
netstamp_wanted 4 netstamp_clear+0:2/6 net_disable_timestamp+0:1/7 net_enable_timestamp+0:1/7
netstamp_work 32 @24=netstamp_clear
next_cookie 8 async_schedule_node_domain+0:4/5 __async_schedule_node_domain+0:3/7
next_fqs_jiffies_ops 32 @8=param_set_next_fqs_jiffies @16=param_get_ulong
nexthop_net_ops 80 @16=nexthop_net_init @32=nexthop_net_exit
nf_conn_btf_access_lock 32 tc_cls_act_btf_struct_access+0:0/2 xdp_btf_struct_access+0:0/2 bpf_prog_change_xdp+0:0/2
nf_hook_mutex 32 __nf_register_net_hook+0:0/4 __nf_unregister_net_hook+0:0/9
nf_hooks_needed 880 __nf_register_net_hook+0:1/4 netlink_broadcast_filtered+164:5/7 ethnl_module_fw_flash_sock_destroy+272:5/7
nf_log_mutex 32 seq_stop+0:0/1 seq_start+0:0/1 nf_log_unbind_pf+0:0/1
nf_log_net_ops 80 @16=nf_log_net_init @32=nf_log_net_exit
nf_log_sysctl_ftable 56 nf_log_net_init+0:14/16 @24=proc_dointvec
nf_lwtunnel_net_ops 80 @16=nf_lwtunnel_net_init @32=nf_lwtunnel_net_exit
nf_lwtunnel_sysctl_table 56 @24=nf_hooks_lwtunnel_sysctl_handler
nf_sockopt_mutex 32 nf_unregister_sockopt+0:0/1 nf_register_sockopt+0:0/4
nf_sockopts 16 nf_register_sockopt+0:1/4
nfct_btf_struct_access 8 tc_cls_act_btf_struct_access+0:1/2 xdp_btf_struct_access+0:1/2 bpf_get_skb_set_tunnel_proto+0:0/5
nflog_seq_ops 32 @0=seq_start @8=seq_stop
nfs_errtbl 232 nfs_stat_to_errno+0:0/1 nfs4_stat_to_errno+0:0/3 nfs_localio_errno_to_nfs4_stat+0:0/7
nfs_ssc_client_tbl 16 nfs42_ssc_unregister+0:0/1 nfs42_ssc_register+0:0/1 nfs_ssc_register+8:0/1
nh_netdev_notifier 24 @0=nh_netdev_event
nl_table 8 netlink_update_listeners+0:0/1 __netlink_seq_next+0:0/1 netlink_connect+0:0/1
nl_table_lock 8 netlink_tap_init_net+0:1/3 netlink_lock_table+0:1/3 netlink_set_err+0:1/3
nl_table_users 4 netlink_lock_table+0:2/3 netlink_getsockopt+0:1/4 netlink_getname+0:1/4
nl_table_wait 24 netlink_getsockopt+0:3/4 netlink_getname+0:3/4 netlink_change_ngroups+0:3/4
nlink_tgid 1 proc_pid_instantiate+0:1/6
nlink_tid 1 proc_task_instantiate+0:1/6
nlmsg_audit_perms 128 selinux_nlmsg_lookup+0:5/10
nlmsg_route_perms 544 selinux_nlmsg_lookup+0:0/10
nlmsg_tcpdiag_perms 32 selinux_nlmsg_lookup+0:1/10
nlmsg_xfrm_perms 200 selinux_nlmsg_lookup+0:2/10
nls_lock 4 find_nls+0:0/2 __register_nls+0:0/2 unregister_nls+0:0/4
no_hash_pointers 1 default_pointer+0:1/5 kfence_report_error+0:5/31
no_irq_affinity 4 unregister_irq_proc+0:0/11 register_irq_proc+0:0/19 __irq_domain_instantiate+0:6/28
no_irq_chip 264 @40=ack_bad @8=noop_ret
nocb_nobypass_lim_per_jiffy 4 __call_rcu_common+0:24/33
nocompress 4 hibernate+0:5/31
node_data 128 __folio_mod_stat+0:0/1 try_offline_memory_block+0:0/1 __free_slab+0:0/1
node_demotion 8 next_demotion_node+0:0/1 establish_demotion_targets+0:0/14
node_devices 128 unregister_memory_block_under_nodes+0:0/1 unregister_one_node+0:0/1 register_cpu_under_node+0:1/2
node_hstates 640 kobj_to_hstate+8:2/7 hugetlb_unregister_node+0:1/8 hugetlb_register_node+0:2/11
node_memory_types 256 clear_node_memory_type+0:3/5 init_node_memory_type+0:3/5 kfence_guarded_free+32:8/16
node_reclaim_distance 4 hpage_collapse_scan_abort+0:1/2 get_page_from_freelist+0:27/45 build_sched_domains+0:39/81
node_reclaim_mode 4 node_pagecache_reclaimable+0:0/1 hpage_collapse_scan_abort+0:0/2 min_ttl_ms_show+0:0/3
node_states 48 __free_shrinker_info+0:0/1 __invalidate_reclaim_iterators+0:0/1 __mem_cgroup_free+0:0/1
node_subsys 168 __register_one_node+0:3/11
node_to_cpumask_map 128 cpulistaffinity_show+0:2/3 cpuaffinity_show+0:2/3 local_cpulist_show+0:0/3
nodes_found_map 8 acpi_map_pxm_to_node+0:3/5
nohibernate 4 hibernation_available+0:0/1 disk_show+0:1/9 resume_store+0:1/10
nohmem 1 hmem_register_resource+0:0/2
nohz 40 nohz_balance_exit_idle+0:5/14 nohz_balance_enter_idle+0:7/18 sched_balance_newidle+0:6/19
nohz_full_patience_delay_jiffies 4 rcu_sched_clock_irq+0:30/69
noirqdebug 1 noirqdebug_setup+0:0/2 __setup_irq+0:12/24
nominal_freq 32 @16=show_nominal_freq
nominal_perf 32 @16=show_nominal_perf
noop_backing_dev_info 1160 __writeback_inodes_sb_nr+0:0/1 generic_fadvise+0:0/2 generic_shutdown_super+0:0/2
noop_qdisc 384 mq_change_real_num_tx+0:0/1 dev_shutdown+0:0/1 dev_graft_qdisc+0:0/1 @0=noop_enqueue @8=noop_dequeue
noop_qdisc_ops 176 register_qdisc+0:4/8 @40=noop_enqueue @48=noop_dequeue
nop_posix_acl_access 48 __do_sys_flock+40:3/6 @24=posix_acl_xattr_list
nop_trace 152 @8=nop_trace_init @16=nop_trace_reset
noqueue_qdisc_ops 176 @64=noqueue_init @40=noop_enqueue
noresume 4 resume_store+0:3/10
nosave_regions 16 create_basic_memory_bitmaps+0:3/13
nosteal_pipe_buf_ops 32 fuse_dev_splice_read+0:0/1 skb_splice_bits+0:0/2 @8=generic_pipe_buf_release @24=generic_pipe_buf_get
notes_attr 72 @40=notes_read
notests 1 do_test_kpp+0:0/10 test_akcipher_one+0:0/13 test_ahash_vec_cfg+0:0/17
np_fops 264 @32=new_policy
npadch_active 1 k_ascii+0:1/3 k_shift+0:4/8
npadch_value 4 k_ascii+0:2/3 k_shift+0:5/8
nr_anon_attr 32 @16=nr_anon_show
nr_anon_partially_mapped_attr 32 @16=nr_anon_partially_mapped_show
nr_boot_triggers 4 __trace_early_add_events+0:4/11
nr_bpf_events 4 perf_event_bpf_event+0:2/6 _free_event+0:12/27 perf_event_alloc+0:44/57
nr_build_id_events 4 perf_event_mmap+0:7/21 _free_event+0:6/27 perf_event_alloc+0:38/57
nr_callchain_events 4 perf_event_max_stack_handler+0:1/2 rb_alloc+0:2/4 put_callchain_buffers+0:1/4
nr_cgroup_events 4 perf_cgroup_css_online+0:1/7 _free_event+0:9/27 perf_event_alloc+0:41/57
nr_comm_events 4 perf_event_comm+0:1/4 perf_event_task+0:1/6 perf_event_fork+0:1/7
nr_copy_pages 4 snapshot_image_loaded+0:1/2 snapshot_write_next+0:28/36
nr_cpu_ids 4 copy_workqueue_attrs+0:0/1 wqattrs_actualize_cpumask+0:0/1 wqattrs_equal+0:0/1
nr_files 40 proc_nr_files+0:0/3 __unmap_hugepage_range+16:2/6 __fput+0:0/7
nr_freq_events 4 _free_event+0:21/27 perf_event_alloc+0:49/57
nr_freq_lock 4 _free_event+0:24/27 perf_event_alloc+0:51/57
nr_grant_frames 4 gnttab_unmap_frames_v1+0:2/3 gnttab_unmap_frames_v2+0:2/3 gnttab_setup+0:1/6
nr_hugepages_attr 32 @16=nr_hugepages_show @24=nr_hugepages_store
nr_hugepages_mempolicy_attr 32 @16=nr_hugepages_mempolicy_show @24=nr_hugepages_mempolicy_store
nr_irqs 4 int_seq_start+0:0/1 serial8250_verify_port+0:0/1 pl010_verify_port+0:0/1
nr_ksymbol_events 4 perf_event_bpf_event+0:1/6 perf_event_ksymbol+0:1/10 _free_event+0:11/27
nr_memmap_boot_pages 8 memmap_boot_pages_add+0:1/2 vmstat_start+0:10/11 __arm64_sys_move_pages+4:9/12
nr_memmap_pages 8 memmap_pages_add+0:1/2 vmstat_start+0:9/11
nr_meta_pages 4 snapshot_write_finalize+0:1/7 snapshot_write_next+0:4/36
nr_mmap_events 4 perf_event_task+0:2/6 perf_event_fork+0:2/7 do_mmap+0:1/8
nr_namespaces_events 4 perf_event_namespaces+0:1/2 perf_event_fork+0:4/7 _free_event+0:8/27
nr_node_ids 4 pwq_tryinc_nr_active+0:0/1 task_numa_free+0:0/1 __kmem_cache_empty+0:0/1
nr_online_nodes 4 __try_online_node+0:2/7 try_offline_node+0:7/9 build_all_zonelists+0:2/10
nr_overcommit_hugepages_attr 32 @16=nr_overcommit_hugepages_show @24=nr_overcommit_hugepages_store
nr_rotate_swap 4 swapin_readahead+0:1/5 swap_cache_get_folio+0:2/5 __arm64_sys_swapoff+0:40/55
nr_running_ctxs 4 damon_nr_running_ctxs+0:1/2 damon_start+0:5/6
nr_swap_pages 8 mem_cgroup_get_nr_swap_pages+0:0/2 get_swap_page_of_type+0:1/2 swap_offset_available_and_locked+0:1/3
nr_swapfiles 4 swapcache_free_entries+0:0/2 count_swap_pages+0:2/3 swap_type_of+0:2/4
nr_switch_events 4 __perf_event_task_sched_out+0:3/7 __perf_event_task_sched_in+0:4/8 _free_event+0:20/27
nr_task_events 4 perf_event_task+0:5/6 perf_event_fork+0:6/7 _free_event+0:10/27
nr_text_poke_events 4 perf_event_text_poke+0:1/4 _free_event+0:13/27 perf_event_alloc+0:45/57
nr_threads 4 loadavg_proc_show+0:0/2 release_task+0:1/6 copy_process+0:59/138
nr_uarts 4 serial8250_remove+0:0/1 univ8250_console_setup+0:0/2 univ8250_console_match+0:2/5
nr_vmalloc_pages 8 vmalloc_nr_pages+0:1/2 vfree+0:1/3 __vmalloc_node_range_noprof+0:7/18
ns_dentry_operations 128 @72=ns_dname @56=stashed_dentry_prune
ns_dir_inode_operations 256 @72=ns_mkdir_op @80=ns_rmdir_op
ns_entries 80 proc_ns_dir_lookup+0:0/2 proc_ns_dir_readdir+0:0/6
ns_file_operations 264 @80=ns_ioctl @88=compat_ptr_ioctl
nsfs 72 @16=nsfs_init_fs_context @40=kill_anon_super
nsfs_mnt 8 ns_get_path_cb+0:0/1 open_namespace+0:0/1 ns_get_path+0:0/1
nsfs_ops 208 @48=nsfs_evict @144=nsfs_show_path
nsfs_stashed_ops 16 @0=nsfs_put_data @8=nsfs_init_inode
nsproxy_cachep 8 create_new_namespaces+0:0/1 free_nsproxy+0:0/5 __kthread_create_worker+0:2/9
ntp_next_leap_sec 8 ntp_get_next_leap+0:3/4 ntp_clear+0:7/8 __do_adjtimex+0:7/12
ntp_tick_adj 8 ntp_update_frequency+0:0/5 ntp_notify_cmos_timer+0:2/7 ntp_clear+0:1/8
null_fops 264 @24=read_null @40=read_iter_null
null_ldisc 144 @40=n_null_read @48=n_null_write
num 4 iort_iommu_get_resv_regions+0:8/9 ghes_probe+0:27/30
num_active_cpus 4 ledtrig_cpu+0:1/5
num_counters 4 acpi_irq_stats_init+0:3/5
num_cpus_frozen 4 sched_cpu_activate+0:13/17 sched_cpu_deactivate+0:19/21
num_fault_mutexes 4 hugetlb_fault_mutex_hash+0:0/1
num_gpes 4 acpi_irq_stats_init+0:2/5
num_poisoned_pages 8 num_poisoned_pages_inc+0:0/1 num_poisoned_pages_sub+0:0/1 __show_mem+0:7/8
num_prealloc_crypto_pages 4 fscrypt_initialize+0:3/6
num_rcu_lvl 8 init_srcu_struct_nodes+0:2/11 rcu_init_geometry+0:11/15
num_registered_fb 4 get_fb_info+0:1/3 unregister_framebuffer+0:1/3 do_register_framebuffer+0:0/8
numa_demotion_enabled 1 get_swappiness+0:0/1 demotion_enabled_store+0:1/2 demotion_enabled_show+0:0/4
numa_demotion_enabled_attr 32 @16=demotion_enabled_show @24=demotion_enabled_store
numa_distance 8 __node_distance+0:1/2
numa_distance_cnt 4 __node_distance+0:0/2 memory_add_physaddr_to_nid+0:0/5 phys_to_target_node+0:0/10
numa_meminfo 776 commit_creds+320:2/3 remove_pfn_range_from_zone+368:2/4 memory_add_physaddr_to_nid+0:1/5
numa_off 1 pxm_to_node+0:0/2 acpi_get_node+0:1/3 acpi_map_pxm_to_node+0:0/5
numa_reserved_meminfo 776 __delete_from_swap_cache+464:6/7 zswap_folio_swapin+632:8/9 phys_to_target_node+0:2/10
nvmem_bin_group 40 @8=nvmem_attr_is_visible @16=nvmem_bin_attr_is_visible
nvmem_provider_type 56 @32=nvmem_release
nvs_region_list 16 acpi_nvs_for_each_region+0:0/1 acpi_nvs_register+0:1/3
objcg_lock 4 obj_cgroup_release+0:1/2
object_map_lock 4 __kmem_cache_shutdown+0:6/15
object_size_attr 32 @16=object_size_show
objects_attr 32 @16=objects_show
objects_fops 264 @104=objects_open @120=seq_release
objects_partial_attr 32 @16=objects_partial_show
objects_sops 32 @0=start_object @8=stop_object
objs_per_slab_attr 32 @16=objs_per_slab_show
offdevs 136 bpf_offload_find_netdev+0:0/4 __bpf_offload_dev_netdev_register+0:1/11 __bpf_offload_dev_netdev_unregister+0:0/13
offline_cgwbs 16 cgwb_kill+0:0/1 wb_memcg_offline+0:2/5 cleanup_offline_cgwbs_workfn+0:2/8
offload_lock 4 dev_add_offload+0:0/2 dev_remove_offload+0:0/5
offset_lock 32 proc_timens_set_offset+0:1/2 timens_commit+0:1/3
offsets 24 ktime_mono_to_any+0:0/2 ktime_get_coarse_with_offset+0:0/4 ktime_get_with_offset+0:0/10
ok_to_free_tracepoints 1 syscall_regfunc+0:0/6 syscall_unregfunc+0:0/6 tracepoint_add_func+0:1/11
old_rtc 16 rtc_suspend+0:4/10 rtc_resume+0:4/11
old_system 16 rtc_suspend+0:1/10 rtc_resume+0:3/11 devm_rtc_allocate_device+0:4/17
once_lock 4 __do_once_done+0:0/1 __do_once_start+0:0/1 rhashtable_init_noprof+0:1/6
once_mutex 32 __do_once_sleepable_start+0:0/1 __do_once_sleepable_done+0:0/1
one_stable_tree 8 merge_across_nodes_store+0:6/11
one_unstable_tree 8 merge_across_nodes_store+0:9/11
online_page_callback 8 @0=generic_online_page
online_page_callback_lock 32 restore_online_page_callback+0:3/7 set_online_page_callback+0:3/7
online_policy_ops 32 @8=set_online_policy @16=get_online_policy
online_policy_to_str 16 set_online_policy+0:0/1 get_online_policy+0:0/2 try_reonline_memory_block+0:0/3
online_type_to_str 32 auto_online_blocks_store+0:1/2 mhp_online_type_from_str+0:1/2 auto_online_blocks_show+0:1/3
oom_adj_mutex 32 copy_process+0:77/138
oom_killer_disabled 1 oom_killer_enable+0:0/2 mark_oom_victim+0:0/8 oom_killer_disable+0:3/8
oom_lock 32 mem_cgroup_out_of_memory+0:0/1 moom_callback+0:0/5 oom_killer_disable+0:1/8
oom_notify_list 48 unregister_oom_notifier+0:1/2 register_oom_notifier+0:1/2 out_of_memory+0:13/31
oom_reaper_list 8 mempool_init_node+0:1/2 exit_oom_victim+0:0/4 mark_oom_victim+0:1/8
oom_reaper_lock 4 wake_oom_reaper+0:1/8 oom_reaper+0:6/14
oom_reaper_wait 24 wake_oom_reaper+0:3/8
oom_victims 4 exit_oom_victim+0:1/4 mark_oom_victim+0:2/8 oom_killer_disable+0:4/8
oom_victims_wait 24 exit_oom_victim+0:3/4 oom_killer_disable+0:5/8
oops_count 4 oops_count_show+0:0/2 make_task_dead+0:2/9
oops_count_attr 32 @16=oops_count_show
oops_in_progress 4 bust_spinlocks+0:0/1 vcs_size+0:1/2 save_screen+0:1/2
oops_limit 4 make_task_dead+0:1/9
oopscount 4 pstore_dump+0:4/22 pstore_register+0:4/27
opal_errors 152 execute_steps+0:1/9 init_opal_dev+0:7/16 sed_ioctl+0:28/59
operstates 56 operstate_show+0:1/4
opp_configs 16 devm_pm_opp_config_release+0:1/2 dev_pm_opp_clear_config+0:1/2 dev_pm_opp_set_config+0:2/35
opp_table_lock 32 _opp_remove_all+0:0/1 _opp_clear_config+0:0/1 _find_opp_table_unlocked+0:0/1
opp_tables 16 _find_table_of_opp_np+0:1/2 _managed_opp+0:1/6 _add_opp_table_indexed+0:11/14
opp_tables_busy 1 _add_opp_table_indexed+0:1/14
ops_mutex 32 ftrace_set_filter_ips+0:1/5 ftrace_set_filter+0:1/5 ftrace_set_filter_ip+0:1/5
opt_array 28 ddebug_proc_show+0:2/13 ddebug_exec_query+0:19/48
order_attr 32 @16=order_show
orig_bm 64 snapshot_write_finalize+0:4/7 snapshot_read_next+0:2/18 swsusp_save+0:11/26
orig_fgconsole 4 pm_restore_console+0:0/3 pm_prepare_console+0:0/3
orig_kmsg 4 pm_restore_console+0:2/3 pm_prepare_console+0:2/3
orphan_list 16 __clk_register+0:19/56
osc_cpc_flexible_adr_space_confirmed 1 cppc_set_epp_perf+0:3/16 acpi_cppc_processor_probe+0:12/81
osc_pc_lpi_support_confirmed 1 acpi_processor_get_lpi_info+0:0/5
osc_sb_cppc2_support_acked 1 acpi_cppc_processor_probe+0:0/81
overflowgid 4 from_kgid_munged+0:0/1 __arm64_sys_getgroups16+0:0/1 to_compat_ipc_perm+0:1/2
overflowuid 4 from_kuid_munged+0:0/1 to_compat_ipc_perm+0:0/2 cp_compat_stat+0:0/3
pack_list 16 bpf_prog_pack_alloc+0:3/14
pack_mutex 32 bpf_prog_pack_free+0:1/9 bpf_prog_pack_alloc+0:1/14 __trace_uprobe_create+0:27/31
packet_family_ops 24 @8=packet_create
packet_mmap_ops 128 @0=packet_mm_open @8=packet_mm_close
packet_net_ops 80 @16=packet_net_init @32=packet_net_exit
packet_netdev_notifier 24 @0=packet_notifier
packet_ops 232 @24=packet_bind @56=packet_getname
packet_ops_spkt 232 @24=packet_bind_spkt @56=packet_getname_spkt
packet_seq_ops 32 @0=packet_seq_start @8=packet_seq_stop
padata_attr_type 48 @0=padata_sysfs_release
padata_free_works 16 padata_parallel_worker+0:2/4 padata_do_parallel+0:2/10
padata_sysfs_ops 16 @0=padata_sysfs_show @8=padata_sysfs_store
padata_works_lock 4 padata_parallel_worker+0:1/4 padata_alloc+0:7/9 padata_do_parallel+0:1/10
page_alloc_sysctl_table 448 @24=min_free_kbytes_sysctl_handler @136=watermark_scale_factor_sysctl_handler
page_cache_pipe_buf_ops 32 @0=page_cache_pipe_buf_confirm @16=page_cache_pipe_buf_try_steal
page_cluster 4 do_mbind+2:3/4 swapin_readahead+0:2/5 swap_cluster_readahead+0:0/6
page_ext_size 8 page_ext_get+0:3/4
page_group_by_mobility_disabled 4 move_freepages_block_isolate+0:1/2 find_suitable_fallback+0:1/2 set_pageblock_migratetype+0:1/2
page_list 8 scmi_reset_assert+0:1/2 xen_free_unpopulated_pages+0:2/4 xen_alloc_unpopulated_pages+0:3/18
page_offline_rwsem 40 page_offline_begin+0:0/1 page_offline_thaw+0:0/1 page_offline_end+0:0/1
page_pool_netdevice_nb 24 @0=page_pool_netdevice_event
page_pools 16 page_pool_unlist+0:1/3 page_pool_list+0:1/4 netdev_nl_page_pool_get_do+0:1/5
page_pools_lock 32 netdev_nl_page_pool_get_dump+0:0/1 page_pool_netdevice_event+0:0/1 page_pool_check_memory_provider+0:0/1
page_reporting_mutex 32 page_reporting_unregister+0:0/2 page_reporting_register+0:0/7 page_reporting_process+0:1/8
page_reporting_order 4 page_reporting_register+0:2/7 page_reporting_process+0:2/8 __free_one_page+0:11/13
page_reporting_param_ops 32 @8=page_order_update_notify @16=param_get_int
page_symlink_inode_operations 256 @8=page_get_link
page_uni2charset 2048 uni2char+0:1/2 hugetlbfs_get_inode+8:7/8
pagemap_ops 88 @24=pagemap_pmd_range @40=pagemap_pte_hole
pagemap_scan_ops 88 @24=pagemap_scan_pmd_entry @40=pagemap_scan_pte_hole
pages_collapsed_attr 32 @16=pages_collapsed_show
pages_scanned_attr 32 @16=pages_scanned_show
pages_shared_attr 32 @16=pages_shared_show
pages_sharing_attr 32 @16=pages_sharing_show
pages_skipped_attr 32 @16=pages_skipped_show
pages_unshared_attr 32 @16=pages_unshared_show
pages_volatile_attr 32 @16=pages_volatile_show
pagesize_attr 40 @16=pagesize_show
pagetypeinfo_op 32 @24=pagetypeinfo_show @0=frag_start
panic_blink 8 panic+0:9/20
panic_block 24 @0=hung_task_panic
panic_cpu 4 fbcon_scroll+0:0/1 panic_in_progress+0:0/1 panic_try_start+0:0/1
panic_later 8 cpus_are_stuck_in_kernel+0:3/5
panic_notifier_list 16 ring_buffer_free+0:1/2 kfence_init_enable+0:16/17 panic+0:8/20
panic_on_fail 1 alg_test+0:14/36
panic_on_oops 4 kexec_should_crash+0:1/2 hyperv_report_panic+0:0/3 die+0:10/17
panic_on_taint 8 proc_taint+0:2/3 add_taint+0:2/6
panic_on_taint_nousertaint 1 proc_taint+0:0/3
panic_on_warn 4 check_panic_on_warn+0:0/5 panic+0:0/20 sched_balance_update_blocked_averages+0:15/49
panic_print 8 panic+0:7/20
panic_reboot_mode 4 panic+0:11/20
panic_timeout 4 __ghes_panic+0:2/4 panic+0:10/20
panic_triggering_all_cpu_backtrace 1 vprintk_emit+0:11/17 panic+0:19/20
param_array_ops 32 @8=param_array_set @16=param_array_get
param_governor 16 cpuidle_register_governor+0:4/6 cpuidle_register_driver+0:4/13 cpufreq_online+8:66/69
param_keys 48 keyctl_pkey_params_get+0:2/3
param_lock 32 param_attr_store+0:0/1 param_attr_show+0:0/1 param_array_get+0:0/1
param_ops_aabool 32 @8=param_set_aabool @16=param_get_aabool
param_ops_aacompressionlevel 32 @8=param_set_aacompressionlevel @16=param_get_aacompressionlevel
param_ops_aaintbool 32 @8=param_set_aaintbool @16=param_get_aaintbool
param_ops_aalockpolicy 32 @8=param_set_aalockpolicy @16=param_get_aalockpolicy
param_ops_aauint 32 @8=param_set_aauint @16=param_get_aauint
param_ops_bint 32 @8=param_set_bint @16=param_get_int
param_ops_bool 32 @8=param_set_bool @16=param_get_bool
param_ops_bool_enable_only 32 @8=param_set_bool_enable_only @16=param_get_bool
param_ops_bufsize 32 @8=param_set_bufsize @16=param_get_uint
param_ops_byte 32 @8=param_set_byte @16=param_get_byte
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
parser_lock 32 ftrace_graph_write+0:1/2 ftrace_graph_release+0:4/8 ftrace_regex_release+0:1/10
part_type 56 @16=part_uevent @32=part_release
partial_attr 32 @16=partial_show
partitions_op 32 @0=show_partition_start @24=show_partition
pause_on_oops 4 oops_exit+0:0/2 oops_enter+0:0/3
pause_on_oops_flag 4 oops_may_print+0:0/1
pcc_chan_count 4 pcc_mbox_request_channel+0:0/3 __mbox_bind_client+0:0/5 omap_mbox_probe+0:18/29
pcc_chan_ops 48 @0=pcc_send_data @16=pcc_startup
pcc_data 2048 check_pcc_chan+0:0/2 clk_core_reparent_orphans_nolock+1384:1/2 cppc_khz_to_perf+0:0/3
pcc_mbox_driver 200 @0=pcc_mbox_probe
pci_bridge_attr_group 40 @8=pci_bridge_attrs_are_visible
pci_bus_type 168 @40=pci_bus_match @48=pci_uevent
pci_dev_acs_enabled 2128 @952=pci_quirk_rciep_acs @1064=pci_quirk_intel_pch_acs
pci_dev_acs_ops 48 @8=pci_quirk_enable_intel_pch_acs @32=pci_quirk_enable_intel_spt_pch_acs
pci_dev_attr_group 40 @8=pci_dev_attrs_are_visible
pci_dev_config_attr_group 40 @16=pci_dev_config_attr_is_visible
pci_dev_hp_attr_group 40 @8=pci_dev_hp_attrs_are_visible
pci_dev_pm_ops 184 @0=pci_pm_prepare @8=pci_pm_complete
pci_dev_reset_attr_group 40 @8=pci_dev_reset_attr_is_visible
pci_dev_reset_method_attr_group 40 @8=pci_dev_reset_method_attr_is_visible
pci_dev_reset_methods 160 @8=reset_intel_82599_sfp_virtfn @56=nvme_disable_and_flr
pci_dev_resource_resize_group 40 @8=resource_resize_is_visible
pci_dev_rom_attr_group 40 @16=pci_dev_rom_attr_is_visible
pci_dev_smbios_attr_group 40 @8=smbios_attr_is_visible
pci_dev_vpd_attr_group 40 @16=vpd_attr_is_visible
pci_instance_ops 16 @0=edac_pci_instance_show @8=edac_pci_instance_store
pci_link_handler 160 @32=acpi_pci_link_add @40=acpi_pci_link_remove
pci_msi_domain_ops_default 80 @40=pci_msi_domain_set_desc
pci_msi_template 464 @96=pci_irq_mask_msi @112=pci_irq_unmask_msi
pci_msix_template 464 @96=pci_irq_mask_msix @112=pci_irq_unmask_msix
pci_notifier 24 @0=pci_notify
pci_phys_vm_ops 128 pci_mmap_resource_range+0:0/1 @88=generic_access_phys
pci_pme_work 88 @24=pci_pme_list_scan @56=delayed_work_timer_fn
pci_reset_fn_methods 128 @16=pci_dev_specific_reset @32=pci_dev_acpi_reset
pci_root_handler 160 @32=acpi_pci_root_add @40=acpi_pci_root_remove
pci_serial_quirks 4608 @32=addidata_apci7800_setup @80=afavlab_setup
pci_slot_attr_address 32 @16=address_read_file
pci_slot_attr_cur_speed 32 @16=cur_speed_read_file
pci_slot_attr_max_speed 32 @16=max_speed_read_file
pci_slot_ktype 48 @0=pci_slot_release
pci_slot_sysfs_ops 16 @0=pci_slot_attr_show @8=pci_slot_attr_store
pcibus_class 96 @48=release_pcibus_dev
pcie_dev_attr_group 40 @8=pcie_dev_attrs_are_visible
pcie_pme_driver 224 @8=pcie_pme_probe @16=pcie_pme_remove
pcie_port_bus_type 168 @40=pcie_port_bus_match
pcie_portdriver 280 @16=pcie_portdrv_probe @24=pcie_portdrv_remove
pcie_portdrv_err_handler 56 @0=pcie_portdrv_error_detected @8=pcie_portdrv_mmio_enabled
pcie_portdrv_pm_ops 184 @160=pcie_port_runtime_suspend @168=pcie_port_device_runtime_resume
pcp_batch_high_lock 32 page_alloc_cpu_online+0:1/2 page_alloc_cpu_dead+0:1/2 zone_pcp_disable+0:1/2
pcpu_alloc_mutex 32 pcpu_balance_workfn+0:1/18 pcpu_alloc_noprof+0:1/36
pcpu_async_enabled 1 free_percpu+0:10/21 pcpu_alloc_noprof+0:13/36
pcpu_atom_size 4 pcpu_create_chunk+0:4/9
pcpu_atomic_alloc_failed 1 pcpu_balance_free+0:9/14 pcpu_balance_workfn+0:12/18 pcpu_alloc_noprof+0:9/36
pcpu_balance_work 32 @24=pcpu_balance_workfn
pcpu_base_addr 8 alloc_bprm+0:3/10 per_cpu_ptr_to_phys+0:2/10
pcpu_chunk_lists 8 pcpu_chunk_relocate+0:3/5 acpi_evaluate_object+0:3/10 pcpu_balance_free+0:2/14
pcpu_chunk_struct_size 8 pcpu_create_chunk+0:1/9
pcpu_drain_mutex 32 __drain_all_pages+0:1/10
pcpu_first_chunk 8 free_percpu+0:6/21
pcpu_free_slot 4 pcpu_alloc_area+0:3/4 pcpu_chunk_relocate+0:4/5 pcpu_free_area+0:4/5
pcpu_group_offsets 8 pcpu_create_chunk+0:5/9 rcu_exp_wait_wake+0:44/72 mem_cgroup_css_alloc+0:21/81
pcpu_lock 4 pcpu_balance_free+0:4/14 pcpu_balance_workfn+0:3/18 free_percpu+0:4/21
pcpu_low_unit_cpu 4 vgic_v3_map_resources+0:1/10 bpf_int_jit_compile+0:6/15 bpf_tracing_func_proto+0:71/74
pcpu_nr_empty_pop_pages 4 pcpu_block_update_hint_alloc+0:1/2 pcpu_chunk_populated+0:0/3 pcpu_chunk_depopulated+0:0/3
pcpu_nr_populated 8 pcpu_nr_pages+0:1/2 pcpu_chunk_populated+0:1/3 pcpu_chunk_depopulated+0:1/3
pcpu_nr_slots 4 mem_cgroup_css_alloc+0:78/81
pcpu_nr_units 4 pcpu_nr_pages+0:0/2 mem_rw+0:5/7 __call_nexthop_res_bucket_notifiers+0:5/9
pcpu_reserved_chunk 8 pcpu_block_update_hint_alloc+0:0/2 pcpu_chunk_populated+0:2/3 pcpu_chunk_depopulated+0:2/3
pcpu_sidelined_slot 4 pcpu_balance_workfn+0:13/18
pcpu_to_depopulate_slot 4 vhost_task_create+0:7/9 ipe_parse_policy+0:12/13 pcpu_balance_workfn+0:5/18
pcpu_unit_map 8 pcpu_unmap_pages+0:3/5 pcpu_populate_chunk+0:9/12 free_percpu+0:9/21
pcpu_unit_offsets 8 pcpu_post_unmap_tlb_flush+0:0/1 pcpu_alloc_area+0:0/4 pcpu_unmap_pages+0:1/5
pcpu_unit_pages 4 pcpu_unmap_pages+0:4/5 pcpu_create_chunk+0:2/9 per_cpu_ptr_to_phys+0:1/10
pcpu_unit_size 4 save_ftrace_mod_rec+0:1/2 perf_event_fd_array_get_ptr+0:1/2 close_pdeo+0:1/2
pd_ignore_unused 1 pm_genpd_init+0:28/33
pde_opener_cache 8 proc_reg_open+0:1/2 close_pdeo+0:0/2 mem_cgroup_css_alloc+0:43/81
pdrvdata_lock 4 find_port_by_vtermno+0:1/2 virtcons_remove+0:1/4 port_fops_open+0:1/6
peer_cachep 8 inetpeer_free_rcu+0:0/1 inet_getpeer+0:9/17
pending_free_dma_bufs 16 free_buf+0:3/5 reclaim_dma_bufs+0:1/7
per_cpu_count_attr 32 @16=per_cpu_count_show
percpu_array_map_ops 344 @96=percpu_array_map_lookup_elem @144=percpu_array_map_lookup_percpu_elem
percpu_charge_mutex 32 drain_all_stock+0:1/2 mem_cgroup_css_offline+0:2/3 memory_high_write+0:2/5
percpu_counter_batch 4 free_bprm+0:0/1 get_arg_page+0:0/1 ep_remove_epi+0:0/1
percpu_counters 16 __percpu_counter_init_many+0:1/2 percpu_counter_cpu_dead+0:3/5
percpu_counters_lock 4 percpu_counter_destroy_many+0:0/2 __percpu_counter_init_many+0:0/2 textsearch_unregister+0:2/3
percpu_pagelist_high_fraction 4 zone_set_pageset_high_and_batch+0:0/1 percpu_pagelist_high_fraction_sysctl_handler+0:3/5
percpu_ref_switch_lock 4 percpu_ref_exit+0:1/2 percpu_ref_resurrect+0:1/2 percpu_ref_is_zero+0:1/2
percpu_ref_switch_waitq 24 percpu_ref_switch_to_atomic_sync+0:0/1 percpu_ref_switch_to_atomic_rcu+0:3/12 __percpu_ref_switch_mode+0:1/13
perf_breakpoint 312 @128=hw_breakpoint_event_init @152=hw_breakpoint_add
perf_cpu_clock 312 @128=cpu_clock_event_init @152=cpu_clock_event_add
perf_duration_work 32 @16=perf_duration_warn
perf_event_array_map_ops 344 @16=perf_event_fd_array_release @24=perf_event_fd_array_map_free
perf_event_cache 8 free_event_rcu+0:0/1 perf_event_alloc+0:2/57
perf_event_cgrp_subsys 256 @0=perf_cgroup_css_alloc @8=perf_cgroup_css_online
perf_event_id 8 alloc_perf_context+0:2/4 perf_event_alloc+0:3/57
perf_event_verifier_ops 56 @0=pe_prog_func_proto @8=pe_prog_is_valid_access
perf_fops 264 @24=perf_read @72=perf_poll
perf_guest_cbs 8 perf_callchain+0:0/2 sw_perf_event_destroy+0:0/4 alloc_perf_context+0:1/4
perf_kprobe 312 @128=perf_kprobe_event_init @152=perf_trace_add
perf_mmap_vmops 128 @0=perf_mmap_open @8=perf_mmap_close
perf_online_mask 8 perf_event_exit_cpu_context+0:3/26 perf_event_init_cpu+0:5/27
perf_reboot_notifier 24 @0=perf_reboot
perf_sample_allowed_ns 4 perf_cpu_time_max_percent_handler+0:3/5 perf_event_max_sample_rate_handler+0:4/5 perf_sample_event_took+0:1/10
perf_sample_period_ns 4 perf_cpu_time_max_percent_handler+0:2/5 perf_event_max_sample_rate_handler+0:3/5 perf_sample_event_took+0:9/10
perf_sched_count 4 perf_sched_delayed+0:3/5 _free_event+0:15/27 perf_event_alloc+0:46/57
perf_sched_mutex 32 perf_sched_delayed+0:1/5 perf_event_alloc+0:54/57
perf_sched_work 88 @24=perf_sched_delayed @56=delayed_work_timer_fn
perf_state_fops 264 @104=perf_state_open @120=single_release
perf_swevent 312 @128=perf_swevent_init @152=perf_swevent_add
perf_swevent_enabled 192 __wb_calc_thresh+16:2/3 sw_perf_event_destroy+0:1/4 perf_event_alloc+60:56/57
perf_task_clock 312 @128=task_clock_event_init @152=task_clock_event_add
perf_trace_buf 32 perf_trace_buf_alloc+0:2/5 perf_syscall_enter+24:3/6 perf_trace_event_init+0:4/9
perf_tracepoint 312 @128=perf_tp_event_init @152=perf_trace_add
perf_uprobe 312 @128=perf_uprobe_event_init @152=perf_trace_add
performance_mutex 32 acpi_processor_ignore_ppc_init+0:0/2 acpi_processor_unregister_performance+0:0/3 acpi_processor_register_performance+0:1/4
pericom8250_pci_driver 280 @16=pericom8250_probe @24=pericom8250_remove
pernet_list 16 register_pernet_device+0:1/3 setup_net+0:2/11
pernet_ops_rwsem 40 unregister_pernet_subsys+0:0/1 net_ns_barrier+0:0/1 net_alloc_generic+0:0/2
perr_strings 88 sched_partition_show+0:2/8
persistent_clock_exists 1 timekeeping_rtc_skipsuspend+0:0/1 timekeeping_suspend+0:3/25
persistent_clock_is_local 4 timekeeping_warp_clock+0:1/2 sync_hw_clock+0:6/11
persistent_keyring_expiry 4 keyctl_get_persistent+0:4/7
pff 160 flags_string+0:5/14
pfifo_fast_ops 176 @40=pfifo_fast_enqueue @48=pfifo_fast_dequeue
pfifo_head_drop_qdisc_ops 176 @40=pfifo_tail_enqueue @120=fifo_hd_dump
pfifo_qdisc_ops 176 @40=pfifo_enqueue @80=fifo_destroy
pgmap_array 16 get_dev_pagemap+0:0/3 memunmap_pages+0:2/6 memremap_pages+0:1/32
phy_class 96 @48=phy_release
pid_cache 256 ftrace_location_range+120:2/3 __update_max_tr+128:2/3 __audit_syscall_entry+120:2/4
pid_caches_mutex 32 copy_pid_ns+0:7/8
pid_dentry_operations 128 @0=pid_revalidate @32=pid_delete_dentry
pid_max 4 trace_alloc_tgid_map+0:2/4 trace_pid_list_alloc+0:0/5 alloc_pid+0:0/12
pid_ns_cachep 8 delayed_free_pidns+0:0/2 copy_pid_ns+0:2/8 create_user_ns+0:8/12
pid_ns_ctl_table 56 @24=pid_ns_ctl_handler
pid_ns_ctl_table_vm 56 @24=pid_mfd_noexec_dointvec_minmax
pidfs_dentry_operations 128 @72=pidfs_dname @56=stashed_dentry_prune
pidfs_file_operations 264 @72=pidfd_poll @80=pidfd_ioctl
pidfs_inode_operations 256 @104=pidfs_setattr @112=pidfs_getattr
pidfs_sops 208 @48=pidfs_evict_inode @40=generic_delete_inode
pidfs_stashed_ops 16 @0=pidfs_put_data @8=pidfs_init_inode
pidfs_type 72 @16=pidfs_init_fs_context @40=kill_anon_super
pidmap_lock 4 disable_pid_allocation+0:0/1 free_pid+0:0/2 alloc_pid+0:1/12
pidns_for_children_operations 64 @24=pidns_for_children_get @32=pidns_put
pidns_operations 64 @24=pidns_get @32=pidns_put
pids_cgrp_subsys 256 @0=pids_css_alloc @32=pids_css_free
pids_files 1296 @1016=pids_events_local_show @152=pids_max_show
pim6_protocol 24 @0=pim6_rcv
pim_protocol 24 @0=pim_rcv
pin_fs_lock 4 simple_release_fs+0:0/1 simple_pin_fs+0:0/1 simple_transaction_get+0:0/2
pin_lock 4 pin_remove+0:0/1 pin_insert+0:0/1 path_umount+0:12/17
pinconf_groups_fops 264 @104=pinconf_groups_open @120=single_release
pinconf_pins_fops 264 @104=pinconf_pins_open @120=single_release
pinctrl_devices_fops 264 @104=pinctrl_devices_open @120=single_release
pinctrl_dummy_state 1 pinctrl_provide_dummies+0:0/1 pinctrl_lookup_state+0:0/8
pinctrl_fops 264 @104=pinctrl_open @120=single_release
pinctrl_gpioranges_fops 264 @104=pinctrl_gpioranges_open @120=single_release
pinctrl_groups_fops 264 @104=pinctrl_groups_open @120=single_release
pinctrl_list 16 create_pinctrl+0:12/17
pinctrl_list_mutex 32 pinctrl_free+0:1/4 pinctrl_get+0:1/5 pinctrl_show+0:2/14
pinctrl_maps 16 pinctrl_maps_show+0:8/9 pinctrl_register_mappings+0:3/11 create_pinctrl+0:14/17
pinctrl_maps_fops 264 @104=pinctrl_maps_open @120=single_release
pinctrl_maps_mutex 32 pinctrl_unregister_mappings+0:1/2 pinctrl_free+0:3/4 pinctrl_maps_show+0:2/9
pinctrl_pins_fops 264 @104=pinctrl_pins_open @120=single_release
pinctrldev_list 16 pinctrl_gpio_request+0:1/2 pinctrl_devices_show+0:6/8 pinctrl_enable+0:3/31
pinctrldev_list_mutex 32 pinctrl_get_device_gpio_range+0:0/1 get_pinctrl_dev_from_of_node+0:0/1 get_pinctrl_dev_from_devname+0:0/1
ping_port_rover 2 ping_get_port+0:2/15
ping_prot 464 @8=ping_pre_connect @104=ping_v4_sendmsg
ping_v4_net_ops 80 @16=ping_v4_proc_init_net @32=ping_v4_proc_exit_net
ping_v4_seq_ops 32 @0=ping_v4_seq_start @24=ping_v4_seq_show
ping_v6_net_ops 80 @16=ping_v6_proc_init_net @32=ping_v6_proc_exit_net
ping_v6_seq_ops 32 @0=ping_v6_seq_start @24=ping_v6_seq_show
pingv6_ops 48 inet_recv_error+0:0/1 ping_unhash+6:2/6 pingv6_exit+0:0/9
pingv6_prot 464 @8=ping_v6_pre_connect @104=ping_v6_sendmsg
pingv6_protosw 48 pingv6_exit+0:8/9
pinmux_functions_fops 264 @104=pinmux_functions_open @120=single_release
pinmux_pins_fops 264 @104=pinmux_pins_open @120=single_release
pinmux_select_fops 264 @32=pinmux_select_write @104=pinmux_select_open
pipe_fs_type 72 @16=pipefs_init_fs_context @40=kill_anon_super
pipe_max_size 4 pipe_fcntl+0:2/6 alloc_pipe_info+0:2/9
pipe_mnt 8 create_pipe_files+0:0/5
pipe_user_pages_hard 8 too_many_pipe_buffers_hard+0:0/1 pipe_fcntl+0:3/6 alloc_pipe_info+0:4/9
pipe_user_pages_soft 8 too_many_pipe_buffers_soft+0:1/2 pipe_fcntl+0:5/6 alloc_pipe_info+0:3/9
pipefifo_fops 264 @40=pipe_read @48=pipe_write
pipefs_dentry_operations 128 @72=pipefs_dname
pipefs_ops 208 @8=free_inode_nonrcu @104=simple_statfs
pirq_needs_eoi 8 do_eoi_pirq+0:2/3
pkcs7_action_table 136 @0=pkcs7_check_content_type @8=pkcs7_extract_cert
pkcs7_fops 264 @24=read_pkcs7
platform_bus 784 of_device_alloc+0:1/4 device_links_supplier_sync_state_resume+136:4/6 device_links_driver_bound+136:4/10
platform_bus_type 168 @40=platform_match @48=platform_uevent
platform_dev_group 40 @8=platform_dev_attrs_visible
platform_dev_pm_ops 184 @16=platform_pm_suspend @24=platform_pm_resume
platform_devid_ida 16 platform_device_add+0:7/14
platform_initialized 1 __hmem_register_resource+0:4/10
platform_msi_template 464 @240=platform_msi_write_msi_msg @352=platform_msi_set_desc
platform_trusted_keys 8 verify_pkcs7_message_sig+0:2/4
pldm_firmware_header_id 16 pldmfw_flash_image+0:24/38
pm_abort_suspend 4 pm_system_wakeup+0:0/1 pm_system_cancel_wakeup+0:0/1 pm_save_wakeup_count+0:0/5
pm_async_attr 32 @16=pm_async_show @24=pm_async_store
pm_async_enabled 4 dpm_async_fn+0:0/1 dpm_wait_fn+0:0/1 pm_async_show+0:0/2
pm_chain_head 48 unregister_pm_notifier+0:1/2 pm_notifier_call_chain_robust+0:1/2 register_pm_notifier+0:1/2
pm_debug_messages_attr 32 @16=pm_debug_messages_show @24=pm_debug_messages_store
pm_debug_messages_on 1 pm_debug_messages_store+0:0/1 pm_debug_messages_show+0:0/2 pm_debug_messages_should_print+0:0/2
pm_domain_always_on_gov 16 pm_genpd_init+0:17/33 @8=default_suspend_ok
pm_domain_cpu_gov 16 @0=cpu_power_down_ok @8=default_suspend_ok
pm_freeze_timeout_attr 32 @16=pm_freeze_timeout_show @24=pm_freeze_timeout_store
pm_freezing 1 freezing_slow_path+0:1/2 freeze_processes+0:0/3 thaw_processes+0:0/16
pm_nl_pernet_id 4 pm_nl_exit_net+0:0/1 mptcp_pm_get_local_addr_max+0:0/1 mptcp_pm_get_subflows_max+0:0/1
pm_nosig_freezing 1 set_freezable+0:0/2 freezing_slow_path+0:0/2 init_param_lock+0:0/2
pm_notifier 24 @0=random_pm_notification
pm_power_off 8 legacy_pm_power_off+0:0/1 kernel_can_power_off+0:2/3 vexpress_reset_probe+0:3/4
pm_print_times_attr 32 @16=pm_print_times_show @24=pm_print_times_store
pm_print_times_enabled 1 pm_print_times_store+0:0/1 pm_print_times_show+0:0/2 dpm_run_callback+0:0/7
pm_profile_attr 32 @16=pm_profile_show
pm_qos_lock 4 cpu_latency_qos_read+0:1/3 pm_qos_update_target+0:0/3 freq_constraints_init+0:0/3
pm_states 32 suspend_set_ops+16:7/11
pm_suspend_global_flags 4 pci_pm_complete+0:0/1 acpi_subsys_complete+0:0/1 pci_pm_resume_noirq+0:0/3
pm_suspend_target_state 4 pm_debug_messages_should_print+0:1/2 qcom_pcie_resume_noirq+0:0/3 regulator_suspend+0:0/3
pm_test_attr 32 @16=pm_test_show @24=pm_test_store
pm_test_level 4 pm_test_store+0:3/4 pm_test_show+0:4/6 hibernation_snapshot+0:3/18
pm_tests 48 pm_test_store+0:2/4 pm_test_show+0:1/6
pm_transition 4 async_resume+0:0/1 async_suspend_noirq+0:0/1 async_suspend+0:0/1
pm_vt_switch_list 16 pm_vt_switch+0:2/3 pm_vt_switch_required+0:4/5
pm_wakeup_irq_attr 32 @16=pm_wakeup_irq_show
pm_wq 8 genpd_dev_pm_sync+0:0/1 rpm_idle+0:4/5 genpd_complete+0:5/6
pmu_bus 168 pmu_dev_alloc+0:2/7
pmu_bus_running 4 perf_pmu_unregister+0:5/7 perf_pmu_register+0:4/31
pmu_dev_attr_group 40 @8=pmu_dev_is_visible
pmu_idr 24 perf_pmu_unregister+0:3/7 perf_pmu_register+0:3/31 perf_event_alloc+0:16/57
pmus 16 perf_pmu_register+0:18/31 perf_event_alloc+0:35/57
pmus_lock 32 perf_pmu_unregister+0:1/7 perf_swevent_init+0:4/17 perf_event_exit_cpu_context+0:2/26
pmus_srcu 24 dev_map_free+8:3/5 perf_pmu_unregister+0:4/7 perf_event_alloc+0:14/57
pnp_bus_dev_pm_ops 184 @16=pnp_bus_suspend @32=pnp_bus_freeze
pnp_bus_type 168 @40=pnp_bus_match @56=pnp_device_probe
pnp_fixups 288 @56=quirk_cmi8330_resources @184=quirk_ad1815_mpu_resources
pnpacpi_protocol 896 @24=pnpacpi_get_resources @32=pnpacpi_set_resources
poison_attr 32 @16=poison_show
policy_cache 8 __mpol_put+0:0/1 __mpol_dup+0:0/4 mpol_new+0:0/5
policy_link_iops 256 @8=policy_get_link @32=policy_readlink
policy_modes 56 mpol_parse_str+0:3/10 mpol_to_str+0:6/17
policy_str 32 pcie_update_aspm_capable+0:0/2 pcie_aspm_get_policy+0:1/4 clkpm_store+0:1/4
policy_tokens 736 ima_parse_add_rule+0:6/10 ima_parse_rule+0:1/112
policy_zone 4 build_zonerefs_node+0:0/1 vma_migratable+0:0/1 apply_policy_zone+0:0/2
policydb_compat 228 policydb_write+0:2/35 policydb_read+0:4/49
poll_spurious_irq_timer 40 @24=poll_spurious_irqs
pool_lock 4 stack_depot_put+0:1/9 stack_depot_save_flags+0:3/21
pool_size_dma 8 atomic_pool_expand+0:6/8
pool_size_dma32 8 atomic_pool_expand+0:5/8 init_srcu_struct_fields+0:24/35
pool_size_kernel 8 atomic_pool_expand+0:7/8 init_srcu_struct_fields+0:25/35
pools_lock 32 pools_show+0:1/3 dma_pool_create+0:1/5 dma_pool_destroy+0:0/5
pools_num 4 depot_fetch_stack+0:1/5 stack_depot_save_flags+0:7/21
pools_reg_lock 32 dma_pool_create+0:2/5 dma_pool_destroy+0:1/5 __zswap_param_set+24:5/22
port_debugfs_fops 264 @104=port_debugfs_open @120=single_release
port_mutex 32 serial_core_unregister_port+0:1/11 serial_core_register_port+0:1/37
posix_clock_file_operations 264 @24=posix_clock_read @72=posix_clock_poll
posix_clocks 96 __arm64_sys_clock_settime+0:1/4 __arm64_sys_clock_getres+0:1/4 __arm64_sys_clock_getres_time32+0:1/4
posix_timers_cache 8 k_itimer_rcu_free+0:0/1 posix_timer_unhash_and_free+0:0/3 do_timer_create+0:3/31
posix_timers_hashtable 4096 __lock_timer+0:0/1 __arm64_compat_sys_gettimeofday+8:1/2 tick_broadcast_oneshot_available+3452:1/2
possible_parents_fops 264 @104=possible_parents_open @120=single_release
power_off_handler_list 16 kernel_can_power_off+0:1/3 do_kernel_power_off+0:3/4 __do_sys_reboot+0:5/8
power_off_prep_handler_list 48 kernel_power_off+0:3/5 register_sys_off_handler+0:7/10
power_resource_list_lock 32 acpi_release_power_resource+0:1/2 acpi_turn_off_unused_power_resources+0:3/9 acpi_add_power_resource+0:9/17
power_supply_attr_group 40 @8=power_supply_attr_is_visible
power_supply_class 96 @24=power_supply_uevent
power_supply_hwmon_ops 32 @0=power_supply_hwmon_is_visible @8=power_supply_hwmon_read
power_supply_notifier 48 power_supply_unreg_notifier+0:0/1 power_supply_reg_notifier+0:0/1 power_supply_changed_work+0:2/7
poweroff_fallback_to_halt 1 kernel_halt+0:2/5 __do_sys_reboot+0:7/8
poweroff_force 1 orderly_poweroff+0:0/4 poweroff_work_func+0:2/6 __hw_protection_shutdown+0:6/8
pps_cdev_fops 264 @72=pps_cdev_poll @80=pps_cdev_ioctl
pps_class 8 watchdog_open+0:1/3 pps_unregister_cdev+0:0/6 pps_register_cdev+0:2/10
pps_idr 24 pps_lookup_dev+0:0/1 pps_cdev_open+0:0/2 pps_unregister_cdev+0:1/6
pps_idr_lock 32 pps_cdev_open+0:1/2 pps_unregister_cdev+0:2/6 pps_register_cdev+0:1/10
pps_major 4 mailbox_poll_done+0:2/3 efivar_query_variable_info+0:2/3 pps_register_cdev+0:3/10
pr_dev_info 8 __page_reporting_notify+0:0/1 page_reporting_unregister+0:1/2 page_reporting_register+0:1/7
prb 8 nbcon_seq_force+0:0/1 nbcon_atomic_flush_unsafe+0:0/1 nbcon_atomic_flush_pending+0:0/1
preferred_console 4 __add_preferred_console+0:11/12 try_enable_preferred_console+0:10/13 register_console+0:7/31
prepare_lock 32 __clk_notify+0:0/1 clk_notifier_unregister+0:0/1 __clk_release+0:0/3
prepare_owner 8 clk_prepare_unlock+0:1/4 clk_prepare_lock+0:2/4
prepare_refcnt 4 clk_prepare_unlock+0:2/4 clk_prepare_lock+0:3/4
preset_lpj 8 calibrate_delay+0:2/12
primary_device 4 fbcon_fb_unregistered+0:6/11
print_fatal_signals 4 update_curr+0:1/2 update_curr_common+0:1/4 __sigqueue_alloc+0:5/11
printk_console_no_auto_verbose 1 console_verbose+0:2/3
printk_count_early 1 vprintk_store+0:12/19
printk_count_nmi_early 1 vprintk_store+0:13/19
printk_cpu_sync_nested 4 __printk_cpu_sync_try_get+0:3/4 __printk_cpu_sync_put+0:1/6 syslog_print_all+0:5/11
printk_cpu_sync_owner 4 is_printk_cpu_sync_owner+0:1/2 __printk_cpu_sync_wait+0:1/2 __printk_cpu_sync_try_get+0:1/4
printk_delay_msec 4 vprintk_emit+0:9/17
printk_kthreads_ready 1 printk_kthreads_check_locked+0:0/8
printk_kthreads_running 1 nbcon_free+0:0/1 nbcon_kthreads_wake+0:0/2 printk_kthreads_shutdown+0:3/5
printk_legacy_kthread 8 printk_kthreads_check_locked+0:7/8
printk_ratelimit_state 32 __printk_ratelimit+0:1/2
printk_rb_static 88 log_buf_vmcoreinfo_setup+0:4/48
printk_syscore_ops 24 @16=printk_kthreads_shutdown
printk_sysctls 392 @248=devkmsg_sysctl_set_loglvl @304=proc_dointvec_minmax_sysadmin
printk_time 1 kmsg_dump_get_buffer+0:3/5 kmsg_dump_get_line+0:5/6 printk_get_next_message+0:7/9
prio_high 8 audit_rule_change+0:2/11 audit_add_watch+0:4/11 audit_tree_freeing_mark+0:5/12
prio_low 8 __trace_array_puts+0:1/7 trace_graph_entry+0:9/11 audit_rule_change+0:10/11
prm_module_list 16 find_guid_info+0:0/3 acpi_platformrt_space_handler+0:3/8
probe_count 4 device_unblock_probing+0:0/3 driver_allows_async_probing+0:0/4 wait_for_device_probe+0:2/5
probe_fetch_types 864 @168=print_type_u8 @216=print_type_u16
probe_waitqueue 24 wait_for_device_probe+0:4/5 driver_probe_device+0:4/6
probing_active 32 probe_irq_mask+0:1/2 probe_irq_off+0:1/2 probe_irq_on+0:0/3
proc_apparmor_attr_dir_inode_ops 256 @0=proc_apparmor_attr_dir_lookup @112=pid_getattr
proc_apparmor_attr_dir_ops 264 @64=proc_apparmor_attr_dir_iterate @24=generic_read_dir
proc_attr_dir_inode_operations 256 @0=proc_attr_dir_lookup @112=pid_getattr
proc_attr_dir_operations 264 @64=proc_attr_dir_readdir @24=generic_read_dir
proc_auxv_operations 264 @24=auxv_read @104=auxv_open
proc_bus_input_dir 8 ps2_init+0:0/3 serport_ldisc_open+0:2/4 input_unregister_handler+0:2/5
proc_bus_pci_devices_op 32 @0=pci_seq_start @8=pci_seq_stop
proc_bus_pci_dir 8 pci_proc_attach_device+0:5/6
proc_bus_pci_ops 96 @16=proc_bus_pci_read @32=proc_bus_pci_write
proc_clear_refs_operations 264 @32=clear_refs_write @16=noop_llseek
proc_coredump_filter_operations 264 @24=proc_coredump_filter_read @32=proc_coredump_filter_write
proc_def_inode_operations 256 proc_pid_make_inode+0:1/2 @104=proc_nochmod_setattr
proc_dir_entry_cache 8 pde_free+0:0/1 pde_put+0:1/2 proc_symlink+0:1/2
proc_dir_inode_operations 256 @0=proc_lookup @112=proc_getattr
proc_dir_operations 264 @64=proc_readdir @24=generic_read_dir
proc_environ_operations 264 @24=environ_read @104=environ_open
proc_event_num_listeners 4 proc_comm_connector+0:0/5 proc_exit_connector+0:0/6 proc_exec_connector+0:0/6
proc_fd_inode_operations 256 @0=proc_lookupfd @112=proc_fd_getattr
proc_fd_operations 264 @64=proc_fd_iterate @24=generic_read_dir
proc_fdinfo_file_inode_operations 256 proc_fdinfo_instantiate+0:1/3 @16=proc_fdinfo_permission @104=proc_nochmod_setattr
proc_fdinfo_file_operations 264 @104=seq_fdinfo_open @120=single_release
proc_fdinfo_inode_operations 256 @0=proc_lookupfdinfo @16=proc_fdinfo_permission
proc_fdinfo_operations 264 @64=proc_fdinfo_iterate @24=generic_read_dir
proc_file_inode_operations 256 proc_create_reg+0:1/2 @104=proc_notify_change
proc_flag_strs 32 cper_estatus_print_section+0:37/63
proc_fops 96 @8=ddebug_proc_open @32=ddebug_proc_write
proc_fs_context_ops 48 @0=proc_fs_context_free @16=proc_parse_param
proc_fs_parameters 128 proc_init_fs_context+0:2/4 proc_parse_param+0:0/10 @8=fs_param_is_u32 @40=fs_param_is_string
proc_fs_type 72 @16=proc_init_fs_context @40=proc_kill_sb
proc_gid_map_operations 264 @32=proc_gid_map_write @104=proc_gid_map_open
proc_gid_seq_operations 32 @0=gid_m_start @24=gid_m_show
proc_initialized 4 pci_proc_attach_device+0:1/6
proc_inode_cachep 8 proc_free_inode+0:0/1 proc_alloc_inode+0:0/1 proc_reg_open+0:0/2
proc_inum_ida 16 proc_alloc_inum+0:0/1 proc_free_inum+0:0/1 pde_put+0:0/2
proc_isa_strs 40 framebuffer_probe+0:11/13 cper_estatus_print_section+0:16/63
proc_iter_file_ops 264 proc_get_inode+0:0/4 @40=proc_reg_read_iter @16=proc_reg_llseek @32=proc_reg_write
proc_iter_file_ops_compat 264 @40=proc_reg_read_iter @88=proc_reg_compat_ioctl
proc_key_users_ops 32 @0=proc_key_users_start @8=proc_key_users_stop
proc_keys_ops 32 @0=proc_keys_start @8=proc_keys_stop
proc_link_inode_operations 256 @8=proc_get_link
proc_loginuid_operations 264 @24=proc_loginuid_read @32=proc_loginuid_write
proc_map_files_inode_operations 256 @0=proc_map_files_lookup @16=proc_fd_permission
proc_map_files_link_inode_operations 256 @8=proc_map_files_get_link @32=proc_pid_readlink
proc_map_files_operations 264 @64=proc_map_files_readdir @24=generic_read_dir
proc_mem_force_override 4 mem_rw+0:0/7 mem_cgroup_css_alloc+0:44/81
proc_mem_operations 264 @24=mem_read @32=mem_write
proc_misc_dentry_ops 128 @0=proc_misc_d_revalidate @32=proc_misc_d_delete
proc_mountinfo_operations 264 @104=mountinfo_open @72=mounts_poll
proc_mounts_operations 264 @104=mounts_open @72=mounts_poll
proc_mountstats_operations 264 @104=mountstats_open @120=mounts_release
proc_net_dentry_ops 128 @0=proc_net_d_revalidate @32=always_delete_dentry
proc_net_inode_operations 256 @0=proc_tgid_net_lookup @112=proc_tgid_net_getattr
proc_net_ns_ops 80 @16=proc_net_ns_init @32=proc_net_ns_exit
proc_net_operations 264 @64=proc_tgid_net_readdir @24=generic_read_dir
proc_net_seq_ops 96 @8=seq_open_net @48=seq_release_net
proc_net_single_ops 96 @8=single_open_net @48=single_release_net
proc_ns_dir_inode_operations 256 @0=proc_ns_dir_lookup @112=pid_getattr
proc_ns_dir_operations 264 @64=proc_ns_dir_readdir @24=generic_read_dir
proc_ns_link_inode_operations 256 @8=proc_ns_get_link @32=proc_ns_readlink
proc_oom_adj_operations 264 @24=oom_adj_read @32=oom_adj_write
proc_oom_score_adj_operations 264 @24=oom_score_adj_read @32=oom_score_adj_write
proc_op_strs 32 cper_estatus_print_section+0:18/63
proc_pagemap_operations 264 @24=pagemap_read @104=pagemap_open
proc_pid_attr_operations 264 @24=proc_pid_attr_read @32=proc_pid_attr_write
proc_pid_cmdline_ops 264 @24=proc_pid_cmdline_read @16=generic_file_llseek
proc_pid_link_inode_operations 256 @8=proc_pid_get_link @32=proc_pid_readlink
proc_pid_maps_op 32 @24=show_map
proc_pid_maps_operations 264 @80=procfs_procmap_ioctl @104=pid_maps_open
proc_pid_numa_maps_op 32 @24=show_numa_map
proc_pid_numa_maps_operations 264 @104=pid_numa_maps_open @120=proc_map_release
proc_pid_sched_autogroup_operations 264 @32=sched_autogroup_write @104=sched_autogroup_open
proc_pid_sched_operations 264 @32=sched_write @104=sched_open
proc_pid_set_comm_operations 264 @32=comm_write @104=comm_open
proc_pid_set_timerslack_ns_operations 264 @32=timerslack_ns_write @104=timerslack_ns_open
proc_pid_smaps_op 32 @24=show_smap
proc_pid_smaps_operations 264 @104=pid_smaps_open @120=proc_map_release
proc_pid_smaps_rollup_operations 264 @104=smaps_rollup_open @120=smaps_rollup_release
proc_poll_event 4 swaps_open+0:3/4 swaps_poll+0:3/4 swap_cluster_readahead+0:5/6
proc_poll_wait 24 swaps_poll+0:1/4 __arm64_sys_swapoff+0:50/55 __arm64_sys_swapon+0:72/73
proc_projid_map_operations 264 @32=proc_projid_map_write @104=proc_projid_map_open
proc_projid_seq_operations 32 @0=projid_m_start @24=projid_m_show
proc_reg_file_ops 264 proc_get_inode+0:1/4 @24=proc_reg_read @16=proc_reg_llseek @32=proc_reg_write
proc_reg_file_ops_compat 264 @24=proc_reg_read @88=proc_reg_compat_ioctl
proc_root 176 __xlate_proc_name+0:0/2 proc_root_getattr+96:1/2 proc_net_ns_init+0:1/4
proc_root_inode_operations 256 @0=proc_root_lookup @112=proc_root_getattr
proc_root_kcore 8 open_kcore+0:2/4 read_kcore_iter+0:15/27
proc_root_operations 264 @64=proc_root_readdir @24=generic_read_dir
proc_self_inode_operations 256 @8=proc_self_get_link
proc_seq_ops 96 @8=proc_seq_open @48=proc_seq_release
proc_sessionid_operations 264 @24=proc_sessionid_read @16=generic_file_llseek
proc_setgroups_operations 264 @32=proc_setgroups_write @104=proc_setgroups_open
proc_single_ops 96 proc_create_single_data+0:1/2 @24=seq_read_iter @48=single_release @40=seq_lseek
proc_sops 208 @0=proc_alloc_inode @16=proc_free_inode
proc_subdir_lock 8 proc_lookup_de+0:0/1 proc_readdir_de+0:0/3 remove_proc_subtree+0:0/3
proc_sys_dentry_operations 128 @0=proc_sys_revalidate @24=proc_sys_compare
proc_sys_dir_file_operations 264 @64=proc_sys_readdir @24=generic_read_dir
proc_sys_dir_operations 256 @0=proc_sys_lookup @16=proc_sys_permission
proc_sys_file_operations 264 @40=proc_sys_read @48=proc_sys_write
proc_sys_inode_operations 256 proc_sys_make_inode+0:2/6 @16=proc_sys_permission @104=proc_sys_setattr @112=proc_sys_getattr
proc_task_inode_operations 256 @0=proc_task_lookup @112=proc_task_getattr
proc_task_operations 264 @16=proc_dir_llseek @64=proc_task_readdir
proc_tgid_base_inode_operations 256 @0=proc_tgid_base_lookup @16=proc_pid_permission
proc_tgid_base_operations 264 @64=proc_tgid_base_readdir @24=generic_read_dir
proc_thread_self_inode_operations 256 @8=proc_thread_self_get_link
proc_tid_base_inode_operations 256 @0=proc_tid_base_lookup @112=pid_getattr
proc_tid_base_operations 264 @64=proc_tid_base_readdir @24=generic_read_dir
proc_tid_children_operations 264 @104=children_seq_open @120=seq_release
proc_tid_comm_inode_operations 256 @16=proc_tid_comm_permission @104=proc_nochmod_setattr
proc_timens_offsets_operations 264 @32=timens_offsets_write @104=timens_offsets_open
proc_timers_operations 264 @104=proc_timers_open @120=seq_release_private
proc_timers_seq_ops 32 @0=timers_start @8=timers_stop
proc_type_strs 24 cper_estatus_print_section+0:14/63
proc_uid_map_operations 264 @32=proc_uid_map_write @104=proc_uid_map_open
proc_uid_seq_operations 32 @0=uid_m_start @24=uid_m_show
proc_vmcore 8 vmcore_cleanup+0:1/4
processor_container_handler 160 @32=acpi_processor_container_attach
processor_cooling_ops 48 @0=processor_get_max_state @8=processor_get_cur_state
processor_handler 160 @32=acpi_processor_add @48=acpi_processor_post_eject
prof_buffer 8 read_profile+0:3/5 profile_hits+0:2/5 profile_init+0:5/7
prof_len 8 read_profile+0:1/5 profile_hits+0:3/5 create_proc_profile+0:4/6
prof_on 4 profiling_show+0:0/2 profiling_store+0:1/2 profile_tick+0:2/3
prof_shift 2 write_profile+0:0/1 read_profile+0:0/5 profile_hits+0:1/5
profile_proc_ops 96 @16=read_profile @32=write_profile
profiling_attr 32 @16=profiling_show @24=profiling_store
prog_array_map_ops 344 @8=prog_array_map_alloc @24=prog_array_map_free
prog_idr 24 bpf_prog_get_curr_or_next+0:3/4 bpf_prog_by_id+0:3/4 bpf_prog_free_id+0:3/5
prog_idr_lock 4 bpf_prog_get_curr_or_next+0:1/4 bpf_prog_by_id+0:1/4 bpf_prog_free_id+0:1/5
protection_map 128 vm_get_page_prot+0:0/1 copy_page_range+28:10/33 __arm64_sys_swapoff+112:32/55
proto_list 16 proto_seq_next+0:1/2 rtnl_af_unregister+8:1/2 proto_seq_start+0:2/3
proto_list_mutex 32 proto_seq_stop+0:1/2 proto_seq_start+0:1/3 proto_unregister+0:1/5
proto_net_ops 80 @16=proto_init_net @32=proto_exit_net
proto_seq_ops 32 @0=proto_seq_start @8=proto_seq_stop
prt_quirks 120 acpi_pci_irq_find_prt_entry+0:2/14
prune_list 16 prune_tree_thread+0:0/2 audit_remove_tree_rule+0:1/3 audit_tag_tree+0:0/11
prune_thread 8 audit_remove_tree_rule+0:2/3 audit_tree_freeing_mark+0:11/12 audit_add_tree_rule+0:5/14
psaux_registered 1 mousedev_create+0:3/18 spi_register_controller+0:9/62
psched_net_ops 80 @16=psched_net_init @32=psched_net_exit
pseudo_fs_context_ops 48 @0=pseudo_fs_free @32=pseudo_fs_get_tree
psi_bug 4 psi_flags_change+0:1/3 psi_group_change+0:2/8
psi_cpu_proc_ops 96 @8=psi_cpu_open @32=psi_cpu_write
psi_io_proc_ops 96 @8=psi_io_open @32=psi_io_write
psi_memory_proc_ops 96 @8=psi_memory_open @32=psi_memory_write
psi_period 8 update_averages+0:0/2 group_init+0:2/8 get_page_from_freelist+2:36/45
psi_system 720 cgroup_memory_pressure_show+0:0/1 cgroup_cpu_pressure_show+0:0/1 cgroup_io_pressure_show+0:0/1
psinfo 8 pstore_get_records+0:1/6 pstore_put_backend_records+0:1/7 pstore_unregister+0:2/10
psinfo_lock 32 pstore_set_kmsg_bytes+0:0/2 pstore_timefunc+0:1/9 pstore_unregister+0:1/10
pstore_dir_inode_operations 256 @56=pstore_unlink @0=simple_lookup
pstore_dumper 32 @16=pstore_dump
pstore_file_operations 264 @16=pstore_file_llseek @24=pstore_file_read
pstore_fs_type 72 @32=pstore_mount @40=pstore_kill_sb
pstore_ftrace_seq_ops 32 @0=pstore_ftrace_seq_start @8=pstore_ftrace_seq_stop
pstore_new_entry 4 pstore_timefunc+0:2/9 pstore_dump+0:17/22
pstore_ops 208 @48=pstore_evict_inode @112=pstore_remount
pstore_sb 8 tracefs_destroy_inode+0:2/3 pstore_kill_sb+0:1/5 pstore_fill_super+0:5/6
pstore_sb_lock 32 pstore_unlink+0:0/2 pstore_kill_sb+0:0/5 pstore_fill_super+0:4/6
pstore_timer 40 @24=pstore_timefunc
pstore_update_ms 4 pstore_timefunc+0:3/9 pstore_register+0:6/27
pstore_work 32 @24=pstore_dowork
psv 4 thermal_psv+0:1/3 acpi_thermal_adjust_trip+0:4/6 acpi_thermal_add+0:11/55
psy_tzd_ops 80 @8=power_supply_read_temp
ptdump_ops 88 @0=ptdump_pgd_entry @8=ptdump_p4d_entry
ptm_unix98_ops 272 @0=ptm_unix98_lookup @96=pty_unix98_ioctl
ptmx_cdev 104 mouse_reporting+88:2/3 set_console+36:3/8 tioclinux+88:15/17
ptp_class 96 ptp_clock_event+0:0/3 ptp_get_vclocks_index+0:2/5 ptp_clock_settime+0:0/6
ptp_clock_ops 80 @8=ptp_clock_adjtime @16=ptp_clock_gettime
ptp_clocks_map 16 ptp_clock_release+0:0/1 ptp_clock_settime+0:1/6 ptp_clock_register+0:3/32
ptp_devt 4 cpuidle_disable_device+0:1/3 show_scaling_cur_freq+0:1/4 store_scaling_governor+0:2/7
ptp_group 40 @8=ptp_is_attribute_visible
ptp_insns 8 ptp_classify_raw+0:0/3
ptr_ops 48 @8=btf_ptr_resolve @16=btf_ptr_check_member
ptrace_scope 4 yama_ptrace_traceme+0:0/4 yama_ptrace_access_check+0:0/9
ptracer_relations_lock 4 yama_relation_cleanup+0:0/3 yama_ptracer_add+0:1/3
pty_count 4 devpts_kill_index+0:0/1 devpts_new_index+0:0/4
pty_limit 4 devpts_new_index+0:2/4
pty_reserve 4 devpts_new_index+0:3/4
pty_unix98_ops 272 @0=pts_unix98_lookup @112=pty_set_termios
ptype_base 256 dev_add_pack+0:1/5 ptype_seq_next+0:0/6 __dev_remove_pack+0:1/6
ptype_lock 4 dev_add_pack+0:3/5 __dev_remove_pack+0:3/6
ptype_seq_ops 32 @0=ptype_seq_start @8=ptype_seq_stop
public_key_subtype 64 @24=public_key_describe @32=public_key_destroy
pvclock_gtod_chain 8 pvclock_gtod_unregister_notifier+0:2/3 pvclock_gtod_register_notifier+0:2/4 timekeeping_update+0:2/8
pwm_chips 24 fwnode_to_pwmchip+0:1/2 pwmchip_find_by_name+0:1/2 pwmchip_remove+0:1/2
pwm_class 96 pwmchip_alloc+0:1/4
pwm_debugfs_fops 264 @104=pwm_debugfs_open @120=seq_release
pwm_debugfs_sops 32 @0=pwm_seq_start @8=pwm_seq_stop
pwm_lock 32 pwm_seq_stop+0:0/1 of_pwm_single_xlate+0:0/1 of_pwm_xlate_with_flags+0:0/1
pwm_lookup_list 16 pwm_add_table+0:2/4
pwm_lookup_lock 32 pwm_remove_table+0:1/2 pwm_get+0:2/3 pwm_add_table+0:1/4
qdf2400_e44_present 1 sbsa_uart_probe+0:4/14
qdisc_mod_lock 8 unregister_qdisc+0:1/3 qdisc_set_default+0:1/4 qdisc_get_default+0:1/4
qdisc_rtab_lock 4 qdisc_put_rtab+0:1/4 qdisc_get_rtab+0:2/11
qdisc_stab_list 16 qdisc_get_stab+0:3/9 qdisc_create+0:4/17
qhimark 8 __call_rcu_nocb_wake+0:2/6 rcu_nocb_gp_kthread+0:4/11 rcu_do_batch+0:6/13
qlowmark 8 rcu_do_batch+0:4/13
qos_ctrl_tokens 48 ioc_qos_write+0:1/4
qos_tokens 112 ioc_qos_write+0:3/4
qovld_calc 8 rcutree_migrate_callbacks+0:11/18 __call_rcu_common+0:4/33
queue_add_random_entry 48 @16=queue_add_random_show @40=queue_add_random_store
queue_atomic_write_boundary_sectors_entry 48 @16=queue_atomic_write_boundary_sectors_show
queue_atomic_write_max_sectors_entry 48 @16=queue_atomic_write_max_sectors_show
queue_atomic_write_unit_max_entry 48 @16=queue_atomic_write_unit_max_show
queue_atomic_write_unit_min_entry 48 @16=queue_atomic_write_unit_min_show
queue_attr_group 40 @8=queue_attr_visible
queue_chunk_sectors_entry 48 @16=queue_chunk_sectors_show
queue_dax_entry 48 @16=queue_dax_show
queue_discard_granularity_entry 48 @16=queue_discard_granularity_show
queue_discard_zeroes_data_entry 48 @16=queue_discard_zeroes_data_show
queue_dma_alignment_entry 48 @16=queue_dma_alignment_show
queue_fua_entry 48 @16=queue_fua_show
queue_io_min_entry 48 @16=queue_io_min_show
queue_io_opt_entry 48 @16=queue_io_opt_show
queue_io_timeout_entry 48 @16=queue_io_timeout_show @32=queue_io_timeout_store
queue_iostats_entry 48 @16=queue_iostats_show @40=queue_iostats_store
queue_map_ops 344 @128=queue_map_pop_elem @136=queue_map_peek_elem
queue_max_active_zones_entry 48 @16=queue_max_active_zones_show
queue_max_discard_sectors_entry 48 @16=queue_max_discard_sectors_show @40=queue_max_discard_sectors_store
queue_max_discard_segments_entry 48 @16=queue_max_discard_segments_show
queue_max_hw_discard_sectors_entry 48 @16=queue_max_hw_discard_sectors_show
queue_max_hw_sectors_entry 48 @16=queue_max_hw_sectors_show
queue_max_integrity_segments_entry 48 @16=queue_max_integrity_segments_show
queue_max_open_zones_entry 48 @16=queue_max_open_zones_show
queue_max_sectors_entry 48 @16=queue_max_sectors_show @40=queue_max_sectors_store
queue_max_segment_size_entry 48 @16=queue_max_segment_size_show
queue_max_segments_entry 48 @16=queue_max_segments_show
queue_max_write_zeroes_sectors_entry 48 @16=queue_max_write_zeroes_sectors_show
queue_nomerges_entry 48 @16=queue_nomerges_show @32=queue_nomerges_store
queue_nr_zones_entry 48 @16=queue_nr_zones_show
queue_pages_lock_vma_walk_ops 88 queue_pages_range+0:1/3 @24=queue_folios_pte_range @48=queue_folios_hugetlb @56=queue_pages_test_walk
queue_pages_walk_ops 88 queue_pages_range+0:2/3 @24=queue_folios_pte_range @48=queue_folios_hugetlb @56=queue_pages_test_walk
queue_physical_block_size_entry 48 @16=queue_physical_block_size_show
queue_poll_delay_entry 48 @16=queue_poll_delay_show @32=queue_poll_delay_store
queue_poll_entry 48 @16=queue_poll_show @32=queue_poll_store
queue_ra_entry 48 @16=queue_ra_show @32=queue_ra_store
queue_requests_entry 48 @16=queue_requests_show @32=queue_requests_store
queue_requeue_list_seq_ops 32 @0=queue_requeue_list_start @8=queue_requeue_list_stop
queue_rotational_entry 48 @16=queue_rotational_show @40=queue_rotational_store
queue_rq_affinity_entry 48 @16=queue_rq_affinity_show @32=queue_rq_affinity_store
queue_stable_writes_entry 48 @16=queue_stable_writes_show @40=queue_stable_writes_store
queue_sysfs_ops 16 @0=queue_attr_show @8=queue_attr_store
queue_traffic_class 32 @16=traffic_class_show
queue_trans_timeout 32 @16=tx_timeout_show
queue_tx_maxrate 32 @16=tx_maxrate_show @24=tx_maxrate_store
queue_virt_boundary_mask_entry 48 @16=queue_virt_boundary_mask_show
queue_wb_lat_entry 48 @16=queue_wb_lat_show @32=queue_wb_lat_store
queue_wc_entry 48 @16=queue_wc_show @40=queue_wc_store
queue_write_same_max_entry 48 @16=queue_write_same_max_show
queue_zone_append_max_entry 48 @16=queue_zone_append_max_show
queue_zone_write_granularity_entry 48 @16=queue_zone_write_granularity_show
queue_zoned_entry 48 @16=queue_zoned_show
quota_autotune_feedback 8 damon_reclaim_apply_parameters+0:7/14
quota_mem_pressure_us 8 damon_reclaim_apply_parameters+0:6/14
quota_release_work 88 @24=quota_release_workfn @56=delayed_work_timer_fn
radix_tree_node_cachep 8 xas_alloc+0:0/1 xas_nomem+0:0/1 radix_tree_node_rcu_free+0:0/1
ram_aops 160 @8=simple_read_folio @40=simple_write_begin
ramdisk_execute_command 8 kernel_init+0:4/16
ramfs_context_ops 48 @0=ramfs_free_fc @16=ramfs_parse_param
ramfs_dir_inode_operations 256 @40=ramfs_create @64=ramfs_symlink
ramfs_file_inode_operations 256 @104=simple_setattr @112=simple_getattr
ramfs_file_operations 264 @48=generic_file_write_iter @96=generic_file_mmap
ramfs_fs_parameters 64 ramfs_fill_super+0:0/2 ramfs_parse_param+0:0/2 ramfs_init_fs_context+0:1/4 @8=fs_param_is_u32
ramfs_fs_type 72 @16=ramfs_init_fs_context @40=ramfs_kill_sb
ramfs_ops 208 @128=ramfs_show_options @40=generic_delete_inode
random_fops 264 @40=random_read_iter @72=random_poll
randomize_va_space 4 arch_align_stack+0:0/1 do_fault+0:0/2 do_wp_page+0:0/20
rate_limit_us 32 @16=rate_limit_us_show @24=rate_limit_us_store
ratelimit_disable 4 urandom_read_iter+0:1/9
ratelimit_pages 8 page_writeback_cpu_online+0:2/3 writeback_set_ratelimit+0:2/3 balance_dirty_pages_ratelimited_flags+0:1/3
raw6_net_ops 80 @16=raw6_init_net @32=raw6_exit_net
raw6_seq_ops 32 @24=raw6_seq_show @0=raw_seq_start
raw_net_ops 80 @16=raw_init_net @32=raw_exit_net
raw_prot 464 @0=raw_close @40=raw_ioctl
raw_seq_ops 32 @24=raw_seq_show @0=raw_seq_start
raw_sysctl_ops 80 @16=raw_sysctl_init
raw_tracepoint_prog_ops 8 @0=bpf_prog_test_run_raw_tp
raw_tracepoint_verifier_ops 56 @8=raw_tp_prog_is_valid_access @0=raw_tp_prog_func_proto
raw_tracepoint_writable_verifier_ops 56 @8=raw_tp_writable_prog_is_valid_access @0=raw_tp_prog_func_proto
rawdata_fops 264 @24=rawdata_read @104=rawdata_open
rawdata_link_abi_iops 256 @8=rawdata_get_link_abi
rawdata_link_data_iops 256 @8=rawdata_get_link_data
rawdata_link_sha256_iops 256 @8=rawdata_get_link_sha256
rawv6_prot 464 @0=rawv6_close @40=rawv6_ioctl
rawv6_protosw 48 rawv6_exit+0:1/2
rb_meta_seq_ops 32 @0=rbm_start @8=rbm_stop
rb_simple_fops 264 @24=rb_simple_read @32=rb_simple_write
rbtree_fops 264 @104=rbtree_open @120=single_release
rcu_async_hurry_nesting 4 rcu_async_should_hurry+0:0/1 rcu_async_hurry+0:0/1 rcu_async_relax+0:0/1
rcu_barrier_last_throttle 8 param_set_do_rcu_barrier+0:4/6 init_srcu_struct_fields+0:13/35
rcu_boot_ended 1 rcu_inkernel_boot_has_ended+0:0/1 rcu_end_inkernel_boot+0:2/3 cblist_init_generic+0:0/10
rcu_cpu_stall_cputime 4 rcu_watching_snap_recheck+0:9/24 print_cpu_stall_info+0:22/36
rcu_cpu_stall_ftrace_dump 4 rpm_resume+0:5/8 rcu_gp_init+0:46/58 rcu_sched_clock_irq+0:46/69
rcu_cpu_stall_notifiers 4 update_curr_common+0:3/4
rcu_cpu_stall_suppress 4 rcu_panic+0:0/1 rcu_sysrq_end+0:0/1 rcu_sysrq_start+0:0/1
rcu_cpu_stall_suppress_at_boot 4 tcp_send_active_reset+0:1/3 tcp_inbound_hash+0:2/8 transfer_surpluses+0:7/18
rcu_cpu_stall_timeout 4 rcu_jiffies_till_stall_check+0:0/1 rcu_exp_jiffies_till_stall_check+0:1/2 rcu_gp_might_be_stalled+0:0/5
rcu_cpu_thread_spec 96 @24=rcu_cpu_kthread_should_run @32=rcu_cpu_kthread
rcu_delay_page_cache_fill_msec 4 spin_lock_irqsave_check_contention+0:2/7 kvfree_call_rcu+0:11/14
rcu_divisor 4 rcu_do_batch+0:2/13
rcu_exp_cpu_stall_timeout 4 rcu_exp_jiffies_till_stall_check+0:0/2
rcu_expedited 4 rcu_expedited_store+0:1/2 rcu_expedited_show+0:1/3 rcu_gp_is_expedited+0:0/3
rcu_expedited_attr 32 @16=rcu_expedited_show @24=rcu_expedited_store
rcu_expedited_nesting 4 rcu_expedite_gp+0:1/2 rcu_unexpedite_gp+0:1/2 rcu_gp_is_expedited+0:2/3
rcu_fanout_exact 1 init_srcu_struct_fields+0:27/35
rcu_fanout_leaf 4 rcu_init_geometry+0:7/15
rcu_gp_slow_suppress 8 rcu_gp_slow_register+0:1/2 rcu_gp_slow_unregister+0:1/2 rcu_gp_slow+0:1/4
rcu_gp_wq 8 srcu_delay_timer+0:0/1 srcu_reschedule+0:0/1 srcu_invoke_callbacks+0:1/2
rcu_kick_kthreads 1 rcu_sched_clock_irq+0:8/69
rcu_min_cached_objs 4 fill_page_cache_func+0:0/2 kfree_rcu_shrink_scan+0:4/5 kvfree_rcu_bulk+0:3/7
rcu_nocb_mask 8 rcu_bind_current_to_nocb+0:1/3 rcu_nocb_cpu_deoffload+0:4/6 lazy_rcu_shrink_count+0:1/7
rcu_nocb_poll 1 __call_rcu_nocb_wake+0:0/6 __sync_rcu_exp_select_node_cpus+0:0/6 rcu_check_boost_fail+0:0/6
rcu_normal 4 rcu_normal_store+0:1/2 rcu_gp_is_normal+0:0/2 rcu_normal_show+0:1/3
rcu_normal_after_boot 4 rcu_end_inkernel_boot+0:0/3
rcu_normal_attr 32 @16=rcu_normal_show @24=rcu_normal_store
rcu_normal_wake_from_gp 4 synchronize_rcu_normal+0:1/8
rcu_num_lvls 4 sk_psock_verdict_data_ready+0:3/4 rcutree_affinity_setting+0:2/6 rcu_report_exp_cpu_mult+0:0/6
rcu_num_nodes 4 rcu_gp_slow+0:2/4 rcu_check_boost_fail+0:2/6 rcu_scheduler_starting+0:3/7
rcu_panic_block 24 @0=rcu_panic
rcu_reclaim_wq 8 __schedule_delayed_monitor_work+0:1/2 kvfree_rcu_queue_batch+0:0/9 kvfree_call_rcu+0:12/14
rcu_resched_ns 8 rcu_do_batch+0:11/13
rcu_scheduler_active 4 rcu_gp_is_normal+0:1/2 __synchronize_srcu+0:0/4 param_set_do_rcu_barrier+0:0/6
rcu_scheduler_fully_active 4 rcutree_prepare_cpu+0:7/9 rcu_core+0:14/20 rcu_spawn_cpu_nocb_kthread+0:0/22
rcu_state 23936 @23880=rcu_sr_normal_gp_cleanup_work
rcu_task_cb_adjust 1 cblist_init_generic+0:9/10 call_rcu_tasks_generic+0:8/12
rcu_task_contend_lim 4 call_rcu_tasks_generic+0:9/12
rcu_task_enqueue_lim 4 cblist_init_generic+0:1/10
rcu_task_lazy_lim 4 call_rcu_tasks_generic+0:6/12 get_page_from_freelist+0:38/45
rcu_task_stall_info 4 rcu_tasks_wait_gp+0:5/13
rcu_task_stall_info_mult 4 rcu_tasks_wait_gp+0:10/13
rcu_task_stall_timeout 4 rcu_tasks_wait_gp+0:8/13
rcu_tasks_rude 328 @120=rcu_tasks_rude_wait_gp @168=call_rcu_tasks_rude
rcu_tasks_trace 328 @120=rcu_tasks_wait_gp @168=call_rcu_tasks_trace
rdma_cgrp_subsys 256 @0=rdmacg_css_alloc @16=rdmacg_css_offline
rdmacg_devices 16 rdmacg_register_device+0:1/3 rdmacg_resource_read+0:9/10
rdmacg_files 648 @200=rdmacg_resource_set_max @152=rdmacg_resource_read
rdmacg_mutex 32 rdmacg_css_offline+0:0/1 rdmacg_try_charge+0:0/1 rdmacg_unregister_device+0:0/1
read_f 64 @0=common_read @8=class_read
reader_pos 4 erst_reader+0:2/3 erst_open_pstore+0:3/4
reading_mutex 32 add_device_randomness+0:4/5 random_pm_notification+0:4/7 hwrng_fillfn+0:1/7
ready_to_wait_for_devices 4 xenbus_reset_backend_state_changed+0:0/7 wait_for_devices+0:0/10 frontend_probe_and_watch+0:13/20
reaper_work 88 @24=fsnotify_mark_destroy_workfn @56=delayed_work_timer_fn
reboot_cpu 4 machine_shutdown+0:0/1 cpu_show+0:0/2 cpu_store+0:3/5
reboot_cpu_attr 32 @16=cpu_show @24=cpu_store
reboot_default 4 cpu_store+0:2/5
reboot_mode 4 do_kernel_restart+0:1/2 psci_sys_reset+0:0/3 machine_restart+0:3/4
reboot_notifier_list 48 devm_unregister_reboot_notifier+0:0/1 register_reboot_notifier+0:0/1 unregister_reboot_notifier+0:0/1
reboot_work 32 @24=reboot_work_func
rebuild_sd_work 32 @24=rebuild_sd_workfn
reclaim_account_attr 32 @16=reclaim_account_show
records_list 16 pstore_kill_sb+0:3/5 pstore_mkfile+0:8/12
records_list_lock 32 pstore_unlink+0:1/2 pstore_kill_sb+0:2/5 pstore_put_backend_records+0:5/7
red_zone_attr 32 @16=red_zone_show
redirect 8 redirected_tty_write+0:1/5 tty_ioctl+0:6/33
redirect_lock 4 ti_sci_reset_of_xlate+0:0/2 redirected_tty_write+0:0/5 alloc_tty_struct+0:1/19
reference_perf 32 @16=show_reference_perf
reg_refcount 4 trace_mmap_lock_unreg+0:0/1 trace_mmap_lock_reg+0:0/1 __mmap_lock_do_trace_acquire_returned+0:0/6
regcache_flat_ops 80 @16=regcache_flat_init @24=regcache_flat_exit
regcache_maple_ops 80 @16=regcache_maple_init @24=regcache_maple_exit
regcache_rbtree_ops 80 @16=regcache_rbtree_init @24=regcache_rbtree_exit
registration_lock 32 fb_seq_stop+0:0/1 fb_seq_start+0:0/1 register_framebuffer+0:0/1
regmap_access_fops 264 @104=regmap_access_open @120=single_release
regmap_cache_bypass_fops 264 @32=regmap_cache_bypass_write_file @24=debugfs_read_file_bool
regmap_cache_only_fops 264 @32=regmap_cache_only_write_file @24=debugfs_read_file_bool
regmap_domain_ops 80 @16=regmap_irq_map @32=irq_domain_xlate_onetwocell
regmap_i2c 128 @8=regmap_i2c_write @16=regmap_i2c_gather_write
regmap_i2c_smbus_i2c_block 128 @8=regmap_i2c_smbus_i2c_write @56=regmap_i2c_smbus_i2c_read
regmap_i2c_smbus_i2c_block_reg16 128 @8=regmap_i2c_smbus_i2c_write_reg16 @56=regmap_i2c_smbus_i2c_read_reg16
regmap_map_fops 264 @24=regmap_map_read_file @104=simple_open
regmap_mmio 128 @32=regmap_mmio_write @40=regmap_mmio_noinc_write
regmap_name_fops 264 @24=regmap_name_read_file @104=simple_open
regmap_range_fops 264 @24=regmap_range_read_file @104=simple_open
regmap_reg_ranges_fops 264 @24=regmap_reg_ranges_read_file @104=simple_open
regmap_smbus_byte 128 @32=regmap_smbus_byte_reg_write @64=regmap_smbus_byte_reg_read
regmap_smbus_word 128 @32=regmap_smbus_word_reg_write @64=regmap_smbus_word_reg_read
regmap_smbus_word_swapped 128 @32=regmap_smbus_word_write_swapped @64=regmap_smbus_word_read_swapped
regulator_class 96 @48=regulator_dev_release
regulator_dev_group 40 @8=regulator_attr_is_visible
regulator_init_complete_work 88 @24=regulator_init_complete_work_function @56=delayed_work_timer_fn
regulator_pm_ops 184 @16=regulator_suspend @24=regulator_resume
regulator_summary_fops 264 @104=regulator_summary_open @120=single_release
related_cpus 32 @16=show_related_cpus
relay_channels 16 relay_open+0:7/9
relay_channels_mutex 32 relay_prepare_cpu+0:0/3 relay_reset+0:2/4 relay_flush+0:2/4
relay_file_mmap_ops 128 @40=relay_buf_fault
relay_file_operations 264 @24=relay_file_read @72=relay_file_poll
release_agent_path_lock 4 cgroup_release_agent_show+0:1/2 cgroup_release_agent_write+0:2/4 cgroup1_release_agent+0:3/8
releasing_dquots 16 quota_release_workfn+0:2/18
remote_children 16 update_prstate+0:7/9
remote_node_defrag_ratio_attr 32 @16=remote_node_defrag_ratio_show @24=remote_node_defrag_ratio_store
rename_lock 8 d_hash_and_lookup+0:0/1 d_lookup+0:0/1 __dentry_path+0:0/2
rep 1 fn_hold+0:0/1 fn_caps_toggle+0:0/2 fn_caps_on+0:0/2
reply_funcs 448 @24=dcbnl_getstate @40=dcbnl_setstate
req_cachep 8 io_req_caches_free+0:0/1 __io_alloc_req_refill+0:0/1 io_msg_cache_free+0:0/1
req_lock 4 devtmpfs_submit_req+0:1/5 devtmpfs_work_loop+0:9/14 virtcons_probe+0:14/21
request_mem_succeeded 1 efifb_destroy+0:1/3 efifb_probe+0:20/51
requests 8 devtmpfs_submit_req+0:3/5
resend_tasklet 40 @24=resend_irqs
reservation_ww_class 32 dma_resv_init+0:0/3
reserve_count 4 aa_get_buffer+0:5/11
reserved_size 8 reserved_size_show+0:0/2 reserved_size_store+0:1/3
reserved_size_attr 32 @16=reserved_size_show @24=reserved_size_store
reset 32 @24=store_reset
reset_controller_list 16 reset_controller_register+0:1/3
reset_devices 4 wait_for_initramfs+1:2/6 __driver_probe_device+0:4/9 xb_init_comms+0:10/15
reset_hung_task 4 reset_hung_task_detector+0:0/1 watchdog+0:1/25
reset_list_mutex 32 devm_reset_controller_release+0:0/1 devm_reset_control_bulk_release+0:0/1 devm_reset_control_bulk_release_deasserted+0:0/1
reset_lookup_list 16 reset_controller_add_lookup+0:3/6
reset_lookup_mutex 32 __reset_control_get+0:1/2 reset_control_get_count+0:4/5 reset_controller_add_lookup+0:1/6
resident_page_types 32 vgic_its_restore_ite+16:1/6 __mmdrop+0:1/7 vgic_its_save_tables_v0+16:1/12
resource_alignment_lock 4 resource_alignment_store+0:1/3 resource_alignment_show+0:1/4 pci_reassigndev_resource_alignment+0:1/29
resource_alignment_param 8 resource_alignment_store+0:2/3 resource_alignment_show+0:2/4 pci_reassigndev_resource_alignment+0:2/29
resource_lock 8 r_stop+0:1/2 insert_resource+0:1/2 insert_resource_conflict+0:1/2
resource_op 32 @0=r_start @8=r_stop
restart_handler_list 16 unregister_restart_handler+0:0/1 register_restart_handler+0:0/1 proc_do_cad_pid+0:0/2
restart_prep_handler_list 48 kernel_restart+0:3/6 register_sys_off_handler+0:9/10
restore_pblist 8 swsusp_arch_resume+0:8/14 snapshot_read_next+0:17/18 snapshot_write_next+0:11/36
resume_attr 32 @16=resume_show @24=resume_store
resume_offset_attr 32 @16=resume_offset_show @24=resume_offset_store
resv_hugepages_attr 32 @16=resv_hugepages_show
reuseport_array_ops 344 @0=reuseport_array_alloc_check @8=reuseport_array_alloc
reuseport_ida 16 reuseport_free_rcu+0:0/1 reuseport_alloc+0:1/2 reuseport_resurrect+0:1/3
reuseport_lock 4 reuseport_array_delete_elem+0:0/1 reuseport_has_conns_set+0:0/1 bpf_fd_reuseport_array_update_elem+0:0/1
rht_ns_params 40 @32=ioam6_ns_cmpfn
rht_params 40 @32=seg6_hmac_cmpfn
rht_sc_params 40 @32=ioam6_sc_cmpfn
ring_ops_hvm 16 @0=xenbus_map_ring_hvm @8=xenbus_unmap_ring_hvm
ringbuf_map_ops 344 @240=ringbuf_map_mmap_kern @248=ringbuf_map_poll_kern
rmap_item_cache 8 remove_trailing_rmap_items+0:2/3 ksm_scan_thread+0:13/118
rng_buffer 8 rng_dev_read+0:4/10
rng_chrdev_ops 264 @24=rng_dev_read @104=rng_dev_open
rng_fillbuf 8 port_fops_open+0:3/6 hwrng_fillfn+0:3/7
rng_list 16 enable_best_rng+0:1/4 rng_available_show+0:2/5 hwrng_register+0:1/9
rng_mutex 32 cleanup_rng_work+0:0/1 hwrng_unregister+0:0/3 enable_best_rng+0:0/4
rodata_enabled 1 module_enable_rodata_ro+0:0/1 jump_label_init_ro+0:5/8 kernel_init+0:2/16
roletr_key_params 16 @0=role_trans_hash @8=role_trans_cmp
root_cg 320 misc_cg_alloc+0:1/2 __cgroup_kill+0:2/3 cgroup_pressure_write+8:2/4
root_cpuacct 224 cpuacct_account_field+0:1/2 cpuacct_css_alloc+0:2/3 cpuusage_write+0:2/5
root_h_cgroup 8 __hugetlb_cgroup_charge_cgroup+0:0/1 hugetlb_cgroup_css_offline+0:7/8 hugetlb_cgroup_css_alloc+0:14/15
root_irq_dir 8 init_irq_proc+0:1/6 unregister_irq_proc+0:1/11 register_irq_proc+0:1/19
root_key_user 88 keyctl_get_persistent+0:5/7
root_mem_cgroup 8 try_to_shrink_lruvec+0:0/1 mem_cgroup_id_get_online+0:0/1 mem_cgroup_css_released+0:0/1
root_stable_tree 8 remove_all_stable_nodes+0:3/6 ksm_memory_callback+0:5/8 merge_across_nodes_store+0:5/11
root_swap 2 swap_write_page+0:0/2 swsusp_unmark+0:4/5 swsusp_write+0:2/28
root_task_group 640 task_wants_autogroup+0:0/1 cpu_cgroup_css_alloc+0:1/2 attach_entity_cfs_rq+0:0/3
root_unstable_tree 8 merge_across_nodes_store+0:10/11 ksm_scan_thread+0:52/118
root_user 136 flag_nproc_exceeded+0:0/1 copy_process+0:12/138
rootfs_fs_type 72 @16=rootfs_init_fs_context @40=kill_litter_super
rp_pio_error_string 152 dpc_process_rp_pio_error+0:1/9
rps_cpus_attribute 32 @16=show_rps_map @24=store_rps_map
rps_dev_flow_table_cnt_attribute 32 @16=show_rps_dev_flow_table_cnt @24=store_rps_dev_flow_table_cnt
rqf_name 128 __blk_mq_debugfs_rq_show+0:7/14
rsa 456 @16=rsa_enc @24=rsa_dec
rsa_pkcs1pad_tmpl 168 @32=pkcs1pad_create
rsaprivkey_action_table 64 @0=rsa_get_d @8=rsa_get_dp
rt6_exception_lock 4 fib6_remove_prefsrc+0:1/2 fib6_nh_remove_exception+0:1/3 fib6_nh_flush_exceptions+0:1/3
rt_cache_seq_ops 32 @0=rt_cache_seq_start @8=rt_cache_seq_stop
rt_cpu_seq_ops 32 @0=rt_cpu_seq_start @8=rt_cpu_seq_stop
rt_genid_ops 80 @16=rt_genid_init
rt_sched_class 224 @0=enqueue_task_rt @8=dequeue_task_rt
rtc_attr_group 40 @8=rtc_attr_is_visible
rtc_class_dev_pm_ops 184 elantech_detect+55:4/25 @16=rtc_suspend @24=rtc_resume
rtc_dev_fops 264 @24=rtc_dev_read @72=rtc_dev_poll
rthdr_protocol 24 @0=ipv6_rthdr_rcv
rtnetlink_dev_notifier 24 @0=rtnetlink_event
rtnetlink_net_ops 80 @16=rtnetlink_net_init @32=rtnetlink_net_exit
rtnl_mutex 32 rtnl_dumpit+0:0/1 if_nlmsg_stats_size+0:0/1 if_nlmsg_size+0:0/1
ruleset_fops 264 @24=fop_dummy_read @32=fop_dummy_write
run_attr 32 @16=run_show @24=run_store
run_edge_events_on_boot 4 acpi_gpio_need_run_edge_events_on_boot+0:0/1
running_exclusive_ctxs 1 damon_start+0:2/6
running_helpers 4 proc_cap_handler+0:0/2 call_usermodehelper_exec_async+0:0/3 __usermodehelper_disable+0:2/5
running_helpers_waitq 24 __usermodehelper_disable+0:3/5 call_usermodehelper_exec+0:5/7
running_trace_list 16 blk_trace_start+0:4/5
running_trace_lock 4 blk_trace_stop+0:0/1 blk_trace_start+0:2/5 prune_tree_chunks+0:6/12
rx_profile 240 net_dim_get_def_rx_moderation+0:0/1 net_dim_get_rx_moderation+0:0/1 net_dim_get_def_tx_moderation+0:0/2
rx_queue_ktype 48 @0=rx_queue_release @32=rx_queue_namespace
rx_queue_sysfs_ops 16 @0=rx_queue_attr_show @8=rx_queue_attr_store
s2idle_lock 4 s2idle_wake+0:0/4 suspend_set_ops+0:0/11 suspend_devices_and_enter+0:0/35
s2idle_state 4 s2idle_wake+0:1/4 do_idle+0:3/7 __rmqueue_pcplist+0:1/7
s2idle_wait_head 24 s2idle_wake+0:3/4 suspend_devices_and_enter+0:17/35
safe_pages_list 8 __get_safe_page+0:1/2 snapshot_write_finalize+0:5/7 snapshot_write_next+0:17/36
sample_interval_param_ops 32 @8=param_set_sample_interval @16=param_get_sample_interval
sample_period 8 __lockup_detector_reconfigure+0:6/11 watchdog_enable+0:10/12 watchdog_timer_fn+0:7/23
sanity_checks_attr 32 @16=sanity_checks_show
saved_command_line 8 cmdline_proc_show+0:0/1 do_sysctl_args+0:0/7 read_kcore_iter+0:2/27
saved_console_blanked 4 con_debug_leave+0:3/8
saved_count 4 pm_save_wakeup_count+0:4/5 pm_wakeup_pending+0:4/10
saved_fg_console 4 con_debug_enter+0:1/6
saved_ftrace_func 8 ftrace_pid_open+0:6/8 ftrace_no_pid_open+0:6/8 ftrace_startup+0:7/9
saved_gfp_mask 4 pm_restrict_gfp_mask+0:2/4 pm_restore_gfp_mask+0:2/4
saved_last_console 4 con_debug_enter+0:4/6
savedcmd 8 probe_sched_wakeup+0:0/1 probe_sched_switch+0:0/1 trace_free_saved_cmdlines_buffer+0:0/1
sb_arch_rules 32 arch_get_ima_policy+0:0/1
sb_lock 4 bdev_super_lock+0:1/2 iterate_supers_type+0:1/2 put_super+0:1/2
scaling_available_governors 32 @16=show_scaling_available_governors
scaling_cur_freq 32 @16=show_scaling_cur_freq
scaling_driver 32 @16=show_scaling_driver
scaling_governor 32 @16=show_scaling_governor @24=store_scaling_governor
scaling_max_freq 32 @16=show_scaling_max_freq @24=store_scaling_max_freq
scaling_min_freq 32 @16=show_scaling_min_freq @24=store_scaling_min_freq
scaling_setspeed 32 @16=show_scaling_setspeed @24=store_scaling_setspeed
scan_sleep_millisecs_attr 32 @16=scan_sleep_millisecs_show @24=scan_sleep_millisecs_store
sch_frag_dst_ops 192 @32=sch_frag_dst_get_mtu
sched_autogroup_sysctls 56 partition_sched_domains_locked+8:15/46 @24=proc_dointvec_minmax
sched_balance_running 4 sched_balance_domains+0:6/9
sched_cmdline_ref 4 tracing_stop_cmdline_record+0:2/8 tracing_start_sched_switch+0:2/14
sched_core_sysctls 112 @24=sysctl_schedstats @80=sysctl_numa_balancing
sched_debug_fops 264 @104=sched_debug_open @120=seq_release
sched_debug_lock 4 print_cfs_rq+0:4/72
sched_debug_sops 32 @0=sched_debug_start @8=sched_debug_stop
sched_debug_verbose 1 psi_flags_change+0:0/3 sched_verbose_write+0:2/5 writeback_iter+0:2/6
sched_dl_sysctls 112 rq_offline_fair+88:6/10 task_numa_work+88:3/23 @24=proc_douintvec_minmax
sched_domain_topology 8 sched_update_numa+0:12/16 sched_init_numa+0:12/24 build_sched_domains+0:2/81
sched_domain_topology_saved 8 sched_update_numa+0:10/16 sched_init_numa+0:18/24
sched_domains_curr_level 4 sd_numa_mask+0:4/5
sched_domains_mutex 32 partition_sched_domains+0:1/2 sched_verbose_write+0:1/5 rebuild_sched_domains_locked+0:9/25
sched_domains_numa_distance 8 find_numa_distance+0:1/3 sched_domains_numa_masks_set+0:6/8 sched_update_numa+0:7/16
sched_domains_numa_levels 4 find_numa_distance+0:2/3 sched_domains_numa_masks_clear+0:1/4 sched_numa_hop_mask+0:2/4
sched_domains_numa_masks 8 sched_domains_numa_masks_clear+0:3/4 sched_numa_hop_mask+0:3/4 sd_numa_mask+0:3/5
sched_domains_tmpmask 8 sched_autogroup_fork+0:2/3 build_sched_domains+0:45/81
sched_domains_tmpmask2 8 init_overlap_sched_group+0:1/3
sched_energy_aware_sysctls 56 @24=sched_energy_aware_handler
sched_energy_mutex 32 rebuild_sd_workfn+0:1/4 rebuild_sched_domains_energy+0:1/4 sched_energy_aware_handler+0:3/6
sched_energy_update 1 rebuild_sd_workfn+0:3/4 rebuild_sched_domains_energy+0:3/4 sched_energy_aware_handler+0:5/6
sched_fair_sysctls 112 sched_group_set_shares+0:0/2 task_scan_start+0:0/4 rq_online_fair+0:0/4 @24=proc_dointvec_minmax
sched_feat_fops 264 @32=sched_feat_write @104=sched_feat_open
sched_feat_keys 448 sched_feat_write+0:4/5 proc_sched_autogroup_set_nice+24:6/10 build_sched_domains+200:5/81
sched_max_numa_distance 4 sched_update_numa+0:6/16 sched_init_numa+0:19/24 task_numa_fault+0:22/37
sched_numa_topology_type 4 sched_update_numa+0:9/16 task_numa_find_cpu+0:13/18 can_migrate_task+0:6/22
sched_register_mutex 32 tracing_stop_tgid_record+0:0/8 tracing_stop_cmdline_record+0:0/8 tracing_start_sched_switch+0:0/14
sched_rr_timeslice 4 get_rr_interval_rt+0:0/1 sched_rr_handler+0:0/3 init_dl_rq_bw_ratio+0:0/3
sched_rt_sysctls 168 @136=sched_rr_handler @24=sched_rt_handler
sched_scaling_fops 264 @32=sched_scaling_write @104=sched_scaling_open
sched_skew_tick 4 tick_setup_sched_timer+0:7/16
sched_smp_initialized 1 sched_cpu_activate+0:3/17 sched_cpu_deactivate+0:12/21
sched_tgid_ref 4 tracing_stop_tgid_record+0:2/8 tracing_start_sched_switch+0:3/14
sched_verbose_fops 264 @32=sched_verbose_write @24=debugfs_read_file_bool
schedstat_sops 32 @0=schedstat_start @8=schedstat_stop
scheduler_running 4 update_load_avg+0:7/15
schedutil_gov 104 @16=sugov_init @24=sugov_exit
sci_irq 4 irqrouter_resume+0:0/1 acpi_pci_link_remove+0:0/2 acpi_penalize_sci_irq+0:0/2
sci_penalty 4 acpi_penalize_sci_irq+0:1/2 acpi_irq_get_penalty+0:1/4
scomp_lock 32 crypto_exit_scomp_ops_async+0:0/2 crypto_scomp_init_tfm+0:0/7
scomp_scratch_users 4 crypto_exit_scomp_ops_async+0:1/2 jent_gen_entropy+0:1/2 crypto_scomp_init_tfm+0:1/7
screen_info 64 efifb_add_links+0:1/4 screen_info_fixup_lfb+0:1/6 efi_earlycon_scroll_up+0:4/7
script_format 56 @24=load_script
scrollback_delta 4 scrollback+0:1/5 scrollfront+0:2/5 console_callback+0:3/11
sd_dentry 8 sched_verbose_write+0:4/5
sd_flags_fops 264 @104=sd_flags_open @120=single_release
sd_sysctl_cpus 8 dirty_sched_domain_sysctl+0:0/1 update_sched_domain_debugfs+0:4/42
secclass_map 26656 encrypted_update+264:6/7 selinux_netlink_send+0:6/8 avc_audit_pre_callback+0:3/9
seccomp_actions_logged 4 seccomp_actions_logged_handler+0:0/1 read_actions_logged+0:1/2 __secure_computing+0:3/5
seccomp_notify_ops 264 @72=seccomp_notify_poll @120=seccomp_notify_release
seccomp_sysctl_table 112 @80=seccomp_actions_logged_handler @24=proc_dostring
secondary_trusted_keys 8 restrict_link_by_builtin_and_secondary_trusted+0:2/4 restrict_link_by_digsig_builtin_and_secondary+0:2/4 verify_pkcs7_message_sig+0:1/4
secretmem_aops 160 @80=secretmem_free_folio @96=secretmem_migrate_folio
secretmem_enable 1 __arm64_sys_memfd_secret+0:0/17
secretmem_fops 264 @96=secretmem_mmap @120=secretmem_release
secretmem_fs 72 @16=secretmem_init_fs_context @40=kill_anon_super
secretmem_iops 256 @104=secretmem_setattr
secretmem_mnt 8 secretmem_release+0:0/2 secretmem_active+0:0/2 __arm64_sys_memfd_secret+0:1/17
secretmem_users 4 secretmem_release+0:1/2 secretmem_active+0:1/2 __arm64_sys_memfd_secret+0:2/17
secretmem_vm_ops 128 @40=secretmem_fault
sections_per_block 4 phys_index_show+0:0/2 create_memory_block_devices+0:0/2 remove_memory_block_devices+0:0/2
securityfs_context_ops 48 @32=securityfs_get_tree
securityfs_super_operations 208 @16=securityfs_free_inode @104=simple_statfs
seg6_action_params 384 @64=parse_nla_srh @72=put_nla_srh
seg6_action_table 672 @24=input_action_end @80=input_action_end_x
seg6_genl_ops 192 @0=seg6_genl_sethmac @56=seg6_genl_dumphmac_start
seg6_iptun_ops 72 @0=seg6_build_state @8=seg6_destroy_state
seg6_local_ops 72 @0=seg6_local_build_state @8=seg6_local_destroy_state
sel_avc_cache_stats_ops 264 @104=sel_open_avc_cache_stats @120=seq_release
sel_avc_cache_stats_seq_ops 32 @0=sel_avc_stats_seq_start @8=sel_avc_stats_seq_stop
sel_avc_cache_threshold_ops 264 @24=sel_read_avc_cache_threshold @32=sel_write_avc_cache_threshold
sel_avc_hash_stats_ops 264 @24=sel_read_avc_hash_stats @16=generic_file_llseek
sel_bool_ops 264 @24=sel_read_bool @32=sel_write_bool
sel_checkreqprot_ops 264 @24=sel_read_checkreqprot @32=sel_write_checkreqprot
sel_class_ops 264 @24=sel_read_class @16=generic_file_llseek
sel_commit_bools_ops 264 @32=sel_commit_bools_write @16=generic_file_llseek
sel_context_ops 48 @32=sel_get_tree
sel_disable_ops 264 @32=sel_write_disable @16=generic_file_llseek
sel_enforce_ops 264 @24=sel_read_enforce @32=sel_write_enforce
sel_fs_type 72 @16=sel_init_fs_context @40=sel_kill_sb
sel_handle_status_ops 264 @24=sel_read_handle_status @96=sel_mmap_handle_status
sel_handle_unknown_ops 264 @24=sel_read_handle_unknown @16=generic_file_llseek
sel_initcon_ops 264 @24=sel_read_initcon @16=generic_file_llseek
sel_io_readers 24 @0=read_sel_8bit_indexed_io @8=read_sel_2x8bit_indexed_io
sel_load_ops 264 @32=sel_write_load @16=generic_file_llseek
sel_mls_ops 264 @24=sel_read_mls @16=generic_file_llseek
sel_mmap_policy_ops 128 sel_mmap_policy+0:1/2 @40=sel_mmap_policy_fault
sel_netif_hash 1024 sel_netif_netdev_notifier_handler+0:0/3 sel_netif_flush+0:0/4 security_policycap_supported+441:3/4
sel_netif_lock 4 sel_netif_netdev_notifier_handler+0:1/3 sel_netif_flush+0:1/4 sel_netif_sid+0:1/8
sel_netif_netdev_notifier 24 @0=sel_netif_netdev_notifier_handler
sel_netif_total 4 sel_netif_netdev_notifier_handler+0:2/3 sel_netif_flush+0:3/4 sel_netif_sid+0:5/8
sel_netnode_hash 6144 sel_netnode_find+0:0/1 sel_netnode_flush+0:1/4 selinux_socket_shutdown+240:4/5
sel_netnode_lock 4 sel_netnode_flush+0:0/4 sel_netif_flush+0:2/4 sel_netnode_sid+0:0/7
sel_netport_hash 6144 sel_netport_flush+0:1/4 tomoyo_write_manager+3536:2/5 sel_netport_sid+0:0/7
sel_netport_lock 4 sel_netport_flush+0:0/4 sel_netport_sid+0:1/7
sel_perm_ops 264 @24=sel_read_perm @16=generic_file_llseek
sel_policy_ops 264 @24=sel_read_policy @96=sel_mmap_policy
sel_policycap_ops 264 @24=sel_read_policycap @16=generic_file_llseek
sel_policyvers_ops 264 @24=sel_read_policyvers @16=generic_file_llseek
sel_sidtab_hash_stats_ops 264 @24=sel_read_sidtab_hash_stats @16=generic_file_llseek
sel_transition_ops 264 @32=sel_write_validatetrans @16=generic_file_llseek
self_inum 4 proc_setup_self+0:1/4 mem_cgroup_css_alloc+0:35/81
selinux_fs_parameters 192 selinux_fs_context_parse_param+0:1/2 @8=fs_param_is_string
selinux_hooks 5136 @8=selinux_binder_set_context_mgr @32=selinux_binder_transaction
selinux_net_ops 80 @16=selinux_nf_register @32=selinux_nf_unregister
selinux_nf_ops 336 selinux_nf_unregister+0:1/2 selinux_nf_register+0:1/2 selinux_task_kill+16:4/6 @16=selinux_ip_postroute @72=selinux_ip_forward @128=selinux_ip_output
selnl 8 selnl_notify+0:0/3
seq_file_cache 8 single_release+0:0/1 seq_release+0:0/1 seq_release_private+0:0/1
seq_ns_compress_max_fops 264 @104=seq_ns_compress_max_open @120=single_release
seq_ns_compress_min_fops 264 @104=seq_ns_compress_min_open @120=single_release
seq_ns_level_fops 264 @104=seq_ns_level_open @120=single_release
seq_ns_name_fops 264 @104=seq_ns_name_open @120=single_release
seq_ns_nsstacked_fops 264 @104=seq_ns_nsstacked_open @120=single_release
seq_ns_stacked_fops 264 @104=seq_ns_stacked_open @120=single_release
seq_profile_attach_fops 264 @104=seq_profile_attach_open @120=seq_profile_release
seq_profile_hash_fops 264 @104=seq_profile_hash_open @120=seq_profile_release
seq_profile_mode_fops 264 @104=seq_profile_mode_open @120=seq_profile_release
seq_profile_name_fops 264 @104=seq_profile_name_open @120=seq_profile_release
seq_rawdata_abi_fops 264 @104=seq_rawdata_abi_open @120=seq_rawdata_release
seq_rawdata_compressed_size_fops 264 @104=seq_rawdata_compressed_size_open @120=seq_rawdata_release
seq_rawdata_hash_fops 264 @104=seq_rawdata_hash_open @120=seq_rawdata_release
seq_rawdata_revision_fops 264 @104=seq_rawdata_revision_open @120=seq_rawdata_release
serdev_bus_type 168 @40=serdev_device_match @56=serdev_drv_probe
serdev_ctrl_type 56 @32=serdev_ctrl_release
serdev_device_type 56 @16=serdev_device_uevent @32=serdev_device_release
serial8250_err_handler 56 @0=serial8250_io_error_detected @16=serial8250_io_slot_reset
serial8250_isa_driver 200 @0=serial8250_probe @8=serial8250_remove
serial8250_pops 192 @0=serial8250_tx_empty @8=serial8250_set_mctrl
serial_base_bus_type 168 @40=serial_base_match
serial_base_initialized 1 serial_base_init+0:2/3 serial_base_device_init+0:2/10 serial_core_register_port+0:10/37
serial_ctrl_driver 144 @56=serial_ctrl_probe @72=serial_ctrl_remove
serial_mutex 32 serial8250_register_8250_port+0:1/13 serial8250_unregister_port+0:1/20
serial_pci_driver 280 @16=pciserial_init_one @24=pciserial_remove_one
serial_pnp_driver 208 @24=serial_pnp_probe @32=serial_pnp_remove
serial_port_driver 144 @56=serial_port_probe @72=serial_port_remove
serial_port_pm 184 @160=serial_port_runtime_suspend @168=serial_port_runtime_resume
serio_bus 168 @40=serio_bus_match @48=serio_uevent
serio_event_work 32 @24=serio_handle_event
set_function_trace_op 8 ftrace_check_record+0:0/2 __ftrace_replace_code+0:0/2 ftrace_free_pages+0:0/3
set_printk_work 32 @24=__set_printk_clr_event
set_tracer_fops 264 @24=tracing_set_trace_read @32=tracing_set_trace_write
sfp_buses 16 sfp_bus_get+0:2/3
sfp_mutex 32 sfp_unregister_socket+0:0/1 sfp_bus_add_upstream+0:0/1 sfp_bus_del_upstream+0:0/1
sg_pools 160 sg_pool_free+0:0/2 sg_pool_alloc+0:0/2
sha256_algs 976 @0=sha256_base_init @488=sha224_base_init
sha512_algs 976 @0=sha512_base_init @488=sha384_base_init
shepherd 88 @24=vmstat_shepherd @56=delayed_work_timer_fn
shift_state 4 vt_get_shift_state+0:0/1 do_compute_shiftstate+0:4/6 k_shift+0:2/8
shm_file_operations 264 do_shmat+0:3/9 @96=shm_mmap @120=shm_release @128=shm_fsync
shm_file_operations_huge 264 do_shmat+0:2/9 @96=shm_mmap @120=shm_release @128=shm_fsync
shm_mnt 8 shmem_file_setup+0:0/1 shmem_kernel_file_setup+0:0/1 shmem_zero_setup+0:0/4
shm_vm_ops 128 @0=shm_open @8=shm_close
shmem_alloc_attr 32 @16=shmem_alloc_show
shmem_anon_vm_ops 128 vma_is_anon_shmem+0:1/2 shmem_mmap+0:2/3 vma_is_shmem+0:2/3 @40=shmem_fault @104=shmem_set_policy @112=shmem_get_policy
shmem_aops 160 @0=shmem_writepage @40=shmem_write_begin
shmem_dir_inode_operations 256 @40=shmem_create @48=shmem_link
shmem_enabled_attr 32 @16=shmem_enabled_show @24=shmem_enabled_store
shmem_export_ops 80 @0=shmem_encode_fh @8=shmem_fh_to_dentry
shmem_fallback_attr 32 @16=shmem_fallback_show
shmem_fallback_charge_attr 32 @16=shmem_fallback_charge_show
shmem_file_operations 264 @16=shmem_file_llseek @40=shmem_file_read_iter
shmem_fs_context_ops 48 @0=shmem_free_fc @16=shmem_parse_one
shmem_fs_parameters 384 @40=fs_param_is_enum @8=fs_param_is_gid
shmem_fs_type 72 shmem_evict_inode+16:4/7 @16=shmem_init_fs_context @40=kill_litter_super
shmem_huge 4 shmem_huge_global_enabled+0:0/1 shmem_enabled_store+0:1/6 shmem_allowable_huge_orders+0:0/9
shmem_inode_cachep 8 shmem_free_in_core_inode+0:0/1 shmem_alloc_inode+0:0/1 show_rcu_gp_kthreads+0:86/97
shmem_inode_operations 256 shmem_evict_inode+168:2/7 shmem_get_folio_gfp+168:1/8 __shmem_get_inode+0:3/9 @176=shmem_fileattr_set @184=shmem_fileattr_get @168=simple_set_acl
shmem_ops 208 @0=shmem_alloc_inode @8=shmem_destroy_inode
shmem_short_symlink_operations 256 @8=simple_get_link @104=shmem_setattr
shmem_special_inode_operations 256 __shmem_get_inode+0:1/9 @168=simple_set_acl @104=shmem_setattr @112=shmem_getattr
shmem_swaplist 16 shmem_unuse+0:1/2 shmem_writepage+0:6/7
shmem_swaplist_mutex 32 shmem_unuse+0:0/2 shmem_writepage+0:2/7 shmem_evict_inode+0:3/7
shmem_symlink_inode_operations 256 @8=shmem_get_link @104=shmem_setattr
shmem_vm_ops 128 shmem_mmap+0:1/3 vma_is_shmem+0:1/3 @40=shmem_fault @104=shmem_set_policy @112=shmem_get_policy
shmlock_user_lock 4 user_shm_lock+0:0/1 user_shm_unlock+0:0/1
show_numa_ops 88 @24=gather_pte_stats @48=gather_hugetlb_stats
show_set_no_pid_seq_ops 32 @0=np_start @16=np_next
show_set_pid_seq_ops 32 ftrace_event_set_pid_open+0:1/4 @24=trace_pid_show
show_traces_fops 264 @104=show_traces_open @120=tracing_seq_release
show_unhandled_signals 4 arm64_show_signal+0:0/9 die+0:0/17
shpc_driver 280 @16=shpc_probe @24=shpc_remove
shpchp_debug 1 shpchp_get_adapter_speed+0:0/6 shpchp_unconfigure_device+0:0/7 shpchp_handle_attention_button+0:0/8
shpchp_poll_mode 1 shpchp_release_ctlr+0:0/3 shpc_isr+0:1/11 shpc_write_cmd+0:3/21
shpchp_poll_time 4 int_poll_timeout+0:0/2 shpc_probe+0:3/26
shrink_attr 32 @16=shrink_show @24=shrink_store
shrink_wq 8 zswap_store+0:8/39 zswap_setup+0:7/60
shrinker_idr 24 shrinker_free+0:3/4 shrink_slab+0:4/9 shrinker_alloc+0:4/13
shrinker_list 16 shrinker_register+0:2/6 shrink_slab+0:6/9
shrinker_mutex 32 free_shrinker_info+0:0/1 shrinker_free+0:0/4 shrinker_register+0:0/6
shrinker_nr_max 4 __alloc_contig_migrate_range+0:2/6 shrinker_register+0:3/6 alloc_shrinker_info+0:2/6
shuffle_param_ops 32 @8=shuffle_param_set @16=param_get_bool
shutdown_handlers 96 @64=do_reboot @88=do_suspend
shutdown_watch 48 @40=shutdown_handler
shutting_down 4 poweroff_nb+0:0/1 do_reboot+0:0/1 xen_setup_shutdown_event+0:1/4
sig_sicodes 64 siginfo_layout+0:1/2
sighand_cachep 8 __cleanup_sighand+0:0/1 copy_sighand+0:0/3 begin_new_exec+0:26/32
signal_cachep 8 sighand_ctor+0:0/2 free_signal_struct+0:1/2 sysctl_max_threads+0:0/2
signalfd_fops 264 @40=signalfd_read_iter @72=signalfd_poll
sigqueue_cachep 8 flush_sigqueue_mask+0:0/1 __flush_itimer_signals+0:0/1 collect_signal+0:0/1
simple_dentry_operations 128 simple_lookup+0:1/2 devpts_fill_super+0:2/20 @32=always_delete_dentry
simple_dir_inode_operations 256 sel_make_dir+0:0/3 simple_fill_super+0:3/6 securityfs_create_dentry+0:8/9 @0=simple_lookup
simple_dir_operations 264 @16=dcache_dir_lseek @64=dcache_readdir
simple_offset_dir_operations 264 @16=offset_dir_llseek @64=offset_readdir
simple_qos_governor 16 @0=default_power_down_ok @8=default_suspend_ok
simple_super_operations 208 pseudo_fs_fill_super+0:1/2 simple_fill_super+0:1/6 @104=simple_statfs
simple_symlink_inode_operations 256 bpf_symlink+0:1/2 securityfs_create_dentry+0:6/9 __create_dir+56:5/13 @8=simple_get_link
simplefb_driver 200 @0=simplefb_probe @8=simplefb_remove
simplefb_ops 184 @56=simplefb_setcolreg @160=simplefb_destroy
sio_pool 8 sio_pool_init+0:0/3 sio_write_complete+0:0/4 sio_read_complete+0:4/8
sit_offload 32 @0=sit_gso_segment @16=sit_gro_complete
size_limit_mb 4 udmabuf_create+0:3/18
sk_cache 136 bpf_sk_storage_map_free+0:0/1 bpf_sk_storage_map_alloc+0:0/1 ethnl_act_cable_test+64:2/3
sk_filter_verifier_ops 56 @0=sk_filter_func_proto @8=sk_filter_is_valid_access
sk_lookup_prog_ops 8 @0=bpf_prog_test_run_sk_lookup
sk_lookup_verifier_ops 56 @0=sk_lookup_func_proto @8=sk_lookup_is_valid_access
sk_msg_verifier_ops 56 @0=sk_msg_func_proto @8=sk_msg_is_valid_access
sk_reuseport_load_bytes_proto 96 @0=sk_reuseport_load_bytes
sk_reuseport_load_bytes_relative_proto 96 @0=sk_reuseport_load_bytes_relative
sk_reuseport_verifier_ops 56 @0=sk_reuseport_func_proto @8=sk_reuseport_is_valid_access
sk_select_reuseport_proto 96 @0=sk_select_reuseport
sk_skb_adjust_room_proto 96 @0=sk_skb_adjust_room
sk_skb_change_head_proto 96 @0=sk_skb_change_head
sk_skb_change_tail_proto 96 @0=sk_skb_change_tail
sk_skb_pull_data_proto 96 @0=sk_skb_pull_data
sk_skb_verifier_ops 56 @0=sk_skb_func_proto @8=sk_skb_is_valid_access
sk_storage_map_ops 344 @8=bpf_sk_storage_map_alloc @24=bpf_sk_storage_map_free
skbuff_ext_cache 8 __skb_ext_alloc+0:0/1 __skb_ext_put+0:0/2 skb_ext_add+0:0/4
skip_anon 1 damon_reclaim_apply_parameters+0:8/14
skip_kfence_attr 32 @16=skip_kfence_show @24=skip_kfence_store
skip_txen_test 4 serial8250_register_8250_port+0:7/13 serial8250_unregister_port+0:13/20
slab_blocks 8 gpu_buddy_module_exit+0:0/1 __gpu_buddy_free+0:0/1 split_block+0:0/1
slab_caches 16 slab_next+0:1/2 slab_start+0:1/2 slub_cpu_dead+0:1/3
slab_debugfs_fops 264 @104=slab_debug_trace_open @120=slab_debug_trace_release
slab_debugfs_root 8 debugfs_slab_release+0:0/1 debugfs_slab_add+0:0/4
slab_debugfs_sops 32 @0=slab_debugfs_start @8=slab_debugfs_stop
slab_kset 8 sysfs_slab_alias+0:4/7 sysfs_slab_add+0:1/14
slab_ktype 48 @0=kmem_cache_release
slab_mutex 32 slab_stop+0:0/1 slab_next+0:0/2 slab_start+0:0/2
slab_nodes 8 slab_memory_callback+0:3/13 ___slab_alloc+0:3/22 do_kmem_cache_create+0:2/23
slab_nomerge 1 slab_unmergeable+0:0/1 kmem_cache_destroy+0:1/7 __kmem_cache_create_args+0:1/10
slab_size_attr 32 @16=slab_size_show
slab_state 4 slab_is_available+0:0/1 kmem_cache_destroy+0:2/7 sysfs_slab_alias+0:0/7
slab_sysfs_ops 16 @0=slab_attr_show @8=slab_attr_store
slabinfo_op 32 @0=slab_start @8=slab_stop
slabinfo_proc_ops 96 @8=slabinfo_open @48=seq_release
slabs_attr 32 @16=slabs_show
slabs_cpu_partial_attr 32 @16=slabs_cpu_partial_show
slash_name 16 d_alloc_pseudo+0:0/2 vfs_tmpfile+0:0/5 __d_alloc+0:4/8
sleep_millisecs_attr 32 @16=sleep_millisecs_show @24=sleep_millisecs_store
slot_list_lock 32 acpi_pci_slot_remove+0:1/2 acpi_pci_slot_enumerate+0:1/3
slots 4 cpci_hp_unregister_bus+0:2/6 cpci_hp_unregister_controller+0:3/7 check_slots+0:2/26
slub_debug 4 kmem_cache_flags+0:1/4 sysfs_slab_add+0:2/14
slub_debug_string 8 kmem_cache_flags+0:2/4
slub_max_order 4 calculate_sizes+0:5/8 flush_all_cpus_locked+0:0/9 slab_out_of_memory+0:1/12
slub_min_objects 4 calculate_sizes+0:1/8
slub_min_order 4 calculate_sizes+0:4/8
small_contention_lim 4 spin_lock_irqsave_check_contention+0:5/7
smaps_shmem_walk_ops 88 @40=smaps_pte_hole @24=smaps_pte_range
smart_scan_attr 32 @16=smart_scan_show @24=smart_scan_store
smpboot_threads_lock 32 smpboot_unregister_percpu_thread+0:0/1 smpboot_create_threads+0:0/1 smpboot_unpark_threads+0:0/2
sn_cache 8 sp_alloc+0:1/2 mpol_free_shared_policy+0:1/2 mpol_set_shared_policy+0:1/5
snapshot_count_probe_ops 32 @0=ftrace_count_snapshot @8=ftrace_snapshot_init
snapshot_probe_ops 32 @0=ftrace_snapshot @24=ftrace_snapshot_print
snapshot_raw_fops 264 @104=snapshot_raw_open @24=tracing_buffers_read
snapshot_state 40 is_hibernate_resume_dev+36:0/1 snapshot_write+0:0/2 snapshot_open+0:0/9
snmp4_ipextstats_list 304 netstat_seq_show+0:10/17 rtm_to_nh_config+96:7/39
snmp4_net_list 2112 nh_valid_get_bucket_req+272:5/7 snmp_seq_show+0:0/11 netstat_seq_show+0:2/17
snmp4_tcp_list 256 fib_create_info+224:37/51
snmp6_icmp6_list 112 snmp6_seq_show+0:1/4 snmp6_dev_seq_show+0:3/4
snmp6_udp6_list 160 snmp6_seq_show+0:2/4
snmp6_udplite6_list 144 snmp6_seq_show+0:3/4 rtm_to_nh_config+8:30/39
sock_fs_type 72 @16=sockfs_init_fs_context @40=kill_anon_super
sock_hash_iter_seq_info 32 @8=sock_hash_init_seq_private @16=sock_hash_fini_seq_private
sock_hash_ops 344 @8=sock_hash_alloc @24=sock_hash_free
sock_hash_seq_ops 32 @0=sock_hash_seq_start @8=sock_hash_seq_stop
sock_map_iter_reg 112 @8=sock_map_iter_attach_target @16=sock_map_iter_detach_target
sock_map_iter_seq_info 32 @8=sock_map_init_seq_private @16=sock_map_fini_seq_private
sock_map_link_ops 72 @0=sock_map_link_release @8=sock_map_link_dealloc
sock_map_ops 344 @8=sock_map_alloc @24=sock_map_free
sock_map_seq_ops 32 @0=sock_map_seq_start @8=sock_map_seq_stop
sock_ops_verifier_ops 56 @0=sock_ops_func_proto @8=sock_ops_is_valid_access
socket_file_ops 264 @40=sock_read_iter @48=sock_write_iter
sockfs_dentry_operations 128 @72=sockfs_dname
sockfs_inode_ops 256 @104=sockfs_setattr @120=sockfs_listxattr
sockfs_ops 208 @0=sock_alloc_inode @16=sock_free_inode
sockfs_security_xattr_handler 48 @40=sockfs_security_xattr_set
sockfs_xattr_handler 48 @32=sockfs_xattr_get
soft_lockup_nmi_warn 8 watchdog_enable+0:3/12 watchdog_hardlockup_check+0:10/19 watchdog_timer_fn+0:13/23
softcursor_original 4 vcs_scr_readw+0:0/1 vcs_scr_writew+0:0/1 hide_cursor+0:1/3
softirq_threads 96 @24=ksoftirqd_should_run @32=run_ksoftirqd
softirq_to_name 80 show_softirqs+0:4/10 handle_softirqs+0:16/20
softirq_vec 80 open_softirq+0:0/1 zap_pid_ns_processes+32:5/7 keyctl_session_to_parent+32:2/10
softlockup_initialized 1 __lockup_detector_reconfigure+0:1/11
softlockup_panic 4 watchdog_timer_fn+0:18/23
softnet_seq_ops 32 @0=softnet_seq_start @8=softnet_seq_stop
software_node_ops 176 @0=software_node_get @8=software_node_put
software_node_type 48 @0=software_node_release
sound 1 keyboard_notifier_call+0:1/10
sparse_irq_lock 32 irq_lock_sparse+0:1/2 irq_unlock_sparse+0:1/2 irq_free_descs+0:2/3
sparsemap_buf 8 sparse_buffer_alloc+0:0/2 sparse_index_init+0:0/2
sparsemap_buf_end 8 sparse_buffer_alloc+0:1/2
spcr_uart_addr 8 acpi_bus_check_add+0:1/18 acpi_device_add+0:1/18
spec_order 18 avtab_read_item+0:0/21
special_mapping_vmops 128 @8=special_mapping_close @16=special_mapping_split
spi_acpi_notifier 24 @0=acpi_spi_notify
spi_bus_type 168 @40=spi_match_device @48=spi_uevent
spi_master_class 96 @48=spi_controller_release
spidev_dt_ids 2600 __spi_add_device+88:6/10 @192=spidev_of_check
spidev_fops 264 @24=spidev_read @32=spidev_write
spidev_spi_driver 176 @8=spidev_probe @16=spidev_remove
split_attr 32 @16=split_show
split_deferred_attr 32 @16=split_deferred_show
split_failed_attr 32 @16=split_failed_show
split_huge_pages_fops 264 @32=split_huge_pages_write
split_underused_thp 1 split_underused_thp_store+0:0/1 split_underused_thp_show+0:0/2 deferred_split_folio+0:1/7
split_underused_thp_attr 32 @16=split_underused_thp_show @24=split_underused_thp_store
srcu 24 __mmu_notifier_release+0:0/1 __mmu_notifier_invalidate_range_end+0:0/1 __mmu_notifier_clear_flush_young+0:0/1
srcu_boot_list 16 spin_lock_irqsave_check_contention+0:1/7 srcu_gp_start_if_needed+0:11/12 srcu_torture_stats_print+0:14/18
srcu_init_done 1 srcu_gp_start_if_needed+0:6/12
srcu_max_nodelay 8 process_srcu+0:4/37
srcu_module_nb 24 @0=srcu_module_notify
srcu_retry_check_delay 8 try_check_zero+0:3/4
srcu_size_state_name 80 srcu_torture_stats_print+0:1/18
srcu_srcu_usage 376 __arm64_sys_get_mempolicy+232:4/12 @336=delayed_work_timer_fn
sriov_pf_dev_attr_group 40 @8=sriov_pf_attrs_are_visible
sriov_vf_dev_attr_group 40 @8=sriov_vf_attrs_are_visible
stable_node_cache 8 remove_all_stable_nodes+0:4/6 alloc_stable_node_chain+0:1/7 ksm_memory_callback+0:6/8
stable_node_chains_attr 32 @16=stable_node_chains_show
stable_node_chains_prune_millisecs_attr 32 @16=stable_node_chains_prune_millisecs_show @24=stable_node_chains_prune_millisecs_store
stable_node_dups_attr 32 @16=stable_node_dups_show
stack_depot_disabled 1 stack_depot_print+0:0/2 stack_depot_fetch+0:0/2 stack_depot_snprint+0:0/2
stack_guard_gap 8 __arm64_sys_brk+0:0/1 generic_get_unmapped_area+0:1/2 init_reserve_notifier+0:0/3
stack_hash_mask 4 percpu_counter_destroy_many+0:1/2 stack_depot_init+0:4/8 stack_depot_save_flags+0:1/21
stack_map_ops 344 @128=stack_map_pop_elem @136=stack_map_peek_elem
stack_max_size_fops 264 @24=stack_max_size_read @32=stack_max_size_write
stack_sysctl_mutex 32 stack_trace_sysctl+0:1/4
stack_trace_filter_fops 264 @104=stack_trace_filter_open @32=ftrace_filter_write
stack_trace_fops 264 @104=stack_trace_open @120=seq_release
stack_trace_map_ops 344 @8=stack_map_alloc @24=stack_map_free
stack_trace_max_lock 4 stack_max_size_write+0:2/3 stack_trace_call+0:5/13
stack_trace_max_size 8 stack_trace_call+0:4/13
stack_trace_nr_entries 4 stack_trace_sysctl+0:0/4 stack_trace_call+0:2/13
stack_tracer_enabled 4 stack_trace_sysctl+0:2/4
stacktrace_count_probe_ops 32 @0=ftrace_stacktrace_count @24=ftrace_stacktrace_print
stacktrace_probe_ops 32 @0=ftrace_stacktrace @24=ftrace_stacktrace_print
standard_event 120 wireless_send_event+0:1/27
standard_ioctl 660 compat_standard_call+0:0/1 ioctl_standard_call+0:0/2 devlink_nl_linecard_set_doit+8:4/10
stat_dir 8 register_stat_tracer+0:2/12
stat_proc_ops 96 @8=stat_open @24=seq_read_iter
static_dtree 120 zlib_tr_flush_block+0:8/10 zlib_tr_init+0:19/25
static_key_initialized 1 static_key_fast_inc_not_disabled+0:0/4 static_key_slow_dec+0:0/4 static_key_enable_cpuslocked+0:0/4
static_ltree 1152 zlib_tr_align+1024:1/3 zlib_tr_flush_block+0:9/10 __percpu_ref_switch_mode+288:7/13
stats_flush_dwork 88 @24=flush_memcg_stats_dwork @56=delayed_work_timer_fn
status_fops 264 @104=status_open @120=single_release
stop_capsules 1 capsule_reboot_notify+0:1/2 efi_capsule_update+0:3/8
stop_cpus_in_progress 1 stop_two_cpus+0:5/6
stop_cpus_mutex 32 stop_core_cpuslocked+0:3/4 stop_machine_from_inactive_cpu+0:3/5 stop_machine_cpuslocked+0:4/6
stop_machine_initialized 1 cpu_stop_init_done+0:0/2 stop_machine_cpuslocked+0:1/6 stop_two_cpus+0:4/6
stop_sched_class 224 @0=enqueue_task_stop @8=dequeue_task_stop
store_user_attr 32 @16=store_user_show
strict_iomem_checks 4 resource_is_exclusive+0:2/5
strp_wq 8 strp_work+0:0/1 strp_check_rcv+0:0/1 strp_unpause+0:0/1
struct_ops 48 @0=btf_struct_check_meta @8=btf_struct_resolve
sub_domains_fops 264 @104=sub_domains_open @120=single_release
subflow_specific 88 mptcpv6_handle_mapped+0:1/7 subflow_ulp_init+0:1/12
subflow_ulp_ops 88 @16=subflow_ulp_init @32=subflow_ulp_release
subflow_v6_specific 88 devlink_nl_port_fill+64:1/4 mptcpv6_handle_mapped+0:2/7 subflow_v6_conn_request+8:7/9
subflow_v6m_specific 88 mptcpv6_handle_mapped+0:3/7
subtypes 128 @8=parse_freebsd @24=parse_netbsd
success 32 @16=success_show
success_audit 1 setaudit+0:1/3 getaudit+0:0/3 ipe_audit_match+0:1/24
sugov_tunables_ktype 48 @0=sugov_tunables_free
suid_dumpable 4 commit_creds+0:0/3 validate_coredump_safety+0:0/8 begin_new_exec+0:7/32
summary_fops 264 @104=summary_open @120=single_release
super_blocks 16 __iterate_supers+0:3/4 sget+0:4/8 sget_fc+0:6/15
supinfo_lock 4 linereq_free+0:0/2 gpio_chrdev_open+0:0/4 line_set_debounce_period+0:0/6
supinfo_tree 8 linereq_free+0:1/2 line_set_debounce_period+0:1/6 supinfo_to_lineinfo+0:1/7
supply_map_fops 264 @104=supply_map_open @120=single_release
supported_fields 512 @16=ima_eventdigest_init @24=ima_show_template_digest
suppress_printk 4 __handle_sysrq+0:0/12 vprintk_emit+0:1/17 panic+0:14/20
surplus_hugepages_attr 32 @16=surplus_hugepages_show
suspend_attr_group 40 @8=suspend_attr_is_visible
suspend_clocksource 8 clocksource_unbind+0:2/3 clocksource_stop_suspend_timing+0:1/3 clocksource_suspend_select+0:1/5
suspend_start 8 clocksource_stop_suspend_timing+0:2/3 clocksource_start_suspend_timing+0:2/6
suspend_stats 176 pm_report_max_hw_sleep+160:0/1 failed_freeze_show+0:0/2 dpm_save_failed_step+0:0/2
suspend_stats_fops 264 @104=suspend_stats_open @120=single_release
suspend_stats_lock 32 dpm_save_failed_dev+0:2/4
suspend_timing_needed 1 timekeeping_rtc_skipresume+0:0/1 timekeeping_inject_sleeptime64+0:2/5 timekeeping_resume+0:5/12
swap_active_head 16 _enable_swap_info+0:5/6 __arm64_sys_swapoff+0:8/55
swap_aops 160 @0=swap_writepage @96=migrate_folio
swap_avail_heads 8 __del_from_avail_list+0:2/3 add_to_avail_list+0:3/4 __folio_throttle_swaprate+0:4/7
swap_avail_lock 4 add_to_avail_list+0:1/4 swap_range_alloc+0:1/5 __folio_throttle_swaprate+0:3/7
swap_cgroup_ctrl 648 swap_cgroup_cmpxchg+0:0/1 lookup_swap_cgroup_id+0:0/1 swap_cgroup_record+0:0/1
swap_cgroup_mutex 32 swap_cgroup_swapoff+0:0/2 swap_cgroup_swapon+0:0/4
swap_files 1296 @136=swap_current_read @368=swap_high_show
swap_info 216 swap_next+0:0/1 swap_folio_sector+0:0/1 swp_swap_info+0:0/1
swap_lock 4 count_swap_pages+0:1/3 has_usable_swap+0:1/3 swap_type_of+0:1/4
swap_migration_ad_supported 1 remove_migration_pmd+0:1/5 set_pmd_migration_entry+0:1/9 migrate_vma_collect_pmd+0:7/10
swap_slot_cache_active 1 free_swap_slot+0:2/6 folio_alloc_swap+0:3/10
swap_slot_cache_enabled 1 reenable_swap_slots_cache_unlock+0:1/3 disable_swap_slots_cache_lock+0:2/4 __read_swap_cache_async+0:2/4
swap_slot_cache_initialized 1 disable_swap_slots_cache_lock+0:3/4 enable_swap_slots_cache+0:3/10
swap_slots_cache_enable_mutex 32 reenable_swap_slots_cache_unlock+0:2/3 disable_swap_slots_cache_lock+0:1/4 enable_swap_slots_cache+0:2/10
swap_slots_cache_mutex 32 free_slot_cache+0:0/1 reenable_swap_slots_cache_unlock+0:0/3 disable_swap_slots_cache_lock+0:0/4
swapfile_maximum_size 8 find_first_swap+0:3/6 __arm64_sys_swapon+0:7/73
swapin_readahead_hits 4 swap_cache_get_folio+0:4/5 swap_cluster_readahead+0:1/6
swapin_walk_ops 88 @24=swapin_walk_pmd_entry
swapon_mutex 32 swap_stop+0:1/2 swap_start+0:1/5 __arm64_sys_swapoff+0:36/55
swapover_dir_inode_operations 256 @16=reject_all @0=simple_lookup
swapper_spaces 216 mincore_pte_range+0:0/1 folio_mapping+0:0/1 __try_to_reclaim_swap+0:0/2
swaps_op 32 @0=swap_start @8=swap_stop
swaps_proc_ops 96 @8=swaps_open @56=swaps_poll
swiotlb_force_bounce 1 swiotlb_init_late+0:3/19
swiotlb_force_disable 1 swiotlb_init_late+0:2/19
switchdev_blocking_notif_chain 8 unregister_switchdev_blocking_notifier+0:1/2 register_switchdev_blocking_notifier+0:1/2 call_switchdev_blocking_notifiers+0:1/5
switchdev_notif_chain 16 call_switchdev_notifiers+0:0/1 register_switchdev_notifier+0:0/1 unregister_switchdev_notifier+0:0/1
swnode_kset 8 software_node_to_swnode+0:0/1 software_node_find_by_name+0:0/1 swnode_register+0:2/8
swpout_attr 32 @16=swpout_show
swpout_fallback_attr 32 @16=swpout_fallback_show
swsusp_extents 8 swsusp_swap_in_use+0:0/1 free_all_swap_pages+0:1/2 alloc_swapdev_block+0:1/4
swsusp_hardware_signature 4 swsusp_check+0:16/20 swsusp_write+0:19/28
swsusp_header 8 swsusp_unmark+0:1/5 swsusp_read+0:0/12 swsusp_check+0:3/20
swsusp_resume_block 8 resume_offset_show+0:0/2 resume_offset_store+0:0/2 swsusp_unmark+0:2/5
swsusp_resume_device 4 resume_show+0:0/2 snapshot_open+0:2/9 resume_store+0:2/10
sync_file_fops 264 @72=sync_file_poll @80=sync_file_ioctl
sync_hrtimer 64 ntp_notify_cmos_timer+0:3/7 sync_hw_clock+0:5/11
sync_on_suspend_attr 32 @16=sync_on_suspend_show @24=sync_on_suspend_store
sync_on_suspend_enabled 1 sync_on_suspend_store+0:0/1 sync_on_suspend_show+0:0/2 pm_suspend+0:6/38
sync_work 32 @24=sync_hw_clock
sync_wq 8 rcu_gp_cleanup+0:30/35
syncookie6_secret 32 fl_release+24:6/7 ipv6_flowlabel_opt+16:14/17
syncookie_secret 32 cookie_hash+0:0/3
synth_event_fields_array 80 @8=synth_event_define_fields
synth_event_funcs 32 @0=print_synth_event
synth_event_ops 56 @16=create_synth_event @24=synth_event_show
synth_events_fops 264 @32=synth_events_write @104=synth_events_open
synth_events_seq_op 32 @24=synth_events_seq_show @0=dyn_event_seq_start
sys_call_table 3704 @0=__arm64_sys_io_setup @16=__arm64_sys_io_submit
sys_dmi_modalias_attr 32 @16=sys_dmi_modalias_show
sys_dmi_product_family_attr 40 sdei_device_freeze+16:7/8 sdei_event_disable+16:7/9 sdei_event_enable+16:7/9 @16=sys_dmi_field_show
sys_perf_refcount_enter 4 syscall_enter_register+0:2/11
sys_perf_refcount_exit 4 syscall_exit_register+0:2/11
sys_tracepoint_refcount 4 syscall_regfunc+0:1/6 syscall_unregfunc+0:1/6
sys_tz 8 __arm64_sys_gettimeofday+0:0/1 timekeeping_warp_clock+0:0/2 __arm64_compat_sys_gettimeofday+0:0/2
syscall_trace_lock 32 syscall_exit_register+0:0/11 syscall_enter_register+0:0/11
syscon_driver 200 @0=syscon_probe
syscon_list 16 of_syscon_register_regmap+0:3/5 of_syscon_register+0:8/13
syscon_list_lock 32 device_node_get_regmap+0:1/2 of_syscon_register_regmap+0:2/5 of_syscon_register+0:1/13
syscore_list 16 register_syscore+0:1/3 syscore_shutdown+0:2/5 syscore_resume+0:3/15
syscore_lock 32 unregister_syscore+0:0/1 register_syscore+0:0/3 syscore_shutdown+0:0/5
sysctl_admin_reserve_kbytes 8 init_admin_reserve+0:1/2 reserve_mem_notifier+0:2/5 __vm_enough_memory+0:7/16
sysctl_aliases 80 sysctl_is_alias+0:1/3 proc_sys_make_inode+0:1/6 proc_sys_lookup+0:3/6
sysctl_compact_memory 4 sysctl_compaction_handler+0:0/4
sysctl_compact_unevictable_allowed 4 can_migrate_task+0:15/22 __do_sys_perf_event_open+0:7/27 compact_zone+0:5/44
sysctl_compaction_proactiveness 4 compaction_proactiveness_sysctl_handler+0:0/11 kcompactd+0:3/17 compact_zone+0:4/44
sysctl_core_ops 80 @16=sysctl_core_net_init @32=sysctl_core_net_exit
sysctl_devconf_inherit_init_net 4 devinet_init_net+0:6/16 addrconf_init_net+0:6/20
sysctl_drop_caches 4 drop_caches_sysctl_handler+0:0/6
sysctl_enable_soft_offline 4 soft_offline_page+0:2/18
sysctl_extfrag_threshold 4 compaction_register_node+0:0/2 compaction_unregister_node+0:0/2 compaction_suitable+0:3/4
sysctl_fib_sync_mem 4 tnode_free+0:2/3
sysctl_hardlockup_all_cpu_backtrace 4 watchdog_hardlockup_check+0:9/19
sysctl_hung_task_all_cpu_backtrace 4 watchdog+0:21/25
sysctl_hung_task_check_count 4 do_kmem_cache_create+0:18/23 watchdog+0:5/25 select_task_rq_fair+0:44/65
sysctl_hung_task_check_interval_secs 8 pcpu_alloc_noprof+0:29/36 select_task_rq_fair+4:43/65 build_sched_domains+0:28/81
sysctl_hung_task_panic 4 watchdog+0:12/25 select_task_rq_fair+0:35/65
sysctl_hung_task_timeout_secs 8 blk_io_schedule+0:0/1 submit_bio_wait+0:1/2 bio_await_chain+0:1/3
sysctl_hung_task_warnings 4 ring_buffer_resize+0:6/10 watchdog+0:13/25 build_sched_domains+0:30/81
sysctl_io_uring_disabled 4 __arm64_sys_io_uring_setup+0:0/3
sysctl_legacy_va_layout 4 arch_pick_mmap_layout+0:0/3
sysctl_lock 4 sysctl_head_grab+0:0/1 proc_sys_compare+0:0/1 unregister_sysctl_table+0:0/1
sysctl_lowmem_reserve_ratio 20 setup_per_zone_lowmem_reserve+0:0/1 page_alloc_cpu_online+0:0/2 page_alloc_cpu_dead+0:0/2
sysctl_max_map_count 4 vma_modify+0:0/1 split_vma+0:0/1 __do_sys_mremap+0:0/3
sysctl_max_rcu_stall_to_panic 4 rcu_core+0:17/20 rcu_sched_clock_irq+0:55/69 rcu_exp_wait_wake+0:36/72
sysctl_memory_failure_early_kill 4 task_early_kill+0:0/1
sysctl_memory_failure_recovery 4 memory_failure+0:1/20
sysctl_min_slab_ratio 4 setup_min_slab_ratio+0:0/1 try_to_inc_max_seq+1:13/20
sysctl_min_unmapped_ratio 4 setup_min_unmapped_ratio+0:0/1
sysctl_mld_max_msf 4 compat_ipv6_set_mcast_msfilter+0:0/2 ip6_mc_source+0:1/6 do_ipv6_setsockopt+0:7/20
sysctl_mld_qrv 4 ipv6_mc_up+0:0/2 ip6_mc_source+0:0/6 mld_query_work+0:3/11
sysctl_mount_max 4 count_mounts+0:0/4
sysctl_net_busy_poll 4 ep_busy_loop_end+0:0/1 io_napi_init+0:0/1 ep_poll_callback+0:0/2
sysctl_net_busy_read 4 sock_init_data_uid+0:5/8
sysctl_nr_open 4 do_prlimit+0:0/2 alloc_fdtable+0:0/2 expand_files+0:0/8
sysctl_numa_balancing_mode 4 pgdat_balanced+0:0/1 folio_migrate_flags+0:0/1 migrate_misplaced_folio_prepare+0:1/2
sysctl_numa_balancing_scan_delay 4 init_numa_balancing+0:1/5 task_numa_work+0:1/23
sysctl_numa_balancing_scan_period_max 4 task_scan_max+0:3/5 should_numa_migrate_memory+0:6/14
sysctl_numa_balancing_scan_period_min 4 task_scan_start+0:2/4 task_scan_max+0:2/5 task_numa_fault+0:19/37
sysctl_numa_balancing_scan_size 4 task_scan_start+0:1/4 task_scan_max+0:1/5 task_numa_fault+0:18/37
sysctl_oom_dump_tasks 4 dump_header+0:1/15
sysctl_oom_kill_allocating_task 4 oom_reaper+0:10/14 out_of_memory+0:11/31
sysctl_oops_all_cpu_backtrace 4 oops_enter+0:1/3
sysctl_overcommit_kbytes 8 overcommit_ratio_handler+0:0/1 vm_commit_limit+0:0/4 __vm_enough_memory+0:2/16
sysctl_overcommit_memory 4 mm_compute_batch_notifier+0:0/1 overcommit_policy_handler+0:0/2 do_mmap+0:5/8
sysctl_overcommit_ratio 4 overcommit_kbytes_handler+0:0/1 vm_commit_limit+0:3/4 __vm_enough_memory+0:14/16
sysctl_page_lock_unfairness 4 folio_wait_bit_common+0:0/4
sysctl_panic_on_oom 4 out_of_memory+0:2/31
sysctl_panic_on_rcu_stall 4 blk_update_request+0:3/11 submit_bio_noacct+0:18/28 rcu_sched_clock_irq+0:56/69
sysctl_perf_cpu_time_max_percent 4 perf_cpu_time_max_percent_handler+0:1/5 perf_event_max_sample_rate_handler+0:1/5 perf_sample_event_took+0:4/10
sysctl_perf_event_max_contexts_per_stack 4 kvm_arm_setup_mdcr_el2+0:4/6 get_callchain_entry+0:4/6 get_perf_callchain+0:4/7
sysctl_perf_event_max_stack 4 stack_map_alloc+0:0/1 stackid_fastpath+0:0/1 __bpf_get_stack_pe+0:0/1
sysctl_perf_event_mlock 4 perf_mmap+0:5/15
sysctl_perf_event_paranoid 4 perf_allow_kernel+0:0/1 kallsyms_show_value+0:1/3 find_get_context+0:0/8
sysctl_perf_event_sample_rate 4 _perf_event_period+0:1/2 perf_event_namespaces+0:0/2 perf_event_comm+0:0/4
sysctl_pernet_ops 80 @16=sysctl_net_init @32=sysctl_net_exit
sysctl_protected_fifos 4 path_openat+0:0/28
sysctl_protected_hardlinks 4 may_linkat+0:0/2
sysctl_protected_regular 4 path_openat+0:24/28
sysctl_protected_symlinks 4 step_into+0:2/10 path_openat+0:25/28
sysctl_record_panic_msg 4 hv_die_panic_notify_crash+0:1/3 hv_kmsg_dump+0:0/5
sysctl_resched_latency_warn_ms 4 update_hw_load_avg+0:3/4 update_dl_rq_load_avg+0:3/4 update_rt_rq_load_avg+0:3/4
sysctl_resched_latency_warn_once 4 sched_tick+0:13/23
sysctl_rmem_default 4 sock_set_timeout+0:0/5 sock_init_data_uid+0:0/8 sk_setsockopt+0:6/15
sysctl_rmem_max 4 tcp_select_initial_window+0:0/1 sk_setsockopt+0:7/15
sysctl_route_ops 80 @16=sysctl_route_net_init @32=sysctl_route_net_exit
sysctl_sched_autogroup_enabled 4 sched_move_task+0:0/5 sched_cgroup_fork+0:0/5
sysctl_sched_cfs_bandwidth_slice 4 __account_cfs_rq_runtime+0:0/1 sched_cfs_slack_timer+0:0/3 dequeue_entity+0:0/18
sysctl_sched_dl_period_max 4 __checkparam_dl+0:1/3
sysctl_sched_dl_period_min 4 __checkparam_dl+0:2/3
sysctl_sched_energy_aware 4 sched_energy_aware_handler+0:2/6
sysctl_sched_features 4 sched_feat_show+0:3/5 sched_feat_write+0:2/5 sched_debug_header+0:17/33
sysctl_sched_migration_cost 4 sched_balance_domains+0:3/9 __linkwatch_run_queue+2:9/14 sched_balance_newidle+0:4/19
sysctl_sched_nr_migrate 4 blk_mq_end_request_batch+0:4/11 update_load_avg+0:9/15 sched_balance_rq+0:26/75
sysctl_sched_rr_timeslice 4 sched_rr_handler+0:2/3
sysctl_sched_rt_period 4 init_dl_rq_bw_ratio+0:2/3 init_dl_bw+0:2/3 sched_rt_handler+0:3/4
sysctl_sched_rt_runtime 4 init_dl_rq_bw_ratio+0:1/3 init_dl_bw+0:1/3 sched_rt_handler+0:2/4
sysctl_sched_tunable_scaling 4 get_update_sysctl_factor+0:1/2 sched_scaling_show+0:1/2 sched_scaling_write+0:0/2
sysctl_softlockup_all_cpu_backtrace 4 watchdog_timer_fn+0:3/23 show_free_areas+0:41/62
sysctl_stat_interval 4 vmstat_update+0:0/5 vmstat_shepherd+0:6/9
sysctl_tcp_max_orphans 4 tcp_check_oom+0:1/4
sysctl_timer_migration 4 timer_migration_handler+0:2/5 timer_update_keys+0:3/6
sysctl_tstamp_allow_data 4 skb_complete_tx_timestamp+0:0/2 __skb_tstamp_tx+0:0/3
sysctl_udp_mem 24 cookie_v4_check+0:7/8
sysctl_unprivileged_bpf_disabled 4 cpu_show_spectre_v2+0:10/13 bpf_prog_load+0:0/24 map_create+0:6/33
sysctl_unprivileged_userfaultfd 4 __arm64_sys_userfaultfd+0:0/1
sysctl_user_reserve_kbytes 8 init_user_reserve+0:1/2 reserve_mem_notifier+0:1/5 __vm_enough_memory+0:8/16
sysctl_vfs_cache_pressure 4 super_cache_count+0:0/1 dqcache_shrink_count+0:2/3
sysctl_vm_numa_stat 4 sysctl_vm_numa_stat_handler+0:2/16
sysctl_wmem_default 4 ip_send_unicast_reply+0:0/2 sock_init_data_uid+0:1/8
sysctl_wmem_max 4 sysctl_core_net_init+0:3/6 sk_setsockopt+0:8/15
sysctl_writes_strict 4 proc_dostring+0:0/1 proc_do_static_key+0:3/7
sysfs_bin_kfops_mmap 104 @0=sysfs_kf_bin_open @88=sysfs_kf_bin_mmap
sysfs_bin_kfops_ro 104 sysfs_add_bin_file_mode_ns+0:3/6 @48=sysfs_kf_bin_read
sysfs_bin_kfops_rw 104 sysfs_add_bin_file_mode_ns+0:2/6 @48=sysfs_kf_bin_read @72=sysfs_kf_bin_write
sysfs_bin_kfops_wo 104 sysfs_add_bin_file_mode_ns+0:5/6 @72=sysfs_kf_bin_write
sysfs_dev_block_kobj 8 device_del+0:16/17 device_add+0:47/54
sysfs_dev_char_kobj 8 device_del+0:13/17 device_add+0:24/54
sysfs_file_kfops_ro 104 sysfs_add_file_mode_ns+0:1/8 @16=sysfs_kf_seq_show
sysfs_file_kfops_rw 104 @16=sysfs_kf_seq_show @72=sysfs_kf_write
sysfs_file_kfops_wo 104 sysfs_add_file_mode_ns+0:5/8 @72=sysfs_kf_write
sysfs_fs_context_ops 48 @0=sysfs_fs_context_free @32=sysfs_get_tree
sysfs_fs_type 72 @16=sysfs_init_fs_context @40=sysfs_kill_sb
sysfs_initialized 4 pci_remove_sysfs_dev_files+0:0/1 pci_create_sysfs_dev_files+0:0/1 pcie_aspm_init_link_state+0:29/48
sysfs_lock 32 gpiochip_sysfs_unregister+0:1/3 gpiochip_sysfs_register+0:4/5 gpiod_unexport+0:1/8
sysfs_ops 16 @0=show @8=store
sysfs_prealloc_kfops_ro 104 sysfs_add_file_mode_ns+0:3/8 @48=sysfs_kf_read
sysfs_prealloc_kfops_rw 104 @48=sysfs_kf_read @72=sysfs_kf_write
sysfs_prealloc_kfops_wo 104 sysfs_add_file_mode_ns+0:6/8 @72=sysfs_kf_write
sysfs_root 8 sysfs_init_fs_context+0:2/4 kernfs_notify+0:1/5
sysfs_root_kn 8 sysfs_create_link_nowarn+0:0/1 sysfs_create_link+0:0/1 sysfs_move_dir_ns+0:0/1
sysfs_symlink_target_lock 4 sysfs_do_create_link_sd+0:0/1 compat_only_sysfs_link_entry_to_kobj+0:0/1 sysfs_delete_link+0:0/1
syslog_lock 32 syslog_print_all+0:8/11 syslog_print+0:3/13 do_syslog+0:2/19
syslog_partial 8 syslog_print+0:7/13 do_syslog+0:15/19
syslog_seq 8 devkmsg_open+0:3/6 syslog_print+0:5/13 do_syslog+0:14/19
syslog_time 1 syslog_print+0:11/13 do_syslog+0:18/19
sysrq_SAK_op 32 @0=sysrq_handle_SAK
sysrq_always_enabled 1 sysrq_mask+0:0/2 handle_sysrq+0:0/2 sysrq_toggle_support+0:0/5
sysrq_crash_op 32 @0=sysrq_handle_crash
sysrq_enabled 4 sysrq_mask+0:1/2 handle_sysrq+0:1/2 sysrq_toggle_support+0:1/5
sysrq_ftrace_dump_op 32 @0=sysrq_ftrace_dump
sysrq_handler 120 @24=sysrq_filter @40=sysrq_connect
sysrq_key_table 496 __sysrq_swap_key_ops+0:3/4 ptmx_open+224:3/6 __handle_sysrq+0:3/12
sysrq_key_table_lock 4 __sysrq_swap_key_ops+0:1/4
sysrq_kill_op 32 @0=sysrq_handle_kill
sysrq_loglevel_op 32 @0=sysrq_handle_loglevel
sysrq_moom_op 32 @0=sysrq_handle_moom
sysrq_mountro_op 32 @0=sysrq_handle_mountro
sysrq_poweroff_op 32 @0=handle_poweroff
sysrq_pressed 4 __hvc_poll+0:4/6
sysrq_rcudump_op 32 @0=sysrq_show_rcu
sysrq_reboot_op 32 @0=sysrq_handle_reboot
sysrq_replay_logs_op 32 @0=sysrq_handle_replay_logs
sysrq_reset_downtime_ms 4 sysrq_of_get_keyreset_config+0:4/9 sysrq_filter+0:5/14
sysrq_reset_seq_len 4 __sysrq_swap_key_ops+0:0/4 sysrq_of_get_keyreset_config+0:1/9 tty_audit_add_data+0:5/12
sysrq_reset_seq_version 4 sysrq_reset_seq_param_set+0:0/1 sysrq_handle_moom+0:0/3 __sysrq_swap_key_ops+0:2/4
sysrq_show_timers_op 32 @0=sysrq_handle_show_timers
sysrq_showallcpus_op 32 @0=sysrq_handle_showallcpus
sysrq_showmem_op 32 @0=sysrq_handle_showmem
sysrq_showregs_op 32 @0=sysrq_handle_showregs
sysrq_showstate_blocked_op 32 @0=sysrq_handle_showstate_blocked
sysrq_showstate_op 32 @0=sysrq_handle_showstate
sysrq_sync_op 32 @0=sysrq_handle_sync
sysrq_term_op 32 @0=sysrq_handle_term
sysrq_thaw_op 32 @0=sysrq_handle_thaw
sysrq_trigger_proc_ops 96 @32=write_sysrq_trigger @40=noop_llseek
sysrq_unraw_op 32 @0=sysrq_handle_unraw
sysrq_unrt_op 32 @0=sysrq_handle_unrt
sysrq_watch 48 @40=sysrq_handler
system_bh_highpri_wq 8 drain_dead_softirq_workfn+0:1/2 workqueue_softirq_dead+0:8/9 rescuer_thread+0:18/24
system_bh_wq 8 drain_dead_softirq_workfn+0:0/2 workqueue_softirq_dead+0:7/9 rescuer_thread+4:8/24
system_freezable_power_efficient_wq 8 disk_flush_events+0:0/1 __disk_unblock_events+0:0/2 disk_check_events+0:1/2
system_freezable_wq 8 __page_reporting_request+0:0/1 input_dev_poller_queue_work+0:0/1 mmc_detect_change+0:0/1
system_has_some_mirror 1 memblock_has_mirror+0:0/1 memblock_mark_mirror+0:2/4
system_highpri_wq 8 schedule_page_work_fn+0:0/1 regulator_notifier_isr_work+0:0/4 regulator_notifier_isr+0:4/6
system_kset 8 subsys_system_register+0:0/1 bus_register+0:2/20
system_long_wq 8 alloc_dax_mapping+0:0/1 packet_free_pg_vec_work+0:0/1 fw_upload_start+0:0/5
system_percpu_wq 8 irqfd_wakeup+0:0/1 psi_avgs_work+0:0/1 acct_pin_kill+0:0/1
system_pnp_driver 208 @24=system_pnp_probe
system_power_efficient_wq 8 fb_flashcursor+0:1/2 neigh_managed_work+0:1/2 nh_res_table_upkeep+0:1/2
system_state 4 srcu_notifier_chain_register+0:0/1 srcu_notifier_chain_unregister+0:0/1 blocking_notifier_chain_register_unique_prio+0:0/1
system_transition_mutex 32 lock_system_sleep+0:0/1 unlock_system_sleep+0:0/1 pm_test_store+0:1/4
system_unbound_wq 8 dw8250_clk_notifier_cb+0:0/1 tty_buffer_restart_work+0:0/1 tty_flip_buffer_push+0:0/1
system_wq 8 debounce_irq_handler+0:0/1 devlink_put+0:0/1 sk_psock_drop+0:1/2
sysvipc_proc_ops 96 @8=sysvipc_proc_open @48=sysvipc_proc_release
sysvipc_proc_seqops 32 @0=sysvipc_proc_start @8=sysvipc_proc_stop
tab_unreach 56 icmpv6_err_convert+0:0/1 icmpv6_cleanup+0:0/2
table_perturb 8 __inet_hash_connect+0:2/20
tables 8 find_nls+0:1/2 __register_nls+0:1/2 load_nls_default+0:2/4
tables_data_kobj 8 acpi_ccel_data_init+0:0/1 acpi_bert_data_init+0:0/1
taint_flags 304 module_flags_taint+0:0/3 _print_tainted+0:5/15
tainted_mask 8 get_taint+0:0/1 test_taint+0:1/2 add_taint+0:1/6
tap_time 4 mousedev_event+0:0/29
target_lock 32 hmat_callback+0:0/1 hmat_update_target_coordinates+0:0/1 acpi_get_genport_coordinates+0:0/1
target_resource 8 scmi_reset_reset+0:1/2 xen_free_unpopulated_pages+0:0/4 store_rotate_all+0:8/9
target_watch 48 @40=watch_target
targets_mutex 32 bpf_iter_unreg_target+0:1/2 bpf_iter_get_func_proto+0:1/4 bpf_iter_reg_target+0:2/4
task_bps_ht 136 task_bp_pinned+0:0/4 __reserve_bp_slot+0:4/11 hw_breakpoint_is_used+0:7/11
task_bps_ht_params 40 _perf_ioctl+24:32/37
task_cache 136 task_storage_map_alloc+0:0/1 task_storage_map_free+0:1/2 prog_array_map_alloc+0:1/4
task_file_seq_ops 32 @0=task_file_seq_start @8=task_file_seq_stop
task_group_cache 8 sched_free_group_rcu+0:0/1 sched_create_group+0:0/1 cgroup_rstat_flush_locked+0:21/35
task_group_lock 4 sched_release_group+0:1/3 sched_online_group+0:1/4 sched_mm_cid_after_execve+0:20/23
task_groups 16 rq_online_fair+0:3/4 rq_offline_fair+0:3/10
task_reg_info 112 __sys_bpf+8:55/62 @8=bpf_iter_attach_task @24=bpf_iter_task_show_fdinfo @32=bpf_iter_fill_link_info
task_seq_ops 32 @0=task_seq_start @8=task_seq_stop
task_state_array 72 do_task_stat+0:5/13 __proc_create+48:18/24 proc_pid_status+0:76/77
task_storage_map_ops 344 @8=task_storage_map_alloc @24=task_storage_map_free
task_struct_cachep 8 free_task+0:0/1 mm_init+0:1/9 copy_signal+0:2/11
task_vma_seq_ops 32 @0=task_vma_seq_start @8=task_vma_seq_stop
tasklist_lock 8 try_to_set_owner+0:0/1 ptrace_check_attach+0:0/1 ptrace_traceme+0:0/1
taskstats_cache 8 free_signal_struct+0:0/2 __put_task_struct+0:1/3 taskstats_exit+0:8/9
taskstats_ops 96 @0=taskstats_user_cmd @48=cgroupstats_user_cmd
tc_cls_act_verifier_ops 56 @0=tc_cls_act_func_proto @8=tc_cls_act_is_valid_access
tc_filter_wq 8 tcf_queue_work+0:0/1 unregister_tcf_proto_ops+0:1/5 __linkwatch_run_queue+0:11/14
tcf_net_id 4 tcf_net_exit+0:0/1 tcf_block_refcnt_get+0:0/1 __tcf_block_put+0:0/1
tcf_net_ops 80 @16=tcf_net_init @32=tcf_net_exit
tcf_proto_base 16 register_tcf_proto_ops+0:4/5
tcp4_net_ops 80 @16=tcp4_proc_init_net @32=tcp4_proc_exit_net
tcp4_seq_afinfo 2 tcp4_proc_init_net+0:1/4
tcp4_seq_ops 32 @24=tcp4_seq_show @0=tcp_seq_start
tcp6_request_sock_ops 64 @32=tcp_v6_reqsk_send_ack @40=tcp_v6_send_reset
tcp6_seq_afinfo 2 tcpv6_exit+0:0/4 tcp6_proc_init+0:2/4
tcp6_seq_ops 32 @24=tcp6_seq_show @0=tcp_seq_start
tcp_bpf_prots 3712 tcp_bpf_clone+0:0/2 tcp_bpf_update_proto+0:3/25
tcp_exit_batch_mutex 32 tcp_sk_exit_batch+0:1/2
tcp_friendliness 4 cubictcp_cong_avoid+0:3/7
tcp_hashinfo 128 tcp_twsk_purge+0:0/1 tcp_sk_init+0:1/12 do_ip_setsockopt+104:12/13
tcp_md5_needed 112 tcp_sk_exit_batch+0:0/2 tcp_time_wait+0:0/2 tcp4_proc_exit+0:0/2 @48=jump_label_update_timeout @80=delayed_work_timer_fn
tcp_md5_sigpool_id 4 tcp_md5_add_sigpool+0:0/1 tcp_md5_release_sigpool+0:0/1 tcp_md5_alloc_sigpool+0:1/2
tcp_memory_pressure 8 tcp_prune_ofo_queue+0:0/2 tcp_leave_memory_pressure+0:0/2 tcp_enter_memory_pressure+0:0/3
tcp_metrics_hash 8 __tcp_get_metrics+0:0/1 tcp_metrics_flush_all+0:0/4 tcp_metrics_nl_cmd_get+0:1/4
tcp_metrics_hash_log 4 tcp_metrics_flush_all+0:1/4 tcp_metrics_nl_cmd_get+0:2/4 tcp_metrics_nl_dump+0:1/4
tcp_metrics_lock 4 tcp_fastopen_cache_get+0:0/2 tcp_metrics_fill_info+0:1/3 tcp_metrics_flush_all+0:2/4
tcp_metrics_nl_ops 48 @0=tcp_metrics_nl_cmd_get @8=tcp_metrics_nl_dump
tcp_net_metrics_ops 80 @40=tcp_net_metrics_exit_batch
tcp_orphan_cache 4 tcp_orphan_update+0:0/4 tcp_check_oom+0:0/4 do_tcp_setsockopt+0:2/6
tcp_orphan_timer 40 tcp_orphan_update+0:1/4 __inet_hash_connect+32:8/20
tcp_prot 464 @8=tcp_v4_pre_connect @16=tcp_v4_connect
tcp_prot_override 464 netlbl_cipsov4_list+184:4/8 mptcp_subflow_create_socket+0:8/12
tcp_reg_info 112 @40=bpf_iter_tcp_get_func_proto
tcp_reno 192 @0=tcp_reno_ssthresh @8=tcp_reno_cong_avoid
tcp_request_sock_ipv4_ops 56 @24=cookie_v4_init_sequence @32=tcp_v4_route_req
tcp_request_sock_ipv6_ops 56 @24=cookie_v6_init_sequence @32=tcp_v6_route_req
tcp_request_sock_ops 64 @32=tcp_v4_reqsk_send_ack @40=tcp_v4_send_reset
tcp_seq_info 32 @8=bpf_iter_init_tcp @16=bpf_iter_fini_tcp
tcp_sk_ops 80 @16=tcp_sk_init @32=tcp_sk_exit
tcp_sock_id 4 bpf_tcp_ca_is_valid_access+0:1/2 bpf_tcp_ca_init+0:3/7
tcp_sock_ipv4_specific 24 @16=tcp_v4_parse_md5_keys @0=tcp_v4_md5_lookup
tcp_sock_ipv6_mapped_specific 24 @16=tcp_v6_parse_md5_keys @0=tcp_v4_md5_lookup
tcp_sock_ipv6_specific 24 @0=tcp_v6_md5_lookup @8=tcp_v6_md5_hash_skb @16=tcp_v6_parse_md5_keys
tcp_sockets_allocated 40 do_ip_setsockopt+8:11/13
tcp_ulp_list 16 tcp_set_ulp+0:0/2 tcp_register_ulp+0:1/3 tcp_get_available_ulp+0:0/4
tcp_ulp_list_lock 4 tcp_unregister_ulp+0:0/1 tcp_register_ulp+0:0/3
tcpa_event_type_strings 144 tpm1_ascii_bios_measurements_show+0:9/15
tcpa_pc_event_id_strings 120 tpm1_ascii_bios_measurements_show+0:11/15
tcpv6_net_ops 80 @16=tcpv6_net_init @32=tcpv6_net_exit
tcpv6_prot 464 @8=tcp_v6_pre_connect @16=tcp_v6_connect
tcpv6_prot_lock 4 tcp_bpf_clone+0:1/2 tcp_bpf_update_proto+0:6/25
tcpv6_prot_override 464 subflow_ulp_release+0:1/4 mptcp_subflow_drop_ctx+0:3/7 devlink_nl_resource_dump_doit+168:6/8
tcpv6_prot_saved 8 tcp_bpf_update_proto+0:2/25
tcpv6_protosw 48 tcpv6_exit+0:2/4
tcx_link_lops 72 @0=tcx_link_release @8=tcx_link_dealloc
temp_ima_appraise 4 ima_delete_rules+0:1/2 ima_update_policy_flags+0:0/10 ima_calc_buffer_hash+0:2/10
template_list 4 ima_template_desc_buf+0:0/5 ima_template_desc_current+0:0/5 ima_restore_measurement_list+0:9/23
text_mutex 32 bpf_arch_text_poke+0:0/2 __disable_kprobe+0:1/3 enable_kprobe+0:2/4
tfile_check_list 8 list_file+0:0/1 do_epoll_ctl+0:3/38
tgid_base_stuff 2120 @712=proc_tgid_stat @1792=proc_tgid_io_accounting
tgid_map 8 saved_tgids_show+0:0/2 saved_tgids_next+0:1/3 saved_tgids_start+0:1/3
tgid_map_max 8 saved_tgids_next+0:2/3 saved_tgids_start+0:2/3 trace_find_tgid+0:2/3
thermal_genl_family 160 @64=thermal_genl_bind @72=thermal_genl_unbind
thermal_genl_ops 120 @8=thermal_genl_cmd_dumpit @24=thermal_genl_cmd_doit
thermal_gov_bang_bang 64 @24=bang_bang_control @32=bang_bang_manage
thermal_gov_fair_share 64 @32=fair_share_manage
thermal_gov_power_allocator 64 @8=power_allocator_bind @16=power_allocator_unbind
thermal_gov_step_wise 64 @32=step_wise_manage
thermal_gov_user_space 64 @8=user_space_bind @24=notify_user_space
thermal_pm_nb 24 @0=thermal_pm_notify
thpsize_ktype 48 @0=thpsize_release
thpsize_shmem_enabled_attr 32 @16=thpsize_shmem_enabled_show @24=thpsize_shmem_enabled_store
thread 8 devtmpfs_delete_node+0:0/2 devtmpfs_create_node+0:0/3 devtmpfs_submit_req+0:4/5
thread_finished 4 cpci_hp_unregister_controller+0:1/7 poll_thread+0:3/8 cpci_hp_stop+0:3/8
thread_self_inum 4 proc_setup_thread_self+0:1/4
throtl_files 432 @152=tg_print_limit @200=tg_set_limit
throtl_legacy_files 1944 tg_prfill_rwstat_recursive+856:1/2 weight_updated+1824:1/2 ioc_rqos_merge+1818:1/3 @152=tg_print_conf_u64 @200=tg_set_conf_u64 @584=tg_print_conf_uint
tick_broadcast_device 16 tick_is_broadcast_device+0:0/1 tick_get_broadcast_device+0:0/1 tick_broadcast_oneshot_active+8:0/1
tick_broadcast_force_mask 8 tick_check_broadcast_expired+0:0/1 hotplug_cpu__broadcast_tick_pull+0:2/6 tick_handle_oneshot_broadcast+0:7/9
tick_broadcast_forced 4 tick_broadcast_control+0:8/11
tick_broadcast_lock 4 tick_broadcast_update_freq+0:1/2 tick_suspend_broadcast+0:0/2 tick_broadcast_switch_to_oneshot+0:0/3
tick_broadcast_mask 8 tick_get_broadcast_mask+0:0/1 tick_resume_check_broadcast+0:1/2 tick_resume_broadcast+0:3/5
tick_broadcast_on 8 rpm_resume+0:6/8 tick_broadcast_control+0:9/11 tick_broadcast_offline+0:3/12
tick_broadcast_oneshot_mask 8 tick_get_broadcast_oneshot_mask+0:0/1 tick_broadcast_clear_oneshot+0:0/2 tick_check_oneshot_broadcast_this_cpu+0:0/2
tick_broadcast_pending_mask 8 tick_broadcast_clear_oneshot+0:1/2 tick_handle_oneshot_broadcast+0:6/9 tick_broadcast_offline+0:6/12
tick_dep_mask 4 tick_nohz_dep_clear+0:1/2 __tick_nohz_full_update_tick+0:2/4 tick_nohz_dep_set+0:1/5
tick_do_timer_boot_cpu 4 tick_setup_device+0:3/7
tick_do_timer_cpu 4 tick_assert_timekeeping_handover+0:0/1 tick_nohz_cpu_down+0:1/2 tick_nohz_cpu_hotpluggable+0:1/2
tick_freeze_depth 4 tick_freeze+0:2/9 tick_unfreeze+0:2/9
tick_freeze_lock 4 __clockevents_unbind+0:6/7 tick_freeze+0:1/9 tick_unfreeze+0:1/9
tick_length 8 ntp_tick_length+0:0/1 ntp_update_frequency+0:3/5 ntp_clear+0:6/8
tick_length_base 8 ntp_update_frequency+0:4/5 ntp_clear+0:5/8 second_overflow+0:6/14
tick_next_period 8 tick_setup_periodic+0:1/2 tick_cleanup_dead_cpu+0:3/6 tick_periodic+0:5/7
tick_nohz_active 8 get_cpu_iowait_time_us+0:2/3 get_cpu_idle_time_us+0:2/3 timer_migration_handler+0:3/5
tick_nohz_enabled 1 tick_check_oneshot_change+0:1/3 tick_setup_sched_timer+0:12/16
tick_nohz_full_mask 8 dequeue_task_stop+0:1/2 enqueue_task_stop+0:1/3 print_cpus_nohz_full+0:0/3
tick_nohz_full_running 1 rcu_report_qs_rdp+0:0/1 arm_timer+0:0/1 set_process_cpu_timer+0:0/1
tick_usec 8 sync_timer_callback+0:0/3 ntp_get_next_leap+0:1/4 ntp_update_frequency+0:1/5
tick_work_cpu 8 sched_tick_start+0:1/7 sched_cpu_dying+0:20/27
tid_base_stuff 1840 @552=proc_tid_stat @1592=proc_tid_io_accounting
tid_fd_dentry_operations 128 @0=tid_fd_revalidate @32=pid_delete_dentry
tid_map_files_dentry_operations 128 @0=map_files_d_revalidate @32=pid_delete_dentry
time_adjust 8 ntp_clear+0:3/8 __do_adjtimex+0:3/12 second_overflow+0:9/14
time_constant 8 __do_adjtimex+0:6/12 second_overflow+0:5/14
time_esterror 8 __do_adjtimex+0:10/12
time_freq 8 ntp_update_frequency+0:2/5 __do_adjtimex+0:4/12
time_in_state 32 @16=show_time_in_state
time_maxerror 8 __do_adjtimex+0:9/12 second_overflow+0:4/14
time_offset 8 ntp_clear+0:4/8 __do_adjtimex+0:8/12 second_overflow+0:8/14
time_reftime 8 __do_adjtimex+0:11/12
time_state 4 ntp_get_next_leap+0:0/4 __do_adjtimex+0:5/12 second_overflow+0:2/14
time_status 4 ntp_get_next_leap+0:2/4 ntp_notify_cmos_timer+0:1/7 ntp_clear+0:2/8
timedia_data 64 pci_timedia_init+0:0/1 pci_oxsemi_tornado_get_divisor+0:0/4 pci_ite887x_init+0:1/7
timekeeper_lock 4 vdso_update_begin+0:1/2 change_clocksource+0:1/3 pvclock_gtod_unregister_notifier+0:1/3
timekeeping_suspend_time 16 alarm_forward_now+0:1/2 alarm_expires_remaining+0:1/2 alarm_start_relative+0:1/2
timekeeping_suspended 4 sysc_wait_softreset+0:0/1 dummy_clock_read+0:0/2 ktime_get_seconds+0:0/2
timekeeping_syscore_ops 24 @0=timekeeping_syscore_suspend @8=timekeeping_syscore_resume
timens_for_children_operations 64 @24=timens_for_children_get @32=timens_put
timens_operations 64 @24=timens_get @32=timens_put
timeout 4 khvcd+0:5/6 __hvc_poll+0:5/6
timer_expired 1 ima_keys_handler+0:0/1 ima_process_queued_keys+0:3/9
timer_keys_mutex 32 timer_migration_handler+0:1/5 timer_update_keys+0:1/6
timer_list_sops 32 @0=timer_list_start @8=timer_list_stop
timer_sysctl 56 @24=timer_migration_handler
timer_update_work 32 @24=timer_update_keys
timerfd_fops 264 @40=timerfd_read_iter @72=timerfd_poll
timerfd_work 32 @24=timerfd_resume_work
tk_core 288 getboottime64+0:0/1 ktime_get_real_seconds+120:0/1 __ktime_get_real_seconds+120:0/1
tk_debug_sleep_time_fops 264 @104=tk_debug_sleep_time_open @120=single_release
tk_fast_mono 120 ktime_get_mono_fast_ns+0:2/3 ktime_get_real_fast_ns+0:2/3 ktime_get_fast_timestamps+0:2/4
tk_fast_raw 120 ktime_get_raw_fast_ns+0:2/3 timekeeping_update+0:4/8 timekeeping_suspend+0:19/25
tls_handshake_proto 48 @24=tls_handshake_accept @32=tls_handshake_done
tmigr_level_list 8 tmigr_cpu_prepare+0:5/29
tmigr_mutex 32 tmigr_cpu_prepare+0:3/29
tmpmask 8 tick_broadcast_setup_oneshot+0:3/9 tick_handle_oneshot_broadcast+0:3/9 tick_handle_periodic_broadcast+0:7/9
tnode_free_size 4 tnode_free+0:1/3
tnum_unknown 16 __mark_reg_unknown_imprecise+0:0/1 coerce_reg_to_size_sx+0:0/1 check_return_code+0:0/17
token_hash 8 mptcp_token_iter_next+0:1/2 mptcp_token_get_sock+0:1/2 mptcp_token_accept+0:1/3
token_mask 4 mptcp_token_iter_next+0:0/2 mptcp_token_get_sock+0:0/2 mptcp_token_accept+0:0/3
tomoyo_hooks 720 @8=tomoyo_cred_prepare @32=tomoyo_bprm_committed_creds
tomoyo_operations 264 @24=tomoyo_read @32=tomoyo_write
tomoyo_self_operations 264 @24=tomoyo_read_self @32=tomoyo_write_self
tomoyo_ss_srcu_usage 376 tomoyo_gc_thread+88:16/17 @336=delayed_work_timer_fn
top_cpuset 424 cpuset_css_alloc+0:0/1 cpuset_can_fork+0:0/2 validate_change+0:0/2
top_tier_adistance 4 node_is_toptier+0:2/3 folio_use_access_time+0:4/5 establish_demotion_targets+0:13/14
topology_attr_group 40 @8=topology_is_visible
total_cpus 4 print_cpus_offline+0:4/10
total_forks 8 show_stat+0:12/16 copy_process+0:33/138
total_hw_sleep 32 @16=total_hw_sleep_show
total_idle_time_fops 264 @104=total_idle_time_open @120=single_release
total_objects_attr 32 @16=total_objects_show
total_ref_count 4 ftrace_syscall_exit+0:1/2 ftrace_syscall_enter+0:1/2 trace_create_new_event+0:2/3
total_size_fops 264 @104=total_size_fops_open @32=debugfs_attr_write
total_swap_pages 8 swap_offset_available_and_locked+0:2/3 alloc_swap_scan_cluster+0:2/3 mem_cgroup_get_max+0:1/3
total_trans 32 @16=show_total_trans
totalcma_pages 8 __show_mem+0:5/8 balance_dirty_pages+1:13/24 meminfo_proc_show+0:70/74
totalreserve_pages 8 calculate_totalreserve_pages+0:0/1 bdi_set_max_bytes+0:4/5 si_meminfo+0:0/5
tp_transition_snapshot 48 tracepoint_add_func+0:8/11 tracepoint_probe_unregister+0:8/12 do_seccomp+24:32/50
tpacket_ubuf_ops 16 @0=tpacket_ubuf_complete
tpm1_ascii_b_measurements_seqops 32 @24=tpm1_ascii_bios_measurements_show @0=tpm1_bios_measurements_start
tpm1_binary_b_measurements_seqops 32 @24=tpm1_binary_bios_measurements_show @0=tpm1_bios_measurements_start
tpm2_binary_b_measurements_seqops 32 @0=tpm2_bios_measurements_start @8=tpm2_bios_measurements_stop
tpm_bios_measurements_ops 264 @104=tpm_bios_measurements_open @120=tpm_bios_measurements_release
tpm_class 96 @56=tpm_class_shutdown
tpm_crb 104 @8=crb_req_canceled @16=crb_recv
tpm_fops 264 @104=tpm_open @120=tpm_release
tpmrm_fops 264 @104=tpmrm_open @120=tpmrm_release
trace_blk_event_funcs 32 @0=blk_trace_event_print @24=blk_trace_event_print_binary
trace_bprint_funcs 32 @0=trace_bprint_print @8=trace_bprint_raw
trace_bprintk_fmt_list 16 module_trace_bprintk_format_notify+0:2/5
trace_bputs_funcs 32 @0=trace_bputs_print @8=trace_bputs_raw
trace_buf_size 8 tracing_update_buffers+0:5/7 tracing_total_entries_read+0:6/10 trace_array_create_systems+0:5/11
trace_buffered_event_ref 4 trace_buffered_event_disable+0:2/11 trace_buffered_event_enable+0:2/12
trace_cgroup_path 1024 cgroup_freeze+0:1/4 __tick_nohz_full_update_tick+88:3/4 cgroup_migrate_prepare_dst+464:2/4
trace_cgroup_path_lock 4 cgroup_freeze+0:0/4 cgroup1_rename+0:1/5 cgroup_update_frozen+0:1/5
trace_clock_fops 264 @32=tracing_clock_write @104=tracing_clock_open
trace_clock_struct 16 trace_clock_counter+0:0/2 trace_clock_global+0:0/3
trace_clocks 216 @0=trace_clock_local @24=trace_clock_global
trace_cmdline_lock 4 saved_cmdlines_stop+0:1/2 trace_save_cmdline+0:1/2 trace_find_cmdline+0:1/2
trace_count 4 trace_release+0:1/2 ras_userspace_consumers+0:1/2 trace_open+0:1/3
trace_counter 8 trace_clock_counter+0:1/2 trace_clock_global+0:2/3
trace_ctx_funcs 32 @0=trace_ctx_print @8=trace_ctx_raw
trace_die_notifier 24 trace_die_panic_handler+0:1/2 @0=trace_die_panic_handler
trace_event_type_funcs_ack_update_msk 32 @0=trace_raw_output_ack_update_msk
trace_event_type_funcs_aer_event 32 @0=trace_raw_output_aer_event
trace_event_type_funcs_alarm_class 32 @0=trace_raw_output_alarm_class
trace_event_type_funcs_alarmtimer_suspend 32 @0=trace_raw_output_alarmtimer_suspend
trace_event_type_funcs_alloc_vmap_area 32 @0=trace_raw_output_alloc_vmap_area
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
trace_event_type_funcs_bpf_trigger_tp 32 @0=trace_raw_output_bpf_trigger_tp
trace_event_type_funcs_bpf_xdp_link_attach_failed 32 @0=trace_raw_output_bpf_xdp_link_attach_failed
trace_event_type_funcs_br_fdb_add 32 @0=trace_raw_output_br_fdb_add
trace_event_type_funcs_br_fdb_external_learn_add 32 @0=trace_raw_output_br_fdb_external_learn_add
trace_event_type_funcs_br_fdb_update 32 @0=trace_raw_output_br_fdb_update
trace_event_type_funcs_br_mdb_full 32 @0=trace_raw_output_br_mdb_full
trace_event_type_funcs_cdev_update 32 @0=trace_raw_output_cdev_update
trace_event_type_funcs_cgroup 32 @0=trace_raw_output_cgroup
trace_event_type_funcs_cgroup_event 32 @0=trace_raw_output_cgroup_event
trace_event_type_funcs_cgroup_migrate 32 @0=trace_raw_output_cgroup_migrate
trace_event_type_funcs_cgroup_root 32 @0=trace_raw_output_cgroup_root
trace_event_type_funcs_cgroup_rstat 32 @0=trace_raw_output_cgroup_rstat
trace_event_type_funcs_clk 32 @0=trace_raw_output_clk
trace_event_type_funcs_clk_duty_cycle 32 @0=trace_raw_output_clk_duty_cycle
trace_event_type_funcs_clk_parent 32 @0=trace_raw_output_clk_parent
trace_event_type_funcs_clk_phase 32 @0=trace_raw_output_clk_phase
trace_event_type_funcs_clk_rate 32 @0=trace_raw_output_clk_rate
trace_event_type_funcs_clk_rate_range 32 @0=trace_raw_output_clk_rate_range
trace_event_type_funcs_clk_rate_request 32 @0=trace_raw_output_clk_rate_request
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
trace_event_type_funcs_csd_function 32 @0=trace_raw_output_csd_function
trace_event_type_funcs_csd_queue_cpu 32 @0=trace_raw_output_csd_queue_cpu
trace_event_type_funcs_cxl_aer_correctable_error 32 @0=trace_raw_output_cxl_aer_correctable_error
trace_event_type_funcs_cxl_aer_uncorrectable_error 32 @0=trace_raw_output_cxl_aer_uncorrectable_error
trace_event_type_funcs_cxl_dram 32 @0=trace_raw_output_cxl_dram
trace_event_type_funcs_cxl_general_media 32 @0=trace_raw_output_cxl_general_media
trace_event_type_funcs_cxl_generic_event 32 @0=trace_raw_output_cxl_generic_event
trace_event_type_funcs_cxl_memory_module 32 @0=trace_raw_output_cxl_memory_module
trace_event_type_funcs_cxl_overflow 32 @0=trace_raw_output_cxl_overflow
trace_event_type_funcs_cxl_poison 32 @0=trace_raw_output_cxl_poison
trace_event_type_funcs_damon_aggregated 32 @0=trace_raw_output_damon_aggregated
trace_event_type_funcs_damos_before_apply 32 @0=trace_raw_output_damos_before_apply
trace_event_type_funcs_dax_insert_mapping 32 @0=trace_raw_output_dax_insert_mapping
trace_event_type_funcs_dax_pmd_fault_class 32 @0=trace_raw_output_dax_pmd_fault_class
trace_event_type_funcs_dax_pmd_insert_mapping_class 32 @0=trace_raw_output_dax_pmd_insert_mapping_class
trace_event_type_funcs_dax_pmd_load_hole_class 32 @0=trace_raw_output_dax_pmd_load_hole_class
trace_event_type_funcs_dax_pte_fault_class 32 @0=trace_raw_output_dax_pte_fault_class
trace_event_type_funcs_dax_writeback_one 32 @0=trace_raw_output_dax_writeback_one
trace_event_type_funcs_dax_writeback_range_class 32 @0=trace_raw_output_dax_writeback_range_class
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
trace_event_type_funcs_dma_alloc_class 32 @0=trace_raw_output_dma_alloc_class
trace_event_type_funcs_dma_alloc_sgt 32 @0=trace_raw_output_dma_alloc_sgt
trace_event_type_funcs_dma_fence 32 @0=trace_raw_output_dma_fence
trace_event_type_funcs_dma_free_class 32 @0=trace_raw_output_dma_free_class
trace_event_type_funcs_dma_free_sgt 32 @0=trace_raw_output_dma_free_sgt
trace_event_type_funcs_dma_map 32 @0=trace_raw_output_dma_map
trace_event_type_funcs_dma_map_sg 32 @0=trace_raw_output_dma_map_sg
trace_event_type_funcs_dma_map_sg_err 32 @0=trace_raw_output_dma_map_sg_err
trace_event_type_funcs_dma_sync_sg 32 @0=trace_raw_output_dma_sync_sg
trace_event_type_funcs_dma_sync_single 32 @0=trace_raw_output_dma_sync_single
trace_event_type_funcs_dma_unmap 32 @0=trace_raw_output_dma_unmap
trace_event_type_funcs_dma_unmap_sg 32 @0=trace_raw_output_dma_unmap_sg
trace_event_type_funcs_dql_stall_detected 32 @0=trace_raw_output_dql_stall_detected
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
trace_event_type_funcs_free_vmap_area_noflush 32 @0=trace_raw_output_free_vmap_area_noflush
trace_event_type_funcs_fuse_request_end 32 @0=trace_raw_output_fuse_request_end
trace_event_type_funcs_fuse_request_send 32 @0=trace_raw_output_fuse_request_send
trace_event_type_funcs_generic_add_lease 32 @0=trace_raw_output_generic_add_lease
trace_event_type_funcs_global_dirty_state 32 @0=trace_raw_output_global_dirty_state
trace_event_type_funcs_gpio_direction 32 @0=trace_raw_output_gpio_direction
trace_event_type_funcs_gpio_value 32 @0=trace_raw_output_gpio_value
trace_event_type_funcs_guest_halt_poll_ns 32 @0=trace_raw_output_guest_halt_poll_ns
trace_event_type_funcs_handshake_alert_class 32 @0=trace_raw_output_handshake_alert_class
trace_event_type_funcs_handshake_complete 32 @0=trace_raw_output_handshake_complete
trace_event_type_funcs_handshake_error_class 32 @0=trace_raw_output_handshake_error_class
trace_event_type_funcs_handshake_event_class 32 @0=trace_raw_output_handshake_event_class
trace_event_type_funcs_handshake_fd_class 32 @0=trace_raw_output_handshake_fd_class
trace_event_type_funcs_hrtimer_class 32 @0=trace_raw_output_hrtimer_class
trace_event_type_funcs_hrtimer_expire_entry 32 @0=trace_raw_output_hrtimer_expire_entry
trace_event_type_funcs_hrtimer_init 32 @0=trace_raw_output_hrtimer_init
trace_event_type_funcs_hrtimer_start 32 @0=trace_raw_output_hrtimer_start
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
trace_event_type_funcs_io_uring_submit_req 32 @0=trace_raw_output_io_uring_submit_req
trace_event_type_funcs_io_uring_task_add 32 @0=trace_raw_output_io_uring_task_add
trace_event_type_funcs_io_uring_task_work_run 32 @0=trace_raw_output_io_uring_task_work_run
trace_event_type_funcs_iocg_inuse_update 32 @0=trace_raw_output_iocg_inuse_update
trace_event_type_funcs_iocost_ioc_vrate_adj 32 @0=trace_raw_output_iocost_ioc_vrate_adj
trace_event_type_funcs_iocost_iocg_forgive_debt 32 @0=trace_raw_output_iocost_iocg_forgive_debt
trace_event_type_funcs_iocost_iocg_state 32 @0=trace_raw_output_iocost_iocg_state
trace_event_type_funcs_iomap_class 32 @0=trace_raw_output_iomap_class
trace_event_type_funcs_iomap_dio_complete 32 @0=trace_raw_output_iomap_dio_complete
trace_event_type_funcs_iomap_dio_rw_begin 32 @0=trace_raw_output_iomap_dio_rw_begin
trace_event_type_funcs_iomap_iter 32 @0=trace_raw_output_iomap_iter
trace_event_type_funcs_iomap_range_class 32 @0=trace_raw_output_iomap_range_class
trace_event_type_funcs_iomap_readpage_class 32 @0=trace_raw_output_iomap_readpage_class
trace_event_type_funcs_iomap_writepage_map 32 @0=trace_raw_output_iomap_writepage_map
trace_event_type_funcs_iommu_device_event 32 @0=trace_raw_output_iommu_device_event
trace_event_type_funcs_iommu_error 32 @0=trace_raw_output_iommu_error
trace_event_type_funcs_iommu_group_event 32 @0=trace_raw_output_iommu_group_event
trace_event_type_funcs_ipi_handler 32 @0=trace_raw_output_ipi_handler
trace_event_type_funcs_ipi_raise 32 @0=trace_raw_output_ipi_raise
trace_event_type_funcs_ipi_send_cpu 32 @0=trace_raw_output_ipi_send_cpu
trace_event_type_funcs_ipi_send_cpumask 32 @0=trace_raw_output_ipi_send_cpumask
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
trace_event_type_funcs_ksm_advisor 32 @0=trace_raw_output_ksm_advisor
trace_event_type_funcs_ksm_enter_exit_template 32 @0=trace_raw_output_ksm_enter_exit_template
trace_event_type_funcs_ksm_merge_one_page 32 @0=trace_raw_output_ksm_merge_one_page
trace_event_type_funcs_ksm_merge_with_ksm_page 32 @0=trace_raw_output_ksm_merge_with_ksm_page
trace_event_type_funcs_ksm_remove_ksm_page 32 @0=trace_raw_output_ksm_remove_ksm_page
trace_event_type_funcs_ksm_remove_rmap_item 32 @0=trace_raw_output_ksm_remove_rmap_item
trace_event_type_funcs_ksm_scan_template 32 @0=trace_raw_output_ksm_scan_template
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
trace_event_type_funcs_mm_alloc_contig_migrate_range_info 32 @0=trace_raw_output_mm_alloc_contig_migrate_range_info
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
trace_event_type_funcs_mm_filemap_fault 32 @0=trace_raw_output_mm_filemap_fault
trace_event_type_funcs_mm_filemap_op_page_cache 32 @0=trace_raw_output_mm_filemap_op_page_cache
trace_event_type_funcs_mm_filemap_op_page_cache_range 32 @0=trace_raw_output_mm_filemap_op_page_cache_range
trace_event_type_funcs_mm_khugepaged_collapse_file 32 @0=trace_raw_output_mm_khugepaged_collapse_file
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
trace_event_type_funcs_notifier_info 32 @0=trace_raw_output_notifier_info
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
trace_event_type_funcs_purge_vmap_area_lazy 32 @0=trace_raw_output_purge_vmap_area_lazy
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
trace_event_type_funcs_rpm_status 32 @0=trace_raw_output_rpm_status
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
trace_event_type_funcs_sched_prepare_exec 32 @0=trace_raw_output_sched_prepare_exec
trace_event_type_funcs_sched_process_exec 32 @0=trace_raw_output_sched_process_exec
trace_event_type_funcs_sched_process_fork 32 @0=trace_raw_output_sched_process_fork
trace_event_type_funcs_sched_process_hang 32 @0=trace_raw_output_sched_process_hang
trace_event_type_funcs_sched_process_template 32 @0=trace_raw_output_sched_process_template
trace_event_type_funcs_sched_process_wait 32 @0=trace_raw_output_sched_process_wait
trace_event_type_funcs_sched_skip_vma_numa 32 @0=trace_raw_output_sched_skip_vma_numa
trace_event_type_funcs_sched_stat_runtime 32 @0=trace_raw_output_sched_stat_runtime
trace_event_type_funcs_sched_stat_template 32 @0=trace_raw_output_sched_stat_template
trace_event_type_funcs_sched_switch 32 @0=trace_raw_output_sched_switch
trace_event_type_funcs_sched_wake_idle_without_ipi 32 @0=trace_raw_output_sched_wake_idle_without_ipi
trace_event_type_funcs_sched_wakeup_template 32 @0=trace_raw_output_sched_wakeup_template
trace_event_type_funcs_selinux_audited 32 @0=trace_raw_output_selinux_audited
trace_event_type_funcs_signal_deliver 32 @0=trace_raw_output_signal_deliver
trace_event_type_funcs_signal_generate 32 @0=trace_raw_output_signal_generate
trace_event_type_funcs_sk_data_ready 32 @0=trace_raw_output_sk_data_ready
trace_event_type_funcs_skb_copy_datagram_iovec 32 @0=trace_raw_output_skb_copy_datagram_iovec
trace_event_type_funcs_skip_task_reaping 32 @0=trace_raw_output_skip_task_reaping
trace_event_type_funcs_smbus_read 32 @0=trace_raw_output_smbus_read
trace_event_type_funcs_smbus_reply 32 @0=trace_raw_output_smbus_reply
trace_event_type_funcs_smbus_result 32 @0=trace_raw_output_smbus_result
trace_event_type_funcs_smbus_write 32 @0=trace_raw_output_smbus_write
trace_event_type_funcs_sock_exceed_buf_limit 32 @0=trace_raw_output_sock_exceed_buf_limit
trace_event_type_funcs_sock_msg_length 32 @0=trace_raw_output_sock_msg_length
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
trace_event_type_funcs_tcp_ao_event 32 @0=trace_raw_output_tcp_ao_event
trace_event_type_funcs_tcp_ao_event_sk 32 @0=trace_raw_output_tcp_ao_event_sk
trace_event_type_funcs_tcp_ao_event_sne 32 @0=trace_raw_output_tcp_ao_event_sne
trace_event_type_funcs_tcp_cong_state_set 32 @0=trace_raw_output_tcp_cong_state_set
trace_event_type_funcs_tcp_event_sk 32 @0=trace_raw_output_tcp_event_sk
trace_event_type_funcs_tcp_event_sk_skb 32 @0=trace_raw_output_tcp_event_sk_skb
trace_event_type_funcs_tcp_event_skb 32 @0=trace_raw_output_tcp_event_skb
trace_event_type_funcs_tcp_hash_event 32 @0=trace_raw_output_tcp_hash_event
trace_event_type_funcs_tcp_probe 32 @0=trace_raw_output_tcp_probe
trace_event_type_funcs_tcp_retransmit_synack 32 @0=trace_raw_output_tcp_retransmit_synack
trace_event_type_funcs_tcp_send_reset 32 @0=trace_raw_output_tcp_send_reset
trace_event_type_funcs_test_pages_isolated 32 @0=trace_raw_output_test_pages_isolated
trace_event_type_funcs_thermal_power_actor 32 @0=trace_raw_output_thermal_power_actor
trace_event_type_funcs_thermal_power_allocator 32 @0=trace_raw_output_thermal_power_allocator
trace_event_type_funcs_thermal_power_allocator_pid 32 @0=trace_raw_output_thermal_power_allocator_pid
trace_event_type_funcs_thermal_power_devfreq_get_power 32 @0=trace_raw_output_thermal_power_devfreq_get_power
trace_event_type_funcs_thermal_power_devfreq_limit 32 @0=trace_raw_output_thermal_power_devfreq_limit
trace_event_type_funcs_thermal_temperature 32 @0=trace_raw_output_thermal_temperature
trace_event_type_funcs_thermal_zone_trip 32 @0=trace_raw_output_thermal_zone_trip
trace_event_type_funcs_tick_stop 32 @0=trace_raw_output_tick_stop
trace_event_type_funcs_timer_base_idle 32 @0=trace_raw_output_timer_base_idle
trace_event_type_funcs_timer_class 32 @0=trace_raw_output_timer_class
trace_event_type_funcs_timer_expire_entry 32 @0=trace_raw_output_timer_expire_entry
trace_event_type_funcs_timer_start 32 @0=trace_raw_output_timer_start
trace_event_type_funcs_tlb_flush 32 @0=trace_raw_output_tlb_flush
trace_event_type_funcs_tls_contenttype 32 @0=trace_raw_output_tls_contenttype
trace_event_type_funcs_tmigr_connect_child_parent 32 @0=trace_raw_output_tmigr_connect_child_parent
trace_event_type_funcs_tmigr_connect_cpu_parent 32 @0=trace_raw_output_tmigr_connect_cpu_parent
trace_event_type_funcs_tmigr_cpugroup 32 @0=trace_raw_output_tmigr_cpugroup
trace_event_type_funcs_tmigr_group_and_cpu 32 @0=trace_raw_output_tmigr_group_and_cpu
trace_event_type_funcs_tmigr_group_set 32 @0=trace_raw_output_tmigr_group_set
trace_event_type_funcs_tmigr_handle_remote 32 @0=trace_raw_output_tmigr_handle_remote
trace_event_type_funcs_tmigr_idle 32 @0=trace_raw_output_tmigr_idle
trace_event_type_funcs_tmigr_update_events 32 @0=trace_raw_output_tmigr_update_events
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
trace_fops 264 @104=trace_open @120=trace_release
trace_format_seq_ops 32 @0=f_start @8=f_stop
trace_fs_type 72 @16=tracefs_init_fs_context @40=kill_litter_super
trace_func_repeats_funcs 32 @0=trace_func_repeats_print @8=trace_func_repeats_raw
trace_hwlat_funcs 32 @0=trace_hwlat_print @8=trace_hwlat_raw
trace_instance_dir 8 trace_array_create_dir+0:1/4 tracing_open_pipe+0:6/9 trace_array_create_systems+0:9/11
trace_iocg_path_lock 4 adjust_inuse_and_calc_cost+0:0/6 ioc_pd_init+0:0/9 transfer_surpluses+0:10/18
trace_kprobe_module_nb 24 @0=trace_kprobe_module_callback
trace_kprobe_ops 56 @16=trace_kprobe_create @24=trace_kprobe_show
trace_min_max_fops 264 @24=trace_min_max_read @32=trace_min_max_write
trace_ops 216 @0=stack_trace_call
trace_options_core_fops 264 @24=trace_options_core_read @32=trace_options_core_write
trace_options_fops 264 @24=trace_options_read @32=trace_options_write
trace_osnoise_funcs 32 @0=trace_osnoise_print @8=trace_osnoise_raw
trace_print_funcs 32 @0=trace_print_print @8=trace_print_raw
trace_printk_enabled 1 __trace_printk+0:0/1 trace_printk_control+0:0/1 __ftrace_vprintk+0:0/1
trace_probe_err_text 632 __trace_probe_log_err+0:4/5
trace_raw_data_funcs 32 trace_event_update_all+8:7/17 @0=trace_raw_data
trace_stack_funcs 32 @0=trace_stack_print
trace_stat_seq_ops 32 @0=stat_seq_start @8=stat_seq_stop
trace_time_stamp_mode_fops 264 @104=tracing_time_stamp_mode_open @120=tracing_single_release_tr
trace_timerlat_funcs 32 @0=trace_timerlat_print @8=trace_timerlat_raw
trace_types 8 trace_array_create_dir+0:2/4 tracing_set_tracer+0:3/11 bpf_prog_load+0:3/24
trace_types_lock 32 tracing_buffers_release+0:1/2 trace_options_write+0:1/2 tracing_release_options+0:1/2
trace_uprobe_ops 56 @16=trace_uprobe_create @24=trace_uprobe_show
trace_user_stack_funcs 32 @0=trace_user_stack_print
trace_wake_funcs 32 @0=trace_wake_print @8=trace_wake_raw
tracefs_context_ops 48 @0=tracefs_free_fc @16=tracefs_parse_param
tracefs_dentry_operations 128 @0=tracefs_d_revalidate @32=tracefs_d_delete
tracefs_dir_inode_operations 256 tracefs_create_dir+0:1/2 tracefs_parse_param+232:1/2 tracefs_create_file+48:10/15 @16=tracefs_permission @104=tracefs_setattr @112=tracefs_getattr
tracefs_file_inode_operations 256 debugfs_create_x64+168:2/4 tracefs_create_file+0:2/15 @16=tracefs_permission @104=tracefs_setattr @112=tracefs_getattr
tracefs_file_operations 264 tracefs_create_file+0:1/15 @104=simple_open @16=noop_llseek
tracefs_inode_cachep 8 tracefs_free_inode+0:0/1 tracefs_alloc_inode+0:0/4
tracefs_inode_lock 4 tracefs_destroy_inode+0:1/3 tracefs_alloc_inode+0:2/4
tracefs_instance_dir_inode_operations 256 @72=tracefs_syscall_mkdir @80=tracefs_syscall_rmdir
tracefs_mount 8 tracefs_failed_creating+0:1/2 tracefs_remove+0:1/4 tracefs_start_creating+0:1/9
tracefs_mount_count 4 tracefs_failed_creating+0:0/2 tracefs_destroy_inode+0:0/3 tracefs_alloc_inode+0:1/4
tracefs_param_specs 128 tracefs_parse_param+0:0/2 tracefs_create_dir+0:0/2 tracefs_init_fs_context+0:1/4 @8=fs_param_is_gid @72=fs_param_is_uid @40=fs_param_is_u32
tracefs_registered 1 tracefs_initialized+0:0/1
tracefs_super_operations 208 @0=tracefs_alloc_inode @8=tracefs_destroy_inode
traceoff_count_probe_ops 32 @0=ftrace_traceoff_count @24=ftrace_traceoff_print
traceoff_probe_ops 32 @0=ftrace_traceoff @24=ftrace_traceoff_print
traceon_count_probe_ops 32 @0=ftrace_traceon_count @24=ftrace_traceon_print
traceon_probe_ops 32 @0=ftrace_traceon @24=ftrace_traceon_print
tracepoint_iter_lock 4 trace_event_buffer_commit+0:2/10
tracepoint_module_list 16 tracepoint_module_notify+0:5/7
tracepoint_module_list_mutex 32 for_each_module_tracepoint+0:1/2 unregister_tracepoint_module_notifier+0:1/3 register_tracepoint_module_notifier+0:1/3
tracepoint_module_nb 24 @0=tracepoint_module_notify
tracepoint_notify_list 48 unregister_tracepoint_module_notifier+0:2/3 register_tracepoint_module_notifier+0:2/3 tracepoint_module_notify+0:2/7
tracepoint_printk 4 tracepoint_printk_sysctl+0:3/6
tracepoint_printk_mutex 32 tracepoint_printk_sysctl+0:2/6
tracepoint_srcu 24 trigger_data_free+0:0/1 rcu_free_old_probes+0:1/2 for_each_module_tracepoint+0:0/2
tracepoint_srcu_srcu_usage 376 register_ftrace_graph+225:43/59 @336=delayed_work_timer_fn
tracepoint_verifier_ops 56 @0=tp_prog_func_proto @8=tp_prog_is_valid_access
tracepoints_mutex 32 tracepoint_probe_register_prio+0:1/2 tracepoint_probe_register+0:1/2 tracepoint_probe_register_prio_may_exist+0:1/2
tracer_flags 24 print_graph_headers+0:0/1 print_graph_function+0:0/1 print_graph_function_event+0:0/1
tracer_options_updated 1 trace_array_create_dir+0:3/4
tracing_buffer_mask 8 __find_next_entry+0:2/3 trace_empty+0:2/3 set_buffer_entries+0:3/4
tracing_buffer_meta_fops 264 @104=tracing_buffer_meta_open @120=tracing_seq_release
tracing_buffers_fops 264 @72=tracing_buffers_poll @80=tracing_buffers_ioctl
tracing_buffers_vmops 128 @0=tracing_buffers_mmap_open @8=tracing_buffers_mmap_close
tracing_cpumask_fops 264 @24=tracing_cpumask_read @32=tracing_cpumask_write
tracing_disabled 4 tracing_is_disabled+0:0/1 tracing_open_generic+0:0/1 tracing_start+0:0/2
tracing_dyn_info_fops 264 @24=tracing_read_dyn_info @104=tracing_open_generic
tracing_entries_fops 264 @24=tracing_entries_read @32=tracing_entries_write
tracing_err_log_fops 264 @32=tracing_err_log_write @104=tracing_err_log_open
tracing_err_log_lock 32 tracing_err_log_seq_stop+0:1/2 tracing_err_log_seq_start+0:1/2 clear_tracing_err_log+0:1/3
tracing_err_log_seq_ops 32 @0=tracing_err_log_seq_start @8=tracing_err_log_seq_stop
tracing_fops 264 @32=tracing_write_stub @104=tracing_open
tracing_free_buffer_fops 264 @32=tracing_free_buffer_write @120=tracing_free_buffer_release
tracing_iter_fops 264 @32=tracing_trace_options_write @104=tracing_trace_options_open
tracing_mark_fops 264 @32=tracing_mark_write @104=tracing_mark_open
tracing_mark_raw_fops 264 @32=tracing_mark_raw_write @104=tracing_mark_open
tracing_max_lat_fops 264 @24=tracing_max_lat_read @32=tracing_max_lat_write
tracing_pipe_fops 264 @24=tracing_read_pipe @72=tracing_poll_pipe
tracing_prog_ops 8 @0=bpf_prog_test_run_tracing
tracing_readme_fops 264 @24=tracing_readme_read @104=tracing_open_generic
tracing_saved_cmdlines_fops 264 @104=tracing_saved_cmdlines_open @120=seq_release
tracing_saved_cmdlines_seq_ops 32 @0=saved_cmdlines_start @8=saved_cmdlines_stop
tracing_saved_cmdlines_size_fops 264 @24=tracing_saved_cmdlines_size_read @32=tracing_saved_cmdlines_size_write
tracing_saved_tgids_fops 264 @104=tracing_saved_tgids_open @120=seq_release
tracing_saved_tgids_seq_ops 32 @0=saved_tgids_start @8=saved_tgids_stop
tracing_stat_fops 264 @104=tracing_stat_open @120=tracing_stat_release
tracing_stats_fops 264 @24=tracing_stats_read @104=tracing_open_generic_tr
tracing_thresh 8 tracing_thresh_read+0:0/2 trace_graph_thresh_return+0:0/2 tracing_thresh_write+0:2/5
tracing_thresh_fops 264 @24=tracing_thresh_read @32=tracing_thresh_write
tracing_total_entries_fops 264 @24=tracing_total_entries_read @104=tracing_open_generic_tr
tracing_verifier_ops 56 @0=tracing_prog_func_proto @8=tracing_prog_is_valid_access
trampoline_mutex 32 bpf_trampoline_lookup+0:0/7
trans_table 32 @16=show_trans_table
transaction_ops 264 @24=simple_transaction_read @32=selinux_transaction_write
transparent_hugepage_flags 8 single_hugepage_flag_store+0:0/1 vma_thp_gfp_mask+0:0/1 __thp_vma_allowable_orders+0:0/1
tree_list 16 audit_tag_tree+0:2/11 audit_trim_trees+0:2/12 audit_add_tree_rule+0:1/14
trie_leaf_kmem 8 __node_free_rcu+0:0/1 fib_insert_alias+0:0/8
trie_map_ops 344 @8=trie_alloc @24=trie_free
trigger_cmd_mutex 32 is_named_trigger+0:0/1 pause_named_trigger+0:0/1 find_named_trigger+0:0/1
trigger_commands 16 trigger_show+0:2/5
trigger_hist_cmd 112 @32=event_hist_trigger_parse @40=hist_register_trigger
trigger_list 16 led_trigger_read+0:0/2 led_trigger_unregister+0:0/4 led_trigger_set_default+0:0/6
trigger_snapshot_cmd 112 @40=register_snapshot_trigger @48=unregister_snapshot_trigger
trigger_stacktrace_cmd 112 @72=stacktrace_trigger @104=stacktrace_trigger_print
trigger_traceoff_cmd 112 @72=traceoff_trigger @80=traceoff_count_func
trigger_traceon_cmd 112 @72=traceon_trigger @80=traceon_count_func
triggers_list_lock 40 led_trigger_read+0:1/2 led_trigger_unregister+0:1/4 led_trigger_set_default+0:1/6
ts_mod_lock 4 textsearch_register+0:0/3 textsearch_unregister+0:0/3
tsk_pinned_all 16 perf_event_init_task+0:3/6 hw_breakpoint_is_used+0:9/11
tstamping_devices_lock 32 unregister_mii_timestamper+0:0/1 register_mii_timestamper+0:0/1 unregister_mii_tstamp_controller+0:0/1
tty0dev 8 redraw_screen+0:3/9
tty_cdev 104 _regulator_get_common+24:9/14 kbd_bh+98:3/14 tty_ioctl+60:7/33
tty_class 96 @32=tty_devnode
tty_drivers 16 tty_register_driver+0:2/4 release_tty+8:2/13 show_tty_driver+0:0/15
tty_drivers_op 32 @24=show_tty_driver
tty_fops 264 @48=tty_write @216=tty_show_fdinfo
tty_ldiscs_lock 4 tty_ldisc_put+0:0/1 tty_unregister_ldisc+0:0/2 tty_register_ldisc+0:0/2
tty_ldiscs_seq_ops 32 @0=tty_ldiscs_seq_start @8=tty_ldiscs_seq_stop
tty_legacy_tiocsti 1 tty_ioctl+0:14/33
tty_mutex 32 tty_release_struct+0:1/2 tty_dev_name_to_number+0:1/2 tty_unregister_driver+0:1/2
tty_port_default_client_ops 24 @0=tty_port_default_receive_buf @8=tty_port_default_lookahead_buf
tty_std_termios 44 uart_register_driver+0:0/5 hvc_alloc+0:1/30
tty_table 112 @24=proc_dobool @80=proc_dointvec_minmax
tx_profile 240 net_dim_get_def_tx_moderation+0:1/2 net_dim_get_tx_moderation+0:1/3 __nla_validate_parse+32:21/36
tzp 4 thermal_tzp+0:1/3 acpi_thermal_add+0:17/55
u32_array_fops 264 @24=u32_array_read @104=u32_array_open
uart_ops 272 @8=uart_install @24=uart_open
uart_port_ops 40 @0=uart_carrier_raised @8=uart_dtr_rts
ucounts_hashtable 8192 tsk_fork_get_node+1116:1/2 should_abort_scan+6792:3/4 alloc_ucounts+0:0/5
ucounts_lock 4 put_ucounts+0:0/2 alloc_ucounts+0:1/5
udmabuf_ops 104 @40=map_udmabuf @48=unmap_udmabuf
udmabuf_vm_ops 128 @40=udmabuf_vm_fault
udp4_net_ops 80 @16=udp4_proc_init_net @32=udp4_proc_exit_net
udp4_seq_afinfo 16 udp4_proc_init_net+0:1/4
udp6_seq_afinfo 16 udp6_proc_init+0:1/4
udp6_seq_ops 32 @24=udp6_seq_show @0=udp_seq_start
udp_bpf_prots 928 cpool_cleanup_work_cb+144:8/9 bpf_tcp_ca_get_func_proto+604:4/9 udp_bpf_update_proto+0:0/12
udp_busylocks 8 __udp_enqueue_schedule_skb+0:2/3 tcp_metrics_nl_dump+4:3/4
udp_busylocks_log 4 __udp_enqueue_schedule_skb+0:1/3
udp_prot 464 @8=udp_pre_connect @48=udp_init_sock
udp_seq_info 32 @8=bpf_iter_init_udp @16=bpf_iter_fini_udp
udp_seq_ops 32 @24=udp4_seq_show @0=udp_seq_start
udp_sysctl_ops 80 @16=udp_pernet_init @32=udp_pernet_exit
udp_table 24 udp_pernet_exit+0:1/2 proc_udp_hash_entries+0:1/3 udp_pernet_init+0:9/11
udp_tunnel_nic_ops 8 ethnl_tunnel_info_fill_reply+0:1/3 nexthop_net_init+0:1/3 ethnl_tunnel_info_doit+0:1/3
udplite4_net_ops 80 @16=udplite4_proc_init_net @32=udplite4_proc_exit_net
udplite4_seq_afinfo 16 udplite4_proc_init_net+0:1/3
udplite6_net_ops 80 @16=udplite6_proc_init_net @32=udplite6_proc_exit_net
udplite6_protosw 48 udplitev6_exit+0:1/3
udplite6_seq_afinfo 16 udplite6_proc_exit+0:0/2 udplite6_proc_init_net+0:1/3 udplitev6_exit+0:0/3
udplite_prot 464 @48=udplite_sk_init @56=udp_destroy_sock
udplite_protocol 24 @0=udplite_rcv @8=udplite_err
udplite_table 24 udplite_err+0:0/1 udplite_rcv+0:0/1 udplitev6_err+0:0/1
udplitev6_prot 464 @48=udplitev6_sk_init @16=ip6_datagram_connect
udplitev6_protocol 24 @0=udplitev6_rcv @8=udplitev6_err
udpv6_prot 464 @8=udpv6_pre_connect @48=udpv6_init_sock
udpv6_prot_lock 4 udp_bpf_update_proto+0:3/12
udpv6_prot_saved 8 sk_udp_recvmsg+0:1/3 udp_bpf_update_proto+0:1/12 tcp_bpf_update_proto+0:4/25
udpv6_protosw 48 udpv6_exit+0:1/3 ip6_forward+0:8/38
uevent_net_ops 80 @16=uevent_net_init @32=uevent_net_exit
uevent_seqnum 8 uevent_seqnum_show+0:0/2 kobj_ns_netlink+0:2/3 uevent_net_rcv_skb+0:0/5
uevent_seqnum_attr 32 @16=uevent_seqnum_show
uevent_sock_list 16 uevent_net_init+0:7/9
uevent_sock_mutex 32 uevent_net_exit+0:2/4 uevent_net_init+0:5/9 kobject_uevent_env+0:23/33
uid_cachep 8 free_uid+0:1/2 alloc_uid+0:2/5
uidhash_lock 4 find_user+0:0/2 free_uid+0:0/2 alloc_uid+0:0/5
umem_ida 16 xdp_umem_release_deferred+0:0/1 xdp_put_umem+0:2/3 xdp_umem_create+0:1/4
umh_sysctl_lock 4 proc_cap_handler+0:1/2 call_usermodehelper_exec_async+0:1/3
umhelper_sem 40 usermodehelper_read_unlock+0:0/1 call_usermodehelper_exec_async+0:2/3 __usermodehelper_set_disable_depth+0:0/3
unbound_pool_hash 512 alloc_unbound_pwq+0:2/12 rescuer_thread+0:7/24
univ8250_console 280 @16=univ8250_console_write @48=univ8250_console_setup
univ8250_driver_ops 24 @0=univ8250_setup_irq @8=univ8250_release_irq
univ8250_port_ops 192 serial8250_setup_port+0:3/7
unix_dgram_bpf_prot 464 unix_sock_destructor+168:2/5 unix_scc_dead+248:4/6 unix_dgram_bpf_update_proto+0:1/12
unix_dgram_ops 232 @32=unix_dgram_connect @144=unix_dgram_sendmsg
unix_dgram_prot_lock 4 unix_dgram_bpf_update_proto+0:6/12
unix_dgram_prot_saved 8 unix_dgram_bpf_update_proto+0:0/12 unix_stream_bpf_update_proto+0:0/21
unix_dgram_proto 464 @208=unix_dgram_bpf_update_proto @0=unix_close
unix_family_ops 24 @8=unix_create
unix_gc_lock 4 unix_update_edges+0:1/4 unix_del_edges+0:1/6 unix_add_edges+0:1/14
unix_gc_work 32 @24=__unix_gc
unix_graph_grouped 1 unix_update_edges+0:3/4 unix_del_edges+0:3/6 unix_add_edges+0:9/14
unix_graph_maybe_cyclic 1 unix_update_edges+0:2/4 unix_del_edges+0:2/6 unix_add_edges+0:8/14
unix_net_ops 80 @16=unix_net_init @32=unix_net_exit
unix_nr_socks 8 unix_sock_destructor+0:1/5 unix_create1+0:1/15
unix_peek_seq 4 unix_peek_fpl+0:0/3 unix_update_edges+0:0/4 unix_gc+0:0/5
unix_reg_info 112 @40=bpf_iter_unix_get_func_proto
unix_seq_info 32 @8=bpf_iter_init_unix @16=bpf_iter_fini_unix
unix_seq_ops 32 @0=unix_seq_start @8=unix_seq_stop
unix_seqpacket_ops 232 @144=unix_seqpacket_sendmsg @152=unix_seqpacket_recvmsg
unix_stream_bpf_prot 464 unix_add_edges+384:13/14 unix_stream_bpf_update_proto+0:4/21
unix_stream_ops 232 @64=unix_poll @144=unix_stream_sendmsg
unix_stream_prot_lock 4 unix_stream_bpf_update_proto+0:11/21
unix_stream_prot_saved 8 unix_dgram_bpf_update_proto+0:2/12 unix_stream_bpf_update_proto+0:1/21
unix_stream_proto 464 @176=unix_unhash @208=unix_stream_bpf_update_proto
unix_table 56 unix_sysctl_register+0:1/3 @24=proc_dointvec_minmax
unix_tot_inflight 4 unix_release_sock+0:1/4 unix_del_edges+0:4/6 wait_for_unix_gc+0:1/6
unix_unvisited_vertices 16 unix_add_edges+0:3/14 __unix_gc+0:7/16
unix_vertex_grouped_index 8 unix_scc_dead+0:3/6 __unix_gc+0:11/16
unix_vertex_max_scc_index 8 __unix_gc+0:8/16
unix_vertex_unvisited_index 8 unix_scc_dead+0:5/6 unix_add_edges+0:11/14 __unix_gc+0:10/16
unix_visited_vertices 16 unix_gc+0:2/5 unix_scc_dead+0:1/6 wait_for_unix_gc+0:3/6
unmounted 8 namespace_unlock+0:1/9 umount_tree+0:8/10 __detach_mounts+0:7/12
unnamed_dev_ida 16 set_anon_super_fc+0:0/1 get_anon_bdev+0:0/1 free_anon_bdev+0:0/1
unprivileged_userns_apparmor_policy 4 aa_policy_view_capable+0:1/2
unprivileged_userns_clone 4 ksys_unshare+0:0/11 copy_process+0:0/138
unres_qlen_max 4 neigh_proc_dointvec_unres_qlen+0:1/3
unusable_fops 264 @104=unusable_open @120=seq_release
unusable_sops 32 @24=unusable_show @0=frag_start
update_fops 264 @32=update_policy
update_mutex 32 bpf_struct_ops_map_link_update+0:0/1 bpf_struct_ops_map_link_detach+0:0/1 bpf_struct_ops_link_create+0:5/7
uprobe_buffer_refcnt 4 uprobe_buffer_disable+0:1/7 probe_event_enable+0:1/15
uprobe_cpu_buffer 8 uretprobe_dispatcher+0:0/2 uprobe_dispatcher+0:0/3 uprobe_buffer_disable+0:5/7
uprobe_events_ops 264 traceprobe_parse_probe_arg+9:34/52 @120=seq_release @16=seq_lseek @24=seq_read
uprobe_exception_nb 24 @0=arch_uprobe_exception_notify
uprobe_fields_array 80 @8=uprobe_event_define_fields
uprobe_funcs 32 @0=print_uprobe_event
uprobes_mmap_mutex 416 uprobe_munmap+92:2/4 uprobe_register+40:8/10 uprobe_mmap+0:2/12
uprobes_tree 8 vma_has_uprobes+0:1/2 uprobe_munmap+0:1/4 put_uprobe+0:2/6
uprobes_treelock 8 vma_has_uprobes+0:0/2 uprobe_munmap+0:0/4 put_uprobe+0:0/6
urandom_fops 264 @40=urandom_read_iter @48=random_write_iter
urandom_warning 32 urandom_read_iter+0:4/9
use_builtin_keys 1 restrict_link_by_signature+0:3/4
use_cid_lock 4 sched_mm_cid_after_execve+0:11/23 __schedule+0:48/84
use_softirq 1 invoke_rcu_core+0:1/6
use_zero_page_attr 32 @16=use_zero_page_show @24=use_zero_page_store
use_zero_pages_attr 32 @16=use_zero_pages_show @24=use_zero_pages_store
user_decrypted_data 1 security_path_rename+0:11/12 encrypted_key_alloc+0:1/16
user_min_free_kbytes 4 min_free_kbytes_sysctl_handler+0:2/3 set_recommended_min_free_kbytes+0:1/3 calculate_min_free_kbytes+0:1/4
user_ns_cachep 8 free_user_ns+0:0/1 acpi_ds_create_walk_state+0:4/7 create_user_ns+0:0/12
user_page_pipe_buf_ops 32 @16=user_page_pipe_buf_try_steal @8=page_cache_pipe_buf_release
user_ringbuf_map_ops 344 @240=ringbuf_map_mmap_user @248=ringbuf_map_poll_user
user_table 672 setup_userns_sysctls+0:2/6 __do_sys_reboot+352:2/8 @24=proc_doulongvec_minmax
userfaultfd_ctx_cachep 8 userfaultfd_ctx_put+0:0/2 dup_userfaultfd+0:1/5 new_userfaultfd+0:0/6
userfaultfd_dev_fops 264 @80=userfaultfd_dev_ioctl @16=noop_llseek
userfaultfd_fops 264 @40=userfaultfd_read_iter @72=userfaultfd_poll
usermodehelper_disabled 4 __usermodehelper_set_disable_depth+0:2/3 usermodehelper_read_trylock+0:3/5 usermodehelper_read_lock_wait+0:3/5
usermodehelper_disabled_waitq 24 __usermodehelper_set_disable_depth+0:1/3 usermodehelper_read_trylock+0:1/5 usermodehelper_read_lock_wait+0:2/5
userns_operations 64 @24=userns_get @32=userns_put
userns_state_mutex 32 userns_may_setgroups+0:0/1 proc_setgroups_write+0:0/1 create_user_ns+0:7/12
usersize_attr 32 @16=usersize_show
ustring_per_cpu 8 perf_syscall_enter+0:2/6 perf_trace_event_init+0:5/9 filter_match_preds+0:10/13
uts_kern_table 336 uts_proc_notify+0:0/1 audit_filter+24:3/6 __seccomp_filter+72:3/6 @24=proc_do_uts_string
uts_ns_cache 8 free_uts_ns+0:0/2 copy_utsname+0:0/3 cxl_region_shared_upstream_bandwidth_update+0:16/18
uts_sem 40 __arm64_sys_setdomainname+0:0/1 __arm64_sys_sethostname+0:0/1 __arm64_sys_gethostname+0:0/1
utsns_operations 64 @24=utsns_get @32=utsns_put
uuid_null 16 trace_event_raw_event_cxl_dram+0:1/2 perf_trace_cxl_dram+0:1/2 trace_event_raw_event_cxl_general_media+0:1/2
validate_attr 32 @16=validate_show @24=validate_store
var_ops 48 @0=btf_var_check_meta @8=btf_var_resolve
vc_caps 48 pci_restore_vc_state+0:0/3 pci_save_vc_state+0:0/4 pci_allocate_vc_save_buffers+0:0/5
vc_class 96 vcs_remove_sysfs+0:0/1 vcs_make_sysfs+0:0/4
vc_cons 2520 fbcon_resumed+0:0/1 fbcon_fb_blanked+0:0/1 fbcon_suspended+0:0/1
vc_port_ops 40 @32=vc_port_destruct
vc_sel 64 sel_loadlut+0:0/1 vc_is_sel+32:0/1 clear_selection+0:0/4
vc_x 4 keyboard_notifier_call+0:5/10 vt_notifier_call+0:9/14
vc_y 4 keyboard_notifier_call+0:7/10 vt_notifier_call+0:8/14
vclock_hash 2048 ptp_convert_timestamp+0:1/2 sock_alloc_file+56:3/5 cxl_inject_poison+8:5/7
vclock_hash_lock 4 cpuidle_select+0:1/2 ptp_vclock_unregister+0:0/2 ptp_vclock_register+0:11/17
vclock_srcu 24 ptp_vclock_unregister+0:1/2 ptp_convert_timestamp+0:0/2
vcs_fops 264 @16=vcs_lseek @24=vcs_read
vendor_record_notify_list 48 ghes_register_vendor_record_notifier+0:1/2 ghes_unregister_vendor_record_notifier+0:1/2 ghes_vendor_record_work_func+0:1/3
ver_fops 264 @24=read_version
verbose 4 vpr_info_dq+0:0/3 ddebug_proc_write+0:0/3 ddebug_dyndbg_boot_param_cb+0:0/4
vesa_blank_mode 4 do_blank_screen+0:10/14 tioclinux+0:14/17
vesa_off_interval 4 do_blank_screen+0:8/14 do_con_write+0:40/43
vga_arb_device_fops 264 @24=vga_arb_read @32=vga_arb_write
via_vlink_dev_hi 4 quirk_via_bridge+0:2/3 quirk_via_vlink+0:1/3
via_vlink_dev_lo 4 quirk_via_bridge+0:0/3 quirk_via_vlink+0:0/3
viot_pci_ranges 16 viot_pci_dev_iommu_init+0:0/1 viot_iommu_configure+0:2/7
virtio_bus 168 @40=virtio_dev_match @48=virtio_uevent
virtio_check_mem_acc_cb 8 @0=virtio_no_restricted_mem_acc
virtio_console 240 @216=config_intr @224=virtcons_freeze
virtio_fs_context_ops 48 @0=virtio_fs_free_fsc @16=virtio_fs_parse_param
virtio_fs_dax_ops 32 @0=virtio_fs_direct_access @16=virtio_fs_zero_page_range
virtio_fs_driver 240 @192=virtio_fs_probe @208=virtio_fs_remove
virtio_fs_fiq_ops 32 @0=virtio_fs_send_forget @8=virtio_fs_send_interrupt
virtio_fs_instances 16 virtio_fs_get_tree+0:2/26 virtio_fs_probe+0:24/44
virtio_fs_ktype 48 @0=virtio_fs_ktype_release
virtio_fs_mutex 32 virtio_fs_fiq_release+0:1/2 virtio_kill_sb+0:1/2 virtio_fs_remove+0:1/5
virtio_fs_parameters 96 virtio_fs_parse_param+0:0/2 virtio_fs_init_fs_context+0:1/3 virtio_fs_hiprio_dispatch_work+0:0/5 @40=fs_param_is_enum
virtio_fs_tag_attr 32 @16=tag_show
virtio_fs_type 72 @16=virtio_fs_init_fs_context @40=virtio_kill_sb
virtio_fs_uevent_ops 24 @16=virtio_fs_uevent
virtio_fs_vq_cpu_list_attr 32 @16=cpu_list_show
virtio_pci_config_nodev_ops 136 virtio_pci_modern_probe+0:2/7 @16=vp_generation @48=vp_modern_find_vqs @112=vp_get_shm_region
virtio_pci_driver 280 @16=virtio_pci_probe @24=virtio_pci_remove
virtio_pci_pm_ops 184 @16=virtio_pci_suspend @24=virtio_pci_resume
virtual_start_attr 40 @16=virtual_start_show
vlan_ioctl_hook 8 vlan_ioctl_set+0:2/3 sock_ioctl+0:3/8
vlan_ioctl_mutex 32 vlan_ioctl_set+0:1/3 sock_ioctl+0:5/8 dpll_pin_get+0:13/15
vm_area_cachep 8 vm_area_free_rcu_cb+0:2/3 __vm_area_free+0:2/3 vm_area_dup+0:1/5
vm_committed_as 40 sync_overcommit_as+0:0/1 vm_memory_committed+0:0/1 mprotect_fixup+0:0/2
vm_committed_as_batch 4 mprotect_fixup+0:1/2 insert_vm_struct+0:1/2 vms_complete_munmap_vmas+0:1/2
vm_compaction 224 @24=sysctl_compaction_handler @80=compaction_proactiveness_sysctl_handler
vm_dirty_bytes 8 wb_update_bandwidth+0:0/2 wb_over_bg_thresh+0:0/2 wb_calc_thresh+0:0/2
vm_dirty_ratio 4 dirty_writeback_centisecs_handler+0:0/2 dirty_ratio_handler+0:0/5 dirty_bytes_handler+0:3/6
vm_list 16 vcpu_stat_clear+0:2/3 vm_stat_get+0:2/3 vcpu_stat_get+0:2/4
vm_node_stat 376 try_to_writeback_inodes_sb+0:0/2 writeback_inodes_sb+0:0/2 fold_diff+0:2/5
vm_numa_event 48 cpu_vm_stats_fold+0:2/4 fold_vm_zone_numa_events+0:4/6 drain_zonestat+0:4/7
vm_numa_stat_lock 32 sysctl_vm_numa_stat_handler+0:1/16
vm_oom_kill_table 168 unregister_oom_notifier+0:0/2 register_oom_notifier+0:0/2 exit_oom_victim+0:2/4 @80=proc_dointvec @24=proc_dointvec_minmax
vm_page_writeback_sysctls 392 @24=dirty_background_ratio_handler @80=dirty_background_bytes_handler
vm_swappiness 4 sc_swappiness+0:1/3 mem_cgroup_get_max+0:0/3 mem_cgroup_css_alloc+0:16/81
vm_table 1120 @24=overcommit_policy_handler @80=overcommit_ratio_handler
vm_zone_stat 88 mod_node_state+0:0/1 mod_zone_state+0:0/1 __mod_node_page_state+0:0/1
vma_lock_cachep 8 vm_area_free_rcu_cb+0:1/3 __vm_area_free+0:1/3 vm_area_dup+0:2/5
vma_ra_enabled_attr 32 @16=vma_ra_enabled_show @24=vma_ra_enabled_store
vmap_allow_huge 1 mfill_atomic_copy+0:6/7 mfill_atomic_poison+0:6/7 mfill_atomic_continue+0:8/9
vmap_area_cachep 8 decay_va_pool_node+0:2/4 alloc_vmap_area+0:9/39 pcpu_get_vm_areas+0:2/44
vmap_initialized 1 find_vmap_area+0:1/4 _vm_unmap_aliases+0:0/10 alloc_vmap_area+0:1/39
vmap_lazy_nr 8 purge_vmap_node+0:2/4 free_vmap_area_noflush+0:2/11 __purge_vmap_area_lazy+0:9/14
vmap_notify_list 48 register_vmap_purge_notifier+0:1/2 unregister_vmap_purge_notifier+0:1/2 pcpu_get_vm_areas+0:30/44
vmap_purge_lock 32 drain_vmap_area_work+0:1/2 vmap_node_shrink_scan+0:1/3 _vm_unmap_aliases+0:2/10
vmcore_cb_list 16 vmcore_cleanup+0:2/4 read_vmcore+0:4/6 register_vmcore_cb+0:2/7
vmcore_cb_lock 4 open_vmcore+0:1/3 register_vmcore_cb+0:1/7 unregister_vmcore_cb+0:1/8
vmcore_cb_srcu 24 unregister_vmcore_cb+0:6/8 mmap_vmcore+0:6/12
vmcore_cb_srcu_srcu_usage 376 __dquot_alloc_space+104:6/11 @336=delayed_work_timer_fn
vmcore_list 16 vmcore_cleanup+0:3/4
vmcore_mmap_ops 128 @40=mmap_vmcore_fault
vmcore_opened 1 open_vmcore+0:2/3 register_vmcore_cb+0:4/7 unregister_vmcore_cb+0:2/8
vmcore_proc_ops 96 @8=open_vmcore @24=read_vmcore
vmcore_size 8 read_vmcore+0:1/6 mmap_vmcore+0:1/12
vmcoreinfo_attr 32 @16=vmcoreinfo_show
vmcoreinfo_data 8 crash_save_vmcoreinfo+0:2/6 read_kcore_iter+0:5/27
vmcoreinfo_data_safecopy 8 crash_update_vmcoreinfo_safecopy+0:1/2 crash_save_vmcoreinfo+0:1/6
vmcoreinfo_note 8 crash_update_vmcoreinfo_safecopy+0:0/2 paddr_vmcoreinfo_note+0:0/3 vmcoreinfo_append_str+0:0/4
vmcoreinfo_size 8 get_kcore_size+0:1/3 vmcoreinfo_append_str+0:1/4 crash_save_vmcoreinfo+0:4/6
vmfork_chain 48 register_random_vmfork_notifier+0:0/1 unregister_random_vmfork_notifier+0:0/1 random_poll+0:0/3
vmgenid_plaform_driver 200 @0=vmgenid_add
vmlinux_cand_cache 248 btf_array_resolve+128:3/15 bpf_core_apply+0:11/18 btf_prepare_func_args+8:21/112
vmpressure_str_levels 24 vmpressure_register_event+0:2/7
vmpressure_str_modes 24 vmpressure_register_event+0:3/7
vmstat_op 32 @0=vmstat_start @8=vmstat_stop
vmstat_text 1456 extfrag_open+0:0/2 unusable_open+0:0/2 vmstat_show+0:0/3
vt_console_driver 280 @16=vt_console_print @32=vt_console_device
vt_dont_switch 1 change_console+0:1/3 set_console+0:2/8 vt_ioctl+0:13/27
vt_event_lock 4 __vt_event_dequeue+0:1/2 __vt_event_queue+0:1/4 vt_event_post+0:1/6
vt_event_waitqueue 24 __vt_event_queue+0:2/4 vt_event_post+0:2/6
vt_events 16 __vt_event_queue+0:3/4
vt_notifier_block 24 @0=vt_notifier_call
vt_notifier_list 16 unregister_vt_notifier+0:1/2 register_vt_notifier+0:1/2 vcs_scr_updated+0:1/3
vt_spawn_con 24 fn_spawn_con+0:1/4 vt_ioctl+0:4/27
vt_switch 1 vt_set_leds_compute_shiftstate+0:1/6 kbd_bh+0:8/14
vt_switch_done 1 pm_restore_console+0:1/3 pm_prepare_console+0:1/3
vt_switch_mutex 32 pm_vt_switch_unregister+0:0/1 pm_vt_switch+0:0/3 pm_vt_switch_required+0:0/5
vtconsole_class 96 con_driver_unregister_callback+0:3/8 do_take_over_console+0:13/19
vtermnos 64 hvc_console_setup+0:0/1 hvc_console_device+0:0/2 hvc_port_destruct+0:0/2
wakeup_class 8 wakeup_source_device_create+0:1/5 device_resume_noirq+0:7/13
wakeup_count_attr 32 @24=wakeup_count_store
wakeup_count_wait_queue 24 pm_get_wakeup_count+0:1/4
wakeup_ida 16 wakeup_source_register+0:1/2 wakeup_source_destroy+0:1/2 wakeup_source_create+0:2/3
wakeup_irq_lock 4 pm_wakeup_clear+0:1/5 wakeup_source_activate+0:3/7 pm_system_irq_wakeup+0:1/9
wakeup_sources 16 wakeup_sources_walk_next+0:0/1 wakeup_sources_walk_start+0:0/1 wakeup_sources_stats_seq_next+0:0/2
wakeup_sources_stats_fops 264 @104=wakeup_sources_stats_open @120=seq_release_private
wakeup_sources_stats_seq_ops 32 @0=wakeup_sources_stats_seq_start @8=wakeup_sources_stats_seq_stop
wakeup_srcu 24 wakeup_sources_stats_seq_stop+0:1/2 wakeup_sources_read_unlock+0:1/2 wakeup_sources_read_lock+0:1/2
want_console 4 fn_inc_console+0:0/2 fn_dec_console+0:0/2 reset_terminal+0:0/2
warn_count 4 warn_count_show+0:0/2 test_taint+0:0/2 nmi_panic_self_stop+0:0/2
warn_count_attr 32 @16=warn_count_show
warn_limit 4 check_panic_on_warn+0:1/5
watch_events 16 xs_suspend_cancel+0:0/3 xs_resume+0:0/5 xs_suspend_exit+0:4/6
watch_events_lock 4 xs_watch_msg+0:3/6 xenwatch_thread+0:3/9 unregister_xenbus_watch+0:8/15
watch_events_waitq 24 xs_watch_msg+0:5/6 xenwatch_thread+0:7/9
watchdog_allowed_mask 64 lockup_detector_online_cpu+0:1/2 lockup_detector_offline_cpu+0:1/2 tcp_send_active_reset+0:2/3
watchdog_cpumask 64 proc_watchdog_update+0:2/4 gpiod_get_raw_value_commit+0:2/5 __lockup_detector_reconfigure+0:9/11
watchdog_cpus 64 watchdog_next_cpu+0:1/2 watchdog_hardlockup_disable+0:1/3 watchdog_hardlockup_enable+0:1/3
watchdog_enabled 8 lockup_detector_soft_poweroff+0:0/1 proc_watchdog_common+0:2/3 lockup_detector_update_enable+0:1/5
watchdog_hardlockup_sysctl 56 @24=proc_nmi_watchdog
watchdog_mutex 32 proc_watchdog_cpumask+0:1/2 lockup_detector_reconfigure+0:1/2 proc_watchdog_common+0:1/3
watchdog_softlockup_user_enabled 4 lockup_detector_update_enable+0:4/5 build_sched_domains+0:73/81
watchdog_sysctls 448 @24=proc_watchdog @80=proc_watchdog_thresh
watchdog_task 8 proc_dohung_task_timeout_secs+0:0/1
watchdog_thresh 4 proc_watchdog_thresh+0:3/5 __lockup_detector_reconfigure+0:5/11 watchdog_timer_fn+0:9/23
watchdog_thresh_next 4 proc_watchdog_thresh+0:4/5 __lockup_detector_reconfigure+0:8/11 do_kmem_cache_create+0:19/23
watchdog_user_enabled 4 lockup_detector_online_cpu+0:0/2 lockup_detector_offline_cpu+0:0/2 hrtick_update+0:3/4
watches 16 register_xenbus_watch+0:5/8
watches_lock 4 xs_watch_msg+0:1/6 register_xenbus_watch+0:4/8 unregister_xenbus_watch+0:4/15
watermark_boost_factor 4 try_to_steal_block+0:2/17 compact_zone+0:26/44
watermark_scale_factor 4 setup_per_zone_wmarks+0:4/6
wbt_debugfs_attrs 360 @16=wbt_curr_win_nsec_show @56=wbt_enabled_show
wbt_rqos_ops 88 @0=wbt_wait @8=wbt_track
weight_p 4 proc_do_dev_weight+0:2/8
wext_netdev_notifier 24 @0=wext_netdev_notifier_call
wext_pernet_ops 80 @16=wext_pernet_init @32=wext_pernet_exit
what2act 384 @232=blk_log_plug @328=blk_log_split
wi_ktype 48 @0=sysfs_wi_release
wireless_nlevent_work 32 @24=wireless_nlevent_process
wireless_seq_ops 32 @0=wireless_dev_seq_start @8=wireless_dev_seq_stop
work_exited 16 task_work_run+0:0/1 task_work_add+0:0/2 alloc_pid+0:3/12
worker_pool_idr 24 try_to_grab_pending+0:1/2 work_busy+0:1/2 put_unbound_pool+0:6/7
workqueue_freezing 1 wq_adjust_max_active+0:0/1 thaw_workqueues+0:3/4 freeze_workqueues_begin+0:3/4
workqueues 16 freeze_workqueues_busy+0:3/5 pwq_release_workfn+8:5/6 workqueue_offline_cpu+0:6/13
wp_walk_ops 88 @32=wp_pte @16=wp_clean_pud_entry
wq 8 edac_workqueue_teardown+0:0/1 edac_queue_work+0:0/1 edac_mod_work+0:0/1
wq_affn_dfl_ops 32 @8=wq_affn_dfl_set @16=wq_affn_dfl_get
wq_cpu_intensive_thresh_us 8 wq_worker_tick+0:0/3 pwq_release_workfn+4:4/6 __flush_work+0:9/11
wq_debug_force_rr_cpu 1 rescuer_thread+0:9/24 __queue_work+0:8/25
wq_mayday_lock 4 pool_mayday_timeout+0:1/4 __flush_workqueue+0:9/10 destroy_workqueue+0:1/19
wq_online 1 __cancel_work_sync+0:0/1 disable_delayed_work_sync+0:0/1 disable_work_sync+0:0/1
wq_pool_attach_mutex 32 worker_attach_to_pool+0:1/2 workqueue_apply_unbound_cpumask+0:1/4 idle_cull_fn+0:1/5
wq_pool_mutex 32 wq_affn_scope_store+0:1/2 apply_workqueue_attrs+0:1/2 wq_cpumask_store+0:1/3
wq_power_efficient 1 alloc_workqueue+0:3/40
wq_subsys 168 workqueue_sysfs_register+0:2/9 __arm64_sys_prctl+160:1/28
wq_sysfs_unbound_attrs 160 @16=wq_nice_show @24=wq_nice_store
wq_topo_initialized 1 wq_update_node_max_active+0:0/12
wq_unbound_cpumask 8 apply_workqueue_attrs_locked+0:0/1 unbind_worker+0:0/4 pool_mayday_timeout+0:0/4
wraparound_time 32 @16=show_wraparound_time
write_f 64 @0=common_write @8=class_write
write_op 120 @40=sel_write_context @48=sel_write_access
x509_action_table 104 @0=x509_extract_key_data @24=x509_note_issuer
x509_akid_action_table 40 @0=x509_akid_note_kid @8=x509_akid_note_name
x509_key_parser 40 @32=x509_key_preparse
xb_dev_generation_id 4 xs_suspend_exit+0:0/6 xenbus_file_open+0:2/7 xenbus_file_write+0:2/13
xb_waitq 24 wake_waiting+0:0/1 xb_deinit_comms+0:1/3 xenbus_late_init+0:1/4
xb_write_list 16 xs_reboot_notify+0:2/3 evtchn_get+8:3/4 bind_evtchn_to_irq_chip+12:4/8
xb_write_mutex 32 xs_reboot_notify+0:0/3 xs_talkv+0:4/11 xenbus_thread+0:10/49
xdp_prog_ops 8 @0=bpf_prog_test_run_xdp
xdp_verifier_ops 56 @0=xdp_func_proto @8=xdp_is_valid_access
xen_dynamic_chip 264 @56=mask_ack_dynirq @40=ack_dynirq
xen_lateeoi_chip 264 @40=lateeoi_ack_dynirq @56=lateeoi_mask_ack_dynirq
xen_memory_nb 24 @0=xen_memory_notifier
xen_percpu_chip 264 bind_ipi_to_irqhandler+0:6/11 bind_virq_to_irq+0:13/16 @40=ack_dynirq @64=enable_dynirq @32=disable_dynirq
xen_pirq_chip 264 @8=startup_pirq @16=shutdown_pirq
xen_pvclock_gtod_notifier 24 @0=xen_pvclock_gtod_notify
xen_reboot_nb 24 @0=poweroff_nb
xen_swiotlb_dma_ops 176 @0=dma_direct_alloc @8=dma_direct_free
xen_xenbus_fops 264 @24=xenbus_file_read @32=xenbus_file_write
xenbus_backend 216 @16=backend_bus_id @24=xenbus_probe_backend
xenbus_backend_fops 264 @80=xenbus_backend_ioctl @96=xenbus_backend_mmap
xenbus_frontend 216 @16=frontend_bus_id @24=xenbus_probe_frontend
xenbus_pm_ops 184 @32=xenbus_dev_suspend @40=xenbus_dev_cancel
xenbus_resume_nb 24 @0=xenbus_resume_cb
xencons_driver 240 @24=xencons_probe @32=xencons_backend_changed
xenfb_defio 48 @40=xenfb_deferred_io
xenfb_driver 240 @24=xenfb_probe @32=xenfb_backend_changed
xenfb_fb_ops 184 @24=xenfb_defio_read @32=xenfb_defio_write
xenkbd_driver 240 @24=xenkbd_probe @32=xenkbd_backend_changed
xenstore_notifier 24 @0=balloon_init_watcher
xfrm4_dst_ops_template 192 @48=xfrm4_dst_destroy @56=xfrm_dst_ifdown
xfrm4_input_afinfo 16 @8=xfrm4_rcv_cb
xfrm4_mode_map 15 xfrm_migrate+4:13/29 __xfrm_init_state+0:2/34
xfrm4_net_ops 80 @16=xfrm4_net_init @32=xfrm4_net_exit
xfrm4_policy_afinfo 40 @8=xfrm4_dst_lookup @16=xfrm4_get_saddr
xfrm4_policy_table 56 xfrm4_net_init+0:3/6 @24=proc_dointvec
xfrm4_protocol_mutex 32 xfrm4_protocol_register+0:0/7 xfrm4_protocol_deregister+0:0/9
xfrm4_state_afinfo 96 @72=xfrm4_output @80=xfrm4_transport_finish
xfrm6_dst_ops_template 192 @48=xfrm6_dst_destroy @56=xfrm6_dst_ifdown
xfrm6_input_afinfo 16 @8=xfrm6_rcv_cb
xfrm6_mode_map 15 xfrm_migrate+0:28/29 __xfrm_init_state+0:1/34
xfrm6_net_ops 80 @16=xfrm6_net_init @32=xfrm6_net_exit
xfrm6_policy_afinfo 40 @8=xfrm6_dst_lookup @16=xfrm6_get_saddr
xfrm6_policy_table 56 xfrm6_net_init+0:3/6 @24=proc_dointvec
xfrm6_protocol_mutex 32 xfrm6_protocol_register+0:0/7 xfrm6_protocol_deregister+0:0/9
xfrm6_state_afinfo 96 @72=xfrm6_output @80=xfrm6_transport_finish
xfrm_dev_notifier 24 @0=xfrm_dev_event
xfrm_dst_cache 8 xfrm_net_init+0:11/12 xfrm_policy_register_afinfo+0:4/12
xfrm_if_cb 8 xfrm_if_unregister_cb+0:1/2 xfrm_if_register_cb+0:2/3 __xfrm_policy_check+0:1/36
xfrm_if_cb_lock 4 xfrm_if_register_cb+0:0/3 xfrm_policy_inexact_lookup_rcu+0:0/4 __xfrm_policy_inexact_prune_bin+0:0/7
xfrm_input_afinfo 176 xfrm_rcv_cb+0:0/1 xfrm_input_register_afinfo+0:0/2 xfrm_input_unregister_afinfo+0:0/2
xfrm_input_afinfo_lock 4 xfrm_input_register_afinfo+0:1/2 xfrm_input_unregister_afinfo+0:1/2
xfrm_km_list 16 xfrm_timer_handler+0:0/1 km_migrate+0:0/1 km_report+0:0/1
xfrm_km_lock 4 xfrm_unregister_km+0:1/2 xfrm_register_km+0:1/4 xfrm_state_gc_task+0:11/21
xfrm_mib_list 496 xfrm_statistics_seq_show+0:1/8 xfrm_dev_state_add+376:2/13 __xfrm_init_state+319:23/34
xfrm_net_ops 80 @16=xfrm_net_init @24=xfrm_net_pre_exit
xfrm_pol_inexact_params 40 @16=xfrm_pol_bin_key @24=xfrm_pol_bin_obj
xfrm_policy_afinfo 88 __xfrm_dst_lookup+0:1/2 xfrm_policy_unregister_afinfo+0:1/2 xfrm_lookup_route+0:1/3
xfrm_policy_afinfo_lock 4 xfrm_policy_register_afinfo+0:1/12
xfrm_policy_hashmax 4 xfrm_spd_getinfo+0:0/1 __xfrm_dst_lookup+0:0/2 xfrm_if_unregister_cb+0:0/2
xfrm_state_afinfo 368 xfrm_state_afinfo_get_rcu+0:1/2 xfrm_register_type_offload+0:1/2 xfrm_unregister_type_offload+0:1/2
xfrm_state_afinfo_lock 4 xfrm_state_register_afinfo+0:1/3 xfrm_state_unregister_afinfo+0:1/3
xfrm_state_cache 8 xfrm_state_free+0:0/1 xfrm_state_alloc+0:0/3 xfrm_state_init+0:4/5
xfrm_state_dev_gc_list 8 xfrm_dev_state_delete+0:2/3 xfrm_dev_state_flush+0:4/6 xfrm_state_gc_task+0:12/21
xfrm_state_dev_gc_lock 4 xfrm_dev_state_delete+0:1/3 xfrm_dev_state_free+0:1/3 xfrm_dev_state_flush+0:3/6
xfrm_state_gc_list 8 __xfrm_state_destroy+0:2/6 xfrm_state_gc_task+0:2/21
xfrm_state_gc_lock 4 __xfrm_state_destroy+0:1/6 xfrm_state_gc_task+0:1/21
xfrm_state_gc_mutex 32 xfrm_dev_state_flush+0:1/6 xfrm_state_gc_task+0:4/21
xfrm_state_gc_work 32 @24=xfrm_state_gc_task
xfrm_state_hashmax 4 xfrm_sad_getinfo+0:0/1 __find_acq_core+0:0/2 __xfrm_state_insert+0:0/3
xfrm_table 224 xfrm_sysctl_init+0:0/3 __unix_gc+128:6/16 addrconf_init_net+160:17/20 @24=proc_douintvec @136=proc_dointvec
xol_mapping 40 @16=xol_fault
xps_cpus_attribute 32 @16=xps_cpus_show @24=xps_cpus_store
xps_map_mutex 32 __netif_set_xps_queue+0:1/44
xps_needed 16 netdev_napi_by_id+0:0/2 clean_xps_maps+0:0/3 dev_get_by_napi_id+0:0/5
xps_rxqs_attribute 32 @16=xps_rxqs_show @24=xps_rxqs_store
xps_rxqs_needed 16 clean_xps_maps+0:1/3 __netif_set_xps_queue+0:36/44
xres 4 mousedev_notify_readers+0:1/3 mousedev_event+0:19/29
xs_init_irq 4 xenbus_probe+0:3/7
xs_reboot_nb 24 @0=xs_reboot_notify
xs_reply_list 16 xs_reboot_notify+0:1/3 xenbus_thread+0:26/49
xs_response_mutex 32 xs_suspend_cancel+0:2/3 xs_resume+0:1/5 bind_evtchn_to_irq_chip+0:5/8
xs_state_enter_wq 24 xs_suspend_exit+0:5/6
xs_state_exit_wq 24 xs_request_exit+0:6/7 xs_suspend+0:8/9
xs_state_lock 4 xs_suspend_exit+0:2/6 xs_request_exit+0:1/7 xs_suspend+0:1/9
xs_state_users 4 xs_request_exit+0:2/7 xs_suspend+0:3/9
xs_suspend_active 4 xs_suspend_exit+0:3/6 xs_request_exit+0:4/7 xs_suspend+0:2/9
xs_watch_rwsem 40 xs_suspend_cancel+0:1/3 xs_resume+0:3/5 register_xenbus_watch+0:2/8
xsd_errors 240 xs_talkv+0:5/11 xenbus_thread+24:37/49
xsk_family_ops 24 @8=xsk_create
xsk_map_ops 344 @8=xsk_map_alloc @24=xsk_map_free
xsk_net_ops 80 @16=xsk_net_init @32=xsk_net_exit
xsk_netdev_notifier 24 @0=xsk_notifier
xsk_proto_ops 232 @16=xsk_release @24=xsk_bind
yama_hooks 96 @8=yama_ptrace_access_check @32=yama_ptrace_traceme
yama_relation_work 32 @24=yama_relation_cleanup
yama_sysctl_table 56 @24=yama_dointvec_minmax
yres 4 mousedev_notify_readers+0:2/3 mousedev_event+0:12/29
zbud_zpool_driver 112 @40=zbud_zpool_create @48=zbud_zpool_destroy
zero_checksum 4 ksm_scan_thread+0:84/118
zero_fops 264 @24=read_zero @96=mmap_zero
zero_page 8 iomap_dio_zero+0:1/2
zero_pfn 8 pte_none_or_zero+0:0/1 hmm_vma_walk_pmd+0:0/1 vmf_insert_mixed+0:0/1
zero_pipe_buf_ops 32 @8=zero_pipe_buf_release @16=zero_pipe_buf_try_steal
zone_cond_name 128 blk_zone_cond_str+0:0/2 blk_zone_plug_bio+0:0/13
zone_names 40 build_all_zonelists+0:8/10 free_area_init_core_hotplug+0:8/17
zoneinfo_op 32 @24=zoneinfo_show @0=frag_start
zonelist_update_seq 8 __build_all_zonelists+0:2/8
zs_zpool_driver 112 @40=zs_zpool_create @48=zs_zpool_destroy
zsmalloc_mops 24 @0=zs_page_isolate @8=zs_page_migrate
zswap_compressor_param_ops 32 @8=zswap_compressor_param_set @16=param_get_charp
zswap_enabled_param_ops 32 @8=zswap_enabled_param_set @16=param_get_bool
zswap_files 864 @136=zswap_current_read @368=zswap_max_show
zswap_zpool_param_ops 32 @8=zswap_zpool_param_set @16=param_get_charp
`;
