import type { Io } from "./io.ts";

/** The parameters of the escape sequences that begin and end each style. */
const styles = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
} as const;

type Style = keyof typeof styles;

/** Returns functions that style text. They return it unchanged unless output is a terminal that allows colors. */
export function colorsFor({
  isTerminal,
  env,
}: Io): Readonly<Record<Style, (text: string) => string>> {
  const hasColors = isTerminal && !env.NO_COLOR && env.TERM !== "dumb";
  const put = (style: Style) => (text: string) => {
    const [begin, end] = styles[style];
    return hasColors ? `\u001b[${begin}m${text}\u001b[${end}m` : text;
  };
  return {
    bold: put("bold"),
    dim: put("dim"),
    red: put("red"),
    green: put("green"),
    yellow: put("yellow"),
    blue: put("blue"),
  };
}
