import * as z from "zod/v4";
import type { Page } from "../../src/schema/page.ts";
import { PageError } from "../import-page/page-error.ts";
import { parsePage } from "../import-page/parse-page.ts";
import { documentation, firewallPages } from "../import-page/read-header.ts";
import { readPage } from "../import-page/read-page.ts";
import { readVersions } from "../import-page/read-versions.ts";
import { fetchPage } from "./fetch-page.ts";
import type { Reading } from "./reading.ts";
import type { UpstreamReport } from "./report.ts";
import { reportOnPages } from "./report-on-pages.ts";

/** Where to look, and for how long. */
export interface UpstreamOptions {
  /** Stands in for the host of the documentation. */
  readonly base: string;
  /** The longest time for a page, in milliseconds. */
  readonly timeout: number;
}

/**
 * Fetches the pages that are stored, and those in their lists of versions, and says what is new as the
 * importer reads it.
 *
 * @param stored - the pages as they are known, in the order of their releases
 * @returns the report, and the pages that are new or changed
 */
export async function checkUpstream(
  stored: readonly Page[],
  { base, timeout }: UpstreamOptions,
): Promise<{ readonly report: UpstreamReport; readonly pages: readonly Page[] }> {
  const expected = new Map(stored.map(({ url, page }) => [url, page]));
  const readings: Reading[] = [];
  // A page that is read adds the addresses in its list of versions, which are then visited, too.
  for (const [address, page] of expected) {
    const reading = await readAddress(address, page, base, timeout);
    readings.push(reading);
    for (const listed of "versions" in reading ? reading.versions : []) {
      if (listed.address.startsWith(firewallPages) && !expected.has(listed.address)) {
        expected.set(listed.address, listed.version);
      }
    }
  }
  return reportOnPages(base, stored, readings);
}

async function readAddress(
  address: string,
  page: number,
  base: string,
  timeout: number,
): Promise<Reading> {
  const url = new URL(address.slice(documentation.length), base).href;
  const answer = await fetchPage(url, timeout);
  if (answer.kind !== "content") {
    const { kind: outcome, ...rest } = answer;
    return { page, address, outcome, ...rest } as Reading;
  }
  try {
    const file = `${page}.html`;
    return {
      page: readPage(file, answer.bytes),
      versions: readVersions(parsePage(file, answer.bytes)),
    };
  } catch (error) {
    if (error instanceof PageError || error instanceof z.ZodError) {
      return { page, address, outcome: "unknown", reason: error.message };
    }
    throw error;
  }
}
