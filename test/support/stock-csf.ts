/** The port lists of the csf.conf that comes with csf 16 (February 2026), with the settings beside them. */
export const stockCsf = `TESTING = "0"
LF_SPI = "1"
IPV6 = "0"
IPV6_SPI = "1"
TCP_IN = "20,21,22,25,53,80,110,143,443,465,587,853,993,995,2077,2078,2079,2080,2082,2083,2086,2087,2095,2096,8443"
TCP_OUT = "20,21,22,25,37,43,53,80,110,113,443,587,853,873,993,995,2086,2087,2089,2703"
UDP_IN = "20,21,53,80,443,853"
UDP_OUT = "20,21,53,113,123,853,873,6277,24441"
TCP6_IN = "20,21,22,25,53,80,110,143,443,465,587,853,993,995,2077,2078,2082,2083,2086,2087,2095,2096,8443"
TCP6_OUT = "20,21,22,25,37,43,53,80,110,113,443,587,853,873,993,995,2086,2087,2089,2703"
UDP6_IN = "20,21,53,80,443"
UDP6_OUT = "20,21,53,113,123,873,6277,24441"
DNS_STRICT = "0"
DNS_STRICT_NS = "0"
`;

/** What a stock CSF lacks, and opens beyond the page of 126: as computed from both, list by list. */
export const stockCsfAgainst126 = {
  "inbound tcp": { lacks: [26, 3306], beyond: [853, 8443] },
  "inbound udp": { lacks: [], beyond: [20, 21, 80, 853] },
  "outbound tcp": {
    lacks: [1, 7, 26, 465, 2077, 2078, 2079, 2080, 6277, 11371, 24441],
    beyond: [22, 110, 853, 993, 995, 2086, 2087],
  },
  "outbound udp": { lacks: [443], beyond: [20, 21, 113, 123, 853] },
} as const;
