import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import { allAddresses, intersect, networksOf } from "../../net/address-set.ts";
import { csfListName } from "../../net/csf-list-name.ts";
import { isMostOf } from "../../net/is-most-of.ts";
import { overlaps } from "../../net/port-range.ts";
import { combine, isNobody, type RemoteAddresses, remotesOf } from "../../net/remote-addresses.ts";
import type { Family } from "../../net/types.ts";
import { hostLines } from "../firewall/host-lines.ts";
import { visible } from "../formats/escape/visible.ts";
import { exposureOf } from "./exposure-of.ts";
import { savedState } from "./saved-state.ts";
import { familiesOf, othersOf } from "./targets.ts";
import type { PlanWriter } from "./types.ts";

/** Writes a plan for CSF that changes single ports in its lists and lines in csf.allow. */
export const writeCsf: PlanWriter = (plan, { rollback }) => {
  if (plan.actual === null) {
    throw new InvalidOptionError(
      "the plan is not based on an actual firewall, so the families that CSF filters are unknown",
      { field: "plan", input: plan, expected: "a plan with an actual firewall" },
    );
  }
  const all = plan.changes.map((change) => commandsOf(change, plan));
  const hasEdits = all.flat().some((line) => !line.startsWith("#"));
  // A plain line of csf.allow opens every port, so the same remark may apply to more than a hundred changes.
  const isRepeated = (line: string, index: number) =>
    line.startsWith("# By hand: ") && all.findIndex((lines) => lines.includes(line)) < index;
  return {
    remarks: [
      "Changes single ports in csf.conf and lines in csf.allow, and restarts CSF. The changes survive a reload and a reboot.",
    ],
    before: [
      ...(hasEdits ? [copyFiles, editList, addLine] : []),
      ...(hasEdits && rollback === undefined ? [sayNothingChanged, "copy_files"] : []),
    ],
    commands: (_, index) =>
      (all[index] as readonly string[]).map((line) =>
        isRepeated(line, index) ? "# By hand, as above." : line,
      ),
    after: hasEdits
      ? [
          ...(rollback === undefined ? [sayNotRestarted] : []),
          ...files.map((file) => `mv ${file}.new ${file}`),
          restart,
          ...(rollback === undefined ? ["trap - EXIT HUP INT TERM"] : []),
        ]
      : [],
    rollback: {
      save: [`cp -p ${files.join(" ")} ${savedState}/`, ...(hasEdits ? ["copy_files"] : [])],
      undo: [
        removeCopies,
        `cp -p ${savedState}/csf.conf ${configuration}`,
        `cp -p ${savedState}/csf.allow ${allowList}`,
        restart,
      ],
      confirm: [],
    },
  };
};

/** Must not read the commands that follow it. */
const restart = "csf --restartall </dev/null";

const configuration = "/etc/csf/csf.conf";
const allowList = "/etc/csf/csf.allow";
const files = [configuration, allowList];

const removeCopies = `rm -f ${files.map((file) => `${file}.new`).join(" ")}`;

/** Copies the files. The changes are made in the copies, and the copies replace the files after the last change. */
const copyFiles = `copy_files() { cp -p ${configuration} ${configuration}.new && cp -p ${allowList} ${allowList}.new || { ${removeCopies}; return 1; }; }`;

const sayNothingChanged = `trap '${removeCopies}; echo "Nothing was changed." >&2' EXIT
trap 'exit 1' HUP INT TERM`;

const sayNotRestarted = `trap '${removeCopies}; echo "CSF was not restarted. ${files.join(" and ")} may have changed; to apply them: csf --restartall" >&2' EXIT`;

/**
 * Adds ports to a list in the copy of csf.conf, or removes them, even from the middle of a range; the rest of the copy
 * stays unchanged.
 */
const editList = `# edit_list NAME add|remove FIRST LAST
edit_list() {
  perl -e '
    my ($name, $action, $first, $last) = @ARGV;
    my ($found, $text) = (0, "");
    while (my $line = <STDIN>) {
      if ($line =~ /^(\\s*\\Q$name\\E\\s*=\\s*")([^"]*)(".*)$/s) {
        my ($head, $list, $tail) = ($1, $2, $3);
        my ($covered, @items) = (0);
        $found++;
        for my $item (grep { /\\S/ } split /,/, $list) {
          $item =~ /^\\s*(\\d+)\\s*(?::\\s*(\\d+)\\s*)?$/ or die "$name: $item is not a port\\n";
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
      $text .= $line;
    }
    $found == 1 or die "$name is set $found times in ${configuration}; expected once\\n";
    open(my $copy, ">", "${configuration}.new") or die "${configuration}.new: $!\\n";
    print $copy $text and close $copy or die "${configuration}.new: $!\\n";
  ' "$@" < ${configuration}.new
}`;

/** Adds a line to the copy of csf.allow unless it already has the line. */
const addLine = `add_line() {
  grep -qxF "$1" ${allowList}.new || { sed -i -e '$a\\' ${allowList}.new; echo "$1" >> ${allowList}.new; }
}`;

/** Changes the lists for a whole family, and csf.allow for some addresses. */
function commandsOf(change: PlanChange, plan: FirewallPlan): readonly string[] {
  const { direction, protocol, action, ports } = change;
  const families = familiesOf(plan);
  const remotes = remotesOf(change.who, families);
  const others = othersOf(remotes, families);
  const isListed = (family: Family) =>
    action === "open"
      ? others[family].length === 0
      : isMostOf(remotes[family], allAddresses[family]);
  const listed = families.filter(isListed);
  const unlisted = families.filter((family) => !isListed(family) && remotes[family].length > 0);
  const edits = listed.map((family) => {
    const name = csfListName(direction, protocol, family);
    return `edit_list ${name} ${action === "open" ? "add" : "remove"} ${ports.from} ${ports.through}`;
  });
  return action === "open"
    ? [...edits, ...linesFor(change, remotes, unlisted)]
    : [
        ...linesFor(change, others, listed),
        ...edits,
        ...(unlisted.length > 0 ? [byHand(change, plan, unlisted)] : []),
      ];
}

function linesFor(
  { direction, protocol, ports }: PlanChange,
  remotes: RemoteAddresses,
  families: readonly Family[],
): readonly string[] {
  const limited = families
    .flatMap((family) => networksOf(remotes[family], family))
    .map(({ text }) => ({ protocol, direction, source: text, ports: [ports] }));
  return hostLines(limited, "|").map((line) => `add_line '${line}'`);
}

/** Returns a comment with the known lines of csf.allow that open ports to a few addresses. */
function byHand(change: PlanChange, plan: FirewallPlan, families: readonly Family[]): string {
  const remotes = remotesOf(change.who, families);
  const lines = (exposureOf(plan)?.rules ?? [])
    .filter(
      ({ direction, protocol, ports, ...who }) =>
        direction === change.direction &&
        protocol === change.protocol &&
        overlaps(ports, change.ports) &&
        !isNobody(combine(remotesOf(who, families), remotes, intersect)),
    )
    .flatMap(({ decidedBy }) =>
      decidedBy?.table === "csf.allow"
        ? [`line ${decidedBy.line}, ${visible(decidedBy.text)}`]
        : [],
    );
  const where = lines.length === 0 ? "" : `: ${[...new Set(lines)].join("; ")}`;
  return `# By hand: lines of csf.allow open the ports to these addresses, and this plan does not remove lines${where}`;
}
