/**
 * The smoke suite that every target runs. It uses only the language and its arguments: no import, no `console`, no `URL`.
 * The expected values were worked out by hand from the pages and from the manuals of the firewalls.
 */

/** The checks by part; a target runs the parts that it can load. */
export const checks = {
  core: {
    "lists the ports of a release"({ main }) {
      same(main.latestRelease, 126);
      same(main.releases.length, 13);
      same(main.listPorts(126).length, 39);
      same(main.listPorts(110).length, 41);
      same(portsOf(main.listPorts(126, { service: "imap", protection: "implicit" })), [993]);
      same(portsOf(main.listPorts(126, { direction: "inbound", protocol: "udp" })), [53, 443]);
      const filter = main.parsePortFilter({ service: "dns,ssh", protocol: "udp" });
      same(portsOf(main.listPorts(126, filter)), [53]);
    },
    "returns the entry of a port"({ main }) {
      same(main.getPort(126, 2083).twin, 2082);
      same(main.getPort(126, 2083).services, ["cpanel", "cpanel-licensing"]);
      same(main.getPort(118, 2091).port, 2091);
      same(main.getPort(126, 2091), undefined);
      same(
        main.getPortHistory(2091).map(({ from, through }) => [from, through]),
        [[102, 118]],
      );
    },
    "answers for versions other than releases"({ main }) {
      const { version, release, coverage } = main.resolveVersion("11.132.0.3\n");
      same([version, release, coverage], [132, 126, "page"]);
      same(main.resolveRelease("11.118.0.5"), 118);
      same(
        main.laterReleases.map((each) => each.release),
        [128, 130, 132, 134, 136, 138],
      );
      same(main.releaseStatus(118, "2025-10-31").status, "supported");
      same(main.releaseStatus(118, "2025-11-01").status, "ended");
    },
    "returns the changes between releases"({ main }) {
      same(portsOf(main.diffReleases(118, 126).removed), [2091, 2195]);
      same(main.diffReleases(118, 126).added, []);
      same(portsOf(main.diffReleases(126, 118).added), [2091, 2195]);
      same(
        main.diffReleases(112, 114).changed.map((each) => each.port),
        [2079],
      );
    },
    "has services, firewalls and other data"({ main }) {
      same(main.listServices().length, main.services.length);
      same(main.services.find(({ id }) => id === "imap").category, "mail");
      same(main.categories.includes("mail"), true);
      same(main.getLicenseCallback(126).senders.networks, ["208.74.121.0/24", "208.74.123.0/24"]);
      same(main.listFeatureSources(120), "undocumented");
      same(main.listFeatureSources(126).length, 3);
      same(main.getRecommendedFirewall(126, "AlmaLinux 9.4").firewall, "nftables");
      same(main.serverNeeds[0].id, "dhcp");
      same(
        main.internalPorts.map(({ port }) => port),
        [6379, 11211],
      );
    },
    "compares with lists that others publish"({ main, parse }) {
      same(
        main.listElsewhere().map(({ id }) => id),
        ["alibaba-cloud", "amazon-lightsail", "csf-stock"],
      );
      same(main.compareElsewhere(126, "csf-stock").differences[0].lacks, [26, 3306]);
      const [tcpIn, udpIn, tcpOut, udpOut] = main
        .listElsewhere()
        .find(({ id }) => id === "csf-stock")
        .ports.map(({ ports }) => ports.join());
      const exposure = parse.parseCsf(
        `IPV6 = "0"\nTCP_IN = "${tcpIn},2222"\nTCP_OUT = "${tcpOut}"\nUDP_IN = "${udpIn}"\nUDP_OUT = "${udpOut}"`,
      );
      same(main.matchElsewhere(126, "csf-stock", exposure).distance, { inbound: 1, outbound: 0 });
      same(main.rankElsewhere(126, exposure)[0].list.id, "csf-stock");
    },
    "creates a policy from services"({ main }) {
      const options = main.parsePolicyOptions({ services: ["ssh", "whm"], preferTls: true });
      const policy = main.createPolicy(126, options);
      same(openIn(policy), ["tcp 22", "tcp 2087", "udp 68", "udp 546"]);
      const narrow = main.createPolicy(126, {
        services: "ssh",
        add: main.defineEntry({
          port: 8443,
          protocol: "tcp",
          direction: "inbound",
          service: "Panel",
        }),
        allowFrom: { ssh: ["198.51.100.7", "2001:DB8:0:0::/32"] },
      });
      same(openIn(narrow), ["tcp 22", "tcp 8443", "udp 68", "udp 546"]);
      same(narrow.rules[0].sources, ["198.51.100.7", "2001:db8::/32"]);
      const diff = main.comparePolicies(policy, narrow);
      same(
        diff.missing.map(({ ports }) => ports.from),
        [2087],
      );
      same(
        diff.extra.map(({ ports }) => ports.from),
        [8443],
      );
    },
    "writes nftables"({ main, render }) {
      const policy = main.createPolicy(126, { services: ["ssh", "whm"], preferTls: true });
      has(render.renderNftables(policy), "\t\telements = { 22, 2087 }\n");
      has(render.renderNftables(policy), "policy drop;");
      has(
        render.renderNftables(policy, { comments: true }),
        '\t\ttcp dport 22 accept comment "SSH"\n',
      );
    },
    "writes iptables for both families"({ main, render }) {
      const policy = main.createPolicy(126, {
        services: "ssh",
        allowFrom: { ssh: ["198.51.100.0/24", "2001:db8::/32"] },
      });
      const rule = (source) =>
        `\n-A INPUT -s ${source} -p tcp -m multiport --dports 22 -j ACCEPT\n`;
      has(render.renderIptables(policy), rule("198.51.100.0/24"));
      has(render.renderIp6tables(policy), rule("2001:db8::/32"));
      has(render.renderIptables(policy), `# NOTE: ${render.iptablesNotes(policy)[0]}\n`);
      has(render.renderIp6tables(policy), `# NOTE: ${render.ip6tablesNotes(policy)[0]}\n`);
    },
    "writes firewalld"({ main, render }) {
      const policy = main.createPolicy(126, { services: ["ssh", "dns"] });
      has(render.renderFirewalld(policy), '\n  <port protocol="udp" port="53"/>\n');
      has(render.renderFirewalld(policy), render.firewalldNotes(policy)[0]);
      const narrow = main.createPolicy(126, {
        services: "ssh",
        allowFrom: { ssh: "198.51.100.0/24" },
      });
      has(
        render.renderFirewalldInbound(narrow),
        '<rule family="ipv4"><source address="198.51.100.0/24"/><port protocol="tcp" port="22"/><accept/></rule>',
      );
      const limited = main.createPolicy(126, { services: "dns", outbound: "needed" });
      has(render.renderFirewalldOutbound(limited), 'target="DROP"');
    },
    "writes CSF lists, and merges them into a csf.conf"({ main, render }) {
      const policy = main.createPolicy(126, { services: ["ssh", "dns"] });
      has(render.renderCsf(policy), '\nTCP_IN = "22,53"\n');
      has(render.renderCsf(policy), `# NOTE: ${render.csfNotes(policy)[0]}\n`);
      has(render.renderCsfAllow(policy), "\nudp|in|d=546|s=fe80::/10\n");
      const names = ["TCP", "UDP", "TCP6", "UDP6"].flatMap((each) => [`${each}_IN`, `${each}_OUT`]);
      const merged = render.mergeCsf(policy, names.map((each) => `${each} = "80"`).join("\n"));
      has(merged.text, 'TCP_IN = "22,53,80"\n');
    },
    "writes APF"({ main, render }) {
      const policy = main.createPolicy(126, {
        services: "ssh",
        allowFrom: { ssh: "198.51.100.0/24" },
      });
      has(render.renderApf(policy), '\nIG_UDP_CPORTS="68"\n');
      has(render.renderApf(policy), `# NOTE: ${render.apfNotes(policy)[0]}\n`);
      has(render.renderApfAllow(policy), "\ntcp:in:d=22:s=198.51.100.0/24\n");
    },
    "writes ufw"({ main, render }) {
      const policy = main.createPolicy(126, { services: ["ssh", "dns"] });
      has(render.renderUfw(policy), "\nports=22,53/tcp|53/udp\n");
      has(render.renderUfwCommands(policy), "\nufw allow cPanel &&\n");
      same(render.ufwNotes(policy), []);
    },
    "writes tables, and draws pictures"({ main, render }) {
      has(render.renderSvg([118, 126], { changed: true }), "2 ports in 2 releases: 118, 126.");
      const policy = main.createPolicy(126, { services: "ssh" });
      has(render.renderSvg(policy), "Inbound: Everybody: tcp 22.");
      const ports = main.listPorts(126, { service: "ssh" });
      same(render.toTable(ports, { columns: ["port", "service"] }).rows, [["22", "SSH"]]);
      has(render.renderMarkdown(ports), "\n| 22 | SSH | tcp | in | SSH |  |\n");
      has(render.renderHtml(ports, { caption: "SSH & more" }), "<caption>SSH &amp; more</caption>");
      has(
        render.renderCsv(ports),
        "\r\n22,SSH,true,false,true,false,false,true,ssh,remote-access,",
      );
      has(render.renderText(ports), "\n  22  SSH      tcp       in         SSH\n");
      same(portsOf(JSON.parse(render.renderJson(ports))), [22]);
    },
    "writes blocks"({ render }) {
      has(render.renderBlock("198.51.100.7", "csf"), "\ncsf_deny 198.51.100.7\n");
      has(render.renderBlock("2001:DB8:0::/32", "iptables"), " -s 2001:db8::/32 -j DROP");
    },
    "reads nftables"({ parse }) {
      const { rules, undetermined } = parse.parseNftables(`table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    ip saddr 203.0.113.9 drop
    tcp dport { 22, 2087 } accept
    meta mark 7 tcp dport 2096 accept
  }
}`);
      same(
        rules.map(({ ports, except }) => [ports.from, except]),
        [
          [22, ["203.0.113.9"]],
          [2087, ["203.0.113.9"]],
        ],
      );
      same(rules[0].decidedBy.line, 7);
      same(
        undetermined.map(({ ports }) => ports.from),
        [2096],
      );
    },
    "reads iptables"({ parse }) {
      same(openIn(parse.parseIptables(iptables, { family: "ipv4" })), ["tcp 22", "tcp 2087"]);
      same(parse.detectFirewall(iptables), "iptables");
    },
    "checks one connection"({ parse }) {
      const verdict = (address) =>
        parse.checkConnection(iptables, { port: 2087, address }).answers[0].verdict;
      same(verdict("203.0.113.9"), "open");
      same(verdict("203.0.114.9"), "closed");
    },
    "reads firewalld, as text and as XML"({ parse }) {
      same(
        openIn(
          parse.parseFirewalld(
            "public (active)\n  target: default\n  interfaces: eth0\n  sources:\n  services: ssh\n  ports: 8443/tcp\n  protocols:\n  rich rules:\n",
          ),
        ),
        ["tcp 22", "tcp 8443"],
      );
      const zone = `<?xml version="1.0" encoding="utf-8"?>
<zone><short>Public</short><service name="ssh"/><port protocol="tcp" port="2087"/></zone>`;
      same(openIn(parse.parseFirewalld(zone)), ["tcp 22", "tcp 2087"]);
    },
    "reads CSF"({ parse }) {
      const { rules, families } = parse.parseCsf([csf, "tcp|in|d=22|s=198.51.100.0/24"], {
        lists: { 1: "allow" },
      });
      same(families, ["ipv4"]);
      same(
        rules.map(({ ports, sources }) => [ports.from, sources]),
        [
          [22, ["198.51.100.0/24"]],
          [80, "any"],
          [8443, "any"],
          [68, "any"],
        ],
      );
    },
    "reads APF"({ parse }) {
      const { rules } = parse.parseApf([
        'IG_TCP_CPORTS="53,2083_2087"\nTCR_PASS="0"\nBLK_RESNET="0"',
        "# allow_hosts\ntcp:in:d=22:s=198.51.100.0/24",
      ]);
      same(
        rules
          .filter(({ direction }) => direction === "inbound")
          .map(({ ports, sources }) => [ports.from, ports.through, sources]),
        [
          [22, 22, ["198.51.100.0/24"]],
          [53, 53, "any"],
          [2083, 2087, "any"],
        ],
      );
    },
    "reads ufw"({ parse }) {
      const status = `Status: active
Logging: on (low)
Default: deny (incoming), allow (outgoing), disabled (routed)
New profiles: skip

To                         Action      From
--                         ------      ----
22/tcp                     ALLOW IN    Anywhere
2087/tcp                   ALLOW IN    198.51.100.0/24`;
      same(
        parse
          .parseUfw(status)
          .rules.filter(({ protocol }) => protocol === "tcp")
          .map(({ ports, sources }) => [ports.from, sources]),
        [
          [22, "any"],
          [2087, ["198.51.100.0/24"]],
        ],
      );
    },
    "reads listeners"({ parse }) {
      const { rules, loopback } =
        parse.parseListeners(`Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
tcp   LISTEN 0      128                *:2087            *:*    users:(("cpsrvd",pid=901,fd=8))
tcp   LISTEN 0      10         127.0.0.1:953       0.0.0.0:*    users:(("named",pid=812,fd=25))`);
      same(
        [rules.map(({ ports }) => ports.from), loopback.map(({ port }) => port)],
        [[2087], [953]],
      );
      const { listeners } = parse.parseSshd("Port 2222\nListenAddress 203.0.113.5\n");
      same([listeners[0].port, listeners[0].address], [2222, "203.0.113.5"]);
      same([parse.isSshdConfig("Port 2222\n"), parse.isSshdConfig(iptables)], [true, false]);
    },
    "reads scans by nmap"({ parse }) {
      const { rules } =
        parse.parseNmap(`# Nmap 7.93 scan initiated Sat Mar  1 10:00:00 2025 as: nmap -sS -p- -oG - 203.0.113.5
Host: 203.0.113.5 (server.example.com)	Ports: 22/open/tcp//ssh///, 2087/open/tcp//eli///	Ignored State: filtered (65533)
# Nmap done at Sat Mar  1 10:02:00 2025 -- 1 IP address (1 host up) scanned in 120 seconds`);
      same(
        rules.map(({ ports }) => ports.from),
        [22, 2087],
      );
    },
    "audits a firewall, and plans changes"({ main, parse, render }) {
      const { firewall, inputs } = parse.parseServer({ name: "csf.conf", text: csf });
      same(firewall, parse.parseCsf(csf));
      const audit = main.auditFirewall(126, firewall, { services: ["ssh", "httpd"], inputs });
      same([audit.verdict, audit.inputs], ["differs", ["csf.conf"]]);
      const found = audit.findings.map(({ rule, severity }) => `${severity} ${rule}`);
      same(found, ["error no-web", "warning port-closed", "warning undocumented-port-open"]);
      const rule = main.findingRules.find(({ id }) => id === "no-web");
      same(rule.severity, "error");
      const plan = main.planAudit(audit);
      same(
        plan.changes.map(({ action, protocol, ports }) => `${action} ${protocol} ${ports.from}`),
        ["open tcp 22", "open tcp 443"],
      );
      same(
        plan.closable.map(({ ports }) => ports.from),
        [8443],
      );
      has(render.renderPlan(plan, "csf"), "\nedit_list TCP_IN add 443 443\n");
      same(JSON.parse(render.renderSarif(audit)).version, "2.1.0");
      has(render.renderJunit({ name: "web1", audit }), 'classname="web1"');
    },
    "plans an upgrade"({ main, render }) {
      const plan = main.planUpgrade(110, 126, {
        outbound: "needed",
        close: true,
        keep: "198.51.100.7:22",
      });
      same(
        plan.changes.map(({ action, direction, ports }) => `${action} ${direction} ${ports.from}`),
        ["close inbound 2091", "close outbound 2195"],
      );
      has(render.renderPlan(plan, "firewalld"), '\nclose_port "$zone" 2091 2091 tcp\n');
    },
    "throws typed errors"({ main }) {
      for (const [name, code, act] of [
        ["UnknownReleaseError", "unknown-release", () => main.resolveRelease("100")],
        ["InvalidPortError", "invalid-port", () => main.getPort(126, 0)],
        ["InvalidOptionError", "invalid-option", () => main.listPorts(126, { service: "imapp" })],
        ["InvalidDateError", "invalid-date", () => main.releaseStatus(126, "today")],
        ["InvalidVersionError", "invalid-version", () => main.resolveVersion("soon")],
        ["ReleaseTierError", "release-tier", () => main.resolveVersion("stable")],
        ["DevelopmentReleaseError", "development-release", () => main.resolveVersion("11.127.0.1")],
        ["NewerReleaseError", "newer-release", () => main.resolveRelease("11.134.0.1")],
        ["InvalidPolicyError", "invalid-policy", () => main.comparePolicies({}, {})],
        [
          "ContradictoryOptionsError",
          "contradictory-options",
          () => main.createPolicy(126, { services: "ssh", omit: "ssh" }),
        ],
        [
          "UnknownOperatingSystemError",
          "unknown-operating-system",
          () => main.getRecommendedFirewall(126, "plan 9"),
        ],
        [
          "AmbiguousOperatingSystemError",
          "ambiguous-operating-system",
          () => main.getRecommendedFirewall(110, "cloudlinux"),
        ],
      ]) {
        const error = thrown(act);
        same([name, error.name, error.code], [name, name, code]);
        same(error instanceof main[name], true);
        same(error instanceof main.CpanelPortsError, true);
        same(main.isCpanelPortsError(error), true);
      }
    },
    "throws the errors of the main entry from other entries"({ main, parse, render }) {
      same(thrown(() => parse.parseCsf("TCP_IN")) instanceof main.InvalidConfigurationError, true);
      same(
        thrown(() => render.renderBlock("nowhere", "csf")) instanceof main.InvalidOptionError,
        true,
      );
    },
    "freezes its results"({ main }) {
      const policy = main.createPolicy(126);
      for (const each of [
        main.releases,
        main.getPort(126, 22).documented,
        main.diffReleases(118, 126).removed,
        policy.rules[0],
        main.findingRules[0],
      ]) {
        same(Object.isFrozen(each), true);
      }
      const before = JSON.stringify(policy.rules[0]);
      try {
        policy.rules[0].sources = "nobody";
      } catch {
        // Only in strict mode, which bundles of scripts do not have.
      }
      same(JSON.stringify(policy.rules[0]), before);
    },
  },
  json: {
    "ships its data as JSON"({ main, dataset }) {
      same(dataset.releases.length, 13);
      same(
        dataset.releases.map(({ release }) => release),
        main.releases.map(({ release }) => release),
      );
      same(new Set(dataset.ports.map(({ entry }) => entry.port)).has(2091), true);
    },
    "ships JSON Schemas"({ portSchema }) {
      same(portSchema.$schema, "https://json-schema.org/draft/2020-12/schema");
    },
  },
  schema: {
    "has zod schemas that accept its results"({ main, schema, dataset }) {
      same(schema.portEntrySchema.parse(main.getPort(126, 22)).port, 22);
      same(schema.policySchema.safeParse(main.createPolicy(126)).success, true);
      same(schema.policySchema.safeParse({}).success, false);
      same(schema.datasetSchema.safeParse(dataset).success, true);
    },
  },
  copies: {
    "has the same exports in both formats"({ main, parse, render, other }) {
      for (const [name, copy] of Object.entries({ main, parse, render })) {
        same(namesOf(copy), namesOf(other[name]));
      }
      same(JSON.stringify(main.listPorts(126)), JSON.stringify(other.main.listPorts(126)));
    },
    "recognizes errors of the other format"({ main, other }) {
      for (const [one, another] of [
        [main, other.main],
        [other.main, main],
      ]) {
        const error = thrown(() => one.listPorts(126, { service: "imapp" }));
        same(one.InvalidOptionError === another.InvalidOptionError, false);
        same(error instanceof another.InvalidOptionError, true);
        same(error instanceof another.CpanelPortsError, true);
        same(error instanceof another.InvalidPortError, false);
        same(another.isCpanelPortsError(error), true);
      }
    },
  },
  clones: {
    "recognizes a cloned error"({ main }) {
      const error = thrown(() => main.listPorts(126, { service: "imapp" }));
      same(structuredClone(error).cause.code, "invalid-option");
    },
  },
};

/** Runs the checks of some parts, and returns the number of passed checks as text. Throws an error with all failures. */
export function run(parts, modules) {
  const failures = [];
  let passed = 0;
  for (const part of parts) {
    for (const [name, check] of Object.entries(checks[part])) {
      try {
        check(modules);
        passed += 1;
      } catch (error) {
        failures.push(`${name}: ${error}\n${error.stack}`);
      }
    }
  }
  if (failures.length > 0) {
    throw new Error(failures.join("\n"));
  }
  return `${parts.join(", ")}: ${passed} passed`;
}

const iptables = `*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p tcp --dport 22 -j ACCEPT
-A INPUT -p tcp -s 203.0.113.0/24 --dport 2087 -j ACCEPT
COMMIT
`;

const csf =
  'TESTING = "0"\nTCP_IN = "80,8443"\nTCP_OUT = "1:65535"\nUDP_IN = "68"\nUDP_OUT = "1:65535"\nIPV6 = "0"';

function portsOf(entries) {
  return entries.map(({ port }) => port);
}

function openIn({ rules }) {
  return rules.map(({ protocol, ports }) => `${protocol} ${ports.from}`);
}

/** Returns the names of a namespace, without the two that some tools add for CommonJS. */
function namesOf(copy) {
  return Object.keys(copy)
    .filter((name) => name !== "default" && name !== "module.exports")
    .sort();
}

function thrown(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("expected an error");
}

function same(actual, expected) {
  const [one, other] = [actual, expected].map((each) => JSON.stringify(each));
  if (one !== other) {
    throw new Error(`expected ${other}, found ${one}`);
  }
}

function has(text, part) {
  if (!text.includes(part)) {
    throw new Error(`${JSON.stringify(part)} is not in:\n${text}`);
  }
}
