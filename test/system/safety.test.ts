import { expect, test } from "vitest";
import { createPolicy } from "../../src/index.ts";
import { renderIp6tables, renderIptables } from "../../src/render/index.ts";
import { type Firewall, firewallKinds, iptablesState, renderOf } from "./support/firewalls.ts";
import { addresses, type Network } from "./support/network.ts";
import { withServer } from "./support/server.ts";
import { describeWith } from "./support/tools.ts";

const policy = createPolicy(126, {
  outbound: "needed",
  add: "ftp-passive",
  allowFrom: { whm: [addresses.office.ipv4, addresses.office.ipv6] },
});

const somebodys = `table inet somebody {
	set friends {
		type ipv4_addr
		elements = { 192.0.2.1 }
	}
	chain guard {
		type filter hook input priority filter + 10; policy accept;
		ip saddr @friends tcp dport 8443 accept
	}
}
`;

for (const kind of firewallKinds) {
  describeWith([...kind.tools, "nft"], kind.name, () => {
    test("changes nothing when loaded twice, and keeps other tables", () =>
      withServer(kind, async (network, firewall) => {
        await network.onServer("nft", ["-f", "-"], { input: somebodys });
        const others = () => network.onServer("nft", ["list", "table", "inet", "somebody"]);
        const before = await others();
        await firewall.load(renderOf(policy));
        const once = await firewall.state();
        await firewall.load(renderOf(policy));
        expect(await firewall.state()).toBe(once);
        expect(once).toContain("2089");
        expect(await others()).toBe(before);
      }));
  });
}

/** What Docker adds to the table. */
const docker = `*filter
:FORWARD DROP [0:0]
:DOCKER - [0:0]
-A FORWARD -o docker0 -j DOCKER
-A DOCKER -d 172.17.0.2/32 -p tcp --dport 80 -j ACCEPT
COMMIT
`;

describeWith(["iptables-restore", "ip6tables-restore"], "iptables, as a whole table", () => {
  test("forwards nothing to the containers whose rules it replaces", () =>
    withServer(firewallKinds.find(({ name }) => name === "iptables") as never, async (network) => {
      for (const [command, render] of [
        ["iptables", renderIptables],
        ["ip6tables", renderIp6tables],
      ] as const) {
        const input = command === "iptables" ? docker : docker.replace("172.17.0.2/32", "fd00::2");
        await network.onServer(`${command}-restore`, [], { input });
        await network.onServer(`${command}-restore`, [], { input: render(policy) });
        expect(await network.onServer(command, ["-S", "FORWARD"])).toBe("-P FORWARD DROP\n");
        const options = { chains: "CPANEL-PORTS" };
        await network.onServer(`${command}-restore`, [], { input });
        const before = await network.onServer(command, ["-S", "FORWARD"]);
        await network.onServer(`${command}-restore`, ["--noflush"], {
          input: render(policy, options),
        });
        expect(await network.onServer(command, ["-S", "FORWARD"])).toBe(before);
        expect(await network.onServer(command, ["-S", "DOCKER"])).toContain("--dport 80");
      }
    }));
});

describeWith(["ufw"], "ufw, by commands", () => {
  const rendered = renderOf(policy);
  const tryCommands = (profile: string) => async (network: Network, firewall: Firewall) => {
    await firewall.run("ufw --force reset\nufw default allow incoming\nufw --force enable");
    const before = await iptablesState(network);
    const output = await firewall.run(`cat > /etc/ufw/applications.d/cpanel << 'END'
${profile}END
sh -e << 'END' 2>&1 || echo failed
${rendered("ufw-commands")}END
echo goes on`);
    return { output, isChanged: (await iptablesState(network)) !== before };
  };
  const ufw = firewallKinds.find(({ name }) => name === "ufw") as never;

  test.for([
    ["without the profile", ""],
    ["with an older profile of that name", "[cPanel]\ntitle=a\ndescription=a\nports=80/tcp\n"],
    ["with a profile that lacks one list", rendered("ufw").replace(/\|[^|]*$/, "\n")],
  ])("change nothing %s", ([, profile]) =>
    withServer(ufw, async (network, firewall) => {
      const { output, isChanged } = await tryCommands(profile as string)(network, firewall);
      expect(output).toContain(
        "Nothing was changed: /etc/ufw/applications.d has no profile cPanel",
      );
      expect(output).toContain("failed\ngoes on\n");
      expect(isChanged).toBe(false);
    }),
  );

  test("apply the policy with its profile", () =>
    withServer(ufw, async (network, firewall) => {
      const { output, isChanged } = await tryCommands(rendered("ufw"))(network, firewall);
      expect(output).not.toContain("failed");
      expect(isChanged).toBe(true);
    }));
});

describeWith(["iptables-restore", "ip6tables-restore"], "iptables, in chains of its own", () => {
  test("keeps other rules in the same table, and can be loaded repeatedly", () =>
    withServer(firewallKinds.find(({ name }) => name === "iptables") as never, async (network) => {
      const others =
        "*filter\n:SOMEBODY - [0:0]\n-A INPUT -j SOMEBODY\n-A SOMEBODY -p tcp --dport 8443 -j ACCEPT\nCOMMIT\n";
      await network.onServer("iptables-restore", [], { input: others });
      const options = { chains: "CPANEL-PORTS" };
      const load = async () => {
        await network.onServer("iptables-restore", ["--noflush"], {
          input: renderIptables(policy, options),
        });
        await network.onServer("ip6tables-restore", ["--noflush"], {
          input: renderIp6tables(policy, options),
        });
      };
      await load();
      for (const command of ["iptables", "ip6tables"]) {
        await network.onServer(command, ["-I", "INPUT", "-j", "CPANEL-PORTS-IN"]);
        await network.onServer(command, ["-I", "OUTPUT", "-j", "CPANEL-PORTS-OUT"]);
      }
      const once = await iptablesState(network);
      await load();
      expect(await iptablesState(network)).toBe(once);
      expect(once).toContain("-A SOMEBODY -p tcp -m tcp --dport 8443 -j ACCEPT");
      for (const family of ["ipv4", "ipv6"] as const) {
        const probe = (from: "office" | "stranger", port: number, open: boolean) => ({
          protocol: "tcp" as const,
          from: addresses[from][family],
          to: addresses.server[family],
          port,
          open,
        });
        const probes = [
          probe("office", 2087, true),
          probe("stranger", 2087, false),
          probe("stranger", 22, true),
          probe("stranger", 783, false),
        ];
        expect(await network.probe("outside", probes)).toEqual(probes.map((each) => each.open));
      }
    }));
});
