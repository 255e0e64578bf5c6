import {
  type AddressSet,
  countAddresses,
  intersect,
  noAddress,
  subtract,
  uniteAll,
} from "../../net/address-set.ts";
import { commonPorts, portSet } from "../../net/port-set.ts";
import type { Protocol } from "../../net/types.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { Action, Doubt, Rule } from "../../packet-filter/model.ts";
import { statedBy } from "../../packet-filter/stated-by.ts";
import { excerpt } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import { transports } from "../transport.ts";
import { type ApfChain, accept, remoteAddresses, servicePorts, stopAction } from "./chain.ts";
import type { ApfEnd, ApfHost, ApfHostPorts, ApfList } from "./ruleset.ts";
import { settingValue } from "./settings.ts";

/** Compiles the host lists. A list of unknown kind acts as an allow list or a deny list. */
export function hostRules(chain: ApfChain): readonly Rule[] {
  return (["allow", undefined, "deny"] as const).flatMap((kind) =>
    chain.ruleset.lists
      .filter((list) => list.kind === kind)
      .flatMap((list) => listRules(chain, list)),
  );
}

function listRules(chain: ApfChain, list: ApfList): readonly Rule[] {
  const cut = cutDoubt(chain, list);
  const ofHosts = withBansTogether(chain, list).flatMap(({ host, hosts }) => {
    const rules = entryRules(chain, list, host).map((rule) => ({
      ...rule,
      statedBy: statedBy(hosts, ({ addresses = noAddress }) => addresses),
    }));
    chain.budget.spend(rules.length * limits.apfRuleWork);
    return cut ? rules.map((rule) => ({ ...rule, match: { ...rule.match, doubt: cut } })) : rules;
  });
  if (list.unread === undefined) {
    return ofHosts;
  }
  const { origin, text } = list.unread;
  const doubt = chain.notes.doubt("entry", origin, `unsupported entry: ${excerpt(text)}`);
  return [...ofHosts, { match: { doubt }, action: actionOf(chain, list, undefined), origin }];
}

/** Combines consecutive banned addresses into one entry, because there can be very many. */
function withBansTogether(
  { own = noAddress }: ApfChain,
  { kind, hosts }: ApfList,
): readonly { readonly host: ApfHost; readonly hosts: readonly ApfHost[] }[] {
  const isBan = ({ ports, addresses }: ApfHost) =>
    kind === "deny" &&
    ports === undefined &&
    addresses !== undefined &&
    intersect(own, addresses).length === 0;
  const together: { host: ApfHost; hosts: readonly ApfHost[] }[] = [];
  for (let start = 0; start < hosts.length; ) {
    const first = hosts[start] as ApfHost;
    let end = start + 1;
    while (end < hosts.length && isBan(first) && isBan(hosts[end] as ApfHost)) {
      end++;
    }
    const all = hosts.slice(start, end);
    const addresses =
      all.length > 1 ? uniteAll(all.map((each) => each.addresses as AddressSet)) : first.addresses;
    together.push({ host: { ...first, addresses }, hosts: all });
    start = end;
  }
  return together;
}

/** Returns why an entry may have been trimmed from a list; `undefined` if the list is short enough. */
function cutDoubt({ ruleset, notes }: ApfChain, { kind, length, origin }: ApfList) {
  const most = Number(settingValue(ruleset.settings, "SET_TRIM") || 0);
  return kind === "deny" && most > 0 && length > most
    ? notes.doubt(
        "setting",
        origin,
        `APF keeps only the last ${most} of the list's ${length} lines`,
      )
    : undefined;
}

function actionOf(
  chain: ApfChain,
  { kind, origin }: ApfList,
  protocol: Protocol | undefined,
): Action {
  switch (kind) {
    case "allow":
      return accept;
    case "deny":
      return stopAction(
        chain,
        protocol === undefined ? "ALL_STOP" : protocol === "tcp" ? "TCP_STOP" : "UDP_STOP",
      );
    default: {
      const text = "the input does not show whether the list allows or denies hosts";
      return { kind: "undetermined", doubt: chain.notes.doubt("kind", origin, text) };
    }
  }
}

/** Compiles an entry for its addresses at either end of the packet, or at the end it names. */
function entryRules(chain: ApfChain, list: ApfList, host: ApfHost): readonly Rule[] {
  if (list.kind === "allow" && isOpenAnyway(chain, host)) {
    return [];
  }
  const { ports } = host;
  const ends = ports ? [ports.addressEnd] : (["source", "destination"] as const);
  const transport = ports?.protocol ?? (list.kind === "allow" ? "tcp" : undefined);
  const protocols = ports === undefined ? [undefined] : transport ? [transport] : transports;
  return ends.flatMap((end) =>
    protocols.flatMap((protocol) => ruleAt(chain, list, host, end, protocol)),
  );
}

/** Compiles an entry for addresses at one end of the packet. */
function ruleAt(
  chain: ApfChain,
  list: ApfList,
  host: ApfHost,
  end: ApfEnd,
  protocol: Protocol | undefined,
): readonly Rule[] {
  const { view, device, notes } = chain;
  const { addresses, ports, origin } = host;
  const builder = new MatchBuilder(view, device);
  if (ports && protocol) {
    builder.protocols([protocol]);
    applyPorts(builder, chain, ports);
  }
  const isRemote = (end === "source") === (chain.way === "inbound");
  const isOwn = isRemote || addresses === undefined || isOwnAddress(chain, list, host, addresses);
  if (addresses === undefined) {
    builder.holds(undefined, `the addresses of ${excerpt(host.text)}`);
  } else if (isRemote) {
    remoteAddresses(builder, chain, addresses);
  }
  builder.holds(isOwn !== false, "");
  const match = notes.match(builder.condition(), view, origin);
  return match
    ? [
        {
          match: isOwn ? match : { ...match, doubt: ownDoubt(chain, list) },
          action: actionOf(chain, list, protocol),
          origin,
        },
      ]
    : [];
}

/** Adds the ports of an entry: the server's or the client's. */
function applyPorts(
  builder: MatchBuilder,
  chain: ApfChain,
  { portEnd, ports }: ApfHostPorts,
): void {
  const { isReply } = chain.view;
  if ((portEnd === "destination") !== isReply) {
    servicePorts(builder, chain, [ports]);
  } else if (isReply) {
    // An entry for a server port is not meant for the same port of a client.
    builder.holds(ports.from <= 1024 && ports.through === 65535, "");
  } else {
    builder.sourcePorts([ports], false, "the source port of the connection");
  }
}

/** Returns whether the addresses of an entry include the server; `undefined` if in doubt. */
function isOwnAddress(
  { own, way }: ApfChain,
  { kind }: ApfList,
  { ports }: ApfHost,
  addresses: AddressSet,
): boolean | undefined {
  // APF skips its own address, and no other machine has it.
  if (ports === undefined && countAddresses(addresses) === 1n) {
    return false;
  }
  if (own === undefined) {
    return kind === "deny" && ports?.direction !== way ? false : undefined;
  }
  const common = intersect(own, addresses);
  return common.length === 0 ? false : subtract(own, addresses).length === 0 || undefined;
}

function ownDoubt({ notes }: ApfChain, { origin }: ApfList): Doubt {
  const text =
    "APF applies the list in both directions, and it is undetermined whether its networks include the server itself";
  return notes.doubt("match", origin, text);
}

/** Returns whether nothing after the lists blocks outbound connections to the ports of an entry. */
function isOpenAnyway({ view, way, blockedLater }: ApfChain, { ports }: ApfHost): boolean {
  return (
    way === "outbound" &&
    !view.isReply &&
    ports !== undefined &&
    blockedLater !== "all" &&
    commonPorts(portSet([ports.ports]), blockedLater).length === 0
  );
}
