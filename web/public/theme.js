// Sets the stored theme before the first paint; src/app/theme.ts owns the key.
try {
  const theme = localStorage.getItem("tickvox.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; the system's theme applies then.
}
