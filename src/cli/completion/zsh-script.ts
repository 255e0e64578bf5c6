import type { CompletedCommand, CompletedOption, Completions } from "./list-completions.ts";
import { shellWord } from "./shell-word.ts";
import type { Values } from "./values.ts";

/** Writes the completion script for zsh: one call of `_arguments` for each command. */
export function zshScript({ options, commands }: Completions): string {
  const functions = new Map<string, string>();
  const functionOf = (values: Values) => {
    const body = bodyOf(values);
    const name = functions.get(body) ?? `_cpanel_ports_${functions.size + 1}`;
    functions.set(body, name);
    return name;
  };
  const branches = commands.map((command) => branchOf(command, functionOf));
  return `#compdef cpanel-ports
# zsh completion for cpanel-ports, written by: cpanel-ports completion zsh

# _files would run a command substitution in a path.
_cpanel_ports_files() {
  [[ $PREFIX$SUFFIX != *[\\$\\\`]* ]] && _files "$@"
}

${[...functions].map(([body, name]) => `${name}() {\n${body}}\n`).join("\n")}
_cpanel-ports() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  local -a commands
  commands=(
${commands.map(({ name, text }) => `    ${shellWord(`${name}:${text.replace(/[\\:]/g, "\\$&")}`)}`).join("\n")}
  )
  _arguments -C -S \\
${options.flatMap((option) => specsOf(option, functionOf, "(- *)")).join("")}    '1:command:->command' \\
    '*::argument:->arguments' && return
  case $state in
    command) _describe -t commands command commands ;;
    arguments)
      case $words[1] in
${branches.join("\n")}
      esac
      ;;
  esac
}

if [[ $funcstack[1] == _cpanel-ports ]]; then
  _cpanel-ports "$@"
else
  compdef _cpanel-ports cpanel-ports
fi
`;
}

type FunctionOf = (values: Values) => string;

function branchOf({ name, options, places }: CompletedCommand, functionOf: FunctionOf): string {
  const specs = [
    ...options.flatMap((option) => specsOf(option, functionOf, "")),
    ...places.flatMap((place, index) => [
      `    ${shellWord(`${index + 1}:argument:${functionOf(place)}`)} \\\n`,
      ...(place.isLast ? [`    ${shellWord(`*:argument:${functionOf(place)}`)} \\\n`] : []),
    ]),
  ];
  return `        ${shellWord(name)})
          _arguments -S \\
${specs.map((each) => `        ${each}`).join("")}            && return ;;`;
}

/**
 * Returns the `_arguments` specs of an option, one for each flag.
 *
 * @param before - the exclusion list
 */
function specsOf(
  { flags, text, values }: CompletedOption,
  functionOf: FunctionOf,
  before: string,
): string[] {
  const explanation = `[${text.replace(/[\\[\]]/g, "\\$&")}]`;
  const isRepeated = values !== undefined && (values.isList || values.words.length === 0);
  return flags.map((flag) => {
    const spec = values
      ? `${isRepeated ? "*" : ""}${flag}=${explanation}:value:${functionOf(values)}`
      : `${before}${flag}${explanation}`;
    return `    ${shellWord(spec)} \\\n`;
  });
}

function bodyOf({ words, isList, areFiles }: Values): string {
  const all = words.map(shellWord).join(" ");
  const add = isList ? `_sequence compadd - ${all}` : `compadd "$@" - ${all}`;
  // A word that ends with an equals sign is followed by a value, not a space.
  const command = words.some((each) => each.endsWith("=")) ? add.replace(" - ", " -S '' - ") : add;
  return [
    "  local found=1\n",
    ...(words.length > 0 ? [`  ${command} && found=0\n`] : []),
    ...(areFiles ? ['  _cpanel_ports_files "$@" && found=0\n'] : []),
    "  return found\n",
  ].join("");
}
