import { allFamilies } from "../../net/remote-addresses.ts";
import type { DefaultAction, Direction, NoteCode, Origin } from "../../net/types.ts";
import { Budget } from "../../packet-filter/budget.ts";
import type { BaseChain, Chain, PacketFilter, Rule } from "../../packet-filter/model.ts";
import * as limits from "../../util/limits.ts";
import { NoteList } from "../notes.ts";
import type { CompileResult } from "../parse-firewall.ts";
import type { ParseOptions } from "../types.ts";
import { compileUfwCommands } from "./compile-commands.ts";
import { compileUfwStatus } from "./compile-status.ts";
import { followUfwCommands } from "./follow-commands.ts";
import type { UfwCommand, UfwProfiles, UfwRuleset } from "./ruleset.ts";
import { UserRules } from "./user-rules.ts";

const title = "ufw";

/** What ufw sets if nobody changes it. */
const ownDefaults = { inbound: "drop", outbound: "accept" } as const;

/** Compiles a ruleset to what ufw makes the kernel run. */
export function compile({ main, profiles }: UfwRuleset, options: ParseOptions): CompileResult {
  const notes = new NoteList();
  const assume = (code: NoteCode, text: string) =>
    notes.add("assumed", code, { input: main?.input ?? 0, line: null }, text);
  if (main === undefined) {
    assume("incomplete", "the applications are taken to be allowed");
  }
  assume(
    "elsewhere",
    "the files before.rules and after.rules are taken to be ufw's own, which open no port, and there are no rules other than those of ufw",
  );
  const state =
    main?.kind === "status" ? main : followUfwCommands(main?.list ?? allowAll(profiles));
  if (!state.isActive) {
    assume("dormant", "ufw is not active, and drops nothing");
    const policy = { action: "accept", origin: state.origin } as const;
    const filter = filterOf({ inbound: policy, outbound: policy });
    return { title, families: allFamilies, filter, notes: notes.list() };
  }
  const { inbound, outbound } = state.defaults;
  if (inbound === undefined || outbound === undefined) {
    assume(
      "default",
      "what happens to everything else is not stated, and assumed to be ufw's own default: deny (incoming), allow (outgoing)",
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
  const families =
    "kind" in state
      ? compileUfwStatus(state, notes, assume, rules)
      : compileUfwCommands(state, notes, assume, rules);
  return { title, families, filter: filterOf(policies, rules), notes: notes.list() };
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

/** Returns the base chains, which lead to the chains that ufw has for the rules of its users. */
function filterOf(policies: Readonly<Record<Direction, Policy>>, rules?: UserRules): PacketFilter {
  const chains = (direction: Direction): readonly BaseChain[] => {
    const { action, origin } = policies[direction];
    const user: Chain = { name: "ufw-user", rules: rules?.of(direction) ?? [] };
    const jump: Rule = { match: {}, action: { kind: "jump", chain: user }, origin: null };
    return [{ name: "ufw", rules: [jump], policy: action, origin }];
  };
  return { original: { inbound: chains("inbound"), outbound: chains("outbound") } };
}
