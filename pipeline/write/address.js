  // What is filtered and sorted stands in the address, so that a link to the page keeps it.
  const putInAddress = (wishes) => {
    const { pathname, search: query } = window.location, hash = wishes.toString();
    try {
      window.history.replaceState(null, "", hash ? `#${hash}` : pathname + query);
    } catch {
      // some previews of attachments allow no change of the address: the filters work all the same
    }
  };
