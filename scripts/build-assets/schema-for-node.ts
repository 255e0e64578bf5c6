const failure = `
const missing = ["ERR_MODULE_NOT_FOUND", "ERR_PACKAGE_PATH_NOT_EXPORTED", "MODULE_NOT_FOUND"];
const explained = (error) =>
  missing.includes(error.code)
    ? new Error("cpanel-ports/schema needs zod 3.25.1 or later: npm install zod@latest", { cause: error })
    : error;
`;

/**
 * Returns what Node.js loads as `./schema`, by the name of the file: modules that load the schemas, and
 * say which zod they need where it is missing or too old. Bundlers take the schemas as they are.
 *
 * @param names - what `./schema` exports
 */
export function schemaForNode(names: readonly string[]): Readonly<Record<string, string>> {
  return {
    "schema.node.js": `${failure}
const schema = await import("./schema.js").catch((error) => {
  throw explained(error);
});

export const { ${names.join(", ")} } = schema;
`,
    "schema.node.cjs": `"use strict";
${failure}
try {
  module.exports = require("./schema.cjs");
} catch (error) {
  throw explained(error);
}
`,
  };
}
