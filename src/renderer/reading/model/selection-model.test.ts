import { expect, test } from 'vitest';
import { SelectionModel } from './selection-model.ts';

function counted() {
  let changes = 0;
  const model = new SelectionModel(() => {
    changes += 1;
  });
  return { model, changes: () => changes };
}

test('what was kept is selected with what is selected next, in text order', () => {
  const { model } = counted();
  model.set(40, 50);
  model.keep();
  model.set(10, 20);
  expect(model.ranges).toEqual([
    { start: 10, end: 20 },
    { start: 40, end: 50 },
  ]);
  expect(model.range).toEqual({ start: 10, end: 20 });
});

test('passages that touch or overlap are one', () => {
  const { model } = counted();
  model.set(10, 20);
  model.keep();
  model.set(20, 30);
  model.keep();
  model.set(25, 35);
  expect(model.ranges).toEqual([{ start: 10, end: 35 }]);
});

test('a caret that moves keeps what was kept; clearing takes all', () => {
  const { model, changes } = counted();
  model.set(10, 20);
  model.keep();
  model.move(30, false);
  expect(model.ranges).toEqual([{ start: 10, end: 20 }]);
  model.clear();
  expect(model.ranges).toEqual([]);
  expect(model.focus).toBe(30);
  const before = changes();
  model.clear();
  model.release();
  model.keep();
  expect(changes()).toBe(before);
});
