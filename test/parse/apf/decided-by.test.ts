import { describe, expect, test } from "vitest";
import { InvalidOptionError } from "../../../src/index.ts";
import type { PortAccess } from "../../../src/net/types.ts";
import { parseApf } from "../../../src/parse/apf/parse-apf.ts";
import { thrown } from "../../support/thrown.ts";

const plain = 'BLK_RESNET="0"\nBLK_PORTS=""\nBLK_P2P_PORTS=""\nTCR_PASS="0"\n';

const origin = (input: number, line: number | null, text: string, table: string | null) => ({
  input,
  line,
  text,
  table,
  chain: null,
});
const at = <T extends PortAccess>(list: readonly T[], protocol: string, port: number) =>
  list.find(
    (each) =>
      each.direction === "inbound" &&
      each.protocol === protocol &&
      each.ports.from <= port &&
      port <= each.ports.through,
  );

describe("what opens ports", () => {
  test("names the line of the setting or list that opens ports", () => {
    const { rules } = parseApf([
      "# allow_hosts\n\nin:d=25:s=198.51.100.7\n198.51.100.9  203.0.113.9\n",
      `${plain}IG_TCP_CPORTS="22,80" # web`,
      'IG_UDP_CPORTS="53"',
    ]);
    const of = (protocol: string, port: number) => at(rules, protocol, port)?.decidedBy;
    const web = 'IG_TCP_CPORTS="22,80" # web';
    const hosts = "198.51.100.9 203.0.113.9";
    expect(of("tcp", 80)).toEqual(origin(1, 5, web, "IG_TCP_CPORTS"));
    expect(of("udp", 53)).toEqual(origin(2, 1, 'IG_UDP_CPORTS="53"', "IG_UDP_CPORTS"));
    expect(of("tcp", 9)).toEqual(origin(0, 4, hosts, "allow_hosts.rules"));
    expect(parseApf(["# allow_hosts\nin:d=25:s=198.51.100.7", plain]).rules).toMatchObject([
      { decidedBy: origin(1, null, 'IG_TCP_CPORTS="22" (by default)', "IG_TCP_CPORTS") },
      { decidedBy: origin(0, 2, "in:d=25:s=198.51.100.7", "allow_hosts.rules") },
    ]);
  });
});

describe("what leaves ports undetermined", () => {
  const undetermined = (inputs: readonly string[], protocol = "tcp", port = 22) =>
    at(parseApf(inputs).undetermined, protocol, port);

  test("names the setting that leaves ports undetermined", () => {
    const { qualified } = parseApf([`${plain}RAB="1"`]);
    expect(qualified[0]?.decidedBy).toEqual(origin(0, 5, 'RAB="1"', "RAB"));
    expect(undetermined([`${plain}TCP_STOP="LOG"`], "tcp", 9)?.decidedBy).toEqual(
      origin(0, 5, 'TCP_STOP="LOG"', "TCP_STOP"),
    );
    expect(undetermined([plain, "if true; then\nA_B=1"])).toMatchObject({
      decidedBy: origin(1, 1, "if true; then", null),
      reasons: [expect.stringMatching(/^input 2, line 1: the line does more than set a value/)],
    });
  });

  test("names the list entry that leaves ports undetermined", () => {
    for (const entry of ["office.example.com", "tcp:in:d=x:s=192.0.2.1"]) {
      const found = undetermined([plain, `# deny_hosts\n${entry}`]);
      expect(found?.decidedBy).toEqual(origin(1, 2, entry, "deny_hosts.rules"));
      expect(found?.reasons[0]).toMatch(/^input 2, line 2: /);
    }
  });

  test("names the whole list if it is trimmed, applies in both directions, or is not identified", () => {
    const list = "198.51.100.0/24\n203.0.113.9\n";
    const deny = "deny_hosts.rules";
    const allow = "allow_hosts.rules";
    const decidedBy = (input: string, settings = plain) =>
      undetermined([settings, input])?.decidedBy;
    expect(decidedBy(`# deny_hosts\n${list}`, `${plain}SET_TRIM=1`)).toEqual(
      origin(1, null, deny, deny),
    );
    expect(undetermined([plain, `# allow_hosts\n${list}`], "tcp", 9)?.decidedBy).toEqual(
      origin(1, null, allow, allow),
    );
    expect(decidedBy(list)).toEqual(origin(1, null, "a host list", null));
  });

  test("names the rule that drops replies", () => {
    const entry = "tcp:out:s=22:s=192.0.2.0/24";
    expect(undetermined([plain, `# deny_hosts\n${entry}`])).toMatchObject({
      decidedBy: { input: 1, table: "deny_hosts.rules" },
    });
    const device = parseApf(`${plain}IFACE_TRUSTED="eth1"\nBLK_P2P_PORTS="22"`);
    expect(at(device.undetermined, "tcp", 22)).toMatchObject({
      decidedBy: { line: 5, table: "IFACE_TRUSTED" },
    });
  });
});

test("rejects an unknown kind of list", () => {
  const lists = { 1: "denied" as "deny" };
  expect(thrown(() => parseApf([plain, "192.0.2.1"], { lists }))).toBeInstanceOf(
    InvalidOptionError,
  );
});

test("warns that replies are blocked", () => {
  const settings = `${plain}IG_TCP_CPORTS=""\nBLK_P2P_PORTS="1_65535"\n`;
  const { notes, rules } = parseApf([settings, "# allow_hosts\nd=25:s=198.51.100.7"]);
  expect(rules.filter(({ direction }) => direction === "inbound")).toEqual([]);
  expect(notes.filter(({ kind }) => kind === "warning")).toMatchObject([{ code: "reply-packets" }]);
});
