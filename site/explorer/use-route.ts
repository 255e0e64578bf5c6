import { useEffect, useState } from "preact/hooks";
import { type Route, readRoute } from "./route.ts";

/** Returns what the address of the page shows, and follows changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(currentHash()));
  useEffect(() => {
    const follow = () => setRoute(readRoute(refused ?? location.hash));
    const leave = () => {
      refused = null;
      follow();
    };
    addEventListener("hashchange", leave);
    addEventListener(replaced, follow);
    return () => {
      removeEventListener("hashchange", leave);
      removeEventListener(replaced, follow);
    };
  }, []);
  return route;
}

const replaced = "explorer-route";
/** The delay before a rejected address is tried again, in milliseconds. */
const patience = 1000;
/** The address that the browser has not accepted yet; `null` if it accepted the newest one. */
let refused: string | null = null;

/** Changes the address without a history entry, as typing in a field does. */
export function replaceRoute(hash: string): void {
  const isWaiting = refused !== null;
  refused = hash;
  if (!isWaiting) {
    write();
  }
  dispatchEvent(new Event(replaced));
}

/** Firefox and Safari reject more than 100 to 200 changes in ten seconds; a key that is held down makes more. */
function write(): void {
  if (refused === null) {
    return;
  }
  try {
    history.replaceState(null, "", refused);
    refused = null;
  } catch {
    setTimeout(write, patience);
  }
}

function currentHash(): string {
  return typeof location === "undefined" ? "" : location.hash;
}
