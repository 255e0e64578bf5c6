import type { ViewProps } from "../../app.tsx";

export function CompareView({ route }: ViewProps) {
  return <h1 tabIndex={-1}>compare {route.path.join("/")}</h1>;
}
