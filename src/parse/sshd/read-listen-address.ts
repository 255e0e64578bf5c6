/** Parses `192.0.2.1`, `192.0.2.1:22`, `2001:db8::1` or `[2001:db8::1]:22`: a host and an optional port. */
export function readListenAddress(text: string): {
  readonly host: string;
  readonly port: string | undefined;
} {
  if (!text.startsWith("[") && text.split(":").length > 2) {
    return { host: text, port: undefined };
  }
  const [shown, host = shown] = /^\[([^\]]*)\]|^[^:]*/.exec(text) as unknown as [string, string?];
  const rest = text.slice(shown.length);
  return { host, port: rest === "" ? undefined : rest.replace(/^:/, "") };
}
