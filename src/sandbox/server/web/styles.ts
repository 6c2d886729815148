/** The look of the pages, light and dark. */
export const styles = String.raw`:root {
  color-scheme: light dark;
  --page: light-dark(#ffffff, #1c1d20);
  --raised: light-dark(#ffffff, #26282c);
  --sunk: light-dark(#f7f7f8, #17181a);
  --line: light-dark(#e3e4e8, #36383e);
  --text: light-dark(#212329, #e8e9ec);
  --faint: light-dark(#62656e, #a2a6b0);
  --accent: light-dark(#1a62d6, #6ea8fe);
  --on-accent: light-dark(#ffffff, #10141c);
  --danger: light-dark(#c22f2f, #ff8a80);
  --on-danger: light-dark(#ffffff, #2a0f0d);
  --sand: light-dark(#fdf3e3, #35290f);
  --on-sand: light-dark(#6b4408, #f3d9a4);
  --good: light-dark(#e9f6ee, #17301f);
  --on-good: light-dark(#17653a, #9fdcb6);
  --bad: light-dark(#fdecec, #3a1b1b);
  font: 14px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--page); color: var(--text); }
h1 { font-size: 24px; line-height: 1.3; margin: 0; font-weight: 600; }
h2 { font-size: 16px; margin: 0 0 4px; font-weight: 600; }
h3 { font-size: 14px; margin: 0 0 4px; font-weight: 600; }
p { margin: 0 0 12px; }
a { color: var(--accent); }
code, pre { font: 12.5px/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
small { display: block; color: var(--faint); font-size: 12px; font-weight: 400; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
main:focus { outline: none; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.faint, .lead { color: var(--faint); }
.lead { max-width: 68ch; margin-bottom: 20px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--raised); padding: 8px 12px; z-index: 2; }

.banner { background: var(--sand); color: var(--on-sand); padding: 6px 24px; text-align: center; font-size: 13px; }
.top { display: flex; align-items: center; gap: 16px; padding: 0 24px; height: 56px; border-bottom: 1px solid var(--line); }
.brand { display: flex; align-items: center; gap: 10px; color: inherit; font-weight: 600; font-size: 15px; text-decoration: none; }
.mark { flex: none; width: 24px; height: 24px; background: url('icon.svg') center / contain no-repeat; }
.team { color: var(--faint); padding-left: 16px; border-left: 1px solid var(--line); }
.switcher { display: flex; min-width: 0; align-items: center; gap: 8px; margin-left: auto; }
.switcher label { margin: 0; font-weight: 400; color: var(--faint); white-space: nowrap; }
.switcher select { width: auto; min-width: 0; max-width: 260px; margin: 0; }
.frame { display: flex; flex: 1; }
.side { width: 232px; flex: none; padding: 24px 16px; border-right: 1px solid var(--line); background: var(--sunk); }
.side h2 { font-size: 12px; color: var(--faint); font-weight: 500; margin: 16px 8px 4px; }
.side h2:first-child { margin-top: 0; }
.side a { display: block; padding: 6px 8px; border-radius: 6px; color: inherit; text-decoration: none; }
.side a:hover { background: var(--line); }
.side a[aria-current] { background: var(--line); font-weight: 600; }
main { flex: 1; min-width: 0; max-width: 1040px; padding: 32px 40px 64px; }
section { margin-top: 40px; }
.heading { display: flex; flex-wrap: wrap; align-items: center; gap: 12px; justify-content: space-between; margin-bottom: 8px; }
.heading-buttons { display: flex; gap: 8px; }
.card { border: 1px solid var(--line); border-radius: 8px; padding: 20px 24px 12px; margin-top: 16px; background: var(--raised); }
.card h2 { margin-bottom: 8px; }
.empty { border: 1px dashed var(--line); border-radius: 8px; padding: 24px; text-align: center; color: var(--faint); }
.empty p { margin: 0; }
.empty strong { color: var(--text); font-weight: 600; }
.notice { border-radius: 6px; padding: 8px 12px; }
.notice.done { background: var(--good); color: var(--on-good); }
.notice.failed { background: var(--bad); color: var(--danger); }
pre { overflow-x: auto; background: var(--sunk); border: 1px solid var(--line); border-radius: 6px; padding: 12px; margin: 0 0 12px; }

button, .button { font: inherit; font-weight: 500; padding: 6px 14px; border-radius: 6px; border: 1px solid transparent; cursor: pointer; display: inline-block; text-decoration: none; white-space: nowrap; }
button:disabled { opacity: 0.6; cursor: progress; }
.primary { background: var(--accent); color: var(--on-accent); }
.danger { background: var(--danger); color: var(--on-danger); }
.quiet { background: transparent; color: inherit; border-color: var(--line); }
.primary:hover, .danger:hover { filter: brightness(1.08); }
.quiet:hover, .icon:hover { background: var(--line); }
.icon { background: transparent; color: inherit; padding: 2px 8px; font-size: 18px; line-height: 1.2; }
label { display: block; font-weight: 500; margin-bottom: 4px; }
input, select { font: inherit; color: inherit; width: 100%; padding: 7px 10px; margin-bottom: 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--page); }
input::placeholder { color: var(--faint); opacity: 1; }

table { width: 100%; border-collapse: collapse; }
thead th { font-size: 12px; font-weight: 500; color: var(--faint); white-space: nowrap; }
th, td { text-align: left; padding: 10px 16px 10px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td { white-space: nowrap; }
tbody th { font-weight: 500; width: 34%; min-width: 180px; overflow-wrap: anywhere; }
td code, th code, dialog code { color: var(--faint); white-space: nowrap; }
.key-name { display: -webkit-inline-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; vertical-align: top; }
.actions { text-align: right; padding: 6px 0; }
.tag { white-space: nowrap; font-size: 11px; font-weight: 600; padding: 1px 8px; border-radius: 99px; background: var(--bad); color: var(--danger); }
.tag.expired { background: var(--sand); color: var(--on-sand); }
.tag.inactive { background: var(--line); color: var(--faint); }
.pager { display: flex; flex-wrap: wrap; align-items: center; gap: 12px; margin-top: 12px; }
.menu { position: relative; display: inline-block; }
[role='menu'] { position: absolute; right: 0; top: 100%; z-index: 1; min-width: 150px; padding: 4px; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 6px 20px rgb(0 0 0 / 0.18); }
[role='menuitem'] { display: block; width: 100%; text-align: left; background: transparent; color: inherit; font-weight: 400; }
[role='menuitem']:hover, [role='menuitem']:focus { background: var(--line); outline: none; }
[role='menuitem'][data-dialog='delete'] { color: var(--danger); }

dialog { width: 480px; max-width: calc(100vw - 32px); padding: 24px; border: 1px solid var(--line); border-radius: 10px; background: var(--raised); color: inherit; box-shadow: 0 16px 48px rgb(0 0 0 / 0.28); }
dialog::backdrop { background: rgb(10 12 16 / 0.45); }
dialog h2 { font-size: 18px; margin-bottom: 12px; }
dialog p { overflow-wrap: anywhere; }
#issued, #share { width: 680px; }
.buttons { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; margin-top: 16px; }
.copy { display: flex; gap: 8px; margin-bottom: 12px; }
.copy input { margin: 0; font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: 12.5px; }
.copy button { min-width: 84px; }

.tabs { display: flex; gap: 4px; margin-bottom: 16px; border-bottom: 1px solid var(--line); }
.tab { margin-bottom: -1px; padding: 8px 12px; border: 0; border-bottom: 2px solid transparent; border-radius: 0; background: transparent; color: var(--faint); font-weight: 500; text-decoration: none; }
.tab:hover { color: var(--text); }
.tab[aria-selected='true'], .tab[aria-current] { color: var(--text); border-color: var(--accent); }
.share-verbs { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; margin-top: 16px; }
.setting { display: flex; align-items: center; justify-content: space-between; gap: 24px; }
.switch { position: relative; flex: none; width: 40px; height: 24px; padding: 0; border: 1px solid var(--faint); border-radius: 99px; background: var(--sunk); }
.switch::after { content: ''; position: absolute; left: 3px; top: 3px; width: 16px; height: 16px; border-radius: 99px; background: var(--faint); transition: transform 0.12s; }
.switch[aria-checked='true'] { border-color: var(--accent); background: var(--accent); }
.switch[aria-checked='true']::after { background: var(--on-accent); transform: translateX(16px); }
.about { white-space: pre-line; overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: 12px 40px; margin: 0; }
.facts dt { font-size: 12px; color: var(--faint); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.outline { margin-top: 8px; }
.outline ul { list-style: none; margin: 0; padding: 0; }
.outline ul ul { margin-left: 6px; padding-left: 16px; border-left: 1px solid var(--line); }
.outline summary, .request { padding: 4px 0; }
.outline summary { cursor: pointer; font-weight: 500; }
.request { display: flex; align-items: baseline; gap: 12px; }
.method { flex: none; width: 52px; font-size: 11px; font-weight: 600; color: var(--faint); }
.method.get { color: var(--on-good); }
.method.post, .method.patch, .method.put { color: var(--on-sand); }
.method.delete { color: var(--danger); }
.shelves { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 8px 24px; }
.shelves ul { list-style: none; margin: 0 0 12px; padding: 0; }
.shelves a { display: inline-block; padding: 2px 0; overflow-wrap: anywhere; }
@media (prefers-reduced-motion: reduce) { .switch::after { transition: none; } }

@media (max-width: 800px) {
  .frame { flex-direction: column; }
  .side { width: auto; border-right: 0; border-bottom: 1px solid var(--line); padding: 12px 16px; }
  main { padding: 24px 16px; overflow-x: auto; }
  .team, .switcher label { display: none; }
  .brand { white-space: nowrap; }
  .top { padding: 0 16px; }
  .cards thead { display: none; }
  .cards tr { display: block; padding: 12px 0; border-bottom: 1px solid var(--line); }
  .cards th, .cards td { display: block; width: auto; padding: 0; border: 0; white-space: normal; }
  .cards th { margin-bottom: 6px; }
  .cards td[data-label] { display: flex; align-items: baseline; gap: 8px; }
  .cards td[data-label]::before { content: attr(data-label); flex: none; width: 88px; color: var(--faint); }
  .cards .actions { text-align: left; padding-top: 8px; }
  .cards .actions:empty { display: none; }
  .cards [role='menu'] { left: 0; right: auto; }
}
`;
