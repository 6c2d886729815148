import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type * as TreeSitter from '@vscode/tree-sitter-wasm';

const require = createRequire(import.meta.url);

/** Parses by the grammar that VS Code itself has for the language. */
export async function parse(language: string, text: string): Promise<TreeSitter.Node> {
  const { Language, Parser } = require('@vscode/tree-sitter-wasm') as typeof TreeSitter;
  await Parser.init();
  const folder = join(require.resolve('@vscode/tree-sitter-wasm'), '..');
  const grammar = await Language.load(await readFile(join(folder, `tree-sitter-${language}.wasm`)));
  const tree = new Parser().setLanguage(grammar).parse(text);
  if (!tree) throw new Error(`${language} was not parsed`);
  return tree.rootNode;
}

/** The first thing that is no code of the language, with where it is; `undefined` when all is. */
export function faultOf(node: TreeSitter.Node): string | undefined {
  if (!node.hasError) return undefined;
  if (node.isError || node.isMissing) return `line ${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`;
  for (const child of node.children) {
    const fault = child && faultOf(child);
    if (fault !== undefined && fault !== null) return fault;
  }
  return 'somewhere';
}

/** Whether what stands at `index` is the text of a string. */
export function isInString(root: TreeSitter.Node, index: number): boolean {
  for (let node = root.descendantForIndex(index); node; node = node.parent) {
    if (/call|invocation|subscript|element_reference|variable|expansion/.test(node.type)) return false;
    if (node.type.includes('string')) return true;
  }
  return false;
}
