/**
 * The default port range of passive FTP, which the table of the page does not list.
 *
 * Source: https://docs.cpanel.net/knowledge-base/ftp/how-to-enable-ftp-passive-mode/
 */
export const ftpPassive = {
  ports: { from: 49152, through: 65534 },
  protocol: "tcp",
  label: "FTP, passive mode",
  service: "ftp",
} as const;
