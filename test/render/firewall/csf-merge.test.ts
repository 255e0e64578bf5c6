import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPolicy, InvalidConfigurationError, InvalidOptionError } from "../../../src/index.ts";
import { parseCsf } from "../../../src/parse/index.ts";
import { mergeCsf } from "../../../src/render/index.ts";
import { stockCsf } from "../../support/stock-csf.ts";
import { thrown } from "../../support/thrown.ts";

const ssh = createPolicy(126, { services: "ssh", omit: ["dhcp", "dhcpv6"] });
const names = ["TCP", "UDP", "TCP6", "UDP6"].flatMap((name) => [`${name}_IN`, `${name}_OUT`]);
/** A csf.conf with the same value for each list, except for those given. */
const conf = (value: string, lists: Readonly<Record<string, string>> = {}) =>
  names.map((name) => `${name} = "${lists[name] ?? value}"`).join("\n");
const listOf = (text: string, name: string) =>
  new RegExp(`^ ?${name} *= *"(.*)"`, "m").exec(text)?.[1];
const one = (port: number) => ({ from: port, through: port });

/** Returns whether a csf.conf opens an inbound TCP port. */
function opens(text: string): (port: number) => boolean {
  const rules = parseCsf(text).rules.filter(
    ({ direction, protocol }) => direction === "inbound" && protocol === "tcp",
  );
  return (port) => rules.some(({ ports }) => ports.from <= port && port <= ports.through);
}

describe("mergeCsf", () => {
  test("adds the ports of a policy to a stock csf.conf, and keeps other open ports", () => {
    const before = stockCsf.replace('8443"', '8443,2222,49152:65534"');
    const { text, added, removed, notes } = mergeCsf(
      createPolicy(126, { conditions: "all", omit: ["dhcp", "dhcpv6"] }),
      before,
    );
    expect(listOf(text, "TCP_IN")).toBe(
      "20,21,22,25,26,53,80,110,143,443,465,587,853,993,995,2077,2078,2079,2080,2082,2083,2086,2087,2095,2096,2222,3306,8443,49152:65534",
    );
    expect(added).toEqual([
      { list: "TCP_IN", ports: [one(26), one(3306)] },
      { list: "TCP6_IN", ports: [one(26), one(2079), one(2080), one(3306)] },
    ]);
    expect(removed).toEqual([]);
    expect(notes).toContain(
      "TCP_IN keeps 853, 2222, 8443, 49152:65534, which the policy does not open to all addresses",
    );
    expect(text.replaceAll(/^TCP6?_IN.*$/gm, "")).toBe(before.replaceAll(/^TCP6?_IN.*$/gm, ""));
  });

  test("does not change the outbound lists if the policy accepts outbound traffic by default", () => {
    const { text, added, notes } = mergeCsf(ssh, stockCsf);
    expect(text).toBe(stockCsf);
    expect(added).toEqual([]);
    expect(notes[0]).toBe(
      "TCP_OUT, UDP_OUT, TCP6_OUT, UDP6_OUT stay unchanged: the policy opens all ports there; replace the lists to open them",
    );
    expect(mergeCsf(ssh, conf("1:65535")).notes.join()).not.toContain("stay unchanged");
  });

  test("adds the outbound ports of a policy that limits outbound traffic", () => {
    const policy = createPolicy(126, { services: "cpanel-licensing", outbound: "needed" });
    const { text, added } = mergeCsf(policy, conf("22", { TCP_OUT: "1:65535" }));
    expect(listOf(text, "TCP_OUT")).toBe("1:65535");
    expect(listOf(text, "TCP6_OUT")).toBe("22,53,80,443,2089");
    expect(added).toContainEqual({
      list: "TCP6_OUT",
      ports: [53, 80, 443, 2089].map(one),
    });
  });

  test("replaces the lists, and returns the added and removed ports", () => {
    const before = conf("22", { TCP_IN: "22,2222,49152:65534", TCP_OUT: "53,80:90" });
    const { text, added, removed, notes } = mergeCsf(ssh, before, { replace: true });
    expect(text).toBe(conf("1:65535", { TCP_IN: "22", TCP6_IN: "22", UDP_IN: "", UDP6_IN: "" }));
    expect(removed).toEqual([
      { list: "TCP_IN", ports: [one(2222), { from: 49152, through: 65534 }] },
      { list: "UDP_IN", ports: [one(22)] },
      { list: "UDP6_IN", ports: [one(22)] },
    ]);
    expect(added[0]).toEqual({
      list: "TCP_OUT",
      ports: [
        { from: 1, through: 52 },
        { from: 54, through: 79 },
        { from: 91, through: 65535 },
      ],
    });
    const ipv6 = 'the IPv6 lists have no effect: the file does not set IPV6 = "1"';
    expect(notes).toEqual([
      'TCP_OUT, UDP_OUT, TCP6_OUT, UDP6_OUT had only some ports, and now have all, as in the policy; they stay limited only with outbound: "needed"',
      ipv6,
    ]);
    expect(mergeCsf(ssh, text, { replace: true })).toMatchObject({
      text,
      added: [],
      removed: [],
      notes: [ipv6],
    });
  });

  test("adds only the missing ports of a range, and does not split existing ranges", () => {
    const policy = createPolicy(126, { services: ["ssh", "ftp"], add: "ftp-passive" });
    const before = conf("", { TCP_IN: "20:25,50000:50100" });
    expect(listOf(mergeCsf(policy, before).text, "TCP_IN")).toBe(
      "20:25,49152:49999,50000:50100,50101:65534",
    );
  });

  test("reads lists with spaces, empty items and open ranges, and keeps complete lists unchanged", () => {
    const before = conf("", { TCP_IN: " 20, 22 ,,60000: " });
    expect(mergeCsf(ssh, before).text).toContain('TCP_IN = " 20, 22 ,,60000: "');
    const changed = mergeCsf(createPolicy(126, { services: ["ssh", "whm"] }), before).text;
    expect(listOf(changed, "TCP_IN")).toBe("20,22,2086,2087,60000:65535");
  });

  test("notes that the IPv6 lists or limits on DNS have no effect only if the settings say so", () => {
    const limited = createPolicy(126, {
      services: ["ssh", "dns"],
      outbound: "needed",
      allowFrom: { ssh: "192.0.2.1" },
    });
    expect(mergeCsf(limited, conf("53")).notes).toEqual([
      'the IPv6 lists have no effect: the file does not set IPV6 = "1"',
      'CSF allows outbound DNS queries even if its port lists do not: the file does not set DNS_STRICT = "1"',
      "ports open to only some addresses are not in the lists: they go into csf.allow",
    ]);
    const strict = `IPV6 = "1"\nDNS_STRICT="1"\n${conf("53")}`;
    expect(mergeCsf(limited, strict).notes).toHaveLength(1);
    expect(mergeCsf(limited, conf("22")).notes).toContain(
      "TCP_IN keeps 22, which the policy does not open to all addresses",
    );
  });

  test("opens exactly the ports of the file and of the policy, whatever the lists are", () => {
    const range = fc
      .tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 9 }))
      .map(([from, more]) => (more === 0 ? `${from}` : `${from}:${from + more}`));
    const policy = createPolicy(126, { services: ["ssh", "ftp", "httpd"], outbound: "needed" });
    fc.assert(
      fc.property(fc.array(range, { maxLength: 8 }), (list) => {
        const before = `IPV6 = "1"\n${conf(list.join(","))}`;
        const { text, added } = mergeCsf(policy, before);
        const wasOpen = opens(before);
        const isOpen = opens(text);
        const wanted = [20, 21, 22, 80, 443];
        for (const port of [1, 2, 19, 20, 21, 22, 23, 79, 80, 81, 119, 120, 129, 443]) {
          expect(isOpen(port), `${port}`).toBe(wasOpen(port) || wanted.includes(port));
        }
        expect(mergeCsf(policy, text)).toMatchObject({ text, added: [] });
        const addedPorts = added.find(({ list: name }) => name === "TCP_IN")?.ports ?? [];
        expect(addedPorts.map(({ from }) => wasOpen(from))).not.toContain(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe("mergeCsf with unusual input", () => {
  const stock = [
    '\ufeff# TCP_IN = "commented out"',
    'TESTING = "1"',
    ...names.map((name, index) => (index % 2 ? `${name}="1,2"  # why` : ` ${name} \t=  "1:2"\r`)),
    'ÄÖÜ = "\u0007"',
    "no equals sign",
    "",
    'TCP_INS = "3"',
  ];

  test("changes only the values, and no other byte", () => {
    const before = stock.join("\n");
    const after = mergeCsf(ssh, before, { replace: true }).text.split("\n");
    expect(after).toHaveLength(stock.length);
    for (const [index, line] of after.entries()) {
      const setting = names.indexOf(stock[index]?.split("=")[0]?.trim() ?? "");
      expect(line).toBe(
        setting < 0
          ? stock[index]
          : stock[index]?.replace(
              /"1.2"/,
              ['"22"', '"1:65535"', '""', '"1:65535"'][setting % 4] ?? "",
            ),
      );
    }
    expect(mergeCsf(ssh, before).text).toBe(before.replaceAll(/(TCP6?_IN .*)"1:2"/g, '$1"1:2,22"'));
  });

  test("splits lines as CSF does", () => {
    const odd = stock
      .join("\n")
      .replace('TESTING = "1"', 'TESTING = "1"\fOTHER = "2"\u2028X = "3"');
    expect(mergeCsf(ssh, odd).text).toContain('TESTING = "1"\fOTHER = "2"\u2028X = "3"\n');
    const hidden = `${stock.join("\n")}\n# x\fTCP_IN = "9"`;
    expect(thrown(() => mergeCsf(ssh, hidden)).message).toMatch(/TCP_IN is set twice/);
  });

  test.for<[string, string, RegExp, number | undefined]>([
    [
      "a missing setting",
      stock.filter((line) => !line.includes("UDP6_IN")).join("\n"),
      /^missing UDP6_IN; expected a whole csf.conf/,
      undefined,
    ],
    ["empty input", "", /^missing TCP_IN, TCP_OUT, /, undefined],
    [
      "a duplicate setting",
      [...stock, 'TCP_IN="1"'].join("\n"),
      /^line 15: TCP_IN is set twice/,
      15,
    ],
    [
      "a value without quotes",
      stock.join("\n").replace('TCP_OUT="1,2"', "TCP_OUT=1,2"),
      /^line 4: TCP_OUT has no quoted value/,
      4,
    ],
    [
      "a list with a service name",
      stock.join("\n").replace('TCP_OUT="1,2"', 'TCP_OUT="ssh,2"'),
      /^line 4: TCP_OUT is "ssh,2"; expected ports and ranges such as 22,30000:35000$/,
      4,
    ],
    [
      "a comment with quotes, which CSF reads as part of the value",
      stock.join("\n").replace('TCP_OUT="1,2"', 'TCP_OUT="1,2" # the "old" list'),
      /^line 4: TCP_OUT is "1,2\\" # the/,
      4,
    ],
  ])("refuses %s", ([, text, message, line]) => {
    for (const replace of [false, true]) {
      const error = thrown(() => mergeCsf(ssh, text, { replace }));
      expect(error).toBeInstanceOf(InvalidConfigurationError);
      expect(error.message).toMatch(message);
      expect((error as InvalidConfigurationError).line).toBe(line);
      expect(error.code).toBe("invalid-configuration");
    }
  });

  test("refuses a replace option that is not a boolean", () => {
    const error = thrown(() => mergeCsf(ssh, stockCsf, { replace: "yes" as never }));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error.message).toBe('replace is "yes"; expected one of true, false');
  });
});
