import { expect, test } from "vitest";
import { type Color, colors } from "../../../src/render/svg/palette.ts";

/** The relative luminance of a color, as WCAG 2.2 defines it. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

test("measures contrast as WCAG does", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

test.for(["light", "dark"] as const)("every color is readable in the %s theme", (theme) => {
  const { background, surface, ...others } = colors[theme];
  for (const [name, color] of Object.entries(others) as [Color, string][]) {
    expect(contrast(color, background), name).toBeGreaterThanOrEqual(4.5);
    expect(contrast(color, surface), name).toBeGreaterThanOrEqual(4.5);
  }
});
