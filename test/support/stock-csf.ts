import elsewhere from "../../data/elsewhere.json" with { type: "json" };

/** Returns a port list of CSF's stock csf.conf, as in the file. */
function listOf(name: string): string {
  const [, protocol, six, direction] = /^(TCP|UDP)(6?)_(IN|OUT)$/.exec(name) ?? [];
  const ports = elsewhere.lists
    .find((each) => each.id === "csf-stock")
    ?.ports.find(
      (each) =>
        each.protocol === protocol?.toLowerCase() &&
        each.family === (six === "6" ? "ipv6" : "ipv4") &&
        each.direction === (direction === "IN" ? "inbound" : "outbound"),
    )?.ports;
  return `${name} = "${ports?.join(",")}"`;
}

/** The port lists and related settings of CSF's stock csf.conf. */
export const stockCsf = `TESTING = "0"
LF_SPI = "1"
IPV6 = "0"
IPV6_SPI = "1"
${listOf("TCP_IN")}
${listOf("TCP_OUT")}
${listOf("UDP_IN")}
${listOf("UDP_OUT")}
${listOf("TCP6_IN")}
${listOf("TCP6_OUT")}
${listOf("UDP6_IN")}
${listOf("UDP6_OUT")}
DNS_STRICT = "0"
DNS_STRICT_NS = "0"
`;

/** The ports that a stock CSF lacks, and opens beyond the page of 126, computed list by list. */
export const stockCsfAgainst126 = {
  "inbound tcp": { lacks: [26, 3306], beyond: [853, 8443] },
  "inbound udp": { lacks: [], beyond: [20, 21, 80, 853] },
  "outbound tcp": {
    lacks: [1, 7, 26, 465, 2077, 2078, 2079, 2080, 6277, 11371, 24441],
    beyond: [22, 110, 853, 993, 995, 2086, 2087],
  },
  "outbound udp": { lacks: [443], beyond: [20, 21, 113, 123, 853] },
} as const;

/** The same for a policy of 126, which includes the needs of every server. */
export const stockCsfAgainstPolicy126 = {
  ...stockCsfAgainst126,
  "inbound udp": { lacks: [68], beyond: [20, 21, 80, 853] },
  "outbound udp": { lacks: [67, 443], beyond: [20, 21, 113, 853] },
} as const;
