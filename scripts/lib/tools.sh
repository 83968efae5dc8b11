# What some tests look at our scripts and units with, and send backups on with. Without it they are skipped, which pytest's summary tells.
find_tools() {
    local missing=()
    command -v shellcheck >/dev/null || missing+=(shellcheck)
    command -v systemd-analyze >/dev/null || missing+=(systemd)
    command -v restic >/dev/null || missing+=(restic)
    command -v age >/dev/null || missing+=(age)
    command -v rclone >/dev/null || missing+=(rclone)
    ((${#missing[@]})) || return 0
    if may_install; then
        open_log
        echo "  … For the tests: ${missing[*]}"
        apt_install "${missing[@]}" >"$LOG" 2>&1 </dev/null || tail -n 5 "$LOG" >&2
        close_log
    else
        echo "!! Some tests need more tools. To run them too, type: $(apt_line "${missing[@]}")" >&2
    fi
}
