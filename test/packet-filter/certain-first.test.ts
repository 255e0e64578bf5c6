import { describe, expect, test } from "vitest";
import { parseIptables, parseNftables } from "../../src/parse/index.ts";

/** Returns the line that opens TCP 22 in a chain with policy drop; the first rule is on line 5. */
function openedBy(...rules: readonly string[]): number | null | undefined {
  const text = ["*filter", ":INPUT DROP [0:0]", ":marked - [0:0]", ":web - [0:0]", ...rules];
  const { rules: open } = parseIptables(`${text.join("\n")}\nCOMMIT\n`);
  return open.find(({ ports }) => ports.from <= 22 && 22 <= ports.through)?.decidedBy?.line;
}

test("prefers the rule that certainly accepts to one that might accept", () => {
  expect(
    openedBy(
      "-A INPUT -p tcp -m mark --mark 1 -j ACCEPT",
      "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
    ),
  ).toBe(6);
});

test("treats accepts in a chain that might be entered as possible accepts", () => {
  expect(
    openedBy(
      "-A INPUT -m mark --mark 1 -j marked",
      "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
      "-A marked -p tcp -j ACCEPT",
    ),
  ).toBe(6);
});

test("treats accepts after such a chain as certain again", () => {
  expect(
    openedBy(
      "-A INPUT -m mark --mark 1 -j marked",
      "-A INPUT -p tcp -m mark --mark 2 -j ACCEPT",
      "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
      "-A marked -p tcp -m tcp --dport 80 -j ACCEPT",
    ),
  ).toBe(7);
});

test("treats accepts in a chain that is certainly entered as certain", () => {
  expect(
    openedBy(
      "-A INPUT -p tcp -m mark --mark 1 -j ACCEPT",
      "-A INPUT -j web",
      "-A web -p tcp -m tcp --dport 22 -j ACCEPT",
    ),
  ).toBe(7);
});

describe("what closes a port", () => {
  /** Returns the line that closes UDP 53; the first rule is on line 5. */
  function closedBy(...rules: readonly string[]): number | null | undefined {
    const text = ["*filter", ":INPUT DROP [0:0]", ":marked - [0:0]", ":web - [0:0]", ...rules];
    return closingLine(parseIptables(`${text.join("\n")}\nCOMMIT\n`));
  }

  function closingLine({ closed }: ReturnType<typeof parseIptables>): number | null | undefined {
    return closed.find(({ protocol, ports }) => protocol === "udp" && ports.through >= 53)
      ?.decidedBy.line;
  }

  test("is the policy if a rule before it only might drop", () => {
    expect(closedBy("-A INPUT -m mark --mark 1 -j DROP")).toBe(2);
  });

  test("is a later rule if a rule before it only might drop", () => {
    expect(
      closedBy("-A INPUT -m mark --mark 1 -j DROP", "-A INPUT -p udp -m udp --dport 53 -j DROP"),
    ).toBe(6);
  });

  test("is not in a chain that might be entered", () => {
    expect(closedBy("-A INPUT -m mark --mark 1 -j marked", "-A marked -j DROP")).toBe(2);
  });

  test("is in a chain that is certainly entered", () => {
    expect(closedBy("-A INPUT -j web", "-A web -j DROP")).toBe(6);
  });

  test("is not in a base chain that might not be traversed", () => {
    const exposure = parseNftables(`table netdev early {
  chain in { type filter hook ingress device "eth1" priority 0; policy accept; udp dport 53 drop; }
}
table inet filter {
  chain in { type filter hook input priority 0; policy drop; }
}`);
    expect(exposure.closed.map(({ decidedBy: { line } }) => line)).not.toContain(2);
    expect(closingLine(exposure)).toBe(5);
  });

  test("is not the policy of such a base chain", () => {
    const exposure = parseNftables(`table netdev early {
  chain in { type filter hook ingress device "eth1" priority 0; policy drop; }
}
table inet filter {
  chain in { type filter hook input priority 0; policy drop; }
}`);
    expect(closingLine(exposure)).toBe(5);
  });

  test("is where the replies are dropped if a rule before only might drop the request", () => {
    const exposure = parseIptables(`*filter
:INPUT ACCEPT [0:0]
:OUTPUT DROP [0:0]
-A INPUT -m mark --mark 1 -j DROP
COMMIT
`);
    expect(closingLine(exposure)).toBe(3);
  });
});
