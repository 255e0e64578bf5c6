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

/** The options of {@link checkUpstream}. */
export interface UpstreamOptions {
  /** The base URL that replaces the documentation's host. */
  readonly base: string;
  /** The timeout per page in milliseconds. */
  readonly timeout: number;
}

/**
 * Fetches the stored pages and the pages in their lists of versions, and reports changes as the importer
 * reads them.
 *
 * @param stored - the stored pages, in the order of their releases
 * @returns the report, and the new or changed pages
 */
export async function checkUpstream(
  stored: readonly Page[],
  { base, timeout }: UpstreamOptions,
): Promise<{ readonly report: UpstreamReport; readonly pages: readonly Page[] }> {
  const expected = new Map(stored.map(({ url, page }) => [url, page]));
  const readings: Reading[] = [];
  // Each page adds the addresses in its list of versions, which this loop then also visits.
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
