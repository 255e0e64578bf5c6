/** Saves a text through the browser once it is ready. Returns the error message; empty on success. */
export async function downloadSoon(name: string, text: Promise<string>): Promise<string> {
  try {
    download(name, await text);
    return "";
  } catch (error) {
    return `${name} was not written: ${error instanceof Error ? error.message : error}`;
  }
}

/** Saves a text as a file through the browser. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
