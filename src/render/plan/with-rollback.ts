import { savedState } from "./saved-state.ts";
import type { WrittenPlan } from "./types.ts";

const unit = "cpanel-ports-rollback";

/** Stops the timer, with its group of processes, unless it is what runs this. */
const stopTimer = () =>
  `if [ -e ${savedState}/pid ]; then pid=$(cat ${savedState}/pid); [ "$pid" = $$ ] || [ "$pid" = $PPID ] || kill -s TERM -- "-$pid"; else systemctl stop ${unit}.timer; fi`;

/**
 * Puts commands between those that save the state and start a timer which restores it, and those that say how to
 * stop the timer.
 */
export function withRollback(
  changes: readonly string[],
  { save, undo, confirm }: WrittenPlan["rollback"],
  seconds: number,
): readonly string[] {
  return [
    `mkdir -m 700 ${savedState} || { echo 'Another plan waits for its confirmation: sh ${savedState}/confirm, or sh ${savedState}/undo' >&2; exit 1; }`,
    `trap 'rm -rf ${savedState}; echo "Nothing was changed." >&2' EXIT`,
    ...save,
    ...script("undo", [...undo, `{ ${stopTimer()}; } 2>/dev/null`, `rm -rf ${savedState}`]),
    ...script("confirm", [
      "set -e",
      stopTimer(),
      ...confirm,
      `rm -rf ${savedState}`,
      "echo Confirmed.",
    ]),
    "if [ -d /run/systemd/system ] && command -v systemd-run >/dev/null; then",
    `  systemd-run --quiet --unit=${unit} --on-active=${seconds} --timer-property=AccuracySec=1s /bin/sh ${savedState}/undo`,
    "else",
    `  setsid nohup sh -c 'sleep ${seconds}; sh ${savedState}/undo' </dev/null >/dev/null 2>&1 &`,
    `  echo $! > ${savedState}/pid`,
    "fi",
    `trap 'echo "Stopped at a command that failed. Everything is undone in ${seconds} seconds at most; at once: sh ${savedState}/undo" >&2' EXIT`,
    ...changes,
    "trap - EXIT",
    "cat <<'END'",
    `In ${seconds} seconds, everything is undone. To keep it, log in over a new connection, and run there:`,
    `sh ${savedState}/confirm`,
    "END",
  ];
}

function script(name: string, lines: readonly string[]): readonly string[] {
  return [`cat > ${savedState}/${name} <<'END'`, ...lines, "END"];
}
