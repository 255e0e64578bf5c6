import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { jsonSchemas } from "../../../scripts/build-assets/json-schemas.ts";
import { runCli } from "../../support/run-cli.ts";
import { stockCsf } from "../../support/stock-csf.ts";

const schemas = jsonSchemas();
const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);

/** Prints the JSON of a command about the file csf.conf. */
const printed = (args: readonly string[]) =>
  JSON.parse(runCli([...args, "--format", "json"], { files: { "csf.conf": stockCsf } }).stdout);

/** Selects the part of an output that the schema describes: all of it, its items, or the items of a field. */
const whole = (output: unknown) => [output];
const items = (output: unknown) => output as unknown[];
const ports = (output: { ports: unknown[] }) => output.ports;

test.for([
  [["audit", "126", "csf.conf"], "firewall-audit", whole],
  [["plan", "118", "126", "csf.conf"], "firewall-plan", whole],
  [["diff", "102", "126"], "release-diff", whole],
  [["list", "126"], "port-entry", ports],
  [["compare", "126", "csf-stock"], "elsewhere-comparison", whole],
  [["compare", "126", "csf-stock", "csf.conf"], "elsewhere-match", whole],
  [["compare", "126", "csf.conf"], "elsewhere-match", items],
] as const)("prints JSON for %j that is valid for the schema %s", ([args, name, select]) => {
  const id = `urn:cpanel-ports:schema:1:${name}`;
  const validate = ajv.getSchema(id) ?? ajv.compile(schemas.get(name) ?? {});
  const values = select(printed(args));
  expect(values.length).toBeGreaterThan(0);
  for (const value of values) {
    expect(validate(value) ? [] : validate.errors).toEqual([]);
  }
});
