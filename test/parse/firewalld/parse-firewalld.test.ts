import { describe, expect, test } from "vitest";
import {
  createPolicy,
  type Exposure,
  InvalidConfigurationError,
  releases,
} from "../../../src/index.ts";
import { type ParseFirewalldOptions, parseFirewalld } from "../../../src/parse/index.ts";
import {
  renderFirewalld,
  renderFirewalldInbound,
  renderFirewalldOutbound,
} from "../../../src/render/index.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";
import { somePolicies } from "../../support/policies.ts";
import { qualified } from "../../support/qualified.ts";
import { openTo } from "../../support/same-policy.ts";
import { thrown } from "../../support/thrown.ts";
import { withoutNeedsIn } from "../../support/without-needs-in.ts";

type Texts = string | readonly string[];

const inbound = (texts: Texts, options: ParseFirewalldOptions = {}) =>
  openAndUndetermined(parseFirewalld(texts, options));

const zone = (content: string, attributes = "") =>
  `<?xml version="1.0" encoding="utf-8"?>\n<zone${attributes}>\n${content}\n</zone>\n`;
const rule = (content: string, attributes = "") => zone(`<rule${attributes}>${content}</rule>`);
const list = (name: string, fields: Record<string, string> = {}) =>
  [
    name,
    ...Object.entries({
      target: "default",
      "icmp-block-inversion": "no",
      interfaces: "eth0",
      sources: "",
      services: "",
      ports: "",
      protocols: "",
      forward: "yes",
      masquerade: "no",
      "forward-ports": "",
      "source-ports": "",
      "icmp-blocks": "",
      "rich rules": "",
      ...fields,
    }).map(([field, value]) => `  ${field}: ${value}`),
    "",
  ].join("\n");

describe("a zone", () => {
  test.for([
    [
      "with services and ports",
      zone(
        '<service name="ssh"/><port port="80-90" protocol="tcp"/><port port="53" protocol="udp"/>',
      ),
      { open: ["tcp 22", "tcp 80-90", "udp 53"], undetermined: [] },
    ],
    ["that is empty", zone(""), { open: [], undetermined: [] }],
    ["that accepts", zone("", ' target="ACCEPT"'), { open: ["everything"], undetermined: [] }],
    [
      "that drops",
      zone('<service name="ssh"/>', ' target="DROP"'),
      { open: ["tcp 22"], undetermined: [] },
    ],
    ["that rejects", zone("", ' target="%%REJECT%%"'), { open: [], undetermined: [] }],
    [
      "with a protocol",
      zone('<protocol value="tcp"/><protocol value="gre"/>'),
      { open: ["tcp 1-65535"], undetermined: [] },
    ],
    [
      "with a privileged source port",
      zone('<source-port port="53" protocol="udp"/>'),
      { open: [], undetermined: [] },
    ],
    [
      "with another source port",
      zone('<source-port port="5000" protocol="udp"/>'),
      { open: [], undetermined: [] },
    ],
    [
      "with many source ports",
      zone('<source-port port="5000-20000" protocol="udp"/>'),
      { open: [], undetermined: ["udp 1-65535"] },
    ],
    [
      "with a port forwarded to another port of the server, over IPv4",
      zone('<forward-port port="80" protocol="tcp" to-port="8080"/>', ' target="DROP"'),
      { open: ["tcp 80 0.0.0.0/0"], undetermined: [] },
    ],
    [
      "with a port forwarded to another machine",
      zone(
        '<service name="http"/><forward-port port="80" protocol="tcp" to-port="8080" to-addr="192.0.2.1"/>',
      ),
      { open: ["tcp 80 ::/0"], undetermined: ["tcp 80 0.0.0.0/0"] },
    ],
    [
      "with an unknown service",
      zone('<service name="ssh"/><service name="mine"/>'),
      { open: ["tcp 22"], undetermined: ["tcp 1-21", "tcp 23-65535", "udp 1-65535"] },
    ],
    [
      "with a service for multicast",
      zone('<service name="mdns"/>'),
      { open: [], undetermined: [] },
    ],
    [
      "with a service for link-local addresses",
      zone('<service name="dhcpv6-client"/>'),
      { open: ["udp 546 fe80::/10"], undetermined: [] },
    ],
    [
      "with a service that includes other services",
      zone('<service name="freeipa-4"/>'),
      {
        open: ["tcp 80", "tcp 88", "tcp 389", "tcp 443", "tcp 464", "tcp 636", "udp 88", "udp 464"],
        undetermined: [],
      },
    ],
    [
      "with a service with a source port",
      zone('<service name="llmnr-client"/>'),
      { open: [], undetermined: [] },
    ],
    [
      "with an invalid port",
      zone('<port port="x" protocol="tcp"/>'),
      { open: [], undetermined: ["tcp 1-65535"] },
    ],
    [
      "with a port of another protocol",
      zone('<port port="22" protocol="sctp"/>'),
      { open: [], undetermined: [] },
    ],
    [
      "with settings that do not affect ports",
      zone('<masquerade/><icmp-block name="echo-request"/><forward/>'),
      { open: [], undetermined: [] },
    ],
  ] as const)("is read %s", ([, text, expected]) => {
    expect(inbound(text)).toEqual(expected);
  });

  test.for([
    [
      "accepts from a source",
      rule('<source address="192.0.2.0/24"/><service name="ssh"/><accept/>', ' family="ipv4"'),
      { open: ["tcp 22 192.0.2.0/24"], undetermined: [] },
    ],
    [
      "accepts from all other addresses",
      rule(
        '<source address="192.0.2.0/255.255.255.0" invert="True"/><port port="22" protocol="tcp"/><accept/>',
        ' family="ipv4"',
      ),
      { open: ["tcp 22 not 192.0.2.0/24,::/0"], undetermined: [] },
    ],
    [
      "accepts from an invalid mask",
      rule('<source address="192.0.2.0/255.0.255.0"/><port port="22" protocol="tcp"/><accept/>'),
      { open: [], undetermined: ["tcp 22"] },
    ],
    [
      "accepts from a network",
      rule(
        '<source address="192.0.2.0/255.255.255.255"/><port port="22" protocol="tcp"/><accept/>',
        ' family="ipv4"',
      ),
      { open: ["tcp 22 192.0.2.0"], undetermined: [] },
    ],
    [
      "accepts from an ipset",
      rule('<source ipset="office"/><port port="22" protocol="tcp"/><accept/>'),
      { open: [], undetermined: [] },
    ],
    [
      "accepts from a MAC address",
      rule('<source mac="00:11:22:33:44:55"/><accept/>'),
      { open: [], undetermined: ["tcp 1-65535", "udp 1-65535"] },
    ],
    [
      "accepts for an address of the server",
      rule('<destination address="192.0.2.1"/><port port="22" protocol="tcp"/><accept/>'),
      { open: [], undetermined: ["tcp 22 0.0.0.0/0"] },
    ],
    [
      "accepts a protocol",
      rule('<protocol value="udp"/><accept/>'),
      { open: ["udp 1-65535"], undetermined: [] },
    ],
    [
      "accepts a source port",
      rule('<source-port port="1024-65535" protocol="tcp"/><accept/>'),
      { open: ["tcp 1-65535"], undetermined: [] },
    ],
    [
      "accepts one family",
      rule('<port port="22" protocol="tcp"/><accept/>', ' family="ipv6"'),
      { open: ["tcp 22 ::/0"], undetermined: [] },
    ],
    [
      "accepts up to a rate limit",
      rule('<port port="22" protocol="tcp"/><accept><limit value="1/s"/></accept>'),
      { open: ["tcp 22"], undetermined: [] },
    ],
    [
      "logs up to a rate limit",
      rule('<port port="22" protocol="tcp"/><log prefix="x"><limit value="1/s"/></log><accept/>'),
      { open: ["tcp 22"], undetermined: [] },
    ],
    ["only logs", rule('<port port="22" protocol="tcp"/><log/>'), { open: [], undetermined: [] }],
    [
      "marks",
      rule('<port port="22" protocol="tcp"/><mark set="1"/>'),
      { open: [], undetermined: [] },
    ],
    [
      "blocks ICMP",
      rule('<icmp-type name="echo-request"/><accept/>'),
      { open: [], undetermined: [] },
    ],
    [
      "forwards a port to another port of the server",
      rule('<forward-port port="80" protocol="tcp" to-port="8080"/>'),
      { open: ["tcp 80"], undetermined: [] },
    ],
    [
      "forwards a port nowhere, or to another machine",
      `${rule('<forward-port port="80" protocol="tcp"/>').replace("</zone>", "")}<rule family="ipv4"><forward-port port="81" protocol="tcp" to-addr="192.0.2.1"/></rule></zone>`,
      { open: [], undetermined: ["tcp 80", "tcp 81 0.0.0.0/0"] },
    ],
    [
      "forwards a port in a way that firewalld might not accept",
      rule('<source address="192.0.2.1"/><forward-port port="80" protocol="tcp" to-port="8080"/>'),
      { open: [], undetermined: ["tcp 80 192.0.2.1"] },
    ],
    [
      "accepts an unknown service",
      rule('<service name="mine"/><accept/>'),
      { open: [], undetermined: ["tcp 1-65535", "udp 1-65535"] },
    ],
  ] as const)("is read with a rich rule that %s", ([, text, expected]) => {
    expect(inbound(text)).toEqual(expected);
  });

  test("applies rejecting rich rules before accepting ones in any order, except for priorities", () => {
    const ports = '<port port="22" protocol="tcp"/>';
    const drop = (priority = 0) => `<rule priority="${priority}">${ports}<drop/></rule>`;
    const accept = (priority = 0) => `<rule priority="${priority}">${ports}<accept/></rule>`;
    expect(inbound(zone(accept() + drop())).open).toEqual([]);
    expect(inbound(zone(ports + drop())).open).toEqual([]);
    expect(inbound(zone(drop() + accept(-1))).open).toEqual(["tcp 22"]);
    expect(inbound(zone(accept(-1) + drop(-2))).open).toEqual([]);
    expect(inbound(zone(ports + drop(1))).open).toEqual(["tcp 22"]);
    expect(inbound(zone(accept(2) + drop(1))).open).toEqual([]);
    expect(inbound(zone(accept(32767), ' target="DROP"')).open).toEqual(["tcp 22"]);
    expect(inbound(zone("<rule><reject/></rule>", ' target="ACCEPT"')).open).toEqual([]);
  });
});

describe("firewall-cmd lists", () => {
  test("are read like the XML", () => {
    const text = list("public (default, active)", {
      services: "ssh dhcpv6-client cpanel",
      ports: "8443/tcp 6000-6010/udp",
      "source-ports": "53/udp",
      "forward-ports": "\n\tport=8080:proto=tcp:toport=80:toaddr=",
      "rich rules":
        '\n\trule family="ipv4" source address="203.0.113.9" reject\n\trule priority="-1" family="ipv4" source NOT address="198.51.100.0/24" port port="8443" protocol="tcp" log prefix="a b" limit value="3/m" drop\n\trule family="ipv6" port port="22" protocol="tcp" accept limit value="1/s"',
    });
    const service =
      "cpanel\n  ports: 2083/tcp 2087/tcp\n  protocols: \n  source-ports: \n  modules: \n  destination: \n  includes: https\n  helpers: \n";
    expect(inbound(`${text}${service}`)).toEqual({
      open: [
        "tcp 22 not 203.0.113.9",
        "tcp 443 not 203.0.113.9",
        "tcp 2083 not 203.0.113.9",
        "tcp 2087 not 203.0.113.9",
        "tcp 8080 0.0.0.0/0",
        "tcp 8443 198.51.100.0/24,::/0",
        "udp 546 fe80::/10",
        "udp 6000-6010 not 203.0.113.9",
      ].map((each) => (each.startsWith("tcp 8443") ? "tcp 8443 198.51.100.0/24,::/0" : each)),
      undetermined: [],
    });
    expect(inbound([text, service])).toEqual(inbound(text + service));
    expect(
      inbound(text, {
        services: {
          cpanel:
            '<service><port port="2083" protocol="tcp"/><port port="2087" protocol="tcp"/><include service="https"/></service>',
        },
      }),
    ).toEqual(inbound(text + service));
  });

  test("apply several zones by source, then by interface", () => {
    const zones = [
      list("public (default, active)", { interfaces: "eth0", services: "https" }),
      list("office (active)", {
        interfaces: "",
        sources: "198.51.100.0/24 ipset:x",
        services: "ssh",
      }),
      list("internal (active)", { interfaces: "eth1", target: "ACCEPT" }),
      list("trusted", { interfaces: "", target: "ACCEPT" }),
    ].join("\n");
    const device = (name: string) => inbound(zones.replace(" ipset:x", ""), { interface: name });
    expect(device("eth0")).toEqual({
      open: ["tcp 22 198.51.100.0/24", "tcp 443 not 198.51.100.0/24"],
      undetermined: [],
    });
    expect(device("eth1").open[0]).toBe("tcp 1-21 not 198.51.100.0/24");
    expect(device("eth2")).toEqual(device("eth0"));
    expect(inbound(zones.replace(" ipset:x", "")).undetermined[0]).toBe(
      "tcp 1-442 not 198.51.100.0/24",
    );
    expect(inbound(zones, { interface: "eth0" })).toEqual(device("eth0"));
    expect(qualified(parseFirewalld(zones, { interface: "eth0" }))).toEqual([
      "tcp 22 not 198.51.100.0/24 may be open to some (ipset x, line 20)",
      "tcp 443 not 198.51.100.0/24 may be closed to some (ipset x, line 20)",
    ]);
    expect(inbound(list("a", { interfaces: "", services: "ssh" })).open).toEqual(["tcp 22"]);
    const advice = `You're performing an operation over default zone ('public'),\nbut your connections/interfaces are in zone 'office' (see --get-active-zones)\nYou most likely need to use --zone=office option.\n\n`;
    expect(
      inbound(
        advice +
          list("public", { interfaces: "", services: "ssh" }) +
          list("other", { interfaces: "", services: "https" }),
      ),
    ).toEqual({ open: ["tcp 22"], undetermined: [] });
    expect(
      inbound(list("a (active)", { interfaces: "", sources: "192.0.2.1", services: "ssh" })),
    ).toEqual({
      open: ["tcp 22 192.0.2.1"],
      undetermined: ["tcp 1-65535 not 192.0.2.1", "udp 1-65535 not 192.0.2.1"],
    });
  });

  test("apply policy objects before or after the zones", () => {
    const object = (name: string, fields: Record<string, string>) =>
      list(name, {
        priority: "-1",
        target: "CONTINUE",
        "ingress-zones": "ANY",
        "egress-zones": "HOST",
        interfaces: "",
        ...fields,
      });
    const base = list("public (active)", {
      services: "ssh https",
      "rich rules": '\n\trule service name="https" drop',
    });
    const after = object("a (active)", { priority: "1", ports: "443/tcp 9000/tcp" });
    expect(inbound(base + after).open).toEqual(["tcp 22", "tcp 9000"]);
    expect(inbound(base + after.replace("priority: 1", "priority: -1")).open).toEqual([
      "tcp 22",
      "tcp 443",
      "tcp 9000",
    ]);
    expect(inbound(base + object("a", { target: "DROP" })).open).toEqual([]);
    expect(inbound(base + object("a", { target: "REJECT", ports: "9000/tcp" })).open).toEqual([
      "tcp 9000",
    ]);
    expect(inbound(base + object("a", { target: "ACCEPT" })).open).toEqual(["everything"]);
    expect(
      inbound(base + object("a", { "ingress-zones": "public", ports: "9000/tcp" })).open,
    ).toContain("tcp 9000");
    expect(
      inbound(base + object("a", { "ingress-zones": "other", ports: "9000/tcp" })).open,
    ).toEqual(["tcp 22"]);
    expect(inbound(base + object("a", { "egress-zones": "ANY", ports: "9000/tcp" })).open).toEqual([
      "tcp 22",
    ]);
    const file = `<policy target="CONTINUE"><ingress-zone name="public"/><egress-zone name="HOST"/><port port="9000" protocol="tcp"/></policy>`;
    expect(inbound([zone(""), file]).undetermined).toEqual(["tcp 9000"]);
  });
});

test("accepts outbound connections unless a policy object stops them", () => {
  const object = (zones: string) =>
    `<policy target="DROP" priority="-1"><ingress-zone name="HOST"/><egress-zone name="${zones}"/><port port="53" protocol="udp"/><rule family="ipv4"><destination address="192.0.2.1"/><drop/></rule></policy>`;
  const open = parseFirewalld([zone(""), object("ANY")]);
  expect(open.defaults.outbound).toBe("drop");
  expect(open.rules).toMatchObject([
    {
      direction: "outbound",
      ports: { from: 53 },
      sources: "any",
      // Outbound neighbor discovery over IPv6 is also dropped.
      except: ["192.0.2.1", "::/0"],
    },
  ]);
  expect(parseFirewalld(zone("")).defaults.outbound).toBe("accept");
  const other = parseFirewalld([zone(""), object("public")]);
  expect(
    other.undetermined.filter(({ direction }) => direction === "outbound").length,
  ).toBeGreaterThan(1);
});

test("closes IPv6 when a policy object stops outbound neighbor discovery", () => {
  const object = (target: string, more = "") =>
    `<policy target="${target}" priority="-1"><ingress-zone name="HOST"/><egress-zone name="ANY"/>${more}</policy>`;
  const read = (target: string, more?: string) =>
    parseFirewalld(['<zone><service name="ssh"/></zone>', object(target, more)]);
  const sourcesOf = (exposure: Exposure) =>
    exposure.rules.filter(({ direction }) => direction === "inbound").map(({ sources }) => sources);
  const noteOf = (exposure: Exposure) =>
    exposure.notes.filter(({ code }) => code === "neighbor-discovery").map(({ kind }) => kind);
  for (const target of ["REJECT", "DROP"]) {
    expect(sourcesOf(read(target))).toEqual([["0.0.0.0/0"]]);
    expect(noteOf(read(target))).toEqual(["warning"]);
  }
  for (const exposure of [
    read("CONTINUE"),
    read("ACCEPT"),
    read("DROP", '<protocol value="ipv6-icmp"/>'),
  ]) {
    expect([sourcesOf(exposure), noteOf(exposure)]).toEqual([["any"], []]);
  }
  const typed = '<rule><icmp-type name="neighbour-solicitation"/><accept/></rule>';
  expect(noteOf(read("DROP", typed))).toEqual(["assumed", "assumed"]);
});

test("reads a service without a zone as a zone with only that service, and notes it", () => {
  const { rules, notes } = parseFirewalld(
    renderFirewalld(createPolicy(126, { services: ["ssh", "dns"] })),
  );
  expect(rules.map(({ ports }) => ports.from)).toEqual([22, 53, 53]);
  expect(notes).toMatchObject([
    { kind: "assumed", code: "incomplete", text: "the zone has only the services in the input" },
    { kind: "assumed", code: "elsewhere", text: expect.stringContaining("outbound connections") },
  ]);
  expect(inbound("mine\n  ports: 22/tcp\n  protocols: \n").open).toEqual(["tcp 22"]);
});

test("takes an unnamed service for the one that a zone lacks", () => {
  const service = '<service><port port="2083" protocol="tcp"/></service>';
  expect(inbound([zone('<service name="cpanel"/>'), service])).toEqual({
    open: ["tcp 2083"],
    undetermined: [],
  });
  expect(
    inbound([zone('<service name="a"/><service name="b"/>'), service]).undetermined,
  ).toHaveLength(2);
  // The file may be a changed definition of ssh.
  expect(inbound([zone('<service name="ssh"/>'), service])).toEqual({
    open: [],
    undetermined: ["tcp 22", "tcp 2083"],
  });
  const loop = '<service><port port="1" protocol="tcp"/><include service="b"/></service>';
  expect(
    inbound(zone('<service name="a"/>'), { services: { a: loop, b: loop.replace('"b"', '"a"') } })
      .open,
  ).toEqual(["tcp 1"]);
  const to = '<service><port port="1" protocol="tcp"/><destination ipv4="192.0.2.1"/></service>';
  expect(inbound(zone('<service name="a"/>'), { services: { a: to } }).undetermined).toEqual([
    "tcp 1 0.0.0.0/0",
  ]);
});

test.for([
  "<zone><service/></zone>",
  "<zone><rule><protocol/><accept/></rule></zone>",
  '<policy><ingress-zone name="ANY"/></policy>',
  "public\n  target: default\n  services: mine\n  ports: \n",
])("opens nothing if a required part is missing: %s", (text) => {
  let open: readonly string[] = [];
  try {
    open = inbound(text).open;
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidConfigurationError);
  }
  expect(open).toEqual([]);
});

describe("an invalid input", () => {
  test.for([
    ["XML that is cut off", "<zone>\n<service", 2],
    ["input of another kind", "<ipset/>", 1],
    ["XML that declares a document type", '<!DOCTYPE zone [<!ENTITY a "b">]>\n<zone/>', 1],
    ["XML with an unknown entity", "<zone>\n&a;</zone>", 2],
    ["deeply nested XML", "<zone>".repeat(100_000), 1],
    ["malformed XML", "<<<", 1],
    ["output without zones", "FirewallD is not running\n", undefined],
    ["a malformed list", "public\n  what is: this\n", undefined],
    ["binary input", "\u0001\u0002", undefined],
  ] as const)("rejects %s", ([, text, line]) => {
    const error = thrown(() => parseFirewalld(text)) as InvalidConfigurationError;
    expect(error).toBeInstanceOf(InvalidConfigurationError);
    expect(error.message).toContain("firewalld");
    if (line !== undefined) {
      expect(error.line).toBe(line);
    }
  });
});

test("reads back the policy from the output of the renderers", () => {
  for (const { release } of releases) {
    for (const policy of somePolicies(release, 25)) {
      const read = parseFirewalld([
        renderFirewalld(policy),
        renderFirewalldInbound(policy),
        renderFirewalldOutbound(policy),
      ]);
      expect(openTo(read)).toBe(openTo(withoutNeedsIn(policy)));
      expect(read.undetermined).toEqual([]);
    }
  }
});

describe("a list that firewall-cmd did not print like this", () => {
  test.for(["80/tcp 443", "80/tcp x/udp", "80-/tcp", "80/17"])(
    "is an error if a port is invalid: %s",
    (ports) => {
      expect(() => parseFirewalld(list("public", { ports }))).toThrow(
        /^line 7 has an invalid port "/,
      );
    },
  );

  test.for([
    "rule family=&quot;ipv4&quot; port port=“22” protocol=tcp accept",
    "rule port port=”22“",
  ])("is an error if a rich rule has other quotes: %s", (rich) => {
    expect(() => parseFirewalld(list("public", { "rich rules": `\n\t${rich}` }))).toThrow(
      /^line 15 has quotes other than "; use the output of firewall-cmd unchanged/,
    );
  });
});
