import { expect, test } from "vitest";
import { readQuery } from "../../../site/explorer/views/ports/port-query.ts";
import { portsCommand } from "../../../site/explorer/views/ports/ports-command.ts";
import { shownReleases } from "../../../site/explorer/views/ports/shown-releases.ts";

function command(text: string, ports: readonly number[], address = ""): string | null {
  return portsCommand(shownReleases(new URLSearchParams(address)), readQuery(text), ports);
}

test.for([
  ["", [25], "list 126"],
  ["service:imap direction:inbound", [143], "list 126 --service imap --direction inbound"],
  ["service:", [25], "list 126"],
  ["port:7777", [], "list 126 --port 7777"],
  ["imap", [143, 993], "list 126 --port 143,993"],
  ["-service:imap", [25, 26], "list 126 --port 25,26"],
] as const)("writes “%s” as a command that lists the same ports", ([text, ports, written]) => {
  expect(command(text, ports)).toBe(`npx cpanel-ports ${written}`);
});

test("lists ports by number if a field is repeated, which the command reads as alternatives", () => {
  expect(command("direction:inbound direction:outbound", [25])).toBe(
    "npx cpanel-ports list 126 --port 25",
  );
});

test.for(["$(reboot)", "`reboot`", "imap;reboot", "imap|reboot", '"imap\nreboot"'])(
  "writes no options for an invalid filter: %s",
  (value) => {
    expect(command(`service:${value}`, [25])).toBe("npx cpanel-ports list 126");
  },
);

test("writes no command if a word matches nothing", () => {
  expect(command("no-such-word", [])).toBeNull();
});

test("compares two releases with the same filter", () => {
  expect(command("service:imap", [143], "from=102&only=differences")).toBe(
    "npx cpanel-ports diff 102 126 --service imap",
  );
});
