import { auditFirewall } from "../../audit/audit-firewall.ts";
import { planAudit } from "../../audit/plan-audit.ts";
import type { FirewallAudit } from "../../audit/types.ts";
import { InvalidVersionError } from "../../errors.ts";
import { resolveVersion } from "../../query/resolve-version.ts";
import { renderSarif } from "../../render/formats/sarif.ts";
import type { TableFormat } from "../../render/formats/table-formats.ts";
import { type PlanFormat, renderPlan } from "../../render/plan/render-plan.ts";
import type { PlanOptions } from "../../render/plan/types.ts";
import { auditRecords, auditTable, auditTitle } from "../../render/tables/audit-table.ts";
import { qualifiedTable } from "../../render/tables/qualified-table.ts";
import type { CommandDescription } from "../command-description.ts";
import {
  addFirewallOptions,
  type GivenFirewallOptions,
  readFirewall,
} from "../options/firewall-files.ts";
import { addFormatOption, type GivenFormatOption, tableFormats } from "../options/format-option.ts";
import { addPlanOptions, isPlanFormat, planFormats } from "../options/plan-options.ts";
import {
  addPolicyOptions,
  type GivenPolicyOptions,
  policyOptions,
} from "../options/policy-options.ts";
import {
  addStrictOption,
  type GivenStrictOption,
  newestRelease,
  readVersion,
} from "../options/release-options.ts";
import { type Report, renderReport } from "../report.ts";

interface Options
  extends GivenFirewallOptions,
    GivenFormatOption<PlanFormat | TableFormat | "sarif">,
    GivenStrictOption,
    GivenPolicyOptions,
    PlanOptions {}

/** Compares a firewall with what a release needs. */
export const audit: CommandDescription<
  [string | undefined, readonly string[]],
  Options,
  FirewallAudit["verdict"]
> = {
  name: "audit",
  summary:
    "Compare a firewall with what a release needs: exit with 0 if it fits, 1 if not, 2 if unknown.",
  example: "audit 126 /etc/csf/csf.conf --service cpanel,whm,ssh,httpd,dns",
  declare: (command) => {
    addPlanOptions(addPolicyOptions(addFirewallOptions(addStrictOption(command))))
      .argument("[release]", `a version in any form; ${newestRelease} if it is left out`)
      .argument("[files...]", "the files of the firewall; standard input if they are left out");
    addFormatOption(command, "how to print it; a firewall: as commands that change it", [
      ...tableFormats,
      "sarif",
      ...planFormats,
    ]);
  },
  exitStatus: () => ({ fits: 0, differs: 1, unknown: 2, noAnswer: 2 }),
  answer: ([first, others], options, io) => {
    const [version, files] =
      first === undefined || isVersion(first) ? [first, others] : [undefined, [first, ...others]];
    const release = readVersion(version ?? newestRelease, options, io);
    const paths = files.length > 0 ? files : ["-"];
    const actual = readFirewall(paths, options, io);
    const audited = auditFirewall(release, actual, policyOptions(options));
    for (const { text } of audited.expected.warnings.filter(({ code }) => code === "lockout")) {
      io.stderr(`cpanel-ports: warning lockout: of what is expected, ${text}\n`);
    }
    const { format } = options;
    const artifact = paths[0] === "-" ? undefined : paths[0];
    return {
      text:
        format === "sarif"
          ? renderSarif(audited, { artifact })
          : isPlanFormat(format)
            ? renderPlan(planAudit(audited), format, options)
            : renderReport(reportOn(audited), format, io),
      outcome: audited.verdict,
    };
  },
};

function isVersion(text: string): boolean {
  try {
    resolveVersion(text);
    return true;
  } catch (error) {
    return !(error instanceof InvalidVersionError);
  }
}

function reportOn(audited: FirewallAudit): Report {
  return {
    title: auditTitle(audited),
    sections: [
      { table: auditTable(audited) },
      { heading: "Not for everybody", table: qualifiedTable(audited.actual) },
    ],
    records: () => auditRecords(audited),
    data: audited,
  };
}
