import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { wrongPhrases } from "./wrong-phrases.ts";

const root = join(import.meta.dirname, "../..");

/** Generated files, files that quote documentation, and the phrase list itself. */
const exempt =
  /^(?:docs\/(?:releases\/|everywhere\.md|performance\.md|quality\.md)|CHANGELOG\.md|data\/(?:pages\/|changes|dataset|released)|(?:scripts|test\/scripts)\/check-prose\/)|\.generated\./;

const patterns = ["*.md", "*.ts", "*.tsx", "data/*.json"];
const files = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", ...patterns],
  { cwd: root, encoding: "utf8" },
)
  .trim()
  .split("\n")
  .filter((path) => !exempt.test(path) && existsSync(join(root, path)));

for (const path of files) {
  for (const { line, phrase, instead } of wrongPhrases(
    path,
    readFileSync(join(root, path), "utf8"),
  )) {
    console.error(`${path}:${line}: "${phrase}"; better: ${instead}`);
    process.exitCode = 1;
  }
}
