import { type Command, Option } from "commander";
import { auditFirewall } from "../../audit/audit-firewall.ts";
import { planAudit } from "../../audit/plan-audit.ts";
import { planUpgrade } from "../../audit/plan-upgrade.ts";
import type { FirewallAudit, FirewallPlan } from "../../audit/types.ts";
import { InvalidVersionError } from "../../errors.ts";
import { resolveRelease } from "../../query/resolve-release.ts";
import { renderSarif } from "../../render/formats/sarif.ts";
import { type PlanFormat, renderPlan } from "../../render/plan/render-plan.ts";
import type { PlanOptions } from "../../render/plan/types.ts";
import { auditRecords, auditTable, auditTitle } from "../../render/tables/audit-table.ts";
import { planRecords, planTable, unknownTable } from "../../render/tables/plan-table.ts";
import type { Io } from "../io.ts";
import {
  addFirewallOptions,
  type GivenFirewallOptions,
  readFirewall,
} from "../options/firewall-files.ts";
import {
  addPolicyOptions,
  type GivenPolicyOptions,
  policyOptions,
} from "../options/policy-options.ts";
import { readRelease } from "../options/read-release.ts";
import type { Answer } from "../program.ts";
import { type Format, formats, type Report } from "../report.ts";

/** The formats of commands that change a firewall. */
const planFormats: readonly string[] = [
  "nftables",
  "iptables",
  "firewalld",
  "csf",
] satisfies readonly PlanFormat[];

interface Options extends GivenFirewallOptions, GivenPolicyOptions, PlanOptions {
  readonly format: string;
  readonly newer: "error" | "latest";
}

/** Describes `audit [release] [files...]`. */
export function describeAudit(command: Command, newest: string, io: Io, answer: Answer): void {
  addOptions(command, [...formats, "sarif", ...planFormats])
    .argument("[release]", `a version in any form; ${newest} where it is left out`)
    .argument("[files...]", "the files of the firewall; standard input where they are left out")
    .action((first: string | undefined, others: readonly string[], options: Options) => {
      const [version, files] =
        first === undefined || isVersion(first) ? [first, others] : [undefined, [first, ...others]];
      const release = readRelease(version ?? newest, options.newer, io);
      const paths = files.length > 0 ? files : ["-"];
      const actual = readFirewall(paths, options, io);
      const audit = auditFirewall(release, actual, policyOptions(options));
      const status = { fits: 0, differs: 1, unknown: 2 }[audit.verdict];
      for (const { text } of audit.expected.warnings.filter(({ code }) => code === "lockout")) {
        io.stderr(`cpanel-ports: warning lockout: of what is expected, ${text}\n`);
      }
      if (options.format === "sarif") {
        const artifact = paths[0] === "-" ? undefined : paths[0];
        answer(renderSarif(audit, { artifact }), status);
      } else if (planFormats.includes(options.format)) {
        answer(renderPlan(planAudit(audit), options.format as PlanFormat, options), status);
      } else {
        answer(auditReport(audit), status, options.format as Format);
      }
    });
}

/** Describes `plan <from> <to> [files...]`. */
export function describePlan(command: Command, io: Io, answer: Answer): void {
  addOptions(command, [...formats, ...planFormats])
    .argument("<from>", "the version that the server has")
    .argument("<to>", "the version that it gets")
    .argument("[files...]", "the files of its firewall; - is standard input")
    .action((from: string, to: string, files: readonly string[], options: Options) => {
      const before = readRelease(from, options.newer, io);
      const after = readRelease(to, options.newer, io);
      const paths = files.length === 0 && options.from !== undefined ? ["-"] : files;
      const actual = paths.length > 0 ? readFirewall(paths, options, io) : undefined;
      const plan = planUpgrade(before, after, actual, policyOptions(options));
      const status = plan.changes.length > 0 ? 1 : plan.unknown.length > 0 ? 2 : 0;
      if (planFormats.includes(options.format)) {
        answer(renderPlan(plan, options.format as PlanFormat, options), status);
      } else {
        answer(planReport(plan), status, options.format as Format);
      }
    });
}

function addOptions(command: Command, choices: readonly string[]): Command {
  return addPolicyOptions(addFirewallOptions(command))
    .option("--table <name>", "nftables: the table that the commands change, such as inet filter")
    .option("--input-chain <name>", "nftables: its chain for what comes in")
    .option("--output-chain <name>", "nftables: its chain for what goes out")
    .addOption(
      new Option("--format <format>", "how to print it; a firewall: as commands that change it")
        .choices(choices)
        .default("text"),
    );
}

function isVersion(text: string): boolean {
  try {
    resolveRelease(text);
    return true;
  } catch (error) {
    return !(error instanceof InvalidVersionError);
  }
}

function auditReport(audit: FirewallAudit): Report {
  return {
    title: auditTitle(audit),
    sections: [{ table: auditTable(audit) }],
    records: auditRecords(audit),
    data: audit,
  };
}

function planReport(plan: FirewallPlan): Report {
  return {
    title: `${plan.title}: ${plan.changes.length} ${plan.changes.length === 1 ? "change" : "changes"}`,
    sections: [{ table: planTable(plan) }, { heading: "Perhaps also", table: unknownTable(plan) }],
    records: planRecords(plan),
    data: plan,
  };
}
