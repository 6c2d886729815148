/** A string, number, word or sign of JSON with comments. */
export interface Token {
  readonly text: string;
  /** Its offset in the file, and that behind it. */
  readonly at: number;
  readonly end: number;
  /** Where it stands; `undefined` for the outermost value. */
  readonly way: Way | undefined;
}

/** The last step to a token, and those before it, which all that stands there shares. */
interface Way {
  readonly name: string;
  readonly outer: Way | undefined;
}

/** Names of the properties, and places in lists, that lead to a token. Of the name of a property the last one is empty. */
export function pathOf({ way }: Pick<Token, 'way'>): string[] {
  const path: string[] = [];
  for (let step = way; step; step = step.outer) path.unshift(step.name);
  return path;
}

// Comments first, then where strings begin, signs and what is left. What has no end goes on to the end: looking for one
// from each of many beginnings would take forever.
const pattern = /\/\/[^\r\n]*|\/\*(?:[^]*?\*\/|[^]*)|"|[{}[\]:,]|[^\s"{}[\]:,/]+|\S/g;

/** What may end a string, one after the other: an expression for all of a string overflows the stack at some megabytes. */
const inString = /\\.|["\r\n]/g;

/** Levels; nobody's settings are that deep. */
const deepest = 100;

/** Tokens; a file of ten megabytes that is nothing but commas would take a gigabyte. */
const most = 1_000_000;

/**
 * What stands in a JSON file with comments, comments and white space apart. Made for files that people write: it takes
 * whatever comes, and `valueOf` alone says whether it is right.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const isList: boolean[] = [];
  let way: Way | undefined;
  for (const { at, word } of wordsOf(text)) {
    if (tokens.length === most) return tokens;
    if (word === '}' || word === ']') {
      way = way?.outer;
      isList.pop();
    }
    tokens.push({ text: word, at, end: at + word.length, way });
    if (word === '{' || word === '[') {
      if (isList.length === deepest) return tokens;
      way = { name: word === '[' ? '0' : '', outer: way };
      isList.push(word === '[');
    } else if (way && word === ':' && isList.at(-1) === false) {
      way = { name: stringOf(tokens.at(-2)?.text ?? ''), outer: way.outer };
    } else if (way && word === ',') {
      way = { name: isList.at(-1) === true ? String(Number(way.name) + 1) : '', outer: way.outer };
    }
  }
  return tokens;
}

function* wordsOf(text: string): Generator<{ readonly at: number; readonly word: string }> {
  const words = new RegExp(pattern);
  for (let found = words.exec(text); found; found = words.exec(text)) {
    const [word] = found;
    if (word === '"') words.lastIndex = endOfString(text, words.lastIndex);
    if (!/^\/[/*]/.test(word)) yield { at: found.index, word: text.slice(found.index, words.lastIndex) };
  }
}

/** @param from behind the quote that begins it */
function endOfString(text: string, from: number): number {
  const ends = new RegExp(inString);
  ends.lastIndex = from;
  for (let found = ends.exec(text); found; found = ends.exec(text)) {
    if (found[0] === '"') return ends.lastIndex;
    // It has no end; the line does.
    if (!found[0].startsWith('\\')) return found.index;
  }
  return text.length;
}

/** The value that tokens are of, commas before a closing bracket forgiven; `undefined` where they make no value. */
export function valueOf(tokens: readonly Token[]): unknown {
  const words = tokens.filter(
    ({ text }, index) => text !== ',' || !/^[}\]]$/.test(tokens[index + 1]?.text ?? ''),
  );
  try {
    return JSON.parse(words.map(({ text }) => text).join(' '));
  } catch {
    return undefined;
  }
}

function stringOf(word: string): string {
  const value = valueOf([{ text: word, at: 0, end: 0, way: undefined }]);
  return typeof value === 'string' ? value : word;
}
