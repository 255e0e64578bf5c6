import { type Color, colors, type SvgTheme } from "./palette.ts";

/** Returns the CSS rules for the colors of a picture: variables with the colors of the theme as fallbacks. */
export function styleOf(theme: SvgTheme): string {
  const rules = (shades: Readonly<Record<Color, string>>) =>
    Object.entries(shades)
      .map(
        ([name, shade]) =>
          `.cpanel-ports-svg-${theme} .cpanel-ports-${name}{color:var(--cpanel-ports-${name},${shade})}`,
      )
      .join("\n");
  return theme === "auto"
    ? `${rules(colors.light)}\n@media (prefers-color-scheme:dark){\n${rules(colors.dark)}\n}`
    : rules(colors[theme]);
}
