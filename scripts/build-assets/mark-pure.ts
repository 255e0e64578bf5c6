import ts from "typescript";

/**
 * Lets bundlers drop unused constants of a module. Constants of this package have no side effects, but a
 * bundler cannot detect that for computed values.
 *
 * @param code - a module in JavaScript
 * @returns the module, with the computed value of each constant marked as pure
 */
export function markPure(code: string): string {
  const module = ts.createSourceFile("module.js", code, ts.ScriptTarget.ES2022);
  const values = module.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .flatMap(({ initializer }) => (initializer && isComputed(initializer) ? [initializer] : []));
  let marked = "";
  let end = 0;
  for (const value of values) {
    marked += `${code.slice(end, value.getStart(module))}/* @__PURE__ */ (() => (${value.getText(module)}))()`;
    end = value.end;
  }
  return marked + code.slice(end);
}

function isComputed(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    // The operator can throw for bigints.
    ts.isBinaryExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isSpreadElement(node) ||
    ts.isTaggedTemplateExpression(node) ||
    // An interpolated value may be an object with a conversion that has side effects.
    ts.isTemplateExpression(node) ||
    ts.isComputedPropertyName(node) ||
    (ts.isFunctionLike(node)
      ? node.name !== undefined && isComputed(node.name)
      : (ts.forEachChild(node, isComputed) ?? false))
  );
}
