import { allFamilies } from "../../net/remote-addresses.ts";
import type { Direction } from "../../net/types.ts";
import type { BaseChain, View } from "../../packet-filter/model.ts";
import { neighborChains } from "../../packet-filter/neighbor-chains.ts";
import * as limits from "../../util/limits.ts";
import { NoteList, type Place } from "../notes.ts";
import type { CompileResult } from "../parse-firewall.ts";
import type { ParseOptions } from "../types.ts";
import type { CompileContext } from "./context.ts";
import { forwardObstacles } from "./forward-obstacles.ts";
import { inboundChain } from "./inbound-chain.ts";
import { noteZones } from "./note-zones.ts";
import { outboundChain } from "./outbound-chain.ts";
import { resolveIpsets } from "./resolve-ipsets.ts";
import { resolveServices } from "./resolve-services.ts";
import type { Ruleset } from "./ruleset.ts";
import type { Services } from "./services.ts";
import { withDirectRules } from "./with-direct-rules.ts";
import { zonesInUse } from "./zones-in-use.ts";

const whole: Place = { input: 0, line: null };

/**
 * Compiles zones, policy objects and services in the order of firewalld's nftables backend. Reply packets pass:
 * firewalld first accepts packets of established connections.
 */
export function compile(ruleset: Ruleset, { interface: device }: ParseOptions): CompileResult {
  const notes = new NoteList();
  const withMembers = { ...ruleset, ...resolveIpsets(ruleset, notes) };
  const { policies } = withMembers;
  const { zones, services } = resolveServices(withMembers, notes);
  const inUse = zonesInUse(zones, device);
  const contextOf = (direction: Direction): CompileContext => ({
    view: { direction, isReply: false },
    device: inUse.device,
    services,
    notes,
  });
  if (ruleset.zones.length === 1) {
    notes.add(
      "assumed",
      "incomplete",
      whole,
      "no zone outside the input is in use; firewall-cmd --list-all-zones prints all zones",
    );
  }
  noteZones(zones, inUse, device, notes);
  const { direct } = ruleset;
  const inbound = withDirectRules(
    inboundChain(zones, inUse, policies, contextOf("inbound")),
    direct,
    contextOf("inbound"),
  );
  if (policies.length === 0) {
    notes.add(
      "assumed",
      "elsewhere",
      whole,
      "no policy object limits outbound connections: the input has none",
    );
  }
  const outbound = withDirectRules(
    outboundChain(zones, policies, contextOf("outbound")),
    direct,
    contextOf("outbound"),
  );
  const ofNeighbors = (view: View): readonly BaseChain[] => {
    const context = { ...contextOf(view.direction), view, notes: new NoteList() };
    // A built-in policy of firewalld lets them in.
    return view.direction === "inbound"
      ? []
      : [withDirectRules(outboundChain(zones, policies, context), direct, context)];
  };
  noteBuiltIns(services, notes);
  return {
    title: "firewalld",
    families: allFamilies,
    filter: {
      original: { inbound: [inbound], outbound: [outbound] },
      neighbors: neighborChains(ofNeighbors),
    },
    obstacles: forwardObstacles(zones, inbound),
    notes: notes.list(),
  };
}

/** Notes the built-in services in use that the input does not define. */
function noteBuiltIns({ usedBuiltIns }: Services, notes: NoteList): void {
  if (usedBuiltIns.size > 0) {
    const names = [...usedBuiltIns].sort();
    const some = names.slice(0, limits.builtInNames).join(", ");
    const more = names.length - limits.builtInNames;
    notes.add(
      "assumed",
      "built-in",
      whole,
      `built-in services are as in firewalld 1.3.3: ${some}${more > 0 ? ` and ${more} more` : ""}`,
    );
  }
}
