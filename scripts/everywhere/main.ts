import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { checkBuild } from "../check-build.ts";
import { installTools } from "./install-tools.ts";
import { installWithNpm, pack } from "./pack.ts";
import { everywherePage } from "./page.ts";
import { runTarget } from "./run-target.ts";
import { targets } from "./targets.ts";

const names = process.argv.slice(2);
const unknown = names.filter((name) => !targets.some((target) => target.name.startsWith(name)));
if (unknown.length > 0) {
  const known = targets.map((target) => target.name).join(", ");
  throw new Error(`unknown target: ${unknown.join(", ")}; expected any of ${known}`);
}
const chosen = targets.filter(
  (target) => names.length === 0 || names.some((name) => target.name.startsWith(name)),
);

checkBuild();
const folder = mkdtempSync(join(tmpdir(), "cpanel-ports-everywhere-"));
try {
  const tools = await installTools();
  const tarballs = await pack(folder, tools);
  const consumer = await installWithNpm(folder, tarballs);
  const waiting = [...chosen];
  let failed = 0;
  const work = async () => {
    for (let target = waiting.shift(); target; target = waiting.shift()) {
      const { name, title, version } = target;
      const began = performance.now();
      const failure = await runTarget(target, { tools, consumer, tarballs }, folder).then(
        () => undefined,
        (error: Error) => error.message,
      );
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      failed += failure === undefined ? 0 : 1;
      console.log(
        `${failure === undefined ? "ok    " : "FAILED"} ${name}: ${title} ${version}, ${seconds} s`,
      );
      if (failure !== undefined) {
        console.log(failure.replace(/^/gm, "    "));
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  console.log(`${chosen.length} targets, ${failed} failed`);
  if (failed > 0) {
    process.exitCode = 1;
  } else if (names.length === 0) {
    writeFileSync(join(import.meta.dirname, "../../docs/everywhere.md"), everywherePage(targets));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
