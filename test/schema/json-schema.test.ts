import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { describeSchemas } from "../../scripts/build-assets/describe-schemas.ts";
import { jsonSchemas } from "../../scripts/build-assets/json-schemas.ts";
import { completeDataset } from "../../scripts/complete-dataset.ts";
import {
  auditFirewall,
  compareElsewhere,
  createPolicy,
  diffReleases,
  listElsewhere,
  listPorts,
  planAudit,
  planUpgrade,
  rankElsewhere,
  releases,
} from "../../src/index.ts";
import { parseCsf, parseListeners } from "../../src/parse/index.ts";
import { schemaVersion } from "../../src/schema/index.ts";
import { stockCsf } from "../support/stock-csf.ts";

const data = join(import.meta.dirname, "../../data");
const read = (name: string): unknown => JSON.parse(readFileSync(join(data, name), "utf8"));
const pages = readdirSync(join(data, "pages")).map((name) => `pages/${name}`);
const schemas = jsonSchemas();

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const validator = (name: string) => {
  const schema = schemas.get(name);
  return ajv.getSchema(`urn:cpanel-ports:schema:1:${name}`) ?? ajv.compile(schema ?? {});
};
const errors = (name: string, value: unknown) => {
  const validate = validator(name);
  return validate(JSON.parse(JSON.stringify(value))) ? [] : validate.errors;
};

describe("the JSON Schemas, by an independent validator", () => {
  test("gives each schema a stable $id with the schema version", () => {
    expect(schemaVersion).toBe(1);
    for (const [name, schema] of schemas) {
      expect(schema).toMatchObject({
        $schema: "https://json-schema.org/draft/2020-12/schema",
        $id: `urn:cpanel-ports:schema:1:${name}`,
      });
    }
    expect([...schemas.keys()]).toEqual([
      "annotations",
      "changes",
      "config",
      "dataset",
      "elsewhere",
      "elsewhere-comparison",
      "elsewhere-match",
      "firewall-audit",
      "firewall-plan",
      "needs",
      "operating-systems",
      "page",
      "policy",
      "port-entry",
      "redirects",
      "release-diff",
      "releases",
      "services",
    ]);
  });

  test("describes every property of each schema", () => {
    let described = 0;
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== "object" || value === null) {
        return;
      }
      for (const [key, child] of Object.entries(value)) {
        if (key === "properties") {
          for (const [name, property] of Object.entries<{ description?: string }>(child)) {
            expect(property.description, `${path}.${name}`).toMatch(/^\S.{6}/);
            expect(property.description).not.toContain("{@");
            described += 1;
          }
        }
        visit(child, `${path}.${key}`);
      }
    };
    for (const [name, schema] of schemas) {
      visit(schema, name);
    }
    expect(described).toBeGreaterThan(300);
  });

  test("refuses a property without a docstring, and names its path", () => {
    const schema = { properties: { nothing: {} } };
    expect(() => describeSchemas(new Map([["policySchema", schema]]))).toThrow(
      "policySchema.nothing",
    );
  });

  test("defines repeated parts of each schema once", () => {
    const text = JSON.stringify(schemas.get("firewall-audit"));
    expect(JSON.stringify(schemas.get("firewall-plan")).split('"documented":')).toHaveLength(2);
    expect(text.split('"decidedBy":').length).toBeLessThan(10);
  });

  test.for([
    ...pages.map((name) => ["page", name] as const),
    ["releases", "releases.json"] as const,
    ["services", "services.json"] as const,
    ["operating-systems", "operating-systems.json"] as const,
    ["annotations", "annotations.json"] as const,
    ["needs", "needs.json"] as const,
    ["elsewhere", "elsewhere.json"] as const,
  ])("validates with %s the file data/%s", ([name, file]) => {
    expect(errors(name, read(file))).toEqual([]);
  });

  test("accepts returned values as dataset, port-entry and release-diff", () => {
    const file = { $schema: "../schema/dataset.json", version: "1.2.3", ...completeDataset };
    expect(errors("dataset", file)).toEqual([]);
    for (const { release } of releases) {
      for (const entry of listPorts(release)) {
        expect(errors("port-entry", entry)).toEqual([]);
      }
      expect(errors("release-diff", diffReleases(102, release))).toEqual([]);
      expect(errors("release-diff", diffReleases(release, 126))).toEqual([]);
    }
  });

  test("accepts returned values as elsewhere-comparison", () => {
    for (const { release } of releases) {
      for (const { id } of listElsewhere()) {
        expect(errors("elsewhere-comparison", compareElsewhere(release, id))).toEqual([]);
      }
    }
  });

  test("accepts returned values as elsewhere-match", () => {
    const firewalls = [
      parseCsf(stockCsf),
      createPolicy(126),
      parseListeners("tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*"),
    ];
    for (const match of firewalls.flatMap((each) => rankElsewhere(126, each))) {
      expect(errors("elsewhere-match", match)).toEqual([]);
    }
  });

  test("accepts returned values as firewall-audit and firewall-plan, and refuses malformed ones", () => {
    const exposure = parseCsf(stockCsf);
    const audit = auditFirewall(126, exposure);
    expect(errors("firewall-audit", audit)).toEqual([]);
    expect(errors("firewall-audit", auditFirewall(110, createPolicy(126)))).toEqual([]);
    const accepting = auditFirewall(126, exposure, {
      accept: { rule: "no-dhcp", reason: "the address is set", until: "2027-01-31" },
      on: "2026-08-01",
    });
    expect(accepting.accepted).not.toEqual([]);
    expect(errors("firewall-audit", accepting)).toEqual([]);
    expect(errors("firewall-plan", planAudit(audit))).toEqual([]);
    expect(errors("firewall-plan", planUpgrade(110, 126))).toEqual([]);
    expect(errors("firewall-plan", planUpgrade(110, 126, exposure))).toEqual([]);
    expect(errors("firewall-audit", { ...audit, verdict: "fine" })).not.toEqual([]);
    expect(errors("firewall-plan", { ...planAudit(audit), changes: [{}] })).not.toEqual([]);
  });

  test("accepts and refuses the same config files as the command", () => {
    const config = {
      $schema: "node_modules/cpanel-ports/schema/config.json",
      services: "ssh",
      omit: [26, "mysql"],
      replace: { ssh: 2222, 2087: [2088, 2089] },
      add: [
        "ftp-passive",
        { ports: 8443, protocol: "tcp", label: "Panel" },
        { ports: { from: 1, through: 2 }, protocol: "udp", direction: "outbound", label: "日本語" },
      ],
      preferTls: true,
      outbound: "needed",
      os: "almalinux",
      conditions: { http3: false },
      allowFrom: { ssh: "198.51.100.0/24", whm: ["2001:db8::1", "license-callback"] },
      families: "ipv4",
      directions: ["inbound"],
      protocols: ["tcp", "udp"],
      accept: [
        { rule: "undocumented-port-open", ports: "8443/tcp", reason: "a panel" },
        { rule: "port-closed", ports: ["1-2/udp/outbound"], reason: "日本語", until: "2027-01-31" },
      ],
      interface: "eth0",
    };
    expect(errors("config", config)).toEqual([]);
    expect(errors("config", {})).toEqual([]);
    const more = { services: ["ssh", 26], omit: "dhcp", conditions: "all" };
    expect(errors("config", { ...config, ...more })).toEqual([]);
    for (const change of [
      { servces: "ssh" },
      { preferTls: "yes" },
      { families: "ipv5" },
      { replace: { ssh: 0 } },
      { conditions: { http3: "no" } },
      { conditions: "any" },
      { services: [0] },
      { outbound: "documented" },
      { add: [{ ports: 8443, protocol: "sctp", label: "Panel" }] },
      { interface: "" },
      { accept: { rule: "port-opn", reason: "a panel" } },
      { accept: { rule: "port-closed", reason: "" } },
      { accept: { rule: "port-closed", reason: "a panel", until: "soon" } },
      { accept: { rule: "port-closed", reason: "a panel", ports: 8443 } },
    ]) {
      expect(errors("config", { ...config, ...change }), JSON.stringify(change)).not.toEqual([]);
    }
  });

  test("accepts policies of createPolicy, and refuses malformed ones", () => {
    for (const { release } of releases) {
      expect(errors("policy", createPolicy(release))).toEqual([]);
    }
    const policy = createPolicy(126, {
      outbound: "needed",
      add: ["ftp-passive", { ports: 8443, protocol: "udp", label: "日本語" }],
      allowFrom: { whm: ["198.51.100.0/24", "2001:db8::1", "feature-sources"] },
    });
    expect(errors("policy", policy)).toEqual([]);
    for (const [path, value] of [
      [["rules", 0, "need"], "no need\n"],
      [["rules", 0, "need"], undefined],
      [["conditional"], undefined],
      [["conditional", 0, "ports", "from"], 0],
      [["conditional", 0, "conditions", 0, "text"], "two\nlines"],
      [["rules", 0, "ports", "from"], 0],
      [["rules", 0, "ports", "through"], 65536],
      [["rules", 0, "protocol"], "sctp"],
      [["rules", 0, "direction"], "in"],
      [["rules", 0, "sources"], []],
      [["rules", 0, "sources"], ["example.com"]],
      [["rules", 0, "label"], "two\nlines"],
      [["defaults", "inbound"], "reject"],
      [["release"], 125],
      [["warnings", 0, "code"], "other"],
      [["extra"], 1],
    ] as const) {
      const broken: unknown = structuredClone(policy);
      set(broken, path, value);
      expect(errors("policy", broken), path.join(".")).not.toEqual([]);
    }
  });

  test.for([...schemas.keys()].filter((name) => name !== "config"))("refuses {} as %s", (name) => {
    expect(errors(name, {})).not.toEqual([]);
  });

  type Path = readonly (string | number)[];
  test.for<[string, string, Path, unknown]>([
    ["page", "pages/126.json", ["ports", 0, "port"], 0],
    ["page", "pages/126.json", ["ports", 0, "port"], 65536],
    ["page", "pages/126.json", ["ports", 0, "port"], "1"],
    ["page", "pages/126.json", ["ports", 0, "tcp"], "yes"],
    ["page", "pages/126.json", ["ports", 0, "sctp"], true],
    ["page", "pages/126.json", ["ports", 0, "noteSha256"], "abc"],
    ["page", "pages/126.json", ["ports"], []],
    ["page", "pages/126.json", ["sha256"], undefined],
    ["page", "pages/126.json", ["lastModified"], "2 September 2025"],
    ["page", "pages/126.json", ["validThrough"], "newest"],
    ["page", "pages/126.json", ["url"], "http://example.com/"],
    ["page", "pages/126.json", ["featureSources"], "none"],
    ["page", "pages/126.json", ["recommendedFirewalls", 0, "firewall"], "ufw"],
    ["releases", "releases.json", ["releases", 0, "release"], 103],
    ["releases", "releases.json", ["releases", 0, "endOfLife"], null],
    ["releases", "releases.json", ["releases", 0, "longTermSupport"], null],
    ["services", "services.json", ["services", 0, "id"], "Active Sync"],
    ["services", "services.json", ["services", 0, "basis"], []],
    ["services", "services.json", ["services", 0, "category"], "other"],
    ["operating-systems", "operating-systems.json", ["operatingSystems", 0, "labels"], []],
    ["annotations", "annotations.json", ["ports", 0, "basis"], []],
    ["annotations", "annotations.json", ["ports", 0, "kind"], "hint"],
    ["annotations", "annotations.json", ["changes", 0, "text"], "two\nlines."],
    ["annotations", "annotations.json", ["licenseCallbackSenders", "networks", 0], "208.74.121.0"],
    ["needs", "needs.json", ["serverNeeds", 0, "basis"], []],
    ["elsewhere", "elsewhere.json", ["lists", 0, "source"], "cPanel"],
    ["elsewhere", "elsewhere.json", ["lists", 0, "date"], "2021-12"],
    ["elsewhere", "elsewhere.json", ["lists", 0, "ports"], []],
    ["elsewhere", "elsewhere.json", ["lists", 0, "ports", 0, "ports"], []],
    ["elsewhere", "elsewhere.json", ["lists", 0, "ports", 0, "family"], "any"],
    ["needs", "needs.json", ["serverNeeds", 0, "traffic", 0, "sourcePort"], 0],
    ["needs", "needs.json", ["serverNeeds", 0, "traffic", 0, "families"], []],
    ["needs", "needs.json", ["serverNeeds", 0, "traffic", 0, "protocol"], "icmp"],
    ["needs", "needs.json", ["serverNeeds", 1, "traffic", 1, "destinations"], ["fe80::"]],
    ["needs", "needs.json", ["serverNeeds", 3, "traffic", 0, "type"], 256],
    ["needs", "needs.json", ["internalPorts", 0, "protocols"], []],
  ])("refuses with %s the file %s with %j set to %j", ([name, file, path, value]) => {
    const broken = read(file);
    set(broken, path, value);
    expect(errors(name, broken)).not.toEqual([]);
  });

  test("refuses a malformed entry in the dataset", () => {
    for (const [path, value] of [
      [["ports", 0, "entry", "protection"], "yes"],
      [["ports", 0, "entry", "documented", "note"], "text"],
      [["ports", 0, "entry", "services"], []],
      [["ports", 0, "through"], "latest"],
    ] as const) {
      const broken: unknown = structuredClone(completeDataset);
      set(broken, path, value);
      expect(errors("dataset", broken)).not.toEqual([]);
    }
  });
});

function set(root: unknown, path: readonly (string | number)[], value: unknown): void {
  const last = path.at(-1);
  const parent = path
    .slice(0, -1)
    .reduce((each, key) => (each as Record<string | number, unknown>)[key], root);
  (parent as Record<string | number, unknown>)[last ?? ""] = value;
}
