import { expect, test, vi } from "vitest";
import { diffReleases } from "../../src/index.ts";
import { runCli } from "../support/run-cli.ts";

vi.mock(import("../../src/dataset/dataset.ts"), async (importOriginal) => {
  const { mockedDataset, moduleOf } = await import("../support/mocked-dataset.ts");
  return { ...(await importOriginal()), ...moduleOf(mockedDataset()) };
});

test("reports added, removed and changed rows of the license-callback table", () => {
  const row = (port: number, service: string) => ({
    port,
    service,
    inbound: true,
    outbound: false,
  });
  expect(diffReleases(124, 126).licenseCallback).toEqual([
    { port: 443, before: "undocumented", after: row(443, "New") },
    { port: 2082, before: row(2082, "cPanel"), after: "undocumented" },
    { port: 2083, before: row(2083, "cPanel SSL"), after: row(2083, "Renamed") },
  ]);
  expect(diffReleases(102, 124).licenseCallback).toEqual([]);
});

test("keeps only the license-callback rows of filtered ports", () => {
  const ports = diffReleases(124, 126, { port: [443, 2083] }).licenseCallback;
  expect(ports.map((each) => each.port)).toEqual([443, 2083]);
});

test("names every changed field of an entry, in the order of the entry", () => {
  const [change] = diffReleases(114, 116).changed;
  expect(change?.fields.map(({ field, before, after }) => [field, before, after])).toEqual([
    ["documented.service", "SSH", "Telnet"],
    ["documented.udp", false, true],
    ["protection", "ssh", "undocumented"],
    ["twin", null, 2083],
    ["basis.protection", [{ kind: "rfc", number: 4253, section: null }], []],
  ]);
});

test("prints changes of the license callback with the command", () => {
  expect(runCli(["diff", "124", "126", "--format", "csv"]).stdout).toContain(
    [
      'changed,license callback 443,,undocumented,"New, in yes, out no"',
      'changed,license callback 2082,,"cPanel, in yes, out no",undocumented',
      'changed,license callback 2083,,"cPanel SSL, in yes, out no","Renamed, in yes, out no"',
    ].join("\r\n"),
  );
  expect(runCli(["diff", "114", "116", "--format", "csv"]).stdout).toContain(
    [
      "changed,port 22,documented.service,SSH,Telnet",
      "changed,port 22,documented.udp,no,yes",
      "changed,port 22,protection,ssh,undocumented",
      "changed,port 22,twin,none,2083",
      "changed,port 22,basis.protection,rfc,none",
    ].join("\r\n"),
  );
  expect(runCli(["show", "22", "--format", "markdown"]).stdout).toMatch(
    /### releases 102 to 114\n[^#]+### release 116\n[^#]+### releases 118 to 126\n/,
  );
});
