import { pagesFolder } from "./pages.ts";

/** Says what the unit tests need. */
export default function needs(): void {
  console.log(
    `Unit tests need nothing but Node.js. ${
      pagesFolder
        ? `They compare with the page snapshots in ${pagesFolder}.`
        : "CPANEL_PORTS_PAGES names no folder of page snapshots: tests that compare with them are skipped."
    }`,
  );
}
