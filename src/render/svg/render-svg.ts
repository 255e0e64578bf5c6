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
 * Releases become a matrix of the ports that they document: one row per port, one column per release, and a bar where a
 * port is added, removed or changed. A policy or an exposure becomes a diagram: remote machines that may connect on the
 * left, the server in the middle, and what it may connect to on the right. Lines in doubt are dashed.
 *
 * The document has a title and a description. It has no script, no style attribute and no external reference. Its colors
 * follow the reader's system. A page can set them with the variables `--cpanel-ports-inbound`, `-outbound`, `-loopback`,
 * `-doubt`, `-change`, `-text`, `-muted`, `-surface` and `-background`.
 *
 * @param input - releases, or versions that `resolveVersion` returned, in the order of the columns; or a policy or an
 *   exposure
 * @param options - the caption, the width in pixels, the theme, the prefix of ids, and the ports of releases
 * @returns the document; markup in texts is escaped
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when the input cannot be drawn, or an option is not
 *   accepted
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} when a policy or an exposure is malformed
 * @throws {@link index.UnknownReleaseError | UnknownReleaseError}, {@link index.NewerReleaseError | NewerReleaseError},
 *   {@link index.DevelopmentReleaseError | DevelopmentReleaseError} or
 *   {@link index.InvalidVersionError | InvalidVersionError} when the dataset does not have a release
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
