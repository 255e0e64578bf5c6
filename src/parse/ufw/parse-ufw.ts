import { InvalidConfigurationError } from "../../errors.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { DefaultAction, Direction, Family } from "../../net/types.ts";
import type { Doubt, Rule } from "../../packet-filter/model.ts";
import { unknownRule } from "../../packet-filter/unknown-rule.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf, readTexts } from "../input.ts";
import { Notes, type TextNotes } from "../notes.ts";
import { firewallPolicy } from "../to-exposure.ts";
import type { ParsedFirewall, ParseOptions, Texts } from "../types.ts";
import { noUfwCommands, readUfwCommands, type UfwCommands, type UfwPlace } from "./commands.ts";
import { readUfwAppInfo, readUfwProfiles, type UfwProfiles } from "./profiles.ts";
import { compileUfwRule, type UfwRule } from "./rule.ts";
import { readUfwStatus, type UfwStatus } from "./status.ts";

const expected =
  "what ufw status prints in English, application profiles of ufw, or a list of ufw commands";

/**
 * Reads ufw: what `ufw status verbose` prints (or `ufw status`, or `ufw status numbered`), files of
 * application profiles, what `ufw app info` prints, or the commands that set a ufw up; in any order, as
 * far as they belong together.
 *
 * The short forms of the status have applications by their names alone, whose ports are those of the
 * profiles, and do not say what happens to everything else: that is taken for ufw's own default, as it
 * is where there are profiles or commands without it. Profiles alone are read as a ufw that allows
 * them. Rules with a limit of the rate are unknown.
 *
 * @returns the policy; for IPv4 alone, where a status has rules and none of them for IPv6
 * @throws {@link index.InvalidConfigurationError} for a text that is none of these, for a status
 *   that is cut off, for two of them or one beside commands
 *
 * @example
 * ```ts
 * import { parseUfw } from "cpanel-ports/parse";
 *
 * const { policy } = parseUfw(`Status: active
 * Logging: on (low)
 * Default: deny (incoming), allow (outgoing), disabled (routed)
 * New profiles: skip
 *
 * To                         Action      From
 * --                         ------      ----
 * 22/tcp                     LIMIT IN    Anywhere
 * 2087/tcp                   ALLOW IN    198.51.100.0/24
 * 53                         ALLOW IN    Anywhere`);
 * policy.rules.map((rule) => `${rule.protocol} ${rule.ports.from} ${rule.sources}`); // => ["tcp 53 any", "tcp 2087 198.51.100.0/24", "udp 53 any"]
 * policy.unknown.map((each) => each.ports.from); // => [22]
 * policy.families; // => ["ipv4"]
 * ```
 */
export function parseUfw(texts: Texts, options: ParseOptions = {}): ParsedFirewall {
  const notes = new Notes();
  const read = readAll(readTexts(texts, expected), notes);
  const { main, status, commands } = read;
  const assume = (text: string) => read.notesOf(main).add("assumed", null, text);
  assume(
    "the files before.rules and after.rules are taken for ufw's own, which open no port, and there are no rules beside those of ufw",
  );
  if (!(status ?? commands).isActive) {
    assume("ufw is not active, and drops nothing");
    return policyOf({ inbound: "accept", outbound: "accept" }, allFamilies, [], notes);
  }
  const { inbound, outbound } = (status ?? commands).defaults ?? {};
  if (inbound === undefined || outbound === undefined) {
    assume(
      "what happens to everything else is not said, and taken for ufw's own default: deny (incoming), allow (outgoing)",
    );
  }
  const defaults = { inbound: inbound ?? "drop", outbound: outbound ?? "accept" } as const;
  const compile: Compile = (rule, { input, number }) =>
    compileUfwRule(rule, number, read.profiles, options, read.notesOf(input)).map((each) => ({
      direction: rule.direction,
      rule: each,
    }));
  return status
    ? policyOf(
        defaults,
        familiesOf(status, assume),
        statusRules(status, main, read, assume, compile),
        notes,
      )
    : policyOf(defaults, allFamilies, commandRules(read, assume, compile), notes);
}

/** What the texts say together. */
interface Read {
  /** The text that says which rules there are. */
  readonly main: number;
  readonly status: UfwStatus | undefined;
  readonly commands: UfwCommands;
  readonly profiles: UfwProfiles;
  readonly notesOf: (input: number) => TextNotes;
}

/** A rule, and the connections that meet it. */
interface Directed {
  readonly direction: Direction;
  readonly rule: Rule;
}

type Compile = (rule: UfwRule, place: UfwPlace) => readonly Directed[];

function readAll(texts: readonly string[], notes: Notes): Read {
  const ofTexts = texts.map((_, input) => notes.of(input));
  const notesOf = (input: number) => ofTexts[input] as TextNotes;
  const profiles: UfwProfiles = new Map();
  const commands = noUfwCommands();
  const kinds = texts.map(kindOf);
  let status: UfwStatus | undefined;
  for (const [input, text] of texts.entries()) {
    switch (kinds[input]) {
      case "profiles":
        readUfwProfiles(text, notesOf(input), profiles);
        break;
      case "info":
        readUfwAppInfo(text, notesOf(input), profiles);
        break;
      case "commands":
        readUfwCommands(text, input, commands);
        break;
      case "status":
        status = readUfwStatus(text);
    }
  }
  const isMain = (kind: Kind) => kind === "status" || kind === "commands";
  const mains = kinds.filter(isMain);
  if (status && mains.length > 1) {
    throw new InvalidConfigurationError(
      "there is a second status, or commands beside a status; expected one status, or commands",
      undefined,
      undefined,
    );
  }
  if (mains.length === 0 && profiles.size === 0) {
    throw new InvalidConfigurationError(
      `there are only comments; expected ${expected}`,
      undefined,
      undefined,
    );
  }
  if (mains.length === 0) {
    notesOf(0).add("assumed", null, "the applications are taken to be allowed");
    allowAll(profiles, commands);
  }
  const main = Math.max(kinds.findIndex(isMain), 0);
  return { main, status, commands, profiles, notesOf };
}

/** The rules of a table, of which the first that fits counts. */
function statusRules(
  { lines, defaults }: UfwStatus,
  input: number,
  { notesOf }: Read,
  assume: (text: string) => void,
  compile: Compile,
): readonly Directed[] {
  const hasApp = (rule?: UfwRule) => (rule?.to.app ?? rule?.from.app) !== undefined;
  if (defaults === undefined && lines.some(({ rule }) => hasApp(rule))) {
    assume("the rules for an application are taken to be those of its profile");
  }
  return lines.flatMap(({ number, text, rule, isForward }): readonly Directed[] => {
    const place = { input, number };
    if (rule === undefined) {
      const doubt = notesOf(input).doubt(number, `the line is not understood: ${excerpt(text)}`);
      return unknownBothWays(doubt);
    }
    if (!isForward) {
      return compile(rule, place);
    }
    if (!hasApp(rule)) {
      return [];
    }
    const doubt = notesOf(input).doubt(
      number,
      "the line may hide a rule of the same application for the server itself, which ufw status verbose shows",
    );
    // The interfaces of what passes through the server are in the other columns.
    const ends = {
      to: { ...rule.to, interface: rule.from.interface },
      from: { ...rule.from, interface: rule.to.interface },
    };
    return (["inbound", "outbound"] as const).flatMap((direction) =>
      inDoubt(compile({ ...rule, ...ends, direction }, place), doubt),
    );
  });
}

/** The rules that commands make, after those of which it is not known where they are put. */
function commandRules(
  { commands, notesOf }: Read,
  assume: (text: string) => void,
  compile: Compile,
): readonly Directed[] {
  assume("ufw is active, filters IPv6 too, and has no rules but these");
  if (commands.services.size > 0) {
    assume(
      `the ports of ${[...commands.services].join(", ")} are taken to be those of /etc/services in Debian`,
    );
  }
  return [
    ...commands.doubts.flatMap(({ place, text, rules }) => {
      const doubt = notesOf(place.input).doubt(place.number, text);
      return rules === undefined
        ? unknownBothWays(doubt)
        : inDoubt(
            rules.flatMap((rule) => compile(rule, place)),
            doubt,
          );
    }),
    ...[...commands.rules.values()].flatMap(({ rule, place }) => compile(rule, place)),
  ];
}

function unknownBothWays(doubt: Doubt): readonly Directed[] {
  return (["inbound", "outbound"] as const).map((direction) => ({
    direction,
    rule: unknownRule(doubt),
  }));
}

/** Rules that may be there and may not, whatever they do. */
function inDoubt(rules: readonly Directed[], doubt: Doubt): readonly Directed[] {
  return rules.map(({ direction, rule: { match } }) => ({
    direction,
    rule: unknownRule(doubt, { ...match, doubt }),
  }));
}

type Kind = "status" | "profiles" | "info" | "commands" | "empty";

/** What a text is, by its first line that says something. */
function kindOf(text: string, input: number): Kind {
  for (const [index, raw] of linesOf(text).entries()) {
    const content = raw.trim();
    if (content === "" || /^[#;]/.test(content)) {
      continue;
    }
    if (content.startsWith("Status: ")) {
      return "status";
    }
    if (content.startsWith("[")) {
      return "profiles";
    }
    if (content.startsWith("Profile: ")) {
      return "info";
    }
    if (/^(sudo )?ufw /.test(content)) {
      return "commands";
    }
    throw new InvalidConfigurationError(
      `line ${index + 1}${input > 0 ? ` of text ${input + 1}` : ""} is not understood: ${excerpt(content)}; expected ${expected}`,
      content,
      index + 1,
    );
  }
  // A profile that no port is left for is a comment.
  return "empty";
}

/** With IPV6=no, ufw has no rules for IPv6, lets nothing of it through, and says neither. */
function familiesOf({ lines }: UfwStatus, assume: (text: string) => void): readonly Family[] {
  if (lines.some(({ rule }) => rule === undefined || rule.family === "ipv6")) {
    return allFamilies;
  }
  if (lines.length === 0) {
    assume("ufw filters IPv6 too, as it does unless IPV6=no is set");
    return allFamilies;
  }
  assume(
    "there is no rule for IPv6: whether ufw filters it, or with IPV6=no drops all of it, is not said",
  );
  return ["ipv4"];
}

function allowAll(profiles: UfwProfiles, commands: UfwCommands): void {
  for (const app of profiles.keys()) {
    for (const family of allFamilies) {
      commands.rules.set(`${family} ${app}`, {
        place: { input: 0, number: null },
        rule: {
          direction: "inbound",
          action: "allow",
          family,
          protocol: undefined,
          to: { app },
          from: {},
        },
      });
    }
  }
}

/** ufw has the rules of its users in chains of their own. */
const toOwnChain: Rule = { match: {}, action: { kind: "jump", chain: "ufw-user" } };

function policyOf(
  defaults: Readonly<Record<Direction, DefaultAction>>,
  families: readonly Family[],
  rules: readonly Directed[],
  notes: Notes,
): ParsedFirewall {
  const stages = (direction: Direction) => [{ rules: [toOwnChain], policy: defaults[direction] }];
  return firewallPolicy(
    "ufw",
    families,
    {
      stages: { inbound: stages("inbound"), outbound: stages("outbound") },
      chain: ({ direction }) =>
        rules.filter((each) => each.direction === direction).map(({ rule }) => rule),
    },
    notes,
  );
}
