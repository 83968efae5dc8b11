# Taking the appliance off the machine. Each line may be repeated, so a removal that was interrupted is run again.
remove() {
    stop_service 2>/dev/null || true
    control --quiet disable appliance.service appliance.socket appliance-rollback.service 2>/dev/null || true
    be_silent
    rm -f "$UNITS/appliance.service" "$UNITS/appliance.socket" "$UNITS/appliance-rollback.service" \
        "$PORT_OF_SOCKET" "$LAUNCHER" "$JOURNAL"
    rmdir "$UNITS/appliance.socket.d" 2>/dev/null || true
    control daemon-reload
    rm -rf "${VERSIONS%/versions}" "$CACHE"
}

say_what_stays() {
    echo "The appliance was removed. What the family has stays:"
    echo "    $DATA    everything of the family, with the keys that open it"
    echo "    $SETTINGS    the settings"
    echo "sudo scripts/install brings the appliance back; sudo scripts/install --purge deletes these too."
}

# The one thing here that cannot be undone is asked about.
ask_to_purge() {
    [[ -z $YES ]] || return 0
    [[ -t 0 ]] || refuse "Deleting what the family has needs a yes: add --yes."
    local answer
    read -rp "Delete everything of the family in $DATA, for good? Backups elsewhere stay. Type yes: " answer
    [[ $answer == yes ]] || refuse "Nothing was deleted."
}

purge() {
    local elsewhere
    elsewhere=$(setting DATA "/var/lib/appliance")
    control stop systemd-journald@appliance.service systemd-journald@appliance.socket 2>/dev/null || true
    # Its content first: the folder itself may be a disk of its own.
    [[ ! -d $DATA ]] || find "$DATA" -mindepth 1 -delete
    rmdir "$DATA" 2>/dev/null || true
    rm -rf "$(dirname "$SETTINGS")" "$PREFIX"/var/log/journal/*.appliance
    [[ -n $PREFIX ]] || userdel "$OWNER" 2>/dev/null || true
    echo "The appliance was removed, and everything of the family with it."
    [[ $elsewhere == /var/lib/appliance ]] || echo "Its data was in $elsewhere by your own setting; that folder was left alone."
}
