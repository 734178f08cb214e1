// Nothing is opened in the review; over this another question is opened, and the way back to where one came from ends.
import type { Address } from "../state/address.ts";

export const CLOSED = { open: null, slot: null, back: null } as const satisfies Partial<Address>;
