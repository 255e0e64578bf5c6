import { serverNeeds } from "cpanel-ports";

/** The ports that every server needs, which can be omitted; every policy accepts ICMP. */
export const omissibleNeeds = serverNeeds.filter(({ traffic }) =>
  traffic.some((each) => "port" in each),
);
