import { serverNeeds } from "cpanel-ports";

/** What every server needs of ports, which can be left out; ICMP passes in every policy. */
export const omissibleNeeds = serverNeeds.filter(({ traffic }) =>
  traffic.some((each) => "port" in each),
);
