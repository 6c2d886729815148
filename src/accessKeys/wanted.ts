import type { AccessFacts } from './facts.ts';
import type { ModelNode } from './model.ts';

/** The names that rows need: of collections and of people. */
export interface Wanted {
  readonly uids: readonly string[];
  readonly people: readonly number[];
}

/** What is to be looked up for rows on screen. A group is named after its first key. */
export function wantedBy(nodes: readonly ModelNode[]): Wanted {
  const uids = new Set<string>();
  const people = new Set<number>();
  for (const node of nodes) {
    const facts = factsOf(node);
    // Received keys have names of their own, and those of other accounts may not be readable with this API key.
    if (facts?.place !== 'list') continue;
    const isKeyRow = node.kind === 'key';
    if (isKeyRow || isOf(node, 'collection')) uids.add(facts.row.collectionUid);
    if ((isKeyRow || isOf(node, 'creator')) && facts.creator !== undefined && !facts.isMine) {
      people.add(facts.creator);
    }
  }
  return { uids: [...uids], people: [...people] };
}

function factsOf(node: ModelNode): AccessFacts | undefined {
  if (node.kind === 'more') return undefined;
  return node.kind === 'key' ? node.facts : node.group.facts[0];
}

function isOf(node: ModelNode, what: 'collection' | 'creator'): boolean {
  return node.kind === 'group' && node.group.under === what;
}
