# llama-cpp-python, built once for this processor and kept as a wheel that later checkouts use too.
LLAMA_VERSION=$(sed -n 's/^llama-cpp-python==\([0-9.]*\).*/\1/p' "$ROOT/scripts/requirements-llama.lock")

# x86: with AMX, llama.cpp crashed on a machine that announces AMX.
llama_compiler_flags() {
    [[ $(uname -m) != x86_64 ]] || echo "-mno-amx-tile -mno-amx-int8 -mno-amx-bf16"
}

# A Pi 5 has dotprod, which the quantised kernels need, and -march=native is no help with older compilers there.
llama_cmake_flags() {
    local common="-DLLAVA_BUILD=OFF"
    if [[ $(uname -m) == x86_64 ]]; then
        echo "$common -DGGML_NATIVE=ON"
    elif cpu_has asimddp && cpu_has fphp; then
        echo "$common -DGGML_NATIVE=OFF -DGGML_CPU_ARM_ARCH=armv8.2-a+dotprod+fp16"
    else
        echo "$common -DGGML_NATIVE=OFF"
    fi
}

cpu_has() {
    cpu_features | grep -qx "$1"
}

cpu_features() {
    sed -n '/^flags\|^Features/{s/^[^:]*: *//p;q}' /proc/cpuinfo | tr ' ' '\n'
}

# What -march=native looks at; other flags come and go with the kernel.
llama_key() {
    local made_of
    made_of="$(llama_compiler_flags) $(llama_cmake_flags) $(getconf GNU_LIBC_VERSION)
$(cpu_features | grep -E '^(avx|sse|ssse|fma|f16c|bmi|asimd|fphp|sve|i8mm)' | sort)"
    echo "$LLAMA_VERSION-$(uname -m)-$(sha256sum <<<"$made_of" | cut -c1-12)"
}

# A cache that cannot be written may still hold the wheel.
wheel_cache() {
    local cache=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/appliance/wheels
    if compgen -G "$cache/$1/*.whl" >/dev/null || { mkdir -p "$cache" 2>/dev/null && [[ -w $cache ]]; }; then
        echo "$cache"
    else
        echo "$ROOT/.venv/wheels"
    fi
}

cached_wheel() {
    compgen -G "$(wheel_cache "$1")/$1/*.whl" | head -n 1
}

# The work folder stays until the wheel is there, so that an interrupted build goes on with the file it was at.
build_llama() {
    local key=$1 cache work
    cache=$(wheel_cache "$key")
    work=$cache/$key.work
    mkdir -p "$work"
    exec 8>"$work/lock"
    flock 8
    [[ -z $(cached_wheel "$key") ]] || return 0
    make_build_tools "$work"
    fetch_llama "$work"
    compile_llama "$work"
    rm -rf "${cache:?}/$key"
    mv -T "$work/wheel" "$cache/$key"
    rm -rf "$work"
}

make_build_tools() {
    [[ ! -e $1/tools/complete ]] || return 0
    "$PYTHON" -m venv --clear "$1/tools"
    locked_pip "$1/tools" --only-binary :all: -r "$ROOT/scripts/requirements-build.lock"
    touch "$1/tools/complete"
}

fetch_llama() {
    [[ ! -d $1/source ]] || return 0
    rm -rf "$1/archive" "$1/unpacked"
    mkdir "$1/unpacked"
    "$1/tools/bin/python" -m pip download --no-input --no-deps --no-build-isolation --no-binary :all: \
        --require-hashes -r "$ROOT/scripts/requirements-llama.lock" -d "$1/archive"
    tar -xzf "$1"/archive/*.tar.gz -C "$1/unpacked" --strip-components=1
    rm -r "$1/archive"
    mv -T "$1/unpacked" "$1/source"
}

# With SOURCE_DATE_EPOCH set, llama.cpp leaves out AVX altogether.
compile_llama() {
    rm -rf "$1/wheel"
    env -u SOURCE_DATE_EPOCH PATH="$1/tools/bin:$PATH" CMAKE_GENERATOR=Ninja \
        CFLAGS="$(llama_compiler_flags)" CXXFLAGS="$(llama_compiler_flags)" \
        CMAKE_ARGS="$(llama_cmake_flags) -DCMAKE_PROJECT_llama.cpp_INCLUDE=$(printf %q "$ROOT/scripts/lib/llama.cmake")" \
        CMAKE_BUILD_PARALLEL_LEVEL="$(build_jobs)" \
        "$1/tools/bin/python" -m pip wheel -v --no-input --no-deps --no-build-isolation --no-cache-dir \
        --config-settings=build-dir="$1/cmake" --wheel-dir "$1/wheel" "$1/source"
}

# One job a core, and 1.5 GB for each: the largest files need about that much.
build_jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable/ { print int($2 / 1500000) }' /proc/meminfo)
    echo $((memory < 1 ? 1 : memory < cores ? memory : cores))
}
