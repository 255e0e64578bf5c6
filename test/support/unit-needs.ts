import { pagesFolder } from "./pages.ts";

/** Prints the requirements of the unit tests. */
export default function needs(): void {
  console.log(
    `Unit tests need only Node.js. ${
      pagesFolder
        ? `They compare with the page snapshots in ${pagesFolder}.`
        : "CPANEL_PORTS_PAGES is not a folder of page snapshots: tests that compare with them are skipped."
    }`,
  );
}
