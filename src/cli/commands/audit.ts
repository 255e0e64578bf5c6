import { basename } from "node:path";
import { auditFirewall } from "../../audit/audit-firewall.ts";
import type { FindingRuleId } from "../../audit/finding-rules.ts";
import { notesOf } from "../../audit/notes-of.ts";
import { planAudit } from "../../audit/plan-audit.ts";
import type { FirewallAudit } from "../../audit/types.ts";
import { InvalidVersionError } from "../../errors.ts";
import type { ParseNote } from "../../net/types.ts";
import { resolveVersion } from "../../query/resolve-version.ts";
import { auditText } from "../../render/formats/audit-text.ts";
import { renderJunit } from "../../render/formats/junit.ts";
import { renderSarif } from "../../render/formats/sarif.ts";
import type { TableFormat } from "../../render/formats/table-formats.ts";
import { type PlanFormat, renderPlan } from "../../render/plan/render-plan.ts";
import type { PlanOptions } from "../../render/plan/types.ts";
import {
  acceptedTable,
  auditRecords,
  auditTable,
  auditTitle,
  gapTable,
} from "../../render/tables/audit-table.ts";
import type { CommandDescription } from "../command-description.ts";
import type { Io } from "../io.ts";
import { addConfigOption, type GivenConfigOption, readConfig } from "../options/config-option.ts";
import {
  addFirewallOptions,
  type GivenFirewallOptions,
  readServer,
} from "../options/firewall-files.ts";
import { addFormatOption, type GivenFormatOption, tableFormats } from "../options/format-option.ts";
import { addPlanOptions, isPlanFormat, planFormats } from "../options/plan-options.ts";
import {
  addPolicyOptions,
  type GivenPolicyOptions,
  policyOptions,
} from "../options/policy-options.ts";
import { printNotes } from "../options/print-notes.ts";
import {
  addStrictOption,
  type GivenStrictOption,
  newestRelease,
  readVersion,
} from "../options/release-options.ts";
import { addScopeOptions, type GivenScopeOptions, scopeOptions } from "../options/scope-options.ts";
import type { ReadFile } from "../options/ssh-files.ts";
import { coloursFor, type Report, renderReport } from "../report.ts";

interface Options
  extends GivenConfigOption,
    GivenFirewallOptions,
    GivenFormatOption<PlanFormat | TableFormat | "junit" | "sarif">,
    GivenStrictOption,
    GivenPolicyOptions,
    GivenScopeOptions,
    PlanOptions {
  readonly details?: true;
  readonly on?: string;
}

/** Compares a firewall with what a release needs. */
export const audit: CommandDescription<
  [string | undefined, readonly string[]],
  Options,
  FirewallAudit["verdict"]
> = {
  example: "audit 126 /etc/csf/csf.conf --service cpanel,whm,ssh,httpd,dns",
  declare: (command) => {
    addPlanOptions(
      addConfigOption(
        addScopeOptions(addPolicyOptions(addFirewallOptions(addStrictOption(command)))),
      ),
    )
      .option(
        "--on <date>",
        "the day on which accepted findings may have expired, YYYY-MM-DD; today if it is left out",
      )
      .option("--details", "name all ports, addresses and lines, however many")
      .argument("[release]", `a version in any form; ${newestRelease} if it is left out`)
      .argument("[files...]", "the files of the firewall; standard input if they are left out");
    addFormatOption(command, "how to print it; a firewall: as commands that change it", [
      ...tableFormats,
      "sarif",
      "junit",
      ...planFormats,
    ]);
  },
  exitStatus: () => ({ fits: 0, differs: 1, unknown: 2, noAnswer: 2 }),
  answer: ([first, others], options, io) => {
    const [version, files] =
      first === undefined || isVersion(first) ? [first, others] : [undefined, [first, ...others]];
    const release = readVersion(version ?? newestRelease, options, io);
    const paths = files.length > 0 ? files : ["-"];
    const config = readConfig(options, io);
    const {
      exposure,
      files: read,
      listeners,
      ssh,
    } = readServer(paths, { interface: config.interface, ...options }, io);
    const inputs = shortNames(read);
    const audited = auditFirewall(release, exposure, {
      ...policyOptions(options, config),
      ...scopeOptions(options, config),
      accept: config.accept,
      on: options.on ?? io.today(),
      listeners,
      ssh,
      inputs,
    });
    printNotes(notesBeside(audited), inputs, io);
    for (const { text } of audited.expected.warnings.filter(({ code }) => code === "lockout")) {
      io.stderr(`cpanel-ports: warning lockout: of what is expected, ${text}\n`);
    }
    return { text: textOf(audited, read, options, io), outcome: audited.verdict };
  },
};

/** The names of files without their folders, unless two are the same. */
function shortNames(files: readonly ReadFile[]): readonly string[] {
  const names = files.map(({ path, name }) => (path === "-" ? name : basename(path)));
  return new Set(names).size === names.length ? names : files.map(({ name }) => name);
}

/** The notes that neither a finding nor a gap repeats. */
function notesBeside({ actual, findings, accepted, gaps }: FirewallAudit): readonly ParseNote[] {
  const said = [
    ...gaps.map(({ text }) => text),
    ...[...findings, ...accepted].flatMap(({ reasons }) => reasons),
  ];
  return notesOf(actual).filter(({ text }) => !said.some((each) => each.endsWith(text)));
}

function textOf(
  audited: FirewallAudit,
  files: readonly ReadFile[],
  options: Options,
  io: Io,
): string {
  const { format } = options;
  if (format === "sarif") {
    return renderSarif(audited, {
      artifact: files.filter(({ path }) => path !== "-").map(({ path }) => path),
    });
  }
  if (format === "junit") {
    return renderJunit(audited);
  }
  return isPlanFormat(format)
    ? renderPlan(planAudit(audited), format, options)
    : renderReport(reportOn(audited, options, io), format, io);
}

function isVersion(text: string): boolean {
  try {
    resolveVersion(text);
    return true;
  } catch (error) {
    return !(error instanceof InvalidVersionError);
  }
}

/** The options with which somebody follows the advice of a rule. */
const hints: Partial<Readonly<Record<FindingRuleId, string>>> = {
  "conditional-port-open": "--conditions",
  "database-open": "--allow-from mysql=ADDRESS",
  "expected-database-open": "--allow-from mysql=ADDRESS",
  "locked-out": "--replace ssh=PORT",
  "needed-port-undetermined": "--interface NAME, if it depends on one",
  "no-web": "--service NAMES",
  "open-to-a-list": "--allow-from SERVICE=ADDRESS",
  "open-to-fewer": "--allow-from SERVICE=ADDRESS",
  "other-port-open": "--service NAMES",
  "other-port-undetermined": "--interface NAME, if it depends on one",
  "port-closed": "--service NAMES",
  "undocumented-port-open": "--add PORT/tcp=LABEL, or --replace ssh=PORT",
  unfiltered: "cpanel-ports render",
};

function reportOn(audited: FirewallAudit, { details }: Options, io: Io): Report {
  const { red, yellow, blue } = coloursFor(io);
  const colours = { error: red, warning: yellow, info: blue };
  return {
    title: auditTitle(audited),
    sections: [
      { table: auditTable(audited) },
      { heading: "Accepted", table: acceptedTable(audited) },
      { heading: "Not examined, or assumed", table: gapTable(audited) },
    ],
    text: () =>
      auditText(audited, {
        width: io.columns ?? 80,
        hasDetails: details ?? false,
        hintOf: (rule) => hints[rule],
        style: (text, severity) => colours[severity](text),
      }),
    records: () => auditRecords(audited),
    data: audited,
  };
}
