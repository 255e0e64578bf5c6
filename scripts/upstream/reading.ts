import type { Page } from "../../src/schema/page.ts";
import type { ListedVersion } from "../import-page/read-versions.ts";
import type { PageReport } from "./report.ts";

/** The result of reading an address: a page as the importer reads it, or the reason why it could not be read. */
export type Reading =
  | { readonly page: Page; readonly versions: readonly ListedVersion[] }
  | Exclude<PageReport, { readonly outcome: "changed" | "new" | "unchanged" }>;
