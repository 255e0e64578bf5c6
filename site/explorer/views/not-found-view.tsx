/** Reports an unknown address, with links to continue. */
export function NotFoundView() {
  return (
    <>
      <h1 tabIndex={-1}>No such view</h1>
      <p>
        This address does not exist. Start with <a href="#/ports">all ports</a>,{" "}
        <a href="#/release">all releases</a> or <a href="#/service">all services</a>.
      </p>
    </>
  );
}
