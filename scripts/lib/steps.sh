# Steps that the person at the terminal can follow: one line each with its seconds; what the tools say goes to a log.
LOG=""
STEP_GROUP=""

open_log() {
    LOG=$(mktemp "${TMPDIR:-/tmp}/appliance-setup.XXXXXX")
    trap 'stop_step 130' INT
    trap 'stop_step 143' TERM
}

close_log() {
    rm -f "$LOG"
    trap - INT TERM
}

stop_step() {
    [[ -z $STEP_GROUP ]] || kill -TERM -- "-$STEP_GROUP" 2>/dev/null || true
    printf '\nStopped. Run the same command again: it goes on where it was.\n' >&2
    rm -f "$LOG"
    exit "$1"
}

# step TITLE COMMAND...: job control gives the command a process group of its own, so that Ctrl-C ends all of it.
step() {
    local title=$1 began=$SECONDS status=0
    shift
    : >"$LOG"
    set -m
    ("$@") >>"$LOG" 2>&1 </dev/null &
    STEP_GROUP=$!
    set +m
    show_progress "$title" "$began" "$STEP_GROUP"
    wait "$STEP_GROUP" || status=$?
    STEP_GROUP=""
    [[ ! -t 1 ]] || printf '\r\033[K'
    ((status == 0)) || fail_step "$title"
    printf '  ✓ %s (%d s)\n' "$title" "$((SECONDS - began))"
}

show_progress() {
    local title=$1 began=$2 pid=$3 spoken=0 seconds
    while kill -0 "$pid" 2>/dev/null; do
        seconds=$((SECONDS - began))
        if [[ -t 1 ]]; then
            printf '\r\033[K  … %s, %d s%s' "$title" "$seconds" "$(share_done)"
        elif ((seconds - spoken >= 30)); then
            spoken=$seconds
            printf '  … %s, %d s%s\n' "$title" "$seconds" "$(share_done)"
        fi
        sleep 0.2
    done
}

# ninja writes "[12/240] ..." for each thing it has built.
share_done() {
    local last
    last=$(tail -c 20000 "$LOG" | grep -oE '^ *\[[0-9]+/[0-9]+\]' | tail -n 1 | tr -d '[] ') || return 0
    printf ', %d %%' "$((100 * ${last%/*} / ${last#*/}))"
}

fail_step() {
    {
        printf '  ✗ %s\n\n' "$1"
        tail -n 15 "$LOG" | cut -c1-300 | sed 's/^/    /'
        printf '\n%s\nAll that was said is in %s\n' "$(mend)" "$LOG"
    } >&2
    exit 1
}

refuse() {
    printf '%s\n' "$@" >&2
    exit 1
}

# The likely cause in the log, as a sentence that says what to do.
mend() {
    if said 'No space left on device|Disk quota exceeded'; then
        echo "The disk is full. Free about 2 GB and run the same command again."
    elif said 'cc1plus.*[Kk]illed|Killed signal|Cannot allocate memory|out of memory|MemoryError'; then
        echo "There was not enough memory. Stop other programs or add swap, then run the same command again: it goes on."
    elif said 'HASHES|hashes do not match|DO NOT MATCH'; then
        echo "A downloaded package is not the one that was locked. Do not go on if this happens twice; run it again once."
    elif said 'name resolution|NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|Network is unreachable|Could not resolve|from versions: none'; then
        echo "The package server was not reached. Check the connection to the internet and run the same command again: it goes on."
    elif said 'libgomp'; then
        echo "The library libgomp is missing. Type: $(apt_line libgomp1)"
    elif said 'Could not get lock|is locked by another'; then
        echo "Another program is installing system packages. Wait until it has finished and run the same command again."
    elif said 'Permission denied|Read-only file system'; then
        echo "A file could not be written. Check that $ROOT belongs to $(id -un) and run the same command again."
    else
        echo "Run the same command again: it goes on where it was. If it stops here again, the log names the cause."
    fi
}

said() {
    grep -qE "$1" "$LOG"
}
