# The name under which phones find the machine, NAME.local, and the announcement of its pages; avahi does both.
announce() {
    [[ -d $AVAHI ]] || return 0
    write_file 644 "$AVAHI/services/appliance.service" <<TEXT
<?xml version="1.0" standalone='no'?>
<!DOCTYPE service-group SYSTEM "avahi-service.dtd">
<service-group>
  <name replace-wildcards="yes">Appliance on %h</name>
  <service>
    <type>_http._tcp</type>
    <port>$(setting PORT 80)</port>
  </service>
</service-group>
TEXT
    take_name "$(setting NAME "")"
}

# Another name than the machine's own is avahi's to give; nothing else on the machine changes.
take_name() {
    local file=$AVAHI/avahi-daemon.conf
    [[ -n $1 && -e $file ]] || return 0
    ! grep -qx "host-name=$1" "$file" || return 0
    sed "0,/^#*host-name=.*/s//host-name=$1/" "$file" | write_file 644 "$file"
    control restart avahi-daemon.service
}

be_silent() {
    local file=$AVAHI/avahi-daemon.conf name
    name=$(setting NAME "")
    rm -f "$AVAHI/services/appliance.service"
    [[ -n $name && -e $file ]] && grep -qx "host-name=$name" "$file" || return 0
    sed "s/^host-name=$name\$/#host-name=foo/" "$file" | write_file 644 "$file"
    control restart avahi-daemon.service
}
