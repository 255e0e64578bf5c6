// Written by scripts/net-services. Do not edit.

/**
 * The names that IANA registers for documented ports, TCP and UDP alike, and that /etc/services of
 * Debian lacks: a port and its names a line.
 */
export const ianaNames = `80 www-http
579 decbsrv
953 rndc
2077 tsrmagt
2078 tpcsrvr
2079 idware-router
2080 autodesk-nlm
2082 infowave
2083 radsec
2087 eli
2089 sep
2091 prp
2095 nbx-ser
2096 nbx-dir
2703 sms-chat`;
