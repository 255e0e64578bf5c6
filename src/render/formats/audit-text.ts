import { audienceText } from "../../audit/audience-text.ts";
import type { FindingRuleId } from "../../audit/finding-rules.ts";
import { allPortsText } from "../../audit/ports-text.ts";
import type { AuditFinding, FirewallAudit } from "../../audit/types.ts";
import { acceptanceText, gapPlace, placeText } from "../tables/audit-table.ts";
import { visible } from "./escape/visible.ts";
import { cutText, wrapText } from "./wrap-text.ts";

/** How an audit is written for a terminal. */
export interface AuditTextOptions {
  /** The columns of the terminal. */
  readonly width: number;
  /** Whether all ports, addresses and lines are named, however many. */
  readonly hasDetails: boolean;
  /** Returns how somebody follows the advice of a rule, such as an option of a command. */
  readonly hintOf?: (rule: FindingRuleId) => string | undefined;
  /** Dresses the severity of a finding, in colour for instance. */
  readonly style?: (text: string, severity: AuditFinding["severity"]) => string;
}

/** The most lines that are quoted of a finding without details. */
const quotedLines = 3;

/**
 * Writes the findings of an audit for a terminal: what is wrong in a sentence, the lines that decided, and what
 * to do; then what is accepted, and what was not examined or was assumed.
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
  const hint = hintOf?.(rule);
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

/** The lines that decided; without details, the first of them. */
function linesOf(
  { decidedBy }: AuditFinding,
  inputs: readonly string[],
  { width, hasDetails }: AuditTextOptions,
): readonly string[] {
  const shown = hasDetails ? decidedBy : decidedBy.slice(0, quotedLines);
  const more = decidedBy.length - shown.length;
  return [
    ...shown.map((place) =>
      cutText(visible(`  > ${placeText(place, inputs)}: ${place.text}`), width),
    ),
    ...(more > 0 ? [`  > ${more} more`] : []),
  ];
}
