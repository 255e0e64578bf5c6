import { rangeText } from "../../net/port-range.ts";
import type { Policy } from "../../policy/types.ts";
import type { Table } from "./table.ts";
import { whoText } from "./who-text.ts";

/** The rules of a policy as a table to read: one line each, with the loopback-only ports after them. */
export function policyTable({ rules, unknown, loopback }: Policy): Table {
  return {
    columns: [
      { title: "Direction" },
      { title: "Protocol" },
      { title: "Port", align: "right" },
      { title: "Service" },
      { title: "From" },
      { title: "Only with" },
    ],
    rows: [
      ...rules.map(({ direction, protocol, ports, label, sources, except, conditions }) => [
        direction,
        protocol,
        rangeText(ports),
        label,
        direction === "outbound" && sources === "any" && except.length === 0
          ? ""
          : whoText({ sources, except }),
        conditions.map((each) => each.id).join(", "),
      ]),
      ...unknown.map(({ direction, protocol, ports, sources, except }) => [
        direction,
        protocol,
        rangeText(ports),
        "not known",
        whoText({ sources, except }),
        "",
      ]),
      ...loopback.map(({ port, protocols, label }) => [
        "loopback",
        protocols.join(", "),
        String(port),
        label,
        "the server itself",
        "",
      ]),
    ],
  };
}

/** The warnings of a policy, a line each. */
export function warningTable({ warnings }: Policy): Table {
  return {
    columns: [{ title: "Warning" }, { title: "Ports" }, { title: "What" }],
    rows: warnings.map(({ code, ports, text }) => [code, ports.join(", "), text]),
  };
}

/** The rules of a policy as a table for programs: a column for each fact, several values with spaces between. */
export function policyRecords({ rules }: Policy): Table {
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
  ];
  return {
    columns: titles.map((title) => ({ title })),
    rows: rules.map(
      ({ direction, protocol, ports, sources, except, label, services, conditions }) => [
        direction,
        protocol,
        String(ports.from),
        String(ports.through),
        sources === "any" ? sources : sources.join(" "),
        except.join(" "),
        label,
        services.join(" "),
        conditions.map((each) => each.id).join(" "),
      ],
    ),
  };
}
