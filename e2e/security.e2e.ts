import { createServer, type Server } from 'node:net';
import type { Page } from '@playwright/test';
import { SHELL_CALL_NAMES } from '../src/contract/shell-names.ts';
import { expect, type Glossator, test } from './app.ts';

/** A listener on this machine that counts who knocks: whatever a page tries, nobody may. */
async function listen(): Promise<{ server: Server; port: number; knocks: () => number }> {
  let count = 0;
  const server = createServer((socket) => {
    count++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, port: address.port, knocks: () => count };
}

const CSP_COMPLAINT =
  /Content Security Policy|Refused to|ERR_BLOCKED_BY_CLIENT|Failed to load resource|net::/;

interface Fetched {
  /** HTTP status, or what the request failed with */
  readonly status: number | string;
  readonly headers: Readonly<Record<string, string>>;
}

async function fetched(glossator: Glossator, address: string): Promise<Fetched> {
  return glossator.inMain(async ({ net }, url) => {
    try {
      const { status, headers } = await net.fetch(url);
      return { status, headers: Object.fromEntries(headers.entries()) };
    } catch (error) {
      return { status: (error as Error).message, headers: {} };
    }
  }, address);
}

test('the page comes with a policy that lets nothing in but itself', async ({ launchGlossator }) => {
  const glossator = await launchGlossator();
  const page = await glossator.window();
  expect(page.url()).toBe('app://glossator/index.html');
  const { headers } = await fetched(glossator, 'app://glossator/index.html');
  const policy = Object.fromEntries(
    (headers['content-security-policy'] ?? '')
      .split('; ')
      .map((directive) => directive.split(/ (.*)/).slice(0, 2)),
  );
  expect(policy).toMatchObject({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'connect-src': "'none'",
    'object-src': "'none'",
    'frame-ancestors': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
  });
  expect(Object.values(policy).join(' ')).not.toMatch(/unsafe|\*|https?:/);
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('nothing outside the page is served, however the address is written', async ({ launchGlossator }) => {
  const glossator = await launchGlossator();
  await glossator.window();
  for (const address of [
    'app://glossator/../main/index.js',
    'app://glossator/..%2fmain/index.js',
    'app://glossator/%2e%2e%2fmain%2findex.js',
    'app://glossator/..%5cmain%5cindex.js',
    'app://glossator/%2fetc/hosts',
    'app://glossator/',
    'app://elsewhere/index.html',
  ]) {
    expect(await fetched(glossator, address), address).toMatchObject({ status: 404 });
  }
});

test('the page has no means of Node or Electron, only the methods of the contract', async ({
  launchGlossator,
}) => {
  const glossator = await launchGlossator();
  const page = await glossator.window();
  expect(
    await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
        (name) => name in globalThis,
      ),
    ),
  ).toEqual([]);
  expect(await page.evaluate(() => Object.keys(window.glossator).sort())).toEqual(
    [...SHELL_CALL_NAMES, 'onShellEvent', 'pathsOfFiles'].sort(),
  );
  const preferences = await glossator.inMain(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } = (
        webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
      ).getLastWebPreferences();
      const spellcheck = webContents.session.isSpellCheckerEnabled();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, spellcheck };
    }),
  );
  expect(preferences).toEqual([
    { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false },
  ]);
});

test('no request leaves, whichever way the page asks', async ({ launchGlossator }) => {
  const glossator = await launchGlossator();
  const page = await glossator.window();
  const { server, port, knocks } = await listen();
  try {
    glossator.expectFaults(CSP_COMPLAINT, new RegExp(`127\\.0\\.0\\.1:${port}|example\\.invalid`));
    await page.evaluate(async (host) => {
      const attempts: (() => unknown)[] = [
        () => fetch(`http://${host}/fetch`, { mode: 'no-cors' }),
        () => navigator.sendBeacon(`http://${host}/beacon`, 'x'),
        () => {
          const request = new XMLHttpRequest();
          request.open('GET', `http://${host}/xhr`);
          request.send();
        },
        () => new WebSocket(`ws://${host}/socket`),
        () => new EventSource(`http://${host}/events`),
        () => new Worker(`http://${host}/worker.js`),
        () => import(`http://${host}/module.js`),
        () => CSS.supports('x', 'y') && new FontFace('x', `url(http://${host}/font)`).load(),
        () => new RTCPeerConnection({ iceServers: [{ urls: `stun:${host}` }] }).createDataChannel('x'),
      ];
      const elements: [string, string, string][] = [
        ['img', 'src', '/img.png'],
        ['script', 'src', '/script.js'],
        ['link', 'href', '/style.css'],
        ['iframe', 'src', '/frame.html'],
        ['video', 'src', '/film.mp4'],
        ['object', 'data', '/object'],
        ['embed', 'src', '/embed'],
      ];
      for (const [tag, attribute, path] of elements) {
        attempts.push(() => {
          const element = document.createElement(tag);
          if (tag === 'link') element.setAttribute('rel', 'stylesheet');
          element.setAttribute(attribute, `http://${host}${path}`);
          document.body.append(element);
        });
      }
      await Promise.all(
        attempts.map(async (attempt) => {
          try {
            await attempt();
          } catch {
            // Refused is what is wanted; what got through is counted at the other end.
          }
        }),
      );
    }, `127.0.0.1:${port}`);
    // The second wall, where no page's policy stands: main's own requests.
    for (const address of [`http://127.0.0.1:${port}/main`, 'https://example.invalid/']) {
      expect((await fetched(glossator, address)).status).toContain('ERR_BLOCKED_BY_CLIENT');
    }
    expect(knocks()).toBe(0);
  } finally {
    server.close();
  }
});

test('the page stays where it is, and opens nothing', async ({ launchGlossator }) => {
  const glossator = await launchGlossator();
  const page = await glossator.window();
  glossator.expectFaults(
    CSP_COMPLAINT,
    /Not allowed to (load|navigate)/,
    /example\.invalid|file:\/\/|javascript:/,
  );
  const go = (script: (address: string) => void, address: string) => page.evaluate(script, address);
  for (const address of [
    'https://example.invalid/',
    'file:///etc/hosts',
    'data:text/html,x',
    'javascript:document.title="taken"',
    'app://elsewhere/index.html',
    'app://glossator/other.html',
  ]) {
    await go((to) => {
      location.href = to;
    }, address);
    await go((to) => {
      const link = document.createElement('a');
      link.href = to;
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.target = '';
      link.click();
      link.remove();
    }, address);
    expect(await page.evaluate((to) => window.open(to) === null, address)).toBe(true);
  }
  await go((to) => {
    const form = document.createElement('form');
    form.action = to;
    document.body.append(form);
    form.submit();
  }, 'https://example.invalid/form');
  await go((to) => {
    const refresh = document.createElement('meta');
    refresh.httpEquiv = 'refresh';
    refresh.content = `0;url=${to}`;
    document.head.append(refresh);
  }, 'https://example.invalid/refresh');
  // A turn of the page's own loop after the last attempt: by then a navigation would have begun.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  expect(page.url()).toBe('app://glossator/index.html');
  expect(await page.evaluate(() => document.title)).not.toBe('taken');
  expect(await glossator.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('no code from text: inline scripts, handlers and eval do not run', async ({ launchGlossator }) => {
  const glossator = await launchGlossator();
  const page = await glossator.window();
  glossator.expectFaults(CSP_COMPLAINT);
  const ran = await page.evaluate(async () => {
    const holder = document.createElement('div');
    holder.innerHTML =
      '<img src="data:," onerror="document.body.dataset.ran=1"><svg onload="document.body.dataset.ran=2"></svg>';
    document.body.append(holder);
    const script = document.createElement('script');
    script.textContent = 'document.body.dataset.ran = 3';
    document.body.append(script);
    await new Promise((resolve) => setTimeout(resolve));
    return document.body.dataset.ran ?? null;
  });
  expect(ran).toBeNull();
});

async function permission(page: Page, name: string): Promise<string> {
  return page.evaluate(async (what) => {
    const fails = (promise: Promise<unknown>) => promise.then(() => 'granted').catch(() => 'denied');
    switch (what) {
      case 'notifications':
        return Notification.requestPermission();
      case 'geolocation':
        return fails(
          new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        );
      case 'microphone':
        return fails(navigator.mediaDevices.getUserMedia({ audio: true }));
      case 'screen':
        return fails(navigator.mediaDevices.getDisplayMedia());
      case 'clipboard':
        return fails(navigator.clipboard.readText());
      default:
        return fails(
          (navigator as unknown as { usb: { requestDevice(o: object): Promise<unknown> } }).usb.requestDevice(
            { filters: [] },
          ),
        );
    }
  }, name);
}

test('every permission is denied', async ({ launchGlossator }) => {
  const glossator = await launchGlossator();
  const page = await glossator.window();
  for (const name of ['notifications', 'geolocation', 'microphone', 'screen', 'clipboard', 'usb']) {
    expect(await permission(page, name), name).toBe('denied');
  }
});

test('what is not of the contract is refused with a code', async ({ launchGlossator }) => {
  const glossator = await launchGlossator();
  const page = await glossator.window();
  const answers = await page.evaluate(async () => {
    const shell = window.glossator as unknown as Record<string, (input: unknown) => Promise<unknown>>;
    const call = (name: string, input: unknown) => shell[name]?.(input);
    return Promise.all([
      call('setTheme', { theme: 'sepia' }),
      call('setZoom', { zoom: 1e9 }),
      call('openProject', { path: 7 }),
      call('openProject', '/etc/hosts'),
      call('newProject', { path: 'x', sample: { folder: '/' } }),
      call('start', { as: 'admin' }),
      call('copyText', null),
    ]);
  });
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
});
