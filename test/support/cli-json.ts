import { expect } from "vitest";
import { runCli } from "./run-cli.ts";

/** Runs a command with `--format json`, expects it to succeed in silence, and parses what it prints. */
export function cliJson(...args: readonly string[]) {
  const { status, stdout, stderr } = runCli([...args, "--format", "json"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
}

/** Returns a value as it comes back from JSON. */
export function plain(value: unknown) {
  return JSON.parse(JSON.stringify(value));
}
