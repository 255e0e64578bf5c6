import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readGuideSteps } from "../../scripts/site/read-guide-steps.ts";
import { formats } from "../../site/explorer/views/firewall/formats.ts";

const docs = join(import.meta.dirname, "../../docs");
const guides = formats.flatMap(({ guide }) => guide ?? []);

function stepsOf(guide: string) {
  return readGuideSteps(guide, readFileSync(join(docs, `${guide}.md`), "utf8"));
}

test.each(guides)(
  "explains in the guide to %s how to load, to confirm and to get back in",
  (guide) => {
    const steps = stepsOf(guide);
    expect(steps.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^1\. Describe/),
        expect.stringMatching(/^3\. Load/),
        "4. Confirm",
        "Get back in",
      ]),
    );
    for (const { title, blocks } of steps) {
      expect([title, blocks.some((each) => each.kind === "code")]).toEqual([title, true]);
    }
  },
);

test.each(guides)("converts all steps of %s from Markdown, without loss", (guide) => {
  const markdown = readFileSync(join(docs, `${guide}.md`), "utf8");
  for (const { title, blocks } of stepsOf(guide)) {
    const text = blocks
      .map((block) =>
        block.kind === "code" ? block.text : block.parts.map((part) => part.text).join(""),
      )
      .join(" ");
    const section = markdown.split(`## ${title}\n`)[1]?.split(/^## /m)[0] ?? "";
    const plain = section
      .replace(/^```\w*$/gm, "")
      .replace(/\[([^\]]+)\]\([^)]+\)/g, "$1")
      .replaceAll("`", "");
    expect(text.replaceAll("`", "").split(/\s+/)).toEqual(plain.trim().split(/\s+/));
  }
});

test.each(guides)("names the files of %s as its guide does", (guide) => {
  const code = stepsOf(guide).flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "code" ? [block.text] : [])),
  );
  const names = formats.find((each) => each.guide === guide)?.files.map(({ name }) => name) ?? [];
  for (const name of names.filter((each) => each !== "csf.conf.lists")) {
    expect(code.join("\n")).toContain(`/root/${name}`);
  }
});

test("points links to the pages of the guides", () => {
  const links = stepsOf("csf")
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === "text" ? block.parts : []))
    .flatMap((part) => (part.kind === "link" ? [part.target] : []));
  expect(links).toContain("guides/csf.html#undo-the-load");
  expect(links).toContain("guides/command.html#a-configuration-file");
});
