// The parts of the help in their order, and the words of each. A test holds that each paragraph that is written is shown.
export const PARTS = [
  "what",
  "order",
  "status",
  "quote",
  "slots",
  "confidence",
  "no_path",
  "names",
  "correct",
  "markings",
  "keys",
  "limits",
] as const;
export type Part = (typeof PARTS)[number];

export const WORDS = {
  what: ["help.what.1", "help.what.2"],
  order: ["help.order.1", "help.order.2", "help.order.3"],
  status: ["help.status.1"],
  quote: ["help.quote.1", "help.quote.2"],
  slots: ["help.slots.1"],
  confidence: ["help.confidence.1", "help.confidence.2"],
  no_path: ["help.no_path.1", "help.no_path.2"],
  names: ["help.names.1", "help.names.2"],
  correct: ["help.correct.1", "help.correct.2"],
  markings: ["help.markings.1"],
  keys: [],
  limits: ["help.limits.1", "help.limits.2", "help.limits.3"],
} as const satisfies Readonly<Record<Part, readonly string[]>>;
