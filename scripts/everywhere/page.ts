import type { Target } from "./target.ts";

/** Returns the page with everything that the package is tested on. */
export function everywherePage(targets: readonly Target[]): string {
  const rows = targets.map(({ title, version, steps }) => {
    const parts = steps.map(({ what, checks }) => `${what} (${checks})`);
    return `| ${title} | ${version} | ${parts.join(", ")} |`;
  });
  return `---
title: "Where it runs"
---

<!-- Written by npm run everywhere, if everything passed. -->

# Where it runs

The package was packed, installed and tested on each of these with default settings. The number of passed checks is in
parentheses. In runtimes and bundles, a check compares a result of the package with an answer worked out by hand; the modules are
the main entry, \`./parse\`, \`./render\`, \`./schema\` and the JSON. For compilers, a check is a file that uses the package.

| Where | Version | How |
| --- | --- | --- |
${rows.join("\n")}
`;
}
