import { rangeText } from "../../net/port-range.ts";
import type { PortAccess } from "../../net/types.ts";
import { labelOf, processesText } from "../../policy/label-of.ts";
import type { Policy, PolicyOrExposure, PolicyRule } from "../../policy/types.ts";
import type { Table } from "./table.ts";
import { whoText } from "./who-text.ts";

/** Returns the title of a policy with its defaults, on one line. */
export function policyTitle({ title, defaults }: PolicyOrExposure): string {
  return `${title}; default: inbound ${defaults.inbound}, outbound ${defaults.outbound}`;
}

/** Returns the rules of a policy as a table for readers, followed by undetermined, qualified and loopback ports. */
export function policyTable(input: PolicyOrExposure): Table {
  return {
    columns: [
      { title: "Direction" },
      { title: "Protocol" },
      { title: "Port", align: "right" },
      { title: "Service" },
      { title: "From" },
      { title: "Condition" },
    ],
    rows: [
      ...input.rules.map((rule) => [
        rule.direction,
        rule.protocol,
        rangeText(rule.ports),
        labelOf(rule),
        rule.direction === "outbound" && rule.sources === "any" && rule.except.length === 0
          ? ""
          : whoText(rule),
        ("conditions" in rule ? rule.conditions : []).map(({ text }) => text).join("; "),
      ]),
      ...("undetermined" in input ? input.undetermined : []).map((each) => [
        each.direction,
        each.protocol,
        rangeText(each.ports),
        "undetermined",
        whoText(each),
        "",
      ]),
      ...("qualified" in input ? input.qualified : []).map((each) => [
        each.direction,
        each.protocol,
        rangeText(each.ports),
        each.qualification.replaceAll("-", " "),
        whoText(each),
        "",
      ]),
      ...("loopback" in input ? input.loopback : []).map((each) => [
        "loopback",
        each.protocols.join(", "),
        String(each.port),
        "label" in each ? each.label : processesText(each.processes),
        "the server itself",
        "",
      ]),
    ],
  };
}

/** Returns the ports that a policy omits because their conditions are unknown. */
export function conditionalTable({ conditional }: Policy): Table {
  return {
    columns: [
      { title: "Omitted" },
      { title: "Protocol" },
      { title: "Port", align: "right" },
      { title: "Service" },
      { title: "Condition" },
      { title: "Condition id" },
    ],
    rows: conditional.map(({ direction, protocol, ports, label, conditions }) => [
      direction,
      protocol,
      rangeText(ports),
      label,
      conditions.map(({ text }) => text).join("; "),
      conditions.map(({ id }) => id).join(", "),
    ]),
  };
}

/** Returns the warnings of a policy, one row each. */
export function warningTable({ warnings }: Policy): Table {
  return {
    columns: [{ title: "Warning" }, { title: "Ports" }, { title: "What" }],
    rows: warnings.map(({ code, ports, text }) => [code, ports.join(", "), text]),
  };
}

/** Returns the rules of a policy as a table for programs: one column per fact, values separated by spaces. */
export function policyRecords({ rules }: PolicyOrExposure): Table {
  const titles = [
    "direction",
    "protocol",
    "from_port",
    "through_port",
    "sources",
    "except",
    "label",
    "services",
    "conditions",
    "need",
  ];
  return {
    columns: titles.map((title) => ({ title })),
    rows: rules.map((rule: PortAccess | PolicyRule) => [
      rule.direction,
      rule.protocol,
      String(rule.ports.from),
      String(rule.ports.through),
      rule.sources === "any" ? rule.sources : rule.sources.join(" "),
      rule.except.join(" "),
      labelOf(rule),
      "services" in rule ? rule.services.join(" ") : "",
      conditionsOf(rule).join(" "),
      "need" in rule ? (rule.need ?? "") : "",
    ]),
  };
}

function conditionsOf(rule: PortAccess | PolicyRule): readonly string[] {
  return "conditions" in rule ? rule.conditions.map((each) => each.id) : [];
}
