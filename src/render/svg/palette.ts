/** A colour by what it is for. A page that the picture is put into can set it, as `--cpanel-ports-<name>`. */
export type Colour =
  | "background"
  | "change"
  | "doubt"
  | "inbound"
  | "loopback"
  | "muted"
  | "outbound"
  | "surface"
  | "text";

/** Which colours a picture has: `auto` has those that a reader's system prefers. */
export type SvgTheme = "auto" | "dark" | "light";

/** The colours, with at least 4.5:1 between text and what is behind it. */
export const colours: Readonly<Record<"dark" | "light", Readonly<Record<Colour, string>>>> = {
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
