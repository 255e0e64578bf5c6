/** The name of the configuration file, as in the guides. */
export const configName = "cpanel-ports.json";
