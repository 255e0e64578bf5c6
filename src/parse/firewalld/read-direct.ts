import type { Direction, Family } from "../../net/types.ts";
import type { XmlElement } from "./read-xml.ts";
import type { DirectRule } from "./ruleset.ts";

/** The iptables chains that connections to and from the server traverse. */
const directions: ReadonlyMap<string, Direction> = new Map([
  ["PREROUTING", "inbound"],
  ["INPUT", "inbound"],
  ["OUTPUT", "outbound"],
  ["POSTROUTING", "outbound"],
]);

/** Reads `direct.xml`: rules by priority, then passthrough commands. */
export function readDirect({ children }: XmlElement): readonly DirectRule[] {
  const named = (name: string) => children.filter((each) => each.name === name);
  const rules = named("rule").map((element) => ({
    priority: Number(element.attributes.priority) || 0,
    rule: readRule(element),
  }));
  return [
    ...rules.sort((a, b) => a.priority - b.priority).map(({ rule }) => rule),
    ...named("passthrough").map(readPassthrough),
  ];
}

function readRule({ attributes, text = "", origin }: XmlElement): DirectRule {
  const { table = "", chain = "", ipv } = attributes;
  return { ...placeOf(chain), family: familyOf(ipv), table, words: wordsOf(text), origin };
}

/** Reads an iptables command, such as `-t filter -A INPUT -p tcp --dport 22 -j ACCEPT`. */
function readPassthrough({ attributes, text = "", origin }: XmlElement): DirectRule {
  const [, table = "filter", , chain, rest = ""] =
    /^\s*(?:(?:-t|--table)\s+(\S+)\s+)?(-A|-I|--append|--insert)\s+(\S+)(?:\s+\d+(?=\s))?(.*)$/s.exec(
      text,
    ) ?? [];
  const family = familyOf(attributes.ipv);
  return chain === undefined
    ? { chain: "unknown", direction: undefined, family, table: "", words: [], origin }
    : { ...placeOf(chain), family, table, words: wordsOf(rest), origin };
}

function placeOf(name: string): Pick<DirectRule, "chain" | "direction"> {
  const direction = directions.get(name);
  return { chain: direction ? "base" : "other", direction };
}

function familyOf(ipv: string | undefined): Family | undefined {
  return ipv === "ipv4" || ipv === "ipv6" ? ipv : undefined;
}

/** Splits words as iptables receives them; quoted text is one word. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/"[^"]*"|'[^']*'|[^\s"']+/g)].map(([word]) => word);
}
