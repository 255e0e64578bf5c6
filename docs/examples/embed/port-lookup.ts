import { getPort, resolveVersion } from "cpanel-ports";

export function show(place: Element): void {
  const version = resolveVersion("11.132.0.3");
  const entry = getPort(version, 2087);
  place.textContent =
    entry === undefined
      ? "cPanel does not document this port."
      : `2087 on ${version.version}: ${entry.documented.service}. ` +
        `Use it instead of ${entry.twin}.`;
}
