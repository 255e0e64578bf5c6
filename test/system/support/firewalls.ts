import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Policy } from "../../../src/index.ts";
import {
  renderApf,
  renderApfAllow,
  renderCsf,
  renderFirewalld,
  renderFirewalldInbound,
  renderFirewalldOutbound,
  renderIp6tables,
  renderIptables,
  renderNftables,
  renderUfw,
  renderUfwCommands,
} from "../../../src/render/index.ts";
import { firewalldDaemon } from "./firewalld-daemon.ts";
import type { Network } from "./network.ts";
import { temporaryFolder } from "./with-folder.ts";

/** The renderers by their names in the command. */
const renderers = {
  nftables: renderNftables,
  iptables: renderIptables,
  ip6tables: renderIp6tables,
  firewalld: renderFirewalld,
  "firewalld-inbound": renderFirewalldInbound,
  "firewalld-outbound": renderFirewalldOutbound,
  csf: renderCsf,
  apf: renderApf,
  "apf-allow": renderApfAllow,
  ufw: renderUfw,
  "ufw-commands": renderUfwCommands,
} as const satisfies Readonly<Record<string, (policy: Policy) => string>>;

/** Renders a policy in a format. */
export type Render = (format: keyof typeof renderers) => string;

/** Renders a policy with the renderer of a format. */
export const renderOf =
  (policy: Policy): Render =>
  (format) =>
    renderers[format](policy);

/** A firewall on the server of a network. */
export interface Firewall {
  /** Loads a rendered policy, replacing the previous rules. */
  readonly load: (render: Render) => Promise<void>;
  /** Runs a script on the server, in the environment of the firewall's tools. */
  readonly run: (script: string) => Promise<string>;
  /** Returns all kernel rules as text. */
  readonly state: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** The tools a firewall needs, and how it is started. */
export interface FirewallKind {
  readonly name: string;
  readonly tools: readonly string[];
  readonly families: readonly ("ipv4" | "ipv6")[];
  /** Ports that it always blocks by default. */
  readonly blocks: readonly number[];
  /** Whether it accepts by default what every server needs, and only replies to the server. */
  readonly letsNeedsIn: boolean;
  readonly start: (network: Network) => Promise<Firewall>;
}

/** The firewalls whose rules are tested with real connections. */
export const firewallKinds: readonly FirewallKind[] = [
  {
    name: "nftables",
    tools: ["nft"],
    families: ["ipv4", "ipv6"],
    blocks: [],
    letsNeedsIn: false,
    start: startNftables,
  },
  {
    name: "iptables",
    tools: ["iptables-restore", "ip6tables-restore"],
    families: ["ipv4", "ipv6"],
    blocks: [],
    letsNeedsIn: false,
    start: startIptables,
  },
  {
    name: "firewalld",
    tools: ["firewalld", "dbus-daemon", "nft"],
    families: ["ipv4", "ipv6"],
    blocks: [],
    letsNeedsIn: true,
    start: startFirewalld,
  },
  {
    name: "ufw",
    tools: ["ufw"],
    families: ["ipv4", "ipv6"],
    blocks: [],
    letsNeedsIn: true,
    start: startUfw,
  },
  // APF 9.7 supports only IPv4. One of the ports in its setting BLK_PORTS is probed.
  {
    name: "apf",
    tools: ["apf", "route"],
    families: ["ipv4"],
    blocks: [111],
    letsNeedsIn: false,
    start: startApf,
  },
];

/** CSF, whose code is not packaged: the rules that it creates from its lists. */
export const csfKind: FirewallKind = {
  name: "csf",
  tools: ["iptables-restore", "ip6tables-restore"],
  families: ["ipv4", "ipv6"],
  blocks: [],
  letsNeedsIn: false,
  start: async (network) => ({
    load: async (render) => {
      const lists = render("csf");
      await network.onServer("iptables-restore", [], { input: csfRules(lists, "ipv4") });
      await network.onServer("ip6tables-restore", [], { input: csfRules(lists, "ipv6") });
    },
    run: (script) => network.onServer("sh", ["-ec", script]),
    state: () => iptablesState(network),
    stop: async () => {},
  }),
};

async function startNftables(network: Network): Promise<Firewall> {
  return {
    load: async (render) => {
      await network.onServer("nft", ["-f", "-"], { input: render("nftables") });
    },
    run: (script) => network.onServer("sh", ["-ec", script]),
    state: () => network.onServer("nft", ["list", "ruleset"]),
    stop: async () => {},
  };
}

async function startIptables(network: Network): Promise<Firewall> {
  return {
    load: async (render) => {
      await network.onServer("iptables-restore", [], { input: render("iptables") });
      await network.onServer("ip6tables-restore", [], { input: render("ip6tables") });
    },
    run: (script) => network.onServer("sh", ["-ec", script]),
    state: () => iptablesState(network),
    stop: async () => {},
  };
}

/** Returns the iptables rules of both families, without counters and times. */
export async function iptablesState(network: Network): Promise<string> {
  const saved = await Promise.all(
    ["iptables-save", "ip6tables-save"].map((command) => network.onServer(command)),
  );
  return saved
    .join("")
    .replace(/^#.*\n/gm, "")
    .replace(/\[\d+:\d+\]/g, "");
}

async function startFirewalld(network: Network): Promise<Firewall> {
  const folder = temporaryFolder();
  const config = join(folder, "firewalld");
  for (const name of ["services", "zones", "policies"]) {
    mkdirSync(join(config, name), { recursive: true });
  }
  cpSync("/etc/firewalld/firewalld.conf", join(config, "firewalld.conf"));
  // The zone of an interface in no other zone, with only the service open.
  writeFileSync(
    join(config, "zones/public.xml"),
    '<?xml version="1.0"?><zone><short>Public</short><service name="cpanel"/></zone>',
  );
  const daemon = firewalldDaemon(network, folder, config);
  const { env } = daemon;
  let isRunning = false;
  return {
    load: async (render) => {
      writeFileSync(join(config, "services/cpanel.xml"), render("firewalld"));
      writeFileSync(join(config, "policies/cpanel-inbound.xml"), render("firewalld-inbound"));
      writeFileSync(join(config, "policies/cpanel-outbound.xml"), render("firewalld-outbound"));
      await (isRunning ? network.onServer("firewall-cmd", ["--reload"], { env }) : daemon.start());
      isRunning = true;
    },
    run: (script) => network.onServer("sh", ["-ec", script], { env }),
    state: () => network.onServer("nft", ["list", "ruleset"]),
    stop: async () => {
      daemon.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

async function startUfw(network: Network): Promise<Firewall> {
  const folder = temporaryFolder();
  cpSync("/etc/ufw", join(folder, "etc"), { recursive: true });
  cpSync("/etc/default/ufw", join(folder, "default"));
  // The machine's own /etc does not change: only this command sees these mounts.
  const inside = (script: string) =>
    network.onServer("sh", [
      "-ec",
      `mount --bind ${folder}/etc /etc/ufw; mount --bind ${folder}/default /etc/default/ufw; ${script}`,
    ]);
  return {
    load: async (render) => {
      writeFileSync(join(folder, "etc/applications.d/cpanel"), render("ufw"));
      await inside(`ufw --force reset\n${render("ufw-commands")}ufw --force enable`);
    },
    run: inside,
    state: () => iptablesState(network),
    stop: async () => rmSync(folder, { recursive: true }),
  };
}

async function startApf(network: Network): Promise<Firewall> {
  const folder = temporaryFolder();
  const original = readFileSync("/etc/apf-firewall/conf.apf", "utf8");
  cpSync("/etc/apf-firewall", join(folder, "etc"), { recursive: true });
  mkdirSync(join(folder, "cron.d"));
  const settings = `\nSET_MONOKERN="1"\nDEVEL_MODE="0"\nSET_REFRESH="0"\nLOG_APF="${folder}/log"\n`;
  const inside = (script: string) =>
    network.onServer("sh", [
      "-ec",
      `mount --bind ${folder}/etc /etc/apf-firewall; mount --bind ${folder}/cron.d /etc/cron.d; ${script}`,
    ]);
  return {
    load: async (render) => {
      writeFileSync(join(folder, "etc/conf.apf"), original + settings + render("apf"));
      writeFileSync(join(folder, "etc/allow_hosts.rules"), render("apf-allow"));
      // APF asks legacy iptables what to flush, so it flushes no rules of iptables-nft.
      await inside("iptables -F; iptables -X; iptables -t mangle -F; apf -s");
    },
    run: inside,
    state: () => iptablesState(network),
    stop: async () => rmSync(folder, { recursive: true }),
  };
}

/**
 * Returns the rules that CSF creates from its lists: one per port and family.
 *
 * @param allowed - the lines of csf.allow
 */
export function csfRules(lists: string, family: "ipv4" | "ipv6", allowed = ""): string {
  const version = family === "ipv6" ? "6" : "";
  const rules = [...lists.matchAll(/^(TCP|UDP)(6?)_(IN|OUT) = "([\d:,]*)"$/gm)]
    .filter(([, , six]) => six === version)
    .flatMap(([, protocol = "", , direction, ports = ""]) =>
      ports
        .split(",")
        .filter((port) => port !== "")
        .map((port) => {
          const [chain, way] = direction === "IN" ? ["INPUT", "-i"] : ["OUTPUT", "-o"];
          const name = protocol.toLowerCase();
          return `-A ${chain} ! ${way} lo -p ${name} -m conntrack --ctstate NEW -m ${name} --dport ${port} -j ACCEPT`;
        }),
    );
  return [
    "*filter",
    ":INPUT DROP [0:0]",
    ":FORWARD DROP [0:0]",
    ":OUTPUT DROP [0:0]",
    "-A INPUT -i lo -j ACCEPT",
    "-A OUTPUT -o lo -j ACCEPT",
    `-A INPUT -p ${family === "ipv6" ? "ipv6-icmp" : "icmp"} -j ACCEPT`,
    `-A OUTPUT -p ${family === "ipv6" ? "ipv6-icmp" : "icmp"} -j ACCEPT`,
    "-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
    "-A OUTPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
    ...allowRules(allowed, family),
    ...rules,
    "COMMIT",
    "",
  ].join("\n");
}

/** Returns the rules that CSF creates for addresses, and for ports of addresses. */
function allowRules(allowed: string, family: "ipv4" | "ipv6"): readonly string[] {
  return allowed
    .split("\n")
    .filter(
      (line) => line !== "" && !line.startsWith("#") && line.includes(":") === (family === "ipv6"),
    )
    .flatMap((line) => {
      const [, protocol = "", way, ports = "", network] =
        /^(tcp|udp)\|(in|out)\|d=([\d_]+)\|[sd]=(.*)$/.exec(line) ?? [];
      const match = `-p ${protocol} -m ${protocol} --dport ${ports.replace("_", ":")}`;
      return [
        ...(way === "in" ? [`-A INPUT ! -i lo ${match} -s ${network} -j ACCEPT`] : []),
        ...(way === "out" ? [`-A OUTPUT ! -o lo ${match} -d ${network} -j ACCEPT`] : []),
        ...(way === undefined
          ? [`-A INPUT ! -i lo -s ${line} -j ACCEPT`, `-A OUTPUT ! -o lo -d ${line} -j ACCEPT`]
          : []),
      ];
    });
}
