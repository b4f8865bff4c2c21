import { purgatoryApp } from './purgatory-app.ts';

purgatoryApp().app.synth();
