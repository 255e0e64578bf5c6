import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { completeDataset } from "../complete-dataset.ts";
import { writeReleased } from "./released.ts";

writeReleased(join(import.meta.dirname, "../.."), {
  version: packageJson.version,
  dataset: completeDataset,
});
