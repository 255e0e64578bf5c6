import { expect, test } from "vitest";
import { writeConsoleBlocks } from "../../../scripts/write-docs/console-blocks.ts";

test("replaces only the output of commands", () => {
  const document = `Text.

\`\`\`console
$ npx cpanel-ports list 126 --port 22 --format csv
old output
$ npx cpanel-ports show 8443
\`\`\`

\`\`\`sh
npx cpanel-ports list
\`\`\`
`;
  const written = writeConsoleBlocks(document);
  expect(written).not.toContain("old output");
  expect(written).toContain("\n22,SSH,true,");
  expect(written).toContain(
    "$ npx cpanel-ports show 8443\ncpanel-ports: no release documents port 8443\n```\n",
  );
  expect(written).toContain("```sh\nnpx cpanel-ports list\n```\n");
  expect(writeConsoleBlocks(written)).toBe(written);
});

test("rejects a command of another program", () => {
  expect(() => writeConsoleBlocks("```console\n$ ls\n```\n")).toThrow(
    "expected a command that begins with $ npx cpanel-ports",
  );
});
