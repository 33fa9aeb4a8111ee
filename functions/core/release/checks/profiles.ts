import { profileFault } from '../../matters/profiles.ts';
import type { Bundle } from '../bundle.ts';
import type { Report } from './report.ts';

/** Periods, extensions, grounds and ways of service that are the law of some fields alone name profiles there are: of a misspelt one they would be the law of nobody. */
export function checkProfiles(bundle: Bundle, report: (id: string) => Report): void {
  const check = (say: Report, path: string, profile: string) => {
    const fault = profileFault(bundle, profile);
    if (fault !== null) say(path, 'unknown-profile', fault);
  };
  for (const { id, body } of bundle.all('deadlines')) {
    const each = (list: string[] | undefined, path: string) => {
      for (const [i, profile] of (list ?? []).entries())
        check(report(`deadlines/${id}`), `${path}/profiles/${i}`, profile);
    };
    for (const [i, { profiles, extension, exclusion }] of body.deadlines.entries()) {
      const path = `/deadlines/${i}`;
      each(profiles, path);
      for (const [j, step] of (extension?.steps ?? []).entries())
        each(step.profiles, `${path}/extension/steps/${j}`);
      for (const [j, ground] of (exclusion?.grounds ?? []).entries())
        each(ground.profiles, `${path}/exclusion/grounds/${j}`);
    }
  }
  for (const { id, body } of bundle.all('service'))
    for (const [i, { after }] of body.methods.entries())
      for (const [j, { profile }] of (after ?? []).entries())
        if (profile !== undefined)
          check(report(`service/${id}`), `/methods/${i}/after/${j}/profile`, profile);
}
