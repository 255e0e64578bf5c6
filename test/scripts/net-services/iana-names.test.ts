import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { printIanaNames } from "../../../scripts/net-services/iana-names.ts";
import { ianaNames } from "../../../src/net/iana-names.generated.ts";
import { services } from "../../../src/net/services.generated.ts";

const root = new URL("../../../", import.meta.url);

test("omits names that Debian has and values that are not IANA names", () => {
  const printed = printIanaNames(
    [
      { kind: "iana-names", port: 80, names: ["http", "www-http"] },
      { kind: "iana-names", port: 26, names: [] },
      { kind: "service", port: 22 },
    ],
    new Set(["http"]),
  );
  expect(printed).toContain("ianaNames = `80 www-http`;");
});

test("prints the names in the data", () => {
  const { ports } = JSON.parse(readFileSync(new URL("data/annotations.json", root), "utf8"));
  const known = Object.values(services).flatMap((text) => text.split(/\s/));
  expect(printIanaNames(ports, new Set(known))).toContain(`ianaNames = \`${ianaNames}\`;`);
});
