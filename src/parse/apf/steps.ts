import type { AddressSet } from "../../net/address-set.ts";
import { readPorts } from "../../net/port-set.ts";
import { readAddresses } from "../../net/read-network.ts";
import type { Protocol } from "../../net/types.ts";
import type { Action, Rule } from "../../packet-filter/model.ts";
import { undeterminedRule } from "../../packet-filter/undetermined-rule.ts";
import { excerpt } from "../../util/excerpt.ts";
import { transports } from "../transport.ts";
import {
  type ApfChain,
  accept,
  drop,
  remoteAddresses,
  servicePorts,
  settingDoubt,
  settingRule,
  stopAction,
} from "./chain.ts";
import type { ApfStep } from "./conditions.ts";
import type { ApfSettingName } from "./default-settings.ts";
import { isOn, portsOf, settingOrigin, settingValue, wordsOf } from "./settings.ts";

/** Accepts packets on the interfaces of a setting. */
export function trustInterfaces(name: ApfSettingName): ApfStep {
  return (chain) =>
    wordsOf(chain.ruleset.settings, name).flatMap((word) =>
      settingRule(chain, name, accept, (builder) =>
        builder.interfaces(
          chain.way === "inbound" ? "input" : "output",
          [{ text: word, isPrefix: false }],
          false,
          `the interface ${excerpt(word)}`,
        ),
      ),
    );
}

/** Blocks packets from and to networks. */
export function blockNetworks(name: ApfSettingName, networks: readonly string[]): ApfStep {
  const sets = networks.map((network) => readAddresses(network, "ipv4") as AddressSet);
  return (chain) =>
    sets.flatMap((set) =>
      settingRule(chain, name, stopAction(chain, "ALL_STOP"), (builder) =>
        remoteAddresses(builder, chain, set),
      ),
    );
}

/** Drops some connections; the input does not show which. */
export function mayDrop(name: ApfSettingName, text: string): ApfStep {
  return (chain) => {
    const doubt = settingDoubt(chain, "setting", name, text);
    return [{ match: { doubt }, action: drop, origin: doubt.origin }];
  };
}

/** Applies actions to the addresses in a list that APF downloads or maintains. */
export function forListed(name: ApfSettingName, ...actions: readonly Action[]): ApfStep {
  return ({ ruleset, notes }) => {
    const origin = settingOrigin(ruleset.settings, name);
    const doubt = notes.typical("who", false, origin, `the list of ${name}`);
    return actions.map((action) => ({ match: { doubt }, action, origin }));
  };
}

/** Adds rules that are not in the input. */
export function followElsewhere(name: ApfSettingName, text: string): ApfStep {
  return (chain) => [undeterminedRule(settingDoubt(chain, "elsewhere", name, text))];
}

/** Blocks packets to the ports of a setting, with the action configured for each protocol. */
export function stopPorts(name: ApfSettingName): ApfStep {
  return (chain) =>
    transports.flatMap((protocol) =>
      onPorts(chain, name, protocol, stopAction(chain, stopOf(protocol))),
    );
}

/** Drops packets from and to the ports of a setting. */
export function dropPorts(name: ApfSettingName): ApfStep {
  return (chain) => transports.flatMap((protocol) => onPorts(chain, name, protocol, drop));
}

/** Refuses ident, unless a setting opens its port. */
export function refuseIdent(name: ApfSettingName): ApfStep {
  return (chain) =>
    /(^|[^\w])113([^\w]|$)/.test(settingValue(chain.ruleset.settings, "IG_TCP_CPORTS"))
      ? []
      : settingRule(chain, name, drop, (builder) =>
          servicePorts(builder, chain, [{ from: 113, through: 113 }]),
        );
}

/** Opens the ports of a setting. */
export function openPorts(name: ApfSettingName, protocol: Protocol): ApfStep {
  return (chain) => onPorts(chain, name, protocol, accept);
}

/** Opens ports to some users of the server: `0:22`. */
export function openToUsers(name: ApfSettingName, protocol: Protocol): ApfStep {
  return (chain) =>
    wordsOf(chain.ruleset.settings, name).flatMap((word) => {
      const [user = "", text = ""] = word.split(":");
      const ports = readPorts(text, "_");
      return settingRule(chain, name, accept, (builder) => {
        builder.protocols([protocol]);
        if (ports) {
          builder.destinationPorts([ports], false);
        }
        builder.holds(undefined, `the user ${excerpt(user)}`);
      });
    });
}

/** Opens the ports of a setting outbound for some users, and blocks them for all others. */
export function keepToUsers(name: ApfSettingName, portsName: ApfSettingName): ApfStep {
  return (chain) =>
    [accept, drop].flatMap((action) =>
      settingRule(chain, name, action, (builder) => {
        builder.protocols(["tcp"]);
        builder.destinationPorts(portsOf(chain.ruleset.settings, portsName).ports, false);
        builder.holds(undefined, "the user");
      }),
    );
}

/** Opens outbound DNS: to any address, or only to the system's nameservers if a setting is on. */
export function openNameservers(name: ApfSettingName): ApfStep {
  return (chain) =>
    settingRule(chain, name, accept, (builder) => {
      builder.destinationPorts([{ from: 53, through: 53 }], false);
      const isLimited = isOn(chain.ruleset.settings, name);
      builder.holds(!isLimited || undefined, "the nameservers in /etc/resolv.conf");
    });
}

/** Opens the ports of traceroute: `33434:33534`. */
export function openTraceroute(name: ApfSettingName): ApfStep {
  return (chain) =>
    settingRule(chain, name, accept, (builder) => {
      const value = settingValue(chain.ruleset.settings, name);
      const ports = readPorts(value, ":");
      builder.protocols(["udp"]);
      if (ports) {
        builder.destinationPorts([ports], false);
      } else {
        builder.holds(undefined, `the ports ${excerpt(value)}`);
      }
    });
}

/** Accepts everything. */
export function acceptAll(name: ApfSettingName): ApfStep {
  return (chain) => settingRule(chain, name, accept, () => {});
}

/** Blocks all packets of a protocol: those to ports that the list of opened ports lacks. */
export function stopAll(protocol: Protocol): ApfStep {
  const name = stopOf(protocol);
  return (chain) =>
    settingRule(
      chain,
      chain.way === "inbound" ? openedInbound[protocol] : openedOutbound[protocol],
      stopAction(chain, name),
      (builder) => builder.protocols([protocol]),
    );
}

const openedInbound = { tcp: "IG_TCP_CPORTS", udp: "IG_UDP_CPORTS" } as const;
const openedOutbound = { tcp: "EG_TCP_CPORTS", udp: "EG_UDP_CPORTS" } as const;

function stopOf(protocol: Protocol): "TCP_STOP" | "UDP_STOP" {
  return protocol === "tcp" ? "TCP_STOP" : "UDP_STOP";
}

/** Returns a rule for the ports of a setting, and one in doubt for all ports if it contains other words. */
function onPorts(
  chain: ApfChain,
  name: ApfSettingName,
  protocol: Protocol,
  action: Action,
): readonly Rule[] {
  const { ports, others } = portsOf(chain.ruleset.settings, name);
  const ofPorts = settingRule(chain, name, action, (builder) => {
    builder.protocols([protocol]);
    servicePorts(builder, chain, ports);
  });
  if (others.length === 0) {
    return ofPorts;
  }
  const ofOthers = settingRule(chain, name, action, (builder) => {
    builder.protocols([protocol]);
    builder.holds(undefined, `the ports ${excerpt(others.join())} of ${name}`);
  });
  return [...ofPorts, ...ofOthers];
}
