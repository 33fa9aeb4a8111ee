/** Imported before anything that makes a zod shape: its compiled parsers would need `unsafe-eval`. */
import { config } from 'zod';

config({ jitless: true });
