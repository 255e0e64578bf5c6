import type { Completions } from "./list-completions.ts";
import { shellWord } from "./shell-word.ts";
import type { Values } from "./values.ts";

/** Writes the completion script for bash: functions with the words, and one that selects the matching words. */
export function bashScript({ options, commands }: Completions): string {
  const valuesOfOptions = commands.flatMap(({ name, options: own }) =>
    own.flatMap(({ flags, values }) =>
      flags.flatMap((flag) => (values ? [[shellWord(`${name} ${flag}`), values] as const] : [])),
    ),
  );
  const valuesOfPlaces = commands.flatMap(({ name, places }) =>
    places.map((place, index) => [shellWord(`${name} ${index}`), place] as const),
  );
  // These patterns come last: they match only the places that no earlier pattern names.
  const valuesOfOthers = commands.flatMap(({ name, places }) =>
    places
      .filter(({ isLast }) => isLast)
      .map((place) => [`${shellWord(`${name} `)}[0-9]*`, place] as const),
  );
  const flagsOf = (own: Completions["options"]) =>
    own
      .flatMap(({ flags }) => flags)
      .map(shellWord)
      .join(" ");
  return `# bash completion for cpanel-ports, written by: cpanel-ports completion bash

_cpanel_ports_values() {
  case $1 in
${[...groupByAction([...valuesOfOptions, ...valuesOfPlaces]), ...groupByAction(valuesOfOthers)].join("\n")}
    *) return 1 ;;
  esac
}

_cpanel_ports_options() {
  case $1 in
    '') words=(${flagsOf(options)}) ;;
${commands.map(({ name, options: own }) => `    ${shellWord(name)}) words=(${flagsOf(own)}) ;;`).join("\n")}
  esac
}

_cpanel_ports() {
  local IFS=$' \\t\\n' typed=\${COMP_WORDS[COMP_CWORD]} word current before='' kept match=''
  local command='' option='' place=0 index last=-1 joins='' ended='' list='' files=''
  local -a all=() words=()
  COMPREPLY=()

  # Readline splits words at = and :, but the command does not.
  for ((index = 1; index <= COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    if [[ $last -ge 0 && ( -n $joins || ( -n $word && -z \${word//[=:]/} ) ) ]]; then
      all[last]+=$word
    else
      last=$((last + 1))
      all[last]=$word
    fi
    joins=''
    if [[ -n $word && -z \${word//[=:]/} ]]; then joins=1; fi
  done
  current=\${all[last]}
  kept=\${current%"$typed"}
  if [[ -n $joins ]]; then kept=$current; fi

  for ((index = 0; index < last; index++)); do
    word=\${all[index]}
    if [[ -n $option ]]; then
      option=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -?* ]]; then
      if _cpanel_ports_values "$command $word"; then option=$word; fi
    elif [[ -z $command ]]; then
      command=$word
    else
      place=$((place + 1))
    fi
  done

  words=() list='' files=''
  if [[ -z $option && -z $ended && $current == --?*=* ]]; then
    option=\${current%%=*}
    before=$option=
  fi
  if [[ -n $option ]]; then
    _cpanel_ports_values "$command $option"
  elif [[ -z $ended && $current == -* ]]; then
    _cpanel_ports_options "$command"
  elif [[ -z $command ]]; then
    words=(${commands.map(({ name }) => shellWord(name)).join(" ")})
  else
    _cpanel_ports_values "$command $place"
  fi

  if [[ -n $list && $current == *,* ]]; then before=\${current%,*},; fi
  for ((index = 0; index < \${#words[@]}; index++)); do
    word=$before\${words[index]}
    if [[ $word == "$current"* ]]; then
      match=$word
      COMPREPLY+=("\${word#"$kept"}")
    fi
  done
  if [[ -n $files && \${#COMPREPLY[@]} -eq 0 ]]; then
    compopt -o default 2>/dev/null
  elif [[ \${#COMPREPLY[@]} -eq 1 && $match == *= ]]; then
    compopt -o nospace 2>/dev/null
  fi
  return 0
}

complete -F _cpanel_ports cpanel-ports
`;
}

/** Writes one branch of \`case\` for each action, with all its patterns. */
function groupByAction(cases: readonly (readonly [pattern: string, values: Values])[]): string[] {
  const patterns = new Map<string, string[]>();
  for (const [pattern, values] of cases) {
    const action = actionOf(values);
    patterns.set(action, [...(patterns.get(action) ?? []), pattern]);
  }
  return [...patterns].map(([action, all]) => `    ${all.join(" | ")}) ${action};;`);
}

function actionOf({ words, isList, areFiles }: Values): string {
  return [
    ...(words.length > 0 ? [`words=(${words.map(shellWord).join(" ")}) `] : []),
    ...(isList ? ["list=1 "] : []),
    ...(areFiles ? ["files=1 "] : []),
  ].join("");
}
