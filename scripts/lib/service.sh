# The service and its port, through systemd. In a folder for trying out (PREFIX) there is none to be told, unless
# APPLIANCE_SYSTEMCTL names a stand-in.
if [[ -n $PREFIX ]]; then SYSTEMCTL=${APPLIANCE_SYSTEMCTL:-true}; else SYSTEMCTL=${APPLIANCE_SYSTEMCTL:-systemctl}; fi

control() {
    "$SYSTEMCTL" "$@"
}

has_systemd() {
    [[ -d /run/systemd/system ]]
}

service_runs() {
    control is-active --quiet appliance.service
}

# Returns when the service says that it is ready, because the unit is of type notify. The old pauses after crashes end.
start_service() {
    control reset-failed appliance.service appliance.socket 2>/dev/null || true
    control start appliance.socket && control start appliance.service
}

# The port too: with it open, the next visitor would start the service again.
stop_service() {
    control stop appliance.socket appliance.service
}

listens_at() {
    echo "ListenStream=$(setting HOST 0.0.0.0):$(setting PORT 80)"
}

# An upgrade leaves the socket open, so another port is taken by the version that runs, before it.
take_port() {
    ! grep -qxF "$(listens_at)" "$PORT_OF_SOCKET" || return 0
    stop_service
    install_units
    start_service
}

# The first start of a version, or its repair.
begin() {
    stop_service || true
    switch_to "$1"
    install_units
    start_service || { last_words; return 1; }
}

# Units come from the version that runs, so that a switch back brings its own back too.
install_units() {
    local unit
    for unit in appliance.service appliance.socket appliance-rollback.service; do
        write_file 644 "$UNITS/$unit" <"$CURRENT/systemd/$unit"
    done
    write_file 644 "$PORT_OF_SOCKET" <<TEXT
# From APPLIANCE_HOST and APPLIANCE_PORT in appliance.env; scripts/install writes it anew.
[Socket]
ListenStream=
$(listens_at)
TEXT
    control daemon-reload
    control --quiet enable appliance.socket appliance.service appliance-rollback.service
}

last_words() {
    journalctl --namespace=appliance --unit appliance --lines 15 --no-pager --output cat 2>/dev/null || true
}

say_welcome() {
    [[ -n $PREFIX ]] || "$LAUNCHER" welcome
}
