import { describe, expect, test } from "vitest";
import { InvalidOptionError } from "../../src/index.ts";
import {
  checkConnection,
  parseApf,
  parseCsf,
  parseFirewalld,
  parseIptables,
  parseListeners,
  parseNftables,
  parseNmap,
  parseServer,
  parseSshd,
  parseUfw,
} from "../../src/parse/index.ts";
import { thrown } from "../support/thrown.ts";

const rules = "*filter\n:INPUT DROP [0:0]\nCOMMIT\n";

/** Each parser, a misspelled option, and its options. */
const parsers: Readonly<Record<string, readonly [(options: never) => unknown, string, string]>> = {
  checkConnection: [(options) => checkConnection(rules, { port: 22 }, options), "fromat", "format"],
  parseApf: [(options) => parseApf('IG_TCP_CPORTS="22"\n', options), "adresses", "addresses"],
  parseCsf: [(options) => parseCsf('TCP_IN = "22"\n', options), "list", "lists"],
  parseFirewalld: [(options) => parseFirewalld("<zone/>", options), "service", "services"],
  parseIptables: [(options) => parseIptables(rules, options), "familly", "family"],
  parseListeners: [(options) => parseListeners("", options), "interfaces", "interface"],
  parseNftables: [(options) => parseNftables("table ip x {}", options), "interfaces", "interface"],
  parseNmap: [(options) => parseNmap("", options), "hosts", "host"],
  parseServer: [(options) => parseServer({ name: "x", text: rules }, options), "fromat", "format"],
  parseSshd: [(options) => parseSshd("Port 22\n", options), "name", "names"],
  parseUfw: [(options) => parseUfw("Status: active\n", options), "iface", "interface"],
};

describe.for(Object.entries(parsers))("%s", ([, [run, misspelt, meant]]) => {
  test("rejects an unknown option", () => {
    const error = thrown(() => run({ [misspelt]: "x" } as never));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({
      field: misspelt,
      accepted: expect.arrayContaining([meant]),
      message: expect.stringContaining(`"${misspelt}" is not one of the options`),
    });
  });

  test.for([null, "x", []])("rejects %o as options", (options) => {
    const error = thrown(() => run(options as never));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({ field: "options", input: options });
  });
});
