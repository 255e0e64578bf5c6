import { describe, expect, test } from "vitest";
import { listPorts, releases, resolveVersion } from "../../../src/index.ts";
import { renderSvg } from "../../../src/render/index.ts";
import { type SvgElement, svgElements } from "../../support/svg-elements.ts";

const textsOf = (svg: string) =>
  svgElements(svg)
    .filter(({ name }) => name === "text")
    .map(({ text }) => text);

const descriptionOf = (svg: string) =>
  svgElements(svg).find(({ name }) => name === "desc")?.text as string;

const isOf = (color: string) => (each: SvgElement) =>
  each.attributes.class === `cpanel-ports-${color}` && each.name === "path";

/** Counts the symbols of a color in the cells, without the legend. */
const signsOf = (svg: string, color: string) =>
  svgElements(svg)
    .filter(isOf(color))
    .reduce((sum, { attributes }) => sum + (attributes.d?.split("M").length ?? 1) - 1, 0) -
  (color === "inbound" || color === "outbound" ? 2 : 1);

test("has one row per port, in ascending order, and one column per release", () => {
  const texts = textsOf(renderSvg([118, 126], { width: 380 }));
  expect(texts.slice(1, 3)).toEqual(["118", "126"]);
  const ports = texts.slice(3).filter((text) => /^\d+$/.test(text));
  expect(ports.map(Number)).toEqual(listPorts(118).map(({ port }) => port));
  expect(texts[texts.indexOf("22") + 1]).toBe("SSH");
});

test("draws a symbol for the directions of each port", () => {
  const svg = renderSvg([126]);
  const entries = listPorts(126);
  const count = (holds: (entry: (typeof entries)[number]) => boolean) =>
    entries.filter(holds).length;
  expect(signsOf(svg, "inbound")).toBe(count(({ documented }) => documented.inbound));
  expect(signsOf(svg, "outbound")).toBe(count(({ documented }) => documented.outbound));
  expect(signsOf(svg, "loopback")).toBe(count(({ scope }) => scope === "loopback"));
  expect(signsOf(svg, "change")).toBe(0);
});

test("draws both directions with another shape than one direction", () => {
  const shapes = (port: number) =>
    svgElements(renderSvg([126], { filter: { port } }))
      .filter(({ name, attributes }) => name === "path" && attributes.d?.includes("z"))
      .slice(0, 2)
      .map(({ attributes }) => attributes.d?.replace(/^M\S+ /, ""));
  const [ssh] = shapes(22);
  const [cpan] = shapes(1);
  const [into, out] = shapes(25);
  expect(ssh?.endsWith("h6l-3 5z")).toBe(true);
  expect(cpan?.endsWith("h6l-3 -5z")).toBe(true);
  const height = (shape: string | undefined) => Number.parseFloat(shape ?? "");
  expect(height(into)).toBe(height(ssh) + 3.5);
  expect(height(out)).toBe(height(cpan) - 3.5);
});

test("marks added and removed ports", () => {
  const marks = (svg: string) => signsOf(svg, "change");
  expect(marks(renderSvg(releases))).toBe(2);
  expect(marks(renderSvg([126, 118]))).toBe(2);
  expect(marks(renderSvg([118, 126, 118]))).toBe(4);
  expect(marks(renderSvg([126, 126]))).toBe(0);
  expect(descriptionOf(renderSvg([126, 118]))).toContain(
    "Changes: 2091 (Exchange ActiveSync (EAS) SSL/TLS) added in 118 and 2195 (Apple Push Notification service (APNs)) added in 118.",
  );
  expect(descriptionOf(renderSvg(releases))).toMatch(
    /2091 \(.*\) removed in 120 and 2195 \(.*\) removed in 126\.$/,
  );
});

describe("changed", () => {
  test("draws only ports that change", () => {
    const svg = renderSvg([118, 126], { changed: true });
    expect(textsOf(svg).filter((text) => /^\d{4}$/.test(text))).toEqual(["2091", "2195"]);
    expect(textsOf(svg)).toContain("Exchange ActiveSync (EAS) SSL/TLS");
    expect(descriptionOf(svg)).toMatch(/^2 ports in 2 releases: 118, 126\. Ports: 2091, 2195\. /);
  });

  test("draws a remark instead of rows if nothing changes", () => {
    const svg = renderSvg([124, 124], { changed: true });
    expect(textsOf(svg)).toContain("No port changes.");
    expect(descriptionOf(svg)).toBe("0 ports in 2 releases: 124, 124. No changes.");
  });
});

test("draws only the ports that match a filter", () => {
  const svg = renderSvg([126], { filter: { service: "imap" } });
  expect(descriptionOf(svg)).toBe("2 ports in 1 release: 126. Ports: 143, 993. No changes.");
  expect(textsOf(svg)[0]).toBe("Ports of cPanel & WHM 126");
  expect(textsOf(renderSvg([126], { filter: { port: 8443 } }))).toContain(
    "None of these ports is documented.",
  );
  expect(() => renderSvg([126], { filter: { service: "imapp" } })).toThrow("imapp");
});

test("remarks on versions that another page answers for", () => {
  const svg = renderSvg([124, resolveVersion("130"), resolveVersion("11.138.0.5")]);
  expect(textsOf(svg).slice(1, 4)).toEqual(["124", "130*", "138*"]);
  expect(textsOf(svg).join(" ")).toContain(
    "* 130 answered from page 126, which applies to it; * 138 assumed from page 126, which may have changed since",
  );
  expect(descriptionOf(svg)).toContain(
    "130 answered from page 126, which applies to it. 138 assumed from page 126, which may have changed since.",
  );
});

test("draws blocks next to each other if the width allows it", () => {
  const heads = (width: number) =>
    textsOf(renderSvg([126], { width })).filter((text) => text === "126").length;
  expect([320, 500, 830].map(heads)).toEqual([1, 2, 3]);
  const few = renderSvg([126], { width: 830, filter: { category: "mail" } });
  expect(textsOf(few).filter((text) => text === "126")).toHaveLength(1);
});

test("cuts a long service name, and keeps the whole name as a tooltip", () => {
  const svg = renderSvg(releases, { width: 400 });
  const texts = textsOf(svg);
  expect(texts.find((text) => text.startsWith("Apple Push"))).toMatch(/…$/);
  expect(svg).toContain("<title>Apple Push Notification service (APNs)</title>");
});
