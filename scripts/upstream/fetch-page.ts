/** The largest page that is read, in bytes; the pages have about 100 kB. */
const largest = 8 * 1024 * 1024;

/** What a server answers for the address of a page. */
export type Answer =
  | { readonly kind: "content"; readonly bytes: Uint8Array }
  | { readonly kind: "moved"; readonly to: string }
  | { readonly kind: "gone"; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string };

/**
 * Fetches a page. Redirects are not followed: where one leads is an answer of its own.
 *
 * @param url - its address
 * @param timeout - the longest time until everything has arrived, in milliseconds
 * @returns what the server answers; an answer that says nothing about the page is `unknown`
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

/** The body of a response; `undefined` for one that is too large. */
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
