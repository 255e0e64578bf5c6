import { describe, expect, test } from "vitest";
import { parseUfw } from "../../../src/parse/ufw/parse-ufw.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";

const open = (inputs: string | readonly string[]) => openAndUndetermined(parseUfw(inputs)).open;

const userRules = (name: "ufw" | "ufw6") =>
  `*filter\n:${name}-user-input - [0:0]\n### RULES ###\n### END RULES ###\nCOMMIT\n`;

const both = ["udp 68 0.0.0.0/0", "udp 546 fe80::/10"];

describe("ufw's own rules", () => {
  test.each([
    ["a status", "Status: active\n"],
    ["commands", "ufw default deny\nufw enable\n"],
    ["both files with rules", [userRules("ufw"), userRules("ufw6")]],
  ])(
    "accepts DHCP responses over IPv4, and over IPv6 from link-local addresses: %s",
    (_, inputs) => {
      expect(open(inputs)).toEqual(both);
      expect(parseUfw(inputs).rules.map(({ decidedBy }) => decidedBy)).toEqual([null, null]);
    },
  );

  test("applies ufw's own rules before user rules, which cannot close DHCP", () => {
    expect(open("ufw default deny\nufw deny 68/udp\nufw deny 546/udp\n")).toEqual(both);
    expect(open("ufw frobnicate\n")).toEqual(both);
  });

  test("opens no DHCP port in a family that ufw does not filter", () => {
    expect(open(userRules("ufw"))).toEqual(["udp 68"]);
    expect(open([userRules("ufw"), userRules("ufw6"), "IPV6=no\n"])).toEqual(["udp 68"]);
    expect(open(userRules("ufw6"))).toEqual(["udp 546 fe80::/10"]);
  });

  test("opens no outbound port for DHCP", () => {
    expect(parseUfw("ufw default deny outgoing").rules.map(({ direction }) => direction)).toEqual([
      "inbound",
      "inbound",
    ]);
  });

  test("omits ufw's own rules while ufw is inactive", () => {
    for (const inactive of ["Status: inactive\n", "ufw allow 22\nufw disable\n"]) {
      expect(parseUfw(inactive).rules).toEqual([]);
      expect(open(inactive)).toEqual(["everything"]);
    }
  });

  test("notes that before.rules and after.rules are assumed to be ufw's own", () => {
    expect(parseUfw("Status: active\n").notes[0]).toEqual({
      kind: "assumed",
      code: "elsewhere",
      input: 0,
      line: null,
      text: "before.rules and after.rules are assumed to be the shipped ones, which open only DHCP ports; no other program is assumed to add rules",
    });
  });
});
