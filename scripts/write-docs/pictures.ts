import { createPolicy } from "../../src/policy/create/create-policy.ts";
import { releases } from "../../src/query/releases.ts";
import { renderSvg } from "../../src/render/svg/render-svg.ts";

/** A server that is administered from an office: the allowed sources differ by service. */
const office = createPolicy(126, {
  services: ["ssh", "whm", "cpanel", "httpd", "dns"],
  allowFrom: { ssh: "198.51.100.0/24", whm: ["198.51.100.0/24", "license-callback"] },
  outbound: "needed",
});

/** Returns the pictures of `docs/`, by path. */
export function pictures(): Map<string, string> {
  return new Map([
    ["images/ports.svg", renderSvg(releases)],
    ["images/ports-narrow.svg", renderSvg(releases, { width: 400 })],
    ["images/policy.svg", renderSvg(office)],
    ["images/policy-narrow.svg", renderSvg(office, { width: 400 })],
  ]);
}
