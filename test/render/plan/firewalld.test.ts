import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  auditFirewall,
  type FirewallPlan,
  InvalidOptionError,
  planAudit,
} from "../../../src/index.ts";
import { parseFirewalld } from "../../../src/parse/index.ts";
import { renderPlan } from "../../../src/render/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

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
const closings = [
  "close_port dmz 8443 8443 tcp",
  "close_port dmz 9000 9010 tcp",
  "close_port dmz 9090 9090 tcp",
];
const commands = (plan: FirewallPlan, options = {}) =>
  renderPlan(plan, "firewalld", options)
    .split("\n")
    .filter((line) => /^(?:fw|close_port|scope|firewall-cmd) ?/.test(line) && !line.includes("{"));

describe("a plan for firewalld", () => {
  test("changes the runtime and permanent configuration of the zone that was read", () => {
    expect(commands(planOf(zone))).toEqual([
      ...closings,
      "fw --zone=dmz --add-port=20/tcp",
      "fw --zone=dmz --add-port=21/tcp",
      ...closings,
      "scope=",
      "scope=--permanent",
    ]);
    const text = renderPlan(planOf(zone), "firewalld");
    expect(text).toContain(
      "\n}\nscope=\necho 'Runtime configuration:'\nchanges\nscope=--permanent\necho 'Permanent configuration:'\nchanges\ntrap - EXIT\nEOF\n",
    );
    expect(text).toContain("\necho 'close inbound tcp 8443'\nclose_port dmz 8443 8443 tcp\n");
    expect(text).toContain(
      "\n# Changes the runtime and the permanent configuration, so the changes survive a reload and a reboot.",
    );
    expect(text).not.toContain("--reload");
  });

  test.for([
    [
      "a forward port",
      "  forward-ports:\n\tport=8443:proto=tcp:toport=443:toaddr=\n  rich rules:\n",
      ["ipv4"],
    ],
    [
      "a rich rule of both families",
      '  rich rules:\n\trule forward-port port="8443" protocol="tcp" to-port="443"\n',
      ["ipv4", "ipv6"],
    ],
    [
      "a rich rule of IPv6",
      '  rich rules:\n\trule family="ipv6" forward-port port="8443" protocol="tcp" to-port="443"\n',
      ["ipv6"],
    ],
  ] as const)("leaves out ports that the zone redirects with %s", ([, fields, families]) => {
    const plan = planOf(
      `dmz (active)\n  target: default\n  interfaces: eth0\n  sources:\n  services: ssh\n  ports: 8443-8444/tcp\n${fields}`,
    );
    const everybody = { ipv4: "0.0.0.0/0", ipv6: "::/0" };
    const others = (["ipv4", "ipv6"] as const).filter(
      (each) => !families.some((one) => one === each),
    );
    const from = (list: FirewallPlan["changes"]) =>
      list
        .filter(({ ports }) => ports.from === 8443)
        .flatMap(({ who }) => (who.sources === "any" ? Object.values(everybody) : who.sources));
    expect(from(plan.spared)).toEqual(families.map((each) => everybody[each]));
    expect(from(plan.changes)).toEqual(others.map((each) => everybody[each]));
    expect(plan.spared.find(({ ports }) => ports.from === 8443)?.why).toBe(
      "no rule can close it: its connections are redirected to another port; remove the forward port of zone dmz",
    );
    const text = renderPlan(plan, "firewalld");
    expect(text).toContain("# not in this script, never: close inbound tcp 8443 ");
    expect(text).toContain("\nclose_port dmz 8444 8444 tcp\n");
  });

  test("closes ports that only a zone without connections redirects, or to another machine", () => {
    const unused =
      "work\n  target: default\n  interfaces: \n  sources: \n  services: \n  ports: \n  forward-ports:\n\tport=8443:proto=tcp:toport=443:toaddr=\n  rich rules:\n";
    for (const input of [
      `${zone}${unused}`,
      `${zone}  forward-ports:\n\tport=8443:proto=sctp:toport=443:toaddr=\n`,
      `${zone}  forward-ports:\n\tport=8450:proto=tcp:toport=443:toaddr=192.0.2.1\n`,
    ]) {
      const { spared } = planOf(input);
      expect(spared.filter(({ why }) => why.startsWith("no rule"))).toEqual([]);
      expect(commands(planOf(input))).toContain("close_port dmz 8443 8443 tcp");
    }
  });

  test("reloads for a policy object unless that would discard runtime-only changes", () => {
    const plan = planOf(zone);
    const [change] = plan.changes;
    const outbound = { ...plan, changes: [{ ...change, direction: "outbound" }] } as FirewallPlan;
    expect(commands(outbound).at(-1)).toBe("firewall-cmd --reload </dev/null");
    expect(renderPlan(outbound, "firewalld")).toContain(
      '[ "$(zones)" = "$(zones --permanent)" ] || { echo \'Nothing was changed: a reload would',
    );
  });

  test("changes the runtime configuration first, and the permanent one on confirmation", () => {
    const text = renderPlan(planOf(zone), "firewalld", { rollback: 120 });
    const undo = text.indexOf("undo <<'END'");
    const confirm = text.indexOf("confirm <<'END'");
    const rest = text.lastIndexOf("systemd-run --quiet");
    expect(text.slice(undo, confirm)).toContain("\nzone=$(cat /run/cpanel-ports-rollback/zone0)\n");
    expect(text.slice(undo, confirm)).not.toContain("--reload");
    const confirmation = text.slice(confirm, rest);
    expect(confirmation).toContain("\nscope=--permanent\n");
    expect(confirmation).toContain("\nclose_port dmz 8443 8443 tcp\n");
    // The timer stops only after the permanent changes.
    expect(confirmation.indexOf("# Stop the timer")).toBeGreaterThan(
      confirmation.lastIndexOf("\nclose_port "),
    );
    expect(text).toMatch(/\nscope=\n[\s\S]*\ncat > \S+\/undo <</);
    expect(text.slice(rest)).toContain("\nclose_port dmz 8443 8443 tcp\n");
    expect(text.slice(rest)).not.toMatch(/--permanent|--reload/);
  });

  test("uses the name of a file as its zone", () => {
    const xml = '<zone><service name="ssh"/><port port="8443" protocol="tcp"/></zone>';
    expect(commands(planOf(xml, { names: { 0: "dmz" } }))).toContain(
      "close_port dmz 8443 8443 tcp",
    );
    expect(() => renderPlan(planOf(xml), "firewalld")).toThrow(InvalidOptionError);
    expect(() => renderPlan(planOf(xml), "firewalld")).toThrow(
      ", not by a port or service of a named zone: change it by hand, or read the output of firewall-cmd --list-all-zones",
    );
    const hostile = planOf(xml, { names: { 0: "x; reboot" } });
    expect(() => renderPlan(hostile, "firewalld")).toThrow(InvalidOptionError);
  });

  test("changes the zone of one interface, and remarks that other zones stay unchanged", () => {
    const zones = `${zone}\n${zone.replace("dmz", "work").replace("eth0", "eth1")}`;
    const text = renderPlan(planOf(zones, { interface: "eth0" }), "firewalld");
    expect(text).toContain(
      "\n# Inbound ports change only in zone dmz. Zones of other interfaces and sources stay unchanged.\n",
    );
    expect(text).not.toContain("work");
    expect(() => renderPlan(planOf(zones), "firewalld")).toThrow(InvalidOptionError);
    expect(() => renderPlan(planOf(zones), "firewalld")).toThrow(
      "several zones have interfaces, but a plan changes the zone of only one interface; expected a plan for a firewall that was parsed with the option interface",
    );
    const plan = planOf(zones);
    const [change] = plan.changes;
    const outbound = { ...plan, changes: [{ ...change, direction: "outbound" }] } as FirewallPlan;
    expect(renderPlan(outbound, "firewalld")).not.toContain("Inbound ports change");
  });

  test("changes the default zone if no firewall was read", () => {
    expect(renderPlan({ ...planOf(zone), actual: null }, "firewalld")).toContain(
      "\n# Inbound ports change only in the default zone. Zones",
    );
  });

  test("is refused if a rich rule decides the port, or the target of the zone accepts everything", () => {
    const { actual, ...plan } = planOf(zone);
    const [change] = plan.changes;
    const closed = {
      ...plan,
      actual,
      changes: [{ ...change, ports: { from: 443, through: 443 } }],
    };
    expect(() => renderPlan(closed as FirewallPlan, "firewalld")).toThrow(
      String.raw`tcp 443 is decided by "rule port port=\"443\" protocol=\"tcp\" drop" in zone dmz, not by a port`,
    );
    const open = planOf(zone.replace("target: default", "target: ACCEPT"));
    expect(() => renderPlan(open, "firewalld")).toThrow(
      'is decided by "target: ACCEPT" in zone dmz',
    );
    const nowhere = { ...closed, changes: [{ ...change, action: "close" }] };
    expect(() => renderPlan(nowhere as FirewallPlan, "firewalld")).toThrow(
      "nothing in the input decides tcp 20: change it by hand",
    );
  });
});

describe("a plan for firewalld that cannot close everything", () => {
  /** Runs a plan with a firewall-cmd that answers queries and logs changes. */
  function runPlan(text: string, answers: string) {
    const folder = temporaryFolder();
    const log = join(folder, "log");
    const state = join(folder, "state");
    writeFileSync(
      join(folder, "firewall-cmd"),
      `#!/bin/sh\ncase "$*" in\n${answers}\n*--list-* | *--info-* | *--get-*) ;;\n*) echo "$*" >> ${log} ;;\nesac\n`,
      { mode: 0o755 },
    );
    const { status, stderr } = spawnSync("sh", {
      input: text.replaceAll("/run/cpanel-ports-rollback", state),
      env: { PATH: `${folder}:${process.env.PATH}` },
      encoding: "utf8",
    });
    const changed = existsSync(log) ? readFileSync(log, "utf8") : "";
    return { status, stderr, changed, hasState: existsSync(state) };
  }
  const richRule = 'rule service name="cockpit" accept';
  const service = `*--info-service=cockpit*) printf '  ports: 9090/tcp\\n' ;;`;
  const cases = [
    [
      "a rich rule for a service",
      `in the zone dmz, ${richRule}`,
      `*--list-rich*) echo '${richRule}' ;;`,
    ],
    [
      "a permanent rich rule",
      `in the zone dmz, ${richRule}`,
      `*--permanent*--list-rich*) echo '${richRule}' ;;`,
    ],
    [
      "a service with destinations",
      "the service cockpit of the zone dmz, which has destinations",
      `*--list-services*) echo cockpit ;;
*--info-service*) printf '  ports: 9090/tcp\\n  destination: ipv4:198.51.100.7\\n' ;;`,
    ],
    [
      "an unknown service",
      "the service cockpit",
      `*--list-services*) echo cockpit ;;\n*--info-service*) exit 101 ;;`,
    ],
  ] as const;

  test.for(cases)("changes nothing because of %s", ([, what, answers]) => {
    for (const options of [{}, { rollback: 60 }]) {
      const text = renderPlan(planOf(zone), "firewalld", options);
      const run = runPlan(text, `${answers}\n${service}`);
      expect(run).toMatchObject({ status: 1, changed: "", hasState: false });
      expect(run.stderr).toContain(`Stopped; nothing was changed. Change this by hand: ${what}\n`);
    }
  });

  test("makes all changes if it can close every port", () => {
    const answers = `*--list-services*) echo cockpit ;;\n${service}`;
    const { status, stderr, changed } = runPlan(renderPlan(planOf(zone), "firewalld"), answers);
    expect([status, stderr]).toEqual([0, ""]);
    const once = [
      "--zone=dmz --add-port=20/tcp",
      "--zone=dmz --add-port=21/tcp",
      "--zone=dmz --remove-service=cockpit",
    ];
    expect(changed.trim().split("\n")).toEqual([
      ...once,
      ...once.map((each) => `--permanent ${each}`),
    ]);
  });
});
