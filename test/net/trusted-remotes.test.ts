import { expect, test } from "vitest";
import type { AddressSet } from "../../src/net/address-set.ts";
import { addressesOf } from "../../src/net/network-list.ts";
import type { PortInterval } from "../../src/net/port-map.ts";
import * as net from "../../src/net/trusted-remotes.ts";

const trustedRemotes = (intervals: readonly PortInterval<AddressSet>[]) =>
  net.trustedRemotes(intervals, (addresses) => addresses);

const office = addressesOf(["198.51.100.0/24"], "ipv4");
const mail = addressesOf(["192.0.2.25"], "ipv4");
const interval = (from: number, through: number, value = office) => ({ from, through, value });

test("finds the addresses that are open on most ports, wherever these are", () => {
  expect(trustedRemotes([interval(1, 65535)])).toBe(office);
  expect(trustedRemotes([interval(1, 24), interval(25, 25, mail), interval(26, 65535)])).toBe(
    office,
  );
  expect(trustedRemotes([interval(1, 20000, mail), interval(20001, 65535)])).toBe(office);
});

test("finds none where no addresses are open on most ports", () => {
  expect(trustedRemotes([])).toEqual([]);
  expect(trustedRemotes([interval(25, 25, mail)])).toEqual([]);
  expect(trustedRemotes([interval(1, 30000, mail), interval(30001, 60000)])).toEqual([]);
});
