import { describe, expect, test } from "vitest";
import { createPolicy, InvalidConfigurationError, InvalidOptionError } from "../../../src/index.ts";
import { parseCsf } from "../../../src/parse/csf/parse-csf.ts";
import { renderCsfAllow } from "../../../src/render/index.ts";
import { thrown } from "../../support/thrown.ts";

const conf = `TCP_IN = "22"\nTCP_OUT = "1:65535"\nUDP_IN = ""\nUDP_OUT = "1:65535"\nIPV6 = "0"\nTESTING = "0"\n`;
const address = "203.0.113.9";
const allowed = [["1-21", [address], []] as const, ["22-22", "any", []] as const];
const denied = [["22-22", "any", [address]] as const];
const inboundTcp = (inputs: readonly string[], options?: Parameters<typeof parseCsf>[1]) =>
  parseCsf(inputs, options)
    .rules.filter(({ direction, protocol }) => direction === "inbound" && protocol === "tcp")
    .map(({ ports, sources, except }) => [`${ports.from}-${ports.through}`, sources, except])
    .slice(0, 2);

describe("a list without an option", () => {
  test.for([
    ["bans of lfd", `${address} # lfd: (sshd) Failed SSH login from ${address}\n`],
    ["an address", `${address}\n`],
    ["ports of one direction", `tcp|in|d=22|s=${address}\n`],
    ["a heading of its own", `# people in the office\n${address}\n`],
    ["a heading that only mentions blocking", `# not blocked\n${address}\n`],
    [
      "headings that contradict each other",
      `# The following IP addresses will be blocked in iptables\n# The following IP addresses will be allowed through iptables.\n${address}\n`,
    ],
  ] as const)("rejects a list without a heading: %s", ([, list]) => {
    const error = thrown(() => parseCsf([conf, list]));
    expect(error).toBeInstanceOf(InvalidConfigurationError);
    expect(error.message).toContain("input 2 could be csf.allow or csf.deny");
    expect(error.message).toContain(
      'set the option lists, which counts the inputs from 0, to { 1: "allow" } or { 1: "deny" }',
    );
    expect(error.message).toContain("or keep the comments that CSF puts at the top");
    expect(inboundTcp([conf, list], { lists: { 1: "deny" } })).toEqual(denied);
  });

  test.for([
    ["of CSF", "# The following IP addresses will be blocked in iptables"],
    ["of its fork", "#   List IP addresses here to block them in iptables. Use one IP per"],
    ["that is indented", " \t# The following IP addresses will be blocked in iptables\r"],
  ] as const)("reads a list with the heading %s as csf.deny", ([, heading]) => {
    expect(inboundTcp([conf, `${heading}\n${address}\n`]).slice(0, 1)).toEqual(denied);
  });

  test.for([
    ["of CSF", "# The following IP addresses will be allowed through iptables."],
    ["of its fork", "#   The following IP addresses will be allowed through iptables."],
    ["of renderCsfAllow", renderCsfAllow(createPolicy(126)).split("\n")[0] ?? ""],
  ] as const)("reads a list with the heading %s as csf.allow", ([, heading]) => {
    expect(inboundTcp([conf, `${heading}\n${address}\n`])).toEqual(allowed);
  });

  test("rejects a second csf.conf", () => {
    expect(() => parseCsf([conf, conf])).toThrow(InvalidConfigurationError);
  });
});

describe("a list named in the options", () => {
  test("reads a list as the options state", () => {
    expect(inboundTcp([conf, address], { lists: { 1: "allow" } })).toEqual(allowed);
    expect(inboundTcp([address, conf], { lists: { 0: "deny" } }).slice(0, 1)).toEqual(denied);
  });

  test("rejects an unknown kind, and options that omit a list", () => {
    const error = thrown(() => parseCsf([conf, address], { lists: { 1: "block" as "deny" } }));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({ field: "lists", input: "block", accepted: ["allow", "deny"] });
    expect(() => parseCsf([conf, address], { lists: { 1: undefined } })).toThrow(/could be/);
  });
});
