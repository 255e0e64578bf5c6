import { expect, test } from "vitest";
import { mayComeIn } from "../../src/audit/may-come-in.ts";
import { readKept } from "../../src/audit/read-closing.ts";
import type { PolicyOrExposure } from "../../src/index.ts";
import { open, read } from "../support/open-policy.ts";

const firewall = open([
  "inbound tcp 20-22 198.51.100.0/24",
  "inbound udp 23",
  "outbound tcp 24",
  "inbound tcp 25 2001:db8::/32",
]);

const may = (actual: PolicyOrExposure, connection: string) =>
  mayComeIn(actual, readKept(connection));

test.for([
  ["198.51.100.7:22", true],
  ["198.51.100.7:20", true],
  ["203.0.113.7:22", false],
  ["198.51.100.7:19", false],
  ["198.51.100.7:23", false],
  ["198.51.100.7:24", false],
  ["198.51.100.7:25", false],
  ["[2001:db8::7]:25", true],
  ["[2001:db8::7]:22", false],
] as const)(
  "returns for the connection %s whether the firewall lets it in: %j",
  ([text, isOpen]) => {
    expect(may(firewall, text)).toBe(isOpen);
    expect(may(read(firewall, []), text)).toBe(isOpen);
  },
);

test("treats an undetermined port of the connection as possibly open", () => {
  const doubt = {
    direction: "inbound",
    protocol: "tcp",
    ports: { from: 80, through: 82 },
    sources: ["203.0.113.0/24"],
    except: [],
    reasons: ["line 1: x"],
  } as const;
  const isPossible = (changes: object, connection = "203.0.113.7:82") =>
    may(read(firewall, [{ ...doubt, ...changes }]), connection);
  expect(isPossible({})).toBe(true);
  expect(isPossible({ direction: "outbound" })).toBe(false);
  expect(isPossible({ protocol: "udp" })).toBe(false);
  expect(isPossible({ ports: { from: 80, through: 81 } })).toBe(false);
  expect(isPossible({ sources: ["203.0.113.0/29"], except: ["203.0.113.7"] })).toBe(false);
  expect(isPossible({ sources: "any" }, "[2001:db8::7]:80")).toBe(true);
  const both = read(firewall, [{ ...doubt, protocol: "udp" }, doubt]);
  expect(may(both, "203.0.113.7:82")).toBe(true);
});

test("lets in connections over a family that was not examined", () => {
  expect(may({ ...firewall, families: ["ipv4"] }, "[2001:db8::7]:22")).toBe(true);
  expect(may({ ...firewall, families: ["ipv4"] }, "203.0.113.7:22")).toBe(false);
});
