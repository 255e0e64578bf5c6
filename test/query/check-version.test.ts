import { expect, test } from "vitest";
import { listPorts, NewerReleaseError } from "../../src/index.ts";
import { thrown } from "../support/thrown.ts";

test.for([
  [128, "applies to it"],
  [132, "applies to it"],
  [134, "is known to apply through 132 and may have changed since"],
] as const)("states that the newest page for release %i %s", ([version, holds]) => {
  const error = thrown(() => listPorts(version as never));
  expect(error).toBeInstanceOf(NewerReleaseError);
  expect(error.message).toMatch(/; the page of 126, captured on or before \d{4}-\d\d-\d\d, /);
  expect(error.message).toMatch(
    new RegExp(
      `, ${holds}; expected a release of the dataset, or the result of resolveVersion\\(${version}\\)$`,
    ),
  );
});
