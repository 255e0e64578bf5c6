import { join } from "node:path";
import ts from "typescript";

/** A node of a JSON Schema. */
export interface SchemaNode {
  description?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly prefixItems?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
}

/**
 * Describes every property of JSON Schemas with the docstring of its TypeScript type, so that both state
 * the same.
 *
 * @param schemas - the schemas by the name of the zod schema, as `src/schema/public.ts` exports it
 * @throws Error that lists the properties without a docstring
 */
export function describeSchemas(schemas: ReadonlyMap<string, SchemaNode>): void {
  const file = join(import.meta.dirname, "../../src/schema/public.ts");
  const program = ts.createProgram([file], {
    strict: true,
    exactOptionalPropertyTypes: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    allowImportingTsExtensions: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile);
  const missing = new Set<string>();
  for (const [name, schema] of schemas) {
    const symbol = checker.tryGetMemberInModuleExports(name, module as ts.Symbol);
    const zodType = checker.getTypeOfSymbol(symbol as ts.Symbol);
    const [documented] = checker.getTypeArguments(zodType as ts.TypeReference);
    describe(checker, schema, documented as ts.Type, name, missing);
  }
  if (missing.size > 0) {
    throw new Error(`properties without a docstring in TypeScript:\n${[...missing].join("\n")}`);
  }
}

function describe(
  checker: ts.TypeChecker,
  root: SchemaNode,
  type: ts.Type,
  name: string,
  missing: Set<string>,
): void {
  const described = new Set<SchemaNode>();
  const visit = (node: SchemaNode, of: ts.Type, path: string): void => {
    const target = node.$ref ? referenced(root, node.$ref) : node;
    if (described.has(target)) {
      return;
    }
    described.add(target);
    const properties = Object.entries(target.properties ?? {});
    const fitting = constituents(of).filter((each) =>
      properties.every(([key]) => checker.getPropertyOfType(each, key)),
    );
    for (const [key, child] of properties) {
      const property = propertyOf(checker, [...fitting, ...constituents(of)], key);
      const text = property && (textOf(checker, property) || textOfType(checker, property));
      if (text) {
        child.description = text;
      } else {
        missing.add(`${path}.${key}`);
      }
      if (property) {
        visit(child, checker.getTypeOfSymbol(property), `${path}.${key}`);
      }
    }
    for (const each of [...(target.anyOf ?? []), ...(target.oneOf ?? [])]) {
      visit(each, of, path);
    }
    const parts = constituents(of);
    const item = firstOf(
      parts.filter((each) => checker.isArrayLikeType(each)),
      (each) => checker.getIndexTypeOfType(each, ts.IndexKind.Number),
    );
    for (const each of [target.items ?? [], target.prefixItems ?? []].flat()) {
      visit(each, item ?? of, `${path}[]`);
    }
    const value = firstOf(parts, (each) => checker.getIndexTypeOfType(each, ts.IndexKind.String));
    if (typeof target.additionalProperties === "object" && value) {
      visit(target.additionalProperties, value, `${path}[…]`);
    }
  };
  visit(root, type, name);
}

function referenced(root: SchemaNode, reference: string): SchemaNode {
  const target = root.$defs?.[reference.replace("#/$defs/", "")];
  if (!target) {
    throw new Error(`unknown definition ${reference}`);
  }
  return target;
}

function constituents(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

/** Returns the property of the first type that documents it, or else of the first type. */
function propertyOf(
  checker: ts.TypeChecker,
  types: readonly ts.Type[],
  key: string,
): ts.Symbol | undefined {
  const all = types.flatMap((each) => checker.getPropertyOfType(each, key) ?? []);
  return all.find((each) => textOf(checker, each) !== "") ?? all[0];
}

/** Returns the first paragraph of a docstring, on one line and without link syntax. */
function textOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const [first = ""] = ts
    .displayPartsToString(symbol.getDocumentationComment(checker))
    .split("\n\n");
  return first.replace(/\s*\n\s*/g, " ").replace(/\{@link\s+(\S+?)\s*\}/g, "$1");
}

/** Returns the docstring of a property's type, or of the type's elements. */
function textOfType(checker: ts.TypeChecker, property: ts.Symbol): string {
  const type = checker.getTypeOfSymbol(property);
  const list = constituents(type).find((each) => checker.isArrayLikeType(each));
  const item = (list && checker.getIndexTypeOfType(list, ts.IndexKind.Number)) ?? type;
  const documented = [item, ...constituents(item)].flatMap((each) => {
    const symbol = each.aliasSymbol ?? each.symbol;
    const isOurs = symbol?.declarations?.every(
      (declaration) => !declaration.getSourceFile().fileName.includes("/node_modules/"),
    );
    return isOurs ? textOf(checker, symbol) : "";
  });
  return documented.find((each) => each !== "") ?? "";
}

function firstOf<T, U>(items: readonly T[], find: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
