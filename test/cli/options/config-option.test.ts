import { describe, expect, test } from "vitest";
import { runCli } from "../../support/run-cli.ts";

const firewall = `TESTING = "0"
TCP_IN = "80,443,2083,2087,2222"
TCP_OUT = "1:65535"
UDP_IN = "68"
UDP_OUT = "1:65535"
IPV6 = "0"
`;
const interfaces = `table ip filter {
  chain input {
    type filter hook input priority filter; policy drop;
    iifname "eth0" tcp dport 2087 accept
  }
}
`;
const config = {
  $schema: "node_modules/cpanel-ports/schema/config.json",
  services: ["ssh", "httpd", "cpanel", "whm"],
  replace: { ssh: 2222 },
  preferTls: true,
  outbound: "any",
  os: "almalinux",
  conditions: { http3: false },
  families: "ipv4",
  interface: "eth0",
};
const cli = (value: unknown, ...args: string[]) =>
  runCli([...args, "--config", "web.json"], {
    files: {
      "csf.conf": firewall,
      "rules.nft": interfaces,
      "web.json": typeof value === "string" ? value : JSON.stringify(value),
    },
  });

describe("--config", () => {
  test("sets the options of audit, plan, render and check", () => {
    const audited = cli(config, "audit", "126", "csf.conf");
    // The file limits the audit to IPv4, so there is no note on IPv6.
    expect([audited.status, audited.stderr]).toEqual([0, ""]);
    expect(audited.stdout).toBe("cPanel & WHM 126: the firewall fits, limited to IPv4\n");

    const rendered = cli(config, "render", "csv", "126");
    const ports = rendered.stdout
      .split("\n")
      .slice(1, -1)
      .map((line) => line.split(",")[2]);
    expect(ports).toEqual(["80", "443", "2083", "2087", "2222", "68", "546"]);

    const planned = cli({ services: "cpanel" }, "plan", "110", "126");
    expect([planned.status, planned.stdout]).toEqual([
      0,
      "From cPanel & WHM 110 to 126: nothing to change\n",
    ]);
    expect(cli(config, "plan", "110", "118", "csf.conf").status).toBe(0);

    const checked = cli(config, "check", "rules.nft", "--port", "2087");
    expect([checked.status, checked.stderr]).toEqual([0, ""]);
    expect(cli({}, "check", "rules.nft", "--port", "2087").status).toBe(2);
  });

  test("yields to an option of the command line, which replaces the whole key", () => {
    const rendered = cli(config, "render", "csv", "126", "--service", "ssh", "--replace", "ssh=22");
    expect(rendered.stdout).toContain("inbound,tcp,22,22,");
    expect(rendered.stdout).not.toMatch(/,(?:2222|2087),/);
    expect(cli(config, "audit", "126", "csf.conf", "--family", "ipv6").stdout).toContain(
      "limited to IPv6",
    );
    const checked = cli(config, "check", "rules.nft", "--port", "2087", "--interface", "eth1");
    expect(checked.stdout).toContain("closed to every IPv4 address");
    expect(checked.status).toBe(2);
  });

  test("adds ports and limits allowed sources", () => {
    const given = {
      services: "ssh",
      add: [{ ports: { from: 10050, through: 10051 }, protocol: "tcp", label: "Zabbix" }],
      allowFrom: { ssh: ["198.51.100.0/24"] },
    };
    const { stdout } = cli(given, "render", "csv");
    expect(stdout).toContain("\ninbound,tcp,22,22,198.51.100.0/24,");
    expect(stdout).toContain("\ninbound,tcp,10050,10051,any,");
  });

  test.for([
    ["an unknown key", { servces: "ssh" }, /"servces" is not a key .* \(did you mean services\?\)/],
    ["an unknown service", { services: "imapp" }, /services is "imapp" \(did you mean imap/],
    [
      "an unknown family",
      { families: ["ipv5"] },
      /families\[0\] is "ipv5" \(did you mean ipv[46]\?\)/,
    ],
    ["a family that is a nested list", { families: [["ipv4"]] }, /families\[0\] is \["ipv4"\];/],
    ["a scope that is an object", { protocols: {} }, /protocols is \{\}; expected one of tcp, udp/],
    ["an empty list of families", { families: [] }, /families is \[\]; expected one of ipv4, ipv6/],
    ["a number as an interface", { interface: 0 }, /interface is 0; expected text/],
    ["an empty interface name", { interface: "" }, /interface is ""; expected text/],
    ["a null", { preferTls: null }, /preferTls is null; expected a value; omit the key/],
    ["an undocumented operating system", { os: "windows" }, /"windows"/],
    ["a list", [], /the configuration is an array; expected an object/],
    ["an addition with an unknown key", { add: { port: 1 } }, /"port" .*\(did you mean ports\?\)/],
    [
      "an accepted finding with an unknown rule",
      { accept: [{ rule: "port-open", reason: "a panel" }] },
      /accept\[0\]\.rule is "port-open"/,
    ],
    [
      "an accepted finding without a reason",
      { accept: { rule: "port-closed", until: "2027-01-31" } },
      /accept\[0\]\.reason is undefined/,
    ],
    ["invalid JSON", "{ services: ssh }", /not JSON: /],
    ["a key that every object inherits", '{ "__proto__": {} }', /"__proto__" is not a key/],
  ] as const)("rejects %s and names the file", ([, value, message]) => {
    for (const args of [
      ["render", "csf"],
      ["check", "rules.nft", "--port", "22"],
    ]) {
      const { stderr, stdout } = cli(value, ...args);
      expect(stdout).toBe("");
      expect(stderr).toMatch(/^cpanel-ports: web\.json: [^\n]*\n$/);
      expect(stderr).toMatch(message);
    }
  });

  test("rejects a missing file", () => {
    const { status, stderr } = runCli(["render", "csf", "--config", "web.json"]);
    expect([status, stderr]).toEqual([2, "cpanel-ports: web.json: no such file\n"]);
  });

  test("reads a file with a byte order mark", () => {
    expect(cli('\u{feff}{"services":"ssh"}', "render", "csf").status).toBe(0);
  });
});
