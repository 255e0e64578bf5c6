import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { expect, test } from "vitest";
import { billOfMaterials } from "../../../scripts/build-assets/bill-of-materials.ts";

const product = { name: "cpanel-ports", version: "1.0.0", license: "MIT", description: "Ports." };
const packages = [
  { name: "@scope/scoped", version: "2.0.0", license: "ISC", folder: "node_modules/@scope/scoped" },
  { name: "plain", version: "1.2.3", license: "MIT", folder: "node_modules/plain" },
];

test("matches the schema of CycloneDX, and names every bundled package", async () => {
  const text = billOfMaterials(product, packages);
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  expect(await validator.validate(text)).toBeNull();
  const { components, dependencies } = JSON.parse(text);
  expect(components.map((each: { purl: string }) => each.purl)).toEqual([
    "pkg:npm/%40scope/scoped@2.0.0",
    "pkg:npm/plain@1.2.3",
  ]);
  expect(dependencies).toContainEqual({
    ref: "pkg:npm/cpanel-ports@1.0.0",
    dependsOn: ["pkg:npm/%40scope/scoped@2.0.0", "pkg:npm/plain@1.2.3"],
  });
});

test("is the same for the same build", () => {
  expect(billOfMaterials(product, [...packages].reverse())).toBe(
    billOfMaterials(product, packages),
  );
});
