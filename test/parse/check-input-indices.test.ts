import { expect, test } from "vitest";
import { InvalidOptionError } from "../../src/index.ts";
import {
  parseApf,
  parseCsf,
  parseFirewalld,
  parseIptables,
  parseSshd,
} from "../../src/parse/index.ts";
import { thrown } from "../support/thrown.ts";

const rules = "*filter\n:INPUT DROP [0:0]\nCOMMIT\n";
const conf = 'TCP_IN = "22"\n';

test.for<readonly [string, () => unknown, string]>([
  [
    "lists of CSF",
    () => parseCsf([conf, "192.0.2.1\n"], { lists: { 1: "deny", 2: "allow" } }),
    'lists has the key "2", but there are 2 inputs; expected only keys from 0 to 1',
  ],
  [
    "lists of APF",
    () => parseApf('IG_TCP_CPORTS="22"\n', { lists: { "1": "deny" } }),
    'lists has the key "1", but there is 1 input; expected only the key 0',
  ],
  [
    "families",
    () => parseIptables(rules, { families: ["ipv4", "ipv6"] }),
    'families has the key "1", but there is 1 input; expected only the key 0',
  ],
  [
    "names of firewalld",
    () => parseFirewalld("<zone/>", { names: { "01": "public" } as never }),
    'names has the key "01", but there is 1 input; expected only the key 0',
  ],
  [
    "names of sshd",
    () => parseSshd("Port 22\n", { names: ["sshd_config", "10-ports.conf"] }),
    'names has the key "1", but there is 1 input; expected only the key 0',
  ],
])("rejects %s for an input that does not exist", ([, parse, message]) => {
  const error = thrown(parse);
  expect(error).toBeInstanceOf(InvalidOptionError);
  expect(error).toMatchObject({ message });
});

test("accepts options for each input", () => {
  const lists = { 0: undefined, 1: "deny" } as const;
  expect(() => parseCsf([conf, "192.0.2.1\n"], { lists })).not.toThrow();
  expect(() => parseCsf(conf, { lists: undefined })).not.toThrow();
});
