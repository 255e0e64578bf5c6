import { planUpgrade } from "../../audit/plan-upgrade.ts";
import type { FirewallPlan } from "../../audit/types.ts";
import { cannotTell } from "../../query/what-differs.ts";
import type { TableFormat } from "../../render/formats/table-formats.ts";
import { renderPlan } from "../../render/plan/render-plan.ts";
import type { PlanFormat, PlanOptions } from "../../render/plan/types.ts";
import {
  closableTable,
  planRecords,
  planTable,
  planTitle,
  sparedTable,
  unknownTable,
} from "../../render/tables/plan-table.ts";
import type { CommandDescription } from "../command-description.ts";
import { policyValues } from "../completion/policy-values.ts";
import { files } from "../completion/values.ts";
import { versions } from "../completion/versions.ts";
import type { Io } from "../io.ts";
import { commandLine } from "../options/command-line.ts";
import { addConfigOption, type GivenConfigOption, readConfig } from "../options/config-option.ts";
import {
  addFirewallOptions,
  type GivenFirewallOptions,
  readFirewall,
} from "../options/firewall-files.ts";
import { addFormatOption, type GivenFormatOption, tableFormats } from "../options/format-option.ts";
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
import { printUnreadInput } from "../options/print-unread-input.ts";
import { printWidened } from "../options/print-widened.ts";
import { refuseFiles } from "../options/refuse-files.ts";
import {
  addStrictOption,
  type GivenStrictOption,
  readVersions,
} from "../options/release-options.ts";
import { addScopeOptions, type GivenScopeOptions, scopeOptions } from "../options/scope-options.ts";
import { splitWords } from "../options/split-words.ts";
import { planInFlags } from "../plan-in-flags.ts";
import { type Report, renderReport } from "../report.ts";
import { scriptInFlags } from "../script-in-flags.ts";
import { WrongQuestion } from "../wrong-question.ts";

interface Options
  extends GivenConfigOption,
    GivenFirewallOptions,
    GivenFormatOption<PlanFormat | TableFormat>,
    GivenPlanOptions,
    GivenScopeOptions,
    GivenStrictOption,
    GivenPolicyOptions,
    Omit<PlanOptions, "rollback"> {}

/** Plans firewall changes for an upgrade. */
export const plan: CommandDescription<
  [string, string, readonly string[]],
  Options,
  "changes" | "none" | "unknown"
> = {
  example: "plan 110 126 /etc/csf/csf.conf --format csf",
  details: "--rollback needs a --format that prints commands.",
  values: () => ({ ...policyValues(), old: versions(), new: versions(), files }),
  declare: (command) => {
    addPlanOptions(
      addConfigOption(
        addScopeOptions(addPolicyOptions(addFirewallOptions(addStrictOption(command)))),
      ),
    )
      .argument("<old>", "version before the upgrade, in any form")
      .argument("<new>", "version after the upgrade, in any form")
      .argument(
        "[files...]",
        "files of a firewall; - for standard input; if omitted, plan only the documented changes",
      );
    addFormatOption(command, planFormatHint, [...tableFormats, ...planFormats]);
  },
  exitStatus: () => ({ none: 0, changes: 1, unknown: 2 }),
  answer: ([older, newer, files], options, io) => {
    refuseWithoutCommands(options, ["rollback"]);
    checkOrder([older, newer, ...files], io);
    const [before, after] = readVersions(older, newer, options, io);
    const paths = files.length === 0 && options.from !== undefined ? ["-"] : files;
    printUnreadInput(paths, io);
    const config = readConfig(options, io);
    const server =
      paths.length > 0
        ? readFirewall(paths, { interface: config.interface, ...options }, io)
        : undefined;
    const planned = planInFlags(
      planUpgrade(before, after, server?.firewall, {
        ...policyOptions(options, config),
        ...scopeOptions(options, config),
        ...closingOptions(options, server?.firewall, io),
        ssh: server?.ssh,
        listeners: server?.listeners,
      }),
    );
    const { format } = options;
    if (server && planned.pages?.from === planned.pages?.to) {
      io.stderr(
        `cpanel-ports: a plan contains only what differs between the versions; to make the firewall fit one version, use audit with --format ${planFormats.join("|")}\n`,
      );
    }
    const outcome = outcomeOf(planned);
    if (!isPlanFormat(format)) {
      return { text: renderReport(reportOn(planned), format, io), outcome };
    }
    const text = scriptInFlags(renderPlan(planned, format, { rollback: options.rollback }));
    printClosable(planned, io);
    printWidened(planned, io);
    return { text, outcome };
  },
};

/** Checks that two versions precede the files. */
function checkOrder(words: readonly string[], io: Io): void {
  const { versions, others, areInOrder } = splitWords(words, io);
  if (versions.length === 2 && !areInOrder) {
    throw new WrongQuestion(
      `both versions go before the files: ${commandLine("plan", ...versions, ...others)}`,
    );
  }
  refuseFiles(words.slice(0, 2), "plan needs two versions before the files", io);
}

function outcomeOf(planned: FirewallPlan): "changes" | "none" | "unknown" {
  if (planned.changes.length + planned.closable.length > 0) {
    return "changes";
  }
  return planned.unknown.length > 0 || cannotTell(planned) ? "unknown" : "none";
}

function reportOn(planned: FirewallPlan): Report {
  return {
    title: planTitle(planned),
    sections: [
      { table: planTable(planned) },
      { heading: "Left open without --close", table: closableTable(planned) },
      { heading: "Never closed", table: sparedTable(planned) },
      { heading: "Possible changes", table: unknownTable(planned) },
    ],
    records: () => planRecords(planned),
    data: planned,
  };
}
