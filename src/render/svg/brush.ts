import { visible } from "../formats/escape/visible.ts";
import { xmlText } from "../formats/escape/xml-text.ts";
import { cutText } from "../formats/wrap-text.ts";
import { type Attributes, element } from "./element.ts";
import { type Color, colors, type SvgTheme } from "./palette.ts";
import { columnsIn } from "./text-columns.ts";

/** The position and style of text. */
export interface TextStyle {
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly color?: Color;
  readonly size?: number;
  readonly isBold?: boolean;
  readonly anchor?: "end" | "middle";
  /** The maximum width; longer text is cut. */
  readonly width?: number;
  readonly transform?: string;
}

/** The position and style of a rectangle. */
interface BoxStyle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: Color;
  readonly stroke?: Color;
  readonly dashes?: string | undefined;
  readonly radius?: number;
}

/** The style of a path: filled, or a line. */
interface PathStyle {
  readonly color: Color;
  /** The width of the line; default: the path is filled. */
  readonly line?: number;
  readonly dashes?: string | undefined;
}

/** Draws the parts of a picture. */
export interface Brush {
  readonly text: (text: string, style: TextStyle) => string;
  readonly box: (style: BoxStyle) => string;
  readonly path: (d: string, style: PathStyle) => string;
}

/**
 * Returns a brush with the colors of a theme. A part has its color twice: as an attribute, which works even if a
 * content security policy forbids styles, and as a class, which a page can override.
 */
export function brushFor(theme: SvgTheme): Brush {
  const shades = colors[theme === "dark" ? "dark" : "light"];
  const inColor = (color: Color) => ({
    class: `cpanel-ports-${color}`,
    color: shades[color],
  });
  return {
    text: (text, { x, y, color = "text", size, isBold, anchor, width, transform }) => {
      const shown = visible(text);
      const fitting = width === undefined ? shown : cutText(shown, columnsIn(width, size, isBold));
      const attributes = {
        x,
        y,
        ...inColor(color),
        "font-size": size,
        "font-weight": isBold ? "bold" : undefined,
        "text-anchor": anchor,
        transform,
      };
      const title = fitting === shown ? "" : element("title", {}, [xmlText(shown)]);
      return element("text", attributes, [title, xmlText(fitting)]);
    },
    box: ({ x, y, width, height, fill, stroke, dashes, radius = 6 }) => {
      const place = { x, y, width, height, rx: radius };
      return [
        element("rect", { ...place, ...inColor(fill) }),
        ...(stroke
          ? [element("rect", { ...place, ...inColor(stroke), ...lineOf(1, dashes) })]
          : []),
      ].join("\n");
    },
    path: (d, { color, line, dashes }) =>
      element("path", {
        d,
        ...inColor(color),
        ...(line !== undefined && lineOf(line, dashes)),
      }),
  };
}

function lineOf(width: number, dashes: string | undefined): Attributes {
  return {
    fill: "none",
    stroke: "currentColor",
    "stroke-width": width,
    "stroke-dasharray": dashes,
  };
}
