import {
  defaultSettings,
  type Settings,
} from "../../../../site/explorer/views/firewall/settings.ts";

/** Settings that use every option, separately and together. */
export const examples: Readonly<Record<string, Settings>> = {
  "as it is at first": defaultSettings,
  "only some services": {
    ...defaultSettings,
    services: ["ssh", "whm", "dns"],
    moreServices: "2083, 993",
    replace: { ssh: "2222,2223", "2087": "3087" },
    format: "iptables",
  },
  "no service at all": { ...defaultSettings, services: [] },
  "all but some": {
    ...defaultSettings,
    omit: ["ftp", "network-time"],
    moreOmit: "2077 2078",
    outbound: "needed",
    format: "csf",
  },
  "who may connect": {
    ...defaultSettings,
    allowFrom: {
      whm: "198.51.100.0/24, 2001:db8::/32,license-callback",
      ssh: "198.51.100.7",
      httpd: "feature-sources,203.0.113.0/24",
      "8000-8010": "198.51.100.0/24",
    },
    add: [{ ports: "8000-8010", protocol: "tcp", direction: "inbound", label: "" }],
  },
  "ports of one's own": {
    ...defaultSettings,
    add: [
      { ports: "8443", protocol: "tcp", direction: "inbound", label: "Bob's panel, new" },
      { ports: "51820", protocol: "udp", direction: "inbound", label: "VPN = WireGuard" },
      { ports: "9418", protocol: "tcp", direction: "outbound", label: "git $(id) `x`" },
      { ports: "", protocol: "udp", direction: "outbound", label: "" },
    ],
    ftpPassive: true,
    outbound: "needed",
  },
  "a later version of another system": {
    ...defaultSettings,
    release: "138",
    os: "ubuntu",
    preferTls: true,
    conditions: { http3: true, "remote-mysql": false },
    format: "ufw",
  },
  "every condition": { ...defaultSettings, release: "110", conditions: "all", format: "tables" },
};
