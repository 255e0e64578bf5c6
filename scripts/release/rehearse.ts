import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { checkBuild } from "../check-build.ts";
import { missingFields } from "../check-release/missing-fields.ts";
import { installTools } from "../everywhere/install-tools.ts";
import { type Command, registryClients } from "../everywhere/registry-clients.ts";
import { runProgram } from "../everywhere/run-program.ts";
import { registrySettings, startRegistry } from "../everywhere/start-registry.ts";
import { packRelease } from "./pack-release.ts";
import { publishTarball } from "./publish-tarball.ts";
import { type Packument, registryProblems } from "./registry-problems.ts";

/** Placeholders for fields of `package.json` that only the owner can fill in. */
const exampleFields = {
  repository: { type: "git", url: "git+https://github.com/example/cpanel-ports.git" },
};

// Publishes to a registry on loopback the way a release does, and installs from it.
checkBuild();
const id = `${manifest.name}@${manifest.version}`;
const folder = mkdtempSync(join(tmpdir(), "cpanel-ports-rehearsal-"));
const tools = await installTools();
const registry = await startRegistry(tools, folder);
try {
  await rehearse();
} finally {
  registry.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function rehearse(): Promise<void> {
  const missing = missingFields(manifest);
  if (missing.length > 0) {
    console.log(`the owner must fill in:\n${missing.join("\n").replace(/^/gm, "  ")}`);
  }
  const tarball = await packRelease(
    join(folder, "release"),
    missing.length > 0 ? exampleFields : {},
  );
  const settings = registrySettings(folder);

  const refused = await publishTarball(tarball, id, {
    ...settings,
    NPM_CONFIG_PROVENANCE: "true",
  }).then(
    () => "",
    (error: Error) => error.message,
  );
  expectText("npm publish with provenance", refused, "provenance generation not supported");
  console.log("skipped: provenance, which npm generates only in the release workflow");

  expectText("npm publish", await publishTarball(tarball, id, settings), "published");
  expectText(
    "second npm publish",
    await publishTarball(tarball, id, settings),
    "already published",
  );
  const problems = registryProblems(
    (await (await fetch(`${registry.address}/${manifest.name}`)).json()) as Packument,
    manifest.version,
    createHash("sha512").update(readFileSync(tarball)).digest("base64"),
  );
  if (problems.length > 0) {
    throw new Error(problems.join("\n"));
  }
  console.log(`ok: published ${id} once; the second attempt was skipped`);

  for (const [name, client] of Object.entries(registryClients)) {
    const project = newProject(name);
    const run = (command: Command) => runProgram(project, command, settings);
    await run(client.add(tools, [id]));
    writeFileSync(
      join(project, "look.mjs"),
      'import { listPorts } from "cpanel-ports";\nconsole.log(listPorts(126).length, "ports");\n',
    );
    expectText(client.title, await run([...client.run(tools), "look.mjs"]), "39 ports");
    expectText(client.title, await run([...client.command(tools), "list"]), "126: 39 ports");
    console.log(`ok: installed with ${client.title}, imported, and ran the command`);
  }
  const npx: Command = ["npx", "--yes", "cpanel-ports", "list", "126", "--service", "imap"];
  expectText(
    "npx",
    await runProgram(newProject("nothing-installed"), npx, settings),
    "126: 2 ports",
  );
  console.log("ok: ran with npx without an installation");
}

/** Creates a project that uses only this registry. */
function newProject(name: string): string {
  const project = join(folder, name);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  copyFileSync(join(folder, "npmrc"), join(project, ".npmrc"));
  return project;
}

function expectText(what: string, printed: string, expected: string): void {
  if (!printed.includes(expected)) {
    throw new Error(`${what}: expected ${JSON.stringify(expected)} in the output:\n${printed}`);
  }
}
