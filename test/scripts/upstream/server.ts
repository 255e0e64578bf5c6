import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** An answer of the server: HTML, or a function that handles the response. */
export type Answer = string | ((response: ServerResponse) => void);

/** The answers by path. */
export type Answers = Readonly<Record<string, Answer>>;

/** The path of the newest page; older pages are below it. */
export const pagesPath =
  "/knowledge-base/general-systems-administration/how-to-configure-your-firewall-for-cpanel-services/";

/**
 * Starts a server on loopback that ends with the test; a path without an answer is a 404.
 *
 * @returns its address, and the paths that were asked for
 */
export async function serve(
  answers: Answers,
): Promise<{ readonly base: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const answer = answers[request.url ?? ""];
    if (answer === undefined) {
      response.writeHead(404).end();
    } else if (typeof answer === "string") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(answer);
    } else {
      answer(response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}
