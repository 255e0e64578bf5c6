import { lstatSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { readAction, scriptSteps } from "../support/read-workflow.ts";
import { runStep, type ScriptStep, type StepResult } from "../support/run-step.ts";

const root = join(import.meta.dirname, "../..");
const action = readAction();
const steps = scriptSteps(action.runs.steps);
const step = (name: string) => steps.get(name) as ScriptStep;

const fitting = `{
  "services": ["ssh"],
  "add": [],
  "families": "ipv4"
}`;
const files = {
  "csf.conf": readFileSync(join(root, "docs/examples/csf.conf"), "utf8"),
  "fits.json": fitting,
  "empty.conf": "",
  "web1/csf.conf": readFileSync(join(root, "docs/examples/csf.conf"), "utf8"),
  "web2/csf.conf": "",
};

/** A replacement for npm: links the installed package into the folder of `--prefix`. */
const npm = `
while [ "$1" != --prefix ]; do shift; done
mkdir -p "$2/node_modules"
ln -s ${inject("consumer")}/node_modules/cpanel-ports "$2/node_modules/cpanel-ports"
`;

/** Runs the Audit step with the given inputs, and the defaults of all other inputs. */
function audit(
  inputs: Readonly<Record<string, string>>,
  programs: Readonly<Record<string, string>> = { npm },
  links: Readonly<Record<string, string>> = {},
  more: Readonly<Record<string, string>> = {},
): StepResult {
  const given = Object.entries(action.inputs).map(
    ([name, input]) => [`inputs.${name}`, inputs[name] ?? input.default ?? ""] as const,
  );
  return runStep(step("Audit"), {
    expressions: Object.fromEntries(given),
    env: { GITHUB_ACTION_PATH: root },
    files: { ...files, ...more, ...Object.fromEntries(Object.keys(inputs).flatMap(fileOf)) },
    programs,
    links,
  });

  /** Returns a file with a hostile name, if the input is such a name. */
  function fileOf(input: string) {
    const name = inputs[input] ?? "";
    const isHostile = input === "files" && !(name in files) && !/[/\n]/.test(name);
    return isHostile ? [[name, files["csf.conf"]] as const] : [];
  }
}

const sarif = (result: StepResult, path = "cpanel-ports.sarif") =>
  JSON.parse(readFileSync(join(result.folder, path), "utf8"));
const verdict = (status: string, failOn: string) =>
  runStep(step("Verdict"), {
    expressions: { "steps.audit.outputs.status": status, "inputs.fail-on": failOn },
  });
const options = "--os=almalinux\n--family=ipv4";

test("tests every script of the action", () => {
  expect([...steps.keys()]).toEqual(["Audit", "Verdict"]);
});

describe("the Audit step", () => {
  test("writes SARIF and a summary, and outputs the audit status", () => {
    const result = audit({ files: "csf.conf", release: "126", options });
    expect(result).toMatchObject({ status: 0, output: "status=1\n" });
    const [run] = sarif(result).runs;
    expect(run.results.map((each: { ruleId: string }) => each.ruleId)).toContain(
      "undocumented-port-open",
    );
    expect(result.summary).toMatch(/^## cPanel & WHM 126: the firewall does not fit/);
    expect(result.summary).toContain("| undocumented-port-open |");
  });

  test("audits the latest release with the package version of the action, outside the checkout", () => {
    const result = audit({ files: "csf.conf" });
    expect(result.summary).toContain("cPanel & WHM 126");
    expect(result.calls).toHaveLength(1);
    const [call = []] = result.calls;
    expect(call.slice(0, 3)).toEqual(["npm", "install", "--prefix"]);
    expect(call[3]?.startsWith(dirname(result.folder))).toBe(false);
    expect(call).toContain("--ignore-scripts");
    expect(call.at(-1)).toBe(`cpanel-ports@${manifest.version}`);
  });

  test.for(["1.2.3", "^1.0.0", "~1.2", "latest", "1.0.0-rc.1+build"])(
    "installs version %s",
    (version) => {
      expect(audit({ files: "csf.conf", version }).calls[0]?.at(-1)).toBe(
        `cpanel-ports@${version}`,
      );
    },
  );

  test("accepts a configuration, several files and a path for the SARIF file", () => {
    const inputs = {
      files: "csf.conf\n\n  \ncsf.conf\n",
      config: "fits.json",
      sarif: "out/a b.sarif",
    };
    const result = audit(inputs);
    expect(result.printed).toContain("audit: ");
    const one = audit({ ...inputs, files: "csf.conf" });
    expect(one.status).toBe(0);
    expect(sarif(one, "out/a b.sarif").runs).toHaveLength(1);
  });

  test("writes a JUnit report if asked, and replaces only such a report", () => {
    const inputs = { files: "csf.conf", options, junit: "out/audit.xml" };
    const result = audit(inputs);
    expect(result).toMatchObject({ status: 0, output: "status=1\n" });
    const report = readFileSync(join(result.folder, "out/audit.xml"), "utf8");
    expect(report).toMatch(/^<\?xml .+\n<testsuites name="cpanel-ports" /);
    expect(report).toContain('<property name="verdict" value="differs"/>');
    expect(sarif(result).runs).toHaveLength(1);
    const again = audit(inputs, { npm }, {}, { "out/audit.xml": report });
    expect(again.status).toBe(0);
    for (const [path, message] of [
      ["csf.conf", "junit: the file exists and is not a JUnit report of cpanel-ports"],
      ["../out.xml", "junit: expected a path inside the workspace"],
      ["./cpanel-ports.sarif", "junit: expected another file than that of sarif"],
    ] as const) {
      const refused = audit({ ...inputs, junit: path });
      expect(refused).toMatchObject({ status: 2, output: "" });
      expect(refused.printed).toContain(`::error::${message}`);
    }
  });

  test.for([
    [{ files: "no/where.conf" }, "audit: cpanel-ports: no/where.conf: no such file"],
    [{ files: "csf.conf", release: "125" }, 'audit: cpanel-ports: "125" is'],
    [{ files: "csf.conf", options: "--no-such" }, "audit: cpanel-ports: unknown option"],
    [{ files: "empty.conf" }, "audit: cpanel-ports: empty.conf"],
    // This audit exits with status 0.
    [{ files: "csf.conf", options: "--help" }, ""],
  ] as const)("fails if nothing was audited: %j", ([inputs, message]) => {
    const result = audit(inputs);
    expect(result).toMatchObject({ status: 2, output: "", summary: "" });
    expect(result.printed).toContain(message);
    expect(result.printed).toMatch(/^::error::the firewall was not audited/m);
  });

  test.for(["undetermined", "findings", "never"])(
    "fails if one of several servers could not be audited, with fail-on %s",
    (failOn) => {
      const result = audit({ files: "web1\nweb2", options: "--os=almalinux", "fail-on": failOn });
      expect(result).toMatchObject({ status: 2, output: "" });
      expect(result.printed).toContain("audit: cpanel-ports: web2: web2/csf.conf is empty");
      expect(result.printed).toMatch(/^::error::a server could not be audited/m);
      expect(result.summary).toContain("web1");
    },
  );

  test("passes if every one of several servers was audited", () => {
    const inputs = { files: "web1\nweb3", options, "fail-on": "never" };
    const result = audit(inputs, { npm }, {}, { "web3/csf.conf": files["csf.conf"] });
    expect(result).toMatchObject({ status: 0, output: "status=1\n" });
  });

  test("trims blanks and carriage returns around each file and option", () => {
    const result = audit({
      files: "  csf.conf \r\n\t\r\n",
      options: " --os=almalinux\r\n--family=ipv4\t",
    });
    expect(result).toMatchObject({ status: 0, output: "status=1\n" });
  });

  test("replaces a symbolic link at the SARIF path", () => {
    const result = audit({ files: "csf.conf", options }, { npm }, { "cpanel-ports.sarif": "new" });
    expect(result.status).toBe(0);
    expect(lstatSync(join(result.folder, "cpanel-ports.sarif")).isSymbolicLink()).toBe(false);
  });

  test("replaces a SARIF file of an earlier run", () => {
    const earlier = '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json"\n}\n';
    const run = { files: "csf.conf", options, sarif: "earlier.sarif" };
    const result = audit(run, { npm }, {}, { "earlier.sarif": earlier });
    expect(result.status).toBe(0);
    expect(sarif(result, "earlier.sarif").runs).toHaveLength(1);
  });

  test.for(["csf.conf", "./csf.conf", "web1/csf.conf", "fits.json", "web1"])(
    "does not overwrite %s with SARIF",
    (path) => {
      const result = audit({ files: "csf.conf", options, sarif: path });
      expect(result).toMatchObject({ status: 2, calls: [], output: "" });
      expect(result.printed).toMatch(/^::error::sarif: the file exists and is not SARIF/m);
      expect(readFileSync(join(result.folder, "csf.conf"), "utf8")).toBe(files["csf.conf"]);
    },
  );

  test.for([
    ["../out.sarif", {}],
    ["/tmp/cpanel-ports-out.sarif", {}],
    ["a/../../out.sarif", {}],
    [".", {}],
    ["", {}],
    ["cpanel-ports.sarif", { "cpanel-ports.sarif": "../out.sarif" }],
    ["out/a.sarif", { out: ".." }],
  ] as const)("does not write SARIF outside the workspace: %j", ([path, links]) => {
    const result = audit({ files: "csf.conf", options, sarif: path }, { npm }, links);
    expect(result).toMatchObject({ status: 2, calls: [], output: "" });
    expect(result.printed).toMatch(/^::error::sarif: expected a path inside the workspace/m);
  });

  test("fails if the package cannot be installed", () => {
    const result = audit({ files: "csf.conf" }, { npm: "exit 1" });
    expect(result).toMatchObject({ status: 1, output: "" });
  });

  test.for([
    [{ files: " \n" }, "files: name at least one file"],
    [
      { files: "csf.conf", "fail-on": "error" },
      "fail-on: expected undetermined, findings or never",
    ],
    ...["yes", "True", "", "true\nfalse"].map(
      (upload) => [{ files: "csf.conf", upload }, "upload: expected true or false"] as const,
    ),
    ...[
      "npm:other@1",
      "https://example.com/a.tgz",
      "file:.",
      "1 2",
      "1\n2",
      "-g",
      "$(touch ran)",
      "../a",
    ].map((version) => [{ files: "csf.conf", version }, "version: expected a version"] as const),
  ] as const)("rejects %j before it installs anything", ([inputs, message]) => {
    const result = audit(inputs);
    expect(result).toMatchObject({ status: 2, calls: [], output: "" });
    expect(result.printed).toMatch(new RegExp(`^::error::${message}`, "m"));
  });
});

/** Returns the lines that the runner executes: those outside the pair of commands that stops all others. */
function commandsOf({ printed }: StepResult): readonly string[] {
  const [, token = "", rest = ""] = /^::stop-commands::(\S+)\n(.*)$/s.exec(printed) ?? [];
  const [text = "", after = "", ...more] = rest.split(`::${token}::\n`);
  expect(token).not.toBe("");
  expect(more).toEqual([]);
  expect(text).toMatch(/^$|\n$/);
  return after.split("\n").filter((line) => /^\s*::|##\[/.test(line));
}

describe("hostile inputs", () => {
  /** Programs that leave a trace when something runs them. */
  const traps = { npm, touch: "echo trapped >> ../trapped", id: "echo trapped >> ../trapped" };
  const hostile = [
    "a b.conf",
    "-rf.conf",
    "--help",
    "$(touch ran)",
    "`touch ran`",
    "a;touch ran",
    "a && touch ran",
    "'; touch ran; '",
    '"; touch ran; "',
    "$HOME",
    "*",
    "a\\b",
    "| touch ran",
    "::set-output name=status::0",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow.
    "${{ github.token }}",
  ];

  test.for(hostile)("audits a file named %j, and executes no part of the name", (name) => {
    const result = audit({ files: name, options }, traps);
    expect(result.calls.map(([program]) => program)).toEqual(["npm"]);
    expect(result).toMatchObject({ status: 0, output: "status=1\n" });
    expect(sarif(result).runs[0].results[0].message.text).toContain(name);
  });

  test.for([...hostile, "126\ntouch ran", "a\nstatus=0"])(
    "executes no part of another input that is %j",
    (value) => {
      for (const inputs of [
        { release: value, config: value, options: value },
        { sarif: value },
        { junit: value },
        { version: value },
        { "fail-on": value },
      ]) {
        const result = audit({ files: "csf.conf", ...inputs }, traps);
        expect(result.calls.filter(([program]) => program !== "npm")).toEqual([]);
        // Only the audit sets the status, and only the action's own errors are commands to the runner.
        expect(result.output).toMatch(/^(?:status=[12]\n)?$/);
        expect(commandsOf(result)).toEqual(
          result.status === 2 ? [expect.stringMatching(/^::error::\w/)] : [],
        );
      }
    },
  );

  test.for(["##[set-output name=status]0", "a ##[error]b", "##[add-path]/tmp"])(
    "passes no command to the runner for %j inside a line",
    (value) => {
      for (const input of ["files", "release", "config", "options", "sarif", "junit"]) {
        const result = audit({ files: "csf.conf", [input]: value });
        expect(commandsOf(result).filter((line) => !line.startsWith("::error::"))).toEqual([]);
      }
    },
  );

  test("uses a new token in each run", () => {
    const [one, other] = [1, 2].map(
      () => audit({ files: "csf.conf", version: "-g" }).printed.split("\n")[0],
    );
    expect(one).toMatch(/^::stop-commands::[\da-f-]{36}$/);
    expect(one).not.toBe(other);
  });

  test("records a call of a trap", () => {
    const script: ScriptStep = { name: "trap", run: "touch ran", shell: "bash", env: {} };
    expect(runStep(script, { programs: traps }).calls).toEqual([["touch", "ran"]]);
  });
});

describe("the Verdict step", () => {
  test.for([
    ["0", "undetermined", 0],
    ["1", "undetermined", 1],
    ["2", "undetermined", 2],
    ["0", "findings", 0],
    ["1", "findings", 1],
    ["2", "findings", 0],
    ["0", "never", 0],
    ["1", "never", 0],
    ["2", "never", 0],
  ] as const)(
    "turns audit status %s with fail-on %s into exit status %i",
    ([status, failOn, expected]) => {
      const result = verdict(status, failOn);
      expect(result.status).toBe(expected);
      expect(result.printed).toMatch(status === "0" ? /^the firewall fits$/m : /^::warning::/);
    },
  );
});

test("uploads the SARIF file that the audit wrote, unless upload is off", () => {
  const upload = action.runs.steps.find(({ uses }) => uses?.includes("upload-sarif"));
  expect(upload).toMatchObject({
    if: "inputs.upload == 'true'",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the action.
    with: { sarif_file: "${{ inputs.sarif }}" },
  });
  const [first, second, third] = action.runs.steps;
  expect([first?.name, second?.name, third?.name]).toEqual(["Audit", upload?.name, "Verdict"]);
});
