import type { CompletedCommand, CompletedOption, Completions } from "./list-completions.ts";
import type { Values } from "./values.ts";

/** Writes the completion script for fish: one line for each option and each argument position. */
export function fishScript({ options, commands }: Completions): string {
  const withValue = commands.flatMap(({ name, options: own }) =>
    own.flatMap(({ flags, values }) => (values ? flags.map((flag) => `${name} ${flag}`) : [])),
  );
  return `# fish completion for cpanel-ports, written by: cpanel-ports completion fish

# Prints the command and the number of arguments between it and the cursor: -1 if the cursor is at the command.
function __cpanel_ports_place
    set -l words (commandline -opc)
    set -l command ''
    set -l place -1
    set -l is_value 0
    set -l has_ended 0
    for word in $words[2..-1]
        if test $is_value = 1
            set is_value 0
            continue
        end
        if test $has_ended = 0
            switch "$command $word"
                case ${withValue.map(fishWord).join(" ")}
                    set is_value 1
                    continue
            end
            switch $word
                case --
                    set has_ended 1
                    continue
                case '-?*'
                    continue
            end
        end
        if test $place = -1
            set command $word
            set place 0
        else
            set place (math $place + 1)
        end
    end
    printf '%s\\n' (string escape -n -- "$command") $place
end

# Whether the cursor is within a command, at a position in a range.
function __cpanel_ports_at
    set -l at (__cpanel_ports_place)
    test "$argv[1]" = "$at[1]"
    and test $at[2] -ge $argv[2]
    and test $at[2] -le $argv[3]
end

# Prints words, each prefixed with the list that is already typed.
function __cpanel_ports_list
    set -l current (string replace -r -- '^--[^=]*=' '' (commandline -ct))
    set -l before (string match -r -- '^.*,' "$current")
    for word in $argv
        printf '%s%s\\n' "$before" $word
    end
end

complete -c cpanel-ports -f
${[
  ...options.map((option) => optionLine(option, atCommands)),
  ...commands.map(
    ({ name, text }) =>
      `complete -c cpanel-ports -n ${atCommands} -a ${fishWord(name)} -d ${fishWord(text)}`,
  ),
  ...commands.flatMap(linesOf),
].join("\n")}
`;
}

const atCommands = `'__cpanel_ports_at "" -1 -1'`;

/** Larger than the position of any argument. */
const anyPlace = 99999;

function linesOf({ name, options, places }: CompletedCommand): string[] {
  return [
    ...options.map((option) => optionLine(option, `'__cpanel_ports_at ${name} 0 ${anyPlace}'`)),
    ...places.flatMap((place, index) =>
      valueFlags(place).length > 0
        ? [
            `complete -c cpanel-ports -n '__cpanel_ports_at ${name} ${index} ${place.isLast ? anyPlace : index}' ${valueFlags(place).join(" ")}`,
          ]
        : [],
    ),
  ];
}

function optionLine({ flags, text, values }: CompletedOption, condition: string): string {
  return [
    `complete -c cpanel-ports -n ${condition}`,
    ...flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)),
    ...(values ? [values.areFiles ? "-r" : "-x", ...valueFlags(values)] : []),
    `-d ${fishWord(text)}`,
  ].join(" ");
}

function valueFlags({ words, isList, areFiles }: Values): string[] {
  const all = words.join(" ");
  const candidates = isList ? `(__cpanel_ports_list ${all})` : all;
  return [...(areFiles ? ["-F"] : []), ...(words.length > 0 ? [`-a ${fishWord(candidates)}`] : [])];
}

/** Quotes a word for fish. */
function fishWord(word: string): string {
  return `'${word.replace(/['\\]/g, "\\$&")}'`;
}
