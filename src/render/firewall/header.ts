import { rangeText } from "../../net/port-range.ts";
import type { Policy, PolicyRule } from "../../policy/types.ts";
import { visible } from "../formats/escape/visible.ts";

/**
 * What stands in a comment at the top of every firewall file: what the policy is and where it comes
 * from, its warnings, what the format cannot say, and each rule with its label. Lines are short and
 * hold no control character: iptables-restore takes what is beyond 10 kB of a line for the next one.
 */
export function headerLines(policy: Policy, notes: readonly string[]): readonly string[] {
  const { title, source, defaults, rules, unknown, warnings } = policy;
  const section = (direction: "inbound" | "outbound") => [
    `${direction}, by default ${defaults[direction]}${direction === "inbound" || defaults[direction] === "drop" ? ":" : ""}`,
    ...rules
      .filter((rule) => rule.direction === direction)
      .map(
        (rule) => `  ${rule.protocol} ${rangeText(rule.ports)}: ${rule.label}${limitText(rule)}`,
      ),
  ];
  return [
    `${title}, written by cpanel-ports`,
    ...(source ? [`source: ${source.url} (last modified ${source.lastModified})`] : []),
    ...warnings.map(({ code, text }) => `WARNING ${code}: ${text}`),
    ...unknown.map(
      ({ direction, protocol, ports, because }) =>
        `WARNING unknown: ${direction} ${protocol} ${rangeText(ports)} is left closed, because it was not known to be open: ${because.join("; ")}`,
    ),
    ...notes.map((note) => `NOTE: ${note}`),
    ...section("inbound"),
    ...section("outbound"),
  ].flatMap(wrap);
}

function limitText({ direction, sources, except }: PolicyRule): string {
  const preposition = direction === "inbound" ? "from" : "to";
  return [
    ...(sources === "any" ? [] : [`, only ${preposition} ${sources.join(", ")}`]),
    ...(except.length > 0 ? [`, not ${preposition} ${except.join(", ")}`] : []),
  ].join("");
}

/** Lines of at most 100 characters, or of one word of at most 300; those after the first indented. */
function wrap(text: string): string[] {
  const lines = [""];
  for (const [word] of visible(text).matchAll(/\s*\S{1,300}/gu)) {
    const line = lines.at(-1) as string;
    if (line.trim() !== "" && line.length + word.length > 100) {
      lines.push(`    ${word.trimStart()}`);
    } else {
      lines[lines.length - 1] = line + word.replace(/^\s{9,}/u, " ");
    }
  }
  return lines;
}
