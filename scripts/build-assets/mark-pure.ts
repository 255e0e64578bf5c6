import ts from "typescript";

/**
 * Lets bundlers leave out the constants of a module that are not used: none of this package does
 * anything but have a value, and a bundler cannot see that where its value is computed.
 *
 * @param code - a module in JavaScript
 * @returns the module, with the computed value of each of its constants marked as pure
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
    // Of integers of any size, it may throw.
    ts.isBinaryExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isSpreadElement(node) ||
    ts.isTaggedTemplateExpression(node) ||
    // What it puts into the text may be an object, whose conversion may do anything.
    ts.isTemplateExpression(node) ||
    ts.isComputedPropertyName(node) ||
    (ts.isFunctionLike(node)
      ? node.name !== undefined && isComputed(node.name)
      : (ts.forEachChild(node, isComputed) ?? false))
  );
}
