/** At the sides of the page: as wide as the page's own margins. */
const SIDES = '0.75in';

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function line(edge: 'bottom' | 'top', content: string): string {
  const type = 'font: 8px system-ui, sans-serif; color: #5c5c60';
  const box = `box-sizing: border-box; margin: 0 ${SIDES}; width: 100%; display: flex; justify-content: space-between; gap: 24px`;
  return `<div style="${type}; ${box}; padding-${edge}: 5px; border-${edge}: 0.5px solid #d9d9d6">${content}</div>`;
}

/** What stands above each page, as Chromium's templates have it: the project and the date. */
export function runningHead(heading: string, date: string): string {
  const name = `<span dir="auto" style="overflow: hidden; text-overflow: ellipsis; white-space: nowrap">${escaped(heading)}</span>`;
  return line('bottom', `${name}<span style="white-space: nowrap">${escaped(date)}</span>`);
}

/** What stands below: the page's number, and how many there are. */
export function runningFoot(): string {
  return line(
    'top',
    '<span>Glossator</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span>',
  );
}
