import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../..");
const place = /^(<!-- codes: (\S+) (\w+) -->\n)[\s\S]*?^(<!-- end of codes -->)$/gm;

/** Fills the tables of codes in a document from the docstrings of the types that have them. */
export function writeCodeTables(document: string): string {
  return document.replace(place, (_, begin, file, type, end) => {
    const rows = codesOf(file, type).map((cells) => `| ${cells.join(" | ")} |\n`);
    const table = ["| Code | Meaning |\n", "| --- | --- |\n", ...rows].join("");
    return `${begin}${table}${end}`;
  });
}

/** Returns the list items of a type's docstring: one code or several, and what they mean. */
function codesOf(file: string, type: string) {
  const path = join(root, file);
  const source = ts.createSourceFile(
    path,
    readFileSync(path, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const declared = source.statements.find(
    (each) =>
      (ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each)) &&
      each.name.text === type,
  );
  const docstring = declared && ts.getJSDocCommentsAndTags(declared)[0];
  const text = (docstring && ts.getTextOfJSDocComment(docstring.comment)) ?? "";
  const items = text.split(/^- /m).slice(1);
  if (items.length === 0) {
    throw new Error(`${file}: the docstring of ${type} lists no codes`);
  }
  return items.map((item) => {
    const [, codes = "", meaning = ""] =
      /^((?:`[\w-]+`(?:, )?)+): ([\s\S]+)$/.exec(item.trim()) ?? [];
    return [codes, meaning.replace(/\s+/g, " ")];
  });
}
