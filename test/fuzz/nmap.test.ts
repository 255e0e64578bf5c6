import { parseNmap } from "../../src/parse/index.ts";
import { fuzz } from "./fuzz.ts";

fuzz(
  parseNmap,
  [
    `<?xml version="1.0"?>
<!DOCTYPE nmaprun>
<nmaprun args="nmap -sS -sU">
<scaninfo type="syn" protocol="tcp" services="20-25,80"/>
<host><status state="up" reason="reset"/><address addr="203.0.113.5" addrtype="ipv4"/>
<ports><extraports state="closed" count="5"><extrareasons reason="reset" count="5" proto="tcp" ports="20-21,23-25"/></extraports>
<port protocol="tcp" portid="22"><state state="open" reason="syn-ack"/></port>
<port protocol="tcp" portid="80"><state state="filtered" reason="no-response"/></port></ports></host>
<runstats><finished exit="success"/></runstats></nmaprun>
`,
    `# Nmap 7.93 scan initiated Sat Mar  1 10:00:00 2025 as: nmap -sSU -p T:22-25,U:53 -oG - 203.0.113.5
# Ports scanned: TCP(4;22-25) UDP(1;53) SCTP(0;) PROTOCOLS(0;)
Host: 203.0.113.5 (a.example.com)	Status: Up
Host: 203.0.113.5 (a.example.com)	Ports: 22/open/tcp//ssh///, 53/open|filtered/udp//domain///	Ignored State: filtered (3)
# Nmap done at Sat Mar  1 10:02:00 2025
`,
  ],
  [
    ..."open closed filtered open|filtered tcp udp sctp reset ack fin -sA -p- up down 2001:db8::5 127.0.0.1 65535 1-65535".split(
      " ",
    ),
    "<host>",
    "</host>",
    "&amp;",
    "\t",
    "# Nmap done at ",
    "/open/tcp//x///, ",
  ],
);
