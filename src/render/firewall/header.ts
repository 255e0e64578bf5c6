import { familyNames } from "../../net/family-names.ts";
import { rangeText } from "../../net/port-range.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Exposure, PortAccess } from "../../net/types.ts";
import { wholeFamily } from "../../net/whole-family.ts";
import { labelOf } from "../../policy/label-of.ts";
import type { Policy, PolicyOrExposure } from "../../policy/types.ts";
import { rememberedIfFrozen } from "../../util/remembered-if-frozen.ts";
import { visible } from "../formats/escape/visible.ts";
import { qualifiedGroups } from "../tables/qualified-groups.ts";

/**
 * Returns the comment at the top of every firewall file: the title and documentation source of the
 * policy, its warnings, the notes on the format, and each rule with its label. Lines are short and
 * without control characters: iptables-restore treats everything after 10 kB as the next line.
 */
export function headerLines(input: PolicyOrExposure, notes: readonly string[]): readonly string[] {
  const { before, after } = linesAround(input);
  return [...before, ...notes.map((note) => `NOTE: ${note}`).flatMap(wrap), ...after];
}

/** Returns the lines before and after the notes on a format. */
const linesAround = rememberedIfFrozen((input: PolicyOrExposure) => {
  const { title, defaults, rules } = input;
  const section = (direction: "inbound" | "outbound") => [
    `${direction} (default: ${defaults[direction]})${direction === "inbound" || defaults[direction] === "drop" ? ":" : ""}`,
    ...rules
      .filter((rule) => rule.direction === direction)
      .map(
        (rule) => `  ${rule.protocol} ${rangeText(rule.ports)}: ${labelOf(rule)}${limitText(rule)}`,
      ),
  ];
  const before = [
    `${title}, written by cpanel-ports`,
    ...("undetermined" in input ? undeterminedLines(input) : sourceLines(input)),
    ...qualifiedGroups(input).map(
      ({ direction, ports, reasons }) =>
        `NOTE: ${direction} ${ports}, not reproduced: ${reasons.join("; ")}`,
    ),
  ];
  const after = [
    ...section("inbound"),
    ...section("outbound"),
    ...("conditional" in input ? conditionalLines(input) : []),
  ];
  return { before: before.flatMap(wrap), after: after.flatMap(wrap) };
});

function sourceLines({ source, warnings }: Policy): readonly string[] {
  return [
    ...(source ? [`source: ${source.url} (last modified ${source.lastModified})`] : []),
    ...warnings.map(({ code, text }) => `WARNING ${code}: ${text}`),
  ];
}

function conditionalLines({ conditional }: Policy): readonly string[] {
  return conditional.length > 0
    ? [
        "omitted because their conditions are unknown:",
        ...conditional.map(
          ({ direction, protocol, ports, label, conditions }) =>
            `  ${direction} ${protocol} ${rangeText(ports)}: ${label}, ${conditions.map(({ id, text }) => `${text} (${id})`).join("; ")}`,
        ),
      ]
    : [];
}

function undeterminedLines({ undetermined }: Exposure): readonly string[] {
  return undetermined.map(
    ({ direction, protocol, ports, reasons }) =>
      `WARNING undetermined: ${direction} ${protocol} ${rangeText(ports)} is rendered as closed: ${reasons.join("; ")}`,
  );
}

function limitText({ direction, sources, except }: PortAccess): string {
  const preposition = direction === "inbound" ? "from" : "to";
  return [
    ...(sources === "any" ? [] : [`, only ${preposition} ${sources.map(sourceText).join(", ")}`]),
    ...(except.length > 0 ? [`, not ${preposition} ${except.join(", ")}`] : []),
  ].join("");
}

function sourceText(source: string): string {
  const family = allFamilies.find((each) => wholeFamily[each] === source);
  return family ? familyNames[family] : source;
}

/** Wraps at 100 characters, or after a word of at most 300, and indents every line after the first. */
function wrap(text: string): readonly string[] {
  const shown = visible(text);
  if (shown.length <= 100 && !/\s{9}|\s$/u.test(shown)) {
    return [shown];
  }
  const lines: string[] = [];
  let line = "";
  // A header line is never blank.
  for (const word of shown.match(/\s*\S{1,300}/gu) as readonly string[]) {
    if (line.length + word.length > 100 && line.trim() !== "") {
      lines.push(line);
      line = `    ${word.trimStart()}`;
    } else {
      line += word.replace(/^\s{9,}/u, " ");
    }
  }
  return [...lines, line];
}
