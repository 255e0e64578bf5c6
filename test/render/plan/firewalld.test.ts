import { describe, expect, test } from "vitest";
import {
  auditFirewall,
  type FirewallPlan,
  InvalidOptionError,
  planAudit,
} from "../../../src/index.ts";
import { parseFirewalld } from "../../../src/parse/index.ts";
import { renderPlan } from "../../../src/render/index.ts";

const zone = `dmz (active)
  target: default
  interfaces: eth0
  sources:
  services: cockpit ssh
  ports: 2087/tcp 8443/tcp 9000-9010/tcp
  rich rules:
	rule port port="443" protocol="tcp" drop
`;
const closing = { close: true, keep: "198.51.100.7:22" } as const;
const planOf = (input: string, options: Parameters<typeof parseFirewalld>[1] = {}) =>
  planAudit(
    auditFirewall(126, parseFirewalld(input, options), { services: ["ssh", "whm", "ftp"] }),
    closing,
  );
const commands = (plan: FirewallPlan, options = {}) =>
  renderPlan(plan, "firewalld", options)
    .split("\n")
    .filter((line) => /^(?:fw|close_port|scope|firewall-cmd) ?/.test(line) && !line.includes("{"));

describe("a plan for firewalld", () => {
  test("changes the zone that was read, for good", () => {
    expect(commands(planOf(zone))).toEqual([
      "fw --zone=dmz --add-port=20/tcp",
      "fw --zone=dmz --add-port=21/tcp",
      "close_port dmz 8443 8443 tcp",
      "close_port dmz 9000 9010 tcp",
      "close_port dmz 9090 9090 tcp",
      "scope=",
      "scope=--permanent",
    ]);
    const text = renderPlan(planOf(zone), "firewalld");
    expect(text).toContain("\n}\nscope=\nchanges\nscope=--permanent\nchanges\nEOF\n");
    expect(text).toContain(
      "\n# The changes are made at run time and for good: they last over a reload and a reboot.",
    );
    expect(text).not.toContain("--reload");
  });

  test("reloads for a policy object, unless something was changed at run time only", () => {
    const plan = planOf(zone);
    const [change] = plan.changes;
    const outbound = { ...plan, changes: [{ ...change, direction: "outbound" }] } as FirewallPlan;
    expect(commands(outbound).at(-1)).toBe("firewall-cmd --reload </dev/null");
    expect(renderPlan(outbound, "firewalld")).toContain(
      '[ "$(zones)" = "$(zones --permanent)" ] || { echo \'Nothing was changed: a reload would',
    );
  });

  test("makes changes at run time first, and for good when they are confirmed", () => {
    const text = renderPlan(planOf(zone), "firewalld", { rollback: 120 });
    const [undo, confirm, rest] = ["undo <<'END'", "confirm <<'END'", "systemd-run --quiet"].map(
      (mark) => text.indexOf(mark),
    ) as [number, number, number];
    expect(text.slice(undo, confirm)).toContain("\nzone=$(cat /run/cpanel-ports-rollback/zone0)\n");
    expect(text.slice(undo, confirm)).not.toContain("--reload");
    expect(text.slice(confirm, rest)).toContain("\nscope=--permanent\n");
    expect(text.slice(confirm, rest)).toContain("\nclose_port dmz 8443 8443 tcp\n");
    expect(text).toMatch(/\nscope=\n[\s\S]*\ncat > \S+\/undo <</);
    expect(text.slice(rest)).toContain("\nclose_port dmz 8443 8443 tcp\n");
    expect(text.slice(rest)).not.toMatch(/--permanent|--reload/);
  });

  test("takes the zone of a file from its name", () => {
    const xml = '<zone><service name="ssh"/><port port="8443" protocol="tcp"/></zone>';
    expect(commands(planOf(xml, { names: { 0: "dmz" } }))).toContain(
      "close_port dmz 8443 8443 tcp",
    );
    expect(() => renderPlan(planOf(xml), "firewalld")).toThrow(InvalidOptionError);
    expect(() => renderPlan(planOf(xml), "firewalld")).toThrow(
      "decides about tcp 20, and not a port or service of a zone whose name is known: change it by hand, or read what firewall-cmd --list-all-zones prints",
    );
    const hostile = planOf(xml, { names: { 0: "x; reboot" } });
    expect(() => renderPlan(hostile, "firewalld")).toThrow(InvalidOptionError);
  });

  test("is refused where a rich rule closes what it opens, or the zone accepts everything", () => {
    const { actual, ...plan } = planOf(zone);
    const [change] = plan.changes;
    const closed = {
      ...plan,
      actual,
      changes: [{ ...change, ports: { from: 443, through: 443 } }],
    };
    expect(() => renderPlan(closed as FirewallPlan, "firewalld")).toThrow(
      String.raw`"rule port port=\"443\" protocol=\"tcp\" drop" in zone dmz decides about tcp 443`,
    );
    const open = planOf(zone.replace("target: default", "target: ACCEPT"));
    expect(() => renderPlan(open, "firewalld")).toThrow('"target: ACCEPT" in zone dmz decides');
    const nowhere = { ...closed, changes: [{ ...change, action: "close" }] };
    expect(() => renderPlan(nowhere as FirewallPlan, "firewalld")).toThrow(
      "nothing that was read decides about tcp 20",
    );
  });
});
