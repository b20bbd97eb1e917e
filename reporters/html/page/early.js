// Before anything is painted. Of many targets one is shown at a time, and only that one is laid out.
document.documentElement.dataset.script = '';

// The colours that the reader chose last time.
try {
  const theme = localStorage.getItem('touchstone-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // A page from disk may have no storage: then the system's colours.
}
