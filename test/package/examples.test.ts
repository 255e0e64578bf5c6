import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, inject, test } from "vitest";
import { compile } from "./compile.ts";

const consumer = inject("consumer");
const folder = join(import.meta.dirname, "../../docs/examples");
const names = readdirSync(folder).filter((name) => /\.(ts|py)$/.test(name));
const textOf = (name: string) => readFileSync(join(folder, name), "utf8");
const programs = names.filter((name) => name.endsWith(".ts"));

for (const name of programs) {
  const { outputText } = ts.transpileModule(textOf(name), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  writeFileSync(join(consumer, name.replace(/ts$/, "mjs")), outputText);
}

/** Runs an example and returns its output. */
function run(name: string, args: readonly string[], input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${name}.mjs`, ...args], {
    cwd: consumer,
    encoding: "utf8",
    input,
  });
  return { status, stdout, stderr };
}

test("docs/examples contains the listed programs, each with fewer than 60 lines", () => {
  expect(names.sort()).toEqual([
    "check-upgrade.ts",
    "embed-table.ts",
    "enrich-scan.ts",
    "http-lookup.ts",
    "ports_by_service.py",
  ]);
  for (const name of names) {
    expect(textOf(name).split("\n").length, name).toBeLessThan(60);
  }
});

describe.for(programs)("%s", (name) => {
  test("compiles in strict mode without a cast", () => {
    const file = name.replace(/ts$/, "mts");
    const messages = compile({ [file]: textOf(name) }, { module: ts.ModuleKind.NodeNext });
    expect(messages.get(file)).toEqual([]);
    const casts: string[] = [];
    const visit = (node: ts.Node): void => {
      if (
        ts.isAsExpression(node) ||
        ts.isNonNullExpression(node) ||
        ts.isTypeAssertionExpression(node)
      ) {
        casts.push(node.getText());
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(name, textOf(name), ts.ScriptTarget.Latest, true));
    expect(casts).toEqual([]);
  });
});

test("check-upgrade prints the changes and their reasons", () => {
  const { status, stdout } = run("check-upgrade", ["11.118.0.5", "126"]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^close 2091: Exchange ActiveSync .*\nclose 2195: Apple Push/m);
  expect(stdout).toMatch(/^why, between 124 and 126: cPanel's case RE-676 retired /m);
  expect(run("check-upgrade", ["118", "126", "--service", "ssh,dns"]).status).toBe(0);
  expect(run("check-upgrade", ["118", "126", "--service", "imapp"])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("did you mean imap?"),
  });
  expect(run("check-upgrade", ["stable"]).status).toBe(2);
});

test("embed-table prints a table with custom columns", () => {
  const { stdout } = run("embed-table", ["132"]);
  expect(stdout).toContain("<caption>Ports to open for cPanel &amp; WHM 132</caption>");
  expect(stdout).toContain('<th scope="col">Used by</th>');
  expect(stdout).toMatch(/>143<\/th><td>tcp<\/td><td>IMAP<\/td><td>IMAP<\/td><td>starttls<\/td>/);
  expect(stdout).toMatch(/>8443<\/th>.*not documented by cPanel/);
});

test("enrich-scan adds the purpose of a port to each line that names one", () => {
  const lines = ["PORT      STATE SERVICE", "2087/tcp  open  eli", "783/tcp   open  spamassassin"];
  const more = [
    "2086/tcp open  gnunet",
    "8443/tcp  open  https-alt",
    "2089/tcp open sep",
    "22/tcp closed ssh",
  ];
  const { stdout } = run("enrich-scan", ["126"], [...lines, ...more].join("\n"));
  expect(stdout.split("\n")).toEqual([
    "PORT      STATE SERVICE",
    "2087/tcp  open  eli  # WHM SSL and cPanel Licensing",
    expect.stringMatching(
      /^783\/tcp .* # Apache SpamAssassin.*: only for the server itself; should/,
    ),
    "2086/tcp open  gnunet  # WHM and cPanel Licensing, in plain text",
    "8443/tcp  open  https-alt  # not documented by cPanel",
    "2089/tcp open sep  # cPanel Licensing: documented, but not as inbound tcp",
    "22/tcp closed ssh",
    "",
  ]);
});

test("http-lookup answers with ports, and rejects an invalid question with status 400", async () => {
  const server = spawn(process.execPath, ["http-lookup.mjs"], { cwd: consumer });
  try {
    const [data] = await once(server.stdout, "data");
    const ask = async (path: string) => {
      const response = await fetch(`${String(data).trim()}${path}`);
      return { status: response.status, body: await response.json() };
    };
    expect(await ask("/ports/11.132.0.3?service=imap&direction=inbound")).toMatchObject({
      status: 200,
      body: { release: 126, coverage: "page", ports: [{ port: 143 }, { port: 993 }] },
    });
    expect(await ask("/ports/126?service=imapp")).toMatchObject({
      status: 400,
      body: { error: "invalid-option", field: "service", suggestion: "imap" },
    });
    expect(await ask("/ports/126?port=0")).toMatchObject({
      status: 400,
      body: { field: "port", expected: "a whole number from 1 to 65535" },
    });
    expect(await ask("/ports/stable")).toMatchObject({
      status: 400,
      body: { error: "release-tier" },
    });
    expect(await ask("/nowhere")).toMatchObject({ status: 404 });
  } finally {
    server.kill();
  }
});

test("ports_by_service.py reads the JSON in the package", async () => {
  copyFileSync(join(folder, "ports_by_service.py"), join(consumer, "ports_by_service.py"));
  const python = (...args: readonly string[]) =>
    new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      const path = "node_modules/cpanel-ports/data/dataset.json";
      const all = ["ports_by_service.py", path, ...args];
      execFile("python3", all, { cwd: consumer }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  expect(await python("126", "imap")).toEqual({
    code: 0,
    stdout: "  143  tcp       starttls      IMAP\n  993  tcp       implicit      IMAP SSL\n",
    stderr: "",
  });
  expect(await python("125", "imap")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("125 is not in the dataset"),
  });
  expect(await python("126", "imapp")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("'imapp' is not a service"),
  });
});
