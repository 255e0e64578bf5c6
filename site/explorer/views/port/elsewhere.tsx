import { listElsewhere } from "cpanel-ports";

/** The published lists, and whether each opens a port. */
export function Elsewhere({ port }: { port: number }) {
  return (
    <div class="table-frame">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">List</th>
            <th scope="col">Opens it</th>
            <th scope="col">Published</th>
          </tr>
        </thead>
        <tbody>
          {listElsewhere().map((list) => {
            const opened = list.ports.filter((each) => each.ports.includes(port));
            return (
              <tr key={list.id}>
                <th scope="row">
                  <a href={list.source}>{list.name}</a>
                </th>
                <td>
                  {opened.length === 0
                    ? "no"
                    : opened
                        .map(
                          ({ direction, protocol, family }) =>
                            `${protocol.toUpperCase()} ${direction}${family === "undocumented" ? "" : `, ${family === "ipv4" ? "IPv4" : "IPv6"}`}`,
                        )
                        .join("; ")}
                </td>
                <td class="whole">
                  {list.publisher}
                  {list.version === null ? "" : `, version ${list.version}`}, {list.date}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
