import { auditFirewall } from "../../audit/audit-firewall.ts";
import type { ConfigFile } from "../../audit/config-file.ts";
import type { FindingRuleId } from "../../audit/finding-rules.ts";
import { otherNotes } from "../../audit/other-notes.ts";
import { planAudit } from "../../audit/plan-audit.ts";
import type { AuditFinding, FirewallAudit } from "../../audit/types.ts";
import { warningsOfExpected } from "../../audit/warnings-of-expected.ts";
import { familyNames } from "../../net/family-names.ts";
import { checkVersion } from "../../query/check-version.ts";
import type { ResolvedVersion } from "../../query/resolved-version.ts";
import { versionTitle } from "../../query/version-title.ts";
import { isFailed } from "../../render/audited-servers.ts";
import { type AuditTextOptions, auditText } from "../../render/formats/audit-text.ts";
import { renderJunit } from "../../render/formats/junit.ts";
import { renderSarif } from "../../render/formats/sarif.ts";
import type { TableFormat } from "../../render/formats/table-formats.ts";
import { renderPlan } from "../../render/plan/render-plan.ts";
import type { PlanFormat, PlanOptions } from "../../render/plan/types.ts";
import {
  acceptedTable,
  auditRecords,
  auditTable,
  auditTitle,
  gapTable,
} from "../../render/tables/audit-table.ts";
import { auditServers, worstVerdict } from "../audit-servers.ts";
import { colorsFor } from "../colors.ts";
import type { CommandDescription } from "../command-description.ts";
import { policyValues } from "../completion/policy-values.ts";
import { files } from "../completion/values.ts";
import { versions } from "../completion/versions.ts";
import type { Io } from "../io.ts";
import { type AskedServer, askedServers } from "../options/asked-servers.ts";
import { checkVersionFirst } from "../options/check-version-first.ts";
import { addConfigOption, type GivenConfigOption, readConfig } from "../options/config-option.ts";
import {
  addFirewallOptions,
  type GivenFirewallOptions,
  type ReadFile,
  type ReadServer,
  readServer,
} from "../options/firewall-files.ts";
import { addFormatOption, type GivenFormatOption, tableFormats } from "../options/format-option.ts";
import { isVersion } from "../options/is-version.ts";
import { addNameOption, type GivenNameOption, withoutFirst } from "../options/name-option.ts";
import {
  addPlanOptions,
  closingOptions,
  type GivenPlanOptions,
  isPlanFormat,
  planFormatHint,
  planFormats,
  printClosable,
  refuseWithoutCommands,
} from "../options/plan-options.ts";
import {
  addPolicyOptions,
  type GivenPolicyOptions,
  policyOptions,
} from "../options/policy-options.ts";
import { printNotes } from "../options/print-notes.ts";
import { printUnfixed } from "../options/print-unfixed.ts";
import { printUnusedAcceptances } from "../options/print-unused-acceptances.ts";
import { printWidened } from "../options/print-widened.ts";
import {
  addStrictOption,
  type GivenStrictOption,
  newestRelease,
  readVersion,
  versionOrNewestText,
} from "../options/release-options.ts";
import { addScopeOptions, type GivenScopeOptions, scopeOptions } from "../options/scope-options.ts";
import { planInFlags } from "../plan-in-flags.ts";
import { type Report, renderReport } from "../report.ts";
import { scriptInFlags } from "../script-in-flags.ts";
import { serversReport } from "../servers-report.ts";
import { shortNames } from "../short-names.ts";
import { WrongQuestion } from "../wrong-question.ts";

interface Options
  extends GivenConfigOption,
    GivenFirewallOptions,
    GivenFormatOption<PlanFormat | TableFormat | "junit" | "sarif">,
    GivenNameOption,
    GivenPlanOptions,
    GivenStrictOption,
    GivenPolicyOptions,
    GivenScopeOptions,
    Omit<PlanOptions, "rollback"> {
  readonly details?: true;
  readonly on?: string;
}

/** Compares a firewall with the needs of a release. */
export const audit: CommandDescription<
  [string | undefined, readonly string[]],
  Options,
  FirewallAudit["verdict"]
> = {
  example: "audit 126 /etc/csf/csf.conf --service cpanel,whm,ssh,httpd,dns",
  details: "--close, --keep and --rollback need a --format that prints commands.",
  values: () => ({ ...policyValues(), release: versions(), files }),
  declare: (command) => {
    addPlanOptions(
      addConfigOption(
        addScopeOptions(
          addPolicyOptions(addFirewallOptions(addNameOption(addStrictOption(command)))),
        ),
      ),
    )
      .option(
        "--on <date>",
        "date to check the expiry of accepted findings, YYYY-MM-DD (default: today)",
      )
      .option("--details", "list all ports, addresses and lines")
      .argument("[release]", versionOrNewestText)
      .argument(
        "[files...]",
        "files of a firewall, directory with the files of a server, or directory of such directories (default: standard input)",
      );
    addFormatOption(command, planFormatHint, [...tableFormats, "sarif", "junit", ...planFormats]);
  },
  exitStatus: () => ({ fits: 0, differs: 1, unknown: 2 }),
  answer: ([first], options, io) => {
    refuseWithoutCommands(options, ["close", "keep", "rollback"]);
    checkVersionFirst(
      "audit",
      options.named.length === 1 ? options.named.flatMap((each) => each.arguments) : [],
      io,
    );
    const hasVersion = first !== undefined && isVersion(first);
    const release = readVersion(hasVersion ? first : newestRelease, options, io);
    const named = hasVersion ? withoutFirst(options.named) : options.named;
    const asked = askedServers(named, io);
    const config = readConfig(options, io);
    if ("servers" in asked) {
      return answerForServers(asked.servers, { release, options, config }, io);
    }
    const server = readServer(asked.paths, { interface: config.interface, ...options }, io);
    const audited = auditServer(server, { release, options, config }, io);
    printUnusedAcceptances([audited], io);
    return { text: textOf(audited, server.files, options, io), outcome: audited.verdict };
  },
};

/** The question about each server. */
interface Question {
  readonly release: ResolvedVersion;
  readonly options: Options;
  readonly config: ConfigFile;
}

function auditServer(
  { firewall, files, listeners, ssh }: ReadServer,
  { release, options, config }: Question,
  io: Io,
): FirewallAudit {
  const inputs = shortNames(files.map(({ name }) => name));
  const audited = auditFirewall(release, firewall, {
    ...policyOptions(options, config),
    ...scopeOptions(options, config),
    accept: config.accept,
    on: options.on ?? io.today(),
    listeners,
    ssh,
    inputs,
  });
  printNotes(otherNotes(audited), inputs, io);
  for (const { code, text } of warningsOfExpected(audited)) {
    io.stderr(`cpanel-ports: warning ${code}: in the expected policy, ${text}\n`);
  }
  return audited;
}

/** Audits named servers and returns one answer for all of them. */
function answerForServers(asked: readonly AskedServer[], question: Question, io: Io) {
  const { release, options, config } = question;
  const { format } = options;
  if (isPlanFormat(format)) {
    const names = asked.map(({ name }) => name).join(", ");
    throw new WrongQuestion(
      `--format ${format} prints commands for a single unnamed server; give the files of one of ${names}, without --name`,
    );
  }
  const servers = auditServers(
    asked,
    (paths, ioOfServer) =>
      readServer(paths, { interface: config.interface, ...options }, ioOfServer),
    (server, ioOfServer) => ({
      audit: auditServer(server, question, ioOfServer),
      artifact: pathsOf(server.files),
    }),
    io,
  );
  printUnusedAcceptances(
    servers.flatMap((each) => (isFailed(each) ? [] : [each.audit])),
    io,
  );
  const outcome = worstVerdict(servers);
  if (format === "sarif") {
    return { text: renderSarif(servers), outcome };
  }
  if (format === "junit") {
    return { text: renderJunit(servers), outcome };
  }
  const title = versionTitle(checkVersion(release));
  const report = serversReport(title, servers, auditTextOptions(options, io), io);
  return { text: renderReport(report, format, io), outcome };
}

function textOf(
  audited: FirewallAudit,
  files: readonly ReadFile[],
  options: Options,
  io: Io,
): string {
  const { format } = options;
  if (format === "sarif") {
    return renderSarif(audited, { artifact: pathsOf(files) });
  }
  if (format === "junit") {
    return renderJunit(audited);
  }
  if (isPlanFormat(format)) {
    const planned = planInFlags(planAudit(audited, closingOptions(options, audited.actual, io)));
    const commands = scriptInFlags(renderPlan(planned, format, { rollback: options.rollback }));
    printUnfixed(audited, io);
    printClosable(planned, io);
    printWidened(planned, io);
    return commands;
  }
  return renderReport(reportOn(audited, options, io), format, io);
}

function pathsOf(files: readonly ReadFile[]): readonly string[] {
  return files.filter(({ path }) => path !== "-").map(({ path }) => path);
}

const databaseHint = "--allow-from mysql=ADDRESS, with mysql in --service if that is given";

/** The options that follow the advice of a finding rule. */
const hints: Partial<Readonly<Record<FindingRuleId, string>>> = {
  "closed-over-ipv6": "--family ipv4",
  "database-open": databaseHint,
  "expected-database-open": databaseHint,
  "locked-out": "--replace ssh=PORT",
  "locked-out-over-ipv4": "--replace ssh=PORT",
  "no-web": "--service NAMES",
  "no-web-over-ipv4": "--service NAMES",
  "open-to-a-list": "--allow-from SERVICE=ADDRESS",
  "open-to-fewer": "--allow-from SERVICE=ADDRESS",
  "other-port-open": "--service NAMES",
  "port-closed": "--service NAMES",
  "stock-list-open": "--add PORT/tcp=LABEL; cpanel-ports compare shows the list",
  "undocumented-port-open": "--add PORT/tcp=LABEL, or --replace ssh=PORT",
  unfiltered: "cpanel-ports render",
};

/** Returns whether a reason names an interface, as rules of iptables or nftables do. */
function dependsOnInterface(reason: string): boolean {
  return /interface|\b[io]if(?:name|group|type|kind)?\b|["\s]-[io]\s/u.test(reason);
}

/** Returns the option that follows the advice of a finding. */
function hintOf({ rule, ports, reasons }: AuditFinding): string | undefined {
  if (rule === "needed-port-undetermined" || rule === "other-port-undetermined") {
    return reasons.some(dependsOnInterface) ? "--interface NAME" : undefined;
  }
  if (rule !== "conditional-port-open") {
    return hints[rule];
  }
  const [id, ...others] = new Set(
    ports.flatMap(({ conditions }) => conditions.map((each) => each.id)),
  );
  const one = others.length === 0 ? id : "ID";
  return `--conditions ${one}, or "conditions": { "${one}": true } in the --config file`;
}

function reportOn(audited: FirewallAudit, options: Options, io: Io): Report {
  return {
    title: auditTitle(audited),
    sections: [
      { table: auditTable(audited) },
      { heading: "Accepted", table: acceptedTable(audited) },
      { heading: "Not examined, or assumed", table: gapTable(audited) },
    ],
    text: () => auditText(audited, auditTextOptions(options, io)) + familyHint(audited),
    records: () => auditRecords(audited),
    data: audited,
  };
}

/** Returns how to audit only the family of the input; empty if nothing is missing. */
function familyHint({ scope, actual }: FirewallAudit): string {
  const [family, ...others] = actual.families;
  const isMissing = scope.families.some((each) => !actual.families.includes(each));
  return isMissing && family !== undefined && others.length === 0
    ? `  To examine only ${familyNames[family]}, add --family ${family}.\n`
    : "";
}

function auditTextOptions({ details }: Options, io: Io): AuditTextOptions {
  const { red, yellow, blue } = colorsFor(io);
  const colors = { error: red, warning: yellow, info: blue };
  return {
    width: io.columns ?? 80,
    hasDetails: details ?? false,
    hintOf,
    style: (text, severity) => colors[severity](text),
  };
}
