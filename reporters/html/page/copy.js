/** Copies what a button holds. */
import { say } from './dom.js';

const TOLD_FOR_MS = 1600;

document.addEventListener('click', async ({ target }) => {
  if (!(target instanceof HTMLButtonElement) || !('copy' in target.dataset)) return;
  const copied = await toClipboard(target.value, target);
  target.textContent = copied ? 'Copied' : 'Not allowed';
  say(copied ? 'Copied' : 'The browser does not allow copying here');
  setTimeout(() => {
    target.textContent = 'Copy';
  }, TOLD_FOR_MS);
});

/**
 * @param {string} text
 * @param {HTMLElement} beside
 */
async function toClipboard(text, beside) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Some browsers give a page from disk no clipboard, but copy what is selected.
    const area = document.createElement('textarea');
    area.value = text;
    beside.after(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    beside.focus();
    return copied;
  }
}
