const failure = `
const missing = ["ERR_MODULE_NOT_FOUND", "ERR_PACKAGE_PATH_NOT_EXPORTED", "MODULE_NOT_FOUND"];
const explained = (error) =>
  missing.includes(error.code)
    ? new Error("cpanel-ports/schema needs zod 3.25.1 or later: npm install zod@latest", { cause: error })
    : error;
`;

/**
 * Returns the modules that Node.js loads as `./schema`, by file name. They load the schemas, and name the
 * required version of zod if it is missing or too old. Bundlers load the schemas directly.
 *
 * @param names - the exports of `./schema`
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
