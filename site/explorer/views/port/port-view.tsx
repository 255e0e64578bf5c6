import type { ViewProps } from "../../app.tsx";

export function PortView({ route }: ViewProps) {
  return <h1 tabIndex={-1}>port {route.path.join("/")}</h1>;
}
