import { networkAt, parsePrefix } from "../../net/network.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { DefaultAction, Direction, Family } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import { readUfwPorts } from "./ports.ts";
import { type UfwEnd, type UfwRule, ufwProtocols } from "./rule.ts";

/** Where a command is: the text, from 0, and the line; `null` for one that is not in the text. */
export interface UfwPlace {
  readonly input: number;
  readonly number: number | null;
}

/** What commands make of a ufw without rules. */
export interface UfwCommands {
  isActive: boolean;
  readonly defaults: Partial<Record<Direction, DefaultAction>>;
  /**
   * By what ufw knows a rule again: the same for another action takes the place of the one before.
   */
  readonly rules: Map<string, { readonly place: UfwPlace; readonly rule: UfwRule }>;
  /** Commands with an effect that is not followed, and the rules that they are about, if known. */
  readonly doubts: { place: UfwPlace; text: string; rules: readonly UfwRule[] | undefined }[];
  /** Names that were taken for services of `/etc/services`. */
  readonly services: Set<string>;
}

/** A ufw that is enabled, before any command. */
export function noUfwCommands(): UfwCommands {
  return { isActive: true, defaults: {}, rules: new Map(), doubts: [], services: new Set() };
}

/** The services of Debian's `/etc/services` that servers have most; ufw asks it before the profiles. */
const services: Readonly<Record<string, readonly [port: string, protocol?: string]>> = {
  auth: ["113", "tcp"],
  domain: ["53"],
  ftp: ["21", "tcp"],
  "ftp-data": ["20", "tcp"],
  http: ["80", "tcp"],
  https: ["443"],
  imap: ["143", "tcp"],
  imap2: ["143", "tcp"],
  imaps: ["993", "tcp"],
  mysql: ["3306", "tcp"],
  ntp: ["123", "udp"],
  pop3: ["110", "tcp"],
  pop3s: ["995", "tcp"],
  smtp: ["25", "tcp"],
  smtps: ["465", "tcp"],
  ssh: ["22", "tcp"],
  submission: ["587", "tcp"],
  submissions: ["465", "tcp"],
  telnet: ["23", "tcp"],
};

/** Follows a list of commands, after those of other texts. */
export function readUfwCommands(text: string, input: number, commands: UfwCommands): void {
  for (const [index, raw] of linesOf(text).entries()) {
    const content = raw.trim();
    if (content === "" || content.startsWith("#")) {
      continue;
    }
    const place = { input, number: index + 1 };
    const words = readWords(content);
    if (words === undefined || !follow(words, place, commands)) {
      addDoubt(place, content, readChange(words), commands.doubts);
    }
  }
}

/** Keeps what is doubtful as far as it says anything beside what is. */
function addDoubt(
  place: UfwPlace,
  content: string,
  about: readonly UfwRule[] | undefined,
  doubts: UfwCommands["doubts"],
): void {
  if (!doubts.some(({ rules }) => rules === undefined)) {
    const rules = doubts.length < 100 ? about : undefined;
    doubts.push({ place, text: `the command is not followed: ${excerpt(content)}`, rules });
  }
}

/** The words after `ufw`; `undefined` where the shell would do more than read them. */
function readWords(content: string): readonly string[] | undefined {
  const words: string[] = [];
  const pattern = /\s*(?:"([^"$`\\]*)"|'([^']*)'|([\w,:./%@+=-]+))(?=\s|$)/y;
  while (pattern.lastIndex < content.length) {
    const [, double, single, plain] = pattern.exec(content) ?? [];
    const word = double ?? single ?? plain;
    if (word === undefined) {
      return undefined;
    }
    words.push(word);
  }
  if (words[0] === "sudo") {
    words.shift();
  }
  return words[0] === "ufw" ? words.slice(1).filter((word) => word !== "--force") : undefined;
}

/** Does what a command does, as far as it matters; `false` for one that is not followed. */
function follow(words: readonly string[], place: UfwPlace, commands: UfwCommands): boolean {
  const [command = "", ...rest] = words;
  switch (command) {
    case "--dry-run":
    case "app":
    case "logging":
    case "reload":
    case "route":
    case "show":
    case "status":
      return true;
    case "enable":
    case "disable":
      commands.isActive = command === "enable";
      return true;
    case "reset":
      commands.isActive = false;
      commands.rules.clear();
      return true;
    case "default": {
      const [action = "", which = "incoming"] = rest;
      const direction = /^(in|out)(coming|put|going)$/.exec(which)?.[1];
      if (!["allow", "deny", "reject"].includes(action)) {
        return false;
      }
      if (direction !== undefined) {
        commands.defaults[direction === "in" ? "inbound" : "outbound"] =
          action === "allow" ? "accept" : "drop";
      }
      return direction !== undefined || which === "routed" || which === "forward";
    }
    default: {
      const rules = readRule(command === "rule" ? rest : words, commands.services);
      for (const rule of rules ?? []) {
        const { action: _, ...same } = rule;
        commands.rules.set(JSON.stringify(same), { place, rule });
      }
      return rules !== undefined;
    }
  }
}

/** The rule that a command deletes or puts before others, whose place is not followed. */
function readChange(words: readonly string[] | undefined): readonly UfwRule[] | undefined {
  const [command, ...rest] = words?.[0] === "rule" ? words.slice(1) : (words ?? []);
  switch (command) {
    case "delete":
    case "prepend":
      return readRule(rest, new Set());
    case "insert":
      return readRule(rest.slice(1), new Set());
    default:
      return undefined;
  }
}

/** Reads `allow 22/tcp`, `deny out proto tcp to any port 25`, and the like: a rule for each family. */
function readRule(
  words: readonly string[],
  namedServices: Set<string>,
): readonly UfwRule[] | undefined {
  const [action, ...rest] = words;
  if (action !== "allow" && action !== "deny" && action !== "reject" && action !== "limit") {
    return undefined;
  }
  const comment = rest.indexOf("comment");
  if (comment >= 0) {
    rest.splice(comment, 2);
  }
  const way = rest[0] === "in" || rest[0] === "out" ? rest.shift() : "in";
  const name = rest[0] === "on" ? rest.splice(0, 2)[1] : undefined;
  if (rest[0] === "log" || rest[0] === "log-all") {
    rest.shift();
  }
  const clauses =
    rest.length === 1
      ? readSimple(rest[0] as string, namedServices)
      : readClauses(rest, namedServices);
  if (clauses === undefined || (rest.length === 0 && name === undefined)) {
    return undefined;
  }
  const { protocol, families, ends } = clauses;
  const [input, output] = way === "in" ? [name, undefined] : [undefined, name];
  return families.map((family) => ({
    direction: way === "in" ? "inbound" : "outbound",
    action,
    family,
    protocol,
    to: { ...ends.to, interface: input },
    from: { ...ends.from, interface: output },
  }));
}

type Prefix = NonNullable<ReturnType<typeof parsePrefix>>;

interface Clauses {
  readonly protocol: string | undefined;
  readonly families: readonly Family[];
  readonly ends: { readonly to: UfwEnd; readonly from: UfwEnd };
}

/** `22`, `22/tcp`, `ssh`, or the name of an application. */
function readSimple(word: string, namedServices: Set<string>): Clauses | undefined {
  const [what = "", protocol, ...others] = word.split("/");
  if (others.length > 0) {
    return undefined;
  }
  const both = { families: allFamilies };
  const service = serviceOf(what, protocol, namedServices);
  if (service) {
    return {
      ...both,
      protocol: service.protocol,
      ends: { to: { ports: service.ports }, from: {} },
    };
  }
  return protocol === undefined && /^[a-z\d][\w .+-]*$/i.test(what)
    ? { ...both, protocol: undefined, ends: { to: { app: what }, from: {} } }
    : undefined;
}

/** `proto tcp from 198.51.100.0/24 to any port 22`: pairs of words. */
function readClauses(words: readonly string[], namedServices: Set<string>): Clauses | undefined {
  const ends: Record<"to" | "from", UfwEnd> = { to: {}, from: {} };
  const families = new Set<Family>();
  const given = words.indexOf("proto");
  let protocol = given < 0 ? undefined : words[given + 1];
  let end: "to" | "from" | undefined;
  if (protocol !== undefined && (!ufwProtocols.includes(protocol) || words.includes("app"))) {
    return undefined;
  }
  for (let index = 0; index < words.length; index += 2) {
    const [key, value] = words.slice(index, index + 2);
    if (value === undefined) {
      return undefined;
    }
    if (key === "to" || key === "from") {
      const address = parsePrefix(value);
      if (value !== "any" && address === undefined) {
        return undefined;
      }
      end = key;
      if (address) {
        families.add(address.family);
        ends[end] = { ...ends[end], address: canonical(address) };
      }
    } else if (key === "port" && end) {
      const service = serviceOf(value, protocol, namedServices);
      if (service === undefined) {
        return undefined;
      }
      ({ protocol } = service);
      ends[end] = { ...ends[end], ports: service.ports };
    } else if (key === "app" && end) {
      ends[end] = { ...ends[end], app: value };
    } else if (key !== "proto") {
      return undefined;
    }
  }
  return families.size > 1
    ? undefined
    : { protocol, families: families.size > 0 ? [...families] : allFamilies, ends };
}

/** The network as ufw has it; all of them are any. */
function canonical({ family, address, size }: Prefix): string | undefined {
  const network = networkAt(address - (address % size), size, family);
  return network.text.endsWith("/0") ? undefined : network.text;
}

/** The ports of a list or of a service, in ascending order, as ufw has them. */
function serviceOf(
  text: string,
  protocol: string | undefined,
  namedServices: Set<string>,
): { readonly ports: string; readonly protocol: string | undefined } | undefined {
  if (protocol !== undefined && protocol !== "tcp" && protocol !== "udp") {
    return undefined;
  }
  const ranges = readUfwPorts(text);
  if (ranges) {
    const ports = [...text.split(",")].sort(
      (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10),
    );
    return protocol === undefined && /[,:]/.test(text)
      ? undefined
      : { ports: ports.join(), protocol };
  }
  const service = Object.hasOwn(services, text) ? services[text] : undefined;
  if (service === undefined || (protocol !== undefined && (service[1] ?? protocol) !== protocol)) {
    return undefined;
  }
  namedServices.add(text);
  return { ports: service[0], protocol: protocol ?? service[1] };
}
