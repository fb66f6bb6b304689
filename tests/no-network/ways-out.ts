/** A page asks for one of these. Names are answered by the lab; the others need no name. */
export interface Way {
  readonly name: string;
  /** Runs in a page; `where` is `host` of a name or an address, without a scheme. */
  readonly script: string;
}

/**
 * How a page can make a browser speak to a network: those of the measurements this program's layers were chosen by, and a
 * few more. Each is tried with a name and with bare addresses.
 */
export const waysOut: readonly Way[] = [
  { name: 'image', script: `new Image().src = 'http://' + where + '/image.png'` },
  { name: 'fetch', script: `fetch('https://' + where + '/fetch').catch(() => undefined)` },
  {
    name: 'request',
    script: `const x = new XMLHttpRequest(); x.open('GET', 'http://' + where + '/x'); x.send()`,
  },
  { name: 'beacon', script: `navigator.sendBeacon('http://' + where + '/beacon', 'secret')` },
  { name: 'socket', script: `new WebSocket('ws://' + where + '/socket')` },
  { name: 'event source', script: `new EventSource('http://' + where + '/events')` },
  { name: 'script', script: `add('script', { src: 'http://' + where + '/a.js' })` },
  { name: 'style sheet', script: `add('link', { rel: 'stylesheet', href: 'http://' + where + '/a.css' })` },
  { name: 'style', script: `document.body.style.backgroundImage = 'url(http://' + where + '/b.png)'` },
  {
    name: 'font',
    script: `new FontFace('Away', 'url(http://' + where + '/a.woff2)').load().catch(() => undefined)`,
  },
  { name: 'frame', script: `add('iframe', { src: 'http://' + where + '/frame' })` },
  { name: 'object', script: `add('object', { data: 'http://' + where + '/object', type: 'text/html' })` },
  {
    name: 'media',
    script: `add('video', { src: 'http://' + where + '/video.mp4', preload: 'auto' }).load()`,
  },
  { name: 'preconnect', script: `add('link', { rel: 'preconnect', href: 'http://' + where })` },
  { name: 'name lookup', script: `add('link', { rel: 'dns-prefetch', href: '//' + where })` },
  { name: 'prefetch', script: `add('link', { rel: 'prefetch', href: 'http://' + where + '/next' })` },
  {
    name: 'preload',
    script: `add('link', { rel: 'preload', as: 'image', href: 'http://' + where + '/p.png' })`,
  },
  { name: 'icon', script: `add('link', { rel: 'icon', href: 'http://' + where + '/icon.png' })` },
  { name: 'manifest', script: `add('link', { rel: 'manifest', href: 'http://' + where + '/m.json' })` },
  { name: 'form', script: `add('form', { action: 'http://' + where + '/form', method: 'post' }).submit()` },
  { name: 'ping', script: `add('a', { href: '#', ping: 'http://' + where + '/ping' }).click()` },
  {
    name: 'worker',
    script: `new Worker(URL.createObjectURL(new Blob(["fetch('http://" + where + "/worker')"])))`,
  },
  { name: 'new window', script: `window.open('http://' + where + '/window')` },
  {
    name: 'call',
    script: `
      const call = new RTCPeerConnection({ iceServers: [
        { urls: 'stun:' + where + ':3478' },
        { urls: 'turn:' + where + ':3478?transport=tcp', username: 'secret', credential: 'c' },
      ] });
      call.createDataChannel('away');
      call.createOffer().then((offer) => call.setLocalDescription(offer))`,
  },
  {
    name: 'transport',
    script: `new WebTransport('https://' + where + ':4433/').ready.catch(() => undefined)`,
  },
  // Last: it would leave the page.
  { name: 'navigation', script: `location.href = 'http://' + where + '/away'` },
];

/** What the ways lead to: a name that the lab's resolver knows, and addresses of the lab. */
export const places = ['evidence.example', '203.0.113.7', '[2001:db8:77::7]'] as const;

/** Tries every way to every place in the page it is run in; a way that throws has been refused on the spot. */
export const tryAll = `(() => {
  const add = (name, attributes) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    document.body.append(element);
    return element;
  };
  const tried = [];
  for (const where of ${JSON.stringify(places)}) {
    ${waysOut
      .map(({ name, script }) => `try { ${script}; } catch {} tried.push(${JSON.stringify(name)});`)
      .join('\n    ')}
  }
  return tried;
})()`;

/** As it is pasted from a page of the world into an interview. */
export const pastedPage = `
  <p>Elle a dit cela. <img src="http://evidence.example/pixel.png"><img srcset="http://203.0.113.7/p.png 2x">
  <link rel="stylesheet" href="http://evidence.example/a.css"><style>@import url(http://203.0.113.7/b.css);</style>
  <iframe src="http://evidence.example/frame"></iframe><video src="http://203.0.113.7/v.mp4" autoplay></video>
  <span style="background:url(http://evidence.example/c.png)">Et encore ceci.</span>
  <script>fetch('http://evidence.example/')</script><a href="http://evidence.example/" ping="http://203.0.113.7/">ici</a></p>`;
