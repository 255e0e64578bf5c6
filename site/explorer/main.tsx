import { hydrate, render } from "preact";
import { App } from "./app.tsx";
import { readRoute } from "./route.ts";

const root = document.querySelector("#explorer");
if (root) {
  const { view, query } = readRoute(location.hash);
  // The page contains the rendered matrix of all ports; everything else is rendered from scratch.
  if (view === "ports" && query.size === 0) {
    hydrate(<App />, root);
  } else {
    root.replaceChildren();
    render(<App />, root);
  }
  delete document.documentElement.dataset.elsewhere;
}
