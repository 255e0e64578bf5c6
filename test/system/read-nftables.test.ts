import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseNftables } from "../../src/parse/nftables/parse-nftables.ts";
import { portsFromAnywhere } from "./support/expected.ts";
import { firewallKinds } from "./support/firewalls.ts";
import { addresses } from "./support/network.ts";
import { randomFilters } from "./support/random-filter.ts";
import { nftablesText } from "./support/random-nftables.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";
import { belowLimits, probesByVerdict } from "./support/verdict-of.ts";
import { withFolder } from "./support/with-folder.ts";
import { wrongOf } from "./support/wrong-of.ts";
import { wrongOfMember } from "./support/wrong-of-member.ts";

const nftables = firewallKinds.find(({ name }) => name === "nftables") as (typeof firewallKinds)[0];

describeWith(["nft"], "reading nftables", () => {
  test("predicts what random tables accept, from text and JSON", () =>
    withServer(nftables, async (network) => {
      // A table for both families, and every other time another table for one of them.
      const filters = randomFilters(100, 3);
      const members = { qualified: 0, alike: 0 };
      let probed = 0;
      let unknown = 0;
      let open = 0;
      for (let index = 0; index < filters.length; index += 2) {
        const [first, second] = filters.slice(index, index + 2) as [
          (typeof filters)[0],
          (typeof filters)[0],
        ];
        const text = [
          "flush ruleset\n",
          nftablesText(first, "inet", "both"),
          ...(index % 4 === 0 ? [nftablesText(second, index % 8 === 0 ? "ip" : "ip6", "one")] : []),
        ].join("");
        await network.onServer("nft", ["-f", "-"], { input: text }).catch((error) => {
          throw new Error(`${error}\n${text}`);
        });
        await network.onServer("conntrack", ["--flush"]);
        const listed = await network.onServer("nft", ["list", "ruleset"]);
        const json = await network.onServer("nft", ["-j", "list", "ruleset"]);
        const options = { interface: "eth0" };
        const named = await network.onServer("nft", ["-S", "-a", "list", "ruleset"]);
        const exposure = parseNftables(listed, options);
        const about = `${listed}\n${JSON.stringify(exposure.notes)}`;
        const probes = probesByVerdict(belowLimits(exposure), portsFromAnywhere);
        for (const other of [json, named, text]) {
          const same = probesByVerdict(
            belowLimits(parseNftables(other, options)),
            portsFromAnywhere,
          );
          expect(same, `${other}\n${about}`).toEqual(probes);
        }
        const [outside, server] = await Promise.all([
          wrongOf(network, "outside", probes.outside),
          wrongOf(network, "server", probes.fromServer),
        ]);
        expect([...outside, ...server], about).toEqual([]);
        const unread = belowLimits(parseNftables(withoutOfficeSets(listed), options));
        const ofMember = await wrongOfMember(network, unread, portsFromAnywhere, "office");
        expect(ofMember.wrong, about).toEqual([]);
        members.qualified += ofMember.qualified;
        members.alike += ofMember.alike;
        probed += probes.outside.length + probes.fromServer.length;
        unknown += probes.unknown.length;
        open += [...probes.outside, ...probes.fromServer].filter((each) => each.open).length;
      }
      console.log(
        `nftables: ${filters.length / 2} random rulesets, ${probed} probes (${open} open), ${unknown} unknown, 0 wrong`,
      );
      console.log(`nftables, members of sets that were not read: ${JSON.stringify(members)}`);
      expect(unknown / (probed + unknown)).toBeLessThan(0.005);
      expect(members.alike).toBeLessThan(5 + members.qualified / 10);
      expect(Math.min(open, probed - open) / probed).toBeGreaterThan(0.2);
    }));

  test("predicts the same with any names, from text and JSON", () =>
    withServer(nftables, (network) =>
      withFolder(async (folder) => {
        const list = (...options: string[]) =>
          network.onServer("nft", [...options, "list", "ruleset"]);
        const path = join(folder, "rules.json");
        let ambiguous = 0;
        for (const [index, filter] of randomFilters(20, 4).entries()) {
          const text = `flush ruleset\n${nftablesText(filter, "inet", "plain")}`;
          await network.onServer("nft", ["-f", "-"], { input: text });
          const json = await list("-j");
          const probes = probesByVerdict(parseNftables(json), portsFromAnywhere);
          writeFileSync(path, withOddNames(json, index));
          await network.onServer("nft", ["flush", "ruleset"]);
          await network.onServer("nft", ["-j", "-f", path]);
          for (const listed of [await list(), await list("-a"), await list("-j")]) {
            try {
              expect(probesByVerdict(parseNftables(listed), portsFromAnywhere), listed).toEqual(
                probes,
              );
            } catch (error) {
              // If one name is a prefix of another, text may be ambiguous.
              if (!`${error}`.includes("is ambiguous")) {
                throw error;
              }
              ambiguous++;
            }
          }
        }
        expect(ambiguous).toBeLessThan(10);
      }),
    ));
});

/** Returns a ruleset without the sets that contain only the office's address. */
function withoutOfficeSets(listed: string): string {
  const { ipv4, ipv6 } = addresses.office;
  return listed.replace(/^\tset \S+ \{\n(?:\t\t.*\n)*?\t\}\n/gm, (set) =>
    [ipv4, ipv6].some((address) => set.includes(`elements = { ${address} }`)) ? "" : set,
  );
}

const oddNames = [
  ...[
    "a b",
    "accept",
    "a",
    "jump x",
    "#",
    "a#b",
    'say "hi"',
    '"',
    "x, y",
    "(z)",
    "a = b",
    "22 : z",
  ],
  ...["ünï ☃", "\u00a0", "\u3000a", "n".repeat(128), "n ".repeat(60).trim(), "policy drop", "it's"],
  ...["comment", "\\", "@s", "$x", "-", "type filter", "# handle 7", "goto", "!", "chain", "set q"],
];

/** Renames everything in a ruleset, starting from a given name; such names can only be loaded as JSON. */
function withOddNames(json: string, first: number): string {
  const { nftables: objects } = JSON.parse(json) as { nftables: Record<string, unknown>[] };
  const known = new Map<unknown, string>();
  for (const { table, chain, set, map } of objects as Record<string, { name: string }>[]) {
    const name = (table ?? chain ?? set ?? map)?.name;
    if (name !== undefined) {
      known.set(name, oddNames[(first + known.size) % oddNames.length] as string);
    }
  }
  const members = new Set(["name", "table", "chain", "target"]);
  return JSON.stringify({
    nftables: objects
      .filter((each) => !("metainfo" in each))
      .map((each) => ({
        add: JSON.parse(JSON.stringify(each), (member, value: unknown) => {
          const isSet = typeof value === "string" && value.startsWith("@");
          return members.has(member)
            ? (known.get(value) ?? value)
            : isSet
              ? `@${known.get(value.slice(1)) ?? value.slice(1)}`
              : value;
        }),
      })),
  });
}
