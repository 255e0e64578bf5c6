import type { Page } from "../../../src/schema/page.ts";
import type { Rule } from "../rule.ts";

export const needsAgreeWithThePages: Rule = {
  says: "a server need based on the table is ticked on every page, its note exists, and no page lists an internal port",
  check: ({ files: { needs, pages } }) => [
    ...needs.serverNeeds.flatMap(({ id, traffic, basis }) =>
      basis.flatMap(({ kind }) =>
        kind !== "table" && kind !== "note"
          ? []
          : pages.flatMap((page) =>
              traffic
                .filter((part) => "port" in part && !bearsOut(page, kind, part))
                .map((part) => {
                  const where = "port" in part ? `${part.protocol} ${part.port}` : "";
                  return `needs.json: ${id}: the ${kind} of page ${page.page} does not support ${part.direction} ${where}`;
                }),
            ),
      ),
    ),
    ...needs.internalPorts.flatMap(({ id, port }) =>
      pages
        .filter((page) => page.ports.some((row) => row.port === port))
        .map(({ page }) => `needs.json: ${id}: page ${page} lists port ${port}`),
    ),
  ],
};

interface Traffic {
  readonly direction: "inbound" | "outbound";
  readonly protocol: string;
  readonly port?: number;
}

function bearsOut(page: Page, kind: "note" | "table", part: Traffic): boolean {
  const row = page.ports.find((each) => each.port === part.port);
  return kind === "note"
    ? row?.noteSha256 != null
    : row?.[part.direction] === true && row[part.protocol as "tcp" | "udp"];
}
