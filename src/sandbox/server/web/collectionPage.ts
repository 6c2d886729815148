import type { Context } from 'hono';
import { originOf } from '../api/origin.ts';
import type { SandboxEnv } from '../env.ts';
import type { IssuedAccessKey } from '../keys/accessKey.ts';
import type { LocalPostman } from '../localPostman.ts';
import { collectionsOf, uidOf } from '../world/access.ts';
import { collectionContent } from '../world/collectionContent.ts';
import type { Collection, Person } from '../world/model.ts';
import { day, html, name } from './markup.ts';
import type { Markup } from './markup.ts';
import { outline } from './outline.ts';
import { shareButton, shareDialog } from './shareDialog.ts';
import type { ShareTab } from './shareDialog.ts';
import { shell } from './shell.ts';

export function visibleCollection(
  { world }: LocalPostman,
  person: Person,
  uid: string,
): Collection | undefined {
  return collectionsOf(world, person).find((one) => uidOf(one) === uid);
}

function page(
  c: Context<SandboxEnv>,
  postman: LocalPostman,
  uid: string,
  title: string,
  body: Markup,
): Markup {
  const { world } = postman;
  return shell({ id: 'collection', title, root: '../', person: c.get('person'), world, uid, body });
}

/** For collections that are not there, and just the same for those that the person may not see. */
export function noCollectionPage(c: Context<SandboxEnv>, postman: LocalPostman, uid: string): Markup {
  const body = html`<div class="heading"><h1>No such collection</h1></div>
    <p class="lead">
      It is not there, or you have no access to it. Somebody else may: switch the person at the top of the
      page.
    </p>
    <p><a href="../#collections">See your collections</a></p>`;
  return page(c, postman, uid, 'No such collection', body);
}

interface Shared {
  readonly open?: ShareTab | undefined;
  readonly issued?: IssuedAccessKey;
}

/** The page of a collection as a person sees it. */
export function collectionPage(
  c: Context<SandboxEnv>,
  postman: LocalPostman,
  collection: Collection,
  { open, issued }: Shared = {},
): Markup {
  const uid = uidOf(collection);
  const workspace = postman.world.workspaces.find(({ id }) => id === collection.workspaceId);
  const owner = postman.person(collection.ownerId)?.fullName ?? 'Someone who left';
  const made = issued && {
    link: `${originOf(c)}/collections/${uid}?access_key=${issued.key}`,
    key: issued.key,
  };
  const body = html`<div class="heading">
      <h1>${name(collection.name)}</h1>
      ${shareButton}
    </div>
    <p class="lead about">${name(collection.description)}</p>
    <dl class="facts">
      <div>
        <dt>Workspace</dt>
        <dd>${name(workspace?.name ?? '')}</dd>
      </div>
      <div>
        <dt>Owner</dt>
        <dd>${name(owner)}</dd>
      </div>
      <div>
        <dt>Changed</dt>
        <dd>${day(Date.parse(collection.updatedAt))}</dd>
      </div>
      <div>
        <dt>Collection ID</dt>
        <dd><code>${uid}</code></dd>
      </div>
    </dl>
    <section aria-labelledby="requests">
      <h2 id="requests">Requests</h2>
      ${outline(collectionContent(collection, `${originOf(c)}/echo`))}
    </section>
    ${shareDialog({ uid, workspace, isAllowed: postman.accounts.allowAccessKeys, open, made })}`;
  return page(c, postman, uid, 'Collection', body);
}
