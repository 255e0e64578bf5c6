import { exec } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { docstringExamples } from "../support/docstring-examples.ts";
import { runExample } from "../support/run-example.ts";

const runInShell = promisify(exec);
const consumer = inject("consumer");
const root = join(import.meta.dirname, "../..");
const documents = [
  "README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md") && name !== "changes.md")
    .map((name) => `docs/${name}`),
];
const blocks = (path: string, language: string) =>
  [
    ...readFileSync(join(root, path), "utf8").matchAll(
      new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "gm"),
    ),
  ].map((match) => match[1] ?? "");
const examples = documents.flatMap((path) =>
  blocks(path, "ts").map((code, index) => [`${path}, example ${index + 1}`, code] as const),
);
const commands = documents.flatMap((path) =>
  blocks(path, "console").flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map(
        (part) => [path, part.split("\n")[0] ?? "", part.slice(part.indexOf("\n") + 1)] as const,
      ),
  ),
);

describe("code in the documents and docstrings", () => {
  const load = (file: string) =>
    import(pathToFileURL(join(consumer, "node_modules/cpanel-ports/dist", file)).href);
  const modules = async () => ({
    "cpanel-ports": await load("index.js"),
    "cpanel-ports/parse": await load("parse.js"),
    "cpanel-ports/render": await load("render.js"),
  });

  test.for(examples)("returns the answers in its comments: %s", async ([, code]) => {
    const { assertions, mismatches } = await runExample(code, await modules());
    expect(mismatches).toEqual([]);
    expect(assertions).toBeGreaterThan(0);
  });

  test("compiles in strict mode", () => {
    const codes = [
      ...examples.map(([, code]) => code),
      ...docstringExamples().map(({ code }) => code),
    ];
    const files = codes.map((code, index) => {
      const file = join(consumer, `example-${index}.mts`);
      writeFileSync(file, code);
      return file;
    });
    const program = ts.createProgram(files, {
      strict: true,
      noEmit: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: [],
    });
    expect(
      ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText, file, start }) => [
          file?.text.split("\n")[file.getLineAndCharacterOfPosition(start ?? 0).line],
          ts.flattenDiagnosticMessageText(messageText, "\n"),
        ]),
    ).toEqual([]);
    expect(files.length).toBeGreaterThan(80);
  });
});

describe("commands in the documents", () => {
  beforeAll(() => cpSync(join(root, "docs/examples"), consumer, { recursive: true }));

  test.concurrent.for(commands)(
    "print the output shown in %s: %s",
    async ([, command, shown], { expect }) => {
      const { stdout } = await runInShell(`${command} 2>&1 || true`, {
        shell: "bash",
        cwd: consumer,
        // Over SSH, `block` would print the addresses of the connection.
        env: { ...process.env, npm_config_loglevel: "error", SSH_CONNECTION: "" },
      });
      expect(stdout.replaceAll("\r\n", "\n")).toBe(shown);
    },
  );

  test("use no unknown option", () => {
    for (const [path, command, shown] of commands) {
      expect(shown, `${path}: ${command}`).not.toMatch(/^cpanel-ports: unknown /m);
    }
  });

  test("include the help of every command", async () => {
    const { stdout } = await runInShell("npx cpanel-ports --help", { cwd: consumer });
    const [, list = ""] = stdout.split("\nCommands:\n");
    const names = Array.from(list.matchAll(/^ {2}([a-z]+)/gm), ([, name]) => name);
    const shown = commands.map(([path, command]) => `${path}: ${command}`);
    for (const name of names.filter((each) => each !== "help")) {
      expect(shown).toContain(`docs/command.md: npx cpanel-ports ${name} --help`);
    }
    expect(names.length).toBeGreaterThan(10);
  });

  test("include two in the README", () => {
    expect(commands.filter(([path]) => path === "README.md").length).toBe(2);
  });
});

test("README.md and CONTRIBUTING.md name only scripts that package.json has", () => {
  const { scripts } = createRequire(import.meta.url)("../../package.json");
  expect(blocks("README.md", "sh")).toContain("npm ci && npm test\n");
  for (const path of ["README.md", "CONTRIBUTING.md"]) {
    const named = readFileSync(join(root, path), "utf8").matchAll(/npm run ([\w:]+)/g);
    const names = Array.from(named, ([, name]) => name);
    expect(Object.keys(scripts), path).toEqual(expect.arrayContaining(names));
    expect(names.length, path).toBeGreaterThan(1);
  }
});

test("CI runs every tier of tests and every part of the check", () => {
  const { scripts } = createRequire(import.meta.url)("../../package.json");
  const ci = readFileSync(join(root, ".ci/run"), "utf8");
  const parts = Object.keys(scripts).filter((name) => /^(?:check|test):(?!all$)/.test(name));
  expect(parts.length).toBeGreaterThan(6);
  for (const command of [
    "npm ci",
    "npm test",
    "npm run everywhere",
    "npm run release:rehearse",
    ...parts.map((name) => `npm run ${name}`),
  ]) {
    expect(ci.match(new RegExp(`\\b${command}(?= |$)`, "gm")), command).toHaveLength(1);
  }
});

test("every link between documents has a target", () => {
  for (const path of [...documents, "data/README.md", "CONTRIBUTING.md"]) {
    const links = readFileSync(join(root, path), "utf8").matchAll(/\]\((?!https?:|#)([^)#]+)/g);
    for (const [, target = ""] of links) {
      expect(existsSync(join(root, path, "..", target)), `${path}: ${target}`).toBe(true);
    }
  }
});
