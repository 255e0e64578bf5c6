import { expect, test } from "vitest";
import { listServices } from "../../../src/index.ts";
import { cliJson, plain } from "../../support/cli-json.ts";
import { runWide as runCli } from "../../support/run-cli.ts";

test("services prints all services, or the services of a release", () => {
  expect(cliJson("services")).toEqual({
    requested: null,
    release: null,
    coverage: null,
    services: plain(listServices()),
  });
  expect(cliJson("services", "126")).toEqual({
    requested: 126,
    release: 126,
    coverage: "release",
    services: plain(listServices(126)),
  });
  expect(runCli(["services", "--format", "csv"]).stdout).toMatch(/^caldav,CalDAV,groupware,/m);
  expect(runCli(["services", "126"]).stdout).toMatch(/^cPanel & WHM 126: 26 services\n/);
  expect(runCli(["services"]).stdout).toMatch(/^cPanel & WHM: 28 services\n/);
  expect(runCli(["services"]).stdout).toMatch(
    /^caldav +CalDAV +groupware +cpanel-ccs, cpdavd \(102-118\); cpdavd \(120-126\) +CalendarContact/m,
  );
});
