import * as parse from "./dist/parse.js";
import * as render from "./dist/render.js";

const rendererLimits = {
  // It reads the lists that are there, and says what changes.
  mergeCsf: "5.9 kB",
  // They check and write comments, a log and a limit for SSH.
  renderIp6tables: "6.8 kB",
  renderIptables: "6.8 kB",
  renderNftables: "6.8 kB",
  // They have the rules of findings, and check audits, of one server and of several.
  renderJunit: "6.5 kB",
  renderSarif: "6.9 kB",
  renderHtml: "5.6 kB",
  renderMarkdown: "5.7 kB",
  renderUfw: "5.5 kB",
  renderUfwCommands: "5.5 kB",
  renderPlan: "12.7 kB",
  // It has the widths of characters.
  renderText: "7.1 kB",
};

// Each renderer alone, with what it needs and nothing of the others.
const renderers = Object.keys(render).map((name) => ({
  name,
  path: "dist/render.js",
  import: `{ ${name} }`,
  limit: rendererLimits[name] ?? "4.9 kB",
}));

const parserLimits = {
  // It has a reader of XML and the services that come with firewalld.
  parseFirewalld: "35.7 kB",
  // It has the names of /etc/services, and reads what ipset saves.
  parseIptables: "35.3 kB",
  // It has two readers, of the language and of JSON, and the names of /etc/services.
  parseNftables: "41.6 kB",
  // It has the names of /etc/services, and profiles of packages.
  parseUfw: "24.7 kB",
  // It has the names of /etc/services.
  parseListeners: "19.8 kB",
  // It has a reader of XML.
  parseNmap: "26 kB",
  // It has all parsers.
  checkConnection: "95.7 kB",
};

const parsers = Object.keys(parse).map((name) => ({
  name,
  path: "dist/parse.js",
  import: `{ ${name} }`,
  limit: parserLimits[name] ?? "20.5 kB",
}));

export default [
  { name: "everything of the main entry", path: "dist/index.js", import: "*", limit: "39.8 kB" },
  { name: "getPort, with all data", path: "dist/index.js", import: "{ getPort }", limit: "10 kB" },
  {
    name: "createPolicy, with all data",
    path: "dist/index.js",
    import: "{ createPolicy }",
    limit: "20.5 kB",
  },
  {
    name: "serverNeeds, without the ports",
    path: "dist/index.js",
    import: "{ serverNeeds, internalPorts }",
    limit: "1.8 kB",
  },
  {
    name: "one error, without the data",
    path: "dist/index.js",
    import: "{ CpanelPortsError }",
    limit: "290 B",
  },
  ...renderers,
  ...parsers,
];
