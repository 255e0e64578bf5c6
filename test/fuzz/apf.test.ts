import { parseApf } from "../../src/parse/index.ts";
import { fuzz } from "./fuzz.ts";

fuzz(
  parseApf,
  [
    'IG_TCP_CPORTS="22,80_90"\nIG_UDP_CPORTS="53"\nEGF="1"\nEG_TCP_CPORTS="25"\nEG_UDP_CPORTS=""\nBLK_PORTS="111"\n',
    'IG_TCP_CPORTS="22"\n---\n# allow_hosts.rules\ntcp:in:d=22:s=198.51.100.0/24\n192.0.2.1\n',
    'IG_TCP_CPORTS="22"\n---\n# deny_hosts.rules\n192.0.2.1\nd=25:s=203.0.113.9\n',
  ],
  [
    ...'IG_TCP_CPORTS= EGF= " "" , _ 22 80_90 # $ ` ; tcp udp in out : d= s= 192.0.2.1/24 ---'.split(
      " ",
    ),
    ..."if then fi . source export BLK_PORTS= DEVEL_MODE= TCR_PASS= \\".split(" "),
  ],
  (text) => text.split("---\n"),
);
