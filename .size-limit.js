import * as render from "./dist/render.js";

// Each renderer alone, with what it needs and nothing of the others.
const renderers = Object.keys(render).map((name) => ({
  name,
  path: "dist/render.js",
  import: `{ ${name} }`,
  limit: "3 kB",
}));

export default [
  { name: "everything of the main entry", path: "dist/index.js", import: "*", limit: "15 kB" },
  { name: "getPort, with all data", path: "dist/index.js", import: "{ getPort }", limit: "7.5 kB" },
  {
    name: "createPolicy, with all data",
    path: "dist/index.js",
    import: "{ createPolicy }",
    limit: "13 kB",
  },
  {
    name: "one error, without the data",
    path: "dist/index.js",
    import: "{ CpanelPortsError }",
    limit: "200 B",
  },
  ...renderers,
];
