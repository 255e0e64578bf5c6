import { describe, expect, test } from "vitest";
import { parseNftables } from "../../../src/parse/nftables/parse-nftables.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";

const filter = `table inet f {
  chain input {
    type filter hook input priority 0; policy drop;
    ct state established accept
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    tcp dport 22 accept
  }
}
`;
const arp = (rules: string, policy = "accept") =>
  `table arp a {\n  chain i {\n    type filter hook input priority 0; policy ${policy};\n    ${rules}\n  }\n}\n`;
const ingress = (rules: string, policy = "drop") =>
  `table netdev n {\n  chain i {\n    type filter hook ingress device "eth0" priority 0; policy ${policy};\n    ${rules}\n  }\n}\n`;
const read = (text: string, device?: string) =>
  openAndUndetermined(parseNftables(filter + text, { interface: device }));

const open = { open: ["tcp 22"], undetermined: [] };

describe("a chain that may drop ARP", () => {
  test.for([arp("", "drop"), arp("arp operation request drop")])(
    "leaves IPv4 in doubt: %s",
    (text) => {
      expect(read(text).open).toEqual(["tcp 22 ::/0"]);
      expect(read(text).undetermined).toContain("tcp 22 0.0.0.0/0");
    },
  );

  test("leaves IPv4 in doubt at the ingress of the interface in use", () => {
    const text = ingress("meta protocol { ip, ip6 } accept");
    expect(read(text, "eth0").open).toEqual(["tcp 22 ::/0"]);
    const { notes } = parseNftables(filter + text, { interface: "eth0" });
    expect(notes.map((each) => each.text)).toContain(
      "chain i may drop ARP, without which no machine is reachable over IPv4",
    );
  });
});

test("does not change IPv4 if a chain accepts ARP or drops nothing", () => {
  expect(read(arp("accept"))).toEqual(open);
  expect(read("table arp a {\n  chain unused {\n    drop\n  }\n}\n")).toEqual(open);
  for (const rule of ["meta protocol { arp, ip, ip6 } accept", "accept"]) {
    expect(read(ingress(rule), "eth0")).toEqual(open);
  }
  expect(read(ingress("tcp dport 9 drop", "accept"), "eth0")).toEqual(open);
});
