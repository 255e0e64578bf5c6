import { expect, test } from "vitest";
import { runCli } from "../../support/run-cli.ts";

const files = { "rules v4": "", "rules.v4": "", "126": "*filter\nCOMMIT\n" };
const messageOf = (args: readonly string[], given: Record<string, string> = { "rules.v4": "" }) =>
  runCli(args, { files: given }).stderr;

test.for([
  [
    ["audit", "rules.v4", "126"],
    "the version goes before the other arguments: cpanel-ports audit 126 rules.v4",
  ],
  [
    ["compare", "csf-stock", "126", "rules.v4"],
    "the version goes before the other arguments: cpanel-ports compare 126 csf-stock rules.v4",
  ],
  [
    ["plan", "rules.v4", "110", "126"],
    "both versions go before the files: cpanel-ports plan 110 126 rules.v4",
  ],
  [
    ["plan", "110", "rules.v4", "126"],
    "both versions go before the files: cpanel-ports plan 110 126 rules.v4",
  ],
  [
    ["plan", "118", "rules.v4"],
    '"rules.v4" is a file, but plan needs two versions before the files; to compare a firewall with a version: cpanel-ports audit 118 rules.v4',
  ],
  [
    ["diff", "rules.v4", "118"],
    '"rules.v4" is a file, but diff compares two versions; to compare a firewall with a version: cpanel-ports audit 118 rules.v4',
  ],
  [
    ["diff", "no/such.file", "rules.v4"],
    '"no/such.file" is a file, but diff compares two versions; to compare a firewall with a version: cpanel-ports audit 126 no/such.file',
  ],
  [
    ["diff", "-", "118"],
    '"-" is a file, but diff compares two versions; to compare a firewall with a version: cpanel-ports audit 118 -',
  ],
  [
    ["render", "nftables", "rules.v4"],
    '"rules.v4" is a file, but render needs a version here; to compare a firewall with a version: cpanel-ports audit 126 rules.v4',
  ],
  [
    ["check", "126", "rules.v4", "--port", "22"],
    '"126" is a version, but check needs only files: cpanel-ports check rules.v4 --port 22',
  ],
] as const)("states the right order for %j", ([args, message]) => {
  expect(messageOf(args)).toBe(`cpanel-ports: ${message}\n`);
});

test("states that the format goes before the version", () => {
  expect(messageOf(["render", "126", "nftables"])).toContain(
    "The format goes first: cpanel-ports render nftables 126\n",
  );
  expect(messageOf(["render", "126"])).toContain("Allowed choices are nftables");
});

test("quotes the file names in the right order", () => {
  expect(messageOf(["audit", "rules v4", "126"], files)).toContain("rules v4");
  expect(messageOf(["audit", "rules v4", "128"], files)).toContain(
    "cpanel-ports audit 128 'rules v4'\n",
  );
});

test("takes an existing file for a file, even if its name looks like a version", () => {
  expect(messageOf(["audit", "rules.v4", "126"], files)).not.toContain("goes before");
  expect(messageOf(["check", "126", "--port", "22"], files)).not.toContain("is a version");
});

test("leaves servers with names and several versions to other messages", () => {
  expect(messageOf(["audit", "--name", "a", "rules.v4", "126"])).toContain("126: no such file");
  expect(messageOf(["audit", "126", "128"])).toContain("128: no such file");
});

test("takes a version for a version, even if a file has its name", () => {
  for (const args of [
    ["diff", "118", "126"],
    ["plan", "118", "126"],
    ["render", "nftables", "126"],
  ]) {
    expect(messageOf(args, files)).not.toContain("is a file");
  }
});
