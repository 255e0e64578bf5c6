import type { Release } from "../../dataset/types.ts";
import { refusal } from "../../errors.ts";
import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import type { KnownRelease } from "../../query/known.ts";
import type { ReleaseOrVersion } from "../../query/resolved-version.ts";
import { shapes } from "../tables/shapes.ts";
import { accessPicture } from "./access-picture.ts";
import { brushFor } from "./brush.ts";
import { isReleaseList } from "./is-release-list.ts";
import { matrixPicture } from "./matrix-picture.ts";
import { releaseMatrix } from "./release-matrix.ts";
import { svgDocument } from "./svg-document.ts";
import { readSvgOptions, type SvgMatrixOptions, type SvgOptions } from "./svg-options.ts";

/**
 * Draws releases, a policy or an exposure as an SVG document.
 *
 * Of releases it draws which ports they document: a row for each port, a column for each release, and a bar where a
 * port is added, removed or changed. Of a policy or an exposure it draws who reaches what: remote machines that may connect on the
 * left, the server in the middle, what it may connect to on the right. What is in doubt has dashed lines.
 *
 * The document has a title and a description, no script, no style attribute and no reference to anything outside. Its
 * colours follow the system of the reader; in a page, the variables `--cpanel-ports-inbound`, `-outbound`, `-loopback`,
 * `-doubt`, `-change`, `-text`, `-muted`, `-surface` and `-background` set them.
 *
 * @param input - releases, or versions that `resolveVersion` returned, in the order of the columns; or a policy or an exposure
 * @param options - a caption, the width, the theme, what ids begin with, and which ports of releases
 * @returns the document; text in it is text, and never markup
 * @throws {@link index.InvalidOptionError} for what cannot be drawn, and for an option or a value that does not exist
 * @throws {@link index.InvalidPolicyError} for a policy or an exposure that is malformed
 * @throws {@link index.UnknownReleaseError}, {@link index.NewerReleaseError}, {@link index.DevelopmentReleaseError} or
 *   {@link index.InvalidVersionError} for a release that the dataset does not have
 *
 * @example
 * ```ts
 * import { createPolicy, releases } from "cpanel-ports";
 * import { renderSvg } from "cpanel-ports/render";
 *
 * const matrix = renderSvg([118, 126], { changed: true });
 * matrix.match(/<title id="cpanel-ports-title">.*<\/title>/)?.[0]; // => "<title id=\"cpanel-ports-title\">Ports of cPanel &amp; WHM, 118 to 126</title>"
 * renderSvg(releases, { filter: { service: "imap" }, width: 400 }).includes("2 ports in 13 releases"); // => true
 * renderSvg(createPolicy(126, { services: "ssh" }), { theme: "dark" }).includes("Everybody: FTP"); // => false
 * ```
 */
export function renderSvg<R extends Release | ReleaseOrVersion>(
  input: readonly KnownRelease<R>[],
  options?: SvgMatrixOptions,
): string;
export function renderSvg(input: PolicyOrExposure, options?: SvgOptions): string;
export function renderSvg(
  input: PolicyOrExposure | readonly (Release | ReleaseOrVersion)[],
  given: SvgMatrixOptions = {},
): string {
  if (isReleaseList(input)) {
    const options = readSvgOptions(given, true);
    const picture = matrixPicture(releaseMatrix(input, options), options, brushFor(options.theme));
    return svgDocument(picture, options.theme, options.idPrefix);
  }
  if (!shapes().policy(input)) {
    throw refusal("input", input, [], "releases, a policy or an exposure");
  }
  checkPolicy(input);
  const options = readSvgOptions(given, false);
  const picture = accessPicture(input, options, brushFor(options.theme));
  return svgDocument(picture, options.theme, options.idPrefix);
}
