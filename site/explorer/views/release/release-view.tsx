import type { ViewProps } from "../../app.tsx";

export function ReleaseView({ route }: ViewProps) {
  return <h1 tabIndex={-1}>release {route.path.join("/")}</h1>;
}
