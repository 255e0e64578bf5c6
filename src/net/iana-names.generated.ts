// Written by scripts/net-services. Do not edit.

/**
 * The IANA names of documented ports, for both TCP and UDP, that Debian's /etc/services lacks: one port
 * and its names per line.
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
