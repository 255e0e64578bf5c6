import { describe, expect, test } from "vitest";
import { checkConnection, type ServerFiles } from "../../../src/parse/index.ts";
import { thrown } from "../../support/thrown.ts";

const csf = {
  name: "etc/csf/csf.conf",
  text: 'TCP_IN = "2087"\nTCP_OUT = ""\nUDP_IN = ""\nUDP_OUT = ""\nIPV6 = "0"\n',
};
const deny = { name: "etc/csf/csf.deny", text: "203.0.113.9\n" };
const ss = { name: "ss.txt", text: "tcp   LISTEN 0      128    0.0.0.0:22        0.0.0.0:*\n" };
const sshd = { name: "sshd_config", text: "Port 22\n" };
const connection = { port: 2087, address: "203.0.113.9" };

describe("a check of files with names", () => {
  test("uses only those of the firewall, and their names", () => {
    const check = checkConnection([ss, sshd, deny, csf], connection);
    expect(check).toEqual(
      checkConnection([deny.text, csf.text], connection, {
        format: "csf",
        inputs: [deny.name, csf.name],
        lists: { 0: "deny" },
      }),
    );
    expect(check.answers[0]?.sentence).toContain("etc/csf/csf.deny, line 1 drops it");
  });

  test("accepts a single file, and the options of parseServer", () => {
    expect(checkConnection(csf, connection).verdict).toBe("open");
    const rules = {
      name: "rules.v4",
      text: "*filter\n:INPUT DROP\n:OUTPUT ACCEPT\n-A INPUT -i eth1 -j ACCEPT\nCOMMIT\n",
    };
    const verdict = (device: string) =>
      checkConnection(rules, connection, { format: "iptables", interface: device }).verdict;
    expect([verdict("eth0"), verdict("eth1")]).toEqual(["closed", "open"]);
  });

  test("names the file in an error", () => {
    const wrong = { name: "csf.allow", text: "tcp|in|d=\0\n" };
    expect(thrown(() => checkConnection([csf, wrong], connection))).toMatchObject({
      code: "invalid-configuration",
      line: 1,
      message: expect.stringMatching(/^csf\.allow: line 1 contains a NUL character; /),
    });
    const broken = { name: "rules.v6", text: "*filter\n:INPUT DROP\nnonsense\nCOMMIT\n" };
    expect(thrown(() => checkConnection(broken, connection))).toMatchObject({
      line: 3,
      message: expect.stringMatching(/^rules\.v6: line 3 /),
    });
  });

  test("rejects the options that the names replace, and those of other formats", () => {
    expect(thrown(() => checkConnection(csf, connection, { lists: {} }))).toMatchObject({
      field: "lists",
      accepted: ["format", "interface", "host"],
    });
    expect(thrown(() => checkConnection(csf, connection, { host: "x" }))).toMatchObject({
      field: "host",
      accepted: ["format", "interface"],
    });
  });

  test.for<[files: unknown, message: string]>([
    [[csf, csf.text], "file 2 is "],
    [[csf.text, csf], "input 2 is an object"],
    [[sshd], "sshd_config: only the configuration of sshd"],
    [[null], "the input is null"],
    [{}, "file 1 has the name undefined"],
  ])("rejects %j", ([files, message]) => {
    expect(thrown(() => checkConnection(files as ServerFiles, connection))).toMatchObject({
      code: "invalid-configuration",
      message: expect.stringContaining(message),
    });
  });
});
