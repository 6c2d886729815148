// A string without an end goes to the end: a pattern that gave up on it would begin again at each of its quotes.
const token = /"(?:[^"\\]|\\[^]?)*"?|\{\{[^{}]*\}\}|[{}[\],:]|[^\s{}[\],:"]+/g;
const opening = /^[{[]$/;
const closing = /^[}\]]$/;
const wholeString = /^"(?:[^"\\]|\\[^])*"$/;
const mark = /^[{}[\],:]$/;

/** Beyond it the indents would be most of the text. */
const deepest = 100;

/**
 * JSON with line breaks and indents and no other change: numbers keep all their digits, and Postman's `{{variables}}`
 * may stand anywhere. What is no such JSON, or has comments in it, is left as it is.
 */
export function jsonLayout(text: string): string {
  const tokens = text.match(token) ?? [];
  const last = tokens.at(-1) ?? '';
  if (last.startsWith('"') && !wholeString.test(last)) return text;
  if (tokens.some((one) => !one.startsWith('"') && /\/[/*]/.test(one))) return text;
  const depths: string[] = [];
  let laidOut = '';
  for (const [index, one] of tokens.entries()) {
    const before = tokens[index - 1] ?? '';
    if (!mark.test(one) && before !== '' && !mark.test(before)) return text;
    if (closing.test(one) && depths.pop() === undefined) return text;
    const isEmpty = closing.test(one) && opening.test(before);
    if ((closing.test(one) || opening.test(before) || before === ',') && !isEmpty)
      laidOut += `\n${depths.join('')}`;
    laidOut += one === ':' ? ': ' : one;
    if (opening.test(one) && depths.push('  ') > deepest) return text;
  }
  return depths.length === 0 ? laidOut : text;
}
