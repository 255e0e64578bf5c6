/**
 * A shell function that runs firewall-cmd: on the permanent configuration if `$scope` is `--permanent`, on the runtime
 * configuration if it is empty. While `$checking` is set, it only reads.
 */
export const runsCommand = `fw() { case \${checking:+$*} in '' | *--list-* | *--info-*) firewall-cmd $scope "$@" </dev/null ;; esac; }`;

/**
 * Shell functions that close ports of a zone, whether ports, ranges, services or rich rules for everybody open them.
 * Other ports that these open stay open.
 */
export const firewalldFunctions: readonly string[] = [
  runsCommand,
  `by_hand() { echo "Stopped\${checking:+; nothing was changed}. Change this by hand: $1" >&2; exit 1; }
field() { printf '%s\\n' "$details" | sed -n "s/^  $1: //p"; }
piece() { if [ "$1" = "$2" ]; then echo "$1"; else echo "$1-$2"; fi; }`,
  `# meets PORTS/PROTOCOL: whether any of these ports must be closed
meets() {
  [ "\${1#*/}" = "$protocol" ] || return 1
  from=\${1%/*}; through=\${from#*-}; from=\${from%-*}
  [ "$from" -le "$last" ] && [ "$through" -ge "$first" ]
}
# rest: prints the ports outside the range to close
rest() {
  if [ "$from" -lt "$first" ]; then piece "$from" $((first - 1)); fi
  if [ "$through" -gt "$last" ]; then piece $((last + 1)) "$through"; fi
}`,
  `# opens SERVICE: whether it opens a port that must be closed
opens() {
  local details each
  details=$(fw --info-service="$1") || by_hand "the service $1"
  for each in $(field ports); do if meets "$each"; then return 0; fi; done
  for each in $(field includes); do if opens "$each"; then return 0; fi; done
  return 1
}
# close_service ZONE SERVICE: removes the service, and opens its other ports directly
close_service() {
  local details each part
  opens "$2" || return 0
  details=$(fw --info-service="$2")
  [ -z "$(field destination)" ] || by_hand "the service $2 of the zone $1, which has destinations"
  for each in $(field ports); do
    if meets "$each"; then
      for part in $(rest); do fw --zone="$1" --add-port="$part/$protocol"; done
    else
      fw --zone="$1" --add-port="$each"
    fi
  done
  for each in $(field protocols); do fw --zone="$1" --add-protocol="$each"; done
  for each in $(field source-ports); do fw --zone="$1" --add-source-port="$each"; done
  for each in $(field includes); do fw --zone="$1" --add-service="$each"; done
  echo "$1: removes the service $2"
  fw --zone="$1" --remove-service="$2"
  for each in $(field includes); do close_service "$1" "$each"; done
}`,
  `# close_port ZONE FIRST LAST PROTOCOL
close_port() {
  local each part list
  first=$2 last=$3 protocol=$4
  list=$(fw --zone="$1" --list-services)
  for each in $list; do close_service "$1" "$each"; done
  list=$(fw --zone="$1" --list-ports)
  for each in $list; do
    if meets "$each"; then
      [ "$from" -ge "$first" ] || from=$first
      [ "$through" -le "$last" ] || through=$last
      fw --zone="$1" --remove-port="$(piece "$from" "$through")/$protocol"
    fi
  done
  # firewalld before 0.9 removes only whole ranges.
  list=$(fw --zone="$1" --list-ports)
  for each in $list; do
    if meets "$each"; then
      for part in $(rest); do fw --zone="$1" --add-port="$part/$protocol"; done
      fw --zone="$1" --remove-port="$each"
    fi
  done
  list=$(fw --zone="$1" --list-rich-rules)
  printf '%s\\n' "$list" | while IFS= read -r each; do close_rich_rule "$1" "$each"; done
}`,
  `# close_rich_rule ZONE RULE: removes a rule that accepts ports from anywhere
close_rich_rule() {
  local port part
  case $2 in
    *' accept'*) ;;
    *) return 0 ;;
  esac
  case $2 in
    *'source address='* | *'source NOT'* | *'source ipset='* | *'source mac='*) return 0 ;;
    *' service name='*) part=\${2#* service name=\\"}; if opens "\${part%%\\"*}"; then by_hand "in the zone $1, $2"; fi; return 0 ;;
    *' port port='*) ;;
    *) return 0 ;;
  esac
  port=\${2#* port port=\\"}; port=\${port%%\\"*}
  part=\${2#* protocol=\\"}
  if meets "$port/\${part%%\\"*}"; then
    for part in $(rest); do
      fw --zone="$1" --add-rich-rule="$(printf '%s\\n' "$2" | sed "s/ port port=\\"$port\\"/ port port=\\"$part\\"/")"
    done
    fw --zone="$1" --remove-rich-rule="$2"
  fi
}`,
];

/**
 * Returns a command that stops before the first change if the functions cannot make a change in the runtime or permanent
 * configuration.
 *
 * @param closings - the commands that close ports
 */
export function firewalldCheck(closings: readonly string[]): readonly string[] {
  return closings.length === 0
    ? []
    : [
        "echo 'Checking whether the ports can be closed'",
        ["( checking=1", "for scope in '' --permanent; do", ...closings, "done ) >/dev/null"].join(
          "\n",
        ),
      ];
}
