import type { Target } from "./target.ts";

/** The page of what the package was tried on. */
export function everywherePage(targets: readonly Target[]): string {
  const rows = targets.map(({ title, version, steps }) => {
    const parts = steps.map(({ what, checks }) => `${what} (${checks})`);
    return `| ${title} | ${version} | ${parts.join(", ")} |`;
  });
  return `---
title: "Where it runs"
---

<!-- Written by npm run everywhere, if all of this passed. -->

# Where it runs

The package was packed, installed and tried on each of these, with nothing but the defaults of each. In parentheses is the
number of checks that passed. In runtimes and bundles, a check asks the package and compares with an answer that was worked out
by hand; the modules are those of the main entry, \`./parse\`, \`./render\`, \`./schema\` and the JSON. For compilers, it is a file
that uses the package.

| Where | Version | How |
| --- | --- | --- |
${rows.join("\n")}
`;
}
