import manifest from "../../package.json" with { type: "json" };
import { checkBuild } from "../check-build.ts";
import { missingFields } from "../check-release/missing-fields.ts";
import { packRelease } from "./pack-release.ts";
import { releaseFolder } from "./release-folder.ts";

const missing = missingFields(manifest);
if (missing.length > 0) {
  console.error(missing.join("\n"));
  process.exitCode = 1;
} else {
  checkBuild();
  console.log(await packRelease(releaseFolder));
}
