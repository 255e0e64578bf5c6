import { describe, expect, test } from "vitest";
import { InvalidConfigurationError } from "../../../src/index.ts";
import { type ParseFirewalldOptions, parseFirewalld } from "../../../src/parse/index.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";
import { thrown } from "../../support/thrown.ts";

type Texts = string | readonly string[];

/** Returns the open and the undetermined ports of a direction, each as `tcp 22 192.0.2.1`. */
function read(
  texts: Texts,
  options: ParseFirewalldOptions = {},
  direction: "inbound" | "outbound" = "inbound",
) {
  const exposure = parseFirewalld(texts, options);
  return {
    ...openAndUndetermined(exposure, direction),
    notes: exposure.notes.map(({ kind, line, text }) => `${kind} ${line ?? "-"}: ${text}`),
  };
}

const everythingUndetermined = ["tcp 1-65535", "udp 1-65535"];
const zone = (content: string, attributes = "") => `<zone${attributes}>${content}</zone>`;
const port = (text: string, protocol = "tcp") => `<port port="${text}" protocol="${protocol}"/>`;
const rule = (content: string, attributes = "") => `<rule${attributes}>${content}</rule>`;

/** Returns a `firewall-cmd` list, with the given fields in addition to those of an empty list. */
function list(heading: string, fields: Readonly<Record<string, string>> = {}): string {
  const isPolicy = "ingress-zones" in fields;
  const all = {
    ...(isPolicy ? { priority: "-1", target: "CONTINUE" } : { target: "default" }),
    ...(isPolicy ? { "egress-zones": "HOST" } : { interfaces: "", sources: "" }),
    services: "",
    ports: "",
    protocols: "",
    "forward-ports": "",
    "source-ports": "",
    "rich rules": "",
    ...fields,
  };
  return `${heading}\n${Object.entries(all)
    .map(([name, value]) => `  ${name}: ${value}\n`)
    .join("")}`;
}
const rules = (...lines: readonly string[]) => lines.map((each) => `\n\trule ${each}`).join("");
const object = (
  ingress: string,
  egress: string,
  content: string,
  attributes = 'target="CONTINUE" priority="-1"',
) =>
  `<policy ${attributes}><ingress-zone name="${ingress}"/><egress-zone name="${egress}"/>${content}</policy>`;

describe("a rich rule that firewalld may ignore", () => {
  test.for([
    [
      "has an address without a family",
      rule(`<source address="192.0.2.1"/>${port("22")}<accept/>`),
    ],
    ["has an unknown family", rule(`${port("22")}<accept/>`, ' family="ipv5"')],
    ["has two actions", rule(`${port("22")}<accept/><accept/>`)],
    ["has two elements", rule(`${port("22")}${port("23")}<accept/>`)],
    ["has two sources", rule(`<source mac="a"/><source mac="b"/>${port("22")}<accept/>`)],
    ["has an empty source", rule(`<source/>${port("22")}<accept/>`)],
    ["has an empty destination", rule(`<destination/>${port("22")}<accept/>`, ' family="ipv4"')],
    ["has an unknown log level", rule(`${port("22")}<log level="loud"/><accept/>`)],
    ["has an empty log prefix", rule(`${port("22")}<log prefix=""/><accept/>`)],
    ["has an invalid log group", rule(`${port("22")}<nflog group="x"/><accept/>`)],
    ["has an unknown element", rule(`${port("22")}<accept><every n="2"/></accept>`)],
    ["has an unknown attribute", rule(`${port("22")}<accept until="noon"/>`)],
  ] as const)("leaves ports undetermined if it %s", ([, content]) => {
    const { open, undetermined } = read(zone(content));
    expect(open).toEqual([]);
    expect(undetermined.every((each) => each.startsWith("tcp 22"))).toBe(true);
    expect(undetermined).not.toEqual([]);
  });

  test.for([
    ["has an unknown reject type", rule('<reject type="no"/>', ' family="ipv4" priority="-1"')],
    ["has a reject type but no family", rule('<reject type="tcp-reset"/>', ' priority="-1"')],
    ["matches everything", rule("<drop/>")],
    ["audits and marks", rule('<audit/><drop/><mark set="1"/>', ' priority="-1"')],
  ] as const)("leaves ports undetermined if it %s", ([, content]) => {
    const { open, undetermined } = read(zone(port("22") + content));
    expect(open.filter((each) => !each.includes("::/0"))).toEqual([]);
    expect(undetermined.some((each) => each.startsWith("tcp 22"))).toBe(true);
  });

  test.for(["first", "40000", ""])(
    "leaves everything undetermined with priority %j",
    (priority) => {
      const content = rule("<drop/>", ` priority="${priority}"`);
      expect(read(zone(port("22") + content))).toMatchObject({
        open: [],
        undetermined: everythingUndetermined,
      });
    },
  );

  test("leaves everything undetermined with an unknown element", () => {
    expect(read(zone(rule("<gate/><accept/>")))).toMatchObject({
      open: [],
      undetermined: everythingUndetermined,
    });
  });

  test("leaves ports undetermined if it has a destination in addition to its service's own", () => {
    const content = rule(
      '<destination address="224.0.0.251"/><service name="dhcpv6-client"/><accept/>',
      ' family="ipv6"',
    );
    const other = rule(
      '<destination address="::/0"/><service name="dhcpv6-client"/><accept/>',
      ' family="ipv6"',
    );
    expect(read(zone(content)).open).toEqual([]);
    expect(read(zone(other))).toMatchObject({ open: [], undetermined: ["udp 546 fe80::/10"] });
    expect(read(zone(other.replace("dhcpv6-client", "ssh")))).toMatchObject({
      open: ["tcp 22 ::/0"],
      undetermined: [],
    });
  });

  test("changes nothing if it only logs, audits or marks", () => {
    const content = [
      rule('<log prefix="x" level="info"/>', ' priority="-1"'),
      rule(`${port("22")}<nflog group="1" queue-size="5"/><audit/><accept/>`),
      rule('<service name="http"/><mark set="0x1"/>'),
    ].join("");
    expect(read(zone(content))).toMatchObject({ open: ["tcp 22"], undetermined: [] });
  });
});

test("rejects only TCP with a reset", () => {
  const reset = rule('<source address="192.0.2.1"/><reject type="tcp-reset"/>', ' family="ipv4"');
  expect(read(zone(`<service name="dns"/>${reset}`)).open).toEqual([
    "tcp 53 not 192.0.2.1",
    "udp 53",
  ]);
});

describe("rich rules with the same priority", () => {
  const lines = [
    'priority="-5" family="ipv4" source address="192.0.2.0/24" drop',
    'priority="-5" port port="22" protocol="tcp" accept',
  ];
  const xml = [
    rule('<source address="192.0.2.0/24"/><drop/>', ' family="ipv4" priority="-5"'),
    rule(`${port("22")}<accept/>`, ' priority="-5"'),
  ];

  test("apply in the order of the file", () => {
    expect(read(zone(xml.join("")))).toMatchObject({
      open: ["tcp 22 not 192.0.2.0/24"],
      undetermined: [],
    });
    expect(read(zone(xml.reverse().join("")))).toMatchObject({
      open: ["tcp 22"],
      undetermined: [],
    });
  });

  test("leave ports undetermined in a zone's list, which prints them in any order", () => {
    for (const order of [lines, [...lines].reverse()]) {
      expect(
        read(list("public", { "rich rules": rules(...order), target: "ACCEPT" })),
      ).toMatchObject({
        open: [
          "tcp 1-21 not 192.0.2.0/24",
          "tcp 22 not 192.0.2.0/24",
          "tcp 23-65535 not 192.0.2.0/24",
          "udp 1-65535 not 192.0.2.0/24",
        ],
        undetermined: ["tcp 22 192.0.2.0/24"],
      });
    }
  });

  test("apply in the order of a policy object's list", () => {
    const of = (order: readonly string[]) =>
      read(list("public") + list("o", { "ingress-zones": "ANY", "rich rules": rules(...order) }));
    expect(of(lines)).toMatchObject({ open: ["tcp 22 not 192.0.2.0/24"], undetermined: [] });
    expect(of([...lines].reverse())).toMatchObject({ open: ["tcp 22"], undetermined: [] });
  });
});

describe("several zones", () => {
  const alpha = list("alpha", { sources: "192.0.2.0/24", ports: "22/tcp" });
  const beta = list("beta", { sources: "192.0.2.0/25", ports: "25/tcp" });
  const other = list("public", { interfaces: "eth0", ports: "80/tcp" });

  test("apply by name if they have sources", () => {
    const expected = { open: ["tcp 22 192.0.2.0/24", "tcp 80 not 192.0.2.0/24"], undetermined: [] };
    expect(read([other, beta, alpha])).toMatchObject(expected);
    expect(read([alpha, beta, other])).toMatchObject(expected);
  });

  test("leave ports undetermined where unnamed zones overlap", () => {
    const file = (source: string, number: string) =>
      zone(`<source address="${source}"/>${port(number)}`);
    const own = zone(`<interface name="eth0"/>${port("80")}`);
    expect(read([own, file("192.0.2.0/25", "22"), file("192.0.2.128/25", "25")])).toMatchObject({
      open: ["tcp 22 192.0.2.0/25", "tcp 25 192.0.2.128/25", "tcp 80 not 192.0.2.0/24"],
      undetermined: [],
    });
    const { open, undetermined } = read([
      own,
      file("192.0.2.0/24", "22"),
      file("192.0.2.0/25", "25"),
    ]);
    expect(open).toEqual(["tcp 80 not 192.0.2.0/24"]);
    expect(undetermined).toContain("tcp 25 192.0.2.0/25");
  });

  test("leave ports undetermined if they have priorities", () => {
    const first = list("beta", {
      "ingress-priority": "-5",
      sources: "192.0.2.0/25",
      ports: "25/tcp",
    });
    expect(read([alpha, first, other]).undetermined).toContain("tcp 25 192.0.2.0/25");
    expect(read(list("a", { "ingress-priority": "-5", ports: "25/tcp" })).open).toEqual(["tcp 25"]);
  });

  test("note the zone in use, the unused zones, and that zones do not drift", () => {
    const { notes } = read([alpha, other, list("home")]);
    expect(notes).toContainEqual(expect.stringContaining('interface of zone "public"'));
    expect(notes).toContainEqual(expect.stringContaining("AllowZoneDrifting"));
    expect(notes).toContainEqual(
      'ignored 1: zone "home" is not in use: it has no interfaces and no sources',
    );
    expect(read([alpha, other, `${list("home")}\n${list("work")}`]).notes).toContainEqual(
      'ignored 1: zones "home", "work" are not in use: they have no interfaces and no sources',
    );
    expect(
      read([list("home", { interfaces: "eth1" }), other], { interface: "eth0" }).notes,
    ).toContain('ignored 1: zone "home" was not examined: none of its interfaces is "eth0"');
    expect(read([alpha, other], { interface: "eth0" }).notes.join()).not.toContain("interface of");
    expect(read([alpha.replace("default", "DROP"), other]).notes.join()).not.toContain("Drifting");
    expect(read([zone('<source address="192.0.2.1"/>'), zone("")]).notes).toContain(
      "assumed -: connections use an interface of the zone",
    );
  });

  test("may each have the interface if files name none", () => {
    const free = zone(port("22"));
    const { open, undetermined } = read([free, zone(`${port("22")}${port("25")}`)]);
    expect({ open, undetermined }).toEqual({ open: ["tcp 22"], undetermined: ["tcp 25"] });
    const wired = zone(`<interface name="eth+"/>${port("25")}`);
    expect(read([free, wired])).toMatchObject({ open: [], undetermined: ["tcp 22", "tcp 25"] });
    expect(read([free, wired], { interface: "eth7" }).open).toEqual(["tcp 25"]);
    expect(read([free, wired], { interface: "ens1" }).open).toEqual(["tcp 22"]);
    const depends = "the zone of a connection depends on its interface";
    expect(read([free, wired]).notes).toContain(`unknown 1: ${depends}`);
    for (const options of [{}, { interface: "eth0" }]) {
      expect(read([free, zone(port("25"))], options).notes).toContain(
        "unknown 1: the input does not show which zone is the default; use the output of firewall-cmd --list-all-zones",
      );
    }
  });

  test("are merged if identical, and rejected with different settings", () => {
    const twin = list("public", {
      "rich rules": rules("port port=22 protocol=tcp accept", "service name=http accept"),
    });
    const turned = list("public", {
      "rich rules": rules("service name=http accept", "port port=22 protocol=tcp accept"),
    });
    expect(read([twin, turned]).open).toEqual(["tcp 22", "tcp 80"]);
    const error = thrown(() => parseFirewalld([twin, list("public")])) as InvalidConfigurationError;
    expect(error).toBeInstanceOf(InvalidConfigurationError);
    expect(error.message).toMatch(
      /^line 1 of input 2 repeats the zone "public" with different settings/,
    );
  });
});

describe("policy objects", () => {
  const bound = list("alpha", { sources: "192.0.2.0/24 00:11:22:33:44:55", interfaces: "eth1" });
  const own = list("public", { interfaces: "eth0" });

  test("apply to the sources and interfaces of their zone", () => {
    const of = (name: string, device: string) =>
      read(
        [
          list("alpha", { sources: "192.0.2.0/24" }),
          own,
          list("wired", { interfaces: "eth1" }),
          list("o", { "ingress-zones": name, ports: "22/tcp" }),
        ],
        { interface: device },
      );
    expect(of("alpha", "eth0")).toMatchObject({ open: ["tcp 22 192.0.2.0/24"], undetermined: [] });
    expect(of("public", "eth0")).toMatchObject({ open: ["tcp 22"], undetermined: [] });
    expect(of("public", "eth1")).toMatchObject({ open: [], undetermined: [] });
    expect(of("nowhere", "eth1")).toMatchObject({ open: [], undetermined: ["tcp 22"] });
    expect(
      read([bound, own, list("o", { "ingress-zones": "alpha", ports: "22/tcp" })], {
        interface: "eth0",
      }).undetermined,
    ).toEqual(["tcp 22 not 192.0.2.0/24"]);
  });

  test("stop outbound connections to the sources and interfaces of their zone", () => {
    const to = (name: string) => [
      bound.replace(" 00:11:22:33:44:55", ""),
      own,
      list("o", {
        "ingress-zones": "HOST",
        "egress-zones": name,
        target: "REJECT",
        ports: "80/tcp",
      }),
    ];
    const options = { interface: "eth0" };
    expect(read(to("alpha"), options, "outbound").open).toEqual([
      "tcp 1-79 not 192.0.2.0/24",
      "tcp 80",
      "tcp 81-65535 not 192.0.2.0/24",
      "udp 1-65535 not 192.0.2.0/24",
    ]);
    // Outbound neighbor discovery over IPv6 is also dropped.
    expect(read(to("public"), options, "outbound").open).toEqual(["tcp 80 0.0.0.0/0"]);
    expect(read(to("ANY"), options, "outbound").open).toEqual(["tcp 80 0.0.0.0/0"]);
    expect(read([own, object("HOST", "ANY", "")], options, "outbound").open).toEqual([
      "everything",
    ]);
  });

  test("apply by name at the same priority, and in unknown order without names", () => {
    const drop = (name: string) => list(name, { "ingress-zones": "ANY", target: "DROP" });
    const open = (name: string) => list(name, { "ingress-zones": "ANY", ports: "22/tcp" });
    expect(read([own, drop("b"), open("a")])).toMatchObject({ open: ["tcp 22"], undetermined: [] });
    expect(read([own, drop("a"), open("b")])).toMatchObject({ open: [], undetermined: [] });
    const files = [object("ANY", "HOST", "", 'target="DROP"'), object("ANY", "HOST", port("22"))];
    expect(read([zone(port("80")), ...files])).toMatchObject({
      open: [],
      undetermined: ["tcp 22", "tcp 80"],
    });
    const alike = [object("ANY", "HOST", port("25")), object("ANY", "HOST", port("22"))];
    expect(read([zone(""), ...alike])).toMatchObject({
      open: ["tcp 22", "tcp 25"],
      undetermined: [],
    });
    // A policy object for a zone is added when the zone comes into use.
    const late = list("b", { "ingress-zones": "public", target: "DROP" });
    expect(read([own, late, open("a")])).toMatchObject({ open: [], undetermined: ["tcp 22"] });
  });

  test("affect ports that they forward, even if they do not apply to the server", () => {
    const forward = '<forward-port port="80" protocol="tcp" to-addr="2001:db8::1"/>';
    const rich = rule(
      '<source address="192.0.2.1"/><forward-port port="25" protocol="tcp" to-addr="192.0.2.2"/>',
      ' family="ipv4"',
    );
    const through = object("ANY", "ANY", `${port("22")}${forward}${rich}`);
    const target = zone(`${port("25")}${port("80")}`, ' target="DROP"');
    expect(read([target, through])).toMatchObject({
      open: ["tcp 25 not 192.0.2.1", "tcp 80 0.0.0.0/0"],
      undetermined: ["tcp 25 192.0.2.1", "tcp 80 ::/0"],
    });
    expect(read([target, object("HOST", "ANY", forward)], {}, "outbound")).toMatchObject({
      undetermined: ["tcp 80 ::/0"],
    });
    const listed = list("public", {
      "forward-ports":
        "\n\tport=80:proto=tcp:toport=8080:toaddr=2001:db8::1\n\tport=25:proto=tcp:toport=2525:toaddr=",
    });
    expect(read(listed)).toMatchObject({
      open: ["tcp 25 0.0.0.0/0"],
      undetermined: ["tcp 80 ::/0"],
    });
  });

  test("leave ports they do not decide undetermined without a zone", () => {
    const { open, undetermined, notes } = read(object("ANY", "HOST", port("22")));
    expect(open).toEqual(["tcp 22"]);
    expect(undetermined).toEqual(["tcp 1-21", "tcp 23-65535", "udp 1-65535"]);
    expect(notes).toEqual(["unknown -: the input has no zone"]);
  });

  test("leave the other addresses undetermined without a zone for all addresses", () => {
    const some = zone(`<source address="192.0.2.0/24"/>${port("22")}`);
    for (const [text, reason] of [
      [some, "the input has no zone that applies to all addresses"],
      [object("ANY", "HOST", port("22")), "the input has no zone"],
    ] as const) {
      const exposure = parseFirewalld(text);
      expect(exposure.notes.filter(({ kind }) => kind === "unknown")).toEqual([
        { kind: "unknown", code: "incomplete", input: 0, line: null, text: reason },
      ]);
      expect(exposure.undetermined.flatMap(({ reasons }) => reasons)).toContain(reason);
    }
  });

  test("leave ports undetermined with invalid priorities or targets", () => {
    expect(read([zone(port("22")), object("ANY", "HOST", "", 'target="MAYBE"')])).toMatchObject({
      open: [],
      undetermined: everythingUndetermined,
    });
    const strange = 'target="DROP" priority="x"';
    expect(read([zone(port("22")), object("ANY", "HOST", "", strange)]).open).toEqual([]);
  });
});

describe("elements and attributes unknown to firewalld 1.3.3", () => {
  test.for([
    ["an element of a zone", zone(`${port("22")}<quantum/>`), 'element "quantum"'],
    [
      "an attribute of a zone",
      zone(port("22"), ' mood="good"'),
      'attribute "mood" of element zone',
    ],
    ["a field of a list", list("public", { ports: "22/tcp", mood: "good" }), 'element "mood"'],
    ["a rule of a list", list("public", { ports: "22/tcp", "rich rules": "ru" }), 'element "ru"'],
    [
      "an unterminated rule",
      list("public", { ports: "22/tcp", "rich rules": rules(`log prefix="${"x".repeat(5000)}`) }),
      "unsupported element",
    ],
  ] as const)("leave everything undetermined: %s", ([, text, what]) => {
    const { open, undetermined, notes } = read(text);
    expect({ open, undetermined }).toEqual({ open: [], undetermined: everythingUndetermined });
    expect(notes.filter((each) => each.startsWith("unknown"))).toEqual([
      expect.stringContaining(what),
    ]);
  });

  test("leave the ports of a service undetermined", () => {
    const service = `<service>${port("22")}<quantum/></service>`;
    const { open, undetermined, notes } = read([zone('<service name="mine"/>'), service]);
    expect(open).toEqual(["tcp 22"]);
    expect(undetermined).toContain("udp 1-65535");
    expect(notes).toContainEqual(
      expect.stringMatching(/^unknown .* depends on element "quantum" of the service$/),
    );
  });

  test("are named up to a limit", () => {
    const many = Array.from({ length: 50 }, (_, index) => `<a${index}/>`).join("");
    expect(read(zone(many)).notes.length).toBeLessThan(30);
    const services = Array.from({ length: 50 }, (_, index) => `<service name="a${index}"/>`);
    const { notes, undetermined } = read(zone(services.join("")));
    expect(undetermined).toEqual(everythingUndetermined);
    expect(notes.filter((each) => each.startsWith("unknown"))).toHaveLength(21);
    expect(notes.join()).toContain("30 more");
  });

  test("are ignored in a field with the value no", () => {
    expect(
      read(list("public", { ports: "22/tcp", mood: "no", "egress-priority": "0" })),
    ).toMatchObject({
      open: ["tcp 22"],
      undetermined: [],
    });
  });
});

describe("ports and addresses", () => {
  test("are read as in firewalld", () => {
    const source = (address: string, family = "ipv4") =>
      read(
        zone(rule(`<source address="${address}"/>${port("22")}<accept/>`, ` family="${family}"`)),
      );
    expect(source("192.0.2.77/24").open).toEqual(["tcp 22 192.0.2.0/24"]);
    expect(source("192.0.2.77/255.255.255.0").open).toEqual(["tcp 22 192.0.2.0/24"]);
    expect(source("192.0.2.77/0.0.0.255").open).toEqual(["tcp 22 192.0.2.0/24"]);
    expect(source("192.0.2.77/0.0.0.0").open).toEqual(["tcp 22 0.0.0.0/0"]);
    expect(source("192.0.2.77/255.0.255.0").undetermined).toEqual(["tcp 22 0.0.0.0/0"]);
    expect(source("[2001:db8::1]", "ipv6").open).toEqual(["tcp 22 2001:db8::1"]);
    expect(source("192.0.2.1", "ipv6").open).toEqual([]);
    expect(read(zone(port("90-80"))).open).toEqual(["tcp 80-90"]);
    expect(read(zone(port("70000")))).toMatchObject({ open: [], undetermined: ["tcp 1-65535"] });
    expect(read(zone(port("0") + port("22")))).toMatchObject({
      open: ["tcp 22"],
      undetermined: [],
    });
  });

  test("leave the protocol undetermined for a port name, only for the rule's sources", () => {
    const drop = rule(`<source address="192.0.2.1"/>${port("ssh")}<drop/>`, ' family="ipv4"');
    expect(read(zone(port("22") + drop))).toMatchObject({
      open: ["tcp 22 not 192.0.2.1"],
      undetermined: ["tcp 22 192.0.2.1"],
    });
  });

  test("are unknown in place of a protocol", () => {
    expect(read(zone('<protocol value="22/tcp"/>'))).toMatchObject({
      open: [],
      undetermined: everythingUndetermined,
    });
    const service = '<service><protocol value="22/tcp"/></service>';
    expect(read(service)).toMatchObject({ open: [], undetermined: everythingUndetermined });
    expect(read(zone(rule('<protocol value="gre"/><accept/>')))).toMatchObject({
      open: [],
      undetermined: [],
    });
  });

  test("include all ports for protocols in a list", () => {
    expect(read(list("public", { protocols: "udp gre" }))).toMatchObject({
      open: ["udp 1-65535"],
      undetermined: [],
    });
  });

  test("are followed for many rules at once", () => {
    const bans = Array.from(
      { length: 10_000 },
      (_, index) =>
        `\trule family="ipv4" source address="10.${index >> 8}.${index & 255}.1" port port="${index % 2 ? 22 : 25}" protocol="tcp" reject`,
    ).join("\n");
    const text = list("public", { ports: "22/tcp 25/tcp", "rich rules": `\n${bans}` });
    const exposure = parseFirewalld(text);
    expect(exposure.rules.map(({ except }) => except.length)).toEqual([5000, 5000]);
  });
});

describe("services", () => {
  test("come from the inputs before the built-in ones, which a note names", () => {
    const own =
      "ssh\n  ports: 2222/tcp\n  protocols: \n  destination: ipv4:192.0.2.1 ipv6:ff02::1\n";
    const text = list("public", { services: "ssh http dns" });
    expect(read([text, own])).toMatchObject({
      open: ["tcp 53", "tcp 80", "udp 53"],
      undetermined: ["tcp 2222 0.0.0.0/0"],
    });
    expect(read([text, own]).notes).toContain(
      "assumed -: built-in services are as in firewalld 1.3.3: dns, http",
    );
    const names = [
      "afp",
      "amqp",
      "bgp",
      "ceph",
      "dns",
      "ftp",
      "git",
      "http",
      "imap",
      "ldap",
      "nfs",
    ];
    expect(read(list("public", { services: names.join(" ") })).notes.join()).toContain(
      "ldap and 1 more",
    );
  });

  test("open protocols and source ports in files", () => {
    const file = (content: string) => ({ services: { mine: `<service>${content}</service>` } });
    const own = zone('<service name="mine"/>');
    const all =
      '<protocol value="udp"/><source-port port="53" protocol="tcp"/><port port="" protocol="esp"/>';
    expect(read(own, file(all))).toMatchObject({ open: ["udp 1-65535"], undetermined: [] });
    expect(read(own, file(port("", "udp")))).toMatchObject({
      open: ["udp 1-65535"],
      undetermined: [],
    });
    expect(read(own, file('<source-port port="5000-20000" protocol="tcp"/>')).undetermined).toEqual(
      ["tcp 1-65535"],
    );
    // For an unnamed file, none of this is certain.
    expect(read([zone('<service name="ssh"/>'), `<service>${all}</service>`])).toMatchObject({
      open: [],
      undetermined: ["tcp 22", "udp 1-65535"],
    });
  });

  test("open protocols and source ports if built in", () => {
    expect(read(list("public", { services: "ipsec gre" }))).toMatchObject({
      open: ["tcp 4500", "udp 500", "udp 4500"],
      undetermined: [],
    });
  });

  test("may be numerous in one line", () => {
    const services = Array.from({ length: 150_000 }, () => "ssh").join(" ");
    expect(read(list("public", { services })).open).toEqual(["tcp 22"]);
  });

  test("are read once if they include each other", () => {
    const loop = (name: string, other: string, number: number) =>
      `${name}\n  ports: ${number}/tcp\n  protocols: \n  includes: ${other} http\n`;
    expect(
      read(list("public", { services: "a" }) + loop("a", "b", 1) + loop("b", "a", 2)).open,
    ).toEqual(["tcp 1-2", "tcp 80"]);
  });

  test("are rejected in the options if the input is not a service", () => {
    expect(thrown(() => parseFirewalld(zone(""), { services: { a: zone("") } })).message).toMatch(
      /^service "a": the input is not a service/,
    );
    expect(thrown(() => parseFirewalld(zone(""), { services: { a: "<a/>" } })).message).toContain(
      'element "a"',
    );
  });

  test("are unknown if several files have no names", () => {
    const file = (number: string) => `<service>${port(number)}</service>`;
    const { open, undetermined, notes } = read([
      zone('<service name="ssh"/><service name="mine"/>'),
      file("1000"),
      file("1001"),
    ]);
    expect(open).toEqual([]);
    expect(undetermined).toContain("udp 1-65535");
    expect(undetermined).toContain("tcp 1000-1001");
    expect(notes.filter((each) => each.includes("cannot determine which service"))).toHaveLength(2);
    const rich = zone(rule('<service name="mine"/><accept/>'));
    expect(read([rich, file("1000")])).toMatchObject({ open: ["tcp 1000"], undetermined: [] });
  });
});

describe("an invalid input", () => {
  const lines = (count: number, text: string) =>
    Array.from({ length: count }, () => text).join("\n");
  test.for([
    [
      "a list that is cut off",
      list("public").replace(/ {2}rich rules.*\n/, ""),
      1,
      "without the field rich rules",
    ],
    ["a heading without fields", `${list("a")}b\nc\n`, 11, 'list of "b"'],
    ["a repeated field", `${list("public")}  ports: 1/tcp\n`, 11, "cannot be parsed"],
    ["output without a list", "FirewallD is not running\n", 1, "cannot be parsed"],
    ["an error message", "Error: INVALID_ZONE: x\n", 1, "cannot be parsed"],
    [
      "an element without a required attribute",
      '<zone>\n<port port="22"/></zone>',
      2,
      "without the attribute protocol",
    ],
    ["a policy object without a target", "<policy/>", 1, "without the attribute target"],
    ["too many elements", `<zone>${"<a/>".repeat(120_001)}</zone>`, 1, "120000 elements"],
    [
      "too many rules",
      list("public", { "rich rules": `\n${lines(25_001, "\trule accept")}` }),
      25_011,
      "25000 rich rules",
    ],
    [
      "too many objects",
      Array.from({ length: 2001 }, (_, index) => list(`zone${index}`)).join("\n"),
      undefined,
      "the limit is 2000",
    ],
  ] as const)("is rejected: %s", ([, text, line, message]) => {
    const error = thrown(() => parseFirewalld(text)) as InvalidConfigurationError;
    expect(error).toBeInstanceOf(InvalidConfigurationError);
    expect(error.message).toContain(message);
    expect(error.line).toBe(line);
  });
});

test("opens nothing for odd rich rules and forwarded ports of a list", () => {
  const list = (lines: string) =>
    `public\n  target: default\n  icmp-block-inversion: no\n  interfaces: \n  sources: \n  services: \n  ports: \n  protocols: \n  forward: no\n  masquerade: no\n  forward-ports: \n\tx\n  source-ports: \n  icmp-blocks: \n  rich rules: \n${lines}\n`;
  for (const line of [
    "\trule family='ipv4' source address='192.0.2.0/1.2.x' port port=22 protocol=tcp accept",
    '\trule family="ipv4" source address="a\\"b" accept',
    '\trule audit port port="22" protocol="tcp"',
    '\trule audit port port="22" protocol="tcp" mark set="1"',
    '\trule icmp-block name="echo-request"',
    "\trule masquerade",
    '\trule tcp-mss-clamp value="pmtu"',
    '\trule icmp-type name="echo-request" accept',
    '\t""',
  ]) {
    const exposure = parseFirewalld(list(line));
    expect(
      exposure.rules.filter(({ direction }) => direction === "inbound"),
      line,
    ).toEqual([]);
  }
  const escaped = list("\trule family=ipv4 source address=\\192.0.2.1 accept");
  expect(parseFirewalld(escaped).rules[0]?.sources).toEqual(["192.0.2.1"]);
  const zone = '<zone target="sideways"/>';
  expect(parseFirewalld(zone).undetermined.length).toBeGreaterThan(0);
});

test("continues to the zones after a policy object with an empty target", () => {
  const object =
    '<policy target=""><ingress-zone name="ANY"/><egress-zone name="HOST"/><port port="9000" protocol="tcp"/></policy>';
  const exposure = parseFirewalld(['<zone><port port="22" protocol="tcp"/></zone>', object]);
  expect(exposure.rules.map(({ ports }) => ports.from)).toEqual([22, 9000]);
});
