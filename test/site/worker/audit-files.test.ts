import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { AuditRequest } from "../../../site/worker/firewall/request.ts";
import type { TaskError } from "../../../site/worker/messages.ts";
import { taskError } from "../../../site/worker/task-error.ts";
import { auditFiles } from "../../../site/worker/tasks/audit-files.ts";
import { exportAudit } from "../../../site/worker/tasks/export-audit.ts";
import { planFiles } from "../../../site/worker/tasks/plan-files.ts";

const examples = join(import.meta.dirname, "../../../docs/examples");
const example = (name: string) => ({ name, text: readFileSync(join(examples, name), "utf8") });
const stock = example("csf-stock.conf");
const nftables = example("nftables.rules");
const iptables = {
  name: "rules.v4",
  text: "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\n-A INPUT -p tcp --dport 8443 -j ACCEPT\n-A INPUT -s 198.51.100.0/24 -p tcp --dport 2087 -j ACCEPT\nCOMMIT\n",
};

function requestOf(
  files: AuditRequest["files"],
  more: Partial<Omit<AuditRequest, "files">> = {},
): AuditRequest {
  return { files, version: "126", reading: {}, options: {}, ...more };
}

function errorOf(run: () => unknown): TaskError {
  try {
    run();
  } catch (error) {
    return taskError(error);
  }
  throw new Error("nothing was thrown");
}

describe("an audit of files", () => {
  test("returns the verdict, with places in the files of the request", () => {
    const ss = {
      name: "ss.txt",
      text: "tcp   LISTEN 0      128    0.0.0.0:8443        0.0.0.0:*\n",
    };
    const shown = auditFiles(requestOf([ss, { name: "sshd", text: "Port 2222\n" }, iptables]));
    expect(shown.verdict).toBe("differs");
    expect(shown.format).toBe("iptables");
    expect(shown.roles).toEqual(["listeners", "ssh", "firewall"]);
    const undocumented = shown.findings.find(({ rule }) => rule === "undocumented-port-open");
    expect(undocumented).toMatchObject({
      severity: "warning",
      message: expect.stringContaining("TCP 8443 is open to everybody"),
      ports: [{ ports: "TCP 8443", port: null, remarks: [] }],
      places: [{ file: 2, line: 5, text: "-A INPUT -p tcp --dport 8443 -j ACCEPT" }],
    });
    expect(shown.title).toMatch(/^cPanel & WHM 126: the firewall does not fit \(/);
    expect(shown.gaps.map(({ text }) => text).join()).toContain("IPv6");
  });

  test("identifies CSF's lists by file name", () => {
    const csf = example("csf.conf");
    const deny = { name: "csf.deny", text: "192.0.2.7 # a\n" };
    const findings = auditFiles(requestOf([csf, deny])).findings;
    expect(findings.map(({ message }) => message)).toContain(
      "Outbound TCP 1-65535 and UDP 1-65535 are closed to 192.0.2.7",
    );
  });

  test("applies the options of an audit", () => {
    const of = (options: AuditRequest["options"]) =>
      auditFiles(requestOf([iptables], { options })).findings.map(({ rule }) => rule);
    expect(of({ services: ["ssh"] })).not.toContain("no-web");
    expect(of({})).toContain("no-web");
    expect(of({ services: ["ssh"], replace: { ssh: [8443] } })).not.toContain(
      "undocumented-port-open",
    );
    const six = auditFiles(requestOf([iptables], { options: { families: ["ipv4"] } }));
    expect(six.gaps.map(({ text }) => text).join()).not.toContain("IPv6");
    expect(six.title).toContain("limited to IPv4");
  });

  test("answers for a version that no page documents, and states this", () => {
    expect(auditFiles(requestOf([stock], { version: "138" })).title).toContain("138 (assumed");
  });
});

describe("an audit error", () => {
  test.for<[what: string, request: AuditRequest, error: Partial<TaskError>]>([
    [
      "names the file and the line",
      requestOf([iptables, { name: "rules.v6", text: "*filter\n:INPUT DROP\nnonsense\nCOMMIT\n" }]),
      { file: 1, line: 3, message: expect.stringMatching(/^line 3 (?!of input)/) },
    ],
    [
      "names the file that is empty",
      requestOf([iptables, { name: "x", text: " \n" }]),
      { file: 1, message: expect.stringContaining("empty") },
    ],
    [
      "names the file with a NUL character",
      requestOf([iptables, { ...iptables, name: "b", text: `${iptables.text}\0` }]),
      { file: 1, line: 8 },
    ],
    [
      "identifies other kinds of files",
      requestOf([{ name: "x", text: "Chain INPUT (policy DROP)\n" }]),
      { file: 0, message: expect.stringContaining("iptables -L") },
    ],
    [
      "says how to name lists of CSF",
      requestOf([stock, { name: "bans.txt", text: "203.0.113.9\n" }]),
      { file: 1, message: expect.stringContaining("; name the file csf.allow or csf.deny, or ") },
    ],
    [
      "reports a file of no known kind",
      requestOf([{ name: "x", text: "hello\n" }]),
      { file: 0, message: expect.stringContaining("cannot detect") },
    ],
    [
      "concerns all files if they mix firewalls",
      requestOf([iptables, stock]),
      { code: "invalid-configuration", message: expect.stringContaining("iptables and csf") },
    ],
    [
      "concerns the only file if it is not a firewall",
      requestOf([{ name: "sshd_config", text: "Port 22\n" }]),
      { file: 0, message: expect.stringContaining("where SSH listens") },
    ],
    ["concerns the version", requestOf([stock], { version: "edge" }), { fields: ["version"] }],
    [
      "concerns the operating system",
      requestOf([stock], { options: { os: "beos" } }),
      { fields: ["os"] },
    ],
    [
      "concerns the services",
      requestOf([stock], { options: { services: ["imapp"] } }),
      { fields: ["services"], message: expect.stringContaining("did you mean imap?") },
    ],
  ])("%s", ([, request, error]) => {
    expect(errorOf(() => auditFiles(request))).toMatchObject(error);
  });

  test("has no code if it is an error of the program", () => {
    expect(taskError(new Error("x"))).toMatchObject({ message: "x", code: null });
    expect(taskError("x")).toMatchObject({ message: "x", code: null });
  });
});

describe("a plan", () => {
  const plan = (
    files: AuditRequest["files"],
    more: Partial<Parameters<typeof planFiles>[0]> = {},
  ) => planFiles({ audit: requestOf(files), closing: {}, rollback: undefined, ...more });

  test.for([
    ["csf", stock, "csf"],
    ["nftables", nftables, "nft"],
    ["iptables", iptables, "iptables"],
  ] as const)("writes commands for the firewall: %s", ([format, file, word]) => {
    const shown = plan([file]);
    expect(shown).toMatchObject({ format, problem: null });
    expect(shown.text).toContain("sh -e <<'EOF'");
    expect(shown.text).toContain(word);
    expect(shown.counts.changes).toBeGreaterThan(0);
  });

  test("closes only if asked, and never the connection to keep", () => {
    const keep = "198.51.100.7:2087";
    expect(plan([iptables]).counts).toMatchObject({ closable: 1 });
    const closing = plan([iptables], { closing: { close: true, keep } });
    expect(closing.counts.closable).toBe(0);
    expect(closing.text).toContain("close inbound tcp 8443");
    expect(errorOf(() => plan([iptables], { closing: { close: true, keep: [] } }))).toMatchObject({
      fields: ["keep"],
    });
    expect(
      errorOf(() => plan([iptables], { closing: { close: true, keep: "192.0.2.1:22" } })),
    ).toMatchObject({
      fields: ["keep"],
      message: expect.stringContaining("closed in this firewall"),
    });
  });

  test("warns of ports that will be open to more addresses", () => {
    const imaps = { ...iptables, text: iptables.text.replace("--dport 2087", "--dport 993") };
    expect(plan([imaps]).warnings).toEqual([
      "TCP 993 is only open to 1 network, and will be open to everybody",
    ]);
    expect(plan([iptables]).warnings).toEqual([]);
  });

  test("undoes itself if asked", () => {
    expect(plan([nftables], { rollback: 120 }).text).toContain("120");
    expect(errorOf(() => plan([nftables], { rollback: 3 }))).toMatchObject({
      fields: ["rollback"],
    });
  });

  test("is a table if no commands are written", () => {
    const ufw = {
      name: "ufw.txt",
      text: "Status: active\nDefault: deny (incoming), allow (outgoing), disabled (routed)\n\nTo                         Action      From\n--                         ------      ----\n22/tcp                     ALLOW       Anywhere\n",
    };
    expect(plan([ufw])).toMatchObject({
      format: null,
      problem: expect.stringContaining("No commands are written for ufw"),
      text: expect.stringContaining("open"),
    });
  });

  test("is a table if another program owns the rules", () => {
    const rules = iptables.text.replace(
      "COMMIT",
      "-N LOCALINPUT\n-A INPUT -j LOCALINPUT\n-A LOCALINPUT -p tcp --dport 99 -j ACCEPT\nCOMMIT",
    );
    expect(plan([{ ...iptables, text: rules }])).toMatchObject({
      format: null,
      problem: expect.stringContaining("CSF owns these rules"),
    });
  });
});

test.for([
  ["text", /^cPanel & WHM 126: the firewall does not fit/],
  ["json", /^\{\n {2}"release": 126,/],
  ["csv", /^severity,rule,direction/],
  ["sarif", /"uri": ?"csf-stock.conf"/],
  ["junit", /^<\?xml/],
] as const)("exports an audit as %s", ([format, expected]) => {
  expect(exportAudit({ audit: requestOf([stock]), format })).toMatch(expected);
});

test("audits again only after a file or an option changed", () => {
  const first = exportAudit({ audit: requestOf([stock]), format: "json" });
  expect(exportAudit({ audit: requestOf([{ ...stock }]), format: "json" })).toBe(first);
  const changed = { ...stock, text: stock.text.replace('TESTING = "1"', 'TESTING = "0"') };
  expect(exportAudit({ audit: requestOf([changed]), format: "json" })).not.toBe(first);
  expect(exportAudit({ audit: requestOf([stock], { version: "110" }), format: "json" })).not.toBe(
    first,
  );
});
