import { describe, expect, test } from "vitest";
import { parseFirewalld } from "../../../src/parse/index.ts";

/** Returns what decided each port range, in short: `tcp 22: input 0, line 3 of zone public: …`. */
function decisions(...parameters: Parameters<typeof parseFirewalld>) {
  const { rules, undetermined } = parseFirewalld(...parameters);
  const lines = (list: typeof rules) =>
    list.map(({ protocol, ports: { from }, decidedBy }) =>
      decidedBy === null
        ? `${protocol} ${from}: nothing`
        : `${protocol} ${from}: input ${decidedBy.input}, line ${decidedBy.line} of ${decidedBy.table}: ${decidedBy.text}`,
    );
  return { open: lines(rules), undetermined: lines(undetermined) };
}

const list = (heading: string, fields: Readonly<Record<string, string>> = {}) =>
  `${heading}\n${Object.entries({
    target: "default",
    interfaces: "",
    sources: "",
    services: "",
    ports: "",
    "rich rules": "",
    ...fields,
  })
    .map(([name, value]) => `  ${name}: ${value}\n`)
    .join("")}`;

describe("open ports", () => {
  test("name the element of a file that opened them, with its first line", () => {
    const file = `<?xml version="1.0"?>
<zone>
  <service name="ssh"/>
  <port
    protocol="tcp"
    port="80"
  /><port port="82" protocol="tcp"/>
  <rule family="ipv4">
    <source address="192.0.2.1"/>
    <port port="90" protocol="tcp"/>
    <accept/>
  </rule>
</zone>`;
    expect(decisions(file).open).toEqual([
      'tcp 22: input 0, line 3 of zone: <service name="ssh"/>',
      'tcp 80: input 0, line 4 of zone: <port protocol="tcp" port="80" />',
      'tcp 82: input 0, line 7 of zone: <port port="82" protocol="tcp"/>',
      'tcp 90: input 0, line 8 of zone: <rule family="ipv4"> <source address="192.0.2.1"/> <port port="90" protocol="tcp"/> <accept/> </rule>',
    ]);
    expect(decisions(file.replaceAll("\n", "\r\n"))).toEqual(decisions(file));
  });

  test("name the line of a list that opened them", () => {
    const text = list("public (active)", {
      services: "ssh dns",
      ports: "8080/tcp",
      "rich rules": '\n\trule service name="ntp" drop\n\trule service name="imaps" accept',
    });
    expect(decisions(text).open).toEqual([
      "tcp 22: input 0, line 5 of zone public: services: ssh dns",
      "tcp 53: input 0, line 5 of zone public: services: ssh dns",
      'tcp 993: input 0, line 9 of zone public: rule service name="imaps" accept',
      "tcp 8080: input 0, line 6 of zone public: ports: 8080/tcp",
      "udp 53: input 0, line 5 of zone public: services: ssh dns",
    ]);
  });

  test("name no chain, because firewalld has no chains", () => {
    expect(parseFirewalld(list("public", { services: "ssh" })).rules).toMatchObject([
      { decidedBy: { table: "zone public", chain: null } },
    ]);
  });

  test("name the element of a service without a zone", () => {
    const service =
      '<service>\n<port port="2083" protocol="tcp"/>\n<include service="ssh"/></service>';
    expect(decisions(service).open).toEqual([
      "tcp 22: input 0, line 1 of service: <service>",
      'tcp 2083: input 0, line 2 of service: <port port="2083" protocol="tcp"/>',
    ]);
    expect(decisions("mine\n  ports: 2083/tcp\n  protocols: \n").open).toEqual([
      "tcp 2083: input 0, line 2 of service mine: ports: 2083/tcp",
    ]);
  });

  test("name a service of the options without a line, because it is not an input", () => {
    const policy =
      '<policy target="CONTINUE">\n<ingress-zone name="ANY"/><egress-zone name="HOST"/></policy>';
    const services = { mine: '<service>\n<port port="2083" protocol="tcp"/></service>' };
    expect(decisions(policy, { services }).open).toEqual([
      'tcp 2083: input 0, line null of service mine: <port port="2083" protocol="tcp"/>',
    ]);
  });

  test("name the target of a zone or policy object that opened them", () => {
    const drop = '\n\trule family="ipv4" source address="192.0.2.1" drop';
    const rules = list("public", { target: "ACCEPT", "rich rules": drop });
    expect(decisions(rules).open).toEqual([
      "tcp 1: input 0, line 2 of zone public: target: ACCEPT",
      "udp 1: input 0, line 2 of zone public: target: ACCEPT",
    ]);
    const policy =
      '<policy\n target="ACCEPT">\n<ingress-zone name="ANY"/><egress-zone name="HOST"/><rule family="ipv4"><source address="192.0.2.1"/><drop/></rule></policy>';
    expect(decisions([list("public"), policy]).open).toEqual([
      'tcp 1: input 1, line 1 of policy: <policy target="ACCEPT">',
      'udp 1: input 1, line 1 of policy: <policy target="ACCEPT">',
    ]);
  });

  test("name a policy object that precedes the zone", () => {
    const policy = `allow-host (active)
  priority: -1
  target: CONTINUE
  ingress-zones: ANY
  egress-zones: HOST
  services: ssh
  ports: 
  rich rules: 
`;
    expect(decisions([list("public", { services: "ssh https" }), policy]).open).toEqual([
      "tcp 22: input 1, line 6 of policy allow-host: services: ssh",
      "tcp 443: input 0, line 5 of zone public: services: ssh https",
    ]);
  });

  test("name the setting that opened them to the most addresses", () => {
    const few =
      '\n\trule priority="-1" family="ipv4" source address="192.0.2.1" service name="ssh" accept';
    expect(decisions(list("public", { services: "ssh", "rich rules": few })).open).toEqual([
      "tcp 22: input 0, line 5 of zone public: services: ssh",
    ]);
  });

  test("name nothing if no policy object stops them", () => {
    const policy = (content: string, target: string) =>
      `<policy target="${target}">\n<ingress-zone name="HOST"/>\n<egress-zone name="ANY"/>\n${content}</policy>`;
    const dns = '<port port="53" protocol="udp"/>';
    expect(decisions([list("public"), policy(dns, "DROP")]).open).toEqual([
      'udp 53: input 1, line 4 of policy: <port port="53" protocol="udp"/>',
    ]);
    const mail = '<rule><port port="25" protocol="tcp"/><drop/></rule>';
    expect(decisions([list("public"), policy(mail, "CONTINUE")]).open).toEqual([
      "tcp 1: nothing",
      "tcp 26: nothing",
      "udp 1: nothing",
    ]);
  });
});

describe("undetermined ports", () => {
  test("name the rule with a match in doubt", () => {
    const text = list("public", {
      "rich rules": '\n\trule source mac="00:11:22:33:44:55" service name="ssh" accept',
    });
    expect(decisions(text).undetermined).toEqual([
      'tcp 22: input 0, line 8 of zone public: rule source mac="00:11:22:33:44:55" service name="ssh" accept',
    ]);
    expect(parseFirewalld(text).undetermined[0]?.reasons).toEqual([
      'line 8: whether the rule matches depends on the source "00:11:22:33:44:55"',
    ]);
  });

  test("name the line that forwards them", () => {
    const text = list("public", {
      "forward-ports": "\n\tport=80:proto=tcp:toport=8080:toaddr=192.0.2.1",
    });
    expect(decisions(text).undetermined).toEqual([
      "tcp 80: input 0, line 9 of zone public: port=80:proto=tcp:toport=8080:toaddr=192.0.2.1",
    ]);
    const file =
      '<zone>\n<rule>\n<forward-port port="80" protocol="tcp" to-addr="192.0.2.1"/></rule></zone>';
    expect(decisions(file).undetermined).toEqual([
      'tcp 80: input 0, line 3 of zone: <forward-port port="80" protocol="tcp" to-addr="192.0.2.1"/>',
    ]);
  });

  test("name the line with a service that is not in the input", () => {
    const text = list("public", { services: "mine" });
    expect(decisions(text).undetermined).toEqual([
      "tcp 1: input 0, line 5 of zone public: services: mine",
      "udp 1: input 0, line 5 of zone public: services: mine",
    ]);
  });

  test("name the first of the rich rules in unknown order", () => {
    const text = list("public", {
      "rich rules":
        '\n\trule priority="-1" family="ipv4" source address="192.0.2.1" drop\n\trule priority="-1" service name="ssh" accept',
    });
    expect(decisions(text)).toEqual({
      open: [
        'tcp 22: input 0, line 9 of zone public: rule priority="-1" service name="ssh" accept',
      ],
      undetermined: [
        'tcp 22: input 0, line 8 of zone public: rule priority="-1" family="ipv4" source address="192.0.2.1" drop',
      ],
    });
  });

  test("name nothing if the input has no zone", () => {
    const policy =
      '<policy target="CONTINUE"><ingress-zone name="ANY"/><egress-zone name="HOST"/></policy>';
    expect(decisions(policy).undetermined).toEqual(["tcp 1: nothing", "udp 1: nothing"]);
  });
});

test("names the input and the line in notes and errors", () => {
  const zone = list("public", { services: "ssh", "rich rules": "\n\trule service accept" });
  expect(() => parseFirewalld([list("home"), zone])).toThrow(
    /^line 8 of input 2 has an element service without the attribute name, which firewalld requires; expected /,
  );
  const texts = [
    list("public", { interfaces: "eth0", services: "ssh mine" }),
    list("home", { ports: "22/tcp", mood: "good" }),
  ];
  expect(
    parseFirewalld(texts).notes.map(({ kind, code, input, line }) => [kind, code, input, line]),
  ).toEqual([
    ["assumed", "interface", 0, null],
    ["assumed", "elsewhere", 0, null],
    ["assumed", "built-in", 0, null],
    ["unknown", "match", 0, 5],
    ["ignored", "unused", 1, 1],
  ]);
});

test("skips a byte order mark before a service of the options", () => {
  const services = { mine: '\uFEFF<service><port port="2083" protocol="tcp"/></service>' };
  const { rules } = parseFirewalld(list("public", { services: "mine" }), { services });
  expect(rules.map(({ ports }) => ports.from)).toEqual([2083]);
});
