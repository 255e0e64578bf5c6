import type { GuideBlock, GuideInline, GuideStep } from "../../site/explorer/guide-steps.ts";

/** Reads the steps of a guide of a firewall: its numbered sections, and those that say how to get back. */
export function readGuideSteps(guide: string, markdown: string): readonly GuideStep[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const [heading = "", ...lines] = section.split("\n");
      const isStep = /^\d+\. /.test(heading) || ways.includes(heading);
      return isStep ? [{ title: heading, blocks: blocksOf(guide, lines.join("\n").trim()) }] : [];
    });
}

/** The sections without a number that belong to loading a firewall. */
const ways: readonly string[] = ["If they do not work", "Get back in"];

/** Splits Markdown that consists of paragraphs and blocks of code. */
function blocksOf(guide: string, markdown: string): readonly GuideBlock[] {
  const [first = "", ...parts] = markdown.split(/^```(\w+)\n([\s\S]*?)\n```$/m);
  const blocks: GuideBlock[] = [...paragraphsOf(guide, first)];
  for (let at = 0; at < parts.length; at += 3) {
    const [language = "", text = "", after = ""] = parts.slice(at);
    blocks.push({ kind: "code", language, text }, ...paragraphsOf(guide, after));
  }
  return blocks;
}

function paragraphsOf(guide: string, markdown: string): readonly GuideBlock[] {
  return markdown
    .trim()
    .split(/\n\n+/)
    .filter((each) => each !== "")
    .map((each) => ({ kind: "text", parts: partsOf(guide, each.replaceAll("\n", " ")) }));
}

function partsOf(guide: string, text: string): readonly GuideInline[] {
  return [...text.matchAll(/`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)|([^`[]+)/g)].map(
    ([, code, label, target, plain]): GuideInline => {
      if (code !== undefined) {
        return { kind: "code", text: code };
      }
      return label === undefined
        ? { kind: "plain", text: plain ?? "" }
        : { kind: "link", text: label, target: addressOf(guide, target ?? "") };
    },
  );
}

function addressOf(guide: string, target: string): string {
  return target.startsWith("#")
    ? `guides/${guide}.html${target}`
    : target.replace(/^([\w-]+)\.md/, "guides/$1.html");
}
