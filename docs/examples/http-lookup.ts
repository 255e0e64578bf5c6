// Answers GET /ports/126?service=imap&direction=inbound with JSON. An invalid query gets status 400.
import { createServer } from "node:http";
import { isCpanelPortsError, listPorts, parsePortFilter, resolveVersion } from "cpanel-ports";

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

function answer({ pathname, searchParams }: URL): Answer {
  const [, version] = /^\/ports\/([^/]+)$/.exec(pathname) ?? [];
  if (version === undefined) {
    return { status: 404, body: { error: "not-found", message: "expected /ports/<version>" } };
  }
  try {
    const { release, coverage } = resolveVersion(version);
    const ports = listPorts(release, parsePortFilter(searchParams));
    return { status: 200, body: { release, coverage, ports } };
  } catch (error) {
    if (!isCpanelPortsError(error)) {
      throw error;
    }
    const { code, message } = error;
    if (code !== "invalid-option") {
      return { status: 400, body: { error: code, message } };
    }
    const { field, expected, suggestion } = error;
    return { status: 400, body: { error: code, message, field, expected, suggestion } };
  }
}

const server = createServer((request, response) => {
  const { status, body } = answer(new URL(request.url ?? "/", "http://localhost"));
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(`${JSON.stringify(body)}\n`);
});

server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  const address = server.address();
  console.log(typeof address === "object" ? `http://127.0.0.1:${address?.port}` : address);
});
