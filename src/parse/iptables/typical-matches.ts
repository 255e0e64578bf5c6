import { travelDirection } from "../../packet-filter/model.ts";
import { oneLine } from "../../util/excerpt.ts";
import { firstValueOf, recentListOf } from "./first-value-of.ts";
import { type AddOption, asks, type MatchOption, type Packets } from "./option-use.ts";
import { setAlternatives } from "./set-alternatives.ts";
import { setKey } from "./set-key.ts";

/**
 * The matches that depend on who connects, or how often. The typical connection is in no set whose members are
 * missing from the input, and stays below every limit on rates or counts.
 */
export const typicalMatches: Readonly<Record<string, readonly MatchOption[]>> = {
  connlimit: [
    { names: ["--connlimit-above"], add: counted(false) },
    { names: ["--connlimit-upto"], add: counted(true) },
    without("--connlimit-mask"),
    without("--connlimit-saddr", 0),
    without("--connlimit-daddr", 0),
  ],
  geoip: [
    { names: ["--src-cc", "--source-country"], add: country("inbound") },
    { names: ["--dst-cc", "--destination-country"], add: country("outbound") },
  ],
  hashlimit: [
    { names: ["--hashlimit", "--hashlimit-upto"], add: limited(true) },
    { names: ["--hashlimit-above"], add: limited(false) },
    ...["burst", "dstmask", "htable-expire", "htable-gcinterval", "htable-max", "htable-size"]
      .concat("mode", "name", "rate-interval", "srcmask")
      .map((name) => without(`--hashlimit-${name}`)),
    without("--hashlimit-rate-match", 0),
  ],
  limit: [without("--limit"), without("--limit-burst")],
  mac: [{ names: ["--mac-source"], add: somebody }],
  owner: [{ names: ["--uid-owner", "--gid-owner"], add: somebody }, without("--suppl-groups", 0)],
  quota: [{ names: ["--quota"], add: counted(true) }],
  recent: [
    { names: ["--set"], values: 0, add: asks(() => true) },
    { names: ["--rcheck", "--remove", "--update"], values: 0, add: recent },
    ...["--hitcount", "--mask", "--name", "--seconds"].map((name) => without(name)),
    ...["--rdest", "--reap", "--rsource", "--rttl"].map((name) => without(name, 0)),
  ],
  set: [
    { names: ["--match-set"], values: 2, alternatives: setAlternatives, add: matchSet },
    { names: ["--return-nomatch"], values: 0, add: returnsExceptions },
    ...["--update-counters", "--update-subcounters"].map((name) => without(name, 0)),
  ],
};

/** Returns an option that does not affect the typical connection. */
function without(name: string, values = 1): MatchOption {
  return {
    names: [name],
    values,
    add: ({ negated, what }, { builder }) => builder.holds(negated ? undefined : true, what),
  };
}

function limited(typically: boolean): AddOption {
  return ({ negated, what }, { builder }) => builder.depends("rate", typically !== negated, what);
}

/** Returns a function that adds a count limit; with a limit of 0, even the first connection exceeds it. */
function counted(typically: boolean): AddOption {
  return (use, packets) => {
    if (/^0+$/.test(use.value)) {
      packets.builder.holds(typically === use.negated, use.what);
    } else {
      limited(typically)(use, packets);
    }
  };
}

/** Returns a function that adds the countries of remote addresses; those of the server's addresses are in doubt. */
function country(way: "inbound" | "outbound"): AddOption {
  return ({ value, negated, what }, { builder, view }) => {
    if (travelDirection(view) === way) {
      builder.depends("who", negated, `countries ${oneLine(value)}`);
    } else {
      builder.holds(undefined, what);
    }
  };
}

/** Adds a match of one of many possible clients: a machine of the network, or an account of the server. */
function somebody(...[{ negated, what }, { builder, view }]: Parameters<AddOption>): void {
  if (view.isReply || view.neighbor) {
    builder.holds(undefined, what);
  } else {
    builder.depends("who", negated, what);
  }
}

/** Adds a match of a list of addresses that the kernel keeps; with a hit count, it is a rate limit. */
function recent(...[{ negated, what }, packets]: Parameters<AddOption>): void {
  const { builder, options, uses } = packets;
  const list = recentListOf(options);
  if (Number(firstValueOf(options, "--hitcount") ?? 1) > 1) {
    builder.depends("rate", negated, what);
  } else {
    const isFilled = uses.recent.has(list);
    addMembership(`recent ${list}`, isFilled, `recent list ${oneLine(list)}`, negated, packets);
  }
}

/** Adds a match of a set whose first part is the remote address; a set of ports might affect every client. */
function matchSet(...[{ values, negated, what }, packets]: Parameters<AddOption>): void {
  const { builder, view, uses, ipsets } = packets;
  const [name = "", flags = ""] = values;
  const key = setKey(name, flags, view);
  const isOfAddresses =
    travelDirection(view) === "inbound" || flags.includes(",") || uses.ofSources.has(name);
  // A set that is in the input but not followed may contain every address.
  if (key !== undefined && isOfAddresses && !ipsets.has(name)) {
    addMembership(key, uses.written.has(name), `ipset ${oneLine(name)}`, negated, packets);
  } else {
    builder.holds(undefined, what);
  }
}

/** Adds a match of a set's exceptions instead of its members; this matters only if the set is in the input. */
function returnsExceptions(
  ...[{ what }, { builder, ipsets, options }]: Parameters<AddOption>
): void {
  const isRead = options.some(
    ({ name, values: [set = ""] }) => name === "--match-set" && ipsets.has(set),
  );
  builder.holds(isRead ? undefined : true, what);
}

/** Adds whether the remote address is in a set: the typical address is not, unless an earlier rule added it. */
function addMembership(
  set: string,
  isFilled: boolean,
  what: string,
  negated: boolean,
  { builder, isMember }: Packets,
): void {
  if (isFilled) {
    builder.state(({ memberships }) => memberships.includes(set) === isMember);
  }
  if (isFilled && isMember) {
    builder.holds(!negated, what);
  } else {
    builder.depends("who", negated, what);
  }
}
