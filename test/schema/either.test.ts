import { expect, test } from "vitest";
import { configFileSchema } from "../../src/schema/index.ts";

test.for<[object, string, string | RegExp]>([
  [{ services: { a: 1 } }, "services", /expected string, received object, or .*expected number/],
  [{ services: ["ssh", {}] }, "services", /^1: Invalid input: expected string, received object/],
  [{ add: "8443/tcp" }, "add", /expected "ftp-passive", or .*expected object, received string/],
  [{ add: { ports: 1 } }, "add", /^protocol: .*"tcp"\|"udp"; label: /],
  [{ accept: [{ rule: "x", reason: "y" }] }, "accept", /^0\.rule: .*expected one of "unfiltered"/],
  [{ replace: { ssh: "x" } }, "replace.ssh", /expected number, received string/],
])("says what is wrong with an alternative: %j", ([config, path, message]) => {
  const issues = configFileSchema.safeParse(config).error?.issues ?? [];
  expect(issues.map((each) => each.path.join("."))).toEqual([path]);
  expect(issues[0]?.message).toMatch(message);
});
