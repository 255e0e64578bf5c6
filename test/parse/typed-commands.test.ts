import { describe, expect, test } from "vitest";
import {
  parseFirewalld,
  parseIptables,
  parseListeners,
  parseNftables,
  parseUfw,
} from "../../src/parse/index.ts";
import { readTypedCommand } from "../../src/parse/typed-commands.ts";
import * as limits from "../../src/util/limits.ts";

const outputs = [
  [
    "iptables-save",
    "*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\nCOMMIT\n",
    parseIptables,
  ],
  [
    "iptables -S",
    "-P INPUT DROP\n-P OUTPUT ACCEPT\n-A INPUT -p tcp --dport 22 -j ACCEPT\n",
    parseIptables,
  ],
  [
    "nft -a list ruleset",
    "table ip t {\n chain c {\n  type filter hook input priority 0; policy drop;\n  tcp dport 22 accept\n }\n}\n",
    parseNftables,
  ],
  [
    "ufw status verbose",
    `Status: active
Default: deny (incoming), allow (outgoing), disabled (routed)

To                         Action      From
--                         ------      ----
22/tcp                     ALLOW IN    Anywhere
`,
    parseUfw,
  ],
  [
    "firewall-cmd --zone=public --list-all",
    "public (active)\n  target: default\n  interfaces: eth0\n  sources: \n  services: \n  ports: 22/tcp\n  rich rules: \n",
    parseFirewalld,
  ],
  [
    "netstat -tlpn",
    "Proto Recv-Q Send-Q Local Address Foreign Address State\ntcp 0 0 0.0.0.0:22 0.0.0.0:* LISTEN\n",
    parseListeners,
  ],
] as const;

const prompts = [
  ...["root@web-1:~# ", "[root@web-1 ~]# ", "root@web1 ~ # ", "user@host:/etc$ sudo ", "# "],
  ...["bash-5.1# ", "(venv) user@host:~$ ", "user@host ~ % ", "➜  ~ ", "root@host:~#/usr/sbin/"],
];

describe.each(outputs)("the output of %s, copied with its prompt", (command, output, parse) => {
  test.for(prompts)("is read like the output: %s", (prompt) => {
    const end = prompt.replace(/(?:sudo|\/usr\/sbin\/)? *$/, "").trim();
    const inbound = (text: string) =>
      parse(text).rules.filter(({ direction }) => direction === "inbound");
    const parsed = parse(`${prompt}${command}\n${output}${end}\n`);
    expect(parsed.rules.some(({ ports }) => ports.from === 22)).toBe(true);
    expect(parsed.undetermined).toEqual(parse(output).undetermined);
    expect(inbound(`${prompt}${command}\n${output}`).map(({ ports }) => ports)).toEqual(
      inbound(output).map(({ ports }) => ports),
    );
  });
});

test("keeps lines that only resemble a prompt", () => {
  for (const line of [
    "-A INPUT -j x # iptables-save",
    "*filter",
    ":INPUT DROP",
    "tcp dport 22 accept",
    "counter accept # nft list ruleset",
    'TCP_IN = "22" # cat /etc/csf/csf.conf',
    "ufw allow 22 # ufw status",
    "[Nginx] # cat /etc/ufw/applications.d/nginx",
  ]) {
    expect(readTypedCommand(line)).toBeUndefined();
  }
  const nft = (text: string) => parseNftables(`table ip t {\n}\n${text}\n`).notes;
  expect(nft("root@host:~# reboot")).toMatchObject([{ kind: "unknown", code: "command" }]);
});

test("reads long inputs unchanged", () => {
  const text = `# cat /etc/csf/csf.conf\n${"x".repeat(limits.inputLength)}`;
  expect(() => parseUfw(text)).toThrow(`the limit is ${limits.inputLength}`);
});

describe("a typed command that lists sockets", () => {
  const rows = "tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*\nudp UNCONN 0 0 0.0.0.0:53 0.0.0.0:*\n";

  test.for([
    "root@host:~# ss -tulpn | sort -k5",
    "root@host:~# ss -H -tulpn 2>/dev/null | less",
    "$ sudo ss -tuln state listening",
    "# netstat -tulpn | grep -i LISTEN",
    "# netstat -plnt | egrep 'listen'",
    "# lsof -nP -iTCP -sTCP:LISTEN",
    "sudo lsof -i -P -n",
    "netstat -an",
    "# netstat",
  ])("is skipped if it shows every listening socket: %s", (command) => {
    expect(parseListeners(`${command}\n${rows}`).rules).toHaveLength(2);
  });

  test.for([
    "root@host:~# ss -tulpn | grep 22",
    "root@host:~# ss -tln 'sport = :22'",
    "root@host:~# ss -tln sport = :22",
    "root@host:~# ss -tn state established",
    "# netstat -tulpn | grep -v 127.0.0.1 | sort",
    "# netstat -tulpn|head",
    "# lsof -i :22",
    "# lsof -iTCP:22 -sTCP:LISTEN",
    "# lsof -nP -p 812 -i",
  ])("is an error if it leaves out some: %s", (command) => {
    expect(() => parseListeners(`${command}\n${rows}`)).toThrow(
      /^line 1 leaves out some sockets: ".*"; use the whole output of ss -tulpn/,
    );
  });
});
