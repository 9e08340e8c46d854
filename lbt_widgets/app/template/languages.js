// Another language leads to the same place: what the address sets, and where the reader is, stay in the link.
(() => {
  const link = () => {
    for (const other of document.querySelectorAll("a[hreflang]")) {
      const there = new URL(location.href);
      there.searchParams.set("lang", other.hreflang);
      other.href = there.href;
    }
  };
  addEventListener("hashchange", link);
  link();
})();
