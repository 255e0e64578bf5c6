import { expect, test } from "vitest";
import { openAccess, undeterminedAccess } from "../../src/net/access.ts";
import type { PortMap } from "../../src/net/port-map.ts";
import { type RemoteAddresses, whoMayOf } from "../../src/net/remote-addresses.ts";
import type { Direction, Exposure, Family, PortAccess, Protocol } from "../../src/net/types.ts";

const families: readonly Family[] = ["ipv4", "ipv6"];

/** Rules such as `inbound tcp 22 192.0.2.1`; rules without addresses apply to all addresses. */
const rulesOf = (texts: readonly string[]): PortAccess[] =>
  texts.map((text) => {
    const [direction, protocol, ports = "", ...sources] = text.split(" ");
    const [from = 0, through = from] = ports.split("-").map(Number);
    return {
      direction: direction as Direction,
      protocol: protocol as Protocol,
      ports: { from, through },
      sources: sources.length > 0 ? sources : "any",
      except: [],
    };
  });

const exposure = (rules: readonly string[], undetermined: readonly string[]): Exposure => ({
  title: "",
  families,
  defaults: { inbound: "drop", outbound: "accept" },
  rules: rulesOf(rules).map((rule) => ({ ...rule, decidedBy: null })),
  undetermined: rulesOf(undetermined).map((rule) => ({ ...rule, reasons: [], decidedBy: null })),
  qualified: [],
  closed: [],
  openedBy: { inbound: null, outbound: null },
  notes: [],
});

const textsOf = (map: PortMap<RemoteAddresses>): string[] =>
  map.map(({ from, through, value }) => {
    const { sources } = whoMayOf(value, families);
    return [`${from}-${through}`, ...(sources === "any" ? ["any"] : sources)].join(" ");
  });

const firewall = exposure(
  [
    "inbound tcp 20-30 192.0.2.1",
    "inbound tcp 22 198.51.100.1",
    "inbound tcp 31 192.0.2.1",
    "inbound tcp 80",
    "inbound udp 53 192.0.2.9",
    "outbound tcp 25 192.0.2.7",
  ],
  ["inbound tcp 443 192.0.2.3", "inbound udp 123 192.0.2.4", "outbound tcp 465 192.0.2.5"],
);

test("combines the rules of a direction and protocol, port by port", () => {
  expect(textsOf(openAccess(firewall, "inbound", "tcp", families))).toEqual([
    "20-21 192.0.2.1",
    "22-22 192.0.2.1 198.51.100.1",
    "23-31 192.0.2.1",
    "80-80 any",
  ]);
  expect(textsOf(openAccess(firewall, "inbound", "udp", families))).toEqual(["53-53 192.0.2.9"]);
});

test("opens every port to all addresses if the default is to accept", () => {
  expect(textsOf(openAccess(firewall, "outbound", "tcp", families))).toEqual(["1-65535 any"]);
});

test("omits ports that nobody in the families may use", () => {
  expect(textsOf(openAccess(firewall, "inbound", "udp", ["ipv6"]))).toEqual([]);
});

test("returns for whom ports are undetermined, and nobody for a policy", () => {
  const { undetermined: _, ...permitted } = firewall;
  expect(textsOf(undeterminedAccess(firewall, "inbound", "tcp", families))).toEqual([
    "443-443 192.0.2.3",
  ]);
  expect(textsOf(undeterminedAccess(firewall, "outbound", "tcp", families))).toEqual([
    "465-465 192.0.2.5",
  ]);
  expect(undeterminedAccess(permitted, "inbound", "tcp", families)).toEqual([]);
});
