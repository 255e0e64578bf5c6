import { xmlText } from "../formats/escape/xml-text.ts";
import { brushFor } from "./brush.ts";
import { element } from "./element.ts";
import type { SvgTheme } from "./palette.ts";
import type { Picture } from "./picture.ts";
import { styleOf } from "./style-of.ts";
import { textSize } from "./text-columns.ts";

/** System fonts only, so that no font is fetched. */
const fonts =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif";

/** Writes a picture as a self-contained document that a page can embed. */
export function svgDocument(
  { width, height, title, description, parts }: Picture,
  theme: SvgTheme,
  idPrefix: string,
): string {
  const ids = { title: `${idPrefix}-title`, description: `${idPrefix}-desc` };
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-labelledby": `${ids.title} ${ids.description}`,
    class: `cpanel-ports-svg-${theme}`,
    fill: "currentColor",
    "font-family": fonts,
    "font-size": textSize,
  };
  const lines = [
    "",
    element("title", { id: ids.title }, [xmlText(title)]),
    element("desc", { id: ids.description }, [xmlText(description)]),
    element("style", {}, [styleOf(theme)]),
    brushFor(theme).box({ x: 0, y: 0, width, height, fill: "background" }),
    ...parts,
    "",
  ];
  return `${element("svg", attributes, [lines.join("\n")])}\n`;
}
