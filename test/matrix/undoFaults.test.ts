import { faultMatrix } from './faultMatrix.ts';

faultMatrix('migrate --undo');
