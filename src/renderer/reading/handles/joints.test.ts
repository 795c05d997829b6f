import { expect, test } from 'vitest';
import { jointPath } from './joints.ts';

test('on one line the joint hangs under the words between', () => {
  const path = jointPath({ x: 50, top: 10, bottom: 30 }, { x: 120, top: 10, bottom: 30 });
  expect(path).toBe('M50 30Q85 48 120 30');
});

test('between lines it leads from the end of one fragment to the start of the next', () => {
  const path = jointPath({ x: 200, top: 10, bottom: 30 }, { x: 40, top: 90, bottom: 110 });
  expect(path).toBe('M200 20C230 20 10 100 40 100');
});

test('where only one side is shown a tail leads towards the other', () => {
  expect(jointPath({ x: 200, top: 10, bottom: 30 }, null)).toBe('M200 30v14');
  expect(jointPath(null, { x: 40, top: 90, bottom: 110 })).toBe('M40 90v-14');
  expect(jointPath(null, null)).toBe('');
});
