/**
 * Writes src/parse/ufw/profiles.generated.ts: the application profiles that packages install.
 *
 *     npm run ufw:profiles -- <folder with the profiles>
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { profileTable } from "./profile-table.ts";

const folder = process.argv[2] ?? "/etc/ufw/applications.d";
writeFileSync(
  join(import.meta.dirname, "../../src/parse/ufw/profiles.generated.ts"),
  `// Written by scripts/ufw-profiles. Do not edit.

/**
 * The application profiles that packages install to /etc/ufw/applications.d, one per line, from these packages of Debian 13:
 * apache2, bind9, cups-daemon, dovecot-imapd, dovecot-pop3d, mosh, nginx-common, openssh-server, postfix, samba, squid, ufw.
 */
export const packagedProfiles = \`${profileTable(folder)}\`;
`,
);
