import { randomBytes } from "node:crypto";
import { run } from "./run.ts";

/** Runs a command in the namespace and returns its output. */
export type Inside = (command: string, args: readonly string[], input?: string) => Promise<string>;

/** Creates a network namespace, and removes it after use. */
export async function withNamespace<T>(use: (inside: Inside) => Promise<T>): Promise<T> {
  const name = `cpp-${randomBytes(3).toString("hex")}`;
  await run("ip", ["netns", "add", name]);
  try {
    await run("ip", ["-n", name, "link", "set", "lo", "up"]);
    return await use((command, args, input) =>
      run("ip", ["netns", "exec", name, command, ...args], input === undefined ? {} : { input }),
    );
  } finally {
    await run("ip", ["netns", "del", name]);
  }
}
