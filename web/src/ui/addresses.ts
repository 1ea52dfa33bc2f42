/** Addresses that changed without a new page being fetched. */

/**
 * Back and forward among addresses the walk has pushed fetch nothing, even after a reload: whoever cannot show the address
 * one comes to has to ask for its page.
 */
export function fetchUnless(shows: (address: Location) => boolean): void {
  window.addEventListener("popstate", () => {
    if (!shows(location)) location.reload();
  });
}
