import { accept, drop } from "./chain.ts";
import { type ApfStep, ifOff, ifOn, ifSet, opening, travelling } from "./conditions.ts";
import type { ApfSettingName } from "./default-settings.ts";
import { hostRules } from "./host-rules.ts";
import {
  acceptAll,
  blockNetworks,
  dropPorts,
  followElsewhere,
  forListed,
  keepToUsers,
  mayDrop,
  openNameservers,
  openPorts,
  openToUsers,
  openTraceroute,
  refuseIdent,
  stopAll,
  stopPorts,
  trustInterfaces,
} from "./steps.ts";

/** The settings that make APF download lists of networks to block. */
export const downloads = [
  "DLIST_PHP",
  "DLIST_DSHIELD",
  "DLIST_SPAMHAUS",
] as const satisfies readonly ApfSettingName[];

/** The private networks of Debian's APF. */
const privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** The reserved networks of Debian's APF. */
const reservedNetworks = [
  "0.0.0.0/8",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** The steps of APF's script in order; it accepts replies only near the end. */
export const script: readonly ApfStep[] = [
  trustInterfaces("IFACE_TRUSTED"),
  ifOn("BLK_MCATNET", blockNetworks("BLK_MCATNET", ["224.0.0.0/4"])),
  ifOn("BLK_PRVNET", blockNetworks("BLK_PRVNET", privateNetworks)),
  ifOn(
    "BLK_RESNET",
    ifOn("DLIST_RESERVED", forListed("DLIST_RESERVED", drop)),
    blockNetworks("BLK_RESNET", reservedNetworks),
  ),
  hostRules,
  // It downloads glob_allow.rules and glob_deny.rules.
  ifOn("USE_RGT", forListed("USE_RGT", accept, drop)),
  // It drops connections from machines based on their earlier traffic.
  travelling("inbound", ifOn("RAB", forListed("RAB", drop))),
  ...downloads.map((name) => ifOn(name, forListed(name, drop))),
  travelling(
    "inbound",
    ifSet("VF_LGATE", mayDrop("VF_LGATE", "with VF_LGATE, APF checks hardware addresses")),
  ),
  // BLK_PORTS lists destination ports; the next two settings match both source and destination ports.
  opening(stopPorts("BLK_PORTS")),
  ifOn("BLK_IDENT", refuseIdent("BLK_IDENT")),
  dropPorts("BLK_P2P_PORTS"),
  opening(
    ifOn(
      "SET_VNET",
      followElsewhere("SET_VNET", "with SET_VNET, APF reads its rules from one file per address"),
    ),
    travelling("inbound", openPorts("IG_TCP_CPORTS", "tcp"), openPorts("IG_UDP_CPORTS", "udp")),
    travelling(
      "outbound",
      ifOn(
        "EGF",
        openPorts("EG_TCP_CPORTS", "tcp"),
        openPorts("EG_UDP_CPORTS", "udp"),
        openToUsers("EG_TCP_UID", "tcp"),
        openToUsers("EG_UDP_UID", "udp"),
        openNameservers("RESV_DNS"),
      ),
      ifOn("SMTP_BLOCK", keepToUsers("SMTP_BLOCK", "SMTP_PORTS")),
    ),
    ifOn("TCR_PASS", openTraceroute("TCR_PORTS")),
    travelling("outbound", ifOff("EGF", acceptAll("EGF"))),
    stopAll("tcp"),
    stopAll("udp"),
  ),
];
