import { parseListeners } from "../../src/parse/index.ts";
import { fuzz } from "./fuzz.ts";

fuzz(
  parseListeners,
  [
    `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
udp   UNCONN 0      0            0.0.0.0:53        0.0.0.0:*    users:(("named",pid=812,fd=20))
tcp   LISTEN 0      128                *:2087            *:*    users:(("cpsrvd",pid=901,fd=8))
tcp   LISTEN 0      10         127.0.0.1:953       0.0.0.0:*
tcp   LISTEN 0      10              [::1]:953          [::]:*
`,
    `Active Internet connections (only servers)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name
tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      1/sshd
udp6       0      0 :::53                   :::*                                2/named
`,
  ],
  [
    ..."tcp udp LISTEN UNCONN ESTAB 0.0.0.0:22 [::]:22 *:22 127.0.0.1%lo:53 fe80::1%eth0 users:((".split(
      " ",
    ),
    '"',
    "  ",
    "Netid",
    "Proto",
  ],
);
