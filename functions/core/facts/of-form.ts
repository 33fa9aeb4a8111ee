import type { Facts } from '../../contract/definitions/facts.ts';
import type { FormDefinition } from '../../contract/definitions/forms.ts';
import type { ClockRules } from '../deadlines/clocks.ts';
import { serviceFacts } from '../deadlines/service.ts';
import type { Bundle } from '../release/bundle.ts';
import { mapForm } from './map-form.ts';

/** Everything one form establishes: what its mapping names, and the day of service that follows from it. */
export function factsOfForm(
  bundle: Bundle,
  form: FormDefinition,
  data: unknown,
  filing: {
    instant: string;
    actor: string;
    matter: string | null;
    calendar?: ClockRules['calendar'] | undefined;
    /** What the case knew before. */
    known?: Facts | undefined;
  },
): Facts {
  const { instant, actor, matter, calendar, known } = filing;
  const mapped = mapForm(form.facts, data, { instant, actor, dictionary: bundle.dictionary });
  const profile = matter === null ? null : (bundle.get('matter', matter)?.body.procedureProfile ?? null);
  return { ...mapped, ...serviceFacts(bundle, mapped, { instant, profile, calendar, known }) };
}
