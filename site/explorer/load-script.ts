/**
 * Loads a script of this site once, and returns the value it sets.
 *
 * @throws if the script cannot be loaded
 */
export function loadScript<T>(name: string, value: () => T | undefined): Promise<T> {
  const known = value();
  if (known !== undefined) {
    return Promise.resolve(known);
  }
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${document.documentElement.dataset.root ?? ""}assets/${name}`;
    script.addEventListener("load", () => {
      const loaded = value();
      script.remove();
      if (loaded === undefined) {
        reject(new Error(`${name} is incomplete`));
      } else {
        resolve(loaded);
      }
    });
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error(`${name} could not be loaded`));
    });
    document.head.append(script);
  });
}
