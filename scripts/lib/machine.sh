# What an installation puts on the machine beside the code: a user, folders, settings, a journal, a name, a command.

prepare_machine() {
    make_user
    make_folders
    write_settings
    limit_journal
    install_launcher
    announce
}

# Beside what the set-up itself needs: names on the network, given and found, and what the language engine is linked to.
need_house_packages() {
    local name missing=()
    [[ -z $PREFIX ]] || return 0
    for name in avahi-daemon libnss-mdns libgomp1; do
        dpkg-query -Wf '${Status}' "$name" 2>/dev/null | grep -q ' installed$' || missing+=("$name")
    done
    ((${#missing[@]} == 0)) || need_packages "${missing[@]}"
}

# Told before anything is built: on many a home server something else has port 80.
check_port() {
    local port=${WANTED_PORT:-$(setting PORT 80)}
    [[ -z $PREFIX ]] && is_taken "$port" && ! is_ours "$port" || return 0
    refuse "Port $port is in use by another program. Choose another one, such as: sudo scripts/install --port $((port + 8000))"
}

is_taken() {
    (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

is_ours() {
    [[ $(setting PORT 80) == "$1" ]] && control is-active --quiet appliance.socket
}

# Not Debian's adduser: systemd-sysusers does nothing where the user is there, and can work in a folder for trying out.
make_user() {
    mkdir -p "$PREFIX/etc"
    systemd-sysusers --root="${PREFIX:-/}" --inline "u $OWNER - \"Family appliance\" /var/lib/appliance /usr/sbin/nologin"
}

# In a folder for trying out its own list of users counts, so names are looked up there.
owner_ids() {
    awk -F: -v name="$OWNER" '$1 == name { print $3 ":" $4 }' "$PREFIX/etc/passwd"
}

make_folders() {
    mkdir -p "$DATA" "$(dirname "$SETTINGS")" "$VERSIONS"
    chmod 700 "$DATA"
    chown "$(owner_ids)" "$DATA"
    chmod 755 "$(dirname "$SETTINGS")" "$VERSIONS"
}

# Written once. After that it belongs to whoever runs the machine; only --port and --name change their own line.
write_settings() {
    [[ -e $SETTINGS ]] || write_file 640 "$SETTINGS" <<'TEXT'
# Settings of the appliance, one NAME=VALUE a line; docs/settings.md has them all. A list goes into single quotes:
# APPLIANCE_HOSTS='["home.example"]'
# After a change:  sudo systemctl restart appliance     After another port or host:  sudo scripts/install
TEXT
    [[ -n $(setting PORT "") ]] || keep_setting PORT 80
    [[ -z $WANTED_PORT ]] || keep_setting PORT "$WANTED_PORT"
    [[ -z $WANTED_NAME ]] || keep_setting NAME "$WANTED_NAME"
    chmod 640 "$SETTINGS"
    chown "0:$(owner_ids | cut -d: -f2)" "$SETTINGS"
}

# An SD card dies of small writes: what is not an emergency is written every five minutes, and never more than 64 MB are kept.
limit_journal() {
    write_file 644 "$JOURNAL" <<'TEXT'
# The journal of the appliance alone: journalctl --namespace=appliance
[Journal]
Storage=persistent
SystemMaxUse=64M
SystemMaxFileSize=8M
MaxRetentionSec=3month
SyncIntervalSec=5min
TEXT
    control try-restart systemd-journald@appliance.service
}

# In a folder for trying out, whoever tries it out is the user.
install_launcher() {
    local user=$OWNER
    [[ -z $PREFIX ]] || user=$(id -un)
    write_file 755 "$LAUNCHER" <<TEXT
#!/usr/bin/env bash
# The appliance's command, as the user that the service runs as and with its settings. Written by scripts/install.
me=\$(id -un)
if [[ \$me != $user && \$EUID != 0 ]]; then
    echo "Type: sudo appliance \$*" >&2
    exit 1
fi
set -a
APPLIANCE_DATA=$DATA HOME=$DATA
source $SETTINGS
set +a
umask 077
[[ \$me != $user ]] || exec $CURRENT/.venv/bin/appliance "\$@"
exec setpriv --reuid $user --regid $user --init-groups -- $CURRENT/.venv/bin/appliance "\$@"
TEXT
}
