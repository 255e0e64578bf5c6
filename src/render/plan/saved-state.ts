/** The directory with the state that a plan restores unless you confirm it. Only root can write there, and a reboot empties it. */
export const savedState = "/run/cpanel-ports-rollback";
