import { Command, InvalidArgumentError } from "commander";

/** Arguments of the command line that are no options, and the name of the server that stands before them. */
export interface NamedArguments {
  /** The name; `undefined` for what stands before the first one. */
  readonly name: string | undefined;
  readonly arguments: readonly string[];
}

/** The option of {@link addNameOption}, as it was given: all arguments in their order. */
export interface GivenNameOption {
  readonly named: readonly NamedArguments[];
}

const flag = "--name";

/** Adds the option that names a server, whose files are those that follow it. */
export function addNameOption(command: Command): Command {
  return command
    .option(
      `${flag} <server>`,
      "the name of a server, before its files; can be given again for the next server",
      (name: string) => {
        if (name.trim() === "" || name.startsWith("-")) {
          throw new InvalidArgumentError("Expected the name of a server, such as web1.");
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
 * Returns the arguments by the names before them. Commander returns options and arguments apart; to a command that does not
 * know the option, a name is one more argument, and all of them stay in their order.
 */
function namedArguments(command: Command): readonly NamedArguments[] {
  const other = new Command();
  for (const option of command.options.filter(({ long }) => long !== flag)) {
    other.addOption(option);
  }
  const [, ...given] = (command.parent as Command).args;
  const { operands, unknown } = other.parseOptions(given);
  // What follows `--` are files, whatever they are called.
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

/** Leaves out the first of all arguments, such as a version, whether a name stands before it or not. */
export function withoutFirst(named: readonly NamedArguments[]): readonly NamedArguments[] {
  const first = named.findIndex((each) => each.arguments.length > 0);
  return named.map((each, index) =>
    index === first ? { ...each, arguments: each.arguments.slice(1) } : each,
  );
}
