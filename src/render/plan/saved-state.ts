/** The directory that holds what a plan restores unless it is confirmed; only root writes there, and a reboot empties it. */
export const savedState = "/run/cpanel-ports-rollback";
