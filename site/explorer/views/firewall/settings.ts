import { latestRelease } from "cpanel-ports";
import type { FormatId } from "./formats.ts";

/** An added port, as typed. */
export interface AddedPort {
  readonly ports: string;
  readonly protocol: "tcp" | "udp";
  readonly direction: "inbound" | "outbound";
  readonly label: string;
}

/** The settings of the builder, as typed, valid or not. */
export interface Settings {
  readonly release: string;
  readonly os: string;
  /** The ids of the services that are ticked; `null` for all but those of `omit`. */
  readonly services: readonly string[] | null;
  /** Documented ports and words for services, in addition to the ticked ones. */
  readonly moreServices: string;
  /** The ids of the services and server needs to omit. */
  readonly omit: readonly string[];
  /** Documented ports and words for services to omit. */
  readonly moreOmit: string;
  /** Where services listen, by their ids. */
  readonly replace: Readonly<Record<string, string>>;
  readonly add: readonly AddedPort[];
  readonly ftpPassive: boolean;
  readonly preferTls: boolean;
  readonly outbound: "any" | "needed";
  readonly conditions: "all" | Readonly<Record<string, boolean>>;
  /** Who may connect, by service or port. */
  readonly allowFrom: Readonly<Record<string, string>>;
  readonly format: FormatId;
}

export const defaultSettings: Settings = {
  release: String(latestRelease),
  os: "",
  services: null,
  moreServices: "",
  omit: [],
  moreOmit: "",
  replace: {},
  add: [],
  ftpPassive: false,
  preferTls: false,
  outbound: "any",
  conditions: {},
  allowFrom: {},
  format: "nftables",
};
