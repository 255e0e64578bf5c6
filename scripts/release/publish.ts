import { existsSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { missingFields } from "../check-release/missing-fields.ts";
import { publishTarball } from "./publish-tarball.ts";
import { releaseFolder } from "./release-folder.ts";

const { name, version } = manifest;
const tarball = join(releaseFolder, `${name}-${version}.tgz`);
const problems = [
  ...missingFields(manifest),
  ...(existsSync(tarball) ? [] : [`${tarball}: no such file; run npm run release:pack`]),
];
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exitCode = 1;
} else {
  const id = `${name}@${version}`;
  console.log(`${id}: ${await publishTarball(tarball, id)}`);
}
