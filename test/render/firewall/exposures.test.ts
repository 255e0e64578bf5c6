import { describe, expect, test } from "vitest";
import {
  createPolicy,
  type Exposure,
  type ListenerExposure,
  type PolicyRule,
} from "../../../src/index.ts";
import { parseNftables } from "../../../src/parse/index.ts";
import {
  renderApfAllow,
  renderCsfAllow,
  renderCsv,
  renderFirewalldOutbound,
  renderIptables,
  renderNftables,
  renderText,
  renderUfwCommands,
} from "../../../src/render/index.ts";

describe("an exposure with undetermined ports", () => {
  const { title, families, defaults } = createPolicy(126);
  const exposure: Exposure = {
    ...{ title, families, defaults, rules: [], notes: [] },
    undetermined: [
      {
        direction: "inbound",
        protocol: "tcp",
        ports: { from: 22, through: 23 },
        sources: "any",
        except: [],
        reasons: ["line 3: a limit"],
        decidedBy: null,
      },
    ],
    closed: [],
    openedBy: { inbound: null, outbound: null },
    qualified: [80, 443].map((port) => ({
      direction: "inbound",
      protocol: "tcp",
      ports: { from: port, through: port },
      sources: "any",
      except: [],
      qualification: "may-be-closed-to-some",
      reasons: ["may be closed to some (set bans, line 4)"],
      decidedBy: null,
    })),
  };

  test("shows undetermined ports in a table, and renders them as closed with a warning", () => {
    expect(renderText(exposure)).toMatch(/^inbound +tcp +22-23 +undetermined +anywhere/m);
    expect(renderNftables(exposure).replace(/\n# +/g, " ")).toContain(
      "WARNING undetermined: inbound tcp 22-23 is rendered as closed: line 3: a limit",
    );
  });

  test("shows qualified ports in a table, and lists them in the header of a firewall file", () => {
    expect(renderText(exposure)).toMatch(/^inbound +tcp +80 +may be closed to some +anywhere/m);
    expect(renderNftables(exposure).replace(/\n# +/g, " ")).toContain(
      "NOTE: inbound tcp 80, 443, not reproduced: may be closed to some (set bans, line 4)",
    );
  });
});

test("renders listeners as a table with the processes as labels", () => {
  const { title, families, defaults } = createPolicy(126);
  const access = {
    direction: "inbound",
    protocol: "tcp",
    ports: { from: 22, through: 22 },
    sources: "any",
    except: [],
    decidedBy: null,
  } as const;
  const listeners: ListenerExposure = {
    ...{ title, families, defaults, undetermined: [], qualified: [], notes: [] },
    ...{ closed: [], openedBy: { inbound: null, outbound: null } },
    rules: [{ ...access, processes: ["sshd"] }],
    loopback: [{ port: 953, protocols: ["tcp"], processes: [] }],
  };
  expect(renderText(listeners)).toMatch(/^inbound +tcp +22 +sshd +anywhere$/m);
  expect(renderText(listeners)).toMatch(/^loopback +tcp +953 +Listening +the server itself$/m);
  expect(renderCsv(listeners).split("\r\n")[1]).toBe("inbound,tcp,22,22,any,,sshd,,,");
  const exposure: Exposure = { ...listeners, rules: [access] };
  expect(renderText(exposure)).toMatch(/^inbound +tcp +22 +Open in the firewall +anywhere$/m);
});

describe("an exposure of one family or with exceptions", () => {
  const read = {
    ...createPolicy(126, { services: "dns", omit: "dhcpv6" }),
    families: ["ipv4"],
  } as const;
  const except = { ...createPolicy(126, { services: "ssh" }) };

  test("is rendered only for its families, and without its exceptions", () => {
    expect(renderNftables(read)).toContain("\t\tmeta nfproto ipv4 tcp dport { 53 } accept\n");
    expect(renderNftables(read)).not.toMatch(/ip6 saddr|nfproto ipv6/);
    const most = {
      ...except,
      rules: except.rules.map((rule) => ({ ...rule, except: ["0.0.0.0/1", "::/0"] })),
    };
    expect(renderNftables(most)).toContain(
      "\t\tip saddr { 128.0.0.0/1 } tcp dport { 22 } accept\n",
    );
    expect(renderNftables(most)).toContain("not from 0.0.0.0/1, ::/0");
    const none = {
      ...except,
      rules: except.rules.map((rule) => ({ ...rule, except: ["0.0.0.0/0", "::/0"] })),
    };
    expect(renderIptables(none)).not.toContain("--dports");
  });
});

test("renders the allowed addresses of an outbound rule as destinations", () => {
  const rule = {
    ...(createPolicy(126, { services: "dns" }).rules[0] as PolicyRule),
    direction: "outbound",
    sources: ["192.0.2.1", "2001:db8::1"],
  } as const;
  const policy = {
    ...createPolicy(126, { services: "dns" }),
    defaults: { inbound: "drop", outbound: "drop" },
    rules: [rule],
  } as const;
  expect(renderNftables(policy)).toContain("\t\tip daddr { 192.0.2.1 } tcp dport { 53 } accept\n");
  expect(renderIptables(policy)).toContain("-A OUTPUT -d 192.0.2.1 -p tcp");
  expect(renderUfwCommands(policy)).toContain(
    "ufw allow out proto tcp to 2001:db8::1 port 53 &&\n",
  );
  expect(renderFirewalldOutbound(policy)).toContain(
    '<rule family="ipv6"><destination address="2001:db8::1"/>',
  );
  expect(renderCsfAllow(policy)).toContain("\ntcp|out|d=53|d=192.0.2.1\n");
  expect(renderApfAllow(policy)).toContain("\ntcp:out:d=53:d=192.0.2.1\n");
  expect(renderText(policy)).toMatch(/outbound +tcp +53 +DNS +192\.0\.2\.1, 2001:db8::1/);
  expect(parseNftables(renderNftables(policy)).undetermined.length).toBeGreaterThan(0);
});
