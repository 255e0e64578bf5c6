import type { Family, Protocol } from "../../net/types.ts";
import type { Key, Test } from "./ruleset.ts";

const ofFamily: Readonly<Record<Family, Test>> = {
  ipv4: metaTest("nfproto", "ipv4"),
  ipv6: metaTest("nfproto", "ipv6"),
};

const ofProtocol: Readonly<Record<Protocol, Test>> = {
  tcp: metaTest("l4proto", "tcp"),
  udp: metaTest("l4proto", "udp"),
};

function metaTest(field: string, value: string): Test {
  return {
    key: [{ protocol: "meta", field }],
    operator: "==",
    values: { items: [[value]], isSet: false },
  };
}

/** The protocols of fields, and what nft asks of packets with them. */
const byProtocol: ReadonlyMap<string, Test> = new Map([
  ["ip", ofFamily.ipv4],
  ["ip option", ofFamily.ipv4],
  ["ip6", ofFamily.ipv6],
  ["tcp", ofProtocol.tcp],
  ["tcp option", ofProtocol.tcp],
  ["udp", ofProtocol.udp],
]);

/** Returns what nft asks of a packet before a statement that takes fields from it: that it has them. */
export function testsOfKey(key: Key): readonly Test[] {
  return key.flatMap(({ protocol }) => byProtocol.get(protocol) ?? []);
}

/** Returns what nft asks of a packet before it rejects it: its answer has to be of the same protocol. */
export function testsOfReject(answer: string): readonly Test[] {
  switch (answer) {
    case "icmp":
      return [ofFamily.ipv4];
    case "icmpv6":
      return [ofFamily.ipv6];
    case "tcp":
    case "tcp reset":
      return [ofProtocol.tcp];
    default:
      return [];
  }
}

/** Returns what nft asks of a packet before it translates it to addresses of a family, `ip` or `ip6`. */
export function testsOfTranslation(family: string): readonly Test[] {
  const test = byProtocol.get(family);
  return test ? [test] : [];
}
