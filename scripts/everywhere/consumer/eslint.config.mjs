import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.EVERYWHERE_TOOLS, "any.js"));

export default [
  {
    files: ["lint.mjs"],
    languageOptions: { ecmaVersion: 2025 },
    plugins: { import: require("eslint-plugin-import") },
    rules: {
      "import/default": "error",
      "import/named": "error",
      "import/namespace": "error",
      "import/no-unresolved": "error",
    },
  },
];
