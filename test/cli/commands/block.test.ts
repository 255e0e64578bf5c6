import { describe, expect, test } from "vitest";
import { renderBlock } from "../../../src/render/index.ts";
import { runCli } from "../../support/run-cli.ts";

const overSsh = { env: { SSH_CONNECTION: "203.0.113.9 51234 198.51.100.2 22" } };

describe("block", () => {
  test("prints the commands of the library", () => {
    expect(
      runCli(["block", "192.0.2.1", "2001:db8::/32", "--format", "iptables"], overSsh),
    ).toEqual({
      status: 0,
      stdout: renderBlock(["192.0.2.1", "2001:db8::/32"], "iptables"),
      stderr:
        "cpanel-ports: note: keeping the addresses of your SSH session (SSH_CONNECTION): 203.0.113.9 and 198.51.100.2\n",
    });
  });

  test.for([
    ["203.0.113.0/24", "203.0.113.9"],
    ["198.51.100.2", "198.51.100.2"],
  ])(
    "refuses to block %s, which contains an end of the SSH session",
    ([network = "", end = ""]) => {
      const { status, stdout, stderr } = runCli(["block", network, "--format", "csf"], overSsh);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toContain(
        `cpanel-ports: addresses: ${network} would block ${end}, which must not be blocked; expected networks without ${end}, or --force\n`,
      );
      expect(runCli(["block", network, "--format", "csf", "--force"], overSsh)).toMatchObject({
        status: 0,
        stderr: "",
      });
    },
  );

  test.for(["::ffff:203.0.113.9 51234 ::ffff:198.51.100.2 22", "203.0.113.9 1 fe80::2%eth0 22"])(
    "keeps the caller's address from SSH_CONNECTION=%s",
    (value) => {
      const env = { SSH_CONNECTION: value };
      expect(runCli(["block", "203.0.113.0/24", "--format", "csf"], { env }).stderr).toContain(
        "would block 203.0.113.9",
      );
    },
  );

  test.for([
    [undefined, "SSH_CONNECTION is not set (sudo often removes it)"],
    ["", "SSH_CONNECTION is not set (sudo often removes it)"],
    ["UNKNOWN 65535 UNKNOWN 65535", 'SSH_CONNECTION is malformed ("UNKNOWN 65535 UNKNOWN 65535")'],
  ] as const)("warns that the caller's address is unknown if SSH_CONNECTION=%s", ([value, why]) => {
    const env: Record<string, string> = value === undefined ? {} : { SSH_CONNECTION: value };
    const { status, stderr } = runCli(["block", "192.0.2.1", "--format", "nftables"], { env });
    expect(status).toBe(0);
    expect(stderr).toBe(
      `cpanel-ports: warning: your address is unknown: ${why}; add --keep ADDRESS, or the commands could lock you out\n`,
    );
  });

  test("keeps the addresses of --keep, without a warning", () => {
    const args = ["block", "203.0.113.0/24", "--format", "csf", "--keep", "192.0.2.1,203.0.113.9"];
    expect(runCli(args)).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "cpanel-ports: addresses: 203.0.113.0/24 would block 203.0.113.9, which must not be blocked; expected networks without 203.0.113.9, or --force\n",
    });
  });

  test.for<[string, readonly string[], string]>([
    ["no address", ["--format", "csf"], "cpanel-ports: missing required argument 'addresses'"],
    ["no format", ["192.0.2.1"], "cpanel-ports: required option '--format <format>' not specified"],
    [
      "an unknown format",
      ["192.0.2.1", "--format", "pf"],
      "Allowed choices are nftables, iptables",
    ],
  ])("rejects %s", ([, args, message]) => {
    const { status, stderr } = runCli(["block", ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
