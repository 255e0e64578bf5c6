import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../..");
const place = /^(<!-- codes: (\S+) (\w+) -->\n)[\s\S]*?^(<!-- end of codes -->)$/gm;

/** Fills the code tables of a document from the docstrings of the types that they name. */
export function writeCodeTables(document: string): string {
  return document.replace(
    place,
    (_, begin, file, type, end) => `${begin}\n${tableOf(codesOf(file, type))}\n${end}`,
  );
}

/** Returns the list items of a type's docstring: codes, their meaning, and what to do. */
function codesOf(file: string, type: string): readonly (readonly string[])[] {
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
  return text
    .split(/^- /m)
    .slice(1)
    .map((item) => {
      const line = item.trim().replace(/\s+/g, " ");
      const [, codes, meaning, advice = ""] = /^(`.*?`): (.*?)(?:\. (.*))?$/.exec(line) ?? [];
      if (codes === undefined || meaning === undefined) {
        throw new Error(`${file}: ${type}: expected a code in backticks and its meaning: ${line}`);
      }
      return [codes, meaning, advice];
    });
}

function tableOf(codes: readonly (readonly string[])[]): string {
  const hasAdvice = codes.some(([, , advice]) => advice !== "");
  const titles = ["Code", "Meaning", ...(hasAdvice ? ["What to do"] : [])];
  const rows = [titles, titles.map(() => "---"), ...codes];
  return rows.map((row) => `| ${row.slice(0, titles.length).join(" | ")} |\n`).join("");
}
