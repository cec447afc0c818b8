# One step of the build: says its name and takes its time. FAIL=NAME lets that step fail, SLOW=NAME lets it take 45 s, STUBBORN=NAME lets it ignore
# as long what asks it to end. MARK=FILE is made when such a step begins, else when the last one is over.
echo "this is $1"
if [ "$FAIL" = "$1" ]; then echo "$1: 2 of 40 are wrong" >&2; exit 3; fi
if [ "$STUBBORN" = "$1" ]; then trap '' INT TERM HUP; fi
if [ "$STUBBORN" = "$1" ] || [ "$SLOW" = "$1" ]; then : > "$MARK"; sleep 45; exit; fi
sleep "$2"
if [ "$1" = package ] && [ -n "$MARK" ]; then : > "$MARK"; fi
