/** The name of the configuration file, which the guides have too. */
export const configName = "cpanel-ports.json";
