# Debian's packages: installed when we may, otherwise the one line to type.
apt_line() {
    echo "sudo apt-get install -y --no-install-recommends $*"
}

may_install() {
    ((EUID == 0)) && command -v apt-get >/dev/null
}

need_packages() {
    if may_install; then
        step "System packages: $*" apt_install "$@"
    elif command -v apt-get >/dev/null; then
        refuse "Some system packages are missing. Type this line, then the same command again:" "" "    $(apt_line "$@")" ""
    else
        refuse "These are missing; install them with your system's package tool, then run the same command again:" \
            "(their names on Debian) $*"
    fi
}

# A list that is weeks old names versions that are gone, so the first failure fetches it anew.
apt_install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y --no-install-recommends "$@" && return
    apt-get update
    apt-get install -y --no-install-recommends "$@"
}
