import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeFileBlocks } from "../../../scripts/write-docs/file-blocks.ts";

const example = "examples/embed/upgrade.ts";
const text = readFileSync(join(import.meta.dirname, "../../../docs", example), "utf8");

test("replaces the content of a block with the file that it names", () => {
  const filled = `before\n\n\`\`\`ts ${example}\n${text}\`\`\`\n\nafter\n`;
  expect(writeFileBlocks(`before\n\n\`\`\`ts ${example}\n\`\`\`\n\nafter\n`)).toBe(filled);
  expect(writeFileBlocks(`before\n\n\`\`\`ts ${example}\nold\n\`\`\`\n\nafter\n`)).toBe(filled);
});

test("does not change a block without a file name", () => {
  const block = "```ts\nlistPorts(126);\n```\n";
  expect(writeFileBlocks(block)).toBe(block);
});

test("throws if the file does not exist", () => {
  expect(() => writeFileBlocks("```ts examples/none.ts\n```\n")).toThrow("examples/none.ts");
});
