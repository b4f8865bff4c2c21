#!/bin/bash
# dracut module: puts the agent, its settings and token, curl and the certificates into the initramfs of a crash kernel.
# Called by dracut, which gives inst_simple, inst_multiple and the variables.

# Only into a crash kernel's initramfs, and only where this host has a token: mkdumprd of Red Hat sets IN_KDUMP, SUSE's adds the
# module kdump.
check() {
    [[ -e /etc/purgatory/token ]] || return 1
    [[ ${IN_KDUMP-} || " ${add_dracutmodules-} ${force_add_dracutmodules-} " == *" kdump "* ]] || return 255
    require_binaries curl sha256sum || return 1
    return 0
}

depends() {
    echo network
}

install() {
    inst_multiple curl dd sha256sum stat tail head cut sed tr sort tee mktemp mkfifo sleep date grep wc cat rm mkdir mv
    inst_multiple -o vmcore-dmesg od timeout busybox
    inst_simple /usr/bin/purgatory-agent
    inst_simple /usr/lib/purgatory/crash-upload
    inst_simple /etc/purgatory/agent.conf
    inst_simple /etc/purgatory/token
    # Where curl looks for certificates, by distribution; links and what they point to.
    local file
    for file in /etc/pki/tls/certs/ca-bundle.crt /etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem \
        /etc/ssl/ca-bundle.pem /var/lib/ca-certificates/ca-bundle.pem; do
        [[ -e $file ]] && inst_simple "$file"
    done
    # A certificate of the operator's own.
    file=$(sed -n 's/^CA_FILE=//p' /etc/purgatory/agent.conf)
    [[ $file && -e $file ]] && inst_simple "$file"
    # Names are resolved by glibc, which loads these by name: dracut can't see that they are needed.
    inst_libdir_file 'libnss_dns.so*' 'libnss_files.so*'
    inst_multiple -o /etc/nsswitch.conf /etc/hosts /etc/resolv.conf
    return 0
}
