import type { Context } from 'hono';
import { originOf } from '../api/origin.ts';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import { collectionsOf, uidOf, workspacesOf } from '../world/access.ts';
import type { Person } from '../world/model.ts';
import { html, name, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import { shell } from './shell.ts';

function contents({ world }: LocalPostman): Markup {
  const count = (number: number, one: string, many: string): string =>
    `${number} ${number === 1 ? one : many}`;
  return html`<p>
    The seed <code>${world.seed}</code>: ${count(world.people.length, 'person', 'people')},
    ${count(world.workspaces.length, 'workspace', 'workspaces')},
    ${count(world.collections.length, 'collection', 'collections')}. None of them are real.
  </p>`;
}

const shown = { workspaces: 4, collections: 3 };

/** A few collections of each of a person's workspaces. */
function collections({ world }: LocalPostman, person: Person): Markup {
  const all = collectionsOf(world, person);
  const homes = workspacesOf(world, person)
    .slice(0, shown.workspaces)
    .map((home) => ({ home, inside: all.filter((one) => one.workspaceId === home.id) }));
  return html`<section class="card" aria-labelledby="collections">
    <h2 id="collections">Open a collection</h2>
    <p class="faint">…and share it: its page makes collection access keys.</p>
    <div class="shelves">
      ${homes.map(
        ({ home, inside }) =>
          html`<div>
            <h3>${name(home.name)}</h3>
            <ul>
              ${inside
                .slice(0, shown.collections)
                .map((one) => html`<li><a href="collection/${uidOf(one)}">${name(one.name)}</a></li>`)}
            </ul>
          </div>`,
      )}
    </div>
    ${all.length === 0 ? html`<p>This person has none.</p>` : nothing}
  </section>`;
}

export function homePage(c: Context<SandboxEnv>, postman: LocalPostman): Markup {
  const api = originOf(c);
  const person = c.get('person');
  const body = html`<div class="heading"><h1>A small Postman of your own</h1></div>
    <p class="lead">
      It issues API keys of the real shape and answers the calls that key management needs, so that the
      extension can be tried out and tested with no account and no network.
    </p>
    <section class="card" aria-labelledby="begin">
      <h2 id="begin">Begin</h2>
      <p>
        <a class="button primary" href="settings/me/api-keys#generate">Generate an API key</a>
        <a class="button quiet" href="settings/me/api-keys">See the API keys page</a>
      </p>
    </section>
    ${collections(postman, person)}
    <section class="card" aria-labelledby="call">
      <h2 id="call">Call it</h2>
      <p>The API is at <code>${api}</code> and takes the key in a header:</p>
      <pre><code>curl -H "X-Api-Key: $POSTMAN_API_KEY" ${api}/me</code></pre>
      <p class="faint">
        <code>/me</code>, <code>/users</code>, <code>/users/{id}</code>, <code>/workspaces</code>,
        <code>/workspaces/{id}</code>, <code>/collections</code>, <code>/collections/{id}</code>,
        <code>/collection-access-keys</code>
      </p>
    </section>
    <section class="card" aria-labelledby="inside">
      <h2 id="inside">What is in it</h2>
      ${contents(postman)}
    </section>`;
  return shell({
    id: 'home',
    title: 'About this sandbox',
    root: './',
    person,
    world: postman.world,
    body,
  });
}
