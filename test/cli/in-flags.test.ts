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
  ['keep is "x"; expected an address', '--keep is "x"; expected an address'],
  ['on is "tomorrow"; expected a day', '--on is "tomorrow"; expected a day'],
  ['address is "x"; expected one', '--source or --destination is "x"; expected one'],
  ["close is true without keep", "--close is true without keep"],
  ['force is "x"', '--force is "x"'],
  ["rollback is set, and firewalld", "--rollback is set, and firewalld"],
  ["would block it; expected others, or force", "would block it; expected others, or --force"],
  ['host is "a", of which there is no scan', '--host is "a", of which there is no scan'],
  [
    "several hosts: a, b; choose one with the option host",
    "several hosts: a, b; choose one with --host",
  ],
  ["expected a plan read with the option interface", "expected a plan read with --interface"],
  ['services is "os is"; expected one of ftp', '--service is "os is"; expected one of ftp'],
  [
    'services is "\\"the os is\\\\"; outbound is "x"',
    '--service is "\\"the os is\\\\"; --outbound is "x"',
  ],
  ['services is "so the os is…; outbound is "x"', '--service is "so the os is…; --outbound is "x"'],
])("%s reads %s at the command line", (message, expected) => {
  expect(inFlags(message)).toBe(expected);
});

test.each([
  "two services and sources of outbound connections",
  "ports of inbound and outbound rules",
  "release 126 documents no inbound port for it",
  "the address is not known, and the rule on is last",
])("leaves alone what names no option: %s", (message) => {
  expect(inFlags(message)).toBe(message);
});
