#!/bin/bash
# The print service of with_printer.sh and its mishaps. Runs only inside with_printer.sh.
set -u

usage() {
    cat >&2 <<'WORDS'
printer.sh begin            start everything and set up the queue "kiosk"
printer.sh end              stop everything
printer.sh off | on         switch the printer off, on
printer.sh fault REASON     the printer stops before the next page: media-empty-error, media-jam-error, ...
printer.sh mend             takes the fault away
printer.sh trays A B        that many sheets in the two trays, while nothing prints
printer.sh service-off | service-on | service-hang | service-wake   the same for cupsd
printer.sh drain            waits until queue and printer have no job left
WORDS
    exit 2
}

folder=${KIOSK_TEST_FOLDER:?run this inside with_printer.sh}
# shellcheck source=tests/within.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../within.sh"

# start NAME COMMAND...: in the background, with a log and a pid file.
start() {
    local name=$1
    shift
    setsid "$@" </dev/null >>"$folder/log/$name" 2>&1 &
    echo $! >"$folder/$name.pid"
}

stop() { # NAME
    local pid
    pid=$(cat "$folder/$1.pid" 2>/dev/null) || return 0
    rm -f "$folder/$1.pid"
    kill -CONT "$pid" 2>/dev/null
    kill "$pid" 2>/dev/null
    within 5 not_running "$pid" || kill -9 "$pid" 2>/dev/null
}

not_running() {
    case $(ps -o stat= -p "$1") in
    '' | Z*) return 0 ;;
    esac
    return 1
}

answers() { # PORT
    (exec 3<>"/dev/tcp/127.0.0.1/$1")
}

free_port() {
    local port
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        port=$((20000 + RANDOM % 12000))
        if ! answers $port 2>/dev/null; then
            echo $port
            return
        fi
    done
    return 1
}

write_settings() {
    mkdir -p "$folder"/{etc,state,spool,cache,log,printed,kept,bin}
    mkdir -m 1770 "$folder/tmp" && chgrp lp "$folder/tmp" "$folder/spool" "$folder/cache"
    chmod 770 "$folder/spool" "$folder/cache"
    # A copy: on hosts with AppArmor the profile of /usr/sbin/cupsd forbids it this folder.
    cp "$(command -v cupsd)" "$folder/bin/cupsd"
    cat >"$folder/etc/cupsd.conf" <<SETTINGS
Listen 127.0.0.1:$(cat "$folder/cupsd.port")
Listen $folder/cups.sock
LogLevel debug
Browsing No
WebInterface No
PreserveJobFiles No
DirtyCleanInterval 0
JobKillDelay 2
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
SETTINGS
    cat >"$folder/etc/cups-files.conf" <<SETTINGS
User lp
Group lp
SystemGroup root
ServerRoot $folder/etc
StateDir $folder/state
RequestRoot $folder/spool
TempDir $folder/tmp
CacheDir $folder/cache
AccessLog $folder/log/access
ErrorLog $folder/log/error
PageLog $folder/log/page
SETTINGS
    # ippeveprinter ends unless some D-Bus answers, though nothing on it need announce the printer.
    cat >"$folder/etc/bus.conf" <<SETTINGS
<busconfig><type>system</type><listen>unix:path=$folder/bus.sock</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/><allow user="*"/></policy>
</busconfig>
SETTINGS
    # What the printer does with a job: wait while there is a fault, drop the job if it is cancelled
    # meanwhile (ippeveprinter itself would let it run), else "print" it into a folder.
    cat >"$folder/etc/job.test" <<\SETTINGS
{
    OPERATION Get-Job-Attributes
    GROUP operation-attributes-tag
    ATTR charset attributes-charset utf-8
    ATTR language attributes-natural-language en
    ATTR uri printer-uri $uri
    ATTR integer job-id $job
    ATTR name requesting-user-name $user
    DISPLAY job-state-reasons
}
SETTINGS
    cat >"$folder/bin/print" <<SCRIPT
#!/bin/bash
file=\$(basename "\$1") said=
cancelled() {
    ipptool -d job="\${file%%-*}" "ipp://localhost:$(cat "$folder/printer.port")/ipp/print" \\
        "$folder/etc/job.test" | grep -q processing-to-stop-point
}
while fault=\$(cat "$folder/fault" 2>/dev/null) && [ "\$fault" ]; do
    [ "\$said" ] || echo "STATE: +\$fault" >&2
    said=\$fault
    cancelled && break
    sleep 0.2
done
[ "\$said" ] && echo "STATE: -\$said" >&2
cancelled && exit 1
cp "\$1" "$folder/printed/.part" && mv "$folder/printed/.part" "$folder/printed/\$file"
SCRIPT
    chmod 755 "$folder/bin/print"
}

service_answers() {
    [ "$(lpstat -r)" = "scheduler is running" ]
}

service_on() {
    start cupsd "$folder/bin/cupsd" -f -c "$folder/etc/cupsd.conf" -s "$folder/etc/cups-files.conf"
    within 10 service_answers
}

printer_on() {
    DBUS_SYSTEM_BUS_ADDRESS=unix:path=$folder/bus.sock \
        start printer ippeveprinter -vv -2 -r off -p "$(cat "$folder/printer.port")" -n localhost \
        -d "$folder/kept" -k -c "$folder/bin/print" \
        -f application/pdf,image/pwg-raster,image/urf,image/jpeg "Test Kiosk"
    within 10 answers "$(cat "$folder/printer.port")"
}

add_queue() {
    # lpadmin returns 0 even when it could not ask the printer: only the PPD proves that it did.
    lpadmin -p kiosk -E -v "ipp://localhost:$(cat "$folder/printer.port")/ipp/print" -m everywhere \
        && [ -s "$folder/etc/ppd/kiosk.ppd" ] && lpadmin -d kiosk
}

begin() {
    mkdir -p "$folder/log"
    free_port >"$folder/cupsd.port" || return 1
    until free_port >"$folder/printer.port" && ! cmp -s "$folder/printer.port" "$folder/cupsd.port"; do :; done
    write_settings || return 1
    start dbus dbus-daemon --nofork --nopidfile --config-file="$folder/etc/bus.conf"
    within 5 [ -S "$folder/bus.sock" ] || return 1
    printer_on && service_on && within 30 add_queue
}

at_rest() {
    [ -z "$(lpstat -o)" ] && ! pgrep -f "^ipp://localhost:$(cat "$folder/printer.port")/" &&
        ! pgrep -f "^/bin/bash $folder/bin/print "
}

# Through the printer's own web page.
trays() {
    local port paper=iso_a4_210x297mm
    port=$(cat "$folder/printer.port")
    exec 3<>"/dev/tcp/localhost/$port"
    printf 'GET /media?size1=%s&type1=stationery&level1=%s&size3=%s&type3=stationery&level3=%s HTTP/1.1\r\nHost: localhost:%s\r\n\r\n' \
        "$([ "$1" = 0 ] || echo $paper)" "$1" "$([ "$2" = 0 ] || echo $paper)" "$2" "$port" >&3
    timeout 2 cat <&3 >"$folder/log/trays"
    grep -q '200 OK' "$folder/log/trays"
}

case ${1:-} in
begin) begin ;;
trays) trays "${2:?}" "${3:?}" ;;
end) for name in cupsd printer dbus; do stop $name; done ;;
off) stop printer ;;
on) printer_on ;;
fault) echo "${2:?}" >"$folder/fault" ;;
mend) rm -f "$folder/fault" ;;
service-off) stop cupsd ;;
service-on) service_on ;;
service-hang) kill -STOP "$(cat "$folder/cupsd.pid")" ;;
service-wake) kill -CONT "$(cat "$folder/cupsd.pid")" ;;
drain) within 20 at_rest ;;
*) usage ;;
esac
