import { describe, expect, test } from "vitest";
import { checkConnection } from "../../../src/parse/index.ts";
import { plain } from "../../support/cli-json.ts";
import { runCli } from "../../support/run-cli.ts";

const rules = `*filter
:INPUT DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m state --state ESTABLISHED -j ACCEPT
-A INPUT -s 203.0.113.0/24 -p tcp --dport 2087 -j ACCEPT
-A INPUT -p tcp --dport 22 -m mark --mark 1 -j ACCEPT
COMMIT
`;
const files = { "/rules.v4": rules, "-": rules };
const check = (...args: readonly string[]) => runCli(["check", ...args], { files });

describe("check", () => {
  test("answers in a sentence with an example, and derives the exit status from the verdict", () => {
    expect(check("/rules.v4", "--port", "2087", "--source", "203.0.113.9")).toMatchObject({
      status: 0,
      stdout:
        "inbound TCP 2087 is open to 203.0.113.9: rules.v4, line 5 accepts it (-A INPUT -s 203.0.113.0/24 -p tcp --dport 2087 -j ACCEPT)\n",
    });
    const everybody = check("/rules.v4", "--port", "2087");
    expect(everybody.status).toBe(1);
    expect(everybody.stdout).toMatch(
      /^inbound TCP 2087 is closed to every IPv4 address but 203\.0\.113\.0\/24: .+\n {2}for example, inbound TCP 2087 is open to 203\.0\.113\.0: rules\.v4, line 5 .+\n$/,
    );
    expect(everybody.stderr).toMatch(/rules\.v4: assumed: .+IPv6/);
    expect(check("/rules.v4", "--port", "22").status).toBe(2);
  });

  test("reads standard input, and checks an outbound connection with a protocol", () => {
    expect(check("--port", "53/UDP", "--destination", "9.9.9.9").stdout).toMatch(
      /^outbound UDP 53 is open to 9\.9\.9\.9: no rule matches, and the policy accepts it /,
    );
  });

  test("reports that it does not read listeners", () => {
    const sockets =
      "Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port\ntcp   LISTEN 0      128                *:22              *:*\n";
    const { stderr } = runCli(["check", "/rules.v4", "/ss.txt", "--port", "2087"], {
      files: { ...files, "/ss.txt": sockets },
    });
    expect(stderr).toMatch(/ss\.txt: not read: a check uses only the rules of the firewall/);
  });

  test("prints the data as JSON", () => {
    const options = { families: { 0: "ipv4" }, inputs: ["rules.v4"] } as const;
    const { stdout } = check("/rules.v4", "--port", "2087", "--format", "json");
    expect(JSON.parse(stdout)).toEqual(plain(checkConnection(rules, { port: 2087 }, options)));
  });

  test.for([
    [["--port", "x"], "--port x: expected a port, such as 2087 or 53/udp"],
    [["--port", "70000"], "port is 70000; expected a whole number from 1 to 65535"],
    [["--port", "22", "--source", "example.com"], '--source or --destination is "example.com"'],
    [["--port", "22", "--source", "::1", "--destination", "::1"], "give only one of the two"],
    [[], "required option '--port <port>' not specified"],
  ] as const)("rejects %j", ([args, message]) => {
    const { status, stderr } = check("/rules.v4", ...args);
    expect([status > 0, stderr]).toEqual([true, expect.stringContaining(message)]);
  });
});
