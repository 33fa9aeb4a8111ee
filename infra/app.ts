import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ensureFonts } from '../functions/local/fonts.ts';
import { system } from './system.ts';

// The functions that print papers carry the fonts.
await ensureFonts();
const app = new App();
system(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
