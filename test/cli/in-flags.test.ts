import { expect, test } from "vitest";
import { inFlags } from "../../src/cli/in-flags.ts";

test.each([
  ['services is "foo"; expected one of ftp', '--service is "foo"; expected one of ftp'],
  ['allowFrom.ssh is "1.2.3"', '--allow-from ssh is "1.2.3"'],
  [
    "allowFrom.8000-8010: the policy opens no such port",
    "--allow-from 8000-8010: the policy opens no such port",
  ],
  [
    "services includes ssh, which omit.ssh excludes",
    "--service includes ssh, which --omit ssh excludes",
  ],
  ["add[0] is for ssh, which omit excludes", "--add number 1 is for ssh, which --omit excludes"],
  [
    'add[0] opens outbound ports, but outbound is "any", which opens all',
    '--add number 1 opens outbound ports, but --outbound is "any", which opens all',
  ],
  ["add[1].ports.through is 8440", "--add number 2 (ports.through) is 8440"],
  [
    "omit.26 opens port 26, which preferTls excludes",
    "--omit 26 opens port 26, which --prefer-tls excludes",
  ],
  ['the filter\'s service is "imapp"', '--service is "imapp"'],
  ['services[1] is "shh"; expected a service', '--service is "shh"; expected a service'],
  ['allowFrom.ssh[1] is "x"; expected', '--allow-from ssh is "x"; expected'],
  ["services is 23; a port (add opens others)", "--service is 23; a port (--add opens others)"],
  [
    'omit.updates excludes ports; to exclude them, set outbound to "needed"',
    "--omit updates excludes ports; to exclude them, add --outbound needed",
  ],
  [
    'SSH may listen there; set replace: { "ssh": 2022 }; set allowFrom: { "ssh": ["0.0.0.0/0", "::/0"] }',
    "SSH may listen there; add --replace ssh=2022; add --allow-from ssh=0.0.0.0/0,::/0",
  ],
  ['table is "input"', '--table is "input"'],
  ['keep is "x"; expected an address', '--keep is "x"; expected an address'],
  ['on is "tomorrow"; expected a day', '--on is "tomorrow"; expected a day'],
  ['address is "x"; expected one', '--source or --destination is "x"; expected one'],
  ['"htp3" is not a key of conditions; expected', '"htp3" is not a key of --conditions; expected'],
  ['"x" is not a key of scope; expected', '"x" is not a key of scope; expected'],
  ["close is true without keep", "--close is true without keep"],
  ['force is "x"', '--force is "x"'],
  ["rollback is set, and firewalld", "--rollback is set, and firewalld"],
  ["would block it; expected others, or force", "would block it; expected others, or --force"],
  ['host is "a", but the input', '--host is "a", but the input'],
  ["host is not set, but the input", "--host is not set, but the input"],
  ["expected a plan read with the option interface", "expected a plan read with --interface"],
  ['services is "os is"; expected one of ftp', '--service is "os is"; expected one of ftp'],
  [
    'services is "\\"the os is\\\\"; outbound is "x"',
    '--service is "\\"the os is\\\\"; --outbound is "x"',
  ],
  ['services is "so the os is…; outbound is "x"', '--service is "so the os is…; --outbound is "x"'],
])("rewrites %s as %s for the command line", (message, expected) => {
  expect(inFlags(message)).toBe(expected);
});

test.each([
  "two services and sources of outbound connections",
  "ports of inbound and outbound rules",
  "no documented inbound port in release 126",
  "the address is not known, and the rule on is last",
])("keeps a message that names no option: %s", (message) => {
  expect(inFlags(message)).toBe(message);
});
