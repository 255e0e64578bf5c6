import type { Target } from "./target.ts";

/** Returns the page about where the package was tested. */
export function everywherePage(targets: readonly Target[]): string {
  const rows = targets.map(({ title, version, steps }) => {
    const parts = steps.map(({ what, checks }) => `${what} (${checks})`);
    return `| ${title} | ${version} | ${parts.join(", ")} |`;
  });
  return `---
title: "Where it runs"
---

<!-- Written by npm run everywhere after everything passed. -->

# Where it runs

Find out whether the package runs in your runtime, bundler or compiler. It was packed, installed and tested in each of these, with
default settings. The numbers in parentheses count the checks that passed. In runtimes and bundles, a check calls the package and
compares the result with an answer worked out by hand. The modules are the main entry point, \`./parse\`, \`./render\`, \`./schema\`
and the JSON. For compilers, a check compiles a file that uses the package.

| Where | Version | How |
| --- | --- | --- |
${rows.join("\n")}
`;
}
