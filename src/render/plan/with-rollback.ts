import { savedState } from "./saved-state.ts";
import type { WrittenPlan } from "./types.ts";

const unit = "cpanel-ports-rollback";

/** Stops the timer and its process group, unless the timer runs this command. */
const stopTimer = `# Stop the timer, unless it runs this script.
if [ -e ${savedState}/pid ]; then pid=$(cat ${savedState}/pid); [ "$pid" = $$ ] || [ "$pid" = $PPID ] || kill -s TERM -- "-$pid"; else systemctl stop ${unit}.timer; fi`;

/** Ends the script of the plan if it is running, after its current command, so that it changes nothing after the undo. */
const endScript = `if [ -e ${savedState}/script ]; then
  script=$(cat ${savedState}/script) tries=0
  kill -s USR1 "$script"
  while [ $tries -lt 60 ] && kill -s 0 "$script"; do sleep 1; tries=$((tries + 1)); done
  kill -s KILL "$script"
fi 2>/dev/null`;

/**
 * Starts a timer that undoes all changes; another call restarts it. If several processes wait, only the last one undoes
 * the changes.
 */
const timerFunction = (seconds: number) => `start_timer() {
  if [ -d /run/systemd/system ] && command -v systemd-run >/dev/null; then
    if [ -e ${savedState}/unit ]; then
      systemctl restart ${unit}.timer && systemctl is-active --quiet ${unit}.timer
    else
      systemd-run --quiet --unit=${unit} --on-active=${seconds} --timer-property=AccuracySec=1s /bin/sh ${savedState}/undo && touch ${savedState}/unit
    fi
  else
    before=$(cat ${savedState}/pid 2>/dev/null) || before=
    setsid nohup sh -c 'sleep ${seconds}; [ "$(cat ${savedState}/pid)" != $$ ] || sh ${savedState}/undo' </dev/null >/dev/null 2>&1 &
    echo $! > ${savedState}/pid && kill -s 0 $! && { [ -z "$before" ] || kill -s TERM -- "-$before" 2>/dev/null || kill -s TERM "$before"; }
  fi
}`;

/**
 * Wraps the commands of a plan: before them, the state is saved and the timer starts; after them, the script prints how to
 * confirm.
 *
 * @param before - the commands before the first change, which change nothing
 */
export function withRollback(
  before: readonly string[],
  changes: readonly string[],
  { save, undo, confirm }: WrittenPlan["rollback"],
  seconds: number,
): readonly string[] {
  return [
    `mkdir -m 700 ${savedState} || { echo 'Another plan is waiting for confirmation: run sh ${savedState}/confirm or sh ${savedState}/undo' >&2; exit 1; }`,
    `trap 'rm -rf ${savedState}; echo "Nothing was changed." >&2' EXIT`,
    "trap 'exit 1' HUP INT TERM",
    ...before,
    ...save,
    ...script("undo", [
      endScript,
      ...undo,
      `{ ${stopTimer}
} 2>/dev/null`,
      `rm -rf ${savedState}`,
    ]),
    ...script("confirm", [
      "set -e",
      `if [ -e ${savedState}/script ]; then echo 'The plan is still running.' >&2; exit 1; fi`,
      ...(confirm.length > 0 ? confirming(confirm, seconds) : []),
      stopTimer,
      `rm -rf ${savedState}`,
      "echo Confirmed.",
    ]),
    timerFunction(seconds),
    "start_timer",
    `trap 'rm -f ${savedState}/script; echo "Stopped because a command failed. All changes are undone within ${seconds} seconds. To undo them now: sh ${savedState}/undo" >&2' EXIT`,
    `trap 'trap - EXIT; echo "Stopped because all changes are being undone: either you requested it, or they took more than ${seconds} seconds." >&2; exit 1' USR1`,
    `echo $$ > ${savedState}/script`,
    ...changes,
    "start_timer",
    `rm ${savedState}/script`,
    "trap - EXIT HUP INT TERM USR1",
    "cat <<'END'",
    `All changes are undone in ${seconds} seconds. To keep them, log in over a new connection and run:`,
    `sh ${savedState}/confirm`,
    "END",
  ];
}

/**
 * Wraps the commands of a confirmation. The timer runs on, and starts again before each command, so that all changes are
 * undone if one fails or hangs.
 */
function confirming(commands: readonly string[], seconds: number): readonly string[] {
  return [
    `trap 'rm -f ${savedState}/script; echo "Not confirmed, because a command failed. Confirm again, or all changes are undone within ${seconds} seconds. To undo them now: sh ${savedState}/undo" >&2' EXIT`,
    "trap 'exit 1' HUP INT TERM",
    `trap 'trap - EXIT; echo "Not confirmed, because all changes are being undone." >&2; exit 1' USR1`,
    `echo $$ > ${savedState}/script`,
    timerFunction(seconds),
    ...commands.flatMap((command) => ["start_timer", command]),
    "trap - EXIT HUP INT TERM",
    `rm ${savedState}/script`,
  ];
}

function script(name: string, lines: readonly string[]): readonly string[] {
  return [`cat > ${savedState}/${name} <<'END'`, ...lines, "END"];
}
