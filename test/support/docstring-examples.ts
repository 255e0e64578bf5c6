import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const src = join(import.meta.dirname, "../../src");

/** The code of an `@example`. */
interface DocstringExample {
  /** The file and the name that it documents: `query/get-port.ts getPort`. */
  readonly name: string;
  readonly code: string;
}

/** Returns the examples in the docstrings of all source files. */
export function docstringExamples(): readonly DocstringExample[] {
  return readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap(examplesOf);
}

function examplesOf(file: string): readonly DocstringExample[] {
  const found: DocstringExample[] = [];
  const visit = (node: ts.Node): void => {
    for (const tag of ts.getJSDocTags(node)) {
      const code = /```ts\n([\s\S]*?)```/.exec(ts.getTextOfJSDocComment(tag.comment) ?? "")?.[1];
      if (tag.tagName.text === "example" && code !== undefined && tag.parent.parent === node) {
        found.push({ name: `${file} ${nameOf(node)}`, code });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(
    ts.createSourceFile(file, readFileSync(join(src, file), "utf8"), ts.ScriptTarget.Latest, true),
  );
  return found;
}

function nameOf(node: ts.Node): string {
  const named = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : node;
  return named && "name" in named ? (named.name as ts.Identifier).text : "";
}
