import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";

const bin = join(import.meta.dirname, "../../src/cli/bin.ts");
const run = (...args: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", bin, ...args], { encoding: "utf8" });

describe("the program", () => {
  test("exits as it should, and keeps the two outputs apart", () => {
    const listed = run("list", "126", "--service", "imap", "--tls", "true", "--format", "json");
    expect(listed.status).toBe(0);
    expect(JSON.parse(listed.stdout)).toMatchObject([{ port: 993 }]);
    expect(run("list", "stable")).toMatchObject({ status: 1, stdout: "" });
    expect(run("--nonsense")).toMatchObject({ status: 2, stdout: "" });
  });

  test("ends in silence when the reader of a pipe has had enough", () => {
    const script = `set -o pipefail; node --import tsx ${bin} list --format json | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toBe("[\n0\n");
  });

  test("reads a version from a file as a server has it", () => {
    const script = `node --import tsx ${bin} list "$(printf '11.126.0.5\\n')" --service ssh --format csv`;
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
    await import("../../src/cli/bin.ts");
    expect(written.join("")).toContain("22  SSH");
    expect(written.join("")).not.toContain("\u001b[");
    expect(process.exitCode).toBe(0);

    written.length = 0;
    vi.resetModules();
    vi.stubEnv("NO_COLOR", "");
    vi.stubEnv("TERM", "xterm");
    process.stdout.isTTY = true;
    await import("../../src/cli/bin.ts");
    expect(written.join("")).toContain("\u001b[1mcPanel & WHM");

    vi.resetModules();
    vi.spyOn(process, "argv", "get").mockReturnValue(["node", "cpanel-ports", "list", "stable"]);
    await import("../../src/cli/bin.ts");
    expect(errors.join("")).toContain("release tier");
    expect(process.exitCode).toBe(1);

    const [listener] = process.stdout
      .listeners("error")
      .filter((each) => !listeners.includes(each));
    listener?.(Object.assign(new Error("closed"), { code: "EPIPE" }));
    expect(exit).toHaveBeenCalledOnce();
    expect(() => listener?.(new Error("disk full"))).toThrow("disk full");
    for (const each of process.stdout.listeners("error")) {
      if (!listeners.includes(each)) {
        process.stdout.removeListener("error", each as () => void);
      }
    }
  });
});
