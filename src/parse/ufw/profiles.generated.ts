// Written by scripts/ufw-profiles. Do not edit.

/**
 * The application profiles that packages install to /etc/ufw/applications.d, one per line, from these packages of Debian 13:
 * apache2, bind9, cups-daemon, dovecot-imapd, dovecot-pop3d, mosh, nginx-common, openssh-server, postfix, samba, squid, ufw.
 */
export const packagedProfiles = `
AIM=5190/tcp
Apache Full=80,443/tcp
Apache Secure=443/tcp
Apache=80/tcp
Bind9=53
Bonjour=5353/udp|5298
CIFS=137,138/udp|139,445/tcp
CUPS=631
DNS=53
Deluge=6881:6891/tcp
Dovecot IMAP=143/tcp
Dovecot POP3=110/tcp
Dovecot Secure IMAP=993/tcp
Dovecot Secure POP3=995/tcp
IMAP=143/tcp
IMAPS=993/tcp
IPP=631
KTorrent=6881/tcp|4444/udp
Kerberos Admin=749/tcp
Kerberos Full=88,749/tcp|464/udp
Kerberos KDC=88
Kerberos Password=464/udp
LDAP=389/tcp
LDAPS=636/tcp
LPD=515/tcp
MSN SSL=443/tcp
MSN=1863|6891:6900/tcp|6901
Mail submission=587/tcp
NFS=2049,111/tcp|2049,111/udp
Nginx Full=80,443/tcp
Nginx HTTP=80/tcp
Nginx HTTPS=443/tcp
Nginx QUIC=80,443/tcp|443/udp
OpenSSH=22/tcp
POP3=110/tcp
POP3S=995/tcp
PeopleNearby=5353/udp|5298
Postfix SMTPS=465/tcp
Postfix Submission=587/tcp
Postfix=25/tcp
SMTP=25/tcp
SSH=22/tcp
Samba=137,138/udp|139,445/tcp
Socks=1080/tcp
Squid=2048,3128,3130,3401,4827/tcp
Telnet=23/tcp
Transmission=51413
Transparent Proxy=8081/tcp
VNC=5900/tcp
WWW Cache=8080/tcp
WWW Full=80,443/tcp
WWW Secure=443/tcp
WWW=80/tcp
XMPP=5222/tcp|5269/tcp
Yahoo=5050
mosh=60000:61000/udp
qBittorrent=6881/tcp
svnserve=3690/tcp
`;
