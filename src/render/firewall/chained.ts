/** Joins commands with `&&`: a failure skips the rest without ending the shell. */
export function chained(commands: readonly string[]): readonly string[] {
  return commands.map((command, index) =>
    index < commands.length - 1 ? `${command} &&` : command,
  );
}
