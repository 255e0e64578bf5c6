import { expect } from "vitest";
import { runCli } from "./run-cli.ts";

/** Runs a command with `--format json`, expects success and an empty standard error, and parses the output. */
export function cliJson(...args: readonly string[]) {
  const { status, stdout, stderr } = runCli([...args, "--format", "json"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
}

/** Returns a value after a round trip through JSON. */
export function plain(value: unknown) {
  return JSON.parse(JSON.stringify(value));
}
