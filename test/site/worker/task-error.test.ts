import { createPolicy, type PolicyOptions, resolveVersion } from "cpanel-ports";
import { expect, test } from "vitest";
import { taskError } from "../../../site/worker/task-error.ts";

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

test.each<[PolicyOptions, readonly string[]]>([
  [{ allowFrom: { whm: "198.51.100." } }, ["allowFrom.whm"]],
  [{ replace: { ssh: 0 } }, ["replace.ssh"]],
  [{ services: "ssh", allowFrom: { mysql: "198.51.100.7" } }, ["services", "allowFrom.mysql"]],
  [{ os: "amiga" }, ["os"]],
])("names the options that an error concerns: %o", (options, fields) => {
  const error = thrownBy(() => createPolicy(126, options));
  expect(taskError(error).fields).toEqual(fields);
  expect(taskError(error).message).toBe((error as Error).message);
});

test.each(["125", "96", "latest!", "stable"])("reports %s as an invalid release", (version) => {
  expect(taskError(thrownBy(() => resolveVersion(version))).fields).toEqual(["version"]);
});

test("has no code for errors that the package did not throw", () => {
  expect(taskError(new TypeError("broken"))).toEqual({
    message: "broken",
    code: null,
    fields: [],
    file: null,
    line: null,
  });
  expect(taskError("broken").message).toBe("broken");
});
