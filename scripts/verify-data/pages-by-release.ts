import type { Page } from "../../src/schema/page.ts";
import type { DataFiles } from "../data-files.ts";

/** Returns the page of each release, in the order of the releases; `undefined` if the page is missing. */
export function pagesByRelease(files: DataFiles): [release: number, page: Page | undefined][] {
  return files.releases.releases.map(({ release, page }) => [
    release,
    files.pages.find((each) => each.page === page),
  ]);
}

/** Returns the releases with a page that lists a port, in order. */
export function lifeOf(files: DataFiles, port: number): number[] {
  return pagesByRelease(files).flatMap(([release, page]) =>
    page?.ports.some((row) => row.port === port) ? [release] : [],
  );
}

/** Whether a span of releases contains a release. */
export function holds(
  span: { readonly from: number; readonly through: number | "latest" },
  release: number,
): boolean {
  return span.from <= release && (span.through === "latest" || release <= span.through);
}

/** Returns the short name of an annotation of a port, for messages. */
export function nameOf(annotation: {
  readonly port: number;
  readonly kind: string;
  readonly id?: string;
}): string {
  const { port, kind, id } = annotation;
  return `annotations.json: port ${port}, ${kind}${id === undefined ? "" : ` ${id}`}`;
}
