import { expect, test } from "vitest";
import { versionSection } from "../../../scripts/release/version-section.ts";

const changelog = "# ports\n\n## 1.1.0\n\n### Minor\n\n- New.\n\n## 1.0.0\n\nFirst.\n\n## 0.9.0\n";

test("returns the section of a version", () => {
  expect(versionSection(changelog, "1.1.0")).toBe("### Minor\n\n- New.\n");
  expect(versionSection(changelog, "1.0.0")).toBe("First.\n");
});

test.for(["2.0.0", "1.1", "0.9.0"])("throws if no changes are listed for %s", (version) => {
  expect(() => versionSection(changelog, version)).toThrow(`no changes listed for ${version}`);
});
