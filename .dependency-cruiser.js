/**
 * The layers of `src/`, and what each of them may import beside itself. ARCHITECTURE.md says why.
 * A folder within a folder is a layer of its own if it is listed.
 */
export const layers = {
  util: [],
  "errors.ts": ["util"],
  net: ["util"],
  "packet-filter": ["util", "errors.ts", "net"],
  parse: ["util", "errors.ts", "net", "packet-filter"],
  dataset: ["util", "net"],
  query: ["util", "errors.ts", "net", "dataset"],
  policy: ["util", "errors.ts", "net", "dataset", "query"],
  "policy/create": ["util", "errors.ts", "net", "dataset", "query", "policy"],
  audit: ["util", "errors.ts", "net", "dataset", "query", "policy", "policy/create"],
  render: ["util", "errors.ts", "net", "dataset", "query", "policy", "audit"],
  schema: ["net", "dataset", "query", "policy", "audit"],
  cli: [
    ...["util", "errors.ts", "net", "dataset", "query", "policy", "policy/create", "audit"],
    ...["parse", "render"],
  ],
};

/** The path of a layer, without the layers within it. */
function pathOf(layer) {
  const inner = Object.keys(layers)
    .filter((other) => other.startsWith(`${layer}/`))
    .map((other) => `(?!${other.slice(layer.length + 1)}/)`);
  return layer.endsWith(".ts")
    ? `src/${layer.replace(".", "\\.")}$`
    : `src/${layer}/${inner.join("")}`;
}

export default {
  forbidden: [
    {
      name: "no-cycle",
      comment:
        "Two modules that import each other, types included, cannot be read or taken out one by one.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...Object.entries(layers).map(([layer, others]) => ({
      name: `${layer}-imports-with-the-flow`,
      comment: `src/${layer} may import ${[...others, "itself"].join(", ")}.`,
      severity: "error",
      from: { path: `^${pathOf(layer)}` },
      to: {
        path: "^src/",
        pathNot: [layer, ...others].map((each) => `^${pathOf(each)}`),
      },
    })),
    {
      name: "formats-are-apart",
      comment:
        "A parser can be read, copied and taken out without another one; ipsets, which several formats name, are none, nor are the check, which knows them all, and the files of a server, which may be of any.",
      severity: "error",
      from: { path: "^src/parse/([^/]+)/", pathNot: "^src/parse/(?:check|server-files)/" },
      to: { path: "^src/parse/[^/]+/", pathNot: "^src/parse/(?:$1|ipset)/" },
    },
    {
      name: "shared-parts-know-no-format",
      comment: "What all parsers share does not depend on one of them.",
      severity: "error",
      from: { path: "^src/parse/[^/]+$", pathNot: "^src/parse/index\\.ts$" },
      to: { path: "^src/parse/[^/]+/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
