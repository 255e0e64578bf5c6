import { expect, test } from "vitest";
import { DevelopmentReleaseError, getLicenseCallback, getPort, releases } from "../../src/index.ts";

test("returns five inbound ports of the table for every release", () => {
  for (const { release } of releases) {
    const { ports } = getLicenseCallback(release);
    expect(ports).toEqual([
      { port: 2082, service: "cPanel", inbound: true, outbound: false },
      { port: 2083, service: "cPanel SSL", inbound: true, outbound: false },
      { port: 2086, service: "WHM", inbound: true, outbound: false },
      { port: 2087, service: "WHM SSL", inbound: true, outbound: false },
      { port: 2096, service: "Webmail SSL", inbound: true, outbound: false },
    ]);
    for (const { port } of ports) {
      expect(getPort(release, port)).toMatchObject({ documented: { inbound: true } });
    }
  }
});

test("refuses an unknown release", () => {
  expect(() => getLicenseCallback(109 as number)).toThrow(DevelopmentReleaseError);
});
