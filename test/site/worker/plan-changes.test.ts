import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  type ChangeSettings,
  changesCommand,
} from "../../../site/explorer/views/compare/change-settings.ts";
import { planChanges } from "../../../site/worker/tasks/plan-changes.ts";

const unasked = { format: "nftables", close: false, keep: "", rollback: null } as const;
const root = join(import.meta.dirname, "../../..");

function ofCommand(from: string, to: string, settings: ChangeSettings): string {
  const command = changesCommand(from, to, settings).replace(
    /^npx cpanel-ports/,
    "node dist/cli.cjs",
  );
  const env = { ...process.env, SSH_CONNECTION: "" };
  return spawnSync("sh", ["-c", command], { cwd: root, encoding: "utf8", env }).stdout;
}

test.each([
  ["118", "126", unasked],
  ["118", "126", { ...unasked, close: true, keep: "198.51.100.7:22" }],
  ["118", "126", { ...unasked, format: "iptables", close: true, keep: "[2001:db8::7]:22" }],
  ["118", "126", { ...unasked, format: "firewalld", rollback: 120 }],
  ["126", "138", unasked],
] as const)("writes the output of the command: %s to %s %o", (from, to, settings) => {
  const text = ofCommand(from, to, settings);
  expect(text).not.toBe("");
  expect(planChanges({ from, to, ...settings }).commands).toEqual({ text });
});

test("returns the fate of each change", () => {
  const { changes } = planChanges({ from: "118", to: "126", ...unasked });
  expect(changes.map(({ fate, change }) => [fate, change.action, change.ports.from])).toEqual([
    ["closable", "close", 2091],
    ["never", "close", 2195],
  ]);
  expect(changes[1]?.reason).toBe("outbound ports are closed only with --outbound needed");
});

test.each([
  ["126", "132", "nothing documented differs; page 126 covers both"],
  ["126", "138", "cannot tell whether anything differs"],
  ["118", "126", "1 to close if asked"],
])("summarizes %s to %s in the words of the package", (from, to, words) => {
  expect(planChanges({ from, to, ...unasked }).nothing).toBe(words);
});

test("states why a format has no commands, and keeps the changes", () => {
  const asked = { ...unasked, format: "csf", close: true, keep: "198.51.100.7:22" } as const;
  const { changes, commands, nothing } = planChanges({ from: "118", to: "126", ...asked });
  expect(commands).toHaveProperty("refused.code", "invalid-option");
  expect(changes).toHaveLength(2);
  expect(nothing).toBeNull();
});

test("refuses to close without a connection to keep", () => {
  expect(() => planChanges({ from: "118", to: "126", ...unasked, close: true })).toThrow(
    "lock you out",
  );
});
