import { InvalidConfigurationError } from "../../errors.ts";
import { parsePrefix } from "../../net/network.ts";
import type { DefaultAction, Direction } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import { readUfwPorts } from "./ports.ts";
import { type UfwEnd, type UfwRule, ufwProtocols } from "./rule.ts";

/** What ufw prints of its status. */
export interface UfwStatus {
  readonly isActive: boolean;
  /** Not in the short forms. */
  readonly defaults: Readonly<Record<Direction, DefaultAction>> | undefined;
  /** Up to the first one that is not understood. */
  readonly lines: readonly UfwStatusLine[];
}

/** A line of the table of rules. */
interface UfwStatusLine {
  readonly number: number;
  readonly text: string;
  /** `undefined` for a line that is not understood. */
  readonly rule: UfwRule | undefined;
  /** Whether it is about what passes through the server. */
  readonly isForward: boolean;
}

const expected = "what ufw status, ufw status verbose or ufw status numbered print in English";

/** Reads what `ufw status` prints, in any of its forms. */
export function readUfwStatus(text: string): UfwStatus {
  let isActive: boolean | undefined;
  let isVerbose = false;
  let defaults: UfwStatus["defaults"];
  let inTable = false;
  const lines: UfwStatusLine[] = [];
  for (const [index, raw] of linesOf(text).entries()) {
    const number = index + 1;
    const content = raw.trim();
    if (content === "" || (isActive === undefined && content.startsWith("#"))) {
      continue;
    }
    if (inTable) {
      if (/^[-\s]+$/.test(content)) {
        continue;
      }
      const line = readLine(content, number);
      lines.push(line);
      if (line.rule === undefined) {
        // It may be about everything, so that no other one after it says anything.
        break;
      }
    } else if (isActive === undefined && /^Status: (in)?active$/.test(content)) {
      isActive = content === "Status: active";
    } else if (isActive && /^To\s+Action\s+From$/.test(content)) {
      inTable = true;
    } else if (isActive && /^(Logging|New profiles): /.test(content)) {
      isVerbose = true;
    } else {
      defaults = isActive ? readDefaults(content) : undefined;
      if (defaults === undefined) {
        throw new InvalidConfigurationError(
          `line ${number} is not understood: ${excerpt(content)}; expected ${expected}`,
          content,
          number,
        );
      }
    }
  }
  if (isVerbose && defaults === undefined) {
    throw new InvalidConfigurationError(
      `the text has no line that begins with Default: it is cut off; expected ${expected}`,
      undefined,
      undefined,
    );
  }
  return { isActive: isActive === true, defaults, lines };
}

function readDefaults(content: string): UfwStatus["defaults"] {
  const [, inbound, outbound] =
    /^Default: (allow|deny|reject) \(incoming\), (allow|deny|reject) \(outgoing\)(?:, \w+ \(routed\))?$/.exec(
      content,
    ) ?? [];
  const action = (word: string) => (word === "allow" ? "accept" : "drop");
  return inbound === undefined || outbound === undefined
    ? undefined
    : { inbound: action(inbound), outbound: action(outbound) };
}

const actions: readonly string[] = ["ALLOW", "DENY", "REJECT", "LIMIT"];

/** Reads a rule; names of applications may have spaces in them, so that columns say nothing. */
function readLine(content: string, number: number): UfwStatusLine {
  const words = withoutComment(content)
    .replace(/^\[ *\d+\] /, "")
    .split(/\s+/)
    .filter((word) => word !== "");
  const at = words.findIndex((word) => actions.includes(word));
  const from = words.slice(at + 1);
  const way = ["IN", "OUT", "FWD"].includes(from[0] ?? "") ? from.shift() : "IN";
  const isAmbiguous = from.some((word) => actions.includes(word));
  while (/^(\((log|log-all|out)[,)]|out\))$/.test(from.at(-1) ?? "")) {
    from.pop();
  }
  const destination = at < 0 || isAmbiguous ? undefined : readEnd(words.slice(0, at));
  const source = readEnd(from);
  const isForward = way === "FWD";
  if (destination === undefined || source === undefined) {
    return { number, text: content, rule: undefined, isForward: false };
  }
  const isV6 = destination.isV6 || source.isV6;
  return {
    number,
    text: content,
    isForward,
    rule: {
      direction: way === "OUT" ? "outbound" : "inbound",
      action: (words[at] as string).toLowerCase() as UfwRule["action"],
      family: isV6 ? "ipv6" : "ipv4",
      protocol: destination.protocol ?? source.protocol,
      to: destination.end,
      from: source.end,
    },
  };
}

/** Neither names nor addresses have the sign with which a comment begins. */
function withoutComment(content: string): string {
  const at = content.search(/\s#(\s|$)/);
  return at < 0 ? content : content.slice(0, at);
}

interface ReadEnd {
  readonly end: UfwEnd;
  readonly protocol: string | undefined;
  readonly isV6: boolean;
}

/**
 * Reads one of the columns To and From: `Anywhere`, `22,80/tcp`, `198.51.100.7 53/udp (Bind9)`,
 * `Nginx Full (v6) on eth0`.
 */
function readEnd(words: readonly string[]): ReadEnd | undefined {
  const hasInterface = words.length > 2 && words.at(-2) === "on";
  const named = hasInterface ? words.at(-1) : undefined;
  const text = (hasInterface ? words.slice(0, -2) : words).join(" ");
  const bracket = text.indexOf(" (");
  const [, what = text, inside = ""] =
    bracket > 0 && text.endsWith(")")
      ? ["", text.slice(0, bracket), text.slice(bracket + 2, -1)]
      : [];
  const isV6 = inside === "v6" || inside.endsWith(" (v6)");
  const [first = "", ...others] = what.split(" ");
  const [start, protocol] = cutProtocol(first);
  const end = { interface: named };
  if (start === "Anywhere" && others.length === 0) {
    return { end, protocol, isV6 };
  }
  const address = parsePrefix(start);
  const rest = address ? others.join(" ") : what;
  const [ports, portProtocol] = cutProtocol(rest);
  const beside = address
    ? { end: { ...end, address: start }, isV6: isV6 || address.family === "ipv6" }
    : { end, isV6 };
  if (address && rest === "") {
    return { ...beside, protocol };
  }
  if (readUfwPorts(ports)) {
    return { ...beside, end: { ...beside.end, ports }, protocol: portProtocol };
  }
  return /^[a-z\d][\w .+-]*$/i.test(rest)
    ? { ...beside, end: { ...beside.end, app: rest }, protocol: undefined }
    : undefined;
}

/** Cuts the protocol off `22/tcp` or `198.51.100.0/24/tcp`. */
function cutProtocol(text: string): readonly [rest: string, protocol: string | undefined] {
  const at = text.lastIndexOf("/");
  const protocol = at < 0 ? "" : text.slice(at + 1);
  return ufwProtocols.includes(protocol) ? [text.slice(0, at), protocol] : [text, undefined];
}
