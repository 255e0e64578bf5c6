import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createPolicy,
  InvalidOptionError,
  InvalidPolicyError,
  NewerReleaseError,
  releases,
  resolveVersion,
  UnknownReleaseError,
} from "../../../src/index.ts";
import { parseCsf, parseIptables } from "../../../src/parse/index.ts";
import { renderSvg } from "../../../src/render/index.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { stockCsf } from "../../support/stock-csf.ts";
import { svgElements, svgFaults } from "../../support/svg-elements.ts";
import { thrown } from "../../support/thrown.ts";
import { doubtful, threeServices, unfiltered } from "./subjects.ts";

const pictures = {
  releases: renderSvg(releases),
  "releases, narrow": renderSvg(releases, { width: 360 }),
  "releases that changed": renderSvg([118, 126], { changed: true }),
  "later versions": renderSvg([126, resolveVersion(130), resolveVersion(138)]),
  "a policy": renderSvg(createPolicy(126)),
  "a policy of three services": renderSvg(threeServices),
  "a policy of three services, narrow": renderSvg(threeServices, { width: 360 }),
  "a stock CSF": renderSvg(parseCsf(stockCsf)),
  "an unfiltered server": renderSvg(unfiltered),
  "many sources and doubts": renderSvg(doubtful),
  "many sources and doubts, narrow": renderSvg(doubtful, { width: 400 }),
};

test("is well-formed XML", async () => {
  expect(await svgFaults(Object.values(pictures))).toEqual([]);
  expect(await svgFaults(["<svg"])).not.toEqual([]);
});

test.for([
  ["releases", pictures.releases],
  ["three-services", pictures["a policy of three services"]],
  ["three-services-narrow", pictures["a policy of three services, narrow"]],
  ["doubtful", pictures["many sources and doubts"]],
] as const)("draws %s like its golden file", async ([name, svg]) => {
  const file = join(import.meta.dirname, "../../golden/svg", `${name}.svg`);
  await expect(svg).toMatchFileSnapshot(file);
});

describe.for(Object.entries(pictures))("the picture of %s", ([, svg]) => {
  const elements = svgElements(svg);
  const [root] = elements;

  test("has no script, no style attribute and no reference", () => {
    const names = new Set(elements.map(({ name }) => name));
    expect([...names].sort()).toEqual(
      ["desc", "g", "path", "rect", "style", "svg", "text", "title"].filter((name) =>
        names.has(name),
      ),
    );
    const attributes = new Set(elements.flatMap((each) => Object.keys(each.attributes)));
    for (const name of ["style", "href", "xlink:href", "onload", "filter", "clip-path"]) {
      expect(attributes).not.toContain(name);
    }
    expect(svg.match(/https?:[^"]*/g)).toEqual(["http://www.w3.org/2000/svg"]);
    expect(svg).not.toMatch(/url\(|@import|@font-face/);
  });

  test("has a title and a description", () => {
    expect(root?.attributes).toMatchObject({
      role: "img",
      "aria-labelledby": "cpanel-ports-title cpanel-ports-desc",
    });
    const named = elements.filter(({ attributes }) => attributes.id !== undefined);
    expect(named.map(({ name, attributes }) => [name, attributes.id])).toEqual([
      ["title", "cpanel-ports-title"],
      ["desc", "cpanel-ports-desc"],
    ]);
    for (const { text } of named) {
      expect(text.trim()).not.toBe("");
    }
  });

  test("has every part within its edges", () => {
    const [, , width, height] = (root?.attributes.viewBox ?? "").split(" ").map(Number) as [
      number,
      number,
      number,
      number,
    ];
    expect([String(width), String(height)]).toEqual([
      root?.attributes.width,
      root?.attributes.height,
    ]);
    const number = (value: string | undefined) => Number(value ?? 0);
    for (const { name, attributes, shift } of elements) {
      if (name === "rect" || name === "text") {
        const left = shift.x + number(attributes.x);
        const top = shift.y + number(attributes.y);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + number(attributes.width)).toBeLessThanOrEqual(width);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top + number(attributes.height)).toBeLessThanOrEqual(height);
      }
    }
  });

  test("colors every part with an attribute and a class", () => {
    for (const { name, attributes } of elements) {
      if (["path", "rect", "text"].includes(name)) {
        expect(attributes.class).toMatch(/^cpanel-ports-[a-z]+$/);
        expect(attributes.color).toMatch(/^#[0-9a-f]{6}$/);
        expect(svg).toContain(
          `.cpanel-ports-svg-auto .${attributes.class}{color:var(--${attributes.class},${attributes.color})}`,
        );
      }
    }
  });
});

test("does not exceed the given width", () => {
  for (const width of [320, 400, 639, 640, 830, 1600]) {
    for (const svg of [
      renderSvg(releases.slice(-6), { width }),
      renderSvg(threeServices, { width }),
      renderSvg(doubtful, { width }),
    ]) {
      expect(Number(svgElements(svg)[0]?.attributes.width)).toBeLessThanOrEqual(width);
    }
  }
});

test("returns the same document for the same input", () => {
  expect(renderSvg(releases)).toBe(pictures.releases);
  expect(renderSvg([...releases], { width: 830, theme: "auto" })).toBe(pictures.releases);
  expect(renderSvg(createPolicy(126), {})).toBe(pictures["a policy"]);
});

describe("the options", () => {
  const policy = createPolicy(126, { services: "ssh" });

  test("set the title", () => {
    for (const subject of [
      renderSvg(policy, { caption: "Ours & <theirs>" }),
      renderSvg([126], { caption: "Ours & <theirs>" }),
    ]) {
      const shown = svgElements(subject).filter(({ text }) => text === "Ours & <theirs>");
      expect(shown.map(({ name }) => name)).toEqual(["title", "text"]);
    }
  });

  test("keep the ids of two pictures in a page apart", () => {
    const svg = renderSvg(policy, { idPrefix: "web1" });
    expect(svgElements(svg)[0]?.attributes["aria-labelledby"]).toBe("web1-title web1-desc");
    expect(svg).toContain('<title id="web1-title">');
    expect(svg).toContain('<desc id="web1-desc">');
    expect(svg).not.toContain('id="cpanel-ports');
  });

  test("set the colors", () => {
    const of = (theme: "auto" | "dark" | "light") => renderSvg(policy, { theme });
    expect(of("auto")).toContain("@media (prefers-color-scheme:dark)");
    expect(of("auto")).toContain('class="cpanel-ports-background" color="#ffffff"');
    expect(of("light")).toBe(
      of("auto")
        .replaceAll("svg-auto", "svg-light")
        .replace(/\n@media[^}]*(?:\}\n[^}]*)*\}\n\}/, ""),
    );
    expect(of("dark")).not.toContain("@media");
    expect(of("dark")).not.toContain("#ffffff");
    expect(of("dark")).toContain('class="cpanel-ports-background" color="#0d1117"');
    expect(of("dark")).toContain(
      ".cpanel-ports-svg-dark .cpanel-ports-inbound{color:var(--cpanel-ports-inbound,#58a6ff)}",
    );
  });

  test.for([
    ["caption", 7, "a string"],
    ["width", 319, "a whole number from 320 to 2000"],
    ["width", 2001, "a whole number from 320 to 2000"],
    ["width", 400.5, "a whole number from 320 to 2000"],
    ["width", "400", "a whole number from 320 to 2000"],
    ["theme", "drak", "one of auto, light, dark"],
    ["idPrefix", "", "a letter, then letters, digits, _ and -"],
    ["idPrefix", 'x"><script>', "a letter, then letters, digits, _ and -"],
    ["idPrefix", "x".repeat(65), "a letter, then letters, digits, _ and -"],
    ["changed", "yes", "one of true, false"],
  ] as const)("refuse %s: %o", ([field, value, expected]) => {
    const error = thrown(() => renderSvg([126], { [field]: value } as never));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({ field, input: value, expected });
  });

  test("for releases are refused for a policy", () => {
    for (const options of [{ changed: true }, { filter: { service: "ssh" } }]) {
      expect(thrown(() => renderSvg(policy, options as never))).toBeInstanceOf(InvalidOptionError);
      expect(renderSvg([118, 126], options as never)).toContain("<svg");
    }
  });
});

describe("the input", () => {
  test.for([
    ["no releases", []],
    ["a list of versions as text", ["126"]],
    ["ports", [{ port: 22 }]],
    ["a date", new Date(0)],
    ["undefined", undefined],
  ])("may not be %s", ([, input]) => {
    expect(() => renderSvg(input as never)).toThrow(
      /^input is .*; expected releases, a policy or an exposure$/,
    );
  });

  test("is refused with an unknown release", () => {
    expect(thrown(() => renderSvg([126, 100 as number]))).toBeInstanceOf(UnknownReleaseError);
    expect(thrown(() => renderSvg([126, 128 as number]))).toBeInstanceOf(NewerReleaseError);
    expect(thrown(() => renderSvg([{ release: 128 } as never]))).toBeInstanceOf(NewerReleaseError);
  });

  test("is refused if a policy is malformed", () => {
    const policy = createPolicy(126, { services: "ssh" });
    const [rule] = policy.rules;
    const broken = { ...policy, rules: [{ ...rule, sources: ["<b>"] }] };
    expect(thrown(() => renderSvg(broken as never))).toBeInstanceOf(InvalidPolicyError);
  });
});

test("escapes text of the caller", async () => {
  const policy = createPolicy(126, { services: "ssh" });
  const drawn: string[] = [];
  for (const text of fc.sample(hostileText, { numRuns: 120, seed: 9 })) {
    const rules = policy.rules.map((rule) => ({ ...rule, services: [], label: text }));
    const services = policy.rules.map((rule) => ({ ...rule, services: [text] }));
    for (const svg of [
      renderSvg([118, 126], { changed: true, caption: text }),
      renderSvg({ ...policy, title: text, rules }),
      renderSvg({ ...policy, rules: services as never }, { width: 320, caption: text }),
    ]) {
      const names = new Set(svgElements(svg).map(({ name }) => name));
      expect(
        [...names].filter(
          (name) => !["desc", "g", "path", "rect", "style", "svg", "text", "title"].includes(name),
        ),
      ).toEqual([]);
      expect(Number(svgElements(svg)[0]?.attributes.height)).toBeLessThan(600);
      drawn.push(svg);
    }
  }
  expect(await svgFaults(drawn)).toEqual([]);
});

test("limits the size of the picture of a very large firewall", () => {
  const rules = Array.from(
    { length: 4000 },
    (_, index) =>
      `-A INPUT -s 10.${index % 200}.${index % 251}.0/24 -p tcp --dport ${1 + index * 3} -j ACCEPT`,
  );
  const svg = renderSvg(
    parseIptables(
      `*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n${rules.join("\n")}\nCOMMIT\n`,
    ),
  );
  expect(svg.length).toBeLessThan(25_000);
  expect(Number(svgElements(svg)[0]?.attributes.height)).toBeLessThan(1200);
});
