import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { headlessChromium } from "../../headless-chromium.ts";
import { oneCopy, specifiers } from "../consumer-files.ts";
import { suiteStep } from "../suite-step.ts";
import type { Context, Target } from "../target.ts";

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
};

const imports = {
  [specifiers.main]: "/node_modules/cpanel-ports/dist/index.js",
  [specifiers.parse]: "/node_modules/cpanel-ports/dist/parse.js",
  [specifiers.render]: "/node_modules/cpanel-ports/dist/render.js",
  [specifiers.schema]: "/node_modules/cpanel-ports/dist/schema.js",
  [specifiers.dataset]: "/node_modules/cpanel-ports/data/dataset.json",
  [specifiers.portSchema]: "/node_modules/cpanel-ports/schema/port-entry.json",
  "zod/v4": "/node_modules/zod/v4/index.js",
};

/** A page that runs the suite, and sends its output or errors back to the server. */
const page = `<!doctype html>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">
const printed = [];
console.log = (text) => printed.push(text);
await import("/imports.mjs").catch((error) => printed.push(error + error.stack));
await fetch("/printed", { method: "POST", body: printed.join("\\n") });
</script>
`;

/** A browser that finds the modules with an import map. */
export const chromium: Target = {
  name: "chromium",
  title: "Chromium, headless",
  version: "Debian's",
  steps: [suiteStep("ES modules, by an import map", oneCopy, runInBrowser)],
};

/** The options to run as root, on a machine without a desktop, and without external requests. */
const options = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Longer than a page takes to load on a slow machine. */
const patience = 3 * 60_000;

async function runInBrowser({ consumer, folder }: Context): Promise<string> {
  let browser: ChildProcess | undefined;
  const server = createServer();
  try {
    return await new Promise<string>((resolve, reject) => {
      server.on("request", (request, response) => answer(consumer, request, response, resolve));
      server.listen(0, "127.0.0.1", () => {
        const { port } = server.address() as AddressInfo;
        const profile = `--user-data-dir=${join(folder, "profile")}`;
        browser = spawn(headlessChromium, [...options, profile, `http://127.0.0.1:${port}/`], {
          stdio: "ignore",
          timeout: patience,
        });
        browser.on("error", reject);
        browser.on("exit", () => reject(new Error("Chromium exited before the page finished")));
      });
    });
  } finally {
    browser?.kill();
    server.closeAllConnections();
    server.close();
  }
}

function answer(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
  resolve: (printed: string) => void,
): void {
  const path = join(folder, request.url ?? "");
  if (request.method === "POST") {
    let printed = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
    request.on("end", () => {
      response.end();
      resolve(printed);
    });
  } else if (request.url === "/") {
    response.setHeader("content-type", "text/html").end(page);
  } else if (existsSync(path)) {
    response.setHeader("content-type", types[extname(path)] ?? "text/plain");
    response.end(readFileSync(path));
  } else {
    response.writeHead(404).end();
  }
}
