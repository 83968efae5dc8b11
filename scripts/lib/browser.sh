# Chromium for the browser tests, from Debian's packages. The tests read APPLIANCE_CHROMIUM; empty means: skip them.
find_browser() {
    APPLIANCE_CHROMIUM=$(chromium_path)
    if [[ -z $APPLIANCE_CHROMIUM ]] && may_install; then
        open_log
        install_chromium
        close_log
        APPLIANCE_CHROMIUM=$(chromium_path)
    fi
    export APPLIANCE_CHROMIUM
    [[ -n $APPLIANCE_CHROMIUM ]] || warn_without_browser
}

chromium_path() {
    local name
    for name in chromium chromium-browser google-chrome; do
        if type -P "$name"; then return; fi
    done
}

# Not a step: without a browser all other tests can still run.
install_chromium() {
    echo "  … Chromium for the browser tests"
    apt_install chromium fonts-liberation fonts-noto-color-emoji >"$LOG" 2>&1 </dev/null || tail -n 5 "$LOG" >&2
}

warn_without_browser() {
    {
        echo "!! ------------------------------------------------------------------------------------"
        echo "!! Chromium was not found: THE BROWSER TESTS ARE SKIPPED. To run them, type:"
        echo "!!     $(apt_line chromium)"
        echo "!! ------------------------------------------------------------------------------------"
    } >&2
}
