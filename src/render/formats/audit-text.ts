import { audienceText } from "../../audit/audience-text.ts";
import { allPortsText } from "../../audit/ports-text.ts";
import type { AuditFinding, FirewallAudit } from "../../audit/types.ts";
import { aroundPort } from "../../util/around-port.ts";
import { acceptanceText, gapPlace, placeText } from "../tables/audit-table.ts";
import { visible } from "./escape/visible.ts";
import { textWidth } from "./text-width.ts";
import { cutText, wrapText } from "./wrap-text.ts";

/** The options of {@link auditText}. */
export interface AuditTextOptions {
  /** The width of the terminal in columns. */
  readonly width: number;
  /** Whether to list all ports, addresses and lines. */
  readonly hasDetails: boolean;
  /** Returns how to follow the advice of a finding, such as an option of the command. */
  readonly hintOf?: (finding: AuditFinding) => string | undefined;
  /** Styles the severity of a finding, for instance with a color. */
  readonly style?: (text: string, severity: AuditFinding["severity"]) => string;
}

/** The maximum number of lines quoted per finding without details. */
const quotedLines = 3;

/**
 * Renders an audit for a terminal. Each finding has a message, the deciding lines and the advice. Accepted
 * findings follow, then gaps.
 */
export function auditText(audit: FirewallAudit, options: AuditTextOptions): string {
  const { findings, accepted, gaps, inputs } = audit;
  const { width } = options;
  const parts = [
    ...findings.map((finding) => findingText(finding, inputs, options)),
    ...accepted.map((finding) => acceptedText(finding, inputs, options)),
    ...(gaps.length > 0
      ? [
          [
            "not examined, or assumed:",
            ...gaps.flatMap((gap) => {
              const place = gapPlace(gap, inputs);
              const text = visible(place === "" ? gap.text : `${place}: ${gap.text}`);
              return wrapText(text, width, "  ", "    ");
            }),
          ],
        ]
      : []),
  ];
  return parts.map((lines) => lines.map((line) => `${line}\n`).join("")).join("\n");
}

function findingText(
  finding: AuditFinding,
  inputs: readonly string[],
  { width, hasDetails, hintOf, style = String }: AuditTextOptions,
): readonly string[] {
  const { severity, rule, message, advice, ports, who } = finding;
  const hint = hintOf?.(finding);
  const paragraph = (text: string) => wrapText(visible(text), width, "  ", "  ");
  return [
    `${style(severity, severity)}  ${rule}`,
    ...paragraph(`${message}.`),
    ...linesOf(finding, inputs, { width, hasDetails }),
    ...(hasDetails && ports.length > 0 ? paragraph(`Ports: ${allPortsText(ports)}.`) : []),
    ...(hasDetails && who ? paragraph(`For: ${audienceText(who, Number.POSITIVE_INFINITY)}.`) : []),
    ...paragraph(hint === undefined ? `${advice}.` : `${advice} (${hint}).`),
  ];
}

function acceptedText(
  finding: AuditFinding,
  inputs: readonly string[],
  options: AuditTextOptions,
): readonly string[] {
  const { rule, message, acceptance } = finding;
  const paragraph = (text: string) => wrapText(visible(text), options.width, "  ", "  ");
  return [
    `accepted  ${rule}`,
    ...paragraph(`${message}.`),
    ...linesOf(finding, inputs, options),
    ...paragraph(`Accepted: ${acceptanceText(acceptance)}.`),
  ];
}

/** Returns the deciding lines; without details, only the first ones. */
function linesOf(
  { decidedBy, ports }: AuditFinding,
  inputs: readonly string[],
  { width, hasDetails }: AuditTextOptions,
): readonly string[] {
  const shown = hasDetails ? decidedBy : decidedBy.slice(0, quotedLines);
  const more = decidedBy.length - shown.length;
  return [
    ...shown.flatMap((place) => {
      const start = `  > ${placeText(place, inputs)}: `;
      if (hasDetails) {
        return wrapText(visible(place.text), width, visible(start), "    ");
      }
      // Two ellipses need columns, too.
      const room = Math.max(20, width - textWidth(start) - 2);
      const first = ports.find(
        ({ decidedBy: each }) =>
          each?.input === place.input && each.line === place.line && each.text === place.text,
      );
      const text = first ? aroundPort(place.text, first.ports.from, room) : place.text;
      return [cutText(visible(start + text), width)];
    }),
    ...(more > 0 ? [`  > ${more} more`] : []),
  ];
}
