import assert from 'node:assert/strict';
import { pageOf } from '../../../../src/expiry/timeline/page.ts';

describe('the page of the timeline', () => {
  const page = pageOf({
    script: 'https://page.example/timeline.js',
    style: 'https://page.example/timeline.css',
    source: 'https://page.example',
    nonce: 'abc',
  });

  it('allows its own script and style, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-abc'; style-src https://page.example; img-src blob:",
    );
  });

  it('has nothing inline', () => {
    assert.doesNotMatch(page, /<style|style=|<script(?![^>]*src=)|\bon\w+=/);
  });
});
