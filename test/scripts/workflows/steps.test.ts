import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readWorkflow, scriptStepsOf, workflowFiles } from "../../support/read-workflow.ts";
import { type Runner, runStep, type StepResult } from "../../support/run-step.ts";

type Tries = Readonly<Record<string, (run: (runner: Runner) => StepResult) => void>>;

const installed = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"];
const install: Tries[string] = (run) => {
  expect(run({ programs: { npm: "" } })).toMatchObject({ status: 0, calls: [installed] });
  expect(run({ programs: { npm: "exit 3" } }).status).toBe(3);
};

const forCi = (withoutSecrets: "1" | "") => ({
  "(github.event.pull_request.head.repo.fork || github.actor == 'dependabot[bot]') && '1' || ''":
    withoutSecrets,
  "vars.PAGES_REPOSITORY != '' && secrets.PAGES_TOKEN != ''": String(withoutSecrets === ""),
});
const forGh = { "github.token": "token", "github.repository": "somebody/ports" };

/** The test of each script in each workflow, by step name. */
const tries: Readonly<Record<string, Tries>> = {
  "ci.yml": {
    "Allow root in the container to read the checkout": (run) => {
      const { status, folder, calls } = run({ expressions: forCi(""), programs: { git: "" } });
      expect(status).toBe(0);
      expect(calls).toEqual([["git", "config", "--global", "--add", "safe.directory", folder]]);
    },
    "Run every check and every tier of tests": (run) => {
      const files = {
        ".ci/run":
          '#!/bin/sh\necho "CI=$CI, pages $CPANEL_PORTS_PAGES, without $WITHOUT_PAGES"\nexit 4\n',
      };
      expect(run({ expressions: forCi(""), files })).toMatchObject({
        status: 4,
        printed: "CI=true, pages reports/pages, without \n",
      });
      expect(run({ expressions: forCi("1"), files }).printed).toContain("without 1\n");
    },
  },
  "release.yml": {
    "Install the tools": install,
    "Check whether the version is published and released": (run) => {
      const files = { "package.json": '{ "name": "ports", "version": "1.2.3" }' };
      const see = (npm: string, gh: string) =>
        run({ expressions: forGh, files, programs: { npm, gh } });
      const view = ["npm", "view", "ports@1.2.3", "version"];
      expect(see("echo 1.2.3", "")).toMatchObject({
        status: 0,
        printed: "ports@1.2.3 is already published and released\n",
        calls: [view, ["gh", "release", "view", "v1.2.3"]],
        output: "",
      });
      // A run published the version but could not create the release on GitHub.
      expect(see("echo 1.2.3", "exit 1")).toMatchObject({
        status: 0,
        output: "unfinished=true\n",
      });
      for (const npm of ["", "echo 'npm error code E404' >&2; exit 1"]) {
        expect(see(npm, "")).toMatchObject({ status: 0, output: "unfinished=true\n" });
      }
      const failed = see("echo 'npm error code E503' >&2; exit 1", "");
      expect(failed).toMatchObject({ status: 1, output: "", printed: "npm error code E503\n" });
      expect(failed.calls).toEqual([view]);
    },
    "Build and pack": (run) => {
      const npm =
        'case "$*" in "run release:pack") mkdir -p reports/release;; *notes) echo "the notes";; esac';
      const files = { "sbom.cdx.json": "{}" };
      const { status, calls, folder } = run({ files, programs: { npm } });
      expect(status).toBe(0);
      expect(calls).toEqual([
        ["npm", "run", "build"],
        ["npm", "run", "release:pack"],
        ["npm", "run", "--silent", "release:notes"],
      ]);
      expect(readFileSync(join(folder, "reports/release/notes.md"), "utf8")).toBe("the notes\n");
      expect(readdirSync(join(folder, "reports/release"))).toContain("sbom.cdx.json");
      expect(run({ programs: { npm: "exit 1" } }).calls).toHaveLength(1);
    },
    "Publish with provenance": (run) => {
      const publish = (view: string) =>
        run({
          expressions: { "secrets.NPM_TOKEN": "the token" },
          files: { "release/ports-1.2.3.tgz": "" },
          programs: {
            tar: `echo '{ "name": "ports", "version": "1.2.3" }'`,
            npm: `case "$1 $2" in "config get") echo https://registry.example.com/;; view*) ${view};; publish*) echo "provenance: $NPM_CONFIG_PROVENANCE";; esac`,
          },
        });
      for (const view of [":", "echo 'npm error code E404' >&2; exit 1"]) {
        const { status, calls, printed } = publish(view);
        expect({ status, printed }).toEqual({ status: 0, printed: "provenance: true\n" });
        expect(calls).toEqual([
          ["tar", "-xzOf", "./release/ports-1.2.3.tgz", "package/package.json"],
          ["npm", "view", "ports@1.2.3", "version"],
          ["npm", "config", "get", "registry"],
          // npm expands the variable, so no file contains the token.
          [
            "npm",
            "config",
            "set",
            "--location=user",
            "//registry.example.com/:_authToken",
            // biome-ignore lint/suspicious/noTemplateCurlyInString: npm reads it.
            "${NPM_TOKEN}",
          ],
          ["npm", "publish", "--ignore-scripts", "./release/ports-1.2.3.tgz"],
        ]);
      }
      const again = publish("echo 1.2.3");
      expect(again).toMatchObject({ status: 0, printed: "ports@1.2.3 is already published\n" });
      expect(again.calls).toHaveLength(2);
      const failed = publish("echo 'npm error code E503' >&2; exit 1");
      expect(failed).toMatchObject({ status: 1, printed: "npm error code E503\n" });
      expect(failed.calls).toHaveLength(2);
    },
    "Create the GitHub release with the bill of materials": (run) => {
      const files = { "manifest.json": '{ "version": "1.2.3" }' };
      const released = run({ expressions: forGh, files, programs: { gh: "" } });
      expect(released).toMatchObject({ status: 0, printed: "v1.2.3 is already released\n" });
      expect(released.calls).toEqual([["gh", "release", "view", "v1.2.3"]]);

      const env = { GITHUB_SHA: "the-commit" };
      const create = (gh: string) => run({ expressions: forGh, files, env, programs: { gh } });
      const { status, calls } = create('case "$2" in view) exit 1;; esac');
      expect(status).toBe(0);
      const words = "release create v1.2.3 --target the-commit --title v1.2.3";
      expect(calls.at(-1)).toEqual([
        "gh",
        ...words.split(" "),
        "--notes-file",
        "release/notes.md",
        "release/sbom.cdx.json",
      ]);
      expect(create("exit 1").status).toBe(1);
    },
  },
  "upstream.yml": {
    "Install the tools": install,
    "Compare the pages with the data": (run) => {
      const look = (status: number) =>
        run({
          programs: { npm: `echo "the report of $*"; echo "a ##[error]b" >&2; exit ${status}` },
        });
      expect(look(0)).toMatchObject({ status: 0, output: "" });
      expect(look(1)).toMatchObject({ status: 0, output: "changed=true\n" });
      expect(look(2)).toMatchObject({ status: 2, output: "" });
      const printed = [0, 1, 2].map((status) => look(status).printed);
      const [tokens, after] = [new Set(), [] as string[]];
      for (const each of printed) {
        // The runner executes no command of the report or of a message, inside a line or not.
        const [, token, rest = ""] =
          /^::stop-commands::([\da-f-]{36})\na ##\[error\]b\nthe report of run --silent data:upstream\n::\1::\n(.*)$/s.exec(
            each,
          ) ?? [];
        tokens.add(token);
        after.push(rest);
      }
      expect(tokens.size).toBe(3);
      expect(after).toEqual(["", "", expect.stringMatching(/^::error::.*\n$/)]);
    },
    "Open an issue, or update the open one": (run) => {
      const report = "page 126: changed\n  ``` @somebody <b>\n";
      const env = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "somebody/ports" };
      const tell = (open: string) =>
        run({
          expressions: forGh,
          env,
          files: { "reports/upstream.txt": report },
          programs: {
            gh: `case "$1 $2" in "issue list") echo "${open}";; "issue edit" | "issue create") cat reports/upstream.md;; esac`,
          },
        });
      const created = tell("");
      const about = (calls: StepResult["calls"]) =>
        calls.filter(([, noun, verb]) => noun === "issue" && verb !== "list");
      expect(created.status).toBe(0);
      expect(about(created.calls)).toEqual([
        [
          "gh",
          "issue",
          "create",
          "--title",
          "The documentation of cPanel & WHM changed",
          "--label",
          "upstream",
          "--body-file",
          "reports/upstream.md",
        ],
      ]);
      // As code, where nothing is a mention, a tag or a fence.
      expect(created.printed).toMatch(/\n\n {4}page 126: changed\n {4} {2}``` @somebody <b>\n$/);
      expect(created.printed).toContain(
        "(https://github.com/somebody/ports/blob/HEAD/data/README.md#look-for-news)",
      );

      const updated = tell("17");
      expect(about(updated.calls)).toEqual([
        ["gh", "issue", "edit", "17", "--body-file", "reports/upstream.md"],
      ]);
    },
  },
};

test("tests every workflow", () => {
  expect(Object.keys(tries)).toEqual(Object.keys(workflowFiles));
});

describe.for(Object.keys(workflowFiles))("%s", (name) => {
  const steps = scriptStepsOf(readWorkflow(name));

  test("tests every script of the workflow, and no other", () => {
    expect(Object.keys(tries[name] ?? {}).sort()).toEqual([...steps.keys()].sort());
  });

  test.for([...steps])("runs the step: %s", ([step, script]) => {
    tries[name]?.[step]?.((runner) => runStep(script, runner));
    expect.hasAssertions();
  });
});

test("opens or updates an issue only after the documentation changed", () => {
  const steps = readWorkflow("upstream.yml").jobs.look?.steps ?? [];
  expect(steps.filter((step) => step.run?.includes("gh issue"))).toEqual([
    expect.objectContaining({ if: "steps.compare.outputs.changed == 'true'" }),
  ]);
});

test("publishes a version only if it is unfinished and no changeset is pending", () => {
  const { version, pack, publish } = readWorkflow("release.yml").jobs;
  expect(version?.steps?.find(({ id }) => id === "registry")?.if).toBe(
    "steps.changesets.outputs.hasChangesets == 'false'",
  );
  expect(pack).toMatchObject({
    needs: "version",
    if: "needs.version.outputs.unfinished == 'true'",
  });
  expect(publish).toMatchObject({ needs: "pack", environment: "npm" });
});

test("runs no code of the repository in the job that may publish", () => {
  const { publish, ...others } = readWorkflow("release.yml").jobs;
  expect(publish?.permissions).toEqual({ contents: "write", "id-token": "write" });
  for (const { permissions } of Object.values(others)) {
    expect(permissions).not.toHaveProperty("id-token");
  }
  const steps = publish?.steps ?? [];
  expect(steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"))).toEqual([]);
  expect(steps.filter(({ run }) => /npm (?:ci|install|run)|npx/.test(run ?? ""))).toEqual([]);
});

test("prepares the pull request for the next version with a script of the package", () => {
  const steps = readWorkflow("release.yml").jobs.version?.steps ?? [];
  const action = steps.find(({ uses }) => uses?.startsWith("changesets/action@"));
  expect(action?.with).toMatchObject({ version: "npm run release:version" });
  expect(action?.with).not.toHaveProperty("publish");
});
