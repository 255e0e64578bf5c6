#!/bin/bash
# Stands for every command that a guide runs: asks the test whether to run it, runs it, and waits until
# the test has tried whether the administrator still gets in. Linked to by the names of the commands.
name=${0##*/}
exec 9> "$GUIDE/lock"
ask() {
  /usr/bin/flock 9
  printf '%s\0' "${command[@]}" > "$GUIDE/argv"
  printf '%s\n' "$1" >&3
  IFS= read -r answer <&4
  /usr/bin/flock -u 9
}
command=("$name" "$@")
if [ "$name" = npx ] && [ -p /dev/stdin ]; then
  /usr/bin/cat > "$GUIDE/stdin"
fi
ask "before ${GUIDE_DEPTH:-0}"
case $answer in
  run)
    export GUIDE_DEPTH=$((${GUIDE_DEPTH:-0} + 1))
    case $name in
      # The server is this machine.
      ssh) [ "$1" = -n ] && shift; /bin/sh -c "${*:2}" ;;
      scp) /usr/bin/cp "${@#server:}" ;;
      sh) /bin/sh "$@" ;;
      *) /usr/bin/env PATH="$GUIDE_REAL_PATH" "$name" "$@" 3>&- 4>&- 9>&- ;;
    esac
    status=$?
    export GUIDE_DEPTH=$((GUIDE_DEPTH - 1))
    ;;
  *)
    status=${answer#stub }
    /usr/bin/cat "$GUIDE/stdout"
    /usr/bin/cat "$GUIDE/stderr" >&2
    ;;
esac
ask "after $status"
exit "$status"
