import { describe, expect, it } from 'vitest';
import { htmlToText } from '../../../src/shared/conversations/html-to-text';

describe('htmlToText', () => {
  it.each([
    [
      '<p>d&eacute;j&agrave; &laquo;&nbsp;vu&nbsp;&raquo;</p><p>two<br>three',
      'd\u00e9j\u00e0 \u00ab\u00a0vu\u00a0\u00bb\ntwo\nthree',
    ],
    ['<style>p { color: red }</style><script>alert(1)</script>yes', 'yes'],
    ['a <!-- not said --> b &#8364; &#x20ac; &unknown; &amp;lt;', 'a  b \u20ac \u20ac &unknown; &lt;'],
    ['open <b', 'open'],
  ])('reads %s', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it('goes over a text made to be slow once', () => {
    const html = '<br'.repeat(2_000_000) + '<!--'.repeat(500_000);
    expect(htmlToText(html)).toBe('');
  });
});
