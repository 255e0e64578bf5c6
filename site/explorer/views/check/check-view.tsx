import type { ViewProps } from "../../app.tsx";

export function CheckView({ route }: ViewProps) {
  return <h1 tabIndex={-1}>check {route.path.join("/")}</h1>;
}
