# From the version that runs to another one that is whole.
upgrade_to() {
    local old
    old=$(current_version)
    stop_service
    switch_to "$1"
    install_units
    start_service
    forget_versions "$1" "$old"
}
