import { listServices } from "cpanel-ports";
import { type Field, fields } from "./port-query.ts";

/** A suggestion for the word being typed. */
export interface Suggestion {
  /** The replacement for the word at the cursor. */
  readonly text: string;
  /** What it means. */
  readonly hint: string;
}

const hints: Readonly<Record<Field, string>> = {
  port: "a port number",
  service: "a service, daemon or category",
  category: "a kind of service",
  direction: "who opens the connection",
  protocol: "TCP or UDP",
  scope: "the network or the server itself",
  protection: "how connections are protected",
};

const valueHints: Readonly<Record<string, string>> = {
  inbound: "to the server",
  outbound: "from the server",
  implicit: "TLS from the first byte",
  starttls: "an upgrade to TLS",
  ssh: "SSH",
  none: "plain text",
  undocumented: "no source says",
  network: "other machines",
  loopback: "the server itself only",
};

const names = new Map<string, string>(listServices().map((each) => [each.id, each.name]));
const limit = 8;

/** Suggestions for the word before the cursor: a field, or a value of its field. */
export function suggestionsFor(word: string): readonly Suggestion[] {
  const [, minus = "", name = "", colon = "", typed = ""] =
    /^(-?)([a-z]*)(:?)(.*)$/is.exec(word) ?? [];
  if (colon !== "") {
    const field = name.toLowerCase() as Field;
    return Object.hasOwn(fields, field) ? valuesOf(field, `${minus}${field}:`, typed) : [];
  }
  if (word === "" || typed !== "") {
    return [];
  }
  const wanted = name.toLowerCase();
  const ofFields = (Object.keys(fields) as Field[])
    .filter((field) => field.startsWith(wanted))
    .map((field) => ({ text: `${minus}${field}:`, hint: hints[field] }));
  return [...ofFields, ...valuesOf("service", `${minus}service:`, wanted)].slice(0, limit);
}

function valuesOf(field: Field, prefix: string, typed: string): readonly Suggestion[] {
  const [, before = "", last = ""] = /^(.*,)?(.*)$/s.exec(typed) ?? [];
  const wanted = last.toLowerCase();
  return fields[field]
    .filter((value) => value.includes(wanted) || names.get(value)?.toLowerCase().includes(wanted))
    .sort((a, b) => closeness(b, wanted) - closeness(a, wanted))
    .slice(0, limit)
    .map((value) => ({
      text: `${prefix}${before}${value}`,
      hint: names.get(value) ?? valueHints[value] ?? "",
    }));
}

function closeness(value: string, wanted: string): number {
  return Number(value.startsWith(wanted)) + Number(value === wanted);
}
