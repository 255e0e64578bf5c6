import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.doUnmock("node:fs");
  vi.resetModules();
});

/** Returns `writeAll` over a system that takes what `take` says of each write. */
async function writeAllOver(take: (bytes: Uint8Array) => number) {
  vi.resetModules();
  vi.doMock("node:fs", () => ({
    writeSync: (_descriptor: number, bytes: Uint8Array) => take(bytes),
  }));
  return (await import("../../src/cli/write-all.ts")).writeAll;
}

const systemError = (code: string) => Object.assign(new Error(code), { code });

test("writes what is left after a part, and waits for a full pipe", async () => {
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

test("throws what the system says", async () => {
  const writeAll = await writeAllOver(() => {
    throw systemError("ENOSPC");
  });
  expect(() => writeAll(1, "text")).toThrow("ENOSPC");
});
