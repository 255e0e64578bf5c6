import { describe, expect, test } from "vitest";
import {
  type AuditOptions,
  auditFirewall,
  type ClosingOptions,
  createPolicy,
  type FirewallPlan,
  InvalidOptionError,
  planAudit,
  planUpgrade,
} from "../../src/index.ts";
import { parseListeners, parseSshd } from "../../src/parse/index.ts";
import { open, read } from "../support/open-policy.ts";

const keep = "192.0.2.1:2222";
const brief = (list: FirewallPlan["changes"]) =>
  list.map(({ action, direction, protocol, ports: { from, through } }) =>
    [action, direction, protocol, from === through ? from : `${from}-${through}`].join(" "),
  );
const spared = (plan: FirewallPlan) => plan.spared.map(({ ports, why }) => [ports.from, why]);
const audited = (rules: readonly string[], options: Parameters<typeof auditFirewall>[2] = {}) =>
  auditFirewall(126, open(rules), { services: ["whm", "httpd"], preferTls: true, ...options });

describe("closing", () => {
  test("lists closings separately unless close is set", () => {
    const audit = audited(["inbound tcp 2087", "inbound tcp 8443"]);
    const plan = planAudit(audit);
    expect(brief(plan.closable)).toEqual(["close inbound tcp 8443"]);
    expect(brief(plan.changes)).not.toContain("close inbound tcp 8443");
    expect(plan.kept).toEqual([]);
    const closing = planAudit(audit, { close: true, keep });
    expect(closing.closable).toEqual([]);
    expect(brief(closing.changes).at(-1)).toBe("close inbound tcp 8443");
    expect(brief(planAudit(audit, { close: false, keep }).closable)).toEqual([
      "close inbound tcp 8443",
    ]);
  });

  test("closes ports without exceptions for banned addresses", () => {
    const audit = audited(["inbound tcp 8443 !203.0.113.99", "inbound tcp 9000-9010 0.0.0.0/0"]);
    expect(planAudit(audit).closable.map(({ who }) => who)).toEqual([
      { sources: "any", except: [] },
      { sources: ["0.0.0.0/0"], except: [] },
    ]);
  });

  test("keeps ports open to the expected addresses", () => {
    const limited = { allowFrom: { whm: "198.51.100.0/24" } };
    const { closable } = planAudit(audited(["inbound tcp 2087 !203.0.113.99"], limited));
    expect(closable.map(({ ports, who }) => [ports.from, who])).toEqual([
      [2087, { sources: "any", except: ["198.51.100.0/24", "208.74.121.0/24", "208.74.123.0/24"] }],
    ]);
  });

  test("keeps the license system's networks at a port that they share with other unexpected addresses", () => {
    const callers = "208.74.121.0/24 208.74.123.0/24";
    const limited = { services: ["ssh", "whm"], allowFrom: { whm: "198.51.100.0/24" } } as const;
    const licenseOnly = { sources: ["208.74.121.0/24", "208.74.123.0/24"], except: [] };
    const closing = (rules: readonly string[], options: AuditOptions) => {
      const plan = planAudit(audited(["inbound tcp 22", ...rules], options), { close: true, keep });
      return {
        closed: plan.changes
          .filter(({ action }) => action === "close")
          .map(({ ports, who }) => [ports.from, who]),
        spared: plan.spared
          .filter(({ why }) => why.includes("license"))
          .map(({ ports, who }) => [ports.from, who]),
      };
    };
    expect(closing([`inbound tcp 2087 198.51.100.0/24 192.0.2.0/24 ${callers}`], limited)).toEqual({
      closed: [[2087, { sources: ["192.0.2.0/24"], except: [] }]],
      spared: [[2087, licenseOnly]],
    });
    expect(closing(["inbound tcp 2082-2083", "inbound tcp 2086-2087"], limited)).toEqual({
      closed: [
        [2082, { sources: "any", except: [] }],
        [2083, { sources: "any", except: [] }],
        [2086, { sources: "any", except: [] }],
        [
          2087,
          { sources: "any", except: ["198.51.100.0/24", "208.74.121.0/24", "208.74.123.0/24"] },
        ],
      ],
      spared: [[2087, licenseOnly]],
    });
    expect(closing(["inbound tcp 2083", "inbound tcp 2096"], { services: "ssh" })).toEqual({
      closed: [
        [2083, { sources: "any", except: ["208.74.121.0/24", "208.74.123.0/24"] }],
        [2096, { sources: "any", except: [] }],
      ],
      spared: [[2083, licenseOnly]],
    });
  });

  test("closes every unexpected port to the license system if it gets in at an expected one", () => {
    const callers = "208.74.121.0/24 208.74.123.0/24";
    const isSpared = (rules: readonly string[], options: AuditOptions) =>
      planAudit(audited(rules, options)).spared.some(({ why }) => why.includes("license"));
    const limited = { services: ["ssh", "whm"], allowFrom: { whm: "198.51.100.0/24" } } as const;
    expect(isSpared(["inbound tcp 2083", "inbound tcp 2087"], { services: "whm" })).toBe(false);
    // The plan opens 2087 to it first.
    expect(isSpared(["inbound tcp 2083", "inbound tcp 2087 198.51.100.0/24"], limited)).toBe(false);
    const allowed = { ...limited, allowFrom: { whm: ["198.51.100.0/24", "license-callback"] } };
    expect(
      isSpared(["inbound tcp 2083", `inbound tcp 2087 192.0.2.0/24 ${callers}`], allowed),
    ).toBe(false);
  });

  test("never closes the SSH port, wherever SSH listens", () => {
    const why = "it is the documented SSH port";
    expect(spared(planAudit(audited(["inbound tcp 22"]), { close: true, keep }))).toEqual([
      [22, why],
    ]);
    const listeners = parseListeners(
      'LISTEN 0 128 0.0.0.0:2200 0.0.0.0:* users:(("sshd",pid=1,fd=3))\nLISTEN 0 128 0.0.0.0:8443 0.0.0.0:* users:(("x",pid=1,fd=3))\n',
    );
    expect(
      spared(planAudit(audited(["inbound tcp 2200", "inbound tcp 8443"], { listeners }))),
    ).toEqual([[2200, "SSH listens there"]]);
    const moved = audited(["inbound tcp 2201", "inbound tcp 22"], {
      services: ["whm"],
      ssh: parseSshd("Port 2201\n"),
    });
    expect(moved.sshPorts).toEqual([2201]);
    expect(brief(planAudit(moved).closable)).toEqual(["close inbound tcp 22"]);
    const unclear = audited(["inbound tcp 2201", "inbound tcp 22"], {
      services: ["whm"],
      ssh: parseSshd("Include /etc/ssh/sshd_config.d/*.conf\nPort 2201\n"),
    });
    expect(unclear.sshPorts).toEqual([22, 2201]);
    expect(planAudit(unclear).closable).toEqual([]);
  });

  test("limits SSH to its allowed sources, if the connection to keep is one of them", () => {
    const limited = { services: ["ssh", "whm"], allowFrom: { ssh: "198.51.100.0/24" } } as const;
    const audit = audited(["inbound tcp 22"], limited);
    const plan = planAudit(audit, { close: true, keep: "198.51.100.7:22" });
    expect(plan.spared).toEqual([]);
    expect(plan.changes.at(-1)).toMatchObject({
      action: "close",
      who: { sources: "any", except: ["198.51.100.0/24"] },
    });
    expect(spared(planAudit(audit, { close: true, keep: "203.0.113.7:22" }))).toEqual([
      [22, "the connection 203.0.113.7:22 must stay possible"],
    ]);
  });

  test("never closes the port of a connection to keep, but closes the rest of its range", () => {
    const audit = audited(["inbound tcp 9000-9010", "inbound udp 51820"]);
    const plan = planAudit(audit, {
      close: true,
      keep: ["198.51.100.7:9005", "[2001:DB8:0::7]:51820"],
    });
    expect(plan.kept).toEqual(["198.51.100.7:9005", "[2001:db8::7]:51820"]);
    expect(brief(plan.changes.filter(({ action }) => action === "close"))).toEqual([
      "close inbound tcp 9000-9004",
      "close inbound tcp 9006-9010",
    ]);
    expect(spared(plan)).toEqual([
      [9005, "the connection 198.51.100.7:9005 must stay possible"],
      [51820, "the connection [2001:db8::7]:51820 must stay possible"],
    ]);
  });

  test("never closes ports every server needs, passive FTP, or unlimited outbound ports", () => {
    const unfiltered = open([], { defaults: { inbound: "accept", outbound: "accept" } });
    const services = { services: ["ssh", "whm", "ftp"] } as const;
    const plan = planAudit(auditFirewall(126, unfiltered, services), { close: true, keep });
    expect(spared(plan)).toEqual([
      [2222, "the connection 192.0.2.1:2222 must stay possible"],
      [49152, "passive FTP uses it"],
      [68, "every server needs it: DHCP"],
      [546, "every server needs it: DHCPv6"],
      [2222, "the connection 192.0.2.1:2222 must stay possible"],
    ]);
    expect(brief(plan.changes)).not.toContain(expect.stringContaining("outbound"));
    const limited = auditFirewall(126, unfiltered, { ...services, outbound: "needed" });
    const outbound = planAudit(limited, { close: true, keep }).changes.filter(
      ({ direction }) => direction === "outbound",
    );
    expect(outbound.some(({ ports }) => ports.from <= 22 && ports.through >= 22)).toBe(true);
    for (const port of [53, 80, 123, 443, 2089]) {
      expect(
        outbound.filter(({ ports }) => ports.from <= port && ports.through >= port),
      ).not.toContainEqual(expect.objectContaining({ protocol: port === 123 ? "udp" : "tcp" }));
    }
  });

  test("never closes undocumented ports if files that may name SSH ports were not read", () => {
    const actual = open([
      "inbound tcp 22",
      "inbound tcp 143",
      "inbound tcp 2200",
      "inbound udp 2200",
    ]);
    const planned = (ssh: string) =>
      planAudit(auditFirewall(126, actual, { services: "ssh", ssh: parseSshd(ssh) }), {
        close: true,
        keep: "192.0.2.1:22",
      });
    const included = planned("Include /etc/ssh/sshd_config.d/*.conf\n");
    expect(spared(included)).toEqual([
      [2200, "SSH may listen there: its configuration was not read completely"],
    ]);
    expect(brief(included.changes)).toEqual(
      expect.arrayContaining(["close inbound tcp 143", "close inbound udp 2200"]),
    );
    expect(brief(planned("Port 22\n").changes)).toContain("close inbound tcp 2200");
  });

  test("never closes the port of a listening SSH server, whichever it is", () => {
    const listeners = parseListeners(
      'LISTEN 0 128 0.0.0.0:2200 0.0.0.0:* users:(("dropbear",pid=1,fd=3))\n',
    );
    const audit = auditFirewall(126, open(["inbound tcp 2200"]), { services: "ssh", listeners });
    expect(planAudit(audit, { close: true, keep }).changes).toEqual([]);
  });

  test("lists closings of undetermined ports as possibly needed, unless they are spared", () => {
    const doubt = {
      direction: "inbound",
      protocol: "tcp",
      sources: "any",
      except: [],
      reasons: ["x"],
    } as const;
    const actual = read(open(["inbound tcp 2087"]), [
      { ...doubt, ports: { from: 22, through: 22 } },
      { ...doubt, ports: { from: 9000, through: 9000 } },
    ]);
    const plan = planAudit(auditFirewall(126, actual, { services: "whm", preferTls: true }));
    expect(brief(plan.unknown)).toEqual(["close inbound tcp 9000"]);
  });

  test("applies the same rules to plans of an upgrade", () => {
    const plan = planUpgrade(110, 126);
    expect([plan.changes, brief(plan.closable)]).toEqual([[], ["close inbound tcp 2091"]]);
    expect(spared(plan)).toEqual([
      [2195, 'outbound ports are closed only with outbound: "needed"'],
    ]);
    const closing = (keep: string) => planUpgrade(110, 126, { close: true, keep });
    expect(brief(closing(keep).changes)).toEqual(["close inbound tcp 2091"]);
    expect(spared(closing("192.0.2.1:2091"))[0]?.[0]).toBe(2091);
    const listeners = parseListeners(
      'LISTEN 0 128 0.0.0.0:2091 0.0.0.0:* users:(("sshd",pid=1,fd=3))\n',
    );
    expect(
      spared(planUpgrade(110, 126, createPolicy(110, { conditions: "all" }), { listeners })),
    ).toContainEqual([2091, "SSH listens there"]);
    const banned = open(["inbound tcp 2091 !203.0.113.99"]);
    expect(planUpgrade(110, 126, banned).closable[0]?.who).toEqual({ sources: "any", except: [] });
    expect(planUpgrade(126, 110, banned).changes).toEqual([]);
    const some = open(["inbound tcp 2091 198.51.100.0/24"]);
    expect(planUpgrade(126, 110, some, { conditions: "all" }).changes[0]?.who).toEqual({
      sources: "any",
      except: [],
    });
  });

  test.for<[ClosingOptions, string]>([
    [{ close: true } as never, "close without keep could lock you out; expected"],
    [{ close: true, keep: [] }, "close without keep"],
    [{ close: 1 as never }, "close is 1; expected true or false"],
    [{ keep: "198.51.100.7" }, 'keep is "198.51.100.7"; expected an address and a port, such as'],
    [{ keep: "198.51.100.7:0" }, "keep is"],
    [{ keep: "198.51.100.7:65536" }, "keep is"],
    [{ keep: "198.51.100.0/24:22" }, "keep is"],
    [{ keep: "2001:db8::7:22" }, "keep is"],
    [{ keep: "[198.51.100.7]:22" }, "keep is"],
    [{ keep: "[::ffff:198.51.100.7]:22" }, "keep is"],
    [{ keep: ["198.51.100.7:22", "$(reboot):22"] }, "keep[1] is"],
    [{ keep: 22 as never }, "keep is 22"],
    [{ kep: "x" } as never, '"kep" is not one of the options (did you mean keep?)'],
  ])("refuses the options %j", ([options, message]) => {
    const audit = audited(["inbound tcp 2087"]);
    expect(() => planAudit(audit, options)).toThrow(InvalidOptionError);
    expect(() => planAudit(audit, options)).toThrow(message);
  });
});
