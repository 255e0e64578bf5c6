// Prints what an upgrade changes for a firewall. Exits with 1 if anything changes:
//   check-upgrade "$(cat /usr/local/cpanel/version)" 126 --service mail,web
import { parseArgs } from "node:util";
import { diffReleases, isCpanelPortsError, parsePortFilter, resolveVersion } from "cpanel-ports";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    service: { type: "string", multiple: true },
    direction: { type: "string", multiple: true },
  },
});

try {
  const [from = "", to = "latest"] = positionals;
  const diff = diffReleases(resolveVersion(from), resolveVersion(to), parsePortFilter(values));
  console.log(diff.title);
  for (const { port, documented } of diff.added) {
    console.log(`open ${port}: ${documented.service}`);
  }
  for (const { port, documented } of diff.removed) {
    console.log(`close ${port}: ${documented.service}`);
  }
  for (const { port, fields } of diff.changed) {
    console.log(`review ${port}: ${fields.map(({ field }) => field).join(", ")}`);
  }
  for (const { between, text } of diff.reasons) {
    console.log(`why, between ${between.join(" and ")}: ${text}`);
  }
  process.exitCode = diff.added.length + diff.removed.length + diff.changed.length > 0 ? 1 : 0;
} catch (error) {
  if (!isCpanelPortsError(error)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 2;
}
