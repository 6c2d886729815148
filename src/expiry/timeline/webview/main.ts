import { applyChange } from '../change.ts';
import type { TimelineData } from '../data.ts';
import { messageToPage, type PictureFormat } from '../messages.ts';
import { spanOf, type Reach } from '../span.ts';
import { createChart } from './chart.ts';
import { make } from './dom.ts';
import { createHeader } from './header.ts';
import { connect } from './host.ts';
import { contentOf } from './save.ts';
import { createTables } from './table.ts';
import { createUsageList } from './usageList.ts';

const host = connect();
/** Most of the time the keys are there before anybody could read that they are waited for. */
const patience = 500;

/** The page: what the extension tells it, drawn. */
function start(): void {
  let data: TimelineData | undefined;
  let { reach, isTable } = host.left;

  const chart = createChart((id) => {
    host.post({ type: 'open', id });
  });
  const tables = createTables();
  const usage = createUsageList();
  const empty = make(
    'p',
    { class: 'empty' },
    'No keys yet. Add or generate an API key, and its life shows here: from the day it was issued to the day it expires.',
  );
  const header = createHeader({
    look: (chosen: Reach) => {
      reach = chosen;
      draw();
    },
    showTable: (shown) => {
      isTable = shown;
      draw();
    },
    save: (format) => {
      if (data) void save(format, data);
    },
  });
  const save = async (format: PictureFormat, drawn: TimelineData): Promise<void> => {
    try {
      host.post({ type: 'save', format, content: await contentOf(format, drawn, spanOf(drawn, reach)) });
    } catch {
      header.say('The picture could not be drawn.');
    }
  };
  const content = make('div', { class: 'content' }, chart.element, usage.element);
  const main = make('main', { class: 'is-waiting' }, header.element, empty, content, tables.element);
  document.body.append(main);
  setTimeout(() => {
    if (!data) header.say('Looking at the keys…');
  }, patience);

  const draw = (): void => {
    if (!data) return;
    const isEmpty = data.lifetimes.length === 0;
    main.className = isEmpty ? 'is-empty' : isTable ? 'is-table' : 'is-chart';
    header.show(data, reach, isTable);
    chart.show(data, spanOf(data, reach));
    usage.show(data.usage);
    tables.show(data, isTable);
    remember();
  };
  const remember = (): void => {
    host.leave({ reach, isTable, scroll: scrollY });
  };

  addEventListener('message', ({ data: received }: MessageEvent<unknown>) => {
    const message = messageToPage(received);
    if (!message || (message.type === 'change' && !data)) return;
    const begin = performance.now();
    const isFirst = !data;
    data = message.type === 'state' ? message.data : data && applyChange(data, message.change);
    draw();
    if (isFirst) scrollTo(0, host.left.scroll);
    // With the layout: what a person waits for. The end-to-end test reads it.
    document.body.getBoundingClientRect();
    performance.measure(`timeline.${message.type}`, { start: begin });
  });
  addEventListener('scrollend', remember);
  host.post({ type: 'ready' });
}

start();
