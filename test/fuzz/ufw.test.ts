import { parseUfw } from "../../src/parse/index.ts";
import { fuzz } from "./fuzz.ts";

fuzz(
  parseUfw,
  [
    `Status: active
Logging: on (low)
Default: deny (incoming), allow (outgoing), disabled (routed)

To                         Action      From
--                         ------      ----
22/tcp                     ALLOW IN    198.51.100.0/24
20,21,80:90/tcp (cPanel)   ALLOW IN    Anywhere
53                         DENY OUT    Anywhere (out)
22/tcp (v6)                LIMIT IN    2001:db8::/32              # office
`,
    "[Web]\ntitle=Web\ndescription=A server\nports=80,443/tcp|443/udp\n",
    "ufw default deny incoming\nufw allow proto tcp from 198.51.100.0/24 to any port 22\nufw allow Web\n---\n[Web]\ntitle=Web\ndescription=A server\nports=80/tcp\n",
    "Status: inactive\n",
  ],
  [
    ..."22/tcp ALLOW DENY REJECT LIMIT IN OUT FWD Anywhere (v6) (out) on eth0 # [ ] = | , /udp".split(
      " ",
    ),
    ..."ufw allow deny from to any port proto delete insert default Status: active ---".split(" "),
  ],
  (text) => text.split("---\n"),
);
