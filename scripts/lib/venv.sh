# .venv: the locked packages, the built llama-cpp-python and the `appliance` command, which runs this checkout in place.
VENV=$ROOT/.venv

locked_pip() {
    local home=$1
    shift
    PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 "$home/bin/python" -m pip install --no-input --disable-pip-version-check \
        --no-deps --require-hashes "$@"
}

# What .venv must agree with; a moved checkout, another Python or another processor makes it stale.
wanted_stamp() {
    {
        echo "$ROOT"
        readlink -f "$VENV/bin/python" || true
        llama_key
        echo "$1"
    } | sha256sum
}

named_packages() {
    cat "$ROOT"/scripts/*.lock "$ROOT/pyproject.toml" | sha256sum
}

is_ready() {
    [[ -x $VENV/bin/appliance && -r $VENV/ready.$1 && $(<"$VENV/ready.$1") == "$(wanted_stamp "$(named_packages)")" ]]
}

# mark_ready run|test PACKAGES: those that were named when the set-up began; a lock file that changed since is news.
mark_ready() {
    wanted_stamp "$2" >"$VENV/ready.new"
    mv "$VENV/ready.new" "$VENV/ready.$1"
}

make_venv() {
    venv_works && return
    "$PYTHON" -m venv --clear "$VENV"
    echo "$ROOT" >"$VENV/made-for"
}

# Commands inside a venv name its path, so that one which was moved is made anew; so is one in which pip was cut off,
# because a package that is half there looks installed.
venv_works() {
    [[ ! -e $VENV/installing && $(cat "$VENV/made-for" 2>/dev/null) == "$ROOT" && -z $(fault_of "$VENV/bin/python") ]] &&
        "$VENV/bin/python" -I -m pip --version >/dev/null 2>&1
}

install_packages() {
    local status=0 lock=$ROOT/scripts/requirements.lock
    [[ $1 != test ]] || lock=$ROOT/scripts/requirements-test.lock
    touch "$VENV/installing"
    locked_pip "$VENV" --only-binary :all: -r "$lock" || status=$?
    rm "$VENV/installing"
    return "$status"
}

install_llama() {
    [[ $(cat "$VENV/llama" 2>/dev/null) != "$1" ]] || return 0
    "$VENV/bin/python" -m pip install --no-input --disable-pip-version-check --no-index --no-deps --force-reinstall \
        "$(cached_wheel "$1")"
    "$VENV/bin/python" -c 'import llama_cpp; llama_cpp.llama_backend_init()'
    echo "$1" >"$VENV/llama"
}

install_appliance() {
    "$VENV/bin/python" -m pip install --no-input --disable-pip-version-check --no-index --no-deps --no-build-isolation \
        --editable "$ROOT"
}
