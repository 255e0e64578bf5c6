import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { processIo } from "../../src/cli/process-io.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

// Bundled once, like in the package: compiling it for every process takes far longer than running it.
const folder = mkdtempSync(join(tmpdir(), "cpanel-ports-"));
const bin = join(folder, "cli.cjs");
beforeAll(() => {
  buildSync({
    entryPoints: [join(import.meta.dirname, "../../src/cli/bin.ts")],
    bundle: true,
    format: "cjs",
    platform: "node",
    outfile: bin,
  });
});
afterAll(() => rmSync(folder, { recursive: true }));
const run = (...args: string[]) =>
  spawnSync(process.execPath, [bin, ...args], { encoding: "utf8" });

describe("the program", () => {
  test("sets the exit status, and separates standard output from standard error", () => {
    const listed = run(
      "list",
      "126",
      "--service",
      "imap",
      "--protection",
      "implicit",
      "--format",
      "json",
    );
    expect(listed.status).toBe(0);
    expect(JSON.parse(listed.stdout)).toMatchObject({ ports: [{ port: 993 }] });
    expect(run("list", "stable")).toMatchObject({ status: 2, stdout: "" });
    expect(run("--nonsense")).toMatchObject({ status: 2, stdout: "" });
  });

  test("ends silently when the reader closes the pipe", () => {
    const script = `set -o pipefail; node ${bin} list --format json | head -n 1; echo "\${PIPESTATUS[0]}"`;
    // Bash warns if the system lacks the locale.
    const env = { ...process.env, LC_ALL: "C" };
    const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8", env });
    expect(stderr).toBe("");
    expect(stdout).toBe("{\n0\n");
  });

  test("exits with 2 if its output cannot be written, because 1 is an answer of audit", () => {
    const script = `printf '*filter\\n:INPUT DROP [0:0]\\nCOMMIT\\n' | node ${bin} audit 126 - > /dev/full`;
    const { status, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toContain("cpanel-ports: ENOSPC: no space left on device, write\n");
  });

  test("writes its whole output to a slow pipe", () => {
    const conf = join(import.meta.dirname, "../../docs/examples/csf-stock.conf");
    const audit = `node ${bin} audit 126 --name a ${conf} --name b ${conf} --format json`;
    const script = `exec 2>/dev/null; ${audit} | (sleep 0.3; cat) | wc -c; ${audit} > ${folder}/audit; wc -c < ${folder}/audit`;
    const { stdout } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    const [piped, inFile] = stdout.trim().split(/\s+/);
    // Larger than the buffer of a pipe.
    expect(Number(piped)).toBeGreaterThan(65_536);
    expect(piped).toBe(inFile);
  });

  test("reads standard input, and names a file that cannot be written", () => {
    const conf = ["TCP", "UDP", "TCP6", "UDP6"].map((name) => `${name}_IN="1"\n${name}_OUT="1"\n`);
    const args = [bin, "render", "csf", "--service", "ssh", "--merge", "-"];
    const merged = spawnSync(process.execPath, args, { input: conf.join(""), encoding: "utf8" });
    expect(merged.stdout).toMatch(/^TCP_IN="1,22"\n/);
    const refused = run("render", "json", "--output", "/nowhere/at/all");
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(/\ncpanel-ports: \/nowhere\/at\/all: no such directory\n$/);
  });

  test("accepts a version that ends with a newline", () => {
    const script = `node ${bin} list "$(printf '11.126.0.5\\n')" --service ssh --format csv`;
    expect(execFileSync("bash", ["-c", script], { encoding: "utf8" })).toContain("\r\n22,SSH,");
  });
});

describe("in this process", () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.doUnmock("../../src/cli/process-io.ts");
    vi.resetModules();
    process.exitCode = undefined;
  });

  test("uses the arguments, output and exit status of the process", async () => {
    const io = processIo();
    let written = "";
    let errors = "";
    vi.doMock("../../src/cli/process-io.ts", () => ({
      processIo: () => ({
        ...io,
        stdout: (text: string) => {
          written += text;
        },
        stderr: (text: string) => {
          errors += text;
        },
      }),
    }));
    const runHere = async (...args: string[]) => {
      written = "";
      errors = "";
      vi.resetModules();
      vi.spyOn(process, "argv", "get").mockReturnValue(["node", "cpanel-ports", ...args]);
      await (await import("../../src/cli/bin.ts")).done;
      return { status: process.exitCode, written, errors };
    };

    expect(await runHere("list", "--port", "22")).toMatchObject({
      status: 0,
      written: expect.stringContaining("22  SSH"),
      errors: "",
    });
    expect(await runHere("list", "stable")).toMatchObject({
      status: 2,
      written: "",
      errors: expect.stringContaining("release tier"),
    });
    const conf = join(temporaryFolder(), "csf.conf");
    writeFileSync(conf, ["TCP", "TCP6"].map((name) => `${name}_IN="1"\n`).join(""));
    expect(await runHere("audit", "126", conf)).toMatchObject({
      status: 1,
      written: expect.stringContaining("the firewall does not fit"),
    });
  });
});
