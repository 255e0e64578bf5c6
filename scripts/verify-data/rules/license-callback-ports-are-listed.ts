import type { Rule } from "../rule.ts";

export const licenseCallbackPortsAreListed: Rule = {
  says: "a license-callback port is in the port table of its page, inbound in both",
  check: ({ files }) =>
    files.pages.flatMap(({ page, ports, licenseCallback }) =>
      licenseCallback
        .filter(
          (row) => !(row.inbound && ports.some((each) => each.port === row.port && each.inbound)),
        )
        .map((row) => `pages/${page}.json: license callback on ${row.port}, not inbound in both`),
    ),
};
