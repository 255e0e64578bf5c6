import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { escapeRoff, paragraph, verbatim } from "../../scripts/build-assets/roff.ts";
import { commands } from "../../src/cli/commands/index.ts";
import { missingPrograms } from "./missing-programs.ts";

const consumer = inject("consumer");
const page = join(consumer, "node_modules/cpanel-ports/man/cpanel-ports.1");
const missing = missingPrograms(["man", "groff", "mandoc"]);
const why = missing && ` (missing: ${missing})`;
const run = (program: string, ...args: readonly string[]) =>
  spawnSync(program, args, {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C.UTF-8", MANWIDTH: "1000", MAN_KEEP_FORMATTING: "" },
  });
const shown = (file: string) => run("man", "--warnings", "-l", file).stdout.replace(/ +/g, " ");

describe.skipIf(missing)(`the man page${why}`, () => {
  test("causes no warning in man, groff or mandoc", () => {
    expect(run("man", "--warnings", "-l", page)).toMatchObject({ status: 0, stderr: "" });
    expect(run("groff", "-man", "-ww", "-z", page)).toMatchObject({ status: 0, stderr: "" });
    expect(run("mandoc", "-T", "lint", "-W", "warning", page)).toMatchObject({
      status: 0,
      stdout: "",
    });
  });

  test("has the usual sections in order", () => {
    expect(shown(page).match(/^[A-Z][A-Z ]+$/gm)).toEqual([
      ...["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS"],
      ...["ENVIRONMENT", "FILES", "EXAMPLES", "SEE ALSO"],
    ]);
  });

  test("contains every term and example of the help of every command", () => {
    const text = shown(page);
    for (const name of Object.keys(commands)) {
      const help = execFileSync("node_modules/.bin/cpanel-ports", [name, "--help"], {
        cwd: consumer,
        encoding: "utf8",
      });
      // Continuation lines of the help are indented further than terms.
      const terms = Array.from(help.matchAll(/^ {2}(-\S.*?|\w+)(?: {2,}|$)/gm), ([, each]) => each);
      expect(terms.length).toBeGreaterThan(0);
      expect(text).toContain(`\n ${name}\n`);
      for (const term of [...terms, ...(help.match(/(?<=\$ )cpanel-ports .+/g) ?? [])]) {
        expect(text, name).toContain(term);
      }
    }
    expect(text).toContain("Exit status: 0 if the connection is open; 1 if");
    expect(text).toContain("With --exit-code: 0 if there are no differences; 1 if");
  });

  test("is found by man after a global installation", () => {
    const prefix = mkdtempSync(join(consumer, "prefix-"));
    execFileSync(
      "npm",
      [
        "install",
        "--global",
        "--offline",
        "--no-audit",
        "--no-fund",
        "--prefix",
        prefix,
        inject("tarball"),
      ],
      { stdio: "pipe" },
    );
    const found = run("man", "-M", join(prefix, "share/man"), "-w", "cpanel-ports");
    expect(found).toMatchObject({ status: 0, stderr: "" });
    expect(realpathSync(found.stdout.trim())).toBe(
      realpathSync(join(prefix, "lib/node_modules/cpanel-ports/man/cpanel-ports.1")),
    );
  });
});

test
  .skipIf(missing)
  .for([
    ".SH is no heading",
    "'br is no request",
    "back\\slash \\fBnot bold\\fR \\n(.x \\",
    "--long-option -s a-b -- c",
    "\"quoted\" 'quoted' `quoted` ^caret ~tilde",
    "é – “ü” €",
  ])(`the man page prints text unchanged: %s${why}`, (text) => {
  const file = join(mkdtempSync(join(consumer, "roff-")), "page.1");
  const source = [
    ".TH X 1 2026-01-01\n.SH NAME\nx \\- y\n",
    paragraph(text),
    verbatim(`a\n${text}`),
  ];
  writeFileSync(file, source.join(""));
  expect(
    shown(file)
      .split("\n")
      .map((each) => each.trim())
      .filter((each) => each === text),
  ).toHaveLength(2);
  expect(run("groff", "-man", "-ww", "-z", file).stderr).toBe("");
  expect(escapeRoff(text)).not.toMatch(/^['.]/);
});
