import { allFamilies } from "../../net/remote-addresses.ts";
import type { BaseChain } from "../../packet-filter/model.ts";
import { NoteList } from "../notes.ts";
import type { CompileResult } from "../parse-firewall.ts";
import { type ChosenScan, chooseHosts } from "./choose-hosts.ts";
import type { ParseNmapOptions } from "./options.ts";
import { protocolResults } from "./protocol-results.ts";
import { rulesOf } from "./rules-of.ts";
import type { Scan } from "./ruleset.ts";

/** Compiles scans to a firewall that accepts connections to the ports found open. */
export function compile(scans: readonly Scan[], options: ParseNmapOptions): CompileResult {
  const notes = new NoteList();
  const chosen = chooseHosts(scans, options);
  const families = allFamilies.filter((family) =>
    chosen.some(({ host }) => host.family === family),
  );
  addAssumptions(chosen, notes);
  const rules = families.flatMap((family) =>
    (["tcp", "udp"] as const).flatMap((protocol) => {
      const own = chosen.filter(({ host }) => host.family === family);
      return rulesOf(protocolResults(own, protocol), family, protocol, notes);
    }),
  );
  const chain: BaseChain = { name: "scan", policy: "drop", origin: null, rules };
  return {
    title: `nmap of ${addressesOf(chosen).join(" and ")}`,
    families,
    filter: { original: { inbound: [chain], outbound: [] } },
    notes: notes.list(),
  };
}

function addressesOf(chosen: readonly ChosenScan[]): readonly string[] {
  return [...new Set(chosen.map(({ host }) => host.address))];
}

function addAssumptions(chosen: readonly ChosenScan[], notes: NoteList): void {
  const whole = { input: 0, line: null };
  notes.add(
    "assumed",
    "scope",
    whole,
    "all machines are assumed to reach the same ports as the scanning machine",
  );
  notes.add(
    "assumed",
    "outbound",
    whole,
    "outbound connections are assumed to be unrestricted: a scan does not show them",
  );
  const addresses = addressesOf(chosen);
  if (addresses.length > 1) {
    notes.add(
      "assumed",
      "scope",
      whole,
      `${addresses.join(" and ")} are assumed to be the same server`,
    );
  }
}
