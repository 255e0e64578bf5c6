import { expect, test } from "vitest";
import { createPolicy, parsePolicyOptions } from "../../../src/index.ts";
import { configFileSchema } from "../../../src/schema/index.ts";
import { thrown } from "../../support/thrown.ts";

test("returns valid options, without $schema", () => {
  const given: unknown = { services: ["ssh", 25], replace: { SSH: 2222 } };
  expect(parsePolicyOptions(given)).toBe(given);
  expect(parsePolicyOptions({ $schema: "x", services: "ssh" })).toEqual({ services: "ssh" });
});

test.for<[unknown, string]>([
  [null, "options"],
  ["ssh", "options"],
  [{ service: "ssh" }, "service"],
  [{ services: ["shh"] }, "services[0]"],
  [{ services: Object.create(null) }, "services"],
  [{ omit: [Symbol("ssh")] }, "omit[0]"],
  [{ os: "alma" }, "os"],
  [{ os: null }, "os"],
  [{ interface: "eth0" }, "interface"],
])("refuses %j by its field", ([value, field]) => {
  expect(thrown(() => parsePolicyOptions(value))).toMatchObject({ field });
});

test("leaves contradictions to createPolicy", () => {
  const options = parsePolicyOptions({ omit: "updates" });
  expect(() => createPolicy(126, options)).toThrow('to exclude them, set outbound to "needed"');
});

test("accepts a configuration that the schema accepts", () => {
  const config = configFileSchema.parse({ $schema: "config.json", services: ["ssh"], omit: 26 });
  expect(createPolicy(126, config)).toEqual(createPolicy(126, { services: ["ssh"], omit: 26 }));
});
