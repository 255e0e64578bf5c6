import { writeSync } from "node:fs";

/**
 * Writes a whole text to a file descriptor, and waits while a pipe is full.
 *
 * @throws the system error if it cannot be written
 */
export function writeAll(descriptor: number, text: string): void {
  let rest = new TextEncoder().encode(text);
  while (rest.length > 0) {
    rest = rest.subarray(writeSome(descriptor, rest));
  }
}

function writeSome(descriptor: number, bytes: Uint8Array): number {
  try {
    return writeSync(descriptor, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") {
      throw error;
    }
    // Another process that shares the pipe made it non-blocking.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    return 0;
  }
}
