/** The keywords that decide where sshd listens. */
export const deciding: readonly string[] = [
  "Port",
  "ListenAddress",
  "Include",
  "AddressFamily",
  "Match",
];

/**
 * The keywords that sshd accepts, including deprecated ones: those of OpenSSH 10.5 and of the versions that Debian,
 * Ubuntu and RHEL patch.
 */
export const keywords: readonly string[] = `
  AcceptEnv AddressFamily AFSTokenPassing AllowAgentForwarding AllowGroups AllowStreamLocalForwarding
  AllowTcpForwarding AllowUsers AuthenticationMethods AuthorizedKeysCommand AuthorizedKeysCommandUser
  AuthorizedKeysFile AuthorizedKeysFile2 AuthorizedPrincipalsCommand AuthorizedPrincipalsCommandUser
  AuthorizedPrincipalsFile Banner CanonicalMatchUser CASignatureAlgorithms ChallengeResponseAuthentication
  ChannelTimeout CheckMail ChrootDirectory Ciphers ClientAliveCountMax ClientAliveInterval Compression
  DebianBanner DenyGroups DenyUsers DisableForwarding DSAAuthentication ExposeAuthInfo FingerprintHash
  ForceCommand GatewayPorts GSSAPIAuthentication GSSAPICleanupCredentials GSSAPICleanupCreds
  GSSAPIDelegateCredentials GSSAPIEnablek5users GSSAPIIndicators GSSAPIKexAlgorithms GSSAPIKeyExchange
  GSSAPIStoreCredentialsOnRekey GSSAPIStrictAcceptorCheck GSSAPIUseSessionCredCache GSSUseSessionCcache
  HostbasedAcceptedAlgorithms HostbasedAcceptedKeyTypes HostbasedAuthentication
  HostbasedUsesNameFromPacketOnly HostCertificate HostDSAKey HostKey HostKeyAgent HostKeyAlgorithms
  IgnoreRhosts IgnoreUserKnownHosts Include IPQoS KbdInteractiveAuthentication KeepAlive
  KerberosAuthentication KerberosGetAFSToken KerberosOrLocalPasswd KerberosTgtPassing KerberosTicketCleanup
  KerberosUniqueCCache KerberosUseKuserok KexAlgorithms KeyRegenerationInterval ListenAddress LoginGraceTime
  LogLevel LogVerbose MACs Match MaxAuthTries MaxSessions MaxStartups ModuliFile PAMAuthenticationViaKbdInt
  PAMServiceName PasswordAuthentication PermitBlacklistedKeys PermitEmptyPasswords PermitListen PermitOpen
  PermitRootLogin PermitTTY PermitTunnel PermitUserEnvironment PermitUserRC PerSourceMaxStartups
  PerSourceNetBlockSize PerSourcePenalties PerSourcePenaltyExemptList PidFile Port PrintLastLog PrintMotd
  Protocol PubkeyAcceptedAlgorithms PubkeyAcceptedKeyTypes PubkeyAuthentication PubkeyAuthOptions RDomain
  RefuseConnection RekeyLimit RequiredRSASize ReverseMappingCheck RevokedKeys RhostsAuthentication
  RhostsRSAAuthentication RSAAuthentication RSAMinSize SecurityKeyProvider ServerKeyBits SetEnv
  SKeyAuthentication SshdAuthPath SshdSessionPath StreamLocalBindMask StreamLocalBindUnlink StrictModes
  Subsystem SyslogFacility TCPKeepAlive TrustedUserCAKeys UnusedConnectionTimeout UseDNS UseLogin UsePAM
  UsePrivilegeSeparation VerifyReverseMapping VersionAddendum X11DisplayOffset X11Forwarding X11MaxDisplays
  X11UseLocalhost XAuthLocation
`
  .trim()
  .split(/\s+/);
