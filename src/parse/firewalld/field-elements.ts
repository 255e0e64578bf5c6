import type { Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { XmlElement } from "./read-xml.ts";
import { splitRichRule } from "./split-rich-rule.ts";
import { wrongLine } from "./wrong-line.ts";

/** Returns the XML elements of a field line. */
type ReadField = (value: string, origin: Origin) => readonly XmlElement[];

/** Creates the reader of a field with one element per word. */
function eachWord(
  name: string,
  attributesOf: (word: string, origin: Origin) => Readonly<Record<string, string>>,
): ReadField {
  return (value, origin) =>
    value
      .split(/\s+/)
      .map((word) => ({ name, attributes: attributesOf(word, origin), children: [], origin }));
}

/** @throws {@link InvalidConfigurationError} if firewall-cmd cannot have printed the port */
function portOf(word: string, origin: Origin): Readonly<Record<string, string>> {
  const [, port, protocol] = /^(\d+(?:-\d+)?)\/([a-z]+)$/.exec(word) ?? [];
  if (port === undefined || protocol === undefined) {
    throw wrongLine(origin, `has an invalid port ${excerpt(word)}`, word);
  }
  return { port, protocol };
}

/** @throws {@link InvalidConfigurationError} if its quotes are not those that firewall-cmd prints */
function richRuleOf(value: string, origin: Origin): readonly XmlElement[] {
  if (/=(?:&quot;|&#0*34;|[\u201c-\u201f\u00ab\u00bb])/.test(value)) {
    throw wrongLine(
      origin,
      `has quotes other than "; use the output of firewall-cmd unchanged: ${excerpt(value)}`,
      value,
    );
  }
  return [splitRichRule(value, origin)];
}

function optionOf(word: string): Readonly<Record<string, string>> {
  const [name = "", value = ""] = word.split("=");
  return { name, value };
}

function entryOf(text: string, origin: Origin): XmlElement {
  return { name: "entry", attributes: {}, children: [], text, origin };
}

const nothing: ReadField = () => [];

/** The reader of each field; created by a function so that bundles of other formats can drop it. */
const fields = readersOfFields();

function readersOfFields(): ReadonlyMap<string, ReadField> {
  return new Map([
    ["services", eachWord("service", (name) => ({ name }))],
    ["protocols", eachWord("protocol", (value) => ({ value }))],
    ["interfaces", eachWord("interface", (name) => ({ name }))],
    ["ingress-zones", eachWord("ingress-zone", (name) => ({ name }))],
    ["egress-zones", eachWord("egress-zone", (name) => ({ name }))],
    ["includes", eachWord("include", (service) => ({ service }))],
    ["ports", eachWord("port", portOf)],
    ["source-ports", eachWord("source-port", portOf)],
    [
      "sources",
      eachWord("source", (word) =>
        word.startsWith("ipset:") ? { ipset: word } : { address: word },
      ),
    ],
    [
      "destination",
      eachWord("destination", (word) => {
        const colon = word.indexOf(":");
        return { [word.slice(0, colon)]: word.slice(colon + 1) };
      }),
    ],
    ["options", eachWord("option", optionOf)],
    ["entries", (value, origin) => value.split(/\s+/).map((text) => entryOf(text, origin))],
    ["forward-ports", (value, origin) => [forwardPort(value, origin)]],
    ["rich rules", richRuleOf],
    // These do not affect ports.
    ["summary", nothing],
    ["description", nothing],
    ["icmp-block-inversion", nothing],
    ["forward", nothing],
    ["masquerade", nothing],
    ["icmp-blocks", nothing],
    ["modules", nothing],
    ["helpers", nothing],
    ["egress-priority", nothing],
  ]);
}

/** Returns the XML elements of a field line in a `firewall-cmd` list. */
export function fieldElements(name: string, value: string, origin: Origin): readonly XmlElement[] {
  const read = fields.get(name);
  if (read) {
    return read(value, origin);
  }
  return value === "no" || value === "0" ? [] : [{ name, attributes: {}, children: [], origin }];
}

/** Reads `port=80:proto=tcp:toport=8080:toaddr=192.0.2.1`. */
function forwardPort(value: string, origin: Origin): XmlElement {
  const attributes = {
    port: /\bport=([^:]*)/.exec(value)?.[1] ?? "",
    protocol: /\bproto=([^:]*)/.exec(value)?.[1] ?? "",
    "to-port": /\btoport=([^:]*)/.exec(value)?.[1] ?? "",
    "to-addr": /\btoaddr=(.*)$/.exec(value)?.[1] ?? "",
  };
  return { name: "forward-port", attributes, children: [], origin };
}
