import { readPorts } from "../../net/port-set.ts";
import type { PortRange } from "../../net/types.ts";
import { readInterface } from "../../packet-filter/interface-pattern.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { Action, BaseChain, Doubt, Rule } from "../../packet-filter/model.ts";
import { undeterminedRule } from "../../packet-filter/undetermined-rule.ts";
import { excerpt } from "../../util/excerpt.ts";
import { readTransport, transports } from "../transport.ts";
import { applyAddress } from "./apply-address.ts";
import type { CompileContext } from "./context.ts";
import type { DirectRule } from "./ruleset.ts";

/** Non-terminating targets. */
const goingOn: ReadonlySet<string> = new Set([
  ..."CONNMARK LOG MARK NFLOG TCPMSS TRACE ULOG".split(" "),
]);

/**
 * Places direct rules before the rules of a chain. Traffic that they drop stays dropped. Traffic that they accept is
 * accepted only with firewalld's iptables backend; with the nftables backend, it must also pass firewalld's own
 * rules.
 */
export function withDirectRules(
  base: BaseChain,
  direct: readonly DirectRule[],
  context: CompileContext,
): BaseChain {
  const rules = direct.flatMap((rule) => compileRule(rule, context));
  const action: Action = { kind: "jump", chain: { name: "direct", rules } };
  return rules.length === 0
    ? base
    : { ...base, rules: [{ match: {}, action, origin: null }, ...base.rules] };
}

function compileRule(rule: DirectRule, context: CompileContext): readonly Rule[] {
  const { chain, direction, table, words, origin, family } = rule;
  const { view, device, notes } = context;
  if (chain === "unknown") {
    const text = `unsupported direct command: ${excerpt(origin.text)}`;
    return [undeterminedRule(notes.doubt("command", origin, text))];
  }
  // Other chains are entered by jumps, which are not followed.
  if (chain === "other" || direction !== view.direction) {
    return [];
  }
  const { target, options } = partsOf(words);
  const action = actionOf(target, table, (text) => notes.doubt("action", origin, text));
  if (action === undefined) {
    return [];
  }
  const builder = new MatchBuilder(view, device);
  if (family) {
    builder.family(family);
  } else {
    builder.holds(undefined, "whether the traffic is bridged");
  }
  for (const option of options) {
    applyOption(option, builder);
  }
  if (target === "ACCEPT") {
    builder.holds(undefined, "the backend of firewalld, because a direct rule accepts packets");
  }
  const match = notes.match(builder.condition(), view, origin);
  return match ? [{ match, action, origin }] : [];
}

interface Option {
  readonly name: string;
  readonly value: string;
}

/** Splits a rule into its target and the options before it, each with the word after it. */
function partsOf(words: readonly string[]): {
  readonly target: string | undefined;
  readonly options: readonly Option[];
} {
  const at = words.findIndex((word) => word === "-j" || word === "--jump");
  const target = at < 0 ? undefined : words[at + 1];
  const before = at < 0 ? words : words.slice(0, at);
  const options: Option[] = [];
  for (const [index, name] of before.entries()) {
    const value = before[index + 1];
    if (name.startsWith("-")) {
      const isInverted = before[index - 1] === "!";
      options.push({
        name: isInverted ? "!" : name,
        value: value?.startsWith("-") ? "" : (value ?? ""),
      });
    }
  }
  return { target, options };
}

function actionOf(
  target: string | undefined,
  table: string,
  doubt: (text: string) => Doubt,
): Action | undefined {
  if (target === undefined || goingOn.has(target)) {
    return undefined;
  }
  switch (target) {
    case "ACCEPT":
      // In other tables, it only ends the traversal of that table.
      return table === "filter" ? { kind: "accept" } : undefined;
    case "DROP":
    case "REJECT":
      return { kind: "drop" };
    default:
      return {
        kind: "undetermined",
        doubt: doubt(`unsupported target of a direct rule: ${excerpt(target)}`),
      };
  }
}

const modules: ReadonlySet<string> = new Set(
  "comment conntrack multiport state tcp udp".split(" "),
);

function applyOption({ name, value }: Option, builder: MatchBuilder): void {
  const what = excerpt(`${name} ${value}`);
  switch (name) {
    case "-m":
    case "--match":
      builder.holds(modules.has(value) || undefined, what);
      break;
    case "--comment":
      break;
    case "-i":
    case "--in-interface":
      builder.interfaces("input", [readInterface(value, "+")], false, what);
      break;
    case "-o":
    case "--out-interface":
      builder.interfaces("output", [readInterface(value, "+")], false, what);
      break;
    case "-p":
    case "--protocol": {
      const protocol = readTransport(value);
      builder.protocols(transports.filter((each) => protocol === "any" || each === protocol));
      break;
    }
    case "--dport":
    case "--dports":
    case "--destination-port": {
      const ports = value.split(",").map((each) => readPorts(each, ":"));
      if (ports.includes(undefined)) {
        builder.holds(undefined, what);
      } else {
        builder.destinationPorts(ports as readonly PortRange[], false);
      }
      break;
    }
    case "-s":
    case "--source":
      applyAddress(builder, { end: "source", address: value, isInverted: false, what });
      break;
    case "-d":
    case "--destination":
      applyAddress(builder, { end: "destination", address: value, isInverted: false, what });
      break;
    case "--state":
    case "--ctstate":
      builder.holds(value.toUpperCase().split(",").includes("NEW"), what);
      break;
    default:
      builder.holds(undefined, what);
  }
}
