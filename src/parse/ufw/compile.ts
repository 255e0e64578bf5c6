import { linkLocalAddresses } from "../../net/address-set.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { DefaultAction, Direction, NoteCode, Origin } from "../../net/types.ts";
import { Budget } from "../../packet-filter/budget.ts";
import type { BaseChain, Chain, PacketFilter, Rule } from "../../packet-filter/model.ts";
import * as limits from "../../util/limits.ts";
import { NoteList } from "../notes.ts";
import type { CompileResult } from "../parse-firewall.ts";
import type { ParseOptions } from "../types.ts";
import { compileUfwCommands } from "./compile-commands.ts";
import { compileUfwFiles } from "./compile-files.ts";
import { compileUfwStatus } from "./compile-status.ts";
import { type FollowedCommands, followUfwCommands } from "./follow-commands.ts";
import { namedApplications } from "./named-applications.ts";
import { packagedPorts } from "./packaged-profiles.ts";
import type {
  UfwCommand,
  UfwFiles,
  UfwProfiles,
  UfwRule,
  UfwRuleset,
  UfwState,
  UfwStatus,
} from "./ruleset.ts";
import { UserRules } from "./user-rules.ts";

const title = "ufw";

/** ufw's own default policies. */
const ownDefaults = { inbound: "drop", outbound: "accept" } as const;

/** Compiles a ruleset to the packet filter ufw sets up. */
export function compile(
  { main, profiles, settings }: UfwRuleset,
  options: ParseOptions,
): CompileResult {
  const notes = new NoteList();
  const assume = (code: NoteCode, text: string) =>
    notes.add("assumed", code, { input: main?.input ?? 0, line: null }, text);
  if (main === undefined) {
    assume("incomplete", "the applications are assumed to be allowed");
  }
  assume(
    "elsewhere",
    "before.rules and after.rules are assumed to be the shipped ones, which open only DHCP ports; no other program is assumed to add rules",
  );
  const state = stateOf({ main, profiles, settings });
  if (!state.isActive) {
    assume("dormant", "ufw is inactive and drops nothing");
    const policy = { action: "accept", origin: state.origin } as const;
    const filter = filterOf({ inbound: policy, outbound: policy });
    return { title, families: allFamilies, filter, notes: notes.list() };
  }
  const { inbound, outbound } = { ...settings.defaults, ...state.defaults };
  if (inbound === undefined || outbound === undefined) {
    assume(
      "default",
      "the input does not show the default policies; ufw's own are assumed: deny (incoming), allow (outgoing)",
    );
  }
  const policies = {
    inbound: inbound ?? { action: ownDefaults.inbound, origin: state.origin },
    outbound: outbound ?? { action: ownDefaults.outbound, origin: state.origin },
  };
  const rules = new UserRules({
    profiles,
    options,
    notes,
    budget: new Budget(limits.ufwKernelRules),
  });
  const applications = namedApplications(rulesOf(state)).filter(
    (name) => !profiles.has(name) && packagedPorts(name) !== undefined,
  );
  if (applications.length > 0) {
    assume(
      "built-in",
      `the ports of ${applications.join(", ")} are assumed to be those in the profiles of Debian's packages`,
    );
  }
  const families = !("kind" in state)
    ? compileUfwCommands(state, notes, assume, rules)
    : state.kind === "status"
      ? compileUfwStatus(state, notes, assume, rules)
      : compileUfwFiles(state, settings, notes, assume, rules);
  return { title, families, filter: filterOf(policies, rules), notes: notes.list() };
}

type State = FollowedCommands | UfwStatus | (UfwFiles & UfwState);

function stateOf({ main, profiles, settings }: UfwRuleset): State {
  switch (main?.kind) {
    case "status":
      return main;
    case "files": {
      const { isActive, origin } = settings.enabled ?? { isActive: true, origin: null };
      return { ...main, isActive, origin, defaults: {} };
    }
    default:
      return followUfwCommands(main?.list ?? allowAll(profiles));
  }
}

/** Returns the rules that may name applications; rules in files contain the ports themselves. */
function rulesOf(state: State): readonly (UfwRule | undefined)[] {
  if (!("kind" in state)) {
    const { rules, unclear } = state;
    return [...rules.ipv4, ...rules.ipv6, ...unclear].map(({ rule }) => rule);
  }
  return state.kind === "status" ? state.rows.map(({ rule }) => rule) : [];
}

/** Returns the commands that allow every application. */
function allowAll(profiles: UfwProfiles): readonly UfwCommand[] {
  return [...profiles.values()].map(({ name, origin }) => ({
    kind: "rule",
    origin,
    rule: {
      direction: "inbound",
      action: "allow",
      families: allFamilies,
      protocol: undefined,
      to: { app: name },
      from: {},
    },
  }));
}

interface Policy {
  readonly action: DefaultAction;
  readonly origin: Origin | null;
}

/** The inbound rules of ufw's before.rules and before6.rules: DHCP responses. */
const ownRules: readonly Rule[] = [
  {
    match: { family: "ipv4", protocols: ["udp"], ports: [{ from: 68, through: 68 }] },
    action: { kind: "accept" },
    origin: null,
  },
  {
    match: {
      family: "ipv6",
      protocols: ["udp"],
      ports: [{ from: 546, through: 546 }],
      remotes: linkLocalAddresses,
    },
    action: { kind: "accept" },
    origin: null,
  },
];

/** Returns the base chains, which jump to ufw's chains for user rules. */
function filterOf(policies: Readonly<Record<Direction, Policy>>, rules?: UserRules): PacketFilter {
  const chains = (direction: Direction): readonly BaseChain[] => {
    const { action, origin } = policies[direction];
    const user: Chain = { name: "ufw-user", rules: rules?.of(direction) ?? [] };
    const jump: Rule = { match: {}, action: { kind: "jump", chain: user }, origin: null };
    const before = rules && direction === "inbound" ? ownRules : [];
    return [{ name: "ufw", rules: [...before, jump], policy: action, origin }];
  };
  return { original: { inbound: chains("inbound"), outbound: chains("outbound") } };
}
