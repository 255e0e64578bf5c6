import * as parse from "./dist/parse.js";
import * as render from "./dist/render.js";

const rendererLimits = {
  // It reads the lists that are there, and says what changes.
  mergeCsf: "6.2 kB",
  // They check and write comments, a log and a limit for SSH.
  renderIp6tables: "7 kB",
  renderIptables: "7 kB",
  renderNftables: "7 kB",
  // They have the rules of findings, and check audits, of one server and of several.
  renderJunit: "7 kB",
  renderSarif: "7.8 kB",
  // They show everything, also the audits of several servers.
  renderHtml: "6.6 kB",
  renderMarkdown: "6.7 kB",
  renderUfw: "5.8 kB",
  renderUfwCommands: "5.8 kB",
  renderPlan: "16.2 kB",
  // It has the ports, the services and the widths of characters.
  renderSvg: "20 kB",
  // It also has the widths of characters.
  renderText: "9.6 kB",
};

// Each renderer alone, with what it needs and nothing of the others.
const renderers = Object.keys(render).map((name) => ({
  name,
  path: "dist/render.js",
  import: `{ ${name} }`,
  limit: rendererLimits[name] ?? "5.2 kB",
}));

const parserLimits = {
  // It has a reader of XML and the services that come with firewalld.
  parseFirewalld: "37.7 kB",
  // It has the names of /etc/services, and reads what ipset saves.
  parseIptables: "38.1 kB",
  // It has two readers, of the language and of JSON, and the names of /etc/services.
  parseNftables: "45.4 kB",
  // It has the names of /etc/services, and profiles of packages.
  parseUfw: "26.3 kB",
  // It has the names of /etc/services.
  parseListeners: "21.1 kB",
  // It has a reader of XML.
  parseNmap: "27.6 kB",
  // They have all parsers.
  checkConnection: "102.9 kB",
  parseServer: "106.1 kB",
};

const parsers = Object.keys(parse).map((name) => ({
  name,
  path: "dist/parse.js",
  import: `{ ${name} }`,
  limit: parserLimits[name] ?? "22.1 kB",
}));

export default [
  { name: "everything of the main entry", path: "dist/index.js", import: "*", limit: "44.9 kB" },
  {
    name: "getPort, with the ports",
    path: "dist/index.js",
    import: "{ getPort }",
    limit: "6.6 kB",
  },
  {
    name: "resolveRelease, without the ports",
    path: "dist/index.js",
    import: "{ resolveRelease }",
    limit: "2.1 kB",
  },
  {
    name: "releases, without the ports",
    path: "dist/index.js",
    import: "{ releases }",
    limit: "1.3 kB",
  },
  {
    name: "createPolicy, with all data",
    path: "dist/index.js",
    import: "{ createPolicy }",
    limit: "20.9 kB",
  },
  {
    name: "serverNeeds, without the ports",
    path: "dist/index.js",
    import: "{ serverNeeds, internalPorts }",
    limit: "1.9 kB",
  },
  {
    name: "one error, without the data",
    path: "dist/index.js",
    import: "{ CpanelPortsError }",
    limit: "300 B",
  },
  ...renderers,
  ...parsers,
];
