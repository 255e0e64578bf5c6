import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { auditFirewall } from "../../../src/index.ts";
import { parseNftables } from "../../../src/parse/nftables/parse-nftables.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";

const read = (name: string) =>
  parseNftables(
    readFileSync(join(import.meta.dirname, "../../firewalls/cases", `${name}.nft`), "utf8"),
  );

test("reads the ruleset of firewalld, which rejects IPv4 networks embedded in IPv6", () => {
  const exposure = read("01-firewalld-rfc3964-crash");
  expect(openAndUndetermined(exposure)).toEqual({ open: ["tcp 2087"], undetermined: [] });
  expect(exposure.rules.filter(({ direction }) => direction === "outbound")).toMatchObject(
    ["tcp", "udp"].map((protocol) => ({
      protocol,
      sources: "any",
      except: ["::/96", "::ffff:0:0/96", "2002:a00::/24"],
    })),
  );
  expect(auditFirewall(126, exposure).verdict).not.toBe("fits");
});

test.for([
  ["02-firewalld-ct-status-dnat", ["tcp 22", "tcp 2087"]],
  ["03-nft-port-names", ["tcp 22", "tcp 443", "tcp 2087"]],
  ["06-tcp-flags-none", ["tcp 2087"]],
] as const)("reads %s", ([name, open]) => {
  const exposure = read(name);
  expect(openAndUndetermined(exposure)).toEqual({ open, undetermined: [] });
  expect(exposure.notes).toEqual([]);
});

test("keeps a port open when later fragments are dropped", () => {
  const exposure = read("07-fragments");
  const both = { open: ["tcp 2087"], undetermined: [] };
  expect(openAndUndetermined({ ...exposure, rules: exposure.rules.filter(isOverIpv4) })).toEqual(
    both,
  );
  expect(exposure.undetermined).toEqual([]);
});

function isOverIpv4({ sources }: { readonly sources: "any" | readonly string[] }): boolean {
  return sources === "any";
}
