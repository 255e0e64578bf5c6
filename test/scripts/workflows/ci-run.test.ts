import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runStep } from "../../support/run-step.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const script = readFileSync(join(import.meta.dirname, "../../../.ci/run"), "utf8");
const tools = (/for tool in (.*); do/.exec(script)?.[1] ?? "").split(" ");

/** Runs `.ci/run` with programs that do nothing, and an `npm` that prints the folder of the page snapshots. */
function runCi(env: Readonly<Record<string, string>>, npm = 'echo "pages: $CPANEL_PORTS_PAGES"') {
  const nothing = ["npx", "apt-get", ...tools].map((name) => [name, ""] as const);
  return runStep(
    { name: "CI", run: ".ci/run", shell: "bash", env: {} },
    {
      env,
      files: { ".ci/run": script, "node_modules/.keep": "" },
      programs: { ...Object.fromEntries(nothing), id: "echo 0", npm },
    },
  );
}

/** Writes a page snapshot into a folder, and returns the environment that names the folder. */
function withSnapshots(folder: string) {
  writeFileSync(join(folder, "126.md"), "");
  return { CPANEL_PORTS_PAGES: folder };
}

const scriptsRun = (calls: readonly (readonly string[])[]) =>
  calls
    .filter(([program]) => program === "npm")
    .map((call) =>
      call
        .slice(1)
        .filter((word) => !word.startsWith("--reporter"))
        .join(" "),
    )
    .map((call) => call.replace(/ --outputFile\S+/, ""))
    .sort();

describe(".ci/run", () => {
  test("refuses to run without the page snapshots, and prints how to run everything else", () => {
    const { status, printed, calls } = runCi({ CPANEL_PORTS_PAGES: "/nowhere" });
    expect(status).toBe(1);
    expect(printed).toContain(
      "missing (installed only with CI=true):\npage snapshots in /nowhere (",
    );
    expect(printed).toContain("WITHOUT_PAGES=1 runs everything else");
    expect(scriptsRun(calls)).toEqual([]);
  });

  test("refuses to run without the page snapshots in CI", () => {
    const { status, calls } = runCi({ CI: "true", CPANEL_PORTS_PAGES: "/nowhere" });
    expect(status).toBe(1);
    expect(calls.filter(([program]) => program === "npm" || program === "apt-get")).toEqual([]);
  });

  test("runs everything with the page snapshots, and skips nothing", () => {
    const folder = temporaryFolder();
    const { status, printed, calls } = runCi(withSnapshots(folder));
    expect(status).toBe(0);
    expect(printed).not.toContain("SKIPPED");
    expect(scriptsRun(calls)).toContain(`run check:data -- --pages ${folder}`);
  });

  test("runs everything else with WITHOUT_PAGES=1, and lists skipped checks in the summary", () => {
    const folder = temporaryFolder();
    const env = withSnapshots(folder);
    const { status, printed, calls } = runCi({ ...env, WITHOUT_PAGES: "1" });
    expect(status).toBe(0);
    expect(printed.slice(printed.indexOf("===== the jobs"))).toMatch(
      /^SKIPPED every comparison with the page snapshots/m,
    );
    expect(printed).toContain("pages: \n");
    expect(printed).not.toContain(folder);
    expect(scriptsRun(calls)).toEqual(
      scriptsRun(runCi(env).calls).map((each) => each.replace(/ --pages .*/, "")),
    );
  });

  test("fails if one job fails, and still lists skipped checks", () => {
    const failed = runCi({ WITHOUT_PAGES: "1" }, '[ "$2" != check:layers ]');
    expect(failed.status).toBe(1);
    expect(failed.printed).toMatch(
      /^FAILED {2}layers, \d+ s, CPU \d+ \+ \d+ s: status 1 of npm run check:layers$/m,
    );
    expect(failed.printed).toContain("SKIPPED");
  });
});
