import { describe, expect, test } from "vitest";
import { detectFirewall } from "../../../src/parse/detect.ts";
import {
  type ParseFirewalldOptions,
  parseFirewalld,
} from "../../../src/parse/firewalld/parse-firewalld.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";
import { qualified } from "../../support/qualified.ts";

const zone = (content: string, attributes = "") => `<zone${attributes}>${content}</zone>\n`;
const port = '<port port="22" protocol="tcp"/>';
const ipset = (entries: readonly string[], more = "", type = "hash:net") =>
  `<?xml version="1.0"?>\n<ipset type="${type}">\n<short>Office</short>\n${more}${entries
    .map((entry) => `<entry>${entry}</entry>\n`)
    .join("")}</ipset>\n`;
const six = '<option name="family" value="inet6"/>';
const source = (rule: string) => zone(`${port}<rule><source ipset="office"${rule}/><drop/></rule>`);

const read = (texts: readonly string[], options: ParseFirewalldOptions = {}) => {
  const exposure = parseFirewalld(texts, options);
  return { ...openAndUndetermined(exposure), qualified: qualified(exposure) };
};
const opened = (...open: readonly string[]) => ({ open, undetermined: [], qualified: [] });
const names = { names: { 1: "office" } };

describe("an ipset", () => {
  test("has the members of its file if the name is known or the only missing one", () => {
    const office = ipset(["192.0.2.0/24", "198.51.100.7", "203.0.113.1-203.0.113.2"]);
    expect(detectFirewall(office)).toBe("firewalld");
    const rest = "tcp 22 not 192.0.2.0/24,198.51.100.7,203.0.113.1,203.0.113.2";
    expect(read([source(""), office], names)).toEqual(opened(rest));
    expect(read([source(""), office])).toEqual(opened(rest));
    const { notes } = parseFirewalld([source(""), office]);
    expect(notes.map(({ text }) => text)).toContain('this is the ipset "office"');
    expect(notes.map(({ text }) => text)).toContain(
      "ipsets still have exactly the members in the input",
    );
    expect(read([source(' invert="true"'), office], names)).toEqual(
      opened("tcp 22 192.0.2.0/24,198.51.100.7,203.0.113.1,203.0.113.2,::/0"),
    );
    expect(read([source(""), ipset([])], names)).toEqual(opened("tcp 22"));
  });

  test("has a family", () => {
    const office = ipset(["2001:db8::/32"], six, "hash:ip");
    expect(read([source(""), office], names)).toEqual(opened("tcp 22 not 2001:db8::/32"));
  });

  test("is the source of a zone, and the destination of a rich rule", () => {
    const internal = zone(`<source ipset="office"/>${port}`);
    const open = zone('<port port="80" protocol="tcp"/>', ' target="DROP"');
    const texts = [internal, ipset(["192.0.2.0/24"]), open];
    expect(read(texts, { names: { 0: "internal", 1: "office", 2: "public" } })).toEqual(
      opened("tcp 22 192.0.2.0/24", "tcp 80 not 192.0.2.0/24"),
    );
    const policy = `<policy target="CONTINUE"><ingress-zone name="HOST"/><egress-zone name="ANY"/><rule family="ipv4"><destination ipset="office"/><drop/></rule></policy>`;
    const exposure = parseFirewalld([zone(port), ipset(["192.0.2.0/24"]), policy], {
      names: { 1: "office", 2: "out" },
    });
    expect(openAndUndetermined(exposure, "outbound")).toEqual({
      open: ["tcp 1-65535 not 192.0.2.0/24", "udp 1-65535 not 192.0.2.0/24"],
      undetermined: [],
    });
  });

  test("is read from the output of firewall-cmd", () => {
    const info =
      "office\n  type: hash:net\n  options: family=inet6 maxelem=100\n  entries: 2001:db8::/32 2001:db9::1\n";
    expect(read([source(""), info])).toEqual(opened("tcp 22 not 2001:db8::/32,2001:db9::1"));
  });

  test.for([
    [ipset(["192.0.2.1"], '<option name="timeout" value="600"/>')],
    [ipset(["192.0.2.1,tcp:80"], "", "hash:ip,port")],
    [ipset(["192.0.2.1"], "<strange/>")],
    [ipset(["2001:db8::1"])],
    [ipset(["somewhere"])],
    [ipset(["192.0.2.9-192.0.2.1"])],
    [ipset(["192.0.2.1-192.0.2.2-192.0.2.3"])],
    ['<ipset type="hash:ip"><entry/></ipset>'],
  ] as const)("qualifies ports if its members are unsupported: %s", ([office]) => {
    const result = read([source(""), office], names);
    expect(result).toEqual({
      open: ["tcp 22"],
      undetermined: [],
      qualified: [expect.stringContaining("tcp 22 may be closed to some (ipset office")],
    });
  });

  test("is unknown if several files could define it", () => {
    const texts = [source(""), ipset(["192.0.2.1"]), ipset(["192.0.2.2"])];
    expect(read(texts).qualified).toHaveLength(1);
    const { notes } = parseFirewalld(texts);
    expect(notes.filter(({ code }) => code === "kind")).toMatchObject([
      { kind: "unknown", input: 1 },
      { kind: "unknown", input: 2 },
    ]);
    expect(read([zone(port), ipset(["192.0.2.1"])])).toEqual(opened("tcp 22"));
  });
});

test("uses file names for zones, services and policy objects", () => {
  const texts = [
    zone('<service name="mine"/><service name="yours"/>'),
    '<service><port port="8000" protocol="tcp"/></service>',
    '<service><port port="9000" protocol="tcp"/></service>',
  ];
  expect(read(texts).undetermined).not.toEqual([]);
  expect(read(texts, { names: { 0: "public", 1: "mine", 2: "yours" } })).toEqual(
    opened("tcp 8000", "tcp 9000"),
  );
});
