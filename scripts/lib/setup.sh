# set_up run|test: brings this checkout from nothing to a working .venv, or does nothing within a few milliseconds.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
for part in steps system interpreter llama venv; do
    # shellcheck source=/dev/null
    source "$ROOT/scripts/lib/$part.sh"
done
unset part
# Some machines tell Python to keep no compiled modules: then every start would compile the whole appliance again.
unset PYTHONDONTWRITEBYTECODE

set_up() {
    ! is_ready "$1" || return 0
    [[ -w $ROOT ]] || refuse "$ROOT cannot be written by $(id -un). Set it up as the user it belongs to."
    # The lock is on a file that is there anyway, and the tools that we start hold it too: a second run waits for them.
    exec 9<"$ROOT/pyproject.toml"
    flock -n 9 || { echo "Another set-up of this checkout is running; waiting for it." && flock 9; }
    is_ready "$1" || prepare "$1"
    exec 9<&-
}

prepare() {
    local key packages
    key=$(llama_key)
    packages=$(named_packages)
    echo "Setting up the appliance (the first time only; building the language engine takes most of it)"
    open_log
    check_machine
    choose_interpreter
    need_missing_packages "$key"
    step "Python environment ($("$PYTHON" -V 2>&1))" make_venv
    if [[ -n $(cached_wheel "$key") ]]; then
        echo "  ✓ llama.cpp for this processor is in the cache"
    else
        step "llama.cpp, built for this processor" build_llama "$key"
    fi
    step "Packages" install_packages "$1"
    step "llama.cpp, installed and tried" install_llama "$key"
    step "The appliance command" install_appliance
    mark_ready run "$packages"
    [[ $1 == run ]] || mark_ready "$1" "$packages"
    close_log
}

# A 32-bit system may run on a 64-bit kernel, as on many a Raspberry Pi.
check_machine() {
    case $(uname -m)-$(getconf LONG_BIT) in
        x86_64-64 | aarch64-64) ;;
        *) refuse "The appliance needs a 64-bit system on an x86 or ARM processor; this one is $(uname -m), $(getconf LONG_BIT)-bit." ;;
    esac
}

need_missing_packages() {
    local missing
    missing=$(venv_package)
    if [[ -z $(cached_wheel "$1") ]] && ! { command -v gcc && command -v g++; } >/dev/null; then
        missing="$missing build-essential"
    fi
    # shellcheck disable=SC2086
    [[ -z $missing ]] || need_packages $missing
}
