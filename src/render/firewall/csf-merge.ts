import { fieldsOf, InvalidConfigurationError, refusal } from "../../errors.ts";
import { type CsfAssignment, csfLines, readCsfAssignment } from "../../net/csf-conf.ts";
import { commonPorts, otherPorts, portSet, readPortList } from "../../net/port-set.ts";
import type { PortRange } from "../../net/types.ts";
import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { deepFreeze } from "../../util/deep-freeze.ts";
import { excerpt } from "../../util/excerpt.ts";
import { type CsfList, csfLists, csfListText } from "./csf-lists.ts";
import { allLimitedPorts } from "./limited-ports.ts";
import { readFlag } from "./read-flag.ts";

/** How {@link mergeCsf} merges. */
export interface CsfMergeOptions {
  /** `true` sets the lists to the ports of the policy; without it, ports are only added. */
  readonly replace?: boolean | undefined;
}

/** Ports of a list of CSF. */
export interface CsfListPorts {
  /** The name of the list, such as `TCP_IN`. */
  readonly list: string;
  readonly ports: readonly PortRange[];
}

/** What {@link mergeCsf} made of a `csf.conf`. */
export interface CsfMerge {
  /** The new text of the file. */
  readonly text: string;
  /** What it opens beyond the file as it was, in the order of the file. */
  readonly added: readonly CsfListPorts[];
  /** What it takes out; empty unless the lists are replaced. */
  readonly removed: readonly CsfListPorts[];
  /** What to know about it, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Puts the ports of a policy into the text of a `csf.conf`, and leaves every other byte of it as it was.
 *
 * Ports are added to those of the lists. Nothing is taken out, and where the policy lets everything
 * out, the lists for what goes out stay as they are. With `replace`, the lists are set to the ports of
 * the policy, all ports included.
 *
 * @param policy - the policy
 * @param text - the whole file; it is read as CSF reads it
 * @returns the new text of the file, and what changed
 * @throws {@link index.InvalidConfigurationError} for a text that lacks one of the eight lists, has one
 *   twice, without a value in quotes, or with something else than ports and ranges; it names the line
 * @throws {@link index.InvalidOptionError} for a text that is not a string
 * @throws {@link index.InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { mergeCsf } from "cpanel-ports/render";
 *
 * const before = ["TCP_IN", "TCP_OUT", "UDP_IN", "UDP_OUT", "TCP6_IN", "TCP6_OUT", "UDP6_IN", "UDP6_OUT"]
 *   .map((name) => `${name} = "80,2222"`)
 *   .join("\n");
 * const policy = createPolicy(126, { services: "ssh" });
 * mergeCsf(policy, before).text.split("\n")[0]; // => "TCP_IN = \"22,80,2222\""
 * const { text, removed } = mergeCsf(policy, before, { replace: true });
 * text.split("\n")[0]; // => "TCP_IN = \"22\""
 * removed[0]; // => { list: "TCP_IN", ports: [{ from: 80, through: 80 }, { from: 2222, through: 2222 }] }
 * ```
 */
export function mergeCsf(
  policy: PolicyOrExposure,
  text: string,
  options: CsfMergeOptions = {},
): CsfMerge {
  const { replace } = fieldsOf("options", options, { replace: true });
  checkPolicy(policy);
  if (typeof text !== "string") {
    throw refusal("text", text, [], "the content of a csf.conf");
  }
  const { lines, merged, others } = mergeLines(policy, text, readFlag("replace", replace));
  const portsOf = (field: "added" | "removed") =>
    merged
      .filter((each) => each[field].length > 0)
      .map((each) => ({ list: each.name, ports: each[field] }));
  return deepFreeze({
    text: lines.join(""),
    added: portsOf("added"),
    removed: portsOf("removed"),
    notes: [...listNotes(merged), ...settingNotes(policy, others)],
  });
}

/** The lines of the merged file, what became of each list, and the values of its other settings. */
interface MergedLines {
  readonly lines: readonly string[];
  readonly merged: readonly MergedList[];
  readonly others: ReadonlyMap<string, string | undefined>;
}

function mergeLines(policy: PolicyOrExposure, text: string, replace: boolean): MergedLines {
  const missing = new Map(csfLists(policy).map((list) => [list.name, list]));
  const names = new Set(missing.keys());
  const merged: MergedList[] = [];
  const others = new Map<string, string | undefined>();
  const lines = Array.from(csfLines(text), ({ content, end, line }) => {
    const setting = readCsfAssignment(content);
    if (setting === undefined) {
      return content + end;
    }
    const { name, value } = setting;
    if (!names.has(name)) {
      others.set(name, value?.trim());
      return content + end;
    }
    const list = missing.get(name);
    if (list === undefined) {
      throw wrongLine(
        `${name} is set for a second time, which CSF refuses; expected it once`,
        content,
        line,
      );
    }
    missing.delete(name);
    const result = mergeList(list, readList(setting, content, line), replace, policy);
    merged.push(result);
    return (
      (result.value === undefined ? content : content.replace(/".*"/, `"${result.value}"`)) + end
    );
  });
  if (missing.size > 0) {
    throw new InvalidConfigurationError(
      `the text has no ${[...missing.keys()].join(", ")}; expected a whole csf.conf, which has each once`,
      undefined,
      undefined,
    );
  }
  return { lines, merged, others };
}

function wrongLine(problem: string, content: string, line: number): InvalidConfigurationError {
  return new InvalidConfigurationError(`line ${line}: ${problem}`, content, line);
}

/** A list of the file, and what becomes of it. */
interface MergedList {
  readonly name: string;
  /** Its new value; `undefined` if it stays as it is. */
  readonly value: string | undefined;
  readonly added: readonly PortRange[];
  readonly removed: readonly PortRange[];
  /** Ports that stay, though the policy does not open them to all. */
  readonly kept: readonly PortRange[];
  /** Whether it stays narrower than the policy, which opens everything. */
  readonly isNarrower: boolean;
}

function mergeList(
  { name, direction, ports }: CsfList,
  old: readonly PortRange[],
  replace: boolean,
  { defaults }: PolicyOrExposure,
): MergedList {
  const added = without(ports, old);
  const others = without(old, ports);
  if (replace) {
    const isSame = added.length === 0 && others.length === 0;
    const value = isSame ? undefined : csfListText(ports);
    return { name, value, added, removed: others, kept: [], isNarrower: false };
  }
  const isOpen = defaults[direction] === "accept";
  const isChanged = !isOpen && added.length > 0;
  return {
    name,
    value: isChanged ? csfListText([...old, ...added].sort((a, b) => a.from - b.from)) : undefined,
    added: isChanged ? added : [],
    removed: [],
    kept: others,
    isNarrower: isOpen && added.length > 0,
  };
}

/** Returns the ports that are not in others; ranges that are apart from each other stay so. */
function without(ranges: readonly PortRange[], others: readonly PortRange[]): readonly PortRange[] {
  const rest = otherPorts(portSet(others));
  return ranges.flatMap((range) => commonPorts(portSet([range]), rest));
}

function readList(
  { name, value }: CsfAssignment,
  content: string,
  line: number,
): readonly PortRange[] {
  if (value === undefined) {
    throw wrongLine(`${name} has no value in quotes; expected ${name} = "…"`, content, line);
  }
  const items = value.replace(/\s/g, "").split(",");
  const ranges = readPortList(
    items.filter((item) => item !== ""),
    ":",
  );
  if (ranges === undefined) {
    throw wrongLine(
      `${name} is ${excerpt(value)}; expected ports and ranges such as 22,30000:35000`,
      content,
      line,
    );
  }
  return [...ranges].sort((a, b) => a.from - b.from);
}

function listNotes(merged: readonly MergedList[]): readonly string[] {
  const narrower = merged.filter(({ isNarrower }) => isNarrower).map(({ name }) => name);
  return [
    ...(narrower.length > 0
      ? [
          `${narrower.join(", ")} stay as they are: the policy opens all ports there, which only replacing the lists does`,
        ]
      : []),
    ...merged
      .filter(({ kept }) => kept.length > 0)
      .map(
        ({ name, kept }) =>
          `${name} keeps ${csfListText(kept, ", ")}, which the policy does not open to all`,
      ),
  ];
}

function settingNotes(
  policy: PolicyOrExposure,
  settings: ReadonlyMap<string, string | undefined>,
): readonly string[] {
  return [
    ...(settings.get("IPV6") === "1"
      ? []
      : ['the lists for IPv6 have no effect: the file does not have IPV6 = "1"']),
    ...(policy.defaults.outbound === "drop" && settings.get("DNS_STRICT") !== "1"
      ? ['CSF lets DNS queries out whatever its lists say: the file does not have DNS_STRICT = "1"']
      : []),
    ...(allLimitedPorts(policy).length > 0
      ? ["ports that are open to some sources only are not in the lists: they go into csf.allow"]
      : []),
  ];
}
