/** The script of the pages: dialogs, tabs, the row menus, Copy, and forms whose answer leaves no trace in the history. */
export const script = String.raw`'use strict';

// What lies under an open dialog is not read out: the dialog has a place of its own.
const said = (text) => {
  const place = document.querySelector('dialog:modal [data-status]') ?? document.getElementById('said');
  place.textContent = text;
};

const openDialog = (dialog) => {
  dialog.removeAttribute('open');
  dialog.showModal();
  // A browser would take the first tab, selected or not.
  if (!dialog.querySelector('[autofocus]')) dialog.querySelector('[role="tab"][aria-selected="true"]')?.focus();
};

const showOpenDialogs = () => {
  for (const dialog of document.querySelectorAll('dialog[open]')) openDialog(dialog);
};

const selectTab = (tab) => {
  for (const one of tab.closest('[role="tablist"]').querySelectorAll('[role="tab"]')) {
    one.setAttribute('aria-selected', String(one === tab));
    one.tabIndex = one === tab ? 0 : -1;
    document.getElementById(one.getAttribute('aria-controls')).hidden = one !== tab;
  }
};

const selectTabs = () => {
  for (const tab of document.querySelectorAll('[role="tab"][aria-selected="true"]')) selectTab(tab);
};

const openFromAddress = () => {
  const { hash, pathname, search } = location;
  const dialog = ['#generate', '#settings', '#share'].includes(hash) && document.querySelector(hash);
  const tab = dialog && dialog.querySelector('[data-from-address]');
  if (tab) selectTab(tab);
  if (dialog && !dialog.open) openDialog(dialog);
  const rest = new URLSearchParams(search);
  for (const opener of ['name', 'share']) rest.delete(opener);
  const query = rest.size > 0 ? '?' + rest : '';
  if (hash || query !== search) history.replaceState(null, '', pathname + query);
};

const openFor = (row) => {
  const dialog = document.getElementById(row.dialog);
  for (const place of dialog.querySelectorAll('[data-fill]')) {
    const text = row[place.dataset.fill];
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
    if (!document.execCommand('copy')) return said('Copying was refused. It is selected: copy it by hand.');
  }
  button.textContent = 'Copied';
  said('Copied');
  setTimeout(() => { button.textContent = 'Copy'; }, 2000);
};

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  const menu = button && 'menu' in button.dataset ? button : undefined;
  const wasOpen = menu?.getAttribute('aria-expanded') === 'true';
  const tab = button?.role === 'tab' ? button : undefined;
  const closes = button && 'close' in button.dataset;
  // Without this script they ask the server for the same.
  if (tab || closes || button?.dataset.dialog) event.preventDefault();
  closeMenus(false);
  if (menu && !wasOpen) openMenu(menu);
  if (button?.dataset.dialog) openFor(button.dataset);
  if (button?.dataset.copy) copy(button);
  if (tab) selectTab(tab);
  if (closes) button.closest('dialog').close();
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

document.addEventListener('keydown', (event) => {
  const tabs = [...(event.target.closest('[role="tablist"]')?.querySelectorAll('[role="tab"]') ?? [])];
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (tabs.length === 0 || step === undefined) return;
  event.preventDefault();
  const tab = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
  selectTab(tab);
  tab.focus();
});

document.addEventListener('change', (event) => {
  if ('submitOnChange' in event.target.dataset) event.target.form.requestSubmit();
});

// A key that was shown is gone from the page with its dialog.
document.addEventListener('close', (event) => {
  for (const secret of event.target.querySelectorAll('[data-once]')) secret.remove();
  if (event.target.id === 'issued') event.target.remove();
}, true);

// A page that answers a POST would stay in the history, key and all: fetch it, and take over what is in it.
document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!('swap' in form.dataset)) return;
  event.preventDefault();
  const button = event.submitter ?? form.querySelector('button:not([type])');
  const body = new URLSearchParams(new FormData(form, button));
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: 'POST', body });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.querySelector('main');
    if (!next) throw new Error('no page');
    document.querySelector('main').replaceWith(document.adoptNode(next));
    said(next.querySelector('[data-said]')?.textContent ?? '');
    next.focus({ preventScroll: true });
    selectTabs();
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
selectTabs();
showOpenDialogs();
openFromAddress();
`;
