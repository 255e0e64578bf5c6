import { expect, test } from "vitest";
import {
  allPortsText,
  countText,
  type NamedPorts,
  portsText,
  usesText,
} from "../../src/audit/ports-text.ts";
import type { FindingPorts } from "../../src/audit/types.ts";

const named = (
  protocol: "tcp" | "udp",
  from: number,
  label: string | null = null,
  through = from,
): NamedPorts => ({ protocol, ports: { from, through }, label });

test("names ports with their labels, and each protocol once", () => {
  expect(
    portsText([
      named("udp", 53, "DNS"),
      named("tcp", 2087, "WHM SSL"),
      named("tcp", 22, "SSH"),
      named("tcp", 8000, null, 8010),
    ]),
  ).toBe("TCP 22 (SSH), 2087 (WHM SSL), 8000-8010 and UDP 53 (DNS)");
});

test("joins adjacent ports without labels", () => {
  expect(portsText([named("tcp", 81), named("tcp", 80)])).toBe("TCP 80-81");
  expect(portsText([named("tcp", 80, "HTTP"), named("tcp", 81)])).toBe("TCP 80 (HTTP) and 81");
});

const many = (count: number, step: number) =>
  Array.from({ length: count }, (_, index) => named("tcp", 100 + step * index, "x"));

test("omits the labels of more than eight ports", () => {
  expect(portsText(many(8, 2))).toMatch(/^TCP 100 \(x\), 102 \(x\), .* and 114 \(x\)$/);
  expect(portsText(many(9, 2))).toBe("TCP 100, 102, 104, 106, 108, 110, 112, 114 and 116");
  expect(portsText(many(9, 1))).toBe("TCP 100-108");
});

test("counts ports beyond twenty, unless all are requested", () => {
  expect(portsText(many(21, 2))).toMatch(/, 138 and 140$/);
  expect(portsText(many(22, 2))).toMatch(/, 138 and 2 more$/);
  expect(allPortsText(many(22, 2))).toMatch(/, 140 and 142$/);
  expect(allPortsText([named("tcp", 22, "SSH")])).toBe("TCP 22");
});

test("counts ports by protocol, each port once", () => {
  expect(countText([named("tcp", 1, null, 100), named("tcp", 50, "x"), named("udp", 53)])).toBe(
    "100 TCP ports and 1 UDP port",
  );
  expect(countText([named("udp", 1, null, 20)])).toBe("20 UDP ports");
});

test("names the services of ports only if their labels are omitted", () => {
  const used = (count: number) =>
    many(count, 2).map(
      (each, index): FindingPorts => ({
        ...each,
        services: (
          [
            "ftp",
            "smtp",
            "dns",
            "pop3",
            "imap",
            "webdav",
            "caldav",
            "carddav",
            "webmail",
            "whm",
          ] as const
        ).slice(index, index + 2),
        conditions: [],
        since: null,
        who: null,
        decidedBy: null,
      }),
    );
  expect(usesText(used(8))).toBe("");
  expect(usesText(used(9))).toBe(
    "; needed by ftp, smtp, dns, pop3, imap, webdav, caldav, carddav and 2 more services",
  );
  expect(usesText(used(9).map((each) => ({ ...each, services: [] })))).toBe("");
});
