import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPolicy, resolveVersion } from "cpanel-ports";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "../../../../site/explorer/views/firewall/code-of.ts";
import { commandOf, configCommandOf } from "../../../../site/explorer/views/firewall/command-of.ts";
import { configName } from "../../../../site/explorer/views/firewall/config-name.ts";
import { configOf } from "../../../../site/explorer/views/firewall/config-of.ts";
import { formatOf, formats } from "../../../../site/explorer/views/firewall/formats.ts";
import { optionsOf } from "../../../../site/explorer/views/firewall/options-of.ts";
import type { Settings } from "../../../../site/explorer/views/firewall/settings.ts";
import { renderFirewall } from "../../../../site/worker/tasks/render-firewall.ts";
import { examples } from "./examples.ts";

const root = join(import.meta.dirname, "../../../..");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cpanel-ports-builder-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules/cpanel-ports"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command line unchanged, with the built command instead of the published one. */
function run(command: string): void {
  const own = command.replaceAll("npx cpanel-ports", `node ${join(root, "dist/cli.cjs")}`);
  execFileSync("sh", ["-ec", own], { cwd: folder, stdio: ["ignore", "ignore", "ignore"] });
}

function made(settings: Settings) {
  const { files } = formatOf(settings.format);
  const outputs = files.map(({ output }) => output);
  const options = optionsOf(settings);
  const { release: version } = settings;
  return { version, options, files, result: renderFirewall({ version, options, outputs }) };
}

function expectFiles({ files, result }: ReturnType<typeof made>): void {
  for (const { output, name } of files) {
    const text = result.files.find((each) => each.output === output)?.text;
    expect(readFileSync(join(folder, name), "utf8")).toBe(text);
    rmSync(join(folder, name));
  }
}

const all = Object.entries(examples);

test.each(all)("writes the same bytes with the command line: %s", (_, settings) => {
  const { version, options, files, result } = made(settings);
  writeFileSync(join(folder, configName), configOf(options));
  run(files.map((file) => commandOf(version, options, file)).join("\n"));
  expectFiles({ version, options, files, result });
});

test.each(all)("writes the same bytes with the configuration file: %s", (_, settings) => {
  const { version, options, files, result } = made(settings);
  writeFileSync(join(folder, configName), configOf(options));
  run(files.map((file) => configCommandOf(version, file)).join("\n"));
  expectFiles({ version, options, files, result });
});

test.each(all)("writes the same bytes with the program: %s", (_, settings) => {
  const { version, options, files, result } = made(settings);
  writeFileSync(join(folder, "firewall.mjs"), codeOf(version, options, files));
  execFileSync("node", ["firewall.mjs"], { cwd: folder });
  expectFiles({ version, options, files, result });
});

test.each(formats.map(({ id }) => id))("writes every file of %s as the command does", (format) => {
  const settings: Settings = {
    ...(examples["who may connect"] as Settings),
    format,
    preferTls: true,
    outbound: "needed",
  };
  const { version, options, files, result } = made(settings);
  run(files.map((file) => commandOf(version, options, file)).join("\n"));
  expectFiles({ version, options, files, result });
});

test("uses a command line if it can express everything", () => {
  const { version, options, files } = made(examples["only some services"] as Settings);
  expect(files.map((file) => commandOf(version, options, file))[0]).toBe(
    "npx cpanel-ports render iptables 126 --service ssh,whm,dns,2083,993 --replace 2087=3087 --replace ssh=2222,ssh=2223 --output cpanel-ports.v4",
  );
});

test("creates the same policy from the configuration file as from the options", () => {
  const { version, options } = made(examples["who may connect"] as Settings);
  expect(createPolicy(resolveVersion(version), JSON.parse(configOf(options)))).toEqual(
    createPolicy(resolveVersion(version), options),
  );
});
