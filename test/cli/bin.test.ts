import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

// Bundled once, as the package has it: compiling it for every process takes far longer than it runs.
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
  test("exits as it should, and keeps the two outputs apart", () => {
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
    expect(run("list", "stable")).toMatchObject({ status: 1, stdout: "" });
    expect(run("--nonsense")).toMatchObject({ status: 2, stdout: "" });
  });

  test("ends in silence when the reader of a pipe has had enough", () => {
    const script = `set -o pipefail; node ${bin} list --format json | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toBe("{\n0\n");
  });

  test("exits with 2 when its output cannot be written: 1 is an answer of audit", () => {
    const script = `printf '*filter\\n:INPUT DROP [0:0]\\nCOMMIT\\n' | node ${bin} audit 126 - > /dev/full`;
    const { status, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toContain("cpanel-ports: ENOSPC: no space left on device, write\n");
  });

  test("reads standard input, and says in one line what the system refuses", () => {
    const conf = ["TCP", "UDP", "TCP6", "UDP6"].map((name) => `${name}_IN="1"\n${name}_OUT="1"\n`);
    const args = [bin, "render", "csf", "--service", "ssh", "--merge", "-"];
    const merged = spawnSync(process.execPath, args, { input: conf.join(""), encoding: "utf8" });
    expect(merged.stdout).toMatch(/^TCP_IN="1,22"\n/);
    const refused = run("render", "json", "--output", "/nowhere/at/all");
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(
      /\ncpanel-ports: ENOENT: no such file or directory, open [^\n]*\n$/,
    );
  });

  test("reads a version from a file as a server has it", () => {
    const script = `node ${bin} list "$(printf '11.126.0.5\\n')" --service ssh --format csv`;
    expect(execFileSync("bash", ["-c", script], { encoding: "utf8" })).toContain("\r\n22,SSH,");
  });
});

describe("in this process", () => {
  const { isTTY } = process.stdout;
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    process.stdout.isTTY = isTTY;
    vi.resetModules();
    process.exitCode = undefined;
  });

  test("passes arguments, output and status, and bears a closed pipe", async () => {
    const listeners = process.stdout.listeners("error");
    process.stdout.isTTY = false;
    const written: string[] = [];
    const errors: string[] = [];
    vi.spyOn(process, "argv", "get").mockReturnValue([
      "node",
      "cpanel-ports",
      "list",
      "--port",
      "22",
    ]);
    vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
    vi.spyOn(process.stderr, "write").mockImplementation((text) => errors.push(String(text)) > 0);
    const exit = vi.spyOn(process, "exit").mockImplementation((() => {}) as () => never);
    await (await import("../../src/cli/bin.ts")).done;
    expect(written.join("")).toContain("22  SSH");
    expect(written.join("")).not.toContain("\u001b[");
    expect(process.exitCode).toBe(0);

    written.length = 0;
    vi.resetModules();
    vi.stubEnv("NO_COLOR", "");
    vi.stubEnv("TERM", "xterm");
    process.stdout.isTTY = true;
    await (await import("../../src/cli/bin.ts")).done;
    expect(written.join("")).toContain("\u001b[1mcPanel & WHM");

    vi.resetModules();
    vi.spyOn(process, "argv", "get").mockReturnValue(["node", "cpanel-ports", "list", "stable"]);
    await (await import("../../src/cli/bin.ts")).done;
    expect(errors.join("")).toContain("release tier");
    expect(process.exitCode).toBe(1);

    const folder = temporaryFolder();
    const conf = ["TCP", "UDP", "TCP6", "UDP6"].map((name) => `${name}_IN="1"\n${name}_OUT="1"\n`);
    writeFileSync(join(folder, "csf.conf"), conf.join(""));
    vi.resetModules();
    vi.spyOn(process, "argv", "get").mockReturnValue([
      ...["node", "cpanel-ports", "render", "csf", "--service", "ssh"],
      ...["--merge", join(folder, "csf.conf"), "--output", join(folder, "new")],
    ]);
    await (await import("../../src/cli/bin.ts")).done;
    expect(readFileSync(join(folder, "new"), "utf8")).toMatch(/^TCP_IN="1,22"\n/);
    expect(process.exitCode).toBe(0);

    vi.resetModules();
    vi.spyOn(process, "argv", "get").mockReturnValue([
      ...["node", "cpanel-ports", "audit", "126", join(folder, "csf.conf")],
    ]);
    await (await import("../../src/cli/bin.ts")).done;
    expect(written.join("")).toContain("the firewall does not fit");
    expect(process.exitCode).toBe(1);

    written.length = 0;
    vi.resetModules();
    vi.doMock("node:fs", () => ({
      readFileSync: (path: unknown) => Buffer.from(path === 0 ? conf.join("") : ""),
      writeFileSync,
    }));
    vi.spyOn(process, "argv", "get").mockReturnValue([
      ...["node", "cpanel-ports", "render", "csf", "--service", "ssh", "--merge", "-"],
    ]);
    await (await import("../../src/cli/bin.ts")).done;
    vi.doUnmock("node:fs");
    expect(written.join("")).toMatch(/^TCP_IN="1,22"\n/);

    const [listener] = process.stdout
      .listeners("error")
      .filter((each) => !listeners.includes(each));
    listener?.(Object.assign(new Error("closed"), { code: "EPIPE" }));
    expect(exit).toHaveBeenCalledOnce();
    listener?.(new Error("disk full"));
    expect(exit).toHaveBeenCalledWith(2);
    expect(errors.join("")).toContain("\ncpanel-ports: disk full\n");
    for (const each of process.stdout.listeners("error")) {
      if (!listeners.includes(each)) {
        process.stdout.removeListener("error", each as () => void);
      }
    }
  });
});
