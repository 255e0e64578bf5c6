import { useEffect, useState } from "preact/hooks";
import { type Route, readRoute } from "./route.ts";

/** Returns what the address of the page shows, and follows it. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(currentHash()));
  useEffect(() => {
    const follow = () => setRoute(readRoute(location.hash));
    addEventListener("hashchange", follow);
    addEventListener(replaced, follow);
    return () => {
      removeEventListener("hashchange", follow);
      removeEventListener(replaced, follow);
    };
  }, []);
  return route;
}

const replaced = "explorer-route";

/** Changes the address without a new entry in the history, as typing in a field does. */
export function replaceRoute(hash: string): void {
  history.replaceState(null, "", hash);
  dispatchEvent(new Event(replaced));
}

function currentHash(): string {
  return typeof location === "undefined" ? "" : location.hash;
}
