/** The purpose of a color. A page that embeds the picture can set the color with `--cpanel-ports-<name>`. */
export type Color =
  | "background"
  | "change"
  | "doubt"
  | "inbound"
  | "loopback"
  | "muted"
  | "outbound"
  | "surface"
  | "text";

/** The colors of a picture; `auto` follows the preference of the reader's system. */
export type SvgTheme = "auto" | "dark" | "light";

/** The colors; text has a contrast of at least 4.5:1. */
export const colors: Readonly<Record<"dark" | "light", Readonly<Record<Color, string>>>> = {
  light: {
    background: "#ffffff",
    text: "#1f2328",
    muted: "#59636e",
    surface: "#f1f4f7",
    inbound: "#0969da",
    outbound: "#bc4c00",
    loopback: "#8250df",
    doubt: "#7d4e00",
    change: "#cf222e",
  },
  dark: {
    background: "#0d1117",
    text: "#e6edf3",
    muted: "#9198a1",
    surface: "#1a212a",
    inbound: "#58a6ff",
    outbound: "#f0883e",
    loopback: "#bc8cff",
    doubt: "#d29922",
    change: "#ff7b72",
  },
};
