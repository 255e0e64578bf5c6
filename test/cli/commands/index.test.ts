import { expect, test } from "vitest";
import { commands, loadCommands } from "../../../src/cli/commands/index.ts";
import { run } from "../../../src/cli/run.ts";

test("loads only the commands that the arguments name", async () => {
  expect([...(await loadCommands(["help", "list"])).keys()]).toEqual(["list"]);
  expect([...(await loadCommands(["--help"])).keys()]).toEqual([]);
  expect([...(await loadCommands(["listing"])).keys()]).toEqual([]);
});

test("loads all commands for completion, which describes all of them", async () => {
  expect([...(await loadCommands(["completion", "bash"])).keys()]).toEqual(Object.keys(commands));
});

test("lists every command in the help without loading any", () => {
  let stdout = "";
  const io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: () => {},
    readFile: () => new Uint8Array(),
    readDirectory: () => [],
    writeFile: () => {},
    isTypedIn: () => false,
    isPipedIn: () => false,
    isTerminal: false,
    today: () => "2026-08-01",
    env: {},
  };
  expect(run(["--help"], "1.2.3", io, new Map())).toBe(0);
  for (const [name, { summary }] of Object.entries(commands)) {
    expect(stdout.replace(/\s+/g, " ")).toContain(`${name} ${summary}`);
  }
});
