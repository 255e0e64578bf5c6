import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.doUnmock("node:fs");
  vi.resetModules();
});

/** Returns `writeAll` with a system in which `take` returns the number of bytes accepted by each write. */
async function writeAllOver(take: (bytes: Uint8Array) => number) {
  vi.resetModules();
  vi.doMock("node:fs", () => ({
    writeSync: (_descriptor: number, bytes: Uint8Array) => take(bytes),
  }));
  return (await import("../../src/cli/write-all.ts")).writeAll;
}

const systemError = (code: string) => Object.assign(new Error(code), { code });

test("writes the rest after a partial write, and waits while the pipe is full", async () => {
  let written = "";
  let isFull = false;
  const writeAll = await writeAllOver((bytes) => {
    isFull = !isFull;
    if (isFull) {
      throw systemError("EAGAIN");
    }
    const taken = bytes.subarray(0, 2);
    written += Buffer.from(taken).toString("latin1");
    return taken.length;
  });
  writeAll(1, "port ü");
  expect(Buffer.from(written, "latin1").toString("utf8")).toBe("port ü");
});

test("throws the system error", async () => {
  const writeAll = await writeAllOver(() => {
    throw systemError("ENOSPC");
  });
  expect(() => writeAll(1, "text")).toThrow("ENOSPC");
});
