/** The script of the pages: dialogs, the row menus, Copy, and forms whose answer leaves no trace in the history. */
export const script = String.raw`'use strict';

const said = (text) => {
  document.getElementById('said').textContent = text;
};

const openDialog = (dialog) => {
  dialog.removeAttribute('open');
  dialog.showModal();
};

const showOpenDialogs = () => {
  for (const dialog of document.querySelectorAll('dialog[open]')) openDialog(dialog);
};

const openFromAddress = () => {
  const dialog = ['#generate', '#settings'].includes(location.hash) && document.querySelector(location.hash);
  if (dialog && !dialog.open) openDialog(dialog);
  if (location.hash || location.search) history.replaceState(null, '', location.pathname);
};

const openFor = ({ dialog: id, id: keyId, name }) => {
  const dialog = document.getElementById(id);
  for (const place of dialog.querySelectorAll('[data-fill]')) {
    const text = place.dataset.fill === 'id' ? keyId : name;
    if (place instanceof HTMLInputElement) place.value = text;
    else place.textContent = text;
  }
  openDialog(dialog);
};

const closeMenus = (refocus) => {
  for (const button of document.querySelectorAll('[data-menu][aria-expanded="true"]')) {
    button.setAttribute('aria-expanded', 'false');
    button.nextElementSibling.hidden = true;
    if (refocus) button.focus();
  }
};

const openMenu = (button) => {
  closeMenus(false);
  button.setAttribute('aria-expanded', 'true');
  button.nextElementSibling.hidden = false;
  button.nextElementSibling.querySelector('[role="menuitem"]').focus();
};

const copy = async (button) => {
  const field = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.select();
    if (!document.execCommand('copy')) return said('Copying was refused. Select the key and copy it by hand.');
  }
  button.textContent = 'Copied';
  said('Copied');
  setTimeout(() => { button.textContent = 'Copy'; }, 2000);
};

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  const menu = button && 'menu' in button.dataset ? button : undefined;
  const wasOpen = menu?.getAttribute('aria-expanded') === 'true';
  closeMenus(false);
  if (menu && !wasOpen) openMenu(menu);
  if (button?.dataset.dialog) openFor(button.dataset);
  if (button?.dataset.copy) copy(button);
  if (button && 'close' in button.dataset) button.closest('dialog').close();
});

document.addEventListener('keydown', (event) => {
  const items = [...(event.target.closest('[role="menu"]')?.querySelectorAll('[role="menuitem"]') ?? [])];
  if (items.length === 0) return;
  if (event.key === 'Escape' || event.key === 'Tab') return closeMenus(event.key === 'Escape');
  const at = items.indexOf(event.target);
  const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  const to = moves[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[(to + items.length) % items.length].focus();
});

document.addEventListener('change', (event) => {
  if ('submitOnChange' in event.target.dataset) event.target.form.requestSubmit();
});

// A key that was shown is gone from the page with its dialog.
document.addEventListener('close', (event) => {
  if (event.target.id === 'issued') event.target.remove();
}, true);

// A page that answers a POST would stay in the history, key and all: fetch it, and take over what is in it.
document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!('swap' in form.dataset)) return;
  event.preventDefault();
  const button = event.submitter ?? form.querySelector('button:not([type])');
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.querySelector('main');
    if (!next) throw new Error('no page');
    document.querySelector('main').replaceWith(document.adoptNode(next));
    said(next.querySelector('[data-said]')?.textContent ?? '');
    next.focus({ preventScroll: true });
    showOpenDialogs();
  } catch {
    button.disabled = false;
    const text = form.querySelector('.notice') ?? document.createElement('p');
    text.className = 'notice failed';
    text.textContent = 'The sandbox did not answer. Is it still running?';
    form.prepend(text);
    said(text.textContent);
  }
});

window.addEventListener('hashchange', openFromAddress);
showOpenDialogs();
openFromAddress();
`;
