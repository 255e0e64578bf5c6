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

/** The tests that nft implies for fields of each protocol. */
const byProtocol: ReadonlyMap<string, Test> = new Map([
  ["ip", ofFamily.ipv4],
  ["ip option", ofFamily.ipv4],
  ["ip6", ofFamily.ipv6],
  ["tcp", ofProtocol.tcp],
  ["tcp option", ofProtocol.tcp],
  ["udp", ofProtocol.udp],
]);

/** Returns the tests that nft implies before a statement reads fields: the packet must have them. */
export function testsOfKey(key: Key): readonly Test[] {
  return key.flatMap(({ protocol }) => byProtocol.get(protocol) ?? []);
}

/** Returns the tests that nft implies before a reject: the answer must use the packet's protocol. */
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

/** Returns the tests that nft implies before a translation to addresses of a family, `ip` or `ip6`. */
export function testsOfTranslation(family: string): readonly Test[] {
  const test = byProtocol.get(family);
  return test ? [test] : [];
}
