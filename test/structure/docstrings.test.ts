import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const entries = [
  "src/index.ts",
  "src/render/index.ts",
  "src/parse/index.ts",
  "src/schema/index.ts",
];
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config,
  ts.sys,
  root,
);
const program = ts.createProgram(
  entries.map((path) => join(root, path)),
  options,
);
const checker = program.getTypeChecker();
const exported = entries.flatMap((path) => {
  const file = program.getSourceFile(join(root, path));
  const module = file && checker.getSymbolAtLocation(file);
  return (module ? checker.getExportsOfModule(module) : []).map((symbol) => ({
    name: symbol.name,
    symbol: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  }));
});
const functions = exported.filter(({ symbol }) => symbol.flags & ts.SymbolFlags.Function);

const summaryOf = (symbol: ts.Symbol) =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker));

test("the summary of every public function begins with a verb", () => {
  const without = functions.filter(({ symbol }) => !/^[A-Z][a-z]+s /.test(summaryOf(symbol)));
  expect(without.map(({ name, symbol }) => `${name}: ${summaryOf(symbol)}`)).toEqual([]);
  expect(functions.length).toBeGreaterThan(60);
});

test("every parameter of a public function is described", () => {
  const without = functions.flatMap(({ name, symbol }) => {
    const described = new Set(
      symbol
        .getJsDocTags(checker)
        .filter((tag) => tag.name === "param" && (tag.text?.length ?? 0) > 2)
        .map((tag) => tag.text?.[0]?.text),
    );
    const declarations = (symbol.declarations ?? []).filter(ts.isFunctionDeclaration);
    const overloads = declarations.filter((each) => each.body === undefined);
    return (overloads.length > 0 ? overloads : declarations)
      .flatMap(({ parameters }) => parameters.map((each) => each.name.getText()))
      .filter((parameter) => !parameter.startsWith("{") && !described.has(parameter))
      .map((parameter) => `${name}(${parameter})`);
  });
  expect([...new Set(without)]).toEqual([]);
});

test("every public name has a docstring", () => {
  const without = exported.filter(({ symbol }) => summaryOf(symbol) === "");
  expect(without.map(({ name }) => name)).toEqual([]);
});
