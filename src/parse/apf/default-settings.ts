/**
 * The settings of APF 9.7, and `SMTP_*` of APF 2, that affect which packets are accepted, with the defaults of
 * its `conf.apf`.
 */
export const defaultSettings = {
  ALL_STOP: "DROP",
  BLK_IDENT: "0",
  BLK_MCATNET: "0",
  BLK_P2P_PORTS: "1214,2323,4660_4678,6257,6699,6346,6347,6881_6889,6346,7778",
  BLK_PORTS: "135_139,111,513,520,445,1433,1434,1234,1524,3127",
  BLK_PRVNET: "0",
  BLK_RESNET: "1",
  DEVEL_MODE: "1",
  DLIST_DSHIELD: "0",
  DLIST_PHP: "0",
  DLIST_RESERVED: "0",
  DLIST_SPAMHAUS: "0",
  EGF: "0",
  EG_TCP_CPORTS: "21,25,80,443,43",
  EG_TCP_UID: "",
  EG_UDP_CPORTS: "20,21,53",
  EG_UDP_UID: "",
  IFACE_TRUSTED: "",
  IG_TCP_CPORTS: "22",
  IG_UDP_CPORTS: "",
  RAB: "0",
  RESV_DNS: "1",
  SET_TRIM: "150",
  SET_VNET: "0",
  SMTP_BLOCK: "0",
  SMTP_PORTS: "25,465,587",
  TCP_STOP: "DROP",
  TCR_PASS: "1",
  TCR_PORTS: "33434:33534",
  UDP_STOP: "DROP",
  USE_RGT: "0",
  VF_LGATE: "",
} as const;

/** The name of a setting in {@link defaultSettings}. */
export type ApfSettingName = keyof typeof defaultSettings;

/** Returns whether a name is a setting in {@link defaultSettings}. */
export function isApfSetting(name: string): name is ApfSettingName {
  return Object.hasOwn(defaultSettings, name);
}
