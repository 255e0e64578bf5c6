import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Exposure } from "../../../src/index.ts";
import { detectFirewall } from "../../../src/parse/detect.ts";
import { parseUfw } from "../../../src/parse/ufw/parse-ufw.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";
import { thrown } from "../../support/thrown.ts";
import { withoutDhcp } from "../../support/without-dhcp.ts";

const nameOf = (family: "ipv4" | "ipv6") => (family === "ipv4" ? "ufw" : "ufw6");

/** Returns a file as ufw writes it, with tuples, each followed by an iptables rule. */
const userRules = (tuples: readonly string[], family: "ipv4" | "ipv6" = "ipv4") => {
  const chains = ["input", "output", "forward", "limit"].map(
    (chain) => `:${nameOf(family)}-user-${chain} - [0:0]\n`,
  );
  const rules = tuples.map((tuple) => {
    const way = tuple.startsWith("route:")
      ? "forward"
      : / out(?:_| |$)/.test(tuple)
        ? "output"
        : "input";
    return `\n### tuple ### ${tuple}\n-A ${nameOf(family)}-user-${way} -j ACCEPT\n`;
  });
  return `*filter\n${chains.join("")}### RULES ###\n${rules.join("")}
### END RULES ###

### RATE LIMITING ###
-A ${nameOf(family)}-user-limit -j REJECT
### END RATE LIMITING ###
COMMIT
`;
};

const settings = (...lines: readonly string[]) => `# /etc/default/ufw\n\n${lines.join("\n")}\n`;

/** Returns the open ports, except the DHCP ports that ufw itself opens, and the undetermined ports. */
const besideDhcp = (exposure: Exposure) => openAndUndetermined(withoutDhcp(exposure));

const assumed = (inputs: string | string[]) =>
  parseUfw(inputs)
    .notes.filter(({ kind }) => kind === "assumed")
    .map(({ text }) => text);

describe("the rules files of ufw", () => {
  test("reads rules from their tuples", () => {
    const text = readFileSync(
      join(import.meta.dirname, "../../firewalls/cases/21-ufw-user-rules.rules"),
      "utf8",
    );
    expect(detectFirewall(text)).toBe("ufw");
    const exposure = parseUfw(text);
    expect(besideDhcp(exposure)).toEqual({
      open: ["tcp 22", "tcp 2087"],
      undetermined: [],
    });
    expect(exposure.families).toEqual(["ipv4"]);
    expect(exposure.defaults).toEqual({ inbound: "drop", outbound: "accept" });
    expect(exposure.rules[0]?.decidedBy?.line).toBe(6);
    expect(assumed(text)).toEqual([
      expect.stringContaining("before.rules"),
      expect.stringContaining("ufw's own are assumed"),
      "ufw is assumed to be active, and reloaded since its files last changed",
      "the iptables rules in the files are assumed to be those that ufw itself generates",
      "the rules for IPv6 are in user6.rules, which is not in the input",
    ]);
  });

  test("reads actions, both ends, interfaces, applications and comments", () => {
    const four = userRules([
      "deny any any 0.0.0.0/0 any 203.0.113.0/24 in",
      "allow_log tcp 22 0.0.0.0/0 any 198.51.100.7 in comment=6f6666696365",
      "reject_log-all tcp 25 0.0.0.0/0 any 0.0.0.0/0 in",
      "allow tcp 80,443 0.0.0.0/0 any 0.0.0.0/0 Nginx%20Full - in",
      "limit udp 5000:5010 192.0.2.1/32 any 0.0.0.0/0 in_eth0",
      "allow any 53 0.0.0.0/0 any 0.0.0.0/0",
      "allow udp any 0.0.0.0/0 53 0.0.0.0/0 - Bind9",
      "allow esp any 0.0.0.0/0 any 0.0.0.0/0 in",
      "route:allow tcp 8080 0.0.0.0/0 any 0.0.0.0/0 in_eth0!out_eth1",
      "route:allow tcp 8081 0.0.0.0/0 any 0.0.0.0/0",
      "deny tcp 25 0.0.0.0/0 any 0.0.0.0/0 out",
      "deny tcp 587 0.0.0.0/0 any 0.0.0.0/0 out_eth0",
    ]);
    const six = userRules(["allow tcp 22 ::/0 any 2001:db8::/32 in"], "ipv6");
    for (const inputs of [
      [four, six],
      [six, four],
    ]) {
      const exposure = parseUfw(inputs, { interface: "eth0" });
      expect(exposure.families).toEqual(["ipv4", "ipv6"]);
      expect(besideDhcp(exposure)).toEqual({
        open: [
          "tcp 22 198.51.100.7,2001:db8::/32",
          "tcp 53 not 203.0.113.0/24,::/0",
          "tcp 80 not 203.0.113.0/24,::/0",
          "tcp 443 not 203.0.113.0/24,::/0",
          "udp 53 not 203.0.113.0/24,::/0",
        ],
        undetermined: ["udp 5000-5010 not 203.0.113.0/24,::/0"],
      });
      expect(exposure.rules.some(({ direction }) => direction === "outbound")).toBe(true);
    }
  });

  test("notes what is missing from the input", () => {
    const codes = (...inputs: readonly string[]) =>
      parseUfw(inputs).notes.flatMap(({ kind, code }) => (kind === "assumed" ? [code] : []));
    const always = ["elsewhere", "default", "elsewhere", "incomplete"];
    expect(codes(userRules([]))).toEqual([...always, "family"]);
    expect(codes(userRules([], "ipv6"))).toEqual([...always, "family"]);
    expect(codes(userRules([]), userRules([], "ipv6"))).toEqual(always);
    const six = userRules(["allow tcp 22 ::/0 any ::/0 in"], "ipv6");
    expect(parseUfw(six).families).toEqual(["ipv6"]);
    expect(assumed(six)).toContain(
      "the rules for IPv4 are in user.rules, which is not in the input",
    );
    const four = [userRules([]), settings("IPV6=no")];
    expect(assumed(four)).toContain("with IPV6=no, ufw drops all IPv6 traffic");
  });

  test("opens nothing over IPv6 with IPV6=no", () => {
    const six = userRules(["allow tcp 22 ::/0 any ::/0 in"], "ipv6");
    const off = settings("IPV6=no");
    const exposure = parseUfw([six, userRules([]), off]);
    expect(exposure.families).toEqual(["ipv4"]);
    expect(besideDhcp(exposure)).toEqual({ open: [], undetermined: [] });
    expect(assumed([six, userRules([]), off])).toContain(
      "with IPV6=no, ufw drops all IPv6 traffic",
    );
    expect(thrown(() => parseUfw([off, six]))).toMatchObject({
      name: "InvalidConfigurationError",
      message: expect.stringContaining("which IPV6=no disables; add user.rules"),
    });
  });

  test.for([
    ["allow tcp 22 0.0.0.0/0 any"],
    ["allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 a b c in"],
    ["ALLOW tcp 22 0.0.0.0/0 any 0.0.0.0/0 in"],
    ["permit tcp 22 0.0.0.0/0 any 0.0.0.0/0 in"],
    ["allow sctp 22 0.0.0.0/0 any 0.0.0.0/0 in"],
    ["allow tcp ssh 0.0.0.0/0 any 0.0.0.0/0 in"],
    ["allow tcp 22 somewhere any 0.0.0.0/0 in"],
    ["allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 sideways"],
    ["allow"],
  ] as const)("leaves everything after an unsupported tuple undetermined: %s", ([tuple]) => {
    const open = "allow tcp 80 0.0.0.0/0 any 0.0.0.0/0 in";
    const exposure = parseUfw(userRules([open, tuple, "allow tcp 81 0.0.0.0/0 any 0.0.0.0/0 in"]));
    expect(besideDhcp(exposure)).toEqual({
      open: ["tcp 80"],
      undetermined: ["tcp 1-79", "tcp 81-65535", "udp 1-67", "udp 69-65535"],
    });
    expect(exposure.undetermined[0]?.reasons[0]).toContain("unsupported line: ");
    const six = parseUfw([
      userRules([tuple]),
      userRules([open.replaceAll("0.0.0.0/0", "::/0")], "ipv6"),
    ]);
    expect(besideDhcp(six).open).toEqual(["tcp 80 ::/0"]);
  });

  test("leaves everything undetermined after an iptables rule without a tuple", () => {
    const withLine = (line: string) =>
      parseUfw(userRules([]).replace("### RULES ###", `### RULES ###\n${line}`));
    const rule = "-A ufw-user-input -s 192.0.2.1 -j ACCEPT";
    for (const line of [rule, `[12:3400] ${rule}`, `  ${rule}`]) {
      const exposure = withLine(line);
      expect(besideDhcp(exposure).undetermined, line).toEqual([
        "tcp 1-65535",
        "udp 1-67",
        "udp 69-65535",
      ]);
      expect(exposure.notes.filter(({ kind }) => kind === "unknown")).toMatchObject([
        { code: "entry", line: 7 },
      ]);
    }
    expect(besideDhcp(withLine(`# ${rule}`)).undetermined).toEqual([]);
  });

  test("rejects rules files that are cut off, duplicated, or not user rules", () => {
    const message = (inputs: string | string[]) =>
      (thrown(() => parseUfw(inputs)) as Error).message;
    expect(message(userRules([]).replace("COMMIT", ""))).toContain("is cut off");
    for (const place of ["before", "after"]) {
      const text = `# rules\n*filter\n:ufw-${place}-input - [0:0]\nCOMMIT\n`;
      expect(detectFirewall(text)).toBe("ufw");
      expect(message(text)).toContain("is ufw's before.rules or after.rules");
    }
    expect(message("*nat\nCOMMIT\n")).toContain("has no chain ufw-user-input");
    expect(message([userRules([]), userRules([])])).toContain("a second rules file");
    for (const other of ["Status: active\n", "ufw allow 22\n"]) {
      expect(message([userRules([]), other])).toContain("cannot be combined");
      expect(message([other, userRules([])])).toContain("cannot be combined");
    }
    expect(message(settings("IPV6=yes"))).toContain("has ufw settings but no rules");
  });
});

describe("the settings files of ufw", () => {
  const rules = userRules(["allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 in"]);
  const open = 'DEFAULT_INPUT_POLICY="ACCEPT"';

  test("reads the default policies", () => {
    const text = settings(open, "DEFAULT_OUTPUT_POLICY='reject'", "MANAGE_BUILTINS=no");
    expect(detectFirewall(text)).toBe("ufw");
    const exposure = parseUfw([text, rules]);
    expect(exposure.defaults).toEqual({ inbound: "accept", outbound: "drop" });
    expect(assumed([text, rules]).join()).not.toContain("own default");
    expect(parseUfw([settings(open), "ufw allow 22"]).defaults.inbound).toBe("accept");
    expect(parseUfw([settings(open), "Status: active"]).defaults.inbound).toBe("accept");
    expect(parseUfw([settings("DEFAULT_INPUT_POLICY=odd"), rules]).defaults.inbound).toBe("drop");
  });

  test("reads whether ufw is enabled", () => {
    const text = "# comment\nENABLED=no\nLOGLEVEL=low\n";
    expect(detectFirewall(text)).toBe("ufw");
    const exposure = parseUfw([rules, text]);
    expect(exposure.defaults).toEqual({ inbound: "accept", outbound: "accept" });
    expect(exposure.notes.map(({ code }) => code)).toContain("dormant");
    expect(parseUfw([rules, text.replace("no", "yes")]).defaults.inbound).toBe("drop");
    expect(assumed([rules, text.replace("no", "yes")]).join()).not.toContain(
      "assumed to be active",
    );
  });
});

describe("applications without a profile in the input", () => {
  test("uses the ports of Debian's packages for applications without a profile", () => {
    const text = readFileSync(
      join(import.meta.dirname, "../../firewalls/cases/22-ufw-openssh.txt"),
      "utf8",
    );
    expect(besideDhcp(parseUfw(text))).toEqual({
      open: ["tcp 22", "tcp 2087"],
      undetermined: [],
    });
    expect(assumed(text)).toContain(
      "the ports of OpenSSH are assumed to be those in the profiles of Debian's packages",
    );
  });

  test.for([
    ["Nginx Full", ["tcp 80", "tcp 443"]],
    ["Nginx QUIC", ["tcp 80", "tcp 443", "udp 443"]],
    ["Apache", ["tcp 80"]],
    ["Apache Secure", ["tcp 443"]],
    ["Postfix Submission", ["tcp 587"]],
    ["Dovecot Secure IMAP", ["tcp 993"]],
    ["CUPS", ["tcp 631", "udp 631"]],
    ["Samba", ["tcp 139", "tcp 445", "udp 137-138"]],
    ["mosh", ["udp 60000-61000"]],
  ] as const)("uses the packaged ports of %s", ([name, open]) => {
    const exposure = parseUfw(`ufw allow '${name}'`);
    expect(besideDhcp(exposure)).toEqual({ open, undetermined: [] });
  });

  test("prefers a profile in the input to the packaged ports, even if ufw rejects it", () => {
    const profile = "[OpenSSH]\ntitle=SSH\ndescription=SSH\nports=2222/tcp\n";
    const inputs = ["ufw allow OpenSSH", profile];
    expect(besideDhcp(parseUfw(inputs)).open).toEqual(["tcp 2222"]);
    expect(assumed(inputs).join()).not.toContain("Debian's packages");
    const rejected = parseUfw(["ufw allow OpenSSH", profile.replace("2222/tcp", "none")]);
    expect(besideDhcp(rejected).undetermined).not.toEqual([]);
  });
});
