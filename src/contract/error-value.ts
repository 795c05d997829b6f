import { z } from 'zod';
import { ERROR_CODES, type ErrorValue } from '../core/errors.ts';

const place = z.strictObject({
  path: z.string().exactOptional(),
  line: z.number().exactOptional(),
  offset: z.number().exactOptional(),
  recordKind: z.string().exactOptional(),
  recordId: z.string().exactOptional(),
  field: z.string().exactOptional(),
});

/** An error that crosses a process boundary. */
export const errorValueSchema: z.ZodType<ErrorValue> = z.strictObject({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  place: place.exactOptional(),
  remedy: z.string().exactOptional(),
});
