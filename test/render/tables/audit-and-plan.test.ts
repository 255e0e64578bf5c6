import { describe, expect, test } from "vitest";
import {
  type AuditFinding,
  auditFirewall,
  createPolicy,
  diffReleases,
  type PlanChange,
  planAudit,
  planUpgrade,
  resolveVersion,
} from "../../../src/index.ts";
import { parseCsf } from "../../../src/parse/index.ts";
import {
  type FailedAudit,
  type NamedAudit,
  renderCsv,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderText,
} from "../../../src/render/index.ts";
import { open } from "../../support/open-policy.ts";
import { thrown } from "../../support/thrown.ts";

const [change] = planUpgrade(110, 126).closable as [PlanChange];
const audit = auditFirewall(
  126,
  createPolicy(126, {
    omit: "ssh",
    conditions: { http3: false },
    add: [
      { ports: 8443, protocol: "tcp", label: "x" },
      { ports: 68, protocol: "udp", label: "x" },
      { ports: 546, protocol: "udp", label: "x" },
    ],
  }),
  { families: "ipv4", directions: "inbound" },
);

describe("an audit and a plan as tables", () => {
  test("have one line per finding or change", () => {
    expect(
      renderText(audit),
    ).toBe(`cPanel & WHM 126: the firewall does not fit, limited to IPv4 inbound (2 warnings)

warning  port-closed
  TCP 22 (SSH) is closed to everybody.
  Open it, or name only the services the server runs.

warning  undocumented-port-open
  TCP 8443 is open to everybody, but cPanel does not document it.
  Close it, or specify what it is for, such as SSH.
`);
    expect(renderText(audit, { columns: ["Severity", "Rule"] })).toBe(
      "Severity  Rule\nwarning   port-closed\nwarning   undocumented-port-open\n",
    );
    expect(renderMarkdown(audit)).toContain(
      "| warning | port-closed | TCP 22 (SSH) is closed to everybody |  | Open it, or name only the services the server runs |",
    );
    expect(renderHtml(audit)).toContain(
      "<caption>cPanel &amp; WHM 126: the firewall does not fit, limited to IPv4 inbound (2 warnings)</caption>",
    );
    expect(renderCsv(audit).split("\r\n").slice(0, 3)).toEqual([
      "severity,rule,direction,families,ports,services,who,conditions,reasons,input,line,text,message,advice,acceptance,accepted_because,accepted_until",
      'warning,port-closed,inbound,ipv4,tcp 22,ssh,any,,,,,,TCP 22 (SSH) is closed to everybody,"Open it, or name only the services the server runs",,,',
      'warning,undocumented-port-open,inbound,ipv4,tcp 8443,,any,,,,,,"TCP 8443 is open to everybody, but cPanel does not document it","Close it, or specify what it is for, such as SSH",,,',
    ]);
    expect(JSON.parse(renderJson(audit)).verdict).toBe("differs");
    expect(renderMarkdown(planAudit(audit))).toContain(
      "| open | inbound | tcp | 22 | SSH | every IPv4 address |",
    );
    expect(renderCsv(planAudit(audit)).split("\r\n")[1]).toMatch(
      /^open,yes,inbound,tcp,22,22,SSH,ssh,0\.0\.0\.0\/0,,/,
    );
    expect(renderHtml({ ...planAudit(audit), unknown: [change] })).toContain(
      "<caption>Possible changes</caption>",
    );
    expect(renderCsv({ ...planAudit(audit), unknown: [change] })).toContain("close,maybe,");
  });

  test("have one line per accepted finding", () => {
    const accepting = auditFirewall(126, createPolicy(126, { omit: ["ssh", "smtp"] }), {
      accept: [
        { rule: "port-closed", ports: "22/tcp", reason: "a bastion" },
        { rule: "port-closed", ports: "25/tcp", reason: "a relay", until: "2026-12-31" },
        { rule: "port-closed", ports: "465/tcp", reason: "a relay", until: "2026-01-31" },
      ],
      on: "2026-08-01",
    });
    expect(renderText(accepting)).toContain(`accepted  port-closed
  TCP 22 (SSH) is closed to everybody.
  Accepted: a bastion.

accepted  port-closed
  TCP 25 (SMTP) is closed to everybody.
  Accepted: a relay, until 2026-12-31.
`);
    expect(renderMarkdown(accepting)).toContain(
      "| port-closed | TCP 25 (SMTP) is closed to everybody |  | a relay, until 2026-12-31 |",
    );
    expect(renderHtml(accepting)).toContain("<caption>Accepted</caption>");
    const rows = renderCsv(accepting).split("\r\n");
    const endOf = (ports: string) => rows.find((row) => row.includes(`,${ports},`))?.slice(-30);
    expect(endOf("tcp 22")).toMatch(/,accepted,a bastion,$/);
    expect(endOf("tcp 25")).toMatch(/,accepted,a relay,2026-12-31$/);
    expect(endOf("tcp 465")).toMatch(/,expired,a relay,2026-01-31$/);
    expect(endOf("tcp 587")).toMatch(/,,,$/);
  });

  test("name the remote addresses of a finding, in words and for programs", () => {
    const blocked = {
      ...createPolicy(126),
      rules: createPolicy(126).rules.map((rule) =>
        rule.ports.from === 22
          ? { ...rule, except: ["192.0.2.1", "192.0.2.3", "192.0.2.5", "192.0.2.7", "192.0.2.9"] }
          : rule,
      ),
    };
    const found = auditFirewall(126, blocked);
    expect(renderText(found)).toContain(
      "TCP 22 (SSH) is closed to 192.0.2.1, 192.0.2.3, 192.0.2.5 and 2 more addresses\n  and networks.",
    );
    expect(renderCsv(found)).toContain(",192.0.2.1 192.0.2.3 192.0.2.5 192.0.2.7 192.0.2.9,");
    expect(renderText(blocked)).toContain(
      "anywhere except 192.0.2.1, 192.0.2.3, 192.0.2.5 and 2 more",
    );
  });
});

test("everything but ports begins with a title, unless there is a caption or columns are chosen", () => {
  const version = resolveVersion("11.138.0.7");
  const assumed = "cPanel & WHM 138 (assumed from page 126, which may have changed since)";
  const policy = createPolicy(version, { services: "ssh", outbound: "needed" });
  const title = `${assumed}; default: inbound drop, outbound drop`;
  expect(renderText(policy).split("\n").slice(0, 2)).toEqual([title, ""]);
  expect(renderMarkdown(policy).split("\n")[0]).toBe(title.replace("&", "\\&"));
  expect(renderText(policy, { caption: "Mine" }).split("\n")[0]).toBe("Mine");
  expect(renderText(policy, { columns: ["Port"] }).split("\n")[0]).toBe("Port");
  const diff = diffReleases(126, version);
  for (const text of [renderText(diff), renderMarkdown(diff).replaceAll("\\", "")]) {
    expect(text).toMatch(
      /^cPanel & WHM 126 to 138 \(138 assumed from page 126, which may have changed since\): [^\n]*cannot tell[^\n]*\n$/,
    );
  }
});

describe("the audits of several servers as tables", () => {
  const servers = [
    { name: "web1", audit },
    { name: "db1", error: "db1/rules.v4: no such file" },
  ];
  const title =
    "cPanel & WHM 126, 2 servers: 1 does not fit, 1 not audited, limited to IPv4 inbound";

  test("are one text, with a summary last", () => {
    const text = renderText(servers);
    expect(text.split("\n").slice(0, 3)).toEqual([title, "", "==> web1 <=="]);
    expect(text).toContain("\n==> db1 <==\nnot audited: db1/rules.v4: no such file\n");
    expect(text).toContain("warning  port-closed\n  TCP 22 (SSH) is closed to everybody.\n");
    expect(text.split("\n==> all servers <==\n")[1]).toMatch(/^Host.*\ndb1 +not audited\n$/s);
    expect(renderText(servers, { columns: ["Host", "Firewall"] })).toMatch(
      /^Host +Firewall *\nweb1 +does not fit *\ndb1 +not audited *\n\nHost +Why\n/,
    );
  });

  test("have a row per server, then the findings of all", () => {
    const markdown = renderMarkdown(servers, { heading: 1 });
    expect(markdown.match(/^#.*$/gm)).toEqual([
      `# ${title.replace("&", "\\&")}`,
      "## Not audited",
      "## Findings",
    ]);
    expect(markdown).toContain("| db1 | not audited |");
    expect(markdown).toContain("| web1 | warning | port-closed |");
    const csv = renderCsv(servers).split("\r\n");
    expect(csv[0]).toMatch(/^host,severity,rule,/);
    expect(csv[1]).toMatch(/^web1,warning,port-closed,/);
    expect(csv.at(-2)).toContain("db1,,,");
    expect(JSON.parse(renderJson(servers))[1]).toEqual(servers[1]);
  });

  test("name the versions that were audited, if any", () => {
    const older = { name: "old1", audit: auditFirewall(118, createPolicy(118)) };
    expect(renderText([servers[0] as NamedAudit, older])).toMatch(
      /^cPanel & WHM 126 and cPanel & WHM 118, 2 servers: /,
    );
    expect(renderText(servers.slice(1))).toMatch(/^cPanel & WHM, 1 server: 1 not audited\n/);
  });

  test("need unique names", () => {
    expect(thrown(() => renderText([servers[1], servers[1]] as FailedAudit[]))).toMatchObject({
      field: "name",
    });
  });
});

test("a table for readers names a few of many addresses, and a table for programs names all", () => {
  const many = Array.from({ length: 21 }, (_, index) => `192.0.2.${1 + 2 * index}`);
  const blocked = {
    ...createPolicy(126),
    rules: createPolicy(126).rules.map((rule) =>
      rule.ports.from === 22 ? { ...rule, except: many } : rule,
    ),
  };
  const found = auditFirewall(126, blocked);
  expect(renderText(found)).toContain("192.0.2.1, 192.0.2.3, 192.0.2.5 and 18 more");
  expect(renderCsv(found)).toContain(many.join(" "));
});

test("a table for programs has one row per audience of a finding", () => {
  const lasts = [1, 3, 5, 7];
  const limited = open(lasts.map((last) => `inbound tcp ${9000 + last} 192.0.2.${last}`));
  const rows = renderCsv(auditFirewall(126, limited)).split("\r\n");
  expect(
    rows.filter((row) => row.includes("open-to-some")).map((row) => row.split(",").slice(4, 7)),
  ).toEqual(lasts.map((last) => [`tcp ${9000 + last}`, "", `192.0.2.${last}`]));
});

test("a table of changes for programs names the conditions", () => {
  const options = { conditions: { "second-smtp-port": true } };
  const open = planAudit(auditFirewall(126, createPolicy(126, { omit: 26 }), options));
  expect(renderCsv(open)).toContain(",second-smtp-port,");
});

describe("an audit with deciding lines", () => {
  const conf = `TESTING = "0"
TCP_IN = "2,4,6,8,10,12,14"
TCP_OUT = "1:65535"
UDP_IN = "68"
UDP_OUT = "1:65535"
IPV6 = "0"`;
  const place = (line: number) => ({
    ...{ input: 0, line, text: `line ${line}`, table: null, chain: null },
  });
  const found = auditFirewall(126, parseCsf(conf), { services: "ssh", inputs: ["csf.conf"] });
  const [, open] = found.findings as [AuditFinding, AuditFinding];
  const many = {
    ...found,
    findings: [
      {
        ...open,
        decidedBy: [place(1), place(2), place(3), place(4), place(5)],
        ports: open.ports.map((each, index) => ({
          ...each,
          decidedBy: index > 4 ? null : place(index + 1),
        })),
      },
    ],
  };

  test("quotes the first deciding lines", () => {
    expect(renderText(found)).toContain('  > csf.conf:2: TCP_IN = "2,4,6,8,10,12,14"\n');
    expect(renderText(many)).toContain("  > csf.conf:3: line 3\n  > 2 more\n");
    expect(renderMarkdown(many)).toContain(
      "csf.conf:1: line 1; csf.conf:2: line 2; csf.conf:3: line 3; 2 more |",
    );
    expect(renderMarkdown(many)).toContain(
      "| csf.conf:6 | CSF does not filter IPv6 here; IPv6 was not examined |",
    );
  });

  test("has one CSV row per deciding line, and one for ports without a deciding line", () => {
    const rows = renderCsv(many).split("\r\n").slice(1, -1);
    expect(
      rows.map((row) => row.split(",").slice(4, 5).concat(row.split(",").slice(9, 12))),
    ).toEqual([
      ["tcp 2", "csf.conf", "1", "line 1"],
      ["tcp 4", "csf.conf", "2", "line 2"],
      ["tcp 6", "csf.conf", "3", "line 3"],
      ["tcp 8", "csf.conf", "4", "line 4"],
      ["tcp 10", "csf.conf", "5", "line 5"],
      ["tcp 12; tcp 14", "", "", ""],
    ]);
  });

  test("leaves CSV cells of missing fields empty", () => {
    const closed = auditFirewall(126, parseCsf(conf), {
      ...{ services: "smtp", inputs: ["csf.conf"], directions: "inbound", protocols: "tcp" },
      conditions: { "second-smtp-port": true },
    });
    expect(renderCsv(closed)).toContain(
      "warning,port-closed,inbound,ipv4,tcp 25; tcp 26; tcp 465; tcp 587,smtp,any,second-smtp-port,,csf.conf,2,",
    );
    const [first] = closed.findings as [AuditFinding];
    const testing = {
      ...first,
      ...{
        direction: null,
        who: null,
        ports: [],
        families: ["ipv4"] as const,
        reasons: ["a", "b"],
      },
      ...{ decidedBy: [{ ...place(1), line: null }], message: "m", advice: "n" },
    };
    expect(renderCsv({ ...closed, findings: [testing] }).split("\r\n")[1]).toBe(
      "warning,port-closed,,ipv4,,,,,a; b,csf.conf,,line 1,m,n,,,",
    );
    const nowhere = {
      ...testing,
      ...{ decidedBy: [], who: { sources: "any", except: ["203.0.113.9"] } as const },
    };
    expect(renderCsv({ ...closed, findings: [nowhere] }).split("\r\n")[1]).toBe(
      "warning,port-closed,,ipv4,,,any !203.0.113.9,,a; b,,,,m,n,,,",
    );
  });

  test("lists gaps, with their place if they have one", () => {
    expect(renderText(found)).toContain(
      "not examined, or assumed:\n  csf.conf:6: CSF does not filter IPv6 here; IPv6 was not examined\n",
    );
    const gap = { text: "IPv6 was not examined", input: null, line: null };
    expect(renderText({ ...found, gaps: [gap] })).toContain("\n  IPv6 was not examined\n");
  });
});

test("labels changes as made, made only if asked, never made or possibly needed", () => {
  const plan = {
    ...planUpgrade(110, 126),
    changes: [{ ...change, action: "open" as const }],
    closable: [change],
    spared: [{ ...change, why: "SSH listens there" }],
    unknown: [change],
  };
  const lines = renderMarkdown(plan)
    .split("\n")
    .filter((line) => /^\| (?!Change|-)/.test(line))
    .map((line) => line.split(" | ")[0]);
  expect(lines).toEqual(["| open", "| close if asked", "| never close", "| possibly close"]);
  expect(renderMarkdown(plan)).toMatch(/\| never close \| .* \| SSH listens there \|/);
});
