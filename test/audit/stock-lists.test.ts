import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type AuditOptions,
  auditFirewall,
  type FirewallAudit,
  listElsewhere,
  matchElsewhere,
  planAudit,
} from "../../src/index.ts";
import { rangeText } from "../../src/net/port-range.ts";
import { parseCsf, parseIptables, parseListeners } from "../../src/parse/index.ts";
import { stockCsf, stockCsfAgainst126 } from "../support/stock-csf.ts";

const bothFamilies = stockCsf.replace('IPV6 = "0"', 'IPV6 = "1"');

/** Returns a stock csf.conf with ports added to one of its lists. */
const stockWith = (list: string, ports: string, text = stockCsf) =>
  text.replace(new RegExp(`^${list} = "`, "m"), `$&${ports},`);

const auditOf = (text: string, options: AuditOptions = {}) =>
  auditFirewall(126, parseCsf(text), { inputs: ["csf.conf"], ...options });

const findingOf = ({ findings }: FirewallAudit, rule: string) =>
  findings.find((each) => each.rule === rule);

/** Returns the ports of a rule's findings, as `tcp 853`. */
const portsOf = ({ findings }: FirewallAudit, rule: string) =>
  findings
    .filter((each) => each.rule === rule)
    .flatMap(({ ports }) => ports.map((each) => `${each.protocol} ${rangeText(each.ports)}`));

const beyond = ["tcp 853", "tcp 8443", "udp 20", "udp 21", "udp 80", "udp 853"];

describe("the stock lists of CSF", () => {
  test("reports one inbound finding that names the undocumented ports and the missing ones", () => {
    const audit = auditOf(stockCsf);
    expect(findingOf(audit, "stock-list-open")).toMatchObject({
      severity: "warning",
      direction: "inbound",
      message:
        "The inbound ports match CSF's stock lists (version 16.07, 2026-02-25); the list lacks the documented TCP 26 and 3306; the list also opens undocumented ports to everybody: TCP 853, 8443, UDP 20-21, 80 and 853 (csf.conf, lines 5 and 7)",
      advice:
        "Close the undocumented ports, or specify what they are for; a published list is no reason to keep them open",
    });
    expect(portsOf(audit, "stock-list-open")).toEqual(beyond);
    expect(portsOf(audit, "undocumented-port-open")).toEqual([]);
    expect(portsOf(audit, "other-port-open")).toEqual([]);
  });

  test("reports one outbound finding as an info", () => {
    const audit = auditOf(stockCsf);
    const finding = findingOf(audit, "stock-list-outbound");
    expect(finding).toMatchObject({ severity: "info", direction: "outbound" });
    expect(finding?.message).toMatch(
      /^The outbound ports match CSF's stock lists .+; the list lacks the documented TCP 1, 7, 26, .+ and UDP 443; the list also opens undocumented ports to everybody: outbound TCP 22, 110, /,
    );
    const { "outbound tcp": tcp, "outbound udp": udp } = stockCsfAgainst126;
    expect(portsOf(audit, "stock-list-outbound")).toEqual([
      ...tcp.beyond.map((port) => `tcp ${port}`),
      // Every server needs 123.
      ...udp.beyond.filter((port) => port !== 123).map((port) => `udp ${port}`),
    ]);
    expect(portsOf(audit, "outbound-port-open")).toEqual([]);
  });

  test("reports one finding for both families, even if their lists differ", () => {
    const audit = auditOf(bothFamilies);
    const finding = findingOf(audit, "stock-list-open");
    expect(finding?.families).toEqual(["ipv4", "ipv6"]);
    expect(finding?.message).toContain(
      "the list lacks the documented TCP 26 and 3306, and TCP 2079-2080 over IPv6; the list also opens",
    );
    expect(portsOf(audit, "stock-list-open")).toEqual(beyond);
    expect(finding?.ports.at(-1)?.who).toEqual({ sources: ["0.0.0.0/0"], except: [] });
    expect(portsOf(audit, "undocumented-port-open")).toEqual([]);
  });

  test("recognizes the stock lists in the rules of a running CSF", () => {
    const rules = readFileSync(join(import.meta.dirname, "../firewalls/csf-16.07.rules"), "utf8");
    const audit = auditFirewall(126, parseIptables(rules));
    expect(portsOf(audit, "stock-list-open")).toEqual(beyond);
    expect(findingOf(audit, "stock-list-outbound")).toBeDefined();
  });

  test("still reports testing mode as an error, and closed ports", () => {
    const { findings } = auditOf(stockCsf.replace('TESTING = "0"', 'TESTING = "1"'));
    expect(findings.slice(0, 3).map(({ rule, severity }) => [rule, severity])).toEqual([
      ["testing-mode", "error"],
      ["port-closed", "warning"],
      ["stock-list-open", "warning"],
    ]);
  });

  test("closes undocumented ports of the lists, for the addresses they are open to", () => {
    const { changes } = planAudit(auditOf(bothFamilies), {
      close: true,
      keep: "192.0.2.1:22",
    });
    const closed = changes.filter(({ action }) => action === "close");
    expect(closed.map(({ protocol, ports }) => `${protocol} ${ports.from}`)).toEqual(beyond);
    expect(closed[0]?.reason).toBe("a published list opens undocumented ports");
    expect(closed.map(({ who }) => who.sources)).toEqual([...Array(5).fill("any"), ["0.0.0.0/0"]]);
  });
});

describe("a firewall with a stock list and more", () => {
  test("reports ports that the list does not open separately", () => {
    const audit = auditOf(stockWith("TCP_IN", "2222,8440:8450,30000:35000"));
    expect(portsOf(audit, "stock-list-open")).toEqual(beyond.filter((each) => each !== "tcp 8443"));
    expect(portsOf(audit, "undocumented-port-open")).toEqual(["tcp 2222", "tcp 8440-8450"]);
    expect(portsOf(audit, "passive-range-open")).toEqual(["tcp 30000-35000"]);
    expect(findingOf(audit, "stock-list-open")?.message).toMatch(
      /^The inbound ports match CSF's stock lists .+ except for 4 ports and ranges;/,
    );
  });

  test("reports an open database and a loopback port as errors despite the list", () => {
    const audit = auditOf(stockWith("TCP_IN", "3306,783"));
    expect(portsOf(audit, "database-open")).toEqual(["tcp 3306"]);
    expect(portsOf(audit, "loopback-port-open")).toEqual(["tcp 783"]);
    expect(portsOf(audit, "stock-list-open")).toEqual(beyond);
  });

  test("reports a port separately if the list of its family lacks it", () => {
    const audit = auditOf(stockWith("UDP6_IN", "853", bothFamilies));
    expect(portsOf(audit, "undocumented-port-open")).toEqual(["udp 853"]);
    expect(portsOf(audit, "stock-list-open")).toEqual(beyond.filter((each) => each !== "udp 853"));
    expect(findingOf(audit, "stock-list-open")?.message).toContain("except for 1 port or range;");
  });

  test("reports documented ports of unexpected services separately", () => {
    const audit = auditOf(stockCsf, { services: ["ssh", "whm"] });
    expect(portsOf(audit, "stock-list-open")).toEqual(beyond);
    expect(portsOf(audit, "other-port-open")).toEqual(expect.arrayContaining(["tcp 110"]));
  });

  test("excludes stated ports from the finding", () => {
    const add = [
      { ports: 8443, protocol: "tcp", label: "Panel" },
      { ports: 853, protocol: "tcp", label: "DNS over TLS" },
    ] as const;
    expect(portsOf(auditOf(stockCsf, { add }), "stock-list-open")).toEqual(
      beyond.filter((each) => each.startsWith("udp")),
    );
  });

  test("reports a listed port without a listener as idle", () => {
    const listeners = parseListeners("tcp LISTEN 0 128 0.0.0.0:8443 0.0.0.0:*");
    const audit = auditOf(stockCsf, { listeners });
    expect(portsOf(audit, "stock-list-open")).toEqual(["tcp 8443"]);
    expect(portsOf(audit, "idle-port-open")).toEqual(expect.arrayContaining(["tcp 853"]));
  });
});

describe("an unrecognised stock list", () => {
  const isRecognised = (text: string, options?: AuditOptions) =>
    findingOf(auditOf(text, options), "stock-list-open") !== undefined;

  test("does not recognize a list if one of its undocumented ports is closed", () => {
    const audit = auditOf(stockCsf.replace(",8443", ""));
    expect(portsOf(audit, "stock-list-open")).toEqual([]);
    expect(portsOf(audit, "undocumented-port-open")).toEqual([
      "tcp 853",
      "udp 20",
      "udp 21",
      "udp 80",
      "udp 853",
    ]);
  });

  test("does not recognize a list if more than one in five of its ports differ", () => {
    expect(isRecognised(stockWith("TCP_IN", "9001,9003,9005,9007,9009,9011"))).toBe(true);
    expect(isRecognised(stockWith("TCP_IN", "9001,9003,9005,9007,9009,9011,9013"))).toBe(false);
  });

  test("does not recognize a list by the few undocumented ports of its examined part", () => {
    expect(isRecognised(stockCsf, { directions: "inbound" })).toBe(true);
    expect(isRecognised(stockCsf, { protocols: "udp" })).toBe(true);
    expect(isRecognised(stockCsf, { protocols: "tcp" })).toBe(false);
    expect(isRecognised(stockCsf, { directions: "outbound" })).toBe(false);
  });

  test("does not recognize an outbound list if every port is open", () => {
    const audit = auditOf(stockWith("TCP_OUT", "1:65535"));
    expect(findingOf(audit, "stock-list-open")).toBeDefined();
    expect(findingOf(audit, "stock-list-outbound")).toBeUndefined();
  });

  test("does not recognize a list with few undocumented ports: the rules may follow page 118", () => {
    const [tcp] = listElsewhere().find(({ id }) => id === "alibaba-cloud")?.ports ?? [];
    const exposure = parseCsf(`IPV6 = "0"
TCP_IN = "${tcp?.ports.join()}"
UDP_IN = "53"
TCP_OUT = "1:65535"
UDP_OUT = "1:65535"`);
    expect(matchElsewhere(126, "alibaba-cloud", exposure).distance.inbound).toBe(0);
    const audit = auditFirewall(126, exposure);
    expect(portsOf(audit, "stock-list-open")).toEqual([]);
    expect(portsOf(audit, "undocumented-port-open")).toEqual(["tcp 2091"]);
  });
});

describe("acceptances of listed ports", () => {
  const of = (accept: AuditOptions["accept"]) => {
    const audit = auditOf(stockCsf, { accept, on: "2026-11-26" });
    const named = ({ rule, ports }: FirewallAudit["findings"][number]) =>
      `${rule}: ${ports.map((each) => `${each.protocol} ${each.ports.from}`).join()}`;
    return {
      accepted: audit.accepted.map(named),
      found: audit.findings.map(named).filter((each) => /undocumented|stock-list-open/.test(each)),
    };
  };

  test("applies an acceptance of the original rule to a port of a list", () => {
    expect(of({ rule: "undocumented-port-open", ports: "8443/tcp", reason: "a panel" })).toEqual({
      accepted: ["undocumented-port-open: tcp 8443"],
      found: ["stock-list-open: tcp 853,udp 20,udp 21,udp 80,udp 853"],
    });
  });

  test("applies an acceptance of the list's rule to its ports", () => {
    expect(of({ rule: "stock-list-open", ports: "853/tcp", reason: "DNS over TLS" })).toEqual({
      accepted: ["stock-list-open: tcp 853"],
      found: ["stock-list-open: tcp 8443,udp 20,udp 21,udp 80,udp 853"],
    });
    expect(of({ rule: "stock-list-open", reason: "as CSF comes" }).found).toEqual([]);
  });

  test("reports the original rule again after its acceptance has expired", () => {
    const expired = {
      rule: "undocumented-port-open",
      until: "2026-11-25",
      reason: "a panel",
    } as const;
    expect(of({ ...expired, ports: "8443/tcp" })).toEqual({
      accepted: [],
      found: [
        "stock-list-open: tcp 853,udp 20,udp 21,udp 80,udp 853",
        "undocumented-port-open: tcp 8443",
      ],
    });
  });
});
