import { fieldsOf, refusal } from "../../errors.ts";
import type { PortFilter } from "../../query/port-filter.ts";
import { checkName } from "../firewall/check-name.ts";
import { readFlag } from "../firewall/read-flag.ts";
import type { SvgTheme } from "./palette.ts";

/** The options of {@link renderSvg}. */
export interface SvgOptions {
  /** The title, on one line; default: generated from the input. */
  readonly caption?: string | undefined;
  /** The maximum width in pixels, from 320 to 2000; default: 830. */
  readonly width?: number | undefined;
  /** The colors: `"light"`, `"dark"`, or `"auto"` to follow the reader's system; default: `"auto"`. */
  readonly theme?: SvgTheme | undefined;
  /** The prefix of ids, to keep them unique within a page; default: `cpanel-ports`. */
  readonly idPrefix?: string | undefined;
}

/** The options of {@link renderSvg} for releases. */
export interface SvgMatrixOptions extends SvgOptions {
  /** The ports to draw, as for `listPorts`; default: all ports. */
  readonly filter?: PortFilter | undefined;
  /** `true` draws only ports that differ between the releases; default: `false`. */
  readonly changed?: boolean | undefined;
}

/** The options with defaults. */
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
 * Checks the options of a picture and adds defaults.
 *
 * @param isMatrix - whether the picture shows releases
 * @throws {@link InvalidOptionError} when an option is unknown or its value is not accepted
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
    throw refusal("caption", caption, [], "a string");
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
