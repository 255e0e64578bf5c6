import { createPolicy } from "cpanel-ports";
import { renderUfw } from "cpanel-ports/render";

export function show(place: Element): void {
  const policy = createPolicy(126, {
    services: ["ssh", "whm", "httpd"],
    preferTls: true,
  });
  const warnings = policy.warnings.map(({ text }) => `warning: ${text}\n`);
  place.textContent = warnings.join("") + renderUfw(policy);
}
