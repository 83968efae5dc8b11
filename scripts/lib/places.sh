# Where things lie on an installed machine. PREFIX is empty, except where an installation is tried out in a folder.
PREFIX=${PREFIX:-}
VERSIONS=$PREFIX/opt/appliance/versions
CURRENT=$PREFIX/opt/appliance/current
DATA=$PREFIX/var/lib/appliance
SETTINGS=$PREFIX/etc/appliance/appliance.env
UNITS=$PREFIX/etc/systemd/system
PORT_OF_SOCKET=$UNITS/appliance.socket.d/port.conf
JOURNAL=$PREFIX/etc/systemd/journald@appliance.conf
AVAHI=$PREFIX/etc/avahi
LAUNCHER=$PREFIX/usr/local/bin/appliance
CACHE=$PREFIX/var/cache/appliance # downloaded packages, and llama.cpp built for this processor
OWNER=appliance

# write_file MODE FILE: standard input becomes FILE in one step, so that a power cut leaves the old or the new one.
write_file() {
    mkdir -p "$(dirname "$2")"
    cat >"$2.new"
    chmod "$1" "$2.new"
    sync "$2.new"
    mv -T "$2.new" "$2"
}

# A setting of appliance.env, in the last line that names it; else what is said as the second argument.
setting() {
    local value
    value=$(sed -n "s/^APPLIANCE_$1=//p" "$SETTINGS" 2>/dev/null | tail -n 1 | tr -d "\"'")
    echo "${value:-$2}"
}

# keep_setting NAME VALUE: that one line, and no other; the rest of the file belongs to whoever runs the machine.
keep_setting() {
    local others
    [[ $(setting "$1" "") != "$2" ]] || return 0
    others=$(sed "/^APPLIANCE_$1=/d" "$SETTINGS")
    printf '%s\nAPPLIANCE_%s=%s\n' "$others" "$1" "$2" | write_file 640 "$SETTINGS"
}
