import { portSet } from "../../net/port-set.ts";
import type { Direction, PortRange } from "../../net/types.ts";
import { Budget } from "../../packet-filter/budget.ts";
import {
  type BaseChain,
  type Rule,
  travelDirection,
  type View,
} from "../../packet-filter/model.ts";
import { undeterminedRule } from "../../packet-filter/undetermined-rule.ts";
import { NoteList } from "../notes.ts";
import type { CompileResult } from "../parse-firewall.ts";
import { addAssumptions } from "./assumptions.ts";
import type { ApfChain } from "./chain.ts";
import type { ParseApfOptions } from "./options.ts";
import { ownAddresses } from "./own-addresses.ts";
import type { ApfRuleset } from "./ruleset.ts";
import { downloads, script } from "./script.ts";
import { isOn, portsOf } from "./settings.ts";

/** Compiles the APF configuration to the rules its script creates. */
export function compile(ruleset: ApfRuleset, options: ParseApfOptions): CompileResult {
  const notes = new NoteList();
  const own = ownAddresses(options);
  addAssumptions(ruleset, own, notes);
  const context = {
    ruleset,
    device: options.interface,
    own,
    blockedLater: portsBlockedLater(ruleset),
    notes,
    budget: new Budget(),
  };
  const chains = (isReply: boolean): Readonly<Record<Direction, readonly BaseChain[]>> => ({
    inbound: [baseChain({ direction: "inbound", isReply }, context)],
    outbound: [baseChain({ direction: "outbound", isReply }, context)],
  });
  return {
    title: "APF",
    families: ["ipv4"],
    filter: { original: chains(false), reply: chains(true) },
    notes: notes.list(),
  };
}

/** Compiles INPUT or OUTPUT. APF accepts established connections only after its blocking rules. */
function baseChain(view: View, context: Omit<ApfChain, "view" | "way">): BaseChain {
  const way = travelDirection(view);
  return {
    name: way === "inbound" ? "INPUT" : "OUTPUT",
    rules: rulesOf({ ...context, view, way }),
    policy: view.isReply ? "accept" : "drop",
    origin: null,
  };
}

function rulesOf(chain: ApfChain): readonly Rule[] {
  const { unfollowed } = chain.ruleset.settings;
  return unfollowed === undefined
    ? script.flatMap((step) => step(chain))
    : [undeterminedRule(chain.notes.doubt("command", unfollowed.origin, unfollowed.reason))];
}

/** Returns the ports that are blocked outbound even though the default accepts them. */
function portsBlockedLater({ settings, lists }: ApfRuleset): readonly PortRange[] | "all" {
  const blocked = (["BLK_PORTS", "BLK_P2P_PORTS"] as const).map((name) => portsOf(settings, name));
  const isAnyOn = (["EGF", "SET_VNET", "USE_RGT", ...downloads] as const).some((name) =>
    isOn(settings, name),
  );
  return isAnyOn ||
    blocked.some(({ others }) => others.length > 0) ||
    lists.some(({ kind }) => kind !== "allow")
    ? "all"
    : portSet([...blocked.flatMap(({ ports }) => ports), { from: 113, through: 113 }]);
}
