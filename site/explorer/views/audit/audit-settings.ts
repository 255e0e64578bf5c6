import { latestRelease } from "cpanel-ports";
import type { AuditRequest } from "../../../worker/firewall/request.ts";
import {
  type ReadingSettings,
  readingOf,
  readReading,
} from "../../parts/firewall-files/reading-settings.ts";

/** The settings of an audit, as in the address. */
export interface AuditSettings {
  readonly version: string;
  readonly services: readonly string[];
  readonly conditions: readonly string[];
  readonly family: string;
  readonly direction: string;
  readonly protocol: string;
  readonly os: string;
  /** The port of SSH; empty for the default. */
  readonly ssh: string;
  readonly reading: ReadingSettings;
  readonly close: boolean;
  readonly keep: string;
  /** The seconds until a plan is undone; empty for never. */
  readonly rollback: string;
}

/** Reads the settings of an address. */
export function readAuditSettings(query: URLSearchParams): AuditSettings {
  const text = (name: string) => query.get(name) ?? "";
  return {
    version: text("version") || String(latestRelease),
    services: listOf(text("service")),
    conditions: listOf(text("conditions")),
    family: text("family"),
    direction: text("direction"),
    protocol: text("protocol"),
    os: text("os"),
    ssh: text("ssh"),
    reading: readReading(query),
    close: text("close") !== "",
    keep: text("keep"),
    rollback: text("rollback"),
  };
}

function listOf(text: string): readonly string[] {
  return text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

/** Returns the settings as the package takes them; the package reports invalid ones. */
export function requestOf(
  settings: AuditSettings,
): Pick<AuditRequest, "options" | "reading" | "version"> {
  const { version, services, conditions, family, direction, protocol, os, ssh, reading } = settings;
  const given = <T extends string>(value: string) => (value === "" ? undefined : (value as T));
  return {
    version,
    reading: readingOf(reading),
    options: {
      services: services.length > 0 ? services : undefined,
      conditions: conditions.includes("all")
        ? "all"
        : Object.fromEntries(conditions.map((id) => [id, true])),
      families: given(family),
      directions: given(direction),
      protocols: given(protocol),
      os: given(os),
      replace: ssh === "" ? undefined : { ssh: numberOf(ssh) },
    },
  };
}

/** A number, or the text itself for the package to reject. */
function numberOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : (text as unknown as number);
}
