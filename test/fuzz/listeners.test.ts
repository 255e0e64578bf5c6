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
    `State    Recv-Q   Send-Q     Local Address:Port     Peer Address:Port  Process
LISTEN   0        45               0.0.0.0:2087          0.0.0.0:*      users:(("cpsrvd",pid=1,fd=8))
LISTEN   0        128                 [::]:https            [::]:*      ino:1 v6only:0 <->
UNCONN   0        0           127.0.0.1:domain           0.0.0.0:*
`,
    `COMMAND  PID USER   FD   TYPE  DEVICE SIZE/OFF NODE NAME
sshd     700 root    3u  IPv4 9361085      0t0  TCP *:ssh (LISTEN)
sshd     700 root    4u  IPv6 9361086      0t0  TCP *:22 (LISTEN)
named    812 named   8u  IPv4 9361090      0t0  UDP 127.0.0.1:domain 
`,
  ],
  [
    ..."tcp udp LISTEN UNCONN ESTAB 0.0.0.0:22 [::]:22 *:22 127.0.0.1%lo:53 fe80::1%eth0 users:(( IPv4 IPv6 TCP UDP (LISTEN) v6only:1 *:https :nonsense :::2087 *:* -> COMMAND State".split(
      " ",
    ),
    '"',
    "  ",
    "Netid",
    "Proto",
  ],
);
