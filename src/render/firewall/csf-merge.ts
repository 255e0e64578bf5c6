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

/** The options of {@link mergeCsf}. */
export interface CsfMergeOptions {
  /** `true` sets the lists to the ports of the policy; default: ports are only added. */
  readonly replace?: boolean | undefined;
}

/** Ports of a CSF list. */
export interface CsfListPorts {
  /** The name of the list, such as `TCP_IN`. */
  readonly list: string;
  /** The ports, in ascending order. */
  readonly ports: readonly PortRange[];
}

/** The result of {@link mergeCsf}. */
export interface CsfMerge {
  /** The new content of the file. */
  readonly text: string;
  /** The ports that were added, by list, in the order of the file. */
  readonly added: readonly CsfListPorts[];
  /** The ports that were removed; empty without `replace`. */
  readonly removed: readonly CsfListPorts[];
  /** What the merge or CSF does differently from the policy, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Merges the ports of a policy into the port lists of a `csf.conf`. Every other byte stays unchanged.
 *
 * By default, ports are only added. A list stays unchanged in a direction in which the policy accepts
 * everything by default. With `replace`, the lists are set to exactly the ports of the policy.
 *
 * @param policy - a policy or an exposure
 * @param text - the content of the whole `csf.conf`, which is parsed as CSF parses it
 * @param options - whether to replace the lists
 * @returns the new content, and what changed
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} when a list is missing, set twice,
 *   without a quoted value, or has anything other than ports and ranges; the error names the line
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when `text` is not a string or an option is malformed
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} if the policy is malformed
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

/** The lines of the merged file, the result for each list, and the values of other settings. */
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
      throw wrongLine(`${name} is set twice, which CSF refuses; expected it once`, content, line);
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
      `missing ${[...missing.keys()].join(", ")}; expected a whole csf.conf, which sets each once`,
      undefined,
      undefined,
    );
  }
  return { lines, merged, others };
}

function wrongLine(problem: string, content: string, line: number): InvalidConfigurationError {
  return new InvalidConfigurationError(`line ${line}: ${problem}`, content, line);
}

/** A list of the file, and the result of merging it. */
interface MergedList {
  readonly name: string;
  /** The new value; `undefined` if it does not change. */
  readonly value: string | undefined;
  readonly added: readonly PortRange[];
  readonly removed: readonly PortRange[];
  /** Ports that stay although the policy does not open them to all addresses. */
  readonly kept: readonly PortRange[];
  /** Whether the list was narrower than the policy, which opens everything. */
  readonly wasNarrower: boolean;
}

function mergeList(
  { name, direction, ports }: CsfList,
  old: readonly PortRange[],
  replace: boolean,
  { defaults }: PolicyOrExposure,
): MergedList {
  const added = without(ports, old);
  const others = without(old, ports);
  const isOpen = defaults[direction] === "accept";
  const wasNarrower = isOpen && added.length > 0;
  if (replace) {
    const isSame = added.length === 0 && others.length === 0;
    const value = isSame ? undefined : csfListText(ports);
    return { name, value, added, removed: others, kept: [], wasNarrower };
  }
  const isChanged = !isOpen && added.length > 0;
  return {
    name,
    value: isChanged ? csfListText([...old, ...added].sort((a, b) => a.from - b.from)) : undefined,
    added: isChanged ? added : [],
    removed: [],
    kept: others,
    wasNarrower,
  };
}

/** Returns the ports that are not in others, without joining separate ranges. */
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
    throw wrongLine(`${name} has no quoted value; expected ${name} = "…"`, content, line);
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
  const narrower = merged.filter(({ wasNarrower }) => wasNarrower);
  const namesOf = (lists: readonly MergedList[]) => lists.map(({ name }) => name).join(", ");
  const opened = narrower.filter(({ value }) => value !== undefined);
  const unchanged = narrower.filter(({ value }) => value === undefined);
  return [
    ...(opened.length > 0
      ? [
          `${namesOf(opened)} had only some ports, and now have all, as in the policy; they stay limited only with outbound: "needed"`,
        ]
      : []),
    ...(unchanged.length > 0
      ? [
          `${namesOf(unchanged)} stay unchanged: the policy opens all ports there; replace the lists to open them`,
        ]
      : []),
    ...merged
      .filter(({ kept }) => kept.length > 0)
      .map(
        ({ name, kept }) =>
          `${name} keeps ${csfListText(kept, ", ")}, which the policy does not open to all addresses`,
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
      : ['the IPv6 lists have no effect: the file does not set IPV6 = "1"']),
    ...(policy.defaults.outbound === "drop" && settings.get("DNS_STRICT") !== "1"
      ? [
          'CSF allows outbound DNS queries even if its port lists do not: the file does not set DNS_STRICT = "1"',
        ]
      : []),
    ...(allLimitedPorts(policy).length > 0
      ? ["ports open to only some addresses are not in the lists: they go into csf.allow"]
      : []),
  ];
}
