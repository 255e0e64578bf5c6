import type { ViewProps } from "../../app.tsx";

export function ServiceView({ route }: ViewProps) {
  return <h1 tabIndex={-1}>service {route.path.join("/")}</h1>;
}
