import type { FirewallPlan } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import type { Exposure, Origin } from "../../net/types.ts";
import { exposureOf } from "./exposure-of.ts";
import type { PlanFormat } from "./types.ts";

/** A program that owns the rules of a firewall and removes changes by others. */
interface Manager {
  readonly name: string;
  /** The names of its tables, zones and lists in the input. */
  readonly tables?: RegExp;
  /** The names of its chains. */
  readonly chains?: RegExp;
  /** The format of plans for it; `null` if plans are not supported. */
  readonly format: PlanFormat | null;
  /** The advice if a plan is requested in another format. */
  readonly instead: string;
}

/** Docker is not listed: its chains decide about containers, not about the server's own ports. */
const managers: readonly Manager[] = [
  {
    name: "firewalld",
    tables: /^(?:(?:inet|ip6?) firewalld|(?:zone|policy)(?: .+)?)$/,
    chains: /^(?:INPUT_(?:direct|ZONES.*|POLICIES.*)|IN_.+|filter_(?:INPUT|OUTPUT|IN_).*)$/,
    format: "firewalld",
    instead: "read the output of firewall-cmd --list-all-zones instead",
  },
  {
    name: "CSF",
    tables: /^(?:(?:TCP|UDP)6?_(?:IN|OUT)|csf\.(?:allow|deny))$/,
    chains:
      /^(?:LOCAL(?:INPUT|OUTPUT)|(?:ALLOW|DENY|CC_\w+)(?:IN|OUT)?|LOGDROP(?:IN|OUT)|SMTPOUTPUT|(?:PORT|UDP)FLOOD|INVDROP|INVALID|GALLOW(?:IN|OUT)|GDENY(?:IN|OUT))$/,
    format: "csf",
    instead: "read /etc/csf/csf.conf, csf.allow and csf.deny instead",
  },
  {
    name: "ufw",
    chains: /^ufw6?-/,
    format: null,
    instead: "make the changes of the plan with ufw allow and ufw delete allow",
  },
  {
    name: "APF",
    tables: /^(?:[IE]G_(?:TCP|UDP)_CPORTS|(?:allow|deny)_hosts\.rules)$/,
    chains: /^(?:P2P|T(?:ALLOW|DENY)|TG(?:ALLOW|DENY)|TMP_DROP|PROHIBIT|REFRESH_TEMP)$/,
    format: null,
    instead: "make the changes of the plan in /etc/apf/conf.apf, and run apf -r",
  },
];

/**
 * Checks that a plan has the format of the program that owns the rules that were read. A plan for CSF edits files that
 * only its servers have.
 *
 * @throws {@link InvalidOptionError} when it has another format
 */
export function checkManager(plan: FirewallPlan, format: PlanFormat): void {
  const exposure = exposureOf(plan);
  const origins = exposure ? originsOf(exposure) : [];
  const manager =
    plan.actual?.title === "ufw"
      ? managers.find(({ name }) => name === "ufw")
      : managers.find(({ tables, chains }) =>
          origins.some(
            ({ table, chain }) => tables?.test(table ?? "") || chains?.test(chain ?? ""),
          ),
        );
  if (manager !== undefined && manager.format !== format) {
    throw new InvalidOptionError(
      `${manager.name} owns these rules and would remove changes by a plan in the format ${format}; ${manager.instead}`,
      {
        field: "format",
        input: format,
        expected:
          manager.format === null
            ? "rules that no other program owns"
            : `the format ${manager.format}`,
        accepted: manager.format === null ? [] : [manager.format],
      },
    );
  }
  if (format === "csf" && exposure && manager === undefined && exposure.title !== "CSF") {
    throw new InvalidOptionError(
      "the firewall was not read from csf.conf, and none of its rules are in a chain of CSF",
      {
        field: "plan",
        input: plan,
        expected: "a plan for csf.conf, or for rules that CSF loaded",
      },
    );
  }
}

function originsOf({
  rules,
  undetermined,
  qualified,
  closed,
  openedBy,
}: Exposure): readonly Origin[] {
  return [
    ...[...rules, ...undetermined, ...qualified, ...closed].map(({ decidedBy }) => decidedBy),
    openedBy.inbound,
    openedBy.outbound,
  ].filter((each) => each !== null);
}
