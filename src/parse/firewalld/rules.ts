import type { Direction } from "../../net/types.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { Action, Match, Rule } from "../../packet-filter/model.ts";
import { unknownRule } from "../../packet-filter/unknown-rule.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { ParseOptions } from "../types.ts";
import type { FirewalldObject } from "./object.ts";
import { anyway, applyAddress, protocolPart, type Services, type Way, waysOf } from "./parts.ts";
import { type RichRule, readRichRule } from "./rich-rule.ts";
import type { XmlElement } from "./xml.ts";

/** What the rules of an object are made with. */
export interface RuleContext {
  readonly direction: Direction;
  readonly services: Services;
  readonly options: ParseOptions;
  /** The chains to which rules lead, for new ones too. */
  readonly chains: Map<string, readonly Rule[]>;
}

/**
 * The rules of a zone or a policy object without its target, in the order of the chains that firewalld
 * makes of it: what comes before, what keeps out, what lets in, what comes after.
 */
export function objectRules(object: FirewalldObject, context: RuleContext): readonly Rule[] {
  const rich = object.elements("rule").map((element) => {
    const rule = readRichRule(element);
    return { rule, rules: richRules(rule, object, context) };
  });
  const isFirst = ({ rule }: Compiled) => rule.priority === undefined;
  const isNormal = ({ rule }: Compiled) => rule.priority === 0;
  return [
    ...object.strange.map(({ line, what }) =>
      unknownRule(object.notes.doubt(line, `${what} is not understood`)),
    ),
    ...rich
      .filter(isFirst)
      .map(({ rule: { line } }) =>
        unknownRule(object.notes.doubt(line, "the priority of the rich rule is not understood")),
      ),
    ...inOrder(
      rich.filter(({ rule }) => (rule.priority ?? 0) < 0),
      object,
      context,
    ),
    ...together(rich.filter((each) => isNormal(each) && each.rule.action === "drop")),
    ...openRules(object, context),
    ...together(rich.filter((each) => isNormal(each) && each.rule.action !== "drop")),
    ...inOrder(
      rich.filter(({ rule }) => (rule.priority ?? 0) > 0),
      object,
      context,
    ),
  ];
}

/** A rich rule, and the rules that it comes to: one for each way in which it holds. */
interface Compiled {
  readonly rule: RichRule;
  readonly rules: readonly Rule[];
}

/** So many services that are not known are named. */
const most = 20;

/** What the ports, protocols and services of an object let in. */
function openRules(object: FirewalldObject, context: RuleContext): readonly Rule[] {
  const port = ({ attributes }: XmlElement) => `${attributes.port}/${attributes.protocol}`;
  const services = object.elements("service").map(({ attributes }) => attributes.name as string);
  const lines = new Map(
    object.elements("service").map(({ attributes, line }) => [`?${attributes.name}`, line]),
  );
  const parts = [
    ...object.elements("port").map(port),
    ...object.elements("source-port").map((each) => `<${port(each)}`),
    ...object.elements("protocol").map(({ attributes }) => protocolPart(attributes.value)),
    ...context.services.parts(services),
  ];
  const known = parts.filter((part) => !lines.has(part));
  const unknown = [...new Set(parts.filter((part) => lines.has(part)))];
  return [
    ...waysOf(known).flatMap((way) => ruleOf([way], object.root.line, "accept", object, context)),
    ...unknown
      .slice(0, most)
      .flatMap((part) =>
        ruleOf(waysOf([part]), lines.get(part) as number, "accept", object, context),
      ),
    ...(unknown.length > most
      ? ruleOf(
          waysOf([`?${unknown.length - most} more`]),
          object.root.line,
          "accept",
          object,
          context,
        )
      : []),
  ];
}

function ruleOf(
  ways: readonly Way[],
  line: number,
  action: Action | "accept" | "drop",
  object: FirewalldObject,
  { direction, options }: RuleContext,
  apply: Way = () => {},
): readonly Rule[] {
  return ways.flatMap((way) => {
    const builder = new MatchBuilder(direction, options);
    apply(builder, direction);
    way(builder, direction);
    const match = builder.match(line, object.notes);
    return match ? [{ match, action: typeof action === "string" ? { kind: action } : action }] : [];
  });
}

/** What a rich rule does to connections; one that sends ports elsewhere is not among them. */
function richRules(rule: RichRule, object: FirewalldObject, context: RuleContext): readonly Rule[] {
  const { action, element, isReset, isLimited, problems, line } = rule;
  if (action === undefined) {
    return [];
  }
  const ways = waysOfElement(element, context.services);
  return ruleOf(ways, line, action, object, context, (builder, direction) => {
    applyEnds(rule, builder, direction);
    if (isReset) {
      builder.protocols(["tcp"]);
    }
    if (isLimited) {
      builder.holds(undefined, "a limit");
    }
    for (const problem of problems) {
      builder.holds(undefined, `whether firewalld takes ${problem}`);
    }
    if (element?.name === "service" && rule.destination && ways.length > 0) {
      const hasOwn = context.services
        .parts([element.attributes.name as string])
        .some((part) => part.includes(">"));
      builder.holds(hasOwn ? undefined : true, "a destination beside that of the service");
    }
  });
}

function waysOfElement(element: XmlElement | undefined, services: Services): readonly Way[] {
  if (element === undefined) {
    return anyway;
  }
  const { name, attributes } = element;
  if (withoutPorts.has(name)) {
    return [];
  }
  const port = `${attributes.port}/${attributes.protocol}`;
  switch (name) {
    case "service":
      return waysOf(services.parts([attributes.name as string]));
    case "port":
      return waysOf([port]);
    case "source-port":
      return waysOf([`<${port}`]);
    case "protocol":
      return waysOf([protocolPart(attributes.value)]);
    default:
      return [(builder) => builder.holds(undefined, `what ${excerpt(name)} is`)];
  }
}

/** Elements of rich rules that let no connection in or out. */
const withoutPorts: ReadonlySet<string> = new Set([
  "forward-port",
  "icmp-block",
  "icmp-type",
  "masquerade",
  "tcp-mss-clamp",
]);

function applyEnds(rule: RichRule, builder: MatchBuilder, direction: Direction): void {
  if (rule.family) {
    builder.family(rule.family);
  }
  for (const end of ["source", "destination"] as const) {
    const { address, mac, ipset, invert } = rule[end]?.attributes ?? {};
    if (address) {
      applyAddress(builder, direction, end, address, /^(?:true|yes)$/i.test(invert ?? ""));
    } else if (rule[end]) {
      builder.holds(undefined, `who is in ${excerpt(`${end} ${mac ?? ipset ?? ""}`)}`);
    }
  }
}

/** Rules whose order does not matter, those for the same ports after each other: they are followed at once. */
function together(compiled: readonly Compiled[]): readonly Rule[] {
  const rules = compiled.flatMap((each) => each.rules);
  return [...groupBy(rules, ({ match }) => JSON.stringify(match.ports ?? [])).values()].flat();
}

function groupBy<T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) {
      group.push(value);
    } else {
      groups.set(key, [value]);
    }
  }
  return groups;
}

/** Rich rules with priorities, one after the other. */
function inOrder(
  compiled: readonly Compiled[],
  object: FirewalldObject,
  { chains }: RuleContext,
): readonly Rule[] {
  return [...groupBy(compiled, ({ rule }) => rule.priority as number)]
    .sort(([a], [b]) => a - b)
    .flatMap(([, group]) => {
      const rules = group.flatMap((each) => each.rules);
      const drops = rules.filter(({ action }) => action.kind === "drop");
      // Of the rules of a zone with the same priority, firewall-cmd prints any first.
      if (!object.isListed || object.kind !== "zone" || [0, rules.length].includes(drops.length)) {
        return rules;
      }
      const doubt = object.notes.doubt(
        group[0]?.rule.line as number,
        "which of the rich rules of this priority comes first is not in the list",
      );
      const name = `unless dropped ${chains.size}`;
      chains.set(name, [
        ...drops.map(({ match }) => unknownRule(doubt, match)),
        { match: {}, action: { kind: "accept" } },
      ]);
      return [
        ...rules
          .filter(({ action }) => action.kind === "accept")
          .map(({ match }): Rule => ({ match, action: { kind: "jump", chain: name } })),
        ...drops,
      ];
    });
}

/** The ports that an object sends elsewhere, before any other rule: whether they answer is not known. */
export function forwardRules(object: FirewalldObject, context: RuleContext): readonly Rule[] {
  const rules = (
    { attributes: { port, protocol }, line }: XmlElement,
    apply: Way,
  ): readonly Rule[] => {
    const doubt = object.notes.doubt(
      line,
      `the port ${excerpt(`${port}/${protocol}`)} is sent elsewhere`,
    );
    return ruleOf(
      waysOf([`${port}/${protocol}`]),
      line,
      { kind: "unknown", doubt },
      object,
      context,
      apply,
    );
  };
  return [
    ...object
      .elements("forward-port")
      .flatMap((element) =>
        rules(element, (builder) =>
          builder.family(element.attributes["to-addr"]?.includes(":") ? "ipv6" : "ipv4"),
        ),
      ),
    ...object.elements("rule").flatMap((element) => {
      const rule = readRichRule(element);
      return rule.element?.name === "forward-port"
        ? rules(rule.element, (builder, direction) => applyEnds(rule, builder, direction))
        : [];
    }),
  ];
}

/** What becomes of connections that no rule of a zone or a policy object decides. */
export function targetRules({ root, kind, notes }: FirewalldObject): readonly Rule[] {
  const match: Match = {};
  switch (root.attributes.target ?? "default") {
    case "ACCEPT":
      return [{ match, action: { kind: "accept" } }];
    case "DROP":
    case "REJECT":
    case "%%REJECT%%":
      return [{ match, action: { kind: "drop" } }];
    case "CONTINUE":
      return [];
    case "default":
    case "{chain}_{zone}":
    case "":
      return kind === "zone" ? [{ match, action: { kind: "drop" } }] : [];
    default:
      return [
        unknownRule(
          notes.doubt(
            root.line,
            `the target ${excerpt(String(root.attributes.target))} is not understood`,
          ),
        ),
      ];
  }
}
