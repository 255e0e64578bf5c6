import { excerpt } from "../../util/excerpt.ts";
import { ipsetName } from "./ipset-name.ts";
import { readPortElement, readProtocol } from "./read-part.ts";
import type { XmlElement } from "./read-xml.ts";
import { richRuleParts } from "./rich-rule-parts.ts";
import { richRuleProblems } from "./rich-rule-problems.ts";
import type { RichRule, RichRuleElement, RichRuleEnd } from "./ruleset.ts";
import { sourceText } from "./source-text.ts";
import { staysHere } from "./stays-here.ts";

/**
 * Reads a rich rule.
 *
 * @throws {@link InvalidConfigurationError} if an element lacks a required attribute
 */
export function readRichRule(rule: XmlElement): RichRule {
  const parts = richRuleParts(rule);
  const { family, priority, source, destination, element, action } = parts;
  const { type } = action?.attributes ?? {};
  return {
    origin: rule.origin,
    priority,
    family,
    source: source && readEnd(source),
    destination: destination && readEnd(destination),
    element: element && readElement(element),
    action: action && actionOf(action),
    isReset: action?.name === "reject" && (type === "tcp-reset" || type === "tcp-rst"),
    isLimited: action?.children.some(({ name }) => name === "limit") ?? false,
    problems: richRuleProblems(rule, parts),
  };
}

function actionOf({ name }: XmlElement): RichRule["action"] {
  return name === "accept" ? "accept" : name === "mark" ? undefined : "drop";
}

function readEnd({ name, attributes }: XmlElement): RichRuleEnd {
  const { address = "", invert = "" } = attributes;
  const isInverted = /^(?:true|yes)$/i.test(invert);
  return {
    address: address === "" ? undefined : address,
    ipset: ipsetName(attributes),
    isInverted,
    what:
      address === ""
        ? sourceText(attributes)
        : `the ${name} ${isInverted ? "NOT " : ""}${excerpt(address)}`,
  };
}

/** Elements that open no TCP or UDP port. */
const withoutPorts: ReadonlySet<string> = new Set([
  "icmp-block",
  "icmp-type",
  "masquerade",
  "tcp-mss-clamp",
]);

function readElement(element: XmlElement): RichRuleElement {
  const { name, attributes, origin } = element;
  switch (name) {
    case "service":
      return { kind: "service", name: String(attributes.name) };
    case "port":
    case "source-port":
      return { kind: "part", part: readPortElement(element, name) };
    case "protocol":
      return { kind: "part", part: readProtocol(attributes.value) };
    case "forward-port":
      return {
        kind: "forward-port",
        part: readPortElement(element, "port"),
        staysHere: staysHere(element),
        origin,
      };
    default:
      return withoutPorts.has(name)
        ? { kind: "no-ports" }
        : {
            kind: "part",
            part: { kind: "unknown", what: `the unsupported element ${excerpt(name)}` },
          };
  }
}
