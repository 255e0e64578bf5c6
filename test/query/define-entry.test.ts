import { describe, expect, test } from "vitest";
import {
  createPolicy,
  defineEntry,
  type EntryDefinition,
  InvalidOptionError,
  listPorts,
} from "../../src/index.ts";
import {
  renderCsv,
  renderJson,
  renderMarkdown,
  renderNftables,
  renderText,
} from "../../src/render/index.ts";
import { thrown } from "../support/thrown.ts";

const definitionOfPanel = {
  port: 8443,
  protocol: "tcp",
  direction: "inbound",
  service: "Panel",
} as const;
const panel = defineEntry(definitionOfPanel);
const both = defineEntry({
  port: 9999,
  protocol: ["tcp", "udp"],
  direction: ["outbound", "inbound"],
  service: "Sync",
  protection: "implicit",
});

describe("defineEntry", () => {
  test("creates a frozen entry, marked as not documented by cPanel", () => {
    expect(panel).toMatchObject({
      port: 8443,
      documented: null,
      own: { service: "Panel", tcp: true, udp: false, inbound: true, outbound: false },
      services: [],
      protection: "undocumented",
    });
    expect([panel, panel.own, panel.basis].every(Object.isFrozen)).toBe(true);
    expect(Object.keys(panel).filter((name) => name !== "own")).toEqual(
      Object.keys(listPorts(126)[0] ?? {}),
    );
  });

  test.for(["implicit", "starttls", "ssh", "none", "undocumented"] as const)(
    "accepts the protection %s",
    (protection) => {
      expect(defineEntry({ ...definitionOfPanel, protection }).protection).toBe(protection);
    },
  );

  test("adds no facts to the definition", () => {
    expect(defineEntry({ ...definitionOfPanel, protocol: "udp", direction: "outbound" })).toEqual({
      port: 8443,
      documented: null,
      own: { service: "Panel", tcp: false, udp: true, inbound: false, outbound: true },
      services: [],
      categories: [],
      scope: "network",
      protection: "undocumented",
      twin: null,
      sourcePorts: "undocumented",
      ianaNames: [],
      conditions: [],
      annotations: [],
      basis: { scope: [], protection: [], twin: [], sourcePorts: [], ianaNames: [] },
    });
  });

  test("names the refused value of a list", () => {
    const protocol = ["tcp", "sctp"] as never;
    expect(thrown(() => defineEntry({ ...definitionOfPanel, protocol }))).toMatchObject({
      field: "protocol",
      input: "sctp",
      accepted: ["tcp", "udp"],
    });
  });

  test.for<[string, object, string]>([
    ["port", { port: 0 }, "port is 0; expected a whole number from 1 to 65535"],
    ["protocol", { protocol: "sctp" }, 'protocol is "sctp"; expected one of tcp, udp'],
    ["protocol", { protocol: [] }, "protocol is an array; expected one of tcp, udp"],
    ["protocol", { protocol: ["tcp", undefined] }, "protocol is an array"],
    ["direction", { direction: "in" }, 'direction is "in" (did you mean inbound?); expected'],
    ["direction", { direction: undefined }, "direction is undefined; expected one of inbound"],
    ["service", { service: "" }, 'service is ""; expected 1 to 60 characters on one line'],
    ["service", { service: "a\nb" }, 'service is "a\\nb"; expected 1 to 60 characters'],
    ["service", { service: "x".repeat(61) }, "expected 1 to 60 characters on one line"],
    ["protection", { protection: "tls" }, 'protection is "tls"; expected one of implicit'],
    ["label", { label: "Panel" }, '"label" is not a field of an entry; expected one of port'],
  ])("refuses an invalid %s: %j", ([field, change, message]) => {
    const definition = { port: 1, protocol: "tcp", direction: "inbound", service: "x", ...change };
    const error = thrown(() => defineEntry(definition as EntryDefinition));
    expect(error).toMatchObject({ code: "invalid-option", field });
    expect(error.message).toContain(message);
  });
});

describe("a custom entry", () => {
  const entries = [...listPorts(126, { service: "ssh" }), panel, both];

  test("marks a custom entry in tables for readers and for programs", () => {
    expect(renderText(entries)).toBe(`\
Port  Service                           Protocol  Direction  Protection    Condition
  22  SSH                               tcp       in         SSH
8443  Panel (not documented by cPanel)  tcp       in         undocumented
9999  Sync (not documented by cPanel)   tcp, udp  in, out    TLS
`);
    expect(renderCsv(entries).split("\r\n").slice(1, 3)).toEqual([
      "22,SSH,true,false,true,false,false,true,ssh,remote-access,network,ssh,,undocumented,ssh,,true",
      "8443,Panel,true,false,true,false,,,,,network,undocumented,,undocumented,,,false",
    ]);
    expect(renderText([panel], { columns: ["localhost", "documented"] })).toBe(
      "Localhost  Documented\n           no\n",
    );
    expect(renderMarkdown([panel])).toContain("| 8443 | Panel (not documented by cPanel) | tcp |");
    expect(JSON.parse(renderJson([panel]))).toEqual([{ ...panel }]);
  });

  test("opens a custom entry in policies, and marks it in firewalls", () => {
    const policy = createPolicy(126, { services: "ssh", add: [panel, both] });
    expect(policy.rules.map(({ protocol, ports, label }) => [protocol, ports.from, label])).toEqual(
      [
        ["tcp", 22, "SSH"],
        ["tcp", 8443, "Panel (not documented by cPanel)"],
        ["tcp", 9999, "Sync (not documented by cPanel)"],
        ["udp", 68, "DHCP"],
        ["udp", 546, "DHCPv6"],
        ["udp", 9999, "Sync (not documented by cPanel)"],
      ],
    );
    expect(renderNftables(policy)).toContain("tcp 8443: Panel (not documented by cPanel)");
  });

  test("opens an outbound custom entry only in policies that limit outbound connections", () => {
    const options = { services: ["ssh"], outbound: "needed", add: [panel, both] } as const;
    const outbound = createPolicy(126, options).rules.filter(
      (rule) => rule.direction === "outbound" && rule.label.startsWith("Sync"),
    );
    expect(outbound.map(({ protocol }) => protocol)).toEqual(["tcp", "udp"]);
  });

  test("checks a custom entry in a policy like any addition", () => {
    const broken = { ...panel, port: 0 };
    expect(() => createPolicy(126, { add: broken })).toThrow("add[0].ports is 0; expected a port");
    const loopback = defineEntry({
      ...{ port: 783, protocol: "tcp" },
      ...{ direction: "inbound", service: "x" },
    } as const);
    expect(() => createPolicy(126, { add: loopback })).toThrow(
      "which only the server itself may reach",
    );
    for (const own of [null, undefined, 1]) {
      expect(() => createPolicy(126, { add: { own } as never })).toThrow(
        '"own" is not a key of add[0]',
      );
    }
  });
});

test.for([
  [undefined, "undefined"],
  [null, "null"],
  ["8443", '"8443"'],
  [[8443], "an array"],
] as const)("refuses %j as an entry", ([definition, quoted]) => {
  const error = thrown(() => defineEntry(definition as never));
  expect(error).toBeInstanceOf(InvalidOptionError);
  expect(error).toMatchObject({ field: "entry", input: definition });
  expect(error.message).toBe(
    `the entry is ${quoted}; expected an object with the fields port, protocol, direction, service, protection`,
  );
});
