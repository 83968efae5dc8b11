# Versions side by side in /opt/appliance/versions, each with its own .venv; `current` names the one that runs.
CODE=(appliance docs models scripts static systemd templates CHANGELOG.md LICENSE README.md pyproject.toml)

# The files of this checkout that make a version. Chat models in models/ belong to a family, not to the code.
code_files() {
    (cd "$ROOT" && find "${CODE[@]}" -type f ! -path '*/__pycache__/*' \
        \( ! -name '*.gguf' -o -name all-MiniLM-L6-v2-Q8_0.gguf -o -name intents.gguf \) -print0 | LC_ALL=C sort -z)
}

# By content, so that a checkout with a change of one's own is a version of its own, with git or without.
version_name() {
    local number content
    number=$(sed -n 's/^version = "\(.*\)"/\1/p' "$ROOT/pyproject.toml")
    content=$(code_files | (cd "$ROOT" && xargs -0 sha256sum) | sha256sum | cut -c1-10)
    echo "$number-$content"
}

# Nothing, where none is installed.
current_version() {
    local folder
    folder=$(readlink "$CURRENT" 2>/dev/null) || return 0
    basename "$folder"
}

# Made ready beside the one that runs. What is there and sound is kept; what is missing or was changed is made again.
prepare_version() {
    export XDG_CACHE_HOME=$CACHE
    [[ $(name_of_copy "$1") == "$1" ]] || step "Version $1" copy_code "$1"
    take_built_wheels
    make_environment "$1"
    step "Version $1, ready to start" finish_version "$1"
}

# Whole means: its code was copied, its .venv made, and both are on the disk.
is_whole() {
    [[ -e $VERSIONS/$1/whole ]]
}

name_of_copy() {
    [[ ! -r $VERSIONS/$1/pyproject.toml ]] || ROOT=$VERSIONS/$1 version_name 2>/dev/null
}

# Who tried scripts/run first has built llama.cpp for this processor already.
take_built_wheels() {
    local home key
    key=$(llama_key) home=$(getent passwd "${SUDO_USER:-root}" | cut -d: -f6)
    [[ -z $(cached_wheel "$key") && -d $home/.cache/appliance/wheels/$key ]] || return 0
    mkdir -p "$CACHE/appliance/wheels"
    cp -rT "$home/.cache/appliance/wheels/$key" "$CACHE/appliance/wheels/$key.new"
    mv -T "$CACHE/appliance/wheels/$key.new" "$CACHE/appliance/wheels/$key"
}

# Into the place where it stays, because a .venv names its own path.
copy_code() {
    local folder=$VERSIONS/$1
    mkdir -p "$folder"
    rm -f "$folder/whole"
    find "$folder" -mindepth 1 -maxdepth 1 ! -name .venv -exec rm -rf {} +
    code_files | tar -C "$ROOT" --null --no-recursion -T - -cf - |
        tar -C "$folder" --no-same-owner -xf -
    chmod -R u=rwX,go=rX "$folder"
}

# make_environment VERSION: by that version's own set-up, with its locked packages.
make_environment() {
    if [[ -n ${READY_VENV-} ]]; then
        ln -sfnT "$READY_VENV" "$VERSIONS/$1/.venv"
    else
        bash -Eeuo pipefail -c 'source "$0/scripts/lib/setup.sh" && set_up run' "$VERSIONS/$1"
    fi
}

# The service may not write here, so what Python keeps of a module is made now.
finish_version() {
    "$VERSIONS/$1/.venv/bin/python" -m compileall -q "$VERSIONS/$1/appliance"
    sync -f "$VERSIONS/$1"
    touch "$VERSIONS/$1/whole"
    sync -f "$VERSIONS/$1"
}

# One rename: at any moment `current` is the old or the new one.
switch_to() {
    ln -sfnT "versions/$1" "$CURRENT.new"
    mv -T "$CURRENT.new" "$CURRENT"
    sync -f "$(dirname "$CURRENT")"
}

# forget_versions KEEP...: all but these go.
forget_versions() {
    local folder
    for folder in "$VERSIONS"/*/; do
        [[ " $* " == *" $(basename "$folder") "* ]] || rm -rf "$folder"
    done
}
