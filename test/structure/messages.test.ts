import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const src = join(import.meta.dirname, "../../src");

/** Returns the string literals of a file. */
function textsOf(file: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    ) {
      texts.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(src, file), "utf8"), ts.ScriptTarget.Latest));
  return texts;
}

test("mentions the command line in no message of the library", () => {
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.startsWith("cli/") && !name.includes(".generated."),
  );
  const ofCommand =
    /command line|for the command\b|cpanel-ports [a-z]+ --|--(?:newer|strict|format|service|omit)\b/;
  const found = files.flatMap((file) =>
    textsOf(file)
      .filter((text) => ofCommand.test(text))
      .map((text) => `${file}: ${text}`),
  );
  expect(found).toEqual([]);
  expect(files.length).toBeGreaterThan(100);
});
