// Prints an HTML table for a manual, with custom columns and a port that cPanel does not document.
import { defineEntry, listPorts, listServices, resolveVersion } from "cpanel-ports";
import { renderHtml } from "cpanel-ports/render";

const version = resolveVersion(process.argv[2] ?? "latest");

const names = new Map(listServices(version).map(({ id, name }) => [id, name]));

const ports = [
  ...listPorts(version, { direction: "inbound", category: ["control-panel", "mail"] }),
  defineEntry({ port: 8443, protocol: "tcp", direction: "inbound", service: "Status page" }),
];

const html = renderHtml(ports, {
  caption: `Ports to open for cPanel & WHM ${version.version}`,
  columns: [
    "port",
    "protocol",
    { title: "Used by", value: ({ services }) => services.map((id) => names.get(id)).join(", ") },
    {
      title: "Documented as",
      value: ({ documented }) => documented?.service ?? "not documented by cPanel",
    },
    { title: "Encryption", value: ({ protection }) => protection },
  ],
});

process.stdout.write(html);
