/** The button that changes between dark and light, and remembers it where the browser lets it. */
import { byId } from './dom.js';

const themeButton = byId('theme');
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? systemIsDark.matches : theme === 'dark';
}

function nameOther() {
  if (themeButton) themeButton.textContent = isDark() ? 'Light' : 'Dark';
}

themeButton?.addEventListener('click', () => {
  const theme = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  nameOther();
  try {
    localStorage.setItem('touchstone-theme', theme);
  } catch {
    // Then it holds for this visit.
  }
});

systemIsDark.addEventListener('change', nameOther);
nameOther();
