import { fieldsOf, refusal } from "../../errors.ts";
import type { PortFilter } from "../../query/port-filter.ts";
import { checkName } from "../firewall/check-name.ts";
import { readFlag } from "../firewall/read-flag.ts";
import type { SvgTheme } from "./palette.ts";

/** How {@link renderSvg} draws. */
export interface SvgOptions {
  /** What the picture shows, on one line, in place of what it says by itself. */
  readonly caption?: string | undefined;
  /** The width that the picture should not exceed, in pixels, from 320 to 2000; 830 where left out. */
  readonly width?: number | undefined;
  /** Its colours: those that the reader's system prefers (`"auto"`, the default), or always the same. */
  readonly theme?: SvgTheme | undefined;
  /** What its ids begin with, so that no two pictures in a page share one; `cpanel-ports` where left out. */
  readonly idPrefix?: string | undefined;
}

/** How {@link renderSvg} draws releases. */
export interface SvgMatrixOptions extends SvgOptions {
  /** Which ports to draw, as for `listPorts`. */
  readonly filter?: PortFilter | undefined;
  /** `true` draws only ports that differ between the releases. */
  readonly changed?: boolean | undefined;
}

/** The same, with what is left out. */
export interface ReadSvgOptions {
  readonly caption: string | undefined;
  readonly width: number;
  readonly theme: SvgTheme;
  readonly idPrefix: string;
  readonly filter: PortFilter | undefined;
  readonly changed: boolean;
}

const common = { caption: true, width: true, theme: true, idPrefix: true } as const;
const ofMatrix = { ...common, filter: true, changed: true } as const;

const themes: readonly SvgTheme[] = ["auto", "light", "dark"];

/**
 * Reads the options of a picture.
 *
 * @param isMatrix - whether it is one of releases
 * @throws {@link InvalidOptionError} for an option that does not exist, or a value that it does not take
 */
export function readSvgOptions(options: SvgMatrixOptions, isMatrix: boolean): ReadSvgOptions {
  const {
    caption,
    width = 830,
    theme = "auto",
    idPrefix = "cpanel-ports",
    filter,
    changed,
  } = fieldsOf("options", options, isMatrix ? ofMatrix : common) as SvgMatrixOptions;
  if (caption !== undefined && typeof caption !== "string") {
    throw refusal("caption", caption, [], "text");
  }
  if (!Number.isInteger(width) || width < 320 || width > 2000) {
    throw refusal("width", width, [], "a whole number from 320 to 2000");
  }
  if (!themes.includes(theme)) {
    throw refusal("theme", theme, themes, `one of ${themes.join(", ")}`);
  }
  checkName(
    "idPrefix",
    idPrefix,
    /^[A-Za-z][\w-]{0,63}$/,
    "a letter, then letters, digits, _ and -",
  );
  return { caption, width, theme, idPrefix, filter, changed: readFlag("changed", changed) };
}
