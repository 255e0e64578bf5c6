import type { FirewallPlan } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import type { Exposure, Origin } from "../../net/types.ts";
import { exposureOf } from "./exposure-of.ts";
import type { PlanFormat } from "./types.ts";

/** A program that owns the rules of a firewall, so that it removes what others change in them. */
interface Manager {
  readonly name: string;
  /** The tables, zones and lists that are its own, as the input names them. */
  readonly tables?: RegExp;
  /** The chains that are its own. */
  readonly chains?: RegExp;
  /** The format of plans for it; `null` for none. */
  readonly format: PlanFormat | null;
  /** What to do where a plan is asked for in another format. */
  readonly instead: string;
}

/** Docker is none of them: its chains decide about containers, and not about the ports of the server itself. */
const managers: readonly Manager[] = [
  {
    name: "firewalld",
    tables: /^(?:(?:inet|ip6?) firewalld|(?:zone|policy)(?: .+)?)$/,
    chains: /^(?:INPUT_(?:direct|ZONES.*|POLICIES.*)|IN_.+|filter_(?:INPUT|OUTPUT|IN_).*)$/,
    format: "firewalld",
    instead:
      "read the output of firewall-cmd --list-all-zones instead, and print the plan in the format firewalld",
  },
  {
    name: "CSF",
    tables: /^(?:(?:TCP|UDP)6?_(?:IN|OUT)|csf\.(?:allow|deny))$/,
    chains:
      /^(?:LOCAL(?:INPUT|OUTPUT)|(?:ALLOW|DENY|CC_\w+)(?:IN|OUT)?|LOGDROP(?:IN|OUT)|SMTPOUTPUT|(?:PORT|UDP)FLOOD|INVDROP|INVALID|GALLOW(?:IN|OUT)|GDENY(?:IN|OUT))$/,
    format: "csf",
    instead:
      "read /etc/csf/csf.conf, csf.allow and csf.deny instead, and print the plan in the format csf",
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
 * Checks that a plan is written for the program that owns the rules which were read.
 *
 * @throws {@link InvalidOptionError} for another format
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
      `${manager.name} owns these rules, and removes what a plan in the format ${format} would change; ${manager.instead}`,
      {
        field: "format",
        input: format,
        expected: manager.format ?? "no plan",
        accepted: manager.format === null ? [] : [manager.format],
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
