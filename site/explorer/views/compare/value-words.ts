import type {
  Annotation,
  FeatureSource,
  FirewallRecommendation,
  LicenseCallbackPort,
  Undocumented,
} from "cpanel-ports";

/** A value of a port field; for annotations and conditions, their text. */
export function fieldWords(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.length === 0 ? ["none"] : value.flatMap(fieldWords);
  }
  if (typeof value === "object" && value !== null) {
    const { text, id } = value as Partial<Annotation>;
    return [text ?? id ?? JSON.stringify(value)];
  }
  if (typeof value === "boolean") {
    return [value ? "yes" : "no"];
  }
  return [value === null ? "none" : String(value)];
}

export function callbackWords(row: LicenseCallbackPort | Undocumented): readonly string[] {
  return typeof row === "string"
    ? [row]
    : [
        `${row.service}, inbound ${fieldWords(row.inbound).join()}, outbound ${fieldWords(row.outbound).join()}`,
      ];
}

export function featureWords(source: FeatureSource | Undocumented): readonly string[] {
  return typeof source === "string" ? [source] : [...source.addresses, ...source.feeds];
}

export function firewallWords(
  recommended: readonly FirewallRecommendation[] | Undocumented,
): readonly string[] {
  return typeof recommended === "string"
    ? [recommended]
    : recommended.map(
        ({ firewall, versions }) =>
          `${firewall} (${versions === "any" ? "any version" : `version ${versions}`})`,
      );
}
