# The Python to build on: 3.11 to 3.13, able to load SQLite extensions (sqlite-vec), which many self-built ones are not.
PYTHON=""

choose_interpreter() {
    find_interpreter && return
    need_packages python3 python3-venv
    hash -r
    find_interpreter && return
    refuse "No Python from 3.11 to 3.13 that can load SQLite extensions was found:" "$(explain_candidates)" \
        "Debian 12 or newer, Ubuntu 24.04 and Raspberry Pi OS (64-bit) bring one as /usr/bin/python3."
}

find_interpreter() {
    local candidate
    while read -r candidate; do
        [[ -z $(fault_of "$candidate") ]] || continue
        PYTHON=$candidate
        return 0
    done < <(candidates)
    return 1
}

# The system's own comes first: the package for its venv is known and it stays when other tools change.
candidates() {
    local name
    {
        [[ ! -x /usr/bin/python3 ]] || echo /usr/bin/python3
        for name in python3.13 python3.12 python3.11 python3; do type -aP "$name" || true; done
    } | awk '!seen[$0]++'
}

fault_of() {
    "$1" -I - 2>/dev/null <<'PYTHON' || echo "does not start"
import sys

version = sys.version.split()[0]
try:
    import sqlite3
except ImportError:
    sqlite3 = None
if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    print(version, "is not 3.11 to 3.13")
elif not hasattr(getattr(sqlite3, "Connection", None), "enable_load_extension"):
    print(version, "cannot load SQLite extensions")
PYTHON
}

explain_candidates() {
    local candidate
    while read -r candidate; do echo "  $candidate: $(fault_of "$candidate")"; done < <(candidates)
}

# Debian splits the part of venv that brings pip into a package of its own.
venv_package() {
    "$PYTHON" -I -c 'import ensurepip, venv' 2>/dev/null && return
    "$PYTHON" -I -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}
