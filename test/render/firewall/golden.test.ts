import { describe, expect, test } from "vitest";
import { renderOutputs } from "../../../src/cli/render-outputs.ts";
import { goldenFile, goldenPolicies } from "../../support/golden.ts";
import { runCli } from "../../support/run-cli.ts";

describe.each(Object.keys(goldenPolicies))("the policy %s", (name) => {
  test.for(Object.keys(renderOutputs))("as %s equals its golden file", async (format) => {
    const text = renderOutputs[format]?.render(
      goldenPolicies[name] as never,
      {},
      undefined as never,
    );
    await expect(text).toMatchFileSnapshot(goldenFile(name, format));
  });
});

test("the command prints the same golden files", async () => {
  for (const format of Object.keys(renderOutputs)) {
    const { stdout, status } = runCli([
      ...["render", format, "126", "--service", "cpanel,whm,ssh,httpd,dns"],
      ...["--replace", "ssh=2222"],
    ]);
    expect(status).toBe(0);
    await expect(stdout).toMatchFileSnapshot(goldenFile("126-web", format));
  }
});
