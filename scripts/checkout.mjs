import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout these scripts belong to. */
export const checkoutRoot = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** A path inside the checkout. */
export const inCheckout = (...parts) => path.join(checkoutRoot, ...parts);
