import type { PlanChange } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import { allAddresses } from "../../net/address-set.ts";
import { csfListName } from "../../net/csf-list-name.ts";
import { isMostOf } from "../../net/is-most-of.ts";
import { remotesOf } from "../../net/remote-addresses.ts";
import type { Family, WhoMay } from "../../net/types.ts";
import { hostLines } from "../firewall/host-lines.ts";
import { savedState } from "./saved-state.ts";
import { familiesOf, targetsOf } from "./targets.ts";
import type { PlanWriter } from "./types.ts";

/** Writes a plan for CSF: single ports of its lists, and lines of csf.allow. */
export const writeCsf: PlanWriter = (plan) => {
  if (plan.actual === null) {
    throw new InvalidOptionError(
      "the plan has no actual firewall, and csf has lists of which not every family may be in use",
      { field: "plan", input: plan, expected: "a plan with an actual firewall" },
    );
  }
  const families = familiesOf(plan);
  const hasEdits = plan.changes.some((change) =>
    commandsOf(change, families).some((line) => !line.startsWith("#")),
  );
  return {
    remarks: [
      "Single ports of csf.conf and lines of csf.allow are changed, and CSF is restarted: this lasts over a reload and a reboot.",
    ],
    before: [editList(), addLine()],
    commands: (change) => commandsOf(change, families),
    after: hasEdits ? [restart] : [],
    rollback: {
      save: [`cp -p ${configuration} ${allowList} ${savedState}/`],
      undo: [
        `cp -p ${savedState}/csf.conf ${configuration}`,
        `cp -p ${savedState}/csf.allow ${allowList}`,
        restart,
      ],
      confirm: [],
    },
  };
};

/** It must not read the commands that follow it. */
const restart = "csf --restartall </dev/null";

const configuration = "/etc/csf/csf.conf";
const allowList = "/etc/csf/csf.allow";

/**
 * Adds ports to a list of csf.conf, or takes them out of it, also out of the middle of a range; the rest of the file
 * stays as it is.
 */
const editList = () => `# edit_list NAME add|remove FIRST LAST
edit_list() {
  cp -p ${configuration} ${configuration}.new
  perl -e '
    my ($name, $action, $first, $last) = @ARGV;
    my $found = 0;
    while (my $line = <STDIN>) {
      if ($line =~ /^(\\s*\\Q$name\\E\\s*=\\s*")([^"]*)(".*)$/s) {
        my ($head, $list, $tail) = ($1, $2, $3);
        my ($covered, @items) = (0);
        $found++;
        for my $item (grep { /\\S/ } split /,/, $list) {
          $item =~ /^\\s*(\\d+)\\s*(?::\\s*(\\d+)\\s*)?$/ or die "$name: $item is no port\\n";
          my ($from, $through) = ($1, defined $2 ? $2 : $1);
          my @parts = ([$from, $through]);
          if ($action eq "remove" && $from <= $last && $through >= $first) {
            @parts = grep { $_->[0] <= $_->[1] } [$from, $first - 1], [$last + 1, $through];
          }
          $covered ||= $from <= $first && $through >= $last;
          push @items, map { $_->[0] == $_->[1] ? $_->[0] : "$_->[0]:$_->[1]" } @parts;
        }
        push @items, $first == $last ? $first : "$first:$last" if $action eq "add" and not $covered;
        $line = $head . join(",", @items) . $tail;
      }
      print $line;
    }
    $found == 1 or die "$name: $found lists in ${configuration}\\n";
  ' "$@" < ${configuration} > ${configuration}.new
  mv ${configuration}.new ${configuration}
}`;

/** Adds a line to csf.allow unless it is there. */
const addLine = () => `add_line() {
  grep -qxF "$1" ${allowList} || { sed -i -e '$a\\' ${allowList}; echo "$1" >> ${allowList}; }
}`;

/** A list has what is open to most addresses of its family; csf.allow has the others. */
function commandsOf(change: PlanChange, families: readonly Family[]): readonly string[] {
  const { direction, protocol, action, ports, who } = change;
  const remotes = remotesOf(who, families);
  const isListed = (family: Family) => isMostOf(remotes[family], allAddresses[family]);
  const listed = families.filter(isListed);
  const edits = listed.map((family) => {
    const name = csfListName(direction, protocol, family);
    return `edit_list ${name} ${action === "open" ? "add" : "remove"} ${ports.from} ${ports.through}`;
  });
  if (action === "open") {
    const others = families.filter((family) => !isListed(family));
    return [...edits, ...linesFor(change, who, others)];
  }
  const few = families.filter((family) => !isListed(family) && remotes[family].length > 0);
  return [
    ...linesFor(change, { sources: who.except, except: [] }, listed),
    ...edits,
    ...(few.length > 0
      ? ["# By hand: these addresses get in by lines of csf.allow, which this plan leaves alone."]
      : []),
  ];
}

function linesFor(
  { direction, protocol, ports, ...rest }: PlanChange,
  who: WhoMay,
  families: readonly Family[],
): readonly string[] {
  const targets = targetsOf({ ...rest, direction, protocol, ports, who }, families);
  const limited = targets.flatMap(({ networks }) =>
    networks.map((source) => ({ protocol, direction, source, ports: [ports] })),
  );
  return hostLines(limited, "|").map((line) => `add_line '${line}'`);
}
