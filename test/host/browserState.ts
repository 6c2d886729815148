import type { Page } from 'playwright-core';

// As text: it runs in the page, whose types are not here.
const read = `(async () => {
  const had = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const textOf = (value) =>
    ArrayBuffer.isView(value) || value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value;
  const found = [localStorage, sessionStorage];
  for (const { name } of await indexedDB.databases()) {
    const database = await had(indexedDB.open(name));
    for (const kept of database.objectStoreNames) {
      const store = database.transaction(kept).objectStore(kept);
      const [keys, values] = await Promise.all([had(store.getAllKeys()), had(store.getAll())]);
      found.push([name, kept, keys, values.map(textOf)]);
    }
    database.close();
  }
  return JSON.stringify(found);
})()`;

/**
 * All that the editor's page keeps in the browser, as text: an editor in a browser has its state there, which one on the
 * desktop writes to the disk.
 */
export async function browserState(page: Page): Promise<string> {
  return page.evaluate<string>(read);
}
