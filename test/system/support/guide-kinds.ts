import { appendFileSync, mkdirSync, symlinkSync } from "node:fs";
import { stockCsf } from "../../support/stock-csf.ts";
import { type FirewalldDaemon, firewalldDaemon } from "./firewalld-daemon.ts";
import { csfRules } from "./firewalls.ts";
import type { GuideServer, Stub } from "./guide-server.ts";
import type { Network } from "./network.ts";

/** The state of a server before the guide is followed. */
export interface GuideSetting {
  readonly network: Network;
  readonly isFull: boolean;
  readonly sshPort: number;
}

/** The tools a guide needs, and how it is tested. */
export interface GuideKind {
  readonly guide: string;
  readonly tools: readonly string[];
  /** The headings to follow, in order, for each path through the guide. */
  readonly ways: readonly (readonly string[])[];
  /** The families in which the firewall closes ports. */
  readonly closes: readonly ("ipv4" | "ipv6")[];
  /** The possible exit statuses of the audit after the load. */
  readonly audited: (isFull: boolean) => readonly number[];
  /** Stands in for commands that are not installed. */
  readonly stubs?: (
    server: () => GuideServer,
    setting: GuideSetting,
  ) => Readonly<Record<string, Stub>>;
  /** Prepares the server, and returns the environment of the commands. */
  readonly prepare: (
    server: GuideServer,
    setting: GuideSetting,
  ) => Promise<Readonly<Record<string, string>>>;
  /** Completes the setup in the shell. */
  readonly begin?: (server: GuideServer, setting: GuideSetting) => Promise<void>;
  /** Simulates a boot. */
  readonly boot?: (server: GuideServer, setting: GuideSetting) => Promise<void>;
  readonly stop?: (setting: GuideSetting) => void;
}

const steps = [1, 2, 3, 4].map((number) => `${number}. `);
const rest = ["Without Node.js", "Get back in"];

/** The rules of another program in the same table; the guides restore them. */
const others =
  "*filter\n:INPUT ACCEPT [0:0]\n:SOMEBODY - [0:0]\n-A INPUT -p tcp --dport 9999 -j SOMEBODY\nCOMMIT\n";

async function loadOthers({ network, isFull }: GuideSetting): Promise<void> {
  if (isFull) {
    await network.onServer("iptables-restore", [], { input: others });
    await network.onServer("ip6tables-restore", [], { input: others });
  }
}

const nftables: GuideKind = {
  guide: "nftables",
  tools: ["nft"],
  ways: [[...steps, "5. ", ...rest]],
  closes: ["ipv4", "ipv6"],
  audited: () => [0],
  prepare: async (server) => {
    mkdirSync(server.path("/etc/sysconfig"));
    server.write("/etc/sysconfig/nftables.conf", "# rules are included here\n");
    return {};
  },
  boot: async (server, { network }) => {
    await network.onServer("nft", ["flush", "ruleset"]);
    const text = server
      .read("/etc/sysconfig/nftables.conf")
      .replaceAll('"/etc', `"${server.path("/etc")}`);
    await network.onServer("nft", ["-f", "-"], { input: text });
  },
};

const iptables: GuideKind = {
  guide: "iptables",
  tools: ["iptables-restore", "ip6tables-restore"],
  ways: [
    [...steps, "5. ", ...rest],
    ["1. ", "Keep the rules", "Get back in"],
  ],
  closes: ["ipv4", "ipv6"],
  audited: () => [0],
  prepare: async (_, setting) => {
    await loadOthers(setting);
    return {};
  },
  boot: async (server, { network }) => {
    await network.onServer("nft", ["flush", "ruleset"]);
    for (const [command, file] of [
      ["iptables-restore", "rules.v4"],
      ["ip6tables-restore", "rules.v6"],
    ] as const) {
      await network.onServer(command, [server.path(`/etc/iptables/${file}`)]);
    }
  },
};

const daemons = new WeakMap<Network, FirewalldDaemon>();
const daemonOf = ({ network }: GuideSetting) => daemons.get(network) as FirewalldDaemon;

const firewalld: GuideKind = {
  guide: "firewalld",
  tools: ["firewalld", "dbus-daemon", "nft", "tar"],
  ways: [[...steps, ...rest]],
  closes: ["ipv4", "ipv6"],
  // The zone has its own SSH port, which the reader must remove.
  audited: (isFull) => [isFull ? 1 : 0],
  stubs: (server, setting) => ({
    systemctl: async ([, verb, unit]) => {
      if (unit === "firewalld" && (verb === "stop" || verb === "start")) {
        await daemonOf(setting)[verb]();
      }
      return server().systemctl(verb, unit);
    },
  }),
  prepare: async (server, setting) => {
    const config = server.path("/etc/firewalld");
    for (const folder of ["services", "zones", "policies"]) {
      mkdirSync(`${config}/${folder}`, { recursive: true });
    }
    server.write(
      "/etc/firewalld/services/cpanel.xml",
      '<service><port protocol="tcp" port="2087"/></service>',
    );
    server.write(
      "/etc/firewalld/zones/public.xml",
      `<zone><service name="ssh"/><service name="dhcpv6-client"/><service name="cpanel"/><service name="cockpit"/>${
        setting.isFull ? `<port protocol="tcp" port="${setting.sshPort}"/>` : ""
      }</zone>`,
    );
    const daemon = firewalldDaemon(setting.network, server.folder, config);
    daemons.set(setting.network, daemon);
    await daemon.start();
    return daemon.env;
  },
  boot: async (_, setting) => {
    await daemonOf(setting).stop();
    await daemonOf(setting).start();
  },
  stop: (setting) => daemons.get(setting.network)?.kill(),
};

const csf: GuideKind = {
  guide: "csf",
  tools: ["iptables-restore", "ip6tables-restore"],
  ways: [
    [...steps, ...rest],
    ["1. ", "2. ", "3. ", "Undo the load"],
  ],
  closes: ["ipv4", "ipv6"],
  // It matches unless CSF's lists contained more.
  audited: () => [0, 1],
  stubs: (server, setting) => ({ csf: ([, ...args]) => runCsf(server(), setting, args) }),
  prepare: async (server) => {
    mkdirSync(server.path("/etc/csf"));
    const conf = stockCsf.replace('IPV6 = "0"', 'IPV6 = "1"');
    server.write("/etc/csf/csf.conf", conf.replace(/^(TCP6?_IN = ")/gm, "$12222,"));
    server.write("/etc/csf/csf.allow", "# Hosts that are allowed");
    return {};
  },
  begin: async (server, { isFull }) => {
    if (isFull) {
      await server.paste("csf --restart\n");
    }
  },
};

/** Simulates CSF as far as the guide needs it: its rules, its allow list, and its testing mode. */
async function runCsf(
  server: GuideServer,
  { network }: GuideSetting,
  [command]: readonly string[],
): Promise<number> {
  const conf = server.read("/etc/csf/csf.conf");
  const none = "*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n";
  const isOn = command === "--restart" || command === "--restartall";
  for (const [tool, family] of [
    ["iptables-restore", "ipv4"],
    ["ip6tables-restore", "ipv6"],
  ] as const) {
    const rules = csfRules(conf, family).replace(
      /^(?=-A INPUT -m conntrack --ctstate ESTABLISHED)/m,
      allowed(server, family),
    );
    await network.onServer(tool, [], { input: isOn ? rules : none });
  }
  // CSF adds a line to /etc/crontab, or removes it again.
  server.timer = isOn && /^TESTING = "1"$/m.test(conf) ? ["csf", "-f"] : undefined;
  return 0;
}

/** Returns the rules that CSF creates from csf.allow. */
function allowed(server: GuideServer, family: "ipv4" | "ipv6"): string {
  const lines = server.read("/etc/csf/csf.allow").split("\n");
  const included = lines.flatMap((line) => /^Include\s*(.*)$/.exec(line)?.[1] ?? []);
  return [...lines, ...included.flatMap((path) => server.read(path).split("\n"))]
    .flatMap((line) => {
      const [, protocol, port, source = ""] = /^(tcp|udp)\|in\|d=(\d+)\|s=(\S+)$/.exec(line) ?? [];
      return protocol && source.includes(":") === (family === "ipv6")
        ? [`-A INPUT ! -i lo -s ${source} -p ${protocol} --dport ${port} -j ACCEPT\n`]
        : [];
    })
    .join("");
}

const apf: GuideKind = {
  guide: "apf",
  tools: ["apf", "route", "iptables"],
  ways: [[...steps, ...rest]],
  closes: ["ipv4"],
  // With limited ports, it cannot determine whether the server is in one of their networks.
  audited: (isFull) => [isFull ? 2 : 0],
  prepare: async (server, setting) => {
    // The path that the guide uses.
    symlinkSync("apf-firewall", server.path("/etc/apf"));
    mkdirSync(server.path("/etc/cron.d"));
    appendFileSync(
      server.path("/etc/apf-firewall/conf.apf"),
      `\nSET_MONOKERN="1"\nSET_REFRESH="0"\nLOG_APF="${server.folder}/log"\n`,
    );
    if (setting.isFull) {
      await setting.network.onServer("iptables-restore", [], { input: others });
    }
    return {};
  },
};

const ufw: GuideKind = {
  guide: "ufw",
  tools: ["ufw", "tar"],
  ways: [[...steps, ...rest]],
  closes: ["ipv4", "ipv6"],
  audited: () => [0],
  prepare: async () => ({}),
  begin: async (server, { isFull }) => {
    // Active and open: each command of the guide takes effect at once.
    if (isFull) {
      await server.paste("ufw default allow incoming && ufw --force enable\n");
    }
  },
};

/** The guides, and how they are tested; the slowest first, because they run in parallel. */
export const guideKinds: readonly GuideKind[] = [ufw, apf, firewalld, iptables, csf, nftables];
