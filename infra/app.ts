import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { system } from './system.ts';

const app = new App();
system(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
