import { Command, InvalidArgumentError } from "commander";

/** Arguments that are not options, and the server name that precedes them. */
export interface NamedArguments {
  /** The name; `undefined` for arguments before the first name. */
  readonly name: string | undefined;
  readonly arguments: readonly string[];
}

/** The value of the option that {@link addNameOption} adds: all arguments in order. */
export interface GivenNameOption {
  readonly named: readonly NamedArguments[];
}

const flag = "--name";

/** Adds the option that names a server; the files that follow belong to it. */
export function addNameOption(command: Command): Command {
  return command
    .option(
      `${flag} <server>`,
      "name of the server that the following files belong to (repeatable)",
      (name: string) => {
        if (name.trim() === "" || name.startsWith("-")) {
          throw new InvalidArgumentError("Expected a server name, such as web1.");
        }
        return name;
      },
    )
    .hook("preAction", (_, action) => {
      action.setOptionValue(
        "named",
        action.opts().name === undefined
          ? [{ name: undefined, arguments: action.args }]
          : namedArguments(action),
      );
    });
}

/**
 * Groups the arguments by the name that precedes them. Commander separates options from arguments. A command without this
 * option treats it as an unknown argument, so that the order is kept.
 */
function namedArguments(command: Command): readonly NamedArguments[] {
  const other = new Command();
  for (const option of command.options.filter(({ long }) => long !== flag)) {
    other.addOption(option);
  }
  const [, ...given] = (command.parent as Command).args;
  const { operands, unknown } = other.parseOptions(given);
  // Everything after `--` is a file.
  const end = unknown.includes("--") ? unknown.indexOf("--") : unknown.length;
  const words = unknown
    .slice(0, end)
    .flatMap((word) =>
      word.startsWith(`${flag}=`) ? [flag, word.slice(flag.length + 1)] : [word],
    );
  let current: { name: string | undefined; arguments: string[] } = {
    name: undefined,
    arguments: operands,
  };
  const all = [current];
  for (const [index, word] of words.entries()) {
    if (words[index - 1] === flag) {
      current = { name: word, arguments: [] };
      all.push(current);
    } else if (word !== flag) {
      current.arguments.push(word);
    }
  }
  current.arguments.push(...unknown.slice(end + 1));
  return all;
}

/** Removes the first argument, such as a version, with or without a name before it. */
export function withoutFirst(named: readonly NamedArguments[]): readonly NamedArguments[] {
  const first = named.findIndex((each) => each.arguments.length > 0);
  return named.map((each, index) =>
    index === first ? { ...each, arguments: each.arguments.slice(1) } : each,
  );
}
