/** The maximum size of a page in bytes; actual pages have about 100 kB. */
const largest = 8 * 1024 * 1024;

/** The answer of a server for the address of a page. */
export type Answer =
  | { readonly kind: "content"; readonly bytes: Uint8Array }
  | { readonly kind: "moved"; readonly to: string }
  | { readonly kind: "gone"; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string };

/**
 * Fetches a page. Redirects are not followed: their target is a separate kind of answer.
 *
 * @param url - the address of the page
 * @param timeout - the timeout for the complete answer in milliseconds
 * @returns the answer of the server; `unknown` if it says nothing about the page
 */
export async function fetchPage(url: string, timeout: number): Promise<Answer> {
  try {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { accept: "text/html" },
      signal: AbortSignal.timeout(timeout),
    });
    const { status } = response;
    const location = response.headers.get("location");
    if (status === 200) {
      const bytes = await readBody(response);
      return bytes
        ? { kind: "content", bytes }
        : { kind: "unknown", reason: `more than ${largest} bytes` };
    }
    await response.body?.cancel();
    if (status >= 300 && status < 400 && location !== null) {
      return {
        kind: "moved",
        to: URL.canParse(location, url) ? new URL(location, url).href : location,
      };
    }
    const reason = `status ${status}`;
    return status === 404 || status === 410
      ? { kind: "gone", reason }
      : { kind: "unknown", reason };
  } catch (error) {
    return { kind: "unknown", reason: reasonOf(error, timeout) };
  }
}

/** Returns the body of a response; `undefined` if it is too large. */
async function readBody(response: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > largest) {
      return undefined;
    }
  }
  return Buffer.concat(chunks);
}

function reasonOf(error: unknown, timeout: number): string {
  if (error instanceof Error && error.name === "TimeoutError") {
    return `no complete answer within ${timeout / 1000} s`;
  }
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}
