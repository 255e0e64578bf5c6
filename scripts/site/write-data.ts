import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listPorts, releases } from "cpanel-ports";

const root = join(import.meta.dirname, "../..");

/** Writes the data as JSON: each release, the releases, the services, everything, and the schemas. */
export function writeData(output: string): void {
  const data = join(output, "data");
  mkdirSync(join(data, "releases"), { recursive: true });
  mkdirSync(join(output, "schema"), { recursive: true });
  for (const { release } of releases) {
    const answer = { requested: release, release, coverage: "release", ports: listPorts(release) };
    writeFileSync(join(data, `releases/${release}.json`), `${JSON.stringify(answer, null, 2)}\n`);
  }
  for (const name of ["dataset", "releases", "services"]) {
    copyFileSync(join(root, `data/${name}.json`), join(data, `${name}.json`));
  }
  for (const name of readdirSync(join(root, "schema"))) {
    if (name !== "package.json") {
      copyFileSync(join(root, "schema", name), join(output, "schema", name));
    }
  }
}
