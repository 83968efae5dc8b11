# From the version that runs to another one that is whole. Until the new one has shown that it lives, the file `trial` says
# what to go back to: whatever cuts this short, appliance-rollback.service or the next installation brings it to an end.
TRIAL=$(dirname "$CURRENT")/trial
HOUSE=$(setting DATA "$DATA")
PATIENCE=${APPLIANCE_TRIAL_PATIENCE:-90} # seconds from the start to the first sign of life
CALM=${APPLIANCE_TRIAL_CALM:-5}          # seconds after which it must still be there

upgrade_to() {
    local new=$1 old
    old=$(current_version)
    step "A backup by the version that runs" back_up
    step "Version $new, rehearsed on a copy of what the family has" rehearse "$new"
    grep -qx "All is well." "$LOG" || refuse "$(tail -n 5 "$LOG")" "Nothing was changed: version $old goes on."
    begin_trial "$old" "$new"
    control start --no-block appliance-rollback.service 2>/dev/null || true
    step "The switch to version $new" switch_over "$new"
    finish_trial
}

# As the user of the service: what root makes there, the service could not open.
as_owner() {
    if [[ -n $PREFIX ]]; then "$@"; else setpriv --reuid "$OWNER" --regid "$OWNER" --init-groups -- "$@"; fi
}

# Where the chosen disk is not there, it goes beside the data: better than none, and than no upgrade.
back_up() {
    [[ -e $HOUSE/appliance.db && -z $NO_BACKUP ]] || return 0
    "$LAUNCHER" backup create || "$LAUNCHER" backup create --to "$HOUSE/backups" || {
        echo "No backup could be made. To go on without: sudo scripts/install --without-backup"
        echo "The database as it is now is kept in any case, until the upgrade after the next."
        return 1
    }
}

# With the new version's code, while the old one goes on: what it cannot read or migrate shows before anything is switched.
rehearse() {
    local scratch=$HOUSE/rehearsal
    [[ -e $HOUSE/appliance.db ]] || { echo "All is well."; return; }
    cd /
    as_owner rm -rf "$scratch"
    as_owner "$VERSIONS/$1/.venv/bin/appliance" rehearse "$scratch" --of "$HOUSE" || echo "It ended with status $?."
    as_owner rm -rf "$scratch"
}

# begin_trial OLD NEW: a state before this schema that is there afterwards was made by this trial, and by no earlier one.
begin_trial() {
    local schema
    schema=$(schema_now)
    rm -f "$(state_before "$schema")"
    printf '%s\n' "$1" "$2" "$schema" | write_file 644 "$TRIAL"
    sync "$(dirname "$TRIAL")"
}

state_before() {
    echo "$HOUSE/before-${1:-nothing}.db"
}

# Nothing, where there is no database or none that can be read.
schema_now() {
    as_owner "$CURRENT/.venv/bin/python" -I - "$HOUSE/appliance.db" 2>/dev/null <<'PYTHON' || true
import pathlib
import sqlite3
import sys

database = sqlite3.connect(pathlib.Path(sys.argv[1]).as_uri() + "?mode=ro", uri=True)
print(database.execute("SELECT version_num FROM alembic_version").fetchone()[0])
PYTHON
}

switch_over() {
    switch_to "$1"
    install_units
}

# At any moment after begin_trial, also when it was cut short in here: 0 when the new version lives.
finish_trial() {
    local old new schema
    { read -r old && read -r new && read -r schema; } <"$TRIAL" || true
    [[ $(current_version) != "$new" ]] || echo "  … Version $new starts, and has to show that it is well"
    if [[ $(current_version) == "$new" ]] && comes_up "$new"; then
        end_trial
        forget_versions "$new" "$old"
        return 0
    fi
    go_back "$old" "$new" "$schema"
}

# For whoever finds a trial that somebody else began.
settle() {
    [[ -e $TRIAL ]] || return 0
    echo "An upgrade was cut short; it is brought to an end first."
    if finish_trial; then echo "Version $(current_version) is here and well."; fi
}

end_trial() {
    rm -f "$TRIAL"
    sync "$(dirname "$TRIAL")"
}

# Restarted, not stopped and started: the port stays open, and whoever comes meanwhile wakes no other version.
comes_up() {
    local try
    for try in 1 2; do
        if start_anew; then
            stays_well "${1%-*}"
            return
        fi
        echo "Version $1 did not start at try $try."
    done
    return 1
}

start_anew() {
    control reset-failed appliance.service appliance.socket 2>/dev/null || true
    control start appliance.socket && control restart appliance.service
}

# stays_well NUMBER
stays_well() {
    local end=$((SECONDS + PATIENCE))
    until [[ $(number_that_answers) == "$1" ]]; do
        ((SECONDS < end)) || return 1
        sleep 0.5
    done
    sleep "$CALM"
    [[ $(number_that_answers) == "$1" ]]
}

# The version that is up and well; nothing where none is.
number_that_answers() {
    local host
    host=$(setting HOST 0.0.0.0)
    [[ $host != 0.0.0.0 ]] || host=127.0.0.1
    "$CURRENT/.venv/bin/python" -I - "http://$host:$(setting PORT 80)/health" 2>/dev/null <<'PYTHON' || true
import json
import sys
import urllib.request

direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
with direct.open(sys.argv[1], timeout=10) as answer:
    print(json.load(answer)["version"])
PYTHON
}

# go_back OLD NEW SCHEMA: the code first, so that whoever wakes the service meanwhile wakes the old one, which leaves newer
# data alone.
go_back() {
    local switched=""
    if [[ $(current_version) != "$1" ]]; then
        switched=1
        switch_over "$1"
    fi
    if has_moved_from "$3"; then
        control stop appliance.service 2>/dev/null || true
        put_back "$3" || echo "The state before the upgrade could not be put back; it is $(state_before "$3")." >&2
    fi
    comes_up "$1" || echo "Version $1 does not come up either. Its journal says why: sudo journalctl --namespace=appliance" >&2
    end_trial
    [[ -n $switched ]] || return 0
    echo "Version $2 did not come up, so version $1 is back, with everything the family had." >&2
    return 1
}

has_moved_from() {
    [[ $(schema_now) != "$1" && -e $HOUSE/appliance.db && (-z $1 || -e $(state_before "$1")) ]]
}

# put_back SCHEMA: by one rename, as the migration. The newer database stays as evidence until the next time.
put_back() (
    database=$HOUSE/appliance.db evidence=$HOUSE/failed-upgrade.db
    exec 8>>"$HOUSE/lock"
    flock -w 120 8 || exit 1
    if [[ ! $database -ef $evidence ]]; then
        rm -f "$evidence" "$evidence-wal"
        ln "$database" "$evidence" || exit 1
    fi
    # A log that stayed would be applied to the file that takes the name.
    [[ ! -e $database-wal ]] || mv -fT "$database-wal" "$evidence-wal" || exit 1
    rm -f "$database-shm" "$database-journal"
    sync "$HOUSE"
    if [[ -n $1 ]]; then mv -fT "$(state_before "$1")" "$database"; else rm "$database"; fi || exit 1
    sync "$HOUSE"
)
