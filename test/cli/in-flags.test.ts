import { expect, test } from "vitest";
import { inFlags } from "../../src/cli/in-flags.ts";

test.each([
  ['services is "foo"; expected one of ftp', '--service is "foo"; expected one of ftp'],
  ['allowFrom.ssh is "1.2.3"', '--allow-from ssh is "1.2.3"'],
  [
    "allowFrom.8000-8010: the policy opens no such port",
    "--allow-from 8000-8010: the policy opens no such port",
  ],
  ["services takes in what omit.ssh leaves out", "--service takes in what --omit ssh leaves out"],
  [
    'add[0] opens outbound ports, and outbound is "any", which opens all',
    '--add number 1 opens outbound ports, and --outbound is "any", which opens all',
  ],
  ["add[1].ports.through is 8440", "--add number 2 (ports.through) is 8440"],
  [
    "omit.26 opens port 26, which preferTls leaves out",
    "--omit 26 opens port 26, which --prefer-tls leaves out",
  ],
  ['the filter\'s service is "imapp"', '--service is "imapp"'],
  ['table is "input"', '--table is "input"'],
])("%s reads %s at the command line", (message, expected) => {
  expect(inFlags(message)).toBe(expected);
});

test.each([
  "two services and sources of outbound connections",
  "ports of inbound and outbound rules",
  "release 126 documents no inbound port for it",
])("leaves alone what names no option: %s", (message) => {
  expect(inFlags(message)).toBe(message);
});
