/** Half-filled forms, kept in this browser per person, case and action until they are filed. */
const PREFIX = 'yizhi.draft.';

export type Draft = {
  /** Made once per form, so that a double click or a retry cannot file twice. */
  submissionId: string;
  formHash: string;
  data: Record<string, unknown>;
  /** The person has changed something: worth telling that a draft was taken up. */
  touched: boolean;
};

const keyOf = (person: string, subject: string, action: string): string =>
  `${PREFIX}${person}.${subject}.${action}`;

export const newDraft = (formHash: string): Draft => ({
  submissionId: crypto.randomUUID(),
  formHash,
  data: {},
  touched: false,
});

function parse(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as Draft;
  } catch {
    return null;
  }
}

/** The draft store of one form; a draft of another version of the form is not taken up. */
export function draftsOf(person: string, subject: string, action: string, formHash: string) {
  const key = keyOf(person, subject, action);
  return {
    load(): Draft {
      const stored = parse(localStorage.getItem(key));
      return stored?.formHash === formHash ? stored : newDraft(formHash);
    },
    save(draft: Draft): void {
      try {
        localStorage.setItem(key, JSON.stringify(draft));
      } catch {
        // A full store must not keep anybody from filing; the form itself still holds everything.
      }
    },
    clear: (): void => localStorage.removeItem(key),
  };
}

const ownKeys = (): string[] => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

export const countDrafts = (): number =>
  ownKeys().filter((key) => parse(localStorage.getItem(key))?.touched).length;

/** On signing out: township computers are shared, and drafts hold personal data. */
export function clearDrafts(): void {
  for (const key of ownKeys()) localStorage.removeItem(key);
}
