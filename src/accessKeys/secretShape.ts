/** Tokens that tell by their shape what they are: as their makers document them, and as gitleaks looks for them. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}(?![0-9a-z])/i, 'a Postman API key'],
  [/\bPMAT-[0-9a-z]{26}(?![0-9a-z])/i, 'a collection access key'],
  [/-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/, 'a private key'],
  [/\bgh[pousr]_[0-9A-Za-z]{36}|\bgithub_pat_\w{60}/, 'a GitHub token'],
  [/\bglpat-[\w-]{20}/, 'a GitLab token'],
  [/\bxox[abeoprs]-[0-9A-Za-z-]{10}/, 'a Slack token'],
  [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/\bAIza[\w-]{35}/, 'a Google API key'],
  [/\b[sr]k_live_[0-9A-Za-z]{16}/, 'a Stripe key'],
  [/\bsk-(?:ant-|proj-)?[\w-]{32}/, 'an AI service key'],
  [/\bnpm_[0-9A-Za-z]{36}/, 'an npm token'],
  [/\bSG\.[\w-]{16,64}\.[\w-]{16}/, 'a SendGrid key'],
  [/(?<![\w-])eyJ[\w-]{10,500}\.eyJ[\w-]{10,2000}\.[\w-]{10}/, 'a JSON web token'],
  [/\bbearer\s+(?!\{\{)[\w.~+/-]{20}/i, 'a bearer token'],
  [/\bbasic\s+(?!\{\{)[0-9A-Za-z+/]{16}/i, 'a name and password'],
  [/:\/\/[^\s:/?#@{]{1,100}:[^\s:/?#@{]{1,100}@/, 'a name and password'],
];

/** What kind of secret stands in a text, by its shape; `undefined` where none is known. */
export function secretShape(text: string): string | undefined {
  return shapes.find(([shape]) => shape.test(text))?.[1];
}
