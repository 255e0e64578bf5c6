import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let written: (readonly [descriptor: number, text: string])[];
let failure: Error | undefined;
let terminals: readonly number[];
let input: string;
beforeEach(() => {
  written = [];
  failure = undefined;
  terminals = [];
  input = "a terminal";
  vi.spyOn(process, "exit").mockImplementation((() => {}) as () => never);
});
const before = (["stdout", "stderr"] as const).map(
  (name) => [name, process[name].isTTY, process[name].listeners("error")] as const,
);
afterEach(() => {
  vi.restoreAllMocks();
  vi.doUnmock("node:fs");
  vi.doUnmock("../../src/cli/write-all.ts");
  vi.resetModules();
  for (const [name, isTTY, listeners] of before) {
    process[name].isTTY = isTTY;
    for (const each of process[name].listeners("error")) {
      if (!listeners.includes(each)) {
        process[name].removeListener("error", each as () => void);
      }
    }
  }
});

async function ioOfProcess(): Promise<Io> {
  vi.resetModules();
  const fs = await vi.importActual<typeof import("node:fs")>("node:fs");
  vi.doMock("node:fs", () => ({
    ...fs,
    readFileSync: (path: string | number) =>
      path === 0 ? Buffer.from("standard input") : fs.readFileSync(path),
    fstatSync: (descriptor: number) => ({
      isCharacterDevice: () => terminals.includes(descriptor),
      isFIFO: () => input === "a pipe",
      isFile: () => input === "a file",
    }),
  }));
  vi.doMock("../../src/cli/write-all.ts", () => ({
    writeAll: (descriptor: number, text: string) => {
      if (failure && descriptor === 1) {
        throw failure;
      }
      written.push([descriptor, text]);
    },
  }));
  return (await import("../../src/cli/process-io.ts")).processIo();
}

test("creates no stream to write to a file or pipe", async () => {
  const stream = vi.spyOn(process, "stdout", "get");
  const io = await ioOfProcess();
  io.stdout("answer");
  io.stderr("remark");
  expect(written).toEqual([
    [1, "answer"],
    [2, "remark"],
  ]);
  expect(io).toMatchObject({ isTerminal: false, columns: undefined });
  expect(stream).not.toHaveBeenCalled();
});

test("distinguishes a terminal from other devices, and reports its width", async () => {
  terminals = [1, 2];
  process.stdout.isTTY = false;
  expect((await ioOfProcess()).isTerminal).toBe(false);

  process.stdout.isTTY = true;
  process.stderr.isTTY = true;
  process.stdout.columns = 72;
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const err = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const io = await ioOfProcess();
  io.stdout("answer");
  io.stderr("remark");
  expect(io).toMatchObject({ isTerminal: true, columns: 72 });
  expect(out).toHaveBeenCalledWith("answer");
  expect(err).toHaveBeenCalledWith("remark");
  expect(written).toEqual([]);
});

test("ignores a closed pipe, and exits with 2 if output cannot be written", async () => {
  const io = await ioOfProcess();
  failure = Object.assign(new Error("closed"), { code: "EPIPE" });
  io.stdout("answer");
  expect(process.exit).not.toHaveBeenCalled();
  expect(written).toEqual([]);

  failure = new Error("disk full");
  io.stdout("answer");
  expect(process.exit).toHaveBeenCalledWith(2);
  expect(written).toEqual([[2, "cpanel-ports: disk full\n"]]);
});

test("reads and writes files, and reports the date, the environment and the kind of standard input", async () => {
  const io = await ioOfProcess();
  const path = join(temporaryFolder(), "file");
  io.writeFile(path, "text");
  expect(readFileSync(path, "utf8")).toBe("text");
  expect(Buffer.from(io.readFile(path)).toString()).toBe("text");
  expect(Buffer.from(io.readFile("-")).toString()).toBe("standard input");
  expect(io.isTypedIn()).toBe(false);
  expect(io.isPipedIn()).toBe(false);
  expect(io.today()).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(io.env).toBe(process.env);
});

test.for(["a pipe", "a file"])("recognizes %s as standard input", async (kind) => {
  input = kind;
  expect((await ioOfProcess()).isPipedIn()).toBe(true);
});
