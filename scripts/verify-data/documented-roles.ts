/**
 * The server roles and profiles in the documentation, by their ids there.
 *
 * Source: https://docs.cpanel.net/knowledge-base/general-systems-administration/how-to-use-server-profiles/
 * and https://docs.cpanel.net/whm/service-configuration/service-manager/
 */
export const documentedRoles: ReadonlySet<string> = new Set([
  "CalendarContact",
  "DNS",
  "FTP",
  "MailLocal",
  "MailReceive",
  "MailRelay",
  "MailSend",
  "MySQL",
  "SpamFilter",
  "WebDisk",
  "WebServer",
  "Webmail",
]);

/** The profiles that disable a role. */
export const documentedProfiles: ReadonlySet<string> = new Set([
  "DATABASENODE",
  "DNSNODE",
  "MAILNODE",
]);
